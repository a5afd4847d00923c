"""Cars: one shape of profile, windows, wheels and lamps, with the figures of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, smooth, tone
from ...scene.plan import Place
from ._solid import BLACK, STEEL, WHITE, Flat, Solid

PAINTS = ("b8342c", "2f5f8f", "3f7a6a", "d9d6cc", "37424c", "c98f2e", "6a7f8f", "8f3f4a")


@dataclass(frozen=True, slots=True)
class Car:
    """A car: its profile from the bumper over bonnet, screen, roof and back; its windows."""

    tall: float
    half: float
    nose: tuple[Flat, ...]
    bonnet: tuple[Flat, ...]
    roof: tuple[Flat, ...]
    back: tuple[Flat, ...]
    windows: tuple[tuple[Flat, ...], ...]
    axles: tuple[float, float]
    radius: float = 0.33
    waist: float = 0.96
    lamps: tuple[float, float, float] = (0.68, 0.66, 0.13)
    grille: tuple[float, float] = (0.42, 0.6)
    doors: tuple[float, ...] = (0.72, -0.33, -1.25)
    paints: tuple[str, ...] = PAINTS
    marks: tuple[str, ...] = ()
    base: float = 0.26
    cabin: float = 0.74
    round_lamps: bool = False


SEDAN = Car(
    1.45, 0.9,
    ((2.2, 0.26), (2.27, 0.48), (2.17, 0.72)),
    ((2.17, 0.72), (1.65, 0.87), (0.98, 0.95)),
    ((0.22, 1.38), (-0.3, 1.45), (-0.95, 1.38)),
    ((-1.62, 1.0), (-2.15, 0.95), (-2.26, 0.68), (-2.2, 0.26)),
    (((0.74, 0.99), (0.2, 1.31), (-0.28, 1.36), (-0.28, 0.99)),
     ((-0.38, 0.99), (-0.38, 1.36), (-0.9, 1.29), (-1.36, 1.0))),
    (1.4, -1.38),
)  # fmt: skip
SPORTS = Car(
    1.2, 0.95,
    ((2.2, 0.2), (2.32, 0.38), (2.2, 0.56)),
    ((2.2, 0.56), (1.6, 0.74), (0.62, 0.82)),
    ((-0.1, 1.16), (-0.45, 1.2), (-0.85, 1.15)),
    ((-1.75, 0.92), (-2.1, 0.88), (-2.2, 0.6), (-2.1, 0.2)),
    (((0.4, 0.84), (-0.12, 1.1), (-0.5, 1.12), (-0.62, 0.86)),
     ((-0.72, 0.87), (-0.62, 1.11), (-0.85, 1.08), (-1.3, 0.92))),
    (1.42, -1.32), 0.34, 0.84, (0.7, 0.53, 0.13), (0.26, 0.38), (0.42, -0.68),
    ("c8271f", "e0a51f", "1f5fa8", "d9d6cc", "2b2f36"), base=0.18, cabin=0.68,
)  # fmt: skip
VINTAGE = Car(
    1.55, 0.95,
    ((2.42, 0.3), (2.5, 0.55), (2.42, 0.88)),
    ((2.42, 0.88), (1.7, 1.0), (0.85, 1.03)),
    ((0.45, 1.42), (-0.2, 1.55), (-0.95, 1.47)),
    ((-1.4, 1.05), (-2.2, 1.06), (-2.6, 1.12), (-2.62, 0.7), (-2.45, 0.3)),
    (((0.72, 1.07), (0.42, 1.36), (-0.26, 1.46), (-0.26, 1.07)),
     ((-0.34, 1.07), (-0.34, 1.46), (-0.9, 1.39), (-1.2, 1.08))),
    (1.5, -1.5), 0.37, 1.04, (0.74, 0.78, 0.15), (0.42, 0.66), (0.74, -0.3, -1.25),
    ("6fb7b0", "d9a0a6", "b8342c", "7fa8c9", "e6d9a8", "8fae7a"),
    ("chrome", "white walls", "two tones"), 0.3, 0.8, True,
)  # fmt: skip
SMALL = Car(
    1.5, 0.78,
    ((1.85, 0.3), (1.98, 0.5), (1.86, 0.72)),
    ((1.86, 0.72), (1.35, 0.95), (0.78, 1.0)),
    ((0.42, 1.38), (-0.1, 1.5), (-0.75, 1.42)),
    ((-1.35, 1.05), (-1.8, 0.78), (-1.95, 0.5), (-1.85, 0.3)),
    (((0.64, 1.03), (0.36, 1.32), (-0.1, 1.42), (-0.1, 1.03)),
     ((-0.2, 1.03), (-0.2, 1.41), (-0.7, 1.34), (-1.05, 1.05))),
    (1.18, -1.18), 0.33, 1.0, (0.66, 0.7, 0.16), (0.4, 0.44), (0.62, -0.15),
    ("7fb0c4", "e6c84a", "c8453a", "8fae6a", "efe6d2"), ("chrome",), 0.28, 0.78, True,
)  # fmt: skip
SUV = Car(
    1.78, 0.98,
    ((2.25, 0.32), (2.32, 0.62), (2.2, 0.98)),
    ((2.2, 0.98), (1.6, 1.08), (1.0, 1.13)),
    ((0.4, 1.7), (-0.5, 1.78), (-1.85, 1.72)),
    ((-2.2, 1.2), (-2.28, 0.8), (-2.2, 0.32)),
    (((0.78, 1.17), (0.36, 1.61), (-0.2, 1.67), (-0.2, 1.17)),
     ((-0.3, 1.17), (-0.3, 1.67), (-1.1, 1.67), (-1.1, 1.17)),
     ((-1.2, 1.17), (-1.2, 1.66), (-1.8, 1.62), (-2.0, 1.2))),
    (1.42, -1.42), 0.4, 1.14, (0.7, 0.86, 0.15), (0.55, 0.85), (0.85, -0.25, -1.15),
    base=0.34, cabin=0.8, marks=("rails",),
)  # fmt: skip
PICKUP = replace(
    SUV,
    nose=((2.5, 0.34), (2.56, 0.64), (2.46, 1.0)),
    bonnet=((2.46, 1.0), (1.9, 1.1), (1.3, 1.14)),
    roof=((0.75, 1.68), (0.1, 1.76), (-0.45, 1.7)),
    back=((-0.75, 1.1), (-2.55, 1.08), (-2.62, 0.8), (-2.55, 0.34)),
    windows=(((1.08, 1.17), (0.7, 1.6), (0.2, 1.65), (0.2, 1.17)),
             ((0.1, 1.17), (0.1, 1.65), (-0.36, 1.6), (-0.55, 1.17))),
    axles=(1.62, -1.6), doors=(1.15, 0.15, -0.65), marks=("bed",),
    paints=("8f4438", "4a6a7a", "c9b98f", "5f7a52"),
)  # fmt: skip
VAN = Car(
    2.1, 0.98,
    ((2.2, 0.3), (2.28, 0.6), (2.2, 0.95)),
    ((2.2, 0.95), (1.95, 1.08), (1.75, 1.15)),
    ((1.2, 1.98), (0.5, 2.08), (-2.1, 2.1)),
    ((-2.3, 1.9), (-2.34, 0.8), (-2.28, 0.3)),
    (((1.6, 1.2), (1.16, 1.84), (0.6, 1.88), (0.6, 1.2)),
     ((0.5, 1.2), (0.5, 1.88), (-0.6, 1.88), (-0.6, 1.2)),
     ((-0.7, 1.2), (-0.7, 1.88), (-1.95, 1.86), (-1.95, 1.2))),
    (1.45, -1.4), 0.36, 1.16, (0.72, 0.78, 0.15), (0.5, 0.64), (1.7, 0.55, -0.65),
    ("c8603a", "7fae9a", "6f9fc4", "e6c26a"), ("chrome", "two tones"), 0.3, 0.9, True,
)  # fmt: skip
AMBULANCE = replace(
    VAN, windows=VAN.windows[:1], paints=("f2f1ec",), marks=("cross", "siren"), tall=2.3,
    round_lamps=False,
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
    if which.roof[-1][0] - which.back[0][0] > 0.2:
        s.strip(glass, rear, 0.4)
    s.strip(two, which.roof, top, ramp=(tone(two, 0.25), s.near(*which.roof[-1]),
                                        s.near(*which.roof[0])))  # fmt: skip
    s.strip(paint, which.back[:2], top)
    shown = s.strip(glass, screen, 0.62, ramp=(tone(glass, 0.4), s.near(*screen[0]),
                                               s.near(*screen[1])))  # fmt: skip
    _screen(s, which, shown)
    s.strip(paint, which.bonnet, top, ramp=(tone(paint, 0.22), s.near(*which.bonnet[0]),
                                            s.near(*which.bonnet[-1])))  # fmt: skip
    s.strip(paint, which.nose, s.front_light + 0.05)
    _front(s, which, paint)
    _side(s, which, paint, two, glass)
    _marked(s, which, paint)


def _screen(s: Solid, which: Car, shown: object) -> None:
    """Draw the frame of the screen and somebody's seats behind it."""
    (x0, z0), (x1, z1) = which.bonnet[-1], which.roof[0]
    for side in (-1, 1):
        for t0, t1 in ((0.05, 0.95),):
            a = (x0 + (x1 - x0) * t0, side * s.reach(z0) * 0.96, z0 + (z1 - z0) * t0)
            b = (x0 + (x1 - x0) * t1, side * s.reach(z1) * 0.96, z0 + (z1 - z0) * t1)
            s.m.line(BLACK, 0.05 / s.tall, s.at(a), s.at(b), force=0.4)


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
    s.side(two, cabin, round_=0.2, line=0.7, light=s.side_light + 0.06)
    for outline in which.windows:
        pane = s.side(glass, outline, light=0.55, round_=0.1, line=0.8,
                      ramp=(tone(glass, 0.35), s.near(*outline[0]), s.near(*outline[1])))  # fmt: skip
        left = min(x for x, _ in outline)
        z0, z1 = which.waist, which.tall
        s.shine((left + 0.1, z0), (left + 0.25, z0), (left + 0.6, z1), (left + 0.4, z1), on=pane)
    body = s.side(paint, smooth(lower, False, 4), round_=0.55,
                  ramp=(tone(paint, -0.28), s.near(0, which.waist * 0.75), s.near(0, which.base)))  # fmt: skip
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
        y, z, radius = which.lamps
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
        s.side(mix(paint, BLACK, 0.3), [(-0.8, which.waist + 0.0), (-2.5, which.waist - 0.02),
                                        (-2.5, which.waist - 0.1), (-0.8, which.waist - 0.08)])  # fmt: skip


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
    return Form(draw, roof, long / 2 / roof, (min(lead), max(lead), 0.98))


def _kinds() -> Sequence[tuple[str, Car, float]]:
    taxi = replace(SEDAN, paints=("f0b92e",), marks=("taxi",))
    police = replace(SEDAN, paints=("23262c",), marks=("police", "siren"))
    return (
        ("car", SEDAN, 4.8), ("sports_car", SPORTS, 4.9), ("vintage_car", VINTAGE, 5.4),
        ("small_car", SMALL, 4.2), ("taxi", taxi, 4.8), ("police_car", police, 4.8),
        ("suv", SUV, 4.9), ("pickup", PICKUP, 5.4), ("van", VAN, 5.0),
        ("ambulance", AMBULANCE, 5.0),
    )  # fmt: skip


FORMS = {name: _form(which, long) for name, which, long in _kinds()}
