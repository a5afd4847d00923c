"""Things of the house: plants, presents, a globe, a telescope, a cage, an aquarium, a rug."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, limb, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, pick, wood_of


def potted_palm(m: Model, place: Place, rng: Rng) -> None:
    """Draw a palm in a pot."""
    pot = m.canvas.hue(place, pick(rng, "b5653f", "e6ddcc", "5f7f8a"))
    turns = [(-1.25, 0.5), (1.2, 0.52), (-0.85, 0.66), (0.8, 0.64), (-0.4, 0.74), (0.35, 0.72),
        (0.0, 0.76), (-1.6, 0.4), (1.55, 0.42)]  # fmt: skip
    for k, (turn, long) in enumerate(turns):
        tone_ = rgb(("3f7a45", "5a9450", "4b8648")[k % 3])
        along = [(long * t * math.sin(turn * (0.55 + 0.5 * t)), 0.24 + long * (t * math.cos(turn
            * 0.75) - 0.3 * t * t * abs(math.sin(turn)))) for t in (0.0, 0.25, 0.5, 0.75,
            1.0)]  # fmt: skip
        m.limb(rgb("6f8a4a"), [0.014, 0.012, 0.008, 0.004], *along, light=0.5)
        leaves: list[Outline] = []
        for i in range(1, 12):
            t = 0.3 + 0.7 * i / 12
            x = long * t * math.sin(turn * (0.55 + 0.5 * t))
            y = 0.24 + long * (t * math.cos(turn * 0.75) - 0.3 * t * t * abs(math.sin(turn)))
            leaf = 0.17 * (1.25 - t)
            for way in (-1, 1):
                bend = turn * (0.55 + 0.5 * t) + way * 0.95
                tips = [(x + leaf * part * math.sin(bend), y + leaf * part * math.cos(bend) - 0.02
                    * part) for part in (0.0, 0.6, 1.0)]  # fmt: skip
                leaves += limb([0.006, 0.024, 0.004], *tips)[:1]
        m.part(tone_, *leaves, light=0.52 + 0.03 * (k % 4), round_=0.5, reach=0.01, line=0.45)
    m.part(pot, [(-0.15, 0.0), (0.15, 0.0), (0.2, 0.24), (-0.2, 0.24)], light=0.56)
    m.part(tone(pot, 0.12), [(-0.22, 0.21), (0.22, 0.21), (0.22, 0.27), (-0.22, 0.27)], light=0.62)


def christmas_tree(m: Model, place: Place, rng: Rng) -> None:
    """Draw a decorated Christmas tree."""
    green = m.canvas.hue(place, rgb("2f6a45"))
    balls = [(float(a), float(b)) for a, b in rng.random((26, 2))]
    m.poly(rgb("6b4530"), (-0.035, 0.04), (0.035, 0.04), (0.03, 0.18), (-0.03, 0.18))
    m.part(rgb("a8402f"), [(-0.1, 0.0), (0.1, 0.0), (0.12, 0.1), (-0.12, 0.1)], light=0.54)
    tiers = ((0.12, 0.42, 0.4), (0.3, 0.6, 0.33), (0.48, 0.76, 0.25), (0.64, 0.93, 0.17))
    for low, top, half in tiers:
        ring = [(0.02, top)]
        for k in range(9):
            u = half * (1 - k / 4)
            ring.append((u, low + 0.045 * (k % 2) + 0.03 * (abs(u) / half) ** 2))
        ring.append((-0.02, top))
        m.part(mix(green, rgb("5f9a5a"), 0.12), ring, light=0.5 + 0.1 * low, round_=0.8)
        chain = [(half * 0.8 * (1 - t / 3), low + 0.05 + (top - low) * 0.12 + 0.04 * ((t - 3)
            / 3) ** 2) for t in range(7)]  # fmt: skip
        m.line(rgb("e6c25a"), 0.012, *chain, light=0.7, force=0.5)
    colours = ("d23c34", "e6b23c", "4f8ad0", "e6e9ee", "b04fa8")
    for k, (a, b) in enumerate(balls):
        v = 0.18 + 0.66 * b
        reach = 0.36 * (1 - (v - 0.12) / 0.86)
        m.ball(rgb(colours[k % 5]), (a * 2 - 1) * reach, v, 0.022, light=0.64, glow=k % 5 == 1)
    star = [(0.06 * (1.0 if k % 2 == 0 else 0.42) * math.sin(k * math.pi / 5), 0.945 + 0.06 * (1.0
        if k % 2 == 0 else 0.42) * math.cos(k * math.pi / 5)) for k in range(10)]  # fmt: skip
    m.part(rgb("ffd65a"), star, light=0.9, glow=True)


def gift_pile(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pile of wrapped presents."""
    c = Carpenter.of(m, 0.55, 1.0)
    paints = [m.canvas.hue(place, rgb("c93a3f")), rgb("3f7a5f"), rgb("4f74a8"), rgb("e0b84a")]
    ribbon = [rgb("f4e6b8"), rgb("e9574a"), rgb("f2f2ea"), rgb("b5303a")]
    boxes = (
        (-0.42, 0.02, 0.0, 0.3, 0.2, 0.56),
        (0.06, 0.42, 0.0, 0.2, 0.18, 0.5),
        (-0.3, 0.0, 0.3, 0.46, 0.25, 0.5),
        (-0.12, 0.22, 0.0, 0.16, -0.1, 0.14),
    )
    for k, (x0, x1, y0, y1, z0, z1) in enumerate(boxes):
        c.box(paints[k], x0, x1, y0, y1, z0, z1, light=0.56)
        middle, half = (x0 + x1) / 2, 0.025
        c.front(ribbon[k], middle - half, middle + half, y0, y1, z0 - 0.002, light=0.62, line=0.5)
        c.flat(ribbon[k], middle - half, middle + half, y1 + 0.001, z0, z1, light=0.76, line=0.5)
        zm = (z0 + z1) / 2
        c.flat(ribbon[k], x0, x1, y1 + 0.001, zm - half, zm + half, light=0.76, line=0.5)
        for way in (-1, 1):
            bow = [(0, 0), (way * 0.04, 0.05), (way * 0.09, 0.045), (way * 0.08, 0.01)]
            m.blob(ribbon[k], *[c.spot(middle + a, y1 + b, zm) for a, b in bow], light=0.64)


