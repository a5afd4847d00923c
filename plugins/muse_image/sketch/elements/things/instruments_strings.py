"""Instruments with strings: guitar, violin, cello, harp, guzheng, pipa, erhu."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Spot, tone
from ...scene.plan import Place
from ._joinery import BRASS, IRON, pick

STRING = rgb("d9d2bf")
EBONY = rgb("2b211d")


def _waisted(
    top: float, upper: float, waist: float, lower: float, levels: tuple[float, ...]
) -> list[Spot]:
    """Return the outline of a waisted body: half widths at levels from the top down."""
    v0, v1, v2, v3, v4 = levels
    right = [(top, v0), (upper, v1), (waist, v2), (lower, v3), (lower * 0.55, v4)]
    return [*right, *[(-u, v) for u, v in reversed(right)]]


def _strings(m: Model, many: int, v0: float, v1: float, w0: float, w1: float) -> None:
    for k in range(many):
        part = k / (many - 1) * 2 - 1
        m.line(STRING, 0.003, (part * w0, v0), (part * w1, v1), light=0.8, force=0.5)


def guitar(m: Model, place: Place, rng: Rng) -> None:
    """Draw an acoustic guitar standing upright."""
    wood = m.canvas.hue(place, pick(rng, "d9964a", "c9803f", "b5653a"))
    dark = rgb("5a3423")
    outline = _waisted(0.07, 0.135, 0.1, 0.185, (0.53, 0.45, 0.34, 0.16, 0.005))
    m.blob(dark, *[(u * 1.06, v * 1.02 - 0.005) for u, v in outline], light=0.5)
    m.blob(wood, *outline, light=0.62, round_=0.7)
    m.ball(tone(wood, 0.3), 0, 0.33, 0.062, light=0.6, round_=0.2)
    m.ball(EBONY, 0, 0.33, 0.05, light=0.25, round_=0.2)
    m.poly(EBONY, (-0.024, 0.36), (0.024, 0.36), (0.018, 0.84), (-0.018, 0.84), light=0.45)
    for k in range(9):
        v = 0.8 - 0.047 * k
        m.line(BRASS, 0.004, (-0.02, v), (0.02, v), force=0.5)
    m.poly(dark, (-0.018, 0.83), (0.018, 0.83), (0.036, 0.98), (0.02, 1.0), (-0.02, 1.0), (-0.036,
        0.98))  # fmt: skip
    for way in (-1, 1):
        for k in range(3):
            m.ball(STRING, way * 0.05, 0.87 + 0.04 * k, 0.014, 0.01, light=0.6)
    m.poly(dark, (-0.07, 0.12), (0.07, 0.12), (0.06, 0.145), (-0.06, 0.145), light=0.5)
    _strings(m, 6, 0.13, 0.9, 0.022, 0.014)


def electric_guitar(m: Model, place: Place, rng: Rng) -> None:
    """Draw an electric guitar."""
    paint = m.canvas.hue(place, pick(rng, "c9302c", "2f6fb0", "2b2b30", "e0b23c"))
    body = [(-0.02, 0.44), (-0.1, 0.46), (-0.19, 0.52), (-0.16, 0.38), (-0.11, 0.3), (-0.18, 0.14),
        (-0.1, 0.0), (0.06, 0.0), (0.18, 0.12), (0.12, 0.28), (0.15, 0.42), (0.1, 0.46), (0.05,
        0.38)]  # fmt: skip
    m.blob(paint, *body, light=0.58)
    m.blob(rgb("f1ece0"), (-0.08, 0.38), (0.06, 0.36), (0.08, 0.16), (0.0, 0.1), (-0.07, 0.2),
        light=0.62, round_=0.3)  # fmt: skip
    for v in (0.17, 0.24, 0.31):
        m.poly(EBONY, (-0.04, v), (0.04, v + 0.01), (0.04, v + 0.03), (-0.04, v + 0.02), light=0.4)
    m.poly(rgb("8f5f3a"), (-0.02, 0.36), (0.02, 0.36), (0.016, 0.86), (-0.016, 0.86), light=0.5)
    m.blob(rgb("8f5f3a"), (-0.018, 0.85), (0.02, 0.85), (0.05, 0.93), (0.03, 1.0), (-0.03, 0.97))
    for k in range(6):
        m.ball(STRING, 0.05 - 0.006 * k, 0.88 + 0.02 * k, 0.01, light=0.6)
    _strings(m, 6, 0.12, 0.88, 0.02, 0.013)


def _bowed(m: Model, wood: Colour, size: float, foot: float, top: float) -> None:
    """Draw the body, neck and scroll of a violin or cello; its body ends at level `foot`."""
    high = top - foot

    def at(v: float) -> float:
        return foot + high * v

    body = [(0.05, 0.6), (0.13, 0.56), (0.15, 0.47), (0.12, 0.42), (0.09, 0.37), (0.085, 0.29),
        (0.12, 0.24), (0.165, 0.17), (0.16, 0.06), (0.08, 0.0)]  # fmt: skip
    ring = [(u * size, at(v)) for u, v in body]
    ring += [(-u, v) for u, v in reversed(ring)]
    m.blob(tone(wood, -0.45), *[(u * 1.05, v) for u, v in ring], light=0.45)
    m.blob(wood, *[(u * 0.97, foot + (v - foot) * 0.985 + 0.004) for u, v in ring], light=0.6,
        round_=0.9)  # fmt: skip
    for way in (-1, 1):
        m.line(EBONY, 0.012 * size, (way * 0.055 * size, at(0.22)), (way * 0.075 * size, at(0.29)),
            (way * 0.06 * size, at(0.33)), (way * 0.085 * size, at(0.39)), light=0.3)  # fmt: skip
    w = 0.028 * size
    m.poly(EBONY, (-w * 1.3, at(0.36)), (w * 1.3, at(0.36)), (w * 0.7, at(0.9)), (-w * 0.7,
        at(0.9)), light=0.42)  # fmt: skip
    m.poly(tone(wood, 0.3), (-w * 2, at(0.27)), (w * 2, at(0.27)), (w * 1.4, at(0.3)), (-w * 1.4,
        at(0.3)))  # fmt: skip
    m.poly(EBONY, (-w * 0.8, at(0.03)), (w * 0.8, at(0.03)), (w * 1.4, at(0.2)), (-w * 1.4,
        at(0.2)), light=0.4)  # fmt: skip
    m.poly(wood, (-w * 0.8, at(0.88)), (w * 0.8, at(0.88)), (w * 0.7, at(0.96)), (-w * 0.7,
        at(0.96)))  # fmt: skip
    m.ball(wood, 0, at(0.975), w * 1.1, w * 1.1)
    m.ball(tone(wood, -0.3), 0, at(0.975), w * 0.4, line=0.5)
    for way in (-1, 1):
        for k in range(2):
            v = at(0.9 + 0.03 * k)
            m.line(EBONY, 0.012 * size, (0, v), (way * w * 2.4, v + 0.004), light=0.3)
    _strings(m, 4, at(0.16), at(0.9), w * 0.9, w * 0.5)


def violin(m: Model, place: Place, rng: Rng) -> None:
    """Draw a violin with its bow leaning beside it."""
    wood = m.canvas.hue(place, pick(rng, "a8552a", "b5652f", "8f4426"))
    _bowed(m, wood, 1.05, 0.0, 1.0)
    m.line(rgb("5a2e1e"), 0.012, (0.2, 0.0), (0.36, 0.5), (0.42, 0.95), light=0.5)
    m.line(rgb("f0ead9"), 0.008, (0.23, 0.01), (0.43, 0.94), light=0.7, force=0.4)
    m.poly(EBONY, (0.2, 0.0), (0.24, -0.01), (0.26, 0.06), (0.22, 0.07), light=0.4)


def cello(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cello on its spike."""
    wood = m.canvas.hue(place, pick(rng, "9c4a26", "a8552a", "8a4023"))
    m.line(IRON, 0.012, (0, 0.0), (0, 0.12), light=0.6)
    _bowed(m, wood, 1.2, 0.1, 1.0)


