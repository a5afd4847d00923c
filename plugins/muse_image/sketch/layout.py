"""The layout: horizon, light and the place of every thing, for a picture of any shape."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from .course import WIDE, Course
from .elements import spec
from .furniture import furniture, inside_forest
from .raster import Rng, fork
from .scene import Scene, Thing
from .shore import TILT, ashore, foot

SIDES = {"left": (0.12, 0.36), "centre": (0.45, 0.55), "right": (0.64, 0.88)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: its foot (x, y) and height in px, its distance 0..1, its own draws."""

    name: str
    element: str
    kind: str
    x: float
    y: float
    size: float
    depth: float
    order: float
    rng: Rng
    count: int = 1
    side: str | None = None
    distance: str | None = None
    asked: bool = True
    course: Course | None = None


@dataclass(slots=True)
class Layout:
    """The bones of a picture: all lengths in px, y down.

    `horizon` is the eye's level; `waterline` where water begins (None: no water); `shore` where
    the near bank begins; `sand` where a beach begins in its middle (part of the ground).
    `sun` is the place of the sun or moon, `light` points towards it.
    """

    width: int
    height: int
    horizon: float
    waterline: float | None
    shore: float | None
    unit: float
    sun: tuple[float, float]
    light: tuple[float, float, float]
    frame: float
    sand: float | None = None
    places: list[Place] = field(default_factory=list)

    def scale(self, y: float) -> float:
        """Return how large things at foot level `y` are seen: 0 at the horizon, 1 at the bottom."""
        return max(0.03, (y - self.horizon) / max(1.0, self.height - self.horizon))


def layout(scene: Scene, width: int, height: int, rng: Rng) -> Layout:
    """Return the layout of a scene for a picture of width x height px."""
    unit = min(height, width * 1.15)
    horizon = _horizon(scene, rng) * height
    waterline = shore = None
    if scene.has("lake", "sea"):
        waterline = horizon + (0.012 if scene.has("lake") else 0.0) * height
        shore = height * float(rng.uniform(0.84, 0.93))
    heavenly = scene.first("moon") or scene.first("sun")
    right = bool(rng.random() < 0.5)
    side = heavenly.side if heavenly and heavenly.side else ("right" if right else "left")
    low, high = SIDES[side]
    sun_x = width * float(rng.uniform(low, high))
    up = {"sunset": (0.02, 0.16), "dawn": (0.05, 0.2), "dusk": (0.25, 0.5)}.get(
        scene.time, (0.5, 0.78)
    )
    sun_y = horizon - horizon * float(rng.uniform(*up))
    if inside_forest(scene):
        # Within a forest the light stands in the gap between the trees.
        sun_x = width * (0.5 + (sun_x / width - 0.5) * 0.5)
        sun_y = horizon * float(rng.uniform(0.3, 0.52)) if scene.time in ("night", "day") else sun_y
    if scene.time in ("sunset", "dawn", "dusk") and scene.has("mountains"):
        sun_y -= horizon * 0.27
    direction = (sun_x - width / 2) / width * 2
    lift = 0.35 if scene.time in ("sunset", "dawn") else 0.6
    vector = np.array([1.4 * math.copysign(max(abs(direction), 0.55), direction), lift, 0.35])
    vector /= np.linalg.norm(vector)
    made = Layout(
        width, height, horizon, waterline, shore, unit, (sun_x, sun_y),
        (float(vector[0]), float(vector[1]), float(vector[2])), -1.0 if direction > 0 else 1.0,
    )  # fmt: skip
    sides = {thing.side for thing in scene.things if spec(thing.element).role == "land"}
    if len(sides & {"left", "right"}) == 1:
        made.frame = 1.0 if "left" in sides else -1.0
    if not scene.abstract:
        _place_all(made, scene, rng)
    made.places.sort(key=lambda place: place.order)
    return made


