"""A text at the end of a film: an MP4 box and an element of WebM that players skip."""

_UUID = bytes.fromhex("6d757365e1c04f5b9a7d2b7c3f08a411")
"""Marks a box of Muse's: its first four bytes spell "muse"."""

_VOID = b"\xec"
_MARK = b"muse\0"
_HEAD = 8


def mp4_tail(text: str) -> bytes:
    """Return what is appended to an MP4 to carry a text: a box `uuid`."""
    body = _UUID + text.encode()
    return (len(body) + _HEAD).to_bytes(4, "big") + b"uuid" + body


def put_mp4(data: bytes, text: str) -> bytes:
    """Return an MP4 with a text in a last box; ValueError when it is no MP4."""
    if data[4:8] != b"ftyp":
        raise ValueError("this is not an MP4")
    return data + mp4_tail(text)


def take_mp4(data: bytes) -> tuple[bytes, str] | None:
    """Return the MP4 without its last box of Muse's, and the text; None when there is none."""
    at, last = 0, (0, b"")
    view = memoryview(data)
    while at + _HEAD <= len(data):
        size, kind = int.from_bytes(view[at : at + 4], "big"), bytes(view[at + 4 : at + 8])
        if size == 1:
            size = int.from_bytes(view[at + 8 : at + 16], "big")
        if size < _HEAD or at + size > len(data):
            return None
        last = (at, kind)
        at += size
    start, kind = last
    if kind != b"uuid" or bytes(view[start + 8 : start + 24]) != _UUID or at != len(data):
        return None
    return _taken(data, start, start + 24)


def webm_tail(text: str) -> bytes:
    """Return what is appended to a WebM to carry a text: an element Void after the segment."""
    body = _MARK + text.encode()
    # The length is written twice, as an element must say it and to be found from the end.
    body += len(body).to_bytes(4, "big")
    return _VOID + (len(body) | 1 << 56).to_bytes(8, "big") + body


def put_webm(data: bytes, text: str) -> bytes:
    """Return a WebM with a text in an element after its end; ValueError when it is no WebM."""
    if data[:4] != b"\x1a\x45\xdf\xa3":
        raise ValueError("this is not a WebM")
    return data + webm_tail(text)


def take_webm(data: bytes) -> tuple[bytes, str] | None:
    """Return the WebM without what `put_webm` appended, and the text; None when there is none."""
    length = int.from_bytes(data[-4:], "big")
    start = len(data) - 4 - length - 9
    if start < 4 or data[:4] != b"\x1a\x45\xdf\xa3":
        return None
    head = _VOID + (length + 4 | 1 << 56).to_bytes(8, "big") + _MARK
    return _taken(data[:-4], start, start + len(head)) if data.startswith(head, start) else None


def _taken(data: bytes, start: int, text: int) -> tuple[bytes, str] | None:
    try:
        return data[:start], data[text:].decode()
    except UnicodeDecodeError:
        return None
