"""Tables and desks, bare or laid: dining, coffee, café, desks, counters, a school desk."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, PALE, STEEL, drawers, legs, pick, wood_of


def table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wooden table on four legs."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.75)
    legs(c, wood, 0.7, 0.8, 0.7, 0.075)
    c.box(tone(wood, -0.1), -0.62, 0.62, 0.6, 0.7, 0.07, 0.72, light=0.46)
    c.box(wood, -0.75, 0.75, 0.7, 0.75, 0.0, 0.8)


def _seat_behind(c: Carpenter, wood: Colour, x: float, z: float) -> None:
    """Draw the back of a chair that stands behind a table."""
    for way in (-0.19, 0.19):
        c.bar(wood, 0.045, (x + way, 0.0, z), (x + way, 0.95, z + 0.04), light=0.46)
    for k in (-1, 0, 1):
        c.bar(wood, 0.03, (x + k * 0.095, 0.5, z), (x + k * 0.095, 0.88, z + 0.03), light=0.48)
    c.bar(wood, 0.08, (x - 0.21, 0.9, z + 0.04), (x + 0.21, 0.9, z + 0.04), light=0.58)


def dining_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a table with chairs behind it and at its ends, a cloth runner and a vase."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 1.15)
    for x in (-0.45, 0.45):
        _seat_behind(c, tone(wood, -0.1), x, 1.2)
    legs(c, wood, 0.9, 1.0, 0.7, 0.08)
    c.box(wood, -0.95, 0.95, 0.7, 0.75, 0.0, 1.0)
    c.flat(PALE, -0.95, 0.95, 0.752, 0.36, 0.64, light=0.76, line=0.4)
    c.turned(rgb("6f93a8"), 0.0, 0.5, (0.05, 0.75), (0.09, 0.82), (0.05, 0.92), (0.06, 0.96))
    flower = pick(rng, "e0a0a8", "f0d27a", "d96a5a")
    for k in range(5):
        x, y = -0.1 + 0.05 * k, 1.06 + 0.05 * (k % 2)
        c.bar(rgb("5f8a4a"), 0.012, (0.0, 0.94, 0.5), (x, y, 0.5), line=0.3)
        m.ball(flower, *c.spot(x, y, 0.5), c.length(0.045, 0.5), light=0.66)


def round_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round table on one turned leg."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.74)
    c.turned(wood, 0, 0.26, (0.26, 0.0), (0.22, 0.05), (0.06, 0.12), (0.05, 0.3), (0.08, 0.45),
        (0.05, 0.68))  # fmt: skip
    c.turned(wood, 0, 0.26, (0.49, 0.69), (0.5, 0.74))


def cafe_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a small round table between two chairs, with a cup on it."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.92)
    for way in (-1, 1):
        x = way * 0.66
        for z in (0.5, 0.12):
            c.bar(IRON, 0.03, (x - 0.17, 0.0, z), (x - 0.15, 0.45, z), light=0.45)
            c.bar(IRON, 0.03, (x + 0.17, 0.0, z), (x + 0.15, 0.45, z), light=0.45)
        c.bar(IRON, 0.03, (x + way * 0.17, 0.45, 0.1), (x + way * 0.22, 0.9, 0.14),
              (x + way * 0.22, 0.9, 0.46), (x + way * 0.17, 0.45, 0.5), light=0.5)  # fmt: skip
        c.turned(wood, x, 0.3, (0.19, 0.43), (0.2, 0.47))
    c.turned(IRON, 0, 0.3, (0.2, 0.0), (0.18, 0.03), (0.03, 0.06), (0.03, 0.68))
    c.turned(tone(wood, 0.1), 0, 0.3, (0.34, 0.7), (0.35, 0.73))
    c.turned(PALE, -0.06, 0.28, (0.025, 0.73), (0.045, 0.8), top=rgb("5a3a26"))


def coffee_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a low table with a book and a cup on it."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.42)
    legs(c, wood, 0.55, 0.6, 0.38, 0.05)
    c.box(tone(wood, -0.1), -0.5, 0.5, 0.12, 0.15, 0.06, 0.54, light=0.44)
    c.box(wood, -0.58, 0.58, 0.38, 0.42, 0.0, 0.6)


def desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a writing desk with drawers at both sides."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.76)
    c.front(tone(wood, -0.45), -0.7, 0.7, 0.05, 0.7, 0.6, light=0.3)
    for x0, x1 in ((-0.72, -0.3), (0.3, 0.72)):
        c.box(wood, x0, x1, 0.02, 0.71, 0.03, 0.62, light=0.54)
        drawers(c, wood, x0 + 0.02, x1 - 0.02, 0.05, 0.69, 3)
    c.box(wood, -0.78, 0.78, 0.71, 0.76, 0.0, 0.66)
    c.flat(rgb("3f5a4a"), -0.34, 0.34, 0.762, 0.1, 0.45, light=0.66, line=0.3)


def study_desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a desk with a lamp, books and paper on it."""
    desk(m, place, rng)
    c = Carpenter.of(m, 0.76)
    _books_lying(c, rng, -0.62, 0.764, 0.3)
    c.flat(rgb("f6f0e2"), 0.0, 0.22, 0.766, 0.12, 0.4, light=0.8, line=0.4)


