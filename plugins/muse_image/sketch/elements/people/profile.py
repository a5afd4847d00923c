"""The face seen from the side."""

import numpy as np

from ...paint.colour import mix, rgb
from ...paint.model import Part, Spot, smooth, tone
from .beard import beard, moustache
from .eyes import brow_colour, gaze
from .moods import Mood, mood
from .mouth import lip_colour
from .skull import Skull

LEVELS = (0.0, 0.172, 0.268, 0.466, 0.578, 1.0)
"""Heights of chin, mouth, nose, eye, brow, crown that the outline below is drawn for."""


def profile(s: Skull) -> Part:
    """Draw the head from the side without its hair, and return its form."""
    expression = mood(s.p)
    k = s.look
    x = -0.27
    s.tint(s.shade, [(x - 0.16, 0.14), (x, 0.15), (x + 0.2, 0.06), (x + 0.14, -0.03), (x, -0.06),
        (x - 0.13, 0.0)], cover=0.5, fade=0.02, light=0.36)  # fmt: skip
    head = s.part(s.skin, smooth(_outline(s, expression)), round_=1.0, light=0.6, line=0.85,
        reach=0.08)  # fmt: skip
    if s.px >= 40:
        jaw = _at(s, [(-0.3, 0.4), (-0.26, 0.2), (-0.14, 0.1), (0.02, 0.045), (0.03, -0.03),
            (-0.15, -0.02), (-0.36, 0.12)])  # fmt: skip
        s.tint(s.shade, jaw, on=head, cover=0.36, fade=0.035, light=0.42)
        hollow = _at(s, [(-0.03, 0.56), (0.06, 0.57), (0.06, 0.46), (-0.02, 0.42), (-0.08, 0.47)])
        s.tint(s.shade, hollow, on=head, cover=0.34, fade=0.02, light=0.46)
        glow = _at(s, [(-0.1, 0.38), (-0.02, 0.42), (0.04, 0.36), (-0.03, 0.32)])
        s.tint(s.glow, glow, on=head, cover=0.3, fade=0.03, light=0.7)
    r = 0.085
    cx, cy = -0.055, k.nose + 0.045
    s.tint(s.rose, [(cx - r, cy), (cx, cy + r * 0.7), (cx + r, cy), (cx, cy - r * 0.7)], on=head,
        cover=(0.14 if k.man else 0.22) + 0.2 * expression.cheek + 0.14 * k.round, fade=0.035,
        light=0.6)  # fmt: skip
    _years(s)
    _eye(s, expression)
    _nose(s)
    beard(s, head, [])
    _mouth(s, expression)
    moustache(s)
    return head


def _at(s: Skull, spots: list[Spot]) -> list[Spot]:
    """Return spots of the usual profile moved to the heights of this face."""
    k = s.look
    own = (0.0, k.mouth, k.nose, k.eye, k.brow, 1.0)
    f = k.wide / 0.336
    made = []
    for x, y in spots:
        if x > 0.09:
            x = 0.09 + (x - 0.09) * (1 - 0.45 * k.round) * (1 + 3.0 * (k.nose_wide - 0.06))
        made.append((x if x > -0.1 else -0.1 + (x + 0.1) * f, float(np.interp(y, LEVELS, own))))
    return made


def _outline(s: Skull, m: Mood) -> list[Spot]:
    k = s.look
    lip = 0.012 * (k.lips - 1)
    man = 0.012 if k.man and k.round < 0.5 else 0.0
    full = 0.02 * k.round
    gape = 0.05 * m.gape
    return _at(s, [(-0.36, 1.0), (-0.18, 0.985), (-0.045, 0.925), (0.04, 0.82), (0.072, 0.70),
        (0.076 + man, 0.61), (0.062 + man * 0.4, 0.555), (0.054, 0.50), (0.082, 0.425),
        (0.128, 0.345), (0.158, 0.298), (0.152, 0.276), (0.115, 0.268), (0.078, 0.256),
        (0.084 + lip, 0.222), (0.094 + lip, 0.198), (0.07, 0.176), (0.066, 0.174 - gape),
        (0.084 + lip, 0.152 - gape), (0.074, 0.125 - gape * 0.8), (0.052, 0.102 - gape * 0.5),
        (0.066 + man, 0.055), (0.052 + man, 0.012), (0.0, -0.004), (-0.1, 0.022),
        (-0.235 - man, 0.12), (-0.285, 0.24), (-0.31, 0.36), (-0.42, 0.33), (-0.56 - full, 0.24),
        (-0.69, 0.4), (-0.75, 0.6), (-0.715, 0.8), (-0.57, 0.945)])  # fmt: skip


