"""The windows of a room: openings, frames, panes, curtains, and the view outside."""

import numpy as np

from ...draws import Rng, fork
from ...paint.atmosphere import Atmosphere
from ...paint.canvas import Canvas
from ...paint.colour import Colour, rgb
from ...paint.layer import Layer
from ...paint.model import Spot, tone
from ...paint.raster import Field
from .fittings import WHITE, WOOD, carpenter
from .outside import outside, seen_as
from .plan import Room, Window
from .shell import filled
from .view import Carpenter, Solid


def shape_of(room: Room, window: Window, inset: float = 0.0, out: float = 0.0) -> list[Solid]:
    """Return the outline of a window's opening, `inset` metres inside its edge."""
    low, high = window.low + inset, window.high - inset
    sill, top = window.sill + inset, window.top - inset
    name = room.look.window
    middle, half = (low + high) / 2, (high - low) / 2
    flat: list[tuple[float, float]]
    if name == "moon":
        up = (sill + top) / 2
        flat = [(middle + half * float(np.cos(k * np.pi / 18)), up + half * float(np.sin(k * np.pi
            / 18))) for k in range(36)]  # fmt: skip
    elif name == "arch":
        spring = top - half
        flat = [(low, sill), (high, sill)]
        flat += [
            (middle + half * float(np.cos(k * np.pi / 12)),
             spring + half * float(np.sin(k * np.pi / 12)))
            for k in range(13)
        ]  # fmt: skip
    elif name == "stained":
        spring = top - half * 1.7
        flat = [(low, sill), (high, sill), (high, spring)]
        flat += [
            (low + 2 * half * float(np.cos(k * np.pi / 18)),
             spring + 2 * half * float(np.sin(k * np.pi / 18)))
            for k in range(1, 7)
        ]  # fmt: skip
        flat += [(2 * middle - u, v) for u, v in reversed(flat[3:-1])]
        flat.append((low, spring))
    elif name == "port":
        cut = 0.25
        flat = [(low, sill), (high, sill), (high, top - cut), (high - cut, top),
                (low + cut, top), (low, top - cut)]  # fmt: skip
    else:
        flat = [(low, sill), (high, sill), (high, top), (low, top)]
    return [room.on(window.wall, along, up, out) for along, up in flat]


def window(
    canvas: Canvas, room: Room, opening: Window, rng: Rng, shown: Colour, name: str = ""
) -> None:
    """Add one window: the view outside (`shown`, h x w of the picture), its frame, its curtains.

    `name` is that of an asked thing which is seen through it.
    """
    rng = fork(rng)
    edge = 1.0 if room.look.curtain else 0.4
    x0, y0, x1, _ = room.box(opening)
    reach = edge * room.scale
    c = carpenter(canvas, room, (x0 - reach, y0 - reach, x1 + reach, canvas.height * 1.0))
    seen, name = name, room.look.window
    frame = {"lattice": rgb("8a3226"), "moon": rgb("5f3826"), "shoji": rgb("6f4c30"),
             "bars": rgb("4a4744"), "stained": rgb("8f8674"), "port": rgb("4a525c"),
             "train": rgb("8a7a62"), "lattice_glass": rgb("5a3c26")}.get(name, WHITE)  # fmt: skip
    if room.look.dark and name == "square":
        frame = WOOD
    wide = 0.1 if name not in ("port", "train") else 0.16
    c.face(frame, *shape_of(room, opening, -wide, 0.02), light=0.62, round_=0.4)
    _add(canvas, c)
    _glass(canvas, room, opening, shown, seen)
    c = carpenter(canvas, room, (x0 - reach, y0 - reach, x1 + reach, canvas.height * 1.0))
    {"lattice": _lattice, "moon": _lattice, "shoji": _shoji, "bars": _bars, "stained": _stained,
     "lattice_glass": _leaded, "port": _port, "train": _plain}.get(name, _mullions)(
        c, room, opening, frame, rng
    )  # fmt: skip
    if name in ("sash", "wide", "square", "arch", "lattice_glass"):
        sill = [room.on(opening.wall, along, opening.sill - up, out)
                for along, up, out in ((opening.low - 0.14, 0.02, 0.14),
                                       (opening.high + 0.14, 0.02, 0.14),
                                       (opening.high + 0.14, 0.1, 0.14),
                                       (opening.low - 0.14, 0.1, 0.14))]  # fmt: skip
        c.face(frame, *sill, light=0.7)
    if room.curtain is not None:
        _curtains(c, room, opening, room.curtain, rng)
    _add(canvas, c)


def _add(canvas: Canvas, c: Carpenter, name: str = "window") -> None:
    canvas.add(c.m.layers(name, "built", depth=0.12, counted=False, detail=0.7))


