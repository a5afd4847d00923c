"""Lengths of ABC, in eighths, and the tuplets that write those which have no plain value."""

from collections.abc import Sequence
from fractions import Fraction

from muse_music.theory.meter import TICKS

UNIT = TICKS // 2
"""The unit length (ticks): L:1/8."""
GRID = TICKS // 64
"""Ticks of the shortest plain value: 1/256."""
_TUPLETS = ((3, 2), (5, 4), (7, 4), (9, 8), (11, 8), (13, 8), (15, 8))


def length(ticks: Fraction | int) -> str:
    """Return a length: "" for an eighth, "2" for a quarter, "/" for a sixteenth, "3/"."""
    value = Fraction(ticks) / UNIT
    above, below = value.numerator, value.denominator
    if below == 1:
        return "" if above == 1 else str(above)
    return f"{'' if above == 1 else above}/{'' if below == 2 else below}"


def tuplets(edges: Sequence[tuple[int, int]]) -> list[tuple[str, Fraction]]:
    """Return what stands before each stretch of a bar, and the factor of its written length.

    `edges` are where stretches begin and end (ticks from the bar line), one after another. Those
    between two plain places are a tuplet; what no tuplet writes keeps its length as a fraction.
    """
    made = [("", Fraction(1))] * len(edges)
    at = 0
    while at < len(edges):
        last = at
        while last + 1 < len(edges) and edges[last][1] % GRID:
            last += 1
        group = edges[at : last + 1]
        if any(end % GRID for _, end in group):
            for actual, normal in _TUPLETS:
                if all((end - start) * actual % (normal * GRID) == 0 for start, end in group):
                    factor = Fraction(actual, normal)
                    made[at : last + 1] = [("", factor)] * len(group)
                    plain = (actual, normal, len(group)) == (3, 2, 3)
                    told = "(3" if plain else f"({actual}:{normal}:{len(group)}"
                    made[at] = (told, factor)
                    break
        at = last + 1
    return made
