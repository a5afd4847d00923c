"""Repeats of a written piece, unfolded into the order in which its bars are played."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeVar

from muse_music.reading.limits import BARS, CHANGES, NOTES, Damaged, most

MOST_TIMES = 8
"""How often a section is played at most."""

MOST_BARS = 20_000
"""How many bars of a part are played at most."""


class Repeated(Protocol):
    """A bar with its repeat signs.

    `forward`: a section to repeat begins with it; `backward`: how often the section that ends with
    it is played (0: no sign); `endings`: the turns in which it is played (empty: in all).
    """

    forward: bool
    backward: int
    endings: frozenset[int]
    notes: list[Any]
    chords: list[Any]


B = TypeVar("B", bound=Repeated)


def unfolded(bars: Sequence[B]) -> Iterator[B]:
    """Yield bars as they are played, repeats and endings written out; Damaged if they never end."""
    at, start, turn, played = 0, 0, 1, 0
    while at < len(bars):
        bar = bars[at]
        if bar.forward and at != start:
            start, turn = at, 1
        if bar.endings and turn not in bar.endings:
            at += 1
            continue
        played += 1
        if played > MOST_BARS:
            raise Damaged("its repeats never end")
        yield bar
        if bar.backward and turn < _times(bars, at):
            turn, at = turn + 1, start
            continue
        leaves_ending = turn > 1 and bar.endings and _next_endings(bars, at) != bar.endings
        if bar.backward or leaves_ending:
            start, turn = at + 1, 1
        at += 1


class Played:
    """How much is played in all parts of a piece, repeats written out."""

    def __init__(self) -> None:
        self.bars = self.notes = self.chords = 0

    def add(self, bars: Sequence[Repeated]) -> None:
        """Count the bars of a part as they are played; Damaged where they are over the limits."""
        self.bars += len(bars)
        most(self.bars, BARS, "bars, repeats written out")
        self.notes += sum(len(bar.notes) for bar in bars)
        most(self.notes, NOTES, "notes, repeats written out")
        self.chords += sum(len(bar.chords) for bar in bars)
        most(self.chords, CHANGES, "chord names, repeats written out")


def _times(bars: Sequence[Repeated], at: int) -> int:
    """Return how often a section is played: once more for each ending that still follows."""
    bar = bars[at]
    follow = max(_next_endings(bars, at), default=0)
    last = max(bar.endings, default=0)
    times = max(bar.backward, last + 1) if follow > last > 0 else bar.backward
    return min(times, MOST_TIMES)


def _next_endings(bars: Sequence[Repeated], at: int) -> frozenset[int]:
    return bars[at + 1].endings if at + 1 < len(bars) else frozenset()
