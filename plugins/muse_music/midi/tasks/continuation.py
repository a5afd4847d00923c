"""A piece carried on: its chords come again, its motifs over them, its players as they played.

The new bars follow, bar by bar, those of the piece's first stretch that has the tune (its model).
The tune (`answer`) plays with its motifs; everybody else plays the model's bar, moved to the chord
where that changed. It goes on in the meter, key and tempo that the piece ended in, and comes home.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import mean

from muse_music.midi.compose import joined
from muse_music.midi.form.chords import slots
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.answer import Answer, Bar, planned
from muse_music.midi.tasks.lines import adapted, bar_of, chord_at, nearest, shifted
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.players import accompaniment, leader
from muse_music.midi.tasks.symbols import harmony
from muse_music.theory import gm
from muse_music.theory.harmony import Chord, chord
from muse_music.theory.notes import DRUMS, ChordSpan, Note, Part, Section, Song
from muse_music.theory.timeline import Timeline


def extended(
    piece: Piece, settings: Settings, chance: random.Random, tick: Callable[[], None]
) -> Song:
    """Return the piece with the bars of `settings.time` that come after its own."""
    time, old = settings.time, piece.bars
    was = harmony(piece, settings, asked=False)
    models = _models(piece, time.bars - old)
    plan = planned(piece, models, was, chance)
    chords = [*was, *_chords(was, plan, settings)]
    spans = joined(slots(chords, time))
    answer = Answer(piece, plan, spans, settings, chance, tick)
    parts = [leader(piece.parts, [*piece.tune, *answer.write()])]
    others = accompaniment(piece.parts, piece.tune)
    lowest = min((p for p in others if p.program != DRUMS), key=_height, default=None)
    for part in others:
        tick()
        more = _played(part, piece, plan, spans, time, grounds=part is lowest)
        pedal = [*part.pedal, *_pedalled(part, piece, plan, time)]
        parts.append(replace(part, notes=[*part.notes, *more], pedal=pedal))
    sections = [
        Section("theme", "given", 0, old, 0.6),
        Section("answer", "continuation", old, time.bars - old, 0.65),
    ]
    return Song(
        title=f"{piece.score.title or 'A piece'}, carried on",
        time=time,
        sections=sections,
        parts=[part for part in parts if part.notes],
        chords=spans,
    )


def _models(piece: Piece, count: int) -> list[int]:
    """Return for each new bar the old one that it follows: the first eight that have the tune.

    They are whole bars in the meter that the piece ends in, and in its last key if those are.
    """
    time = piece.time
    last = time.measures[-1]
    sung = [bool(bar_of(piece.tune, time, bar)) for bar in range(piece.bars)]
    good = [
        [m.meter == last.meter and m.length == m.meter.bar for m in time.measures],
        [m.key == last.key for m in time.measures],
        sung,
    ]
    for wanted in (good, [good[0], sung], good[:2], good[:1]):
        usable = [all(row) for row in zip(*wanted, strict=True)]
        runs = [
            [bar for bar, _ in run] for fits, run in groupby(enumerate(usable), _second) if fits
        ]
        if runs:
            run = next((r for r in runs if len(r) >= 8), max(runs, key=len))
            size = next(n for n in (8, 4, 2, 1) if len(run) >= n)
            return [run[at % size] for at in range(count)]
    return [piece.bars - 1] * count


def _second(pair: tuple[int, bool]) -> bool:
    return pair[1]


def _chords(
    was: Sequence[list[Chord]], plan: Sequence[Bar], settings: Settings
) -> list[list[Chord]]:
    """Return the chords of the new bars: asked for, or the models', with a close at the end."""
    if settings.chords:
        return [list(settings.chords[at % len(settings.chords)]) for at in range(len(plan))]
    key = settings.time.measures[-1].key
    made = [[shifted(c, bar.harmony, key) for c in was[bar.model]] for bar in plan]
    home = chord("i" if key.minor else "I", key.pitch_class)
    made[-1] = [home]
    if len(made) > 2:
        made[-2] = [chord("V", key.pitch_class)]
    return made


def _height(part: Part) -> float:
    return mean(n.pitch for n in part.notes)


def _played(
    part: Part,
    piece: Piece,
    plan: Sequence[Bar],
    spans: Sequence[ChordSpan],
    time: Timeline,
    *,
    grounds: bool,
) -> list[Note]:
    """Return the new bars of one who accompanies; who `grounds` the end has the root there."""
    program, made = part.program, list[Note]()
    low, high = gm.reach(program) if program != DRUMS else (0, 127)
    low = min([low, *(n.pitch for n in part.notes)])
    high = max([high, *(n.pitch for n in part.notes)])
    for at, bar in enumerate(plan):
        index = piece.bars + at
        measure = time.measures[index]
        final = at == len(plan) - 1
        # The end is played as the piece's own end was, by those who played there.
        own = bar_of(part.notes, piece.time, piece.bars - 1) if final else []
        model = piece.bars - 1 if own else bar.model
        notes = own or bar_of(part.notes, piece.time, model)
        if final and notes:
            # Who comes in later in the model's bar comes to rest with the others too.
            first = notes[0].start
            notes = [replace(n, start=0) for n in notes if n.start == first]
        for note in notes:
            pitch = note.pitch
            start = measure.start + note.start
            if program != DRUMS:
                before = chord_at(spans, piece.time.start(model) + note.start)
                pitch = adapted(pitch, before, chord_at(spans, start), measure.key)
                if final:  # whatever the model's bar was, this one is at home
                    home = chord_at(spans, start)
                    lowest = grounds and note is notes[0]
                    pitch += _way(pitch, (home.root,) if lowest else home.tones)
                pitch += 12 * ((low - pitch + 11) // 12 if pitch < low else 0)
                pitch -= 12 * ((pitch - high + 11) // 12 if pitch > high else 0)
            if final and any(n.start == start and n.pitch == pitch for n in made):
                continue
            length = measure.length if final and program != DRUMS else note.length
            made.append(replace(note, start=start, length=length, pitch=pitch, lyric=""))
    return made


def _pedalled(
    part: Part, piece: Piece, plan: Sequence[Bar], time: Timeline
) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which the pedal is down in the new bars, as it was in the models'."""
    for at, bar in enumerate(plan):
        measure, model = time.measures[piece.bars + at], piece.time.measures[bar.model]
        for down, up in part.pedal:
            if model.start <= down < model.end:
                moved = measure.start - model.start
                yield down + moved, min(up + moved, measure.end)


def _way(pitch: int, tones: Sequence[int]) -> int:
    """Return the semitones to the nearest of some pitch classes."""
    return min((nearest(tone - pitch % 12) for tone in tones), key=lambda step: (abs(step), step))