def floor_globe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a globe on a stand."""
    wood = wood_of(m, place, rng)
    m.part(wood, [(-0.22, 0.0), (0.22, 0.0), (0.16, 0.06), (-0.16, 0.06)], light=0.54)
    m.limb(wood, [0.07, 0.05, 0.06], (0, 0.04), (0, 0.14), (0, 0.22), light=0.56)
    arc = [(0.4 * math.sin(a), 0.58 - 0.4 * math.cos(a)) for a in [k * math.pi / 14 - 0.35
        for k in range(15)]]  # fmt: skip
    m.limb(BRASS, [0.035] * 3, *arc, light=0.62)
    ball = m.ball(m.canvas.hue(place, rgb("4f8fc0")), 0, 0.58, 0.35, light=0.58, round_=1.2)
    for spots, colour in (
        (((-0.26, 0.78), (-0.08, 0.86), (-0.06, 0.72), (-0.16, 0.64), (-0.24, 0.68)), "8fa860"),
        (((-0.16, 0.6), (-0.04, 0.56), (-0.06, 0.4), (-0.12, 0.32), (-0.18, 0.48)), "7f9a55"),
        (((0.04, 0.7), (0.14, 0.86), (0.3, 0.76), (0.34, 0.6), (0.2, 0.62), (0.1, 0.66)), "b5a060"),
        (((0.06, 0.62), (0.2, 0.6), (0.22, 0.46), (0.14, 0.34), (0.08, 0.48)), "a8a05a"),
    ):  # fmt: skip
        m.blob(rgb(colour), *spots, on=ball, light=0.6, line=0.4, round_=0.6)


def telescope(m: Model, place: Place, rng: Rng) -> None:
    """Draw a telescope on a tripod, pointing up."""
    brass = m.canvas.hue(place, rgb("c79a45"))
    wood = rgb("6b4530")
    m.limb(wood, [0.03, 0.024], (0, 0.56), (0.04, 0.06), light=0.42)
    for way in (-1, 1):
        m.limb(wood, [0.03, 0.026], (0, 0.56), (way * 0.26, 0.0), light=0.56)
    m.ball(IRON, 0, 0.58, 0.045, light=0.5)
    m.limb(brass, [0.075, 0.08], (-0.24, 0.5), (0.1, 0.7), light=0.56)
    m.limb(brass, [0.11, 0.115], (0.06, 0.68), (0.38, 0.87), light=0.6)
    m.limb(tone(brass, 0.25), [0.135, 0.135], (0.37, 0.865), (0.41, 0.888), light=0.66)
    m.limb(tone(brass, -0.2), [0.05, 0.05], (-0.32, 0.455), (-0.24, 0.5), light=0.5)
    m.limb(brass, [0.035, 0.035], (0.0, 0.7), (0.2, 0.82), light=0.64)


def bird_cage(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bird cage with a bird on its perch."""
    wire = m.canvas.hue(place, BRASS)
    m.limb(rgb("8f6a44"), [0.03, 0.03], (-0.24, 0.3), (0.24, 0.3), light=0.56)
    yellow = rgb("f0c23c")
    m.blob(yellow, (-0.1, 0.28), (0.02, 0.34), (0.06, 0.46), (0.0, 0.52), (-0.08, 0.46), (-0.1,
        0.36), light=0.64)  # fmt: skip
    m.ball(yellow, 0.01, 0.52, 0.06, light=0.66)
    m.poly(rgb("e08a34"), (0.06, 0.535), (0.11, 0.515), (0.06, 0.5))
    m.ball(IRON, 0.03, 0.535, 0.01, line=0)
    m.limb(tone(yellow, -0.25), [0.06, 0.03], (-0.07, 0.36), (-0.15, 0.2), light=0.56)
    for k in range(-4, 5):
        u = 0.32 * k / 4
        m.line(wire, 0.012, (u, 0.08), (u, 0.62), (u * 0.72, 0.8), (0, 0.92), light=0.66, force=0.7)
    for v in (0.36, 0.62):
        m.line(wire, 0.014, (-0.33, v), (0.33, v), light=0.66)
    m.part(wire, [(-0.36, 0.0), (0.36, 0.0), (0.34, 0.1), (-0.34, 0.1)], light=0.56)
    ring = [(0.045 * math.cos(k * math.pi / 8), 0.95 + 0.045 * math.sin(k * math.pi / 8))
        for k in range(17)]  # fmt: skip
    m.limb(wire, [0.016] * 3, *ring)


