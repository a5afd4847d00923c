"""Where installed plugins come from, what they do at start, and how to install them again."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from muse import entry_points, files
from muse.errors import MuseError, RequestError
from muse.plugins.isolated import registry, sources
from muse.plugins.isolated.sources import Source
from muse.suggest import nearest


@dataclass(frozen=True, slots=True)
class Origin:
    """An installed distribution: its version, where it lies, and where it was installed from.

    `requirement` is what pip takes to install exactly this again; empty for what pip can't.
    `editable` says that its code lies in a folder of somebody's own and may change at any time,
    `isolated` that it is in an environment of its own (`folder`).
    """

    name: str
    version: str
    folder: str
    source: str
    requirement: str
    editable: bool = False
    isolated: bool = False


def origin(name: str) -> Origin:
    """Return where a distribution comes from, by its own metadata (direct_url.json)."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return _isolated(name) or Origin(name, "", "", "unknown: it isn't installed any more", "")
    folder = str(found.locate_file(""))
    direct = _direct(found)
    if direct is None:
        return Origin(name, found.version, folder, "an index", f"{name}=={found.version}")
    url = str(direct.get("url", ""))
    if "vcs_info" in direct:
        vcs = direct["vcs_info"]
        commit = str(vcs.get("commit_id") or vcs.get("requested_revision") or "")
        return Origin(
            name, found.version, folder, f"{url} at {commit[:12]}",
            f"{name} @ {vcs.get('vcs', 'git')}+{url}@{commit}",
        )  # fmt: skip
    editable = bool(direct.get("dir_info", {}).get("editable"))
    if url.startswith("file:"):
        path = url2pathname(unquote(urlsplit(url).path))
        required = f"-e {path}" if editable else f"{name} @ {url}"
        return Origin(name, found.version, folder, path, required, editable)
    digest = direct.get("archive_info", {}).get("hashes", {}).get("sha256")
    required = f"{name} @ {url}" + (f"#sha256={digest}" if digest else "")
    return Origin(name, found.version, folder, url, required)


def _isolated(name: str) -> Origin | None:
    plugin = registry.find(name)
    if plugin is None:
        told = "a record that can't be read"
        return Origin(name, "", "", told, "", isolated=True) if name in registry.damaged() else None
    try:
        source = sources.of_record(plugin.source)
    except (ValueError, LookupError, TypeError):
        return Origin(name, plugin.version, str(plugin.environment), "unknown", "", isolated=True)
    told = "an index" if source.kind == "name" else str(source.path)
    line = sources.to_line(name, plugin.version, source)
    return Origin(name, plugin.version, str(plugin.environment), told, line, isolated=True)


def _direct(found: Distribution) -> dict[str, Any] | None:
    try:
        kept = json.loads(found.read_text("direct_url.json") or "null")
    except ValueError:
        return None
    return kept if isinstance(kept, dict) else None


# -- enabled and disabled


def known(plugins: entry_points.Index) -> list[str]:
    """Return the distributions of others, disabled ones too, sorted."""
    entries = (*plugins.entries, *plugins.disabled)
    return sorted({e.distribution for e in entries} - {entry_points.OWN})


def named(plugins: entry_points.Index, name: str) -> str:
    """Return the distribution that is called so, or that brings an entry point called so."""
    wanted = entry_points.normal(name)
    if wanted in known(plugins) or wanted in entry_points.off():
        return wanted
    owners = {
        e.distribution for e in (*plugins.entries, *plugins.disabled) if name in (e.name, e.value)
    }
    if wanted == entry_points.OWN or owners == {entry_points.OWN}:
        raise RequestError(f"{name!r} is Muse's own", hint="use another with -g, or muse use")
    if len(owners) == 1:
        return owners.pop()
    near = nearest(wanted, known(plugins))
    there = ", ".join(known(plugins)) or "none"
    hint = f"did you mean {near}?" if near else f"there are {there}"
    raise RequestError(f"there is no plugin {name!r}", hint=hint)


def disable(name: str) -> None:
    """Disable a distribution from now on."""
    _change(lambda names: {*names, name})


