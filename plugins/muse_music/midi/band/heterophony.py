"""Heterophony: another player takes the same tune at once, each in the way of their instrument.

A fiddle beside a flute leaves out what only passes, and stays where the flute moves on; where the
flute stays, the fiddle turns around its note. Both meet on every strong beat.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from muse_music.theory import gm
from muse_music.theory.notes import Note, Part, Section, within
from muse_music.theory.timeline import Timeline

_LEAVES = 0.5
"""Share of passing notes that the second player leaves out."""
_TURNS = 0.45
"""Share of long notes around which the second player turns."""


def second(
    melody: Part,
    players: Sequence[str],
    sections: Sequence[Section],
    time: Timeline,
    scale: frozenset[int],
    chance: random.Random,
) -> Part:
    """Return the part of one of the players, who takes the tune beside its lead.

    `scale` are the pitch classes that they turn in.
    """
    numbers = [gm.program(name) for name in players]
    number = chance.choice([n for n in numbers if n != melody.program] or numbers)
    notes = _own(melody.notes, sections, time, scale, chance)
    low, high = gm.reach(number)
    middle = mean(n.pitch for n in notes) if notes else 0
    shift = min((0, -12, 12), key=lambda s: (abs(middle + s - (low + high) / 2), abs(s)))
    placed = [replace(n, pitch=within(n.pitch + shift, low, high)) for n in notes]
    return Part("Second", "double", number, placed, loud=0.75, pan=0.3)


def _own(
    tune: Sequence[Note],
    sections: Sequence[Section],
    time: Timeline,
    scale: frozenset[int],
    chance: random.Random,
) -> list[Note]:
    """Return the tune as a second player has it, where sections are full enough for two."""
    spans = [
        (time.start(s.first), time.start(s.first + s.bars)) for s in sections if s.energy >= 0.5
    ]
    own = [n for n in tune if any(first <= n.start < end for first, end in spans)]
    made: list[Note] = []
    for note in own:
        plain = replace(note, lyric="", accent=note.accent - 0.06)
        beat = time.at(note.start).meter.beats[0].length
        passes = time.strength(note.start) == 0 and note.length < beat
        joined = bool(made) and 0 <= note.start - made[-1].end <= beat // 4
        if passes and joined and chance.random() < _LEAVES:
            made[-1] = replace(made[-1], length=note.end - made[-1].start)
        elif note.length >= 2 * beat and chance.random() < _TURNS:
            made += _turned(plain, beat, scale)
        else:
            made.append(plain)
    return made


def _turned(note: Note, beat: int, scale: frozenset[int]) -> list[Note]:
    """Return a long note that goes to its neighbour above and comes back in its last beat."""
    above = next(p for p in range(note.pitch + 1, note.pitch + 13) if p % 12 in scale)
    stay, half = note.length - beat, beat // 2
    rest = note.start + stay
    return [
        replace(note, length=stay),
        replace(note, start=rest, length=half, pitch=above, accent=note.accent - 0.08),
        replace(note, start=rest + half, length=beat - half, accent=note.accent - 0.04),
    ]