def aquarium(m: Model, place: Place, rng: Rng) -> None:
    """Draw an aquarium with fish and weeds."""
    c = Carpenter.of(m, 0.5, 0.7)
    water = m.canvas.hue(place, rgb("6fb3cf"))
    c.box(water, -0.42, 0.42, 0.02, 0.46, 0.0, 0.36, light=0.66, top=rgb("b9e0ea"))
    body = c.front(water, -0.42, 0.42, 0.02, 0.44, 0.0, light=0.6, round_=0.1)
    sand = [(-0.42, 0.1), (-0.2, 0.12), (0.1, 0.08), (0.42, 0.11), (0.42, 0.02), (-0.42, 0.02)]
    c.face(rgb("d9bf8a"), *[(x, y, 0.0) for x, y in sand], on=body, line=0.3)
    for k in range(7):
        x = -0.36 + 0.06 * k + (0.36 if k > 3 else 0)
        tall = 0.16 + 0.05 * (k % 3)
        c.bar(rgb("3f8f5a"), 0.025, (x, 0.08, 0.0), (x + 0.02, 0.08 + tall * 0.5, 0.0), (x - 0.01,
            0.08 + tall, 0.0), on=body, light=0.58)  # fmt: skip
    for x, y, way, colour in (
        (-0.1, 0.3, 1, "f08a2c"),
        (0.2, 0.34, -1, "f2c23c"),
        (0.08, 0.2, 1, "e0483c"),
    ):
        fish = [(0.07, 0), (0.03, 0.035), (-0.04, 0.02), (-0.09, 0.045), (-0.085, -0.04), (-0.04,
            -0.02), (0.03, -0.035)]  # fmt: skip
        m.blob(rgb(colour), *[c.spot(x + a * way, y + b, 0.0) for a, b in fish], light=0.64)
        m.ball(IRON, *c.spot(x + 0.045 * way, y + 0.008, 0.0), c.length(0.007), line=0)
    for x in (-0.42, 0.42):
        c.bar(IRON, 0.02, (x, 0.0, 0.0), (x, 0.48, 0.0), light=0.5)
    for y in (0.01, 0.47):
        c.bar(IRON, 0.03, (-0.43, y, 0.0), (0.43, y, 0.0), light=0.5)


