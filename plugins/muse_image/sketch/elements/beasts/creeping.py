"""Reptiles, frogs, snails and insects."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, mark, stripes, tufted
from .living import away, beat, bent, scaled, tread, turned, waved
from .poses import pose_of
from .sea import eye


def snake(m: Model, place: Place, rng: Rng) -> None:
    """Draw a coiled snake with its head raised."""
    with bent(m, waved(m, lambda s: 0.14 * max(0.0, s[1] - 0.44), lambda s: 0.4 * s[1], (1, 0))):
        _snake(m, place, rng)


def _snake(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("6f9a3f e0dca0 35541f", "b5713a ecd8a8 5a3018",
        "8a8a5a dcd8b0 4a4a2c")), fork(rng)  # fmt: skip
    coils = (((-0.62, 0.12), (-0.3, 0.2), (0.2, 0.22), (0.6, 0.15)), ((0.62, 0.14),
        (0.3, 0.02), (-0.3, 0.02), (-0.64, 0.12)))  # fmt: skip
    back = m.part(tone(worn.back, -0.15), *limb([0.17, 0.2, 0.2, 0.17], *coils[0]), light=0.5)
    stripes(m, back, worn.mark, own, gap=0.14, wide=0.07, deep=0.8)
    m.part(worn.back, *limb([0.04, 0.07, 0.1], (0.98, 0.16), (0.84, 0.06), (0.6, 0.1)), light=0.55)
    ring = limb([0.16, 0.19, 0.19, 0.18, 0.17, 0.16, 0.15], (-0.5, 0.3), (-0.1, 0.38),
        (0.3, 0.32), (0.36, 0.22), (0.1, 0.24), (-0.14, 0.44), (0.0, 0.66))  # fmt: skip
    body = m.part(worn.back, *ring, light=0.58)
    stripes(m, body, worn.mark, own, gap=0.13, wide=0.07, deep=0.5)
    front = m.part(worn.back, *limb([0.17, 0.2, 0.2, 0.17], (-0.62, 0.2), (-0.3, 0.09),
        (0.3, 0.09), (0.66, 0.17)), light=0.62)  # fmt: skip
    stripes(m, front, worn.mark, own, gap=0.14, wide=0.07, deep=0.6)
    neck = m.part(worn.back, *limb([0.15, 0.15, 0.15], (0.0, 0.6), (0.06, 0.74), (0.16,
        0.85)), light=0.6, line=0.5)  # fmt: skip
    mark(m, worn.pale, smooth([(0.12, 0.84), (0.06, 0.66), (0.06, 0.56), (0.2, 0.6),
        (0.24, 0.8)]), on=neck, fade=0.01)  # fmt: skip
    m.line(rgb("c2303a"), 0.014, (0.44, 0.82), (0.56, 0.82), (0.64, 0.86))
    m.line(rgb("c2303a"), 0.014, (0.56, 0.82), (0.64, 0.78))
    head = m.part(worn.back, smooth([(0.06, 0.9), (0.16, 0.99), (0.32, 0.97), (0.46,
        0.86), (0.46, 0.81), (0.3, 0.77), (0.14, 0.78)]), light=0.62)  # fmt: skip
    mark(m, worn.mark, smooth([(0.08, 0.92), (0.2, 0.96), (0.3, 0.9), (0.16, 0.88)]), on=head)
    eye(m, 0.29, 0.905, 0.036, rgb("e8c33a"))
    m.line(tone(worn.back, -0.6), 0.012, (0.46, 0.825), (0.34, 0.82), (0.2, 0.84), taper=True)


def crocodile(m: Model, place: Place, rng: Rng) -> None:
    """Draw a crocodile."""
    worn, own = coat(m, place, rng, ("6a7a48 cfcf9a 3f4a28",)), fork(rng)
    step = 0.1 if pose_of(place, "stand", ("stand", "walk"), bust=False) == "walk" else 0.0
    for u in (-0.4 - step, 0.62 + step):
        with bent(m, tread(m, (u, 0.36), (u + 0.08, 0.06), u > 0, step, step)):
            m.part(tone(worn.back, -0.25), *limb([0.22, 0.17, 0.15], (u, 0.36), (u + 0.12,
                0.2), (u + 0.08, 0.06)), light=0.42)  # fmt: skip
    m.part(tone(worn.back, -0.05), smooth([(0.9, 0.34), (1.3, 0.26), (1.7, 0.22), (1.78,
        0.26), (1.4, 0.36), (1.0, 0.44)]), light=0.52)  # fmt: skip
    mark(m, rgb("b5504a"), smooth([(1.0, 0.4), (1.4, 0.34), (1.74, 0.32), (1.4, 0.42)]), on=None)
    back: Outline = []
    for k in range(25):
        u = -1.7 + 0.1 * k
        v = 0.42 + 0.36 * math.exp(-((u - 0.1) ** 2) / 0.7) - 0.2 * max(0.0, -u - 0.8)
        back.append((u, v + (0.07 if k % 2 else 0.0) * _ridge(u)))
    body = m.part(worn.back, [*back, (0.9, 0.62), (0.98, 0.72), (1.08, 0.72), (1.14,
        0.6), (1.4, 0.5), (1.72, 0.46), (1.78, 0.38), (1.4, 0.37), (1.0, 0.38), (0.7,
        0.24), (0.0, 0.16), (-0.6, 0.2), (-1.2, 0.14), (-1.8, 0.1)], light=0.58)  # fmt: skip
    mark(m, worn.pale, smooth([(0.9, 0.32), (0.4, 0.28), (-0.5, 0.27), (-1.4, 0.16),
        (-0.4, 0.05), (0.8, 0.1)]), on=body, fade=0.03)  # fmt: skip
    dapples(m, body, worn.mark, own, gap=0.11, size=0.03, cover=0.5, above=0.42)
    if m.size > 50:
        mark(m, rgb("faf6ea"), *[[(1.06 + 0.075 * k, 0.385), (1.1 + 0.075 * k, 0.385),
            (1.08 + 0.075 * k, 0.32)] for k in range(9)], on=None, line=0.3)  # fmt: skip
    for u in (-0.56 + step, 0.48 - step):
        leg = limb([0.26, 0.2, 0.16], (u, 0.38), (u + 0.14, 0.2), (u + 0.06, 0.07))
        with bent(m, tread(m, (u, 0.38), (u + 0.06, 0.07), u < 0, step, step)):
            m.part(worn.back, *leg, oval(u + 0.13, 0.045, 0.13, 0.045), light=0.62, line=0.6)
    eye(m, 1.02, 0.68, 0.045, rgb("e8c33a"))
    mark(m, DARK, oval(1.7, 0.45, 0.02, 0.015), on=None)


def _ridge(u: float) -> float:
    """Return how high the scales of a crocodile's back stand at u."""
    return 1.0 if u < 0.7 else 0.0


