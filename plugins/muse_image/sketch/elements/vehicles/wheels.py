"""Vehicles of two wheels and of wood: bicycles, motorcycles, scooters, carts, carriages."""

import math
from dataclasses import replace

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Spot, oval, tone
from ...scene.plan import Place
from .._built import lights
from ..beasts import forms as animals
from ._solid import BLACK, LAMP, STEEL, TYRE, WHITE

WOOD = rgb("8a6240")


class Rig:
    """Draws from the side in metres on a model of a vehicle `tall` metres high."""

    def __init__(self, m: Model, tall: float) -> None:
        self.m, self.k = m, 1 / tall
        self.dark = lights(m.canvas)

    def on(self, *spots: Spot) -> list[Spot]:
        """Return spots in units of the model."""
        return [(x * self.k, z * self.k) for x, z in spots]

    def poly(self, colour: Colour, *spots: Spot, **how: object) -> None:
        """Fill a form with corners."""
        self.m.part(colour, self.on(*spots), **how)  # type: ignore[arg-type]

    def blob(self, colour: Colour, *spots: Spot, **how: object) -> None:
        """Fill a smooth form."""
        self.m.blob(colour, *self.on(*spots), **how)

    def tube(self, colour: Colour, wide: float, *spots: Spot, **how: object) -> None:
        """Draw a tube."""
        self.m.limb(colour, [wide * self.k, wide * self.k], *self.on(*spots), **how)

    def ball(self, colour: Colour, x: float, z: float, half: float, high: float = 0.0,
             **how: object) -> None:  # fmt: skip
        """Draw an ellipse."""
        self.m.ball(colour, x * self.k, z * self.k, half * self.k, (high or half) * self.k, **how)  # type: ignore[arg-type]

    def ring(self, colour: Colour, x: float, z: float, radius: float, wide: float) -> None:
        """Draw a ring."""
        outer = oval(x * self.k, z * self.k, (radius) * self.k, radius * self.k)
        inner = oval(x * self.k, z * self.k, (radius - wide) * self.k, (radius - wide) * self.k)
        self.m.part(colour, [*outer, outer[0], *reversed([*inner, inner[0]])], round_=0.4, line=0.6)

    def wheel(
        self, x: float, radius: float, tyre: Colour, wide: float, spokes: int, rim: Colour = STEEL
    ) -> None:
        """Draw a wheel with spokes."""
        for k in range(spokes):
            a = math.pi * 2 * k / spokes + 0.2
            self.m.line(
                rim, max(0.008, wide * 0.16) * self.k,
                *self.on((x, radius), (x + (radius - wide) * math.cos(a),
                                       radius + (radius - wide) * math.sin(a))),
                force=0.5, light=0.7,
            )  # fmt: skip
        self.ring(rim, x, radius, radius - wide * 0.6, wide * 0.5)
        self.ring(tyre, x, radius, radius, wide)
        self.ball(rim, x, radius, max(0.03, radius * 0.1))

    def lamp(self, x: float, z: float, radius: float) -> None:
        """Draw a head lamp."""
        self.ball(STEEL, x, z, radius, radius * 1.1)
        self.ball(LAMP if self.dark else WHITE, x + radius * 0.4, z, radius * 0.6, radius * 0.9,
                  light=0.9, glow=self.dark)  # fmt: skip


