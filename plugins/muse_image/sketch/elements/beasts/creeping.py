"""Reptiles, frogs and snails."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import rgb
from ...paint.model import Model, Outline, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, mark, stripes
from .eyes import eye
from .living import bent, tread, waved
from .poses import pose_of


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


FORMS = {"snake": Form(snake, 0.4, 0.95, focus=(-0.3, 0.5, 0.7, 1.05)),
    "crocodile": Form(crocodile, 0.6, 1.85, focus=(0.7, 0.1, 1.85, 0.9)),
    "lizard": Form(lizard, 0.12, 1.5, focus=(0.2, 0.3, 1.15, 1.05)), "frog": Form(frog,
    0.09, 1.1, focus=(-0.62, 0.3, 0.62, 1.06)), "snail": Form(snail, 0.04, 1.1,
    focus=(0.2, 0.0, 1.1, 1.0))}  # fmt: skip
ENLARGED = frozenset(FORMS)
