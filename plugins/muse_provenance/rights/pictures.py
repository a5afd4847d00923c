"""Rights in PNG, JPEG, WebP and GIF: XMP in each, and EXIF and IPTC in JPEG."""

import struct
import zlib

from muse import Rights

from . import xmp

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_WORD = b"XML:com.adobe.xmp\0\0\0\0\0"  # not compressed, no language, no translation
_JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_GIF_XMP = b"\x21\xff\x0bXMP DataXMP"
_GIF_END = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
"""What ends XMP in a GIF: a reader that skips blocks lands on its last byte from anywhere."""


def put_png(data: bytes, rights: Rights) -> bytes:
    """Return a PNG with an iTXt chunk of XMP before its end."""
    end = data.rfind(b"\0\0\0\0IEND")
    if not data.startswith(_PNG) or end < 0:
        raise ValueError("this is no PNG")
    return data[:end] + _png_chunk(rights) + data[end:]


def take_png(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a PNG without the chunk that `put_png` put."""
    return xmp.cut(data, _png_chunk) if data.startswith(_PNG) else None


def _png_chunk(rights: Rights) -> bytes:
    body = _PNG_WORD + xmp.packet(rights)
    crc = zlib.crc32(b"iTXt" + body)
    return struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", crc)


def put_jpeg(data: bytes, rights: Rights) -> bytes:
    """Return a JPEG with EXIF (artist, copyright), XMP and IPTC after its first segment."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("this is no JPEG")
    at = 2
    if data[2:4] == b"\xff\xe0":  # JFIF comes first
        at = 4 + int.from_bytes(data[4:6], "big")
    return data[:at] + _jpeg_segments(rights) + data[at:]


def take_jpeg(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a JPEG without the segments that `put_jpeg` put."""
    return xmp.cut(data, _jpeg_segments) if data.startswith(b"\xff\xd8\xff") else None


def _jpeg_segments(rights: Rights) -> bytes:
    made = _segment(0xE1, b"Exif\0\0" + _exif(rights))
    made += _segment(0xE1, _JPEG_XMP + xmp.packet(rights))
    return made + _segment(0xED, b"Photoshop 3.0\0" + _iptc(rights))


def _segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(body) + 2).to_bytes(2, "big") + body


def _exif(rights: Rights) -> bytes:
    """Return a TIFF of one directory: Artist (315) and Copyright (33432), as UTF-8."""
    given = [(315, rights.author), (33432, rights.rights or rights.terms)]
    entries = [(tag, text.encode() + b"\0") for tag, text in given if text]
    place = 8 + 2 + 12 * len(entries) + 4
    table, values = b"", b""
    for tag, raw in entries:
        inside = raw.ljust(4, b"\0") if len(raw) <= 4 else (place + len(values)).to_bytes(4, "big")
        table += struct.pack(">HHI", tag, 2, len(raw)) + inside
        values += b"" if len(raw) <= 4 else raw + b"\0" * (len(raw) % 2)
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", len(entries)) + table + b"\0\0\0\0" + values


def _iptc(rights: Rights) -> bytes:
    """Return an image resource of IPTC-IIM: by-line (2:80), copyright notice (2:116)."""
    made = b"\x1c\x01\x5a\x00\x03\x1b%G"  # what follows is UTF-8
    for number, text in ((80, rights.author), (116, rights.rights or rights.terms)):
        raw = text.encode()
        made += bytes((0x1C, 2, number)) + len(raw).to_bytes(2, "big") + raw if raw else b""
    return b"8BIM\x04\x04\0\0" + len(made).to_bytes(4, "big") + made + b"\0" * (len(made) % 2)


def put_webp(data: bytes, rights: Rights) -> bytes:
    """Return a WebP with a last chunk of XMP, and the flag that says so in its header.

    A file of the simple kind gets the header that the extended kind begins with.
    """
    size, alpha = _webp(data)
    body = data[12:]
    if body[:4] == b"VP8X":
        head = body[:8] + bytes((body[8] | 4,)) + body[9:18]
        return _riff(head + body[18:] + _webp_chunk(rights))
    flags = 4 | (16 if alpha else 0)
    sides = (size[0] - 1).to_bytes(3, "little") + (size[1] - 1).to_bytes(3, "little")
    head = b"VP8X\x0a\0\0\0" + bytes((flags, 0, 0, 0)) + sides
    return _riff(head + body + _webp_chunk(rights, added=True))


def take_webp(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a WebP without the chunk that `put_webp` put, and the header if it was added."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8X":
        return None
    rights = xmp.found(data)
    if rights is None:
        return None
    for added in (True, False):
        chunk = _webp_chunk(rights, added=added)
        at = data.find(chunk)
        if at < 0:
            continue
        rest = data[30:at] + data[at + len(chunk) :]
        if added:
            return _riff(rest), rights
        head = data[12:20] + bytes((data[20] & ~4,)) + data[21:30]
        return _riff(head + rest), rights
    return data, rights


def _webp(data: bytes) -> tuple[tuple[int, int], bool]:
    """Return the sides of a WebP (px), and whether one of the simple kind may have an alpha."""
    kind = data[12:16]
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        raise ValueError("this is no WebP")
    if kind == b"VP8X":
        return (0, 0), False
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1), bool(bits >> 28 & 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        sides = struct.unpack("<HH", data[26:30])
        return (sides[0] & 0x3FFF, sides[1] & 0x3FFF), False
    raise ValueError("this is no WebP that Muse makes")


def _webp_chunk(rights: Rights, *, added: bool = False) -> bytes:
    """Return a chunk of XMP; a blank after the packet says that the header was added, too."""
    body = xmp.packet(rights) + (b" " if added else b"")
    return b"XMP " + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _riff(body: bytes) -> bytes:
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def put_gif(data: bytes, rights: Rights) -> bytes:
    """Return a GIF with an application extension of XMP before its end."""
    if data[:6] != b"GIF89a" or data[-1:] != b";":
        raise ValueError("this is no GIF of 1989")
    return data[:-1] + _gif_block(rights) + b";"


def take_gif(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a GIF without the extension that `put_gif` put."""
    return xmp.cut(data, _gif_block) if data[:6] == b"GIF89a" else None


def _gif_block(rights: Rights) -> bytes:
    return _GIF_XMP + xmp.packet(rights) + _GIF_END
