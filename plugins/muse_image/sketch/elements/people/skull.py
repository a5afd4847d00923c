"""The frame a head is drawn in: its proportions, and where its spots lie when it turns.

Flat spots (x, y) have the chin's middle at (0, 0) and the crown of the skull at y = 1; x runs to
where the head looks. Face spots are those of a head seen from the front; `Skull.face` turns them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Model, Outline, Part, Spot, limb, oval, smooth
from .card import Person

YAWS = {"front": 0.0, "three-quarter": 0.6, "side": math.pi / 2, "back": math.pi}
DEPTH = 0.37
"""How far the face lies before the middle of the head."""


@dataclass(frozen=True, slots=True)
class Look:
    """Proportions of a face, in units of the head's height; widths are from its middle."""

    eye: float
    brow: float
    nose: float
    mouth: float
    hairline: float
    wide: float
    jaw: float
    chin: float
    apart: float
    eye_wide: float
    eye_high: float
    nose_wide: float
    lips: float
    mouth_wide: float
    brow_thick: float
    round: float
    years: float
    man: bool
    narrow: bool


AGES = {
    #         eye   brow  nose  mouth hair  wide  jaw   chin  eye w  eye h  round years
    "baby": (0.36, 0.49, 0.22, 0.125, 0.83, 0.395, 0.268, 0.095, 0.094, 0.074, 1.0, 0.0),
    "child": (0.395, 0.525, 0.24, 0.145, 0.82, 0.37, 0.258, 0.095, 0.089, 0.066, 0.8, 0.0),
    "teen": (0.445, 0.562, 0.262, 0.165, 0.82, 0.348, 0.265, 0.10, 0.081, 0.053, 0.35, 0.0),
    "young": (0.46, 0.574, 0.27, 0.172, 0.825, 0.338, 0.258, 0.10, 0.078, 0.049, 0.15, 0.0),
    "adult": (0.466, 0.578, 0.268, 0.172, 0.828, 0.336, 0.258, 0.105, 0.076, 0.046, 0.08, 0.1),
    "middle": (0.468, 0.578, 0.265, 0.17, 0.835, 0.338, 0.265, 0.11, 0.073, 0.042, 0.0, 0.5),
    "old": (0.465, 0.57, 0.256, 0.166, 0.85, 0.332, 0.252, 0.11, 0.07, 0.038, 0.0, 1.0),
}
"""Age -> heights and widths of a face, how round its cheeks are, and how deep its wrinkles."""


def look(p: Person) -> Look:
    """Return the proportions of a person's face."""
    eye, brow, nose, mouth, hair, wide, jaw, chin, ew, eh, plump, years = AGES[p.age]
    f = [value - 0.5 for value in p.face]
    grown = 1.0 - plump
    man = p.sex == "man"
    heavy = {"slim": -0.012, "thin": -0.012, "stout": 0.022, "strong": 0.008}.get(p.build, 0.0)
    dark, light_skin = float(luma(p.skin)) < 0.5, float(luma(p.skin)) > 0.6
    narrow = light_skin and float(luma(p.hair_colour)) < 0.2 and float(luma(p.eyes)) < 0.32
    if man:
        jaw, chin, eh, ew = jaw + 0.02 * grown, chin + 0.03 * grown, eh * 0.86, ew * 0.95
        brow -= 0.012 * grown
    small = 0.86 if plump > 0.5 else 1.0
    nose_wide = (0.062 + 0.026 * f[2] + (0.014 if dark else 0.0)) * (1.1 if man else 0.96)
    lips = (0.84 if man else 1.12) * (1 + 0.7 * f[3]) * (1.22 if dark else 1.0)
    return Look(eye=eye + 0.012 * f[4], brow=brow + 0.022 * f[5], nose=nose + 0.036 * f[2],
        mouth=mouth + 0.012 * f[3], hairline=hair + (0.02 if man and years > 0.4 else 0.0),
        wide=wide + 0.042 * f[0] + heavy, jaw=jaw + 0.042 * f[1] + 0.02 * f[0] + heavy * 1.6,
        chin=chin + 0.05 * f[1] + 0.3 * heavy, apart=0.148 + 0.03 * f[4] + 0.012 * plump,
        eye_wide=ew * (1 + 0.14 * f[4]), eye_high=eh * (1 + 0.24 * f[4]) * (0.9 if narrow else 1.0),
        nose_wide=nose_wide * small, lips=lips * (1 - 0.3 * years),
        mouth_wide=(0.11 + 0.036 * f[3] + (0.008 if man else 0.0)) * small,
        brow_thick=(0.025 if man else 0.0135) * (1 + 0.9 * f[5]) * (0.7 if plump > 0.5 else 1.0),
        round=plump, years=years, man=man, narrow=narrow)  # fmt: skip


