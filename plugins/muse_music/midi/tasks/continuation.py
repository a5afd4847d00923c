"""A piece carried on: its chords come again, its motifs over them, its players as they played.

The new bars follow, bar by bar, those of the piece's strongest stretch (its model): the tune takes
a bar's rhythm and the shape of its line, drawn anew; everybody else plays the model's bar, moved
to the chord where that changed. Phrases end where the meter has them, and the last comes home.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from muse_music.midi.compose import joined
from muse_music.midi.form.chords import slots
from muse_music.midi.form.harmonise import harmonise
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.lines import adapted, bar_of, chord_at
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tune import rhythm, steps
from muse_music.midi.tune.melody import Event, Range, pitches
from muse_music.theory import gm
from muse_music.theory.harmony import Chord, chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import DRUMS, ChordSpan, Note, Part, Section, Song
from muse_music.theory.timeline import steady


def extended(
    piece: Piece, settings: Settings, chance: random.Random, tick: Callable[[], None]
) -> Song:
    """Return the piece with `settings.bars` more bars."""
    meter, key, old, new = piece.meter, piece.key, piece.bars, settings.bars
    sounding = [n for _, program, notes in piece.parts if program != DRUMS for n in notes]
    was = harmonise(sounding, meter, old, key, settings.style)
    models = _models(piece, new)
    chords = [*was, *_chords(was, models, settings, key)]
    time = steady(meter, key, settings.quarter, old + new)
    spans = joined(slots(chords, time))
    tune = [*piece.tune, *_tune(piece, models, spans, settings, chance, tick)]
    parts = [Part(leader(piece), "melody", piece.parts[0][1], tune)]
    for name, program, notes in accompaniment(piece):
        tick()
        line = [*notes, *_played(notes, program, piece, models, spans)]
        role = "drums" if program == DRUMS else gm.role(program)
        label = name or gm.instrument(program)
        parts.append(Part(label, role if role != "melody" else "inner", program, line))
    sections = [
        Section("theme", "given", 0, old, 0.6),
        Section("answer", "continuation", old, new, 0.65),
    ]
    return Song(
        title=f"{piece.score.title or 'A piece'}, carried on",
        time=time,
        sections=sections,
        parts=[part for part in parts if part.notes],
        chords=spans,
    )


def leader(piece: Piece) -> str:
    """Return the name of the part that has the tune."""
    name, program, _ = piece.parts[0]
    return name or f"Melody: {gm.instrument(program)}"


def accompaniment(piece: Piece) -> list[tuple[str, int, tuple[Note, ...]]]:
    """Return who plays beside the tune; what the tune's own player has below it comes too."""
    (name, program, notes), *others = piece.parts
    tune = {(n.start, n.pitch) for n in piece.tune}
    below = tuple(n for n in notes if (n.start, n.pitch) not in tune)
    return [*([(f"{name} below", program, below)] if below else []), *others]


def _models(piece: Piece, count: int) -> list[int]:
    """Return for each new bar the old one that it follows: the first eight that have the tune."""
    sung = [bool(bar_of(piece.tune, piece.meter, bar)) for bar in range(piece.bars)]
    size = next((n for n in (8, 4, 2) if piece.bars >= n), 1)
    first = next(
        (b for b in range(piece.bars - size + 1) if all(sung[b : b + size])), piece.bars - size
    )
    return [first + at % size for at in range(count)]


def _chords(
    was: Sequence[list[Chord]], models: Sequence[int], settings: Settings, key: Key
) -> list[list[Chord]]:
    """Return the chords of the new bars: asked for, or the models', with a close at the end."""
    if settings.chords:
        return [list(settings.chords[at % len(settings.chords)]) for at in range(len(models))]
    made = [was[model] for model in models]
    home = chord("i" if key.minor else "I", key.pitch_class)
    made[-1] = [home]
    if len(made) > 2:
        made[-2] = [chord("V", key.pitch_class)]
    return made


def _tune(
    piece: Piece,
    models: Sequence[int],
    spans: Sequence[ChordSpan],
    settings: Settings,
    chance: random.Random,
    tick: Callable[[], None],
) -> list[Note]:
    meter, key, old = piece.meter, piece.key, piece.bars
    line = [n.pitch for n in piece.tune]
    scale = frozenset(key.scale)
    middle = sum(line) / len(line)
    last = line[-1]
    learnt = settings.steps or steps.shipped()
    ear = learnt.ear(meter, key.pitch_class, key.minor)
    for note in piece.tune[-400:]:
        ear.expect(note.start, note.length, middle)
        ear.hear(note.start, note.length, note.pitch)
    made: list[Note] = []
    for place in range(0, len(models), 2):
        tick()
        events: list[Event] = []
        for at in range(place, min(place + 2, len(models))):
            final = at == len(models) - 1
            model = bar_of(piece.tune, meter, models[at])
            events += _events(model, old + at, meter, key, spans, chance, final, at % 4 == 3)
        lift = 1.5 if place % 8 in (2, 4) else -0.5
        span = Range(
            max(0, min(line) - 1),
            min(127, max(line) + 2),
            middle + lift,
            scale,
            scale,
            learnt,
            key.pitch_class,
            key.minor,
        )
        drawn = pitches(events, span, last, chance, meter.beats[0].length, ear)
        last = drawn[-1] if drawn else last
        made += [
            Note(e.start, e.length, p, 0.55 + 0.05 * e.strength)
            for e, p in zip(events, drawn, strict=True)
        ]
    return made


def _events(
    model: Sequence[Note],
    bar: int,
    meter: Meter,
    key: Key,
    spans: Sequence[ChordSpan],
    chance: random.Random,
    final: bool,
    rests: bool,
) -> list[Event]:
    """Return the notes of a bar before they have pitches."""
    first = bar * meter.bar
    figure = [(n.start, n.length) for n in model]
    if final:
        figure = [(0, meter.bar)]
    elif rests and figure and figure[-1][1] < meter.beats[0].length:
        figure = list(rhythm.ending(meter, 1.0, chance, long=False))
    events = []
    for at, (start, length) in enumerate(figure):
        chord = chord_at(spans, first + start)
        goal: frozenset[int] = frozenset()
        if final:
            goal = frozenset({key.pitch_class})
        elif rests and at == len(figure) - 1:
            goal = frozenset(chord.tones[:3])
        echo = model[at].pitch - model[at - 1].pitch if at and at < len(model) else None
        strength = meter.strength(start)
        events.append(Event(first + start, length, chord, strength, goal, echo))
    return events


def _played(
    notes: Sequence[Note],
    program: int,
    piece: Piece,
    models: Sequence[int],
    spans: Sequence[ChordSpan],
) -> list[Note]:
    """Return the new bars of one who accompanies."""
    meter, made = piece.meter, list[Note]()
    low, high = gm.reach(program) if program != DRUMS else (0, 127)
    for at, model in enumerate(models):
        first = (piece.bars + at) * meter.bar
        final = at == len(models) - 1
        for note in bar_of(notes, meter, model):
            if final and note.start > 0:
                continue
            pitch = note.pitch
            if program != DRUMS:
                before = chord_at(spans, model * meter.bar + note.start)
                pitch = adapted(pitch, before, chord_at(spans, first + note.start), piece.key)
                pitch += 12 * ((low - pitch + 11) // 12 if pitch < low else 0)
                pitch -= 12 * ((pitch - high + 11) // 12 if pitch > high else 0)
            length = meter.bar if final and program != DRUMS else note.length
            made.append(replace(note, start=first + note.start, length=length, pitch=pitch))
    return made