def _horizon(scene: Scene, rng: Rng) -> float:
    """Return the horizon as a part of the height: low under a great sky, high over much ground."""
    if inside_forest(scene):
        middle = 0.66
    elif scene.has("open_sky", "aurora", "fireworks", "rainbow", "balloons") or (
        scene.has("stars") and not scene.has("mountains", "forest")
    ):
        middle = 0.68
    elif scene.has("flowers", "lotus", "path", "river") and not scene.has("mountains"):
        middle = 0.44
    elif scene.has("mountains", "city", "castle", "forest"):
        middle = 0.6
    else:
        middle = 0.56
    return middle + float(rng.uniform(-0.045, 0.045))


def _place_all(made: Layout, scene: Scene, rng: Rng) -> None:
    """Give every thing its places, and add what the picture needs to be whole."""
    things = [*scene.things, *furniture(scene, rng)]
    if any(thing.element == "beach" for thing in things):
        made.sand = float(rng.uniform(0.46, 0.58))
    backs = [t for t in things if spec(t.element).role == "back"]
    # Rivers, paths and bridges first: what stands on the ground or floats keeps off them.
    for thing in sorted(things, key=lambda t: t.element not in (*WIDE, "bridge")):
        form = spec(thing.element)
        own = fork(rng)
        x = _x(thing, made.width, own)
        if thing.kind == "frame":
            made.places.append(_place(thing, x, made.horizon, made.unit, 0.0, 72, own))
        elif form.role in ("sky", "back", "ground", "water", "weather", "front"):
            depth = form.depth
            order = form.order
            if form.role == "back" and thing.distance == "far":
                order -= 3
            if thing.element in ("mountains", "hills") and len(backs) > 1 and thing is backs[-1]:
                order += 0.5
            placed = _place(thing, x, made.horizon, made.unit, depth, order, own)
            if thing.element in WIDE:
                course = Course.draw(own, thing.side, WIDE[thing.element])
                placed = replace(placed, course=course)
            made.places.append(placed)
        else:
            _stand(made, scene, thing, own)


def _place(
    thing: Thing, x: float, y: float, size: float, depth: float, order: float, rng: Rng
) -> Place:
    return Place(
        thing.name, thing.element, thing.kind, x, y, size, depth, order, rng,
        thing.count, thing.side, thing.distance, thing.asked,
    )  # fmt: skip


def _x(thing: Thing, width: int, rng: Rng) -> float:
    low, high = SIDES.get(thing.side or "", (0.2, 0.8))
    return width * float(rng.uniform(low, high))


