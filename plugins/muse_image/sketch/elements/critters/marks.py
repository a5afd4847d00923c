"""Marks and parts of animals of stories: stripes, spots, wool, spines, shell, wings, ridge."""

import math

from ...paint.colour import rgb
from ...paint.model import Model, Outline, Spot, oval, tone
from .body import Body, spikes
from .head import Head

SPOTS = (
    (-0.55, 0.9),
    (0.5, 0.72),
    (-0.72, 0.3),
    (0.72, 0.16),
    (-0.5, -0.2),
    (0.35, -0.34),
    (0.1, 1.2),
)
"""Where spots of the trunk are: across and along it."""


def behind(b: Body, h: Head) -> None:
    """Draw what is behind the trunk: a shell, spines, wings, a ridge, wool."""
    m, c, extras = b.m, b.c, b.kind.extras
    if "shell" in extras:
        u, v = b.along(0.45)
        m.ball(tone(c.marks, -0.05), u - 0.02, v, b.wide * 1.42, b.wide * 1.42, light=0.52)
        m.ball(tone(c.marks, 0.25), u - 0.02, v, b.wide * 1.22, b.wide * 1.22, line=0.2, light=0.56)
        m.ball(c.marks, u - 0.02, v, b.wide * 1.16, b.wide * 1.16, line=0.2, light=0.54)
    if "spines" in extras:
        _spiny(b)
    if "dragon-wings" in extras:
        for s in (-1, 1):
            u, v = b.along(0.9, 0.5 * s)
            out = 0.62 if b.s.stream else 0.42
            wing: list[Spot] = [
                (u, v),
                (u + 0.16 * s, v + 0.26),
                (u + out * s, v + 0.24),
                (u + (out - 0.08) * s, v + 0.1),
                (u + (out - 0.16) * s, v + 0.1),
                (u + (out - 0.22) * s, v - 0.03),
                (u + 0.1 * s, v - 0.04),
            ]
            whole = m.poly(tone(c.marks, 0.15), *wing, light=0.58)
            for tip in (wing[2], wing[4]):
                m.line(tone(c.marks, -0.25), 0.012, wing[1], tip, on=whole, force=0.5)
    if "ridge" in extras:
        spots = [h.at(-0.15 + 0.28 * k - 0.7, 0.96 - 0.3 * abs(k - 1.6)) for k in range(4)]
        m.part(c.marks, *spikes(spots, h.size(0.36), h.middle), light=0.55)
        spots = [b.along(1.3 - 0.36 * k, -0.92) for k in range(6)]
        m.part(c.marks, *spikes(spots, 0.06, b.along(0.5)), light=0.55)


def _spiny(b: Body) -> None:
    u, v = b.along(0.5)
    r = b.wide * 1.22
    ring = [math.pi * (0.05 + 1.9 * k / 20) - math.pi / 2 for k in range(21)]
    spots = [(u + r * math.sin(a) * -1, v + r * 1.05 * -math.cos(a) * -1) for a in ring]
    b.m.part(b.c.marks, spots, *spikes(spots, 0.07, (u, v)), light=0.48, round_=0.5)


def upon(b: Body) -> None:
    """Draw the marks of the trunk, below clothes."""
    m, c, pattern = b.m, b.c, b.kind.pattern
    if b.trunk is None:
        return
    if "wool" in b.kind.extras:
        r = b.wide * 0.36
        ring = [(v, s * 0.86) for v in (-0.3, 0.1, 0.55, 0.95) for s in (-1, 1)]
        shapes = [
            oval(*b.along(v, s), r, r)
            for v, s in ((*ring, (1.25, 0.3), (1.25, -0.3), (-0.5, 0.4), (-0.5, -0.4)))
        ]
        b.trunk = m.part(c.fur, b.outline(part=0.95), *shapes, light=0.64, round_=0.6)
    if "shell" in b.kind.extras:
        u, v = b.along(0.4)
        plate = m.ball(c.belly, u, v, b.wide * 0.78, b.wide * 0.98, light=0.62)
        for level in (0.05, 0.4, 0.75):
            m.line(
                tone(c.belly, -0.25),
                0.008,
                b.along(level, -0.8),
                b.along(level, 0.8),
                on=plate,
                force=0.3,
            )
    if pattern in ("stripes", "tabby"):
        shapes = []
        for level in (-0.1, 0.35, 0.8):
            for s in (-1, 1):
                shapes.append(
                    _wedge(
                        b.along(level - 0.1, s * 1.1),
                        b.along(level + 0.13, s * 1.1),
                        b.along(level + 0.06, s * 0.5),
                    )
                )
        m.part(c.marks, *shapes, on=b.trunk, line=0, light=None)
    elif pattern in ("spots", "dapples", "patches"):
        r = {"spots": 0.024, "dapples": 0.017, "patches": 0.06}[pattern]
        colour = c.belly if pattern == "dapples" else c.marks
        some = SPOTS if pattern != "patches" else SPOTS[1:4]
        m.part(
            colour,
            *(oval(*b.along(v, a * 1.1), r, r * 0.9) for a, v in some),
            on=b.trunk,
            line=0,
            light=None,
        )
    elif pattern == "chevrons" and m.size > 90:
        for row, level in enumerate((0.15, 0.45, 0.75)):
            for a in (-0.3, 0.0, 0.3) if row % 2 else (-0.15, 0.15):
                m.line(
                    c.marks,
                    0.01,
                    b.along(level + 0.08, a + 0.06),
                    b.along(level, a + 0.18),
                    b.along(level + 0.08, a + 0.3),
                    on=b.trunk,
                    force=0.3,
                )


