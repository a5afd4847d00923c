"""What a style's players add to the notes: dynamics, articulation, pedal, ornaments.

All of it is written on the song (`Note.marks`, `Note.graces`, `Song.dynamics`, `Part.pedal`), from
where a score shows it and a performance lets it be heard.
"""

import random
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from muse_music.midi.style import Touch
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Dynamic, Note, Part, Section, Song
from muse_music.theory.timeline import Timeline

# General MIDI programs (from 0) by what a hand or a breath can do on them.
_BENT = frozenset({22, 24, 25, 26, 27, 29, 30, 40, 64, 65, 66, 67, 77, 104, 110, *range(80, 88)})
_GLIDES = frozenset({*range(24, 32), 35, *range(40, 44), 57, *range(80, 88), 52, 53, 54, 77, 110})
_BLOWN = frozenset({*range(56, 64), *range(64, 68), 71})
_PLUCKED = frozenset({15, 24, 25, 45, 46, 104, 105, 106, 107})
_PEDALLED = frozenset({*range(0, 6), 8, 11, 46})
_LEVELS = ((0.3, "p"), (0.5, "mp"), (0.68, "mf"), (0.86, "f"), (2.0, "ff"))
_ORDER = ("pp", "p", "mp", "mf", "f", "ff")


def phrased(song: Song, touch: Touch, chance: random.Random, *, tune: bool = True) -> Song:
    """Return the song with its players' touch; without `tune` the melody stays as it is."""
    parts = []
    for part in song.parts:
        if part.program == DRUMS:
            parts.append(part)
        elif part.role == "melody":
            notes = _sung(part, song, touch, chance) if tune else part.notes
            parts.append(replace(part, notes=notes))
        else:
            pedal = _pedal(part, song) if touch.pedal and part.role == "chords" else part.pedal
            parts.append(replace(part, pedal=pedal))
    return replace(song, parts=parts, dynamics=song.dynamics or _dynamics(song))


def _sung(part: Part, song: Song, touch: Touch, chance: random.Random) -> list[Note]:
    """Return a melody with its marks: at most one ornament a note.

    What is played again is played as it was.
    """
    made = list(part.notes)
    program, time = part.program, song.time
    tones = {note.pitch % 12 for note in part.notes}
    known: dict[tuple[object, ...], tuple[tuple[str, ...], tuple[int, ...]]] = {}
    for at, note in enumerate(part.notes):
        before = part.notes[at - 1] if at else None
        after = part.notes[at + 1] if at + 1 < len(part.notes) else None
        same = (
            (time.place(note.start), note.length, note.pitch),
            before and (before.pitch, note.start - before.end),
            after and (after.pitch, after.start - note.end),
        )
        if same not in known:
            marks = _articulated(note, after, time, touch, chance)
            ornament = _ornament(note, before, after, program, time, touch, tones, chance)
            graces = _grace(note, tones) if ornament == "grace" else ()
            own = (ornament,) if ornament not in ("", "grace") else ()
            known[same] = (*marks, *own), graces
        marks, graces = known[same]
        if marks or graces:
            made[at] = replace(note, marks=(*note.marks, *marks), graces=note.graces or graces)
    return made


def _articulated(
    note: Note, after: Note | None, time: Timeline, touch: Touch, chance: random.Random
) -> tuple[str, ...]:
    measure = time.at(note.start)
    beat = measure.meter.beats[0].length
    strength = time.strength(note.start)
    last = after is None
    if last:
        return ("fermata",) if touch.fermata and note.length >= beat else ()
    steps = abs(after.pitch - note.pitch) if after else 12
    near = after is not None and after.start - note.end <= TICKS // 16
    off = strength == 0 and note.end > _next_beat(note, time)
    if off and chance.random() < touch.accent:
        return ("accent",)
    if near and note.length < beat and 0 < steps <= 2 and chance.random() < touch.slur:
        return ("slur",)
    if note.length <= beat // 2 and not note.lyric and chance.random() < touch.staccato:
        return ("staccato",)
    if note.length >= 2 * beat and chance.random() < touch.tenuto:
        return ("tenuto",)
    return ()


