"""The index of entry points: what is installed, without importing any of it.

Reading the metadata of every distribution takes tens of milliseconds, so the result is kept in the
cache folder, together with the modification times of the folders on `sys.path`. Installing or
removing a distribution changes one of those, and the index is made anew. This module is imported
for `muse --help`: it imports next to nothing itself.

Distributions that the user disabled, and those that `MUSE_PLUGINS` doesn't name where it is set,
are kept apart: nothing of them is imported. Plugins in environments of their own come from their
records (`muse.plugins.isolated.registry`), whose folder is looked at like those on the path.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import Distribution

GROUPS = (
    "muse",
    *(f"muse.{name}" for name in "checks commands contract defaults executors".split()),
    *(f"muse.{name}" for name in "models pages".split()),
)
"""The groups that the host reads; others whose names begin so belong to plugins with plugins."""

UNREADABLE = "muse.unreadable"
"""The group under which the index keeps distributions whose metadata can't be read."""

OWN = "muse-host"
ALLOWED = "MUSE_PLUGINS"
"""Names the distributions that are enabled, with commas; empty: Muse's own alone."""

SHARED = "MUSE_ISOLATED"
ISOLATED = "isolated:"
"""What the value of an entry begins with that is in an environment of its own: its distribution."""

_OF_ISOLATED = ("muse.contract", "muse.defaults")
"""The groups of an isolated plugin that count, beside its generators: data, no code."""

_FORMAT = 9
_SOURCE = 2**18
"""Bytes of a command's source in which its help is looked for."""

_LARGEST = 2**26
"""Bytes of an index that are read at most."""


_XDG = {"config": "~/.config", "data": "~/.local/share", "cache": "~/.cache"}


class Entry(NamedTuple):
    """One entry point: its group and name, the `module:attribute`, and who brings it."""

    group: str
    name: str
    value: str
    distribution: str
    version: str
    summary: str

    @property
    def medium(self) -> str:
        """The part of the name before the dot; empty for a plugin of hooks."""
        return self.name.partition(".")[0] if "." in self.name else ""


class Index:
    """The entry points by what they are; of several that claim a name the first one has it.

    Muse's own come first, then distributions by name, so that the order doesn't depend on where
    they are installed. `off` says which distributions are disabled; `disabled` has their entries.
    """

    def __init__(self, entries: list[Entry], off: Callable[[str], bool] | None = None) -> None:
        found = sorted(entries, key=lambda e: (e.distribution != OWN, e.distribution, e))
        barred = {d for d in {e.distribution for e in found} if off is not None and off(d)}
        self.entries = [e for e in found if e.distribution not in barred]
        self.disabled = [e for e in found if e.distribution in barred]
        self.generators: dict[str, Entry] = {}
        self.hooks: dict[str, Entry] = {}
        self.commands: dict[str, Entry] = {}
        self.defaults: dict[str, Entry] = {}
        self.models: dict[str, Entry] = {}
        self.pages: dict[str, Entry] = {}
        self.checks: dict[str, Entry] = {}
        self.executors: dict[str, Entry] = {}
        self.contracts: dict[str, str] = {}
        self.refused: list[tuple[Entry, Entry]] = []
        self.unreadable = [entry for entry in found if entry.group == UNREADABLE]
        for entry in self.entries:
            if entry.group == "muse.contract":
                self.contracts[entry.distribution] = entry.name
            if entry.group not in GROUPS or entry.group == "muse.contract":
                continue
            shelf = self._shelf(entry)
            holder = shelf.setdefault(entry.name, entry)
            if holder is not entry:
                self.refused.append((entry, holder))

    def _shelf(self, entry: Entry) -> dict[str, Entry]:
        if entry.group == "muse.commands":
            return self.commands
        if entry.group == "muse.defaults":
            return self.defaults
        if entry.group == "muse.models":
            return self.models
        if entry.group == "muse.pages":
            return self.pages
        if entry.group == "muse.checks":
            return self.checks
        if entry.group == "muse.executors":
            return self.executors
        return self.generators if entry.medium else self.hooks

    def media(self) -> list[str]:
        """Return the media that have generators, sorted."""
        return sorted({entry.medium for entry in self.generators.values()})


