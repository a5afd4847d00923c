"""Buildings of stories: a house in a tree, a house in a mushroom, a portal."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, oval, smooth, tone
from ...scene.plan import Place
from ._bits import halo
from .buildings import LIT, panes, rect


def treehouse(m: Model, place: Place, rng: Rng) -> None:
    """Draw a big tree with a wooden house among its boughs, and a ladder."""
    draws = rng.uniform(-1, 1, (60, 2))
    bark, wood, roof = rgb("6b4f3a"), m.canvas.hue(place, rgb("b07a48")), rgb("8a3f30")
    clumps = ((-0.46, 0.74, 0.2), (0.44, 0.78, 0.22), (0.0, 0.9, 0.24), (-0.26, 0.88, 0.2), (0.28,
              0.92, 0.2), (0.58, 0.62, 0.16), (-0.6, 0.6, 0.15))  # fmt: skip

    def crown(part: tuple[tuple[float, float, float], ...], first: int, light: float) -> None:
        for k, (u, v, half) in enumerate(part):
            edge = [(u + half * (1 + 0.16 * float(draws[(first + 9 * k + n) % 60, 0])) *
                math.cos(a), v + 0.8 * half * (1 + 0.16 * float(draws[(first + 5 * k + n) % 60, 1]))
                * math.sin(a)) for n, a in enumerate([j * math.pi / 7 for j in
                range(14)])]  # fmt: skip
            body = m.part(m.canvas.leaf(k), smooth(edge), light=light + 0.1 * v, line=0.4)
            spots = [oval(u + half * 0.8 * float(draws[(j + k) % 60, 0]), v + half * 0.6 *
                float(draws[(j + 3 * k) % 60, 1]), 0.03, 0.018, float(draws[j, 0])) for j in
                range(24)]  # fmt: skip
            m.part(tone(m.canvas.leaf(k + 1), 0.16), *spots, on=body, light=light + 0.2, line=0.2)

    crown(clumps[:5], 0, 0.44)
    for u, v, wide in ((-0.5, 0.66, 0.06), (0.5, 0.7, 0.07), (0.05, 0.86, 0.07)):
        m.limb(bark, [0.13, wide, 0.03], (0.0, 0.38), (u * 0.5, 0.5), (u, v))
    trunk = m.blob(bark, (-0.26, 0.0), (-0.13, 0.12), (-0.1, 0.4), (-0.12, 0.52), (0.12, 0.52),
        (0.1, 0.4), (0.13, 0.12), (0.28, 0.0), (0.0, 0.03), round_=1.3)  # fmt: skip
    for k in range(6):
        u = -0.08 + 0.032 * k
        m.line(tone(bark, -0.4), 0.008, (u * 1.6, 0.05), (u, 0.2), (u * 1.1, 0.48), taper=True,
            on=trunk, force=0.6)  # fmt: skip
    for s in (-1, 1):
        m.limb(tone(wood, -0.4), [0.025, 0.025], (s * 0.06, 0.34), (s * 0.28, 0.46))
    m.part(tone(wood, -0.2), rect(-0.36, 0.4, 0.445, 0.475), light=0.5, round_=0.3)
    house = m.part(wood, rect(-0.24, 0.24, 0.475, 0.7), light=0.6, round_=0.2)
    m.strokes(tone(wood, -0.3), 0.006, [[(-0.24 + 0.053 * k, 0.475), (-0.24 + 0.053 * k, 0.7)]
              for k in range(1, 9)], on=house, force=0.5)  # fmt: skip
    panes(m, tone(wood, -0.4), [0.11], [0.56], 0.055, 0.075)
    m.part(tone(wood, -0.45), rect(-0.17, -0.04, 0.475, 0.64), oval(-0.105, 0.64, 0.065, 0.04),
        light=0.45)  # fmt: skip
    m.ball(rgb("d6a94a"), -0.06, 0.55, 0.01)
    m.poly(roof, (-0.34, 0.68), (0.34, 0.68), (0.03, 0.87), (-0.03, 0.87), light=0.62, round_=0.3)
    m.strokes(tone(roof, -0.3), 0.007, [[(-0.32 + 0.045 * k, 0.705 + 0.03 * k), (0.32 - 0.045 * k,
        0.705 + 0.03 * k)] for k in range(5)], force=0.5)  # fmt: skip
    rail = [[(u, 0.475), (u, 0.56)] for u in (-0.35, -0.3, 0.29, 0.34, 0.39)]
    m.strokes(tone(wood, -0.35), 0.012, [*rail, [(-0.36, 0.56), (-0.25, 0.56)], [(0.25, 0.56), (0.4,
              0.56)]], force=0.8)  # fmt: skip
    m.strokes(rgb("c9a26a"), 0.014, [[(-0.32, 0.45), (-0.36, 0.0)], [(-0.2, 0.45), (-0.22, 0.0)],
              *[[(-0.357 + 0.0055 * k, 0.03 + 0.058 * k), (-0.218 + 0.0025 * k, 0.03 + 0.058 * k)]
                for k in range(8)]], force=0.8)  # fmt: skip
    crown(clumps[5:], 20, 0.54)


def mushroom_house(m: Model, place: Place, rng: Rng) -> None:
    """Draw a house in a mushroom: a red cap with spots, a round door, a chimney."""
    red, stem = m.canvas.hue(place, rgb("c63a32")), rgb("efe2c6")
    m.limb(rgb("9a6a4a"), [0.1, 0.09], (0.3, 0.76), (0.32, 1.0))
    for k in range(4):
        m.ball(tone(rgb("c9c4c0"), 0.1 * k), 0.34 + 0.05 * k, 1.06 + 0.06 * k, 0.04 + 0.015 * k,
               light=0.66, line=0.2, cover=0.8)  # fmt: skip
    foot = m.blob(stem, (-0.42, 0.0), (-0.36, 0.3), (-0.3, 0.52), (0.3, 0.52), (0.36, 0.3), (0.44,
        0.0), (0.0, -0.03), light=0.62, round_=1.3)  # fmt: skip
    m.tint(tone(stem, -0.45), rect(-0.5, 0.5, 0.42, 0.56), on=foot, cover=0.6, fade=0.04)
    cap = m.blob(red, (-0.82, 0.46), (-0.7, 0.72), (-0.4, 0.94), (0.0, 1.02), (0.4, 0.94), (0.7,
        0.72), (0.82, 0.46), (0.4, 0.42), (0.0, 0.4), (-0.4, 0.42), light=0.6,
        round_=1.3)  # fmt: skip
    m.blob(tone(stem, -0.14), (-0.78, 0.46), (-0.4, 0.5), (0.0, 0.5), (0.4, 0.5), (0.78, 0.46),
        (0.4, 0.415), (0.0, 0.4), (-0.4, 0.415), light=0.46, round_=0.2)  # fmt: skip
    for u, v, a, b in ((-0.46, 0.72, 0.11, 0.09), (-0.05, 0.82, 0.14, 0.1), (0.4, 0.74, 0.1, 0.09),
                       (0.14, 0.62, 0.08, 0.06), (-0.24, 0.6, 0.06, 0.045),
                       (0.62, 0.58, 0.07, 0.06),
                       (-0.68, 0.56, 0.06, 0.05)):  # fmt: skip
        m.part(rgb("f8efe0"), oval(u, v, a, b, -u * 0.6), on=cap, light=0.72, round_=0.5)
    wood = rgb("8a5a34")
    m.part(rgb("b39a78"), rect(-0.17, 0.11, 0.0, 0.24), oval(-0.03, 0.24, 0.14, 0.11), light=0.6)
    door = m.part(wood, rect(-0.14, 0.08, 0.0, 0.23), oval(-0.03, 0.23, 0.11, 0.09), light=0.54)
    m.strokes(tone(wood, -0.35), 0.008, [[(-0.14 + 0.055 * k, 0), (-0.14 + 0.055 * k, 0.32)]
              for k in range(1, 4)], on=door)  # fmt: skip
    m.ball(rgb("e0b64a"), 0.04, 0.15, 0.014)
    m.part(wood, oval(0.24, 0.27, 0.085, 0.085), light=0.55)
    m.part(LIT, oval(0.24, 0.27, 0.065, 0.065), light=0.85, round_=0, glow=True)
    m.strokes(wood, 0.014, [[(0.24, 0.2), (0.24, 0.34)], [(0.17, 0.27), (0.31, 0.27)]])
    for u in (-0.5, 0.5, 0.42, -0.4):
        m.limb(rgb("5f8a3f"), [0.02, 0.006], (u, 0.0), (u + 0.02, 0.1))


def portal(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ring of old stones with a whirl of light in it."""
    stone = rgb("7d7872")
    glow = m.canvas.hue(place, rgb(("5ac8e8", "a06ae8", "6ae8b0")[int(rng.integers(3))]))
    draws = rng.uniform(-1, 1, 20)
    halo(m, 0.0, 0.54, 0.95, glow, 0.6)
    disc = m.part(mix(glow, rgb("101a3a"), 0.55), oval(0, 0.54, 0.36, 0.45), light=0.7, round_=0,
        glow=True)  # fmt: skip
    for k in range(3):
        first = k * 2.1
        whirl = [((0.33 - 0.045 * n) * math.cos(first + 0.5 * n), 0.54 + (0.42 - 0.058 * n) *
            math.sin(first + 0.5 * n)) for n in range(8)]  # fmt: skip
        m.line(mix(glow, rgb("ffffff"), 0.35), 0.05, *smooth(whirl, False), taper=True, light=0.95,
            on=disc, glow=True, force=0.2)  # fmt: skip
    m.part(rgb("ffffff"), oval(0, 0.54, 0.06, 0.08), light=1.0, round_=0, line=0, fade=0.04,
        glow=True)  # fmt: skip
    for k in range(15):
        a = -0.5 * math.pi + (k + 0.5) * 2 * math.pi / 15
        b = 2 * math.pi / 15 * 0.47
        inner, outer = 1.0, 1.28 + 0.05 * float(draws[k])
        block = [(0.37 * r * math.cos(t), 0.54 + 0.45 * (r if r == 1.0 else r * 0.96) * math.sin(t))
            for r, t in ((inner, a - b), (outer, a - b), (outer, a + b), (inner, a +
            b))]  # fmt: skip
        m.part(tone(stone, 0.16 * float(draws[k])), block, light=0.56, round_=0.8)
        middle = (0.42 * math.cos(a), 0.54 + 0.5 * math.sin(a))
        m.part(mix(glow, rgb("ffffff"), 0.2), oval(*middle, 0.016, 0.022, a), light=0.9, glow=True,
               line=0.3)  # fmt: skip
    m.part(stone, rect(-0.42, 0.42, -0.02, 0.06), light=0.56, round_=0.5)
    m.part(tone(stone, 0.1), rect(-0.3, 0.3, 0.04, 0.1), light=0.64, round_=0.5)


