"""Details of garments: collars, closings, waists, cuffs."""

import numpy as np

from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import Part, oval, tone
from .body import Body
from .cuts import Cut
from .folds import dark, sleeve_folds, trim


def closing(b: Body, cut: Cut, colour: Colour, on: Part) -> None:
    """Draw buttons, a zip, or how one side lies over the other."""
    if not cut.close or b.p.turn == "back":
        return
    m, ease = b.m, cut.ease
    low = cut.hem if not cut.skirt else 0.1
    high = {"v": 1.72, "deep-v": 1.45, "round": 1.92}.get(cut.neck, 2.0)
    shade = tone(colour, -0.42)
    dot = tone(colour, 0.55) if float(luma(colour)) < 0.45 else tone(colour, -0.5)
    if cut.close == "slant":
        m.line(rgb("c9ccd0"), 0.006, b.face(1.7, 0.2, ease), b.face(low, -0.12, ease), on=on)
        return
    if cut.close == "side":
        spots = [b.face(2.04, 0, ease), b.face(1.93, 0.16, ease), b.face(1.8, 0.5,
            ease), b.face(1.6, 0.86, ease)]  # fmt: skip
        m.line(trim(colour), 0.007, *spots, on=on)
        for u, v in spots[:3]:
            m.part(trim(colour), oval(u, v, 0.008, 0.008), line=0.3)
        return
    shift = 0.0 if cut.close != "double" else 0.14
    spots = [b.face(v, shift, ease) for v in np.linspace(high, low, 6)]
    m.line(shade, 0.0045, *spots, on=on, force=0.7)
    if cut.close == "zip":
        m.line(rgb("b9bcc2"), 0.003, *spots, on=on, force=0.3)
        return
    if b.px < 130:
        return
    levels = {"two": (high - 0.12, high - 0.52), "double": (1.5, 1.15, 0.75)}.get(
        cut.close, tuple(np.linspace(high - 0.1, max(low, -0.1) + 0.12, 6))
    )
    sides = (-0.3, 0.34) if cut.close == "double" else (0.0,)
    spots = [b.face(float(level), x, ease) for level in levels for x in sides if b.shows(x)]
    m.part(dot, *(oval(u, v, 0.0065, 0.0065) for u, v in spots), line=0.4)


def waist(b: Body, cut: Cut, colour: Colour) -> None:
    """Draw a waistband, belt, sash, obi or cord."""
    kind, m = cut.waist, b.m
    if not kind:
        return
    ease = cut.ease + 0.006
    if kind == "seam":
        m.part(tone(colour, -0.2), b.trunk(0.95, 1.05, ease - 0.003), line=0.4, round_=0.5)
    elif kind == "band":
        top = cut.low_top or 1.0
        m.part(tone(colour, -0.24), b.trunk(top - 0.1, top, 0.004 + cut.leg_ease * 0.4), line=0.5)
    elif kind == "belt":
        strip(b, rgb("4a3222") if float(luma(colour)) > 0.2 else rgb("241c18"), ease)
    elif kind == "obi":
        band = trim(colour)
        done = m.part(band, b.trunk(0.82, 1.42, ease), line=0.8)
        m.part(tone(band, -0.35), b.trunk(1.08, 1.18, ease), on=done, line=0.3)
        if b.p.turn == "back":
            for way in (-1, 1):
                u, v = b.face(1.15, 0.3 * way, 0.02, True)
                m.part(tone(band, -0.1), oval(u, v, 0.05, 0.045))
    elif kind in ("sash", "cord"):
        band = trim(colour) if kind == "sash" else rgb("c9a65a")
        high = 1.16 if kind == "sash" else 1.05
        m.part(band, b.trunk(0.94, high, ease), line=0.7)
        if b.p.turn != "back":
            u, v = b.face(0.95, -0.12, ease)
            wide = 0.024 if kind == "sash" else 0.01
            for away, long in ((0.016, 0.2), (-0.014, 0.26)):
                m.limb(band, [wide * 0.5, wide, wide * 1.1], (u, v), (u + away,
                    v - long * 0.5), (u + away * 1.8, v - long), line=0.6)  # fmt: skip
            m.part(band, oval(u, v, wide * 0.8, wide * 0.7), line=0.6)


def strip(b: Body, colour: Colour, ease: float, level: float = 1.0) -> None:
    """Draw a belt with its buckle."""
    b.m.part(colour, b.trunk(level - 0.07, level + 0.06, ease), line=0.6)
    if b.p.turn != "back" and b.px > 100:
        u, v = b.face(level, 0.0, ease)
        b.m.part(rgb("c9a65a"), oval(u, v, 0.014, 0.011), line=0.4)
        b.m.part(colour, oval(u, v, 0.007, 0.005), line=0.3)


