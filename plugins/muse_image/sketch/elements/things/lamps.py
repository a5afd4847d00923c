"""Lamps: standing, on tables, hanging, of paper, candles and torches."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, halo, hanging, lit, pick, wood_of
from .furniture_hearth import flames

SHINE = rgb("ffe2a0")


def _shade(
    c: Carpenter, cloth: Colour, x: float, z: float, y0: float, y1: float, low: float, top: float
) -> None:
    """Draw a lampshade, glowing when lamps are lit."""
    on = lit(c.m.canvas)
    colour = mix(cloth, SHINE, 0.6) if on else cloth
    c.turned(colour, x, z, (low, y0), (top, y1), glow=on, light=0.72, top=tone(cloth, -0.1))
    if not on:
        return
    u, v = c.spot(x, (y0 + y1) / 2 - (y1 - y0) * 0.1, z)
    ring = oval(u, v, c.length(low * 0.55), c.length((y1 - y0) * 0.3))
    c.m.part(rgb("fff4cf"), ring, cover=0.7, fade=0.03, glow=True, round_=0, line=-1, light=1)


def floor_lamp(m: Model, place: Place, rng: Rng) -> None:
    """Draw a standing lamp with a shade."""
    cloth = m.canvas.hue(place, pick(rng, "efe2c4", "d9b58a", "c9d0c0"))
    c = Carpenter.of(m, 1.6)
    halo(m, 0.0, 0.86, 0.55)
    c.turned(BRASS, 0, 0.16, (0.16, 0.0), (0.15, 0.03), (0.03, 0.06), (0.015, 0.1), (0.015, 1.28))
    _shade(c, cloth, 0, 0.16, 1.22, 1.56, 0.25, 0.15)


def table_lamp(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lamp with a china foot and a shade."""
    foot = m.canvas.hue(place, pick(rng, "6f93a8", "a8623f", "7f9a7a", "c79a45"))
    c = Carpenter.of(m, 0.5, 0.55)
    halo(m, 0.0, 0.75, 0.9)
    c.turned(foot, 0, 0.08, (0.07, 0.0), (0.07, 0.02), (0.04, 0.05), (0.09, 0.13), (0.03, 0.24),
        (0.015, 0.3))  # fmt: skip
    _shade(c, rgb("f0e4c8"), 0, 0.08, 0.26, 0.49, 0.17, 0.1)


def paper_lamp(m: Model, place: Place, rng: Rng) -> None:
    """Draw a square paper lamp on the floor."""
    c = Carpenter.of(m, 0.7)
    on = lit(m.canvas)
    halo(m, 0.0, 0.5, 1.0)
    paper = m.canvas.hue(place, rgb("f4e8c8"))
    c.box(mix(paper, SHINE, 0.5) if on else paper, -0.17, 0.17, 0.06, 0.68, 0.0, 0.32, light=0.66,
        glow=on)  # fmt: skip
    wood = rgb("5a3a26")
    for x in (-0.17, 0.17):
        c.bar(wood, 0.025, (x, 0.0, 0.0), (x, 0.7, 0.0), light=0.5)
    for y in (0.06, 0.27, 0.47, 0.68):
        c.bar(wood, 0.016, (-0.17, y, 0.0), (0.17, y, 0.0), light=0.5)
    c.bar(wood, 0.016, (0.0, 0.06, 0.0), (0.0, 0.68, 0.0), light=0.5)


