"""What killed processes of Muse left behind: checkpoints, scratch folders, parts of files.

What belongs to somebody has the number of a process in its name, or in a mark beside it; it is left
behind once that process is gone.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from muse.compat import dataclass
from muse.folders import cache_folder, config_folder, data_folder
from muse.processes import is_alive, is_gone

SCRATCH = "muse-"
"""What names of scratch folders begin with; a process's number follows."""

_PART = re.compile(r"\.(?:\d+|[0-9a-f]{16})\.part$")
_OWNED = re.compile(r"\.(\d+)\.part$")
_SCRATCH = re.compile(rf"{SCRATCH}(\d+)-")
_UNUSED = 30 * 86400.0  # seconds after which what was made of a model counts as left behind
_HOUR = 3600.0  # seconds after which a part of a file that names no process is left behind


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file or folder that nobody uses: what it is, its bytes, and when it last changed (s)."""

    path: Path
    what: str
    size: int
    changed: float

    def remove(self) -> None:
        """Remove it, and the mark beside it; OSError where that can't be."""
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        else:
            self.path.unlink(missing_ok=True)
        mark_of(self.path).unlink(missing_ok=True)


def scratch_prefix() -> str:
    """Return what the name of a scratch folder of this process begins with."""
    return f"{SCRATCH}{os.getpid()}-"


def new_scratch() -> Path:
    """Return a new folder for passing files, in Muse's cache, or else the system's folder.

    That is often in memory, where a film of gigabytes has no place.
    """
    folder = cache_folder() / "scratch"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=scratch_prefix(), dir=folder))
    except OSError:  # a home that can't be written to
        return Path(tempfile.mkdtemp(prefix=scratch_prefix()))


def kept_folder() -> Path:
    """Return the folder of what outlives a run, so that it can be resumed."""
    return cache_folder() / "kept"


def made_folder() -> Path:
    """Return the folder of what is made of models once; who uses such a folder touches it."""
    return cache_folder() / "made"


def mark_of(folder: Path) -> Path:
    """Return the file that says which process uses a folder."""
    return folder.with_name(f"{folder.name}.pid")


def find() -> list[Leftover]:
    """Return what was left behind, the largest first."""
    found = [*_kept(), *_parts(), *_loaded(), *_made(), *_scratch()]
    return sorted(found, key=lambda each: (-each.size, each.path))


def _kept() -> Iterator[Leftover]:
    """Yield checkpoints of trainings that no process goes on with."""
    for folder in _inside(kept_folder()):
        if not folder.is_dir() or folder.is_symlink() or _is_used(folder):
            continue
        name = folder.name.rpartition("-")[0] or folder.name
        yield of_file(folder, f"checkpoint of a stopped run of {name}; the same command resumes")


def _is_used(folder: Path) -> bool:
    try:
        mark = mark_of(folder).read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return not is_gone(mark, of_file(folder, "").changed)


def _parts() -> Iterator[Leftover]:
    """Yield files that were begun and not finished, in Muse's own folders."""
    kept = kept_folder()
    for root in {cache_folder(), config_folder(), data_folder()}:
        for path in _inside(root):
            if not _PART.search(path.name) or not path.is_file():
                continue
            owner = _OWNED.search(path.name)
            alive = is_alive(int(owner[1])) if owner else time.time() - _changed(path) < _HOUR
            if not alive:
                yield of_file(path, "part of a file")
    for mark in _inside(kept):
        if mark.suffix == ".pid" and not mark.with_suffix("").exists():
            yield of_file(mark, "mark of a stopped run")


def _loaded() -> Iterator[Leftover]:
    """Yield what processes that are gone told of the weights that they had loaded."""
    for path in _inside(cache_folder() / "loaded"):
        if path.stem.isdecimal() and path.is_file() and not is_alive(int(path.stem)):
            yield of_file(path, "what a stopped process had loaded")


def _made() -> Iterator[Leftover]:
    """Yield what was made of models and isn't used any more, or was never finished."""
    for path in _inside(made_folder()):
        owner = _OWNED.search(path.name)
        if owner and not is_alive(int(owner[1])):
            yield of_file(path, "part of a model that was being unpacked")
        elif not owner and path.is_dir() and time.time() - _changed(path) > _UNUSED:
            yield of_file(path, "unpacked model that nobody used for a month")


@cache
def sweep_scratch() -> None:
    """Remove the scratch folders of processes that are gone, once in this process."""
    for each in _scratch():
        with suppress(OSError):
            each.remove()


def _scratch() -> Iterator[Leftover]:
    """Yield scratch folders of runs, and the empty one of torch in the system's folder."""
    for path in [*_inside(cache_folder() / "scratch"), *_inside(Path(tempfile.gettempdir()))]:
        owner = _SCRATCH.match(path.name)
        if owner and path.is_dir() and not path.is_symlink() and not is_alive(int(owner[1])):
            yield of_file(path, "scratch folder of a stopped run")
        elif path.name.startswith("torchinductor_") and path.is_dir() and not _inside(path):
            yield of_file(path, "empty folder of torch's compiler")


def _inside(folder: Path) -> list[Path]:
    """Return what is in a folder that is ours to remove; nothing where it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if _is_ours(path))
    except OSError:
        return []


def _is_ours(path: Path) -> bool:
    try:
        return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def of_file(path: Path, what: str) -> Leftover:
    """Return a file or folder as left behind, with what it is."""
    inside = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    states = []
    for each in inside:
        try:
            states.append(each.lstat())
        except OSError:  # it goes while we look
            continue
    changed = max((state.st_mtime for state in states), default=_changed(path))
    return Leftover(path, what, sum(state.st_size for state in states), changed)