def harp(m: Model, place: Place, rng: Rng) -> None:
    """Draw a golden harp."""
    gold = m.canvas.hue(place, rgb("cfa049"))
    for k in range(15):
        part = k / 14
        u = -0.2 + 0.44 * part
        m.line(STRING, 0.003, (u, 0.12 + 0.62 * (0.24 - u) / 0.44 * 0.86), (u - 0.01, 0.86 - 0.09
            * math.sin(part * 3.1) + 0.05 * part), light=0.85, force=0.6)  # fmt: skip
    m.limb(gold, [0.1, 0.075, 0.05], (0.26, 0.08), (0.02, 0.46), (-0.24, 0.84), light=0.56)
    m.limb(gold, [0.05, 0.06, 0.07, 0.06], (-0.26, 0.82), (-0.12, 0.88), (0.06, 0.8), (0.2, 0.84),
        (0.28, 0.96), light=0.66)  # fmt: skip
    m.limb(gold, [0.05, 0.045, 0.045, 0.06], (0.3, 0.06), (0.29, 0.5), (0.28, 0.96), light=0.64)
    m.ball(gold, 0.28, 0.96, 0.045, 0.04, light=0.7)
    m.blob(gold, (0.14, 0.0), (0.38, 0.0), (0.36, 0.08), (0.24, 0.12), (0.16, 0.08), light=0.5)


