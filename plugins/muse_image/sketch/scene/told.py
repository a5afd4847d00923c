"""What is told of a finished picture: which of the things asked for are not to be seen in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .plan import Layout
from .things import Scene

TREES = {"tree": "a tree at the side", "forest": "a wooded far bank"}
"""Elements that may be added to a picture, and hide something of it."""
MOST = 12
"""Names in one sentence."""


def told(scene: Scene, layout: Layout, elements: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return sentences on the asked things that aren't seen, or not as often as was asked.

    What is worn or held is one of them. What an element paints as one (a swarm of fireflies) isn't
    counted.
    """
    elements = list(elements)
    seen = Counter(str(element["name"]) for element in elements)
    carried = {
        name for each in elements for key in ("wears", "holds") for name in each.get(key, ())
    }
    asked: dict[str, int] = {}
    missing: list[str] = []
    for thing in scene.things:
        if thing.asked:
            number = thing.count if thing.numbered else 1
            asked[thing.name] = asked.get(thing.name, 0) + number
            missing += [w.name for w in (*thing.worn, *thing.held) if w.name not in carried]
    swarms = {place.name for place in layout.places if place.count > 1}
    notes: list[str] = []
    for name, count in asked.items():
        if not seen[name]:
            missing.append(name)
        elif seen[name] < count and not (seen[name] == 1 and name in swarms):
            notes.append(f"{_plain(name)}: {seen[name]} of {count} are to be seen.")
    if missing:
        named = list(dict.fromkeys(_plain(name) for name in missing))
        rest = f" and {len(named) - MOST} more" if len(named) > MOST else ""
        notes.insert(
            0, f"Asked for, and not to be seen in this picture: {', '.join(named[:MOST])}{rest}."
        )
    added = {place.element for place in layout.places if not place.asked} & TREES.keys()
    if added:
        told_of = " and ".join(sorted(TREES[name] for name in added))
        notes.append(f'Added, though nobody asked for it: {told_of}; "no trees" leaves it out.')
    return notes


def _plain(name: str) -> str:
    return name.replace("_", " ")
