"""Trains: a steam engine with its carriages, a train of today."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._solid import BLACK, STEEL, WHITE, Solid

RUST = rgb("6b5a4c")
BRASS = rgb("d0a548")
TRAIN = 0.42
"""How far (radians) a train is turned to us."""


def _yaw(place: Place) -> float:
    if place.relation and place.relation[0] == "on":
        return 0.0  # along a bridge
    return {"side": 0.0, "front": 1.1}.get(place.traits.get("view", ""), TRAIN)


def _track(s: Solid, x0: float, x1: float) -> None:
    """Draw the bed of stones, the sleepers and the rails."""
    m, half = s.m, 1.6
    bed = [s.at((x, y, -0.05)) for x, y in ((x0, -half), (x1, -half), (x1, half), (x0, half))]
    m.part(rgb("9a9288"), bed, light=0.5, round_=0, line=0.3)
    for k in range(int((x1 - x0) / 0.9)):
        x = x0 + 0.9 * k
        plank = [s.at((a, y, 0)) for a, y in ((x, -1.3), (x + 0.3, -1.3), (x + 0.3, 1.3), (x, 1.3))]
        m.part(RUST, plank, light=0.45, round_=0, line=0.3)
    for y in (0.72, -0.72):
        m.line(STEEL, 0.1 / s.tall, s.at((x0, y, 0.08)), s.at((x1, y, 0.08)), light=0.75)


def _carriage(s: Solid, x0: float, long: float, paint: Colour, roof: Colour, panes: int) -> None:
    """Draw a carriage from x0 forwards."""
    x1 = x0 + long
    s.m.line(BLACK, 0.16 / s.tall, s.at((x1, 0, 0.9)), s.at((x1 + 0.8, 0, 0.9)))
    side, _ = s.block(x0, x1, 0.85, 3.1, paint, 1.4)
    s.m.part(roof, [s.at((x, y, z)) for x, y, z in (
        (x0 - 0.1, -1.5, 3.05), (x1 + 0.1, -1.5, 3.05), (x1 + 0.1, -0.9, 3.5),
        (x1 + 0.1, 0.9, 3.5), (x1 + 0.1, 1.5, 3.05), (x0, 1.0, 3.5), (x0 - 0.1, -0.9, 3.5))],
        light=0.6, round_=0.5)  # fmt: skip
    glass = rgb("ffd98a") if s.dark else s.glass()
    step = (long - 0.6) / panes
    for k in range(panes):
        a = x0 + 0.3 + step * (k + 0.14)
        s.side(glass, [(a, 1.85), (a + step * 0.72, 1.85), (a + step * 0.72, 2.8), (a, 2.8)],
               light=0.9 if s.dark else 0.55, round_=0.1, glow=s.dark, on=side)  # fmt: skip
    for z in (1.55, 2.95):
        s.line(mix(paint, BRASS, 0.6), 0.05, (x0, z), (x1, z), on=side, force=0.6)
    s.side(BLACK, [(x0 + 0.2, 0.85), (x1 - 0.2, 0.85), (x1 - 0.3, 0.65), (x0 + 0.3, 0.65)],
           light=0.3)  # fmt: skip
    wheels = [x0 + d for d in (0.9, 2.0)] + [x1 - d for d in (2.0, 0.9)]
    s.wheels(wheels, 0.42, rgb("8a8d90"))


def steam(m: Model, place: Place, rng: Rng) -> None:
    """Draw a steam engine at the head of its carriages, smoke over it."""
    draws = rng.random(24)
    tall, canvas = 4.2, m.canvas
    paint = canvas.hue(place, rgb(("2b3130", "2f4a3a", "34404e")[int(draws[0] * 3)]))
    coat = rgb(("8a3a30", "6a3f34", "3f5a4a")[int(draws[1] * 3)])
    s = Solid(m, place, tall, 1.3, long=12.0, yaw=_yaw(place), shift=6.6)
    if s.sin:
        _track(s, -30.0, 8.0)
    for k in (1, 0):
        _carriage(s, -17.6 - 10.4 * k, 9.6, coat, rgb("5b5a5c"), 6)
    _smoke(s, draws)
    s.under(-6.6, 5.2, 0.9)
    # The tender, with coal.
    s.m.line(BLACK, 0.2 / tall, s.at((-4.2, 0, 0.9)), s.at((-3.4, 0, 0.9)))
    s.block(-7.6, -4.0, 0.8, 2.5, paint, 1.3)
    for k in range(7):
        m.ball(rgb("26272b"), *s.at((-7.2 + 0.48 * k, 0, 2.6)), 0.1, 0.07)
    s.wheels((-7.0, -5.8, -4.6), 0.45, rgb("a03a30"), spokes=5)
    # Boiler, chimney, domes and cab.
    s.wheels((-2.2, -0.4, 1.4), 0.82, near=False)
    s.block(-3.2, 5.0, 0.85, 1.1, BLACK, 1.3)
    s.barrel(paint, -2.4, 4.7, 2.2, 0.95)
    for x in (-0.6, 0.9, 2.4):
        ring = [s.at((x, -0.96 * math.cos(a), 2.2 + 0.96 * math.sin(a)))
                for a in [k * math.pi / 10 - 0.6 for k in range(11)]]  # fmt: skip
        m.line(BRASS, 0.08 / tall, *ring, light=0.7, force=0.5)
    for x, w, h in ((2.2, 0.4, 0.55), (0.4, 0.34, 0.45)):
        u, v = s.at((x, 0, 3.1))
        m.blob(
            BRASS if x > 2 else paint,
            (u - w / tall, v),
            (u - w * 0.8 / tall, v + h / tall),
            (u, v + h * 1.3 / tall),
            (u + w * 0.8 / tall, v + h / tall),
            (u + w / tall, v),
        )
    u, v = s.at((4.0, 0, 3.0))
    m.poly(paint, (u - 0.26 / tall, v), (u + 0.26 / tall, v), (u + 0.4 / tall, v + 1.05 / tall),
           (u - 0.4 / tall, v + 1.05 / tall), round_=1.2)  # fmt: skip
    m.ball(BLACK, u, v + 1.05 / tall, 0.42 / tall, 0.11 / tall, light=0.4)
    _cab(s, paint)
    # The face of the engine.
    face = s.disc(tone(paint, 0.1), 4.72, 0, 2.2, 0.95, round_=0.6)
    s.disc(tone(paint, -0.15), 4.74, 0, 2.2, 0.72, on=face, line=0.9)
    s.disc(BRASS, 4.76, 0, 2.2, 0.12)
    s.lamp(4.8, 0, 3.25, 0.24, rim=BRASS)
    s.plate(rgb("b8342c"), 5.1, -1, 1, 0.75, 1.2)
    for y in (-0.7, 0.7):
        s.disc(STEEL, 5.3, y, 0.98, 0.24, light=0.6)
    _wheels(s)
    steps = [s.at((5.1, -1.2, 0.75)), s.at((5.1, 1.2, 0.75)), s.at((5.9, 0, 0.12))]
    m.part(BLACK, [*steps], light=0.35)
    s.line(BRASS, 0.07, (-3.2, 1.14), (5.0, 1.14), light=0.7)


def _cab(s: Solid, paint: Colour) -> None:
    side, front = s.block(-3.9, -2.0, 0.85, 3.4, paint, 1.35)
    hole = rgb("ffc46a") if s.dark else rgb("20262b")
    s.side(hole, [(-3.5, 2.2), (-2.35, 2.2), (-2.35, 3.1), (-3.5, 3.1)], on=side, round_=0.1,
           glow=s.dark)  # fmt: skip
    for y0, y1 in ((-0.95, -0.74), (0.74, 0.95)):
        s.plate(s.glass(), -1.98, y0, y1, 2.4, 3.1, on=front)
    s.side(BRASS, [(-3.7, 1.5), (-2.3, 1.5), (-2.3, 1.56), (-3.7, 1.56)], on=side, line=0)
    s.m.part(tone(paint, -0.1), [s.at((x, y, z)) for x, y, z in (
        (-4.3, -1.45, 3.35), (-1.8, -1.45, 3.35), (-1.8, -0.7, 3.7), (-1.8, 0.7, 3.7),
        (-1.8, 1.45, 3.35), (-4.2, 0.7, 3.7), (-4.3, -0.7, 3.7))], light=0.55)  # fmt: skip


def _wheels(s: Solid) -> None:
    """Draw the driving wheels with their rods."""
    red = rgb("a8342c")
    s.wheels((3.2, 4.3), 0.42, red, spokes=8)
    for x in (-2.2, -0.4, 1.4):
        y = -1.28
        s.m.part(BLACK, s.circle(x, 0.82, 0.82, y), light=0.4)
        s.m.part(red, s.circle(x, 0.82, 0.7, y - 0.02), light=0.55)
        s.m.part(tone(red, -0.55), s.circle(x, 0.82, 0.6, y - 0.03), light=0.4)
        for k in range(10):
            a = k * math.pi / 5
            s.m.line(red, 0.07 / s.tall, s.at((x, y - 0.04, 0.82)),
                     s.at((x + 0.62 * math.cos(a), y - 0.04, 0.82 + 0.62 * math.sin(a))),
                     light=0.6, force=0.5)  # fmt: skip
        s.m.part(red, s.circle(x, 0.82, 0.16, y - 0.05), light=0.6)
    rod = [s.at((x, -1.36, 0.6)) for x in (-2.2, 1.4)]
    s.m.line(STEEL, 0.13 / s.tall, *rod, light=0.75)
    s.m.line(STEEL, 0.1 / s.tall, s.at((-0.4, -1.38, 0.6)), s.at((3.0, -1.38, 0.95)), light=0.75)
    s.side(BLACK, [(2.7, 0.75), (4.1, 0.75), (4.1, 1.3), (2.7, 1.3)], light=0.45, round_=0.8)


def _smoke(s: Solid, draws: object) -> None:
    """Draw the smoke, that drifts back over the carriages and thins."""
    u, v = s.at((4.0, 0, 4.1))
    m, tall = s.m, s.tall
    white = mix(m.canvas.air.haze, WHITE, 0.45)
    numbers = [float(d) for d in draws]  # type: ignore[attr-defined]
    for k in range(10, -1, -1):
        t = k / 10
        size = (0.38 + 1.25 * t**0.8) / tall * (0.8 + 0.4 * numbers[k])
        lift = (0.3 + 2.2 * t**0.7 + 0.9 * t * (numbers[10 - k] - 0.3)) / tall
        spot = (u - (0.1 + 8.6 * t**1.2) / tall, v + lift)
        m.part(tone(white, -0.12 * numbers[k]), oval(*spot, size, size * 0.86),
               oval(spot[0] + size * 0.7, spot[1] - size * 0.25, size * 0.6, size * 0.5),
               line=0.25, cover=0.96 - 0.4 * t, fade=0.012, light=0.7, round_=0.9)  # fmt: skip


def modern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fast train of today with a long smooth nose."""
    tall = 3.8
    paint = m.canvas.hue(place, rgb("eef0f0"))
    stripe = rgb(("2f6fb8", "c8342c", "2f8f7a")[int(rng.integers(3))])
    s = Solid(m, place, tall, 1.5, long=12.0, narrow=(2.2, 3.8, 0.72), yaw=_yaw(place), shift=2.6)
    _track(s, -30.0, 12.0)
    s.under(-30, 6, 0.6)
    glass = s.glass()
    lit = rgb("ffe0a0") if s.dark else glass
    roof = [(-30.0, 3.75), (1.5, 3.75)]
    nose = [(1.5, 3.75), (4.2, 3.3), (6.4, 2.2), (8.0, 1.3), (8.6, 0.7)]
    s.strip(tone(paint, -0.08), roof, 0.75)
    shape = [s.near(x, z) for x, z in roof]
    shape += [
        s.at((x, -1.5 * w, z)) for (x, z), w in zip(nose, (0.72, 0.62, 0.5, 0.3, 0.0), strict=True)
    ]
    far = [
        s.at((x, 1.5 * w, z)) for (x, z), w in zip(nose, (0.72, 0.66, 0.6, 0.5, 0.0), strict=True)
    ]
    m.part(paint, [*shape[1:], *reversed(far)], light=0.7, round_=0.8)
    low = [(8.5, 0.45), (6.5, 0.3), (-30.0, 0.3), (-30.0, 2.2)]
    side = m.part(paint, [*shape, s.at((8.5, -0.1, 0.45)), *[s.near(x, z) for x, z in low[1:]]],
                  light=s.side_light, round_=0.6)  # fmt: skip
    s.side(stripe, [(-30, 1.35), (4.8, 1.35), (8.0, 0.9), (8.2, 0.7), (4.8, 0.95), (-30, 0.95)],
           on=side, line=0.3, round_=0)  # fmt: skip
    for k in range(16):
        a = -29.0 + 1.9 * k
        s.side(lit, [(a, 2.0), (a + 1.3, 2.0), (a + 1.3, 2.75), (a, 2.75)], on=side, round_=0,
               light=0.9 if s.dark else 0.5, glow=s.dark)  # fmt: skip
    for x in (-9.0, -19.5):
        s.line(BLACK, 0.12, (x, 0.4), (x, 3.7), on=side)
    screen = [
        s.at((x, y, z))
        for x, y, z in (
            (4.3, -0.85, 3.2),
            (6.2, -0.75, 2.3),
            (6.6, 0.0, 2.2),
            (6.2, 0.8, 2.35),
            (4.3, 0.95, 3.3),
        )
    ]
    m.part(tone(glass, -0.5), screen, light=0.5, round_=0.4)
    for y in (-0.35, 0.4):
        u, v = s.at((7.7, y * 1.5, 1.35))
        m.ball(rgb("fff6c8"), u, v, 0.16 / tall, 0.08 / tall, light=0.95, glow=s.dark)
    s.side(BLACK, [(-30, 0.3), (6.5, 0.3), (6.3, 0.05), (-30, 0.05)], light=0.25)


