"""What is told of a finished picture: which of the things asked for are not to be seen in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .plan import Layout
from .things import Scene

TREES = {"tree": "a tree at the side", "forest": "a wooded far bank"}
"""Elements that may be added to a picture, and hide something of it."""


def told(scene: Scene, layout: Layout, elements: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each asked thing that isn't seen, or not as often as was asked.

    What an element paints as one (a swarm of fireflies) isn't counted.
    """
    elements = list(elements)
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
    added = {place.element for place in layout.places if not place.asked} & TREES.keys()
    if added:
        told_of = " and ".join(sorted(TREES[name] for name in added))
        notes.append(f'Added, though nobody asked for it: {told_of}; "no trees" leaves it out.')
    return notes
