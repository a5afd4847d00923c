"""Ships: one with three masts, a junk with ribbed sails, a steamer with lit portholes."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..scene.plan import Place
from ._afloat import settle
from ._built import lights, smoke
from ._kit import DARK, LAMP, Kit, Spot

SPEC = Spec("afloat", order=50, height=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one ship of its kind, with its reflection."""
    size = max(place.size * 0.9, canvas.layout.unit * 0.11, 10.0)
    kit = Kit(canvas, place, size, wide=1.3, tall=1.15)
    {"junk": _junk, "steamer": _steamer}.get(place.kind, _tall)(kit)
    settle(canvas, place, kit.pen.layers(place.name, "built", depth=place.depth, detail=1.0))
    if place.kind == "steamer":
        for u in (-0.16, 0.14):
            x, y = kit.at(u, 0.6)
            smoke(canvas, place, x, y, size * 0.5)


def _hull(kit: Kit, colour: Colour, *deck: Spot) -> None:
    """Draw a hull under a deck line from stern to bow, its foot in the water."""
    stern, bow = deck[0], deck[-1]
    under = [(bow[0] - 0.16, 0.0), (stern[0] + 0.09, 0.0)]
    kit.poly(colour, 0.5, *deck, *under)
    half = [(u, v * 0.45) for u, v in deck]
    kit.poly(mix(colour, DARK, 0.35), 0.42, *half, *under)


def _sail(kit: Kit, cloth: Colour, light: float, *spots: Spot) -> None:
    kit.poly(cloth, light, *spots)


def _tall(kit: Kit) -> None:
    wood = rgb("5a3f2c")
    cloth = kit.canvas.hue(kit.place, rgb("f0e8d4"))
    for mast, top in ((-0.36, 0.84), (0.0, 1.0), (0.34, 0.88)):
        kit.line(wood, 0.5, 0.018, (mast, 0.18), (mast, top))
        for low, high, half in ((0.26, 0.5, 0.17), (0.52, 0.7, 0.135), (0.72, 0.84, 0.1)):
            scale = top
            a, b = low * scale, high * scale
            light = kit.lit(0.25) * 0.5 + 0.4
            belly = 0.05
            spots = [
                (mast - half, a), (mast - half * 0.2, a + 0.025), (mast + half, a),
                (mast + half + belly * 0.3, (a + b) / 2), (mast + half * 0.9, b),
                (mast - half * 0.9, b),
                (mast - half - belly * 0.2, (a + b) / 2),
            ]  # fmt: skip
            _sail(kit, cloth, light, *spots)
            kit.poly(
                mix(cloth, rgb("8a7a66"), 0.3), light - 0.12, (mast - half, a),
                (mast - half * 0.45, a + 0.015),
                (mast - half * 0.5, b), (mast - half * 0.9, b),
            )  # fmt: skip
            kit.line(wood, 0.4, 0.012, (mast - half, b), (mast + half, b))
    kit.line(wood, 0.5, 0.014, (0.56, 0.2), (0.86, 0.34))
    _sail(kit, cloth, kit.lit(0.6) * 0.5 + 0.4, (0.82, 0.32), (0.38, 0.76), (0.44, 0.26))
    _sail(
        kit,
        cloth,
        kit.lit(-0.6) * 0.5 + 0.35,
        (-0.38, 0.6),
        (-0.64, 0.52),
        (-0.6, 0.26),
        (-0.38, 0.26),
    )
    _hull(
        kit,
        wood,
        (-0.68, 0.24),
        (-0.5, 0.2),
        (-0.44, 0.15),
        (0.3, 0.14),
        (0.44, 0.18),
        (0.66, 0.24),
    )
    kit.line(rgb("c9a25a"), 0.7, 0.014, (-0.66, 0.2), (-0.42, 0.125), (0.3, 0.115), (0.62, 0.2))
    for k in range(6):
        kit.ball(DARK, -0.38 + 0.13 * k, 0.08, 0.012)
    if lights(kit.canvas):
        kit.poly(LAMP, 1.0, (-0.66, 0.16), (-0.6, 0.15), (-0.6, 0.19), (-0.66, 0.2), glow=True)
    kit.line(rgb("b23a30"), 0.8, 0.02, (0.0, 1.0), (-0.08, 1.02))


