"""Cases: bookshelves, wardrobes, cabinets, clocks, shelves of shops, chests, screens, doors."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, PALE, STEEL, doors, drawers, legs, pick, wood_of

SPINES = ("8a3a34", "3f5a7a", "5f7a4a", "b58a3f", "6b4a6f", "c9b894", "2f4a4a", "a8623f", "d9cdb0")


def _books(c: Carpenter, rng: Rng, x0: float, x1: float, y: float, high: float, z: float) -> None:
    """Draw a row of books, some leaning at its end."""
    x = x0
    while x < x1 - 0.03:
        wide = float(rng.uniform(0.025, 0.06))
        tall = high * float(rng.uniform(0.68, 0.96))
        if x + wide > x1:
            break
        colour = rgb(SPINES[int(rng.integers(len(SPINES)))])
        if rng.random() < 0.06:
            x += 0.06
            continue
        c.front(colour, x, x + wide - 0.003, y, y + tall, z, light=0.56, round_=0, line=0.5)
        if tall > high * 0.85:
            c.front(tone(colour, 0.45), x, x + wide - 0.003, y + tall * 0.76, y + tall * 0.82, z,
                    light=0.6, line=0.0, round_=0)  # fmt: skip
        x += wide


def bookshelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bookshelf full of books."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.1)
    c.box(wood, -0.6, 0.6, 0.0, 2.1, 0.0, 0.32, light=0.54)
    c.front(tone(wood, -0.5), -0.55, 0.55, 0.14, 2.03, -0.002, light=0.32)
    for k in range(5):
        y = 0.16 + 0.375 * k
        _books(c, rng, -0.54, 0.54, y, 0.33, -0.004)
        c.front(tone(wood, 0.08), -0.57, 0.57, y - 0.035, y, -0.008, light=0.64, line=0.6)
    c.box(wood, -0.64, 0.64, 2.06, 2.12, -0.03, 0.32, light=0.6)
    c.front(wood, -0.6, 0.6, 0.0, 0.12, -0.01, light=0.5)


def low_bookshelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a low bookshelf."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.9)
    c.box(wood, -0.6, 0.6, 0.0, 0.9, 0.0, 0.32, light=0.54)
    c.front(tone(wood, -0.5), -0.55, 0.55, 0.08, 0.84, -0.002, light=0.32)
    for k in range(2):
        y = 0.1 + 0.38 * k
        _books(c, rng, -0.54, 0.54, y, 0.34, -0.004)
        c.front(tone(wood, 0.08), -0.57, 0.57, y - 0.035, y, -0.008, light=0.64, line=0.6)


def wardrobe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wardrobe with two doors and a drawer."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.05)
    c.box(wood, -0.6, 0.6, 0.08, 1.98, 0.0, 0.55, light=0.54)
    drawers(c, wood, -0.57, 0.57, 0.12, 0.42, 1, columns=2)
    doors(c, wood, -0.57, 0.57, 0.45, 1.94)
    c.box(tone(wood, 0.08), -0.66, 0.66, 1.97, 2.05, -0.05, 0.56, light=0.6)
    c.box(tone(wood, -0.1), -0.63, 0.63, 0.0, 0.09, -0.03, 0.5, light=0.5)


def cabinet(m: Model, place: Place, rng: Rng) -> None:
    """Draw a sideboard with doors and drawers."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.9)
    legs(c, wood, 0.66, 0.42, 0.12, 0.06)
    c.box(wood, -0.68, 0.68, 0.1, 0.87, 0.02, 0.44, light=0.54)
    drawers(c, wood, -0.65, 0.65, 0.66, 0.84, 1, columns=3)
    doors(c, wood, -0.65, 0.65, 0.12, 0.64, 3)
    c.box(tone(wood, 0.06), -0.72, 0.72, 0.86, 0.9, 0.0, 0.46, light=0.58)


def cabinet_low(m: Model, place: Place, rng: Rng) -> None:
    """Draw a low Japanese chest with iron fittings."""
    wood = m.canvas.hue(place, pick(rng, "8a5a34", "7a4c2e"))
    c = Carpenter.of(m, 0.62)
    c.box(wood, -0.5, 0.5, 0.0, 0.62, 0.0, 0.42, light=0.54)
    drawers(c, wood, -0.48, 0.48, 0.03, 0.6, 3, IRON, columns=2)
    for x in (-0.49, 0.45):
        c.front(IRON, x, x + 0.04, 0.0, 0.62, -0.008, light=0.4)


