"""A street: the view between two rows of houses, and those who walk, stand and drive in it."""

from dataclasses import replace

from ..catalogue import form, metres, spec
from ..draws import Rng, fork
from ..elements.streets.canal import DEEP
from ..elements.town_street import half, water
from ..elements.vehicle import AFLOAT
from ..scene.cast import cast
from ..scene.framing import close, grounded, raised
from ..scene.ground import Ground
from ..scene.plan import Layout, Place, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR, acts
from ._sky import sky

EYE = (0.26, 3.2)
"""The least and the greatest height of the eye, metres."""
DRIVEN = ("modern", "neon", "suburb")
"""Streets with cars of their own."""
QUIET = ("old_town", "japanese", "village", "alley")
"""Streets where a bicycle may lean at a house."""
OVER = 2.6
"""How high the eye is over the empty embankments of a canal: as on a bridge."""
OWN = ("bridge", "island", "pier", "lake", "river", "canal_house")
"""What a canal has of its own, or what has no room on one."""
HUNG = ("paper lantern",)
"""Lanterns, which hang at the houses of a canal in any case."""
LENGTHS = {"boat": 3.2, "craft": 3.2}
"""Height of the drawing of what is afloat, metres."""
LARGE, LONG = 1.9, 3.2
"""What reaches farther to its sides (metres) is turned to us in the street, or comes at us."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the sky, the street, what stands along it, and the cast."""
    made.waterline = made.shore = made.sand = None
    made.horizon = made.height * float(rng.uniform(0.5, 0.56))
    front, own = raised(scene, 0.9), fork(rng)
    street = scene.first("town_street") or Thing("street", "town_street", "old_town", asked=False)
    kind = street.kind or "old_town"
    members = [i for i in scene.cast if scene.things[i].element != "town_street"]
    canal = water(kind)
    # Trees and houses stand along the street, lanterns and balloons are over it.
    members = [
        i for i in members if acts(scene.things[i])
        or (canal is None and spec(scene.things[i].element).role == "afloat")
    ]  # fmt: skip
    if canal is not None:
        members = [i for i in members if scene.things[i].kind not in HUNG]
    near = scene.view in NEAR
    if near and members:
        # The eye is level with the face that the picture shows.
        made.horizon = made.height * float(rng.uniform(0.4, 0.46))
    # Who is on a bridge or in a boat is over the water, which runs on to the lower edge.
    afloat = canal is not None and any(
        scene.things[i].kind in (*AFLOAT, "arched_bridge") for i in members
    )
    if afloat:
        made.horizon = made.height * float(rng.uniform(0.42, 0.46))
    ground = Ground(made.horizon, 1.6 if canal is None or near else OVER)
    if members and not near:
        found = grounded(made, scene, members, fill=_fill(scene, members), front=front)
        ground = Ground(made.horizon, min(max(found.eye, EYE[0]), EYE[1]))
    bridge = [i for i in members if scene.things[i].kind == "arched_bridge"]
    if afloat and bridge and not near:
        # The bridge runs out of the picture; those on it are large.
        front = 0.97
        rest = [scene.things[i] for i in members if i not in bridge]
        tall = max([0.75, *(metres(thing.element, thing.kind) for thing in rest)])
        ground = Ground.through(made.horizon, front * made.height, 0.45 * made.height / tall)
    sky(made, scene, fork(rng))
    x = made.width * float(own.uniform(0.42, 0.58))
    if bridge:
        x += made.width * (0.1 if x > made.width / 2 else -0.1)  # not behind who is on it
    place = placed(street, x, made.horizon, made.unit, 0.3, 30, own)
    traits = {**street.traits, "eye": f"{ground.eye:.4f}"}
    if canal is not None and afloat:
        traits["eye"] = f"{max(ground.eye - DEEP, 0.35):.4f}"
    elif canal is not None and members and not near:
        foot = ground.scale(front * made.height)
        traits["edge"] = f"{1.32 * made.unit * 0.9 / foot:.4f}"
    made.places.append(replace(place, traits=traits))
    if canal is not None:
        _floating(made, scene, kind, float(traits["eye"]) + DEEP, x, fork(rng))
    _company(made, scene, kind, ground, x, members, fork(rng))
    if near and members:
        close(made, scene, members, scene.view or "half", rng)
        return
    places = cast(made, scene, members, ground, rng, front=front)
    # What drives comes towards us along the street.
    turned = {id(place): _turned(made, place, rng) for place in places}
    made.places = [turned.get(id(place), place) for place in made.places]


def _fill(scene: Scene, members: list[int]) -> float:
    """Return how tall the tallest of the cast is seen, as a part of the picture."""
    lead = scene.things[scene.lead] if scene.lead is not None else None
    return 0.5 if lead is not None and lead.living else 0.46


def _turned(made: Layout, place: Place, rng: Rng) -> Place:
    """Return the place of a vehicle turned along the street, or in the air over it."""
    found = form(place.element, place.kind)
    if found is not None and found.hangs:
        size = min(place.size, 0.3 * made.height, 0.22 * made.width / found.wide)
        foot = made.height * float(rng.uniform(0.06, 0.16)) + size
        return replace(place, size=size, y=foot)
    if place.element != "vehicle" or found is None or "view" in place.traits:
        return place
    reach = found.wide * found.metres
    if reach < LARGE:
        return place
    return replace(place, traits={**place.traits, "view": "front" if reach > LONG else "street"})


