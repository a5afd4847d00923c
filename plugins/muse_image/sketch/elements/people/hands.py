"""Hands and feet: bare, gloved, in shoes and boots."""

import math
from itertools import pairwise

from ...paint.colour import Colour
from ...paint.model import Outline, Spot, moved, oval, tone
from .body import Body, tube

FINGERS = (-0.3, -0.1, 0.1, 0.29)
"""Where fingers begin across a palm, in units of the hand's length."""


def hand(b: Body, side: str, skin: Colour, grip: str, padded: bool = False) -> None:
    """Draw a hand at the end of an arm in a grip: relaxed, open, flat, fist, grip, hold, point.

    `padded` is a hand in a thick glove.
    """
    frame = _Frame(b, side)
    if padded:
        frame.long *= 1.12
    long, m = frame.long, b.m
    thick = long * (1.75 if padded else 1.0)
    if b.px < 110:
        reach = 0.55 if grip in ("fist", "grip") else 0.85
        widths = [0.05, 0.056] if padded else [0.029, 0.03]
        m.part(skin, *tube([frame.at(0, 0), frame.at(reach, 0)], widths), line=0.4)
        return
    palm = [(-0.08, -0.14), (0.15, -0.2), (0.5, -0.25), (0.56, 0.24), (0.2, 0.24), (-0.08, 0.15)]
    if grip in ("fist", "grip", "point"):
        outlines = [frame.outline([(-0.08, -0.14), (0.12, -0.2), (0.36, -0.27), (0.55,
            -0.2), (0.58, 0.12), (0.44, 0.27), (0.16, 0.24), (-0.08, 0.14)])]  # fmt: skip
        if grip == "point":
            outlines += tube([frame.at(0.4, 0.16), frame.at(1.0, 0.14)], [long * 0.15, long * 0.11])
        done = m.part(skin, *outlines, line=0.7)
        if b.px > 260:
            gaps = [[frame.at(0.36, y), frame.at(0.56, y * 0.9)] for y in (-0.15, -0.02, 0.1)]
            m.strokes(tone(skin, -0.3), long * 0.03, gaps, on=done, force=0.5)
        m.part(skin, *tube([frame.at(0.1, 0.16), frame.at(0.34, 0.24), frame.at(0.5,
            0.06)], [long * 0.16, long * 0.15, long * 0.12]), line=0.6)  # fmt: skip
        return
    spread = {"open": 0.8, "flat": 0.02}.get(grip, 0.06)
    curl = {"open": 0.05, "flat": 0.0, "hold": 0.35}.get(grip, 0.3)
    bits: list[Outline] = [frame.outline(palm)]
    ends = []
    for number, y in enumerate(FINGERS):
        length = (0.4, 0.5, 0.52, 0.46)[number]
        lean = y * spread * 1.3
        first = (0.46, y * 0.75)
        middle = (0.46 + length * 0.55, y * 0.75 + lean * length * 0.6 - curl * length * 0.16)
        end = (0.46 + length * (1 - curl * 0.35), y * 0.72 + lean * length - curl * length * 0.62)
        ends.append((first, middle, end))
        bits += tube([frame.at(*s) for s in (first, middle, end)], [thick * 0.14,
            thick * 0.125, thick * 0.1])  # fmt: skip
    thumb = ((0.1, 0.16), (0.34, 0.36), (0.58, 0.36 if grip != "open" else 0.56))
    bits += tube([frame.at(*s) for s in thumb], [thick * 0.17, thick * 0.14, thick * 0.1])
    if padded:
        bits += tube([frame.at(0.0, 0.0), frame.at(0.5, 0.0)], [long * 0.62, long * 0.66])
    done = m.part(skin, *bits, line=0.7)
    if b.px > 300 and spread < 0.5 and not padded:
        gaps = [
            [
                frame.at((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
                for p, q in zip(one, other, strict=True)
            ]
            for one, other in pairwise(ends)
        ]
        m.strokes(tone(skin, -0.28), long * 0.025, gaps, on=done, force=0.45)


def palm(b: Body, side: str) -> tuple[Spot, float]:
    """Return where a hand holds a thing, and where it points (radians from straight up)."""
    frame = _Frame(b, side)
    return frame.at(0.34, 0.02), math.atan2(-frame.ahead[0], frame.ahead[1])


class _Frame:
    """The spots of a hand: x from the wrist to the fingers, y to the thumb, in hand lengths."""

    def __init__(self, b: Body, side: str) -> None:
        k = b.k
        arm, grip = k.arms[side], getattr(k.pose, side)
        elbow, self.wrist, end = k.at(arm.b), k.at(arm.c), k.at(arm.end)
        du, dv = end[0] - self.wrist[0], end[1] - self.wrist[1]
        seen = math.hypot(du, dv)
        if seen < 0.2 * k.shape.hand:
            du, dv = self.wrist[0] - elbow[0] + 1e-4, self.wrist[1] - elbow[1] - 1e-4
        size = math.hypot(du, dv)
        turn = math.radians(grip.turn)
        a, c = du / size, dv / size
        cos, sin = math.cos(turn), math.sin(turn)
        self.ahead = (a * cos - c * sin, a * sin + c * cos)
        self.long = k.shape.hand * (0.72 + 0.28 * min(1.0, seen / k.shape.hand)) * (0.94
            if b.p.sex == "woman" else 1.04)  # fmt: skip
        thumb = (-self.ahead[1], self.ahead[0])
        if thumb[0] * 0.75 + thumb[1] * 0.66 < 0:
            thumb = (-thumb[0], -thumb[1])
        self.thumb = thumb

    def at(self, x: float, y: float) -> Spot:
        long, (a, c), (d, e) = self.long, self.ahead, self.thumb
        return (self.wrist[0] + (x * a + y * d) * long, self.wrist[1] + (x * c + y * e) * long)

    def outline(self, spots: list[Spot]) -> Outline:
        return [self.at(*s) for s in spots]


def foot(b: Body, side: str, colour: Colour, kind: str, boot: float = 0.0) -> None:
    """Draw a foot: bare, or in a shoe, sneaker, heel, sandal, boot or padded boot."""
    k, m = b.k, b.m
    leg = k.legs[side]
    ankle, toe, heel = k.at(leg.c), k.at(leg.end), k.at(leg.heel)
    big = {"boot": 1.12, "sneaker": 1.12, "padded": 1.9}.get(kind, 1.0)
    wide = 0.036 * big * (0.92 if b.p.sex == "woman" else 1.06)
    middle = ((ankle[0] + toe[0]) / 2, (ankle[1] + toe[1]) / 2)
    shapes = [
        *tube([heel, middle, toe], [wide * 0.95, wide * 1.05, wide * 0.86]),
        *tube([ankle, heel], [wide * 1.06, wide * 0.9]),
        *tube([ankle, middle], [wide * 1.06, wide]),
    ]
    if kind == "boot":
        shapes += b.shaft(side, max(1.02, 2.25 - boot * 0.75), 0.016)
    if kind == "padded":
        shapes += b.shaft(side, 1.55, 0.062)
    done = m.part(colour, *shapes, line=0.7)
    if kind == "bare" or b.px < 150:
        return
    sole = tone(colour, -0.55) if kind != "sneaker" else tone(colour, 0.6)
    drop = (toe[0] - heel[0], toe[1] - heel[1])
    size = math.hypot(*drop) or 1.0
    down = (drop[1] / size, -drop[0] / size)
    if down[1] > 0:
        down = (-down[0], -down[1])
    deep = wide * 0.36
    m.part(sole, *tube([(heel[0] + down[0] * deep, heel[1] + down[1] * deep),
        (toe[0] + down[0] * deep, toe[1] + down[1] * deep)], [wide * 0.3, wide * 0.26]),
        on=done, round_=0, line=0.2)  # fmt: skip
    if kind == "sandal":
        for t in (0.35, 0.7):
            at = (ankle[0] + (toe[0] - ankle[0]) * t, ankle[1] + (toe[1] - ankle[1]) * t)
            m.part(b.p.skin, moved(oval(0, 0, wide * 0.42, wide * 0.3), *at), on=done, line=0.3)
    if kind in ("sneaker", "boot") and b.px > 260:
        for t in (0.3, 0.48, 0.64):
            at = (
                ankle[0] + (toe[0] - ankle[0]) * t,
                ankle[1] + (toe[1] - ankle[1]) * t + wide * 0.3,
            )
            m.line(tone(colour, -0.3), 0.004, (at[0] - wide * 0.2, at[1]),
                (at[0] + wide * 0.24, at[1] + wide * 0.12), on=done, force=0.4)  # fmt: skip
