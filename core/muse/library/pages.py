"""The rows in the pages of a SQLite file, read without SQLite, which refuses what is damaged.

The format is that of https://www.sqlite.org/fileformat2.html: leaves of tables (13) and leaves and
inner pages of tables without a rowid (10, 2) hold rows. Pages of the write-ahead log come before
those of the file. What makes no sense is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLE, _INDEX, _INNER_INDEX = 13, 10, 2
_FRAME = 24
"""Bytes in front of each page of the write-ahead log, whose own header has 32."""

_MOST = 2**28
"""Bytes that a row may have."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: whether it is of a table with a rowid, that rowid, and its values."""

    has_rowid: bool
    rowid: int
    values: tuple[Any, ...]


def rows(path: Path, wal: Path) -> Iterator[Row]:
    """Yield every row that can be read in a file, of whatever table it is."""
    with path.open("rb") as file:
        pages = _Pages(file.read(), wal.read_bytes() if wal.is_file() else b"")
    for number in range(1, pages.count + 1):
        yield from _in_page(pages, number)


class _Pages:
    """The pages of a file, by number from 1."""

    def __init__(self, data: bytes, log: bytes) -> None:
        size = int.from_bytes(data[16:18], "big")
        size = 65536 if size == 1 else size
        whole = data[:16] == b"SQLite format 3\0" and size >= 512 and size & (size - 1) == 0
        self.size = size if whole else 4096
        self._data = data
        self._new: dict[int, bytes] = {}
        step = _FRAME + self.size
        for start in range(32, len(log) - step + 1, step):
            if log[start + 8 : start + 16] != log[16:24]:  # of a round before, and older
                continue
            number = int.from_bytes(log[start : start + 4], "big")
            self._new[number] = log[start + _FRAME : start + step]
        self.count = max(-(-len(data) // self.size), *self._new, 0)

    def __getitem__(self, number: int) -> bytes:
        start = (number - 1) * self.size
        return self._new.get(number) or self._data[start : start + self.size].ljust(
            self.size, b"\0"
        )


def _in_page(pages: _Pages, number: int) -> Iterator[Row]:
    page = pages[number]
    start = 100 if number == 1 else 0
    kind = page[start]
    if kind not in (_TABLE, _INDEX, _INNER_INDEX):
        return
    first = start + (12 if kind == _INNER_INDEX else 8)
    for cell in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        at = first + 2 * cell
        offset = int.from_bytes(page[at : at + 2], "big")
        try:
            yield _row(pages, page, kind, offset)
        except (IndexError, ValueError, OverflowError):  # damaged
            continue


def _row(pages: _Pages, page: bytes, kind: int, offset: int) -> Row:
    offset += 4 if kind == _INNER_INDEX else 0
    size, offset = _varint(page, offset)
    rowid = 0
    if kind == _TABLE:
        rowid, offset = _varint(page, offset)
    return Row(kind == _TABLE, rowid, _values(_payload(pages, page, offset, size, kind)))


def _payload(pages: _Pages, page: bytes, offset: int, size: int, kind: int) -> bytes:
    """Return a row's bytes, of which a page holds the first; the rest are on pages in a chain."""
    if size > _MOST:
        raise ValueError("no row is so large")
    most = pages.size - 35 if kind == _TABLE else (pages.size - 12) * 64 // 255 - 23
    here = size
    if size > most:
        least = (pages.size - 12) * 32 // 255 - 23
        here = least + (size - least) % (pages.size - 4)
        here = here if here <= most else least
    data = page[offset : offset + here]
    following = int.from_bytes(page[offset + here : offset + here + 4], "big") if here < size else 0
    while len(data) < size:
        if not 0 < following <= pages.count:
            raise ValueError("the rest of it is lost")
        more = pages[following]
        following = int.from_bytes(more[:4], "big")
        data += more[4 : 4 + size - len(data)]
    return data


def _values(data: bytes) -> tuple[Any, ...]:
    end, at = _varint(data, 0)
    values: list[Any] = []
    place = end
    while at < end:
        kind, at = _varint(data, at)
        width = _width(kind)
        part = data[place : place + width]
        if len(part) < width:
            raise ValueError("a value is cut")
        values.append(_value(kind, part))
        place += width
    return tuple(values)


def _width(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, part: bytes) -> Any:
    import struct

    if kind == 0:
        return None
    if kind == 7:
        return struct.unpack(">d", part)[0]
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(part, "big", signed=True)
    return part.decode() if kind % 2 else part


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where what follows begins."""
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise ValueError("no number")
