"""When written notes sound: each is matched with the note of the performance that it became."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from muse_music.notation.notes import Named
from muse_music.shown.piece import Piece
from muse_music.shown.tracks import Sounding

_NEAR = 0.15  # s within which a sounding note is taken for a written one
_FAR = 0.35  # s by which no player misses a note
_SHORTEST = 0.06  # s that a note is lit at least


class Lit(NamedTuple):
    """A written note by its id, lit from `on` to `off` (s)."""

    id: str
    on: float
    off: float


def lit(piece: Piece, names: Sequence[Named]) -> list[Lit]:
    """Return when each written note is heard, in time.

    One that is tied to the one before is lit where it stands, as the sound goes on.
    """
    heard = [_heard(piece, place) for place in range(len(piece.song.parts))]
    seconds: dict[int, float] = {}

    def at(tick: int) -> float:
        if tick not in seconds:
            seconds[tick] = piece.seconds(tick)
        return seconds[tick]

    made = []
    for each in names:
        part = int(each.part[1:]) - 1
        found = heard[part].get((each.pitch, each.origin))
        on = found.start if found and each.start == each.origin else at(each.start)
        off = found.end if found and each.last and each.end > each.start else at(each.end)
        made.append(Lit(each.id, on, max(off, on + _SHORTEST)))
    return sorted(made, key=lambda each: (each.on, each.id))


def _heard(piece: Piece, place: int) -> dict[tuple[int, int], Sounding]:
    """Return the sounding notes of a part by pitch and written start (ticks)."""
    written: dict[int, list[int]] = {}
    for note in piece.song.parts[place].notes:
        written.setdefault(note.pitch, []).append(note.start)
    sounding: dict[int, list[Sounding]] = {}
    for each in piece.tracks[place].notes:
        sounding.setdefault(each.pitch, []).append(each)
    made = {}
    for pitch, ticks in written.items():
        starts = sorted(set(ticks))
        expected = [piece.seconds(tick) for tick in starts]
        for tick, found in zip(starts, _matched(expected, sounding.get(pitch, [])), strict=True):
            if found is not None:
                made[pitch, tick] = found
    return made


def _matched(expected: Sequence[float], notes: Sequence[Sounding]) -> list[Sounding | None]:
    """Return the sounding note of each expected time: one by one, or else the nearest one."""
    if len(expected) == len(notes) and all(
        abs(note.start - time) < _FAR for time, note in zip(expected, notes, strict=True)
    ):
        return list(notes)
    starts = [note.start for note in notes]
    made: list[Sounding | None] = []
    for time in expected:
        after = bisect_left(starts, time)
        near = min(
            notes[max(0, after - 1) : after + 1], key=lambda n: abs(n.start - time), default=None
        )
        made.append(near if near and abs(near.start - time) < _NEAR else None)
    return made
