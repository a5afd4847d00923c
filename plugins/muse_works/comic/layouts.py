"""Pages into panels: rows, their heights, the gutters between them and what bleeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .script import Shot

Point = tuple[float, float]

_HEIGHT: dict[Shot, float] = {"wide": 1.12, "medium": 1.0, "close": 0.94, "splash": 1.75}
_WIDTH: dict[Shot, float] = {"wide": 1.7, "medium": 1.12, "close": 0.95, "splash": 2.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel is: its corners (px), clockwise from the top left, and whether it bleeds."""

    corners: tuple[Point, Point, Point, Point]
    bleeds: bool = False

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom of the smallest box around it, in px."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))

    @property
    def inner(self) -> tuple[float, float, float, float]:
        """Return the largest box that is within the slanted sides."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.corners
        return max(ax, dx), max(ay, by), min(bx, cx), min(cy, dy)


def rows(shots: Sequence[Shot], chance: Random) -> list[int]:
    """Return how many panels each row of a page has.

    A wide panel has a row of its own, a splash too; of the others two share a row, or three near
    ones where that comes out even.
    """
    made: list[int] = []
    waiting: list[Shot] = []
    for number, shot in enumerate(shots):
        alone = shot == "splash" or (shot == "wide" and (number == 0 or not waiting))
        if alone:
            made += [*_shared(waiting, chance), 1]
            waiting = []
        else:
            waiting.append(shot)
    return made + _shared(waiting, chance)


def _shared(shots: Sequence[Shot], chance: Random) -> list[int]:
    """Return rows of two, and one of three near ones or of one where the number is odd."""
    count = len(shots)
    if count <= 2:
        return [count] * bool(count)
    if count % 2 == 0:
        return [2] * (count // 2)
    threes = [k for k in range(0, count - 2, 2) if set(shots[k : k + 3]) == {"close"}]
    if threes and count > 3:
        k = chance.choice(threes)
        return [2] * (k // 2) + [3] + [2] * ((count - k - 3) // 2)
    lone = [k for k in range(0, count, 2) if shots[k] != "close"] or [count - 1]
    k = chance.choice(lone)
    return [2] * (k // 2) + [1] + [2] * ((count - k - 1) // 2)


def frames(
    shots: Sequence[Shot],
    size: tuple[int, int],
    chance: Random,
    *,
    first: bool,
    slants: bool,
    rtl: bool,
) -> list[Frame]:
    """Return a frame for each panel of a page of `size` px.

    The first panel of a comic bleeds if it is wide or a splash. Gutters may slant.
    """
    width, height = size
    margin, gutter = round(width * 0.045), round(width * 0.016)
    counts = rows(shots, chance)
    weights, at = [], 0
    for number, count in enumerate(counts):
        tall = max(_HEIGHT[shot] for shot in shots[at : at + count])
        tall *= 1.55 if first and number == 0 else 1.0
        weights.append(
            tall * (0.9 if count == 3 else 0.8 if count == 1 and shots[at] != "wide" else 1.0)
        )
        at += count
    free = height - 2 * margin - gutter * (len(counts) - 1)
    made: list[Frame] = []
    top, at = float(margin), 0
    lean = 0.0
    for number, (count, weight) in enumerate(zip(counts, weights, strict=True)):
        bottom = top + free * weight / sum(weights)
        last = number == len(counts) - 1
        tilt = 0.0 if last or not slants else width * chance.choice((-0.016, 0.012, 0.018))
        bleeds = first and number == 0 and count == 1 and shots[0] in ("wide", "splash")
        made += _row(
            shots[at : at + count], (margin, width - margin), (top, bottom), gutter, chance,
            slant=width * 0.022 if slants or chance.random() < 0.35 else 0.0, edges=(lean, tilt),
            bleeds=(width if bleeds else 0), rtl=rtl,
        )  # fmt: skip
        top, lean, at = bottom + gutter, tilt, at + count
    return made


def _row(
    shots: Sequence[Shot],
    sides: tuple[int, int],
    ends: tuple[float, float],
    gutter: int,
    chance: Random,
    *,
    slant: float,
    edges: tuple[float, float],
    bleeds: int,
    rtl: bool,
) -> list[Frame]:
    """Return the frames of one row, in the order they are read."""
    left, right = sides
    top, bottom = ends
    if bleeds:
        low = (bleeds, bottom + edges[1] / 2), (0.0, bottom - edges[1] / 2)
        return [Frame(((0.0, 0.0), (float(bleeds), 0.0), *low), True)]
    parts = [_WIDTH[shot] * (0.9 + 0.25 * chance.random()) for shot in shots]
    shown = parts[::-1] if rtl else parts
    free = right - left - gutter * (len(shots) - 1)
    cuts, x = [], float(left)
    for part in shown[:-1]:
        x += free * part / sum(parts)
        cuts.append((x, slant * chance.choice((-1, 1))))
        x += gutter
    made: list[Frame] = []
    below = float(left), 0.0
    for number in range(len(shots)):
        if number < len(cuts):
            middle, lean = cuts[number]
        else:
            middle, lean = float(right), 0.0
        start, tip = below
        corners = (
            (start + tip, _edge(top, start + tip, edges[0], sides)),
            (middle + lean, _edge(top, middle + lean, edges[0], sides)),
            (middle - lean, _edge(bottom, middle - lean, edges[1], sides)),
            (start - tip, _edge(bottom, start - tip, edges[1], sides)),
        )
        made.append(Frame(corners))
        below = (middle + gutter, lean)
    return made[::-1] if rtl else made


def _edge(y: float, x: float, tilt: float, sides: tuple[int, int]) -> float:
    """Return where a tilted edge is at x: half the tilt up at the left, down at the right."""
    return y + tilt * ((x - sides[0]) / (sides[1] - sides[0]) - 0.5)
