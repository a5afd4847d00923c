"""The time of a piece that was handed in: its bars, keys and tempos, as a timeline."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.timeline import Measure, Tempo, Timeline

if TYPE_CHECKING:
    from muse_music.reading import Score

_USUAL = 500_000  # microseconds a quarter where nobody says: 120 a minute, as in MIDI
_SLOWEST, _FASTEST = 6_000_000, 100_000  # microseconds a quarter that are played
_BREATH = 2  # bars that a tempo lasts at least to be the one a piece goes on in


def timed(score: "Score", end: int, most: int) -> Timeline | None:
    """Return the time of a piece up to the bar in which tick `end` lies; None for over `most` bars.

    A change of meter within a bar ends that bar there; a first bar in a shorter meter of its own,
    as notation programs write a pickup, is a pickup of the second.
    """
    meters, pickup = _meters(score)
    starts = [tick for tick, _ in meters]
    spans = _told(score, end, most) or _counted(meters, pickup, end, most)
    if spans is None:
        return None
    keys = sorted(score.keys, key=lambda change: change[0]) or [(0, score.key)]
    changes = [tick for tick, _ in keys]
    measures = []
    for start, length in spans:
        meter = meters[max(0, bisect_right(starts, start) - 1)][1]
        # A signature that stands a little late in its bar holds for all of it.
        key = keys[max(0, bisect_right(changes, start + length // 4) - 1)][1]
        if length > meter.bar:
            meter = _longer(length, meter)
        measures.append(Measure(start, length, meter, key.legal()))
    return Timeline(tuple(measures), _tempos(score, measures[-1].end))


def carried_on(time: Timeline, bars: int) -> Timeline:
    """Return a time with so many more bars, in the last meter and key and at its own tempo.

    A slowing down at the end is over where it goes on.
    """
    last = time.measures[-1]
    # Whole bars follow; what the last bar lacked of its meter is not made up for.
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


def _meters(score: "Score") -> tuple[list[tuple[int, Meter]], int]:
    """Return the meters in time without those that change nothing, and the length of a pickup."""
    found: dict[int, Meter] = {0: score.meter}
    for tick, meter in sorted(score.meters, key=lambda change: change[0]):
        found[tick] = meter
    made: list[tuple[int, Meter]] = []
    for tick, meter in found.items():
        if not made or made[-1][1] != meter:
            made.append((tick, meter))
    if len(made) > 1 and not score.pickup:
        # One short bar, and then the meter of the piece: that bar is its pickup.
        (_, first), (tick, second) = made[:2]
        if tick < second.bar and tick <= first.bar:
            return [(0, second), *made[2:]], tick
    return made, score.pickup


def _told(score: "Score", end: int, most: int) -> list[tuple[int, int]] | None:
    """Return the bars that the file tells, each a start and a length."""
    told = [(m.start, m.length) for m in score.measures if m.length > 0 and m.start < end]
    return told if told and len(told) <= most and told[-1][0] + told[-1][1] >= end else None


def _counted(
    meters: Sequence[tuple[int, Meter]], pickup: int, end: int, most: int
) -> list[tuple[int, int]] | None:
    """Return the bars that the meters make."""
    first = meters[0][1]
    made: list[tuple[int, int]] = []
    at = 0
    stops = [tick for tick, _ in meters[1:]]
    for place, (_, meter) in enumerate(meters):
        stop = stops[place] if place < len(stops) else end
        while at < stop:
            whole = pickup % first.bar if not made and pickup % first.bar else meter.bar
            length = min(whole, stop - at) if place < len(stops) else whole
            made.append((at, length))
            at += length
            if len(made) > most:
                return None
    return made or [(0, first.bar)]


def _longer(length: int, meter: Meter) -> Meter:
    """Return a meter for a bar that holds more than its own: as many units as fill it."""
    from muse_music.theory.meter import parse

    return parse(f"{min(32, -(-length // meter.unit))}/{meter.denominator}")


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
