"""What a picture file has beside its picture, counted by its headers alone, before it is opened.

Decoders read all of it, some in time that grows with its square.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

MOST_PARTS = 2_000
"""Parts that aren't of the picture itself (texts, profiles, comments): files of cameras and
programs have some tens."""

MOST_BYTES = 2**24
"""Bytes of all those parts together."""

_PICTURE_CHUNKS = frozenset((b"IDAT", b"fdAT", b"fcTL"))
_COMMENT = re.compile(rb"\s*#[^\n]*\n")


def excess(data: bytes) -> str | None:
    """Say what a PNG, JPEG, GIF, TIFF or PPM has too much of; None for an ordinary file."""
    for start, count in _READERS.items():
        if data.startswith(start):
            return _Count().of(count, data)
    return None


class _Count:
    """Counts parts and their bytes; `add` raises _TooMuchError once there are too many."""

    def __init__(self) -> None:
        self.parts = 0
        self.size = 0

    def add(self, size: int, parts: int = 1) -> None:
        self.parts += parts
        self.size += size
        if self.parts > MOST_PARTS or self.size > MOST_BYTES:
            raise _TooMuchError

    def of(self, count: Callable[[bytes, _Count], None], data: bytes) -> str | None:
        try:
            count(data, self)
        except _TooMuchError:
            if self.parts > MOST_PARTS:
                return f"has more than {MOST_PARTS:,} texts, profiles or comments"
            return f"has more than {MOST_BYTES // 2**20} MB of texts, profiles or comments"
        except IndexError:  # it ends early; its decoder says so
            return None
        return None


class _TooMuchError(Exception):
    pass


def _png(data: bytes, found: _Count) -> None:
    place = 8
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] not in _PICTURE_CHUNKS:
            found.add(size)
        place += 12 + size


def _jpeg(data: bytes, found: _Count) -> None:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        kind = data[place + 1]
        if kind in (0xDA, 0xD9):  # the picture begins, or it ends
            return
        if kind == 0xFF or 0xD0 <= kind <= 0xD8 or kind == 1:  # without a length
            place += 1 if kind == 0xFF else 2
            found.add(0, 0)
            continue
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        found.add(size)
        place += 2 + size


def _gif(data: bytes, found: _Count) -> None:
    place = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    while data[place] != 0x3B:
        if data[place] == 0x2C:  # a frame: its own colours, then the sizes of its pieces
            flags = data[place + 9]
            place += 11 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
            while data[place]:
                place += 1 + data[place]
        elif data[place] == 0x21:
            timing = data[place + 1] == 0xF9
            place += 2
            while data[place]:
                found.add(data[place], 0 if timing else 1)
                place += 1 + data[place]
        else:
            return
        place += 1


def _tiff(data: bytes, found: _Count) -> None:
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    place = int.from_bytes(data[4:8], order)
    found.add(0, int.from_bytes(data[place : place + 2], order))


def _ppm(data: bytes, found: _Count) -> None:
    place = 2
    while comment := _COMMENT.match(data, place):
        found.add(len(comment[0]))
        place = comment.end()


_READERS: dict[bytes, Callable[[bytes, _Count], None]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8": _jpeg,
    b"GIF8": _gif,
    b"II*\0": _tiff,
    b"MM\0*": _tiff,
    b"P": _ppm,
}
