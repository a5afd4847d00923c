"""Bodies of revolution: bowls, cups, bottles, vases, cakes, seen a little from above."""

import math
from collections.abc import Sequence

import numpy as np

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, Part, oval, smooth, tone

Profile = Sequence[tuple[float, float]]
WHITE = rgb("ffffff")
GLASS = rgb("cfdde0")


class Turned:
    """A body turned about an upright axis at `u`, between the levels `low` and `high`.

    `profile` is its radius at levels from its foot (0) to its mouth (1); two equal spots make a
    corner. `tilt` is how round its circles are seen at its foot and its mouth (0: from the side).
    """

    def __init__(
        self, m: Model, profile: Profile, *, tilt: tuple[float, float] = (0.4, 0.36),
        low: float = 0.0, high: float = 1.0, u: float = 0.0, sharp: bool = False,
    ) -> None:  # fmt: skip
        self.m, self.u, self._tilt = m, u, tilt
        self.low = low + profile[0][1] * tilt[0]
        self.high = high - profile[-1][1] * tilt[1]
        made = list(profile) if sharp else smooth([(r, a) for a, r in profile], False)
        pairs = profile if sharp else [(a, r) for r, a in made]
        self._levels = [min(max(a, 0.0), 1.0) for a, _ in pairs]
        self._radii = [max(r, 0.0) for _, r in pairs]
        self.side = float(np.sign(m.canvas.layout.light[0]) or 1) * m.way
        self.shape = Part(0, 0, np.zeros((1, 1), np.float32))

    def level(self, a: float) -> float:
        """Return how high the axis is at a level of the profile."""
        return self.low + a * (self.high - self.low)

    def radius(self, a: float) -> float:
        """Return the radius at a level of the profile."""
        return float(np.interp(a, self._levels, self._radii))

    def tilt(self, a: float) -> float:
        """Return how round a circle is seen at a level."""
        return self._tilt[0] + a * (self._tilt[1] - self._tilt[0])

    def ring(self, a: float, part: float = 1.0, lift: float = 0.0) -> Outline:
        """Return the circle at a level, as it is seen; `part` of its radius."""
        half = self.radius(a) * part
        return oval(self.u, self.level(a) + lift, half, half * self.tilt(a))

    def arc(self, a: float, part: float = 1.0, first: float = -1.0, last: float = 1.0) -> Outline:
        """Return the near half of a circle from its left (-1) to its right (1)."""
        half, turn = self.radius(a) * part, np.linspace(first, last, 17) * np.pi / 2
        level, tilt = self.level(a), self.tilt(a)
        return [(self.u + half * float(np.sin(t)), level - half * tilt * float(np.cos(t)))
                for t in turn]  # fmt: skip

    def body(self, colour: Colour, **how: object) -> Part:
        """Draw the body, closed at its mouth."""
        spots = list(zip(self._levels, self._radii, strict=True))
        right = [(self.u + r, self.level(a)) for a, r in spots]
        left = [(self.u - r, self.level(a)) for a, r in reversed(spots)]
        few = spots[:: max(1, len(spots) // 36)] + spots[-1:]
        rings = [oval(self.u, self.level(a), r, r * self.tilt(a)) for a, r in few]
        self.shape = self.m.part(colour, [*right, *left], *rings, **how)  # type: ignore[arg-type]
        return self.shape

    def mouth(self, colour: Colour, inside: Colour, wall: float = 0.07) -> Part:
        """Draw the rim and what is seen inside; return the inside, for what lies in it."""
        self.m.part(colour, self.ring(1), round_=0.15, light=0.74, line=0.55)
        half = self.radius(1)
        near, far = self.u + self.side * half, self.u - self.side * half
        return self.m.part(
            tone(inside, -0.22), self.ring(1, 1 - wall), round_=0, light=0.56, line=0.5,
            ramp=(tone(inside, 0.1), (near, self.high), (far, self.high - half * 0.3)),
        )  # fmt: skip

    def fill(self, colour: Colour, drop: float, inside: Part, part: float = 0.95) -> Part:
        """Draw what fills it up to `drop` below its mouth."""
        half = self.radius(1) * part
        return self.m.part(
            colour, oval(self.u, self.high - drop, half, half * self.tilt(1)), on=inside,
            round_=0.12, light=0.6, line=0.5,
        )  # fmt: skip

    def front(self, colour: Colour, wall: float = 0.07) -> None:
        """Draw the near side of the rim again, over what is heaped inside."""
        inner = self.arc(1, 1 - wall)
        self.m.part(colour, [*self.arc(1), *reversed(inner)], round_=0.1, light=0.76, line=0.5)

    def band(self, colour: Colour, first: float, last: float, **how: object) -> Part:
        """Paint a band around it between two levels."""
        between = np.linspace(last, first, 6)
        right = [(self.u + 1.03 * self.radius(float(a)), self.level(float(a))) for a in between]
        left = [(2 * self.u - u, v) for u, v in reversed(right)]
        spots = [*self.arc(last), *right, *reversed(self.arc(first)), *left]
        how = {"round_": 0.0, "line": 0.3, **how}
        return self.m.part(colour, spots, on=self.shape, **how)  # type: ignore[arg-type]

    def shade(self, strength: float = 0.4) -> None:
        """Darken the side that is turned away from the light."""
        levels = np.linspace(0.0, 1.0, 12)
        edge = [(self.u - self.side * self.radius(float(a)) * 1.1, self.level(float(a)))
                for a in levels]  # fmt: skip
        middle = [(self.u - self.side * self.radius(float(a)) * 0.5, self.level(float(a)))
                  for a in reversed(levels)]  # fmt: skip
        self.m.part(
            rgb("241c22"), [*edge, *middle], on=self.shape, round_=0, line=-1, fade=0.07,
            cover=strength * 0.55, light=0.3,
        )  # fmt: skip

    def shine(
        self, first: float = 0.2, last: float = 0.85, strength: float = 0.6, at: float = 0.55,
        wide: float = 0.1, soft: float = 0.012, on: Part | None = None,
    ) -> None:  # fmt: skip
        """Lay a streak of light down the side that looks to the light."""
        levels = [float(a) for a in np.linspace(first, last, 8)]
        spots: Outline = []
        for a, sign in [(a, 1) for a in levels] + [(a, -1) for a in reversed(levels)]:
            thin = float(np.sin(np.pi * (a - first + 0.02) / (last - first + 0.04)))
            half = self.radius(a)
            off = half * (at + sign * wide * thin)
            drop = half * self.tilt(a) * max(0.0, 1 - at * at) ** 0.5
            spots.append((self.u + self.side * off, self.level(a) - drop * 0.9))
        self.m.part(
            WHITE, spots, on=on or self.shape, round_=0, line=-1, fade=soft, cover=strength,
            light=0.95,
        )  # fmt: skip


def glass(
    body: Turned, tint: Colour = GLASS, liquid: tuple[Colour, float, float] | None = None,
    cover: float = 0.42, inset: float = 0.93,
) -> None:  # fmt: skip
    """Draw a body of glass; `liquid` is its colour and the levels between which it stands."""
    m = body.m
    body.body(tint, cover=cover, round_=0.25, light=0.66, line=0.5)
    if liquid is not None:
        colour, first, last = liquid
        levels = [float(a) for a in np.linspace(first, last, 14)]
        right = [(body.u + inset * body.radius(a), body.level(a)) for a in levels]
        left = [(2 * body.u - u, v) for u, v in reversed(right)]
        rings = [body.ring(a, inset) for a in (levels[0], levels[4], levels[9], levels[-1])]
        m.part(colour, [*right, *left], *rings, on=body.shape, round_=0.7, light=0.6, line=0.5)
        m.part(
            tone(colour, 0.22), body.ring(last, inset), on=body.shape, round_=0, light=0.72,
            line=0.4,
        )  # fmt: skip
    edge = mix(tint, rgb("51626a"), 0.6)
    for sign in (1, -1):
        levels = [float(a) for a in np.linspace(0.0, 1.0, 16)]
        m.line(edge, 0.008, *[(body.u + sign * body.radius(a), body.level(a)) for a in levels],
               force=0.7)  # fmt: skip
    if body.radius(1) > 0.03:
        ring = body.ring(1)
        m.line(edge, 0.008, *ring, ring[0], force=0.7)
    m.line(edge, 0.01, *body.arc(0), force=0.7)
    body.shine(0.08, 0.94, 0.75, at=0.62, wide=0.09, soft=0.004)
    body.shine(0.15, 0.7, 0.35, at=-0.7, wide=0.06, soft=0.006)


def bowl(m: Model, clay: Colour, *, high: float = 0.96, deep: float = 0.6, rim: float = 0.58
         ) -> tuple[Turned, Part]:  # fmt: skip
    """Draw a bowl and return it with its inside."""
    foot = rim * 0.42
    made = Turned(
        m, [(0, foot), (0.07, foot * 0.98), (0.1, foot * 1.1), (0.45, rim * 0.84),
            (0.8, rim * 0.97), (1, rim)], high=high, tilt=(0.36, 0.4),
    )  # fmt: skip
    made.body(clay, round_=1.1)
    made.shade(deep)
    made.shine(0.25, 0.85, 0.5)
    return made, made.mouth(clay, tone(clay, 0.25))


def plate(m: Model, clay: Colour, *, half: float = 1.2, high: float = 1.0, low: float = 0.0,
          u: float = 0.0) -> Turned:  # fmt: skip
    """Draw a plate with its rim and well."""
    made = Turned(
        m, [(0, half * 0.6), (0.3, half * 0.75), (1, half)], high=high, low=low, u=u,
        tilt=(0.37, 0.38), sharp=True,
    )  # fmt: skip
    made.body(tone(clay, -0.12), round_=0.6)
    m.part(clay, made.ring(1, 0.99), round_=0.25, light=0.74, line=0.5)
    m.part(
        tone(clay, -0.07), oval(u, made.high - 0.02, half * 0.68, half * 0.25), round_=-0.35,
        light=0.7, line=0.3,
    )  # fmt: skip
    return made


def woven(m: Model, straw: Colour, made: Turned) -> Turned:
    """Draw the woven side of a basket."""
    made.body(straw, round_=1.2)
    for row in range(7):
        a = (row + 0.5) / 7
        half, level = made.radius(a), made.level(a)
        pieces = []
        for k in range(-5 + row % 2, 6, 2):
            t = k * 0.26
            pieces.append(
                oval(
                    made.u + half * math.sin(t),
                    level - half * made.tilt(a) * math.cos(t),
                    half * 0.17 * max(0.3, math.cos(t)),
                    0.032,
                )
            )
        m.part(tone(straw, 0.14 - 0.05 * (row % 2)), *pieces, on=made.shape, reach=0.02)
    made.shade(0.3)
    return made
