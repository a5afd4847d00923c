"""Zip files from outside: how much they unpack to is counted while it is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from muse_music.reading.limits import ENTRIES, RATIO, Damaged, most

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BLOCK = 2**18  # bytes


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a zip of few files; Damaged for one of many, or that is none."""
    most(data.count(b"PK\x01\x02"), 2 * ENTRIES, "files inside")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            most(len(archive.infolist()), ENTRIES, "files inside")
            yield archive
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError):
        raise Damaged("it is a damaged zip") from None


def entry(archive: zipfile.ZipFile, name: str, limit: int, ratio: int = RATIO) -> bytes:
    """Return a file of an archive that has at most `limit` bytes, whatever the archive states.

    Damaged for one that states or becomes more, or over `ratio` times what is packed.
    """
    info = archive.getinfo(name)
    if info.compress_type not in _METHODS:
        raise Damaged("it is packed in a way that scores aren't (stored or deflated)")
    if info.file_size > limit or info.file_size > ratio * max(info.compress_size, 256):
        raise Damaged("it would become too large")
    made = bytearray()
    # Read by blocks: at once, all that is packed would be unpacked before it is cut to its size.
    with archive.open(info) as file:
        while block := file.read(_BLOCK):
            made += block
            if len(made) > limit:
                raise Damaged("it would become too large")
    return bytes(made)