def _ornament(
    note: Note,
    before: Note | None,
    after: Note | None,
    program: int,
    time: Timeline,
    touch: Touch,
    tones: Container[int],
    chance: random.Random,
) -> str:
    """Return the ornament of a note, if it gets one: what suits its length and its player."""
    beat = time.at(note.start).meter.beats[0].length
    drawn = chance.random()
    leap = note.pitch - before.pitch if before else 0
    near = before is not None and note.start - before.end <= TICKS // 8
    rests = after is None or after.start - note.end >= beat // 2
    # Ornaments go to the key's steps; a tune of five tones has none that go to the others.
    scale = time.at(note.start).key.scale
    above = next(t for n in range(1, 13) if (t := (note.pitch + n) % 12) in scale)
    below = next(t for n in range(1, 13) if (t := (note.pitch - n) % 12) in scale)
    offers = [
        ("bend", touch.bend, program in _BENT and note.length >= beat // 2 and leap > 0),
        ("slide", touch.slide, program in _GLIDES and near and 2 <= abs(leap) <= 7),
        ("scoop", touch.scoop, program in _BLOWN and note.length >= beat and not near),
        ("falloff", touch.falloff, program in _BLOWN and note.length >= beat and rests),
        ("tremolo", touch.tremolo, program in _PLUCKED and note.length >= 2 * beat),
        ("trill-mark", touch.trill, note.length >= beat and rests is False and above in tones),
        (
            "mordent",
            touch.mordent,
            beat // 2 <= note.length and time.strength(note.start) >= 1 and below in tones,
        ),
        ("grace", touch.grace, bool(leap) and note.length >= beat // 2),
    ]
    for name, share, suits in offers:
        if not suits or not share:
            continue
        if drawn < share:
            return name
        drawn -= share
    return ""


def _grace(note: Note, tones: Container[int]) -> tuple[int, ...]:
    """Return the next higher pitch of the tones (pitch classes) that the tune has."""
    above = next((p for p in range(note.pitch + 1, note.pitch + 5) if p % 12 in tones), 0)
    return (above,) if 0 < above < 128 else ()


def _next_beat(note: Note, time: Timeline) -> int:
    """Return the tick of the beat after a note's start."""
    measure = time.at(note.start)
    place = time.place(note.start)
    ends = (b.start + b.length for b in measure.meter.beats)
    return note.start + next((end for end in ends if end > place), measure.meter.bar) - place


def _pedal(part: Part, song: Song) -> list[tuple[int, int]]:
    """Return where the pedal of a piano is down: under each chord while the part plays."""
    if part.program not in _PEDALLED or not part.notes:
        return []
    starts = sorted({n.start for n in part.notes})
    made = []
    at = 0
    for span in song.chords:
        while at < len(starts) and starts[at] < span.start:
            at += 1
        if at < len(starts) and starts[at] < span.end and span.end - span.start >= TICKS:
            made.append((span.start, span.end))
    return made


def _dynamics(song: Song) -> list[Dynamic]:
    """Return the dynamics: a level for each section, and a swell or a fall into the next one."""
    made: list[Dynamic] = []
    before = ""
    for section in song.sections:
        level = _level(section)
        if level != before:
            made.append(Dynamic(song.time.start(section.first), level))
        before = level
    for one, other in pairwise(song.sections):
        rise = _ORDER.index(_level(other)) - _ORDER.index(_level(one))
        if rise and one.bars >= 4:
            end = song.time.start(other.first)
            length = 2 if one.bars >= 8 else 1
            start = song.time.start(other.first - length)
            made.append(Dynamic(start, "crescendo" if rise > 0 else "diminuendo", end))
    return sorted(made, key=lambda d: (d.start, d.end))


def _level(section: Section) -> str:
    return next(mark for top, mark in _LEVELS if section.energy < top)


def hairpins(dynamics: Sequence[Dynamic]) -> list[tuple[int, int, float]]:
    """Return start, end and how the force changes by each end (a factor) of swells and falls."""
    factor = {"crescendo": 1.12, "diminuendo": 0.88}
    return [(d.start, d.end, factor[d.mark]) for d in dynamics if d.mark in factor]
