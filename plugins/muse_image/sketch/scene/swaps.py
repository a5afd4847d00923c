"""Swaps: what is drawn in another form than usual because of who is with it.

Elements of the landscape are drawn for the distance. Where somebody stands on one, it is drawn
near; where somebody is in a building, its inside is; one rose alone is a flower on a table.
"""

from collections.abc import Callable
from dataclasses import replace

from ..catalogue import form, spec
from .things import Thing

NEAR = {
    "rocks": "boulder", "cliffs": "boulder", "arch_rock": "boulder", "fence": "rail_fence",
    "wall": "low_wall", "bridge": "arched_bridge", "tree": "branch", "iceberg": "floe",
    "glacier": "floe", "lotus": "lily_pad", "clouds": "cloud_bank",
}  # fmt: skip
"""Element of the scenery -> the form of things/ that carries somebody near."""
VESSELS = {
    ("boat", ""): "boat", ("boat", "sail"): "sailing_boat", ("craft", ""): "canoe",
    ("craft", "gondola"): "gondola", ("craft", "raft"): "raft",
}  # fmt: skip
"""Boat of the landscape -> the vehicle that carries somebody near."""
BOATS = tuple(dict.fromkeys(VESSELS.values()))
CARS = ("car", "sports_car", "vintage_car", "small_car", "convertible")
"""Vehicles that are open when somebody is in them."""
RIDDEN = ("bicycle", "motorcycle", "scooter", "skateboard")
CLOSED = (
    "taxi", "police_car", "suv", "pickup", "van", "ambulance", "bus", "double_decker",
    "school_bus", "tram", "truck", "fire_engine", "steam_train", "fast_train", "airliner",
    "helicopter", "airship", "submarine", "space_shuttle", "rocket", "satellite", "ufo",
)  # fmt: skip
"""Vehicles in which nobody is seen: who drives one stands beside it."""
SHIPS = {"": "tall_ship", "pirate": "pirate_ship", "junk": "junk", "steamer": "liner"}
"""Kind of ship of the landscape -> the one that a picture is of."""
KINDS = {("street", "bench"): "park_bench", **{("ship", kind): "ship_deck" for kind in SHIPS}}
"""The same of one kind of an element."""
PERCHES = ("branch",)
"""Forms that carry animals alone: nobody stands upright on a branch."""
INSIDE = {
    "temple": "temple", "pagoda": "temple", "church": "church", "castle": "hall",
    "hall": "hall", "house": "living_room", "cottage": "living_room", "hut": "attic",
}  # fmt: skip
"""Building -> the kind of room that is in it."""
FLOWERS = {
    "flowers": "daisy", "roses": "rose", "tulips": "tulip", "sunflowers": "sunflower",
    "daisies": "daisy",
}  # fmt: skip
"""Concept of flowers in a field -> the kind of one that is alone."""
VASES = {
    "roses": "vase of roses", "tulips": "vase of tulips", "sunflowers": "vase of sunflowers",
    "daisies": "vase of daisies",
}  # fmt: skip
"""Concept of flowers in a field -> the kind of vase that they stand in."""
TABLES = ("table", "round_table", "dining_table", "tavern_table", "cafe_table", "coffee_table",
          "study_desk", "desk", "eight_table", "chinese_desk")  # fmt: skip
CANALS = ("canal", "venice", "amsterdam")
"""Kinds of streets that are of water."""
AIRY = ("sky", "weather")
OUTSIDE = ("before", "behind", "beside")
"""Relations to a building that are no reason to be in it."""


def swapped(things: list[Thing], absent: set[str], added: Callable[[str], Thing]) -> None:
    """Exchange, in place, what is drawn in another form; `added` is the thing of a concept."""
    _streets(things)
    _tops(things)
    _alone(things)
    _vases(things)
    _ships(things, absent, added)
    for thing in list(things):
        if thing.relation is None or thing.relation[0] not in ("on", "in", "riding"):
            continue
        if _aboard(things, thing, added):
            continue
        name, other = thing.relation
        if name == "riding":
            continue
        base = things[other]
        room = INSIDE.get(base.element)
        if name == "in" and thing.living == "person" and room:
            things[other] = replace(base, element="room", kind=room, count=1)
            continue
        kind = NEAR.get(base.element) if not base.kind or base.element == "tree" else None
        kind = KINDS.get((base.element, base.kind), kind)
        if base.element == "bridge":
            kind = "arched_bridge"
        acting = thing.living or form(thing.element, thing.kind) is not None
        if kind is None or not acting or (kind in PERCHES and thing.living != "animal"):
            continue
        if thing.element == "vehicle":
            continue
        things[other] = replace(base, element="thing", kind=kind, count=1, home="outdoors")
        if kind == "ship_deck" and "sea" not in absent:
            if not any(_watery(t) for t in things):
                things.append(added("sea"))
        if kind == "arched_bridge" and "lake" not in absent:
            if not any(_watery(t) for t in things):
                things.append(added("lake"))


