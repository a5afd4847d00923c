"""Folds of cloth, and its patterns."""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Outline, Part, Spot, oval, tone
from .body import Body, Drape, tube
from .cuts import Cut
from .skeleton import Limb

Creases: TypeAlias = tuple[tuple[tuple[float, float], ...], ...]


def dark(colour: Colour, part: float = 0.32) -> Colour:
    """Return the colour of a shadow in cloth."""
    return mix(tone(colour, -part), rgb("3a3560"), 0.12)


def trim(colour: Colour) -> Colour:
    """Return a colour for borders that goes with a cloth."""
    if float(luma(colour)) > 0.62:
        return mix(colour, rgb("4a5a7a"), 0.62)
    return mix(colour, rgb("f2e6cc"), 0.72)


def drape_folds(b: Body, drape: Drape, colour: Colour, on: Part, cut: Cut, rng: Rng) -> None:
    """Draw the folds of cloth that hangs, deepest at its hem."""
    m, shade = b.m, dark(colour)
    many = 3 + int(cut.flare * 26) + (4 if "pleats" in cut.extra else 0)
    lots = rng.uniform(-1, 1, (many, 3))
    wedges: list[Outline] = []
    lines: list[list[Spot]] = []
    for i in range(many):
        x = -0.82 + 1.64 * (i + 0.5 + 0.28 * float(lots[i, 0])) / many
        start = 0.1 if "pleats" in cut.extra else 0.3 + 0.22 * float(lots[i, 1])
        wide = 0.05 + 0.035 * abs(float(lots[i, 2]))
        half = (start + 1) / 2
        first, middle = drape.at(start, x * 0.86), drape.at(half, x)
        wedges.append([
            first, middle, drape.at(0.995, x + wide), drape.at(0.995, x - wide * 0.6),
            drape.at(half, x - wide * 0.4),
        ])  # fmt: skip
        lines.append([first, middle, drape.at(0.985, x)])
    m.tint(shade, *wedges, on=on, cover=0.42, fade=0.006)
    m.strokes(shade, 0.004, lines, taper=True, on=on, force=0.55)
    if cut.shine:
        light = tone(colour, 0.45)
        m.tint(light, [drape.at(0.35, 0.05), drape.at(0.99, 0.12), drape.at(0.99,
            -0.08)], on=on, cover=0.3, fade=0.012)  # fmt: skip
    spots = [drape.at(0.965, float(x)) for x in np.linspace(-1, 1, 9)]
    m.line(dark(colour, 0.2), 0.0035, *spots, on=on, force=0.25)


def trunk_folds(b: Body, colour: Colour, on: Part, cut: Cut) -> None:
    """Draw the creases of cloth at the waist and below the arms, and the shadow of the chest."""
    if "plates" in cut.extra or cut.collar == "ring":
        return
    m, shade = b.m, dark(colour, 0.26)
    if b.k.shape.bust and not cut.collar == "lapel":
        for x in (-0.42, 0.42):
            if b.shows(x):
                spots = [b.face(1.52, x - 0.3, cut.ease), b.face(1.46, x, cut.ease),
                    b.face(1.54, x + 0.28, cut.ease)]  # fmt: skip
                m.tint(shade, [*spots, b.face(1.4, x, cut.ease)], on=on, cover=0.3, fade=0.01)
    if cut.hem > 0.9 and not cut.skirt:
        return
    seen = _TRUNK if b.px > 320 else _TRUNK[::2]
    kept = [places for places in seen if min(level for level, _ in places) > cut.hem]
    crease(b, shade, [[b.face(v, x, cut.ease) for v, x in places] for places in kept], on)


_TRUNK = (((1.84, -0.96), (1.72, -0.6), (1.66, -0.26)), ((1.84, 0.96), (1.73, 0.62),
    (1.68, 0.3)), ((1.3, -0.92), (1.14, -0.66), (1.06, -0.34)), ((1.26, 0.92), (1.12,
    0.7), (1.05, 0.4)), ((0.98, -0.94), (1.03, -0.6), (1.0, -0.3)), ((0.72, 0.94), (0.9,
    0.66), (0.97, 0.36)), ((1.62, -0.94), (1.44, -0.7), (1.32, -0.56)))  # fmt: skip
_SLEEVE = (((0.84, -0.95), (0.97, -0.2), (1.02, 0.55)), ((1.14, -0.95), (1.04, -0.1),
    (1.0, 0.5)), ((0.3, 0.9), (0.46, 0.2), (0.64, -0.3)), ((1.68, -0.9), (1.77, 0.0),
    (1.73, 0.8)), ((1.42, 0.95), (1.5, 0.2), (1.62, -0.5)), ((0.55, -0.95), (0.66,
    -0.3), (0.7, 0.2)))  # fmt: skip
_TROUSER = (((0.06, 0.3), (0.2, -0.2), (0.3, -0.9)), ((0.92, 0.95), (1.0, 0.1), (0.98,
    -0.6)), ((1.13, 0.9), (1.06, 0.0), (1.04, -0.5)), ((1.78, -0.95), (1.85, 0.0),
    (1.81, 0.9)), ((1.9, 0.95), (1.93, 0.1), (1.9, -0.7)), ((0.4, 0.95), (0.56, 0.4),
    (0.74, 0.2)))  # fmt: skip
"""Creases: (level, how far to a side) of their two ends and middle."""


