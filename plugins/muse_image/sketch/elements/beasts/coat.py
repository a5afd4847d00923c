"""Coats: outlines with tufts, hairs along the flow, markings that follow a form."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Model, Outline, Part, Spot, oval, smooth, tone
from ...scene.plan import Place
from .living import kept

DARK = rgb("241a16")
CREAM = rgb("f7f0e3")
LARGE = 150.0
"""Size (px) from which hairs and other fine details are drawn."""


@dataclass(frozen=True, slots=True)
class Coat:
    """The colours of one animal: of its back, its underside and its marks."""

    back: Colour
    pale: Colour
    mark: Colour
    pattern: str = ""
    asked: bool = False
    """Whether the prompt gave its colour."""

    def hair(self, default: str) -> Colour:
        """Return the colour of long hair (a mane): its own, or one that suits a coat asked for."""
        if not self.asked or float(luma(self.back)) < 0.25:
            return rgb(default)
        return tone(self.back, -0.1 if float(luma(self.back)) > 0.8 else -0.35)


def coat(m: Model, place: Place, rng: Rng, choices: Sequence[str], pattern: str = "") -> Coat:
    """Return the colours of a coat: one of `choices` ("back pale mark"), or as the prompt says."""
    back, pale, mark = (rgb(c) for c in choices[int(rng.integers(len(choices)))].split())
    if place.colours:
        asked = m.canvas.hue(place, back, part=1.0)
        bright = float(luma(asked))
        if bright < 0.25:
            pale, mark, pattern = tone(asked, 0.06), tone(asked, -0.3), ""
        elif bright > 0.85:
            pale, mark, pattern = tone(asked, 0.5), mix(asked, rgb("b9b2a8"), 0.4), ""
        else:
            pale, mark = mix(asked, CREAM, 0.72), tone(asked, -0.4)
        back = asked
    return Coat(back, pale, mark, pattern, bool(place.colours))


def tufted(
    outline: Sequence[Spot], rng: Rng, long: float, deep: float, lean: float = 0.6,
    keep: Callable[[Spot], float] | None = None,
) -> Outline:  # fmt: skip
    """Return a closed outline with tufts of hair, each `long` wide and about `deep` high.

    `lean` bends them along the outline; `keep` says how strong they are (0..1) at a spot.
    """
    points = np.asarray([*outline, outline[0]], np.float64)
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    many = max(8, int(along[-1] / long))
    at = (np.arange(many * 2) + 0.3 * rng.uniform(-1, 1, many * 2)) * along[-1] / (many * 2)
    made = np.stack([np.interp(at, along, points[:, k]) for k in (0, 1)], 1)
    ahead = np.roll(made, -1, 0) - np.roll(made, 1, 0)
    ahead /= np.maximum(np.hypot(ahead[:, :1], ahead[:, 1:]), 1e-9)
    area = np.sum(points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1])
    out = np.stack([ahead[:, 1], -ahead[:, 0]], 1) * np.sign(area or 1)
    high = deep * rng.uniform(0.35, 1.0, many * 2)
    if keep is not None:
        high *= np.asarray([keep((float(u), float(v))) for u, v in made])
    high[::2] *= -0.1
    high *= rng.random(many * 2) < 0.6
    made += out * high[:, None] + ahead * (high * lean)[:, None]
    return [(float(u), float(v)) for u, v in made]


def woolly(outline: Sequence[Spot], rng: Rng, long: float, deep: float) -> Outline:
    """Return a closed outline with round bumps, each about `long` wide."""
    points = np.asarray([*outline, outline[0]], np.float64)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    many = max(6, int(along[-1] / long))
    ends = np.cumsum(rng.uniform(0.7, 1.3, many))
    at = np.sort(np.concatenate([[0], ends]) / ends[-1])
    area = np.sum(points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1])
    made: Outline = []
    for first, last in pairwise(at):
        for k in range(6):
            t = (first + (last - first) * k / 6) * along[-1]
            u, v = (float(np.interp(t, along, points[:, i])) for i in (0, 1))
            t2 = min(t + 0.002, along[-1])
            du, dv = (float(np.interp(t2, along, points[:, i])) - c for i, c in ((0, u), (1, v)))
            reach = math.hypot(du, dv) or 1.0
            high = deep * math.sin(math.pi * k / 6) * np.sign(area or 1)
            made.append((u + dv / reach * high, v - du / reach * high))
    return made


def spots_of(m: Model, part: Part, rng: Rng, gap: float) -> list[Spot]:
    """Return spots strewn over a part, about `gap` (units) apart."""
    return kept(m, rng, lambda: _strewn(m, part, rng, gap))


def _strewn(m: Model, part: Part, rng: Rng, gap: float) -> list[Spot]:
    step = max(2.0, gap * m.size)
    height, width = part.mask.shape
    made: list[Spot] = []
    for row in range(int(height / step) + 1):
        for column in range(int(width / step) + 1):
            x, y = (
                (column + 0.5 * (row % 2) + 0.35 * float(rng.uniform(-1, 1))) * step,
                (row + 0.35 * float(rng.uniform(-1, 1))) * step,
            )
            if 0 <= y < height and 0 <= x < width and part.mask[int(y), int(x)] > 0.6:
                made.append(m.spot(x + part.x + m.left, y + part.y + m.top))
    return made


def hairs(
    m: Model, part: Part, colour: Colour, rng: Rng, *, gap: float = 0.035, long: float = 0.05,
    flow: float | Callable[[Spot], float] = math.pi * 1.15, cover: float = 0.4,
) -> None:  # fmt: skip
    """Draw hairs on a part, along the flow (an angle, or one for each spot); only when large."""
    if m.size < LARGE:
        return
    strands: list[Outline] = []
    for u, v in spots_of(m, part, rng, gap):
        turn = (flow((u, v)) if callable(flow) else flow) + 0.25 * float(rng.standard_normal())
        reach = long * float(rng.uniform(0.5, 1.2))
        cos, sin = math.cos(turn) * reach, math.sin(turn) * reach
        wide = max(0.035 * reach, 0.5 / m.size)
        strands.append([(u - sin * wide / reach, v + cos * wide / reach), (u + cos,
            v + sin), (u + sin * wide / reach, v - cos * wide / reach)])  # fmt: skip
    if strands:
        mark(m, colour, *strands, on=part, cover=cover)


def mark(
    m: Model, colour: Colour, *outlines: Sequence[Spot], on: Part | None, cover: float = 1.0,
    fade: float = 0.0, line: float = -1,
) -> Part:  # fmt: skip
    """Lay a marking of another colour on a part, in the part's own light."""
    return m.part(colour, *outlines, on=on, light=None, round_=0, line=line, cover=cover, fade=fade)


