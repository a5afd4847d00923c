"""The time of a piece: its bars with their meters and keys, and how fast it goes."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from muse_music.theory.keys import Key
from muse_music.theory.meter import DENOMINATORS, TICKS, Meter, parse


@dataclass(frozen=True, slots=True)
class Measure:
    """A bar of a piece: its start and length (ticks), meter and key.

    It is shorter than its meter where it is incomplete, as a pickup is.
    """

    start: int
    length: int
    meter: Meter
    key: Key

    @property
    def end(self) -> int:
        """Where the bar ends (ticks)."""
        return self.start + self.length

    @property
    def offset(self) -> int:
        """Where in its meter the bar begins (ticks): 0, but for a pickup, which ends with it."""
        return self.meter.bar - self.length if self.start == 0 else 0

    @property
    def filled(self) -> Meter:
        """The meter that the bar fills: its own, or a shorter one of an incomplete bar's length."""
        if self.length == self.meter.bar:
            return self.meter
        for denominator in DENOMINATORS:
            count, rest = divmod(self.length * denominator, 4 * TICKS)
            if not rest and 1 <= count <= 32 and denominator >= self.meter.denominator:
                return parse(f"{count}/{denominator}")
        return self.meter


@dataclass(frozen=True, slots=True)
class Tempo:
    """A tempo from a tick on, in microseconds per quarter; `mark` is what a score says of it.

    A gradual change is a tempo for each of its steps, with the mark ("rit.", "accel.") at its
    first one; "a tempo" or no mark stands where it is over.
    """

    start: int
    quarter: int
    mark: str = ""


@dataclass(frozen=True)
class Timeline:
    """The bars of a piece, one after another from tick 0, and its tempos, the first at tick 0."""

    measures: tuple[Measure, ...]
    tempos: tuple[Tempo, ...]

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return len(self.measures)

    @cached_property
    def length(self) -> int:
        """The length of the piece (ticks)."""
        return self.measures[-1].end

    @cached_property
    def steady(self) -> bool:
        """Whether meter, key and tempo never change."""
        first = self.measures[0]
        return len(self.tempos) == 1 and all(
            m.meter == first.meter and m.key == first.key for m in self.measures
        )

    def index(self, tick: int) -> int:
        """Return the number of the bar (from 0) that a tick is in: the last one's for those after.

        It is the first one's for ticks before the piece.
        """
        return max(0, bisect_right(self._starts, tick) - 1)

    def at(self, tick: int) -> Measure:
        """Return the bar that a tick is in, as `index` does."""
        return self.measures[self.index(tick)]

    def place(self, tick: int) -> int:
        """Return the ticks since the bar line; in a pickup, since where its bar would begin."""
        measure = self.at(tick)
        return tick - measure.start + measure.offset

    def start(self, bar: int) -> int:
        """Return where a bar begins (ticks); the piece's length for the one after the last."""
        return self._starts[bar] if bar < self.bars else self.length

    def strength(self, tick: int) -> int:
        """Return the strength of a tick in its bar: 3 to 1 on beats, 0 between them."""
        return self.at(tick).meter.strength(self.place(tick))

    def quarter(self, tick: int) -> int:
        """Return how long a quarter lasts at a tick (microseconds)."""
        return self.tempos[max(0, bisect_right(self._changes, tick) - 1)].quarter

    def seconds(self, tick: int) -> float:
        """Return when a tick sounds, in seconds from the piece's start."""
        place = max(0, bisect_right(self._changes, tick) - 1)
        tempo = self.tempos[place]
        return self._times[place] + (tick - tempo.start) / TICKS * tempo.quarter / 1e6

    @cached_property
    def _starts(self) -> list[int]:
        return [measure.start for measure in self.measures]

    @cached_property
    def _changes(self) -> list[int]:
        return [tempo.start for tempo in self.tempos]

    @cached_property
    def _times(self) -> list[float]:
        """When each tempo begins (seconds)."""
        times = [0.0]
        for before, after in zip(self.tempos, self.tempos[1:], strict=False):
            quarters = (after.start - before.start) / TICKS
            times.append(times[-1] + quarters * before.quarter / 1e6)
        return times


class Timed:
    """What has a timeline, and what it is at its start."""

    time: Timeline

    @property
    def meter(self) -> Meter:
        """The meter at its start."""
        return self.time.measures[0].meter

    @property
    def key(self) -> Key:
        """The key at its start."""
        return self.time.measures[0].key

    @property
    def quarter(self) -> int:
        """How long a quarter lasts at its start (microseconds)."""
        return self.time.tempos[0].quarter

    @property
    def bars(self) -> int:
        """How many bars it has, a pickup counted."""
        return self.time.bars


def steady(meter: Meter, key: Key, quarter: int, bars: int, pickup: int = 0) -> Timeline:
    """Return a timeline of one meter, key and tempo, after a pickup of so many ticks if any.

    `bars` counts the pickup; `quarter` is in microseconds.
    """
    return timeline([(meter, key)] * bars, [Tempo(0, quarter)], pickup)


def timeline(
    bars: Iterable[tuple[Meter, Key]], tempos: Sequence[Tempo], pickup: int = 0
) -> Timeline:
    """Return a timeline of whole bars after one another, the first one only `pickup` long if told.

    Without a tempo at its start it has that of its first change.
    """
    measures: list[Measure] = []
    at = 0
    for meter, key in bars:
        length = pickup if pickup and not measures else meter.bar
        measures.append(Measure(at, length, meter, key))
        at += length
    first = tempos[0]
    opening = [] if first.start == 0 else [Tempo(0, first.quarter)]
    return Timeline(tuple(measures), (*opening, *tempos))
