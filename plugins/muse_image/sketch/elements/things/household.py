"""Things of the house: mirror, pictures, rugs, curtains, plants, globe, cage, aquarium, statues."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, limb, oval, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, STEEL, pick, wood_of


def mirror(m: Model, place: Place, rng: Rng) -> None:
    """Draw an oval mirror in a frame on the wall."""
    frame = m.canvas.hue(place, pick(rng, "c79a45", "8f5f3a", "e6e0d2"))
    m.ball(frame, 0, 0.5, 0.38, 0.5, light=0.6)
    glass = m.ball(rgb("b9d3dc"), 0, 0.5, 0.32, 0.44, light=0.66, round_=0.2)
    for u in (-0.14, 0.06):
        m.part(rgb("eef6f8"), [(u, 0.1), (u + 0.07, 0.1), (u + 0.3, 0.9), (u + 0.23, 0.9)], on=glass, round_=0,
               line=0, light=0.8, cover=0.7)  # fmt: skip


def standing_mirror(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall mirror on a stand."""
    wood = wood_of(m, place, rng)
    for way in (-1, 1):
        m.limb(wood, [0.03, 0.03], (way * 0.2, 0.06), (way * 0.2, 0.66), light=0.5)
        m.limb(wood, [0.03, 0.03], (way * 0.26, 0.0), (way * 0.16, 0.06), light=0.5)
    m.part(wood, [(-0.17, 0.06), (0.17, 0.06), (0.17, 0.94), (0.1, 1.0), (-0.1, 1.0), (-0.17, 0.94)], light=0.56)
    glass = m.part(rgb("b9d3dc"), [(-0.14, 0.09), (0.14, 0.09), (0.14, 0.92), (0.08, 0.97), (-0.08, 0.97), (-0.14, 0.92)],
                   light=0.66, round_=0.2)  # fmt: skip
    m.part(rgb("eef6f8"), [(-0.1, 0.2), (-0.04, 0.2), (0.1, 0.8), (0.04, 0.8)], on=glass, round_=0, line=0, cover=0.7,
           light=0.8)  # fmt: skip


def picture(m: Model, place: Place, rng: Rng) -> None:
    """Draw a framed landscape on the wall."""
    frame = m.canvas.hue(place, pick(rng, "c79a45", "5a3a26", "efe8d8", "8f5f3a"))
    sky = pick(rng, "b9d3e0", "f0cfa0", "d9c4d0")
    edge = float(rng.uniform(-0.06, 0.06))
    m.poly(frame, (-0.62, 0), (0.62, 0), (0.62, 1), (-0.62, 1), light=0.58)
    m.poly(rgb("f2ecdd"), (-0.55, 0.07), (0.55, 0.07), (0.55, 0.93), (-0.55, 0.93), light=0.66, round_=0.1)
    view = m.poly(sky, (-0.46, 0.15), (0.46, 0.15), (0.46, 0.85), (-0.46, 0.85), light=0.66, round_=0, line=0.5)
    m.ball(rgb("f6e0a0"), 0.2, 0.66, 0.07, on=view, line=0.3)
    m.blob(rgb("7f93a8"), (-0.6, 0.1), (-0.25, 0.6 + edge), (0.0, 0.42), (0.22, 0.54 - edge), (0.6, 0.1), on=view, line=0.4)
    m.blob(rgb("6f8a5a"), (-0.6, 0.0), (-0.5, 0.32), (0.0, 0.28 + edge), (0.5, 0.34), (0.6, 0.0), on=view, line=0.4)


