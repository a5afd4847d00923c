"""What hangs on the back: cloaks, wings, backpacks, and what shows of them in front."""

import math

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import oval, smooth, tone
from .body import Body
from .cuts import Cut

GOLD = rgb("cfa84e")


def _cloak(b: Body, colour: Colour, rng: Rng) -> None:
    m, k = b.m, b.k
    trail = 0.05 + 0.22 * k.pose.wind
    left, right = b.edge(1.98, 0.03)
    low = max(0.03, 0.04 + k.lift - k.shape.leg + 0.24 * k.pose.wind * math.sin(k.yaw))
    trail *= 1.0 + k.pose.wind
    back = k.yaw > 2
    reach = -trail * math.sin(k.yaw)
    half = abs(right[0] - left[0]) / 2 + 0.12
    u = (left[0] + right[0]) / 2 + reach
    spots = [left, (u - half * 0.82 + reach * 0.2, 0.45), (u - half, low),
        (u - half * 0.3, low - 0.018), (u + half * 0.4, low - 0.012), (u + half * 0.9,
        low + 0.01), (u + half * 0.74, 0.45), right]  # fmt: skip
    outline = [left, *smooth(spots[1:-1], False), right]
    cap = b.trunk(1.7, 2.08, 0.03) if back else outline
    done = m.part(colour, outline, cap, light=0.56, line=0.8)
    if b.px > 100:
        folds = [
            [(u - reach + x * 0.08, 0.74), (u + x * half * 0.86, 0.4), (u + x * half, low)]
            for x in (-0.6, -0.2, 0.2, 0.6)
        ]
        m.strokes(tone(colour, -0.35), 0.005, folds, taper=True, on=done, force=0.6)


def _cloak_front(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw how a cloak lies about the shoulders and is held at the neck."""
    if b.p.turn == "back":
        return
    for x in (0.8, -0.8):
        spots = [b.face(2.1, x * 0.6, 0.01), b.face(1.98, x * 0.45, 0.02), b.face(1.72,
            x * 1.1 if abs(x) < 0.9 else x, 0.03), b.edge(1.75, 0.035)[1 if x > 0
            else 0], b.edge(1.97, 0.03)[1 if x > 0 else 0]]  # fmt: skip
        b.m.part(colour, smooth(spots), line=0.7)
    b.m.part(GOLD, oval(*b.face(1.97, 0.0, 0.03), 0.011, 0.011), line=0.6)


def _wings(b: Body, colour: Colour, rng: Rng) -> None:
    """Draw a pair of feathered wings."""
    m = b.m
    u0, v0 = b.face(1.7, 0.0, 0.0, True)
    for way in (1, -1):
        size = 0.84 if way > 0 and b.p.turn == "three-quarter" else 1.0
        for length, shade, many in ((0.42, -0.12, 9), (0.28, -0.05, 8), (0.16, 0.06, 7)):
            for i in range(many):
                t = i / (many - 1)
                root = (
                    u0 + way * size * (0.02 + 0.26 * (1 - t)),
                    v0 + size * (0.02 + 0.2 * math.sin((1 - t) * 2.2)),
                )
                a = -1.75 + 0.95 * (1 - t)
                tip = (
                    root[0] + way * size * length * math.cos(a),
                    root[1] + size * length * math.sin(a),
                )
                middle = ((root[0] + tip[0]) / 2 + way * 0.012, (root[1] + tip[1]) / 2)
                m.limb(tone(colour, shade), [0.03, 0.05, 0.012], root, middle, tip, line=0.55)
        m.limb(colour, [0.05, 0.06, 0.03], (u0, v0), (u0 + way * size * 0.14,
            v0 + size * 0.17), (u0 + way * size * 0.31, v0 + size * 0.14), line=0.6)  # fmt: skip


def _fairy_wings(b: Body, colour: Colour, rng: Rng) -> None:
    m = b.m
    u, v = b.face(1.7, 0.0, 0.0, True)
    for way in (1, -1):
        s = 0.85 if way > 0 and b.p.turn == "three-quarter" else 1.0
        low = [
            (u, v),
            (u + way * 0.16 * s, v - 0.06),
            (u + way * 0.2 * s, v - 0.22),
            (u + way * 0.08 * s, v - 0.24),
        ]
        high = [(u, v), (u + way * 0.1 * s, v + 0.2), (u + way * 0.28 * s, v + 0.27),
            (u + way * 0.33 * s, v + 0.12), (u + way * 0.16 * s, v - 0.02)]  # fmt: skip
        for spots in (low, high):
            done = m.part(colour, smooth(spots), line=0.7, cover=0.72, round_=0.5)
            far = spots[2]
            for part in (0.0, 0.06, -0.06):
                m.line(tone(colour, 0.5), 0.004, (u, v), (far[0] + part * 0.5,
                    far[1] - part), on=done, taper=True, force=0.3)  # fmt: skip


def _backpack(b: Body, colour: Colour, rng: Rng) -> None:
    m, k = b.m, b.k
    out = 0.07 if k.yaw < 2 else 0.0
    u, v = b.face(1.35, 0.0, out, True)
    wide = 0.085 * abs(math.cos(k.yaw)) + 0.06 * math.sin(k.yaw)
    done = m.part(colour, smooth([(u - wide, v - 0.1), (u - wide * 1.04, v + 0.04),
        (u - wide * 0.7, v + 0.11), (u + wide * 0.7, v + 0.11), (u + wide * 1.04,
        v + 0.04), (u + wide, v - 0.1)]), line=0.8)  # fmt: skip
    if k.yaw > 2 and b.px > 90:
        pocket = [
            (u - wide * 0.6, v - 0.08),
            (u - wide * 0.6, v),
            (u + wide * 0.6, v),
            (u + wide * 0.6, v - 0.08),
        ]
        m.part(tone(colour, -0.12), smooth(pocket), on=done, line=0.7)
        m.line(
            tone(colour, -0.4),
            0.005,
            (u - wide * 0.8, v + 0.05),
            (u + wide * 0.8, v + 0.05),
            on=done,
        )


def _straps(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    for x in (-0.6, 0.6):
        spots = [b.face(v, x * f, 0.024) for v, f in ((2.02, 0.95), (1.75, 0.95), (1.3, 1.2))]
        b.m.limb(tone(colour, -0.15), [0.024, 0.024, 0.02], *spots, line=0.7)


def _ribbon_arch(b: Body, colour: Colour, rng: Rng) -> None:
    """Draw how a ribbon floats behind the head from arm to arm."""
    k = b.k
    (u0, v0), (u1, v1) = b.joint(k.arms["near"], 1.2), b.joint(k.arms["far"], 1.2)
    middle, top = (u0 + u1) / 2, k.chin()[0][1] + k.shape.head
    spots = [
        (u0, v0), (u0 - 0.16, v0 + 0.14), (middle - 0.2, top - 0.02), (middle, top + 0.12),
        (middle + 0.22, top), (u1 + 0.15, v1 + 0.16), (u1, v1),
    ]  # fmt: skip
    widths = [0.03, 0.042, 0.028, 0.044, 0.028, 0.042, 0.03]
    b.m.limb(tone(colour, -0.06), widths, *spots, line=0.6, round_=0.4, cover=0.9)


BACKS = {
    "cloak": _cloak, "wings": _wings, "fairy-wings": _fairy_wings, "backpack": _backpack,
    "ribbons": _ribbon_arch,
}  # fmt: skip
EXTRAS = {"cloak": _cloak_front, "backpack": _straps}