def _island(m: Model, rng: Rng) -> None:
    """Draw an island of rock that hangs in the air, grass on it and roots below."""
    draws = rng.uniform(-1, 1, 40)
    stone, grass = rgb("84796c"), m.canvas.grass(0.6)
    low = [(-0.86, 0.5), (-0.7, 0.36), (-0.52, 0.3 + 0.03 * draws[0]), (-0.4, 0.14), (-0.24, 0.12 +
        0.04 * draws[1]), (-0.1, -0.06), (0.02, -0.12), (0.12, 0.04), (0.26, 0.06 + 0.04 *
        draws[2]), (0.4, 0.2), (0.58, 0.26), (0.72, 0.38), (0.88, 0.5)]  # fmt: skip
    rock = m.part(stone, [*low, (0.6, 0.58), (-0.6, 0.58)], light=0.52, round_=1.0)
    for k, (u, v) in enumerate(low[1:-1]):
        m.part(tone(stone, 0.16 * draws[k]), [(u - 0.12, 0.5), (u + 0.04, 0.5), (u * 0.97, v +
            0.03), (u * 0.9 - 0.04, v + 0.08)], on=rock, light=0.46 + 0.1 * (k % 3), round_=0.6,
            line=0.4)  # fmt: skip
    for k in range(5):
        u = -0.5 + 0.26 * k
        m.limb(rgb("5f4a38"), [0.014, 0.01, 0.004], (u, 0.34 - 0.3 * (0.5 - abs(u))), (u + 0.03 *
            draws[k], 0.2 - 0.3 * (0.5 - abs(u))), (u + 0.05 * draws[k + 3], 0.08 - 0.3 * (0.5 -
            abs(u))))  # fmt: skip
    top = m.blob(grass, (-0.9, 0.5), (-0.6, 0.58), (0.0, 0.61), (0.6, 0.58), (0.92, 0.5), (0.6,
        0.45), (0.0, 0.42), (-0.6, 0.45), light=0.66, round_=0.6)  # fmt: skip
    tufts = [[(-0.84 + 0.043 * k, 0.47 - 0.04 * (1 - abs(-0.84 + 0.043 * k))), (-0.83 + 0.043 * k,
        0.42 - 0.06 * (1 - abs(-0.84 + 0.043 * k)) + 0.02 * draws[k % 40])] for k in
        range(40)]  # fmt: skip
    m.strokes(tone(grass, -0.2), 0.014, tufts, taper=True, force=0.5)
    m.tint(tone(grass, 0.3), oval(-0.1, 0.55, 0.5, 0.03), on=top, cover=0.5, fade=0.02)


