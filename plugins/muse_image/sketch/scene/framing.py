"""Framing: how large people, animals and things are seen, and how near a portrait comes."""

from collections.abc import Sequence
from dataclasses import replace

from ..catalogue import form
from ..draws import Rng, fork
from .ground import Ground
from .members import Cast, attached
from .plan import Layout, Place, placed
from .staging import CARRIERS, acts
from .things import Scene

FULL = {1: 0.56, 2: 0.52, 3: 0.47}
"""How many stand in front -> how tall (part of the picture) the tallest of them is seen."""
FRAMED = {"wide": 0.32, "medium": 0.5, "close": 0.82}
"""How tall the tallest is seen where a framing is asked for, as a part of the picture."""
OF_STORIES = {1: 0.46, 2: 0.43, 3: 0.38}
"""The same as FULL for animals of stories, whose ears stand above their heads."""
HEADROOM = 0.46
"""The same at most where the top is left for a text."""
ROOM = {"left": (0.38, 0.96), "right": (0.04, 0.62)}
"""Side that is left for a text -> the part of the width where people stand."""
RAISED = 0.7
"""The foot level of the front row at most where the bottom is left for a text."""
LEAST = 0.25
"""The least height of whom the picture is of, where it is small beside the others."""
FRONT = 0.9
"""The foot level of the front row, as a part of the picture's height."""
SHOWN = {"close-up": (-0.06, 1.08), "bust": (-0.5, 1.12), "half": (-1.2, 1.15)}
"""View -> from where to where it is shown, in heights of the focus box above its lower edge."""
BROAD = {"close-up": 0.8, "bust": 1.1, "half": 1.5}
"""View -> how much of the width of the focus box has room in the picture."""
OF_PEOPLE = {"close-up": (0.76, 1.07), "bust": (0.64, 1.09), "half": (0.44, 1.1)}
"""The same of a grown person, in units of the height; of a child the head is larger."""


def grounded(
    made: Layout, scene: Scene, cast: Sequence[int], *, fill: float | None = None,
    front: float = FRONT, most: float = 0.92,
) -> Ground:  # fmt: skip
    """Return the ground on which the cast is seen well: the lead large, everybody inside.

    `fill` is how tall the tallest is seen as a part of the picture; `front` the front row's level.
    """
    one = Cast(made, scene, Ground(made.horizon, 1.6), (0.0, 1.0))
    bases = [i for i in cast if not attached(scene, i, cast)] or list(cast)
    if not bases:
        return one.ground
    # What flies over others is as far off as it needs to be.
    bases = [i for i in bases if not one.flies(i)] or bases
    count = sum(min(scene.things[i].count, 4) for i in bases)
    # A tree or a house that somebody stands under may reach out of the picture.
    acting = [i for i in cast if acts(scene.things[i])]
    tallest = max(one.stacked(i) for i in [i for i in acting if i in bases] or acting or bases)
    stacked = any(one.stacked(i) > 1.25 * one.tall(i) for i in bases)
    stories = any(scene.things[i].element == "critter" for i in cast)
    if stories:
        under = ("on", "in", "riding")
        stacked = stacked and any((scene.things[i].relation or ("",))[0] in under for i in cast)
    usual = (
        (0.62 if stories else 0.78)
        if stacked
        else (OF_STORIES if stories else FULL).get(count, 0.42)
    )
    fill = fill if fill is not None else usual
    if scene.framing is not None:
        fill = FRAMED[scene.framing] * (1.25 if stacked else 1.0) * (0.9 if count > 2 else 1.0)
    if scene.room == "top":
        fill = min(fill, HEADROOM)
    scale = fill * made.height / tallest
    if scene.lead in cast and scene.lead is not None:
        least = LEAST * made.height / max(one.tall(scene.lead), 1e-3)
        scale = max(scale, min(least, 0.88 * made.height / tallest))
    across = sum(_room(one, i, tallest) for i in bases if acts(scene.things[i]))
    low, high = ROOM.get(scene.room or "", (0.0, 1.0))
    scale = min(scale, most * (high - low) * made.width / max(across, 1e-3))
    return Ground.through(made.horizon, front * made.height, scale)


def raised(scene: Scene, front: float) -> float:
    """Return the foot level of the front row, which leaves the bottom for a text if asked."""
    return min(front, RAISED) if scene.room == "bottom" else front


def _room(one: Cast, index: int, tallest: float) -> float:
    """Return how wide (metres) a thing and its pieces are; a fence runs out of the picture."""
    thing, reach = one.scene.things[index], one.wide(index)
    if thing.kind in CARRIERS:
        reach = min(reach, 1.2 * tallest)
    return 2 * reach * (1 + 0.8 * (thing.count - 1))


def close(made: Layout, scene: Scene, members: Sequence[int], view: str, rng: Rng) -> list[Place]:
    """Place whom a portrait shows so large that the picture shows only the part asked for."""
    low, high = SHOWN[view]
    places: list[Place] = []
    things = [scene.things[i] for i in members]
    pieces = [thing for thing in things for _ in range(min(thing.count, 3))]
    for number, thing in enumerate(pieces):
        own = fork(rng)
        found = form(thing.element, thing.kind)
        box = found.focus if found and found.focus else (-0.3, 0.0, 0.3, 1.0)
        head = box[3] - box[1]
        bottom, top = box[1] + low * head, box[3] + (high - 1) * head
        if thing.living == "person":
            bottom, top = OF_PEOPLE[view]
            bottom = 1 - (1 - bottom) * head / 0.295
        size = made.height / (top - max(bottom, -0.06))
        room = made.width / len(pieces)
        size = min(size, room * 0.92 / max(0.2, (box[2] - box[0]) * BROAD[view]))
        middle = (box[0] + box[2]) / 2
        lean = float(own.uniform(-0.06, 0.06)) if not scene.centred else 0.0
        # Several look at each other, one to either side.
        inward = 1 if number + 0.5 < len(pieces) / 2 else -1
        way = inward if len(pieces) > 1 else (1 if own.random() < 0.5 else -1)
        x = made.width * ((number + 0.5) / len(pieces) + lean / len(pieces)) - middle * size * way
        y = made.height * 0.02 + top * size
        thing = replace(thing, count=1, traits={**thing.traits, "view": "portrait"})
        places.append(replace(placed(thing, x, y, size, 0.0, 80 + number, own), way=way))
    made.places += places
    return places
