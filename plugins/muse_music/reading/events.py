"""How many events a MIDI file has, counted without taking them in."""

from muse_music.reading.limits import CHUNKS, TRACKS, Damaged, most

_SIZES = (2, 2, 2, 2, 1, 1, 2)  # bytes after the status 8x to Ex


def counted(data: bytes, limit: int) -> int:
    """Return how many events the tracks of a MIDI file have.

    Damaged for one with more than `limit`, too many tracks, or whose events can't be told apart.
    """
    at = 8 + int.from_bytes(data[4:8], "big")
    count = tracks = 0
    for _ in range(CHUNKS):
        if at + 8 > len(data):
            return count
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "big")
        if data[at : at + 4] == b"MTrk":
            tracks += 1
            most(tracks, TRACKS, "tracks")
            count += _events(data, at + 8, min(end, len(data)), limit - count)
            most(count, limit, "events")
        at = end
    raise Damaged(f"it has over {CHUNKS:,} chunks")


def _events(data: bytes, at: int, end: int, limit: int) -> int:
    """Return how many events a track has, counted up to one more than `limit`."""
    count = status = 0
    while at < end and count <= limit:
        count += 1
        at = _after(data, at, end)[1]
        if at >= end:
            break
        first = data[at]
        if first < 0x80:
            if not status:
                raise Damaged("it has data without an event")
            at += _SIZES[(status >> 4) - 8]
        elif first < 0xF0:
            status = first
            at += 1 + _SIZES[(status >> 4) - 8]
        elif first in (0xF0, 0xF7, 0xFF):
            size, at = _after(data, at + (2 if first == 0xFF else 1), end)
            at += size
        else:
            raise Damaged("it has an event that no file may have")
    return count


def _after(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return a variable-length quantity, and where it ends."""
    value = 0
    for place in range(at, min(at + 4, end)):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    raise Damaged("a number in it is cut short")
