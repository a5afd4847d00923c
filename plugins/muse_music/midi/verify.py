"""Scores read back by music21, where it is installed: does the score say what the song is?"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from muse import GenerationError
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Song

LONGEST = 400
"""Bars that are read back at most: music21 takes its time."""
Sung = tuple[Fraction, Fraction, int]
"""A note: start and length in quarters, and its pitch."""


def verified(xml: bytes, song: Song) -> dict[str, Any]:
    """Return that music21 reads in a score what the song holds: meters, keys, tempi, bars, chords.

    And every note of the tune: pitch, start and length as fractions of a quarter. Empty without
    music21, or for a piece of over LONGEST bars. GenerationError when the score isn't the song.
    """
    if song.bars > LONGEST or find_spec("music21") is None:
        return {}
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import music21

        score: Any = music21.converter.parseData(xml.decode(), format="musicxml", forceSource=True)
        read = dict(_read(music21, score))
    for name, meant in _meant(song):
        if read[name] != meant:
            here, there = _first_difference(read[name], meant)
            raise GenerationError(f"the score's {name}: {here!s:.60}, not {there!s:.60}")
    return {"score": f"read back by music21 {music21.__version__}: as the song"}


def _read(music21: Any, score: Any) -> Iterator[tuple[str, Any]]:
    """Yield what music21 reads."""
    top = score.parts[0]
    measures = list(top.getElementsByClass(music21.stream.Measure))
    starts = {id(measure): Fraction(measure.offset) for measure in measures}
    times, keys, tempi, chords = [], [], [], []
    notes: list[tuple[Sung, bool]] = []
    for measure in measures:
        first = starts[id(measure)]
        for element in measure.recurse():
            if isinstance(element, music21.meter.TimeSignature):
                times.append((first, element.ratioString))
            elif isinstance(element, music21.key.KeySignature):
                keys.append((first, element.sharps))
            elif isinstance(element, music21.tempo.MetronomeMark):
                at = first + Fraction(element.getOffsetInHierarchy(measure))
                tempi.append((at, element.getQuarterBPM()))
            elif isinstance(element, music21.harmony.ChordSymbol):
                at = first + Fraction(element.getOffsetInHierarchy(measure))
                silent = isinstance(element, music21.harmony.NoChord)
                root, bass = (None, None) if silent else (element.root(), element.bass())
                chords.append((at, root and root.pitchClass, bass and bass.pitchClass))
            elif isinstance(element, music21.note.NotRest) and not element.duration.isGrace:
                at = first + Fraction(element.getOffsetInHierarchy(measure))
                notes += _struck(element, at)
    yield "meters", _changes(times)
    yield "keys", _changes(keys)
    yield "tempi", _changes((at, round(float(tempo), 2)) for at, tempo in tempi)
    yield "bars", [(starts[id(m)], Fraction(m.duration.quarterLength)) for m in measures]
    yield "chords", chords
    yield "tune", _joined(notes)


def _struck(element: Any, at: Fraction) -> Iterator[tuple[Sung, bool]]:
    """Yield the notes of a note or chord, and whether each is tied to the one before it."""
    length = Fraction(element.duration.quarterLength)
    for note in element.notes if element.isChord else [element]:
        tied = note.tie is not None and note.tie.type != "start"
        if hasattr(note, "pitch"):
            yield (at, length, note.pitch.midi), tied


def _joined(notes: Iterable[tuple[Sung, bool]]) -> list[Sung]:
    """Return notes in time, those that are tied as one."""
    ends: dict[tuple[Fraction, int], int] = {}
    made: list[Sung] = []
    for (at, length, pitch), tied in sorted(notes):
        place = ends.pop((at, pitch), None) if tied else None
        if place is None:
            place = len(made)
            made.append((at, length, pitch))
        else:
            first, before, _ = made[place]
            made[place] = first, before + length, pitch
        ends[at + length, pitch] = place
    return sorted(made)


def _meant(song: Song) -> Iterator[tuple[str, Any]]:
    """Yield what music21 should read."""
    time, first = song.time, song.parts[0]
    drums = first.program == DRUMS
    at = [Fraction(m.start, TICKS) for m in time.measures]
    measures = list(zip(at, time.measures, strict=True))
    yield "meters", _changes((a, f"{m.meter.numerator}/{m.meter.denominator}") for a, m in measures)
    yield "keys", _changes((a, 0 if drums else m.key.sharps) for a, m in measures)
    yield (
        "tempi",
        _changes((Fraction(t.start, TICKS), round(60e6 / t.quarter, 2)) for t in time.tempos),
    )
    yield "bars", [(a, Fraction(m.length, TICKS)) for a, m in measures]
    yield (
        "chords",
        [
            (Fraction(s.start, TICKS), None, None)
            if s.chord.silent
            else (Fraction(s.start, TICKS), s.chord.root, s.chord.bass)
            for s in song.chords
        ],
    )
    if first.role == "melody" and not drums:
        yield "tune", _tune(song)


def _tune(song: Song) -> list[Sung]:
    """Return the notes of the tune; of those that are struck together, each once."""
    found = {
        (n.start, min(n.end, song.length) - n.start, n.pitch)
        for n in song.parts[0].notes
        if n.length > 0 and n.start < song.length
    }
    return sorted((Fraction(s, TICKS), Fraction(length, TICKS), p) for s, length, p in found)


def _changes(values: Iterable[tuple[Fraction, Any]]) -> list[tuple[Fraction, Any]]:
    """Return values without those that change nothing."""
    made: list[tuple[Fraction, Any]] = []
    for at, value in values:
        if made and made[-1][0] == at:
            made[-1] = at, value
        elif not made or made[-1][1] != value:
            made.append((at, value))
    return made


def _first_difference(read: Any, meant: Any) -> tuple[Any, Any]:
    """Return where two values part: of lists, the first entries that differ."""
    if not isinstance(read, list):
        return read, meant
    for here, there in zip(read, meant, strict=False):
        if here != there:
            return here, there
    return f"{len(read)} of them", f"{len(meant)}"
