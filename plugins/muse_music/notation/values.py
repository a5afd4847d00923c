"""Note values: how a stretch of a bar is written, in pieces that are tied together.

Times are in ticks, TICKS to the quarter note, from the bar line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from muse_music.theory.meter import TICKS, Meter

_TYPES = {
    **{TICKS * 8: "breve", TICKS * 4: "whole", TICKS * 2: "half", TICKS: "quarter"},
    **{TICKS // 2: "eighth", TICKS // 4: "16th", TICKS // 8: "32nd", TICKS // 16: "64th"},
}
_WRITTEN = {
    **{ticks: (name, 0) for ticks, name in _TYPES.items()},
    **{ticks * 3 // 2: (name, 1) for ticks, name in _TYPES.items() if ticks > TICKS // 16},
}
UNIT = TICKS // 480
"""Ticks of a division, of which a score counts its durations."""
_GRID = TICKS // 16
_THIRD = TICKS // 6


@dataclass(frozen=True, slots=True)
class Value:
    """A written value: ticks, its type as MusicXML names it, dots, and whether in a triplet."""

    ticks: int
    type: str
    dots: int = 0
    triplet: bool = False


def snapped(tick: int) -> int:
    """Return the nearest tick that can be written: on the grid of 64ths, or of triplets."""
    plain = round(tick / _GRID) * _GRID
    third = round(tick / _THIRD) * _THIRD
    return plain if abs(plain - tick) <= abs(third - tick) else third


def ternary(ticks: Iterable[int]) -> frozenset[int]:
    """Return the quarters of a bar that hold triplets, given every tick where something changes."""
    return frozenset(t // TICKS for t in ticks if t % _GRID)


def pieces(start: int, end: int, meter: Meter, thirds: frozenset[int], rest: bool) -> list[Value]:
    """Return the values of a note or a rest from `start` to `end` within one bar."""
    made: list[Value] = []
    at = start
    while at < end:
        quarter = at // TICKS
        if quarter in thirds:
            stop = min(end, (quarter + 1) * TICKS)
            made += _thirds(stop - at) if at % TICKS or stop - at < TICKS else [_value(TICKS)]
        else:
            stop = min([end, *(q * TICKS for q in thirds if q > quarter)])
            made += _plain(at, stop, meter, rest)
        at = stop
    return made


def _thirds(length: int) -> list[Value]:
    """Return the values of a stretch inside a quarter that is divided in three."""
    made = []
    for ticks, name in ((TICKS * 2 // 3, "quarter"), (TICKS // 3, "eighth"), (_THIRD, "16th")):
        while length >= ticks:
            made.append(Value(ticks, name, 0, True))
            length -= ticks
    return made


def _plain(start: int, end: int, meter: Meter, rest: bool) -> list[Value]:
    made: list[Value] = []
    at = start
    for stop in [*_cuts(start, end, meter, rest), end]:
        made += _split(at, stop)
        at = stop
    return made


def _cuts(start: int, end: int, meter: Meter, rest: bool) -> list[int]:
    """Return where a stretch is cut, so that its beats can be seen."""
    length = end - start
    if (start, end) == (0, meter.bar) and length in _WRITTEN:
        return []
    beats = {b.start: b for b in meter.beats}
    groups = [b.start for b in meter.beats if b.strength >= 2]
    inside = [g for g in groups if start < g < end]
    if start in beats and length in _WRITTEN:
        # From a beat on, a plain value may reach over others; a rest not over a group's edge.
        strong = beats[start].strength >= 2
        if not inside or (
            strong and not rest and not (meter.compound and length % (TICKS * 3 // 2))
        ):
            return []
    if inside:
        return inside
    later = [b for b in beats if start < b < end]
    if start in beats or not later:
        return [] if length in _WRITTEN else later[:1] if start not in beats else later[-1:]
    # Off the beat: a short syncopation stays whole, all else shows the next beat.
    beat = next(b for b in reversed(meter.beats) if b.start <= start)
    whole = length in _WRITTEN and length <= beat.length and not rest and beat.divisions == 2
    return [] if whole else later[:1]


@cache
def _split(start: int, end: int) -> tuple[Value, ...]:
    """Return the fewest values that fill a stretch, the short ones nearest to what is off beat."""
    length = end - start
    if length in _WRITTEN:
        return (_value(length),)
    sizes = sorted(_WRITTEN, reverse=True)
    made = []
    while length > 0:
        size = next((s for s in sizes if s <= length), length)
        made.append(_value(size))
        length -= size
    return tuple(reversed(made)) if start % TICKS else tuple(made)


def _value(ticks: int) -> Value:
    name, dots = _WRITTEN.get(ticks, ("64th", 0))
    return Value(ticks, name, dots)
