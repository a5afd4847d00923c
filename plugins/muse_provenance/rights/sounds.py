"""Rights in MIDI (copyright notice), WAV (INFO and XMP) and MP3 (ID3v2.4)."""

import re

from muse import Rights

from . import lines, xmp

_CHUNKS = 100_000


def put_midi(data: bytes, rights: Rights) -> bytes:
    """Return a MIDI file whose first track begins with a copyright notice (FF 02)."""
    place = _track(data)
    if place is None:
        raise ValueError("this is no MIDI file")
    start, length = place
    event = _notice(rights)
    size = (length + len(event)).to_bytes(4, "big")
    return data[: start - 4] + size + event + data[start:]


def take_midi(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a MIDI file without the notice that `put_midi` put."""
    place = _track(data)
    if place is None or data[place[0] : place[0] + 3] != b"\0\xff\x02":
        return None
    start, length = place
    at, size = start + 3, 0
    for at in range(start + 3, min(start + 7, len(data))):
        size = size << 7 | data[at] & 0x7F
        if data[at] < 0x80:
            break
    if size > xmp.LONGEST:
        return None
    rights = lines.read(data[at + 1 : at + 1 + size].decode(errors="replace"))
    if rights is None:
        return None
    event = _notice(rights)
    if not data.startswith(event, start):
        return data, rights
    left = (length - len(event)).to_bytes(4, "big")
    return data[: start - 4] + left + data[start + len(event) :], rights


def _notice(rights: Rights) -> bytes:
    text = lines.written(rights).encode()
    groups = [len(text) & 0x7F]
    number = len(text)
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return b"\0\xff\x02" + bytes(reversed(groups)) + text


def _track(data: bytes) -> tuple[int, int] | None:
    """Return where the events of the first track start and their length (bytes)."""
    if data[:4] != b"MThd" or len(data) < 14:
        return None
    place = 8 + int.from_bytes(data[4:8], "big")
    for _ in range(_CHUNKS):
        if place + 8 > len(data):
            return None
        length = int.from_bytes(data[place + 4 : place + 8], "big")
        if data[place : place + 4] == b"MTrk":
            return (place + 8, length) if place + 8 + length <= len(data) else None
        place += 8 + length
    return None


def put_wav(data: bytes, rights: Rights) -> bytes:
    """Return a WAV file with chunks at its end: LIST INFO (IART, ICOP) and XMP (_PMX)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE" or len(data) % 2:
        raise ValueError("this is no WAV file")
    return _riff(data[12:] + _wav(rights))


def take_wav(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a WAV file without the chunks that `put_wav` put."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    found = xmp.cut(data[12:], _wav)
    return found and (data if len(found[0]) == len(data) - 12 else _riff(found[0]), found[1])


def _wav(rights: Rights) -> bytes:
    given = ((b"IART", rights.author), (b"ICOP", rights.rights or rights.terms))
    info = b"".join(_chunk(kind, text.encode() + b"\0") for kind, text in given if text)
    return _chunk(b"LIST", b"INFO" + info) + _chunk(b"_PMX", xmp.packet(rights))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _riff(body: bytes) -> bytes:
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WAVE" + body


def put_mp3(data: bytes, rights: Rights) -> bytes:
    """Return an MP3 file with an ID3v2.4 tag in front: artist, copyright, licence's page."""
    if data[:3] == b"ID3":
        raise ValueError("this has a tag already")
    return _tag(rights) + data


def take_mp3(data: bytes) -> tuple[bytes, Rights] | None:
    """Return an MP3 file without the tag that `put_mp3` put."""
    if data[:5] != b"ID3\x04\0" or len(data) < 10:
        return None
    size = sum(
        (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
    )
    frames = data[10 : 10 + min(size, 2**20)]
    named: dict[bytes, str] = {}
    # Frames are as we write them, wherever in the tag another program has put them.
    for kind, text in re.findall(rb"TXXX....\0\0\x03(MUSE:[A-Z]+)\0([^\0]*)\0", frames, re.DOTALL):
        named[kind[5:]] = text.decode(errors="replace")
    licence = named.get(b"LICENCE", "")
    rights = Rights.told(
        named.get(b"AUTHOR", ""),
        named.get(b"RIGHTS", ""),
        licence,
        named.get(b"SOURCE", ""),
    )
    if rights is None:
        return None
    tag = _tag(rights)
    return (data[len(tag) :] if data.startswith(tag) else data), rights


def _tag(rights: Rights) -> bytes:
    texts = ((b"TPE1", rights.author), (b"TCOP", rights.rights or rights.terms))
    frames = [_frame(kind, b"\x03" + text.encode() + b"\0") for kind, text in texts if text]
    if rights.url:
        frames.append(_frame(b"WCOP", rights.url.encode()))
    named = {"AUTHOR": rights.author, "RIGHTS": rights.rights}
    named |= {"LICENCE": rights.licence, "SOURCE": rights.source}
    frames += [
        _frame(b"TXXX", b"\x03" + f"MUSE:{name}\0{text}\0".encode())
        for name, text in named.items()
        if text
    ]
    whole = b"".join(frames)
    return b"ID3\x04\0\0" + _safe(len(whole)) + whole


def _frame(kind: bytes, body: bytes) -> bytes:
    return kind + _safe(len(body)) + b"\0\0" + body


def _safe(number: int) -> bytes:
    """Return a number below 2**28 in 4 bytes of 7 bits, as ID3 counts."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