def enable(name: str) -> None:
    """Enable a distribution again."""
    _change(lambda names: names - {name})


def _change(change: Callable[[set[str]], set[str]]) -> None:
    """Change the list of what is disabled, which other processes may be changing, too."""
    head = "# Disabled plugins: muse plugins disable NAME, muse plugins enable NAME\n"
    path = Path(entry_points.off_path())
    with files.locked(path):
        names = change(set(entry_points.off()))
        body = "".join(f"{name}\n" for name in sorted(names))
        files.write(path, f"{head}{body}".encode(), force=True)


# -- a list of them, and installing from it


def freeze(plugins: entry_points.Index) -> list[str]:
    """Return a line for each distribution of others, as pip installs it again, and its notes."""
    lines = ["# Muse plugins: muse plugins restore THIS-FILE"]
    for name in known(plugins):
        found = origin(name)
        lines.append(found.requirement or f"# {name} {found.version}: {found.source}")
    off = [name for name in entry_points.off() if name in known(plugins)]
    return [*lines, *(f"# disabled: {name}" for name in off)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for: requirements to install, those that are there, what to disable.

    `isolated` are those to install in environments of their own, by name.
    """

    missing: tuple[str, ...]
    there: tuple[str, ...]
    disabled: tuple[str, ...]
    isolated: Mapping[str, Source]

    @property
    def command(self) -> list[str]:
        """The command that installs what is missing."""
        parts = [part for line in self.missing for part in _arguments(line)]
        return [sys.executable, "-m", "pip", "install", *parts]


_LINE = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(==\s*(?P<version>[\w.!+-]+)|@\s*(?P<url>\S+))")


def read(text: str, where: str) -> Wanted:
    """Read a list that `freeze` gave; RequestError names a line that is no exact requirement."""
    missing: list[str] = []
    there: list[str] = []
    off: list[str] = []
    isolated: dict[str, Source] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("# disabled: "):
            off.append(entry_points.normal(line.removeprefix("# disabled: ")))
        if line.startswith(sources.LINE):
            alone, source = _isolated_line(line, where, number)
            if origin(alone).requirement == line:
                there.append(f"{alone}, in an environment of its own")
            else:
                isolated[alone] = source
        if not line or line.startswith("#"):
            continue
        name = _required(line)
        if name is None:
            raise RequestError(
                f"{where}: line {number}, {line[:60]!r}, is no exact requirement",
                hint="expected name==version, name @ url or -e folder, as muse plugins freeze",
            )
        (there if _is_there(line, name) else missing).append(line)
    return Wanted(tuple(missing), tuple(there), tuple(off), isolated)


def _isolated_line(line: str, where: str, number: int) -> tuple[str, Source]:
    try:
        return sources.of_line(line)
    except (ValueError, MuseError) as error:
        raise RequestError(
            f"{where}: line {number} can't be followed: {error}",
            hint="expected what muse plugins freeze printed",
        ) from None


def restore(wanted: Wanted) -> None:
    """Install what is missing, by pip into this Python, and disable what was; MuseError if not."""
    if wanted.missing:
        done = subprocess.run(wanted.command, check=False)
        if done.returncode:
            raise MuseError(f"pip ended with {done.returncode}", hint="what it says is above")
    if wanted.disabled:
        _change(lambda names: {*names, *wanted.disabled})


def _required(line: str) -> str | None:
    """Return what a line names: a distribution, or the folder of an editable one."""
    if line.startswith("-e "):
        return line[3:].strip() or None
    found = _LINE.fullmatch(line)
    return found["name"] if found else None


def _is_there(line: str, name: str) -> bool:
    if line.startswith("-e "):
        return any(
            found.editable and os.path.realpath(found.source) == os.path.realpath(name)
            for found in map(origin, known(entry_points.load()))
        )
    return origin(entry_points.normal(name)).requirement == line


def _arguments(line: str) -> Sequence[str]:
    return ("-e", line[3:].strip()) if line.startswith("-e ") else (line,)
