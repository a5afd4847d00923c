"""A text at the end of a film: an MP4 box and an element of WebM that players skip.

Each is there for bytes and for files, which are changed where they are.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

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
    return _taken(data, _found_mp4)


def _found_mp4(file: BinaryIO, length: int) -> tuple[int, int, int] | None:
    """Return where Muse's box starts, and its text starts and ends; None when it isn't the last."""
    at = 0
    while at + _HEAD <= length:
        file.seek(at)
        head = file.read(24)
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if size < _HEAD or at + size > length:
            return None
        if at + size == length:
            return (at, at + 24, length) if kind == b"uuid" and head[8:] == _UUID else None
        at += size
    return None


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
    return _taken(data, _found_webm)


def _found_webm(file: BinaryIO, length: int) -> tuple[int, int, int] | None:
    """Return where Muse's element starts, and its text starts and ends; None for none."""
    if length < 17:
        return None
    file.seek(length - 4)
    size = int.from_bytes(file.read(4), "big")
    start = length - 4 - size - 9
    if start < 4:
        return None
    file.seek(start)
    head = _VOID + (size + 4 | 1 << 56).to_bytes(8, "big") + _MARK
    return (start, start + len(head), length - 4) if file.read(len(head)) == head else None


Find = Callable[[BinaryIO, int], tuple[int, int, int] | None]


def _taken(data: bytes, find: Find) -> tuple[bytes, str] | None:
    found = find(io.BytesIO(data), len(data))
    if found is None:
        return None
    try:
        return data[: found[0]], data[found[1] : found[2]].decode()
    except UnicodeDecodeError:
        return None


def put_in(path: Path, tail: bytes) -> None:
    """Append a text that was made ready to a film."""
    with path.open("ab") as file:
        file.write(tail)


def take_mp4_file(path: Path) -> tuple[Iterator[bytes], str] | None:
    """Return the bytes of an MP4 file without its text, in pieces, and the text."""
    return _taken_from(path, _found_mp4)


def take_webm_file(path: Path) -> tuple[Iterator[bytes], str] | None:
    """Return the bytes of a WebM file without its text, in pieces, and the text."""
    return _taken_from(path, _found_webm)


def _taken_from(path: Path, find: Find) -> tuple[Iterator[bytes], str] | None:
    with path.open("rb") as file:
        found = find(file, path.stat().st_size)
        if found is None:
            return None
        file.seek(found[1])
        try:
            text = file.read(found[2] - found[1]).decode()
        except UnicodeDecodeError:
            return None
    return _pieces(path, found[0]), text


def _pieces(path: Path, length: int) -> Iterator[bytes]:
    """Yield the first bytes of a file, a MiB at a time."""
    with path.open("rb") as file:
        while length > 0 and (piece := file.read(min(length, 2**20))):
            length -= len(piece)
            yield piece
