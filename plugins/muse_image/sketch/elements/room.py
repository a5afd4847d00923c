"""A room seen in perspective: floor, walls, ceiling, windows with their view, what lights it."""

import copy
from dataclasses import replace

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from .rooms.fittings import cover, glow_at, structure
from .rooms.plan import lamps, plan
from .rooms.shell import indoors, lights_of, paint_surface, sunlight, surfaces
from .rooms.sill import sill
from .rooms.windows import seen_through, view_for, window

SPEC = Spec("back", order=0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the room; what is painted after it stands in the light of the room."""
    room = plan(canvas.layout, place)
    room = replace(room, wall=canvas.hue(place, room.wall))
    rng = copy.deepcopy(place.rng)  # the plan stays the same for whoever asks later
    outdoors = canvas.air
    canvas.air = indoors(canvas, room)
    shining = lamps(canvas.layout, room)
    lights = lights_of(canvas, room, shining)
    sun = sunlight(canvas, room)
    shown = view_for(canvas, room, outdoors, rng)
    named = [*seen_through(canvas, place.name), *[""] * len(room.windows)]
    before = len(canvas.layers)
    if place.kind == "windowsill":
        sill(canvas, room, lights, rng, shown, named)
    else:
        for surface in surfaces(room):
            paint_surface(canvas, room, surface, lights, rng, sun)
        structure(canvas, room)
        for opening, name in zip(room.windows, named, strict=False):
            window(canvas, room, opening, rng, shown, name)
    wall = next(layer for layer in canvas.layers[before:] if layer.name == "wall")
    wall.name, wall.counted = place.name, True
    if place.kind == "windowsill":
        return
    cover(canvas, room, sun)
    for spot in shining:
        glow_at(canvas, room, spot, 0.9)
