"""Standing: where things that stand, float or fly are put, apart from those already there."""

import math
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from ..catalogue import METRES, form, spec
from ..draws import Rng, fork
from .plan import SIDES, Layout, Place, placed
from .shore import TILT, ashore, foot, small
from .things import Scene, Thing

Span: TypeAlias = tuple[float, float]

_FREE: dict[str, tuple[Span, Span]] = {
    "bank": ((0.32, 0.92), (0.08, 0.68)),  # the rest is left to the trees that frame the picture
    "sand": ((0.1, 0.78), (0.22, 0.9)),
    "water": ((0.32, 0.92), (0.08, 0.68)),  # likewise: a tree would stand before it
    "bay": ((0.38, 0.9), (0.1, 0.62)),
    "beside a bridge": ((0.52, 0.92), (1 - 0.92, 1 - 0.52)),
    "bridge": ((0.2, 0.28), (1 - 0.28, 1 - 0.2)),  # it goes out from the side of the frame
    "air": ((0.1, 0.9), (0.1, 0.9)),
}
"""Ground -> the parts of the width that are free, with the frame at the left and at the right."""

_GOAL = ((1, 0.36), (3, 0.29), (math.inf, 0.22))
"""So many things of a kind at most -> how large one is to be seen, in units of the picture."""

_LEAST = ((2, 0.17), (math.inf, 0.1))
"""The same of what stands beyond water: as large as its part in the picture asks for."""

_LEAST_NEAR = 0.045
"""The smallest that anything on land is seen where no water lies before it."""


def stand(made: Layout, scene: Scene, thing: Thing, rng: Rng) -> None:
    """Place each of `count` things that stand, float or fly, apart from those already there."""
    group = _Group(made, scene, thing)
    for number in range(thing.count):
        made.places.append(group.place(number, fork(rng)))