def bicycle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bicycle with a basket."""
    colours = ("3f7f86", "b8433a", "2f4a6a", "6a8f5a", "d9a93f")
    frame = m.canvas.hue(place, rgb(colours[int(rng.integers(5))]))
    basket = rng.random() < 0.6
    r = Rig(m, 1.1)
    hub, head, back, front = (-0.06, 0.3), (0.36, 0.82), (-0.52, 0.34), (0.52, 0.34)
    for x in (back[0], front[0]):
        r.wheel(x, 0.34, TYRE, 0.045, 12)
    r.tube(frame, 0.035, back, hub, light=0.5)
    r.tube(frame, 0.03, back, (-0.19, 0.72))
    for a, b in ((hub, (-0.22, 0.88)), (hub, head), ((-0.18, 0.74), (0.37, 0.76))):
        r.tube(frame, 0.042, a, b)
    r.tube(frame, 0.036, (0.34, 0.98), (0.4, 0.7), front)
    for x in (back[0], front[0]):
        ring = [(x + 0.39 * math.cos(a), 0.34 + 0.39 * math.sin(a))
                for a in [0.5 + 0.24 * k for k in range(10)]]  # fmt: skip
        r.tube(frame, 0.028, *ring)
    r.tube(STEEL, 0.03, (-0.46, 0.78), (-0.76, 0.78))
    r.tube(STEEL, 0.018, (-0.72, 0.78), back)
    r.tube(BLACK, 0.05, (0.16, 1.04), (0.26, 1.05))
    r.tube(STEEL, 0.03, (0.24, 1.05), (0.36, 1.0), (0.44, 0.99))
    r.blob(rgb("5a3f30"), (-0.38, 0.9), (-0.24, 0.95), (-0.04, 0.91), (-0.02, 0.89), (-0.24, 0.88))
    r.ring(STEEL, hub[0], hub[1], 0.1, 0.03)
    r.tube(STEEL, 0.026, hub, (0.04, 0.17))
    r.tube(BLACK, 0.03, (-0.01, 0.16), (0.1, 0.16))
    r.tube(rgb("55585c"), 0.012, (hub[0], hub[1] + 0.1), (back[0], back[1] + 0.05))
    r.tube(rgb("55585c"), 0.012, (hub[0], hub[1] - 0.1), (back[0], back[1] - 0.05))
    if basket:
        cane = rgb("b58a55")
        r.poly(cane, (0.42, 0.72), (0.7, 0.72), (0.76, 0.98), (0.4, 0.98))
        for k in range(1, 4):
            z = 0.72 + 0.065 * k
            m.line(tone(cane, -0.35), 0.01, *r.on((0.41, z), (0.73, z)), force=0.5)
    r.lamp(0.5, 0.66, 0.04)


def motorcycle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a motorcycle."""
    paint = m.canvas.hue(place, rgb(("b8281f", "23262c", "2f5f8f", "d98f2a")[int(rng.integers(4))]))
    r = Rig(m, 1.15)
    iron = rgb("6f757b")
    for x in (-0.72, 0.78):
        r.wheel(x, 0.33, TYRE, 0.11, 10)
    r.tube(STEEL, 0.06, (0.46, 0.9), (0.62, 0.6), (0.78, 0.33))
    r.tube(iron, 0.07, (-0.72, 0.33), (-0.1, 0.42))
    r.tube(STEEL, 0.09, (0.2, 0.28), (-0.3, 0.22), (-1.02, 0.3), light=0.7)
    r.blob(iron, (-0.28, 0.26), (0.3, 0.26), (0.36, 0.5), (0.2, 0.66), (-0.22, 0.64), (-0.34, 0.44))
    for k in range(5):
        m.line(BLACK, 0.016, *r.on((-0.08, 0.46 + 0.04 * k), (0.3, 0.46 + 0.04 * k)), force=0.5)
    r.ball(STEEL, -0.06, 0.36, 0.13)
    r.tube(BLACK, 0.05, (-0.2, 0.66), (-0.66, 0.62), (-0.74, 0.4))
    r.blob(
        paint, (-1.0, 0.56), (-0.9, 0.7), (-0.6, 0.74), (-0.4, 0.66), (-0.62, 0.62), (-0.84, 0.6)
    )
    r.blob(BLACK, (-0.86, 0.72), (-0.5, 0.8), (-0.1, 0.76), (-0.06, 0.68), (-0.4, 0.68))
    r.blob(
        paint,
        (-0.14, 0.68),
        (-0.02, 0.86),
        (0.26, 0.92),
        (0.46, 0.84),
        (0.42, 0.7),
        (0.1, 0.64),
        round_=1.3,
    )
    r.tube(STEEL, 0.035, (0.44, 0.88), (0.32, 1.04), (0.14, 1.02))
    r.tube(BLACK, 0.05, (0.22, 1.03), (0.1, 1.0))
    r.blob(paint, (0.44, 0.6), (0.62, 0.72), (0.9, 0.72), (1.12, 0.5), (0.9, 0.66), (0.66, 0.66))
    r.lamp(0.58, 0.86, 0.11)
    r.ball(rgb("d8281f"), -1.0, 0.64, 0.05, glow=r.dark)
    r.tube(STEEL, 0.03, (0.4, 1.02), (0.34, 1.13))
    r.ball(STEEL, 0.32, 1.12, 0.05, 0.035)


