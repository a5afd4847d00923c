"""Cars: one shape of profile, windows, wheels and lamps, with the figures of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, smooth, tone
from ...scene.plan import Place
from ._solid import BLACK, STEEL, WHITE, Solid
from .makes import (
    AMBULANCE,
    CONVERTIBLE,
    PICKUP,
    SEDAN,
    SMALL,
    SPORTS,
    SUV,
    VAN,
    VINTAGE,
    Car,
)  # fmt: skip


def car(which: Car, m: Model, place: Place, rng: Rng) -> None:
    """Draw a car of a kind."""
    draws = rng.random(4)
    paint = rgb(which.paints[int(draws[0] * len(which.paints))])
    paint = m.canvas.hue(place, paint)
    s = Solid(m, place, which.tall, which.half, narrow=(which.waist, which.tall, which.cabin))
    glass = s.glass()
    two = mix(paint, WHITE, 0.85) if "two tones" in which.marks else paint
    top = 0.78
    tail = which.back[-1][0]
    s.under(tail, which.nose[0][0], which.base + 0.1)
    s.wheels(which.axles, which.radius, near=False)
    screen = (which.bonnet[-1], which.roof[0])
    rear = (which.roof[-1], which.back[0])
    bare = "open" in which.marks
    if bare:
        _seats(s, which, place.traits.get("seats") != "taken")
    else:
        if which.roof[-1][0] - which.back[0][0] > 0.2:
            s.strip(glass, rear, 0.4)
        s.strip(
            two, which.roof, top,
            ramp=(tone(two, 0.25), s.near(*which.roof[-1]), s.near(*which.roof[0])),
        )  # fmt: skip
    s.strip(paint, which.back[:2], top)
    s.strip(
        glass, screen, 0.62, cover=0.3 if bare else 1.0,
        ramp=(tone(glass, 0.4), s.near(*screen[0]), s.near(*screen[1])),
    )  # fmt: skip
    _screen(s, which)
    s.strip(paint, which.bonnet, top, ramp=(tone(paint, 0.22), s.near(*which.bonnet[0]),
                                            s.near(*which.bonnet[-1])))  # fmt: skip
    s.strip(paint, which.nose, s.front_light + 0.05)
    _front(s, which, paint)
    _side(s, which, paint, two, glass)
    _marked(s, which, paint)


def _screen(s: Solid, which: Car) -> None:
    """Draw the frame of the screen."""
    (x0, z0), (x1, z1) = which.bonnet[-1], which.roof[0]
    bare = "open" in which.marks
    colour = STEEL if bare else BLACK
    for side in (-1, 1):
        ends = [
            s.at(
                (x0 + (x1 - x0) * t, side * s.reach(z0 + (z1 - z0) * t) * 0.96, z0 + (z1 - z0) * t)
            )
            for t in (0.05, 0.95)
        ]
        s.m.line(colour, 0.05 / s.tall, *ends, force=0.4)
    if bare:
        s.m.line(colour, 0.05 / s.tall, s.near(x1, z1), s.far(x1, z1), force=0.4, light=0.8)


def _seats(s: Solid, which: Car, free: bool) -> None:
    """Draw the inside of an open car."""
    (x0, x1), z = (which.back[0][0], which.bonnet[-1][0]), which.waist
    leather, dark = rgb("a86a42"), rgb("3a2c28")
    inner = [s.far(x0, z), s.far(x1, z), s.far(x1, z - 0.3), s.far(x0, z - 0.3)]
    s.m.part(dark, inner, light=0.35, round_=0)
    for x in (x0 + 0.35, (x0 + x1) / 2 - 0.1) if free else ():
        for y in (0.45, -0.4):
            a, b = y - 0.3, y + 0.3
            back = [
                (x, a, z - 0.3),
                (x, b, z - 0.3),
                (x - 0.14, b, z + 0.14),
                (x - 0.14, a, z + 0.14),
            ]
            s.m.blob(leather, *[s.at(spot) for spot in back], light=0.5)


def _front(s: Solid, which: Car, paint: Colour) -> None:
    """Draw grille, plate, bumper and lamps."""
    if s.sin < 0.05:
        return
    x, chrome = max(x for x, _ in which.nose) + 0.005, "chrome" in which.marks
    z0, z1 = which.grille
    metal = STEEL if chrome else rgb("2a2d31")
    s.plate(BLACK, x, -0.5, 0.5, z0, z1, light=0.3)
    for k in range(1, 4):
        z = z0 + (z1 - z0) * k / 4
        s.plate(tone(metal, 0.15), x + 0.01, -0.48, 0.48, z - 0.014, z + 0.014, line=0, light=0.6)
    low = which.base
    s.plate(STEEL if chrome else mix(paint, BLACK, 0.55), x + 0.04, -0.97, 0.97, low, low + 0.15,
            round_=0.6)  # fmt: skip
    s.plate(WHITE, x + 0.06, -0.2, 0.2, low + 0.03, low + 0.13, light=0.7, line=0.5)
    y, z, radius = which.lamps
    for side in (-1, 1):
        if which.round_lamps:
            s.lamp(x, side * y, z, radius)
        else:
            s.lamp(x, side * y, z, radius * 1.35, radius * 0.62, rim=BLACK)


def _side(s: Solid, which: Car, paint: Colour, two: Colour, glass: Colour) -> None:
    """Draw the near side: body, cabin, windows, doors, wheels."""
    lower = [*which.nose, *which.bonnet[1:], (which.back[0][0], which.waist), *which.back[1:]]
    cabin = [which.bonnet[-1], *which.roof, which.back[0], (which.back[0][0], which.waist)]
    if "open" not in which.marks:
        s.side(two, cabin, round_=0.2, line=0.7, light=s.side_light + 0.06)
    for outline in which.windows:
        pane = s.side(
            glass,
            outline,
            light=0.55,
            round_=0.1,
            line=0.8,
            ramp=(tone(glass, 0.35), s.near(*outline[0]), s.near(*outline[1])),
        )
        left = min(x for x, _ in outline)
        z0, z1 = which.waist, which.tall
        s.shine((left + 0.1, z0), (left + 0.25, z0), (left + 0.6, z1), (left + 0.4, z1), on=pane)
    body = s.side(
        paint,
        smooth(lower, False, 4),
        round_=0.55,
        ramp=(tone(paint, -0.28), s.near(0, which.waist * 0.75), s.near(0, which.base)),
    )
    tip, tail = which.nose[1][0], which.back[-2][0]
    shoulder = which.waist - 0.1
    s.line(tone(paint, 0.5), 0.035, (tip - 0.3, shoulder - 0.12), (0.4, shoulder),
           (tail + 0.3, shoulder - 0.04), on=body, force=0.25, taper=True)  # fmt: skip
    s.line(BLACK, 0.07, (which.nose[0][0] - 0.05, which.base + 0.03),
           (which.back[-1][0] + 0.05, which.base + 0.03), on=body, force=0.4)  # fmt: skip
    for x in which.doors:
        s.line(tone(paint, -0.5), 0.018, (x, which.waist), (x - 0.03, which.base + 0.16), on=body)
    for x in which.doors[:-1]:
        s.line(STEEL, 0.04, (x - 0.72, which.waist - 0.16), (x - 0.9, which.waist - 0.16), on=body,
               force=0.6)  # fmt: skip
    if "chrome" in which.marks:
        s.line(STEEL, 0.05, (tip - 0.1, which.waist - 0.28), (tail + 0.1, which.waist - 0.2),
               on=body, light=0.85)  # fmt: skip
        for outline in which.windows:
            ring = [*outline, outline[0]]
            s.line(STEEL, 0.03, *ring, light=0.8, force=0.5)
    red = rgb("d8342c")
    s.side(red, [(tail - 0.02, which.waist - 0.12), (tail + 0.16, which.waist - 0.12),
                 (tail + 0.16, which.waist - 0.28), (tail - 0.02, which.waist - 0.3)],
           light=0.7, on=body, glow=s.dark)  # fmt: skip
    if s.sin < 0.05:
        _, z, radius = which.lamps
        s.side(rgb("fff0b8") if s.dark else rgb("f4f1e2"), [
            (tip + 0.0, z + radius), (tip - 0.28, z + radius * 0.8), (tip - 0.26, z - radius * 0.6),
            (tip + 0.02, z - radius * 0.7)], light=0.85, on=body, glow=s.dark)  # fmt: skip
    s.arches(which.axles, which.radius, body)
    s.wheels(which.axles, which.radius, white="white walls" in which.marks)
    x, z = which.bonnet[-1][0] - 0.28, which.waist + 0.06
    s.m.part(paint, [s.near(x, z, 0.0), s.near(x, z + 0.14, 0.0), s.near(x, z + 0.16, 0.22),
                     s.near(x, z + 0.02, 0.22)], light=0.5)  # fmt: skip


def _marked(s: Solid, which: Car, paint: Colour) -> None:
    """Draw what tells a taxi, a police car or an ambulance."""
    middle = (which.roof[0][0] + which.roof[-1][0]) / 2
    z = max(z for _, z in which.roof)
    if "taxi" in which.marks:
        _roof_box(s, middle, z, 0.16, 0.4, 0.2, rgb("fff1b0"), True)
        for k in range(14):
            x = 1.0 - 0.19 * k
            s.side(BLACK if k % 2 else WHITE, [(x, 0.7), (x - 0.19, 0.7), (x - 0.19, 0.79),
                                               (x, 0.79)], line=0.2)  # fmt: skip
    if "police" in which.marks:
        s.side(WHITE, [(0.72, which.waist - 0.04), (-1.25, which.waist - 0.04), (-1.28, 0.42),
                       (0.7, 0.42)], round_=0.1)  # fmt: skip
        s.side(rgb("2f4f8f"), [(0.72, 0.72), (-1.26, 0.72), (-1.27, 0.62), (0.71, 0.62)], line=0)
    if "siren" in which.marks:
        for y, colour in ((0.35, "d8281f"), (-0.35, "2a62d8")):
            _roof_box(s, middle if which.tall < 2 else which.roof[0][0] - 0.3, z, 0.14, 0.32, 0.16,
                      rgb(colour), True, y)  # fmt: skip
    if "cross" in which.marks:
        red = rgb("d8281f")
        s.side(red, [(2.2, 1.0), (-2.3, 1.0), (-2.3, 0.86), (2.2, 0.86)], line=0.3, round_=0)
        for a, b in ((0.36, 0.12), (0.12, 0.36)):
            s.side(red, [(-0.8 + a, 1.5 - b), (-0.8 - a, 1.5 - b), (-0.8 - a, 1.5 + b),
                         (-0.8 + a, 1.5 + b)], line=0, round_=0)  # fmt: skip
    if "rails" in which.marks:
        s.line(rgb("34383c"), 0.05, (0.2, z + 0.03), (-1.7, z))
    if "bed" in which.marks:
        s.side(
            mix(paint, BLACK, 0.3),
            [
                (-0.8, which.waist + 0.0),
                (-2.5, which.waist - 0.02),
                (-2.5, which.waist - 0.1),
                (-0.8, which.waist - 0.08),
            ],
        )


def _roof_box(
    s: Solid, x: float, z: float, long: float, half: float, high: float, colour: Colour,
    glow: bool, y: float = 0.0,
) -> None:  # fmt: skip
    """Draw a box on the roof: a taxi's sign, a lamp of a police car."""
    a, b = y - half / 2, y + half / 2
    z -= 0.03
    front = [s.at((x + long, c, d)) for c, d in ((a, z), (b, z), (b, z + high), (a, z + high))]
    side = [s.at((c, a, d)) for c, d in ((x - long, z), (x + long, z), (x + long, z + high),
                                         (x - long, z + high))]  # fmt: skip
    s.m.part(colour, front, light=0.75, round_=0.2, glow=glow and s.dark)
    s.m.part(colour, side, light=0.6, round_=0.2, glow=glow and s.dark)


def _form(which: Car, long: float) -> Form:
    draw: Callable[[Model, Place, Rng], None] = partial(car, which)
    roof = which.tall
    lead = (which.roof[0][0] / roof, which.roof[-1][0] / roof)
    seat = (min(lead), max(lead), 0.98)
    if "open" in which.marks:
        seat = (-0.58, -0.02, 0.02)
    return Form(draw, roof, long / 2 / roof, seat)


def _kinds() -> Sequence[tuple[str, Car, float]]:
    taxi = replace(SEDAN, paints=("f0b92e",), marks=("taxi",))
    police = replace(SEDAN, paints=("23262c",), marks=("police", "siren"))
    return (
        ("car", SEDAN, 4.8),
        ("sports_car", SPORTS, 4.9),
        ("vintage_car", VINTAGE, 5.4),
        ("small_car", SMALL, 4.2),
        ("taxi", taxi, 4.8),
        ("police_car", police, 4.8),
        ("convertible", CONVERTIBLE, 5.4),
        ("suv", SUV, 4.9),
        ("pickup", PICKUP, 5.4),
        ("van", VAN, 5.0),
        ("ambulance", AMBULANCE, 5.0),
    )


FORMS = {name: _form(which, long) for name, which, long in _kinds()}
