"""A steam train on an embankment, its windows lit in the dark."""

from dataclasses import replace

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights, smoke
from ._kit import DARK, LAMP, Kit
from .vehicle import TYRE, ring

SPEC = Spec("back", order=43.6, depth=0.15)


def paint(canvas: Canvas, place: Place) -> None:
    """Add an engine with waggons, and the embankment that crosses the picture."""
    layout, unit = canvas.layout, place.size
    y = layout.horizon + (canvas.height - layout.horizon) * 0.16
    if layout.waterline is not None:
        y = layout.waterline - unit * 0.004
    size = unit * 0.075
    low, high = {"left": (0.3, 0.4), "right": (0.8, 0.9)}.get(place.side or "", (0.55, 0.8))
    place = replace(place, x=canvas.width * float(place.rng.uniform(low, high)), y=y)
    kit = Kit(canvas, place, size, wide=9.0, tall=1.4)
    engine = canvas.hue(place, rgb("37413d"))
    edge = canvas.width / size + 1
    earth = mix(canvas.grass(0.25), rgb("7a6a52"), 0.55)
    kit.poly(earth, 0.5, (-edge, -0.1), (edge, -0.1), (edge, 0.07), (-edge, 0.07))
    kit.line(rgb("5d554c"), 0.5, 0.05, (-edge, 0.07), (edge, 0.07))
    glow = lights(canvas)
    colours = ("8c3b30", "3d5a66", "7c6a44", "8c3b30", "3d5a66")
    for k, name in enumerate(colours):
        u = -1.35 - 1.5 * k
        body = canvas.hue(place, rgb(name), k + 1)
        side = kit.lit(-0.2) * 0.6 + 0.3
        kit.face(u - 0.66, u + 0.66, 0.2, 0.76, body, side)
        kit.poly(
            rgb("59595c"), 0.6, (u - 0.7, 0.76), (u + 0.7, 0.76), (u + 0.58, 0.86), (u - 0.58, 0.86)
        )
        for w in range(5):
            a = u - 0.54 + 0.24 * w
            kit.poly(
                LAMP if glow else rgb("d6dcd8"), 1.0 if glow else 0.6, (a, 0.46),
                (a + 0.14, 0.46), (a + 0.14, 0.66),
                (a, 0.66), glow=glow,
            )  # fmt: skip
        kit.line(mix(body, rgb("f0dfb0"), 0.6), 0.7, 0.025, (u - 0.66, 0.38), (u + 0.66, 0.38))
        for aside in (-0.48, -0.26, 0.26, 0.48):
            kit.ball(TYRE, u + aside, 0.16, 0.09)
        kit.line(DARK, 0.4, 0.05, (u + 0.66, 0.24), (u + 0.86, 0.24))
    side = kit.lit(-0.1) * 0.6 + 0.25
    kit.face(-0.56, -0.1, 0.2, 0.86, engine, side)
    kit.poly(rgb("4b4b4e"), 0.6, (-0.64, 0.86), (0.0, 0.86), (-0.06, 0.94), (-0.58, 0.94))
    kit.face(-0.1, 0.72, 0.3, 0.68, engine, side)
    kit.face(-0.1, 0.72, 0.54, 0.68, engine, side + 0.22)
    kit.ball(engine, 0.72, 0.49, 0.19)
    kit.poly(engine, side, (0.5, 0.68), (0.64, 0.68), (0.68, 0.96), (0.46, 0.96))
    kit.ball(engine, 0.2, 0.7, 0.1)
    kit.poly(DARK, 0.4, (-0.5, 0.2), (0.86, 0.2), (1.0, 0.09), (0.86, 0.12), (-0.5, 0.14))
    kit.poly(
        LAMP if glow else rgb("cfd6d6"),
        1.0 if glow else 0.6,
        (-0.46, 0.56),
        (-0.2, 0.56),
        (-0.2, 0.76),
        (-0.46, 0.76),
        glow=glow,
    )
    for u, radius in ((-0.36, 0.17), (0.02, 0.17), (0.36, 0.12), (0.66, 0.12)):
        kit.ball(TYRE, u, 0.06 + radius, radius)
        ring(kit, u, 0.06 + radius, radius * 0.8, 0.03, rgb("a8453a"))
    canvas.add(kit.pen.layers(place.name, "built", depth=0.12, detail=0.9, mirror=layout.waterline))
    if size > 20:
        x, y = kit.at(0.57, 0.98)
        smoke(canvas, place, x, y, size * 2.0)
    kit.halo(0.9, 0.5, 0.8)
