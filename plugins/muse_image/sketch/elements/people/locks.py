"""Locks of hair: forms between two guide lines, with strands that flow along them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Outline, Part, Spot, smooth, tone
from .skull import Skull

GOLD = 0.618034
"""Multiples of it, without their whole part, lie evenly strewn in 0..1."""


@dataclass(frozen=True, slots=True)
class Hues:
    """The colours of hair: its own, of strands in shade, and of its sheen."""

    base: Colour
    dark: Colour
    light: Colour


def hues(s: Skull, colour: Colour | None = None) -> Hues:
    """Return the colours of a person's hair."""
    base = s.p.hair_colour if colour is None else colour
    value = float(luma(base))
    shine = rgb("fff0d6") if value > 0.25 else rgb("b8a8a8")
    return Hues(base.astype(np.float32), tone(mix(base, rgb("2a1a20"), 0.2), -0.2 if value > 0.7
        else -0.34 if value > 0.2 else -0.45),
        mix(base, shine, 0.34 if value > 0.25 else 0.3))  # fmt: skip


def between(a: Sequence[Spot], b: Sequence[Spot], part: float, first: float = 0.0, last: float = 1.0
            ) -> Outline:  # fmt: skip
    """Return the line that lies `part` (0..1) of the way from guide `a` to guide `b`."""
    low, high = round(first * (len(a) - 1)), round(last * (len(a) - 1))
    return [(u + (x - u) * part, v + (y - v) * part) for (u, v),
        (x, y) in zip(a[low : high + 1], b[low : high + 1], strict=True)]  # fmt: skip


