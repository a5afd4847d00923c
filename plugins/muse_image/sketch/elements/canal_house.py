"""A house of a water town: white walls, black tiles, stepped gables, a stair to the water."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..scene.plan import Place
from ._kit import Kit

SPEC = Spec("land", order=50, height=0.5)
TILE = rgb("3c4046")
WOOD = rgb("6a4a38")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one house, one or two storeys high."""
    draws = place.rng.uniform(0, 1, 8)
    kit = Kit(canvas, place, max(place.size * 1.15, 9.0), wide=1.2)
    wall = canvas.hue(place, mix(rgb("efece4"), rgb("dcd9cf"), float(draws[0])))
    tile = mix(TILE, rgb("eef2f6"), 0.75) if canvas.snowy else TILE
    half = 0.5 + 0.16 * float(draws[1])
    high = 0.52 + 0.2 * float(draws[2])
    front = kit.lit(-0.3) * 0.7 + 0.28
    kit.face(-half, half, 0.0, high, wall, front)
    kit.poly(
        tile, kit.lit(0.1) * 0.7 + 0.14, (-half - 0.03, high - 0.02), (half + 0.03, high - 0.02),
        (half - 0.1, high + 0.2), (-half + 0.1, high + 0.2),
    )  # fmt: skip
    for k in range(1, 12):
        u = -half + 2 * half * k / 12
        kit.line(mix(tile, rgb("7d828a"), 0.5), 0.5, 0.012, (u, high), (u * 0.84, high + 0.19))
    kit.line(tile, 0.3, 0.035, (-half + 0.06, high + 0.21), (half - 0.06, high + 0.21))
    for side in (-1, 1):
        _gable(kit, side * half, high, wall, tile, side)
    for k, u in enumerate((-0.62, 0.0, 0.62)):
        if k == 1:
            kit.face(u * half - 0.09, u * half + 0.09, 0.0, 0.3, WOOD, 0.42)
        else:
            kit.window(u * half, 0.12, 0.15, 0.14)
        if high > 0.6:
            kit.window(u * half, 0.4, 0.14, 0.12)
    if high > 0.6:
        kit.line(WOOD, 0.45, 0.025, (-half + 0.05, 0.35), (half - 0.05, 0.35))
    if float(draws[3]) > 0.5:
        for u in (-0.16, 0.16):
            kit.ball(rgb("c8392c"), u, 0.31, 0.045, 0.055, glow=canvas.air.night)
    kit.done(0.6)


def _gable(kit: Kit, u: float, high: float, wall: Colour, tile: Colour, side: int) -> None:
    """Draw one stepped end wall that rises above the roof."""
    thick = 0.07
    u0, u1 = (u - thick * 0.4, u + thick) if side > 0 else (u - thick, u + thick * 0.4)
    light = kit.lit(0.75 * side)
    for step, lift in enumerate((0.06, 0.15, 0.25)):
        inward = -side * 0.085 * step
        foot = 0.0 if step == 0 else high - 0.1
        kit.face(u0 + inward, u1 + inward, foot, high + lift, wall, light)
        top = high + lift + 0.01
        kit.line(tile, 0.32, 0.035, (u0 + inward - 0.025, top), (u1 + inward + 0.025, top))
