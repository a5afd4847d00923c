"""Armour and space suits: plates, rings, straps over the limbs, epaulettes."""

import math

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import oval, tone
from .body import Body
from .cuts import Cut

GOLD = rgb("cfa84e")


def _plates(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    for side in ("far", "near"):
        leg = b.k.legs[side]
        u, v = b.joint(leg, 1.0)
        m.part(tone(colour, 0.1), oval(u, v, 0.04, 0.038), line=0.8, round_=1.5)
        m.part(tone(colour, -0.06), *b.leg(side, 2.0, 0.018, start=1.35), line=0.7, round_=1.6)
    for level, ease in ((-0.34, 0.024), (0.05, 0.02), (0.42, 0.016)):
        m.part(tone(colour, -0.04), b.trunk(level, level + 0.5, ease), line=0.8, round_=1.3)
    done = m.part(tone(colour, 0.08), b.trunk(0.86, 2.04, 0.016), line=0.9, round_=1.6)
    if b.p.turn != "back":
        spots = [b.face(v, 0, 0.016) for v in (1.98, 1.5, 0.9)]
        m.line(tone(colour, 0.5), 0.006, *spots, on=done, force=0.4)
        m.part(mix(colour, GOLD, 0.6), *_band(b, 1.62, 0.018), on=done, line=0.2)
    m.part(rgb("4a3222"), b.trunk(0.88, 0.99, 0.018), line=0.6)
    m.part(tone(colour, 0.02), b.trunk(1.99, 2.2, 0.012), line=0.8, round_=1.4)


def _band(b: Body, level: float, ease: float) -> list[list[tuple[float, float]]]:
    high = [b.face(level + 0.02, float(x), ease) for x in np.linspace(-1, 1, 9)]
    low = [b.face(level - 0.02, float(x), ease) for x in np.linspace(1, -1, 9)]
    return [[*high, *low]]


def _chest_box(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    m, e = b.m, cut.ease + 0.012
    box = [b.face(1.62, -0.5, e), b.face(1.62, 0.45, e), b.face(1.2, 0.45, e), b.face(1.2, -0.5, e)]
    done = m.part(rgb("b9c0ca"), box, line=0.8)
    for x, tint in ((-0.3, "c0503a"), (0.0, "3f7ab0"), (0.28, "d8b84a")):
        m.part(rgb(tint), oval(*b.face(1.48, x, e), 0.01, 0.01), on=done, line=0.4)
    m.part(rgb("4a5260"), [b.face(1.36, -0.38, e), b.face(1.36, 0.34, e), b.face(1.27,
        0.34, e), b.face(1.27, -0.38, e)], on=done, line=0.4)  # fmt: skip
    for side in ("far", "near"):
        m.part(rgb("8d97a6"), *b.leg(side, 1.86, 0.05, start=1.78), line=0.4)


def on_arm(b: Body, side: str, cut: Cut, colour: Colour) -> None:
    """Draw the extras of a garment on an arm: pauldrons, rings of a suit, epaulettes."""
    m, arm = b.m, b.k.arms[side]
    way = 1 if side == "far" else -1
    if "plates" in cut.extra:
        m.part(tone(colour, -0.1), *b.arm(side, 2.02, 0.024, start=1.55), line=0.7, round_=1.6)
        u, v = b.joint(arm, 1.0)
        m.part(tone(colour, 0.12), oval(u, v, 0.032, 0.03), line=0.8, round_=1.5)
        u, v = b.joint(arm, 0.1)
        for drop, wide in ((0.03, 0.05), (0.0, 0.054)):
            m.part(tone(colour, 0.05), oval(u + way * 0.004, v - drop, wide,
                wide * 0.72), line=0.9, round_=1.5)  # fmt: skip
    if "suit-rings" in cut.extra:
        for t in (0.55, 1.9):
            m.part(rgb("8d97a6"), *b.arm(side, t + 0.06, 0.046, start=t), line=0.5)
        m.part(rgb("c0503a"), *b.arm(side, 0.5, 0.044, start=0.42), line=0.3)
    if "fur" in cut.extra:
        m.part(
            rgb("f4f1ea"), b.cuff(side, cut.sleeve + 0.06, 0.2, cut.sleeve_ease + 0.02), line=0.6
        )
    if "epaulettes" in cut.extra and b.px > 90:
        u, v = b.joint(arm, 0.06)
        m.part(GOLD if float(luma(colour)) < 0.5 else tone(colour, -0.2),
            oval(u - way * 0.012, v + 0.026, 0.03, 0.011,
            -0.35 * way * math.cos(b.k.yaw)), line=0.6)  # fmt: skip


EXTRAS = {"plates": _plates, "chest-box": _chest_box}
