"""Opening a zip that may come from anybody: nothing of it is unpacked here."""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muse.errors import RequestError

MOST = 100_000
"""Entries that a zip has at most."""

_DIRECTORY = 2**24
"""Bytes of a list of entries that are read at most."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TAIL = 2**16 + 22
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LOCATOR_SIZE = 20


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip; RequestError for what is none, is locked, or names too much or a name twice."""
    _check_directory(path)
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _odd(f"it can't be read ({error!s:.80})") from None
    with packed:
        listed = packed.infolist()
        if len(listed) > MOST:
            raise _odd(f"it has {len(listed):,} entries; the most is {MOST:,}")
        if len({info.filename for info in listed}) != len(listed):
            raise _odd("it has two entries of one name")
        if any(info.flag_bits & 1 for info in listed):
            raise _odd("it wants a password")
        if any(info.compress_type not in _PACKED for info in listed):
            raise _odd("it is packed in a way that may take much memory")
        yield packed


def _check_directory(path: Path) -> None:
    """Refuse a list of entries that is too long, before anything reads it."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read(_TAIL)
            at = tail.rfind(_END)
            if at < 0 or len(tail) - at < 22:
                raise _odd("it is no zip, or isn't whole")
            lengths = [struct.unpack_from("<I", tail, at + 12)[0]]
            where = tail.rfind(_LOCATOR, 0, at)
            if where >= 0 and at - where == _LOCATOR_SIZE:  # of a large one it is elsewhere, too
                place = struct.unpack_from("<Q", tail, where + 8)[0]
                file.seek(min(place, size))
                heads = (tail[max(0, where - 56) : where], file.read(56))
                found = [head for head in heads if len(head) == 56 and head[:4] == _END64]
                large = [struct.unpack_from("<Q", head, 40)[0] for head in found]
                lengths = [each for each in lengths if each != 2**32 - 1] + large
            length = max(lengths)
    except OSError as error:
        raise _odd(f"it can't be read ({error.strerror})") from None
    if length > _DIRECTORY:
        raise _odd(f"its list of entries has {length // 2**20:,} MiB")


def _odd(why: str) -> RequestError:
    return RequestError(f"the file is no project of Muse: {why}", hint="muse export makes one")
