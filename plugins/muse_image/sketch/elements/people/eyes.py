"""Eyes and brows: lids, iris, pupil, catchlight, lashes."""

import numpy as np

from ...paint.colour import luma, mix, rgb
from ...paint.model import Spot, oval, smooth, tone
from .moods import Mood
from .skull import Skull

GAZES = {"viewer": (0.0, 0.0), "left": (-0.42, 0.0), "right": (0.42, 0.0), "up": (0.0, 0.4),
    "down": (0.0, -0.5)}  # fmt: skip
"""Gaze -> how far the iris moves in the picture, in units of half an eye."""


def eyes(s: Skull, mood: Mood) -> None:
    """Draw both eyes and brows of a head seen from the front or at three quarters."""
    for side in (1, -1):
        closed = mood.open < 0.15 or (mood.wink and side == (1 if s.lit > 0 else -1))
        if s.px < 60:
            _small(s, mood, side, closed)
        else:
            _socket(s, side)
            (_closed if closed else _open)(s, mood, side)
        _brow(s, mood, side)


def gaze(s: Skull) -> Spot:
    """Return how far the irises move, in units of half an eye, along and up."""
    across, up = GAZES.get(s.p.gaze, (0.0, 0.0))
    across *= s.way * s.m.way
    if s.p.gaze == "viewer" and s.yaw:
        across = -0.2
    return across, up


def brow_colour(s: Skull) -> np.ndarray:
    """Return the colour of brows and lashes."""
    hair = s.p.hair_colour
    if float(luma(hair)) > 0.75:
        return mix(hair, rgb("77706a"), 0.55)
    return mix(tone(hair, -0.25), s.dark, 0.3)


def _small(s: Skull, mood: Mood, side: int, closed: bool) -> None:
    """Draw an eye of a small head: a dark dot, or a line when it is closed."""
    k = s.look
    x, y = side * k.apart, k.eye
    if closed or mood.open < 0.75:
        line = [s.face(x + t * k.eye_wide * 0.8, y + 0.012 * (t * t - 0.5)) for t in (-1, 0, 1)]
        s.line(s.dark, 0.022, line, force=0.9)
        return
    dx, dy = gaze(s)
    cx, cy = s.face(x, y)
    if s.px > 34:
        s.part(rgb("f3ece2"), oval(cx, cy, k.eye_wide * 0.86 * _squeeze(s, side), k.eye_high * 0.9),
            line=0.3, round_=0.0, light=0.6)  # fmt: skip
        line = [s.face(x + t * k.eye_wide, y + k.eye_high * (1.0 - 0.6 * t * t))
            for t in (-1, 0, 1)]  # fmt: skip
        s.line(s.dark, 0.02, line, force=0.7)
    half = k.eye_high * (0.85 if s.px > 34 else 0.95)
    s.part(mix(s.p.eyes, s.dark, 0.6), oval(cx + dx * 0.05, cy + dy * 0.03, half, half * 1.15),
        line=0.7, round_=0.0, light=0.45)  # fmt: skip


def _squeeze(s: Skull, side: int) -> float:
    """Return how much narrower an eye looks on the turned head."""
    k = s.look
    a, b = s.face(side * k.apart - k.eye_wide, 0), s.face(side * k.apart + k.eye_wide, 0)
    return (b[0] - a[0]) / (2 * k.eye_wide)


def _socket(s: Skull, side: int) -> None:
    """Shade the hollow between brow and eye, deepest at the nose."""
    k = s.look
    x = side * k.apart
    spots = [(x - side * k.eye_wide * 1.25, k.eye + 0.005),
        (x - side * k.eye_wide * 1.1, k.brow - 0.015), (x, k.brow - 0.012),
        (x + side * k.eye_wide * 1.15, k.brow - 0.03), (x + side * k.eye_wide * 1.1, k.eye + 0.01),
        (x, k.eye + 0.01)]  # fmt: skip
    s.tint(s.shade, s.faces(spots), cover=0.38 - 0.2 * k.round, fade=0.016, light=0.48)
    under = [(x + t * k.eye_wide, k.eye - k.eye_high * (0.75 - 0.3 * t * t)) for t in (-1, 0, 1)]
    low = [(a, b - 0.028) for a, b in reversed(under)]
    s.tint(s.shade, s.faces(under + low), cover=0.16 + 0.25 * k.years, fade=0.012, light=0.52)


