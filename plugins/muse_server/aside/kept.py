"""What was shown and converted, kept on the disk; the least used goes when it is too much."""

import hashlib
import importlib.util
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from muse import files, processes
from muse.media import content
from muse.media.content import Content
from muse.running.host import Host

_ROOM = 0.9
"""How full it is after the least used went."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A result on the disk."""

    key: str
    path: Path
    media_type: str


class Shelf:
    """Results in a folder by a key that says all that they were made from; `most` bytes of them."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._size: int | None = None
        self._lock = threading.Lock()

    def find(self, key: str) -> Kept | None:
        """Return what is kept for a key, which counts as used now; None if nothing is."""
        for path in self._folder.joinpath(key[:2]).glob(f"{key}.*"):
            with suppress(OSError):
                os.utime(path)
                return Kept(key, path, path.name.partition(".")[2].replace("_", "/", 1))
        return None

    def place(self, key: str) -> Path:
        """Return where something for a key is to be put, its media type not yet in the name."""
        folder = self._folder / key[:2]
        folder.mkdir(parents=True, exist_ok=True)
        return folder / key

    def grown(self, size: int) -> None:
        """Count what was added; where it is too much now, the least used goes."""
        with self._lock:
            self._size = self._measured() if self._size is None else self._size + size
            if self._size > self._most:
                self._size = self._shrunk()

    def _measured(self) -> int:
        return sum(size for _, size, _ in self._listed())

    def _shrunk(self) -> int:
        processes.sweep(self._folder.glob("??"))
        listed = sorted(self._listed())
        left = sum(size for _, size, _ in listed)
        for _, size, path in listed[:-1]:  # the last is about to be sent
            if left <= self._most * _ROOM:
                break
            with suppress(OSError):
                path.unlink()
                left -= size
        return left

    def _listed(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._folder.glob("??/*"):
            with suppress(OSError):
                state = path.stat()
                yield state.st_mtime, state.st_size, path


def put(place: Path, media_type: str, data: Content) -> int:
    """Put a result where a shelf finds it, at once or not at all; return how many bytes it has."""
    path = place.with_name(f"{place.name}.{media_type.replace('/', '_', 1)}")
    hidden = processes.hidden(path)
    with files.told(place.parent):
        try:
            with hidden.open("w+b") as file:
                if isinstance(data, Path):
                    content.copy(data, file)
                else:
                    file.write(data)
            os.replace(hidden, path)
        finally:
            hidden.unlink(missing_ok=True)
    return content.size(path)


def key(*parts: object) -> str:
    """Return the key of something that is made from these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def mark(host: Host) -> str:
    """Return what changes whenever a plugin does, or a distribution is installed or removed."""
    seen: list[object] = [(each, _changed(Path(each))) for each in sys.path]
    entries = host.plugins.index.entries
    seen += sorted({(entry.distribution, entry.version) for entry in entries})
    modules = {entry.value.partition(":")[0].partition(".")[0] for entry in entries}
    for name in sorted({*modules, "muse"}):
        with suppress(ImportError, ValueError):
            spec = importlib.util.find_spec(name)
            for folder in (spec and spec.submodule_search_locations) or ():
                seen.append((name, max(map(_changed, Path(folder).rglob("*.py")), default=0.0)))
    return key(*seen)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