def rug(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rug on the floor, with borders and fringes."""
    cloth = m.canvas.hue(place, pick(rng, "a04a3a", "46637a", "6b8068"))
    c = Carpenter.of(m, 0.5)
    pale = tone(cloth, 0.55)
    for way in (-1, 1):
        for k in range(13):
            z = 0.08 + 0.11 * k
            c.bar(pale, 0.02, (way * 1.1, 0.0, z), (way * 1.2, 0.0, z), line=0.2)
    for inset, colour in (
        (0.0, cloth),
        (0.1, pale),
        (0.15, cloth),
        (0.34, tone(cloth, -0.25)),
        (0.4, tone(cloth, 0.15)),
    ):
        c.flat(colour, -1.12 + inset, 1.12 - inset, 0.0, inset * 0.8, 1.5 - inset * 0.8, light=0.62,
            round_=0, line=0.6 if not inset else 0.4)  # fmt: skip
    for x in (-0.35, 0.0, 0.35):
        c.face(pale, (x - 0.16, 0, 0.75), (x, 0, 0.6), (x + 0.16, 0, 0.75), (x, 0, 0.9), light=0.64,
            line=0.4)  # fmt: skip


def curtain(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of curtains on a rod."""
    cloth = m.canvas.hue(place, pick(rng, "a94f3d", "4f7470", "c0924a", "6a6f8f"))
    for way in (-1, 1):
        spots = [(way * 0.5, 0.97), (way * 0.06, 0.97), (way * 0.12, 0.66), (way * 0.3, 0.42),
            (way * 0.24, 0.0), (way * 0.52, 0.0)]  # fmt: skip
        drape = m.part(cloth, spots, light=0.58, round_=0.6)
        for k in range(5):
            top, low = way * (0.1 + 0.08 * k), way * (0.28 + 0.05 * k)
            m.limb(tone(cloth, -0.3), [0.012, 0.02, 0.026], (top, 0.97), (way * 0.08 + low * 0.85,
                0.44), (low, 0.0), on=drape, round_=0, light=0.42, line=0.4)  # fmt: skip
        m.limb(tone(cloth, 0.4), [0.035, 0.035], (way * 0.28, 0.42), (way * 0.5, 0.45), on=drape,
            light=0.66)  # fmt: skip
    m.limb(rgb("6b4a30"), [0.025, 0.025], (-0.58, 0.98), (0.58, 0.98), light=0.6)
    for way in (-1, 1):
        m.ball(BRASS, way * 0.59, 0.98, 0.025, light=0.7)


FORMS = {
    "potted_palm": Form(potted_palm, 1.5, 0.62),
    "christmas_tree": Form(christmas_tree, 2.1, 0.42),
    "gift_pile": Form(gift_pile, 0.55, 0.85),
    "floor_globe": Form(floor_globe, 0.6, 0.45),
    "telescope": Form(telescope, 1.4, 0.5),
    "bird_cage": Form(bird_cage, 0.6, 0.42, grip=(0.0, 0.97)),
    "aquarium": Form(aquarium, 0.5, 0.95),
    "rug": Form(rug, 0.5, 2.5),
    "curtain": Form(curtain, 2.3, 0.62),
}
