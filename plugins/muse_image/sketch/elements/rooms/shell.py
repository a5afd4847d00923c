"""The shell of a room: floor, walls and ceiling with their patterns and the light on them."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from ...draws import Rng, fork
from ...paint.atmosphere import Atmosphere
from ...paint.canvas import Canvas
from ...paint.colour import Colour, blank, mix, rgb
from ...paint.layer import Layer
from ...paint.raster import Field, resize, soft
from .plan import Room, Window
from .textures import PATTERNS, STRONG
from .view import Solid

INDOORS = {
    "day": ("fff8ee", 1.1, "7d7b84"),
    "dawn": ("ffe9d2", 1.08, "7b7486"),
    "sunset": ("ffdcae", 1.1, "766474"),
    "dusk": ("ffd6a2", 1.06, "4d4a66"),
    "night": ("ffcf92", 1.1, "3b3650"),
    "grey": ("e9ecec", 1.04, "737781"),
    "dark": ("ffbf7c", 1.1, "34303c"),
}
"""Light of a room by the hour: the key, its power, the ambient."""


def lamplit(canvas: Canvas, room: Room) -> bool:
    """Whether lamps light the room, not the windows."""
    return room.look.dark or (not room.look.strips and canvas.scene.time in ("night", "dusk"))


def indoors(canvas: Canvas, room: Room) -> Atmosphere:
    """Return the air and light inside a room."""
    scene, name = canvas.scene, canvas.scene.time
    if room.look.dark:
        name = "dark"
    elif room.look.strips or (
        name == "day" and scene.weather in ("rain", "fog", "storm", "cloudy", "snow")
    ):
        name = "grey"
    key, power, ambient = INDOORS.get(name, INDOORS["day"])
    return replace(
        canvas.air, key=(rgb(key) * np.float32(power)).astype(np.float32), ambient=rgb(ambient),
        air=0.0, night=False,
    )  # fmt: skip


@dataclass(slots=True)
class Lights:
    """What lights a room: sources (spot, strength, reach in metres) and the light without them."""

    sources: list[tuple[Solid, float, float]]
    base: float


def lights_of(canvas: Canvas, room: Room, shining: list[Solid]) -> Lights:
    """Return the lights of a room: its windows by day, its lamps in the dark."""
    if lamplit(canvas, room):
        spots = shining or [room.lamp]
        part = 0.8 / len(spots) ** 0.5
        return Lights([(spot, part, 1.7) for spot in spots], 0.3)
    made = Lights([], 0.4)
    big = max(1.0, (room.right - room.left) / 4)
    for window in room.windows:
        along, up = (window.low + window.high) / 2, (window.sill + window.top) / 2
        spot = room.on(window.wall, along, up, 0.5)
        made.sources.append((spot, 0.5 / len(room.windows) ** 0.5, 1.7 * big))
    if not room.windows:
        made.sources.append((room.lamp, 0.5, 2.0 * big))
    return made


@dataclass(frozen=True, slots=True)
class Surface:
    """A surface of the room: its corners, its two axes, how it is made, its usual light."""

    name: str
    corners: tuple[Solid, ...]
    axes: tuple[int, int]
    colour: Colour
    made_of: str
    light: float


def surfaces(room: Room) -> list[Surface]:
    """Return what is seen of a room's shell, the farthest first."""
    near = 0.4
    left, right, back, tall = room.left, room.right, room.back, room.tall
    look = room.look
    wall, floor, ceiling = room.wall, room.floor, rgb(look.ceiling)
    made: list[Surface] = []

    def add(
        name: str, corners: tuple[Solid, ...], axes: tuple[int, int], colour: Colour, made_of: str,
        light: float,
    ) -> None:  # fmt: skip
        made.append(Surface(name, corners, axes, colour, made_of, light))

    def upright(name: str, y0: float, y1: float, colour: Colour, made_of: str) -> None:
        add(
            name, ((left, y0, back), (right, y0, back), (right, y1, back), (left, y1, back)),
            (0, 1), colour, made_of, 0.0,
        )  # fmt: skip
        for x, light in ((left, -0.05), (right, 0.05)):
            spots = ((x, y0, near), (x, y0, back), (x, y1, back), (x, y1, near))
            add(name, spots, (2, 1), colour, made_of, light)

    if look.sloped:
        knee, middle, half = 1.05, (left + right) / 2, (right - left) * 0.16
        gable = ((left, 0.0, back), (right, 0.0, back), (right, knee, back), (middle + half, tall,
            back), (middle - half, tall, back), (left, knee, back))  # fmt: skip
        add("wall", gable, (0, 1), wall, room.wall_as, 0.0)
        for x in (left, right):
            spots = ((x, 0.0, near), (x, 0.0, back), (x, knee, back), (x, knee, near))
            add("wall", spots, (2, 1), wall, room.wall_as, -0.02)
        for x, way in ((left, -1), (right, 1)):
            top = middle + way * half
            spots = ((x, knee, near), (x, knee, back), (top, tall, back), (top, tall, near))
            add("ceiling", spots, (2, 1), ceiling, look.ceiling_as, 0.04)
        flat = ((middle - half, tall, near), (middle - half, tall, back),
                (middle + half, tall, back), (middle + half, tall, near))  # fmt: skip
        add("ceiling", flat, (2, 0), ceiling, look.ceiling_as, -0.06)
    else:
        upright("wall", 0.0, tall, wall, room.wall_as)
        if room.low is not None:
            upright("wall", 0.0, 0.95, room.low, look.low_as)
        spots = ((left, tall, near), (left, tall, back), (right, tall, back), (right, tall, near))
        add("ceiling", spots, (2, 0), ceiling, look.ceiling_as, -0.04)
    spots = ((left, 0.0, near), (left, 0.0, back), (right, 0.0, back), (right, 0.0, near))
    add("floor", spots, (0, 2), floor, look.floor_as, 0.04)
    return made


