"""Rights in FLAC and Ogg Vorbis: comments ARTIST, COPYRIGHT, LICENSE behind what is there."""

import struct
from collections.abc import Callable, Iterator

from muse import Rights
from muse.media.ogg import checksum

_KEYS = {"author": "ARTIST", "rights": "COPYRIGHT", "licence": "LICENSE", "source": "SOURCETYPE"}
_MOST = 2**20
"""Bytes of comments that are read."""

_SEGMENTS = 255
_HEAD = 27
_VORBIS = b"\x03vorbis"


def put_flac(data: bytes, rights: Rights) -> bytes:
    """Return a FLAC file with comments of ours in its comment block."""
    return _flac(data, lambda body: _added(body, rights))


def take_flac(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a FLAC file without the comments that `put_flac` put."""
    return _without(_flac, data)


def _flac(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    for at, end in _blocks(data):
        if data[at] & 0x7F == 4:
            body = change(data[at + 4 : end])
            return data[: at + 1] + len(body).to_bytes(3, "big") + body + data[end:]
    raise ValueError("this FLAC file has no comments")


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each block of metadata begins and ends."""
    if data[:4] != b"fLaC":
        raise ValueError("this is no FLAC file")
    at = 4
    while at + 4 <= len(data):
        end = at + 4 + int.from_bytes(data[at + 1 : at + 4], "big")
        if end > len(data):
            break
        yield at, end
        if data[at] & 0x80:
            break
        at = end


def put_ogg(data: bytes, rights: Rights) -> bytes:
    """Return an Ogg Vorbis file with comments of ours behind those that it has."""
    return _ogg(data, lambda body: _added(body, rights))


def take_ogg(data: bytes) -> tuple[bytes, Rights] | None:
    """Return an Ogg Vorbis file without the comments that `put_ogg` put."""
    return _without(_ogg, data)


def _without(
    changed: Callable[[bytes, Callable[[bytes], bytes]], bytes], data: bytes
) -> tuple[bytes, Rights] | None:
    """Return a file without our comments, changed by its own way; None where it has none."""
    found: list[Rights] = []

    def less(body: bytes) -> bytes:
        rest, rights = _less(body)
        found.append(rights)
        return rest

    try:
        rest = changed(data, less)
    except (ValueError, struct.error, IndexError):
        return None
    return rest, found[0]


def _ogg(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change the comments on the second page, which has room for them as encoders leave it."""
    if data[:4] != b"OggS":
        raise ValueError("this is no Ogg file")
    start = _page(data, 0)
    if data[start : start + 4] != b"OggS":
        raise ValueError("this Ogg file has no second page")
    end, count = _page(data, start), data[start + 26]
    table = data[start + _HEAD : start + _HEAD + count]
    body = data[start + _HEAD + count : end]
    last = next((number for number, size in enumerate(table) if size < 255), None)
    if last is None or not body.startswith(_VORBIS):
        raise ValueError("this Ogg file has no comments, or long ones")
    length = sum(table[: last + 1])
    packet = _VORBIS + change(body[len(_VORBIS) : length])
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    sizes = lacing + table[last + 1 :]
    if len(sizes) > _SEGMENTS:
        raise ValueError("the comments are too long for a page")
    head = bytearray(data[start : start + _HEAD - 1])
    head[22:26] = b"\0\0\0\0"
    page = bytes(head) + bytes([len(sizes)]) + sizes + packet + body[length:]
    page = page[:22] + checksum(page).to_bytes(4, "little") + page[26:]
    return data[:start] + page + data[end:]


def _page(data: bytes, start: int) -> int:
    """Return where a page of Ogg ends."""
    count = data[start + 26]
    return start + _HEAD + count + sum(data[start + _HEAD : start + _HEAD + count])


def _ours(rights: Rights) -> list[bytes]:
    given = {"author": rights.author, "rights": rights.rights}
    given |= {"licence": " ".join(filter(None, (rights.licence, rights.url)))}
    given |= {"source": rights.source}
    made = [f"{_KEYS[name]}={value}".encode() for name, value in given.items() if value]
    return [*made, b"RIGHTS=Muse 1"]  # which says that those before it are ours


def _added(body: bytes, rights: Rights) -> bytes:
    head, comments, tail = _read(body)
    return _joined(head, [*comments, *_ours(rights)], tail)


def _less(body: bytes) -> tuple[bytes, Rights]:
    """Return comments without ours, and the rights; ValueError where there are none."""
    head, comments, tail = _read(body)
    if b"RIGHTS=Muse 1" not in comments:
        raise ValueError("no rights are in these comments")
    end = comments.index(b"RIGHTS=Muse 1") + 1
    found: dict[str, str] = {}
    for name, key in _KEYS.items():
        values = [each for each in comments[:end] if each.startswith(f"{key}=".encode())]
        if values:
            found[name] = values[-1].decode(errors="replace").partition("=")[2]
    licence = found.get("licence", "").split(" ", 1)[0]
    rights = Rights.told(
        found.get("author", ""),
        found.get("rights", ""),
        licence,
        found.get("source", ""),
    )
    if rights is None:
        raise ValueError("these comments say nothing")
    ours = _ours(rights)
    first = end - len(ours)
    if first < 0 or comments[first:end] != ours:
        return body, rights
    return _joined(head, comments[:first] + comments[end:], tail), rights


def _read(body: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return the vendor with its length, the comments, and what follows them."""
    if len(body) > _MOST:
        raise ValueError("the comments are too long")
    at = 4 + int(struct.unpack_from("<I", body)[0])
    (count,) = struct.unpack_from("<I", body, at)
    head, comments = body[:at], []
    at += 4
    for _ in range(count):
        (size,) = struct.unpack_from("<I", body, at)
        if at + 4 + size > len(body):
            raise ValueError("the comments end early")
        comments.append(body[at + 4 : at + 4 + size])
        at += 4 + size
    return head, comments, body[at:]


def _joined(head: bytes, comments: list[bytes], tail: bytes) -> bytes:
    made = [head, struct.pack("<I", len(comments))]
    for each in comments:
        made += [struct.pack("<I", len(each)), each]
    return b"".join(made) + tail