def lizard(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lizard."""
    with bent(m, waved(m, lambda s: 0.2 * max(0.0, -0.5 - s[0]), lambda s: -0.5 * s[0])):
        _lizard(m, place, rng)


def _lizard(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("7aa04a e2e0a8 3f5f2a", "c98a4a f0dcae 6a4420")), fork(rng)
    for u, d in ((-0.3, -0.16), (0.44, 0.18)):
        m.part(tone(worn.back, -0.25), *limb([0.12, 0.09, 0.07], (u, 0.34), (u + d,
            0.3), (u + d * 1.3, 0.06)), light=0.42)  # fmt: skip
    body = m.part(worn.back, *limb([0.02, 0.08, 0.18, 0.3, 0.34, 0.26, 0.22], (-1.5,
        0.5), (-1.2, 0.14), (-0.8, 0.14), (-0.4, 0.34), (0.1, 0.44), (0.5, 0.56), (0.72,
        0.74)), smooth([(0.58, 0.7), (0.66, 0.92), (0.84, 0.95), (1.08, 0.8), (1.1,
        0.72), (0.86, 0.62), (0.68, 0.58)]), light=0.6)  # fmt: skip
    mark(m, worn.pale, smooth([(1.1, 0.7), (0.8, 0.66), (0.5, 0.42), (0.0, 0.28), (-0.5,
        0.22), (0.2, 0.1), (0.9, 0.4)]), on=body, fade=0.03)  # fmt: skip
    dapples(m, body, worn.mark, own, gap=0.1, size=0.026, cover=0.7, above=0.4)
    for u, d in ((-0.38, 0.14), (0.34, -0.1)):
        m.part(worn.back, *limb([0.14, 0.1, 0.07], (u, 0.36), (u + d, 0.22),
            (u + d * 0.5, 0.05)), *[o for k in (-1, 0, 1) for o in limb([0.04, 0.02],
            (u + d * 0.5, 0.05), (u + d * 0.5 + 0.1, 0.03 + 0.04 * k))], light=0.64,
            line=0.6)  # fmt: skip
    eye(m, 0.84, 0.83, 0.05, rgb("e8b83a"))
    m.line(tone(worn.back, -0.6), 0.014, (1.09, 0.74), (0.95, 0.72), (0.78, 0.75), taper=True)


def frog(m: Model, place: Place, rng: Rng) -> None:
    """Draw a frog that sits, or leaps."""
    worn, own = coat(m, place, rng, ("6aa83a e8e6a0 3a6a20", "8a9a4a e2deb0 4f5a28")), fork(rng)
    leap = pose_of(place, "sit", ("sit", "jump"), bust=False) == "jump"
    if leap:
        for shade, du in ((-0.2, 0.06), (0.0, 0.0)):
            m.part(tone(worn.back, shade), *limb([0.22, 0.16, 0.1, 0.07], (-0.3 + du,
                0.5), (-0.5 + du, 0.28), (-0.74 + du, 0.3), (-1.0 + du, 0.06)),
                oval(-1.06 + du, 0.03, 0.12, 0.05, 0.4), light=0.55)  # fmt: skip
        m.part(worn.back, *limb([0.12, 0.09, 0.06], (0.3, 0.5), (0.48, 0.4), (0.66,
            0.44)), light=0.55)  # fmt: skip
    else:
        for side in (-1, 1):
            m.part(worn.back, smooth([(side * 0.26, 0.5), (side * 0.62, 0.46),
                (side * 0.78, 0.2), (side * 0.66, 0.06), (side * 0.3, 0.08)]),
                light=0.54)  # fmt: skip
            m.part(tone(worn.back, -0.08), smooth([(side * 0.5, 0.08), (side * 0.84,
                0.1), (side * 0.98, 0.03), (side * 0.9, -0.01), (side * 0.5, 0.0)]),
                light=0.55)  # fmt: skip
    ring = [(0, 0.86), (0.34, 0.8), (0.5, 0.6), (0.46, 0.34), (0.34, 0.1), (0, 0.04),
        (-0.34, 0.1), (-0.46, 0.34), (-0.5, 0.6), (-0.34, 0.8)]  # fmt: skip
    if leap:
        ring = [(u * 0.84 + 0.06, v * 0.62 + 0.3 + u * 0.12) for u, v in ring]
    body = m.part(worn.back, smooth(ring), light=0.6, round_=1.1)
    lift = (0.84, 0.06, 0.62, 0.3, 0.12) if leap else (1.0, 0.0, 1.0, 0.0, 0.0)

    def put(u: float, v: float) -> tuple[float, float]:
        return u * lift[0] + lift[1], v * lift[2] + lift[3] + u * lift[4]

    mark(m, worn.pale, smooth([put(*s) for s in ((-0.36, 0.5), (0, 0.44), (0.36, 0.5),
        (0.36, 0.2), (0.2, 0.0), (-0.2, 0.0), (-0.36, 0.2))]), on=body, fade=0.02)  # fmt: skip
    dapples(m, body, worn.mark, own, gap=0.13, size=0.03, cover=0.5, above=put(0, 0.62)[1])
    for side in (-1, 1):
        u, v = put(side * 0.3, 0.86)
        m.part(worn.back, oval(u, v, 0.15, 0.14), light=0.62, line=0.5)
        eye(m, u, v + 0.01, 0.1, rgb("f0c63a"))
    m.line(tone(worn.back, -0.65), 0.018, put(-0.36, 0.6), put(-0.2, 0.52), put(0, 0.5),
        put(0.2, 0.52), put(0.36, 0.6), taper=True)  # fmt: skip
    mark(m, DARK, oval(*put(-0.06, 0.66), 0.014, 0.01), oval(*put(0.06, 0.66), 0.014,
        0.01), on=None)  # fmt: skip
    if not leap:
        for side in (-1, 1):
            m.part(worn.back, *limb([0.13, 0.1, 0.085], (side * 0.27, 0.36),
                (side * 0.25, 0.18), (side * 0.2, 0.06)), light=0.62, line=0.5)  # fmt: skip
            m.part(worn.back, *[o for k in (-1, 0, 1) for o in limb([0.05, 0.04],
                (side * 0.2, 0.05), (side * 0.2 + 0.1 * k, 0.0))], light=0.6, line=0.5)  # fmt: skip


def snail(m: Model, place: Place, rng: Rng) -> None:
    """Draw a snail."""
    with bent(
        m, waved(m, lambda s: 0.1 * max(0.0, s[1] - 0.4) * (s[0] > 0.55), lambda s: s[0], (1, 0))
    ):
        _snail(m, place, rng)


def _snail(m: Model, place: Place, rng: Rng) -> None:
    worn = coat(m, place, rng, ("b8794a e8cda0 6a3f22", "c9a05a f0dcae 7a5428"))
    skin = rgb("cbb58e")
    for u, v in ((0.86, 0.86), (0.68, 0.9)):
        m.line(skin, 0.045, (0.72, 0.46), (u - 0.03, v - 0.16), (u, v))
        m.ball(rgb("3a2a20"), u, v + 0.01, 0.04)
    m.part(skin, smooth([(-1.1, 0.03), (-0.7, 0.16), (-0.2, 0.24), (0.4, 0.24), (0.56,
        0.4), (0.66, 0.54), (0.82, 0.55), (0.94, 0.42), (0.88, 0.24), (0.76, 0.06),
        (0.3, 0.0), (-0.6, 0.0)]), light=0.6)  # fmt: skip
    m.line(tone(skin, -0.5), 0.014, (0.9, 0.36), (0.84, 0.32), (0.78, 0.34), taper=True)
    shell = m.part(worn.back, oval(-0.14, 0.54, 0.46, 0.42), light=0.6, round_=1.1)
    line: list[tuple[float, float]] = []
    for k in range(34):
        a, r = 0.42 * k - 0.7, 0.42 * (1 - k / 36)
        line.append((-0.14 + r * math.cos(a), 0.54 + r * 0.92 * math.sin(a)))
    mark(m, worn.mark, *limb([0.06, 0.05, 0.03], *line), on=shell, cover=0.85, line=0.4)


def butterfly(m: Model, place: Place, rng: Rng) -> None:
    """Draw a butterfly with open wings, seen from above."""
    worn = coat(m, place, rng, ("f0912a f8d08a 2a1f1c", "4f8fe0 a9d0f4 1c2440",
        "e86a9a f8c0d4 4a1c38", "f2d23a faf0a8 3a2c1c"))  # fmt: skip
    pose = pose_of(place, "fly", ("fly", "sit"), bust=False)
    shut = 0.42 if pose == "sit" else 1.0
    with bent(m, scaled((0.0, 0.5), 1 - (0.75 if pose == "fly" else 0.4) * away(m, 2), 1.0)):
        for side, light in ((1, 0.55), (-1, 0.62)):
            s = side * (shut if side > 0 else 1.0)
            low = smooth([(s * 0.04, 0.46), (s * 0.36, 0.5), (s * 0.56, 0.36), (s * 0.52,
                0.14), (s * 0.34, 0.02), (s * 0.2, 0.1), (s * 0.08, 0.28)])  # fmt: skip
            top = smooth([(s * 0.03, 0.5), (s * 0.16, 0.76), (s * 0.46, 0.98), (s * 0.74,
                0.98), (s * 0.78, 0.82), (s * 0.66, 0.6), (s * 0.44, 0.48), (s * 0.14,
                0.44)])  # fmt: skip
            for ring, centre in ((low, (s * 0.26, 0.3)), (top, (s * 0.34, 0.68))):
                part = m.part(worn.mark, ring, light=light, line=0.8, round_=0.4)
                inner = [(centre[0] + (u - centre[0]) * 0.78,
                    centre[1] + (v - centre[1]) * 0.78) for u, v in ring]  # fmt: skip
                cell = mark(m, worn.back, inner, on=part)
                mark(m, worn.pale, oval(s * 0.1, 0.5, 0.24 * abs(s), 0.2), on=cell,
                    fade=0.08, cover=0.8)  # fmt: skip
            for a, b in ((0.3, 0.86), (0.48, 0.88), (0.58, 0.74), (0.44, 0.6)):
                m.line(worn.mark, 0.014, (s * 0.05, 0.5), (s * a * 0.6,
                    0.5 + (b - 0.5) * 0.5), (s * a, b), force=0.5)  # fmt: skip
            for a, b in ((0.44, 0.36), (0.36, 0.16)):
                m.line(worn.mark, 0.014, (s * 0.05, 0.44), (s * a, b), force=0.5)
            dots = [oval(s * a, b, 0.024 * abs(s) + 0.004, 0.022) for a, b in ((0.7, 0.92),
                (0.72, 0.82), (0.66, 0.7), (0.52, 0.3), (0.48, 0.16), (0.38, 0.07))]  # fmt: skip
            if m.size > 50:
                mark(m, rgb("fbf6ec"), *dots, on=None)
            m.line(DARK, 0.014, (side * 0.02, 0.66), (side * 0.1, 0.82), (side * 0.2, 0.92))
            m.ball(DARK, side * 0.2, 0.925, 0.02)
    m.part(mix(worn.mark, DARK, 0.5), *limb([0.05, 0.07, 0.085, 0.07, 0.035], (0, 0.68),
        (0, 0.6), (0, 0.5), (0, 0.38), (0, 0.2)), light=0.5)  # fmt: skip


def bee(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bee in the air."""
    worn, own = coat(m, place, rng, ("efb52c f8e09a 2a211c",)), fork(rng)
    glass = rgb("dbe8ee")
    with bent(m, turned((0.02, 0.6), -0.5 * away(m, 3))):
        for shade, du in ((-0.12, 0.1), (0.0, 0.0)):
            part = m.part(tone(glass, shade), smooth([(0.02 + du, 0.6), (-0.1 + du, 0.9),
                (-0.36 + du, 1.02), (-0.5 + du, 0.92), (-0.34 + du, 0.72)]), light=0.68,
                line=0.6, cover=0.8)  # fmt: skip
            for b in (0.8, 0.95):
                m.line(rgb("8a9aa4"), 0.01, (0.0 + du, 0.62), (-0.2 + du, b * 0.86),
                    (-0.42 + du, b), on=part, force=0.3)  # fmt: skip
    for u in (-0.1, 0.12, 0.3):
        m.line(DARK, 0.03, (u, 0.3), (u + 0.05, 0.14), (u + 0.01, 0.04))
    m.part(DARK, [(-0.7, 0.4), (-0.86, 0.34), (-0.68, 0.34)], light=0.4)
    body = m.part(worn.back, smooth([(0.16, 0.5), (0.0, 0.66), (-0.3, 0.66), (-0.6,
        0.52), (-0.74, 0.38), (-0.56, 0.26), (-0.2, 0.2), (0.1, 0.28)]), light=0.6,
        round_=1.1)  # fmt: skip
    for u in (-0.12, -0.34, -0.56):
        mark(m, worn.mark, smooth([(u - 0.05, 0.8), (u + 0.05, 0.8), (u + 0.01, 0.45),
            (u + 0.04, 0.1), (u - 0.07, 0.1), (u - 0.09, 0.45)]), on=body)  # fmt: skip
    fuzz = tufted(oval(0.2, 0.46, 0.24, 0.24), own, 0.06, 0.04)
    m.part(mix(worn.back, worn.pale, 0.3), fuzz, light=0.6)
    m.part(rgb("2f2622"), oval(0.5, 0.46, 0.19, 0.19), light=0.5)
    eye(m, 0.57, 0.5, 0.085, rgb("f4efe4"))
    for k in (0, 1):
        m.line(DARK, 0.025, (0.52, 0.62), (0.6 + 0.08 * k, 0.76), (0.72 + 0.08 * k, 0.8))
    m.line(rgb("f4efe4"), 0.014, (0.64, 0.36), (0.57, 0.33), (0.5, 0.35), taper=True)


def ladybird(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ladybird."""
    worn = coat(m, place, rng, ("d4342a e8604a 1f1a1c",))
    for u in (-0.46, -0.1, 0.28):
        m.line(DARK, 0.05, (u, 0.24), (u + 0.1, 0.14), (u + 0.06, 0.02))
    for k in (0, 1):
        m.line(DARK, 0.03, (0.72, 0.58), (0.84 + 0.06 * k, 0.78), (0.98 + 0.06 * k,
            0.82 + 0.06 * k))  # fmt: skip
    m.part(DARK, smooth([(0.5, 0.2), (0.46, 0.6), (0.66, 0.68), (0.9, 0.5), (0.92, 0.3),
        (0.76, 0.16)]), light=0.45)  # fmt: skip
    eye(m, 0.78, 0.46, 0.07, rgb("f6f1e4"))
    shell = m.part(worn.back, smooth([(0.56, 0.16), (0.54, 0.62), (0.2, 0.92), (-0.3,
        0.94), (-0.74, 0.64), (-0.84, 0.2), (0, 0.12)]), light=0.6, round_=1.2)  # fmt: skip
    mark(m, worn.mark, *[oval(u, v, r, r * 0.95) for u, v, r in ((-0.44, 0.66, 0.12),
        (0.0, 0.72, 0.12), (0.32, 0.5, 0.1), (-0.14, 0.36, 0.12), (-0.6, 0.34, 0.1))],
        on=shell)  # fmt: skip
    m.line(worn.mark, 0.016, (0.56, 0.62), (0.0, 0.24), (-0.82, 0.18), on=shell)


def dragonfly(m: Model, place: Place, rng: Rng) -> None:
    """Draw a dragonfly in the air."""
    worn = coat(m, place, rng, ("3f8f9a 8fd0c8 1f4f62", "c2452f f0a06a 6a1c1a"))
    glass = rgb("d5e6ea")
    with bent(m, beat(m, (0.32, 0.42), 0.2, 3)):
        for far in (True, False):
            for turn, long in ((1.25, 0.82), (1.85, 0.86)):
                a = turn + (-0.12 if far else 0.1)
                cos, sin = math.cos(a) * long, math.sin(a) * long
                root = (0.32, 0.42)
                ring = smooth([root, (root[0] + cos * 0.5 - sin * 0.12,
                    root[1] + sin * 0.5 + cos * 0.12), (root[0] + cos - sin * 0.06,
                    root[1] + sin + cos * 0.06), (root[0] + cos + sin * 0.08,
                    root[1] + sin - cos * 0.08), (root[0] + cos * 0.5 + sin * 0.1,
                    root[1] + sin * 0.5 - cos * 0.1)])  # fmt: skip
                part = m.part(
                    tone(glass, -0.1 if far else 0.1), ring, light=0.66, line=0.6, cover=0.72
                )
                m.line(worn.mark, 0.01, root, (root[0] + cos * 0.95, root[1] + sin * 0.95),
                    on=part, force=0.4)  # fmt: skip
                mark(m, worn.mark, oval(root[0] + cos * 0.86 - sin * 0.06,
                    root[1] + sin * 0.86 + cos * 0.06, 0.035, 0.02, a), on=part)  # fmt: skip
    tail = m.part(worn.back, *limb([0.05, 0.055, 0.045, 0.06], (0.2, 0.42), (-0.2,
        0.38), (-0.6, 0.32), (-0.98, 0.3)), light=0.58)  # fmt: skip
    stripes(m, tail, worn.mark, fork(rng), gap=0.13, wide=0.03, deep=1.0, slant=0)
    for u in (0.3, 0.42):
        m.line(DARK, 0.016, (u, 0.36), (u + 0.1, 0.26), (u + 0.06, 0.16))
    m.part(worn.back, oval(0.34, 0.43, 0.17, 0.11), light=0.6)
    m.part(worn.back, oval(0.56, 0.45, 0.09, 0.085), light=0.6)
    m.part(worn.pale, oval(0.58, 0.48, 0.075, 0.07), light=0.66)
    if m.size > 60:
        m.part(rgb("fffdf6"), oval(0.56, 0.51, 0.018, 0.018), round_=0, light=0.97, line=-1)


FORMS = {"snake": Form(snake, 0.4, 0.95, focus=(-0.3, 0.5, 0.7, 1.05)),
    "crocodile": Form(crocodile, 0.6, 1.85, focus=(0.7, 0.1, 1.85, 0.9)),
    "lizard": Form(lizard, 0.12, 1.5, focus=(0.2, 0.3, 1.15, 1.05)), "frog": Form(frog,
    0.09, 1.1, focus=(-0.62, 0.3, 0.62, 1.06)), "snail": Form(snail, 0.04, 1.1,
    focus=(0.2, 0.0, 1.1, 1.0)), "butterfly": Form(butterfly, 0.08, 0.85, focus=(-0.8,
    0.0, 0.8, 1.0)), "bee": Form(bee, 0.02, 0.9, focus=(-0.2, 0.1, 0.9, 1.0)),
    "ladybird": Form(ladybird, 0.01, 1.0, focus=(0.1, 0.0, 1.1, 0.95)),
    "dragonfly": Form(dragonfly, 0.08, 1.0, focus=(0.0, 0.1, 0.8, 0.9))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"butterfly", "bee", "dragonfly"})
