"""The Chinese dragon."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, hairs, mark, tufted
from .dragons import scales, spines
from .living import bent, waved


def loong(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese dragon that winds through the air: antlers, whiskers, mane, claws, scales."""
    with bent(m, waved(m, lambda s: 0.05, lambda s: -0.5 * s[0])):
        _loong(m, place, rng)


def _loong(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("c9942c f2dca0 a8321f", "3f8a6a e6dca8 c9862c",
        "b5352a f0d28a d99a2c")), fork(rng)  # fmt: skip
    fire = worn.mark
    spine = [(-1.2, 0.5), (-1.04, 0.3), (-0.8, 0.26), (-0.62, 0.48), (-0.4, 0.68),
        (-0.16, 0.58), (-0.06, 0.34), (0.16, 0.18), (0.4, 0.26), (0.5, 0.5), (0.56,
        0.68), (0.72, 0.74)]  # fmt: skip
    wide = [0.02, 0.07, 0.11, 0.14, 0.16, 0.17, 0.175, 0.175, 0.17, 0.16, 0.15, 0.14]
    line = smooth(spine, False)
    halves = [0.5 * float(wide[min(11, round(k / len(line) * 11))]) for k in range(len(line))]
    m.part(fire, tufted(smooth([(-1.2, 0.46), (-1.36, 0.58), (-1.3, 0.78), (-1.16,
        0.66), (-1.12, 0.52)]), own, 0.07, 0.06), light=0.6)  # fmt: skip
    for shade, legs in ((-0.22, ((-0.7, 0.36, -0.66, 0.12), (0.42, 0.36, 0.58, 0.2))),):
        for u, v, a, b in legs:
            m.part(tone(worn.back, shade), *limb([0.11, 0.075, 0.05], (u, v),
                ((u + a) / 2 - 0.06, (v + b) / 2), (a, b)), light=0.45)  # fmt: skip
            _talons(m, tone(worn.back, shade), a, b)
    spines(m, fire, line, halves, 0.09)
    body = m.part(worn.back, *limb(wide, *spine), light=0.6, reach=0.035)
    scales(m, body, worn.back, own, 0.045)
    under = [(u + 0.0, v) for u, v in spine]
    belly: list[Outline] = []
    curve = smooth(under, False)
    for k in range(2, len(curve) - 2, 1):
        (u0, v0), (u, v), (u1, v1) = curve[k - 1], curve[k], curve[k + 1]
        reach = math.hypot(u1 - u0, v1 - v0) or 1.0
        down = ((v1 - v0) / reach, -(u1 - u0) / reach)
        w = halves[min(k, len(halves) - 1)]
        belly.append(oval(u + down[0] * w * 0.78, v + down[1] * w * 0.78, 0.03,
            w * 0.34, math.atan2(v1 - v0, u1 - u0)))  # fmt: skip
    mark(m, worn.pale, *belly, on=body)
    for u, v, a, b in ((-0.56, 0.46, -0.36, 0.2), (0.36, 0.28, 0.3, 0.02)):
        m.part(worn.back, *limb([0.14, 0.09, 0.055], (u, v), ((u + a) / 2 - 0.07,
            (v + b) / 2 - 0.02), (a, b)), light=0.62, line=0.6)  # fmt: skip
        m.part(fire, tufted(oval((u + a) / 2 - 0.1, (v + b) / 2, 0.05, 0.03, 0.6), own,
            0.03, 0.03), light=0.58, line=0.4)  # fmt: skip
        _talons(m, worn.back, a, b)
    _loong_head(m, worn.back, worn.pale, fire, own)


def _talons(m: Model, colour: Colour, u: float, v: float) -> None:
    toes = [o for k in range(4) for o in limb([0.035, 0.03, 0.012], (u, v),
        (u + 0.07 * math.cos(0.5 - 0.8 * k), v + 0.07 * math.sin(0.5 - 0.8 * k) - 0.01),
        (u + 0.1 * math.cos(0.1 - 0.8 * k), v + 0.1 * math.sin(0.1 - 0.8 * k) - 0.02))]  # fmt: skip
    m.part(colour, *toes, light=0.56, line=0.6)