def load() -> Index:
    """Return the index, from the cache where that is still true."""
    key = cache_key()
    path = cache_path(key)
    entries = _kept(path, key)
    if entries is not None:
        return Index(entries, barred())
    entries = scan()
    _write(path, {"key": key, "entries": entries})
    return Index(entries, barred())


def normal(name: str) -> str:
    """Return a distribution's name as the index has it: lower case, with hyphens."""
    return name.strip().lower().replace("_", "-")


def off_path() -> str:
    """Return the file that lists the disabled distributions, one on each line."""
    return os.path.join(_folder("config"), "disabled-plugins.txt")


def enabling(distribution: str) -> str:
    """Say what enables a distribution that is disabled."""
    if distribution in off():
        return f"muse plugins enable {distribution}"
    return "MUSE_PLUGINS or --safe leaves it out"


def off() -> list[str]:
    """Return the distributions that the user disabled."""
    path = off_path()
    if not os.path.lexists(path):
        return []
    from muse import kept

    return kept.read(Path(path), _names, limit=_LARGEST) or []


def _names(data: bytes) -> list[str]:
    """Return the names in a list of distributions; ValueError for what can't be one."""
    lines = [line.partition("#")[0] for line in data.decode("utf-8-sig").splitlines()]
    names = [normal(line) for line in lines if line.strip()]
    if not all(name.isprintable() for name in names):
        raise ValueError("it is no list of names")
    return names


def barred() -> Callable[[str], bool]:
    """Return what says of a distribution that it is disabled; Muse's own never is.

    MUSE_PLUGINS, where it is set, decides alone, whatever is disabled.
    """
    named = os.environ.get(ALLOWED)
    if named is not None:
        let = {OWN, *(normal(name) for name in named.split(",") if name.strip())}
        return lambda distribution: distribution not in let
    without = set(off()) - {OWN}
    return lambda distribution: distribution in without


def allowed(distribution: str) -> bool:
    """Whether a distribution is enabled; for plugins with plugins of their own."""
    return not barred()(normal(distribution))


def scan() -> list[Entry]:
    """Read the entry points of every installed distribution."""
    from importlib.metadata import distributions

    from muse.errors import described, printable

    entries: list[Entry] = []
    seen: set[str] = set()
    for distribution in distributions():
        try:
            name = normal(distribution.metadata["Name"] or "")
            if not name or name in seen:
                continue
            if name == OWN and not _is_own(distribution):
                raise ValueError(f"it calls itself {OWN}, which is Muse's own name")
            seen.add(name)
            points = [p for p in distribution.entry_points if f"{p.group}.".startswith("muse.")]
            summary = distribution.metadata["Summary"] or "" if points else ""
            version = distribution.version if points else ""
            entries += [
                Entry(
                    *(p.group, p.name, p.value, name, version),
                    (p.group == "muse.commands" and _help(p.value)) or summary,
                )
                for p in points
            ]
        except Exception as error:  # whatever is wrong with its files is its own matter
            folder = os.path.basename(str(getattr(distribution, "_path", "a distribution")))
            why = described(error)[:200]
            entries.append(Entry(UNREADABLE, folder, why, folder, "", ""))
    entries += _isolated(seen | {OWN})
    return [Entry(*(" ".join(printable(part).split()) for part in entry)) for entry in entries]


def isolated_folder() -> str:
    """Return the folder of the records of plugins in environments of their own.

    MUSE_ISOLATED is another one: environments are large, and several MUSE_HOMEs may share them.
    """
    own = os.environ.get(SHARED)
    return os.path.expanduser(own) if own else os.path.join(_folder("data"), "isolated")


def _isolated(others: set[str]) -> list[Entry]:
    """Return the entries of plugins in environments of their own; `others` come before them."""
    from muse.errors import described

    folder = isolated_folder()
    found: list[Entry] = []
    for file_name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        name, end = os.path.splitext(file_name)
        if end != ".json" or name.startswith(".") or name in others:
            continue
        try:
            with open(os.path.join(folder, file_name), "rb") as file:
                kept = json.loads(file.read(_LARGEST))
            if normal(kept["distribution"]) != name:
                raise ValueError("it is the record of another distribution")
            for group, point, value in kept["entries"]:
                if group == "muse":
                    value = ISOLATED + name
                if (group == "muse" and "." in point) or group in _OF_ISOLATED:
                    about = (name, kept["version"], kept["summary"])
                    found.append(Entry(group, point, value, *about))
        except Exception as error:
            found.append(Entry(UNREADABLE, file_name, described(error)[:200], name, "", ""))
    return found


