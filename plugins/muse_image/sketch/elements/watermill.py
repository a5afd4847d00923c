"""A watermill: a house with a great wheel at its side, and the water that turns it."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import smoke
from ._kit import DARK, Kit

SPEC = Spec("land", order=50, height=0.6)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one mill."""
    kit = Kit(canvas, place, max(place.size, 10.0), wide=1.2, tall=1.3)
    wall = kit.canvas.hue(kit.place, rgb("d8c8aa"))
    kit.gable(-0.5, 0.62, 0, 0.5, 0.98, wall, rgb("7d4a38"), 0.56, 0.06)
    kit.face(-0.5, 0.12, 0, 0.16, rgb("8d8577"), kit.lit(-0.75))
    kit.face(0.12, 0.62, 0, 0.16, rgb("8d8577"), kit.lit(0.75))
    for u in (-0.12, 0.03):
        kit.window(u, 0.24, 0.1, 0.14)
    kit.window(0.37, 0.54, 0.1, 0.14)
    kit.arch(0.37, 0.09, 0, 0.32)
    wood = rgb("5d4330")
    hub, radius = (-0.5, 0.3), 0.34
    for ring in (1.0, 0.78):
        turns = [k * math.pi / 12 for k in range(25)]
        kit.line(
            wood,
            0.5,
            0.035,
            *[
                (hub[0] + radius * ring * math.cos(a), hub[1] + radius * ring * math.sin(a))
                for a in turns
            ],
        )
    for k in range(12):
        a = k * math.pi / 6 + 0.1
        near = (hub[0] + radius * 0.7 * math.cos(a), hub[1] + radius * 0.7 * math.sin(a))
        far = (hub[0] + radius * 1.1 * math.cos(a), hub[1] + radius * 1.1 * math.sin(a))
        kit.line(mix(wood, rgb("b08a5a"), 0.35), 0.6, 0.04, near, far)
        kit.line(wood, 0.45, 0.016, hub, near)
    kit.ball(DARK, *hub, 0.05)
    water = mix(rgb("e6f1f5"), kit.canvas.air.horizon, 0.2)
    kit.limb(water, 0.95, [0.05, 0.06, 0.09], (-0.66, 0.64), (-0.82, 0.46), (-0.86, 0.0))
    kit.line(wood, 0.5, 0.05, (-0.2, 0.68), (-0.7, 0.66))
    kit.done(0.5)
    if kit.size > 24:
        x, y = kit.at(0.3, 0.98)
        smoke(kit.canvas, kit.place, x, y, kit.size * 0.7)
