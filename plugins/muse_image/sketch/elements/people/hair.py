"""Hair: the cap on the skull, what falls beside the face and behind, fringes, and knots."""

from ...paint.model import Outline
from .fringes import fringe
from .haircuts import Cut, cut, hairline, ring
from .knots import behind as knots_behind
from .knots import front as knots_front
from .locks import Hues, hues, lock, waved
from .skull import Skull


def behind(s: Skull, hidden: bool) -> None:
    """Draw the hair that falls behind the body."""

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
    knots_behind(s, hue, c)


def front(s: Skull, hidden: bool) -> None:
    """Draw the hair that lies on the head."""
    c, hue = cut(s, hidden), hues(s)
    if c.shape in ("curly", "afro", "dreadlocks", "buzz", "bald", "mohawk", "slicked"):
        knots_front(s, hue, c)
        return
    if s.p.turn == "back":
        _from_behind(s, hue, c)
    elif s.p.turn == "side":
        _beside(s, hue, c)
    else:
        _cap(s, hue, c)
    knots_front(s, hue, c)
    if s.p.turn in ("front", "three-quarter"):
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