def curio_shelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese shelf of uneven compartments with vases, jade and books."""
    wood = m.canvas.hue(place, pick(rng, "5a2e1e", "6b3a26"))
    c = Carpenter.of(m, 1.9)
    c.box(wood, -0.6, 0.6, 0.0, 1.9, 0.0, 0.34, light=0.52)
    back = tone(wood, -0.4)
    holes = ((-0.56, -0.05, 1.4, 1.84), (0.0, 0.56, 1.56, 1.84), (0.0, 0.56, 1.1, 1.5),
             (-0.56, -0.2, 0.9, 1.34), (-0.14, 0.56, 0.62, 1.04), (-0.56, -0.2, 0.5, 0.84))  # fmt: skip
    for x0, x1, y0, y1 in holes:
        c.front(back, x0, x1, y0, y1, -0.004, light=0.34, round_=0.3)
    for x, y, size, colour in (
        (-0.32, 1.4, 0.3, "d9e2e6"), (0.26, 1.56, 0.2, "7fa893"), (-0.38, 0.9, 0.3, "b5483a"),
        (0.36, 0.62, 0.3, "4f78a8"), (-0.38, 0.5, 0.2, "c9a04a"), (0.16, 1.1, 0.26, "e9e2d0"),
    ):  # fmt: skip
        c.turned(rgb(colour), x, -0.01, (size * 0.2, y), (size * 0.34, y + size * 0.45),
                 (size * 0.14, y + size * 0.8), (size * 0.2, y + size))  # fmt: skip
    _books(c, rng, -0.1, 0.2, 0.62, 0.3, -0.01)
    doors(c, wood, -0.56, 0.56, 0.06, 0.46)


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
                c.turned(colour, x + half, -0.01, (half, y), (half, y + high * 0.75),
                         (half * 0.6, y + high * 0.86), (half * 0.7, y + high), line=0.6)  # fmt: skip
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
                c.bar(crust, 0.075, (x - 0.03, y + 0.04, -0.02), (x + 0.05, y + 0.34, 0.0), light=0.58)
            else:
                wide = 0.62 / many
                m.blob(crust, *[c.spot(x + a * wide, y + b, -0.02) for a, b in
                                ((-0.9, 0.0), (-0.95, 0.1), (0, 0.22), (0.95, 0.1), (0.9, 0.0))],
                       light=0.58)  # fmt: skip
                for cut in (-0.4, 0, 0.4):
                    c.bar(tone(crust, 0.5), 0.012, ((x + (cut - 0.12) * wide), y + 0.11, -0.03),
                          ((x + (cut + 0.12) * wide), y + 0.17, -0.03), line=0.3)  # fmt: skip
        c.box(tone(wood, 0.1), -0.79, 0.79, y - 0.04, y, -0.08, 0.0, light=0.6)


def grandfather_clock(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall clock with its pendulum behind glass."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.1)
    c.box(wood, -0.28, 0.28, 0.0, 0.5, 0.0, 0.3, light=0.54)
    c.front(tone(wood, -0.12), -0.2, 0.2, 0.1, 0.42, -0.005, light=0.5)
    c.box(wood, -0.21, 0.21, 0.5, 1.45, 0.03, 0.28, light=0.52)
    c.front(tone(wood, -0.55), -0.14, 0.14, 0.58, 1.38, 0.025, light=0.3)
    c.bar(BRASS, 0.015, (0.02, 1.36, 0.02), (0.04, 0.8, 0.02), light=0.7)
    m.part(BRASS, c.upright(0.045, 0.76, 0.02, 0.07, 0.07), light=0.7)
    c.box(wood, -0.28, 0.28, 1.45, 1.95, 0.0, 0.3, light=0.56)
    hood = [(-0.3, 1.95, 0.0), (0.3, 1.95, 0.0), (0.18, 2.02, 0.0), (0.0, 2.1, 0.0), (-0.18, 2.02, 0.0)]
    c.face(wood, *hood, light=0.62)
    _dial(c, 0.0, 1.7, -0.01, 0.19)


def _dial(c: Carpenter, x: float, y: float, z: float, half: float) -> None:
    c.m.part(BRASS, c.upright(x, y, z, half * 1.12, half * 1.12), light=0.6)
    c.m.part(rgb("f4eeda"), c.upright(x, y, z, half, half), light=0.7, round_=0.2)
    for k in range(12):
        a = k * math.pi / 6
        sin, cos = math.sin(a), math.cos(a)
        ends = [(x + half * r * sin, y + half * r * cos, z) for r in (0.78, 0.92)]
        c.bar(IRON, half * 0.06, *ends, line=0.4)
    for a, long, wide in ((5.3, 0.5, 0.09), (1.05, 0.74, 0.06)):
        tip = (x + half * long * math.sin(a), y + half * long * math.cos(a), z)
        c.bar(IRON, half * wide, (x, y, z), tip, light=0.3)


def wall_clock(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round clock on the wall."""
    rim = m.canvas.hue(place, pick(rng, "6b4530", "36353a", "8a3a34"))
    c = Carpenter.of(m, 0.4)
    m.part(rim, c.upright(0, 0.2, 0, 0.2, 0.2), light=0.5)
    _dial(c, 0.0, 0.2, -0.005, 0.16)


