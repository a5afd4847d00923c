"""Large vehicles of the road: buses, trams, trucks, fire engines, tractors, tanks."""

import math
from dataclasses import dataclass, replace
from functools import partial

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ._solid import BLACK, STEEL, WHITE, Flat, Solid


@dataclass(frozen=True, slots=True)
class Coach:
    """A long box with rows of windows: (z0, z1) of each row, its doors (x) and its axles."""

    tall: float
    half: float
    long: float
    base: float
    rows: tuple[tuple[float, float], ...]
    doors: tuple[float, ...]
    axles: tuple[float, ...]
    radius: float
    paints: tuple[str, ...]
    marks: tuple[str, ...] = ()
    yaw: float | None = None
    pane: float = 1.25


BUS = Coach(3.1, 1.25, 10.5, 0.35, ((1.4, 2.55),), (4.3, 0.2), (3.2, -2.9), 0.5,
            ("c8382c", "2f6f8f", "3f8a5f", "e0a52f"), ("band",))  # fmt: skip
DOUBLE = replace(BUS, tall=4.35, rows=((1.35, 2.2), (2.85, 3.75)), paints=("c42a24",), long=9.8)
SCHOOL = replace(BUS, paints=("f0b52a",), marks=("stripes",), rows=((1.5, 2.45),))
TRAM = Coach(3.4, 1.2, 12.0, 0.25, ((1.4, 2.6),), (4.4, -0.1, -4.6), (3.6, -3.6), 0.36,
             ("b8342c", "3f6f5a", "d9c48f", "2f5f8f"), ("two tones", "pole", "rails"))  # fmt: skip


def coach(which: Coach, m: Model, place: Place, rng: Rng) -> None:
    """Draw a bus or a tram."""
    draws = rng.random(12)
    paint = m.canvas.hue(place, rgb(which.paints[int(draws[0] * len(which.paints))]))
    s = Solid(m, place, which.tall, which.half, long=which.long)
    x1, top = which.long / 2, which.tall - 0.1
    if "rails" in which.marks:
        _rails(s, which.half * 0.6, -x1 * 1.6, x1 * 1.5)
    s.under(-x1 + 0.2, x1 - 0.1, which.base + 0.1)
    s.wheels(which.axles, which.radius, near=False)
    if "pole" in which.marks:
        _pantograph(s, top)
    side, front = s.block(-x1, x1, which.base, top, paint)
    low = which.rows[0][0]
    two = mix(paint, WHITE, 0.82)
    if "two tones" in which.marks:
        s.side(two, [(-x1, low - 0.05), (x1, low - 0.05), (x1, top), (-x1, top)], line=0.4, on=side)
        s.plate(two, x1 + 0.01, -1, 1, low - 0.05, top, on=front, line=0.4)
    glass = s.glass()
    lit = rgb("ffdf9a") if s.dark else glass
    for z0, z1 in which.rows:
        _panes(s, which, lit, z0, z1)
    z0, z1 = which.rows[0]
    s.plate(glass, x1 + 0.03, -0.9, 0.9, z0 - 0.15, z1, ramp=(
        tone(glass, 0.45), s.at((x1, 0, z0)), s.at((x1, 0, z1))))  # fmt: skip
    s.plate(paint, x1 + 0.04, -0.02, 0.02, z0 - 0.15, z1, line=0)
    if len(which.rows) > 1:
        a, b = which.rows[1]
        s.plate(glass, x1 + 0.03, -0.9, 0.9, a - 0.05, b, light=0.6)
    sign = z1 + 0.12
    s.plate(BLACK, x1 + 0.03, -0.7, 0.7, sign, sign + 0.32, line=0.5)
    s.plate(rgb("ffc04a"), x1 + 0.04, -0.5, 0.4, sign + 0.08, sign + 0.24, light=0.9, line=0,
            glow=s.dark)  # fmt: skip
    s.plate(BLACK, x1 + 0.03, -0.55, 0.55, which.base + 0.25, which.base + 0.5, light=0.3)
    s.plate(mix(paint, BLACK, 0.5), x1 + 0.06, -1, 1, which.base - 0.02, which.base + 0.2)
    for y in (-0.75, 0.75):
        s.lamp(x1 + 0.05, y, which.base + 0.45, 0.14)
    if "band" in which.marks:
        s.side(two, [(-x1, low - 0.2), (x1, low - 0.2), (x1, low - 0.42), (-x1, low - 0.42)],
               line=0.2, round_=0)  # fmt: skip
    if "stripes" in which.marks:
        for z in (0.7, 1.1):
            s.line(BLACK, 0.06, (-x1, z), (x1, z), on=side)
    for x in which.doors:
        s.side(glass, [(x - 0.55, 0.5), (x + 0.5, 0.5), (x + 0.5, which.rows[0][1]),
                       (x - 0.55, which.rows[0][1])], light=0.5)  # fmt: skip
        s.line(paint, 0.09, (x, 0.5), (x, which.rows[0][1]), force=0.6)
    if "rails" in which.marks:
        for x in which.axles:
            s.side(BLACK, [(x - 1.3, which.base + 0.12), (x + 1.3, which.base + 0.12),
                           (x + 1.2, which.base - 0.16), (x - 1.2, which.base - 0.16)],
                   light=0.25)  # fmt: skip
        s.wheels([x + d for x in which.axles for d in (-0.7, 0.7)], which.radius, rgb("7f8286"))
    else:
        s.arches(which.axles, which.radius, side)
        s.wheels(which.axles, which.radius, rgb("aeb3b6"))


