"""Fringes: locks that fall over the forehead, or stand up from it."""

import math

from ...paint.model import Outline
from .haircuts import Cut, ring
from .locks import Hues, lock
from .skull import Skull


def fringe(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw the fringe of a cut."""
    made = {"straight": _straight, "swept": _swept, "curtain": _curtain, "wisps": _wisps,
        "lifted": _lifted, "crop": _crop, "wave": _wave, "spiky": _messy,
        "messy": _messy}.get(c.fringe)  # fmt: skip
    if made:
        made(s, hue, c)


def _straight(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, low = k.wide, k.brow + 0.012
    top = ring(s).at(84 if s.yaw else 90, c.lift * 0.6)
    for n, (left, right) in enumerate(((-0.93, -0.3), (0.3, 0.93), (-0.4, 0.42))):
        a = [(top[0] + left * 0.06, top[1] - 0.04), *s.faces([(left * w * 0.72, 0.86),
            (left * w * 0.97, 0.72), (left * w, low)], 0.03)]  # fmt: skip
        b = [(top[0] + right * 0.06, top[1] - 0.04), *s.faces([(right * w * 0.72, 0.86),
            (right * w * 0.97, 0.72), (right * w, low)], 0.03)]  # fmt: skip
        lock(s, hue, a, b, tips=3, jag=0.025, sheen=0.45, seed=n + 4, line=0.4, round_=0.5)


def _swept(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, h = k.wide, k.hairline
    side = 1 if c.part < 0 else -1
    p = c.part * w * 0.9
    # Where no hair falls beside the far cheek, the end stays within the face.
    out, low = (0.97, 0.05) if _lone(s, c, side) else (1.12, 0.0)
    a = s.faces([(p, h + 0.0), (p + side * 0.13, h - 0.05), (side * w * 0.74, k.brow + 0.09),
        (side * w * min(0.98, out - 0.05), k.brow - 0.03 + low)], 0.03)  # fmt: skip
    b = s.faces([(p - side * 0.02, h + 0.07), (p + side * 0.2, h + 0.06),
        (side * w * 0.9, h - 0.05), (side * w * out, k.brow + 0.03 + low)], 0.03)  # fmt: skip
    lock(s, hue, a, b, tips=2, jag=0.04, sheen=0.4, seed=6, round_=0.8)
    a = s.faces([(p, h + 0.005), (p - side * 0.09, h - 0.035), (-side * w * 0.84, k.brow + 0.07),
        (-side * w * 0.98, k.eye + 0.0)], 0.02)  # fmt: skip
    b = s.faces([(p + side * 0.01, h + 0.07), (p - side * 0.13, h + 0.03),
        (-side * w * 0.98, h - 0.1), (-side * w * 0.99, k.eye - 0.005)], 0.02)  # fmt: skip
    lock(s, hue, a, b, sheen=0.4, seed=7, line=0.4)


def _curtain(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, h = k.wide, k.hairline
    p = c.part * w * 0.9
    for n, side in enumerate((1, -1)):
        low = k.brow + 0.03 if _lone(s, c, side) else k.eye - 0.06
        a = s.faces([(p, h + 0.005), (p + side * 0.12, h - 0.045), (side * w * 0.86, k.brow + 0.05),
            (side * w * 0.97, low)], 0.02)  # fmt: skip
        b = s.faces([(p - side * 0.004, h + 0.08), (p + side * 0.16, h + 0.05),
            (side * w * 1.0, h - 0.09), (side * w * 0.98, low - 0.005)], 0.02)  # fmt: skip
        lock(s, hue, a, b, sheen=0.42, seed=8 + n, line=0.45)


def _lone(s: Skull, c: Cut, side: int) -> bool:
    """Return whether a lock ends at the far cheek of a turned head, with no hair beside it."""
    return s.yaw > 0 and side > 0 and c.bare


def _wisps(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, h = k.wide, k.hairline
    lines = []
    for side in (-1,) if s.yaw else (-1, 1):
        for n in (0.0, 0.05):
            lines.append(s.faces([(side * w * (0.62 - n), h - 0.03),
                (side * w * (0.9 - n), k.brow + 0.08), (side * w * (0.99 - n * 0.5), k.eye),
                (side * w * (0.93 + n), k.nose + 0.05 - n)], 0.01))  # fmt: skip
    s.strands(hue.base, 0.009, lines, cover=0.9, force=0.25)


def _lifted(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw hair brushed up and aside from the forehead."""
    k, r = s.look, ring(s)
    w, h = k.wide, k.hairline
    x0, y0 = s.face(-w * 0.8, h - 0.07)
    x1, y1 = s.face(w * 0.8, h - 0.08)
    a: Outline = [(x0, y0), (x0 - 0.02, y0 + 0.1), (x0 + 0.03, 0.98),
        (x0 + 0.12, 1.0 + c.lift * 1.2)]  # fmt: skip
    b: Outline = [(x1, y1), (x1 + 0.02, y1 + 0.06), (x1 + 0.01, 0.93),
        r.at(60 if not s.yaw else 54, c.lift * 1.3)]  # fmt: skip
    xm, ym = s.face(0.0, h - 0.012, 0.02)
    mid: Outline = [(xm, ym), (xm - 0.01, 0.92), (xm + 0.01, 0.99), (xm + 0.03, 1.03 + c.lift)]
    lock(s, hue, mid, b, tips=4, jag=0.02, sheen=0.45, seed=10, line=0.35, dim=0.04)
    lock(s, hue, a, mid, tips=3, jag=0.02, sheen=0.5, seed=9, line=0.3)


def _crop(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, h = k.wide, k.hairline
    top = ring(s).at(84 if s.yaw else 90, c.lift * 0.5)
    a = [(top[0] - 0.1, top[1] - 0.02), *s.faces([(-w * 0.7, 0.93), (-w * 0.84, h - 0.05)], 0.02)]
    b = [(top[0] + 0.08, top[1] - 0.02), *s.faces([(w * 0.7, 0.93), (w * 0.84, h - 0.06)], 0.02)]
    lock(s, hue, a, b, tips=8, jag=0.02, sheen=0.5, seed=11, line=0.4, round_=0.5)


def _wave(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw a full wave of hair that rises from a side parting and falls to the other side."""
    k, r = s.look, ring(s)
    w, h = k.wide, k.hairline
    p = c.part * w * 0.9
    a = s.faces([(p, h - 0.005), (p + 0.12, h + 0.02), (w * 0.5, h - 0.015), (w * 0.9, h - 0.09),
        (w * 0.98, k.brow + 0.05)], 0.02)  # fmt: skip
    far = r.at(28 if s.yaw else 30, c.lift * 0.9)
    b = [s.face(p - 0.02, h + 0.05), r.at(104 if not s.yaw else 98, c.lift * 1.25),
        r.at(66, c.lift * 1.5), far, s.face(w * 1.06, k.brow + 0.1)]  # fmt: skip
    lock(s, hue, a, b, sheen=0.42, seed=12, line=0.5, round_=0.9)


def _messy(s: Skull, hue: Hues, c: Cut) -> None:
    k = s.look
    w, h = k.wide, k.hairline
    for n in range(6):
        at = -0.85 + 1.7 * ((n * 0.37 + 0.1) % 1.0)
        lean = 0.25 * math.sin(n * 2.1) + (0.12 if at > 0 else -0.12)
        low = k.brow + 0.045 + 0.05 * math.cos(n * 1.7)
        root = 0.06
        a = s.faces([((at - 0.2) * w * 0.8, h + root), ((at - 0.16 + lean * 0.3) * w, h - 0.03),
            ((at + lean) * w, low)], 0.03)  # fmt: skip
        b = s.faces([((at + 0.2) * w * 0.8, h + root), ((at + 0.16 + lean * 0.3) * w, h - 0.03),
            ((at + lean + 0.03) * w, low)], 0.03)  # fmt: skip
        lock(s, hue, a, b, sheen=0.35, seed=n + 13, line=0.5)