def _fall(m: Model, u: float) -> None:
    """Draw water that falls over the edge of an island in the air."""
    white = rgb("e6f2f8")
    m.blob(rgb("7fb8d8"), (u - 0.16, 0.55), (u - 0.02, 0.53), (u - 0.03, 0.44), (u - 0.12, 0.45),
        light=0.66)  # fmt: skip
    fall = m.part(white, [(u - 0.12, 0.46), (u - 0.02, 0.45), (u + 0.03, 0.1), (u + 0.06, -0.16), (u
        - 0.15, -0.16), (u - 0.12, 0.1)], light=0.78, round_=0.6, line=0.2, ramp=(rgb("b6dcef"), (u,
        0.46), (u, 0.0)))  # fmt: skip
    for k in range(5):
        m.line(rgb("9ccbe2"), 0.01, (u - 0.1 + 0.018 * k, 0.42), (u - 0.11 + 0.03 * k, -0.1),
            taper=True, on=fall, force=0.4)  # fmt: skip
    for k in range(7):
        m.ball(rgb("f4f9fb"), u - 0.18 + 0.045 * k, -0.17 + 0.015 * (k % 3), 0.05, light=0.8,
            line=0.1, cover=0.7)  # fmt: skip


def _tree(m: Model, u: float, v: float, size: float, number: int) -> None:
    """Draw a small round tree."""
    m.limb(rgb("6b4f3a"), [0.04 * size, 0.03 * size], (u, v), (u + 0.01, v + 0.14 * size))
    for k, (a, b, half) in enumerate(((-0.07, 0.17, 0.08), (0.08, 0.17, 0.08), (0.0, 0.25, 0.1))):
        m.ball(m.canvas.leaf(number + k), u + a * size, v + b * size, half * size, light=0.5 + 0.06
            * k, line=0.5)  # fmt: skip