def _panes(s: Solid, which: Coach, glass: Colour, z0: float, z1: float) -> None:
    x1 = which.long / 2 - 0.25
    many = max(3, round((2 * x1) / which.pane))
    for k in range(many):
        a, b = -x1 + 2 * x1 * k / many + 0.06, -x1 + 2 * x1 * (k + 1) / many - 0.06
        pane = s.side(glass, [(a, z0), (b, z0), (b, z1), (a, z1)], light=0.9 if s.dark else 0.55,
                      round_=0.1, glow=s.dark)  # fmt: skip
        if not s.dark:
            s.shine((a, z0), (a + 0.2, z0), (b, z1), (b - 0.3, z1), on=pane, part=0.28)


def _rails(s: Solid, half: float, x0: float, x1: float) -> None:
    """Draw rails in the ground."""
    for y in (half, -half):
        s.m.line(rgb("6a6c70"), 0.1 / s.tall, s.at((x0, y, 0)), s.at((x1, y, 0)), light=0.6)


def _pantograph(s: Solid, top: float) -> None:
    iron = rgb("3a3d42")
    s.m.line(iron, 0.06 / s.tall, s.at((-0.6, 0, top)), s.at((0.6, 0, top + 0.55)),
             s.at((-0.2, 0, top + 1.0)))  # fmt: skip
    s.m.line(iron, 0.05 / s.tall, s.at((-0.2, -0.8, top + 1.0)), s.at((-0.2, 0.8, top + 1.0)))
    s.m.line(iron, 0.025 / s.tall, s.at((-14, 0, top + 1.05)), s.at((9, 0, top + 1.05)))


def truck(m: Model, place: Place, rng: Rng) -> None:
    """Draw a truck: a cab, and a box behind it."""
    draws = rng.random(3)
    paint = m.canvas.hue(place, rgb(("b8342c", "2f5f8f", "d9a52f", "3f6f5a")[int(draws[0] * 4)]))
    load = rgb(("e6e2d8", "8fa0a8", "d9cfb8")[int(draws[1] * 3)])
    s = Solid(m, place, 3.6, 1.25, long=8.4)
    s.under(-4.2, 4.0, 0.6)
    s.wheels((2.9, -2.2, -3.3), 0.5, near=False)
    box, _ = s.block(-4.3, 1.7, 1.0, 3.6, load)
    for k in range(1, 6):
        s.line(tone(load, -0.3), 0.03, (-4.3 + k, 1.05), (-4.3 + k, 3.55), on=box)
    s.side(BLACK, [(-4.2, 0.75), (3.9, 0.75), (3.9, 1.0), (-4.2, 1.0)], light=0.3)
    _cab(s, paint, 1.8, 4.1, 0.45, 2.9)
    s.wheels((2.9, -2.2, -3.3), 0.5, rgb("b4b8bb"))


