"""Hair: the cap on the skull, what falls beside the face and behind, fringes, and knots."""

import math
from dataclasses import dataclass, replace

from ...paint.model import Outline, Spot
from .locks import Hues, hues, lock, waved
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


def behind(s: Skull, hidden: bool) -> None:
    """Draw the hair that falls behind the body."""
    from .knots import behind as knots

    c, hue = cut(s, hidden), hues(s)
    if c.back < 0.9 and s.p.turn != "back":
        r = ring(s)
        low = c.back
        near = [r.at(120, c.lift * 0.5), r.at(175, c.lift),
            (r.x - r.wide - c.lift - c.broad * 0.4, 0.25), (r.x - r.wide - c.broad, low * 0.5),
            (r.x - r.wide * 0.9 - c.broad, low)]  # fmt: skip
        edge = r.x + r.wide * (1.0 if s.p.turn == "front" else 0.98)
        if s.p.turn == "side":
            edge = r.x + r.wide * 0.15
        far = [r.at(60, c.lift * 0.3), (edge, 0.6), (edge + c.broad * 0.5, 0.25),
            (edge + c.broad, low * 0.5), (edge + c.broad * 0.9 - 0.04, low)]  # fmt: skip
        near, far = waved(near, c.wave, 0.4), waved(far, c.wave, 2.0)
        lock(s, hue, near, far, tips=7, jag=0.045, dim=0.2, light=0.42, sheen=0.0, seed=3)
    knots(s, hue, c)


def front(s: Skull, hidden: bool) -> None:
    """Draw the hair that lies on the head."""
    from .knots import front as knots

    c, hue = cut(s, hidden), hues(s)
    if c.shape in ("curly", "afro", "dreadlocks", "buzz", "bald", "mohawk", "slicked"):
        knots(s, hue, c)
        return
    if s.p.turn == "back":
        _from_behind(s, hue, c)
    elif s.p.turn == "side":
        _beside(s, hue, c)
    else:
        _cap(s, hue, c)
    knots(s, hue, c)
    if s.p.turn in ("front", "three-quarter"):
        from .fringes import fringe

        fringe(s, hue, c)