def _eye(s: Skull, m: Mood) -> None:
    k, px = s.look, s.px
    x, y = 0.014, k.eye
    wide = k.eye_wide * 1.18
    follow = {"down": 0.45, "up": 1.12}.get(s.p.gaze, 1.0)
    up, low = k.eye_high * m.open * 0.92 * follow, k.eye_high * (0.62 - 0.45 * m.squint)
    lash = mix(s.dark, rgb("1a1213"), 0.6)
    brow = [(x + 0.028, k.brow + 0.002 + m.inner), (x - 0.02, k.brow + 0.02 + m.inner * 0.6),
        (x - 0.08, k.brow + 0.012 + m.outer), (x - 0.13, k.brow - 0.016 + m.outer)]  # fmt: skip
    thick = k.brow_thick
    if px >= 30:
        s.limb(brow_colour(s), (thick * 0.8, thick * 1.1, thick * 0.8, thick * 0.2), brow, line=0.4,
            round_=0.2, light=0.45, cover=0.85, fade=0.003 if px > 120 else 0.0)  # fmt: skip
    if m.open < 0.15 or m.wink:
        sag = -0.012 if m.wink else 0.014
        line = [(x + 0.004, y + 0.0), (x - wide * 0.45, y - 0.01 - sag), (x - wide, y - 0.004)]
        s.limb(lash, (0.01, 0.016, 0.006), line, line=0.7, round_=0.0, light=0.3)
        return
    if px < 60:
        s.ball(mix(s.p.eyes, s.dark, 0.6), x - 0.024, y, k.eye_high * 0.6, k.eye_high, line=0.6,
            round_=0, light=0.4)  # fmt: skip
        if px > 34:
            s.line(lash, 0.018, [(x + 0.01, y + up * 0.9), (x - wide * 0.5, y + up), (x - wide, y)],
                force=0.6)  # fmt: skip
        return
    top = [(x + 0.004, y + up * 0.72), (x - wide * 0.28, y + up), (x - wide * 0.62, y + up * 0.62),
        (x - wide, y - 0.004)]  # fmt: skip
    bottom = [(x + 0.002, y - low * 0.75), (x - wide * 0.35, y - low * 0.95),
        (x - wide * 0.7, y - low * 0.5), (x - wide, y - 0.004)]  # fmt: skip
    front = (x + 0.012, y + 0.004)
    white = s.part(rgb("f2ebe3"), [front, *smooth(top, False), *smooth(bottom, False)[::-1]],
        line=0.0, round_=0.2, light=0.62)  # fmt: skip
    half = k.eye_wide * 0.52
    _, dy = gaze(s)
    cx, cy = x - 0.006, y + 0.003 + dy * k.eye_high
    s.ball(tone(s.p.eyes, -0.5), cx, cy, half * 0.5, half, on=white, line=0.0, round_=0.0,
        light=0.48)  # fmt: skip
    s.ball(tone(s.p.eyes, 0.05), cx - 0.001, cy - half * 0.1, half * 0.36, half * 0.78, on=white,
        line=-1, round_=0.0, light=0.52)  # fmt: skip
    s.ball(rgb("120d0e"), cx + half * 0.08, cy, half * 0.24, half * 0.46, on=white, line=0.0,
        round_=0.0, light=0.5)  # fmt: skip
    s.tint(rgb("2a1c1e"), [*top, *[(a, b - k.eye_high * 0.4) for a, b in top[::-1]]], on=white,
        cover=0.34, fade=0.008, light=0.4)  # fmt: skip
    s.ball(rgb("ffffff"), cx + 0.002, cy + half * 0.36, max(half * 0.18, 0.8 / px), line=-1,
        round_=0, light=0.98, on=white)  # fmt: skip
    woman = s.p.sex != "man"
    tip = [(x + (0.03 if woman else 0.012), y + up * 0.98)]
    s.limb(lash, (0.004, 0.012, 0.0125, 0.008, 0.003), [*tip, *top], line=0.5, round_=0.0,
        light=0.3)  # fmt: skip
    s.line(mix(s.shade, s.dark, 0.45), 0.004, bottom, force=0.25)
    if px > 100:
        crease = [(a - 0.002, b + 0.02) for a, b in top]
        s.line(mix(s.shade, s.dark, 0.4), 0.005, crease, taper=True, force=0.3)
    if px > 130 and woman:
        s.strands(lash, 0.0045, [[top[0], (top[0][0] + 0.02, top[0][1] + 0.006),
            (top[0][0] + 0.032, top[0][1] + 0.02)], [top[1], (top[1][0] + 0.02, top[1][1] + 0.01),
            (top[1][0] + 0.026, top[1][1] + 0.024)]], cover=0.9, force=0.5, light=0.3)  # fmt: skip


