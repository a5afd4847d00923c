"""Hovering: those of a stage who stand on no ground, spread over the height of the picture."""

from collections.abc import Sequence
from dataclasses import replace

from ..draws import Rng, fork
from ..scene.plan import Layout, Place
from ..scene.scene import Scene


def hover(
    made: Layout, scene: Scene, members: Sequence[int], rng: Rng, span: tuple[float, float], *,
    stays: Sequence[str] = (), pose: str = "", least: float = 0.0,
) -> None:  # fmt: skip
    """Move the cast up from the ground: the middle of each between two levels (parts of height).

    Kinds of `stays` stay where they are; who has no pose of his own takes `pose`. What follows
    another (rides it, lies beside it) moves as that one does. Who lives is seen at least `least`
    tall (part of the height): he floats nearer to us than what is large.
    """
    things = [scene.things[i] for i in members]
    lead = scene.things[scene.lead].name if scene.lead is not None else ""
    moved: dict[str, float] = {}
    made_places: list[Place] = []
    free = fork(rng)
    number = 0
    for place in made.places:
        thing = next((t for t in things if t.name == place.name), None)
        if thing is None or place.kind in stays:
            made_places.append(place)
            continue
        low, high = span
        size = place.size
        if thing.living and size < least * made.height:
            size = least * made.height
            place = replace(place, size=size, order=place.order + 6)
        if thing.relation is not None and place.relation and place.relation[1] in moved:
            shift = moved[place.relation[1]]
        else:
            alone = place.name == lead and thing.count == 1
            draw = float(free.random())
            level = 0.5 + 0.08 * (draw - 0.5) if alone else (draw + 0.618 * number) % 1
            number += 1
            middle = made.height * (low + (high - low) * level)
            foot = middle + size / 2
            foot = min(max(foot, size * 1.04), made.height * 0.98)
            shift = foot - place.y
            moved[place.name] = shift
        traits = dict(place.traits)
        if pose and thing.living and "pose" not in traits:
            traits["pose"] = pose
        made_places.append(replace(place, y=place.y + shift, traits=traits))
    made.places = made_places