def _aboard(things: "list[Thing]", thing: "Thing", added: "Callable[[str], Thing]") -> bool:
    """Give whoever is in a boat or a car one that is near and open; whether there was one."""
    assert thing.relation is not None
    other = thing.relation[1]
    base = things[other]
    if not (thing.living or form(thing.element, thing.kind)):
        return False
    if base.element == "vehicle" and base.kind in RIDDEN and thing.living == "person":
        relation = ("riding", other)
        traits = dict(thing.traits)
        if base.kind == "skateboard":
            relation = ("on", other)
            traits.setdefault("pose", "stand")
        things[things.index(thing)] = replace(thing, relation=relation, traits=traits)
        if not base.numbered:
            things[other] = replace(base, count=thing.count)
        return True
    found = form(base.element, base.kind)
    if base.living == "animal" and thing.living == "person" and found and found.top:
        things[things.index(thing)] = replace(thing, relation=("riding", other))
        return True
    vessel = VESSELS.get((base.element, base.kind))
    if vessel is None and base.element == "vehicle" and base.kind in BOATS:
        return True
    if vessel is None and thing.relation[0] != "on" and base.kind in CARS:
        vessel = "convertible"
    closed = base.element == "vehicle" and base.kind in CLOSED and thing.relation[0] != "on"
    if vessel is None and closed:
        things[things.index(thing)] = replace(thing, relation=("beside", other))
        return True
    if vessel is None:
        return False
    traits = {**base.traits, "seats": "taken"}
    things[other] = replace(base, element="vehicle", kind=vessel, count=1, traits=traits)
    things[things.index(thing)] = replace(thing, relation=("in", other))
    if vessel in BOATS and not any(_watery(t) and t.element != "river" for t in things):
        for number, one in enumerate(things):
            if one.element == "river":
                # A river is seen from above; the boat's is as wide as the picture.
                things[number] = replace(one, element="lake", kind="")
                return True
        things.append(added("lake"))
    return True


def _watery(thing: Thing) -> bool:
    """Whether a thing is water, or a street of it."""
    canal = thing.element == "town_street" and thing.kind in CANALS
    return canal or thing.element in ("river", "lake", "sea")


def _ships(things: list[Thing], absent: set[str], added: Callable[[str], Thing]) -> None:
    """Draw the one ship near that a picture is of, when nothing but water and sky is around it."""
    ships = [i for i, thing in enumerate(things) if thing.element == "ship"]
    rest = [t for i, t in enumerate(things) if i not in ships]
    open_sea = all(t.element in ("sea", "lake") or spec(t.element).role in AIRY for t in rest)
    if len(ships) != 1 or not open_sea:
        return
    ship = things[ships[0]]
    if ship.count == 1 and ship.distance != "far" and ship.size >= 1:
        kind = SHIPS.get(ship.kind, "tall_ship")
        things[ships[0]] = replace(ship, element="vehicle", kind=kind)
        if not any(t.element in ("sea", "lake") for t in rest) and "sea" not in absent:
            things.append(added("sea"))


def _streets(things: list[Thing]) -> None:
    """Leave a room that something stands before, or that a vehicle is at, to a street."""
    for thing in things:
        if thing.relation is None:
            continue
        base = things[thing.relation[1]]
        outside = thing.relation[0] in OUTSIDE or thing.element == "vehicle"
        if base.element == "room" and outside and base.kind != "windowsill":
            things[thing.relation[1]] = replace(base, element="town_street", kind="old_town")


def _tops(things: list[Thing]) -> None:
    """Let a table that carries nothing but small things fill the picture."""
    if any(thing.living or thing.element == "room" for thing in things):
        return
    for number, thing in enumerate(things):
        on = [t for t in things if t.relation and t.relation[1] == number]
        if thing.element == "thing" and thing.kind in TABLES and on:
            rest = [t for t in things if t is not thing and spec(t.element).role != "sky"]
            if all(t.home == "table" or t.held for t in rest):
                things[number] = replace(thing, element="tabletop", kind="wood", count=1)
                for place, one in enumerate(things):
                    if one.relation and one.relation[1] == number:
                        things[place] = replace(one, relation=None)


def _alone(things: list[Thing]) -> None:
    """Draw one flower that is all that was asked for as a flower, not as a field."""
    if len(things) != 1 or things[0].element != "flowers" or not things[0].numbered:
        return
    one = things[0]
    kind = FLOWERS.get(one.name, "")
    if kind and one.count == 1 and form("thing", f"single {kind}") is not None:
        things[0] = replace(one, element="thing", kind=f"single {kind}", home="table")


def _vases(things: list[Thing]) -> None:
    """Put flowers that are named beside small things, or on a table, in a vase."""
    rest = [thing for thing in things if thing.element != "flowers"]
    tabled = all(t.home == "table" or t.element == "tabletop" for t in rest)
    if not rest or len(rest) == len(things) or not tabled:
        return
    for number, thing in enumerate(things):
        if thing.element == "flowers":
            kind = VASES.get(thing.name, "vase of flowers")
            things[number] = replace(thing, element="thing", kind=kind, home="table", count=1)
