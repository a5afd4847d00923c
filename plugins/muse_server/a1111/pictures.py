"""Pictures as clients send them: base64, with or without the head of a data URI."""

import base64
import binascii

from muse import InvalidField

_SHOWN = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def data_of(text: str, field: str) -> bytes:
    """Return the bytes of a picture; InvalidField for anything else, an address or a path too."""
    head, comma, body = text.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        body = text
    try:
        data = base64.b64decode("".join(body.split()), validate=True)
    except (binascii.Error, ValueError):
        raise InvalidField(f"{field}: it isn't base64", hint="give the picture itself") from None
    if media_type(data) is None:
        raise InvalidField(f"{field}: it is no picture", hint="give a PNG, JPEG or WebP as base64")
    return data


def uri(data: bytes) -> str:
    """Return a picture as a data URI."""
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode()}"


def media_type(data: bytes) -> str | None:
    """Return what the first bytes of a picture say that it is; None where it is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] == b"ftypavif":
        return "image/avif"
    return next((kind for start, kind in _SHOWN if data.startswith(start)), None)
