"""Note values: how the stretches of a bar are written, in values that are tied together.

Times are in ticks, TICKS to the quarter note, from where the measure begins. Nothing is rounded:
what plain values can't write becomes a tuplet, nested where one isn't enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from muse_music.notation.tuplets import Tuplet, tuplets
from muse_music.theory.meter import TICKS, Beat, Meter

GRID = TICKS // 64
"""The finest plain value: a 256th."""
_NAMES = ("256th", "128th", "64th", "32nd", "16th", "eighth", "quarter", "half", "whole", "breve")
_PLAIN = {GRID << power: (name, 0) for power, name in enumerate(_NAMES)}
_DOTTED = {ticks * 3 // 2: (name, 1) for ticks, (name, _) in _PLAIN.items() if ticks > GRID}
_DOUBLE = {ticks * 7 // 4: (name, 2) for ticks, (name, _) in _PLAIN.items() if ticks > 2 * GRID}
_WRITTEN = {**_PLAIN, **_DOTTED}
_SIZES = sorted(_WRITTEN, reverse=True)
_LEVELS = {name: 6 - place for place, name in enumerate(_NAMES[:6])}


@dataclass(frozen=True, slots=True)
class Value:
    """A written value: ticks, its type as MusicXML names it, dots, and the tuplets it is in."""

    ticks: int
    type: str
    dots: int = 0
    tuplets: tuple[Tuplet, ...] = ()

    @property
    def beams(self) -> int:
        """How many beams or flags it has."""
        return _LEVELS.get(self.type, 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A value at its place: `of` is the stretch that it is a part of; `joints` its beams.

    `bare` tells that its outermost tuplet is one beamed group, which needs no bracket.
    """

    of: int
    start: int
    value: Value
    joints: tuple[str, ...] = ()
    bare: bool = False

    @property
    def end(self) -> int:
        """Where it ends (ticks)."""
        return self.start + self.value.ticks


@lru_cache(16_384)
def written(
    edges: tuple[int, ...], rests: tuple[bool, ...], meter: Meter, offset: int
) -> tuple[Written, ...]:
    """Return the values of the stretches between `edges` (ticks) of a measure, beamed.

    `rests` tells of each stretch whether it is silent; the last edge is the measure's length.
    `offset` is where in a whole bar of its meter the measure begins: a pickup, near its end.
    """
    beats = measured(meter, offset, edges[-1])
    found = tuplets(edges, rests, beats)
    made: list[Written] = []
    for place, rest in enumerate(rests):
        at = edges[place]
        for value in _pieces(at, edges[place + 1], beats, meter, found, rest):
            made.append(Written(place, at, value))
            at += value.ticks
    return _beamed(made, rests, beats)


@cache
def measured(meter: Meter, offset: int, length: int) -> tuple[Beat, ...]:
    """Return the beats of a measure that begins at a tick of its bar, `length` ticks long."""
    if (offset, length) == (0, meter.bar):
        return meter.beats
    made: list[Beat] = []
    bar = 0
    while bar < offset + length:
        for beat in meter.beats:
            start = max(0, bar + beat.start - offset)
            end = min(length, bar + beat.start + beat.length - offset)
            if start < end:
                begun = bar + beat.start < offset  # before the measure: it isn't heard to begin
                made.append(Beat(start, end - start, 0 if begun else beat.strength, beat.divisions))
        bar += meter.bar
    return tuple(made)


def _pieces(
    start: int,
    end: int,
    beats: Sequence[Beat],
    meter: Meter,
    found: Sequence[Tuplet],
    rest: bool,
) -> list[Value]:
    """Return the values of a stretch: plain between tuplets, scaled within them."""
    made: list[Value] = []
    at = start
    while at < end:
        inside = next((t for t in found if t.start <= at < t.end), None)
        if inside is None:
            stop = min([end, *(t.start for t in found if t.start > at)])
            made += _plain(at, stop, beats, meter, rest)
        else:
            stop = min(end, inside.end)
            made += _scaled(at, stop, (inside,))
        at = stop
    return made


def _scaled(start: int, end: int, chain: tuple[Tuplet, ...]) -> list[Value]:
    """Return the values of a stretch within a tuplet; the chain's last is the one it is in."""
    within = chain[-1]
    made: list[Value] = []
    at = start
    while at < end:
        inner = next((t for t in within.inner if t.start <= at < t.end), None)
        stop = min([end, *(t.start for t in within.inner if t.start > at)])
        if inner is not None:
            stop = min(end, inner.end)
            made += _scaled(at, stop, (*chain, inner))
        elif not within.actual:  # what no tuplet holds: its length is kept, its sign is the nearest
            made.append(Value(stop - at, *_nearest(stop - at)))
        else:
            made += _units(at, stop, chain)
        at = stop
    return made


