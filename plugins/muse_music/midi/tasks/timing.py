"""The time of a piece that was handed in: its bars, keys and tempos, as a timeline."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from muse_music.midi.form.form import ENERGY
from muse_music.theory.keys import Key
from muse_music.theory.meter import parse
from muse_music.theory.notes import Section
from muse_music.theory.timeline import Measure, Tempo, Timeline

if TYPE_CHECKING:
    from muse_music.reading import Score

V = TypeVar("V")
_USUAL = 500_000  # microseconds a quarter where nobody says: 120 a minute, as in MIDI
_SLOWEST, _FASTEST = 6_000_000, 100_000  # microseconds a quarter that are played
_KINDS = ("theme", "answer", "contrast", "return")
_BREATH = 2  # bars that a tempo lasts at least to be the one a piece goes on in


def timed(score: "Score", end: int, most: int) -> Timeline | None:
    """Return the time of a piece up to the bar in which tick `end` lies; None for over `most` bars.

    Its bars are those that its file tells, or else those that its meters make.
    """
    measures = _told(score, end) or _counted(score, end, most)
    if not measures or len(measures) > most:
        return None
    if len(measures) > 1 and measures[-1].length < measures[-1].meter.bar:
        # What a last bar leaves to the pickup is a rest.
        measures[-1] = replace(measures[-1], length=measures[-1].meter.bar)
    return Timeline(tuple(measures), _tempos(score, measures[-1].end))


def carried_on(time: Timeline, bars: int) -> Timeline:
    """Return a time with so many more bars, in the last meter and key and at its own tempo.

    A slowing down at the end is over where it goes on.
    """
    last = time.measures[-1]
    at, measures = time.length, list(time.measures)
    for _ in range(bars):
        measures.append(Measure(at, last.meter.bar, last.meter, last.key))
        at += last.meter.bar
    quarter = lasting(time)
    tempos = [t for t in time.tempos if t.start < time.length]
    if tempos[-1].quarter != quarter:
        tempos.append(Tempo(time.length, quarter, "a tempo"))
    return Timeline(tuple(measures), tuple(tempos))


def lasting(time: Timeline) -> int:
    """Return the last tempo that lasts for two bars, else the longest (microseconds a quarter)."""
    ends = [*(t.start for t in time.tempos[1:]), time.length]
    spans = [(end - tempo.start, tempo) for tempo, end in zip(time.tempos, ends, strict=True)]
    least = _BREATH * time.measures[-1].meter.bar
    long = [tempo for length, tempo in spans if length >= least]
    return long[-1].quarter if long else max(spans, key=lambda span: span[0])[1].quarter


def paced(time: Timeline, quarter: int) -> Timeline:
    """Return a time whose first tempo is `quarter`, and whose others change as they did."""
    first = time.tempos[0].quarter
    if quarter == first:
        return time
    tempos = tuple(replace(t, quarter=round(t.quarter * quarter / first)) for t in time.tempos)
    return Timeline(time.measures, tempos)


def in_keys(time: Timeline, keys: Sequence[Key]) -> Timeline:
    """Return a time with other keys, one a bar."""
    measures = [replace(m, key=key) for m, key in zip(time.measures, keys, strict=True)]
    return Timeline(tuple(measures), time.tempos)


def phrased(time: Timeline) -> tuple[Section, ...]:
    """Return the stretches of a piece that a band tells apart: eight bars each, after a pickup.

    Short pieces have fours; what is left over belongs to the last. They are called A, B, C...
    """
    pickup = int(time.measures[0].offset > 0)
    bars = time.bars - pickup
    size = 8 if bars >= 16 else 4 if bars >= 8 else max(1, bars)
    count = max(1, bars // size)
    made = []
    for at in range(count):
        first = at * size + pickup if at else 0
        stop = time.bars if at == count - 1 else (at + 1) * size + pickup
        kind = _KINDS[at % len(_KINDS)]
        letter = chr(ord("A") + at % 26) + str(at // 26 or "")
        made.append(Section(kind, letter, first, stop - first, ENERGY[kind]))
    return tuple(made)


def _told(score: "Score", end: int) -> list[Measure]:
    """Return the bars that the file tells, and those that notes need after them."""
    made: list[Measure] = []
    for measure in score.measures:
        if measure.start >= end:
            break
        if measure.length > 0:
            made.append(_sound(measure))
    while made and made[-1].end < end:
        last = made[-1]
        made.append(replace(last, start=last.end, length=last.meter.bar))
    return made


def _counted(score: "Score", end: int, most: int) -> list[Measure]:
    """Return the bars that the meters make; a change within a bar ends it there."""
    meters = _steps([(0, score.meter), *score.meters])
    keys = _steps(score.keys) or [(0, score.key)]
    changes = [tick for tick, _ in keys]
    first = meters[0][1]
    pickup = score.pickup % first.bar
    made: list[Measure] = []
    at = 0
    for place, (_, meter) in enumerate(meters):
        stop = meters[place + 1][0] if place + 1 < len(meters) else end
        last = place + 1 == len(meters)
        while at < min(stop, end) and len(made) <= most:
            whole = pickup if pickup and not made else meter.bar
            length = whole if last else min(whole, stop - at)
            # A signature that stands a little late in its bar holds for all of it.
            key = keys[max(0, bisect_right(changes, at + length // 4) - 1)][1]
            made.append(_sound(Measure(at, length, meter, key)))
            at += length
    return made


def _sound(measure: Measure) -> Measure:
    """Return a bar whose key can be written, and whose meter holds it."""
    meter = measure.meter
    if measure.length > meter.bar:
        units = -(-measure.length // meter.unit)
        meter = parse(f"{min(32, units)}/{meter.denominator}")
    return replace(measure, meter=meter, key=measure.key.legal())


def _steps(changes: Sequence[tuple[int, V]]) -> list[tuple[int, V]]:
    """Return changes in time, the last of those at one tick, without those that change nothing."""
    found = dict(sorted(changes, key=lambda change: change[0]))
    made: list[tuple[int, V]] = []
    for tick, value in found.items():
        if not made or made[-1][1] != value:
            made.append((tick, value))
    return made


def _tempos(score: "Score", end: int) -> tuple[Tempo, ...]:
    """Return the tempos, the first at the start, without those that change nothing."""
    made: list[Tempo] = []
    for tick, quarter in sorted(score.tempos, key=lambda change: change[0]):
        if tick >= end:
            break
        quarter = max(_FASTEST, min(_SLOWEST, quarter))
        if made and made[-1].start == tick:
            made.pop()
        if not made or made[-1].quarter != quarter:
            made.append(Tempo(tick, quarter))
    if not made or made[0].start > 0:
        # What sounds before a first tempo has that of MIDI, unless it comes within the first bar.
        first = made[0].quarter if made and made[0].start < score.meter.bar else _USUAL
        made = [Tempo(0, first), *(made[1:] if made and made[0].quarter == first else made)]
    return tuple(made)
