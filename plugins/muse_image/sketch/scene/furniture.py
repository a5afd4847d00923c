"""Furniture: what nobody named but a picture needs to be whole."""

from collections.abc import Iterable

from ..catalogue import spec
from ..draws import named
from .scene import GROUNDS, WATERS, Scene, Thing
from .shore import ashore, small

BEHIND = (
    "mountains", "hills", "city", "sea", "forest", "desert", "mesa", "cliffs", "great_wall",
    "glacier", "terraces",
)  # fmt: skip
"""Elements that close the picture towards the horizon."""


def furniture(scene: Scene, seed: int) -> Iterable[Thing]:
    """Return what nobody named but a picture needs: clouds, a far bank, a foreground, a frame.

    Each has draws of its own for the seed, so that leaving one out changes no other.
    """

    def may(name: str, chance: float) -> bool:
        return name not in scene.absent and float(named(seed, name).random()) < chance

    more: list[Thing] = [Thing("sky", "backdrop", asked=False)]
    dry = not scene.has(*WATERS)
    inside = inside_forest(scene)
    if not scene.has("clouds") and scene.weather in ("clear",) and may("clouds", 0.85):
        more.append(Thing("clouds", "clouds", "thin", asked=False))
    heavy = scene.weather in ("cloudy", "storm", "rain", "snow")
    if heavy and not scene.has("clouds", "aurora", "fireworks") and may("clouds", 1.0):
        more.append(Thing("clouds", "clouds", scene.weather, asked=False))
    if inside:
        more.append(Thing("forest floor", "floor", asked=False))
    elif dry or scene.has("river"):
        if not scene.has(*GROUNDS):
            more.append(Thing("meadow", "meadow", asked=False))
    if (
        scene.has("lake")
        and not scene.has("forest", "city", "hills", "quay", "cliffs", "mesa")
        and may("forest", 0.8)
        and may("tree", 1.0)
    ):
        more.append(Thing("forest", "forest", "bank", asked=False))
    near = [t for t in scene.things if small(t.element)]
    if scene.has("sea") and near and not scene.has("beach"):
        sand = "beach" not in scene.absent
        more.append(Thing("shore", "beach" if sand else "near_bank", asked=False))
    if scene.has("lake") and not inside and not scene.has("beach"):
        more.append(Thing("bank", "near_bank", asked=False))
    built = [t for t in scene.things if spec(t.element).role == "land" and not ashore(scene, t)]
    if any(thing.on == "hill" for thing in scene.things):
        more.append(Thing("knoll", "knoll", asked=False))
    if scene.has("sea") and any(thing.on != "hill" for thing in built):
        more.append(Thing("headland", "headland", asked=False))
    if not inside and not scene.has(*BEHIND):
        if may("hills", 0.9):
            more.append(Thing("hills", "hills", asked=False))
    framed = scene.stage == "landscape"  # a tree would stand before whom the picture is of
    if (
        framed
        and not inside
        and not scene.has("desert", "beach", "sea", "city", "tree", "cave", "rows")
    ):
        if may("tree", 0.75) and may("pine", 1.0):
            more.append(Thing("tree", "tree", "frame", asked=False))
    if scene.weather in ("fog", "rain", "snow", "storm"):
        more.append(Thing(scene.weather, scene.weather, asked=True))
    elif scene.mood in ("dreamy", "mysterious", "calm") or scene.time == "dawn":
        more.append(Thing("mist", "fog", "thin", asked=False))
    if scene.mood == "dreamy" and not scene.has("fireflies"):
        more.append(Thing("motes", "fireflies", "motes", 40, asked=False))
    return more


def inside_forest(scene: Scene) -> bool:
    """Whether the picture stands within the forest rather than before it."""
    outer = ("mountains", "hills", "lake", "sea", "city", "meadow", "desert", "beach", "balloons")
    return scene.has("forest") and not scene.has(*outer)