def _junk(kit: Kit) -> None:
    wood = rgb("6a4630")
    cloth = kit.canvas.hue(kit.place, rgb("b8683c"))
    for mast, top, half in ((-0.34, 0.66, 0.2), (0.06, 0.96, 0.3), (0.48, 0.68, 0.18)):
        kit.line(wood, 0.5, 0.018, (mast, 0.14), (mast, top))
        light = kit.lit(0.2) * 0.5 + 0.4
        left, right, foot = mast - half * 0.9, mast + half * 0.62, 0.24
        spots = [
            (left, foot + 0.03), (right, foot), (right + half * 0.16, foot + (top - foot) * 0.5),
            (right - half * 0.2, top * 0.94), (mast - half * 0.3, top * 0.97),
            (left - half * 0.05, foot + (top - foot) * 0.6),
        ]  # fmt: skip
        _sail(kit, cloth, light, *spots)
        for k in range(1, 6):
            v = foot + (top * 0.95 - foot) * k / 6
            slim = 1 - 0.35 * max(0.0, k - 3) / 3
            kit.line(
                mix(cloth, DARK, 0.5),
                0.4,
                0.012,
                (mast - half * 0.92 * slim, v + 0.01),
                (mast + half * 0.72 * slim, v),
            )
    _hull(
        kit,
        wood,
        (-0.76, 0.3),
        (-0.56, 0.24),
        (-0.4, 0.15),
        (0.3, 0.13),
        (0.52, 0.16),
        (0.76, 0.25),
    )
    kit.block(-0.72, -0.5, 0.24, 0.34, mix(wood, rgb("b88a5a"), 0.4), 0.6)
    kit.line(rgb("cfa35c"), 0.7, 0.016, (-0.72, 0.24), (-0.42, 0.12), (0.3, 0.1), (0.7, 0.2))
    if lights(kit.canvas):
        kit.poly(LAMP, 1.0, (-0.66, 0.26), (-0.6, 0.26), (-0.6, 0.31), (-0.66, 0.31), glow=True)


def _steamer(kit: Kit) -> None:
    hull = kit.canvas.hue(kit.place, rgb("2f3c4c"))
    white = rgb("eeebe2")
    for u in (-0.24, 0.06):
        kit.poly(
            rgb("b8483a"),
            kit.lit(-0.3),
            (u, 0.38),
            (u + 0.07, 0.38),
            (u + 0.04, 0.56),
            (u - 0.03, 0.56),
        )
        kit.poly(
            rgb("b8483a"),
            kit.lit(0.5),
            (u + 0.07, 0.38),
            (u + 0.13, 0.38),
            (u + 0.1, 0.56),
            (u + 0.04, 0.56),
        )
        kit.poly(DARK, 0.4, (u - 0.022, 0.52), (u + 0.108, 0.52), (u + 0.1, 0.58), (u - 0.03, 0.58))
    for mast in (-0.62, 0.56):
        kit.line(rgb("6f6250"), 0.5, 0.014, (mast, 0.2), (mast, 0.66))
    kit.line(rgb("6f6250"), 0.4, 0.005, (-0.9, 0.26), (-0.62, 0.64), (0.56, 0.66), (1.0, 0.28))
    kit.face(-0.5, 0.44, 0.22, 0.3, white, 0.72)
    kit.face(-0.42, 0.38, 0.3, 0.38, white, 0.8)
    kit.face(0.16, 0.34, 0.38, 0.44, white, 0.84)
    glow = lights(kit.canvas)
    for v, u0, many in ((0.245, -0.46, 12), (0.325, -0.38, 10)):
        for k in range(many):
            u = u0 + 0.075 * k
            kit.poly(
                LAMP if glow else rgb("5a6672"), 1.0 if glow else 0.5, (u, v), (u + 0.035, v),
                (u + 0.035, v + 0.035), (u, v + 0.035), glow=glow,
            )  # fmt: skip
    _hull(kit, hull, (-0.92, 0.24), (-0.6, 0.21), (0.4, 0.21), (0.8, 0.25), (1.02, 0.29))
    kit.line(white, 0.8, 0.016, (-0.9, 0.22), (-0.6, 0.19), (0.4, 0.19), (0.98, 0.265))
    kit.poly(rgb("94392f"), 0.45, (-0.86, 0.04), (0.9, 0.04), (0.86, 0.0), (-0.83, 0.0))
    for k in range(14):
        u = -0.72 + 0.1 * k
        kit.poly(
            LAMP if glow else rgb("8f9aa5"), 1.0 if glow else 0.6, (u, 0.12), (u + 0.025, 0.12),
            (u + 0.025, 0.145), (u, 0.145), glow=glow,
        )  # fmt: skip
