"""The chords of a piece that was handed in: those asked for, those it names, or the likeliest."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from muse_music.midi.form.chords import fits
from muse_music.midi.form.harmonise import harmonise
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.piece import Piece
from muse_music.theory import progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import DRUMS, ChordSpan
from muse_music.theory.timeline import Measure

_FEWEST = 0.25
"""Share of bars that have chords of their own where a piece's symbols count."""


def harmony(piece: Piece, settings: Settings, *, asked: bool = True) -> list[list[Chord]]:
    """Return the chords of each of a piece's bars; without `asked` not those of the settings."""
    if asked and settings.chords:
        return progressions.repeated(settings.chords, piece.bars)
    named = symbols(piece)
    if named:
        return named
    sounding = [n for part in piece.parts if part.program != DRUMS for n in part.notes]
    return harmonise(sounding, piece.time, settings.style)


def symbols(piece: Piece) -> list[list[Chord]]:
    """Return the chords that a piece names for each of its bars; none where it names too few."""
    spans = sorted(piece.score.chords, key=lambda span: span.start)
    struck = {piece.time.index(span.start) for span in spans}
    if len(struck) < max(1, _FEWEST * piece.bars):
        return []
    return [_named(spans, measure) for measure in piece.time.measures]


def _named(spans: Sequence[ChordSpan], measure: Measure) -> list[Chord]:
    """Return the chords of a bar with the units of its meter that they last."""
    first = max(0, bisect_right(spans, measure.start, key=lambda span: span.start) - 1)
    found: list[tuple[int, Chord]] = []
    for span in spans[first:]:
        if span.start >= measure.end:
            break
        chord = replace(span.chord, beats=0)
        if not found or found[-1][1] != chord:
            found.append((max(span.start, measure.start), chord))
    found = found or [(measure.start, replace(spans[first].chord, beats=0))]
    stops = [*(start for start, _ in found[1:]), measure.end]
    starts = [measure.start, *(start for start, _ in found[1:])]
    unit = measure.meter.unit
    timed = [
        replace(chord, beats=(stop - start) / unit)
        for start, stop, (_, chord) in zip(starts, stops, found, strict=True)
    ]
    if len(found) > 1 and fits(measure.meter, timed):
        return timed
    plain = [chord for _, chord in found]
    while len(plain) > 1 and not fits(measure.meter, plain):
        plain.pop()
    return plain