def _glass(canvas: Canvas, room: Room, opening: Window, shown: Colour, name: str) -> None:
    box = room.box(opening)
    x0, y0 = max(0, int(box[0]) - 1), max(0, int(box[1]) - 1)
    x1, y1 = min(canvas.width, int(box[2]) + 2), min(canvas.height, int(box[3]) + 2)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    spots = [room.view.at(*s) for s in shape_of(room, opening, 0.0, 0.0)]
    alpha: Field = filled([spots], x0, y0, x1, y1)
    canvas.add(
        Layer(name or "view", "built", x0, y0, alpha, shown[y0:y1, x0:x1].copy(), 0.8, 0.0, 0.6,
              1.0, 0.4, counted=bool(name))
    )  # fmt: skip


def _stroke(
    c: Carpenter, room: Room, opening: Window, colour: Colour, wide: float,
    *runs: tuple[float, float, float, float], light: float = 0.6, glow: bool = False,
) -> None:  # fmt: skip
    """Draw bars over a window, each from (along, up) to (along, up) in parts of it."""
    shapes = []
    across, high = opening.high - opening.low, opening.top - opening.sill
    for a0, b0, a1, b1 in runs:
        upright = abs(a1 - a0) < abs(b1 - b0)
        half = wide / 2
        ring: list[Spot] = []
        for end, way in ((0, -1), (1, -1), (1, 1), (0, 1)):
            a, b = ((a0, b0), (a1, b1))[end]
            along = opening.low + across * a + (half * way if upright else 0)
            up = opening.sill + high * b + (0 if upright else half * way)
            ring.append(c.spot(*room.on(opening.wall, along, up, 0.03)))
        shapes.append(ring)
    c.m.part(colour, *shapes, light=light, round_=0.3, line=0.7, glow=glow)