def crease(b: Body, shade: Colour, folds: Sequence[Sequence[Spot]], on: Part) -> None:
    """Draw folds in cloth, each from its first to its last of three spots: shadow and line."""
    if not folds:
        return
    if b.px > 260:
        wedges: list[Outline] = []
        for first, middle, last in folds:
            du, dv = last[0] - first[0], last[1] - first[1]
            size = (math.hypot(du, dv) or 1.0) / 0.007
            u, v = -dv / size, du / size
            wedges.append([
                (first[0] + u * 1.4, first[1] + v * 1.4), (middle[0] + u, middle[1] + v), last,
                (middle[0] - u * 0.4, middle[1] - v * 0.4), (first[0] - u, first[1] - v),
            ])  # fmt: skip
        b.m.tint(shade, *wedges, on=on, cover=0.5, fade=0.004)
    b.m.strokes(shade, 0.0035, folds, taper=True, on=on, force=0.35)


def limb_creases(b: Body, limb: Limb, half: float, upto: float, which: Creases, colour: Colour,
                 on: Part) -> None:  # fmt: skip
    """Draw the creases of cloth about a limb."""
    folds = []
    for places in which if b.px > 320 else which[:3]:
        if max(level for level, _ in places) > upto:
            continue
        spots = []
        for level, x in places:
            (u, v), (u1, v1) = b.joint(limb, level - 0.04), b.joint(limb, level + 0.04)
            size = math.hypot(u1 - u, v1 - v) or 1.0
            part = half * x / size
            spots.append(((u + u1) / 2 - (v1 - v) * part, (v + v1) / 2 + (u1 - u) * part))
        folds.append(spots)
    crease(b, dark(colour), folds, on)


def sleeve_folds(b: Body, side: str, cut: Cut, colour: Colour, on: Part) -> None:
    """Draw the creases of a long sleeve."""
    half = (b.arm_width(0.8) + cut.sleeve_ease) / 2
    limb_creases(b, b.k.arms[side], half, cut.sleeve, _SLEEVE, colour, on)


def leg_folds(b: Body, side: str, cut: Cut, colour: Colour, on: Part) -> None:
    """Draw the creases of trousers: at hip, knee and ankle; a pressed crease or seams."""
    if cut.tight or "plates" in cut.extra:
        return
    leg, half = b.k.legs[side], (b.leg_width(1.0) + cut.leg_ease) / 2
    limb_creases(b, leg, half, cut.legs, _TROUSER, colour, on)
    m = b.m
    if "crease" in cut.extra and b.px > 260 and cut.legs > 1.5:
        a = [b.joint(leg, t) for t in (0.25, 1.0, cut.legs)]
        m.line(dark(colour, 0.2), 0.003, *((u + 0.008, v) for u, v in a), on=on, force=0.3)
    if "seams" in cut.extra and b.px > 220:
        pale = mix(colour, rgb("d9b27a"), 0.55)
        (u, v), far = b.joint(leg, cut.legs), half + cut.leg_ease
        m.line(pale, 0.0035, (u - far, v + 0.018), (u + far, v + 0.018), on=on, force=0.2)


def pattern(b: Body, kind: str, colour: Colour, on: Part, rng: Rng) -> None:
    """Draw a pattern on a part: flowers, dots, stripes, camouflage, plaid."""
    m = b.m
    if on.mask.size < 16:
        return
    high, wide = (n / m.size for n in on.mask.shape)

    def spot(x: float, y: float) -> Spot:
        """Return the spot at a part of the width and height of what is patterned."""
        rows, columns = on.mask.shape
        return m.spot(m.left + on.x + x * columns, m.top + on.y + y * rows)

    if kind in ("stripes", "plaid"):
        tint = trim(colour)
        shapes: list[Outline] = []
        for x in np.arange(0.0, 1.0, 0.032 / max(wide, 0.03)):
            shapes += tube([spot(float(x), 0), spot(float(x), 1)], [0.005, 0.005])
        if kind == "plaid":
            for y in np.arange(0.0, 1.0, 0.04 / max(high, 0.03)):
                shapes += tube([spot(0, float(y)), spot(1, float(y))], [0.006, 0.006])
        m.part(tint, *shapes, on=on, light=None, line=-1, cover=0.7)
        return
    if kind == "hoops":
        rows: list[Outline] = []
        for y in np.arange(0.02, 1.0, 0.044 / max(high, 0.05)):
            rows += tube([spot(0, float(y)), spot(1, float(y))], [0.016, 0.016])
        m.part(rgb("2f3a5a"), *rows, on=on, light=None, line=-1)
        return
    many = int(min(90, 3 + wide * high * {"camouflage": 420, "dots": 900}.get(kind, 420)))
    lots = rng.uniform(0, 1, (many, 5))
    if kind == "camouflage":
        for number, shade in enumerate((tone(colour, -0.4), mix(colour, rgb("8a7a4a"), 0.7))):
            blots = [
                oval(*spot(x, y), 0.016 + 0.02 * r, 0.01 + 0.012 * t, t * 3)
                for x, y, r, t, _ in lots[number::2]
            ]
            m.part(shade, *blots, on=on, light=None, line=-1)
        return
    pale = float(luma(colour)) < 0.6
    tints = (rgb("f4e6d4"), rgb("e8b0a8")) if pale else (rgb("c8606a"), rgb("6a8a5a"))
    size = 0.006 if kind == "dots" else 0.009
    for number, tint in enumerate(tints[: 1 if kind == "dots" else 2]):
        shapes = []
        for x, y, r, t, _ in lots[number::2] if kind != "dots" else lots:
            u, v = spot(x, y)
            if kind == "dots":
                shapes.append(oval(u, v, size, size))
                continue
            for k in range(5):
                a = t * 6 + k * 1.2566
                w = size * (0.8 + 0.5 * r)
                shapes.append(
                    oval(u + w * 0.8 * math.cos(a), v + w * 0.8 * math.sin(a), w * 0.55, w * 0.55)
                )
        m.part(tint, *shapes, on=on, light=None, line=-1, cover=0.85)
