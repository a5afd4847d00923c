"""Which format a file is of, by its first bytes, and what carries its credentials."""

from typing import Literal, NamedTuple

Way = Literal["inside", "archive", "page", "text", "beside"]
"""How a file carries its credentials:

- `inside`: as its format has it
- `archive`: in a ZIP whose entries are stored as they are
- `page`: in an HTML page's head
- `text`: in characters that nobody sees, at the end of a text
- `beside`: in a file beside it
"""

BESIDE = ".c2pa"
"""The ending of a file of credentials beside another."""


class Kind(NamedTuple):
    """A format: how it carries credentials, and its name for C2PA's library."""

    way: Way
    name: str


_NAMES = {
    "image/png": "image/png",
    "image/jpeg": "image/jpeg",
    "image/webp": "image/webp",
    "image/gif": "image/gif",
    "image/svg+xml": "image/svg+xml",
    "image/tiff": "image/tiff",
    "image/avif": "image/avif",
    "audio/wav": "audio/wav",
    "audio/x-wav": "audio/wav",
    "audio/flac": "audio/flac",
    "audio/mpeg": "audio/mpeg",
    "audio/mp4": "audio/mp4",
    "video/mp4": "video/mp4",
    "application/pdf": "application/pdf",
}
_ARCHIVES = {
    "application/epub+zip": "application/epub+zip",
    "application/vnd.recordare.musicxml": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_TEXTS = frozenset(("text/markdown", "text/plain"))
_HEAD = 512
"""Bytes from which a format is told."""


def of_type(media_type: str, *, texts_inside: bool = False) -> Kind:
    """Return how a file of a media type is to carry its credentials."""
    if media_type in _NAMES:
        return Kind("inside", _NAMES[media_type])
    if media_type in _ARCHIVES:
        return Kind("archive", _ARCHIVES[media_type])
    if media_type == "text/html":
        return Kind("page", media_type)
    if media_type in _TEXTS and texts_inside:
        return Kind("text", media_type)
    return Kind("beside", "application/octet-stream")


def of_bytes(head: bytes) -> Kind:
    """Return what a file is by its first bytes, at least 512 of them where it has so many."""
    start = head[:_HEAD]
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return Kind("inside", name)
    if start[:4] == b"RIFF" and start[8:12] in (b"WEBP", b"WAVE"):
        return Kind("inside", "image/webp" if start[8:12] == b"WEBP" else "audio/wav")
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        name = "image/avif" if brand in (b"avif", b"avis") else "video/mp4"
        return Kind("inside", "audio/mp4" if brand == b"M4A " else name)
    if start[:2] == b"\xff\xfb" or start[:2] in (b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"):
        return Kind("inside", "audio/mpeg")
    if start.startswith(b"PK\x03\x04"):
        return Kind("archive", "application/epub+zip" if b"epub+zip" in start[:90] else "zip")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return Kind("page", "text/html")
    if text.startswith((b"<svg", b"<!doctype svg")) or (text[:5] == b"<?xml" and b"<svg" in text):
        return Kind("inside", "image/svg+xml")
    if b"\0" in start:
        return Kind("beside", "application/octet-stream")
    return Kind("text", "text/plain")


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"%PDF-", "application/pdf"),
)
