"""Seats: sofas, chairs, stools, benches, a throne, a swing."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import IRON, PALE, cloth_of, legs, pick, wood_of


def _padded(m: Model, place: Place, rng: Rng, half: float, tall: float, many: int) -> None:
    cloth = cloth_of(m, place, rng)
    pillow = pick(rng, "e0c27a", "d8d0c0", "b5675a", "7f9aa0")
    c = Carpenter.of(m, tall)
    arm = 0.2
    inner = half - arm
    legs(c, rgb("4f3524"), half, 0.85, 0.12, 0.06)
    c.soft(cloth, -half + 0.04, half - 0.04, 0.3, tall, 0.66, 0.9, light=0.5)
    c.box(tone(cloth, -0.12), -half + 0.05, half - 0.05, 0.1, 0.36, 0.04, 0.85, light=0.46)
    wide = inner * 2 / many
    for k in range(many):
        x = -inner + wide * k
        c.soft(cloth, x + 0.01, x + wide - 0.01, 0.42, tall - 0.06, 0.6, 0.74, light=0.55)
    for k in range(many):
        x = -inner + wide * k
        c.soft(cloth, x + 0.005, x + wide - 0.005, 0.32, 0.48, 0.02, 0.66, light=0.58)
    for x in (-half, half - arm):
        c.soft(cloth, x, x + arm, 0.1, 0.63, 0.0, 0.85, light=0.6)
    if many > 1:
        u, v = c.spot(-inner + 0.24, 0.66, 0.45)
        side = c.length(0.2, 0.45)
        ring = [(u - side, v - side * 0.8), (u + side * 0.8, v - side), (u + side, v + side * 0.8),
                (u - side * 0.75, v + side)]  # fmt: skip
        m.blob(pillow, *ring, light=0.62)


def sofa(m: Model, place: Place, rng: Rng) -> None:
    """Draw a sofa with two seats and a cushion."""
    _padded(m, place, rng, 1.0, 0.86, 2)


def armchair(m: Model, place: Place, rng: Rng) -> None:
    """Draw a padded chair with arms."""
    _padded(m, place, rng, 0.48, 0.95, 1)


def chair(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wooden chair with a slatted back."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.92)
    half, deep = 0.22, 0.44
    for way in (-1, 1):
        x = way * (half - 0.025)
        c.bar(wood, 0.045, (x, 0.0, deep), (x, 0.45, deep - 0.03), (x * 1.02, 0.92, deep + 0.06),
              light=0.45)  # fmt: skip
    for x in (-0.11, 0.0, 0.11):
        c.bar(wood, 0.03, (x, 0.47, deep - 0.02), (x, 0.86, deep + 0.04), light=0.48)
    c.bar(wood, 0.075, (-half, 0.88, deep + 0.05), (half, 0.88, deep + 0.05), light=0.6)
    c.bar(wood, 0.03, (-half, 0.2, deep), (half, 0.2, deep), light=0.4)
    for way in (-1, 1):
        x = way * (half - 0.03)
        c.bar(wood, 0.028, (x, 0.22, 0.04), (x, 0.22, deep), light=0.42)
    c.box(wood, -half, half, 0.42, 0.465, 0.0, deep, light=0.55)
    for way in (-1, 1):
        x = way * (half - 0.03)
        c.bar(wood, 0.048, (x, 0.42, 0.03), (x, 0.0, 0.02), light=0.56)


def stool(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round stool on three legs."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.48)
    for x, z, light in ((0.02, 0.34, 0.4), (-0.15, 0.12, 0.52), (0.16, 0.1, 0.55)):
        c.bar(wood, 0.045, (x * 0.6, 0.45, 0.18 + (z - 0.18) * 0.6), (x * 1.15, 0.0, z),
            light=light)  # fmt: skip
    c.turned(wood, 0.0, 0.18, (0.18, 0.42), (0.185, 0.48))


def bar_stool(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall stool with a padded seat."""
    cloth = cloth_of(m, place, rng)
    c = Carpenter.of(m, 0.78)
    for x, z, light in (
        (-0.12, 0.3, 0.4),
        (0.12, 0.3, 0.4),
        (-0.15, 0.04, 0.55),
        (0.15, 0.04, 0.55),
    ):
        c.bar(IRON, 0.03, (x * 0.6, 0.7, 0.17), (x * 1.2, 0.0, z), light=light)
    m.part(IRON, *c.bars(0.022, ((-0.15, 0.26, 0.06), (0.15, 0.26, 0.06))), light=0.6)
    c.turned(cloth, 0.0, 0.17, (0.17, 0.69), (0.18, 0.77))