def wall_scroll(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hanging scroll with a painting in ink."""
    silk = m.canvas.hue(place, pick(rng, "c9b894", "a9b5a0", "b5a088"))
    wood = rgb("4a2c1e")
    m.poly(silk, (-0.17, 0.03), (0.17, 0.03), (0.17, 0.97), (-0.17, 0.97), light=0.58, round_=0.2)
    paper = m.poly(rgb("f2ebd9"), (-0.14, 0.14), (0.14, 0.14), (0.14, 0.86), (-0.14, 0.86), light=0.68, round_=0)
    m.blob(rgb("8f9a98"), (-0.18, 0.3), (-0.1, 0.6), (-0.04, 0.74), (0.02, 0.56), (0.07, 0.62), (0.18, 0.3), on=paper,
           line=0.4)  # fmt: skip
    m.blob(rgb("5f6a68"), (-0.18, 0.12), (-0.1, 0.34), (-0.02, 0.24), (0.1, 0.3), (0.18, 0.12), on=paper, line=0.4)
    m.poly(rgb("b5302c"), (0.09, 0.2), (0.12, 0.2), (0.12, 0.24), (0.09, 0.24), light=0.6, line=0.3)
    for v in (0.02, 0.98):
        m.limb(wood, [0.035, 0.035], (-0.2, v), (0.2, v), light=0.5)


def blackboard(m: Model, place: Place, rng: Rng) -> None:
    """Draw a blackboard with chalk lines and a ledge."""
    board = m.canvas.hue(place, pick(rng, "2f4f42", "33403f"))
    m.poly(rgb("9c7248"), (-1.1, 0.04), (1.1, 0.04), (1.1, 1), (-1.1, 1), light=0.6)
    m.poly(board, (-1.05, 0.09), (1.05, 0.09), (1.05, 0.95), (-1.05, 0.95), light=0.5, round_=0.1)
    chalk = rgb("e9eee6")
    for row in range(3):
        u, v = -0.9, 0.78 - 0.17 * row
        for _ in range(5 - row):
            wide = float(rng.uniform(0.07, 0.17))
            m.line(chalk, 0.018, (u, v), (u + wide * 0.5, v + 0.025), (u + wide, v), force=0.4, light=0.8)
            u += wide + 0.05
    ring = [(0.55 + 0.2 * math.cos(k * math.pi / 10), 0.5 + 0.2 * math.sin(k * math.pi / 10)) for k in range(21)]
    m.line(chalk, 0.016, *ring, force=0.5, light=0.8)
    m.line(chalk, 0.016, (0.55, 0.5), (0.72, 0.6), force=0.5, light=0.8)
    m.poly(rgb("8a6038"), (-1.1, 0.0), (1.1, 0.0), (1.1, 0.06), (-1.1, 0.06), light=0.62)
    for u, colour in ((-0.3, "f4f2ea"), (-0.18, "f0d27a"), (0.1, "e9a0a0")):
        m.limb(rgb(colour), [0.03, 0.03], (u, 0.07), (u + 0.08, 0.07), light=0.7)


def wall_shelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shelf on the wall with jars, plates and a plant."""
    wood = wood_of(m, place, rng)
    m.poly(wood, (-1.3, 0.0), (1.3, 0.0), (1.3, 0.09), (-1.3, 0.09), light=0.62)
    for u in (-1.0, 1.0):
        m.poly(tone(wood, -0.2), (u - 0.05, 0.0), (u + 0.05, 0.0), (u + 0.05, -0.02), (u - 0.05, -0.02))
    for k, colour in enumerate(("d9a94a", "b5573f", "7a9a6a", "e6dcc8")):
        u = -1.1 + 0.32 * k
        m.part(rgb(colour), [(u - 0.12, 0.09), (u + 0.12, 0.09), (u + 0.12, 0.5), (u - 0.12, 0.5)], light=0.58)
        m.poly(wood, (u - 0.13, 0.5), (u + 0.13, 0.5), (u + 0.1, 0.6), (u - 0.1, 0.6), light=0.6)
    for u in (0.28, 0.5, 0.72):
        m.ball(rgb("e9eef0"), u, 0.34, 0.2, 0.25, light=0.62)
        m.ball(rgb("8fb0c4"), u, 0.34, 0.11, 0.14, light=0.66, round_=0.2, line=0.4)
    m.poly(rgb("b5653f"), (0.98, 0.09), (1.2, 0.09), (1.24, 0.36), (0.94, 0.36))
    for k in range(5):
        a = 0.5 + 0.5 * k
        m.limb(rgb("5f8f4f"), [0.06, 0.1, 0.02], (1.09, 0.36), (1.09 + 0.14 * math.cos(a), 0.6 + 0.16 * math.sin(a)),
               (1.09 + 0.26 * math.cos(a), 0.66 + 0.3 * math.sin(a)), light=0.6)  # fmt: skip


def rug(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rug on the floor, with borders and fringes."""
    cloth = m.canvas.hue(place, pick(rng, "a04a3a", "46637a", "6b8068"))
    c = Carpenter.of(m, 0.5)
    pale = tone(cloth, 0.55)
    for way in (-1, 1):
        for k in range(13):
            z = 0.08 + 0.11 * k
            c.bar(pale, 0.02, (way * 1.1, 0.0, z), (way * 1.2, 0.0, z), line=0.2)
    for inset, colour in ((0.0, cloth), (0.1, pale), (0.15, cloth), (0.34, tone(cloth, -0.25)), (0.4, tone(cloth, 0.15))):
        c.flat(colour, -1.12 + inset, 1.12 - inset, 0.0, inset * 0.8, 1.5 - inset * 0.8, light=0.62, round_=0,
               line=0.6 if not inset else 0.4)  # fmt: skip
    for x in (-0.35, 0.0, 0.35):
        c.face(pale, (x - 0.16, 0, 0.75), (x, 0, 0.6), (x + 0.16, 0, 0.75), (x, 0, 0.9), light=0.64, line=0.4)


def curtain(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of curtains on a rod."""
    cloth = m.canvas.hue(place, pick(rng, "a94f3d", "4f7470", "c0924a", "6a6f8f"))
    for way in (-1, 1):
        spots = [(way * 0.5, 0.97), (way * 0.06, 0.97), (way * 0.12, 0.66), (way * 0.3, 0.42), (way * 0.24, 0.0),
                 (way * 0.52, 0.0)]  # fmt: skip
        drape = m.part(cloth, spots, light=0.58, round_=0.6)
        for k in range(5):
            top, low = way * (0.1 + 0.08 * k), way * (0.28 + 0.05 * k)
            m.limb(tone(cloth, -0.3), [0.012, 0.02, 0.026], (top, 0.97), (way * 0.08 + low * 0.85, 0.44), (low, 0.0),
                   on=drape, round_=0, light=0.42, line=0.4)  # fmt: skip
        m.limb(tone(cloth, 0.4), [0.035, 0.035], (way * 0.28, 0.42), (way * 0.5, 0.45), on=drape, light=0.66)
    m.limb(rgb("6b4a30"), [0.025, 0.025], (-0.58, 0.98), (0.58, 0.98), light=0.6)
    for way in (-1, 1):
        m.ball(BRASS, way * 0.59, 0.98, 0.025, light=0.7)


def potted_palm(m: Model, place: Place, rng: Rng) -> None:
    """Draw a palm in a pot."""
    pot = m.canvas.hue(place, pick(rng, "b5653f", "e6ddcc", "5f7f8a"))
    turns = [(-1.25, 0.5), (1.2, 0.52), (-0.85, 0.66), (0.8, 0.64), (-0.4, 0.74), (0.35, 0.72), (0.0, 0.76), (-1.6, 0.4),
             (1.55, 0.42)]  # fmt: skip
    for k, (turn, long) in enumerate(turns):
        tone_ = rgb(("3f7a45", "5a9450", "4b8648")[k % 3])
        along = [(long * t * math.sin(turn * (0.55 + 0.5 * t)), 0.24 + long * (t * math.cos(turn * 0.75) - 0.3 * t * t
                  * abs(math.sin(turn)))) for t in (0.0, 0.25, 0.5, 0.75, 1.0)]  # fmt: skip
        m.limb(rgb("6f8a4a"), [0.014, 0.012, 0.008, 0.004], *along, light=0.5)
        leaves: list[Outline] = []
        for i in range(1, 12):
            t = 0.3 + 0.7 * i / 12
            x = long * t * math.sin(turn * (0.55 + 0.5 * t))
            y = 0.24 + long * (t * math.cos(turn * 0.75) - 0.3 * t * t * abs(math.sin(turn)))
            leaf = 0.17 * (1.25 - t)
            for way in (-1, 1):
                bend = turn * (0.55 + 0.5 * t) + way * 0.95
                tips = [(x + leaf * part * math.sin(bend), y + leaf * part * math.cos(bend) - 0.02 * part)
                        for part in (0.0, 0.6, 1.0)]  # fmt: skip
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
        chain = [(half * 0.8 * (1 - t / 3), low + 0.05 + (top - low) * 0.12 + 0.04 * ((t - 3) / 3) ** 2) for t in range(7)]
        m.line(rgb("e6c25a"), 0.012, *chain, light=0.7, force=0.5)
    colours = ("d23c34", "e6b23c", "4f8ad0", "e6e9ee", "b04fa8")
    for k, (a, b) in enumerate(balls):
        v = 0.18 + 0.66 * b
        reach = 0.36 * (1 - (v - 0.12) / 0.86)
        m.ball(rgb(colours[k % 5]), (a * 2 - 1) * reach, v, 0.022, light=0.64, glow=k % 5 == 1)
    star = [(0.06 * (1.0 if k % 2 == 0 else 0.42) * math.sin(k * math.pi / 5), 0.945 + 0.06 * (1.0 if k % 2 == 0 else 0.42)
             * math.cos(k * math.pi / 5)) for k in range(10)]  # fmt: skip
    m.part(rgb("ffd65a"), star, light=0.9, glow=True)


def gift_pile(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pile of wrapped presents."""
    c = Carpenter.of(m, 0.55, 1.0)
    paints = [m.canvas.hue(place, rgb("c93a3f")), rgb("3f7a5f"), rgb("4f74a8"), rgb("e0b84a")]
    ribbon = [rgb("f4e6b8"), rgb("e9574a"), rgb("f2f2ea"), rgb("b5303a")]
    for k, (x0, x1, y0, y1, z0, z1) in enumerate((
        (-0.42, 0.02, 0.0, 0.3, 0.2, 0.56), (0.06, 0.42, 0.0, 0.2, 0.18, 0.5), (-0.3, 0.0, 0.3, 0.46, 0.25, 0.5),
        (-0.12, 0.22, 0.0, 0.16, -0.1, 0.14),
    )):  # fmt: skip
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
    arc = [(0.4 * math.sin(a), 0.58 - 0.4 * math.cos(a)) for a in [k * math.pi / 14 - 0.35 for k in range(15)]]
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
    m.blob(yellow, (-0.1, 0.28), (0.02, 0.34), (0.06, 0.46), (0.0, 0.52), (-0.08, 0.46), (-0.1, 0.36), light=0.64)
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
    ring = [(0.045 * math.cos(k * math.pi / 8), 0.95 + 0.045 * math.sin(k * math.pi / 8)) for k in range(17)]
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
        c.bar(rgb("3f8f5a"), 0.025, (x, 0.08, 0.0), (x + 0.02, 0.08 + tall * 0.5, 0.0), (x - 0.01, 0.08 + tall, 0.0),
              on=body, light=0.58)  # fmt: skip
    for x, y, way, colour in ((-0.1, 0.3, 1, "f08a2c"), (0.2, 0.34, -1, "f2c23c"), (0.08, 0.2, 1, "e0483c")):
        fish = [(0.07, 0), (0.03, 0.035), (-0.04, 0.02), (-0.09, 0.045), (-0.085, -0.04), (-0.04, -0.02), (0.03, -0.035)]
        m.blob(rgb(colour), *[c.spot(x + a * way, y + b, 0.0) for a, b in fish], light=0.64)
        m.ball(IRON, *c.spot(x + 0.045 * way, y + 0.008, 0.0), c.length(0.007), line=0)
    for x in (-0.42, 0.42):
        c.bar(IRON, 0.02, (x, 0.0, 0.0), (x, 0.48, 0.0), light=0.5)
    for y in (0.01, 0.47):
        c.bar(IRON, 0.03, (-0.43, y, 0.0), (0.43, y, 0.0), light=0.5)


def bust(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bust of marble on a column."""
    stone = m.canvas.hue(place, rgb("e6e1d6"))
    m.part(tone(stone, -0.1), [(-0.2, 0.0), (0.2, 0.0), (0.2, 0.05), (0.14, 0.08), (-0.14, 0.08), (-0.2, 0.05)])
    m.part(stone, [(-0.13, 0.08), (0.13, 0.08), (0.12, 0.5), (-0.12, 0.5)], light=0.56)
    for k in range(-2, 3):
        m.line(tone(stone, -0.3), 0.008, (k * 0.045, 0.1), (k * 0.042, 0.48), force=0.4)
    m.part(stone, [(-0.18, 0.5), (0.18, 0.5), (0.18, 0.55), (-0.18, 0.55)], light=0.62)
    m.part(stone, [(-0.07, 0.55), (0.07, 0.55), (0.05, 0.6), (-0.05, 0.6)], light=0.54)
    m.blob(stone, (-0.04, 0.58), (0.04, 0.58), (0.13, 0.66), (0.17, 0.74), (0.08, 0.79), (-0.08, 0.79), (-0.17, 0.74),
           (-0.13, 0.66))  # fmt: skip
    m.limb(stone, [0.09, 0.085], (0, 0.75), (0, 0.84), light=0.52)
    m.blob(stone, (0.0, 0.8), (0.055, 0.82), (0.075, 0.88), (0.07, 0.95), (0.0, 0.985), (-0.07, 0.95), (-0.075, 0.88),
           (-0.055, 0.82), light=0.6)  # fmt: skip
    for k in range(7):
        a = 0.2 + k * 0.46
        m.ball(tone(stone, -0.06), 0.068 * math.cos(a), 0.945 + 0.045 * math.sin(a), 0.028, light=0.58, line=0.5)
    m.line(tone(stone, -0.4), 0.008, (0.0, 0.905), (0.006, 0.875), (-0.006, 0.87), force=0.5)
    for way in (-1, 1):
        m.line(tone(stone, -0.4), 0.008, (way * 0.016, 0.905), (way * 0.045, 0.905), force=0.5)
    m.line(tone(stone, -0.4), 0.008, (-0.022, 0.848), (0.022, 0.848), force=0.5)


def statue(m: Model, place: Place, rng: Rng) -> None:
    """Draw a standing statue in a robe on a pedestal."""
    stone = m.canvas.hue(place, rgb("ddd8cc"))
    m.part(tone(stone, -0.12), [(-0.2, 0.0), (0.2, 0.0), (0.2, 0.04), (-0.2, 0.04)])
    m.part(tone(stone, -0.06), [(-0.16, 0.04), (0.16, 0.04), (0.15, 0.22), (-0.15, 0.22)])
    m.part(stone, [(-0.18, 0.22), (0.18, 0.22), (0.18, 0.25), (-0.18, 0.25)], light=0.64)
    robe = [(-0.12, 0.25), (0.12, 0.25), (0.1, 0.5), (0.07, 0.64), (0.11, 0.8), (0.05, 0.85), (-0.05, 0.85), (-0.11, 0.8),
            (-0.07, 0.64), (-0.1, 0.5)]  # fmt: skip
    body = m.blob(stone, *robe, light=0.58)
    for k in range(-3, 4):
        m.line(tone(stone, -0.3), 0.008, (k * 0.018, 0.66), (k * 0.035 + 0.01, 0.27), on=body, force=0.5)
    m.limb(stone, [0.05, 0.045, 0.035], (-0.09, 0.8), (-0.13, 0.68), (-0.05, 0.6), light=0.6)
    m.limb(stone, [0.05, 0.045, 0.035], (0.09, 0.8), (0.15, 0.88), (0.14, 0.99), light=0.62)
    m.limb(stone, [0.045, 0.04], (0, 0.84), (0, 0.89), light=0.5)
    m.ball(stone, 0, 0.93, 0.045, 0.058, light=0.62)
    m.blob(tone(stone, -0.1), (-0.05, 0.93), (-0.045, 0.98), (0.0, 1.0), (0.045, 0.98), (0.05, 0.93), (0.0, 0.965))


def buddha(m: Model, place: Place, rng: Rng) -> None:
    """Draw a golden Buddha seated on a lotus, a halo behind his head."""
    gold = m.canvas.hue(place, rgb("d3a341"))
    m.ball(rgb("b5432f"), 0, 0.58, 0.4, 0.4, light=0.5)
    m.ball(gold, 0, 0.58, 0.36, 0.36, light=0.55, round_=0.3)
    m.ball(rgb("b5432f"), 0, 0.6, 0.31, 0.31, light=0.5, round_=0.3)
    m.part(rgb("8a3226"), [(-0.5, 0.0), (0.5, 0.0), (0.46, 0.08), (-0.46, 0.08)], light=0.5)
    for k in range(9):
        u = -0.4 + 0.1 * k
        m.blob(rgb("e6b8a8"), (u - 0.07, 0.1), (u + 0.07, 0.1), (u + 0.055, 0.2), (u, 0.26), (u - 0.055, 0.2), light=0.6)
    m.blob(gold, (-0.44, 0.24), (-0.36, 0.34), (0.0, 0.38), (0.36, 0.34), (0.44, 0.24), (0.3, 0.19), (-0.3, 0.19), light=0.55)
    m.line(tone(gold, -0.4), 0.01, (-0.3, 0.24), (0.02, 0.28), (0.3, 0.22), force=0.5)
    m.blob(gold, (-0.2, 0.3), (-0.26, 0.52), (-0.2, 0.64), (0.0, 0.68), (0.2, 0.64), (0.26, 0.52), (0.2, 0.3), light=0.58)
    m.line(tone(gold, -0.4), 0.01, (0.1, 0.66), (-0.06, 0.5), (-0.16, 0.36), force=0.5)
    for way in (-1, 1):
        m.limb(gold, [0.1, 0.09, 0.07], (way * 0.22, 0.58), (way * 0.27, 0.42), (way * 0.06, 0.31), light=0.6)
    m.ball(tone(gold, 0.1), 0, 0.31, 0.09, 0.04, light=0.62)
    m.limb(gold, [0.1, 0.1], (0, 0.64), (0, 0.72), light=0.5)
    m.blob(gold, (0.0, 0.68), (0.08, 0.71), (0.1, 0.79), (0.09, 0.87), (0.0, 0.91), (-0.09, 0.87), (-0.1, 0.79),
           (-0.08, 0.71), light=0.62)  # fmt: skip
    for way in (-1, 1):
        m.ball(gold, way * 0.105, 0.77, 0.022, 0.06, light=0.58)
        m.line(tone(gold, -0.5), 0.01, (way * 0.025, 0.79), (way * 0.05, 0.782), (way * 0.072, 0.795), force=0.6)
    m.line(tone(gold, -0.5), 0.009, (-0.03, 0.735), (0.0, 0.728), (0.03, 0.735), force=0.6)
    m.line(tone(gold, -0.4), 0.008, (0.0, 0.79), (0.01, 0.755), (-0.008, 0.752), force=0.4)
    hair = rgb("2f3d5c")
    m.blob(hair, (-0.1, 0.84), (-0.08, 0.91), (0.0, 0.935), (0.08, 0.91), (0.1, 0.84), (0.0, 0.875), light=0.5)
    m.ball(hair, 0, 0.945, 0.045, 0.04, light=0.55)


def altar(m: Model, place: Place, rng: Rng) -> None:
    """Draw an altar with a cloth, candles and flowers."""
    cloth = m.canvas.hue(place, pick(rng, "f2ece0", "9c2733", "d9b35a"))
    c = Carpenter.of(m, 1.5)
    c.box(rgb("a99d88"), -0.95, 0.95, 0.0, 0.14, -0.1, 0.8)
    c.box(rgb("8f6a48"), -0.75, 0.75, 0.14, 0.96, 0.04, 0.6, light=0.5)
    c.front(cloth, -0.79, 0.79, 0.42, 0.99, 0.0, light=0.58)
    c.front(rgb("d1a94e"), -0.79, 0.79, 0.44, 0.5, -0.002, light=0.64, line=0.4)
    m.part(rgb("d1a94e"), c.upright(0, 0.74, -0.002, 0.11, 0.11), light=0.66, line=0.5)
    c.flat(cloth, -0.79, 0.79, 0.99, 0.0, 0.64, light=0.78)
    for x in (-0.62, 0.62):
        c.turned(BRASS, x, 0.3, (0.06, 0.99), (0.02, 1.03), (0.02, 1.18), (0.05, 1.2))
        c.turned(rgb("f4ecd6"), x, 0.3, (0.025, 1.2), (0.025, 1.4))
        m.ball(rgb("ffd98a"), *c.spot(x, 1.45, 0.3), c.length(0.02), c.length(0.045), light=1, line=0.3, glow=True)
    for x in (-0.3, 0.3):
        c.turned(rgb("8fa8b5"), x, 0.34, (0.05, 0.99), (0.08, 1.08), (0.04, 1.16))
        for k in range(6):
            a = 0.4 + k * 0.46
            m.ball(rgb(("f6f2ea", "e9a8b0", "f0d27a")[k % 3]), *c.spot(x + 0.12 * math.cos(a), 1.24 + 0.08 * math.sin(a), 0.34),
                   c.length(0.05), light=0.66)  # fmt: skip
    c.bar(BRASS, 0.035, (0.0, 0.99, 0.4), (0.0, 1.4, 0.4), light=0.66)
    c.turned(BRASS, 0.0, 0.4, (0.1, 0.99), (0.06, 1.05))


def drip_stand(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stand with a drip."""
    for way in (-1, 0, 1):
        m.limb(STEEL, [0.014, 0.014], (0, 0.06), (way * 0.13, 0.0), light=0.6)
    m.limb(STEEL, [0.012, 0.012], (0, 0.04), (0, 0.98), light=0.64)
    m.limb(STEEL, [0.01] * 3, (-0.08, 0.95), (0, 0.985), (0.08, 0.95), light=0.64)
    m.blob(rgb("dfeef0"), (0.05, 0.94), (0.12, 0.94), (0.13, 0.8), (0.085, 0.77), (0.04, 0.8), light=0.66)
    m.line(rgb("b9cfd4"), 0.006, (0.085, 0.78), (0.1, 0.6), (0.04, 0.45), force=0.4)


def console(m: Model, place: Place, rng: Rng) -> None:
    """Draw the console of a spaceship with lit screens and keys."""
    shell = m.canvas.hue(place, rgb("aab4be"))
    dark = rgb("2f3740")
    c = Carpenter.of(m, 1.0)
    c.box(tone(shell, -0.15), -1.2, 1.2, 0.0, 0.7, 0.1, 0.6, light=0.48)
    desk = ((-1.3, 0.72, 0.0), (1.3, 0.72, 0.0), (1.2, 0.98, 0.5), (-1.2, 0.98, 0.5))
    c.face(shell, *desk, light=0.64)
    c.front(dark, -1.3, 1.3, 0.66, 0.72, 0.0, light=0.5)
    draws = rng.random(40)
    for k, colour in enumerate(("4fd0ff", "ff9a4a", "7aff9c", "4fd0ff")):
        x = -1.05 + 0.56 * k
        spots = ((x, 0.86, 0.27), (x + 0.42, 0.86, 0.27), (x + 0.4, 0.95, 0.45), (x + 0.02, 0.95, 0.45))
        c.face(mix(rgb(colour), dark, 0.25), *spots, light=0.9, round_=0, glow=True)
        for j in range(6):
            a, b = x + 0.03 + 0.065 * j, 0.785
            shine = rgb(("ff5a4a", "ffd04a", "5affb0", "dff4ff")[int(draws[k * 6 + j] * 4)])
            c.face(shine, (a, b, 0.12), (a + 0.045, b, 0.12), (a + 0.045, b + 0.03, 0.18), (a, b + 0.03, 0.18), light=0.9,
                   round_=0, line=0.4, glow=True)  # fmt: skip


def console_side(m: Model, place: Place, rng: Rng) -> None:
    """Draw a narrow rack of instruments."""
    c = Carpenter.of(m, 1.5)
    c.box(m.canvas.hue(place, rgb("8f99a4")), -0.35, 0.35, 0.0, 1.5, 0.0, 0.4, light=0.5)
    for row, colour in enumerate(("4fd0ff", "7aff9c", "ff9a4a")):
        y = 0.5 + 0.32 * row
        c.front(rgb("2f3740"), -0.28, 0.28, y, y + 0.26, -0.004, light=0.4)
        c.front(mix(rgb(colour), rgb("2f3740"), 0.3), -0.25, 0.1, y + 0.03, y + 0.23, -0.006, light=0.9, glow=True, round_=0)
        for k in range(3):
            m.part(rgb("ffd04a"), c.upright(0.19, y + 0.06 + 0.07 * k, -0.01, 0.02, 0.02), light=0.9, glow=True, line=0.4)


def rack(m: Model, place: Place, rng: Rng) -> None:
    """Draw the luggage rack of a train with suitcases."""
    m.limb(BRASS, [0.1, 0.1], (-3.0, 0.06), (3.0, 0.06), light=0.66)
    for k in range(13):
        m.line(BRASS, 0.05, (-3.0 + 0.5 * k, 0.06), (-3.0 + 0.5 * k, 0.3), light=0.6)
    for u, wide, high, colour in ((-2.0, 0.7, 0.7, "8f5a34"), (-0.5, 0.5, 0.9, "5f7a6a"), (1.6, 0.8, 0.62, "a8653a")):
        m.part(rgb(colour), [(u - wide, 0.12), (u + wide, 0.12), (u + wide, high), (u - wide, high)], light=0.56)
        for way in (-0.5, 0.5):
            m.line(tone(rgb(colour), -0.35), 0.08, (u + wide * way, 0.12), (u + wide * way, high))
        m.limb(IRON, [0.06] * 3, (u - 0.15, high), (u, high + 0.1), (u + 0.15, high))


def chains(m: Model, place: Place, rng: Rng) -> None:
    """Draw chains with shackles on the wall."""
    for way in (-1, 1):
        for k in range(9):
            u, v = way * (0.2 + 0.03 * math.sin(k)), 0.96 - 0.085 * k
            half = (0.035, 0.05) if k % 2 else (0.02, 0.05)
            m.part(rgb("4a4a50"), oval(u, v, *half), light=0.5)
            m.part(rgb("1f1d20"), oval(u, v, half[0] * 0.45, half[1] * 0.55), light=0.3, line=0)
        ring = [(way * 0.2 + 0.08 * math.cos(a), 0.12 + 0.08 * math.sin(a)) for a in [k * math.pi / 8 for k in range(17)]]
        m.limb(rgb("4a4a50"), [0.035] * 3, *ring, light=0.5)
        m.ball(rgb("3a3a40"), way * 0.2, 0.97, 0.05, light=0.45)


def weights(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rack of dumb-bells."""
    c = Carpenter.of(m, 1.0)
    for x in (-0.75, 0.75):
        c.bar(IRON, 0.07, (x, 0.0, 0.3), (x, 1.0, 0.4), light=0.5)
        c.bar(IRON, 0.07, (x, 0.0, -0.05), (x, 0.0, 0.45), light=0.5)
    for y, z in ((0.78, 0.3), (0.42, 0.12)):
        c.box(rgb("4a4f57"), -0.8, 0.8, y - 0.05, y, z, z + 0.2, light=0.5)
        for k in range(5):
            x = -0.6 + 0.3 * k
            c.bar(STEEL, 0.035, (x - 0.08, y + 0.07, z), (x + 0.08, y + 0.07, z), light=0.66)
            for way in (-1, 1):
                c.box(rgb("2b2b30"), x + way * 0.08 - 0.035, x + way * 0.08 + 0.035, y + 0.0, y + 0.15, z - 0.02, z + 0.1)


def wall_bars(m: Model, place: Place, rng: Rng) -> None:
    """Draw wall bars for gymnastics."""
    wood = wood_of(m, place, rng)
    for u in (-0.36, 0.0, 0.36):
        m.poly(wood, (u - 0.02, 0), (u + 0.02, 0), (u + 0.02, 1), (u - 0.02, 1), light=0.52)
    for k in range(12):
        v = 0.08 + 0.078 * k
        m.limb(tone(wood, 0.2), [0.018, 0.018], (-0.36, v), (0.36, v), light=0.62)


def treadmill(m: Model, place: Place, rng: Rng) -> None:
    """Draw a treadmill seen from the side."""
    c = Carpenter.of(m, 1.4)
    for z, light in ((0.6, 0.42), (0.0, 0.56)):
        c.bar(rgb("3f464e"), 0.07, (0.7, 0.14, z), (0.86, 1.2, z), light=light)
        c.bar(rgb("3f464e"), 0.05, (0.82, 0.95, z), (0.3, 0.92, z), light=light)
        if z:
            c.box(rgb("2b2e34"), -0.85, 0.8, 0.08, 0.17, 0.0, 0.62, light=0.44)
            c.front(rgb("c9cfd4"), -0.9, 0.85, 0.04, 0.14, -0.01, light=0.6)
    c.box(rgb("2f343b"), 0.74, 0.92, 1.14, 1.4, 0.0, 0.6, light=0.5)
    c.face(rgb("5fc9ff"), (0.73, 1.2, 0.12), (0.73, 1.2, 0.48), (0.76, 1.36, 0.48), (0.76, 1.36, 0.12), light=0.9, glow=True)


def exercise_ball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a big exercise ball."""
    m.ball(m.canvas.hue(place, pick(rng, "5f8fd0", "d95f6a", "6fb88a")), 0, 0.5, 0.49, light=0.58, round_=1.2)
    for k in (-1, 0, 1):
        m.line(rgb("f0f4f8"), 0.012, (-0.42, 0.5 + 0.2 * k), (0.0, 0.44 + 0.22 * k), (0.42, 0.5 + 0.2 * k), force=0.3)


FORMS = {
    "mirror": Form(mirror, 0.8, 0.42, hangs=True),
    "standing_mirror": Form(standing_mirror, 1.7, 0.28),
    "picture": Form(picture, 0.55, 0.65, hangs=True),
    "wall_scroll": Form(wall_scroll, 1.3, 0.22, hangs=True),
    "blackboard": Form(blackboard, 1.15, 1.15, hangs=True),
    "wall_shelf": Form(wall_shelf, 0.45, 1.4, hangs=True),
    "rug": Form(rug, 0.5, 2.5),
    "curtain": Form(curtain, 2.3, 0.62),
    "potted_palm": Form(potted_palm, 1.5, 0.62),
    "christmas_tree": Form(christmas_tree, 2.1, 0.42),
    "gift_pile": Form(gift_pile, 0.55, 0.85),
    "floor_globe": Form(floor_globe, 0.6, 0.45),
    "telescope": Form(telescope, 1.4, 0.5),
    "bird_cage": Form(bird_cage, 0.6, 0.42, grip=(0.0, 0.97)),
    "aquarium": Form(aquarium, 0.5, 0.95),
    "bust": Form(bust, 1.5, 0.24),
    "statue": Form(statue, 2.2, 0.24),
    "buddha": Form(buddha, 2.4, 0.55),
    "altar": Form(altar, 1.5, 0.72),
    "drip_stand": Form(drip_stand, 1.9, 0.16),
    "console": Form(console, 1.0, 1.45),
    "console_side": Form(console_side, 1.5, 0.32),
    "rack": Form(rack, 0.45, 3.1, hangs=True),
    "chains": Form(chains, 0.9, 0.34, hangs=True),
    "weights": Form(weights, 1.0, 0.95),
    "wall_bars": Form(wall_bars, 2.4, 0.42),
    "treadmill": Form(treadmill, 1.4, 0.75),
    "exercise_ball": Form(exercise_ball, 0.65, 0.52, top=(-0.2, 0.2, 0.98)),
}
