"""What belongs to a room: beams, posts, skirting, columns, carpets, the glow of its lamps."""

import numpy as np

from ...paint.canvas import Canvas
from ...paint.colour import mix, rgb
from ...paint.layer import Layer
from ...paint.model import Model, tone
from .plan import Room
from .shell import filled, lamplit
from .view import Carpenter, Solid

WHITE = rgb("f1ece1")
WOOD = rgb("7a5236")


def carpenter(canvas: Canvas, room: Room, box: tuple[float, float, float, float]) -> Carpenter:
    """Return one that draws in the metres of the room, inside a box (px) of the picture."""
    left, top, right, bottom = box
    scale = room.scale
    x, half = (left + right) / 2, (right - left) / 2 / scale
    m = Model(
        canvas, x, bottom, scale, 1, wide=half, tall=(bottom - top) / scale, deep=0.02
    )  # fmt: skip
    return Carpenter(m, room.view)


def whole(canvas: Canvas, room: Room) -> Carpenter:
    """Return a carpenter for the whole picture."""
    return carpenter(canvas, room, (-4.0, -4.0, canvas.width + 4.0, canvas.height + 4.0))


def structure(canvas: Canvas, room: Room) -> None:
    """Add beams, posts, skirting and strips of light."""
    look = room.look
    c = whole(canvas, room)
    _edges(c, room)
    if look.beams:
        _beams(c, room)
    if look.strips:
        _strips(c, room)
    if look.posts:
        _posts(c, room)
    canvas.add(c.m.layers("room", "built", depth=0.12, counted=False, detail=0.6))


def cover(canvas: Canvas, room: Room, sun: list[list[Solid]]) -> None:
    """Add what lies on the floor, the sun on it, and the columns that stand on it."""
    c = whole(canvas, room)
    _floor_cloth(c, room)
    for layer in c.m.layers("rug", "built", depth=0.1, counted=False, detail=0.5):
        left, top, right, bottom = layer.box
        if sun:
            shapes = [[room.view.at(*s) for s in shape] for shape in sun]
            layer.light = np.clip(layer.light + 0.4 * filled(shapes, left, top, right, bottom), 0,
                1)  # fmt: skip
        canvas.add(layer)
    if room.look.columns:
        _columns(canvas, room)


def _floor_cloth(c: Carpenter, room: Room) -> None:
    look, back = room.look, room.back
    middle = (room.left + room.right) / 2
    if look.carpet:
        red = rgb(look.carpet)
        c.flat(tone(red, -0.25), middle - 0.95, middle + 0.95, 0, 0.5, back - 0.6, light=0.6)
        c.flat(rgb("d1a94e"), middle - 0.88, middle + 0.88, 0, 0.5, back - 0.66, light=0.62,
            line=0.3)  # fmt: skip
        c.flat(red, middle - 0.78, middle + 0.78, 0, 0.5, back - 0.72, light=0.6, line=0.3)
    if room.rug is not None:
        half = (room.right - room.left) * 0.3
        z0, z1 = max(back - 3.2, back * 0.5), back - 1.0
        pale = tone(room.rug, 0.55)
        borders = (
            (0.0, room.rug), (0.12, pale), (0.18, room.rug), (0.42, tone(room.rug, -0.2)),
            (0.5, tone(room.rug, 0.12)),
        )  # fmt: skip
        for inset, cloth in borders:
            if half > inset * 1.6:
                c.flat(cloth, middle - half + inset, middle + half - inset, 0.0, z0 + inset * 0.7,
                    z1 - inset * 0.7, light=0.6, round_=0.0, line=0.6 if not inset
                    else 0.35)  # fmt: skip


def _edges(c: Carpenter, room: Room) -> None:
    """Draw skirting and cornice, and the line of the wainscot."""
    look, back = room.look, room.back
    if look.eye < 1:
        return
    white = tone(room.low, 0.25) if room.low is not None else WHITE
    board = {"temple": rgb("5f2a20"), "dungeon": rgb("4b4845"), "tavern": rgb("4f3422"),
             "spaceship": rgb("39424c"), "church": rgb("8f8674"),
             "attic": rgb("7a5533")}.get(room.kind, white)  # fmt: skip
    levels = [(0.0, 0.11)]
    if room.low is not None:
        levels.append((0.92, 0.98))
    if not look.sloped:
        levels.append((room.tall - 0.09, room.tall))
    for y0, y1 in levels:
        for x in (room.left, room.right):
            c.face(board, (x, y0, 0.5), (x, y0, back), (x, y1, back), (x, y1, 0.5), light=0.56,
                   round_=0)  # fmt: skip
        c.front(board, room.left, room.right, y0, y1, back, light=0.62, round_=0)


