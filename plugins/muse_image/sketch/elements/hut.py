"""Round dwellings: a hut under straw, a yurt of felt, an igloo of snow, a tipi of poles."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.42)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one round dwelling of its kind."""
    kit = Kit(canvas, place, max(place.size, 9.0), wide=0.9, tall=1.3)
    {"yurt": _yurt, "igloo": _igloo, "tipi": _tipi}.get(place.kind, _straw)(kit)


def _door(kit: Kit, u: float, half: float, tall: float) -> None:
    glow = lights(kit.canvas)
    kit.arch(u, half, 0, tall, LAMP if glow else DARK, 1.0 if glow else 0.3, glow)


def _straw(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall = canvas.hue(place, rgb("c69a6b"))
    straw = rgb("eef1f5") if canvas.snowy else rgb("b6995c")
    kit.tube(0, 0.46, 0.46, 0, 0.44, wall, 9)
    _door(kit, -0.06, 0.1, 0.34)
    kit.tube(0, 0.7, 0.03, 0.4, 1.0, straw, 11)
    dark = mix(straw, rgb("55401f"), 0.4)
    for k in range(15):
        s = -1 + 2 * k / 14
        kit.line(dark, 0.42, 0.008, (0.68 * s, 0.39 + 0.02 * (k % 2)), (0.05 * s, 0.97))
        kit.line(straw, kit.lit(s), 0.02, (0.68 * s, 0.42), (0.7 * s, 0.35 - 0.02 * (k % 3)))
    kit.ball(dark, 0, 1.0, 0.05)
    kit.done(0.45)


def _yurt(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    felt, band = canvas.hue(place, rgb("eee7d8")), rgb("a6473a")
    kit.tube(0, 0.62, 0.62, 0, 0.36, felt, 9)
    kit.tube(0, 0.68, 0.14, 0.35, 0.7, mix(felt, rgb("f8f4ea"), 0.4), 9)
    kit.dome(0, 0.15, 0.69, 0.09, mix(felt, rgb("8b7b66"), 0.4))
    kit.line(band, 0.6, 0.03, (-0.63, 0.35), (0.63, 0.35))
    kit.line(mix(band, felt, 0.3), 0.6, 0.02, (-0.62, 0.14), (0.62, 0.14))
    for k in range(7):
        u = -0.48 + 0.16 * k
        kit.line(band, 0.6, 0.012, (u * 1.15, 0.4), (u * 0.3, 0.66))
    glow = lights(canvas)
    kit.poly(
        LAMP if glow else rgb("9a4a32"), 1.0 if glow else 0.5,
        (-0.13, 0), (0.13, 0), (0.13, 0.3), (-0.13, 0.3), glow=glow,
    )  # fmt: skip
    kit.line(rgb("d6a24a"), 0.7, 0.02, (-0.13, 0), (-0.13, 0.3), (0.13, 0.3), (0.13, 0))
    kit.done(0.5)
    kit.halo(0, 0.15, 0.5)


def _igloo(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    snow = canvas.hue(place, rgb("eaf1f7"))
    kit.dome(-0.1, 0.62, 0, 0.62, snow)
    joint = mix(snow, rgb("6f8fae"), 0.5)
    for level in range(1, 5):
        v = 0.62 * level / 5
        half = 0.62 * math.sqrt(1 - (level / 5) ** 2)
        kit.line(joint, 0.5, 0.01, (-0.1 - half, v), (-0.1, v - 0.02), (-0.1 + half, v))
        many = 7 - level
        for k in range(many):
            t = (k + 0.5 * (level % 2)) / many * 2 - 1
            low = 0.62 * math.sqrt(1 - ((level - 1) / 5) ** 2)
            kit.line(joint, 0.5, 0.008, (-0.1 + half * t, v), (-0.1 + low * t, v - 0.12))
    kit.dome(0.32, 0.3, 0, 0.36, snow)
    kit.line(joint, 0.5, 0.012, (0.08, 0.2), (0.18, 0.32), (0.34, 0.36))
    _door(kit, 0.36, 0.15, 0.24)
    kit.done(0.5)
    kit.halo(0.36, 0.1, 0.4)


def _tipi(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    hide = canvas.hue(place, rgb("dbc39a"))
    for u in (-0.13, -0.05, 0.07, 0.14):
        kit.line(rgb("5f4732"), 0.5, 0.022, (-u * 0.2, 0.9), (u, 1.18))
    kit.tube(0, 0.5, 0.03, 0, 1.0, hide, 7)
    for v, half in ((0.2, 0.4), (0.26, 0.37)):
        kit.line(rgb("9a4a38"), 0.55, 0.022, (-half, v), (half, v))
    for k in range(5):
        u = -0.26 + 0.13 * k
        kit.poly(rgb("4d6a72"), 0.5, (u - 0.045, 0.3), (u + 0.045, 0.3), (u, 0.4))
    glow = lights(canvas)
    kit.poly(
        LAMP if glow else DARK, 1.0 if glow else 0.3, (-0.1, 0), (0.1, 0), (0, 0.36), glow=glow
    )
    kit.done(0.42)
    kit.halo(0, 0.12, 0.45)