def folding_screen(m: Model, place: Place, rng: Rng) -> None:
    """Draw a folding screen of four panels with painted hills, a moon and a branch."""
    wood = rgb("5a2e1e")
    silk = m.canvas.hue(place, pick(rng, "e9dfc0", "d9c48a", "c9d3c4"))
    c = Carpenter.of(m, 1.75)
    wide = 0.52
    for k in range(4):
        x0 = -1.04 + wide * k
        z0, z1 = (0.0, 0.22) if k % 2 == 0 else (0.22, 0.0)

        def at(u: float, v: float, x0: float = x0, z0: float = z0, z1: float = z1) -> tuple[float, float, float]:
            return x0 + wide * u, v, z0 + (z1 - z0) * u

        light = 0.6 if k % 2 == 0 else 0.5
        c.face(wood, at(0, 0.02), at(1, 0.02), at(1, 1.75), at(0, 1.75), light=light - 0.1)
        panel = c.face(silk, at(0.08, 0.36), at(0.92, 0.36), at(0.92, 1.68), at(0.08, 1.68), light=light)
        c.face(tone(wood, 0.1), at(0.08, 0.08), at(0.92, 0.08), at(0.92, 0.3), at(0.08, 0.3), light=light)
        hills = [at(u, 0.62 + 0.16 * math.sin(2.2 * (k + u)) + 0.06 * math.sin(7 * (k + u)))
                 for u in (0, 0.25, 0.5, 0.75, 1)]  # fmt: skip
        c.face(rgb("7f998f"), *hills, at(1, 0.36), at(0, 0.36), on=panel, light=light, line=0.4)
        lower = [at(u, 0.5 + 0.08 * math.sin(3.1 * (k + u) + 1)) for u in (0, 0.25, 0.5, 0.75, 1)]
        c.face(rgb("4f7268"), *lower, at(1, 0.36), at(0, 0.36), on=panel, light=light, line=0.4)
        if k == 2:
            m.part(rgb("c9543f"), c.upright(*at(0.5, 1.42), 0.1, 0.1), on=panel, light=light, line=0.4)
        if k < 2:
            for j in range(5):
                u, v = 0.2 + 0.16 * j, 1.42 - 0.05 * j + 0.08 * (j % 2) - 0.1 * k
                m.part(rgb("d98a94"), c.upright(*at(u, v), 0.035, 0.035), on=panel, light=0.64, line=0.4)
            c.m.part(wood, *c.bars(0.016, [at(0.0, 1.5 - 0.15 * k), at(1.0, 1.36 - 0.15 * k)]), on=panel)


