"""One-point perspective: where a spot of a room is seen, and solids drawn in metres."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ...paint.colour import Colour
from ...paint.model import Model, Outline, Part, Spot, limb

Solid: TypeAlias = tuple[float, float, float]
"""Metres to the right of the eye, up from the floor, ahead of the eye."""
EYE = 1.4
"""Height of the eye above the floor, metres."""
LENS = 1.25
"""Focal length, in units of the picture."""


@dataclass(frozen=True, slots=True)
class View:
    """An eye: its vanishing point (px), its focal length (px), its height (metres)."""

    x: float
    horizon: float
    focal: float
    eye: float = EYE

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Return where a spot is seen, px."""
        scale = self.focal / max(z, 0.02)
        return self.x + x * scale, self.horizon + (self.eye - y) * scale

    def ahead(self, level: float) -> float:
        """Return how far ahead (metres) the floor is that is seen at a level (px)."""
        return self.focal * self.eye / max(level - self.horizon, 1e-3)


class Carpenter:
    """Draws solids on a model, in metres as an eye sees them; `x`, `z` move all that it draws.

    `way` is 1, or -1 to mirror the thing from left to right.
    """

    def __init__(self, m: Model, view: View, x: float = 0.0, z: float = 0.0, way: int = 1) -> None:
        self.m, self.view, self.x, self.z, self.way = m, view, x, z, way

    @classmethod
    def of(cls, m: Model, tall: float, least: float = 1.3) -> "Carpenter":
        """Return one for a thing `tall` metres high; where no room tells
        how high its eye is, it is at least `least` metres."""
        canvas = m.canvas
        scale = m.size / tall
        places = canvas.layout.places
        room = next((p for p in places if p.element in ("room", "tabletop")), None)
        middle = room.x if room is not None else canvas.width / 2
        low = least if room is None else 0.05
        eye = min(max((m.y - canvas.layout.horizon) / scale, low), 2.1)
        aside = min(max((m.x - middle) / scale, -1.7), 1.7)
        if abs(aside) < 0.22:
            aside = 0.22 * (1 if m.way < 0 else -1)
        focal = max(LENS * canvas.layout.unit, 2.6 * scale * max(1.0, tall))
        view = View(m.x - aside * scale, m.y - eye * scale, focal, eye)
        return cls(m, view, aside, focal / scale, m.way)

    def spot(self, x: float, y: float, z: float = 0.0) -> Spot:
        """Return a spot of the model for one in metres."""
        px, py = self.view.at(self.x + x * self.way, y, self.z + z)
        return (px - self.m.x) / (self.m.size * self.m.way), (self.m.y - py) / self.m.size

    def length(self, metres: float, z: float = 0.0) -> float:
        """Return a length seen `z` metres behind, in units of the model."""
        return metres * self.view.focal / (self.z + z) / self.m.size

    def face(self, colour: Colour, *spots: Solid, **how: object) -> Part:
        """Fill a polygon."""
        how = {"round_": 0.15, "line": 0.75, **how}
        return self.m.part(colour, [self.spot(*s) for s in spots], **how)  # type: ignore[arg-type]

    def front(
        self, colour: Colour, x0: float, x1: float, y0: float, y1: float, z: float = 0.0,
        **how: object,
    ) -> Part:  # fmt: skip
        """Fill an upright rectangle that faces the eye."""
        return self.face(colour, (x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z), **how)

    def flat(
        self, colour: Colour, x0: float, x1: float, y: float, z0: float, z1: float, **how: object
    ) -> Part:
        """Fill a level rectangle."""
        return self.face(colour, (x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1), **how)

    def box(
        self, colour: Colour, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float,
        *, light: float = 0.56, top: Colour | None = None, **how: object,
    ) -> Part:  # fmt: skip
        """Draw a box by the faces that are seen, and return its front."""
        over = {"line": 0.75, "round_": 0.15, **how}
        if self.view.eye > y1:
            self.flat(colour if top is None else top, x0, x1, y1, z0, z1, light=light + 0.2, **over)
        elif self.view.eye < y0:
            self.flat(colour, x0, x1, y0, z0, z1, light=light - 0.26, **over)
        bright = 1 if self.m.canvas.layout.light[0] > 0 else -1
        ends = (self.x + x0 * self.way, x0), (self.x + x1 * self.way, x1)
        (low, at_low), (high, at_high) = sorted(ends)
        if high < 0:
            side = light + 0.13 * bright - 0.06
            self._side(colour, at_high, y0, y1, z0, z1, light=side, **over)
        elif low > 0:
            side = light - 0.13 * bright - 0.06
            self._side(colour, at_low, y0, y1, z0, z1, light=side, **over)
        return self.front(colour, x0, x1, y0, y1, z0, light=light, **over)

    def _side(
        self, colour: Colour, x: float, y0: float, y1: float, z0: float, z1: float, **how: object
    ) -> None:
        self.face(colour, (x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1), **how)

    def bar(self, colour: Colour, width: float, *spots: Solid, **how: object) -> Part:
        """Draw a round bar `width` metres thick through spots."""
        return self.m.part(colour, *self.bars(width, spots), **how)  # type: ignore[arg-type]

    def bars(self, width: float, *runs: Sequence[Solid]) -> list[Outline]:
        """Return the outlines of bars, each through the spots of one run."""
        made: list[Outline] = []
        for run in runs:
            made += limb([self.length(width, s[2]) for s in run], *[self.spot(*s) for s in run])
        return made

    def ring(self, x: float, y: float, z: float, wide: float, deep: float = 0.0) -> Outline:
        """Return a level circle (or ellipse) around a spot as it is seen."""
        deep = deep or wide
        made: Outline = []
        for k in range(32):
            turn = k * math.pi / 16
            made.append(self.spot(x + wide * math.cos(turn), y, z + deep * math.sin(turn)))
        return made

    def turned(
        self, colour: Colour, x: float, z: float, *profile: tuple[float, float],
        top: Colour | None = None, **how: object,
    ) -> Part:  # fmt: skip
        """Draw a turned body: its half width at each level (half width, y), from below up."""
        left: Outline = []
        right: Outline = []
        for half, y in profile:
            u, v = self.spot(x, y, z)
            reach = self.length(half, z)
            left.append((u - reach, v))
            right.append((u + reach, v))
        ends = [self.ring(x, y, z, half) for half, y in (profile[0], profile[-1]) if half > 0.01]
        how = {"round_": 1.0, **how}
        made = self.m.part(colour, [*left, *reversed(right)], *ends,
            **how)  # type: ignore[arg-type]  # fmt: skip
        half, y = profile[-1]
        if self.view.eye > y and half > 0.02:
            shown = colour if top is None else top
            self.m.part(shown, self.ring(x, y, z, half), light=0.74, round_=0.15, line=0.5)
        return made

    def soft(
        self, colour: Colour, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float,
        *, light: float = 0.56, **how: object,
    ) -> Part:  # fmt: skip
        """Draw a cushion: a box with rounded edges, its upper side lit."""
        corners = [self.spot(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)]
        how = {"round_": 0.9, "reach": self.length(min(y1 - y0, 0.14) * 0.5), **how}
        made = self.m.part(colour, rounded(_hull(corners)), light=light,
            **how)  # type: ignore[arg-type]  # fmt: skip
        if self.view.eye > y1:
            over = [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]
            self.m.part(
                colour, rounded([self.spot(*s) for s in over]), light=light + 0.2, round_=0.2,
                line=0.25, on=made, fade=self.length(0.008),
            )  # fmt: skip
        return made

    def upright(self, x: float, y: float, z: float, wide: float, high: float) -> Outline:
        """Return an upright ellipse that faces the eye."""
        u, v = self.spot(x, y, z)
        a, b = self.length(wide, z), self.length(high, z)
        return [
            (u + a * math.cos(k * math.pi / 18), v + b * math.sin(k * math.pi / 18))
            for k in range(36)
        ]


def rounded(outline: Sequence[Spot], times: int = 2) -> Outline:
    """Return an outline with its corners cut, again and again."""
    made = list(outline)
    for cut in (0.14, 0.25)[:times]:
        ring = [*made[1:], made[0]]
        made = [spot for (a, b), (c, d) in zip(made, ring, strict=True) for spot in ((a + (c - a)
            * cut, b + (d - b) * cut), (c + (a - c) * cut, d + (b - d) * cut))]  # fmt: skip
    return made


def _hull(spots: Sequence[Spot]) -> Outline:
    """Return the convex outline around spots."""
    ordered = sorted(spots)

    def half(run: Sequence[Spot]) -> Outline:
        made: Outline = []
        for u, v in run:
            while len(made) > 1:
                (a, b), (c, d) = made[-2], made[-1]
                if (c - a) * (v - b) - (d - b) * (u - a) > 0:
                    break
                made.pop()
            made.append((u, v))
        return made[:-1]

    return half(ordered) + half(ordered[::-1])