def dapples(
    m: Model, part: Part, colour: Colour, rng: Rng, *, gap: float = 0.09, size: float = 0.028,
    rings: Colour | None = None, cover: float = 0.9, above: float = -1.0,
) -> None:  # fmt: skip
    """Mark a part with spots; with `rings` they are rosettes filled with that colour."""
    dark: list[Outline] = []
    inner: list[Outline] = []
    for u, v in spots_of(m, part, rng, gap):
        if v < above:
            continue
        a, b = size * float(rng.uniform(0.7, 1.25)), size * float(rng.uniform(0.6, 1.0))
        turn = float(rng.uniform(0, 3))
        dark.append(oval(u, v, a, b, turn))
        if rings is not None:
            inner.append(oval(u + a * 0.15, v - b * 0.1, a * 0.55, b * 0.5, turn))
    if dark:
        mark(m, colour, *dark, on=part, cover=cover)
    if inner and rings is not None and m.size > 90:
        mark(m, rings, *inner, on=part, cover=0.8)


def stripes(
    m: Model, part: Part, colour: Colour, rng: Rng, *, gap: float = 0.085, wide: float = 0.03,
    deep: float = 0.7, slant: float = 0.15, cover: float = 0.9, from_: float = 0.0, to: float = 1.0,
) -> None:  # fmt: skip
    """Mark a part with stripes that run down from its upper edge over `deep` of its height."""
    made = kept(m, rng, lambda: _striped(m, part, rng, gap, wide, deep, slant, from_, to))
    if made:
        mark(m, colour, *made, on=part, cover=cover)


def _striped(
    m: Model, part: Part, rng: Rng, gap: float, wide: float, deep: float, slant: float,
    from_: float, to: float,
) -> list[Outline]:  # fmt: skip
    """Return the outlines of stripes on a part; see `stripes`."""
    height, width = part.mask.shape
    made: list[Outline] = []
    if min(height, width) < 6:
        return made
    step = max(3.0, gap * m.size)
    first = from_ * width if m.way > 0 else (1 - to) * width
    last = to * width if m.way > 0 else (1 - from_) * width
    x = first + step * 0.5
    while x < last:
        column = part.mask[:, min(width - 1, int(x))] > 0.5
        if column.any():
            top = int(np.argmax(column))
            bottom = height - int(np.argmax(column[::-1]))
            reach = (bottom - top) * deep * float(rng.uniform(0.6, 1.1))
            half = wide * m.size * 0.5 * float(rng.uniform(0.7, 1.2))
            sway = float(rng.uniform(-0.08, 0.08)) * reach
            lean = -m.way * slant * reach
            left, right = [], []
            for k in range(7):
                t = k / 6
                mid = x + lean * t + sway * math.sin(t * 5)
                w = half * (1 - t) ** 0.7 * (0.75 + 0.5 * math.sin(t * 3.14))
                y = top - 2 + reach * t
                left.append((mid - w, y))
                right.append((mid + w, y))
            ring = [m.spot(a + part.x + m.left, b + part.y + m.top) for a, b in left + right[::-1]]
            made.append(ring)
        x += step * float(rng.uniform(0.85, 1.2))
    return made


def patches(
    m: Model, part: Part, colours: Sequence[Colour], rng: Rng, *, gap: float = 0.3,
    size: float = 0.14, above: float = -1.0,
) -> None:  # fmt: skip
    """Mark a part with a few large patches that wander in outline."""
    for number, (u, v) in enumerate(spots_of(m, part, rng, gap)):
        ring = [
            (
                u + size * float(rng.uniform(0.6, 1.25)) * math.cos(k * math.pi / 4),
                v + size * float(rng.uniform(0.5, 1.1)) * math.sin(k * math.pi / 4),
            )
            for k in range(8)
        ]
        if v >= above:
            mark(m, colours[number % len(colours)], smooth(ring), on=part)