def _cap(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw the two sides of the hair, from the part down, at the front or at three quarters."""
    k, r, edge = s.look, ring(s), hairline(s)
    w, turned = k.wide, s.yaw > 0
    a: Outline
    b: Outline
    x, y = s.face(c.part * w * 0.9, k.hairline + 0.005)
    top = r.at(86 if not turned else 78, c.lift)
    crown = (top[0] + (x - top[0]) * 0.35, top[1])
    far_a: Outline = [(x, y), *[e for e in edge if e[0] > x + 0.03]]
    near_a: Outline = [(x, y), *[e for e in edge[::-1] if e[0] < x - 0.03]]
    far_a, near_a = _few(far_a, 4), _few(near_a, 4)
    if c.fall < 0.9:
        low, out = c.fall, c.broad
        fx = far_a[-1][0]
        squeeze = 0.6 if turned else 1.0
        far_a += [(fx - 0.045, k.nose), (fx - 0.03, 0.1), (fx + 0.0, low * 0.5), (fx - 0.02, low)]
        far_b: Outline = [crown, r.at(55, c.lift), r.at(22, c.lift), r.at(-8, c.lift),
            (r.at(-20, c.lift)[0] + 0.03, k.nose - 0.02), (fx + (0.11 + out * 0.5) * squeeze, 0.08),
            (fx + (0.13 + out) * squeeze, low * 0.5),
            (fx + (0.09 + out) * squeeze, low)]  # fmt: skip
        nx = near_a[-1][0]
        back = 0.05 if not turned else 0.09
        near_a += [(nx + 0.015, k.nose), (nx + 0.025, 0.1), (nx - 0.0, low * 0.5), (nx + 0.02, low)]
        near_b = [crown, r.at(122, c.lift), r.at(155, c.lift), r.at(187, c.lift),
            (r.at(200, c.lift)[0] - 0.025, k.nose - 0.02), (nx - 0.1 - out * 0.6 - back, 0.06),
            (nx - 0.12 - out - back, low * 0.5), (nx - 0.09 - out - back, low)]  # fmt: skip
        if c.fall > -0.05:
            # A bob turns inwards at its ends.
            far_a[-1], far_b[-1] = (fx - 0.05, low + 0.02), (fx + 0.05 * squeeze, low - 0.03)
            near_a[-1], near_b[-1] = (nx + 0.07, low + 0.02), (nx - 0.06 - back, low - 0.03)
        pairs = [(far_a, far_b, 2.1), (near_a, near_b, 0.3)]
    else:
        last = r.at(-8, 0.0)
        if turned:
            last = r.at(12, 0.004)
        far_b = [crown, r.at(58, c.lift), r.at(30, c.lift * 0.8), last]
        near_b = [crown, r.at(125, c.lift), r.at(160, c.lift), r.at(193, c.lift * 0.4)]
        if turned:
            near_a = [*near_a, (near_a[-1][0] - 0.01, k.eye - 0.1), (near_a[-1][0] + 0.02, 0.27)]
            near_b = [crown, r.at(125, c.lift), r.at(163, c.lift), r.at(193, c.lift * 0.8),
                (r.x - r.wide * 0.82, 0.38), (r.x - r.wide * 0.6, 0.24)]  # fmt: skip
        pairs = [(far_a, far_b, 2.1), (near_a, near_b, 0.3)]
    for n, (a, b, shift) in enumerate(pairs):
        long = c.fall < 0.9
        tips = (5 if n else 3) if long and c.fall < -0.05 else 0
        a, b = waved(a, c.wave * 0.8, shift + 0.5), waved(b, c.wave, shift)
        lock(s, hue, a, b, tips=tips, jag=0.035, sheen=0.3 if not long else 0.2, seed=n, light=0.5
            if n else 0.48, dim=0.0 if n else 0.04)  # fmt: skip


def _few(line: Outline, many: int) -> Outline:
    """Return `many` spots evenly along a line."""
    at = [i * (len(line) - 1) / (many - 1) for i in range(many)]
    made = []
    for a in at:
        n = min(int(a), len(line) - 2)
        (u, v), (x, y) = line[n], line[n + 1]
        made.append((u + (x - u) * (a - n), v + (y - v) * (a - n)))
    return made


def _beside(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw the hair of a head seen from the side."""
    k, r = s.look, ring(s)
    a = _few(hairline(s)[::-1], 5)
    b = [r.at(53, c.lift * 0.6), r.at(90, c.lift), r.at(128, c.lift), r.at(160, c.lift),
        r.at(190, c.lift)]  # fmt: skip
    if c.fall < 0.9:
        low, x = c.fall, a[-1][0]
        a += [(x + 0.02, k.nose), (x + 0.02, 0.1), (x - 0.02, low * 0.5), (x - 0.02, low)]
        b += [(r.x - r.wide - 0.02 - c.lift, 0.36), (r.x - r.wide - c.broad, 0.1),
            (r.x - r.wide - c.broad, low * 0.5), (r.x - r.wide + 0.04 - c.broad, low)]  # fmt: skip
    else:
        a += [(a[-1][0] - 0.05, 0.3), (a[-1][0] - 0.1, 0.2)]
        b += [(r.x - r.wide * 0.86, 0.34), (r.x - r.wide * 0.58, 0.18)]
    a, b = waved(a, c.wave, 0.5), waved(b, c.wave, 0.0)
    lock(s, hue, a, b, tips=7 if c.fall < -0.05 else 0, jag=0.04, sheen=0.3, dense=1.3)
    if c.fringe in ("lifted", "wave", "crop"):
        rise = c.lift + (0.035 if c.fringe != "crop" else 0.0)
        first = [(-0.12, k.hairline - 0.06), (-0.1, 0.93), (-0.16, 1.0), r.at(100, rise)]
        last = [(0.035, k.hairline + 0.0), (0.065, 0.9), (-0.01, 0.985), r.at(82, rise * 1.2)]
        lock(s, hue, first, last, tips=4, jag=0.02, sheen=0.4, seed=5, line=0.35)
    elif c.fringe and c.fringe != "wisps" and not c.pressed:
        low = k.brow + (0.02 if c.fringe in ("straight", "messy", "spiky") else 0.12)
        first = [r.at(82, c.lift * 0.7), (-0.1, 0.93), (-0.04, 0.8), (-0.07, low)]
        last = [r.at(62, c.lift), (0.045, 0.95), (0.1, 0.83), (0.09, low + 0.03)]
        lock(s, hue, first, last, tips=3, jag=0.05, sheen=0.4, seed=5)


def _from_behind(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw the hair of a head seen from behind."""
    r = ring(s)
    low = 0.2 if c.back > 0.9 else c.back
    for n, side in enumerate((-1, 1)):
        out = r.wide + c.lift
        a = [(-0.02 * side, 0.9), (-0.02 * side, 0.75), (-0.02 * side, 0.55), (-0.02 * side, 0.35),
            (-0.02 * side, low)]  # fmt: skip
        b = [r.at(90 + side * 6, c.lift), r.at(90 - side * 25, c.lift),
            r.at(90 - side * 60, c.lift), (side * out, 0.5),
            (side * (r.wide * 0.5), low)]  # fmt: skip
        if c.back < 0.9:
            b = [r.at(90 + side * 6, c.lift), r.at(90 - side * 25, c.lift),
                r.at(90 - side * 60, c.lift), (side * (out + 0.03), 0.4),
                (side * (out * 0.95 + c.broad), low)]  # fmt: skip
        a, b = waved(a, c.wave, 0.5), waved(b, c.wave, 0.0)
        lock(s, hue, a, b, tips=5 if c.back < 0.9 else 3, jag=0.03, sheen=0.3, seed=n, line=0.5)