def _beams(c: Carpenter, room: Room) -> None:
    wood = mix(rgb(room.look.ceiling), rgb("4a2f1d"), 0.65)
    many = room.look.beams
    tall = room.tall
    if room.look.sloped:
        middle, half = (room.left + room.right) / 2, (room.right - room.left) * 0.16
        for k in range(many):
            z = room.back - 0.1 - k * 1.05
            if z > 0.6:
                for way, x in ((-1, room.left), (1, room.right)):
                    ends = ((x, 1.05, z), (middle + way * half, tall, z))
                    c.bar(wood, 0.14, *ends, light=0.5, round_=0.5)
                c.bar(wood, 0.14, (middle - half, tall, z), (middle + half, tall, z), light=0.5)
        return
    for k in range(many):
        z = room.back - 0.35 - k * 0.95
        if z > 0.7:
            c.box(wood, room.left, room.right, tall - 0.2, tall, z, z + 0.18, light=0.52)


def _strips(c: Carpenter, room: Room) -> None:
    """Draw strips of light along walls and ceiling."""
    shine, back = rgb(room.look.strips), room.back
    for x in (room.left, room.right):
        y = 2.35
        c.face(shine, (x, y, 0.5), (x, y, back), (x, y + 0.07, back), (x, y + 0.07, 0.5),
               glow=True, light=1, round_=0)  # fmt: skip
    for u in (0.3, 0.7):
        x = room.left + (room.right - room.left) * u
        c.flat(rgb("eaf6ff"), x - 0.12, x + 0.12, room.tall, 0.6, back - 0.5, glow=True, round_=0)
    for k in range(4):
        z = back - k * 1.4
        for x in (room.left, room.right):
            if z > 0.8:
                c.face(rgb("4a525c"), (x, 0, z), (x, room.tall, z), (x, room.tall, z - 0.16),
                       (x, 0, z - 0.16), light=0.45)  # fmt: skip


def _posts(c: Carpenter, room: Room) -> None:
    """Draw the dark posts and rails of a Japanese room."""
    wood, back = rgb(room.look.posts), room.back
    for k in range(4):
        z = back - k * 1.8
        for x in (room.left, room.right):
            if z > 0.8:
                c.face(wood, (x, 0, z), (x, room.tall, z), (x, room.tall, z - 0.1), (x, 0, z - 0.1),
                       light=0.5)  # fmt: skip
    for x in (room.left, room.right):
        c.front(wood, x - 0.05, x + 0.05, 0, room.tall, back - 0.01, light=0.5)
        c.face(wood, (x, 2.0, 0.5), (x, 2.0, back), (x, 2.1, back), (x, 2.1, 0.5), light=0.5)
    c.front(wood, room.left, room.right, 2.02, 2.12, back - 0.01, light=0.5)


def _columns(canvas: Canvas, room: Room) -> None:
    """Add two rows of columns, the farthest first."""
    kind = room.look.columns
    stone = {"red": rgb("a8382a"), "white": rgb("efe6d4"), "stone": rgb("beb39d")}[kind]
    base = {"red": rgb("8f8a80"), "white": rgb("d9b65e"), "stone": rgb("a89d88")}[kind]
    inset, thick = (room.right - room.left) * 0.12, 0.24 if kind != "stone" else 0.34
    for k in range(4):
        z = room.back - 1.2 - k * (room.back - 2.0) * 0.24
        if z < 1.6:
            continue
        for x in (room.left + inset, room.right - inset):
            top = room.tall
            scale = room.view.focal / z
            px, foot = room.view.at(x, 0.0, z)
            reach = thick * 1.5 * scale
            c = carpenter(canvas, room, (px - reach, -4.0, px + reach, foot + 0.4 * scale))
            c.turned(stone, x, z, (thick, 0.2), (thick * 0.92, top), round_=1.2)
            c.turned(base, x, z, (thick * 1.4, 0.0), (thick * 1.4, 0.14), (thick * 1.1, 0.22))
            if kind == "red":
                c.turned(rgb("c9a04a"), x, z, (thick * 0.95, top - 1.1), (thick * 0.95, top - 1.0))
            else:
                c.turned(base, x, z, (thick * 1.0, top * 0.6), (thick * 1.35, top * 0.6 + 0.3))
            canvas.add(c.m.layers("column", "built", depth=0.08, counted=False, detail=0.6))


def glow_at(canvas: Canvas, room: Room, spot: Solid, reach: float) -> None:
    """Add the glow around a lamp."""
    if not lamplit(canvas, room):
        return
    x, y = room.view.at(*spot)
    radius = max(6, int(reach * room.view.focal / spot[2]))
    across = (np.arange(2 * radius, dtype=np.float32)[None] - radius) / radius
    down = (np.arange(2 * radius, dtype=np.float32)[:, None] - radius) / radius
    seen = np.clip(1 - np.sqrt(across**2 + down**2), 0, 1) ** 2.2 * np.float32(0.4)
    canvas.add(
        Layer("glow", "glow", int(x) - radius, int(y) - radius, seen, rgb("ffcf70"), 1.0, 0.0, 0.0,
              1.0, 0.2, counted=False)
    )  # fmt: skip