def scooter(m: Model, place: Place, rng: Rng) -> None:
    """Draw a motor scooter."""
    colours = ("7fb8a8", "e0b04a", "c8483c", "9fb8d0", "efe6d0")
    paint = m.canvas.hue(place, rgb(colours[int(rng.integers(5))]))
    r = Rig(m, 1.15)
    for x in (-0.56, 0.62):
        r.wheel(x, 0.24, TYRE, 0.09, 6)
    r.tube(STEEL, 0.07, (0.42, 0.9), (0.62, 0.24))
    r.blob(paint, (0.36, 0.3), (0.3, 0.62), (0.34, 0.96), (0.46, 1.0), (0.52, 0.7), (0.6, 0.42),
           (0.5, 0.26), round_=1.1)  # fmt: skip
    r.poly(tone(paint, -0.15), (-0.2, 0.2), (0.42, 0.2), (0.46, 0.3), (-0.2, 0.3))
    r.blob(paint, (-0.94, 0.4), (-0.86, 0.6), (-0.5, 0.7), (-0.1, 0.66), (-0.12, 0.3), (-0.4, 0.24),
           (-0.8, 0.3), round_=1.2)  # fmt: skip
    m.line(tone(paint, -0.4), 0.012, *r.on((-0.8, 0.5), (-0.45, 0.56), (-0.2, 0.5)), force=0.5)
    r.blob(rgb("6a4632"), (-0.84, 0.68), (-0.6, 0.78), (-0.2, 0.78), (-0.06, 0.7), (-0.4, 0.66))
    r.blob(paint, (0.36, 0.3), (0.5, 0.5), (0.78, 0.5), (0.9, 0.3), (0.7, 0.42), (0.5, 0.4))
    r.tube(STEEL, 0.04, (0.4, 0.98), (0.3, 1.08), (0.18, 1.06))
    r.tube(BLACK, 0.055, (0.24, 1.08), (0.14, 1.05))
    r.blob(paint, (0.34, 0.98), (0.36, 1.12), (0.5, 1.12), (0.54, 0.98))
    r.lamp(0.53, 1.04, 0.075)
    r.ball(rgb("d8281f"), -0.92, 0.5, 0.05, glow=r.dark)
    r.tube(STEEL, 0.02, (0.3, 1.06), (0.24, 1.14))


def skateboard(m: Model, place: Place, rng: Rng) -> None:
    """Draw a skateboard."""
    wood = m.canvas.hue(place, rgb("c8483c"))
    r = Rig(m, 0.14)
    for x in (-0.24, 0.24):
        r.poly(STEEL, (x - 0.05, 0.05), (x + 0.05, 0.05), (x + 0.06, 0.09), (x - 0.06, 0.09))
        r.ball(rgb("f0e6c8"), x, 0.035, 0.035)
        r.ball(BLACK, x, 0.035, 0.012)
    r.tube(wood, 0.025, (-0.4, 0.135), (-0.32, 0.1), (0.32, 0.1), (0.4, 0.135))


def _cartwheel(r: Rig, x: float, radius: float, wood: Colour, spokes: int = 10) -> None:
    for k in range(spokes):
        a = math.pi * 2 * k / spokes
        r.tube(wood, radius * 0.07, (x, radius), (x + radius * 0.9 * math.cos(a),
                                                  radius + radius * 0.9 * math.sin(a)))  # fmt: skip
    r.ring(wood, x, radius, radius, radius * 0.13)
    r.ring(rgb("55504c"), x, radius, radius, radius * 0.045)
    r.ball(tone(wood, -0.2), x, radius, radius * 0.16)


