"""The beats of a played piece: where its quarters are, how long they last, and who is late."""

from bisect import bisect_right
from cmath import phase, rect
from collections.abc import Sequence
from dataclasses import replace
from math import pi

from muse_music.reading.score import Score
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS

_USUAL = 500_000  # microseconds of a quarter where no tempo is told
_ENOUGH = 40  # onsets by which a piece is known to be late as a whole


class Time:
    """Where bars begin, and how long a quarter lasts where."""

    def __init__(self, score: Score) -> None:
        tempos = sorted(score.tempos)
        self.changes = [tick for tick, _ in tempos]
        self.quarters = [quarter for _, quarter in tempos]
        first = score.meter
        begin = (score.pickup - first.bar) % -first.bar if score.pickup else 0
        meters = [(begin, first), *((tick, m) for tick, m in score.meters if tick > 0)]
        self.starts = [tick for tick, _ in meters]
        self.bars = [meter.bar for _, meter in meters]

    def quarter(self, tick: float) -> int:
        """Return the length of a quarter (microseconds)."""
        at = bisect_right(self.changes, tick) - 1
        return self.quarters[max(0, at)] if self.quarters else _USUAL

    def beat(self, tick: int) -> int:
        """Return where the quarter of a bar begins that a tick is in."""
        at = max(0, bisect_right(self.starts, tick) - 1)
        place = (tick - self.starts[at]) % self.bars[at]
        return tick - place % TICKS

    def rest(self, beat: int) -> int:
        """Return how much of a quarter there is before the bar line."""
        at = max(0, bisect_right(self.starts, beat) - 1)
        left = self.bars[at] - (beat - self.starts[at]) % self.bars[at]
        if at + 1 < len(self.starts):
            left = min(left, self.starts[at + 1] - beat)
        return min(TICKS, left)


def beats(score: Score, time: Time) -> list[list[int]]:
    """Return the places of onsets in each quarter of each part but the drums (ticks)."""
    made: list[list[int]] = []
    for part in score.parts:
        own: dict[int, list[int]] = {}
        for start in sorted({n.start for n in part.notes}) if part.program != DRUMS else ():
            own.setdefault(time.beat(start), []).append(start - time.beat(start))
        made += own.values()
    return made


def late(onsets: Sequence[int]) -> int:
    """Return by how much all onsets come after sixteenths (ticks; before: negative), if they do.

    It is the direction of their mean on a circle of a sixteenth, where they agree in it.
    """
    if len(onsets) < _ENOUGH:
        return 0
    mean = sum(rect(1.0, 8 * pi * (onset % TICKS) / TICKS) for onset in onsets) / len(onsets)
    off = phase(mean) / (8 * pi)
    return round(off * TICKS) if abs(mean) > 0.75 and abs(off) > 1 / 24 else 0


def shifted(score: Score, by: int) -> Score:
    """Return a piece whose notes begin so much earlier."""
    parts = [
        replace(part, notes=[replace(note, start=max(0, note.start - by)) for note in part.notes])
        for part in score.parts
    ]
    return replace(score, parts=parts)