def lock(
    s: Skull, hue: Hues, a: Sequence[Spot], b: Sequence[Spot], *, tips: int = 0, jag: float = 0.05,
    light: float = 0.5, round_: float = 0.7, line: float = 0.6, sheen: float = 0.36,
    dense: float = 1.0, dim: float = 0.0, seed: int = 0, on: Part | None = None,
) -> Part:  # fmt: skip
    """Draw hair between two guides of as many spots, from its root to its ends.

    `tips`: how many pointed ends it has, `jag` (units of the head) how long these are; `sheen`:
    where along the strands the light lies (0: nowhere); `dim`: how much darker it is.
    """
    left, right = smooth(a, False), smooth(b, False)
    base = tone(hue.base, -dim) if dim else hue.base
    ends = _ends(left, right, tips, jag)
    form = s.part(base, [*left, *ends, *right[::-1]], light=light, round_=round_, line=line, on=on,
        angle=_way(s, left, right))  # fmt: skip
    wide = max(math.dist(left[len(left) // 2], right[len(right) // 2]), 0.02)
    way = _way(s, left, right)
    many = int(np.clip(s.px * wide / 9 * dense, 0, 26))
    if s.px < 70 or many < 2:
        return form
    shift = (s.p.face[0] * 7 + seed * 0.37) % 1.0
    dark: list[Outline] = []
    pale: list[Outline] = []
    thin: list[Outline] = []
    for n in range(many):
        part = (shift + n * GOLD) % 1.0
        first, last = 0.3 * ((n * 0.31 + shift) % 1.0), 1 - 0.28 * ((n * 0.47 + shift) % 1.0)
        strand = between(left, right, part, first, last)
        (dark if n % 3 else thin).append(strand[:: max(1, len(strand) // 9)])
        if sheen and n % 2:
            spread = 0.13 + 0.07 * ((n * 0.71) % 1.0)
            at = sheen + 0.05 * ((n * 0.53) % 1.0)
            strand = between(left, right, part, max(0, at - spread), min(1, at + spread))
            pale.append(strand[:: max(1, len(strand) // 5)])
    fine = 0.005
    s.strands(tone(hue.dark, -dim), fine, dark, cover=0.5, force=0.22, light=light - 0.12, on=form,
        angle=way)  # fmt: skip
    if many > 5:
        s.strands(tone(hue.light, -dim * 1.5), fine, thin, cover=0.3, force=-1, light=light + 0.1,
            on=form, angle=way)  # fmt: skip
    if pale:
        s.strands(tone(hue.light, -dim * 1.5), fine * 2.4, pale, cover=0.42, force=-1,
            light=light + 0.26, on=form, angle=way)  # fmt: skip
    return form


def _ends(left: Outline, right: Outline, tips: int, jag: float) -> Outline:
    """Return the lower edge of a lock: pointed ends from the left guide to the right one."""
    if tips < 1:
        return []
    made: Outline = []
    (x0, y0), (x1, y1) = left[-1], right[-1]
    before = between(left, right, 0.5)[-3:]
    dx, dy = before[-1][0] - before[0][0], before[-1][1] - before[0][1]
    length = math.hypot(dx, dy) or 1.0
    dx, dy = dx / length * jag, dy / length * jag
    for n in range(tips):
        part = (n + 0.5 + 0.22 * math.sin(n * 2.4)) / tips
        long = 0.65 + 0.35 * math.cos(n * 1.9)
        made.append((x0 + (x1 - x0) * part + dx * long, y0 + (y1 - y0) * part + dy * long))
        if n < tips - 1:
            part = (n + 1.0) / tips
            made.append((x0 + (x1 - x0) * part - dx * 0.5, y0 + (y1 - y0) * part - dy * 0.5))
    return made


def _way(s: Skull, left: Outline, right: Outline) -> float:
    """Return the direction (radians, y down in the picture) in which a lock flows."""
    line = between(left, right, 0.5)
    (x0, y0), (x1, y1) = (s.m.at(s.at(line[len(line) * n // 4])) for n in (1, 3))
    return math.atan2(y1 - y0, x1 - x0)


def waved(line: Sequence[Spot], amount: float, shift: float = 0.0, below: float = 0.5) -> Outline:
    """Return a guide that waves sideways below a height, the more the lower it is."""
    if not amount:
        return list(line)
    dense = smooth(line, False)
    return [(x + amount * min(1.0, max(0.0, (below - y) * 2.5)) * math.sin(y * 17 + shift), y)
        for x, y in dense]  # fmt: skip


def curls(
    s: Skull, hue: Hues, spots: Sequence[tuple[float, float, float]], *, dim: float = 0.0,
    light: float = 0.5, seed: int = 0, hold: Sequence[Outline] = (),
) -> None:  # fmt: skip
    """Draw a mass of curls: round forms (x, y, radius) that fuse, with curls drawn in them."""
    from ...paint.model import oval

    base = tone(hue.base, -dim) if dim else hue.base
    if s.px < 50:
        spots = spots[::2]
    form = s.part(base, *[oval(x, y, r, r) for x, y, r in spots], *hold, light=light, round_=0.9,
        line=0.6, reach=0.07)  # fmt: skip
    if s.px < 60:
        return
    dark, pale = [], []
    for n, (x, y, r) in enumerate(spots):
        turn = (n + seed) * 2.399
        size = r * (0.5 + 0.28 * ((n * GOLD) % 1.0))
        way = 1 if n % 2 else -1
        arc = [(x + size * math.cos(turn + way * a), y + size * 0.85 * math.sin(turn + way * a))
            for a in (0.0, 0.9, 1.8, 2.7, 3.5)]  # fmt: skip
        dark.append(arc)
        if s.px > 130:
            dark.append([(x + (p - x) * 0.5, y + (q - y) * 0.5) for p, q in arc[1:]])
        lit = math.atan2(0.7, s.lit * 0.7)
        pale.append([(x + size * 0.8 * math.cos(lit + a), y + size * 0.8 * math.sin(lit + a))
            for a in (-0.7, 0.0, 0.7)])  # fmt: skip
    s.strands(tone(hue.dark, -dim), 0.008, dark, cover=0.6, force=0.3, light=light - 0.12, on=form)
    s.strands(tone(hue.light, -dim), 0.01, pale, cover=0.38, force=-1, light=light + 0.22, on=form)


def rope(s: Skull, hue: Hues, spots: Sequence[Spot], wide: float, *, light: float = 0.5,
         end: bool = True) -> None:  # fmt: skip
    """Draw a braid along a line: plaits that lean to both sides in turn, a tuft at its end."""
    if s.px < 50:
        s.limb(hue.base, (wide, wide * 0.9, wide * 0.5), spots, line=0.6, light=light)
        return
    line = np.asarray(smooth(spots, False, 12))
    steps = np.hypot(*np.diff(line, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    many = max(3, int(run[-1] / (wide * 0.62)))
    at = np.linspace(0, run[-1], many + 1)
    xs, ys = np.interp(at, run, line[:, 0]), np.interp(at, run, line[:, 1])
    if end:
        x, y = float(xs[-1]), float(ys[-1])
        dx, dy = x - float(xs[-2]), y - float(ys[-2])
        n = math.hypot(dx, dy) or 1.0
        dx, dy = dx / n, dy / n
        tail = wide * 1.3
        s.blob(hue.base, [(x - dy * wide * 0.2, y + dx * wide * 0.2),
            (x + dx * tail * 0.6 - dy * wide * 0.32, y + dy * tail * 0.6 + dx * wide * 0.32),
            (x + dx * tail, y + dy * tail), (x + dx * tail * 0.6 + dy * wide * 0.32,
            y + dy * tail * 0.6 - dx * wide * 0.32), (x + dy * wide * 0.2, y - dx * wide * 0.2)],
            light=light - 0.04, line=0.6)  # fmt: skip
    for n in range(many):
        x0, y0, x1, y1 = float(xs[n]), float(ys[n]), float(xs[n + 1]), float(ys[n + 1])
        dx, dy = x1 - x0, y1 - y0
        size = wide * (1 - 0.35 * n / many)
        length = math.hypot(dx, dy) or 1.0
        ax, ay = -dy / length * size / 2, dx / length * size / 2
        for side in (-1, 1) if n % 2 else (1, -1):
            form = s.blob(hue.base if side > 0 else tone(hue.base, -0.1),
                [(x0 - dx * 0.5 + side * ax * 0.75, y0 - dy * 0.5 + side * ay * 0.75),
                (x0 + dx * 0.1 + side * ax * 1.1, y0 + dy * 0.1 + side * ay * 1.1),
                (x1 + side * ax * 0.55, y1 + side * ay * 0.55), (x1 + dx * 0.35 - side * ax * 0.25,
                y1 + dy * 0.35 - side * ay * 0.25), (x0 - side * ax * 0.15, y0 - side * ay * 0.15)],
                light=light, line=0.75, round_=0.9)  # fmt: skip
            if s.px > 110:
                s.strands(hue.dark, 0.005, [[(x0 + side * ax * q, y0 + side * ay * q),
                    (x1 + side * ax * (q - 0.1), y1 + side * ay * (q - 0.1))] for q in (0.3, 0.55)],
                    cover=0.45, force=0.15, on=form)  # fmt: skip
