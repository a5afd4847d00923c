"""Tuplets: which of them write what begins and ends in a measure where no plain value does.

Times are in ticks from where the measure begins. A stretch is divided at plain places; each part
that holds others becomes a tuplet, and the cheapest division is taken: few brackets, few ties.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, lcm

from muse_music.theory.meter import TICKS, Beat

_GRID = TICKS // 64
_COSTS = {3: 0.0, 5: 1.0, 7: 2.0, 9: 3.0, 11: 4.0, 13: 4.0, 15: 5.0}
_TIE, _REST, _BEAT, _ASTRAY, _ASKEW, _LOST = 3.0, 1.5, 2.0, 3.0, 1.5, 100.0
_LONGEST = 8 * TICKS
_DEEPEST = 3
_DEEP = 4 * TICKS  # a tuplet with others in it at most
_FINEST = 200  # parts of a plain value: 3 times 5 times 13, nested


@dataclass(frozen=True)
class Tuplet:
    """`actual` notes in the time of `normal`, from `start` to `end`, with those within it.

    An `actual` of 0 marks a stretch that no tuplet writes.
    """

    start: int
    end: int
    actual: int
    normal: int
    inner: tuple["Tuplet", ...] = ()


def tuplets(
    edges: Sequence[int], rests: Sequence[bool], beats: Sequence[Beat]
) -> tuple[Tuplet, ...]:
    """Return the tuplets of a measure, in time; none where plain values write all of it."""
    if all(edge % _GRID == 0 for edge in edges):
        return ()
    silent = frozenset((edges[i], edges[i + 1]) for i in range(len(rests)) if rests[i])
    starts = [beat.start for beat in beats]
    halves = [b.start + i * b.length // b.divisions for b in beats for i in range(b.divisions)]
    return _divided(tuple(edges), silent, frozenset([*starts, edges[-1]]), halves, 1)[1]


def _divided(
    edges: tuple[int, ...],
    silent: frozenset[tuple[int, int]],
    beats: frozenset[int],
    halves: Sequence[int],
    depth: int,
) -> tuple[float, tuple[Tuplet, ...]]:
    """Return the cheapest tuplets for edges, and their cost; `beats` are its strong places."""
    places = sorted({e for e in [*edges, *beats, *halves] if e % _GRID == 0})
    odd = [e for e in edges if e % _GRID]
    costs: dict[int, tuple[float, tuple[Tuplet, ...]]] = {places[0]: (0.0, ())}
    for at, end in enumerate(places[1:], 1):
        best: tuple[float, tuple[Tuplet, ...]] | None = None
        last = bisect_left(odd, end)
        first, finest = last, 1
        for start in reversed(places[:at]):
            before, earlier = costs[start]
            next_to = start == places[at - 1]
            while first and odd[first - 1] > start:
                first -= 1
                finest = lcm(finest, _GRID // gcd(_GRID, odd[first]))
            if first == last:
                if next_to:
                    best = before, earlier
                continue
            bound = best[0] - before if best else 2 * _LOST
            found = None
            if end - start <= _LONGEST and finest <= _FINEST and (bound > 1.0 or next_to):
                parts = _Parts(edges, silent, beats, tuple(odd[first:last]), finest)
                found = _one(start, end, parts, depth, bound)
            elif not next_to:
                if finest > _FINEST or end - start > _LONGEST:
                    break
                continue
            if found is None and next_to:
                found = _LOST, Tuplet(start, end, 0, 1)
            if found is not None and (best is None or before + found[0] < best[0]):
                best = before + found[0], (*earlier, found[1])
        assert best is not None
        costs[end] = best
    return costs[places[-1]]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a stretch is divided by: edges, silence and beats around it, and what isn't plain.

    `finest` is how many parts of a plain value its edges need.
    """

    edges: tuple[int, ...]
    silent: frozenset[tuple[int, int]]
    beats: frozenset[int]
    odd: tuple[int, ...]
    finest: int


