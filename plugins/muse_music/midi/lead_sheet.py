"""Chord symbols of a file as the progression of a new piece."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from muse import InputFile, RequestError, Run
from muse_music.midi.condition import MidiCondition
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import ChordSpan
from muse_music.theory.progressions import LONGEST


@dataclass(frozen=True)
class Sheet:
    """The chords of each bar of a file, its first meter and key."""

    bars: tuple[tuple[Chord, ...], ...]
    meter: Meter
    key: Key


def taken(file: InputFile | None) -> Sheet | None:
    """Return the chords of a file; None without one. RequestError when it names none."""
    if file is None:
        return None
    from muse_music.reading import read

    score = read(file.data, f"chords_from: {file.name}")
    if not score.chords:
        raise RequestError(
            f"chords_from: {file.name} names no chords", hint="give a file with chord symbols"
        )
    meter = score.meter
    lines = [(m.start, m.length, m.meter) for m in score.measures]
    if not lines:
        first = score.pickup - meter.bar if score.pickup else 0
        lines = [(at, meter.bar, meter) for at in range(first, score.length, meter.bar)]
    whole = [line for line in lines if line[1] == line[2].bar] or lines
    bars = [_bar(score.chords, start, length, time) for start, length, time in whole[:LONGEST]]
    return Sheet(tuple(bars), meter, score.key)


def _bar(spans: Sequence[ChordSpan], start: int, length: int, meter: Meter) -> tuple[Chord, ...]:
    """Return the chords of a bar, each with the units of its meter that it lasts."""
    first = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    inside = [s for s in spans[first:] if s.start < start + length and s.end > start]
    if len(inside) < 2:
        return (inside[0].chord if inside else spans[first].chord,)
    edges = [start, *(max(start, span.start) for span in inside[1:]), start + length]
    return tuple(
        replace(span.chord, beats=(edges[at + 1] - edges[at]) / meter.unit)
        for at, span in enumerate(inside)
    )


def settled(condition: MidiCondition, sheet: Sheet, run: Run) -> MidiCondition:
    """Return the condition with the meter, key and length of a sheet where nobody set them."""
    if condition.chords:
        raise RequestError("chords: can't be combined with chords_from; give one of them")
    told: dict[str, Any] = {"meter": str(sheet.meter), "key": str(sheet.key)}
    if not (condition.bars or condition.duration or condition.form):
        told["bars"] = len(sheet.bars)
    changed = {name: value for name, value in told.items() if getattr(condition, name) is None}
    for name, value in changed.items():
        run.report.choose(name, value)
    run.resolve(**changed)
    return condition.model_copy(update=changed)