def _cab(s: Solid, paint: Colour, x0: float, x1: float, base: float, top: float) -> None:
    """Draw a cab with its screen, door, grille and lamps."""
    side, front = s.block(x0, x1, base, top, paint)
    glass, waist = s.glass(), base + (top - base) * 0.5
    s.plate(glass, x1 + 0.02, -0.88, 0.88, waist, top - 0.2, on=front,
            ramp=(tone(glass, 0.45), s.at((x1, 0, waist)), s.at((x1, 0, top))))  # fmt: skip
    door = [
        (x0 + 0.45, waist),
        (x1 - 0.15, waist),
        (x1 - 0.15, top - 0.22),
        (x0 + 0.45, top - 0.22),
    ]
    pane = s.side(glass, door, light=0.55, on=side)
    s.shine((x0 + 0.6, waist), (x0 + 0.8, waist), (x1 - 0.2, top), (x1 - 0.5, top), on=pane)
    for x in (x0 + 0.3, x1 - 0.08):
        s.line(tone(paint, -0.5), 0.03, (x, base + 0.3), (x, top - 0.12), on=side)
    s.plate(BLACK, x1 + 0.02, -0.7, 0.7, base + 0.42, waist - 0.18, light=0.3)
    for k in range(1, 4):
        z = base + 0.42 + (waist - base - 0.6) * k / 4
        s.plate(STEEL, x1 + 0.03, -0.66, 0.66, z - 0.02, z + 0.02, line=0)
    s.plate(STEEL, x1 + 0.08, -1, 1, base - 0.05, base + 0.22, round_=0.6)
    for y in (-0.8, 0.8):
        s.lamp(x1 + 0.05, y, base + 0.36, 0.14)
    s.arches(((x0 + x1) / 2,), 0.5, side)