def floating_island(m: Model, place: Place, rng: Rng) -> None:
    """Draw an island in the air with trees, a house and a waterfall."""
    m = m.within((0.0, 0.18), 0.85)
    _island(m, rng)
    for u, v, size in ((-0.5, 0.56, 0.9), (0.52, 0.55, 1.0), (0.24, 0.58, 1.3)):
        _tree(m, u, v, size, int(u * 10))
    m.part(rgb("efe4cc"), rect(-0.26, -0.06, 0.55, 0.7), light=0.62, round_=0.2)
    m.part(rgb("6a4630"), rect(-0.2, -0.15, 0.55, 0.64), light=0.45)
    panes(m, rgb("8a6a4a"), [-0.1], [0.6], 0.022, 0.045)
    m.poly(rgb("b04a38"), (-0.3, 0.69), (-0.02, 0.69), (-0.16, 0.83), light=0.62, round_=0.3)
    _tree(m, -0.68, 0.53, 0.7, 3)
    _fall(m, 0.44)


def sky_castle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a castle with towers on an island in the air."""
    stone, roof = m.canvas.hue(place, rgb("dcd3c4")), rgb("4f6a98")
    m = m.within((0.0, 0.14), 0.68)
    _island(m, rng)
    _tree(m, -0.62, 0.54, 0.9, 2)
    _tree(m, 0.66, 0.54, 0.8, 5)

    def tower(u: float, half: float, low: float, high: float, cap: float) -> None:
        m.part(stone, rect(u - half, u + half, low, high), light=0.6, round_=1.0)
        m.part(tone(stone, 0.08), rect(u - half * 1.2, u + half * 1.2, high - 0.02, high + 0.02),
            light=0.66)  # fmt: skip
        m.poly(roof, (u - half * 1.35, high + 0.02), (u + half * 1.35, high + 0.02), (u, high +
            cap), light=0.58, round_=0.9)  # fmt: skip
        m.strokes(rgb("6a6a70"), 0.008, [[(u, high + cap), (u, high + cap + 0.06)]])
        m.poly(rgb("c8434a"), (u, high + cap + 0.06), (u + 0.07, high + cap + 0.045), (u, high + cap
            + 0.03), light=0.66)  # fmt: skip
        m.part(rgb("ffdf96") if m.canvas.scene.time in ("night", "dusk") else rgb("5a6676"), rect(u
            - half * 0.22, u + half * 0.22, high - 0.12, high - 0.06), oval(u, high - 0.06, half *
            0.22, 0.02), light=0.5)  # fmt: skip

    tower(0.0, 0.1, 0.56, 1.0, 0.2)
    tower(-0.2, 0.075, 0.56, 0.86, 0.17)
    tower(0.22, 0.075, 0.56, 0.9, 0.17)
    m.part(stone, rect(-0.4, 0.42, 0.54, 0.72), light=0.58, round_=0.2)
    teeth = [rect(-0.4 + 0.068 * k, -0.365 + 0.068 * k, 0.72, 0.75) for k in range(12)]
    m.part(stone, *teeth, light=0.62, round_=0.2)
    m.part(rgb("54402f"), rect(-0.06, 0.08, 0.54, 0.62), oval(0.01, 0.62, 0.07, 0.05), light=0.42)
    tower(-0.42, 0.06, 0.53, 0.76, 0.15)
    tower(0.44, 0.06, 0.53, 0.78, 0.15)
    _fall(m, -0.5)


FORMS = {
    "treehouse": Form(treehouse, 8.0, 0.8),
    "mushroom house": Form(mushroom_house, 3.4, 0.9, reach=(1.4, 0.08)),
    "portal": Form(portal, 3.0, 0.6),
    "floating island": Form(floating_island, 16.0, 0.95, hangs=True, reach=(1.1, 0.3)),
    "sky castle": Form(sky_castle, 20.0, 0.95, hangs=True, reach=(1.4, 0.3)),
}
