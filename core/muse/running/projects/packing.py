"""Putting files into a zip: readable names, no times, packed where that makes them smaller."""

import zipfile
import zlib
from pathlib import Path

from muse import files
from muse.media import content
from muse.media.content import Content

_TRIED = 2**16
_WORTH = 0.8
"""How much smaller the beginning of a file has to become: pictures and sounds are so already."""

_LARGE = 2**31


def free(title: str, taken: set[str]) -> str:
    """Return a readable name that isn't taken, which takes it."""
    names = (each.name for each in files.numbered(Path(files.slug(title)), ""))
    name = next(each for each in names if each not in taken)
    taken.add(name)
    return name


def put(packed: zipfile.ZipFile, name: str, data: Content) -> None:
    """Add a file, a piece at a time; OSError where it can't be read."""
    info = zipfile.ZipInfo(name)  # of 1980: nothing here tells when it was packed
    head = content.head(data, _TRIED)
    smaller = len(zlib.compress(head, 1)) < len(head) * _WORTH
    info.compress_type = zipfile.ZIP_DEFLATED if smaller else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    with packed.open(info, "w", force_zip64=content.size(data) > _LARGE) as target:
        for piece in content.pieces(data):
            target.write(piece)