def pendant(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lamp that hangs by its cable."""
    shade = m.canvas.hue(place, pick(rng, "3f4a4c", "b5533f", "e6ddc8", "4f7a70"))
    c = hanging(m, 0.9)
    halo(m, 0.0, 0.06, 0.8)
    c.bar(IRON, 0.016, (0, 0.3, 0), (0, 0.9, 0), line=0.6)
    c.turned(IRON, 0, 0, (0.05, 0.26), (0.03, 0.33))
    m.part(SHINE if lit(m.canvas) else rgb("f6f0dc"), c.upright(0, 0.05, 0, 0.075, 0.07), light=0.9,
           glow=lit(m.canvas))  # fmt: skip
    bell = [(-0.24, 0.07), (-0.2, 0.17), (-0.07, 0.27), (0.07, 0.27), (0.2, 0.17), (0.24, 0.07)]
    c.face(shade, *[(x, y, 0.0) for x, y in bell], light=0.56, round_=1.0)


def chandelier(m: Model, place: Place, rng: Rng) -> None:
    """Draw a chandelier of brass with candles and drops."""
    metal = m.canvas.hue(place, BRASS)
    tall = 1.3
    c = hanging(m, tall)
    halo(m, 0.0, 0.3, 0.8)
    c.bar(metal, 0.02, (0, 0.7, 0), (0, 1.3, 0), light=0.6)
    c.turned(metal, 0, 0, (0.02, 0.0), (0.06, 0.06), (0.03, 0.14), (0.1, 0.24), (0.04, 0.4), (0.05,
        0.6), (0.02, 0.72))  # fmt: skip
    for way in (-1, 1):
        for reach, up in ((0.6, 0.34), (0.36, 0.3), (0.14, 0.26)):
            x = way * reach
            c.bar(metal, 0.03, (0, 0.2, 0), (x * 0.5, up - 0.18, 0), (x, up - 0.06, 0), (x, up, 0),
                light=0.6)  # fmt: skip
            c.turned(metal, x, 0, (0.02, up), (0.055, up + 0.03))
            c.turned(rgb("f4ecd6"), x, 0, (0.02, up + 0.03), (0.02, up + 0.15))
            m.ball(SHINE, *c.spot(x, up + 0.19, 0), c.length(0.022), c.length(0.045), light=1,
                line=0.3, glow=True)  # fmt: skip
            for k in range(3):
                drop = (x * (0.4 + 0.25 * k), up - 0.17 + 0.05 * k)
                m.ball(rgb("e6eff4"), *c.spot(*drop, 0), c.length(0.014), c.length(0.026),
                    light=0.8, line=0.4)  # fmt: skip


def ceiling_lamp(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round lamp close under the ceiling."""
    c = hanging(m, 0.3)
    glass = m.canvas.hue(place, rgb("f4efe0"))
    halo(m, 0.0, 0.3, 2.0)
    c.bar(IRON, 0.03, (0, 0.2, 0), (0, 0.3, 0))
    bowl = [(-0.25, 0.2), (-0.2, 0.08), (-0.08, 0.0), (0.08, 0.0), (0.2, 0.08), (0.25, 0.2)]
    on = lit(m.canvas)
    m.blob(mix(glass, SHINE, 0.5) if on else glass, *[c.spot(x, y) for x, y in bowl], light=0.7,
        glow=on)  # fmt: skip
    c.front(BRASS, -0.26, 0.26, 0.19, 0.23, 0.0, light=0.6)


def lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lantern with four glass sides and a ring."""
    metal = m.canvas.hue(place, rgb("4a4038"))
    c = hanging(m, 0.45)
    on = lit(m.canvas)
    halo(m, 0.0, 0.4, 1.6)
    m.part(metal, *c.bars(0.018, [(0.055 * math.sin(k * math.pi / 8), 0.39 + 0.05 * math.cos(k
        * math.pi / 8), 0) for k in range(17)]), light=0.5)  # fmt: skip
    c.front(rgb("fff0c0") if on else rgb("dfe6e0"), -0.11, 0.11, 0.06, 0.26, 0.0, light=0.8,
        glow=on)  # fmt: skip
    c.turned(rgb("f4ecd6"), 0, 0, (0.03, 0.06), (0.03, 0.13))
    m.blob(rgb("f59a34"), *[c.spot(x, y) for x, y in ((-0.022, 0.15), (0, 0.22), (0.022, 0.15),
        (0, 0.13))], light=1, line=0.2, glow=True)  # fmt: skip
    for x in (-0.11, -0.045, 0.045, 0.11):
        c.bar(metal, 0.014, (x, 0.05, 0), (x * 0.96, 0.27, 0), light=0.5)
    c.face(metal, (-0.14, 0.26, 0), (0.14, 0.26, 0), (0.05, 0.34, 0), (-0.05, 0.34, 0), light=0.56)
    c.face(metal, (-0.14, 0.0, 0), (0.14, 0.0, 0), (0.12, 0.06, 0), (-0.12, 0.06, 0), light=0.5)


def palace_lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese lantern of red silk with a tassel, hanging."""
    silk = m.canvas.hue(place, rgb("c9302c"))
    gold = rgb("e0b04a")
    c = hanging(m, 0.9)
    on = lit(m.canvas)
    halo(m, 0.0, 0.48, 0.8)
    c.bar(gold, 0.014, (0, 0.62, 0), (0, 0.9, 0), line=0.5)
    for k in range(5):
        x = -0.03 + 0.015 * k
        c.bar(gold, 0.012, (x * 0.3, 0.24, 0), (x, 0.0, 0), line=0.4)
    body = m.ball(mix(silk, rgb("ff8a4a"), 0.35) if on else silk, *c.spot(0, 0.43), c.length(0.24),
        c.length(0.18), light=0.62, glow=on)  # fmt: skip
    for k in range(-2, 3):
        half = abs(0.24 * math.sin(k * 0.42))
        way = 1 if k > 0 else -1
        arc = [(way * half * math.sin(t * math.pi / 8), 0.25 + 0.36 * (1 - math.cos(t * math.pi
            / 8)) / 2, 0) for t in range(9)]  # fmt: skip
        c.m.part(tone(silk, -0.25), *c.bars(0.01, arc), on=body, light=0.5, line=0.3)
    c.front(gold, -0.09, 0.09, 0.6, 0.645, 0.0, light=0.66)
    c.front(gold, -0.09, 0.09, 0.22, 0.26, 0.0, light=0.6)


def candelabrum(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall stand with three candles."""
    metal = m.canvas.hue(place, BRASS)
    c = Carpenter.of(m, 1.5)
    halo(m, 0.0, 0.92, 0.45)
    c.turned(metal, 0, 0.15, (0.17, 0.0), (0.15, 0.04), (0.03, 0.1), (0.05, 0.3), (0.025, 0.4),
        (0.025, 1.17))  # fmt: skip
    for x in (-0.22, 0.22):
        c.bar(metal, 0.03, (0, 0.95, 0.15), (x * 0.6, 0.98, 0.15), (x, 1.1, 0.15), light=0.6)
    for x, up in ((-0.22, 1.1), (0.22, 1.1), (0.0, 1.16)):
        c.turned(metal, x, 0.15, (0.03, up), (0.07, up + 0.03))
        c.turned(rgb("f4ecd6"), x, 0.15, (0.03, up + 0.03), (0.03, up + 0.22))
        u, v = c.spot(x, up + 0.27, 0.15)
        m.ball(SHINE, u, v, c.length(0.022), c.length(0.05), light=1, line=0.3, glow=True)


def torch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a burning torch in an iron ring on the wall."""
    wood = wood_of(m, place, rng)
    c = hanging(m, 0.8)
    halo(m, 0.0, 0.7, 1.2, 0.7, always=True)
    c.bar(wood, 0.06, (0.0, 0.0, 0), (0.0, 0.42, 0), light=0.5)
    c.front(IRON, -0.05, 0.05, 0.2, 0.25, 0.0, light=0.5)
    c.face(IRON, (-0.05, 0.38, 0), (0.05, 0.38, 0), (0.09, 0.48, 0), (-0.09, 0.48, 0), light=0.5)
    flames(c, 0.0, 0.44, 0.0, 0.1, 0.34)


FORMS = {
    "floor_lamp": Form(floor_lamp, 1.6, 0.22),
    "table_lamp": Form(table_lamp, 0.5, 0.42, grip=(0.0, 0.3)),
    "paper_lamp": Form(paper_lamp, 0.7, 0.4),
    "pendant": Form(pendant, 0.9, 0.34, hangs=True),
    "chandelier": Form(chandelier, 1.3, 0.55, hangs=True),
    "ceiling_lamp": Form(ceiling_lamp, 0.3, 1.0, hangs=True),
    "lantern": Form(lantern, 0.45, 0.4, grip=(0.0, 0.98)),
    "palace_lantern": Form(palace_lantern, 0.9, 0.34, hangs=True, grip=(0.0, 1.0)),
    "candelabrum": Form(candelabrum, 1.5, 0.25),
    "torch": Form(torch, 0.8, 0.22, hangs=True, grip=(0.0, 0.2)),
}
