"""MIDI files and scores carry their recipe.

In MIDI it stands in sequencer-specific meta events before everything else.

An event is FF 7F and not a text (FF 01): players and notation programs show texts on a score, and
skip what is meant for another sequencer. It starts with 7D, the manufacturer number that the MIDI
specification keeps free for non-commercial use, Muse's own mark, and how many events of the text
are left with this one: readers refuse large events (mido those over 1 MB), so a long text is cut.
Only bytes are moved; no library parses and rewrites the file, so every other event stays as it was.
"""

from collections.abc import Callable, Iterable
from importlib import import_module

from muse import Format, hookimpl
from muse_music import carried

_EVENT = b"\x00\xff\x7f"  # delta time 0, meta event, sequencer-specific
_MARK = b"\x7dmuse"
_CHUNK = 2**19  # bytes of text in an event
_OPENS, _CLOSES = b"<?muse ", b"?>\n"
_COMMENT, _HASH, _TAG = b"%muse ", b"#muse ", b"[muse:"


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer MIDI and scores as formats that hold a recipe."""
    xml, packed = "application/vnd.recordare.musicxml+xml", "application/vnd.recordare.musicxml"
    views = {
        "score": _view("muse_music.shown.score", "score"),
        "notes": _view("muse_music.shown.roll", "notes"),
        "sound": _view("muse_music.shown.sound", "sound"),
    }
    return [
        Format(
            ".mid", "audio/midi", embed=embed, extract=extract, views=views, thumbnail=_thumbnail
        ),
        Format(".musicxml", xml, embed=embed_xml, extract=extract_xml, views=views),
        Format(".mxl", packed, embed=embed_mxl, extract=extract_mxl, views=views),
        Format(".abc", "text/vnd.abc", embed=embed_abc, extract=extract_abc, views=views),
        Format(".cho", "text/x-chordpro", embed=embed_cho, extract=extract_cho),
        Format(".lrc", "text/x-lrc", embed=embed_lrc, extract=extract_lrc),
        Format(".kar", "audio/midi", embed=embed, extract=extract),
        Format(".pdf", "application/pdf"),
    ]


def _thumbnail(data: bytes) -> bytes:
    """Return a small picture of the notes; its module is imported when it is asked for."""
    from muse_music.shown.small import thumbnail

    return thumbnail(data)


def _view(module: str, name: str) -> Callable[[bytes, str], tuple[str, bytes]]:
    """Return a view whose module, which reads recipes by this one, is imported when it is asked."""

    def show(data: bytes, place: str) -> tuple[str, bytes]:
        shown: tuple[str, bytes] = getattr(import_module(module), name)(data, place)
        return shown

    return show


def embed(data: bytes, text: str) -> bytes:
    """Return a MIDI file with `text` (at most 16 MiB) before the first event of its first track.

    ValueError when `data` is no MIDI file, or the text is too long for one.
    """
    place = _first_track(data)
    if place is None:
        raise ValueError("the data is not a MIDI file")
    payload = carried.encoded(text)
    count = max(1, -(-len(payload) // _CHUNK))
    events = b"".join(
        _event(payload[i * _CHUNK : (i + 1) * _CHUNK], count - i) for i in range(count)
    )
    start, length = place
    size = (length + len(events)).to_bytes(4, "big")
    return data[: start - 4] + size + events + data[start:]


def extract(data: bytes) -> tuple[bytes, str] | None:
    """Return the bytes as they were before `embed`, and the text; None when there is none."""
    place = _first_track(data)
    if place is None:
        return None
    start, length = place
    parts: list[bytes] = []
    at, left = start, 0
    while not parts or left > 1:
        read = _read_event(data, at, start + length)
        if read is None or (parts and read[1] != left - 1):
            return None
        part, left, at = read
        if left * _CHUNK > carried.LONGEST:
            return None
        parts.append(part)
    text = carried.decoded(b"".join(parts))
    if text is None:
        return None
    size = (length - (at - start)).to_bytes(4, "big")
    return data[: start - 4] + size + data[at:], text


def _event(part: bytes, left: int) -> bytes:
    """Return a part of a text as an event; `left` counts this event and those that follow."""
    payload = _MARK + bytes([left]) + part
    return _EVENT + _quantity(len(payload)) + payload


def _read_event(data: bytes, place: int, end: int) -> tuple[bytes, int, int] | None:
    """Return the part of a text that an event holds, how many are left, and where it ends."""
    if not data.startswith(_EVENT, place):
        return None
    read = _read_quantity(data, place + len(_EVENT))
    if read is None:
        return None
    size, begin = read
    head = len(_MARK) + 1
    if begin + size > end or not head <= size < carried.LONGEST + head:
        return None
    if not data.startswith(_MARK, begin):
        return None
    left = data[begin + head - 1]
    return (data[begin + head : begin + size], left, begin + size) if left else None


def _first_track(data: bytes) -> tuple[int, int] | None:
    """Return where the events of the first track start and their length (bytes)."""
    if data[:4] != b"MThd" or len(data) < 14:
        return None
    place = 8 + int.from_bytes(data[4:8], "big")
    for _ in range(carried.CHUNKS):
        if place + 8 > len(data):
            break
        length = int.from_bytes(data[place + 4 : place + 8], "big")
        if data[place : place + 4] == b"MTrk":
            return (place + 8, length) if place + 8 + length <= len(data) else None
        place += 8 + length
    return None


def _quantity(number: int) -> bytes:
    """Return a number below 2**28 as a MIDI variable-length quantity."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