def _books_lying(c: Carpenter, rng: Rng, x: float, y: float, z: float) -> None:
    for k in range(3):
        cover = pick(rng, "8a3a34", "3f5a7a", "5f7a4a", "b58a3f")
        c.box(cover, x + 0.01 * k, x + 0.24 - 0.02 * k, y, y + 0.045, z, z + 0.16, light=0.52)
        y += 0.047


def computer_desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a desk with a screen, keyboard and a chair before it."""
    wood = m.canvas.hue(place, pick(rng, "c9a77c", "e3ddd2", "8f6a48"))
    c = Carpenter.of(m, 1.2)
    legs(c, STEEL, 0.72, 0.7, 0.7, 0.05)
    c.box(wood, 0.34, 0.7, 0.05, 0.7, 0.05, 0.62, light=0.5)
    drawers(c, wood, 0.36, 0.68, 0.08, 0.68, 3, STEEL)
    c.box(wood, -0.76, 0.76, 0.7, 0.74, 0.0, 0.7)
    c.bar(IRON, 0.05, (-0.1, 0.74, 0.5), (-0.1, 0.9, 0.52))
    c.m.part(IRON, c.ring(-0.1, 0.745, 0.48, 0.14, 0.09), light=0.5)
    c.front(IRON, -0.42, 0.22, 0.84, 1.2, 0.48, light=0.4)
    c.front(rgb("7fb6e0"), -0.4, 0.2, 0.865, 1.18, 0.475, light=0.95, round_=0, glow=True)
    c.front(rgb("e9f2f8"), -0.36, 0.02, 0.92, 1.13, 0.474, light=0.95, round_=0, line=0.3,
        glow=True)  # fmt: skip
    c.flat(rgb("3f444c"), -0.32, 0.14, 0.745, 0.14, 0.28, light=0.6)
    m.part(rgb("3f444c"), c.ring(0.25, 0.746, 0.2, 0.035, 0.05), light=0.6)


def school_desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pupil's desk with its chair behind it."""
    wood = m.canvas.hue(place, pick(rng, "d0a468", "c9985c"))
    c = Carpenter.of(m, 0.95)
    frame = rgb("5f7a8a")
    for x in (-0.17, 0.17):
        c.bar(frame, 0.03, (x, 0.0, 0.85), (x, 0.84, 0.9), light=0.45)
    c.front(wood, -0.2, 0.2, 0.62, 0.85, 0.88, light=0.56)
    c.box(wood, -0.2, 0.2, 0.42, 0.45, 0.55, 0.86, light=0.5)
    legs(c, frame, 0.34, 0.5, 0.72, 0.035)
    c.box(tone(wood, -0.2), -0.3, 0.3, 0.6, 0.7, 0.04, 0.44, light=0.44)
    c.box(wood, -0.35, 0.35, 0.71, 0.75, 0.0, 0.5)


