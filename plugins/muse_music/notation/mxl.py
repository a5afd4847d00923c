"""Compressed MusicXML: a zip with one score and the file that points to it."""

import io
import zipfile
import zlib

from muse_music.reading import zips
from muse_music.reading.limits import Damaged

LARGEST = 64 * 2**20
"""Bytes of a score in a .mxl at most; one of 2,000 bars has some 15 MiB."""
_RATIO = 1100  # all that can be packed: bars that repeat pack well
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container><rootfiles>'
    '<rootfile full-path="score.musicxml" '
    'media-type="application/vnd.recordare.musicxml+xml"/></rootfiles></container>\n'
)
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same score gives the same bytes


def mxl(xml: bytes) -> bytes:
    """Return MusicXML as .mxl; the same score gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("score.musicxml", xml),
        ):
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def score(data: bytes) -> bytes:
    """Return the MusicXML in a .mxl that `mxl` made; ValueError when it is none, or too large."""
    if not data.startswith(b"PK\x03\x04"):
        raise ValueError("this is not a score of Muse (it is no zip)")
    try:
        with zips.opened(data) as archive:
            return zips.entry(archive, "score.musicxml", LARGEST, ratio=_RATIO)
    except (Damaged, KeyError, zlib.error) as error:
        raise ValueError(f"this is not a score of Muse ({error})") from None
