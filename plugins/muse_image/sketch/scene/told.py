"""What is told of a finished picture: which of the things asked for are not to be seen in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .plan import Layout
from .scene import Scene


def told(scene: Scene, layout: Layout, elements: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each asked thing that isn't seen, or not as often as was asked.

    What an element paints as one (a swarm of fireflies) isn't counted.
    """
    seen = Counter(str(element["name"]) for element in elements)
    asked: dict[str, int] = {}
    for thing in scene.things:
        if thing.asked:
            number = thing.count if thing.numbered else 1
            asked[thing.name] = asked.get(thing.name, 0) + number
    swarms = {place.name for place in layout.places if place.count > 1}
    notes: list[str] = []
    for name, count in asked.items():
        plain = name.replace("_", " ")
        if not seen[name]:
            notes.append(f"{plain}: asked for, and not to be seen in this picture.")
        elif seen[name] < count and not (seen[name] == 1 and name in swarms):
            notes.append(f"{plain}: {seen[name]} of {count} are to be seen.")
    return notes
