"""Asking plugins where a file comes from: the group of entry points `muse.checks`."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from muse.errors import MuseError, NotReady, PluginError, printable, shown
from muse.plugins.blame import blaming
from muse.running.host import Host

KINDS = ("ours", "changed", "other", "mark", "nothing")
"""What a file may be, by what says most:

- `ours`: this Muse made it, and it is unchanged since
- `changed`: it was signed, and changed since
- `other`: somebody else signed it, and it is unchanged since
- `mark`: no signature holds, but it carries a mark
- `nothing`: none of these
"""

TEXTS = ("signer", "made_by", "model", "made", "source", "title", "mark", "artifact", "work")
LISTS = ("reasons", "where", "ingredients")
_LONGEST, _MOST = 2_000, 100


def checks(host: Host) -> list[str]:
    """Return the names of the checks that are installed, Muse's own first."""
    return list(host.plugins.index.checks)


def check(host: Host, path: Path, name: str = "") -> dict[str, Any]:
    """Return one verdict on a file, of what all checks say: `file`, `kind`, `by`, `reasons`...

    `name` is what the file is called, where its path isn't. The check with the strongest verdict
    has the word; a mark that another found is added, and so are the reasons of those that found
    anything, and what kept others from looking. NotReady where a check lacks packages and no other
    found anything; otherwise MuseError where the file can't be read, or all checks failed.
    """
    if not host.plugins.index.checks:
        raise NotReady("nothing here can check files", hint='pip install "muse-host[provenance]"')
    said: list[dict[str, Any]] = []
    failed: list[MuseError] = []
    for by, found in _asked(host, path):
        if isinstance(found, MuseError):
            failed.append(found)
        elif found is not None:
            said.append({"file": name or path.name, "by": by, **found})
    said.sort(key=lambda each: KINDS.index(each["kind"]))  # a stable order: the first has the word
    if failed and not said:
        raise failed[0]
    ours = [error for error in failed if not isinstance(error, PluginError)]
    if ours and said[0]["kind"] == "nothing":  # it isn't known to be nothing
        raise ours[0]
    if not said:
        said = [{"file": name or path.name, "kind": "nothing", "by": ""}]
    made, *others = said
    for other in others:
        if other["kind"] == "nothing":
            continue
        made["reasons"] = [*made.get("reasons", []), *other.get("reasons", [])]
        for field in ("mark", "artifact"):
            if other.get(field) and not made.get(field):
                made[field] = other[field]
    for error in failed:
        made["reasons"] = [*made.get("reasons", []), f"not all was looked at: {error.message}"]
    return made


def _asked(host: Host, path: Path) -> Iterator[tuple[str, dict[str, Any] | MuseError | None]]:
    """Yield what each check says by its name, or the error that it is."""
    for name, entry in host.plugins.index.checks.items():
        loaded = host.plugins.load(entry)
        if loaded.broken is not None:
            yield name, PluginError(f"the check {name} is broken: {loaded.broken}")
            continue
        call: Callable[[Path, Host], Any] = loaded.found
        try:
            with blaming(f"the check {name} of {entry.distribution} failed"):
                found: dict[str, Any] | MuseError | None = _held(call(path, host))
        except MuseError as error:
            found = error
        yield name, found


def _held(told: Any) -> dict[str, Any] | None:
    """Return a verdict with what one may have, in bounds; None where a check has nothing to say."""
    if told is None:
        return None
    if not isinstance(told, Mapping) or told.get("kind") not in KINDS:
        raise TypeError(f"it gave {shown(told)}, which is no verdict")
    made: dict[str, Any] = {"kind": told["kind"]}
    for field in TEXTS:
        if told.get(field):
            made[field] = _text(told[field])
    for field in LISTS:
        if told.get(field):
            made[field] = [_text(each) for each in list(told[field])[:_MOST]]
    if told.get("own_key"):
        made["own_key"] = True
    if told.get("rights"):
        rights = list(dict(told["rights"]).items())[:_MOST]
        made["rights"] = {_text(key): _text(value) for key, value in rights}
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"it gave {shown(value)}, where a text belongs")
    return " ".join(printable(value[:_LONGEST]).split())  # a line that begins another is none
