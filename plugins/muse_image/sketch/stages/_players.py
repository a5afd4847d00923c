"""Players: who plays an instrument that is too large to hold stands or sits at it."""

from collections.abc import Sequence
from dataclasses import replace

from ..catalogue import form
from ..scene.plan import Layout, Place
from ..scene.scene import Thing

AT = {
    "guzheng": "behind", "drum_kit": "behind", "drum": "behind", "piano": "beside",
    "grand_piano": "beside", "harp": "beside",
}  # fmt: skip
"""Instruments that stand, and where their players are."""


def playing(things: Sequence[Thing]) -> list[Thing]:
    """Return the things with each player bound to the first instrument that stands."""
    at = next((i for i, thing in enumerate(things) if thing.kind in AT), None)
    if at is None:
        return list(things)
    where = AT[things[at].kind]

    def bound(thing: Thing) -> Thing:
        if thing.living != "person" or thing.traits.get("pose") != "play" or thing.held:
            return thing
        if thing.relation and things[thing.relation[1]].element != "room":
            return thing
        pose = "sit" if where == "behind" else "stand"
        return replace(thing, relation=("beside", at), traits={**thing.traits, "pose": pose})

    made = [bound(thing) for thing in things]
    made[at] = replace(made[at], count=1)
    return made


def seated(made: Layout, things: Sequence[Thing], places: Sequence[Place]) -> None:
    """Move players of a zither or of drums behind their instrument, in place."""
    hosts = [p for p in places if p.element == "thing" and AT.get(p.kind) == "behind"]
    if not hosts:
        return
    host = hosts[0]
    names = {t.name for t in things if t.relation and things[t.relation[1]].kind == host.kind
             and t.living == "person"}  # fmt: skip
    found = form("thing", host.kind)
    scale = host.size / found.metres if found else host.size
    for place in places:
        if place.name in names:
            moved = replace(place, x=host.x, y=host.y - 0.1 * scale, order=host.order - 0.1)
            made.places[made.places.index(place)] = moved
            names.discard(place.name)