def _lids(s: Skull, mood: Mood, side: int) -> tuple[list[Spot], list[Spot]]:
    """Return the edges of the upper and of the lower lid, from the nose outwards (face spots)."""
    k = s.look
    slant = 0.011 if k.narrow else 0.005
    if mood.inner > 0.02 and mood.corner < 0:
        slant -= 0.008
    droop = 0.006 * k.years
    # The upper lid follows the gaze.
    up = k.eye_high * mood.open * {"down": 0.42, "up": 1.12}.get(s.p.gaze, 1.0)
    low = k.eye_high * (0.62 - 0.5 * mood.squint)
    upper, lower = [], []
    for t in (-1.0, -0.7, -0.35, 0.0, 0.35, 0.7, 1.0):
        x = side * (k.apart + t * k.eye_wide)
        rise = 1 - abs(t) ** (2.3 if t < 0 else 2.0)
        upper.append((x, k.eye + slant * t + up * rise - droop * max(0.0, t)))
        lower.append((x, k.eye + slant * t - low * (1 - abs(t) ** 2.2) - droop * max(0.0, t)))
    return upper, lower


def _open(s: Skull, mood: Mood, side: int) -> None:
    """Draw an open eye."""
    k, px = s.look, s.px
    upper, lower = _lids(s, mood, side)
    top, bottom = s.faces(upper), s.faces(lower)
    white = s.part(rgb("f4eee6"), smooth(top, False) + smooth(bottom[::-1], False), line=0.0,
        round_=0.25, light=0.66, ramp=(rgb("cfc4bf"), s.face(side * k.apart, k.eye),
        s.face(side * k.apart, k.eye + k.eye_high * 1.1)))  # fmt: skip
    dx, dy = gaze(s)
    cx, cy = s.face(side * k.apart, k.eye + 0.003 + dy * k.eye_high)
    cx += dx * k.eye_wide
    half = k.eye_wide * (0.53 + 0.07 * k.round)
    thin = 0.5 + 0.5 * _squeeze(s, side)
    iris = s.p.eyes
    s.ball(tone(iris, -0.55), cx, cy, half * thin, half, on=white, line=0.0, round_=0.0, light=0.5)
    s.part(tone(iris, -0.12), oval(cx, cy, half * 0.84 * thin, half * 0.84), on=white, line=-1,
        round_=0.0, light=0.5, ramp=(tone(mix(iris, rgb("ffe9c0"), 0.2), 0.2),
        (cx, cy + half * 0.2), (cx, cy - half * 0.8)))  # fmt: skip
    if px > 170:
        rays = [[(cx + r * half * thin * np.cos(a), cy + r * half * np.sin(a))
            for r in (0.45, 0.62, 0.8)] for a in np.linspace(0, 2 * np.pi, 15)[:-1]]  # fmt: skip
        s.strands(tone(iris, 0.3), 0.003, rays, cover=0.4, force=-1, on=white)
    s.ball(rgb("120d0e"), cx, cy, half * 0.45 * thin, half * 0.45, on=white, line=0.0, round_=0.0,
        light=0.5)  # fmt: skip
    shadow = [*top, *[(a, b - k.eye_high * 0.42) for a, b in top[::-1]]]
    s.tint(rgb("2a1c1e"), shadow, on=white, cover=0.36, fade=0.008, light=0.4)
    lit = s.lit
    s.ball(rgb("ffffff"), cx + lit * half * 0.34, cy + half * 0.36, max(half * 0.24, 0.8 / px),
        line=-1, round_=0.0, light=0.98, on=white)  # fmt: skip
    if px > 150:
        s.ball(rgb("ffffff"), cx - lit * half * 0.36, cy - half * 0.42, half * 0.12, line=-1,
            round_=0.0, light=0.8, cover=0.55, on=white)  # fmt: skip
    if px > 110:
        inner = bottom[0]
        s.ball(mix(s.rose, s.skin, 0.3), inner[0] + side * 0.004, inner[1], 0.007, 0.006, line=-1,
            round_=0)  # fmt: skip
    _rims(s, mood, side, top, bottom)