def paint_surface(
    canvas: Canvas, room: Room, surface: Surface, lights: Lights, rng: Rng, sun: list[list[Solid]]
) -> None:  # fmt: skip
    """Add one surface; `sun` are spots of the floor (polygons) where the sun falls."""
    rng = fork(rng)
    view = room.view
    at = [view.at(*corner) for corner in surface.corners]
    xs, ys = [x for x, _ in at], [y for _, y in at]
    x0, x1 = max(0, int(min(xs)) - 1), min(canvas.width, int(max(xs)) + 2)
    y0, y1 = max(0, int(min(ys)) - 1), min(canvas.height, int(max(ys)) + 2)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    alpha = filled([at], x0, y0, x1, y1)
    spot = _spots(room, surface, x0, y0, x1, y1, 1)
    a, b = spot[surface.axes[0]], spot[surface.axes[1]]
    pa, pb = _footprint(room, surface, spot)
    shade, joint = PATTERNS[surface.made_of](a, b, pa, pb, rng)
    strong = STRONG.get(surface.made_of, 0.06)
    colour = surface.colour * (1 + np.float32(strong) * shade)[..., None]
    warm = np.array([1.02, 1.0, 0.97], np.float32)
    colour = colour * np.where(shade[..., None] > 0, warm, 1 / warm)
    colour = mix(colour, surface.colour * np.float32(0.5), joint * 0.8)
    coarse = _spots(room, surface, x0, y0, x1, y1, 4)
    light = resize(_lit(room, surface, lights, coarse), y1 - y0, x1 - x0)
    if surface.name == "floor" and sun:
        patch = soft(
            filled([[view.at(*s) for s in shape] for shape in sun], x0, y0, x1, y1),
            canvas.layout.unit * 0.004,
        )
        light = light + 0.42 * patch
        colour = mix(colour, colour * np.array([1.14, 1.05, 0.86], np.float32), patch * 0.8)
    rows = np.arange(y0, y1, dtype=np.float32)[:, None] - view.horizon
    columns = np.arange(x0, x1, dtype=np.float32)[None] - view.x
    level = surface.axes == (0, 1)
    angle = np.float32(0.0) + (np.zeros_like(light) if level else np.arctan2(rows, columns))
    made = blank(y1 - y0, x1 - x0)
    np.clip(colour, 0, 1, out=made)
    canvas.add(
        Layer(
            surface.name, "wall", x0, y0, alpha, made, np.clip(light, 0.04, 1), angle,
            0.25 if level else 0.15, 0.0, 0.35, joint * alpha * 0.75, counted=False,
        )
    )  # fmt: skip


def filled(shapes: list[list[tuple[float, float]]], x0: int, y0: int, x1: int, y1: int) -> Field:
    """Return the coverage of polygons (px) in a box."""
    picture = Image.new("L", ((x1 - x0) * 2, (y1 - y0) * 2))
    draw = ImageDraw.Draw(picture)
    for shape in shapes:
        draw.polygon([((x - x0) * 2, (y - y0) * 2) for x, y in shape], fill=255)
    return np.asarray(picture.reduce(2), np.float32) * np.float32(1 / 255)


