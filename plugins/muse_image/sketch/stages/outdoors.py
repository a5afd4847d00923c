"""Outdoors: people, animals and things large in the foreground of a landscape."""

from dataclasses import replace

from ..draws import Rng
from ..elements.vehicle import AFLOAT
from ..scene.cast import cast
from ..scene.framing import close, grounded, raised
from ..scene.layout import landscape
from ..scene.plan import Layout
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR

FRONTS = {"sea": 0.93, "lake": 0.95}
"""Water that leaves only a strip of ground in front -> the foot level of those who stand on it."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the places of the landscape, then of those who stand before it."""
    members = set(scene.cast)
    scenery = tuple(thing for i, thing in enumerate(scene.things) if i not in members)
    marine = any(
        scene.things[i].home == "underwater"
        or scene.things[i].kind in (*AFLOAT, "ship_deck")
        or (scene.things[i].element, scene.things[i].traits.get("pose")) == ("critter", "swim")
        for i in members
    )
    if any(t.element == "sea" for t in scenery) and not scene.has("beach") and not marine:
        if "beach" not in scene.absent:
            scenery = (*scenery, Thing("shore", "beach", asked=False))
    landscape(made, replace(scene, things=scenery), rng)
    if any(scene.things[i].kind == "arched_bridge" for i in members):
        # The water runs on under the bridge, to the lower edge of the picture.
        made.places = [place for place in made.places if place.element != "near_bank"]
    if scene.view in NEAR:
        close(made, scene, scene.cast, scene.view, rng)
        return
    if marine and scene.has("sea", "lake", "river"):
        made.places = [p for p in made.places if p.element not in ("near_bank", "beach")]
    front = next((at for name, at in FRONTS.items() if scene.has(name)), 0.9)
    if any(scene.things[i].kind == "ship_deck" for i in members):
        # The sea is seen over the rail.
        front = min(max(made.horizon / made.height + 0.31, 0.84), 0.92)
    front = raised(scene, front)
    ground = grounded(made, scene, scene.cast, front=front)
    cast(made, scene, scene.cast, ground, rng, front=front)
