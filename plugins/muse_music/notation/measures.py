"""What stands in each measure: its number, where in its bar it begins, and each voice's values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muse_music.notation.staves import Chord
from muse_music.notation.values import Value, Written, written
from muse_music.theory.timeline import Measure, Timeline


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure as it is written: its number, and whether it is counted (a pickup isn't).

    `offset` is where in a whole bar of its meter it begins (ticks): a pickup begins near its end.
    """

    index: int
    measure: Measure
    number: str
    counted: bool
    offset: int


def numbered(time: Timeline) -> list[Bar]:
    """Return the measures of a song, numbered as people count them: a pickup is measure 0."""
    made: list[Bar] = []
    count, last = 0, len(time.measures) - 1
    for index, measure in enumerate(time.measures):
        whole = measure.meter.bar
        short = measure.length < whole
        before = made[-1] if made else None
        offset = 0
        if short and before is None and last:
            made.append(Bar(index, measure, "0", False, whole - measure.length))
            continue
        if short and before and before.offset == 0 and before.measure.meter == measure.meter:
            filled = before.measure.length + measure.length
            if before.measure.length < whole and filled <= whole:
                offset = before.measure.length
        if offset:
            made.append(Bar(index, measure, f"X{index}", False, offset))
            continue
        count += 1
        made.append(Bar(index, measure, str(count), True, 0))
    return made


@dataclass(frozen=True, slots=True)
class Filled:
    """A voice in one measure: its stretches (None: silent), and the values that write them."""

    content: tuple[Chord | None, ...]
    values: tuple[Written, ...]


def filled(line: Sequence[Chord], bars: Sequence[Bar]) -> list[Filled | None]:
    """Return what a voice has in each measure; None where it has nothing."""
    found: list[list[Chord]] = [[] for _ in bars]
    at = 0
    for chord in line:
        while at + 1 < len(bars) and bars[at + 1].measure.start <= chord.start:
            at += 1
        place = at
        while place < len(bars) and bars[place].measure.start < chord.end:
            found[place].append(chord)
            place += 1
    return [_measure(own, bar) if own else None for own, bar in zip(found, bars, strict=True)]


def silence(bar: Bar) -> Filled:
    """Return a measure of rest."""
    return _measure((), bar)


def _measure(chords: Sequence[Chord], bar: Bar) -> Filled:
    length, first = bar.measure.length, bar.measure.start
    if not chords and length == bar.measure.meter.bar:
        return Filled((None,), (Written(0, 0, Value(length, "whole")),))
    content: list[Chord | None] = []
    edges = [0]
    for chord in chords:
        start, end = max(0, chord.start - first), min(length, chord.end - first)
        if start > edges[-1]:
            content.append(None)
            edges.append(start)
        content.append(chord)
        edges.append(end)
    if edges[-1] < length:
        content.append(None)
        edges.append(length)
    rests = tuple(c is None for c in content)
    return Filled(tuple(content), written(tuple(edges), rests, bar.measure.meter, bar.offset))


def ticks(found: Sequence[Filled | None]) -> Iterator[int]:
    """Yield every tick at which a value begins or ends, from its measure's start."""
    seen: set[int] = set()
    for each in found:
        if each is None or id(each.values) in seen:
            continue
        seen.add(id(each.values))
        for value in each.values:
            yield value.start
            yield value.end
