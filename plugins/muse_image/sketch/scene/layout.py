"""The layout: horizon, light and the place of every thing, for a picture of any shape."""

import math
from collections import Counter
from dataclasses import replace

import numpy as np

from ..catalogue import spec
from ..draws import Rng, named, seed_of
from ..stages import stage
from .course import WIDE, Course
from .furniture import furniture, inside_forest
from .plan import SIDES, Layout, Place, placed
from .staging import flies
from .standing import stand
from .things import Scene, Thing

__all__ = ["Layout", "Place", "landscape", "layout"]


VIEWS = {"above": 0.24, "below": 0.8}
"""View -> the level of the eye, as a part of the height."""
FRAME = 0.3
"""The part of the width that a tree at the side of the picture may hide."""


def layout(scene: Scene, width: int, height: int, rng: Rng) -> Layout:
    """Return the layout of a scene for a picture of width x height px.

    What the picture is of has a part in its draws: two subjects are not composed the same way.
    """
    subject = "+".join(sorted({thing.name for thing in scene.things if thing.asked}))
    rng = named(seed_of(rng), subject)
    unit = min(height, width * 1.15)
    horizon = VIEWS.get(scene.view or "", _horizon(scene, rng)) * height
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
    if heavenly and heavenly.level:
        sun_y = horizon * float(
            rng.uniform(*((0.1, 0.24) if heavenly.level == "high" else (0.68, 0.86)))
        )
    if heavenly:
        sun_y = max(sun_y, unit * 0.09 * heavenly.size)
    direction = (sun_x - width / 2) / width * 2
    lift = 0.35 if scene.time in ("sunset", "dawn") else 0.6
    vector = np.array([1.4 * math.copysign(max(abs(direction), 0.55), direction), lift, 0.35])
    vector /= np.linalg.norm(vector)
    made = Layout(
        width, height, horizon, waterline, shore, unit, (sun_x, sun_y),
        (float(vector[0]), float(vector[1]), float(vector[2])), -1.0 if direction > 0 else 1.0,
    )  # fmt: skip
    sides = {thing.side for thing in scene.things if spec(thing.element).role in ("land", "afloat")}
    if len(sides & {"left", "right"}) == 1:
        made.frame = 1.0 if "left" in sides else -1.0
    if not scene.abstract:
        if scene.stage == "landscape":
            landscape(made, scene, rng)
        else:
            stage(scene.stage).arrange(made, scene, rng)
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
    elif scene.has("terraces", "rows"):
        middle = 0.46
    elif scene.has("mountains", "city", "castle", "forest", "great_wall", "mesa", "glacier"):
        middle = 0.6
    else:
        middle = 0.56
    if scene.stage == "outdoors":
        # Before a landscape somebody is seen from a low, a usual or a high eye.
        starry = scene.time == "night" and any(t.element == "critter" for t in scene.things)
        eyes = (-0.02, 0.0, 0.04) if starry else (-0.12, -0.04, 0.05)  # a story's night is high
        middle += eyes[int(rng.integers(3))]
        if scene.lead is not None and flies(scene.things[scene.lead]):
            middle = 0.8
    return middle + float(rng.uniform(-0.045, 0.045))


def landscape(made: Layout, scene: Scene, rng: Rng) -> None:
    """Give every thing its places, and add what the picture needs to be whole."""
    seed = seed_of(rng)
    things = [*scene.things, *furniture(scene, seed)]
    if any(thing.element == "beach" for thing in things):
        made.sand = float(rng.uniform(0.46, 0.58))
    backs = [t for t in things if spec(t.element).role == "back"]
    # Rivers, paths and bridges first: what stands on the ground or floats keeps off them.
    sorts: Counter[str] = Counter()
    for thing in sorted(things, key=lambda t: t.element not in (*WIDE, "bridge")):
        form = spec(thing.element)
        sort = f"{thing.name}/{thing.element}/{thing.kind}"
        own = named(seed, f"{sort}/{sorts[sort]}")
        sorts[sort] += 1
        x = _x(thing, made.width, own)
        if thing.kind == "frame":
            made.places.append(placed(thing, x, made.horizon, made.unit * thing.size, 0.0, 72, own))
        elif form.role in ("sky", "back", "ground", "water", "weather", "front"):
            depth = form.depth
            order = form.order
            if thing.asked and thing.element in ("moon", "sun"):
                order = 12.6  # who asks for it in the rain sees it before the clouds
            if form.role == "back" and thing.distance == "far":
                order -= 3
            if thing.element in ("mountains", "hills") and len(backs) > 1 and thing is backs[-1]:
                order += 0.5
            here = placed(thing, x, made.horizon, made.unit * thing.size, depth, order, own)
            if thing.element in WIDE:
                course = Course.draw(own, thing.side, WIDE[thing.element])
                here = replace(here, course=course)
            made.places.append(here)
        else:
            stand(made, scene, thing, own)
    _framed(made)


def _framed(made: Layout) -> None:
    """Move the tree that frames the picture to the side where it hides nothing, or leave it out."""
    if not any(place.kind == "frame" for place in made.places):
        return
    shown = [p for p in made.places if p.asked and p.spec.role in ("land", "afloat", "air")]
    taken = {side for side in (-1.0, 1.0)
             if any((p.x / made.width - 0.5) * side > 0.5 - FRAME for p in shown)}  # fmt: skip
    if {-1.0, 1.0} == taken:
        made.places = [place for place in made.places if place.kind != "frame"]
    elif made.frame in taken:
        made.frame = -made.frame


def _x(thing: Thing, width: int, rng: Rng) -> float:
    low, high = SIDES.get(thing.side or "", (0.2, 0.8))
    return width * float(rng.uniform(low, high))
