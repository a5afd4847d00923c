"""Standing: where things that stand, float or fly are put, apart from those already there."""

import math
from dataclasses import replace

import numpy as np

from .elements import spec
from .plan import SIDES, Layout, placed
from .raster import Rng, fork
from .scene import Scene, Thing
from .shore import TILT, ashore, foot, small


def stand(made: Layout, scene: Scene, thing: Thing, rng: Rng) -> None:
    """Place each of `count` things that stand, float or fly, apart from those already there."""
    form = spec(thing.element)
    # The side of the frame is left to the trees that stand there.
    free = (0.32, 0.92) if made.frame < 0 else (0.08, 0.68)
    sandy = made.sand is not None and ashore(scene, thing)
    if sandy:
        free = (0.1, 0.78) if made.frame < 0 else (0.22, 0.9)
    elif (
        form.role == "afloat"
        and made.waterline is not None
        and scene.has("bridge")
        and not any(t.kind == "hanging" for t in scene.things)
    ):
        # A bridge goes out from the side of the frame, and what floats has the other half.
        away = thing.element != "bridge"
        free = (0.52, 0.92) if away else (0.2, 0.28)
        if made.frame > 0:
            free = (1 - free[1], 1 - free[0])
    elif form.role == "afloat" and made.sand is not None:
        free = (0.38, 0.9) if made.frame < 0 else (0.1, 0.62)
    elif form.role == "afloat":
        # The tree that frames the picture would stand before it.
        free = (0.32, 0.92) if made.frame < 0 else (0.08, 0.68)
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
    lead = leading(scene, thing)
    last: tuple[float, float] | None = None
    first = 0.5
    for number in range(thing.count):
        own = fork(rng)
        tries = [float(own.uniform(low, high)) for _ in range(8)]
        if thing.element == "tree" and not sandy and made.waterline is not None and not thing.side:
            # Trees of the near bank stand at the sides, so that the view stays open.
            tries = [t * 0.26 if t < 0.5 else 1 - (1 - t) * 0.26 for t in tries]
        y, order = foot_of(made, scene, thing, form.role, own)
        if thing.on == "hill" and last is not None:
            # What stands on one hill stands close together.
            wide = max(0.2, 0.07 * thing.count)
            tries = [last[0] / made.width + wide * ((t - low) / (high - low) - 0.5) for t in tries]
        if form.role == "land" and not sandy:
            tries = [aside(made, t, y, form.height) for t in tries]
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
        spans = [p for p in made.places if p.element == "bridge"]
        if thing.on == "under" and spans:
            bridge = spans[0]
            x = bridge.x / made.width + float(own.uniform(-0.03, 0.03))
            y = min(y, bridge.y) + made.unit * 0.02
            order = 51 + y / made.height
        if thing.on == "hill":
            last = last or (x * made.width, y)
        taken.append(x)
        scale = made.scale(y) if form.role != "air" else float(own.uniform(0.12, 0.3))
        if form.role == "air" and thing.distance:
            scale *= 0.5 if thing.distance == "far" else 1.8
        size = form.height * scale * made.unit * 0.9 * float(own.uniform(0.9, 1.12))
        # What the picture is about is seen well, however far it stands.
        goal = (
            made.unit
            * form.height**0.5
            * (0.36 if thing.count == 1 else 0.29 if thing.count < 4 else 0.22)
        )
        goal *= float(own.uniform(0.92, 1.1)) * (
            0.6 if thing.on == "hill" and thing.count > 1 else 1
        )
        beyond = made.waterline is not None and not sandy and thing.distance != "far"
        if form.role == "land" and y < made.height * 0.8:
            # On a far bank a thing is seen as large as its part in the picture asks for.
            least = 0.17 if beyond and thing.count < 3 else 0.1 if beyond else 0.045
            size = max(size, made.unit * least * form.height * float(own.uniform(0.9, 1.15)))
        if lead and form.role == "land" and not sandy and thing.element != "tree":
            size = max(size, goal * (0.75 if beyond else 1.0))
        if thing.on == "hill":
            size = max(size, goal * 0.75)
        if form.role == "afloat" and thing.count < 3 and thing.distance != "far":
            size = max(size, goal * 0.66)
        if thing.element == "tree" and y >= made.height * 0.8:
            size *= 0.72
        depth = float(np.clip(1 - scale * 2.2, 0.02, 0.6))
        if lead and form.role == "land":
            depth = min(depth, 0.26)
        size = min(size * thing.size, made.height * 0.85)
        if form.role == "land":
            # Its top stays inside the picture.
            size = min(size, (y - made.height * 0.05) / 1.12)
        shades = thing.colours[number % len(thing.colours) :][:1] if thing.colours else ()
        one = replace(thing, count=1, colours=shades, asked=True)
        made.places.append(placed(one, x * made.width, y, size, depth, order, own))


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
