"""Cases: bookshelves, wardrobes, cabinets, clocks, screens."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, doors, drawers, legs, pick, wood_of

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
        c.front(colour, x, x + wide - 0.003, y, y + tall, z, light=0.56, round_=0, line=0.6)
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
    holes = ((-0.56, -0.05, 1.4, 1.84), (0.0, 0.56, 1.56, 1.84), (0.0, 0.56, 1.1, 1.5), (-0.56,
        -0.2, 0.9, 1.34), (-0.14, 0.56, 0.62, 1.04), (-0.56, -0.2, 0.5, 0.84))  # fmt: skip
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
    hood = [(-0.3, 1.95, 0.0), (0.3, 1.95, 0.0), (0.18, 2.02, 0.0), (0.0, 2.1, 0.0), (-0.18, 2.02,
        0.0)]  # fmt: skip
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

        def at(
            u: float, v: float, x0: float = x0, z0: float = z0, z1: float = z1
        ) -> tuple[float, float, float]:
            return x0 + wide * u, v, z0 + (z1 - z0) * u

        light = 0.6 if k % 2 == 0 else 0.5
        c.face(wood, at(0, 0.02), at(1, 0.02), at(1, 1.75), at(0, 1.75), light=light - 0.1)
        panel = c.face(silk, at(0.08, 0.36), at(0.92, 0.36), at(0.92, 1.68), at(0.08, 1.68),
            light=light)  # fmt: skip
        c.face(tone(wood, 0.1), at(0.08, 0.08), at(0.92, 0.08), at(0.92, 0.3), at(0.08, 0.3),
            light=light)  # fmt: skip
        hills = [at(u, 0.62 + 0.16 * math.sin(2.2 * (k + u)) + 0.06 * math.sin(7 * (k + u)))
                 for u in (0, 0.25, 0.5, 0.75, 1)]  # fmt: skip
        c.face(rgb("7f998f"), *hills, at(1, 0.36), at(0, 0.36), on=panel, light=light, line=0.4)
        lower = [at(u, 0.5 + 0.08 * math.sin(3.1 * (k + u) + 1)) for u in (0, 0.25, 0.5, 0.75, 1)]
        c.face(rgb("4f7268"), *lower, at(1, 0.36), at(0, 0.36), on=panel, light=light, line=0.4)
        if k == 2:
            m.part(rgb("c9543f"), c.upright(*at(0.5, 1.42), 0.1, 0.1), on=panel, light=light,
                line=0.4)  # fmt: skip
        if k < 2:
            for j in range(5):
                u, v = 0.2 + 0.16 * j, 1.42 - 0.05 * j + 0.08 * (j % 2) - 0.1 * k
                m.part(rgb("d98a94"), c.upright(*at(u, v), 0.035, 0.035), on=panel, light=0.64,
                    line=0.4)  # fmt: skip
            c.m.part(wood, *c.bars(0.016, [at(0.0, 1.5 - 0.15 * k), at(1.0, 1.36 - 0.15 * k)]),
                on=panel)  # fmt: skip


FORMS = {
    "bookshelf": Form(bookshelf, 2.1, 0.36, top=(-0.26, 0.26, 1.0)),
    "low_bookshelf": Form(low_bookshelf, 0.9, 0.85, top=(-0.6, 0.6, 1.05)),
    "wardrobe": Form(wardrobe, 2.05, 0.4, top=(-0.28, 0.28, 1.0)),
    "cabinet": Form(cabinet, 0.9, 0.9, top=(-0.7, 0.7, 1.06)),
    "cabinet_low": Form(cabinet_low, 0.62, 0.95, top=(-0.7, 0.7, 1.1)),
    "curio_shelf": Form(curio_shelf, 1.9, 0.4),
    "grandfather_clock": Form(grandfather_clock, 2.1, 0.2),
    "wall_clock": Form(wall_clock, 0.4, 0.6, hangs=True),
    "folding_screen": Form(folding_screen, 1.75, 0.72),
}
