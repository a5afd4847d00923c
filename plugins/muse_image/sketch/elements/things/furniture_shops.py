"""Shelves of shops, benches of laboratories, chests, doors, stairs."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, PALE, STEEL, doors, drawers, pick, wood_of


def shop_shelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shop's shelves full of jars, boxes and tins."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.0)
    c.box(wood, -0.75, 0.75, 0.0, 2.0, 0.0, 0.4, light=0.52)
    c.front(tone(wood, -0.35), -0.7, 0.7, 0.1, 1.94, -0.002, light=0.4)
    for k in range(4):
        y = 0.14 + 0.46 * k
        x = -0.66
        while x < 0.6:
            wide, high = float(rng.uniform(0.09, 0.17)), float(rng.uniform(0.16, 0.32))
            colour = pick(rng, "c9573f", "d9a94a", "5f8a7a", "e6dcc4", "8fa8b8", "7a5a8a", "b58a5a")
            if rng.random() < 0.5:
                c.front(colour, x, x + wide, y, y + high, -0.01, light=0.58)
                c.front(tone(colour, 0.6), x + 0.015, x + wide - 0.015, y + high * 0.35,
                        y + high * 0.7, -0.012, light=0.7, line=0.3)  # fmt: skip
            else:
                half = wide / 2
                c.turned(colour, x + half, -0.01, (half, y), (half, y + high * 0.75), (half * 0.6,
                    y + high * 0.86), (half * 0.7, y + high), line=0.6)  # fmt: skip
            x += wide + 0.02
        c.box(tone(wood, 0.1), -0.74, 0.74, y - 0.04, y, -0.06, 0.0, light=0.6)


def bread_shelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a baker's shelves with loaves, baguettes and rolls."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.0)
    c.box(wood, -0.8, 0.8, 0.0, 2.0, 0.0, 0.4, light=0.52)
    c.front(tone(wood, -0.35), -0.75, 0.75, 0.1, 1.94, -0.002, light=0.42)
    for k in range(4):
        y = 0.16 + 0.45 * k
        many = (4, 5, 3, 9)[k]
        for i in range(many):
            x = -0.68 + 1.36 * (i + 0.5) / many
            crust = pick(rng, "c9853f", "b5702f", "dba35a", "a8622c")
            if k == 3:
                c.bar(crust, 0.075, (x - 0.03, y + 0.04, -0.02), (x + 0.05, y + 0.34, 0.0),
                    light=0.58)  # fmt: skip
            else:
                wide = 0.62 / many
                m.blob(crust, *[c.spot(x + a * wide, y + b, -0.02) for a, b in
                                ((-0.9, 0.0), (-0.95, 0.1), (0, 0.22), (0.95, 0.1), (0.9, 0.0))],
                       light=0.58)  # fmt: skip
                for cut in (-0.4, 0, 0.4):
                    c.bar(tone(crust, 0.5), 0.012, ((x + (cut - 0.12) * wide), y + 0.11, -0.03),
                          ((x + (cut + 0.12) * wide), y + 0.17, -0.03), line=0.3)  # fmt: skip
        c.box(tone(wood, 0.1), -0.79, 0.79, y - 0.04, y, -0.08, 0.0, light=0.6)


def lab_bench(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bench with flasks, a rack of tubes and a microscope."""
    c = Carpenter.of(m, 1.3)
    white = m.canvas.hue(place, rgb("e6eaec"))
    c.box(white, -0.95, 0.95, 0.0, 0.86, 0.03, 0.6, light=0.54)
    doors(c, white, -0.9, 0.2, 0.08, 0.82, 3, STEEL)
    drawers(c, white, 0.22, 0.9, 0.08, 0.82, 4, STEEL)
    c.box(rgb("4f5a62"), -1.0, 1.0, 0.86, 0.91, 0.0, 0.64)
    for x, liquid, size in (
        (-0.72, "5fb86a", 0.12),
        (-0.44, "5f9fd9", 0.15),
        (0.72, "d98fc0", 0.13),
    ):
        glass = rgb("dfecee")
        c.turned(glass, x, 0.3, (size, 0.91), (size * 0.25, 0.91 + size * 1.7), (size * 0.25,
            0.91 + size * 2.5))  # fmt: skip
        c.turned(rgb(liquid), x, 0.3, (size * 0.94, 0.915), (size * 0.56, 0.91 + size), line=0.4)
    c.box(rgb("b58a5a"), -0.18, 0.16, 0.91, 0.95, 0.25, 0.35, light=0.5)
    for k, liquid in enumerate(("d95a4a", "e0b23c", "5fb86a", "5f9fd9")):
        x = -0.13 + 0.085 * k
        c.turned(rgb(liquid), x, 0.3, (0.02, 0.95), (0.02, 1.06), line=0.6)
        c.turned(rgb("dfecee"), x, 0.3, (0.02, 1.06), (0.02, 1.14), line=0.5)
    c.box(IRON, 0.32, 0.52, 0.91, 0.95, 0.22, 0.42, light=0.5)
    c.bar(rgb("3f464e"), 0.05, (0.48, 0.95, 0.34), (0.5, 1.12, 0.34), (0.42, 1.22, 0.34), light=0.6)
    c.bar(PALE, 0.06, (0.36, 1.3, 0.3), (0.4, 1.04, 0.3), light=0.6)


