"""What lies over clothes: aprons, bibs, pockets, belts, sari, tulle, ribbons, a tail."""

import math

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import oval, smooth, tone
from .body import Body
from .cuts import Cut
from .details import strip

GOLD = rgb("cfa84e")


def _belt(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    strip(b, colour, 0.026)


def _apron(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    m, e = b.m, 0.02
    drape = b.drape(1.02, 0.5, 0.022, 0.03)
    x0, x1 = (-0.72, 0.84) if b.p.turn != "front" else (-0.72, 0.72)
    skirt = [drape.at(0, x0), drape.at(0.5, x0), drape.at(0.96, x0), drape.at(1.0,
        (x0 + x1) / 2), drape.at(0.96, x1), drape.at(0.5, x1), drape.at(0, x1)]  # fmt: skip
    bib = [b.face(1.0, -0.66, e), b.face(1.66, -0.5, e), b.face(1.66, 0.5, e), b.face(1.0, 0.7, e)]
    for x in (-0.42, 0.42):
        m.limb(colour, [0.014, 0.014], b.face(1.66, x, e), b.face(2.06, x * 0.9, 0.01), line=0.5)
    done = m.part(colour, skirt, bib, line=0.8)
    m.part(tone(colour, -0.14), b.trunk(0.97, 1.05, 0.024), on=done, line=0.4)
    if b.px > 150:
        pocket = [
            drape.at(0.3, -0.3),
            drape.at(0.3, 0.42),
            drape.at(0.55, 0.4),
            drape.at(0.55, -0.3),
        ]
        m.part(tone(colour, -0.05), pocket, on=done, line=0.6, round_=0.2)


def _bib(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m, e = b.m, 0.014
    back = b.p.turn == "back"
    for x in (-0.5, 0.5):
        m.limb(colour, [0.024, 0.022], b.face(1.5, x, e, back), b.face(2.02, x * 0.96, e), line=0.6)
    spots = [b.face(0.9, -0.92, e, back), b.face(1.6, -0.6, e, back), b.face(1.6, 0.6,
        e, back), b.face(0.9, 0.92, e, back)]  # fmt: skip
    done = m.part(colour, spots, line=0.7)
    if b.px > 120 and not back:
        for x in (-0.5, 0.5):
            m.part(GOLD, oval(*b.face(1.56, x, e), 0.009, 0.009), line=0.4)
        pocket = [
            b.face(1.42, -0.3, e),
            b.face(1.42, 0.3, e),
            b.face(1.12, 0.3, e),
            b.face(1.12, -0.3, e),
        ]
        m.part(tone(colour, 0.06), pocket, on=done, line=0.6, round_=0.2)


def _pockets(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.px < 150 or b.p.turn == "back":
        return
    for x in (-0.6, 0.6):
        if b.shows(x):
            e = cut.ease + 0.002
            spots = [
                b.face(v, x + dx, e)
                for v, dx in ((0.36, -0.22), (0.36, 0.2), (0.24, 0.2), (0.24, -0.22))
            ]
            b.m.part(tone(colour, -0.08), spots, line=0.6, round_=0.3)


def _pocket(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.px < 120 or b.p.turn == "back":
        return
    e = cut.ease
    spots = [b.face(v, x, e) for v, x in ((0.75, -0.42), (0.75, 0.42), (0.2, 0.68), (0.2, -0.68))]
    b.m.part(tone(colour, -0.08), spots, line=0.6, round_=0.3)


def _ribs(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    done = b.m.part(
        tone(colour, -0.12), b.trunk(cut.hem - 0.02, cut.hem + 0.16, cut.ease + 0.003), line=0.4
    )
    if b.px > 220:
        for x in np.linspace(-0.9, 0.9, 13):
            b.m.line(tone(colour, -0.3), 0.003, b.face(cut.hem, float(x), cut.ease),
                b.face(cut.hem + 0.14, float(x), cut.ease), on=done, force=0.2)  # fmt: skip


def _drape(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the end of a sari over the shoulder."""
    m = b.m
    gold = mix(colour, GOLD, 0.75)
    rows = ((0.1, 0.98, 0.2), (1.0, 0.72, -0.3), (1.6, 0.12, -0.72), (2.06, -0.34, -0.9))
    upper = [b.face(level, x, 0.012) for level, x, _ in rows]
    lower = [b.face(level - 0.1, x, 0.012) for level, _, x in rows]
    done = m.part(
        tone(colour, 0.06),
        [*smooth(upper, False), *reversed(smooth(lower, False))],
        line=0.7,
        round_=0.5,
    )
    for t in (0.3, 0.6):
        fold = [
            (a[0] + (c[0] - a[0]) * t, a[1] + (c[1] - a[1]) * t)
            for a, c in zip(upper, lower, strict=True)
        ]
        m.line(tone(colour, -0.35), 0.004, *fold, on=done, force=0.4)
    m.limb(gold, [0.014, 0.014], *upper, on=done, line=0.3, round_=0.2)


def _tulle(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    left, right = b.edge(-0.05, 0.0)
    u, v = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    for number, (wide, drop) in enumerate(((0.27, 0.05), (0.25, 0.02), (0.22, 0.0))):
        ring = [
            (
                u + wide * math.cos(a),
                v - drop + 0.042 * math.sin(a) + 0.008 * math.sin(a * 13 + number),
            )
            for a in np.linspace(0, 2 * math.pi, 60)
        ]
        m.part(tone(colour, -0.1 + 0.08 * number), ring, line=0.5, cover=0.9)
    m.part(colour, b.trunk(0.0, 1.0, 0.004), line=0.4)


def _ribbons(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the ends of a long silk ribbon, which float from both arms."""
    for side, way in (("far", 1), ("near", -1)):
        u, v = b.joint(b.k.arms[side], 1.2)
        spots = [
            (u, v), (u + way * 0.1, v - 0.03), (u + way * 0.2, v - 0.14),
            (u + way * 0.19, v - 0.28),
            (u + way * 0.29, v - 0.38), (u + way * 0.43, v - 0.36),
        ]  # fmt: skip
        widths = [0.03, 0.042, 0.026, 0.046, 0.03, 0.004]
        done = b.m.limb(colour, widths, *spots, line=0.6, round_=0.4, cover=0.92)
        b.m.line(tone(colour, 0.4), 0.006, *spots[1:], on=done, force=0.2)


def _tail(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    left, right = b.edge(0.5, 0.004)
    hip = b.k.at(b.spine(-0.1))
    knee, ankle = b.k.at(b.k.legs["near"].b), b.k.at(b.k.legs["near"].c)
    path = [((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), hip, (knee[0] + 0.01,
        knee[1] + 0.01), (ankle[0] - 0.015, ankle[1] + 0.06)]  # fmt: skip
    wide = math.dist(left, right)
    end = path[-1]
    for way in (-1, 1):
        m.part(tone(colour, 0.1), smooth([end, (end[0] + way * 0.09, end[1] + 0.015),
            (end[0] + way * 0.17, end[1] - 0.06), (end[0] + way * 0.08, end[1] - 0.055),
            (end[0] + way * 0.012, end[1] - 0.07)]), line=0.8)  # fmt: skip
    done = m.limb(colour, [wide, wide * 1.12, wide * 0.68, wide * 0.2], *path, round_=1.3, line=0.8)
    if b.px > 110:
        for row in range(16):
            t = row / 16
            spot = [path[0][i] + (path[-1][i] - path[0][i]) * t for i in (0, 1)]
            for x in np.arange(-2, 3):
                u = spot[0] + (float(x) + 0.5 * (row % 2)) * wide * 0.2
                m.line(tone(colour, -0.3), 0.003, (u - 0.014, spot[1]), (u,
                    spot[1] - 0.012), (u + 0.014, spot[1]), on=done, force=0.25)  # fmt: skip


def _bands(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the bright bands of a safety vest."""
    for level in (0.5, 1.2):
        b.m.part(
            rgb("e9ecd0"),
            b.trunk(level - 0.07, level + 0.07, cut.ease + 0.003),
            line=0.3,
            round_=0.5,
        )


def _fur(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw white fur along the hem and down the front."""
    white, e = rgb("f4f1ea"), cut.ease + 0.008
    b.m.part(white, b.trunk(cut.hem - 0.05, cut.hem + 0.16, e + 0.01), line=0.6)
    if b.p.turn != "back":
        spots = [b.face(v, 0, e) for v in (2.0, 1.5, 1.0, 0.4, cut.hem)]
        b.m.limb(white, [0.036] * 5, *spots, line=0.5)
    b.m.part(white, b.trunk(1.98, 2.16, 0.014), line=0.6)


EXTRAS = {
    "belt": _belt, "apron": _apron, "bib": _bib, "pockets": _pockets, "pocket": _pocket,
    "ribs": _ribs, "drape": _drape, "tulle": _tulle, "ribbons": _ribbons, "tail": _tail,
    "bands": _bands, "fur": _fur,
}  # fmt: skip