def treasure_chest(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open chest full of gold."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.78)
    gold = rgb("e3b23c")
    lid = [(-0.45, 0.42, 0.42), (0.45, 0.42, 0.42), (0.45, 0.78, 0.52), (-0.45, 0.78, 0.52)]
    c.face(tone(wood, -0.25), *lid, light=0.42)
    for x in (-0.44, -0.02, 0.4):
        c.face(BRASS, (x, 0.42, 0.41), (x + 0.05, 0.42, 0.41), (x + 0.05, 0.78, 0.51), (x, 0.78, 0.51),
               light=0.5, line=0.5)  # fmt: skip
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
            c.front(tone(paint, 0.05), x0 + 0.05, x1 - 0.05, y0 + 0.05, y1 - 0.05, -0.018, light=0.57, line=0.4)
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
        c.face(IRON, (-0.5, y, 0), (0.5, y, 0), (0.5, y + 0.09, 0), (-0.5, y + 0.09, 0), on=door, light=0.42)
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


def lab_bench(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bench with flasks, a rack of tubes and a microscope."""
    c = Carpenter.of(m, 1.3)
    white = m.canvas.hue(place, rgb("e6eaec"))
    c.box(white, -0.95, 0.95, 0.0, 0.86, 0.03, 0.6, light=0.54)
    doors(c, white, -0.9, 0.2, 0.08, 0.82, 3, STEEL)
    drawers(c, white, 0.22, 0.9, 0.08, 0.82, 4, STEEL)
    c.box(rgb("4f5a62"), -1.0, 1.0, 0.86, 0.91, 0.0, 0.64)
    for x, liquid, size in ((-0.72, "5fb86a", 0.12), (-0.44, "5f9fd9", 0.15), (0.72, "d98fc0", 0.13)):
        glass = rgb("dfecee")
        c.turned(glass, x, 0.3, (size, 0.91), (size * 0.25, 0.91 + size * 1.7), (size * 0.25, 0.91 + size * 2.5))
        c.turned(rgb(liquid), x, 0.3, (size * 0.94, 0.915), (size * 0.56, 0.91 + size), line=0.4)
    c.box(rgb("b58a5a"), -0.18, 0.16, 0.91, 0.95, 0.25, 0.35, light=0.5)
    for k, liquid in enumerate(("d95a4a", "e0b23c", "5fb86a", "5f9fd9")):
        x = -0.13 + 0.085 * k
        c.turned(rgb(liquid), x, 0.3, (0.02, 0.95), (0.02, 1.06), line=0.6)
        c.turned(rgb("dfecee"), x, 0.3, (0.02, 1.06), (0.02, 1.14), line=0.5)
    c.box(IRON, 0.32, 0.52, 0.91, 0.95, 0.22, 0.42, light=0.5)
    c.bar(rgb("3f464e"), 0.05, (0.48, 0.95, 0.34), (0.5, 1.12, 0.34), (0.42, 1.22, 0.34), light=0.6)
    c.bar(PALE, 0.06, (0.36, 1.3, 0.3), (0.4, 1.04, 0.3), light=0.6)


FORMS = {
    "bookshelf": Form(bookshelf, 2.1, 0.36, top=(-0.26, 0.26, 1.0)),
    "low_bookshelf": Form(low_bookshelf, 0.9, 0.85, top=(-0.6, 0.6, 1.05)),
    "wardrobe": Form(wardrobe, 2.05, 0.4, top=(-0.28, 0.28, 1.0)),
    "cabinet": Form(cabinet, 0.9, 0.9, top=(-0.7, 0.7, 1.06)),
    "cabinet_low": Form(cabinet_low, 0.62, 0.95, top=(-0.7, 0.7, 1.1)),
    "curio_shelf": Form(curio_shelf, 1.9, 0.4),
    "shop_shelf": Form(shop_shelf, 2.0, 0.48),
    "bread_shelf": Form(bread_shelf, 2.0, 0.5),
    "grandfather_clock": Form(grandfather_clock, 2.1, 0.2),
    "wall_clock": Form(wall_clock, 0.4, 0.6, hangs=True),
    "folding_screen": Form(folding_screen, 1.75, 0.72),
    "treasure_chest": Form(treasure_chest, 0.78, 0.75, top=(-0.4, 0.4, 0.6)),
    "door": Form(folding_door, 2.1, 0.32),
    "cell_door": Form(cell_door, 2.2, 0.36),
    "stairs": Form(stairs, 2.4, 0.5, top=(-0.15, 0.15, 0.4)),
    "lab_bench": Form(lab_bench, 1.3, 0.9, top=(-0.6, 0.3, 0.72)),
}
