"""A solid: a vehicle as a profile that is as wide as it is, seen from the side or turned to us.

Lengths are metres: x forwards from its middle, y to the far side, z up from the ground.
"""

import math
from collections.abc import Sequence
from typing import TypeAlias

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Part, Spot, smooth, tone
from ...scene.plan import Place
from .._built import lights

Flat: TypeAlias = tuple[float, float]
TYRE = rgb("25262a")
STEEL = rgb("c4c9cd")
BLACK = rgb("1d1e22")
WHITE = rgb("f4f3ee")
LAMP = rgb("fff0b8")
YAWS = {"side": 0.0, "front": 1.22, "street": 0.95, "": 0.56}
"""How far (radians) a vehicle is turned to us, by how it is to be seen."""


class Solid:
    """Draws a vehicle `tall` metres high and `half` wide to each side on a model."""

    def __init__(
        self, m: Model, place: Place, tall: float, half: float, *, long: float = 4.5,
        narrow: tuple[float, float, float] = (9.0, 9.9, 1.0), yaw: float | None = None,
        shift: float = 0.0,
    ) -> None:  # fmt: skip
        self.m, self.tall, self.half, self.narrow = m, tall, half, narrow
        turned = YAWS.get(place.traits.get("view", ""), YAWS[""]) if yaw is None else yaw
        self.yaw = turned
        self.cos, self.sin = math.cos(turned), math.sin(turned)
        self.pitch = 0.13 if turned else 0.0
        self.shift, self.low = shift, 0.0
        self.low = self.at((long * 0.3 - shift, -half, 0.0))[1]
        self.dark = lights(m.canvas)
        self.front_light = 0.3 + 0.42 * m.canvas.lit(0.75 * m.way)
        self.side_light = 0.34 + 0.4 * m.canvas.lit(-0.5 * m.way)

    # -- where

    def reach(self, z: float) -> float:
        """Return how far the body reaches to each side at a height: it narrows to its roof."""
        low, high, part = self.narrow
        t = min(1.0, max(0.0, (z - low) / max(high - low, 0.01)))
        return self.half * (1 + (part - 1) * t)

    def at(self, spot: tuple[float, float, float]) -> Spot:
        """Return where a spot is on the model."""
        x, y, z = spot
        x += self.shift
        toward = x * self.sin - y * self.cos
        scale = 1 / (1 - 0.035 * toward) if self.sin else 1.0
        u = (x * self.cos + y * self.sin) * scale
        v = (z * math.cos(self.pitch) - toward * math.sin(self.pitch)) * scale
        return u / self.tall, v / self.tall - self.low

    def near(self, x: float, z: float, out: float = 0.0) -> Spot:
        """Return where a spot of the near side is."""
        return self.at((x, -self.reach(z) - out, z))

    def far(self, x: float, z: float) -> Spot:
        """Return where a spot of the far side is."""
        return self.at((x, self.reach(z), z))

    # -- faces

    def strip(self, colour: Colour, spots: Sequence[Flat], light: float, **how: object) -> Part:
        """Fill the surface that runs over the whole width along a profile."""
        line = smooth(spots, False, 5) if len(spots) > 2 else list(spots)
        shape = [self.near(x, z) for x, z in line] + [self.far(x, z) for x, z in reversed(line)]
        settings: dict[str, object] = {"light": light, "round_": 0.25, "line": 0.6, **how}
        return self.m.part(colour, shape, **settings)  # type: ignore[arg-type]

    def side(self, colour: Colour, spots: Sequence[Flat], **how: object) -> Part:
        """Fill a form on the near side."""
        settings: dict[str, object] = {"light": self.side_light, "round_": 0.35, **how}
        return self.m.part(colour, [self.near(x, z) for x, z in spots], **settings)  # type: ignore[arg-type]

    def plate(
        self, colour: Colour, x: float, y0: float, y1: float, z0: float, z1: float,
        lean: float = 0.0, **how: object,
    ) -> Part:  # fmt: skip
        """Fill a plate on the front, from y0 to y1 (parts of the half width)."""
        a, b, h = y0 * self.half, y1 * self.half, self.at
        shape = [h((x, a, z0)), h((x, b, z0)), h((x - lean, b, z1)), h((x - lean, a, z1))]
        settings: dict[str, object] = {"light": self.front_light, "round_": 0.2, **how}
        return self.m.part(colour, shape, **settings)  # type: ignore[arg-type]

    def disc(
        self, colour: Colour, x: float, y: float, z: float, radius: float, high: float = 0.0,
        **how: object,
    ) -> Part:  # fmt: skip
        """Fill a round form on the front, y in parts of the half width."""
        ring = [
            self.at((x, y * self.half + radius * math.cos(k * math.pi / 12),
                     z + (high or radius) * math.sin(k * math.pi / 12)))
            for k in range(24)
        ]  # fmt: skip
        settings: dict[str, object] = {"light": self.front_light + 0.1, **how}
        return self.m.part(colour, ring, **settings)  # type: ignore[arg-type]

    def line(self, colour: Colour, wide: float, *spots: Flat, **how: object) -> Part:
        """Draw a line on the near side."""
        return self.m.line(colour, wide / self.tall, *[self.near(x, z) for x, z in spots], **how)  # type: ignore[arg-type]

    def barrel(
        self, colour: Colour, x0: float, x1: float, z: float, radius: float, **how: object
    ) -> Part:
        """Fill a cylinder that lies along the vehicle."""
        spots: list[Spot] = []
        for x in (x0, x1):
            spots += [
                self.at((x, radius * math.cos(k * math.pi / 12),
                         z + radius * math.sin(k * math.pi / 12)))
                for k in range(24)
            ]  # fmt: skip
        settings: dict[str, object] = {"light": self.side_light, "round_": 1.2, **how}
        return self.m.part(colour, hull(spots), **settings)  # type: ignore[arg-type]

    def block(
        self, x0: float, x1: float, z0: float, z1: float, colour: Colour, half: float = 0.0
    ) -> tuple[Part, Part]:
        """Draw a box; return its side and its front."""
        half = half or self.half
        a = [(x0, -half), (x1, -half), (x1, half), (x0, half)]
        self.m.part(tone(colour, 0.12), [self.at((x, y, z1)) for x, y in a], light=0.78, round_=0.1,
                    line=0.6)  # fmt: skip
        front = [self.at((x1, y, z)) for y, z in ((-half, z0), (half, z0), (half, z1), (-half, z1))]
        shown = self.m.part(colour, front, light=self.front_light, round_=0.15)
        face = [self.at((x, -half, z)) for x, z in ((x0, z0), (x1, z0), (x1, z1), (x0, z1))]
        return self.m.part(colour, face, light=self.side_light, round_=0.15), shown

    # -- parts of vehicles

    def circle(self, x: float, z: float, radius: float, y: float) -> list[Spot]:
        """Return a circle along the vehicle at y."""
        return [
            self.at((x + radius * math.cos(k * math.pi / 16), y,
                     z + radius * math.sin(k * math.pi / 16)))
            for k in range(32)
        ]  # fmt: skip

    def under(self, x0: float, x1: float, z: float) -> None:
        """Draw what is dark below the body, and the shade on the ground."""
        spots = [(x0, -self.half), (x1, -self.half), (x1, self.half), (x0, self.half)]
        ground = [self.at((x, y, 0.02)) for x, y in spots]
        self.m.part(rgb("1f2125"), ground, light=0.2, round_=0, line=0, cover=0.55,
                    fade=0.03)  # fmt: skip
        shape = [
            self.at((x0, -self.half * 0.92, 0.14)),
            self.at((x1, -self.half * 0.92, 0.14)),
            self.at((x1, self.half * 0.92, 0.14)),
            self.at((x1, self.half * 0.92, z)),
            self.at((x0, self.half * 0.92, z)),
            self.at((x0, -self.half * 0.92, z)),
        ]
        self.m.part(BLACK, shape, light=0.2, round_=0)

    def wheels(
        self, xs: Sequence[float], radius: float, hub: Colour = STEEL, *, white: bool = False,
        spokes: int = 5, near: bool = True,
    ) -> None:  # fmt: skip
        """Draw the wheels of one side; the far ones before the body, with what it covers."""
        y = -self.half * 0.98 if near else self.half * 0.98
        for x in xs:
            if not near:
                # The tread of the near wheel, which the body then covers.
                inner = self.circle(x, radius, radius, 0.22 - self.half * 0.98)
                self.m.part(TYRE, inner, light=0.25, round_=0)
            tyre = self.m.part(TYRE, self.circle(x, radius, radius, y), light=0.42, round_=0.6)
            if not near:
                continue
            if white:
                self.m.part(WHITE, self.circle(x, radius, radius * 0.82, y), light=0.6, round_=0.2)
            rim = radius * 0.64
            self.m.part(tone(hub, -0.25), self.circle(x, radius, rim, y), light=0.4, round_=0.5,
                        on=tyre)  # fmt: skip
            for k in range(spokes):
                a = math.pi * 2 * k / spokes + 0.4
                shape = [
                    self.at((x + r * math.cos(a + d), y, radius + r * math.sin(a + d)))
                    for r, d in ((rim * 0.2, 0.9), (rim, 0.2), (rim, -0.2), (rim * 0.2, -0.9))
                ]
                self.m.part(hub, shape, light=0.7, round_=0.2, line=0.4)
            self.m.part(hub, self.circle(x, radius, rim * 0.26, y), light=0.75, line=0.5)

    def arches(self, xs: Sequence[float], radius: float, on: Part | None = None) -> None:
        """Cut the dark openings above the wheels out of the near side."""
        for x in xs:
            y = -self.half * 1.0
            self.m.part(BLACK, self.circle(x, radius, radius * 1.16, y), light=0.2, round_=0, on=on)

    def lamp(
        self, x: float, y: float, z: float, radius: float, high: float = 0.0, *,
        colour: Colour | None = None, rim: Colour = STEEL,
    ) -> None:  # fmt: skip
        """Draw a lamp on the front; it shines when it is dark."""
        shown = colour if colour is not None else (LAMP if self.dark else rgb("f2f1e6"))
        self.disc(rim, x, y, z, radius * 1.16, (high or radius) * 1.16, light=0.55)
        self.disc(shown, x, y, z, radius, high, light=0.9, glow=self.dark, line=0.4)

    def glass(self) -> Colour:
        """Return the colour of glass: the sky in it by day, dark or lit at night."""
        if self.dark:
            return rgb("34404e")
        return mix(rgb("5d7585"), self.m.canvas.air.middle, 0.45)

    def shine(self, *spots: Flat, on: Part | None = None, part: float = 0.35) -> None:
        """Lay a pale slant of sky on glass or paint of the near side."""
        self.m.tint(rgb("ffffff"), [self.near(x, z) for x, z in spots], on=on, cover=part,
                    fade=0.004)  # fmt: skip


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """Return the convex outline around spots."""
    ordered = sorted(set(spots))
    halves: list[list[Spot]] = []
    for line in (ordered, ordered[::-1]):
        made: list[Spot] = []
        for u, v in line:
            while len(made) > 1 and (
                (made[-1][0] - made[-2][0]) * (v - made[-2][1])
                <= (made[-1][1] - made[-2][1]) * (u - made[-2][0])
            ):
                made.pop()
            made.append((u, v))
        halves.append(made[:-1])
    return halves[0] + halves[1]
