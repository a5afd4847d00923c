"""Zip files of which the same content gives the same bytes, and a text carried in one."""

import io
import struct
import zipfile
from collections.abc import Iterable

CARRIED = "META-INF/muse.json"
"""The member that holds the text."""

_DATE = (1980, 1, 1, 0, 0, 0)
_END = struct.Struct("<4s4H2IH")
_ENTRY = 46
_LONGEST = 2**24


def packed(members: Iterable[tuple[str, bytes]], *, plain: Iterable[str] = ()) -> bytes:
    """Return a zip file of members (name, content) in order; those in `plain` aren't compressed."""
    buffer = io.BytesIO()
    stored = set(plain)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, kind, 9)
    return buffer.getvalue()


def put(data: bytes, text: str) -> bytes:
    """Return a zip file with a text as its last member; ValueError for what is no zip of ours."""
    content = text.encode()
    if len(content) >= _LONGEST:
        raise ValueError("the text is too long")
    count, size, start = _end(data)
    alone = packed([(CARRIED, content)], plain=[CARRIED])
    _, own, place = _end(alone)
    entry = bytearray(alone[place : place + own])
    entry[42:46] = struct.pack("<I", start)
    end = (b"PK\5\6", 0, 0, count + 1, count + 1, size + own, start + place, 0)
    head = data[:start] + alone[:place] + data[start : start + size]
    return head + bytes(entry) + _END.pack(*end)


def take(data: bytes) -> tuple[bytes, str] | None:
    """Return a zip file as it was before `put`, and the text; None when there is none.

    One that was changed since, as it is when it is signed, is returned as it is.
    """
    try:
        count, size, start = _end(data)
        last = data.rindex(b"PK\1\2", start, start + size)
        place = struct.unpack_from("<I", data, last + 42)[0]
        name = data[last + _ENTRY : start + size]
        head = 30 + len(name)
        if name != CARRIED.encode() or data[place : place + 4] != b"PK\3\4":
            return _anywhere(data)
        text = data[place + head : start].decode()
    except (ValueError, struct.error):
        return None
    directory = data[start:last]
    end = (b"PK\5\6", 0, 0, count - 1, count - 1, len(directory), place, 0)
    return data[:place] + directory + _END.pack(*end), text


def _anywhere(data: bytes) -> tuple[bytes, str] | None:
    """Return a zip file and the text that it carries as a member in any place."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(CARRIED)
            if member.compress_type != zipfile.ZIP_STORED or member.file_size >= _LONGEST:
                return None
            return data, archive.read(member).decode()
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, OSError, EOFError):
        return None


def _end(data: bytes) -> tuple[int, int, int]:
    """Return how many members a zip file has, and size and place of its directory, bytes."""
    if len(data) < _END.size:
        raise ValueError("it is no zip file")
    mark, _, _, _, count, size, start, comment = _END.unpack(data[-_END.size :])
    if mark != b"PK\5\6" or comment or start + size + _END.size != len(data):
        raise ValueError("it is no zip file without a comment")
    return count, size, start
