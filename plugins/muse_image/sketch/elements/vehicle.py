"""Vehicles at the wayside: a car, a bicycle."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.34)
TYRE = rgb("27272b")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one vehicle of its kind."""
    tall = {"bicycle": 0.62}.get(place.kind, 0.78)
    kit = Kit(canvas, place, max(place.size * tall, 8.0), wide=1.9)
    if place.kind == "bicycle":
        _bicycle(kit)
    else:
        _car(kit)


def ring(kit: Kit, u: float, v: float, radius: float, wide: float, colour: Colour) -> None:
    """Draw a circle's line around (u, v)."""
    turns = [k * math.pi / 12 for k in range(25)]
    kit.line(
        colour, 0.45, wide, *[(u + radius * math.cos(a), v + radius * math.sin(a)) for a in turns]
    )


def _car(kit: Kit) -> None:
    body = kit.canvas.hue(kit.place, rgb("4f8a94"))
    glass = mix(kit.canvas.air.middle, rgb("dfeaf0"), 0.4)
    side = kit.lit(-0.15) * 0.6 + 0.3
    roof = [(-0.62, 0.56), (-0.46, 0.86), (-0.3, 0.94), (0.24, 0.94), (0.4, 0.86), (0.62, 0.58)]
    kit.poly(body, side + 0.1, *roof)
    kit.poly(glass, 0.75, (-0.53, 0.58), (-0.4, 0.83), (-0.06, 0.86), (-0.06, 0.58))
    kit.poly(glass, 0.75, (0.02, 0.58), (0.02, 0.86), (0.3, 0.83), (0.5, 0.58))
    kit.poly(
        body, side, (-1.2, 0.2), (-1.22, 0.42), (-1.1, 0.52), (-0.6, 0.58), (0.62, 0.58),
        (1.02, 0.5), (1.2, 0.4),
        (1.22, 0.2),
    )  # fmt: skip
    kit.poly(mix(body, DARK, 0.35), 0.4, (-1.2, 0.32), (1.22, 0.32), (1.22, 0.18), (-1.2, 0.18))
    kit.line(rgb("e2e5e6"), 0.85, 0.03, (-1.24, 0.22), (1.24, 0.22))
    kit.line(mix(body, DARK, 0.5), 0.4, 0.014, (-0.02, 0.24), (-0.02, 0.58))
    for u in (-0.7, 0.72):
        kit.ball(TYRE, u, 0.2, 0.22)
        kit.ball(rgb("c3c7ca"), u, 0.2, 0.1)
    glow = lights(kit.canvas)
    kit.poly(
        LAMP if glow else rgb("f3ead0"), 1.0 if glow else 0.8, (1.1, 0.36), (1.22, 0.34),
        (1.22, 0.42), (1.12, 0.46),
        glow=glow,
    )  # fmt: skip
    kit.done(1.0)
    kit.halo(1.25, 0.38, 0.7)


def _bicycle(kit: Kit) -> None:
    frame = kit.canvas.hue(kit.place, rgb("3f7f86"))
    steel = rgb("9aa0a4")
    for u in (-0.6, 0.6):
        for k in range(6):
            turn = k * math.pi / 6
            kit.line(
                steel,
                0.6,
                0.008,
                (u - 0.36 * math.cos(turn), 0.38 - 0.36 * math.sin(turn)),
                (u + 0.36 * math.cos(turn), 0.38 + 0.36 * math.sin(turn)),
            )
        ring(kit, u, 0.38, 0.37, 0.045, TYRE)
    hub, seat, head = (-0.06, 0.36), (-0.24, 0.84), (0.4, 0.86)
    for a, b in (
        ((-0.6, 0.38), hub),
        ((-0.6, 0.38), seat),
        (hub, seat),
        (hub, head),
        (seat, head),
        (head, (0.6, 0.38)),
    ):
        kit.line(frame, 0.65, 0.045, a, b)
    kit.line(frame, 0.6, 0.035, head, (0.36, 1.02))
    kit.line(TYRE, 0.4, 0.05, (0.22, 1.08), (0.36, 1.02), (0.46, 1.06))
    kit.line(TYRE, 0.4, 0.075, (-0.4, 0.92), (-0.14, 0.92))
    kit.line(TYRE, 0.4, 0.03, seat, (-0.27, 0.92))
    ring(kit, -0.06, 0.36, 0.1, 0.03, steel)
    kit.poly(rgb("a9824f"), 0.65, (0.42, 0.8), (0.74, 0.8), (0.7, 1.0), (0.44, 1.0))
    kit.done(0.8)