def _units(start: int, end: int, chain: tuple[Tuplet, ...]) -> list[Value]:
    """Return the values of a stretch of a tuplet that has no tuplet of its own."""
    above = below = 1
    for each in chain:
        above, below = above * each.actual, below * each.normal
    first = chain[-1].start
    unit = (chain[-1].end - first) // chain[-1].actual
    at = start
    made: list[Value] = []
    while at < end:
        stop = end
        while True:
            ticks = (stop - at) * above // below
            known = _WRITTEN.get(ticks)
            on = (at - first) % unit == 0
            if known and (on or (stop - first - 1) // unit == (at - first) // unit):
                break
            places = range(-(-(stop - first) // unit) - 1, (at - first) // unit, -1)
            if not places:  # within one unit: the longest value that fits
                size = next((s for s in _SIZES if s <= ticks), 0)
                known = _WRITTEN.get(size) or _nearest(ticks)
                stop = at + (size * below // above or stop - at)
                break
            stop = first + unit * (places[0] if on else places[-1])
        assert known is not None
        made.append(Value(stop - at, *known, chain))
        at = stop
    return made


def _plain(start: int, end: int, beats: Sequence[Beat], meter: Meter, rest: bool) -> list[Value]:
    made: list[Value] = []
    at = start
    for stop in [*_cuts(start, end, beats, meter, rest), end]:
        made += _split(at, stop)
        at = stop
    return made


def _cuts(start: int, end: int, beats: Sequence[Beat], meter: Meter, rest: bool) -> list[int]:
    """Return where a stretch is cut, so that its beats can be seen."""
    length = end - start
    if (start, end) == (0, meter.bar) and length in _WRITTEN:
        return []
    places = {b.start: b for b in beats if b.strength}
    inside = [b.start for b in beats if b.strength >= 2 and start < b.start < end]
    if start in places and length in _WRITTEN:
        # From a beat on, a plain value may reach over others; a rest not over a group's edge.
        strong = places[start].strength >= 2
        if not inside or (
            strong and not rest and not (meter.compound and length % (TICKS * 3 // 2))
        ):
            return []
    if _double(start, length, meter, rest):
        return []
    if inside:
        return inside
    later = [b for b in places if start < b < end]
    if start in places or not later:
        return [] if length in _WRITTEN else later[:1] if start not in places else later[-1:]
    # Off the beat: a short syncopation stays whole, all else shows the next beat.
    beat = next(b for b in reversed(beats) if b.start <= start)
    whole = length in _WRITTEN and length <= beat.length and not rest and beat.divisions == 2
    return [] if whole else later[:1]


def _double(start: int, length: int, meter: Meter, rest: bool) -> bool:
    """Whether a note is written with two dots: from where its last part fills a larger value."""
    if rest or meter.compound or length not in _DOUBLE:
        return False
    return TICKS // 2 <= length <= meter.bar and start % (length * 8 // 7) == 0


@cache
def _split(start: int, end: int) -> tuple[Value, ...]:
    """Return the fewest values that fill a stretch, the short ones nearest to what is off beat."""
    length = end - start
    known = _WRITTEN.get(length) or (_DOUBLE.get(length) if start % TICKS == 0 else None)
    if known:
        return (Value(length, *known),)
    made = []
    while length > 0:
        size = next((s for s in _SIZES if s <= length), length)
        made.append(Value(size, *(_WRITTEN.get(size) or _nearest(size))))
        length -= size
    return tuple(reversed(made)) if start % TICKS else tuple(made)


def _nearest(ticks: int) -> tuple[str, int]:
    """Return type and dots of the plain value that is nearest to a length."""
    return _WRITTEN[min(_SIZES, key=lambda size: abs(size - ticks))]


def _beamed(
    line: Sequence[Written], rests: Sequence[bool], beats: Sequence[Beat]
) -> tuple[Written, ...]:
    """Join flagged notes beat by beat, or by a tuplet that is longer than its beat."""
    runs: list[list[int]] = []
    last: tuple[tuple[int, int], int] | None = None  # the group, and where the note before ended
    at = 0
    for place, piece in enumerate(line):
        while at + 1 < len(beats) and beats[at + 1].start <= piece.start:
            at += 1
        group = (0, at)
        outer = piece.value.tuplets[0] if piece.value.tuplets else None
        if outer and outer.end - outer.start > beats[at].length:
            group = (1, outer.start)
        flagged = not rests[piece.of] and piece.value.beams > 0
        if flagged and last == (group, piece.start):
            runs[-1].append(place)
        elif flagged:
            runs.append([place])
        last = (group, piece.end) if flagged else None
    made = list(line)
    for run in runs:
        levels = [line[place].value.beams for place in run]
        around = line[run[0]].value.tuplets
        whole = (line[run[0]].start, line[run[-1]].end)
        bare = bool(around) and (around[0].start, around[0].end) == whole
        for number, place in enumerate(run if len(run) > 1 else ()):
            joints = tuple(_joint(levels, number, n) for n in range(1, levels[number] + 1))
            piece = line[place]
            made[place] = Written(piece.of, piece.start, piece.value, joints, bare)
    return tuple(made)


def _joint(levels: Sequence[int], at: int, number: int) -> str:
    before = at > 0 and levels[at - 1] >= number
    after = at + 1 < len(levels) and levels[at + 1] >= number
    if before and after:
        return "continue"
    if before or after:
        return "end" if before else "begin"
    return "backward hook" if at else "forward hook"