def on_head(h: Head) -> None:
    """Draw the marks of the head, below the face."""
    m, c, pattern = h.m, h.c, h.kind.pattern
    shapes: list[Outline] = []
    if pattern in ("stripes", "tabby"):
        for a in (-0.24, 0.0, 0.24):
            shapes.append(
                [h.on(a - 0.07, 1.05 - h.lift), h.on(a + 0.07, 1.05 - h.lift), h.on(a * 0.9, 0.55)]
            )
        if pattern == "stripes":
            for s in (-1, 1):
                for level in (0.1, -0.2):
                    edge = h.kind.cheek * 1.05 * s
                    shapes.append(
                        _wedge(
                            h.at(edge, level + 0.09),
                            h.at(edge, level - 0.09),
                            h.at(edge * 0.66, level),
                        )
                    )
    elif pattern == "spots":
        shapes = [
            h.oval(a, b, 0.07, 0.06)
            for a, b in ((-0.3, 0.62), (0.0, 0.7), (0.3, 0.62), (-0.62, 0.36), (0.62, 0.36))
        ]
    elif pattern == "patches":
        shapes = [h.oval(0.5, 0.25, 0.42, 0.5, 0.4)]
    if shapes:
        m.part(c.marks, *shapes, on=h.part, line=0, light=None)


def _wedge(one: Spot, two: Spot, tip: Spot) -> Outline:
    return [one, two, tip]


def water(m: Model) -> None:
    """Draw the rings that water makes around who swims; the model's foot is where it does."""
    for k, v in enumerate((0.0, -0.03, -0.065)):
        half = 0.36 + 0.13 * k
        m.line(
            rgb("eef6fa"),
            0.013,
            (-half, v),
            (-half * 0.4, v - 0.018),
            (half * 0.4, v - 0.018),
            (half, v),
            taper=True,
            light=0.8,
            force=0.2,
        )


def antlers(h: Head) -> None:
    """Draw what stands on the head: antlers, horns, one horn, knobs; a forelock and a beard."""
    m, c, extras = h.m, h.c, h.kind.extras
    bone = rgb("d9c6a0") if "horn" not in extras else rgb("f2cf6a")
    for s in (-1, 1):
        if "antlers" in extras:
            wood = rgb("9a7448")
            m.limb(
                wood,
                [0.03, 0.026, 0.02],
                h.at(0.3 * s, 0.86),
                h.at(0.46 * s, 1.3),
                h.at(0.72 * s, 1.62),
            )
            m.limb(wood, [0.024, 0.016], h.at(0.44 * s, 1.24), h.at(0.28 * s, 1.5))
        if "horns" in extras:
            m.limb(
                bone,
                [0.055, 0.045, 0.015],
                h.at(0.38 * s, 0.84),
                h.at(0.58 * s, 1.16),
                h.at(0.5 * s, 1.42),
            )
        if "ossicones" in extras:
            m.limb(c.fur, [0.03, 0.03], h.at(0.26 * s, 0.85), h.at(0.3 * s, 1.35))
            u, v = h.at(0.3 * s, 1.38)
            m.ball(c.marks, u, v, 0.03, 0.03)
    if "horn" in extras:
        m.poly(
            bone, h.on(-0.11, 0.62 - h.lift), h.on(0.11, 0.62 - h.lift), h.on(0.06, 1.5 - h.lift)
        )
    if "forelock" in extras:
        m.blob(
            c.marks,
            h.at(-0.3, 0.98),
            h.at(0.1, 1.16),
            h.at(0.34, 0.9),
            h.on(0.2, 0.5),
            h.on(0.04, 0.34),
            h.on(-0.12, 0.6),
        )
    if "wool" in extras:
        u, v = h.at(0, 0.72)
        r = h.size(0.3)
        m.part(
            c.fur,
            *(
                oval(u + a * r, v + b * r, r, r)
                for a, b in ((-1.5, -0.3), (-0.8, 0.5), (0, 0.8), (0.8, 0.5), (1.5, -0.3), (0, 0))
            ),
            light=0.64,
        )
    if "beard" in extras:
        m.poly(c.belly, h.on(-0.16, -0.95), h.on(0.16, -0.95), h.on(0.03, -1.4))