def fire_engine(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fire engine: red, with lockers, a ladder and blue lamps."""
    red = m.canvas.hue(place, rgb("c8261f"))
    s = Solid(m, place, 3.4, 1.25, long=8.0)
    s.under(-4.0, 3.9, 0.6)
    s.wheels((2.7, -2.4), 0.52, near=False)
    body, _ = s.block(-4.0, 1.6, 0.55, 2.7, red)
    for k in range(4):
        a = -3.8 + 1.32 * k
        s.side(STEEL, [(a, 1.15), (a + 1.15, 1.15), (a + 1.15, 2.4), (a, 2.4)], light=0.62)
        for j in range(1, 5):
            s.line(rgb("8f9498"), 0.025, (a, 1.15 + 0.25 * j), (a + 1.15, 1.15 + 0.25 * j),
                   force=0.5)  # fmt: skip
    s.side(rgb("f2c230"), [(-4, 0.9), (1.6, 0.9), (1.6, 0.72), (-4, 0.72)], round_=0, line=0.3,
           on=body)  # fmt: skip
    _cab(s, red, 1.7, 4.0, 0.45, 2.75)
    for y in (-0.5, 0.35):
        rail = [s.at((-4.3, y, 2.95)), s.at((3.2, y, 3.2))]
        m.line(STEEL, 0.1 / s.tall, *rail, light=0.75)
    for k in range(14):
        x = -4.1 + 0.53 * k
        z = 2.95 + 0.25 * (x + 4.3) / 7.5
        m.line(STEEL, 0.06 / s.tall, s.at((x, -0.5, z)), s.at((x, 0.35, z)), light=0.7)
    for y in (-0.6, 0.6):
        s.disc(rgb("3a7af0"), 3.3, y, 2.9, 0.2, 0.16, glow=s.dark)
    s.arches((-2.4,), 0.52, body)
    s.wheels((2.7, -2.4), 0.52, rgb("b4b8bb"))


def tractor(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tractor: a bonnet, a cab, small wheels in front and large ones behind."""
    paint = m.canvas.hue(place, rgb(("3f7f3a", "c8382c", "2f6fa8")[int(rng.integers(3))]))
    s = Solid(m, place, 2.6, 0.62, long=3.6)
    rim = rgb("f0c83a")
    for x, r in ((1.3, 0.5), (-0.9, 0.85)):
        m.part(BLACK, s.circle(x, r, r, 0.75), light=0.3)
    s.block(-0.4, 1.75, 0.75, 1.4, paint, 0.42)
    s.plate(BLACK, 1.77, -0.5, 0.5, 0.85, 1.3)
    for y in (-0.4, 0.4):
        s.lamp(1.8, y, 1.28, 0.1)
    m.limb(BLACK, [0.09 / 2.6, 0.09 / 2.6], s.at((0.9, -0.2, 1.4)), s.at((0.9, -0.2, 2.2)))
    glass = s.glass()
    side, front = s.block(-1.35, 0.0, 1.2, 2.5, paint, 0.62)
    s.side(glass, [(-1.2, 1.45), (-0.12, 1.45), (-0.12, 2.3), (-1.2, 2.3)], light=0.6, on=side)
    s.plate(glass, 0.02, -0.85, 0.85, 1.45, 2.3, light=0.65, on=front)
    s.block(-1.5, 0.12, 2.45, 2.6, tone(paint, -0.1), 0.72)
    for x, r in ((1.3, 0.5), (-0.9, 0.85)):
        m.part(BLACK, s.circle(x, r, r, -0.45), light=0.25, round_=0)
        tyre = m.part(rgb("2b2c30"), s.circle(x, r, r, -0.78), light=0.42)
        for k in range(18):
            a = k * math.pi / 9
            spots = [s.at((x + q * math.cos(a + d), -0.79, r + q * math.sin(a + d)))
                     for q, d in ((r * 0.78, 0.0), (r, 0.12))]  # fmt: skip
            m.line(BLACK, 0.06 / 2.6, *spots, on=tyre, force=0.6)
        m.part(rim, s.circle(x, r, r * 0.56, -0.8), light=0.6)
        m.part(tone(rim, -0.4), s.circle(x, r, r * 0.2, -0.82), light=0.5)


def tank(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tank: tracks, a hull, a turret with its gun."""
    paint = m.canvas.hue(place, rgb("6b7350"))
    s = Solid(m, place, 2.6, 1.7, long=7.0)
    s.under(-3.4, 3.4, 0.8)
    s.block(-3.3, 3.0, 0.8, 1.45, paint)
    s.strip(paint, [(3.55, 0.75), (2.6, 1.5)], 0.66)
    dark = rgb("34362f")
    y = -1.75
    track: list[Flat] = [
        (-3.2, 0.75),
        (-2.9, 0.15),
        (2.9, 0.15),
        (3.5, 0.7),
        (3.2, 1.1),
        (-3.3, 1.1),
    ]
    m.blob(dark, *[s.at((x, y, z)) for x, z in track], light=0.4)
    for k in range(6):
        x = -2.4 + 0.96 * k
        m.part(tone(paint, -0.1), s.circle(x, 0.52, 0.36, y - 0.02), light=0.5)
        m.part(dark, s.circle(x, 0.52, 0.12, y - 0.04), light=0.5)
    s.side(paint, [(-3.4, 1.1), (3.4, 1.05), (3.2, 1.4), (-3.4, 1.45)])
    turret = [(-1.6, 1.45), (1.3, 1.45), (1.0, 2.25), (-1.3, 2.3)]
    m.part(paint, [s.at((x, 1.0, z)) for x, z in turret], light=0.5)
    m.blob(paint, *[s.at((x, -1.05, z)) for x, z in turret], s.at((-1.9, -0.8, 1.8)), light=0.56)
    m.limb(paint, [0.2 / 2.6, 0.14 / 2.6, 0.14 / 2.6], s.at((1.0, -0.2, 1.9)), s.at((2.6, 0, 1.95)),
           s.at((4.6, 0, 2.05)))  # fmt: skip
    m.limb(dark, [0.2 / 2.6, 0.2 / 2.6], s.at((4.3, 0, 2.04)), s.at((4.6, 0, 2.05)))
    m.ball(tone(paint, -0.15), *s.at((-0.4, -0.4, 2.38)), 0.16, 0.06)


def _bus(which: Coach) -> Form:
    return Form(partial(coach, which), which.tall, 0.56 * which.long / which.tall)


FORMS = {
    "bus": _bus(BUS),
    "double_decker": _bus(DOUBLE),
    "school_bus": _bus(SCHOOL),
    "tram": _bus(TRAM),
    "truck": Form(truck, 3.6, 1.3),
    "fire_engine": Form(fire_engine, 3.4, 1.3),
    "tractor": Form(tractor, 2.6, 0.85, (-0.5, 0.0, 0.5)),
    "tank": Form(tank, 2.6, 1.75),
}
