"""From bars to notes: pickups, notes that come early or are held over, approaches."""

import math
import random
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from muse_music.midi.style import Melody
from muse_music.midi.tune.events import Sung, scale
from muse_music.midi.tune.melody import Event, Range
from muse_music.theory.bars import Slot
from muse_music.theory.notes import Note
from muse_music.theory.timeline import Timeline

Pickup = tuple[tuple[int, int], ...]
"""Start (below 0: from the bar line it leads to) and length of its notes, in ticks."""


def voiced(
    bars: Mapping[int, Sung],
    time: Timeline,
    slots: Sequence[Sequence[Slot]],
    pickups: Mapping[int, Pickup],
    square: Container[int],
    melody: Melody,
    chance: random.Random,
) -> list[Note]:
    """Return the notes of bars, in time: those that begin early cut what sounds before them.

    In `square` bars no note begins early.
    """
    notes: list[Note] = []
    for index, bar in sorted(bars.items()):
        measure = time.measures[index]
        if bar.rhythm.held and notes and notes[-1].end == measure.start:
            notes[-1] = replace(notes[-1], length=notes[-1].length + bar.rhythm.held)
        if index in pickups and bar.line and bar.rhythm.notes[0][0] == 0:
            tones = slots[index - 1][-1].chord.tones
            used = scale(melody, measure.key)
            _lead(notes, measure.start, pickups[index], bar.line[0], tones, used, melody)
        for (tick, length), pitch in zip(bar.rhythm.notes, bar.line, strict=True):
            at = measure.start + tick
            if tick < 0 and (index in square or not _room(notes, at, measure.start)):
                at, length = measure.start, length + tick
                if length <= 0:  # all of it lay before the bar line
                    continue
            strength = bar.meter.strength(max(0, tick))
            # A phrase of four bars swells to its middle.
            swell = math.sin(math.pi * (index % 4 + tick / bar.meter.bar) / 4)
            accent = 0.57 + 0.05 * strength + 0.06 * swell + chance.uniform(-0.03, 0.03)
            notes.append(Note(at, length, pitch, accent))
    return notes


def _room(notes: list[Note], at: int, line: int) -> bool:
    """Whether a note may begin at a tick before the bar line: what sounds there is cut."""
    if at < 0:
        return False
    if notes and notes[-1].end > at:
        if notes[-1].start >= at:
            return False
        notes[-1] = replace(notes[-1], length=at - notes[-1].start)
    return at < line


def _lead(
    notes: list[Note],
    line: int,
    pickup: Pickup,
    goal: int,
    tones: Sequence[int],
    scale: frozenset[int],
    melody: Melody,
) -> None:
    """Lead into a bar by steps from the rest before it, if there is one."""
    before = notes[-1] if notes else None
    at = line + pickup[0][0]
    if at < 0 or (before and before.end > at):
        return
    low, high = melody.low, melody.high + melody.lift
    for way in (-1, 1):
        near = [p for p in range(goal + way, goal + way * 12, way) if p % 12 in scale]
        count = len(pickup)
        ladder = [near[min(2, count - 1 - i)] for i in range(count)]
        fits = ladder[0] % 12 in tones or count > 2
        if before and abs(ladder[0] - before.pitch) > 9:
            continue
        if fits and low <= min(ladder) and max(ladder) <= high:
            for (start, length), pitch in zip(pickup, ladder, strict=True):
                notes.append(Note(line + start, length, pitch, 0.55))
            return


def approached(
    events: Sequence[Event],
    line: list[int],
    older: int | None,
    share: float,
    span: Range,
    beat: int,
    chance: random.Random,
) -> list[int]:
    """Come to some tones of chords by a semitone, or from both sides of them.

    `older` is the pitch before the line.
    """
    if not share or not line or span.strict:
        return line
    made = [line[0] if older is None else older, *line]  # the note of events[i] is made[i + 1]
    for i in range(1, len(events)):
        note, before = events[i], events[i - 1]
        goal, last = made[i + 1], made[i - 1]
        joined = before.start + before.length == note.start
        short = before.length <= note.length or before.length * 2 <= beat
        if before.strength or before.goal or not (joined and short and note.strength):
            continue
        if goal % 12 not in note.chord.tones or chance.random() > share:
            continue
        away = 1 if last > goal else -1
        new = goal + away
        if new == last or abs(new - last) > 9 or not span.low <= new <= span.high:
            continue
        made[i] = new
        first = events[i - 2] if i > 1 else None
        free = first and first.strength < 2 and not first.goal and first.length <= beat
        if free and chance.random() < 0.4:
            beyond = range(goal - away, goal - away * 4, -away)
            other = next(p for p in beyond if p % 12 in span.scale)
            if abs(other - made[i - 2]) <= 9 and span.low <= other <= span.high:
                made[i - 1] = other
    return made[1:]