def treasure_chest(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open chest full of gold."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.78)
    gold = rgb("e3b23c")
    lid = [(-0.45, 0.42, 0.42), (0.45, 0.42, 0.42), (0.45, 0.78, 0.52), (-0.45, 0.78, 0.52)]
    c.face(tone(wood, -0.25), *lid, light=0.42)
    for x in (-0.44, -0.02, 0.4):
        c.face(BRASS, (x, 0.42, 0.41), (x + 0.05, 0.42, 0.41), (x + 0.05, 0.78, 0.51), (x, 0.78,
            0.51), light=0.5, line=0.5)  # fmt: skip
    c.box(wood, -0.45, 0.45, 0.0, 0.38, 0.0, 0.42, light=0.56, top=tone(wood, -0.5))
    heap = [(-0.41, 0.37), (-0.36, 0.48), (-0.16, 0.57), (0.1, 0.58), (0.3, 0.52), (0.41, 0.37)]
    m.blob(gold, *[c.spot(x, y, 0.06) for x, y in heap], light=0.66)
    for k in range(20):
        x, y = -0.34 + 0.036 * k, 0.4 + 0.12 * math.sin(0.3 + k * 0.14) + 0.03 * (k % 3) - 0.02
        m.part(tone(gold, 0.25), c.upright(x, y, 0.04, 0.038, 0.024), light=0.72, line=0.7)
    for x, y, colour in ((-0.2, 0.5, "c9303a"), (0.16, 0.53, "3f7ac9"), (0.3, 0.45, "3fa86a")):
        m.part(rgb(colour), c.upright(x, y, 0.03, 0.035, 0.03), light=0.66)
    c.front(wood, -0.45, 0.45, 0.0, 0.38, 0.0, light=0.56)
    for x in (-0.45, -0.03, 0.39):
        c.front(BRASS, x, x + 0.06, 0.0, 0.385, -0.006, light=0.62)
    c.front(BRASS, -0.45, 0.45, 0.34, 0.385, -0.008, light=0.62, line=0.5)
    c.front(tone(BRASS, -0.3), -0.06, 0.06, 0.24, 0.38, -0.012, light=0.56)


def folding_door(m: Model, place: Place, rng: Rng) -> None:
    """Draw a closed door in its frame."""
    paint = m.canvas.hue(place, pick(rng, "8f5f3a", "e9e2d2", "5f7a74", "7a4c2e"))
    c = Carpenter.of(m, 2.1)
    frame = tone(paint, 0.35)
    c.front(frame, -0.52, 0.52, 0.0, 2.1, 0.0, light=0.6)
    c.front(paint, -0.44, 0.44, 0.0, 2.02, -0.01, light=0.54)
    for x0, x1 in ((-0.36, -0.04), (0.04, 0.36)):
        for y0, y1 in ((0.18, 0.86), (1.02, 1.9)):
            c.front(tone(paint, -0.12), x0, x1, y0, y1, -0.015, light=0.5, line=0.55)
            c.front(tone(paint, 0.05), x0 + 0.05, x1 - 0.05, y0 + 0.05, y1 - 0.05, -0.018,
                light=0.57, line=0.4)  # fmt: skip
    m.part(BRASS, c.upright(0.38, 0.98, -0.05, 0.035, 0.035), light=0.7)


def cell_door(m: Model, place: Place, rng: Rng) -> None:
    """Draw a heavy door with iron bands and a barred hole, in an arch of stone."""
    wood = pick(rng, "5f4430", "6b4a30")
    c = Carpenter.of(m, 2.2)

    def arch(half: float, top: float) -> list[tuple[float, float, float]]:
        turns = [k * math.pi / 12 for k in range(13)]
        ring = [(half * math.cos(a), top - half + half * math.sin(a), 0.0) for a in turns]
        return [(half, 0.0, 0.0), *ring, (-half, 0.0, 0.0)]

    c.face(rgb("7f7a72"), *arch(0.66, 2.2), light=0.5)
    door = c.face(wood, *arch(0.5, 2.0), light=0.5)
    for k in range(1, 5):
        x = -0.5 + 0.2 * k
        c.bar(tone(wood, -0.4), 0.014, (x, 0.0, 0.0), (x, 2.0, 0.0), on=door, line=0.5)
    for y in (0.35, 1.05, 1.6):
        c.face(IRON, (-0.5, y, 0), (0.5, y, 0), (0.5, y + 0.09, 0), (-0.5, y + 0.09, 0), on=door,
            light=0.42)  # fmt: skip
    c.front(rgb("141214"), -0.17, 0.17, 1.22, 1.52, -0.005, light=0.2)
    for k in range(3):
        x = -0.085 + 0.085 * k
        c.bar(IRON, 0.026, (x, 1.22, -0.01), (x, 1.52, -0.01), light=0.5)
    m.part(IRON, c.upright(0.36, 0.86, -0.01, 0.06, 0.06), light=0.5)


def stairs(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flight of stairs with a banister."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.4)
    for k in range(9, -1, -1):
        z, y = 0.27 * k, 0.17 * (k + 1)
        c.front(tone(wood, 0.35), -0.5, 0.5, y - 0.17, y - 0.03, z, light=0.5)
        c.box(wood, -0.52, 0.52, y - 0.035, y, z - 0.02, z + 0.27, light=0.58)
    for x in (-0.52, 0.52):
        for k in range(9, -1, -1):
            z, y = 0.27 * k + 0.13, 0.17 * (k + 1)
            c.bar(PALE, 0.03, (x, y, z), (x, y + 0.74, z), light=0.6)
        c.bar(wood, 0.06, (x, 0.92, 0.0), (x, 0.92 + 0.17 * 9.3, 0.27 * 9.4), light=0.6)
        c.bar(wood, 0.09, (x, 0.0, 0.0), (x, 1.0, 0.0), light=0.6)


FORMS = {
    "shop_shelf": Form(shop_shelf, 2.0, 0.48),
    "bread_shelf": Form(bread_shelf, 2.0, 0.5),
    "lab_bench": Form(lab_bench, 1.3, 0.9, top=(-0.6, 0.3, 0.72)),
    "treasure_chest": Form(treasure_chest, 0.78, 0.75, top=(-0.4, 0.4, 0.6)),
    "door": Form(folding_door, 2.1, 0.32),
    "cell_door": Form(cell_door, 2.2, 0.36),
    "stairs": Form(stairs, 2.4, 0.5, top=(-0.15, 0.15, 0.4)),
}
