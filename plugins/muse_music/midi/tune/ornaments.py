"""What leads into a tune's phrases and brings its strong notes forward."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from muse_music.midi.style import Melody
from muse_music.theory.bars import Slot
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note


def picked_up(
    notes: Sequence[Note],
    slots: Sequence[Sequence[Slot]],
    meter: Meter,
    melody: Melody,
    scale: frozenset[int],
    chance: random.Random,
) -> list[Note]:
    """Lead into some phrases from the rest before them, by two steps of the scale."""
    step = meter.beats[-1].step
    found = []
    for before, note in pairwise(notes):
        found.append(before)
        index, place = divmod(note.start, meter.bar)
        free = note.start - before.end
        last = index == len(slots) - 1
        if place or last or free < 2 * step or chance.random() > 0.45:
            continue
        chord = slots[index - 1][-1].chord
        ladders = [_ladder(note.pitch, scale, way) for way in (-1, 1)]
        low, high = melody.low, melody.high + melody.lift
        suits = [
            p
            for p in ladders
            if p[0] in chord and low <= min(p) and max(p) <= high and abs(p[0] - before.pitch) <= 9
        ]
        if suits:
            for i, pitch in enumerate(suits[0]):
                found.append(Note(note.start - (2 - i) * step, step, pitch, 0.55))
    return [*found, notes[-1]]


def anticipated(
    notes: list[Note],
    slots: Sequence[Sequence[Slot]],
    meter: Meter,
    melody: Melody,
    chance: random.Random,
) -> list[Note]:
    """Bring some strong notes forward by half a beat, as singers of popular music do."""
    if not melody.anticipate or meter.denominator > 4:
        return notes
    end = len(slots) * meter.bar - meter.bar
    for i in range(1, len(notes)):
        note, before = notes[i], notes[i - 1]
        strong = meter.strength(note.start % meter.bar) >= 2
        step = meter.beats[0].step
        free = note.start - before.start > step and 0 < note.start < end
        if strong and free and chance.random() < melody.anticipate:
            before_length = min(before.length, note.start - step - before.start)
            notes[i - 1] = replace(before, length=before_length)
            notes[i] = replace(note, start=note.start - step, length=note.length + step)
    return notes


def _ladder(pitch: int, scale: frozenset[int], way: int) -> tuple[int, int]:
    """Return two steps of a scale that lead to a pitch from below (-1) or above (1)."""
    near = [p for p in range(pitch + way, pitch + way * 12, way) if p % 12 in scale]
    return near[1], near[0]
