"""The index of entry points: what is installed, without importing any of it.

Reading the metadata of every distribution takes tens of milliseconds, so the result is kept in the
cache folder, together with the modification times of the folders on `sys.path`. Installing or
removing a distribution changes one of those, and the index is made anew. This module is imported
for `muse --help`: it imports next to nothing itself.
"""

import json
import os
import sys
import zlib
from typing import Any, NamedTuple

GROUPS = ("muse", "muse.commands", "muse.defaults", "muse.models")
OWN = "muse-host"
_FORMAT = 3


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
    they are installed.
    """

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.distribution != OWN, e.distribution, e))
        self.generators: dict[str, Entry] = {}
        self.hooks: dict[str, Entry] = {}
        self.commands: dict[str, Entry] = {}
        self.defaults: dict[str, Entry] = {}
        self.models: dict[str, Entry] = {}
        self.refused: list[tuple[Entry, Entry]] = []
        for entry in self.entries:
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
        return self.generators if entry.medium else self.hooks

    def media(self) -> list[str]:
        """Return the media that have generators, sorted."""
        return sorted({entry.medium for entry in self.generators.values()})


def load() -> Index:
    """Return the index, from the cache where that is still true."""
    key = _key()
    path = _cache_path(key)
    kept = _read(path)
    if kept is not None and kept.get("key") == key:
        return Index([Entry(*row) for row in kept["entries"]])
    entries = scan()
    _write(path, {"key": key, "entries": entries})
    return Index(entries)


def scan() -> list[Entry]:
    """Read the entry points of every installed distribution."""
    from importlib.metadata import distributions

    entries: list[Entry] = []
    seen: set[str] = set()
    for distribution in distributions():
        name = (distribution.metadata["Name"] or "").lower().replace("_", "-")
        if not name or name in seen:
            continue
        seen.add(name)
        points = [point for point in distribution.entry_points if point.group in GROUPS]
        for point in points:
            summary = distribution.metadata["Summary"] or ""
            version = distribution.version
            entries.append(Entry(point.group, point.name, point.value, name, version, summary))
    return entries


def _key() -> list[Any]:
    """Return what the index depends on: this Python, and each place on the path with its time."""
    places = []
    for place in sys.path:
        try:
            places.append([place or os.getcwd(), os.stat(place or ".").st_mtime_ns])
        except OSError:
            continue
    return [_FORMAT, sys.version, places]


def _cache_path(key: list[Any]) -> str:
    home = os.environ.get("MUSE_HOME")
    if home:
        folder = os.path.join(os.path.expanduser(home), "cache")
    elif sys.platform.startswith("linux"):  # as platformdirs has it, without its import
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = os.path.join(base, "muse")
    else:
        from muse.folders import cache_folder

        folder = str(cache_folder())
    paths = "\n".join(place for place, _ in key[2])
    return os.path.join(folder, f"entry-points-{zlib.crc32(paths.encode()):08x}.json")


def _read(path: str) -> dict[str, Any] | None:
    try:
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _write(path: str, kept: dict[str, Any]) -> None:
    """Keep the index for the next start; where that can't be done, it is made anew each time."""
    part = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(part, "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.replace(part, path)
    except OSError:
        return
