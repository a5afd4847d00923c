"""What a file is to hold: bytes in memory, or a file on the disk, which is never read whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Union

from muse.compat import TypeAlias, file_sha256

Content: TypeAlias = Union[bytes, Path]

SMALL = 2**26
"""Bytes of a file that may be read whole where something needs all of it at once: 64 MiB."""

_PIECE = 2**20


def size(content: Content) -> int:
    """Return how many bytes it has; OSError for a file that isn't there."""
    return os.stat(content).st_size if isinstance(content, Path) else len(content)


def read(content: Content) -> bytes:
    """Return all of it; OSError for a file that isn't there."""
    return content.read_bytes() if isinstance(content, Path) else content


def head(content: Content, most: int) -> bytes:
    """Return its first bytes, at most so many; OSError for a file that isn't there."""
    if not isinstance(content, Path):
        return content[:most]
    with content.open("rb") as file:
        return file.read(most)


def pieces(content: Content) -> Iterator[bytes]:
    """Yield it a MiB at a time; OSError for a file that isn't there."""
    if not isinstance(content, Path):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def sha256(content: Content) -> str:
    """Return its SHA-256 in hexadecimal; OSError for a file that isn't there."""
    if not isinstance(content, Path):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_sha256(file)


def copy(source: Path, target: BinaryIO) -> None:
    """Copy a file into one that is open and empty, by the system alone where that can be.

    Some file systems share the blocks instead (Btrfs, XFS, ZFS): then it takes no time and no room.
    """
    with source.open("rb") as file:
        if _shared(file, target):
            return
        file.seek(0)
        target.seek(0)
        target.truncate()
        shutil.copyfileobj(file, target, _PIECE)


def _shared(source: BinaryIO, target: BinaryIO) -> bool:
    """Copy within the kernel; False where that can't be done, or not wholly."""
    if not hasattr(os, "copy_file_range"):
        return False
    whole = left = os.fstat(source.fileno()).st_size
    try:
        while left:
            done = os.copy_file_range(source.fileno(), target.fileno(), left)
            if not done:
                break
            left -= done
    except OSError:
        return False
    return left == 0 and os.fstat(target.fileno()).st_size == whole
