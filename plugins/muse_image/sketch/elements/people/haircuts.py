"""Cuts of hair: the shape of each style, and the line where hair begins on a head."""

import math
from dataclasses import dataclass, replace

from ...paint.model import Outline, Spot
from .skull import Skull


@dataclass(frozen=True, slots=True)
class Cut:
    """A style of hair, in units of the head's height.

    `lift`: how far it stands off the skull; `part`: where it is parted (-1 near side .. 1 far
    side of the forehead); `fall`: the height of the ends beside the face (1: it ends at the ears);
    `back`: that of the ends behind; `broad`: how far the ends spread; `wave`: how much it waves;
    `fringe`: what falls over the forehead; `shape`: what is drawn besides, or in place of a cap;
    `bare`: whether the ears show; `pressed`: whether a hat lies on it.
    """

    lift: float = 0.05
    part: float = -0.35
    fall: float = 1.0
    back: float = 1.0
    broad: float = 0.05
    wave: float = 0.0
    fringe: str = ""
    shape: str = ""
    bare: bool = False
    pressed: bool = False


CUTS = {"bald": Cut(shape="bald", bare=True), "buzz": Cut(0.012, shape="buzz", bare=True),
    "short": Cut(0.055, -0.3, fringe="lifted", bare=True),
    "crop": Cut(0.04, 0.1, fringe="crop", bare=True),
    "side-part": Cut(0.06, -0.5, fringe="wave", bare=True),
    "slicked": Cut(0.03, 0.0, shape="slicked", bare=True),
    "bob": Cut(0.065, -0.3, 0.02, 0.02, 0.06, fringe="swept"),
    "shoulder": Cut(0.06, -0.35, -0.2, -0.24, 0.08, 0.012, fringe="swept"),
    "long": Cut(0.06, -0.2, -0.62, -0.75, 0.06, 0.02, fringe="curtain"),
    "straight": Cut(0.045, 0.0, -0.68, -0.8, 0.0, 0.0, fringe="curtain"),
    "wavy": Cut(0.075, -0.35, -0.36, -0.44, 0.12, 0.036, fringe="swept"),
    "fringe": Cut(0.06, 0.0, -0.16, -0.22, 0.03, 0.0, fringe="straight"),
    "curly": Cut(0.06, shape="curly"), "afro": Cut(0.06, shape="afro"),
    "ponytail": Cut(0.035, 0.0, shape="ponytail", fringe="wisps", bare=True),
    "pigtails": Cut(0.045, 0.0, shape="pigtails", fringe="straight", bare=True),
    "braid": Cut(0.05, -0.35, shape="braid", fringe="swept", bare=True),
    "braids": Cut(0.045, 0.0, shape="braids", fringe="curtain", bare=True),
    "bun": Cut(0.045, -0.25, shape="bun", fringe="wisps", bare=True),
    "topknot": Cut(0.035, 0.0, shape="topknot", bare=True),
    "mohawk": Cut(0.012, 0.0, shape="mohawk", bare=True),
    "spiky": Cut(0.05, 0.0, shape="spiky", fringe="spiky", bare=True),
    "messy": Cut(0.06, -0.2, shape="messy", fringe="messy", bare=True),
    "dreadlocks": Cut(0.05, shape="dreadlocks")}  # fmt: skip
"""Style of hair -> how it is cut."""


def cut(s: Skull, hidden: bool) -> Cut:
    """Return the cut of a person's hair; `hidden`: as a hat leaves it."""
    made = CUTS.get(s.p.hair, CUTS["short"])
    if not hidden:
        return made
    shape = made.shape
    if shape in ("afro", "curly", "spiky", "messy", "mohawk", "topknot", "bun"):
        shape = "curly" if shape in ("afro", "curly") else ""
    fringe = made.fringe if made.fringe in ("straight", "swept", "curtain", "wisps") else ""
    return replace(made, lift=min(made.lift, 0.02), shape=shape, fringe=fringe, pressed=True)


@dataclass(frozen=True, slots=True)
class Ring:
    """The outline of the skull's upper part, as an ellipse (flat spots)."""

    x: float
    y: float
    wide: float
    high: float

    def at(self, degrees: float, lift: float = 0.0) -> Spot:
        """Return the spot at an angle from +x, counted against the clock."""
        a = math.radians(degrees)
        return self.x + (self.wide + lift) * math.cos(a), self.y + (self.high + lift) * math.sin(a)


def ring(s: Skull) -> Ring:
    """Return the ring of a skull as it is turned."""
    f = s.look.wide / 0.336
    if s.p.turn == "three-quarter":
        return Ring(-0.172 * f, 0.6, 0.375 * f, 0.4)
    if s.p.turn == "side":
        return Ring(-0.335 * f, 0.6, 0.418 * f, 0.4)
    return Ring(0.0, 0.6, s.look.wide * 1.04, 0.4)


def hairline(s: Skull) -> Outline:
    """Return the edge of the hair on the face (flat spots), from near to far sideburn."""
    k = s.look
    w, h = k.wide, k.hairline
    back = 0.03 * k.years if k.man else 0.0
    half = [(0.0, h - 0.005), (w * 0.5, h + 0.0 + back * 1.4), (w * 0.8, h - 0.085 + back),
        (w * 0.93, k.brow + 0.03), (w * 1.0, k.eye - 0.02)]  # fmt: skip
    if s.p.turn == "side":
        f = w / 0.336
        return [(-0.245 * f, k.eye - 0.04), (-0.2 * f, k.brow - 0.02), (-0.15 * f, k.brow + 0.07),
            (-0.1 * f, h - 0.07 + back), (0.02, h + 0.01 + back)]  # fmt: skip
    far = half[:-1] if s.yaw else half
    return s.faces([(-x, y) for x, y in half[:0:-1]] + far)