def _nose(s: Skull) -> None:
    if s.px < 50:
        return
    dark = mix(s.shade, s.dark, 0.35)
    wing = _at(s, [(0.058, 0.34), (0.036, 0.31), (0.04, 0.274), (0.066, 0.268)])
    s.tint(s.shade, _at(s, [(0.045, 0.35), (0.07, 0.36), (0.1, 0.3), (0.06, 0.262), (0.03, 0.28)]),
        cover=0.28, fade=0.012, light=0.46)  # fmt: skip
    s.line(dark, 0.007, wing, taper=True, force=0.4)
    ((x, y),) = _at(s, [(0.095, 0.276)])
    s.ball(mix(s.dark, s.rose, 0.25), x, y, 0.016, 0.0075, 0.25, line=0.35, round_=0, light=0.36,
        cover=0.75, fade=0.002)  # fmt: skip
    tip = _at(s, [(0.13, 0.31), (0.145, 0.295), (0.13, 0.285), (0.115, 0.3)])
    s.tint(s.glow, tip, cover=0.5, fade=0.008, light=0.8)


def _mouth(s: Skull, m: Mood) -> None:
    k, px = s.look, s.px
    upper, lower = lip_colour(s)
    gape = 0.05 * m.gape
    lift = 0.026 * m.corner
    long = k.mouth_wide * 0.62 * m.broad
    lip = 0.012 * (k.lips - 1)
    corner = (0.062 - long, k.mouth + lift - gape * 0.3)
    if m.gape:
        edge = _at(s, [(0.085, 0.18), (0.082, 0.172 - gape)])
        s.blob(rgb("5a1c20"), [*edge, (0.03, k.mouth - gape * 1.05), corner,
            (0.03, k.mouth + 0.016)], line=0.6, round_=0, light=0.36)  # fmt: skip
        if m.teeth and px > 60:
            s.blob(rgb("f6f1e8"), [(0.074, k.mouth + 0.008), (0.07, k.mouth - 0.008),
                (0.03, k.mouth - 0.004), (corner[0] + 0.02, k.mouth + 0.008),
                (0.03, k.mouth + 0.014)], line=0.2, round_=0, light=0.66)  # fmt: skip
    elif px < 60:
        s.line(mix(s.dark, upper, 0.35), 0.016, [(0.078, k.mouth), (0.04, k.mouth - 0.002), corner],
            force=0.7)  # fmt: skip
        return
    top = _at(s, [(0.08, 0.226), (0.092 + lip, 0.2), (0.072, 0.178)])
    low = _at(s, [(0.07, 0.172 - gape), (0.083 + lip, 0.152 - gape), (0.072, 0.13 - gape)])
    s.part(lower, smooth([*low, (0.03, low[2][1] + 0.01), (corner[0] + 0.01, corner[1]),
        (0.03, low[0][1])]), line=0.25, round_=0.5, light=0.6, fade=0.003)  # fmt: skip
    s.part(upper, smooth([*top, (0.03, top[2][1] - 0.002), corner, (0.035, top[2][1] + 0.02)]),
        line=0.3, round_=0.3, light=0.48, fade=0.003)  # fmt: skip
    if not m.gape:
        s.line(mix(s.dark, upper, 0.25), 0.008,
            [(0.07, k.mouth + 0.003), (0.04, k.mouth - 0.004), corner], taper=True,
            force=0.75)  # fmt: skip


def _years(s: Skull) -> None:
    k = s.look
    if k.years < 0.3 or s.px < 70:
        return
    ink = mix(s.skin, s.shade, 0.9)
    for n, y in enumerate((0.07, 0.11, 0.15)):
        s.line(ink, 0.006, [(0.05 - 0.02 * n, k.brow + y), (-0.02, k.brow + y + 0.008),
            (-0.08, k.brow + y)], taper=True, force=0.2 * k.years)  # fmt: skip
    for lean in (0.02, 0.0, -0.02):
        s.line(ink, 0.005, [(-0.1, k.eye + lean * 0.4), (-0.14, k.eye + lean)],
            force=0.18 * k.years)  # fmt: skip
    s.line(ink, 0.007, [(0.03, k.nose + 0.03), (0.0, k.nose - 0.03), (-0.015, k.mouth)], taper=True,
        force=0.3 * k.years)  # fmt: skip
    s.line(ink, 0.006, [(-0.0, k.eye - 0.05), (-0.04, k.eye - 0.06), (-0.08, k.eye - 0.045)],
        taper=True, force=0.2 * k.years)  # fmt: skip
