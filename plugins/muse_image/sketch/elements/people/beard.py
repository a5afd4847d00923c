"""Beards: stubble, a moustache, a beard, a long beard."""

import numpy as np

from ...paint.colour import mix
from ...paint.model import Outline, Part, Spot, smooth, tone
from .locks import GOLD, hues, lock
from .skull import Skull


def beard(s: Skull, head: Part, jaw: Outline) -> None:
    """Draw what grows on cheeks and chin, below the mouth; `jaw` is the edge of the face there.

    The edge runs from the far ear by the chin to the near ear (flat spots).
    """
    kind, k = s.p.beard, s.look
    if kind in ("none", "moustache"):
        if k.man and k.round < 0.2 and kind == "none":
            _shadow(s, head, jaw, 0.09)
        return
    if kind == "stubble":
        _shadow(s, head, jaw, 0.3)
        return
    upper, lower = _edges(s, jaw, kind == "long-beard")
    hue = hues(s)
    form = s.part(hue.base, [*upper, *lower[::-1]], light=0.5, round_=0.8, line=0.55, reach=0.06,
        angle=1.57)  # fmt: skip
    if s.px < 60:
        return
    many = int(min(46, s.px / 6))
    dark: list[Outline] = []
    pale: list[Outline] = []
    for n in range(many):
        part = (n * GOLD) % 1.0
        a, b = _spot(upper, part), _spot(lower, part)
        first, last = 0.05 + 0.4 * ((n * 0.37) % 1.0), 1.0 - 0.25 * ((n * 0.53) % 1.0)
        sway = 0.006 * (1 if n % 2 else -1)
        strand = [(a[0] + (b[0] - a[0]) * q + sway * w, a[1] + (b[1] - a[1]) * q) for q,
            w in ((first, 0.0), ((first + last) / 2, 1.0), (last, -0.3))]  # fmt: skip
        (dark if n % 3 else pale).append(strand)
    s.strands(hue.dark, 0.006, dark, cover=0.5, force=0.22, on=form, angle=1.57)
    s.strands(hue.light, 0.008, pale, cover=0.4, force=-1, light=0.7, on=form, angle=1.57)


def moustache(s: Skull) -> None:
    """Draw what grows on the upper lip, above the mouth."""
    if s.p.beard not in ("moustache", "beard", "long-beard"):
        return
    k, hue = s.look, hues(s)
    half = k.mouth_wide * (1.25 if s.p.beard != "moustache" else 1.35)
    y, top = k.mouth + 0.006, k.nose - 0.012
    curl = 0.014 if s.p.beard == "moustache" else -0.022
    if s.p.turn == "side":
        a = [(0.09, top), (0.05, top - 0.01), (0.02, y + 0.02), (-0.03, y + curl)]
        b = [(0.1, y + 0.012), (0.07, y - 0.006), (0.03, y - 0.012), (-0.03, y + curl - 0.004)]
        lock(s, hue, a, b, sheen=0.4, line=0.5)
        return
    for n, side in enumerate((1, -1)):
        a = s.faces([(0.0, top), (side * half * 0.42, top - 0.004), (side * half * 0.8, y + 0.026),
            (side * half, y + curl)], 0.025)  # fmt: skip
        b = s.faces([(0.0, y + 0.008), (side * half * 0.4, y - 0.006),
            (side * half * 0.8, y - 0.008), (side * half, y + curl - 0.004)], 0.025)  # fmt: skip
        lock(s, hue, a, b, sheen=0.4, line=0.5, seed=n + 20, dense=1.6)


def _shadow(s: Skull, head: Part, jaw: Outline, cover: float) -> None:
    """Lay the shade of shaved hair over jaw and lip."""
    upper, lower = _edges(s, jaw, False)
    cool = mix(mix(s.shade, s.p.hair_colour, 0.45), np.array([0.3, 0.33, 0.36], np.float32), 0.25)
    s.part(cool, [*upper, *lower[::-1]], round_=0.0, line=-1.0, on=head, fade=0.02, cover=cover,
        light=0.5)  # fmt: skip
    if cover > 0.2 and s.px > 130:
        dots = []
        for n in range(110):
            a, b = _spot(upper, (n * GOLD) % 1.0), _spot(lower, (n * GOLD) % 1.0)
            q = (n * 0.3779) % 1.0
            x, y = a[0] + (b[0] - a[0]) * q, a[1] + (b[1] - a[1]) * q
            dots.append([(x, y), (x + 0.002, y - 0.01)])
        s.strands(tone(s.p.hair_colour, -0.2), 0.004, dots, cover=0.3, force=-1, on=head)


def _edges(s: Skull, jaw: Outline, long: bool) -> tuple[Outline, Outline]:
    """Return the upper and the lower edge of a beard, both from the far side to the near one."""
    k = s.look
    w, m = k.wide, k.mouth_wide
    if s.p.turn == "side":
        upper = [(0.088, k.nose - 0.02), (0.05, k.nose - 0.035), (0.0, k.mouth + 0.035),
            (-0.12, k.nose - 0.01), (-0.2, k.eye - 0.12), (-0.235, k.eye - 0.02)]  # fmt: skip
        lower = [(0.098, k.mouth + 0.01), (0.098, 0.07), (0.06, -0.04), (-0.1, -0.02),
            (-0.25, 0.12), (-0.285, k.eye - 0.04)]  # fmt: skip
        if long:
            lower = [(0.1, k.mouth + 0.01), (0.12, 0.02), (0.1, -0.3), (-0.03, -0.36),
                (-0.2, -0.05), (-0.285, k.eye - 0.04)]  # fmt: skip
        return smooth(upper, False), smooth(lower, False)
    upper = s.faces([(w * 0.97, k.eye - 0.02), (w * 0.86, k.nose + 0.05), (w * 0.66, k.nose - 0.02),
        (m * 1.25, k.mouth + 0.045), (m * 0.5, k.nose - 0.022), (0.0, k.nose - 0.018),
        (-m * 0.5, k.nose - 0.022), (-m * 1.25, k.mouth + 0.045), (-w * 0.66, k.nose - 0.02),
        (-w * 0.86, k.nose + 0.05), (-w * 0.97, k.eye - 0.02)], 0.01)  # fmt: skip
    if s.yaw:
        upper[0] = (jaw[0][0] - 0.004, jaw[0][1] + 0.02)
        upper[1] = (min(upper[1][0], jaw[1][0] - 0.012), upper[1][1])
    cx, cy = s.face(-0.02, 0.25)
    lower = []
    for x, y in jaw:
        dx, dy = x - cx, y - cy
        n = float(np.hypot(dx, dy)) or 1.0
        out = 0.022 * min(1.0, max(0.0, (k.nose + 0.02 - y) / 0.1))
        drop = 0.02 * max(0.0, -dy / n)
        if long:
            drop += 0.36 * max(0.0, 1 - ((x + 0.02) / 0.25) ** 2) ** 0.8
        lower.append((x + dx / n * out, y + dy / n * out - drop))
    return smooth(upper, False), smooth(lower, False)


def _spot(line: Outline, part: float) -> Spot:
    """Return the spot at a part (0..1) of a line."""
    at = part * (len(line) - 1)
    n = min(int(at), len(line) - 2)
    (u, v), (x, y) = line[n], line[n + 1]
    return u + (x - u) * (at - n), v + (y - v) * (at - n)
