"""The plan of a room: its walls in metres, its colours, its windows; the same at each look."""

import copy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...scene.plan import Layout, Place
from .view import EYE, LENS, Solid, View

PLAIN = "living_room"
SILL = "windowsill"
WALLS = ("back", "left", "right")


@dataclass(frozen=True, slots=True)
class Look:
    """What a kind of room looks like; see kinds.toml."""

    wall: tuple[str, ...] = ("e8e0d0",)
    wall_as: tuple[str, ...] = ("plain",)
    low: tuple[str, ...] = ()
    low_as: str = "plain"
    floor: tuple[str, ...] = ("a9764a",)
    floor_as: str = "boards"
    ceiling: str = "efeae0"
    ceiling_as: str = "plain"
    beams: int = 0
    high: float = 2.7
    eye: float = EYE
    depth: float = 0.225
    of: tuple[str, ...] = ()
    breadth: float = 0.66
    window: str = "sash"
    windows: str = "back"
    view: str = "garden"
    curtain: tuple[str, ...] = ()
    curtain_as: str = "long"
    rug: tuple[str, ...] = ()
    carpet: str = ""
    columns: str = ""
    posts: str = ""
    strips: str = ""
    sloped: bool = False
    dark: bool = False
    back: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    wall_hung: tuple[str, ...] = ()
    hang: str = ""


@cache
def looks() -> Mapping[str, Look]:
    """Return the look of each kind of room."""
    text = files(__package__).joinpath("kinds.toml").read_text("utf-8")
    made: dict[str, Look] = {}
    for name, table in tomllib.loads(text).items():
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
        }
        made[name] = Look(**values)
    return made


def look(kind: str) -> Look:
    """Return the look of a kind of room, of a plain room for an unknown kind."""
    return looks().get(kind, looks()[PLAIN])


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its wall, from where to where along it (x, or z of a side wall) and up (metres)."""

    wall: str
    low: float
    high: float
    sill: float
    top: float


@dataclass(frozen=True, slots=True)
class Room:
    """A room in metres: `left`, `right` of the eye, `back` ahead of it, `tall` to the ceiling."""

    kind: str
    look: Look
    view: View
    left: float
    right: float
    back: float
    tall: float
    windows: tuple[Window, ...]
    wall: Colour
    wall_as: str
    low: Colour | None
    floor: Colour
    curtain: Colour | None
    rug: Colour | None
    lamp: Solid

    @property
    def scale(self) -> float:
        """Px to a metre at the back wall."""
        return self.view.focal / self.back

    def on(self, wall: str, along: float, up: float, out: float = 0.0) -> Solid:
        """Return a spot of a wall, `out` metres before it (behind it below 0)."""
        if wall == "back":
            return along, up, self.back - out
        return (self.left + out if wall == "left" else self.right - out), up, along

    def box(self, window: Window) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom (px) of a window."""
        spots = [
            self.view.at(*self.on(window.wall, along, up))
            for along in (window.low, window.high)
            for up in (window.sill, window.top)
        ]
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return min(xs), min(ys), max(xs), max(ys)


def plan(layout: Layout, place: Place) -> Room:
    """Return the plan of a room; it takes no draws from the place.

    The place of a room is its vanishing point (x), the level where the floor meets the back wall
    (y) and how many px a metre is at that wall (size).
    """
    rng: Rng = copy.deepcopy(place.rng)
    kind = look(place.kind)
    scale = max(place.size, 4.0)
    eye = max(place.y - layout.horizon, 2.0) / scale
    view = View(place.x, layout.horizon, LENS * layout.unit, eye)
    back = view.focal / scale
    left = (layout.width * (0.5 - kind.breadth / 2) - place.x) / scale
    right = (layout.width * (0.5 + kind.breadth / 2) - place.x) / scale

    def one(colours: tuple[str, ...]) -> Colour | None:
        pick = float(rng.random())
        return rgb(colours[int(pick * len(colours))]) if colours else None

    wall, low, floor = one(kind.wall), one(kind.low), one(kind.floor)
    curtain, rug = one(kind.curtain), one(kind.rug)
    wall_as = kind.wall_as[int(float(rng.random()) * len(kind.wall_as))]
    draws = [float(v) for v in rng.random(6)]
    tall = kind.high if place.kind != SILL else max(kind.high, eye + layout.horizon / scale + 0.2)
    assert wall is not None and floor is not None
    windows = _windows(kind, layout, left, right, back, draws)
    lamp = ((left + right) / 2, kind.high - 0.9, back - min(1.8, back * 0.3))
    return Room(
        place.kind, kind, view, left, right, back, tall, windows, wall, wall_as, low, floor,
        curtain, rug, lamp,
    )  # fmt: skip


