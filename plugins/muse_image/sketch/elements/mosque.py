"""A mosque: a great dome on a hall between minarets; or a western palace with domed wings."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._kit import Kit

SPEC = Spec("land", order=50, height=1.15)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one mosque, or one palace."""
    kit = Kit(canvas, place, max(place.size, 16.0), wide=1.1)
    if place.kind == "palace":
        _palace(kit)
    else:
        _mosque(kit)


def _mosque(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall = canvas.hue(place, rgb("e9dfcb"), 1)
    dome = canvas.hue(place, rgb("6fa3a6"))
    gold = rgb("d0a544")
    for u in (-0.66, 0.66):
        kit.tube(u, 0.045, 0.036, 0, 0.8, wall, 5)
        kit.tube(u, 0.06, 0.06, 0.58, 0.61, wall, 5)
        kit.tube(u, 0.062, 0.062, 0.78, 0.81, wall, 5)
        kit.dome(u, 0.042, 0.81, 0.15, dome, onion=0.8)
        kit.line(gold, 0.8, 0.01, (u, 0.94), (u, 1.0))
    for u in (-0.36, 0.36):
        kit.tube(u, 0.14, 0.14, 0.36, 0.42, wall, 7)
        kit.dome(u, 0.14, 0.42, 0.15, dome, onion=0.3)
    kit.block(-0.56, 0.56, 0, 0.38, wall, 0.5)
    kit.face(-0.58, 0.58, 0.37, 0.4, mix(wall, rgb("fffaf0"), 0.4), 0.75)
    kit.tube(0, 0.25, 0.25, 0.4, 0.5, wall, 9)
    for k in range(5):
        kit.window(-0.18 + 0.09 * k, 0.42, 0.04, 0.06, round_=True)
    kit.dome(0, 0.27, 0.5, 0.36, dome, onion=0.45)
    kit.line(gold, 0.85, 0.014, (0, 0.84), (0, 0.96))
    kit.face(-0.15, 0.15, 0, 0.34, mix(wall, dome, 0.3), 0.72)
    kit.arch(0, 0.1, 0, 0.28, mix(dome, rgb("22313a"), 0.65), 0.4)
    kit.window(0, 0.02, 0.1, 0.18, round_=True)
    for u in (-0.47, -0.36, -0.25, 0.25, 0.36, 0.47):
        kit.window(u, 0.1, 0.055, 0.15, round_=True)
    kit.done(0.7)
    kit.halo(0, 0.12, 0.4)


def _palace(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall = canvas.hue(place, rgb("e8d9b8"))
    slate = canvas.hue(place, rgb("6a7a8a"), 1) if len(place.colours) > 1 else rgb("6a7a8a")
    trim = rgb("f6efe0")
    kit.face(-1.0, 1.0, 0, 0.36, wall, kit.lit(-0.3) * 0.7 + 0.2)
    kit.poly(slate, 0.55, (-1.02, 0.36), (1.02, 0.36), (0.96, 0.48), (-0.96, 0.48))
    for u, half, top in ((-0.88, 0.13, 0.42), (0.88, 0.13, 0.42), (0, 0.24, 0.48)):
        kit.block(u - half, u + half, 0, top, wall, 0.7)
        kit.face(u - half - 0.01, u + half + 0.01, top, top + 0.025, trim, 0.8)
        kit.dome(u, half * 0.9, top + 0.02, half * 1.15, slate)
        kit.tube(u, 0.03, 0.03, top + half * 1.1, top + half * 1.1 + 0.06, trim, 5)
        kit.line(rgb("d0a544"), 0.8, 0.01, (u, top + half * 1.1), (u, top + half * 1.1 + 0.14))
    kit.face(-1.0, 1.0, 0.18, 0.195, trim, 0.75)
    for k in range(12):
        u = -0.66 + 0.12 * k
        if abs(u) < 0.22 or abs(u) > 0.72:
            continue
        kit.window(u, 0.05, 0.05, 0.1, round_=True)
        kit.window(u, 0.225, 0.05, 0.1)
    for u in (-0.92, -0.84, 0.84, 0.92):
        kit.window(u, 0.05, 0.04, 0.1)
        kit.window(u, 0.225, 0.04, 0.1)
    for k in range(4):
        kit.window(-0.15 + 0.09 * k, 0.25, 0.045, 0.13, round_=True)
        kit.line(trim, 0.8, 0.02, (-0.18 + 0.12 * k, 0), (-0.18 + 0.12 * k, 0.2))
    kit.arch(0, 0.05, 0, 0.16)
    kit.done(0.9)