def _rims(s: Skull, mood: Mood, side: int, top: list[Spot], bottom: list[Spot]) -> None:
    """Draw the edges of the lids, the crease above, and lashes."""
    k, px = s.look, s.px
    lash = mix(s.dark, rgb("1a1213"), 0.6)
    woman = s.p.sex != "man"
    end = top[-1]
    tail = (end[0] + side * 0.012 * _squeeze(s, side), end[1] + (0.008 if woman else -0.002))
    wide = (0.0135 if woman else 0.0105) * (1 + 0.2 * k.round)
    s.limb(lash, (wide * 0.35, wide * 0.8, wide * 1.15, wide * 1.1, wide * 0.2), [*top, tail],
        line=0.5, round_=0.0, light=0.3)  # fmt: skip
    s.line(mix(s.shade, s.dark, 0.5), 0.004, [bottom[1], *bottom[2:], end], force=0.3)
    if px > 100:
        gap = (0.011 if k.narrow else 0.019) * (0.6 + 0.4 * mood.open) * (1 - 0.3 * k.round)
        crease = [(a, b + gap * (0.55 + 0.45 * (1 - abs(i - 3) / 3))) for i,
            (a, b) in enumerate(top)]  # fmt: skip
        s.line(mix(s.shade, s.dark, 0.45), 0.005, crease[1 if k.narrow else 0:], taper=True,
            force=0.3)  # fmt: skip
        s.line(s.glow, 0.005, [(a, b - 0.009) for a, b in bottom[1:-1]], taper=True, force=0.0,
            light=0.7)  # fmt: skip
    if px > 130 and woman and s.p.age != "baby":
        lashes = []
        for i, t in enumerate((0.2, 0.45, 0.7, 0.9, 1.0)):
            a = top[0][0] + (top[-1][0] - top[0][0]) * (0.5 + 0.5 * t)
            b = float(np.interp(side * a, [side * q[0] for q in top], [q[1] for q in top]))
            far = 0.013 + 0.003 * i
            lashes.append([(a, b), (a + side * far * 0.35, b + far * 0.7),
                (a + side * far * (0.4 + 0.6 * t), b + far)])  # fmt: skip
        s.strands(lash, 0.0045, lashes, cover=0.9, force=0.6, light=0.3)


def _closed(s: Skull, mood: Mood, side: int) -> None:
    """Draw a closed eye: the lid as a soft round form with its lashes below."""
    k = s.look
    happy = mood.wink
    sag = -0.014 if happy else 0.02
    line = [s.face(side * (k.apart + t * k.eye_wide), k.eye - 0.004 - sag * (1 - t * t) + 0.004 * t)
        for t in (-1.0, -0.5, 0.0, 0.5, 1.05)]  # fmt: skip
    lid = [s.face(side * (k.apart + t * k.eye_wide), k.eye + k.eye_high * (0.8 - 0.7 * t * t))
        for t in (1.0, 0.5, 0.0, -0.5, -1.0)]  # fmt: skip
    s.part(s.skin, smooth(line + lid), line=-1, round_=0.5, light=0.6, fade=0.006, cover=0.8)
    lash = mix(s.dark, rgb("1a1213"), 0.5)
    s.limb(lash, (0.004, 0.012, 0.015, 0.012, 0.004), line, line=0.9, round_=0.0, light=0.3)
    if s.px > 100:
        hairs = [[(a, b), (a + side * 0.006 * i, b - 0.011), (a + side * 0.012 * i, b - 0.015)]
            for i, (a, b) in enumerate(line)]  # fmt: skip
        s.strands(lash, 0.004, hairs[1:], cover=0.8, force=0.5, light=0.3)
        s.line(mix(s.shade, s.dark, 0.3), 0.004, lid, taper=True, force=0.2)


def _brow(s: Skull, mood: Mood, side: int) -> None:
    """Draw a brow: thick at its inner half, tapering outwards."""
    k, px = s.look, s.px
    spots = []
    arch = 0.016 if not k.man else 0.008
    for t in (-1.0, -0.4, 0.25, 0.8, 1.3):
        part = (t + 1) / 2.3
        rise = mood.inner * (1 - part) + mood.outer * part + arch * (1 - (t - 0.25) ** 2)
        spots.append(s.face(side * (k.apart + t * k.eye_wide), k.brow + rise - 0.014 * max(0.0, t)))
    colour = brow_colour(s)
    if px < 30:
        return
    if px < 60:
        s.line(colour, k.brow_thick * 1.3, spots, force=0.6)
        return
    wide = k.brow_thick
    s.limb(colour, (wide * 0.75, wide * 1.05, wide, wide * 0.6, wide * 0.15), spots, line=0.4,
        round_=0.2, light=0.45, cover=0.82, fade=0.003 if px > 120 else 0.0)  # fmt: skip
    if px > 150:
        hairs = []
        many = 16
        for i in range(many):
            part = i / (many - 1)
            a = float(np.interp(part, np.linspace(0, 1, 5), [q[0] for q in spots]))
            b = float(np.interp(part, np.linspace(0, 1, 5), [q[1] for q in spots]))
            lean = side * wide * (0.25 + 1.1 * part)
            hairs.append([(a - lean * 0.5, b - wide * 0.55), (a, b),
                (a + lean, b + wide * (0.6 - 0.7 * part))])  # fmt: skip
        s.strands(tone(colour, -0.3), 0.0035, hairs, cover=0.55, force=0.25)