def collar(b: Body, cut: Cut, colour: Colour) -> None:
    """Draw a collar."""
    m, ease, kind = b.m, cut.ease, cut.collar
    back = b.p.turn == "back"
    if not kind:
        return
    if kind in ("stand", "mandarin", "turtle"):
        high = {"stand": 2.16, "mandarin": 2.18, "turtle": 2.24}[kind]
        done = m.part(tone(colour, -0.06), b.trunk(2.02, high, 0.005), line=0.8)
        if kind == "mandarin":
            m.part(trim(colour), b.trunk(high - 0.035, high, 0.006), on=done, line=0.2)
        return
    if kind == "hood":
        shade = tone(colour, -0.1)
        left, right = b.edge(2.12, 0.012)
        if not back:
            m.part(tone(colour, -0.5), b.trunk(1.99, 2.12, 0.004), line=0.2)
        spots = [
            left,
            b.face(2.02, -0.62, 0.012),
            b.face(1.95, 0, 0.014),
            b.face(2.02, 0.62, 0.012),
            right,
        ]
        m.limb(shade, [0.034, 0.044, 0.034, 0.044, 0.034], *spots, line=0.8)
        if not back:
            for x in (-0.12, 0.12):
                m.line(rgb("efece4"), 0.005, b.face(1.92, x, ease), b.face(1.74, x * 1.2, ease))
        return
    if kind == "ring":
        u, v = b.k.at(b.spine(2.06))
        m.part(rgb("a9afb8"), oval(u, v, b.k.shape.shoulder * 0.82, 0.026), line=0.8, light=0.6)
        return
    if back:
        m.part(tone(colour, -0.08), b.trunk(2.0, 2.12, 0.008), line=0.6)
        return
    if kind == "cross":
        edge, wide = trim(colour), 0.03
        inner = mix(edge, rgb("fbf6ea"), 0.7)
        if b.px > 120 and cut.bell > 0.05:
            for way in (1, -1):
                spots = [b.face(2.08, -0.36 * way, ease), b.face(1.9, -0.16 * way,
                    ease), b.face(1.7, 0.04 * way, ease)]  # fmt: skip
                m.limb(inner, [wide * 0.7, wide, wide], *spots, line=0.4, round_=0.15)
        for way in (1, -1):
            spots = [b.face(2.1, -0.52 * way, ease), b.face(1.93, -0.36 * way, ease),
                b.face(1.55, 0.08 * way, ease), b.face(1.1, 0.52 * way, ease)]  # fmt: skip
            m.limb(edge, [wide * 0.8, wide, wide, wide], *spots, line=0.6, round_=0.15)
        return
    if kind == "bow":
        u, v = b.face(1.9, 0, ease)
        for way in (-1, 1):
            m.part(tone(colour, -0.05), [(u, v), (u + way * 0.05, v + 0.024),
                (u + way * 0.054, v - 0.02)], line=0.7)  # fmt: skip
            m.limb(
                tone(colour, -0.05), [0.012, 0.018], (u, v), (u + way * 0.022, v - 0.07), line=0.6
            )
        m.part(tone(colour, -0.12), oval(u, v, 0.013, 0.013), line=0.5)
        return
    low = 1.45 if cut.neck == "deep-v" else 1.72
    for way in (1, -1):
        if kind == "shirt":
            spots = [b.face(2.12, 0.6 * way), b.face(1.97, 0.03 * way, ease),
                b.face(1.84, 0.3 * way, ease), b.face(1.98, 0.62 * way, ease)]  # fmt: skip
            m.part(tone(colour, 0.08), spots, line=0.7, round_=0.5)
        elif kind == "lapel":
            neck = [b.face(2.12, 0.62 * way), b.face(2.0, 0.26 * way, ease),
                b.face(1.86, 0.2 * way, ease), b.face(1.84, 0.52 * way, ease),
                b.face(2.0, 0.68 * way, ease)]  # fmt: skip
            lapel = [b.face(1.95, 0.24 * way, ease), b.face(low - 0.02, 0.0, ease),
                b.face(1.66, 0.46 * way, ease), b.face(1.86, 0.56 * way, ease),
                b.face(1.85, 0.32 * way, ease)]  # fmt: skip
            m.part(tone(colour, 0.06), lapel, line=0.8, round_=0.6)
            m.part(tone(colour, 0.02), neck, line=0.8, round_=0.6)


def sleeve(b: Body, side: str, cut: Cut, colour: Colour, on: Part) -> None:
    """Draw the creases of a sleeve at its elbow, and its cuff or border."""
    m, shade, arm = b.m, dark(colour), b.k.arms[side]
    if cut.sleeve > 1.2 and not {"plates", "suit-rings"} & set(cut.extra):
        sleeve_folds(b, side, cut, colour, on)
    if cut.bell:
        e, w = b.k.at(arm.b), b.joint(arm, cut.sleeve)
        for t in (0.35, 0.7):
            at = (e[0] + (w[0] - e[0]) * t, e[1] + (w[1] - e[1]) * t)
            m.line(shade, 0.004, at, (at[0] - 0.012, at[1] - cut.bell * 0.5),
                (at[0] - 0.014, at[1] - cut.bell * 0.95), taper=True, on=on, force=0.5)  # fmt: skip
    elif cut.cuff or cut.sleeve < 1.2:
        last = cut.sleeve
        shade = tone(colour, -0.16) if cut.cuff else tone(colour, -0.3)
        size = 0.12 if cut.cuff else 0.05
        if b.px > 240 or cut.cuff:
            m.part(shade, b.cuff(side, last + 0.08, size,
                cut.sleeve_ease * 1.5 + cut.puff), on=on, line=0.5, round_=0.5)  # fmt: skip