def _stand(made: Layout, scene: Scene, thing: Thing, rng: Rng) -> None:
    """Place each of `count` things that stand, float or fly, apart from those already there."""
    form = spec(thing.element)
    # The side of the frame is left to the trees that stand there.
    free = (0.32, 0.92) if made.frame < 0 else (0.08, 0.68)
    sandy = made.sand is not None and ashore(scene, thing)
    if sandy:
        free = (0.1, 0.78) if made.frame < 0 else (0.22, 0.9)
    elif form.role == "afloat" and made.waterline is not None and scene.has("bridge"):
        # A bridge goes out from the side of the frame, and what floats has the other half.
        beside = thing.element != "bridge"
        free = (0.52, 0.92) if beside else (0.2, 0.28)
        if made.frame > 0:
            free = (1 - free[1], 1 - free[0])
    elif form.role == "afloat" and made.sand is not None:
        free = (0.38, 0.9) if made.frame < 0 else (0.1, 0.62)
    elif form.role != "land":
        free = (0.1, 0.9)
    low, high = SIDES.get(thing.side or "", free)
    # What stands on the bank hides behind no bridge, but may well stand behind a boat.
    roles = ("land", "air") if form.role == "land" else ("land", "afloat", "air")
    standing = [
        p
        for p in made.places
        if spec(p.element).role in roles or p.element in ("waterfall", "bridge")
    ]
    taken = [p.x / made.width for p in standing]
    last: tuple[float, float] | None = None
    first = 0.5
    for _ in range(thing.count):
        own = fork(rng)
        tries = [float(own.uniform(low, high)) for _ in range(8)]
        if thing.element == "tree" and not sandy and made.waterline is not None and not thing.side:
            # Trees of the near bank stand at the sides, so that the view stays open.
            tries = [t * 0.26 if t < 0.5 else 1 - (1 - t) * 0.26 for t in tries]
        y, order = _foot(made, scene, thing, form.role, own)
        if form.role == "land" and not sandy:
            tries = [_beside(made, t, y, form.height) for t in tries]
        x = max(tries, key=lambda t: min([abs(t - o) for o in taken] or [1.0]))
        streams = [p.course for p in made.places if p.element == "river" and p.course]
        if form.role == "afloat" and made.waterline is None and streams:
            # What floats on a river keeps to its course.
            near = made.scale(y)
            off = streams[0].half(near, made.unit) * float(own.uniform(-0.2, 0.2))
            x = (streams[0].middle(near, made.unit, made.width) + off) / made.width
        if sandy:
            y, order = foot(made, thing, x * made.width, own)
            if thing.element == "person" and last is not None:
                # People walk side by side, in a row that ends towards the middle.
                apart = made.scale(last[1]) * made.unit * float(own.uniform(0.14, 0.19))
                x = last[0] + math.copysign(apart / made.width, 0.5 - first)
                y = last[1] + made.unit * float(own.uniform(-0.008, 0.012))
                order = 70 + y / made.height
            first = x if last is None else first
            last = x, y
        taken.append(x)
        scale = made.scale(y) if form.role != "air" else float(own.uniform(0.12, 0.3))
        if form.role == "air" and thing.distance:
            scale *= 0.5 if thing.distance == "far" else 1.8
        size = form.height * scale * made.unit * 0.9 * float(own.uniform(0.9, 1.12))
        if form.role == "land" and y < made.height * 0.8:
            # On a far bank a thing is seen as large as its part in the picture asks for.
            beyond = made.waterline is not None and not sandy and thing.distance != "far"
            least = 0.17 if beyond and thing.count < 3 else 0.1 if beyond else 0.045
            size = max(size, made.unit * least * form.height * float(own.uniform(0.9, 1.15)))
        if thing.element == "tree" and y >= made.height * 0.8:
            size *= 0.72
        size = min(size, made.height * 0.85)
        depth = float(np.clip(1 - scale * 2.2, 0.02, 0.6))
        one = Thing(thing.name, thing.element, thing.kind, 1, thing.side, thing.distance)
        made.places.append(_place(one, x * made.width, y, size, depth, order, own))


def _beside(made: Layout, x: float, y: float, height: float) -> float:
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


def _foot(made: Layout, scene: Scene, thing: Thing, role: str, rng: Rng) -> tuple[float, float]:
    """Return the foot level (px) and the order of one thing."""
    below = made.height - made.horizon
    if role == "air":
        top = 0.12 if thing.element == "balloons" else 0.2
        y = made.horizon * float(rng.uniform(top, 0.75))
        return y, 60 + float(rng.uniform(0, 1))
    near = {"far": (0.05, 0.12), "near": (0.55, 0.75)}.get(thing.distance or "")
    if role == "afloat":
        before = made.waterline is None and thing.element != "bridge"
        span = near or ((0.34, 0.62) if before else (0.16, 0.5))
        limit = (made.shore or made.height) - 0.03 * made.height
        if made.sand is not None:
            limit = min(limit, made.horizon + below * (made.sand - TILT))
        y = min(made.horizon + below * float(rng.uniform(*span)), limit)
        return y, 50 + y / made.height
    if made.waterline is not None:
        if thing.distance == "near" and made.shore is not None:
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
    if thing.element == "tree" and not near:
        span = (0.3, 0.62) if thing.count == 1 else (0.12, 0.62)
    y = made.horizon + below * float(rng.uniform(*span))
    return y, 46 + 20 * y / made.height