def _spots(
    room: Room, surface: Surface, x0: int, y0: int, x1: int, y1: int, pace: int
) -> tuple[Field, Field, Field]:
    """Return the spot (x, y, z; metres) of the surface seen at every `pace`th px of a box."""
    view = room.view
    first, second, third = (np.array(surface.corners[k], np.float64) for k in (0, 1, 2))
    normal = np.cross(second - first, third - first)
    columns = (np.arange(x0, x1, pace, dtype=np.float32)[None] + 0.5 - view.x) / view.focal
    rows = (view.horizon - np.arange(y0, y1, pace, dtype=np.float32)[:, None] - 0.5) / view.focal
    eye = np.array([0.0, view.eye, 0.0])
    reach = float(normal @ (first - eye))
    slope = np.float32(normal[0]) * columns + np.float32(normal[1]) * rows + np.float32(normal[2])
    far = np.float32(room.back * 1.6)
    with np.errstate(divide="ignore", invalid="ignore"):
        ahead = np.float32(reach) / slope
    ahead = np.where((ahead > 0) & (ahead < far), ahead, far).astype(np.float32)
    return columns * ahead, view.eye + rows * ahead, ahead


def _footprint(
    room: Room, surface: Surface, spot: tuple[Field, Field, Field]
) -> tuple[Field, Field]:
    """Return how many metres one px is along each axis of a surface."""
    x, y, z = spot
    across = z / room.view.focal
    if surface.axes == (0, 1):
        return across, across
    off = np.abs(y - room.view.eye) if surface.name in ("floor", "ceiling") else np.abs(x)
    ahead = z * z / (room.view.focal * np.maximum(off, 0.1))
    return (across, ahead) if surface.axes == (0, 2) else (ahead, across)


def _lit(room: Room, surface: Surface, lights: Lights, spot: tuple[Field, Field, Field]) -> Field:
    """Return the light on the spots of a surface, darker where surfaces meet."""
    x, y, z = spot
    light = np.full(z.shape, lights.base + surface.light, np.float32)
    for (sx, sy, sz), strength, reach in lights.sources:
        away = (x - sx) ** 2 + (y - sy) ** 2 + (z - sz) ** 2
        light += np.float32(strength) / (1 + away / np.float32(reach * reach))
    edges: list[Field] = []
    if surface.axes != (2, 1) and not room.look.sloped:
        edges += [x - room.left, room.right - x]
    if surface.name != "floor":
        edges.append(y)
    if surface.name == "wall" and not room.look.sloped:
        edges.append(room.tall - y)
    if surface.axes != (0, 1):
        edges.append(room.back - z)
    for edge in edges:
        light -= 0.1 * np.exp(-np.abs(edge) / np.float32(0.22))
    return light


def sunlight(canvas: Canvas, room: Room) -> list[list[Solid]]:
    """Return the spots of the floor where the sun falls in through the windows."""
    scene = canvas.scene
    sunny = scene.weather not in ("rain", "fog", "storm", "cloudy", "snow")
    if scene.time not in ("day", "dawn", "sunset") or not sunny or room.look.dark:
        return []
    if room.look.view == "space" or room.look.eye < 1:
        return []
    away = -1.0 if canvas.layout.light[0] > 0 else 1.0
    made: list[list[Solid]] = []
    for window in room.windows:
        made += [_cast(room, window, pane, away) for pane in _panes(window)]
    return made


def _panes(window: Window) -> list[tuple[float, float, float, float]]:
    wide, high = (window.high - window.low) / 2, (window.top - window.sill) / 2
    return [
        (window.low + wide * (i + 0.08), window.low + wide * (i + 0.92),
         window.sill + high * (j + 0.06), window.sill + high * (j + 0.94))
        for i in range(2) for j in range(2)
    ]  # fmt: skip


def _cast(
    room: Room, window: Window, pane: tuple[float, float, float, float], away: float
) -> list[Solid]:
    """Return where the light of one pane falls on the floor."""
    low, high, sill, top = pane
    made: list[Solid] = []
    for along, up in ((low, sill), (high, sill), (high, top), (low, top)):
        x, _, z = room.on(window.wall, along, up)
        if window.wall == "back":
            made.append((x + away * up * 0.55, 0.0, max(0.5, z - up * 0.95)))
        else:
            way = 1 if window.wall == "left" else -1
            made.append((x + way * up * 1.15, 0.0, max(0.5, z - up * 0.35)))
    return made
