"""Mouths: lips of two tones, teeth, and what age draws beside them."""

from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Spot, smooth, tone
from .moods import Mood
from .skull import Skull


def mouth(s: Skull, mood: Mood) -> None:
    """Draw the mouth of a head seen from the front or at three quarters."""
    k = s.look
    half = k.mouth_wide * mood.broad
    lift = 0.024 * mood.corner
    low = -0.012 * max(0.0, mood.corner)
    line = [(t * half, k.mouth + lift * abs(t) ** 1.7 + low * (1 - t * t))
        for t in (-1.0, -0.66, -0.33, 0.0, 0.33, 0.66, 1.0)]  # fmt: skip
    if s.px < 60:
        _small(s, mood, line)
    elif mood.gape:
        _open(s, mood, line, half)
    else:
        _shut(s, line, half)
    if s.px > 90 and (mood.corner > 0.5 or k.years > 0.3):
        _folds(s, mood, half)


def lip_colour(s: Skull) -> tuple[Colour, Colour]:
    """Return the colours of the upper and of the lower lip."""
    red = rgb("c4504e") if not s.look.man else rgb("b4685a")
    if float(luma(s.skin)) < 0.45:
        red = rgb("b05a54")
    base = mix(s.skin, red, 0.62 if not s.look.man else 0.36)
    return mix(tone(base, -0.16), s.shade, 0.25), base


def _small(s: Skull, mood: Mood, line: list[Spot]) -> None:
    """Draw the mouth of a small head."""
    k = s.look
    if mood.gape:
        x, y = s.face(0, k.mouth - 0.03 * mood.gape, 0.02)
        half, high = k.mouth_wide * 0.68 * mood.broad, 0.04 * (0.4 + mood.gape)
        hole = s.ball(rgb("8a3634"), x, y, half, high, line=0.3, round_=0.0, light=0.5)
        if mood.teeth and s.px > 30:
            s.ball(rgb("f4eee4"), x, y + high * 0.9, half, high * 0.7, on=hole, line=0.0,
                round_=0.0, light=0.66)  # fmt: skip
        return
    upper, lower = lip_colour(s)
    if s.px > 36:
        spots = [*line[1:-1], (0.05, k.mouth - 0.038), (-0.05, k.mouth - 0.038)]
        s.tint(lower, s.faces(spots, 0.01), cover=0.7, fade=0.008)
    s.line(mix(s.dark, upper, 0.35), 0.017, s.faces(line[::2], 0.01), force=0.75)


def _bow(s: Skull, line: list[Spot], half: float, full: float) -> list[Spot]:
    """Return the upper edge of the upper lip, with its bow."""
    k = s.look
    made = []
    for (x, y), rise in zip(line, (0.0, 0.52, 0.94, 0.8, 0.94, 0.52, 0.0), strict=True):
        made.append((x * (0.9 if abs(x) < half * 0.5 else 1.0), y + 0.028 * k.lips * full * rise))
    return made


def _shut(s: Skull, line: list[Spot], half: float) -> None:
    k = s.look
    upper, lower = lip_colour(s)
    bow = _bow(s, line, half, 1.0)
    under = [(x * 0.98, y - 0.037 * k.lips * r) for (x, y),
        r in zip(line, (0.0, 0.62, 0.97, 1.0, 0.97, 0.62, 0.0), strict=True)]  # fmt: skip
    below = [(x * 0.8, y - 0.016) for x, y in under]
    s.tint(s.shade, s.faces([*below[1:-1], *[(x, y - 0.022) for x, y in below[-2:0:-1]]], 0.01),
        cover=0.36, fade=0.012, light=0.46)  # fmt: skip
    soft = 0.35 if not k.man else 0.12
    s.part(lower, smooth(s.faces(line, 0.012), False) + smooth(s.faces(under, 0.014), False)[::-1],
        line=soft * 0.6, round_=0.7, light=0.62, fade=0.003)  # fmt: skip
    s.part(upper, smooth(s.faces(bow, 0.014), False) + smooth(s.faces(line, 0.012), False)[::-1],
        line=soft, round_=0.3, light=0.47, fade=0.003)  # fmt: skip
    s.line(mix(s.dark, upper, 0.25), 0.0085, s.faces(line, 0.012), taper=True, force=0.75)
    if s.px > 90:
        x, y = s.face(s.lit * half * 0.25, k.mouth - 0.024 * k.lips - 0.008, 0.016)
        s.tint(tone(lower, 0.5), [(x - half * 0.3, y), (x, y + 0.006), (x + half * 0.3, y),
            (x, y - 0.006)], cover=0.5, fade=0.005, light=0.8)  # fmt: skip
        for side in (-1, 1):
            cx, cy = s.face(side * half * 1.04, line[0][1], 0.0)
            s.tint(s.shade, [(cx - 0.012, cy), (cx, cy + 0.012), (cx + 0.012, cy),
                (cx, cy - 0.012)], cover=0.5, fade=0.006, light=0.42)  # fmt: skip


