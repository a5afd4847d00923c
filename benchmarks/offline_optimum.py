"""The least reload seconds that anybody could have reached who knew all requests beforehand.

Caching with sizes and costs is NP-hard (Chrobak, Woeginger, Makino & Xu, "Caching is hard", 2012),
but only in the number of components: `optimum` is exact and takes 2**components steps a request.
`bound` is for more of them: nobody can do with less, perhaps not even with that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT_AT_MOST = 16
"""Components up to which `optimum` is quick: 65,536 sets, about a millisecond a request."""


@dataclass(frozen=True)
class Part:
    """A component: its bytes, and the seconds it takes to load."""

    name: str
    size: int
    cost: float


@dataclass(frozen=True)
class Request:
    """Components needed at once, and the bytes the work itself needs beside them."""

    parts: tuple[Part, ...]
    working: int = 0

    @property
    def need(self) -> int:
        """The bytes it takes on the device."""
        return sum(part.size for part in self.parts) + self.working


Trace = Sequence[Request]


def catalogue(trace: Trace) -> list[Part]:
    """Return the components of a trace, each once, in the order they come."""
    return list(dict.fromkeys(part for request in trace for part in request.parts))


def optimum(trace: Trace, capacity: int) -> float:
    """Return the least seconds of loading, first loads included; capacity in bytes.

    least[S] is the least that was spent by now if at least the set S (bits) is kept from here on.
    What a request needs is there before it or is loaded for it, whichever is less, so each of its
    components takes one minimum over pairs of sets that differ by it; then sets that don't fit
    beside the request are struck out. Loading earlier than needed never saves anything.
    """
    parts = catalogue(trace)
    bit = {part: number for number, part in enumerate(parts)}
    sizes = np.zeros(1 << len(parts), dtype=np.int64)
    for part, number in bit.items():
        sizes.reshape(-1, 2, 1 << number)[:, 1] += part.size
    least = np.full(1 << len(parts), np.inf)
    least[0] = 0.0
    for request in trace:
        total = sizes + request.working
        for part in request.parts:
            pairs = least.reshape(-1, 2, 1 << bit[part])
            pairs[:] = np.minimum(pairs[:, 1], pairs[:, 0] + part.cost)[:, None]
            by_part = total.reshape(-1, 2, 1 << bit[part])
            by_part[:, 0] = by_part[:, 1]  # its components are there whether kept or not
        least[total > capacity] = np.inf
    return float(least[0])


def bound(trace: Trace, capacity: int, enough: float, rounds: int = 400) -> float:
    """Return seconds of loading, first loads included, that nobody can stay below.

    `enough` is what some policy took (seconds): it sets the length of steps, nothing else.

    Why nobody can. Between two requests of a component that follow one another is a gap; let gone
    be 1 for a gap that the component isn't kept through, at the cost of a load, and 0 otherwise.
    1. A gap is gone for sure when its component doesn't fit beside some request within.
    2. At a request let `over` be the bytes of the other gaps it lies in, less the bytes free beside
       it. Those kept fit, so the sizes of those gone add up to `over` or more, so to `least` or
       more, the smallest sum of those sizes that reaches `over`. One of them has that much by
       itself, or none is changed by min(size, least): sum(min(size, least) * gone) >= least. So
       for `over` (knapsack covers: Carr, Fleischer, Leung & Phillips, SODA 2000; for caching:
       Bansal, Buchbinder & Naor, STOC 2008). Divided by the right side: rows @ gone >= 1.
    3. Whatever y >= 0 is, what is taken off here isn't negative, and gone is 0 or 1:
       costs @ gone >= costs @ gone - y @ (rows @ gone - 1)
                    >= sum(y) + sum(min(0, costs - y @ rows)).
    Ascent along the subgradient of that (Held & Karp 1971; length of steps: Polyak 1969) looks for
    a good y; were it to find a bad one, the bound would be low but a bound.
    """
    sure, costs, rows = _covers(trace, capacity)
    sure += sum(part.cost for part in catalogue(trace))
    y, best, step, waited = np.zeros(len(rows)), 0.0, 1.0, 0
    for _ in range(rounds):
        reduced = costs - y @ rows
        value = float(y.sum() + np.minimum(reduced, 0.0).sum())
        waited = 0 if value > best else waited + 1
        best = max(best, value)
        slope = 1.0 - rows @ (reduced < 0).astype(np.float64)
        slope[(y <= 0) & (slope < 0)] = 0.0
        length = float(slope @ slope)
        if length == 0:
            break
        if waited == 10:
            step, waited = step / 2, 0
        y = np.maximum(0.0, y + step * max(enough - sure - value, 1e-6) / length * slope)
    return (sure + best) * (1 - 1e-12)  # a hair off for rounding


def _covers(trace: Trace, capacity: int) -> tuple[float, Floats, Floats]:
    """Return the seconds of gaps gone for sure, the costs of the others, and rows; see `bound`."""
    free = np.array([capacity - request.need for request in trace], dtype=np.int64)
    gaps: list[tuple[Part, int, int]] = []
    sure = 0.0
    last: dict[Part, int] = {}
    for now, request in enumerate(trace):
        for part in request.parts:
            if part in last and now - last[part] > 1:
                if part.size > free[last[part] + 1 : now].min():
                    sure += part.cost
                else:
                    gaps.append((part, last[part], now))
            last[part] = now
    sizes = np.array([part.size for part, _, _ in gaps], dtype=np.int64)
    starts = np.array([start for _, start, _ in gaps], dtype=np.int64)
    ends = np.array([end for _, _, end in gaps], dtype=np.int64)
    rows = []
    for now in range(len(trace)):
        within = (starts < now) & (now < ends)
        over = int(sizes[within].sum() - free[now])
        if over > 0:
            for target in {over, least_sum(sizes[within].tolist(), over)}:
                rows.append(np.where(within, np.minimum(sizes, target), 0) / target)
    costs = np.array([part.cost for part, _, _ in gaps])
    return sure, costs, np.array(rows).reshape(len(rows), len(gaps))


def least_sum(sizes: list[int], wanted: int) -> int:
    """Return the smallest sum of some of the sizes that is at least `wanted`."""
    unit = math.gcd(*sizes)
    sums = 1  # bit n is set when n units can be reached
    for size in sizes:
        sums |= sums << (size // unit)
    below = -(-wanted // unit)
    rest = sums >> below
    return (below + (rest & -rest).bit_length() - 1) * unit
