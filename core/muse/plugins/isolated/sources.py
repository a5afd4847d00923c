"""What was asked to be installed: a name of an index, a folder, or an archive; and with what."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from muse import entry_points, files
from muse.errors import RequestError
from muse.plugins.isolated.interpreters import check_asked

SDISTS = (".tar.gz", ".zip", ".tar.bz2", ".tar.xz")
"""What names of source archives end in."""


@dataclass(frozen=True)
class Source:
    """What to install: `what` is a requirement (`kind` "name"), or an absolute path.

    `python` is what `--python` asked for, `extra` and `overrides` requirements beside and instead
    of the plugin's own, `network` whether it may reach the network even if it doesn't ask, and
    `sandbox` whether it works in one, where there can be one.
    """

    kind: str
    what: str
    python: str | None = None
    extra: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    network: bool = False
    sandbox: bool = True

    @property
    def path(self) -> Path:
        """The folder or archive."""
        return Path(files.of_record(self.what))

    @property
    def name(self) -> str | None:
        """The distribution, where it is known before anything is looked at."""
        return entry_points.normal(Requirement(self.what).name) if self.kind == "name" else None

    @property
    def extras(self) -> frozenset[str]:
        """The extras that were asked for."""
        return frozenset(Requirement(self.what).extras if self.kind == "name" else ())

    def record(self) -> dict[str, Any]:
        """Return it as a record keeps it."""
        return {
            "kind": self.kind,
            "what": self.what,
            "python": self.python,
            "with": list(self.extra),
            "override": list(self.overrides),
            "network": self.network,
            "sandbox": self.sandbox,
        }

    def words(self, *, version: str | None = None) -> list[str]:
        """Return the words after `muse plugins install` that ask for it; at a version, if given."""
        what = self.what
        if self.kind == "name" and version:
            asked = Requirement(what)
            extras = f"[{','.join(sorted(asked.extras))}]" if asked.extras else ""
            what = f"{asked.name}{extras}=={version}"
        words = [what, "--isolated"]
        words += ["--python", self.python] if self.python else []
        for option, values in (("--with", self.extra), ("--override", self.overrides)):
            words += [word for value in values for word in (option, value)]
        words += ["--network"] if self.network else []
        return [*words, *([] if self.sandbox else ["--no-sandbox"])]


def of_record(kept: Mapping[str, Any]) -> Source:
    """Return the source that a record keeps; ValueError for what is none."""
    texts = [kept["kind"], kept["what"], *kept["with"], *kept["override"]]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("it doesn't say what was installed")
    return Source(
        kept["kind"],
        kept["what"],
        str(kept["python"]) if kept["python"] else None,
        tuple(kept["with"]),
        tuple(kept["override"]),
        kept["network"] is True,
        kept.get("sandbox") is not False,
    )


def parse(
    what: str,
    *,
    python: str | None = None,
    extra: tuple[str, ...] = (),
    overrides: tuple[str, ...] = (),
    network: bool = False,
    sandbox: bool = True,
) -> Source:
    """Return what a user asks for; RequestError names the word that can't be."""
    if python is not None:
        check_asked(python)
    for option, values in (("--with", extra), ("--override", overrides)):
        for value in values:
            requirement(value, option)
    kind, place = _kind(what)
    return Source(kind, place, python, extra, overrides, network, sandbox)


def requirement(text: str, where: str) -> Requirement:
    """Return a requirement; RequestError names what is none and where it stands."""
    try:
        return Requirement(text)
    except InvalidRequirement:
        raise RequestError(
            f"{where}: {text[:60]!r} is no requirement", hint='one is "numpy<2", say'
        ) from None


def _kind(what: str) -> tuple[str, str]:
    """Return the kind of a source and what it is in full."""
    if "://" in what and "@" not in what.partition("://")[0]:
        raise RequestError(
            f"{what[:60]} is an address", hint="download it and give the file, or a plugin's name"
        )
    path = files.expanded(what)
    looks = "/" in what or "\\" in what or what in (".", "..") or _is_archive(what)
    if path.is_dir() and (looks or path.joinpath("pyproject.toml").is_file()):
        if not any(path.joinpath(name).is_file() for name in ("pyproject.toml", "setup.py")):
            raise RequestError(
                f"{what} has no pyproject.toml", hint="give the folder of a plugin's project"
            )
        return "folder", files.recorded(path.resolve())
    if path.is_file() and looks:
        if not _is_archive(what):
            raise RequestError(
                f"{what} is neither a wheel nor a source archive",
                hint="one ends in .whl or .tar.gz",
            )
        return "archive", files.recorded(path.resolve())
    if looks and "@" not in what:
        raise RequestError(f"there is no {what}", hint="give a folder, a wheel, or a plugin's name")
    return "name", _named(what)


def _named(what: str) -> str:
    asked = requirement(what, "NAME")
    if asked.url is not None:
        raise RequestError(
            f"{asked.name} is asked for at an address", hint="download it and give the file"
        )
    if asked.marker is not None:
        raise RequestError(
            f"{what[:60]!r} has a marker", hint="give a name, and a version if need be"
        )
    return str(asked)


def _is_archive(name: str) -> bool:
    return name.lower().endswith((".whl", *SDISTS))


LINE = "# isolated: "
"""What a line of `muse plugins freeze` begins with that stands for an isolated plugin."""


def of_line(line: str) -> tuple[str, Source]:
    """Return the name and source in a line that `to_line` gave; ValueError for none."""
    name, _, rest = line.removeprefix(LINE).partition(" ")
    words = shlex.split(rest)
    options: dict[str, list[str]] = {"--python": [], "--with": [], "--override": []}
    flags: set[str] = set()
    what: list[str] = []
    while words:
        word = words.pop(0)
        if word in options:
            options[word].append(words.pop(0) if words else "")
        elif word.startswith("--"):
            flags.add(word)
        else:
            what.append(word)
    if (
        len(what) != 1
        or not flags <= {"--isolated", "--network", "--no-sandbox"}
        or not re.fullmatch(r"[\w.-]+", name)
    ):
        raise ValueError("it asks for no isolated plugin")
    return entry_points.normal(name), parse(
        what[0],
        python=options["--python"][0] if options["--python"] else None,
        extra=tuple(options["--with"]),
        overrides=tuple(options["--override"]),
        network="--network" in flags,
        sandbox="--no-sandbox" not in flags,
    )


def to_line(name: str, version: str, source: Source) -> str:
    """Return the line that stands for an isolated plugin in a list."""
    return f"{LINE}{name} {shlex.join(source.words(version=version))}"