def _open(s: Skull, mood: Mood, line: list[Spot], half: float) -> None:
    k = s.look
    _, lower = lip_colour(s)
    deep = 0.105 * mood.gape
    fall = (0.0, 0.62, 0.93, 1.0, 0.93, 0.62, 0.0)
    top = [(x, y + 0.012 * r) for (x, y), r in zip(line, fall, strict=True)]
    bottom = [(x * 0.97, y - deep * r) for (x, y), r in zip(line, fall, strict=True)]
    if mood.broad < 0.8:
        # A round mouth.
        fall = (0.0, 0.8, 0.97, 1.0, 0.97, 0.8, 0.0)
        top = [(x, k.mouth - deep * 0.25 + deep * 0.5 * r) for (x, _),
            r in zip(line, fall, strict=True)]  # fmt: skip
        bottom = [(x, k.mouth - deep * 0.25 - deep * 0.75 * r) for (x, _),
            r in zip(line, fall, strict=True)]  # fmt: skip
    lips = [(x * 1.06, y - 0.03 * k.lips * r) for (x, y), r in zip(bottom, fall, strict=True)]
    bow = _bow(s, top, half, 0.85)
    s.part(lower, smooth(s.faces(bow, 0.014), False) + smooth(s.faces(lips, 0.012), False)[::-1],
        line=0.4, round_=0.5, light=0.58, fade=0.002)  # fmt: skip
    hole = s.part(rgb("5a1c20"),
        smooth(s.faces(top, 0.012), False) + smooth(s.faces(bottom, 0.012), False)[::-1], line=0.75,
        round_=0.0, light=0.36)  # fmt: skip
    x, y = s.face(0, bottom[3][1] + deep * 0.1, 0.01)
    s.ball(rgb("c2605c"), x, y, half * 0.6, deep * 0.42, on=hole, line=0.1, round_=0.4, light=0.52)
    if mood.teeth:
        edge = [(a * 0.98, b - deep * 0.36 * r) for (a, b), r in zip(top, fall, strict=True)]
        s.part(rgb("f6f1e8"),
            smooth(s.faces(top, 0.012), False) + smooth(s.faces(edge, 0.012), False)[::-1], on=hole,
            line=0.25, round_=0.2, light=0.66)  # fmt: skip
        if s.px > 230:
            gaps = [[s.face(q, k.mouth + 0.03), s.face(q, k.mouth), s.face(q, k.mouth - deep * 0.3)]
                for q in (-0.06, -0.03, 0.0, 0.03, 0.06)]  # fmt: skip
            s.strands(rgb("b9aaa0"), 0.002, gaps, cover=0.5, force=-1, on=hole)


def _folds(s: Skull, mood: Mood, half: float) -> None:
    """Draw the folds from the nose to beside the mouth."""
    k = s.look
    out = max(half * 1.14, k.nose_wide + 0.03) + 0.012
    for side in (-1, 1):
        if k.years > 0.3:
            drop = 0.025 if mood.corner > 0.5 else -0.014 * k.years
            start = (k.nose_wide + 0.01, k.nose + 0.028)
            middle = (start[0] + (out - start[0]) * 0.62, (k.nose + k.mouth) / 2 + 0.012)
            spots = [start, middle, (out, k.mouth + 0.028 + drop), (out + 0.002, k.mouth + drop)]
            colour, force = mix(s.skin, s.shade, 0.55 + 0.4 * k.years), 0.08 + 0.16 * k.years
        else:
            # A dimple beside the smile.
            spots = [(out - 0.004, k.mouth + 0.052), (out + 0.01, k.mouth + 0.034),
                (out + 0.008, k.mouth + 0.012)]  # fmt: skip
            colour, force = mix(s.skin, s.shade, 0.6), 0.06
        s.line(colour, 0.006, [s.face(side * x, y, 0.005) for x, y in spots], taper=True,
            force=force, light=0.47)  # fmt: skip
