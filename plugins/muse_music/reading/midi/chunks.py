"""The chunks of a MIDI file: its header, how it counts time, and where its tracks are."""

from dataclasses import dataclass
from fractions import Fraction

from muse_music.reading.limits import CHUNKS, TRACKS, Damaged, most

_HEADER = 14
_SLIP = 8  # bytes within which the next track is looked for where a size is wrong
_NTSC = Fraction(30_000, 1001)  # frames a second where a file says 29


@dataclass
class Chunks:
    """Where a MIDI file has what: its format, the tracks from byte to byte, and its time.

    `division` is ticks to the quarter; in a file that counts frames (`frames`) a quarter is half a
    second. `cut` is whether the file ends within a track.
    """

    kind: int
    division: Fraction
    tracks: list[tuple[int, int]]
    frames: bool = False
    cut: bool = False


def unwrapped(data: bytes) -> bytes:
    """Return the MIDI file within a RIFF file (.rmi), and another as it is."""
    if data[:4] != b"RIFF" or data[8:12] != b"RMID":
        return data
    at = 12
    for _ in range(CHUNKS):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"data":
            return data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
        if at >= len(data):
            break
    raise Damaged("there is no MIDI inside")


def chunks(data: bytes) -> Chunks:
    """Return where the chunks of a MIDI file are; Damaged where its header makes no sense."""
    if len(data) < _HEADER:
        raise Damaged("its header is cut short")
    kind = int.from_bytes(data[8:10], "big")
    if kind > 2:
        raise Damaged(f"it is MIDI of format {kind}, and formats 0, 1 and 2 are read")
    made = Chunks(kind, Fraction(int.from_bytes(data[12:14], "big")), [])
    if not made.division:
        raise Damaged("its quarter notes have no length")
    if data[12] & 0x80:
        rate = 256 - data[12]
        made.division = (_NTSC if rate == 29 else Fraction(rate)) * data[13] / 2
        made.frames = True
        if not data[13] or rate not in (24, 25, 29, 30):
            raise Damaged("it counts time in frames that have no length")
    at = 8 + int.from_bytes(data[4:8], "big")
    seen = 0
    while at + 8 <= len(data):
        seen += 1
        most(seen, CHUNKS, "chunks")
        if data[at : at + 4] != b"MTrk":
            # The size of the track before may be a byte or two too small.
            found = data.find(b"MTrk", at - _SLIP, at + _SLIP)
            if made.tracks and found >= made.tracks[-1][0]:
                made.tracks[-1] = (made.tracks[-1][0], found)
                at = found
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        if data[at : at + 4] == b"MTrk":
            most(len(made.tracks) + 1, TRACKS, "tracks")
            made.cut = at + 8 + size > len(data)
            made.tracks.append((at + 8, min(at + 8 + size, len(data))))
        at += 8 + size
    if not made.tracks:
        raise Damaged("it has no tracks")
    return made