def rocking_chair(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rocking chair seen half from the side."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 1.05)
    _rocker(c, wood, 0.5, 0.4)
    for k in range(1, 6):
        z = 0.5 * k / 6
        c.bar(wood, 0.026, (-0.2, 0.44, z), (-0.38, 1.0, z), light=0.46)
    c.bar(wood, 0.07, (-0.38, 1.01, 0.0), (-0.38, 1.01, 0.5), light=0.6)
    seat = [(0.27, 0.44, 0.0), (0.27, 0.44, 0.5), (-0.24, 0.4, 0.5), (-0.24, 0.4, 0.0)]
    c.face(wood, *seat, light=0.72)
    _rocker(c, wood, 0.0, 0.58)


def _rocker(c: Carpenter, wood: Colour, z: float, light: float) -> None:
    """Draw one side of a rocking chair: its rocker, legs, back post and arm."""
    runs = [
        [(-0.5 + k * 0.125, 0.02 + 0.112 * ((k - 4) / 4) ** 2, z) for k in range(9)],
        [(0.24, 0.08, z), (0.26, 0.64, z)],
        [(-0.22, 0.08, z), (-0.2, 0.42, z), (-0.4, 1.04, z)],
        [(-0.22, 0.41, z), (0.27, 0.44, z)],
        [(-0.3, 0.66, z), (0.3, 0.65, z)],
    ]
    c.m.part(wood, *c.bars(0.045, *runs), light=light, round_=0.8)


def bench(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wooden bench without a back."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.46)
    for x in (-0.62, 0.62):
        c.box(tone(wood, -0.15), x - 0.04, x + 0.04, 0.0, 0.41, 0.04, 0.3, light=0.5)
    c.box(wood, -0.8, 0.8, 0.41, 0.46, 0.0, 0.34)


def throne(m: Model, place: Place, rng: Rng) -> None:
    """Draw a throne of gold and red on two steps."""
    velvet = m.canvas.hue(place, rgb("9c2733"))
    gold = rgb("cfa049")
    c = Carpenter.of(m, 2.0)
    c.box(rgb("b9ad98"), -0.85, 0.85, 0.0, 0.14, -0.1, 1.1)
    c.box(rgb("c9bea8"), -0.66, 0.66, 0.14, 0.28, 0.02, 1.0)
    back = [(-0.42, 0.5), (0.42, 0.5), (0.46, 1.6), (0.3, 1.78), (0.0, 1.95), (-0.3, 1.78), (-0.46,
        1.6)]  # fmt: skip
    c.face(gold, *[(x, y, 0.8) for x, y in back], light=0.55, round_=0.6)
    c.face(velvet, *[(x * 0.78, 0.5 + (y - 0.5) * 0.9, 0.78) for x, y in back], light=0.5,
        round_=0.7)  # fmt: skip
    m.ball(gold, *c.spot(0.0, 1.96, 0.8), c.length(0.07), light=0.7)
    for x in (-0.45, 0.45):
        m.ball(gold, *c.spot(x, 1.66, 0.8), c.length(0.055), light=0.7)
    c.box(gold, -0.46, 0.46, 0.28, 0.66, 0.22, 0.8, light=0.5)
    c.soft(velvet, -0.4, 0.4, 0.62, 0.76, 0.18, 0.78, light=0.6)
    for x0 in (-0.52, 0.4):
        c.box(gold, x0, x0 + 0.12, 0.28, 0.98, 0.2, 0.8, light=0.58)
        m.ball(gold, *c.spot(x0 + 0.06, 0.98, 0.2), c.length(0.075), light=0.7)
    for k in range(3):
        m.ball(mix(gold, velvet, 0.6), *c.spot(-0.2 + 0.2 * k, 0.45, 0.2), c.length(0.05),
            light=0.5)  # fmt: skip


def taishi_chair(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese armchair with a straight carved back."""
    wood = m.canvas.hue(place, pick(rng, "5a2e1e", "4a2618", "6b3a26"))
    c = Carpenter.of(m, 1.02)
    half, deep = 0.31, 0.46
    for x in (-half, half):
        c.bar(wood, 0.045, (x, 0.0, deep), (x, 0.94, deep), light=0.42)
    c.bar(wood, 0.05, (-half, 0.94, deep), (-0.12, 0.97, deep), (0.12, 0.97, deep), (half, 0.94,
        deep), light=0.6)  # fmt: skip
    c.front(wood, -0.085, 0.085, 0.5, 0.95, deep, light=0.52, round_=0.4)
    m.part(tone(wood, 0.25), c.upright(0, 0.78, deep, 0.05, 0.07), light=0.6)
    for x in (-half, half):
        c.bar(wood, 0.035, (x, 0.72, deep), (x, 0.7, 0.02), light=0.58)
        c.bar(wood, 0.03, (x, 0.48, 0.22), (x, 0.7, 0.22), light=0.5)
    c.box(wood, -half - 0.02, half + 0.02, 0.45, 0.5, 0.0, deep, light=0.56)
    c.front(tone(wood, -0.1), -half, half, 0.37, 0.45, 0.01, light=0.46)
    for x in (-half, half):
        c.bar(wood, 0.05, (x, 0.0, 0.02), (x, 0.72, 0.02), light=0.58)
    c.bar(wood, 0.045, (-half, 0.1, 0.01), (half, 0.1, 0.01), light=0.55)


def pew(m: Model, place: Place, rng: Rng) -> None:
    """Draw a church bench seen from behind."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.95)
    c.box(tone(wood, -0.1), -1.1, 1.1, 0.4, 0.46, 0.0, 0.5, light=0.5)
    c.box(wood, -1.1, 1.1, 0.1, 0.9, -0.06, 0.0, light=0.54)
    for k in range(4):
        x = -1.0 + 0.5 * k
        c.front(tone(wood, -0.12), x + 0.05, x + 0.45, 0.3, 0.8, -0.065, light=0.5, line=0.5)
    for x in (-1.14, 1.06):
        c.box(wood, x, x + 0.08, 0.0, 0.95, -0.08, 0.5, light=0.58)


def swing(m: Model, place: Place, rng: Rng) -> None:
    """Draw a swing under a frame."""
    wood = wood_of(m, place, rng)
    rope = rgb("b59a6a")
    c = Carpenter.of(m, 2.3)
    for z in (1.1, 0.0):
        for way in (-1, 1):
            c.bar(wood, 0.09, (way * 1.15, 0.0, z), (way * 1.0, 2.25, 0.55), light=0.5)
    c.bar(wood, 0.1, (-1.12, 2.25, 0.55), (1.12, 2.25, 0.55), light=0.62)
    for x in (-0.26, 0.26):
        c.bar(rope, 0.025, (x, 2.22, 0.55), (x, 0.5, 0.5), light=0.6)
    c.box(tone(wood, 0.15), -0.32, 0.32, 0.46, 0.5, 0.4, 0.62)


def pilot_seat(m: Model, place: Place, rng: Rng) -> None:
    """Draw the seat of a spaceship seen from behind."""
    shell = m.canvas.hue(place, rgb("c9d0d6"))
    dark = rgb("343b45")
    c = Carpenter.of(m, 1.35)
    c.turned(dark, 0, 0.3, (0.3, 0.0), (0.26, 0.06), (0.08, 0.1), (0.08, 0.4))
    c.soft(dark, -0.3, 0.3, 0.38, 0.52, 0.05, 0.6, light=0.5)
    for x in (-0.4, 0.28):
        c.soft(shell, x, x + 0.12, 0.6, 0.7, 0.05, 0.5, light=0.6)
    back = [(-0.26, 0.42), (0.26, 0.42), (0.33, 0.8), (0.24, 1.1), (-0.24, 1.1), (-0.33, 0.8)]
    m.blob(shell, *[c.spot(x, y, 0.0) for x, y in back], light=0.58)
    m.blob(dark, *[c.spot(x * 0.62, 0.2 + y * 0.76, 0.0) for x, y in back], light=0.45)
    head = [(-0.17, 1.1), (0.17, 1.1), (0.18, 1.3), (0.1, 1.36), (-0.1, 1.36), (-0.18, 1.3)]
    m.blob(shell, *[c.spot(x, y, 0.02) for x, y in head], light=0.6)
    c.front(rgb("ff8f4a"), -0.05, 0.05, 1.2, 1.23, -0.01, light=0.7)


def train_seat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a seat of a railway carriage, looking across the carriage."""
    cloth = m.canvas.hue(place, rgb("7a2f34"))
    c = Carpenter.of(m, 1.3)
    c.box(rgb("6b4a30"), -0.45, 0.4, 0.0, 0.36, 0.0, 1.3, light=0.46)
    c.soft(cloth, -0.45, 0.45, 0.34, 0.52, -0.02, 1.3, light=0.58)
    c.soft(cloth, -0.52, -0.3, 0.4, 1.3, 0.0, 1.3, light=0.56)
    c.soft(PALE, -0.31, -0.25, 1.04, 1.28, 0.1, 0.5, light=0.66)


FORMS = {
    "sofa": Form(sofa, 0.86, 1.35, top=(-0.9, 0.9, 0.6)),
    "armchair": Form(armchair, 0.95, 0.72, top=(-0.3, 0.3, 0.55)),
    "chair": Form(chair, 0.92, 0.45, top=(-0.22, 0.22, 0.54)),
    "stool": Form(stool, 0.48, 0.6, top=(-0.3, 0.3, 1.04)),
    "bar_stool": Form(bar_stool, 0.78, 0.4, top=(-0.2, 0.2, 1.0)),
    "rocking_chair": Form(rocking_chair, 1.05, 0.75, top=(-0.2, 0.22, 0.44)),
    "bench_seat": Form(bench, 0.46, 2.0, top=(-1.6, 1.6, 1.08)),
    "throne": Form(throne, 2.0, 0.6, top=(-0.18, 0.18, 0.39)),
    "taishi_chair": Form(taishi_chair, 1.02, 0.5, top=(-0.25, 0.25, 0.54)),
    "pew": Form(pew, 0.95, 1.4, top=(-1.0, 1.0, 0.56)),
    "swing": Form(swing, 2.3, 0.7, top=(-0.12, 0.12, 0.24)),
    "pilot_seat": Form(pilot_seat, 1.35, 0.45),
    "train_seat": Form(train_seat, 1.3, 0.6, top=(-0.3, 0.3, 0.42)),
}
