"""Compressed MusicXML: a zip with one score and the file that points to it."""

import io
import zipfile

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
    """Return the MusicXML in a .mxl that `mxl` made; ValueError when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("score.musicxml")
            if info.file_size > 2**28:
                raise ValueError("the score is too large")
            return archive.read(info)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"this is not a score of Muse ({error})") from None