def _frets(m: Model, many: int, v0: float, v1: float, half: float) -> None:
    for k in range(many):
        v = v0 + (v1 - v0) * k / (many - 1)
        m.line(rgb("e6d9b4"), 0.006, (-half, v), (half, v), force=0.5)


def pipa(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pipa: a pear-shaped Chinese lute."""
    wood = m.canvas.hue(place, pick(rng, "c98f52", "d9a868"))
    dark = rgb("5a2e1e")
    pear = [(0.03, 0.66), (0.09, 0.52), (0.16, 0.32), (0.17, 0.16), (0.1, 0.02), (0.0, 0.0)]
    ring = [*pear, *[(-u, v) for u, v in reversed(pear[:-1])]]
    m.blob(dark, *[(u * 1.08, v) for u, v in ring], light=0.45)
    m.blob(wood, *[(u * 0.96, 0.006 + v * 0.985) for u, v in ring], light=0.62, round_=0.8)
    m.poly(dark, (-0.035, 0.58), (0.035, 0.58), (0.024, 0.86), (-0.024, 0.86), light=0.45)
    _frets(m, 6, 0.62, 0.84, 0.026)
    _frets(m, 9, 0.28, 0.56, 0.045)
    m.poly(dark, (-0.075, 0.1), (0.075, 0.1), (0.065, 0.135), (-0.065, 0.135))
    _strings(m, 4, 0.12, 0.9, 0.032, 0.014)
    m.blob(dark, (-0.025, 0.85), (0.025, 0.85), (0.035, 0.95), (0.02, 1.0), (-0.02, 1.0), (-0.035,
        0.95))  # fmt: skip
    m.ball(rgb("f1ead6"), 0, 0.965, 0.018)
    for way in (-1, 1):
        for k in range(2):
            v = 0.885 + 0.045 * k
            m.limb(rgb("e6d9b4"), [0.012, 0.02], (way * 0.02, v), (way * 0.1, v + 0.01), light=0.6)


def erhu(m: Model, place: Place, rng: Rng) -> None:
    """Draw an erhu: a two-stringed Chinese fiddle with its bow."""
    wood = m.canvas.hue(place, pick(rng, "4a2418", "5a2a1c"))
    m.limb(wood, [0.03, 0.024, 0.024], (0, 0.08), (0, 0.5), (0, 0.96), light=0.56)
    m.blob(wood, (-0.012, 0.95), (0.012, 0.95), (0.05, 0.99), (0.04, 1.0), (0.0, 0.985))
    for v in (0.83, 0.9):
        m.limb(wood, [0.018, 0.026], (0, v), (-0.11, v + 0.012), light=0.6)
    m.part(wood, [(-0.075, 0.02), (0.075, 0.02), (0.09, 0.07), (0.075, 0.15), (-0.075, 0.15),
        (-0.09, 0.07)], light=0.5)  # fmt: skip
    m.ball(rgb("b5a68a"), 0, 0.085, 0.062, 0.056, light=0.62)
    for k in range(5):
        m.line(rgb("6f6450"), 0.003, (-0.045 + 0.022 * k, 0.05), (-0.045 + 0.022 * k, 0.12),
            force=0.3)  # fmt: skip
    for u in (-0.006, 0.012):
        m.line(STRING, 0.003, (u, 0.09), (u * 0.6, 0.86), force=0.6)
    m.line(rgb("9c6a3f"), 0.01, (-0.3, 0.14), (-0.02, 0.2), (0.32, 0.24), light=0.55)
    m.line(rgb("f0ead9"), 0.008, (-0.29, 0.125), (0.31, 0.225), light=0.7, force=0.4)


def guzheng(m: Model, place: Place, rng: Rng) -> None:
    """Draw a guzheng: a long Chinese zither on two stands."""
    wood = m.canvas.hue(place, pick(rng, "6b3423", "5a2a1c"))
    for u in (-0.95, 0.85):
        m.poly(wood, (u - 0.03, 0.68), (u + 0.06, 0.68), (u + 0.16, 0.0), (u + 0.1, 0.0),
            light=0.46)  # fmt: skip
        m.poly(wood, (u - 0.03, 0.68), (u + 0.06, 0.68), (u - 0.07, 0.0), (u - 0.13, 0.0),
            light=0.54)  # fmt: skip
    m.poly(tone(wood, -0.1), (-1.3, 0.62), (1.2, 0.62), (1.2, 0.8), (-1.3, 0.8), light=0.5)
    top = m.poly(rgb("c9985c"), (-1.3, 0.8), (1.2, 0.8), (1.12, 1.0), (-1.2, 1.0), light=0.72,
        round_=0.3)  # fmt: skip
    for u0, u1 in ((-1.32, -1.1), (0.98, 1.24)):
        m.poly(wood, (u0, 0.62), (u1, 0.62), (u1, 0.81), (u1 * 0.99, 1.0), (u0 * 0.96, 1.0), (u0,
            0.81), light=0.56)  # fmt: skip
    for k in range(9):
        v = 0.82 + 0.019 * k
        m.line(STRING, 0.006, (-1.12, v), (1.0, v), light=0.85, force=0.4, on=top)
        u = -0.75 + 0.15 * k
        m.poly(rgb("f1ead6"), (u - 0.03, v), (u + 0.03, v), (u, v + 0.06), light=0.7)
    m.ball(BRASS, -1.21, 0.71, 0.05, light=0.6)
    m.ball(BRASS, 1.11, 0.71, 0.05, light=0.6)


FORMS = {
    "guitar": Form(guitar, 1.0, 0.24, grip=(0.0, 0.45)),
    "electric_guitar": Form(electric_guitar, 1.0, 0.24, grip=(0.0, 0.45)),
    "violin": Form(violin, 0.6, 0.5, grip=(0.0, 0.7)),
    "cello": Form(cello, 1.25, 0.26, grip=(0.0, 0.75)),
    "harp": Form(harp, 1.75, 0.46),
    "pipa": Form(pipa, 1.0, 0.24, grip=(0.0, 0.6)),
    "erhu": Form(erhu, 0.82, 0.4, grip=(0.0, 0.5)),
    "guzheng": Form(guzheng, 0.72, 1.4),
}
