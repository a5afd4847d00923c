"""Clothes: garments drawn on a body from their cuts; what is on them is in details.py."""

import math

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour
from ...paint.model import Outline, Part, Spot, oval, smooth, tone
from . import details, extras, folds
from .body import Body, Drape
from .cuts import Cut
from .hands import foot

NECK = 65
"""Order of what is worn over collars."""
HIDDEN = 0.6
"""Level of an arm from which what lies below an outer sleeve is drawn."""


class Tailor:
    """Draws the garments of one person."""

    def __init__(self, b: Body, rng: Rng, worn: list[tuple[str, Cut, Colour]]) -> None:
        self.b, self.m, self.worn = b, b.m, worn
        self.lots = [np.random.Generator(np.random.PCG64(int(rng.integers(2**62)))) for _ in worn]
        self.outer = max((i for i, (_, cut, _) in enumerate(worn) if cut.sleeve), default=None)
        """The outermost garment with sleeves."""
        self.fine = b.px > 150
        """Whether it is large enough for seams, buttons and folds."""

    # -- legs

    def leg(self, side: str, last: bool) -> None:
        """Draw a leg: skin, stockings, trousers, shoes."""
        b, m = self.b, self.m
        tail = any("tail" in cut.extra for _, cut, _ in self.worn)
        if tail:
            return
        shod = any(cut.shoe for _, cut, _ in self.worn)
        m.part(b.p.skin, *b.leg(side), light=0.56, line=0.6)
        if not shod:
            foot(b, side, b.p.skin, "bare")
        for _, cut, colour in self.worn:
            if cut.shoe:
                foot(b, side, colour, cut.shoe, cut.boot)
            elif cut.legs:
                self.trouser(side, cut, colour, last)
        for _, cut, colour in self.worn:
            if "suit-rings" in cut.extra:
                foot(b, side, tone(colour, -0.06), "padded")

    def trouser(self, side: str, cut: Cut, colour: Colour, last: bool) -> None:
        """Draw one leg of trousers; the `last` one has what lies about the hips."""
        b, m = self.b, self.m
        ease = 0.003 if cut.tight else cut.leg_ease
        shapes = b.leg(side, cut.legs, ease, 0.0 if cut.tight else ease * 0.35)
        seam = None
        if last and cut.low_top:
            other = "far" if side == "near" else "near"
            shapes += [b.trunk(-0.3, cut.low_top, 0.004 + ease * 0.4), *b.leg(other, 0.3, ease)]
            seam = oval(
                *b.joint(b.k.legs[other], 0.3), b.leg_width(0.3) * 0.5, b.leg_width(0.3) * 0.75
            )
        done = m.part(colour, *shapes, light=0.56 if last else 0.5, line=0.75, seam=seam)
        if self.fine:
            folds.leg_folds(b, side, cut, colour, done)

    # -- the trunk

    def trunk(self, number: int) -> None:
        """Draw what a garment has on the trunk and about the legs."""
        b, m = self.b, self.m
        name, cut, colour = self.worn[number]
        rng = self.lots[number]
        drape: Drape | None = None
        shapes: list[Outline] = []
        if cut.skirt:
            top = cut.low_top or max(cut.hem, 0.9)
            drape = b.drape(top, cut.skirt, cut.ease + 0.003, cut.flare, b.k.pose.wind)
            shapes += drape.outlines()
        if cut.top:
            low = cut.hem if not cut.skirt else cut.hem - 0.08
            shapes.append(b.trunk(low, cut.top, cut.ease, cut.neck, 0.0 if cut.skirt
                else cut.ease * 0.7))  # fmt: skip
            if cut.brief:
                shapes.append(b.brief(cut.ease))
            if cut.sleeve:
                for side in ("far", "near"):
                    shapes += b.arm(side, 0.3, cut.sleeve_ease, start=0.02)
        if shapes:
            done = m.part(colour, *shapes, light=0.57, round_=1.0 + 0.4 * cut.shine, line=0.8)
            if cut.straps:
                self._straps(colour, cut)
            self._adorned(name, cut, colour, done, drape, rng)
        elif cut.waist and self.fine:
            details.waist(b, cut, colour)
        if cut.order < NECK:
            extras.draw(b, cut, colour, rng)

    def _straps(self, colour: Colour, cut: Cut) -> None:
        b = self.b
        for x in (-0.42, 0.42):
            spots = [b.face(v, x) for v in (cut.top - 0.04, 1.96, 2.04)]
            self.m.limb(colour, [0.016, 0.014, 0.012], *spots, line=0.4)

    def _adorned(self, name: str, cut: Cut, colour: Colour, done: Part, drape: Drape | None,
                 rng: Rng) -> None:  # fmt: skip
        b = self.b
        if cut.pattern and b.px > 60:
            folds.pattern(b, cut.pattern, colour, done, rng)
        if self.fine:
            if drape is not None:
                folds.drape_folds(b, drape, colour, done, cut, rng)
            if cut.top:
                folds.trunk_folds(b, colour, done, cut)
        if drape is not None and cut.close in ("double", "two", "buttons") and self.fine:
            (lu, _), (ru, _) = b.edge(0.1, cut.ease)
            front = b.face(0.1, 0.14 if cut.close == "double" else 0.0, cut.ease)
            x = 2 * (front[0] - lu) / max(ru - lu, 1e-6) - 1
            if b.p.turn != "back":
                spots = [drape.at(t, x) for t in (0.2, 0.6, 1.0)]
                b.m.line(tone(colour, -0.45), 0.0045, *spots, on=done, force=0.7)
        if b.px > 45:
            details.closing(b, cut, colour, done)
            details.waist(b, cut, colour)

    def collars(self) -> None:
        """Draw the collars of all garments, and what is worn about the neck."""
        for _, cut, colour in self.worn:
            if self.b.px > 45:
                details.collar(self.b, cut, colour)
        for (_, cut, colour), rng in zip(self.worn, self.lots, strict=True):
            if cut.order >= NECK:
                extras.draw(self.b, cut, colour, rng)

    # -- arms

    def arm(self, side: str, number: int) -> None:
        """Draw what a garment has on an arm."""
        _, cut, colour = self.worn[number]
        b, m = self.b, self.m
        if cut.glove:
            m.part(colour, *b.arm(side, 2.0, 0.006, start=cut.glove), line=0.6)
            return
        if not cut.sleeve:
            return
        outer = number == self.outer
        start = 0.1 if outer else HIDDEN
        if cut.sleeve <= start:
            return
        shapes = b.arm(side, cut.sleeve, cut.sleeve_ease, cut.sleeve_ease * 0.2, start=start)
        if cut.puff:
            shapes += b.arm(side, cut.sleeve - 0.15, cut.sleeve_ease + cut.puff, start=1.3)
        if cut.bell:
            shapes.append(self._bell(side, cut))
        done = m.part(colour, *shapes, light=0.57 if side == "near" else 0.53,
            line=0.75, seam=b.shoulder(side) if outer else None)  # fmt: skip
        if cut.pattern and b.px > 60:
            folds.pattern(b, cut.pattern, colour, done, self.lots[number])
        if self.fine:
            details.sleeve(b, side, cut, colour, done)
        extras.sleeve(b, side, cut, colour)

    def _bell(self, side: str, cut: Cut) -> Outline:
        """Return the outline of a wide sleeve that hangs from the forearm."""
        b = self.b
        arm = b.k.arms[side]
        elbow, wrist = b.k.at(arm.b), b.joint(arm, cut.sleeve)
        upper = b.joint(arm, 0.55)
        du, dv = wrist[0] - elbow[0], wrist[1] - elbow[1]
        size = math.hypot(du, dv) or 1.0
        n = (dv / size, -du / size)
        if n[1] > 0.05 or (abs(n[1]) <= 0.05 and n[0] > 0):
            n = (-n[0], -n[1])
        n = (n[0] * 0.75 - 0.06, n[1] * 0.75 - 0.55)
        bell, half = cut.bell, b.arm_width(2.0) / 2 + cut.sleeve_ease / 2

        def hung(t: float, drop: float) -> Spot:
            """Return a spot below the forearm: `t` of the way back from the wrist."""
            return (
                wrist[0] + (elbow[0] - wrist[0]) * t + n[0] * bell * drop,
                wrist[1] + (elbow[1] - wrist[1]) * t + n[1] * bell * drop,
            )

        inner = smooth([hung(0.36, 1.04), hung(0.6, 0.84), hung(0.86, 0.5), hung(1.0, 0.12)], False)
        edge: Spot = (wrist[0] - n[0] * half, wrist[1] - n[1] * half)
        return [upper, edge, hung(-0.06, 0.5), hung(-0.02, 1.0), hung(0.16, 1.06), *inner]
