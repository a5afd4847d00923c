"""Great wheels: a Ferris wheel with its lights, a wind turbine."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=1.4)
CABINS = ("c9453d", "e0a93a", "3f8a8f", "5a6fb0", "8a5a9c", "5f9a55")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one of its kind."""
    tall = {"turbine": 1.1}.get(place.kind, 1.0)
    kit = Kit(canvas, place, max(place.size * tall, 14.0), wide=0.9, tall=1.4)
    {"turbine": _turbine}.get(place.kind, _ferris)(kit)


def _ferris(kit: Kit) -> None:
    steel = rgb("aeb6be")
    hub, radius = (0.0, 0.54), 0.42
    for way in (-1, 1):
        kit.limb(mix(steel, DARK, 0.3), kit.lit(way * 0.5), [0.016, 0.024], hub, (way * 0.26, 0.0))
    many, first = 16, float(kit.place.rng.uniform(0, 0.4))
    turns = [first + k * 2 * math.pi / many for k in range(many)]
    rims = [
        [
            (hub[0] + radius * s * math.cos(a), hub[1] + radius * s * math.sin(a))
            for a in [*turns, turns[0]]
        ]
        for s in (1.0, 0.88)
    ]
    for a in turns:
        kit.line(
            steel, 0.6, 0.005, hub, (hub[0] + radius * math.cos(a), hub[1] + radius * math.sin(a))
        )
    for rim in rims:
        kit.line(steel, 0.75, 0.01, *rim)
    for one, other in zip(rims[0], rims[1][1:], strict=False):
        kit.line(steel, 0.6, 0.005, one, other)
    glow = lights(kit.canvas)
    for k, a in enumerate(turns):
        u, v = hub[0] + radius * math.cos(a), hub[1] + radius * math.sin(a)
        colour = kit.canvas.hue(kit.place, rgb(CABINS[k % len(CABINS)]), k)
        kit.poly(
            colour,
            kit.lit(-0.3) * 0.6 + 0.3,
            (u - 0.026, v - 0.06),
            (u + 0.026, v - 0.06),
            (u + 0.034, v - 0.03),
            (u - 0.034, v - 0.03),
        )
        kit.poly(
            LAMP if glow else rgb("dfe8ea"), 1.0 if glow else 0.7, (u - 0.03, v - 0.03),
            (u + 0.03, v - 0.03), (u + 0.024, v - 0.006),
            (u - 0.024, v - 0.006), glow=glow,
        )  # fmt: skip
        kit.poly(colour, 0.7, (u - 0.034, v - 0.006), (u + 0.034, v - 0.006), (u, v + 0.014))
        if glow:
            half = a + math.pi / many
            u, v = hub[0] + radius * math.cos(half), hub[1] + radius * math.sin(half)
            kit.ball(mix(colour, rgb("fff0d0"), 0.45), u, v, 0.008, glow=True)
    kit.ball(mix(steel, DARK, 0.2), *hub, 0.035)
    kit.block(-0.3, 0.3, 0, 0.05, rgb("8f8579"), 0.6)
    kit.done(0.35)
    kit.halo(*hub, 0.6, rgb("ffcf9a"), 0.25)


def _turbine(kit: Kit) -> None:
    white = kit.canvas.hue(kit.place, rgb("eef0ef"))
    kit.tube(0, 0.026, 0.015, 0, 0.72, white, 5)
    kit.limb(white, 0.75, [0.03, 0.024], (-0.035, 0.725), (0.03, 0.725))
    first = float(kit.place.rng.uniform(0, 2.0))
    for k in range(3):
        a = first + k * 2 * math.pi / 3
        root = (0.0, 0.725)
        mid = (0.12 * math.cos(a + 0.05), 0.725 + 0.12 * math.sin(a + 0.05))
        tip = (0.4 * math.cos(a), 0.725 + 0.4 * math.sin(a))
        kit.limb(
            white, kit.lit(math.cos(a) * 0.6) * 0.6 + 0.35, [0.018, 0.042, 0.006], root, mid, tip
        )
    kit.ball(white, 0, 0.725, 0.02)
    kit.done(0.12)
