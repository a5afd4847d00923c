"""A windowsill from near: the window, its sill as a place to sit or stand, the wall beneath."""

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.colour import Colour, mix, rgb
from .fittings import whole
from .plan import Room
from .shell import Lights, paint_surface, surfaces
from .windows import window

DEEP = 0.34
"""How deep the sill is, metres."""


def sill(
    canvas: Canvas, room: Room, lights: Lights, rng: Rng, shown: Colour, named: list[str]
) -> None:
    """Add a window from near, and the sill before it."""
    walls = [s for s in surfaces(room) if s.name == "wall" and s.axes == (0, 1)]
    for surface in walls:
        paint_surface(canvas, room, surface, lights, rng, [])
    for opening, name in zip(room.windows, named, strict=False):
        window(canvas, room, opening, rng, shown, name)
    c = whole(canvas, room)
    z = room.back - DEEP
    left, right = room.left * 1.4, room.right * 1.4
    c.front(mix(room.wall, rgb("6f6a66"), 0.12), left, right, -2.0, -0.05, z + 0.05, light=0.5)
    c.flat(room.floor, left, right, 0.0, z, room.back, light=0.8, round_=0.1)
    c.front(room.floor, left, right, -0.055, 0.0, z, light=0.56)
    canvas.add(c.m.layers("sill", "wall", depth=0.05, counted=False, detail=0.5))
