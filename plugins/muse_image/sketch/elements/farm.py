"""Of farms and gardens: haystacks, a scarecrow, a snowman, a stone lantern."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.34)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one of its kind."""
    kit = Kit(canvas, place, max(place.size, 7.0), wide=1.1, tall=1.35)
    paints = {"scarecrow": _scarecrow, "snowman": _snowman, "lantern": _lantern}
    {"haystack": _haystack, **paints}[place.kind](kit)


def _haystack(kit: Kit) -> None:
    rng = kit.place.rng
    straw = kit.canvas.hue(kit.place, rgb("d0a650"))
    dark = mix(straw, rgb("6a4a1c"), 0.5)
    parts = 9
    for part in range(parts):
        a, b = -1 + 2 * part / parts, -1 + 2 * (part + 1) / parts
        light = kit.lit((a + b) / 2 * 0.95)
        for low, high, v0, v1 in (
            (0.5, 0.58, 0, 0.35),
            (0.58, 0.44, 0.35, 0.6),
            (0.44, 0.05, 0.6, 0.92),
        ):
            kit.poly(straw, light, (low * a, v0), (low * b, v0), (high * b, v1), (high * a, v1))
    for _ in range(60):
        s, v = float(rng.uniform(-0.9, 0.9)), float(rng.uniform(0.04, 0.8))
        half = 0.56 if v < 0.5 else 0.56 * (0.95 - v) / 0.45
        u = s * half
        shade = dark if rng.random() < 0.5 else mix(straw, rgb("fff0c0"), 0.4)
        kit.line(shade, kit.lit(s), 0.012, (u, v), (u * 1.05, v - 0.09))
    if kit.canvas.snowy:
        kit.poly(rgb("f3f6f9"), 0.8, (-0.4, 0.62), (0.4, 0.62), (0.1, 0.9), (0, 0.95), (-0.1, 0.9))
    kit.done(0.5)


def _scarecrow(kit: Kit) -> None:
    coat = kit.canvas.hue(kit.place, rgb("5d6f86"))
    straw, wood = rgb("d9b45e"), rgb("6d5238")
    kit.line(wood, 0.5, 0.035, (0, 0), (0, 1.0))
    kit.line(wood, 0.5, 0.03, (-0.5, 0.74), (0.5, 0.72))
    kit.poly(coat, kit.lit(-0.5), (-0.14, 0.34), (0, 0.32), (0, 0.8), (-0.12, 0.8))
    kit.poly(coat, kit.lit(0.5), (0, 0.32), (0.15, 0.35), (0.12, 0.8), (0, 0.8))
    kit.poly(coat, kit.lit(-0.3), (-0.1, 0.8), (-0.42, 0.77), (-0.4, 0.62), (-0.1, 0.68))
    kit.poly(coat, kit.lit(0.3), (0.1, 0.8), (0.42, 0.76), (0.42, 0.61), (0.1, 0.68))
    for u, v, du, dv in (
        (-0.42, 0.7, -0.11, -0.03),
        (0.43, 0.69, 0.11, -0.03),
        (-0.05, 0.33, 0.0, -0.1),
        (0.08, 0.33, 0.02, -0.1),
    ):
        for k in range(4):
            kit.line(straw, 0.75, 0.016, (u, v), (u + du + 0.03 * (k - 1.5), v + dv - 0.02 * k))
    kit.ball(rgb("dcc08a"), 0, 0.9, 0.085)
    kit.poly(rgb("a8433a"), 0.6, (-0.07, 0.82), (0.07, 0.82), (0.1, 0.76), (0, 0.72), (-0.09, 0.76))
    kit.poly(
        rgb("b98f48"), 0.6, (-0.19, 0.95), (0.19, 0.95), (0.09, 0.98), (0.02, 1.16), (-0.08, 0.98)
    )
    kit.done(0.2)


def _snowman(kit: Kit) -> None:
    snow = rgb("f2f6fa")
    kit.ball(snow, 0, 0.26, 0.29)
    kit.ball(snow, 0, 0.6, 0.21)
    kit.ball(snow, 0, 0.86, 0.15)
    scarf = kit.canvas.hue(kit.place, rgb("b83a32"))
    kit.line(scarf, 0.6, 0.055, (-0.13, 0.75), (0.0, 0.72), (0.13, 0.75))
    kit.line(scarf, 0.55, 0.05, (0.08, 0.73), (0.12, 0.54))
    coal = rgb("2a2a2e")
    for u, v in ((-0.05, 0.91), (0.06, 0.91), (0.02, 0.66), (0.02, 0.57), (0.02, 0.48)):
        kit.ball(coal, u, v, 0.018)
    kit.poly(rgb("e0812c"), 0.75, (0.0, 0.875), (0.0, 0.84), (0.17, 0.85))
    for way in (-1, 1):
        tip = (way * 0.46, 0.82)
        kit.line(rgb("5a4432"), 0.5, 0.022, (way * 0.18, 0.64), tip)
        kit.line(rgb("5a4432"), 0.5, 0.016, (way * 0.36, 0.75), (way * 0.46, 0.7))
    kit.poly(coal, 0.4, (-0.17, 0.97), (0.17, 0.97), (0.17, 1.0), (-0.17, 1.0))
    kit.block(-0.11, 0.11, 1.0, 1.18, coal, 0.5)
    kit.line(scarf, 0.6, 0.03, (-0.11, 1.03), (0.11, 1.03))
    kit.done(0.3)


def _lantern(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, rgb("9d9a90"))
    kit.block(-0.26, 0.26, 0, 0.08, stone, 0.6)
    kit.tube(0, 0.1, 0.085, 0.08, 0.48, stone, 5)
    kit.poly(stone, kit.lit(-0.2), (-0.1, 0.46), (0.1, 0.46), (0.24, 0.55), (-0.24, 0.55))
    kit.block(-0.17, 0.17, 0.55, 0.76, stone, 0.62)
    glow = lights(kit.canvas)
    for u in (-0.065, 0.105):
        kit.poly(
            LAMP if glow else DARK, 1.0 if glow else 0.3,
            (u - 0.045, 0.6), (u + 0.045, 0.6), (u + 0.045, 0.72), (u - 0.045, 0.72), glow=glow,
        )  # fmt: skip
    kit.eaves(-0.38, 0.38, 0.74, 0.93, stone, ridge=0.12, lift=0.35, ribs=False)
    kit.ball(stone, 0, 0.98, 0.05, 0.07)
    kit.done(0.25)
    kit.halo(0, 0.66, 0.6, part=0.6)