def _read_quantity(data: bytes, place: int) -> tuple[int, int] | None:
    """Return a variable-length quantity of at most 4 bytes, and where it ends."""
    number = 0
    for at in range(place, min(place + 4, len(data))):
        number = number << 7 | data[at] & 0x7F
        if data[at] < 0x80:
            return number, at + 1
    return None


def embed_xml(data: bytes, text: str) -> bytes:
    """Return MusicXML with `text` (JSON) in a processing instruction after its end."""
    # "?>" would end the instruction; in JSON it can be written otherwise.
    return data + _OPENS + carried.encoded(text.replace("?>", "?\\u003e")) + _CLOSES


def extract_xml(data: bytes) -> tuple[bytes, str] | None:
    """Return MusicXML as it was before `embed_xml`, and the text; None when there is none."""
    start = data.rfind(_OPENS)
    if start < 0 or not data.endswith(_CLOSES):
        return None
    text = carried.decoded(memoryview(data)[start + len(_OPENS) : -len(_CLOSES)])
    return None if text is None else (data[:start], text.replace("?\\u003e", "?>"))


def embed_mxl(data: bytes, text: str) -> bytes:
    """Return a compressed score of Muse's with `text` in its MusicXML."""
    from muse_music.notation.mxl import mxl, score

    return mxl(embed_xml(score(data), text))


def extract_mxl(data: bytes) -> tuple[bytes, str] | None:
    """Return the compressed score as it was before `embed_mxl`, and the text."""
    from muse_music.notation.mxl import mxl, score

    try:
        found = extract_xml(score(data))
    except ValueError:
        return None
    return (mxl(found[0]), found[1]) if found else None


def embed_abc(data: bytes, text: str) -> bytes:
    """Return ABC with `text` (one line) in a comment at its end."""
    return _commented(data, text, _COMMENT)


def extract_abc(data: bytes) -> tuple[bytes, str] | None:
    """Return ABC as it was before `embed_abc`, and the text; None when there is none."""
    return _comment(data, _COMMENT)


def embed_cho(data: bytes, text: str) -> bytes:
    """Return ChordPro with `text` (one line) in a comment at its end."""
    return _commented(data, text, _HASH)


def extract_cho(data: bytes) -> tuple[bytes, str] | None:
    """Return ChordPro as it was before `embed_cho`, and the text; None when there is none."""
    return _comment(data, _HASH)


def embed_lrc(data: bytes, text: str) -> bytes:
    """Return LRC with `text` (one line) in a tag at its end, which players don't show."""
    return _commented(data, text, _TAG, b"]\n")


def extract_lrc(data: bytes) -> tuple[bytes, str] | None:
    """Return LRC as it was before `embed_lrc`, and the text; None when there is none."""
    return _comment(data, _TAG, b"]\n")


def _commented(data: bytes, text: str, opens: bytes, closes: bytes = b"\n") -> bytes:
    return data + opens + carried.encoded(text) + closes


def _comment(data: bytes, opens: bytes, closes: bytes = b"\n") -> tuple[bytes, str] | None:
    start = data.rfind(opens)
    if start < 0 or not data.endswith(closes):
        return None
    text = carried.decoded(memoryview(data)[start + len(opens) : len(data) - len(closes)])
    return None if text is None else (data[:start], text)
