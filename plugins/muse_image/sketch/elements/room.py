"""A room seen in perspective: floor, walls, ceiling, windows with their view, what lights it."""

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..scene.plan import Place
from .rooms.fittings import cover, glow_at, structure, view_for, window
from .rooms.plan import lamps, plan
from .rooms.shell import indoors, lights_of, paint_surface, sunlight, surfaces
from .rooms.sill import sill

SPEC = Spec("back", order=0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the room; what is painted after it stands in the light of the room."""
    room = plan(canvas.layout, place)
    rng = fork(place.rng)
    outdoors = canvas.air
    canvas.air = indoors(canvas, room)
    shining = lamps(canvas.layout, room)
    lights = lights_of(canvas, room, shining)
    sun = sunlight(canvas, room)
    shown = view_for(canvas, room, outdoors, rng)
    if place.kind == "windowsill":
        sill(canvas, room, outdoors, lights, rng, shown)
        return
    for surface in surfaces(room):
        paint_surface(canvas, room, surface, lights, rng, sun)
    structure(canvas, room)
    for opening in room.windows:
        window(canvas, room, outdoors, opening, rng, shown)
    cover(canvas, room, sun)
    for spot in shining:
        glow_at(canvas, room, spot, 0.9)
