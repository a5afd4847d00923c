"""The body of an animal of a story: tail, legs, trunk, arms."""

import math
from collections.abc import Sequence
from itertools import pairwise

from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, Part, Spot, oval, smooth, tone
from .card import Critter
from .species import Species
from .stance import Stance

ORANGE = rgb("ee9a34")
"""Feet and beaks of birds whose marks aren't of that colour."""


class Body:
    """One animal in a stance on a model; `trunk` is the part that clothes and marks lie on."""

    def __init__(self, m: Model, c: Critter, kind: Species, s: Stance) -> None:
        self.m, self.c, self.kind, self.s = m, c, kind, s
        self.wide = 0.185 * kind.plump * c.plump
        self.trunk: Part | None = None
        self.wag = 0.0

    @property
    def limb(self) -> Colour:
        """Colour of arms and legs."""
        return self.c.marks if self.kind.limbs == "marks" else self.c.fur

    @property
    def tip(self) -> Colour:
        """Colour of hands and feet."""
        return self.c.marks if self.kind.socks or self.kind.limbs == "marks" else self.c.fur

    def along(self, part: float, across: float = 0.0) -> Spot:
        """Return a spot of the trunk: 0 the hip, 1 the chest; `across` in half widths."""
        (a, b), (c, d) = self.s.hip, self.s.chest
        long = math.hypot(c - a, d - b) or 1e-6
        ahead, up = (c - a) / long, (d - b) / long
        half = (self.wide * (1 - 0.32 * part)) * across
        return a + (c - a) * part + up * half, b + (d - b) * part - ahead * half

    def outline(self, low: float = -0.62, high: float = 1.4, part: float = 1.0) -> Outline:
        """Return the outline of the trunk between two levels, `part` of its width."""
        spots: list[Spot] = []
        for side in (1, -1):
            levels = (low, -0.35, 0.05, 0.5, 1.0, high)
            widths = (0.42, 0.86, 1.0, 1.0, 0.95, 0.5)
            edge = [self.along(v, side * w * part) for v, w in zip(levels, widths, strict=True)]
            spots += edge if side == 1 else edge[::-1]
        return smooth(spots, True)

    def draw_trunk(self) -> None:
        """Draw the trunk with its belly."""
        m, c = self.m, self.c
        self.trunk = m.part(c.fur, self.outline(), light=0.6, round_=0.55)
        if "shell" in self.kind.extras or self.kind.face == "bare":
            return
        a, b = self.along(0.38, 0.18)
        high = 0.62 * math.dist(self.s.hip, self.s.chest) + 0.035
        lean = math.atan2(self.s.hip[0] - self.s.chest[0], self.s.chest[1] - self.s.hip[1])
        patch = oval(a, b, self.wide * 0.66, high, lean)
        m.part(c.belly, patch, on=self.trunk, line=0, light=0.61, round_=0.2, fade=0.008)

    # -- limbs

    def leg(self, ahead: bool) -> None:
        """Draw one leg with its foot."""
        m, s = self.m, self.s
        u, v = s.foot_ahead if ahead else s.foot_aside
        hip = self.along(-0.1, 0.5 if ahead else -0.5)
        colour = self.limb
        bird = self.kind.feet in ("claws", "webbed") and self.kind.arms == "wings"
        if bird:
            self._bird_foot(u * 0.8, v, hip)
            return
        knee = ((hip[0] + u) / 2 + (0.03 if s.stream else 0.0), (hip[1] + v) / 2 + 0.01)
        m.limb(colour, [0.125, 0.115, 0.1], hip, knee, (u, v + 0.02), light=0.56)
        boot = self._boot()
        tip = self.tip if boot is None else boot
        if s.soles:
            m.ball(tip, u, v + 0.015, 0.072, 0.078, light=0.6)
            if tip is not self.c.marks and boot is None:
                m.ball(tone(self.c.belly, -0.1), u, v, 0.036, 0.032, line=0, light=None)
            return
        m.ball(tip, u + 0.02, v, 0.082, 0.045, light=0.58)
        if self.kind.feet == "webbed":
            m.ball(tip, u + 0.045, v - 0.012, 0.085, 0.026, light=0.58)

    def _boot(self) -> Colour | None:
        return next((colour for name, colour in self.c.wear if name == "boots"), None)

    def _bird_foot(self, u: float, v: float, hip: Spot) -> None:
        m = self.m
        boot = self._boot()
        own = self.c.marks if self._warm(self.c.marks) else ORANGE
        colour = own if boot is None else boot
        m.limb(colour, [0.035, 0.03], (u * 0.9, max(hip[1] - 0.06, v)), (u, v + 0.01), light=0.5)
        if self.kind.feet == "webbed":
            m.blob(
                colour,
                (u - 0.03, v + 0.015),
                (u + 0.02, v + 0.025),
                (u + 0.1, v - 0.012),
                (u + 0.05, v - 0.03),
                (u - 0.01, v - 0.026),
                light=0.58,
            )
            return
        for du in (-0.05, 0.0, 0.055):
            m.limb(colour, [0.032, 0.026], (u, v), (u + du + 0.015, v - 0.03), light=0.55, line=0.5)

    @staticmethod
    def _warm(colour: Colour) -> bool:
        return float(colour[0]) > 0.7 and float(colour[2]) < 0.45

    def arm(self, ahead: bool, sleeve: Colour | None = None, cut: float = 1.0) -> None:
        """Draw one arm, or a wing; `sleeve` covers the first `cut` of it."""
        m, s = self.m, self.s
        hand = s.hand_ahead if ahead else s.hand_aside
        side = 1 if ahead else -1
        start = self.along(0.86, 0.78 * side)
        out = 0.05 * side if abs(hand[0]) < 0.3 else 0.0
        bend = ((start[0] + hand[0]) / 2 + out, (start[1] + hand[1]) / 2 - (0.02 if out else 0.03))
        if self.kind.arms == "wings":
            self._wing(start, bend, hand, side)
            return
        m.limb(self.limb, [0.1, 0.095, 0.09], start, bend, hand, light=0.58)
        if self.kind.socks or self.kind.limbs == "marks":
            m.ball(self.tip, *hand, 0.05, 0.05, line=0.3, light=0.56)
        if sleeve is not None:
            end = (
                bend[0] + (hand[0] - bend[0]) * (2 * cut - 1),
                bend[1] + (hand[1] - bend[1]) * (2 * cut - 1),
            )
            m.limb(sleeve, [0.115, 0.112, 0.108], start, bend, end, light=0.6)

    def _wing(self, start: Spot, bend: Spot, hand: Spot, side: int) -> None:
        """Draw a wing as a leaf from the shoulder to its tip, with feathers at the end."""
        m, colour = self.m, tone(self.c.fur, -0.1)
        u, v = hand[0] - start[0], hand[1] - start[1]
        long = math.hypot(u, v) or 1e-6
        reach = 1.55 if self.s.stream else 1.22
        tip = (start[0] + u * reach, start[1] + v * reach)
        across = (-v / long, u / long)
        if across[1] > 0 and side > 0:
            across = (-across[0], -across[1])
        wide = 0.1 if not self.s.stream else 0.15

        def at(part: float, off: float) -> Spot:
            a, b = start[0] + (tip[0] - start[0]) * part, start[1] + (tip[1] - start[1]) * part
            return a + across[0] * off * wide, b + across[1] * off * wide

        done = m.blob(
            colour,
            at(-0.12, 0),
            at(0.2, 0.75),
            at(0.6, 0.9),
            at(0.88, 0.6),
            at(1, 0.05),
            at(0.75, -0.5),
            at(0.3, -0.7),
            light=0.58,
        )
        for part in (0.5, 0.68):
            m.line(
                tone(colour, -0.3), 0.008, at(part, 0.8), at(part + 0.12, 0.1), on=done, force=0.4
            )

    # -- tails

    def tail(self) -> None:
        """Draw the tail behind everything."""
        draw = getattr(self, "_tail_" + self.kind.tail.replace("-", "_"), None)
        if draw is not None:
            draw(self.m, self.c, self.along(-0.25, -0.3), self.c.tail)

    def _swung(self, root: Spot, size: float, *spots: Spot) -> list[Spot]:
        """Return a tail's spots from its root; in the wind it streams behind."""
        made = [root]
        for u, v in spots:
            if self.s.stream:
                u, v = u * 1.15, v * 0.45 - u * 0.05
            if self.s.curled:
                u, v = u * 0.75, v * 0.35 - 0.02
            v += 0.05 * self.wag * len(made) / len(spots)
            made.append((root[0] + u * size, max(root[1] + v * size, 0.03)))
        return made

    def _tail_brush(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.16, -0.02), (-0.3, 0.08), (-0.36, 0.24), (-0.33, 0.36))
        widths = [w * size for w in (0.07, 0.15, 0.2, 0.17, 0.02)]
        whole = m.limb(c.fur, widths, *at, light=0.58)
        u, v = at[-1]
        m.ball(c.belly, u, v, 0.14 * size, 0.12 * size, on=whole, line=0, light=None, fade=0.006)

    def _tail_plume(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.17, 0.02), (-0.29, 0.2), (-0.25, 0.42), (-0.36, 0.52))
        m.limb(c.fur, [w * size for w in (0.07, 0.18, 0.25, 0.24, 0.06)], *at, light=0.58)
        m.limb(c.marks, [w * size for w in (0.02, 0.05, 0.07, 0.05, 0.02)], *at, line=0, light=None)

    def _tail_long(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.15, -0.06), (-0.3, 0.0), (-0.34, 0.16), (-0.28, 0.26))
        whole = m.limb(c.fur, [0.055, 0.055, 0.055, 0.055, 0.05], *at, light=0.56)
        if self.kind.pattern:
            for u, v in at[2:]:
                m.ball(c.marks, u, v, 0.05, 0.022, 0.4, on=whole, line=0, light=None)

    def _tail_thin(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.14, -0.08), (-0.3, -0.06), (-0.4, 0.06), (-0.38, 0.16))
        m.limb(c.marks, [0.036, 0.03, 0.026, 0.022, 0.014], *at, light=0.56)

    def _tail_thin_short(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.12, -0.02), (-0.17, -0.08))
        m.limb(c.fur, [0.04, 0.03, 0.024], *at)
        m.ball(tone(c.fur, -0.4), *at[-1], 0.025, 0.035)

    def _tail_tuft(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.15, -0.06), (-0.3, 0.0), (-0.36, 0.16))
        m.limb(c.fur, [0.05, 0.042, 0.036, 0.034], *at)
        u, v = at[-1]
        m.blob(
            c.marks, (u, v - 0.05), (u + 0.055, v + 0.01), (u + 0.01, v + 0.1), (u - 0.05, v + 0.02)
        )

    def _tail_hair(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.12, 0.06), (-0.22, 0.0), (-0.27, -0.14))
        m.limb(c.marks, [0.06, 0.11, 0.13, 0.03], *at, light=0.55)

    def _tail_puff(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        m.ball(c.belly, root[0] - 0.11, root[1] + 0.02, 0.082 * size, 0.078 * size)

    def _tail_puff_small(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        m.ball(c.fur, root[0] - 0.11, root[1] + 0.02, 0.055 * size, 0.05 * size)

    def _tail_short_up(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.12, 0.06), (-0.19, 0.2))
        m.limb(c.fur, [0.07, 0.07, 0.035], *at)

    def _tail_ringed(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.16, -0.02), (-0.3, 0.08), (-0.36, 0.24), (-0.33, 0.36))
        whole = m.limb(c.fur, [0.07, 0.14, 0.17, 0.15, 0.06], *at)
        for u, v in at[1:]:
            m.ball(c.marks, u, v, 0.1, 0.03, 0.5, on=whole, line=0, light=None)

    def _tail_curl(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.13, 0.03), (-0.19, 0.1), (-0.13, 0.13), (-0.14, 0.05))
        m.limb(c.marks, [0.04, 0.036, 0.03, 0.026, 0.02], *at)

    def _tail_curled(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(
            root, size, (-0.16, -0.06), (-0.33, 0.02), (-0.34, 0.24), (-0.22, 0.27), (-0.22, 0.17)
        )
        m.limb(c.fur, [0.05, 0.05, 0.046, 0.042, 0.038, 0.03], *at)

    def _tail_paddle(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        u, v = root[0] - 0.2, max(root[1] - 0.04, 0.07)
        m.ball(c.marks, u, v, 0.15, 0.07, -0.3)

    def _tail_fan(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        (u, v), colour = root, tone(c.fur, -0.16)
        for lift in (0.1, 0.02, -0.06):
            m.limb(colour, [0.06, 0.055], (u, v), (u - 0.19 * size, v + lift), light=0.52)

    def _tail_tip(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        u, v = root
        m.poly(c.fur, (u + 0.04, v + 0.09), (u - 0.2 * size, v + 0.08), (u, v - 0.06))

    def _tail_thick(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.16, -0.06), (-0.32, -0.06), (-0.46, 0.03))
        m.limb(c.fur, [0.2, 0.15, 0.09, 0.02], *at, light=0.56)

    def _tail_spiked(self, m: Model, c: Critter, root: Spot, size: float) -> None:
        at = self._swung(root, size, (-0.16, -0.06), (-0.32, -0.05), (-0.43, 0.1), (-0.4, 0.24))
        m.limb(c.fur, [0.17, 0.13, 0.09, 0.06, 0.03], *at, light=0.56)
        u, v = at[-1]
        m.poly(c.marks, (u - 0.055, v - 0.01), (u + 0.055, v - 0.01), (u - 0.01, v + 0.1))


def spikes(spots: Sequence[Spot], high: float, middle: Spot) -> list[Outline]:
    """Return one spike at each spot, pointing away from a middle."""
    made: list[Outline] = []
    for (a, b), (c, d) in pairwise(spots):
        u, v = (a + c) / 2, (b + d) / 2
        long = math.hypot(u - middle[0], v - middle[1]) or 1e-6
        tip = (u + (u - middle[0]) / long * high, v + (v - middle[1]) / long * high)
        made.append([(a, b), tip, (c, d)])
    return made