class _Group:
    """Things of one kind that are placed one after another, each with draws of its own."""

    def __init__(self, made: Layout, scene: Scene, thing: Thing) -> None:
        self.made, self.scene, self.thing = made, scene, thing
        self.form = spec(thing.element)
        self.role = self.form.role
        self.sandy = made.sand is not None and ashore(scene, thing)
        self.lead = leading(scene, thing)
        free = _FREE[self._ground()][0 if made.frame < 0 else 1]
        self.low, self.high = SIDES.get(thing.side or "", free)
        # What stands on the bank hides behind no bridge, but may well stand behind a boat.
        roles = ("land", "air") if self.role == "land" else ("land", "afloat", "air")
        self.taken = [
            p.x / made.width
            for p in made.places
            if p.spec.role in roles or p.element in ("waterfall", "bridge")
        ]
        self.first = 0.5
        self.last: tuple[float, float] | None = None
        """Where the one before stands: parts of the width, px."""

    def _ground(self) -> str:
        """Return on what it stands, floats or flies."""
        made, scene = self.made, self.scene
        if self.sandy:
            return "sand"
        if self.role == "land":
            return "bank"
        if self.role != "afloat":
            return "air"
        hanging = any(t.kind == "hanging" for t in scene.things)
        if made.waterline is not None and scene.has("bridge") and not hanging:
            return "bridge" if self.thing.element == "bridge" else "beside a bridge"
        return "bay" if made.sand is not None else "water"

    def place(self, number: int, own: Rng) -> Place:
        """Return the place of one of them."""
        thing, made = self.thing, self.made
        tries = [float(own.uniform(self.low, self.high)) for _ in range(8)]
        y, order = foot_of(made, self.scene, thing, self.role, own)
        x = self._apart(self._spread(tries), y)
        x = self._on_river(x, y, own)
        if self.sandy:
            x, y, order = self._on_sand(x, own)
        x, y, order = self._under_bridge(x, y, order, own)
        if thing.on == "hill":
            self.last = self.last or (x * made.width, y)
        self.taken.append(x)
        scale, size = self._size(y, own)
        depth = float(np.clip(1 - scale * 2.2, 0.02, 0.6))
        if self.lead and self.role == "land":
            depth = min(depth, 0.26)
        shades = thing.colours[number % len(thing.colours) :][:1] if thing.colours else ()
        one = replace(thing, count=1, colours=shades, asked=True)
        return placed(one, x * made.width, y, size, depth, order, own)

    # -- along the width, in parts of it

    def _spread(self, tries: list[float]) -> list[float]:
        """Draw tries together, or to the sides, where a thing belongs there."""
        made, thing = self.made, self.thing
        on_bank = thing.element == "tree" and not self.sandy and made.waterline is not None
        if on_bank and not thing.side:
            # Trees of the near bank stand at the sides, so that the view stays open.
            tries = [t * 0.26 if t < 0.5 else 1 - (1 - t) * 0.26 for t in tries]
        if thing.on == "hill" and self.last is not None:
            # What stands on one hill stands close together.
            wide, middle = max(0.2, 0.07 * thing.count), self.last[0] / made.width
            span = self.high - self.low
            tries = [middle + wide * ((t - self.low) / span - 0.5) for t in tries]
        return tries

    def _apart(self, tries: list[float], y: float) -> float:
        """Return the try that is farthest from what stands already, off rivers and paths."""
        if self.role == "land" and not self.sandy:
            tries = [aside(self.made, t, y, self.form.height) for t in tries]
        return max(tries, key=lambda t: min([abs(t - o) for o in self.taken] or [1.0]))

    def _on_river(self, x: float, y: float, own: Rng) -> float:
        """Keep what floats on a river to its course."""
        made = self.made
        streams = [p.course for p in made.places if p.element == "river" and p.course]
        if self.role != "afloat" or made.waterline is not None or not streams:
            return x
        near = made.scale(y)
        off = streams[0].half(near, made.unit) * float(own.uniform(-0.2, 0.2))
        return (streams[0].middle(near, made.unit, made.width) + off) / made.width

    def _on_sand(self, x: float, own: Rng) -> tuple[float, float, float]:
        """Return x, foot (px) and order on a beach."""
        made = self.made
        y, order = foot(made, self.thing, x * made.width, own)
        if self.thing.element == "person" and self.last is not None:
            # People walk side by side, in a row that ends towards the middle.
            apart = made.scale(self.last[1]) * made.unit * float(own.uniform(0.14, 0.19))
            x = self.last[0] + math.copysign(apart / made.width, 0.5 - self.first)
            y = self.last[1] + made.unit * float(own.uniform(-0.008, 0.012))
            order = 70 + y / made.height
        self.first = x if self.last is None else self.first
        self.last = x, y
        return x, y, order

    def _under_bridge(
        self, x: float, y: float, order: float, own: Rng
    ) -> tuple[float, float, float]:
        """Return x, foot (px) and order, moved below a bridge for what was asked to be there."""
        spans = [p for p in self.made.places if p.element == "bridge"]
        if self.thing.on != "under" or not spans:
            return x, y, order
        x = spans[0].x / self.made.width + float(own.uniform(-0.03, 0.03))
        y = min(y, spans[0].y) + self.made.unit * 0.02
        return x, y, 51 + y / self.made.height

    # -- how large it is seen

    def _size(self, y: float, own: Rng) -> tuple[float, float]:
        """Return the scale at its foot, and the height (px) of one of them."""
        made, thing, height = self.made, self.thing, self.form.height
        on_land = self.role == "land"
        scale = self._scale(y, own)
        size = height * scale * made.unit * 0.9 * float(own.uniform(0.9, 1.12))
        goal = self._goal(own)
        beyond = made.waterline is not None and not self.sandy and thing.distance != "far"
        if on_land and y < made.height * 0.8:
            least = _by_count(_LEAST, thing.count) if beyond else _LEAST_NEAR
            size = max(size, made.unit * least * height * float(own.uniform(0.9, 1.15)))
        if self.lead and on_land and not self.sandy and thing.element != "tree":
            size = max(size, goal * (0.75 if beyond else 1.0))
        if thing.on == "hill":
            size = max(size, goal * 0.75)
        if self.role == "afloat" and thing.count < 3 and thing.distance != "far":
            few = sum(t.count for t in self.scene.things if t.asked and spec(t.element).role in
                      ("afloat", "land")) <= 2  # fmt: skip
            size = max(size, goal * (1.05 if few else 0.66))
        if thing.element == "tree" and y >= made.height * 0.8:
            size *= 0.72
        found = form(thing.element, thing.kind)
        if found is not None:
            # Of its true size, but seen: a cat is no speck beside a horse.
            part = found.metres / (height * METRES)
            size = max(size * part**0.7, made.unit * 0.04)
        size = min(size * thing.size, made.height * 0.85)
        if on_land:
            # Its top stays inside the picture.
            size = min(size, (y - made.height * 0.05) / 1.12)
        return scale, size

    def _scale(self, y: float, own: Rng) -> float:
        if self.role != "air":
            return self.made.scale(y)
        scale = float(own.uniform(0.12, 0.3))
        if not self.thing.distance:
            return scale
        return scale * (0.5 if self.thing.distance == "far" else 1.8)

    def _goal(self, own: Rng) -> float:
        """Return how large (px) it should be: what a picture is about is seen well anywhere."""
        goal = self.made.unit * self.form.height**0.5 * _by_count(_GOAL, self.thing.count)
        crowd = self.thing.on == "hill" and self.thing.count > 1
        return goal * (float(own.uniform(0.92, 1.1)) * (0.6 if crowd else 1))