def viaduct(m: Model, place: Place, rng: Rng) -> None:
    """Draw a viaduct: a row of tall arches of stone that carries rails."""
    stone = m.canvas.hue(place, rgb(("b9a88c", "a8765a", "9c958a")[int(rng.integers(3))]))
    deck, spring, half = 0.9, 0.62, 0.2
    arches = 27
    wide = arches * half * 2
    shape: list[tuple[float, float]] = [(-wide / 2, 0.0)]
    shadow = tone(stone, -0.45)
    holes: list[list[tuple[float, float]]] = []
    for k in range(arches):
        u = (k - arches / 2 + 0.5) * 2 * half
        r = half * 0.78
        hole = [(u - r, -0.02)]
        hole += [(u - r * math.cos(a), spring + r * 1.1 * math.sin(a))
                 for a in [math.pi * j / 12 for j in range(13)]]  # fmt: skip
        holes.append([*hole, (u + r, -0.02)])
    for hole in holes:
        shape += hole
    shape += [(wide / 2, 0.0), (wide / 2, deck), (-wide / 2, deck)]
    side = 0.045 if m.canvas.layout.light[0] * m.way > 0 else -0.045
    # The inside of each arch on the shaded side, then the face.
    for hole in holes:
        edge = hole[: len(hole) // 2 + 1] if side > 0 else hole[len(hole) // 2 :]
        lined = [*edge, *reversed([(u + side, v) for u, v in edge])]
        m.part(shadow, lined, light=0.35, round_=0, line=0.5)
    face = m.part(stone, shape, light=0.6, round_=0.25, reach=0.03)
    for v in [0.07 * k for k in range(1, 13)]:
        m.line(tone(stone, -0.2), 0.004, (-wide / 2, v), (wide / 2, v), on=face, force=0.2)
    for hole in holes:
        m.line(tone(stone, -0.3), 0.014, *hole[1:-1], on=face, force=0.5)
    m.poly(tone(stone, 0.12), (-wide / 2, deck - 0.06), (wide / 2, deck - 0.06), (wide / 2, deck),
           (-wide / 2, deck), light=0.7)  # fmt: skip
    m.poly(tone(stone, 0.05), (-wide / 2, deck), (wide / 2, deck), (wide / 2, deck + 0.05),
           (-wide / 2, deck + 0.05))  # fmt: skip
    for k in range(arches * 2):
        u = -wide / 2 + (k + 0.5) * wide / arches / 2
        m.line(tone(stone, -0.35), 0.006, (u, deck), (u, deck + 0.045), force=0.4)


FORMS = {
    "viaduct": Form(viaduct, 18.0, 1.25, (-0.5, 0.5, 0.93)),
    "steam_train": Form(steam, 4.2, 2.95, focus=(-0.4, 0.0, 1.2, 1.1)),
    "fast_train": Form(modern, 3.8, 2.9, focus=(-0.4, 0.0, 1.2, 1.0)),
}
