"""What a pattern is told of the bar it plays: meter, chords, section and chance."""

import random
from dataclasses import dataclass

from muse_music.theory.harmony import Chord
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Section


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of one chord, in ticks from the song's start; `next` is the chord that follows.

    `since` counts the bars for which the chord has already sounded.
    """

    start: int
    end: int
    chord: Chord
    next: Chord
    voicing: tuple[int, ...] = ()
    since: int = 0

    @property
    def length(self) -> int:
        """The length (ticks)."""
        return self.end - self.start


@dataclass(frozen=True)
class Bar:
    """One bar: `start` in ticks, `index` from the song's start, `place` from the section's.

    `slots` are its chords, in time, with the voicing of the part that plays.
    `ends_phrase` marks the last bar of a phrase, `fills` where drums lead over to what follows;
    `lead` is how the band does: "run", "stop", a row of hits, or nothing. `after` is the first
    chord of the next bar. `carried` says that the bar before was played on as this one is, so that
    its notes may sound over the bar line, and `last` that the next one isn't.
    """

    index: int
    place: int
    start: int
    meter: Meter
    slots: tuple[Slot, ...]
    section: Section
    random: random.Random
    ends_phrase: bool = False
    fills: bool = False
    lead: str = ""
    after: Slot | None = None
    carried: bool = False
    last: bool = False

    @property
    def end(self) -> int:
        """Where the bar ends (ticks)."""
        return self.start + self.meter.bar

    def slot(self, tick: int) -> Slot:
        """Return the slot that sounds at a tick of the bar (0 is the bar line)."""
        at = self.start + tick
        return next((s for s in self.slots if s.start <= at < s.end), self.slots[-1])

    def following(self, tick: int) -> Slot | None:
        """Return the slot that comes after the one at a tick; None at the song's end."""
        at = self.start + tick
        return next((s for s in self.slots if s.start > at), self.after)
