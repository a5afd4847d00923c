"""A variation: the theme's harmony and its strong notes stay, what lies between them is new.

Each bar of the tune is worked by one figure of the classical variation: divisions in passing and
neighbouring notes, turns on long notes, dotted pairs, broken chords, or fewer notes than before.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from muse_music.midi.compose import compose, joined
from muse_music.midi.form.chords import slots
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.lines import bar_of, chord_at, scale_of
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.players import accompaniment, leader
from muse_music.midi.tasks.symbols import harmony
from muse_music.theory.harmony import Chord
from muse_music.theory.meter import Meter
from muse_music.theory.notes import ChordSpan, Note, Section, Song
from muse_music.theory.timeline import Timeline

Scale = tuple[int, ...]
Figure = Callable[[list[Note], int, Chord, Scale, Meter], list[Note]]


def varied(
    piece: Piece,
    settings: Settings,
    strength: float,
    chance: random.Random,
    tick: Callable[[], None],
    *,
    restyled: bool,
) -> Song:
    """Return a variation of a piece; `restyled` gives it the accompaniment of the style.

    `strength` 0..1 is the share of its bars that change, from a quarter to all.
    """
    time = settings.time
    chords = harmony(piece, settings)
    line = slots(chords, time)
    spans = joined(line)
    tune = _tune(piece, time, spans, strength, chance, tick)
    players = accompaniment(piece.parts, piece.tune)
    title = f"Variation on {piece.score.title or 'a theme'}"
    if restyled or not players:
        bars = tuple(map(tuple, chords))
        song = compose(replace(settings, given=tuple(tune), chords=bars), chance, tick)
        song.title = title
        return song
    return Song(
        title=title,
        time=time,
        sections=[Section("theme", "variation", 0, time.bars, 0.6)],
        parts=[leader(piece.parts, tune), *players],
        chords=spans,
    )


def _tune(
    piece: Piece,
    time: Timeline,
    spans: Sequence[ChordSpan],
    strength: float,
    chance: random.Random,
    tick: Callable[[], None],
) -> list[Note]:
    made: list[Note] = []
    scales = {key: scale_of(piece.tune, key) for key in {m.key for m in time.measures}}
    figure = chance.choice(_FIGURES)
    for bar, measure in enumerate(time.measures):
        tick()
        notes = bar_of(piece.tune, time, bar)
        line = measure.start - measure.offset
        if (bar - (time.measures[0].offset > 0)) % 4 == 0:  # a figure lasts for a phrase
            figure = chance.choice([f for f in _FIGURES if f is not figure])
        last = bar == time.bars - 1
        following = [] if last else bar_of(piece.tune, time, bar + 1)
        goal = following[0].pitch if following else notes[-1].pitch if notes else 60
        drawn = chance.random() < 0.25 + 0.75 * strength
        if notes and drawn and not last and not measure.offset:
            chord = chord_at(spans, measure.start)
            scale = scales[measure.key]
            for work in (figure, _passing, _mirrored):
                worked = work(notes, goal, chord, scale, measure.meter)
                if worked != notes:  # slurs bound what is no longer there
                    notes = [
                        replace(n, marks=tuple(m for m in n.marks if m != "slur")) for n in worked
                    ]
                    break
        made += [replace(n, start=n.start + line) for n in notes]
    return made


def _passing(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Fill each beat's way to the next note: a step between, or the neighbour and back."""
    made: list[Note] = []
    beat = meter.beats[0]
    for at, note in enumerate(notes):
        after = notes[at + 1].pitch if at + 1 < len(notes) else goal
        if note.length < beat.length:
            made.append(note)
            continue
        part = beat.step  # the last part of a beat: a half, or a third of a dotted one
        way = 1 if after >= note.pitch else -1
        step = _step(note.pitch, way, scale)
        made.append(replace(note, length=note.length - part))
        made.append(Note(note.end - part, part, step, note.accent - 0.08))
    return made


def _mirrored(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Turn what is between the beats to the other side of the note on the beat before it."""
    made: list[Note] = []
    axis = notes[0].pitch
    for at, note in enumerate(notes):
        if at == 0 or meter.strength(note.start) > 0:
            axis = note.pitch
            made.append(note)
            continue
        low, high = sorted((axis, note.pitch))
        steps = sum(p % 12 in scale for p in range(low, high))
        steps = -steps if note.pitch > axis else steps
        pitch = axis
        for _ in range(min(abs(steps), 4)):
            pitch = _step(pitch, 1 if steps > 0 else -1, scale)
        made.append(replace(note, pitch=pitch, graces=()))
    return made


def _turning(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Turn around each long note: the note above, the note, the note below, the note."""
    made: list[Note] = []
    beat = meter.beats[0].length
    for note in notes:
        step = beat // meter.beats[0].divisions
        if note.length < 2 * beat or note.length < 4 * step:
            made.append(note)
            continue
        above, below = _step(note.pitch, 1, scale), _step(note.pitch, -1, scale)
        figure = [note.pitch, above, note.pitch, below]
        for place, pitch in enumerate(figure):
            made.append(Note(note.start + place * step, step, pitch, note.accent - 0.04))
        rest = note.length - 4 * step
        if rest > 0:
            made.append(Note(note.start + 4 * step, rest, note.pitch, note.accent))
        else:
            made[-1] = replace(made[-1], pitch=note.pitch)
    return made


def _dotted(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Dot equal pairs on the beat: long and short."""
    made = list(notes)
    for at in range(0, len(made) - 1):
        one, two = made[at], made[at + 1]
        beat = meter.strength(one.start) > 0
        if beat and one.length == two.length and one.end == two.start and one.length % 2 == 0:
            half = one.length // 2
            made[at] = replace(one, length=one.length + half)
            made[at + 1] = replace(two, start=two.start + half, length=half)
    return made


def _broken(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Break each beat into the note and the nearest tones of the chord below it."""
    made: list[Note] = []
    for note in notes:
        divisions = meter.beats[0].divisions
        beat = meter.beats[0].length
        if note.length < beat or note.length % beat or note.pitch % 12 not in chord.tones:
            made.append(note)
            continue
        step = beat // divisions
        lowest = max(-1, note.pitch - 13)
        below = [p for p in range(note.pitch - 1, lowest, -1) if p % 12 in chord.tones]
        figure = [note.pitch, *below[: divisions - 1]]
        for place in range(note.length // step):
            pitch = figure[place % divisions % len(figure)]
            accent = note.accent - (0.08 if place % divisions else 0.0)
            made.append(Note(note.start + place * step, step, pitch, accent))
    return made


def _plain(notes: list[Note], goal: int, chord: Chord, scale: Scale, meter: Meter) -> list[Note]:
    """Keep what is struck on beats, and let it sound on."""
    made: list[Note] = []
    for note in notes:
        if made and meter.strength(note.start) == 0:
            made[-1] = replace(made[-1], length=note.end - made[-1].start)
        else:
            made.append(note)
    return made


_FIGURES: tuple[Figure, ...] = (_passing, _turning, _dotted, _broken, _plain)


def _step(pitch: int, way: int, scale: Scale) -> int:
    """Return the next pitch of a scale above (1) or below (-1), among those of MIDI."""
    near = range(pitch + way, pitch + 5 * way, way)
    return next((p for p in near if p % 12 in scale and 0 <= p <= 127), pitch)
