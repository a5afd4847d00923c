"""Country houses: a thatched cottage, a red barn, a cabin of logs, a glasshouse."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights, smoke
from ._kit import DARK, Kit

SPEC = Spec("land", order=50, height=0.52)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one house of its kind."""
    kit = Kit(canvas, place, max(place.size, 9.0), wide=1.2, tall=1.3)
    {"barn": _barn, "cabin": _cabin, "glass": _glass}.get(place.kind, _thatched)(kit)


def _thatched(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall = canvas.hue(place, rgb("efe5d0"))
    straw = rgb("b0925a") if not canvas.snowy else rgb("f0f3f7")
    half, edge = 0.66, 0.3
    kit.block(-half, half, 0, 0.42, wall, 0.73)
    for u in (-0.6, -0.2, 0.24):
        kit.line(rgb("6b4c34"), 0.5, 0.02, (u, 0), (u, 0.42))
    kit.face(0.42, 0.5, 0.62, 1.06, rgb("8d7564"), kit.lit(0.6))
    kit.poly(wall, kit.lit(0.75), (edge, 0.4), (half, 0.4), (0.48, 0.72))
    kit.poly(
        straw, kit.lit(-0.4) * 0.9 + 0.14, (-0.78, 0.34), (-0.3, 0.37), (0.34, 0.34), (0.4, 0.5),
        (0.5, 0.92), (0.1, 0.95), (-0.46, 0.9), (-0.7, 0.6),
    )  # fmt: skip
    kit.limb(straw, kit.lit(0.7), [0.06, 0.12, 0.1], (0.5, 0.9), (0.62, 0.6), (0.76, 0.34))
    dark = mix(straw, rgb("5a4526"), 0.35)
    for k in range(9):
        u = -0.62 + 0.12 * k
        kit.line(dark, 0.45, 0.008, (u * 0.82 + 0.05, 0.84), (u, 0.42))
    kit.limb(dark, 0.6, [0.05, 0.06, 0.05], (-0.48, 0.9), (0.1, 0.95), (0.5, 0.91))
    kit.arch(-0.1, 0.08, 0, 0.3, canvas.hue(place, rgb("5a6f52"), 1), 0.5)
    for u in (-0.45, 0.13):
        kit.window(u, 0.14, 0.13, 0.15)
    kit.window(0.48, 0.16, 0.1, 0.16)
    kit.done(0.5)
    if kit.size > 24:
        x, y = kit.at(0.46, 1.06)
        smoke(canvas, place, x, y, kit.size * 0.9)


def _barn(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall, trim = canvas.hue(place, rgb("9c3a30")), rgb("ece5d8")
    roof = rgb("f0f3f7") if canvas.snowy else rgb("6d6f75")
    # The front has a broken gable; the long side runs away to the other side.
    kit.face(-0.78, 0.12, 0, 0.5, wall, kit.lit(-0.75))
    front = [
        (0.12, 0),
        (0.74, 0),
        (0.74, 0.5),
        (0.64, 0.78),
        (0.43, 0.96),
        (0.22, 0.78),
        (0.12, 0.5),
    ]
    kit.poly(wall, kit.lit(0.75), *front)
    kit.poly(roof, kit.lit(-0.5) * 0.9 + 0.1, (-0.82, 0.48), (0.1, 0.48), (0.22, 0.8), (-0.72, 0.8))
    kit.poly(
        roof, kit.lit(-0.2) * 0.9 + 0.2, (-0.72, 0.8), (0.22, 0.8), (0.43, 0.98), (-0.54, 0.96)
    )
    kit.line(trim, kit.lit(0.6), 0.022, *front[2:])
    for k in range(1, 9):
        u = -0.78 + 0.1 * k
        kit.line(mix(wall, DARK, 0.35), 0.4, 0.008, (u, 0.01), (u, 0.47))
    kit.face(0.3, 0.56, 0, 0.36, mix(wall, DARK, 0.4), kit.lit(0.6))
    for spots in (((0.3, 0), (0.56, 0.36)), ((0.56, 0), (0.3, 0.36))):
        kit.line(trim, 0.7, 0.018, *spots)
    kit.line(trim, 0.7, 0.02, (0.3, 0), (0.3, 0.36), (0.56, 0.36), (0.56, 0))
    kit.window(0.43, 0.56, 0.12, 0.14)
    for u in (-0.6, -0.2):
        kit.window(u, 0.2, 0.1, 0.12)
    kit.done(0.6)


def _cabin(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wood = canvas.hue(place, rgb("84603e"))
    kit.face(0.18, 0.27, 0.5, 1.02, rgb("7c746c"), kit.lit(-0.3))
    kit.gable(-0.62, 0.58, 0, 0.4, 0.86, wood, rgb("5b4a3e"), 0.6, 0.1)
    for k in range(6):
        v = 0.04 + 0.066 * k
        kit.line(mix(wood, rgb("33241a"), 0.45), 0.35, 0.012, (-0.62, v), (0.1, v))
        kit.line(mix(wood, rgb("33241a"), 0.45), 0.35, 0.012, (0.1, v), (0.58, v))
    for u in (-0.62, 0.1, 0.58):
        kit.line(mix(wood, rgb("d9b98c"), 0.25), 0.6, 0.03, (u, 0), (u, 0.4))
    kit.face(-0.2, -0.05, 0, 0.29, rgb("4c3526"), 0.4)
    kit.window(-0.42, 0.14, 0.15, 0.15)
    kit.window(0.34, 0.16, 0.13, 0.15)
    kit.line(rgb("4c3526"), 0.4, 0.012, (-0.42, 0.14), (-0.42, 0.29))
    kit.done(0.5)
    if kit.size > 24:
        x, y = kit.at(0.22, 1.0)
        smoke(canvas, place, x, y, kit.size * 0.9)


def _glass(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    sky = mix(canvas.air.middle, rgb("cfe3d8"), 0.5)
    frame = canvas.hue(place, rgb("f1f3ee"))
    inside = canvas.leaf(0)
    glow = lights(canvas)
    pane = rgb("ffd98c") if glow else sky
    u0, u1, edge, top = -0.8, 0.74, 0.24, 0.78
    kit.poly(
        pane,
        1.0 if glow else kit.lit(-0.6) * 0.6 + 0.3,
        (u0, 0),
        (edge, 0),
        (edge, 0.42),
        (u0, 0.42),
        glow=glow,
    )
    kit.poly(
        pane,
        1.0 if glow else kit.lit(0.6) * 0.6 + 0.3,
        (edge, 0),
        (u1, 0),
        (u1, 0.42),
        (0.49, top),
        (edge, 0.42),
        glow=glow,
    )
    for k in range(11):
        u = -0.72 + 0.14 * k
        kit.ball(mix(inside, canvas.leaf(1), (k % 3) / 3), u, 0.1 + 0.05 * (k % 2), 0.08, 0.12)
    kit.poly(sky, kit.lit(-0.4) * 0.5 + 0.5, (u0, 0.42), (edge, 0.42), (0.49, top), (-0.56, top))
    for k in range(8):
        t = k / 7
        a, b = u0 + (edge - u0) * t, -0.56 + 1.05 * t
        kit.line(frame, 0.85, 0.014, (a, 0), (a, 0.42), (b, top))
    for k in range(4):
        u = edge + 0.125 * k * 1.33
        kit.line(frame, 0.8, 0.014, (u, 0), (u, 0.42 + (0.36 * (1 - abs(u - 0.49) / 0.25))))
    for v in (0.0, 0.21, 0.42):
        kit.line(frame, 0.8, 0.014, (u0, v), (u1, v))
    kit.line(frame, 0.9, 0.02, (-0.56, top), (0.49, top), (u1, 0.42))
    kit.line(frame, 0.9, 0.02, (0.49, top), (edge, 0.42))
    kit.done(0.6)