def _windows(
    kind: Look, layout: Layout, left: float, right: float, back: float, draws: list[float]
) -> tuple[Window, ...]:
    """Return the windows of a kind of room; `draws` are six numbers 0..1."""
    wide, middle = right - left, (left + right) / 2
    sunny = "right" if layout.light[0] > 0 else "left"
    at = left + wide * (0.3, 0.5, 0.7)[int(draws[0] * 3)]

    def on_side(many: int, sill: float, top: float, half: float, wall: str) -> list[Window]:
        pitch = half * 2 + 0.6
        nearest = back - 0.5 - half
        return [
            Window(wall, nearest - pitch * k - half, nearest - pitch * k + half, sill, top)
            for k in range(many)
        ]

    def on_back(x: float, half: float, sill: float, top: float) -> Window:
        return Window("back", x - half, x + half, sill, top)

    name = kind.window
    made: list[Window]
    if name == "sash":
        half = min(0.8, wide * 0.18)
        made = [on_back(at, half, 0.8, min(2.2, kind.high - 0.4))]
        made += on_side(1, 0.85, 2.15, 0.65, sunny)
    elif name == "wide" and kind.windows == "side":
        made = on_side(3, 1.0, kind.high - 0.5, 0.75, sunny)
    elif name == "wide":
        half = min(1.25, wide * 0.28)
        made = [on_back(left + wide * (0.36 + 0.28 * draws[0]), half, 0.8, kind.high - 0.45)]
    elif name in ("arch", "lattice"):
        half = min(0.55, wide * 0.1)
        made = [on_back(middle + way * wide * 0.33, half, 0.9, kind.high - 0.8) for way in (-1, 1)]
        if kind.windows == "side":
            made = []
        made += on_side(2, 0.9, kind.high - 0.8, 0.6, sunny)
    elif name == "stained":
        half = wide * 0.09
        spread = ((-0.26, 4.6), (0, 5.3), (0.26, 4.6))
        made = [on_back(middle + wide * u, half, 2.2, top) for u, top in spread]
        for wall in ("left", "right"):
            made += on_side(4, 2.0, 4.6, 0.55, wall)
    elif name == "bars":
        made = [on_back(left + wide * (0.25 + 0.5 * (draws[0] > 0.5)), 0.38, 1.85, 2.6)]
    elif name == "square":
        x = middle if kind.sloped else left + wide * (0.32 + 0.36 * draws[0])
        made = [on_back(x, 0.45, 1.15, 2.05)]
    elif name == "high":
        made = [on_back(middle + wide * u, wide * 0.13, 2.5, 3.7) for u in (-0.32, 0, 0.32)]
    elif name == "lattice_glass":
        made = [on_back(left + wide * (0.2 + 0.6 * (draws[0] > 0.5)), 0.5, 1.0, 1.95)]
    elif name == "moon":
        made = [on_back(middle + wide * 0.02 * (draws[0] - 0.5), 0.72, 0.78, 2.22)]
    elif name == "shoji":
        made = [on_back(middle, min(1.4, wide * 0.3), 0.02, 2.0)]
    elif name == "port":
        made = [on_back(middle, wide * 0.36, 1.05, 2.2)]
    elif name == "train":
        made = [on_back(middle, wide * 0.3, 0.95, 1.9)]
    elif name == "sill":
        half = min(layout.width * 0.4 / (layout.unit * LENS / back), 1.1)
        made = [on_back(0.0, half, 0.0, 1.5)]
    else:
        made = []
    return tuple(made)


def openings(layout: Layout, place: Place) -> list[tuple[float, float, float, float]]:
    """Return the boxes (left, top, right, bottom; px) of a room's windows."""
    room = plan(layout, place)
    return [room.box(window) for window in room.windows]


def lamps(layout: Layout, room: Room) -> list[Solid]:
    """Return where lamps and fires shine in a room, in metres."""
    made: list[Solid] = []
    for place in layout.places:
        high = SHINING.get(place.kind) if place.element == "thing" else None
        if high is None:
            continue
        ahead = room.view.focal * room.view.eye / max(place.y - layout.horizon, 1)
        ahead = min(max(ahead, 0.5), room.back - 0.2)
        scale = room.view.focal / ahead
        up = room.view.eye + (layout.horizon - (place.y - place.size * high)) / scale
        made.append(((place.x - room.view.x) / scale, min(up, room.tall), ahead))
    return made


SHINING = {
    "floor_lamp": 0.88, "table_lamp": 0.75, "chandelier": 0.3, "pendant": 0.2, "fireplace": 0.3,
    "lantern": 0.5, "candelabrum": 0.9, "paper_lamp": 0.5, "torch": 0.8, "palace_lantern": 0.4,
    "christmas_tree": 0.5, "stove": 0.4,
}  # fmt: skip
"""Things that shine in the dark, and at what part of their height."""