def _one(
    start: int, end: int, parts: _Parts, depth: int, bound: float
) -> tuple[float, Tuplet] | None:
    """Return the tuplet that fills a stretch, and its cost; None when none costs below `bound`."""
    length = end - start
    edges, beats, finest = parts.edges, parts.beats, parts.finest
    cost = 1.0 + length / (1000 * TICKS)
    for edge in (start, end):
        place = bisect_left(edges, edge)
        if edges[place] != edge:
            over = (edges[place - 1], edges[place])
            cost += _REST if over in parts.silent else _TIE
    inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
    count = len(inside) + 1
    if any((edge - start) * count % length for edge in inside):  # not parts of one size
        cost += _ASKEW * (count - 1 - len(parts.odd))
    bound = min(bound, _LOST)
    if cost >= bound:
        return None
    crossed = sum(start < beat < end for beat in beats)
    if start in beats and end in beats:
        cost += _BEAT * crossed
    elif crossed or start % length:
        cost += _ASTRAY + _BEAT * crossed
    best: tuple[float, Tuplet] | None = None
    for actual, dear in _COSTS.items():
        if finest % actual or cost + dear >= bound:
            continue
        normal = _normal(actual, length)
        if normal is None:
            continue
        if finest == actual:
            best = cost + dear, Tuplet(start, end, actual, normal)
        elif depth < _DEEPEST and length <= _DEEP and cost + dear + 1.0 < bound:
            more, inner = _nested(start, end, actual, normal, parts, depth)
            if cost + dear + more >= bound:
                continue
            best = cost + dear + more, Tuplet(start, end, actual, normal, inner)
        else:
            continue
        bound = best[0]
    if best is None:
        return None
    return best[0], _finer(best[1], [edge - start for edge in inside])


def _normal(actual: int, length: int) -> int | None:
    """Return how many plain values of a stretch so many notes replace: 3 for 2, 5 for 4."""
    units = length // _GRID
    normal = units // (units & -units)  # its odd part
    if normal >= actual:
        return None
    while normal * 2 < actual and units % (normal * 2) == 0:
        normal *= 2
    return normal


def _nested(
    start: int,
    end: int,
    actual: int,
    normal: int,
    parts: _Parts,
    depth: int,
) -> tuple[float, tuple[Tuplet, ...]]:
    """Return the tuplets within a tuplet: found where its notes are plain, and moved back."""

    def inwards(tick: int) -> int:
        return (tick - start) * actual // normal

    def outwards(tuplet: Tuplet) -> Tuplet:
        first, last = (start + t * normal // actual for t in (tuplet.start, tuplet.end))
        inner = tuple(map(outwards, tuplet.inner))
        return Tuplet(first, last, tuplet.actual, tuplet.normal, inner)

    inside = parts.edges[bisect_right(parts.edges, start) : bisect_left(parts.edges, end)]
    own = (start, *inside, end)
    if any((tick - start) * actual % normal for tick in own):
        return _LOST, ()
    unit = (end - start) // normal
    quiet = frozenset((inwards(a), inwards(b)) for a, b in parts.silent if start <= a and b <= end)
    units = frozenset(unit * i for i in range(actual + 1))
    cost, inner = _divided(tuple(map(inwards, own)), quiet, units, (), depth + 1)
    return cost, tuple(map(outwards, inner))


def _finer(tuplet: Tuplet, inside: Sequence[int]) -> Tuplet:
    """Return a tuplet of twice the notes where all of them are halves: a sextuplet."""
    length = tuplet.end - tuplet.start
    half = length // (tuplet.actual * 2)
    even = len(inside) == tuplet.actual * 2 - 1 and all(e % half == 0 for e in inside)
    if not even or tuplet.inner or tuplet.actual not in (3, 5) or length < 4 * _GRID:
        return tuplet
    return Tuplet(tuplet.start, tuplet.end, tuplet.actual * 2, tuplet.normal * 2)
