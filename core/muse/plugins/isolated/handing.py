"""Files that cross between host and worker, so that neither changes what the other has.

A worker in a sandbox gets files by their paths, which it can only read there: who is handed a file
that is open for reading could open it for writing. What a worker makes is copied into a folder of
the host's own, since the worker may have it open still.
"""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from muse import files
from muse.media import content
from muse.plugins.isolated.packing import opened
from muse.plugins.isolated.worker import Blob

Sees: TypeAlias = Callable[[Path], bool]
"""Whether a worker sees a file under the path that it has here."""

MOST = 16 * 2**30
"""Bytes of a file that a worker may make."""

_PIECE = 2**24


class Refused(Exception):
    """What a worker hands over can't be taken; the message goes on after what it is."""


def giver(sees: Sees | None, folder: Path) -> Callable[[Path], str]:
    """Return how files are given to a worker: by the path at which it can read them.

    One in a sandbox (`sees` isn't None) gets a copy in its `folder` of what it doesn't see.
    """

    def give(path: Path) -> str:
        real = path.resolve()
        part = opened(real)
        try:
            if sees is None or sees(real):
                return str(real)
            return str(_copy(part.fd, part.size, _new(folder, path.suffix)))
        finally:
            part.close()

    return give


def taken(folder: Path, name: str, into: Path) -> Path:
    """Return a copy of a file that a worker made in its folder; Refused where it is none.

    However the worker changes the folder meanwhile, what is outside of it isn't reached.
    MuseError where the copy can't be written.
    """
    *above, last = Path(name).parts or ("",)
    if Path(name).is_absolute() or ".." in (*above, last):
        raise Refused("isn't in the run's folder")
    inside = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        here = os.open(folder, inside)
        for part in above:
            try:
                below = os.open(part, inside, dir_fd=here)
            finally:
                os.close(here)
            here = below
        try:
            fd = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
            try:
                made = _taken(fd, Path(name).suffix, into)
            finally:
                os.close(fd)
            with suppress(OSError):
                os.unlink(last, dir_fd=here)
        finally:
            os.close(here)
    except OSError as error:
        raise Refused(f"can't be read ({error.strerror})") from None
    return made


def held(blob: Blob, into: Path, suffix: str = "") -> content.Content:
    """Return what a worker handed over: bytes, or a copy on the disk while they are too many."""
    if blob.size <= content.SMALL:
        return blob.read()
    return _taken(blob.fd, suffix, into)


def placed(blob: Blob, name: str, into: Path) -> Path:
    """Return a path at which what a worker handed over can be read."""
    path = _new(into, Path(name).suffix)
    if blob.size <= content.SMALL:
        path.write_bytes(blob.read())
        return path
    return _copy(blob.fd, blob.size, path)


def _taken(fd: int, suffix: str, into: Path) -> Path:
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        raise Refused("is no file")
    if found.st_size > MOST:
        raise Refused(f"has more than {MOST // 2**30} GiB")
    return _copy(fd, found.st_size, _new(into, suffix))


def _new(folder: Path, suffix: str) -> Path:
    return folder / f"taken-{secrets.token_hex(8)}{suffix[:20]}"


def _copy(fd: int, size: int, target: Path) -> Path:
    """Copy so many bytes of an open file, by the system alone where that can be."""
    try:
        with files.told(target), target.open("xb") as file:
            done = 0
            with suppress(OSError, AttributeError):
                while done < size:
                    copied = os.copy_file_range(fd, file.fileno(), size - done, done, done)
                    if not copied:
                        break
                    done += copied
            while done < size:
                piece = os.pread(fd, min(_PIECE, size - done), done)
                if not piece:
                    raise Refused("became shorter while it was handed over")
                file.seek(done)
                file.write(piece)
                done += len(piece)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
