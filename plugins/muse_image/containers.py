"""How PNG, JPEG, WebP and GIF files carry a text: pure bytes, no picture is decoded.

Each `put_*` inserts the text, each `take_*` returns the bytes as they were and the text, or None
when the file carries none or is damaged; they never raise on bad bytes.
"""

import zlib

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"muse"
_ITXT_HEAD = KEYWORD + b"\0\0\0\0\0"  # keyword, not compressed, no language, no translation
_APP = b"\xff\xeb"  # APP11
_MARK = b"muse\0"
_PIECE = 65533 - len(_MARK) - 2
_MOST = 100_000  # chunks of a WebP that are looked at: an animation has one or two a frame
_RIFF_TAG = b"MUSE"
_GIF_HEAD = b"\x21\xff\x0bmusetext1.0"  # application extension; no UTF-8 text holds 21 FF


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """Return a PNG chunk: length, kind, body, CRC."""
    crc = zlib.crc32(kind + body)
    return len(body).to_bytes(4, "big") + kind + body + crc.to_bytes(4, "big")


def _png_chunks(data: bytes) -> list[tuple[int, int, bytes]] | None:
    """Return (start, end, kind) of each chunk up to IEND; None when the PNG is damaged."""
    if not data.startswith(PNG):
        return None
    chunks = []
    at = len(PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            return None
        kind, body = data[at + 4 : at + 8], data[at + 8 : end - 4]
        if zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            return None
        chunks.append((at, end, kind))
        at = end
        if kind == b"IEND":
            return chunks
    return None


def put_png(data: bytes, text: str) -> bytes:
    """Return a PNG with an iTXt chunk "muse" before its end; ValueError when it is no PNG."""
    chunks = _png_chunks(data)
    if not chunks:
        raise ValueError("this is not a valid PNG")
    end = chunks[-1][0]
    return data[:end] + png_chunk(b"iTXt", _ITXT_HEAD + text.encode()) + data[end:]


def take_png(data: bytes) -> tuple[bytes, str] | None:
    """Return the PNG without its last iTXt chunk "muse", and that chunk's text."""
    for start, end, kind in reversed(_png_chunks(data) or []):
        body = data[start + 8 : end - 4]
        if kind == b"iTXt" and body.startswith(_ITXT_HEAD):
            text = _text(body[len(_ITXT_HEAD) :])
            return None if text is None else (data[:start] + data[end:], text)
    return None


def put_jpeg(data: bytes, text: str) -> bytes:
    """Return a JPEG with APP11 segments "muse" after its start; ValueError when it is no JPEG.

    A segment holds 64 kB, so that a longer text takes several, numbered from 1; each tells how
    many there are.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("this is not a JPEG")
    raw = text.encode()
    pieces = [raw[i : i + _PIECE] for i in range(0, len(raw), _PIECE)] or [b""]
    if len(pieces) > 255:
        raise ValueError("the text is too long for a JPEG (16 MB)")
    made = b"".join(
        _APP + (2 + len(_MARK) + 2 + len(piece)).to_bytes(2, "big") + _MARK
        + bytes((number, len(pieces))) + piece
        for number, piece in enumerate(pieces, 1)
    )  # fmt: skip
    return data[:2] + made + data[2:]


def take_jpeg(data: bytes) -> tuple[bytes, str] | None:
    """Return the JPEG without the APP11 segments that `put_jpeg` put, and their text."""
    if not data.startswith(b"\xff\xd8"):
        return None
    at, raw, number, of = 2, b"", 1, 0
    while data[at : at + 2] == _APP and data[at + 4 : at + 4 + len(_MARK)] == _MARK:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 + len(_MARK) : at + 2 + length]
        end = at + 2 + length
        if end > len(data) or len(body) < 2 or body[0] != number or (of and body[1] != of):
            return None
        of, raw, at = body[1], raw + body[2:], end
        if number == of:
            text = _text(raw)
            rest = data[:2] + data[at:]
            return None if text is None or not rest.startswith(b"\xff\xd8\xff") else (rest, text)
        number += 1
    return None


def _webp_chunks(data: bytes) -> list[tuple[int, int, bytes]] | None:
    """Return (start, end, tag) of each chunk, padding included; None when the WebP is damaged."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        return None
    chunks: list[tuple[int, int, bytes]] = []
    at = 12
    while at < len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + (length & 1)
        if at + 8 > len(data) or end > len(data):
            return None
        if len(chunks) == _MOST:
            return None
        chunks.append((at, end, data[at : at + 4]))
        at = end
    return chunks or None


def put_webp(data: bytes, text: str) -> bytes:
    """Return a WebP with a last RIFF chunk "MUSE"; ValueError when it is no WebP.

    Readers skip chunks that they don't know, wherever these stand after the picture.
    """
    if not _webp_chunks(data):
        raise ValueError("this is not a valid WebP")
    raw = text.encode()
    chunk = _RIFF_TAG + len(raw).to_bytes(4, "little") + raw + b"\0" * (len(raw) & 1)
    return _riff(data[8:] + chunk)


def take_webp(data: bytes) -> tuple[bytes, str] | None:
    """Return the WebP without its last RIFF chunk "MUSE", and that chunk's text."""
    for start, end, tag in reversed(_webp_chunks(data) or []):
        if tag == _RIFF_TAG:
            length = int.from_bytes(data[start + 4 : start + 8], "little")
            text = _text(data[start + 8 : start + 8 + length])
            return None if text is None else (_riff(data[8:start] + data[end:]), text)
    return None


def put_gif(data: bytes, text: str) -> bytes:
    """Return a GIF with an application extension "musetext1.0" before its end.

    ValueError when it is no GIF, or doesn't end as one.
    """
    if data[:6] not in (b"GIF87a", b"GIF89a") or data[-1:] != b";":
        raise ValueError("this is not a valid GIF")
    raw = text.encode()
    blocks = b"".join(
        bytes([len(raw[at : at + 255])]) + raw[at : at + 255] for at in range(0, len(raw), 255)
    )
    return data[:-1] + _GIF_HEAD + blocks + b"\0;"


def take_gif(data: bytes) -> tuple[bytes, str] | None:
    """Return the GIF without the extension that `put_gif` put at its end, and its text."""
    start = data.rfind(_GIF_HEAD)
    if data[:3] != b"GIF" or start < 0:
        return None
    at, raw = start + len(_GIF_HEAD), b""
    while at < len(data) and data[at]:
        raw += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    if data[at:] != b"\0;":
        return None
    text = _text(raw)
    return None if text is None else (data[:start] + b";", text)


def _riff(body: bytes) -> bytes:
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None