def cart(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wooden cart with hay."""
    wood = m.canvas.hue(place, WOOD)
    draws = rng.random(30)
    r = Rig(m, 1.7)
    hay = rgb("d9b558")
    r.blob(hay, (-1.2, 1.0), (-1.1, 1.45), (-0.5, 1.68), (0.2, 1.66), (0.85, 1.4), (0.95, 1.0))
    for k in range(14):
        x = -1.0 + 1.85 * float(draws[k])
        z = 1.1 + 0.35 * float(draws[k + 14])
        m.line(tone(hay, -0.3), 0.012, *r.on((x, z), (x + 0.2, z + 0.08)), force=0.4)
    r.tube(wood, 0.09, (0.8, 0.72), (2.2, 0.62))
    for z in (0.72, 0.9, 1.08):
        r.poly(
            tone(wood, 0.08 * (z > 0.8)), (-1.25, z), (1.0, z), (1.02, z + 0.16), (-1.27, z + 0.16)
        )
    for x in (-1.1, -0.4, 0.3, 0.9):
        r.poly(
            tone(wood, -0.2), (x - 0.05, 0.66), (x + 0.05, 0.66), (x + 0.07, 1.34), (x - 0.03, 1.34)
        )
    _cartwheel(r, -0.15, 0.62, tone(wood, -0.12))


def carriage(m: Model, place: Place, rng: Rng) -> None:
    """Draw a coach as horses draw it, with a seat for the driver."""
    paint = m.canvas.hue(place, rgb(("6a2f34", "2f4a3f", "2a3242")[int(rng.integers(3))]))
    m = m.within((-0.62, 0.0), 1.0)
    gold, r = rgb("d0a548"), Rig(m, 2.3)
    horse = animals()["horse"]
    tall = horse.metres / 2.3
    horse.draw(m.within((3.05 / 2.3, 0.0), tall), replace(place, colours=(), traits={}), rng)
    r.tube(rgb("4a3628"), 0.05, (1.6, 1.1), (2.4, 1.05))
    r.tube(BLACK, 0.07, (-1.2, 0.75), (0.4, 0.55), (1.3, 0.75))
    r.tube(rgb("5a4636"), 0.07, (1.2, 0.7), (2.6, 0.8))
    r.blob(paint, (-1.0, 1.3), (-0.95, 0.85), (-0.5, 0.66), (0.35, 0.7), (0.7, 1.0), (0.72, 1.4))
    r.poly(paint, (-1.05, 1.25), (0.75, 1.25), (0.82, 2.15), (-1.12, 2.15))
    r.blob(tone(paint, -0.2), (-1.2, 2.12), (-0.9, 2.28), (0.6, 2.28), (0.92, 2.12))
    glass = rgb("ffd98a") if r.dark else rgb("6f8592")
    for a, b in ((-0.92, -0.5), (-0.34, 0.12), (0.28, 0.64)):
        r.poly(glass, (a, 1.4), (b, 1.4), (b, 2.0), (a, 2.0), light=0.8, glow=r.dark)
        m.line(gold, 0.012, *r.on((a, 1.4), (b, 1.4), (b, 2.0), (a, 2.0), (a, 1.4)), force=0.4)
    m.line(gold, 0.014, *r.on((-1.04, 1.28), (0.76, 1.28)), force=0.5)
    m.line(gold, 0.012, *r.on((-0.38, 0.75), (-0.38, 2.05)), force=0.5)
    m.line(gold, 0.012, *r.on((0.18, 0.75), (0.18, 2.05)), force=0.5)
    r.blob(rgb("3a2a26"), (0.8, 1.5), (1.35, 1.5), (1.42, 1.34), (0.8, 1.3))
    r.poly(paint, (0.85, 1.34), (1.36, 1.34), (1.2, 0.95), (0.8, 1.0))
    r.tube(BLACK, 0.05, (1.4, 1.05), (1.6, 1.35))
    r.ball(LAMP if r.dark else WHITE, 0.9, 1.75, 0.08, 0.12, glow=r.dark)
    _cartwheel(r, -0.85, 0.62, gold, 12)
    _cartwheel(r, 1.05, 0.45, gold, 10)


def rickshaw(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rickshaw with its folding roof."""
    paint, r = m.canvas.hue(place, rgb("8f2f2a")), Rig(m, 1.8)
    hood = rgb("2f2c2e")
    r.tube(WOOD, 0.05, (-0.1, 0.7), (0.6, 0.62), (1.9, 0.75))
    r.blob(hood, (-0.62, 0.9), (-0.72, 1.4), (-0.45, 1.76), (0.1, 1.78), (0.36, 1.58), (0.0, 1.5),
           (-0.3, 1.1), (-0.35, 0.85))  # fmt: skip
    for a, b in (((-0.5, 0.95), (-0.55, 1.66)), ((-0.42, 0.95), (-0.12, 1.76)),
                 ((-0.36, 0.95), (0.28, 1.62))):  # fmt: skip
        m.line(tone(hood, 0.35), 0.012, *r.on(a, b), force=0.4)
    r.blob(paint, (-0.6, 0.7), (-0.6, 1.1), (-0.42, 1.2), (-0.3, 0.95), (0.25, 0.9), (0.35, 0.66),
           (0.1, 0.58))  # fmt: skip
    r.blob(rgb("c8a45a"), (-0.4, 0.95), (0.22, 0.98), (0.24, 0.88), (-0.36, 0.86))
    r.poly(paint, (0.3, 0.6), (0.72, 0.5), (0.74, 0.56), (0.34, 0.72))
    _cartwheel(r, -0.15, 0.55, BLACK, 12)


FORMS = {
    "bicycle": Form(bicycle, 1.1, 0.84, (-0.3, -0.06, 0.86)),
    "motorcycle": Form(motorcycle, 1.15, 1.0, (-0.5, -0.15, 0.68)),
    "scooter": Form(scooter, 1.15, 0.85, (-0.55, -0.15, 0.68)),
    "skateboard": Form(skateboard, 0.14, 3.0, (-1.5, 1.5, 0.82)),
    "cart": Form(cart, 1.7, 1.35, (-0.5, 0.4, 0.95)),
    "carriage": Form(carriage, 2.3, 1.55, (-0.26, -0.04, 0.64)),
    "rickshaw": Form(rickshaw, 1.8, 1.1, (-0.2, 0.12, 0.53)),
}
