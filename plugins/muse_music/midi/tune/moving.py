"""A figure on another chord: as it was, or moved along the scale, its strong notes set right."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from muse_music.midi.tune.events import Sung, Where
from muse_music.midi.tune.melody import Range
from muse_music.theory.harmony import Chord


def moved(
    figure: Sung, where: Where, before: int | None, ways: Sequence[int], riff: bool
) -> Sung | None:
    """Return a figure in a bar, moved by the best of some steps; the first ways are liked better.

    A `riff` minds chords little. None where no way suits.
    """
    span = where.span
    ladder = [p for p in range(span.low - 12, span.high + 13) if p % 12 in span.scale]
    notes = [
        (where.strength(tick, length), where.slot(tick, length).chord, length)
        for tick, length in figure.rhythm.notes
    ]
    beat = where.measure.meter.beats[0].length
    best: tuple[float, list[int]] | None = None
    for liked, way in enumerate(ways):
        line = _along(figure.line, ladder, way)
        if not line or min(line) < span.low or max(line) > span.high:
            continue
        if before is not None and abs(line[0] - before) > 12:
            continue
        cost = 0.22 * liked + 0.04 * abs(sum(line) / len(line) - span.middle)
        if before is not None:
            cost += 0.12 * max(0, abs(line[0] - before) - 5)
        for pitch, (strength, chord, length) in zip(line, notes, strict=True):
            cost += _misfit(pitch, strength, chord, length >= beat) * (0.35 if riff else 1.0)
        if best is None or cost < best[0]:
            best = cost, line
    if best is None:
        return None
    line, mended = best[1], 0
    for i, (strength, chord, length) in enumerate(notes):
        pitch = line[i]
        rubs = strength >= 2 and (pitch - chord.bass) % 12 == 1
        weak = strength < 2 and length < 1.5 * beat
        if not rubs and (pitch % 12 in chord.tones or weak or (riff and strength < 3)):
            continue
        near = _nearest(pitch, chord, span)
        if near is None:
            return None
        line[i] = near
        mended += near != pitch
    joined = line if before is None else [before, *line]
    if mended > max(1, len(line) // 3) or any(abs(b - a) > 12 for a, b in pairwise(joined)):
        return None
    measure = where.measure
    return replace(
        figure, line=tuple(line), chords=where.names, meter=measure.meter, key=measure.key
    )


def _along(line: Sequence[int], ladder: Sequence[int], way: int) -> list[int]:
    """Return a line moved by steps of a scale; what lies between its tones keeps its distance."""
    if not way:
        return list(line)
    found = []
    for pitch in line:
        at = bisect_right(ladder, pitch) - 1
        if at < 0 or not 0 <= at + way < len(ladder):
            return []
        found.append(ladder[at + way] + pitch - ladder[at])
    return found


def _misfit(pitch: int, strength: int, chord: Chord, long: bool) -> float:
    tone = pitch % 12
    cost = 0.0
    if tone not in chord.tones:
        cost = 1.0 if strength >= 2 else 0.7 if long else 0.12
        if (tone - 1) % 12 in chord.tones:
            cost *= 1.5
    if strength >= 2 and (tone - chord.bass) % 12 == 1:
        cost += 2.0
    return cost


def _nearest(pitch: int, chord: Chord, span: Range) -> int | None:
    """Return the tone of a chord nearest to a pitch, within three semitones."""
    for away in (1, -1, 2, -2, 3, -3):
        tone = (pitch + away) % 12
        usable = tone in span.scale or not span.strict
        rubs = (tone - chord.bass) % 12 == 1
        if tone in chord.tones and usable and not rubs and span.low <= pitch + away <= span.high:
            return pitch + away
    return None