def _help(value: str) -> str:
    """Return the help of a click command, from its source, which isn't run; empty if not found."""
    import ast

    module, _, attribute = value.partition(":")
    for place in sys.path:
        for end in (".py", "/__init__.py"):
            try:
                with open(os.path.join(place or ".", *module.split(".")) + end, "rb") as file:
                    tree = ast.parse(file.read(_SOURCE))
            except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == attribute:
                    first = node.decorator_list[:1]  # the command's; those of options follow
                    words = [
                        keyword.value.value
                        for call in first
                        if isinstance(call, ast.Call)
                        for keyword in call.keywords
                        if keyword.arg == "help" and isinstance(keyword.value, ast.Constant)
                    ]
                    found = str(words[0]) if words else ast.get_docstring(node) or ""
                    return found.strip().partition("\n")[0][:200]
            return ""
    return ""


def _is_own(distribution: Distribution) -> bool:
    """Whether a distribution brings the command `muse`, as Muse's own does."""
    return any(
        p.group == "console_scripts" and p.name == "muse" and p.value.startswith("muse.")
        for p in distribution.entry_points
    )


def cache_key() -> list[Any]:
    """Return what the index depends on: this Python, and each place on the path with its time.

    The last is the folder of isolated plugins, where there is one.
    """
    places = []
    for place in sys.path:
        try:
            places.append([place or os.getcwd(), os.stat(place or ".").st_mtime_ns])
        except OSError:
            continue
    isolated = isolated_folder()
    try:
        return [_FORMAT, sys.version, places, [isolated, os.stat(isolated).st_mtime_ns]]
    except OSError:
        return [_FORMAT, sys.version, places, None]


def cache_path(key: list[Any]) -> str:
    paths = "\n".join(place for place, _ in key[2])
    return os.path.join(_folder("cache"), f"entry-points-{zlib.crc32(paths.encode()):08x}.json")


def _folder(kind: str) -> str:
    """Return the folder of config, data or cache, as `muse.folders` has it, without imports."""
    home = os.environ.get("MUSE_HOME")
    if home:
        return os.path.join(os.path.expanduser(home), kind)
    if sys.platform.startswith("linux"):
        base = os.environ.get(f"XDG_{kind.upper()}_HOME") or os.path.expanduser(_XDG[kind])
        return os.path.join(base, "muse")
    from muse import folders

    return str(getattr(folders, f"{kind}_folder")())


def _kept(path: str, key: list[Any]) -> list[Entry] | None:
    """Return the entries that a cached index has; None when it is out of date or damaged."""
    try:
        found = os.stat(path)
        if stat.S_ISREG(found.st_mode) and found.st_size < _LARGEST:
            with open(path, "rb") as file:
                return _entries(file.read(), key)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    from muse import kept

    return kept.read(Path(path), lambda data: _entries(data, key), limit=_LARGEST)


def _entries(data: bytes, key: list[Any]) -> list[Entry] | None:
    """Return the entries in an index; None when it is out of date, ValueError when it is none."""
    kept = json.loads(data)
    rows = kept["entries"]
    if not all(isinstance(part, str) for row in rows for part in row):
        raise ValueError("it is no index of entry points")
    entries = [Entry(*row) for row in rows]
    return entries if kept["key"] == key else None


def _write(path: str, kept: dict[str, Any]) -> None:
    """Keep the index for the next start; where that can't be done, it is made anew each time."""
    part = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(part, "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.replace(part, path)
        from muse import processes

        processes.sweep([Path(path).parent])  # of others that were killed just here
    except (OSError, UnicodeError):
        with suppress(OSError):
            os.unlink(part)
    except BaseException:  # Ctrl-C, say
        with suppress(OSError):
            os.unlink(part)
        raise