def _company(
    made: Layout, scene: Scene, kind: str, ground: Ground, x: float, members: list[int], rng: Rng
) -> None:
    """Append what stands along the street: asked trees and houses, unasked cars and bicycles."""
    draws = rng.random(8)
    reach = half(kind)
    canal = water(kind)
    beside_x = reach * 0.78 if canal is None else (canal + reach) / 2
    near = 0.62 * made.unit * 0.9 / max(ground.scale(made.height), 1.0)

    def put(thing: Thing, across: float, z: float, way: int) -> None:
        scale = made.unit * 0.9 / z
        y = ground.level(scale)
        tall = metres(thing.element, thing.kind) * thing.size * scale
        at = x + across * scale
        if -tall * 0.2 < at < made.width + tall * 0.2:
            depth = min(0.6, z / 90)
            one = placed(thing, at, y, tall, depth, 40 + 20 * y / made.height, fork(rng))
            made.places.append(replace(one, way=way))

    beside = [
        t for i, t in enumerate(scene.things)
        if i not in members and spec(t.element).role in ("land", "air", "back")
        and t.element not in OWN and t.kind not in HUNG
    ]  # fmt: skip
    for number, thing in enumerate(beside):
        if spec(thing.element).role == "air":
            for _ in range(thing.count):
                _over(made, replace(thing, count=1), fork(rng))
            continue
        side = {"left": -1, "right": 1}.get(thing.side or "", 1 if number % 2 else -1)
        for k in range(min(thing.count, 6)):
            lane = -1 if (k + (side > 0)) % 2 else 1
            put(replace(thing, count=1), lane * beside_x, near + 8 + 5 * k, -lane)
    if kind in DRIVEN and "car" not in scene.absent and not _drives(scene):
        for k in range(2):
            which = ("taxi", "car", "van", "small_car")[int(draws[k] * 4)]
            car = Thing("car", "vehicle", which, asked=False, traits={"view": "front"})
            put(car, -min(2.4, reach * 0.36), 19 + 15 * k + 4 * float(draws[2 + k]), 1)
    elif kind in QUIET and "bicycle" not in scene.absent and draws[4] < 0.55 and not _drives(scene):
        side = -1 if draws[5] < 0.5 else 1
        bicycle = Thing("bicycle", "vehicle", "bicycle", asked=False)
        put(bicycle, side * (reach - 1.15), near + 7.5 + 3 * float(draws[6]), -side)


def _floating(
    made: Layout, scene: Scene, kind: str, eye: float, x: float, rng: Rng
) -> None:  # fmt: skip
    """Append what is afloat on a canal, seen from `eye` metres over it: asked boats, or one."""
    reach = (water(kind) or 4.0) * 0.42
    asked = [t for t in scene.things if spec(t.element).role == "afloat" and t.element not in OWN]
    boats = [replace(thing, count=1) for thing in asked for _ in range(min(thing.count, 6))]
    vessel = any(thing.kind in AFLOAT for thing in scene.things)
    if not boats and not vessel and "boat" not in scene.absent:
        which = {"venice": "gondola", "amsterdam": ""}.get(kind, "awning")
        boats = [Thing("covered boat", "craft", which, asked=False)]
    draws = rng.random(12)
    # The nearest is seen whole, above the landing or the lower edge.
    first = max(9.5, 1.18 * made.unit * 0.9 * eye / (0.5 * (made.height - made.horizon)))
    for number, boat in reversed(list(enumerate(boats))):
        z = first + 4.0 * number + 1.5 * float(draws[number])
        scale = made.unit * 0.9 / z
        side = -1 if (number + (draws[6] < 0.5)) % 2 else 1
        if not asked and scene.cast:
            # Beside those in front, and clear of a bridge that they are on.
            bridged = any(thing.kind == "arched_bridge" for thing in scene.things)
            side, z = (1 if x < made.width / 2 else -1), max(z, 17.0 if bridged else 12.0)
            scale = made.unit * 0.9 / z
        at = x + side * reach * (0.5 + 0.5 * float(draws[6 + number % 6])) * scale
        tall = LENGTHS.get(boat.element, 1.4) * boat.size * scale
        y = made.horizon + eye * scale
        made.places.append(placed(boat, at, y, tall, 0.1, 40 + 20 * y / made.height, fork(rng)))


def _over(made: Layout, thing: Thing, rng: Rng) -> None:
    """Append something that flies over the street."""
    x = made.width * float(rng.uniform(0.3, 0.7))
    y = made.height * float(rng.uniform(0.1, 0.3))
    size = made.unit * 0.2 * spec(thing.element).height ** 0.5 * thing.size
    made.places.append(placed(thing, x, y, size, 0.2, 33, rng))


def _drives(scene: Scene) -> bool:
    return any(thing.element == "vehicle" for thing in scene.things)