def school_desks(m: Model, place: Place, rng: Rng) -> None:
    """Draw two rows of pupils' desks, seen from behind."""
    c = Carpenter.of(m, 0.85)
    wood, frame = rgb("d0a468"), rgb("5f7a8a")
    for z in (1.9, 0.55):
        for x in (-1.35, 0.0, 1.35):
            own = Carpenter(m, c.view, c.x + x * m.way, c.z + z, m.way)
            legs(own, frame, 0.34, 0.5, 0.72, 0.035)
            own.box(wood, -0.35, 0.35, 0.7, 0.75, 0.0, 0.5)
            own = Carpenter(m, c.view, c.x + x * m.way, c.z + z - 0.55, m.way)
            legs(own, frame, 0.2, 0.4, 0.42, 0.03)
            own.box(wood, -0.2, 0.2, 0.42, 0.46, 0.02, 0.42)
            for way in (-0.17, 0.17):
                own.bar(frame, 0.03, (way, 0.44, 0.03), (way, 0.84, -0.02), light=0.5)
            own.front(wood, -0.2, 0.2, 0.62, 0.84, 0.0, light=0.58)


def teacher_desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a teacher's desk with books and an apple."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.78)
    c.box(wood, -0.7, 0.7, 0.0, 0.73, 0.03, 0.6, light=0.54)
    c.front(tone(wood, -0.12), -0.6, 0.6, 0.1, 0.64, 0.025, light=0.5)
    c.box(wood, -0.76, 0.76, 0.73, 0.78, 0.0, 0.64)
    _books_lying(c, rng, 0.3, 0.78, 0.25)
    m.ball(rgb("c93a34"), *c.spot(-0.4, 0.82, 0.3), c.length(0.045, 0.3), light=0.6)


