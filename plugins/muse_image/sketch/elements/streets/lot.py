"""A lot: one house of a row, with what all houses have (walls, windows, doors, shops, roofs)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from .view import WARM, Sheet, View

DARK = rgb("2e2b2c")
WHITE = rgb("ffffff")
SNOW = rgb("f1f4f9")
CLOTHS = ("b8433a", "2f6f73", "c98a2e", "4a6a8f", "7a3b4a", "3f7a52", "d9c9a0")


@dataclass(slots=True)
class Lot:
    """One house: its sheet, its side (-1 left, 1 right), where it begins and ends (m), draws."""

    sheet: Sheet
    view: View
    side: int
    z0: float
    z1: float
    rng: Rng
    x: float = 0.0

    def __post_init__(self) -> None:
        self.x = self.x or self.side * self.view.half

    # -- what it is made of

    @property
    def light(self) -> float:
        """The light on the face along the street."""
        return 0.32 + 0.5 * self.view.canvas.lit(-0.8 * self.side)

    @property
    def wide(self) -> float:
        """Its width along the street, metres."""
        return self.z1 - self.z0

    def fine(self, metres: float) -> bool:
        """Whether something so large is still seen at its distance."""
        return metres * self.view.focal / ((self.z0 + self.z1) / 2) > 2.2

    def out(self, metres: float) -> float:
        """Return x, so far out into the street from its face."""
        return self.x - self.side * metres

    def pick(self, colours: Sequence[str], spread: float = 0.12) -> Colour:
        """Draw one of some colours, a little lighter or darker."""
        colour = rgb(colours[int(self.rng.integers(len(colours)))])
        shift = float(self.rng.uniform(-spread, spread))
        return mix(colour, WHITE if shift > 0 else DARK, abs(shift))

    def chance(self, part: float) -> bool:
        """Return whether a draw falls below `part`."""
        return bool(self.rng.random() < part)

    def roofing(self, colour: Colour) -> Colour:
        """Return the colour of what lies open to the sky."""
        return mix(colour, SNOW, 0.88) if self.view.canvas.snowy else colour

    # -- its faces

    def block(self, top: float, wall: Colour, back: float = 7.0) -> None:
        """Draw the face along the street and the one that looks at us."""
        s = self.sheet
        away = self.x + self.side * back
        s.front(self.x, away, 0, top, self.z0, wall, 0.42)
        s.wall(self.x, self.z0, self.z1, 0, top, wall, self.light)

    def band(self, y: float, high: float, out: float, colour: Colour, snow: bool = True) -> None:
        """Draw a ledge along the house: a cornice, a string course, an eave."""
        s, x = self.sheet, self.out(out)
        light = self.light
        s.wall(x, self.z0, self.z1, y, y + high, colour, light + 0.1)
        s.front(x, self.x, y, y + high, self.z0, colour, 0.5)
        if y > 1.6:
            s.poly(
                mix(colour, DARK, 0.45), 0.25, (x, y, self.z0), (x, y, self.z1),
                (self.x, y, self.z1), (self.x, y, self.z0), line=0.4,
            )  # fmt: skip
        if snow and self.view.canvas.snowy:
            s.wall(x, self.z0, self.z1, y + high, y + high + 0.14, SNOW, 0.8, line=0.3)

    def opening(
        self, za: float, zb: float, ya: float, yb: float, frame: Colour, glass: Colour,
        glow: bool = False, panes: tuple[int, int] = (2, 2), deep: float = 0.16,
    ) -> None:  # fmt: skip
        """Draw a window or glass door with its jamb, panes and, near by, its bars."""
        s = self.sheet
        s.wall(self.x, za, zb, ya, yb, mix(frame, DARK, 0.12), self.light + 0.12)
        edge = 0.09
        inner = self.x + self.side * deep
        near = (za + edge) * inner / self.x
        if near >= zb - edge:
            return
        s.wall(inner, near, zb - edge, ya + edge, yb - edge, glass, 1.0 if glow else 0.55,
               0.5, glow)  # fmt: skip
        if not self.fine(0.09):
            return
        if not glow:
            slant = near + (zb - near) * 0.45
            s.poly(
                mix(glass, WHITE, 0.3), 0.7, (inner, ya + (yb - ya) * 0.35, near),
                (inner, yb - edge, near), (inner, yb - edge, slant), line=0,
            )  # fmt: skip
        for k in range(1, panes[0]):
            z = near + (zb - edge - near) * k / panes[0]
            s.stroke(frame, self.light, 0.06, (inner, ya + edge, z), (inner, yb - edge, z))
        for k in range(1, panes[1]):
            y = ya + (yb - ya) * k / panes[1]
            s.stroke(frame, self.light, 0.06, (inner, y, near), (inner, y, zb - edge))

    def glass(self, lit: float = 0.5) -> tuple[Colour, bool]:
        """Return the colour of a window and whether a lamp burns behind it."""
        warm = mix(WARM, rgb("ff9d4a"), float(self.rng.random()) * 0.5)
        on = self.chance(lit)
        if self.view.dark:
            return (warm, True) if on else (rgb("39424f"), False)
        part = float(self.rng.uniform(0.1, 0.5))
        return mix(rgb("3c4956"), self.view.canvas.air.middle, part), False

    def columns(self, each: float, least: int = 1) -> list[float]:
        """Return the middles (z) of a row of windows about `each` metres apart."""
        many = max(least, round(self.wide / each))
        return [self.z0 + self.wide * (k + 0.5) / many for k in range(many)]

    def awning(self, za: float, zb: float, y: float, out: float, colours: Sequence[Colour]) -> None:
        """Draw a striped awning over a shop, its valance hanging down."""
        s, low = self.sheet, y - 0.55
        x = self.out(out)
        many = max(3, round((zb - za) / 0.45)) if self.fine(0.4) else 1
        if self.view.canvas.snowy:
            colours = [mix(c, SNOW, 0.6) for c in colours]
        for k in range(many):
            a, b = za + (zb - za) * k / many, za + (zb - za) * (k + 1) / many
            colour = colours[k % len(colours)]
            s.poly(colour, self.light + 0.2, (self.x, y, a), (self.x, y, b), (x, low, b),
                   (x, low, a), line=0.4)  # fmt: skip
            s.wall(x, a, b, low - 0.22, low, colour, self.light, 0.5)
        s.poly(mix(colours[0], DARK, 0.25), 0.42, (self.x, y, za), (x, low, za), (self.x, low, za))

    def door(self, z: float, wide: float, high: float, colour: Colour, arch: Colour) -> None:
        """Draw a door with its frame and steps."""
        s, a, b = self.sheet, z - wide / 2, z + wide / 2
        s.wall(self.x, a - 0.15, b + 0.15, 0, high + 0.18, arch, self.light + 0.1)
        inner = self.x + self.side * 0.2
        near = a * inner / self.x
        s.wall(inner, near, b, 0, high, colour, self.light * 0.85)
        if self.fine(0.08):
            for lo, hi in ((0.2, 0.9), (1.05, high - 0.2)):
                for c, d in ((0.12, 0.45), (0.55, 0.88)):
                    s.wall(inner, near + (b - near) * c, near + (b - near) * d, lo, hi,
                           mix(colour, DARK, 0.22), self.light * 0.8)  # fmt: skip
        x = self.out(0.35)
        s.wall(x, a - 0.2, b + 0.2, 0, 0.14, mix(arch, DARK, 0.2), self.light)
        s.poly(arch, 0.7, (x, 0.14, a - 0.2), (x, 0.14, b + 0.2), (self.x, 0.14, b + 0.2),
               (self.x, 0.14, a - 0.2))  # fmt: skip
        s.front(x, self.x, 0, 0.14, a - 0.2, arch, 0.45)

    def board(
        self, z: float, y0: float, y1: float, out: float, wide: float, colour: Colour,
        ink: Colour, glow: bool = False, marks: int = 0,
    ) -> None:  # fmt: skip
        """Draw a sign that hangs out from the wall and looks at us, `marks` written on it."""
        s = self.sheet
        a, b = self.out(out), self.out(out + wide)
        s.stroke(DARK, 0.4, 0.05, (self.x, y1 - 0.06, z), (b, y1 - 0.06, z))
        s.front(a, b, y0, y1, z, colour, 1.0 if glow else 0.6, 0.9, glow)
        if not marks or not self.fine(wide * 0.25):
            return
        step = (y1 - y0) / marks
        left, right = min(a, b) + wide * 0.2, max(a, b) - wide * 0.2
        for k in range(marks):
            glyph(s, left, right, y0 + step * (k + 0.18), y0 + step * (k + 0.84), z, ink, self.rng,
                  glow)  # fmt: skip


def glyph(
    s: Sheet, x0: float, x1: float, y0: float, y1: float, z: float, ink: Colour, rng: Rng,
    glow: bool = False,
) -> None:  # fmt: skip
    """Draw a mark that looks like a written sign without being one."""
    rows = int(rng.integers(2, 4))
    stem = float(rng.uniform(0.3, 0.7))
    cuts = np.sort(rng.uniform(0, 0.3, 4))
    thick = (y1 - y0) * 0.13
    x = x0 + (x1 - x0) * stem
    light = 1.0 if glow else 0.6
    s.stroke(ink, light, thick, (x, y0, z), (x, y1, z), line=0, glow=glow)
    for k in range(rows):
        y = y0 + (y1 - y0) * (k + 0.5) / rows
        a, b = x0 + (x1 - x0) * float(cuts[k]), x1 - (x1 - x0) * float(cuts[3 - k])
        s.stroke(ink, light, thick, (a, y, z), (b, y, z), line=0, glow=glow)