def _loong_head(m: Model, back: Colour, pale: Colour, fire: Colour, rng: Rng) -> None:
    """Draw the head of a Chinese dragon."""
    mane = smooth([(0.7, 0.96), (0.56, 1.0), (0.44, 0.9), (0.38, 0.74), (0.46, 0.6),
        (0.6, 0.56), (0.72, 0.6), (0.8, 0.8)])  # fmt: skip
    part = m.part(fire, tufted(mane, rng, 0.07, 0.08, 0.9), light=0.56)
    hairs(m, part, pale, rng, gap=0.03, long=0.1, flow=lambda s: math.atan2(s[1] - 0.76,
        s[0] - 0.8), cover=0.5)  # fmt: skip
    for shade, d in ((-0.2, 0.07), (0.0, 0.0)):
        bone = tone(rgb("c9a86a"), shade)
        m.part(bone, *limb([0.045, 0.04, 0.03, 0.012], (0.72 + d, 0.9), (0.62 + d, 1.0),
            (0.56 + d, 1.12), (0.44 + d, 1.18)), *limb([0.035, 0.025, 0.01], (0.61 + d,
            1.02), (0.66 + d, 1.1), (0.64 + d, 1.2)), light=0.58, line=0.6)  # fmt: skip
    m.part(tone(back, -0.1), smooth([(0.72, 0.68), (0.86, 0.62), (1.06, 0.62), (1.1,
        0.66), (0.94, 0.7), (0.8, 0.74)]), light=0.52)  # fmt: skip
    mark(m, rgb("8f2424"), smooth([(0.8, 0.73), (0.94, 0.69), (1.08, 0.67), (1.06,
        0.74), (0.9, 0.76)]), on=None)  # fmt: skip
    skull = m.part(back, smooth([(0.62, 0.74), (0.64, 0.9), (0.76, 0.95), (0.9, 0.9),
        (0.98, 0.86), (1.06, 0.9), (1.16, 0.88), (1.19, 0.79), (1.12, 0.74), (0.94,
        0.75), (0.8, 0.72)]), light=0.62)  # fmt: skip
    m.part(tone(back, 0.15), oval(1.12, 0.86, 0.06, 0.055), light=0.62, line=0.5)
    mark(m, DARK, oval(1.13, 0.86, 0.018, 0.014), on=None)
    if m.size > 60:
        mark(m, rgb("faf5e8"), *[[(0.92 + 0.05 * k, 0.745), (0.95 + 0.05 * k, 0.745),
            (0.935 + 0.05 * k, 0.7)] for k in range(4)], on=None, line=0.4)  # fmt: skip
    m.part(rgb("faf3dc"), oval(0.88, 0.87, 0.05, 0.045), light=0.72, line=0.9, round_=0.2)
    mark(m, DARK, oval(0.895, 0.87, 0.024, 0.026), on=skull)
    m.part(rgb("fffdf6"), oval(0.885, 0.885, 0.01, 0.01), round_=0, light=0.97, line=-1)
    m.part(fire, tufted(smooth([(0.8, 0.92), (0.92, 0.94), (1.0, 0.9), (0.9, 0.915)]),
        rng, 0.04, 0.03), light=0.58, line=0.4)  # fmt: skip
    m.part(fire, tufted(smooth([(0.84, 0.64), (0.96, 0.61), (0.9, 0.48), (0.82, 0.54)]),
        rng, 0.04, 0.03), light=0.55, line=0.5)  # fmt: skip
    for spots in (
        ((1.14, 0.8), (1.28, 0.7), (1.22, 0.5), (1.34, 0.4)),
        ((1.1, 0.78), (1.22, 0.98), (1.4, 0.92), (1.48, 1.02)),
    ):
        m.part(tone(fire, 0.1), *limb([0.025, 0.02, 0.014, 0.006], *spots), light=0.6, line=0.5)


FORMS = {"loong": Form(loong, 4.0, 1.45, top=(-0.2, 0.1, 0.5), focus=(0.3, 0.4, 1.4, 1.25))}
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset(FORMS)