class Skull:
    """Draws on a model in the head's own spots; lengths are in units of the head's height."""

    def __init__(self, m: Model, p: Person, chin: Spot, high: float, tilt: float, way: int) -> None:
        self.m, self.p, self.chin, self.high, self.way = m, p, chin, high, way
        self.look = look(p)
        self.yaw = YAWS[p.turn]
        self.px = m.px(high)
        self._cos, self._sin = math.cos(tilt), math.sin(tilt)
        self._cy, self._sy = math.cos(self.yaw), math.sin(self.yaw)
        side = float(np.sign(m.canvas.layout.light[0])) or 1.0
        self.lit = side * m.way * way
        """The side (x) that the light comes from."""
        self.within: Part | None = None
        """What the next parts do not leave, unless they name another part."""
        self.skin = p.skin
        warm = np.array([0.83, 0.66, 0.58], np.float32)
        if float(p.skin[0]) < float(p.skin[1]):
            warm = np.array([0.7, 0.74, 0.74], np.float32)
        self.shade = np.clip(p.skin * warm, 0, 1).astype(np.float32)
        if float(luma(p.skin)) < 0.42:
            self.shade = mix(self.shade, p.skin, 0.35)
        self.glow = mix(p.skin, rgb("fff1dc"), 0.42 if float(luma(p.skin)) > 0.42 else 0.32)
        self.rose = mix(p.skin, rgb("d65a54"), 0.5 if float(luma(p.skin)) > 0.5 else 0.34)
        self.dark = mix(np.clip(p.skin * warm * warm * np.float32(0.42), 0, 1), rgb("2a1714"), 0.45)

    # -- where

    def at(self, spot: Spot) -> Spot:
        """Return a flat spot as a spot of the model."""
        x, y = spot
        u = (x * self._cos + y * self._sin) * self.way * self.high
        return self.chin[0] + u, self.chin[1] + (y * self._cos - x * self._sin) * self.high

    def face(self, x: float, y: float, out: float = 0.0) -> Spot:
        """Return the flat spot of a face spot on the turned head; `out` stands out of the face."""
        if self.yaw == 0.0:
            return x, y
        wide = 0.44 * self.look.wide / 0.336
        deep = DEPTH * (1 - math.sqrt(max(0.02, 1 - (x / wide) ** 2)))
        return x * self._cy + (out - deep) * self._sy, y

    def faces(self, spots: Sequence[Spot], out: float = 0.0) -> Outline:
        """Return the flat spots of face spots."""
        return [self.face(x, y, out) for x, y in spots]

    # -- drawing

    def part(self, colour: Colour, *outlines: Sequence[Spot], **how: Any) -> Part:
        """Fill outlines as one form; see `Model.part`."""
        for name in ("reach", "fade"):
            if name in how:
                how[name] = how[name] * self.high
        if self.px < 44 and how.get("line", 0.8) > 0:
            how["line"] = how.get("line", 0.8) * 0.5
        if how.get("ramp"):
            other, first, last = how["ramp"]
            how["ramp"] = (other, self.at(first), self.at(last))
        if how.get("on") is None:
            how["on"] = self.within
        shapes = [[self.at(s) for s in outline] for outline in outlines]
        return self.m.part(colour, *shapes, **how)

    def blob(self, colour: Colour, spots: Sequence[Spot], **how: Any) -> Part:
        """Fill a closed outline that runs smoothly through spots."""
        return self.part(colour, smooth(spots), **how)

    def ball(
        self, colour: Colour, x: float, y: float, half: float, high: float = 0.0,
        turn: float = 0.0, **how: Any,
    ) -> Part:  # fmt: skip
        """Fill an ellipse."""
        return self.part(colour, oval(x, y, half, high or half, turn), **how)

    def limb(
        self, colour: Colour, widths: Sequence[float], spots: Sequence[Spot], **how: Any
    ) -> Part:
        """Fill a limb that bends smoothly."""
        return self.part(colour, *limb(widths, *spots), **how)

    def line(self, colour: Colour, width: float, spots: Sequence[Spot], **how: Any) -> Part:
        """Draw a thin line; see `Model.line`."""
        how.setdefault("on", self.within)
        return self.m.line(colour, width * self.high, *(self.at(s) for s in spots), **how)

    def tint(
        self, colour: Colour, spots: Sequence[Spot], *, on: Part | None = None, cover: float = 0.5,
        fade: float = 0.03, light: float = 0.58,
    ) -> Part:  # fmt: skip
        """Lay a soft colour over what is there."""
        return self.part(colour, smooth(spots), round_=0.0, line=-1.0, on=on, fade=fade,
            cover=cover, light=light)  # fmt: skip

    def strands(
        self, colour: Colour, width: float, lines: Sequence[Sequence[Spot]], *, cover: float = 0.6,
        force: float = 0.3, light: float = 0.5, on: Part | None = None, angle: float | None = None,
    ) -> None:  # fmt: skip
        """Draw many thin lines as one: hair, folds, rows of a weave."""
        wide = max(width, 0.8 / max(self.px, 1.0))
        shapes = [_thread(each, wide) for each in lines if len(each) > 1]
        if shapes:
            drawn = self.part(colour, *shapes, round_=0.0, line=-1.0, cover=cover, light=light,
                on=on, angle=angle)  # fmt: skip
            self.m.ink(drawn, force)


def _thread(line: Sequence[Spot], wide: float) -> Outline:
    """Return the outline of a thin line that tapers to both ends."""
    spots = smooth(line, False, 4) if len(line) < 6 else list(line)
    many = len(spots)
    left, right = [], []
    for n, (x, y) in enumerate(spots):
        (x0, y0), (x1, y1) = spots[max(0, n - 1)], spots[min(many - 1, n + 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        half = wide / 2 * (0.25 + 0.75 * min(1.0, 3.0 * min(n, many - 1 - n) / many))
        dx, dy = -(y1 - y0) / length * half, (x1 - x0) / length * half
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return left + right[::-1]