def night_stand(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bedside cabinet with two drawers."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.55)
    legs(c, wood, 0.22, 0.38, 0.1, 0.045)
    c.box(wood, -0.22, 0.22, 0.1, 0.52, 0.02, 0.38, light=0.54)
    drawers(c, wood, -0.2, 0.2, 0.12, 0.5, 2)
    c.box(wood, -0.25, 0.25, 0.52, 0.55, 0.0, 0.4)


def eight_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a square Chinese table with a carved apron."""
    wood = m.canvas.hue(place, pick(rng, "5a2e1e", "6b3a26", "4a2618"))
    c = Carpenter.of(m, 0.83)
    legs(c, wood, 0.48, 0.92, 0.8, 0.065)
    c.front(tone(wood, 0.08), -0.42, 0.42, 0.66, 0.78, 0.05, light=0.5)
    for k in range(5):
        m.part(tone(wood, -0.35), c.upright(-0.32 + 0.16 * k, 0.72, 0.045, 0.05, 0.03), light=0.4)
    c.box(wood, -0.5, 0.5, 0.78, 0.83, 0.0, 0.95)


def chinese_desk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a scholar's desk with paper, a brush rest, an inkstone and turned-up ends."""
    wood = m.canvas.hue(place, pick(rng, "5a2e1e", "6b3a26", "4a2618"))
    c = Carpenter.of(m, 1.0)
    legs(c, wood, 0.82, 0.7, 0.8, 0.06)
    c.front(wood, -0.76, 0.76, 0.7, 0.79, 0.04, light=0.48)
    c.box(wood, -0.86, 0.86, 0.79, 0.83, 0.0, 0.72)
    c.flat(rgb("f4efe0"), -0.3, 0.3, 0.832, 0.12, 0.5, light=0.82, line=0.4)
    c.box(rgb("2d2b2c"), 0.4, 0.54, 0.83, 0.86, 0.15, 0.35, light=0.4)
    c.turned(rgb("6f93a8"), -0.52, 0.4, (0.05, 0.83), (0.06, 0.96), top=rgb("2d2b2c"))
    for k in range(4):
        c.bar(rgb("c9a86a"), 0.014, (-0.54 + 0.02 * k, 0.94, 0.4), (-0.6 + 0.055 * k, 1.16, 0.4),
            line=0.5)  # fmt: skip


def tatami_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a low Japanese table with two flat cushions and a tea bowl."""
    wood = m.canvas.hue(place, pick(rng, "6b3f26", "7a4c2e"))
    c = Carpenter.of(m, 0.36)
    cloth = pick(rng, "5f4f7a", "8a3f3a", "3f5f6f")
    c.soft(cloth, -0.3, 0.3, 0.0, 0.07, 0.85, 1.35, light=0.5)
    legs(c, wood, 0.6, 0.75, 0.3, 0.08)
    c.box(wood, -0.65, 0.65, 0.3, 0.35, 0.0, 0.8)
    c.turned(rgb("7f8f7a"), 0.1, 0.4, (0.035, 0.35), (0.06, 0.42), top=rgb("7a8a3f"))
    c.turned(rgb("4a4544"), -0.2, 0.42, (0.08, 0.35), (0.1, 0.42), (0.05, 0.48))
    for x in (-0.98, 0.98):
        c.soft(cloth, x - 0.26, x + 0.26, 0.0, 0.07, 0.15, 0.65, light=0.58)


def tavern_table(m: Model, place: Place, rng: Rng) -> None:
    """Draw a heavy table with benches and mugs of beer."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.78)
    c.box(tone(wood, -0.1), -0.9, 0.9, 0.42, 0.46, 1.4, 1.65, light=0.48)
    for x in (-0.72, 0.72):
        c.box(tone(wood, -0.15), x - 0.06, x + 0.06, 0.0, 0.7, 0.6, 1.15, light=0.48)
    c.box(wood, -1.0, 1.0, 0.7, 0.78, 0.45, 1.25)
    for x, z in ((-0.4, 0.9), (0.15, 0.75), (0.55, 0.95)):
        c.turned(rgb("b5803f"), x, z, (0.055, 0.78), (0.06, 0.94), top=rgb("f6ecd0"))
        c.bar(rgb("8f6232"), 0.02, (x + 0.06, 0.9, z), (x + 0.11, 0.86, z), (x + 0.06, 0.81, z))
    for x in (-0.65, 0.65):
        c.box(tone(wood, -0.2), x - 0.05, x + 0.05, 0.0, 0.42, 0.02, 0.2, light=0.5)
    c.box(tone(wood, 0.05), -0.85, 0.85, 0.41, 0.46, 0.0, 0.28)


def counter(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shop counter with a glass front, cakes and a till."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 1.15)
    c.box(wood, -1.2, 1.2, 0.0, 0.42, 0.02, 0.6, light=0.5)
    c.box(rgb("d9e6e6"), -1.18, 1.18, 0.42, 0.92, 0.05, 0.6, light=0.7, top=tone(wood, 0.15))
    for row, y in enumerate((0.44, 0.68)):
        c.front(PALE, -1.15, 1.15, y - 0.02, y, 0.04, light=0.6, line=0.4)
        for k in range(9):
            bun = pick(rng, "d9a05a", "e8c48a", "b5703f", "e9b5b0", "f2e2c0")
            x = -1.0 + 0.25 * k + 0.06 * row
            m.ball(bun, *c.spot(x, y + 0.06, 0.04), c.length(0.09), c.length(0.06), light=0.62)
    c.box(wood, -1.24, 1.24, 0.92, 0.97, 0.0, 0.64)
    c.box(rgb("4a4f57"), 0.6, 0.92, 0.97, 1.15, 0.2, 0.46, light=0.5)
    c.front(rgb("a9d9b8"), 0.66, 0.86, 1.05, 1.12, 0.19, light=0.8)


def bar(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bar with bottles on shelves behind it."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 2.1)
    c.box(tone(wood, -0.25), -1.1, 1.1, 1.0, 2.1, 0.95, 1.1, light=0.42)
    c.front(tone(wood, -0.5), -1.02, 1.02, 1.05, 2.02, 0.94, light=0.34)
    for y in (1.12, 1.44, 1.76):
        for k in range(13):
            glass = pick(rng, "5f8a5a", "b5803a", "8fb3b8", "7a3a34", "d9c99a", "3f5a7a")
            x = -0.94 + 0.155 * k + float(rng.uniform(-0.02, 0.02))
            high = float(rng.uniform(0.17, 0.25))
            c.turned(glass, x, 0.9, (0.04, y), (0.04, y + high * 0.6), (0.016, y + high * 0.75),
                     (0.016, y + high), line=0.5)  # fmt: skip
        c.box(tone(wood, 0.1), -1.05, 1.05, y - 0.03, y, 0.85, 0.94, light=0.55)
    c.box(wood, -1.2, 1.2, 0.0, 1.02, 0.0, 0.5, light=0.52)
    for k in range(5):
        x = -1.12 + 0.46 * k
        c.front(tone(wood, -0.14), x, x + 0.38, 0.14, 0.9, -0.005, light=0.48, line=0.55)
    c.box(tone(wood, 0.12), -1.26, 1.26, 1.02, 1.08, -0.06, 0.56)
    c.bar(BRASS, 0.04, (-1.2, 0.2, -0.1), (1.2, 0.2, -0.1), light=0.66)


FORMS = {
    "table": Form(table, 0.75, 1.15, top=(-0.85, 0.85, 1.1)),
    "dining_table": Form(dining_table, 1.15, 0.95, top=(-0.75, 0.75, 0.7)),
    "round_table": Form(round_table, 0.74, 0.78, top=(-0.5, 0.5, 1.1)),
    "cafe_table": Form(cafe_table, 0.92, 1.1, top=(-0.3, 0.3, 0.84)),
    "coffee_table": Form(coffee_table, 0.42, 1.5, top=(-1.1, 1.1, 1.2)),
    "desk": Form(desk, 0.76, 1.15, top=(-0.85, 0.85, 1.1)),
    "study_desk": Form(study_desk, 0.76, 1.15, top=(-0.3, 0.85, 1.1)),
    "computer_desk": Form(computer_desk, 1.2, 0.75, top=(0.25, 0.55, 0.66)),
    "school_desk": Form(school_desk, 0.95, 0.5, top=(-0.32, 0.32, 0.84)),
    "school_desks": Form(school_desks, 0.85, 2.2),
    "teacher_desk": Form(teacher_desk, 0.78, 1.1, top=(-0.35, 0.3, 1.08)),
    "night_stand": Form(night_stand, 0.55, 0.6, top=(-0.3, 0.3, 1.1)),
    "eight_table": Form(eight_table, 0.83, 0.75, top=(-0.5, 0.5, 1.1)),
    "chinese_desk": Form(chinese_desk, 1.0, 1.0, top=(-0.3, 0.3, 0.9)),
    "tatami_table": Form(tatami_table, 0.36, 3.6, top=(-1.4, 1.4, 1.15)),
    "tavern_table": Form(tavern_table, 0.78, 1.45, top=(-1.0, 1.0, 1.05)),
    "counter": Form(counter, 1.15, 1.2, top=(-0.9, 0.4, 0.88)),
    "bar": Form(bar, 2.1, 0.68, top=(-0.5, 0.5, 0.55)),
}
