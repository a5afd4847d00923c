"""Extras of garments: what is laid over, hung on or carried on the body, one function each."""

import math
from collections.abc import Callable

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, luma, mix, rgb
from ...paint.model import oval, smooth, tone
from .body import Body
from .cuts import Cut

Extra = Callable[[Body, Cut, Colour, Rng], None]
STEEL = rgb("9aa3ac")
GOLD = rgb("cfa84e")


def draw(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the extras of a garment on the trunk."""
    if b.px < 36:
        return
    for name in cut.extra:
        if name in EXTRAS:
            EXTRAS[name](b, cut, colour, rng)


def behind(b: Body, name: str, colour: Colour, rng: Rng) -> bool:
    """Draw an extra that hangs on the back, if it is one."""
    if name not in BACKS:
        return False
    BACKS[name](b, colour, rng)
    return True


def sleeve(b: Body, side: str, cut: Cut, colour: Colour) -> None:
    """Draw the extras of a garment on an arm: pauldrons, rings of a suit, epaulettes."""
    m, arm = b.m, b.k.arms[side]
    way = 1 if side == "far" else -1
    if "plates" in cut.extra:
        m.part(tone(colour, -0.1), *b.arm(side, 2.02, 0.024, start=1.55), line=0.7, round_=1.6)
        u, v = b.joint(arm, 1.0)
        m.part(tone(colour, 0.12), oval(u, v, 0.032, 0.03), line=0.8, round_=1.5)
        u, v = b.joint(arm, 0.1)
        for drop, wide in ((0.03, 0.05), (0.0, 0.054)):
            m.part(tone(colour, 0.05), oval(u + way * 0.004, v - drop, wide, wide * 0.72), line=0.9,
                   round_=1.5)  # fmt: skip
    if "suit-rings" in cut.extra:
        for t in (0.55, 1.9):
            m.part(rgb("8d97a6"), *b.arm(side, t + 0.06, 0.046, start=t), line=0.5)
        m.part(rgb("c0503a"), *b.arm(side, 0.5, 0.044, start=0.42), line=0.3)
    if "epaulettes" in cut.extra and b.px > 90:
        u, v = b.joint(arm, 0.06)
        m.part(GOLD if float(luma(colour)) < 0.5 else tone(colour, -0.2),
               oval(u - way * 0.012, v + 0.026, 0.03, 0.011, -0.35 * way * math.cos(b.k.yaw)), line=0.6)  # fmt: skip


# -- on the trunk


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
    m.part(rgb("4a5260"), [b.face(1.36, -0.38, e), b.face(1.36, 0.34, e), b.face(1.27, 0.34, e),
                           b.face(1.27, -0.38, e)], on=done, line=0.4)  # fmt: skip
    for side in ("far", "near"):
        m.part(rgb("8d97a6"), *b.leg(side, 1.86, 0.05, start=1.78), line=0.4)


def _tie(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    low = 1.12
    knot = [b.face(1.985, -0.08, 0.006), b.face(1.985, 0.08, 0.006), b.face(1.9, 0.04, 0.006),
            b.face(1.9, -0.04, 0.006)]  # fmt: skip
    blade = [b.face(1.91, -0.035, 0.006), b.face(1.91, 0.035, 0.006), b.face(low + 0.1, 0.12, 0.006),
             b.face(low, 0, 0.006), b.face(low + 0.1, -0.12, 0.006)]  # fmt: skip
    done = b.m.part(colour, blade, line=0.7)
    if b.px > 200:
        for level in (1.75, 1.55, 1.35):
            b.m.line(tone(colour, 0.5), 0.005, b.face(level, -0.16, 0.006), b.face(level - 0.06, 0.16,
                     0.006), on=done, force=0.2)  # fmt: skip
    b.m.part(tone(colour, -0.12), knot, line=0.7)


def _bow_tie(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    u, v = b.face(1.98, 0, 0.008)
    for way in (-1, 1):
        b.m.part(colour, [(u, v), (u + way * 0.034, v + 0.016), (u + way * 0.034, v - 0.016)], line=0.7)
    b.m.part(tone(colour, 0.1), oval(u, v, 0.008, 0.01), line=0.5)


def _necklace(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back" or b.px < 120:
        return
    spots = [b.face(2.1, 0.5), b.face(1.94, 0.24, 0.004), b.face(1.86, 0, 0.004),
             b.face(1.94, -0.24, 0.004), b.face(2.1, -0.5)]  # fmt: skip
    chain = smooth(spots, False)
    b.m.line(tone(colour, -0.2), 0.0035, *chain)
    beads = [oval(u, v, 0.0055, 0.0055) for u, v in chain[4:-4:2]]
    b.m.part(colour, *beads, line=0.5)
    u, v = spots[2]
    b.m.part(rgb("a83a4a"), oval(u, v - 0.008, 0.009, 0.012), line=0.6)


def _belt(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    from .details import strip

    strip(b, colour, 0.026)


def _scarf(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    shade = tone(colour, -0.18)
    if b.p.turn != "back":
        (u, v), wide = b.face(1.98, -0.3, 0.012), 0.05
        ends = m.limb(shade, [wide * 0.8, wide, wide * 1.05], (u, v), (u - 0.012, v - 0.13),
                      (u + 0.004, v - 0.27), line=0.8)  # fmt: skip
        for t in (0.2, 0.225, 0.25):
            m.line(tone(colour, 0.45), 0.008, (u - 0.04, v - t), (u + 0.04, v - t), on=ends, force=0.2)
    left, right = b.edge(2.06, 0.024)
    spots = [left, b.face(1.99, -0.4, 0.03), b.face(1.94, 0.1, 0.034), b.face(2.0, 0.5, 0.026), right]
    done = m.limb(colour, [0.05, 0.058, 0.062, 0.056, 0.05], *spots, line=0.8, round_=1.3)
    if b.px > 130:
        for part in (0.35, 0.62):
            line = [(a[0], a[1] + 0.04 * (part - 0.5)) for a in spots]
            m.line(shade, 0.004, *line, on=done, taper=True, force=0.5)


def _apron(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    m, e = b.m, 0.02
    drape = b.drape(1.02, 0.5, 0.022, 0.03)
    x0, x1 = (-0.72, 0.84) if b.p.turn != "front" else (-0.72, 0.72)
    skirt = [drape.at(0, x0), drape.at(0.5, x0), drape.at(0.96, x0), drape.at(1.0, (x0 + x1) / 2),
             drape.at(0.96, x1), drape.at(0.5, x1), drape.at(0, x1)]  # fmt: skip
    bib = [b.face(1.0, -0.66, e), b.face(1.66, -0.5, e), b.face(1.66, 0.5, e), b.face(1.0, 0.7, e)]
    for x in (-0.42, 0.42):
        m.limb(colour, [0.014, 0.014], b.face(1.66, x, e), b.face(2.06, x * 0.9, 0.01), line=0.5)
    done = m.part(colour, skirt, bib, line=0.8)
    m.part(tone(colour, -0.14), b.trunk(0.97, 1.05, 0.024), on=done, line=0.4)
    if b.px > 150:
        pocket = [drape.at(0.3, -0.3), drape.at(0.3, 0.42), drape.at(0.55, 0.4), drape.at(0.55, -0.3)]
        m.part(tone(colour, -0.05), pocket, on=done, line=0.6, round_=0.2)


def _bib(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m, e = b.m, 0.014
    back = b.p.turn == "back"
    for x in (-0.5, 0.5):
        m.limb(colour, [0.024, 0.022], b.face(1.5, x, e, back), b.face(2.02, x * 0.96, e), line=0.6)
    spots = [b.face(0.9, -0.92, e, back), b.face(1.6, -0.6, e, back), b.face(1.6, 0.6, e, back),
             b.face(0.9, 0.92, e, back)]  # fmt: skip
    done = m.part(colour, spots, line=0.7)
    if b.px > 120 and not back:
        for x in (-0.5, 0.5):
            m.part(GOLD, oval(*b.face(1.56, x, e), 0.009, 0.009), line=0.4)
        pocket = [b.face(1.42, -0.3, e), b.face(1.42, 0.3, e), b.face(1.12, 0.3, e), b.face(1.12, -0.3, e)]
        m.part(tone(colour, 0.06), pocket, on=done, line=0.6, round_=0.2)


def _pockets(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.px < 150 or b.p.turn == "back":
        return
    for x in (-0.6, 0.6):
        if b.shows(x):
            e = cut.ease + 0.002
            spots = [b.face(v, x + dx, e) for v, dx in ((0.36, -0.22), (0.36, 0.2), (0.24, 0.2), (0.24, -0.22))]
            b.m.part(tone(colour, -0.08), spots, line=0.6, round_=0.3)


def _pocket(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.px < 120 or b.p.turn == "back":
        return
    e = cut.ease
    spots = [b.face(v, x, e) for v, x in ((0.75, -0.42), (0.75, 0.42), (0.2, 0.68), (0.2, -0.68))]
    b.m.part(tone(colour, -0.08), spots, line=0.6, round_=0.3)


def _ribs(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    done = b.m.part(tone(colour, -0.12), b.trunk(cut.hem - 0.02, cut.hem + 0.16, cut.ease + 0.003), line=0.4)
    if b.px > 220:
        for x in np.linspace(-0.9, 0.9, 13):
            b.m.line(tone(colour, -0.3), 0.003, b.face(cut.hem, float(x), cut.ease), b.face(cut.hem + 0.14,
                     float(x), cut.ease), on=done, force=0.2)  # fmt: skip


def _drape(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the end of a sari over the shoulder."""
    m = b.m
    gold = mix(colour, GOLD, 0.75)
    rows = ((0.1, 0.98, 0.2), (1.0, 0.72, -0.3), (1.6, 0.12, -0.72), (2.06, -0.34, -0.9))
    upper = [b.face(level, x, 0.012) for level, x, _ in rows]
    lower = [b.face(level - 0.1, x, 0.012) for level, _, x in rows]
    done = m.part(tone(colour, 0.06), [*smooth(upper, False), *reversed(smooth(lower, False))], line=0.7, round_=0.5)
    for t in (0.3, 0.6):
        fold = [(a[0] + (c[0] - a[0]) * t, a[1] + (c[1] - a[1]) * t) for a, c in zip(upper, lower, strict=True)]
        m.line(tone(colour, -0.35), 0.004, *fold, on=done, force=0.4)
    m.limb(gold, [0.014, 0.014], *upper, on=done, line=0.3, round_=0.2)


def _tulle(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    left, right = b.edge(-0.05, 0.0)
    u, v = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    for number, (wide, drop) in enumerate(((0.27, 0.05), (0.25, 0.02), (0.22, 0.0))):
        ring = [
            (u + wide * math.cos(a), v - drop + 0.042 * math.sin(a) + 0.008 * math.sin(a * 13 + number))
            for a in np.linspace(0, 2 * math.pi, 60)
        ]
        m.part(tone(colour, -0.1 + 0.08 * number), ring, line=0.5, cover=0.9)
    m.part(colour, b.trunk(0.0, 1.0, 0.004), line=0.4)


def _ribbons(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw a long silk ribbon that floats from arm to arm."""
    arms = b.k.arms
    for side, way in (("far", 1), ("near", -1)):
        u, v = b.joint(arms[side], 1.3)
        spots = [(u, v), (u + way * 0.09, v - 0.1), (u + way * 0.07, v - 0.26), (u + way * 0.19, v - 0.34),
                 (u + way * 0.16, v - 0.46)]  # fmt: skip
        b.m.limb(colour, [0.03, 0.034, 0.03, 0.034, 0.008], *spots, line=0.7, cover=0.92)


def _tail(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    left, right = b.edge(0.5, 0.004)
    hip = b.k.at(b.spine(-0.1))
    knee, ankle = b.k.at(b.k.legs["near"].b), b.k.at(b.k.legs["near"].c)
    path = [((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), hip, (knee[0] + 0.01, knee[1] + 0.01),
            (ankle[0] - 0.015, ankle[1] + 0.06)]  # fmt: skip
    wide = math.dist(left, right)
    end = path[-1]
    for way in (-1, 1):
        m.part(tone(colour, 0.1), smooth([end, (end[0] + way * 0.09, end[1] + 0.015), (end[0] + way * 0.17,
               end[1] - 0.06), (end[0] + way * 0.08, end[1] - 0.055), (end[0] + way * 0.012, end[1] - 0.07)]),
               line=0.8)  # fmt: skip
    done = m.limb(colour, [wide, wide * 1.12, wide * 0.68, wide * 0.2], *path, round_=1.3, line=0.8)
    if b.px > 110:
        for row in range(16):
            t = row / 16
            spot = [path[0][i] + (path[-1][i] - path[0][i]) * t for i in (0, 1)]
            for x in np.arange(-2, 3):
                u = spot[0] + (float(x) + 0.5 * (row % 2)) * wide * 0.2
                m.line(tone(colour, -0.3), 0.003, (u - 0.014, spot[1]), (u, spot[1] - 0.012), (u + 0.014,
                       spot[1]), on=done, force=0.25)  # fmt: skip


def _bands(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the bright bands of a safety vest."""
    for level in (0.5, 1.2):
        b.m.part(rgb("e9ecd0"), b.trunk(level - 0.07, level + 0.07, cut.ease + 0.003), line=0.3, round_=0.5)


EXTRAS: dict[str, Extra] = {
    "bands": _bands,
    "plates": _plates, "chest-box": _chest_box, "tie": _tie, "bow-tie": _bow_tie, "necklace": _necklace,
    "belt": _belt, "scarf": _scarf, "apron": _apron, "bib": _bib, "pockets": _pockets, "pocket": _pocket,
    "ribs": _ribs, "drape": _drape, "tulle": _tulle, "ribbons": _ribbons, "tail": _tail,
}  # fmt: skip


# -- on the back


def _cloak(b: Body, colour: Colour, rng: Rng) -> None:
    m, k = b.m, b.k
    trail = 0.05 + 0.22 * k.pose.wind
    left, right = b.edge(1.98, 0.03)
    low = 0.04 + k.lift - k.shape.leg if k.pose.sits else 0.05
    low = max(low, 0.03)
    back = k.pose.turns and k.yaw > 2
    reach = -trail * math.sin(k.yaw)
    half = abs(right[0] - left[0]) / 2 + 0.12
    u = (left[0] + right[0]) / 2 + reach
    spots = [left, (u - half * 0.82 + reach * 0.2, 0.45), (u - half, low), (u - half * 0.3, low - 0.018),
             (u + half * 0.4, low - 0.012), (u + half * 0.9, low + 0.01), (u + half * 0.74, 0.45), right]  # fmt: skip
    outline = [left, *smooth(spots[1:-1], False), right]
    cap = b.trunk(1.7, 2.08, 0.03) if back else outline
    done = m.part(colour, outline, cap, light=0.56, line=0.8)
    if b.px > 100:
        for x in (-0.6, -0.2, 0.2, 0.6):
            m.line(tone(colour, -0.35), 0.005, (u - reach + x * 0.08, 0.74), (u + x * half * 0.86, 0.4),
                   (u + x * half, low), taper=True, on=done, force=0.6)  # fmt: skip


def _cloak_front(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw how a cloak lies about the shoulders and is held at the neck."""
    if b.p.turn == "back":
        return
    for x in (0.8, -0.8):
        spots = [b.face(2.1, x * 0.6, 0.01), b.face(1.98, x * 0.45, 0.02), b.face(1.72, x * 1.1 if abs(x) < 0.9
                 else x, 0.03), b.edge(1.75, 0.035)[1 if x > 0 else 0], b.edge(1.97, 0.03)[1 if x > 0 else 0]]  # fmt: skip
        b.m.part(colour, smooth(spots), line=0.7)
    b.m.part(GOLD, oval(*b.face(1.97, 0.0, 0.03), 0.011, 0.011), line=0.6)


EXTRAS["cloak"] = _cloak_front


def _wings(b: Body, colour: Colour, rng: Rng) -> None:
    """Draw a pair of feathered wings."""
    m = b.m
    u0, v0 = b.face(1.7, 0.0, 0.0, True)
    for way in (1, -1):
        size = 0.84 if way > 0 and b.p.turn == "three-quarter" else 1.0
        for row, (length, shade, many) in enumerate(((0.42, -0.12, 9), (0.28, -0.05, 8), (0.16, 0.06, 7))):
            for i in range(many):
                t = i / (many - 1)
                root = (u0 + way * size * (0.02 + 0.26 * (1 - t)), v0 + size * (0.02 + 0.2 * math.sin((1 - t) * 2.2)))
                a = -1.75 + 0.95 * (1 - t)
                tip = (root[0] + way * size * length * math.cos(a), root[1] + size * length * math.sin(a))
                middle = ((root[0] + tip[0]) / 2 + way * 0.012, (root[1] + tip[1]) / 2)
                m.limb(tone(colour, shade), [0.03, 0.05, 0.012], root, middle, tip, line=0.55)
        m.limb(colour, [0.05, 0.06, 0.03], (u0, v0), (u0 + way * size * 0.14, v0 + size * 0.17),
               (u0 + way * size * 0.31, v0 + size * 0.14), line=0.6)  # fmt: skip


def _fairy_wings(b: Body, colour: Colour, rng: Rng) -> None:
    m = b.m
    u, v = b.face(1.7, 0.0, 0.0, True)
    for way in (1, -1):
        s = 0.85 if way > 0 and b.p.turn == "three-quarter" else 1.0
        low = [(u, v), (u + way * 0.16 * s, v - 0.06), (u + way * 0.2 * s, v - 0.22), (u + way * 0.08 * s, v - 0.24)]
        high = [(u, v), (u + way * 0.1 * s, v + 0.2), (u + way * 0.28 * s, v + 0.27), (u + way * 0.33 * s, v + 0.12),
                (u + way * 0.16 * s, v - 0.02)]  # fmt: skip
        for spots in (low, high):
            done = m.part(colour, smooth(spots), line=0.7, cover=0.72, round_=0.5)
            far = spots[2]
            for part in (0.0, 0.06, -0.06):
                m.line(tone(colour, 0.5), 0.004, (u, v), (far[0] + part * 0.5, far[1] - part), on=done, taper=True,
                       force=0.3)  # fmt: skip


def _backpack(b: Body, colour: Colour, rng: Rng) -> None:
    m, k = b.m, b.k
    out = 0.07 if k.yaw < 2 else 0.0
    u, v = b.face(1.35, 0.0, out, True)
    wide = 0.085 * abs(math.cos(k.yaw)) + 0.06 * math.sin(k.yaw)
    done = m.part(colour, smooth([(u - wide, v - 0.1), (u - wide * 1.04, v + 0.04), (u - wide * 0.7, v + 0.11),
                  (u + wide * 0.7, v + 0.11), (u + wide * 1.04, v + 0.04), (u + wide, v - 0.1)]), line=0.8)  # fmt: skip
    if k.yaw > 2 and b.px > 90:
        pocket = [(u - wide * 0.6, v - 0.08), (u - wide * 0.6, v), (u + wide * 0.6, v), (u + wide * 0.6, v - 0.08)]
        m.part(tone(colour, -0.12), smooth(pocket), on=done, line=0.7)
        m.line(tone(colour, -0.4), 0.005, (u - wide * 0.8, v + 0.05), (u + wide * 0.8, v + 0.05), on=done)


def _straps(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    for x in (-0.6, 0.6):
        spots = [b.face(v, x * f, 0.024) for v, f in ((2.02, 0.95), (1.75, 0.95), (1.3, 1.2))]
        b.m.limb(tone(colour, -0.15), [0.024, 0.024, 0.02], *spots, line=0.7)


EXTRAS["backpack"] = _straps
BACKS: dict[str, Callable[[Body, Colour, Rng], None]] = {
    "cloak": _cloak, "wings": _wings, "fairy-wings": _fairy_wings, "backpack": _backpack,
}  # fmt: skip