def _mullions(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    many = max(2, round((opening.high - opening.low) / 0.62))
    top = 0.93 if room.look.window == "arch" else 1.0
    runs = [(k / many, 0.0, k / many, top) for k in range(1, many)]
    runs.append((0.0, 0.62, 1.0, 0.62))
    _stroke(c, room, opening, frame, 0.05, *runs)


def _plain(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    _stroke(c, room, opening, frame, 0.05, (0, 0.74, 1, 0.74))


def _bars(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    iron = rgb("2f2e30")
    _stroke(c, room, opening, iron, 0.05, *[(k / 4, 0, k / 4, 1) for k in range(1, 4)], light=0.4)
    _stroke(c, room, opening, iron, 0.05, (0, 0.5, 1, 0.5), light=0.4)


def _lattice(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    if room.look.window == "moon":
        runs = [(k / 2, 0.0, k / 2, 1.0) for k in (1,)]
        _stroke(c, room, opening, frame, 0.05, *runs, light=0.5)
        return
    runs = [(k / 4, 0.0, k / 4, 1.0) for k in range(1, 4)]
    runs += [(0.0, k / 6, 1.0, k / 6) for k in range(1, 6)]
    _stroke(c, room, opening, frame, 0.045, *runs, light=0.5)


def _leaded(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    runs = [(k / 4, 0.0, k / 4, 1.0) for k in range(1, 4)]
    runs += [(0.0, k / 4, 1.0, k / 4) for k in range(1, 4)]
    _stroke(c, room, opening, rgb("3a332c"), 0.025, *runs, light=0.4)


def _shoji(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    """Draw sliding paper screens, open in the middle."""
    wide = opening.high - opening.low
    paper = rgb("f4edd9")
    for a0, a1 in ((0.0, 0.3), (0.7, 1.0)):
        low, high = opening.low + wide * a0, opening.low + wide * a1
        spots = [room.on(opening.wall, along, up, 0.02)
                 for along, up in ((low, opening.sill), (high, opening.sill),
                                   (high, opening.top), (low, opening.top))]  # fmt: skip
        c.face(paper, *spots, light=0.85, round_=0.0)
        step = (a1 - a0) / 3
        runs = [(a0 + step * k, 0.0, a0 + step * k, 1.0) for k in range(1, 3)]
        runs += [(a0, 0.08 + 0.15 * k, a1, 0.08 + 0.15 * k) for k in range(7)]
        _stroke(c, room, opening, frame, 0.02, *runs, light=0.5)
        _stroke(c, room, opening, frame, 0.06, (a0, 0, a0, 1), (a1, 0, a1, 1), light=0.5)
    _stroke(c, room, opening, frame, 0.08, (0, 1, 1, 1), (0, 0.01, 1, 0.01), light=0.5)


def _stained(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    """Draw coloured panes in lead."""
    glass = [rgb(h) for h in ("b5303a", "2f5fa8", "e0a83a", "3f8a5a", "7a4a9c", "4aa3b8")]
    picks = rng.integers(len(glass), size=64)
    hole = c.m.part(rgb("2f5fa8"), [c.spot(*s) for s in shape_of(room, opening)], line=0, round_=0)
    columns, rows = 3, 9
    for i in range(columns):
        for j in range(rows):
            a0, a1 = i / columns, (i + 1) / columns
            b0, b1 = j / rows, (j + 1) / rows
            across, high = opening.high - opening.low, opening.top - opening.sill
            spots = [
                c.spot(*room.on(opening.wall, opening.low + across * a, opening.sill + high * b))
                for a, b in ((a0, b0), (a1, b0), (a1, b1), (a0, b1))
            ]
            pane = glass[int(picks[i * rows + j])]
            c.m.part(pane, spots, on=hole, light=0.9, round_=0, line=0, glow=not _dark(c.m.canvas))
    lead = rgb("2e2b2c")
    runs = [(k / columns, 0.0, k / columns, 0.94) for k in range(1, columns)]
    runs += [(0.0, k / rows, 1.0, k / rows) for k in range(1, rows - 1)]
    _stroke(c, room, opening, lead, 0.035, *runs, light=0.3)


def _dark(canvas: Canvas) -> bool:
    return canvas.scene.time in ("night", "dusk")


def _port(c: Carpenter, room: Room, opening: Window, frame: Colour, rng: Rng) -> None:
    _stroke(c, room, opening, frame, 0.12, (1 / 3, 0, 1 / 3, 1), (2 / 3, 0, 2 / 3, 1), light=0.5)


def _curtains(c: Carpenter, room: Room, opening: Window, cloth: Colour, rng: Rng) -> None:
    """Draw curtains at both sides of a window, under a rod."""
    half = room.look.curtain_as == "half"
    top = opening.top + 0.22
    low = opening.sill - 0.12 if half or room.look.eye < 1 else 0.04
    if opening.wall != "back":
        low = opening.sill - 0.15
    wide = opening.high - opening.low
    shift = rng.uniform(-0.02, 0.02, 24)
    rod = rgb("6b4a30")
    for way in (-1, 1):
        edge = opening.low if way < 0 else opening.high
        near = 0.45 if room.look.eye < 1 else 1.0
        a0, a1 = edge + way * 0.3, edge - way * min(0.14, wide * 0.1) * near
        waist = edge + way * 0.02 if low > 0.1 or half else a1 - way * 0.06
        spots = [(a0, top), (a1, top), (a1 - way * 0.03, (top + low) / 2), (waist, low), (a0, low)]
        drape = c.m.part(
            cloth, [c.spot(*room.on(opening.wall, a, b, 0.1)) for a, b in spots],
            light=0.6, round_=0.5,
        )  # fmt: skip
        for k in range(5):
            part = (k + 0.5) / 5 + float(shift[k])
            upper, lower = a0 + (a1 - a0) * part, a0 + (waist - a0) * part
            fold = [c.spot(*room.on(opening.wall, a, b, 0.1))
                    for a, b in ((upper - 0.014, top), (upper + 0.014, top),
                                 (lower + 0.028, low), (lower - 0.028, low))]  # fmt: skip
            c.m.part(tone(cloth, -0.3), fold, on=drape, light=0.42, round_=0, line=0.4, fade=0.006,
                     cover=0.7)  # fmt: skip
    ends = [room.on(opening.wall, a, top, 0.12) for a in (opening.low - 0.36, opening.high + 0.36)]
    c.m.part(rod, *c.bars(0.045, ends), light=0.6)


def seen_through(canvas: Canvas, name: str) -> list[str]:
    """Return the names of asked things that the windows of the room `name` stand for or show."""
    shown = ("city", "sea", "mountains", "forest", "moon", "stars", "rain", "snow", "lake", "sun",
             "hills", "storm")  # fmt: skip
    return [thing.name for thing in canvas.scene.things if thing.asked and thing.name != name
        and (thing.element == "room" or thing.element in shown)]  # fmt: skip


def view_for(
    canvas: Canvas, room: Room, air: Atmosphere, rng: Rng
) -> Colour:  # fmt: skip
    """Return what lies outside, as large as the picture, so that all windows show one view."""
    own = fork(rng)
    kind = seen_as(canvas, room.look.view)
    boxes = [room.box(w) for w in room.windows] or [(0.0, 0.0, 8.0, 8.0)]
    x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
    x0, x1 = max(0.0, x0), min(float(canvas.width), x1)
    y0, y1 = max(0.0, y0), min(float(canvas.height), y1)
    made = np.zeros((canvas.height, canvas.width, 3), np.float32)
    high, wide = int(y1 - y0) + 2, int(x1 - x0) + 2
    if high > 4 and wide > 4:
        part = outside(canvas, air, kind, (high, wide), own)
        top, left = int(y0), int(x0)
        into = made[top : top + high, left : left + wide]
        into[:] = part[: into.shape[0], : into.shape[1]]
    return made
