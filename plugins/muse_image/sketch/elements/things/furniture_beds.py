"""Beds, cradles, cushions, baskets for pets."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import IRON, PALE, STEEL, cloth_of, pick, wood_of


def _covers(m: Model, c: Carpenter, half: float, long: float, rng: Rng, place: Place) -> None:
    quilt = cloth_of(m, place, rng)
    sheet = rgb("f4f0e8")
    c.soft(sheet, -half + 0.02, half - 0.02, 0.3, 0.52, 0.06, long - 0.06, light=0.58)
    for way in (-1, 1):
        x = way * half * 0.48
        c.soft(sheet, x - half * 0.4, x + half * 0.4, 0.5, 0.66, long - 0.5, long - 0.12,
            light=0.66)  # fmt: skip
    c.soft(quilt, -half - 0.02, half + 0.02, 0.2, 0.57, 0.02, long * 0.66, light=0.55)
    c.flat(tone(quilt, 0.4), -half, half, 0.572, long * 0.58, long * 0.66, light=0.78, line=0.4)


def bed(m: Model, place: Place, rng: Rng) -> None:
    """Draw a double bed seen from its foot, with pillows and a quilt."""
    wood = pick(rng, "7a4c2e", "8f5f3a", "a9764a")
    c = Carpenter.of(m, 1.1)
    half, long = 0.82, 1.9
    c.box(wood, -half - 0.04, half + 0.04, 0.0, 1.1, long, long + 0.06, light=0.52)
    c.front(tone(wood, -0.12), -half + 0.1, half - 0.1, 0.6, 1.0, long - 0.01, light=0.5)
    c.box(wood, -half, half, 0.1, 0.32, 0.04, long, light=0.48)
    _covers(m, c, half, long, rng, place)
    c.box(wood, -half - 0.04, half + 0.04, 0.0, 0.42, -0.02, 0.03, light=0.56)


def hospital_bed(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bed on wheels with rails."""
    c = Carpenter.of(m, 1.1)
    half, long = 0.48, 1.9
    for x in (-half, half):
        c.bar(STEEL, 0.04, (x, 0.5, long), (x, 1.08, long), light=0.5)
    c.bar(STEEL, 0.05, (-half, 1.05, long), (half, 1.05, long), light=0.6)
    c.front(PALE, -half + 0.05, half - 0.05, 0.7, 0.98, long, light=0.56)
    for x in (-half + 0.06, half - 0.06):
        for z in (long - 0.1, 0.1):
            c.bar(STEEL, 0.05, (x, 0.42, z), (x, 0.08, z), light=0.5)
            m.part(IRON, c.upright(x, 0.07, z, 0.07, 0.07), light=0.4)
    c.box(STEEL, -half, half, 0.38, 0.46, 0.0, long, light=0.5)
    sheet, quilt = rgb("f6f6f2"), m.canvas.hue(place, rgb("a9cfc8"))
    c.soft(sheet, -half, half, 0.44, 0.62, 0.04, long, light=0.6)
    c.soft(sheet, -half * 0.7, half * 0.7, 0.6, 0.74, long - 0.5, long - 0.1, light=0.66)
    c.soft(quilt, -half - 0.01, half + 0.01, 0.4, 0.66, 0.0, long * 0.62, light=0.56)
    c.bar(STEEL, 0.035, (half + 0.03, 0.6, 0.6), (half + 0.03, 0.86, 0.62), (half + 0.03, 0.86,
        1.4), (half + 0.03, 0.6, 1.42), light=0.6)  # fmt: skip


def cradle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a baby's cradle on rockers."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.75)
    for x in (-0.4, 0.4):
        arc = [(x, 0.04 + 0.1 * ((k - 3) / 3) ** 2, 0.02 + k * 0.08) for k in range(7)]
        c.bar(wood, 0.045, *arc, light=0.45)
    c.box(tone(wood, -0.1), -0.5, 0.5, 0.14, 0.52, 0.06, 0.46, light=0.4)
    hood = [(0.5, 0.52), (0.5, 0.68), (0.42, 0.75), (0.26, 0.75), (0.2, 0.66), (0.2, 0.52)]
    c.face(wood, *[(x, y, 0.46) for x, y in hood], light=0.42)
    c.soft(rgb("f6f1e6"), -0.46, 0.44, 0.4, 0.6, 0.1, 0.42, light=0.66)
    c.soft(m.canvas.hue(place, pick(rng, "a9c4d8", "e0b5b0", "d9cf9c")), -0.48, 0.14, 0.42, 0.61,
        0.06, 0.44, light=0.62)  # fmt: skip
    c.front(wood, -0.5, 0.5, 0.14, 0.48, 0.04, light=0.56)
    c.face(wood, *[(x, y, 0.04) for x, y in hood], light=0.58)
    for k in range(6):
        x = -0.42 + 0.11 * k
        c.bar(tone(wood, -0.25), 0.015, (x, 0.18, 0.03), (x, 0.44, 0.03), line=0.4)


def cushion(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plump cushion lying on the floor."""
    cloth = cloth_of(m, place, rng)
    c = Carpenter.of(m, 0.16)
    rim = [(-0.29, 0.05, 0.02), (0.0, 0.02, 0.0), (0.29, 0.05, 0.02), (0.26, 0.06, 0.24),
           (0.27, 0.06, 0.46), (0.0, 0.1, 0.46), (-0.27, 0.06, 0.46),
           (-0.26, 0.06, 0.24)]  # fmt: skip
    m.blob(tone(cloth, -0.12), *[c.spot(x, y - 0.03, z) for x, y, z in rim], light=0.5)
    body = m.blob(cloth, *[c.spot(x, y + 0.02, z) for x, y, z in rim], light=0.62, round_=1.2)
    m.tint(tone(cloth, 0.3), c.ring(0.0, 0.13, 0.24, 0.18, 0.14), on=body, cover=0.5, fade=0.12)
    m.part(tone(cloth, -0.3), c.ring(0.0, 0.12, 0.24, 0.02, 0.016), light=0.5, line=0.6)
    c.bar(tone(cloth, 0.35), 0.012, *rim[:3], light=0.66, line=0.3)


def cat_bed(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round basket with a cushion for a cat or a dog."""
    straw = m.canvas.hue(place, pick(rng, "b58a55", "9c7a54"))
    c = Carpenter.of(m, 0.22)
    c.turned(straw, 0, 0.3, (0.28, 0.0), (0.34, 0.1), (0.35, 0.2), top=tone(straw, -0.2))
    m.part(pick(rng, "e9dcc4", "b8c9c9", "d9a9a0"), c.ring(0, 0.17, 0.3, 0.28), light=0.66,
        round_=0.7)  # fmt: skip
    for k in range(7):
        x = -0.28 + k * 0.093
        z = 0.3 - math.sqrt(max(0.0, 0.1 - x * x)) * 0.9
        c.bar(tone(straw, -0.3), 0.012, (x, 0.03, z), (x * 1.05, 0.17, z), line=0.4, light=0.5)


FORMS = {
    "bed": Form(bed, 1.1, 1.0, top=(-0.6, 0.6, 0.62)),
    "hospital_bed": Form(hospital_bed, 1.1, 0.75, top=(-0.35, 0.35, 0.66)),
    "cradle": Form(cradle, 0.75, 0.95, top=(-0.3, 0.1, 0.82)),
    "cushion": Form(cushion, 0.16, 2.0, top=(-0.8, 0.8, 0.95)),
    "cat_bed": Form(cat_bed, 0.22, 1.9, top=(-1.1, 1.1, 0.9)),
}