def _by_count(table: tuple[tuple[float, float], ...], count: int) -> float:
    return next(value for most, value in table if count <= most)


def leading(scene: Scene, thing: Thing) -> bool:
    """Whether the picture is about this thing: it stands, and few others stand beside it."""
    if thing.distance == "far" or not thing.asked:
        return False
    stands = [t for t in scene.things if t.asked and spec(t.element).role == "land"]
    return sum(t.count for t in stands) <= 5


def aside(made: Layout, x: float, y: float, height: float) -> float:
    """Return x (parts of the width) moved off rivers and paths, to the nearer side with room."""
    near = made.scale(y)
    own = max(near * made.unit * height * 0.75, made.unit * 0.06)
    for course in (place.course for place in made.places if place.course is not None):
        middle = course.middle(near, made.unit, made.width) / made.width
        apart = (course.half(near, made.unit) + own) / made.width
        if abs(x - middle) < apart:
            left, right = middle - apart, middle + apart
            stay = left if x < middle else right
            x = stay if 0.04 < stay < 0.96 else (left if stay == right else right)
    return float(x)


def foot_of(made: Layout, scene: Scene, thing: Thing, role: str, rng: Rng) -> tuple[float, float]:
    """Return the foot level (px) and the order of one thing."""
    below = made.height - made.horizon
    if role == "air":
        top = 0.12 if thing.element == "balloons" else 0.2
        span = {"high": (0.1, 0.28), "low": (0.6, 0.85)}.get(thing.level or "", (top, 0.75))
        y = made.horizon * float(rng.uniform(*span))
        return y, 60 + float(rng.uniform(0, 1))
    near = {"far": (0.05, 0.12), "near": (0.55, 0.75)}.get(thing.distance or "")
    if role == "afloat":
        before = made.waterline is None and thing.element != "bridge"
        if made.waterline is None and not before:
            near = near or (0.27, 0.32)
        span = near or ((0.34, 0.62) if before else (0.16, 0.5))
        limit = (made.shore or made.height) - 0.03 * made.height
        if made.sand is not None:
            limit = min(limit, made.horizon + below * (made.sand - TILT))
        y = min(made.horizon + below * float(rng.uniform(*span)), limit)
        return y, 50 + y / made.height
    if thing.on == "hill":
        high = rng.uniform(0.11, 0.14) if thing.count == 1 else rng.uniform(0.04, 0.13)
        y = (made.waterline or made.horizon) - made.unit * float(high)
        return y, 42 + (y / made.height)
    if made.waterline is not None:
        near_side = small(thing.element) and thing.element != "tree" and thing.distance != "far"
        if (thing.distance == "near" or near_side) and made.shore is not None:
            y = made.shore + (made.height - made.shore) * float(rng.uniform(0.35, 0.6))
            return y, 70 + y / made.height
        if thing.element == "tree" and made.shore is not None and thing.distance != "far":
            y = made.shore + (made.height - made.shore) * float(rng.uniform(0.5, 0.8))
            return y, 71 + y / made.height
        if scene.has("sea"):
            return made.waterline - made.unit * float(rng.uniform(0.03, 0.05)), 42.5
        # Beyond the water: on the far bank, so that the water mirrors it.
        return made.waterline + 0.004 * made.height, 42 + float(rng.uniform(0, 1))
    span = near or ((0.12, 0.34) if thing.count == 1 else (0.06, 0.42))
    if not near and leading(scene, thing):
        tall = spec(thing.element).height
        span = (0.44, 0.62) if tall <= 0.42 else (0.32, 0.48) if tall < 1 else (0.22, 0.38)
    if thing.element == "tree" and not near:
        span = (0.3, 0.62) if thing.count == 1 else (0.12, 0.62)
    y = made.horizon + below * float(rng.uniform(*span))
    return y, 46 + 20 * y / made.height
