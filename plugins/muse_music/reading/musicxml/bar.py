"""What one measure of a part holds."""

from dataclasses import dataclass, field

from muse_music.reading.repeats import Signs
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note


@dataclass
class Bar(Signs):
    """What a measure of a part holds, in ticks from its start, and its signs of repetition.

    `ties` are the places of notes that a tie leads to, `binds` of those that one leads away from,
    `drums` of those on the drum kit. `free` is whether there is no meter from here on, `trio`
    whether the trio of a minuet begins with it.
    """

    length: int = 0
    empty: bool = True
    free: bool = False
    trio: bool = False
    notes: list[Note] = field(default_factory=list)
    ties: set[int] = field(default_factory=set)
    binds: set[int] = field(default_factory=set)
    drums: set[int] = field(default_factory=set)
    chords: list[tuple[int, Chord | None]] = field(default_factory=list)
    meters: list[tuple[int, Meter]] = field(default_factory=list)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    dynamics: list[tuple[int, str]] = field(default_factory=list)
    pedals: list[tuple[int, str]] = field(default_factory=list)
