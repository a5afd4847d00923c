"""The cast: where people, animals and things stand, by their true sizes and relations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..catalogue import element, form, metres, wide
from ..draws import Rng, fork, named, seed_of
from .ground import Ground
from .plan import Layout, Place, placed
from .staging import CARRIERS, acts
from .things import Scene, Thing

FULL = {1: 0.56, 2: 0.52, 3: 0.47}
"""How many stand in front -> how tall (part of the picture) the tallest of them is seen."""
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
ROW = {"far": -0.3, "near": 0.04}
"""Distance -> how far from the front row the foot is, as a part of the ground's height."""

CONTAINERS = (
    "bowl", "cup", "glass", "vase", "jar", "jug", "pot", "pan", "basket", "box", "bucket", "barrel",
    "cradle", "bathtub", "gift box", "bird_cage", "aquarium", "treasure_chest", "boat",
    "canoe", "gondola", "convertible",
)  # fmt: skip
"""Kinds of things behind whose front is what is in them."""
SEAT = 0.45
"""How high (metres) the hips of who sits are above the place of the figure."""
SEATS = (0.3, 1.1)
"""From how low to how high (metres) a person sits on something."""
FLAT = ("arched_bridge", "ship_deck", "floe", "lily_pad", "cloud_bank")
"""Forms on which people stand."""
APART = ("above", "beside", "behind", "before", "with", "between", "looking_at")
"""Relations in which a thing is moved into the picture, away from the other."""
TOGETHER = 0.5
"""How far apart those of a row stand at most, in widths of the narrowest."""
CLOSE = {"hug": 0.2, "dance": 0.42}
"""Pose in which two stand close -> the part of their widths that they take."""
BESIDE = ("land", "afloat", "air")
"""Roles of scenery that nobody is to stand before."""
TALLEST = 1.9
"""How tall (part of the picture) anything is painted that reaches out of it."""


@dataclass(slots=True)
class _Spot:
    """Where one of the cast stands: x, foot y (px), px per metre, order, and which way it looks."""

    x: float
    y: float
    scale: float
    order: float
    way: int = 0


@dataclass(slots=True)
class Cast:
    """Those who stand on a stage, and where each of them stands (thing's index -> places)."""

    made: Layout
    scene: Scene
    ground: Ground
    span: tuple[float, float]
    spots: dict[int, list[_Spot]] = field(default_factory=dict)

    def tall(self, index: int) -> float:
        """Return how tall one of a thing is, metres."""
        thing = self.scene.things[index]
        return metres(thing.element, thing.kind) * thing.size

    def stacked(self, index: int) -> float:
        """Return how high a thing reaches with those who are on it, metres."""
        thing = self.scene.things[index]
        found = form(thing.element, thing.kind)
        level = self.tall(index) * (found.top[2] if found and found.top else 0.0)
        tops = [self.tall(index)]
        for number, other in enumerate(self.scene.things):
            if other.relation and other.relation[1] == index and acts(other):
                lift = {"on": level, "in": level, "riding": level - 0.5 * self.tall(number)}
                tops.append(lift.get(other.relation[0], 0.0) + self.tall(number))
        return max(tops)

    def flies(self, index: int) -> bool:
        """Whether a thing is a craft in the air that carries nobody who is seen."""
        return _aloft(self.scene.things[index])

    def scale(self, index: int, y: float, alone: bool) -> float:
        """Return px per metre of a thing with its foot at level y; craft over others are far."""
        scale = self.ground.scale(y)
        if alone or not self.flies(index):
            return scale
        room = min(
            0.26 * self.made.height / self.tall(index), 0.2 * self.made.width / self.wide(index)
        )
        return min(scale, room)

    def wide(self, index: int) -> float:
        """Return how far one of a thing reaches to each side, metres."""
        thing = self.scene.things[index]
        return wide(thing.element, thing.kind) * self.tall(index)


def grounded(
    made: Layout, scene: Scene, cast: Sequence[int], *, fill: float | None = None,
    front: float = FRONT, most: float = 0.92,
) -> Ground:  # fmt: skip
    """Return the ground on which the cast is seen well: the lead large, everybody inside.

    `fill` is how tall the tallest is seen as a part of the picture; `front` the front row's level.
    """
    one = Cast(made, scene, Ground(made.horizon, 1.6), (0.0, 1.0))
    bases = [i for i in cast if not _attached(scene, i, cast)] or list(cast)
    if not bases:
        return one.ground
    # What flies over others is as far off as it needs to be.
    bases = [i for i in bases if not one.flies(i)] or bases
    count = sum(min(scene.things[i].count, 4) for i in bases)
    # A tree or a house that somebody stands under may reach out of the picture.
    acting = [i for i in cast if acts(scene.things[i])]
    tallest = max(one.stacked(i) for i in [i for i in acting if i in bases] or acting or bases)
    stacked = any(one.stacked(i) > 1.25 * one.tall(i) for i in bases)
    usual = 0.78 if stacked else FULL.get(count, 0.42)
    fill = fill if fill is not None else usual
    scale = fill * made.height / tallest
    if scene.lead in cast and scene.lead is not None:
        least = LEAST * made.height / max(one.tall(scene.lead), 1e-3)
        scale = max(scale, min(least, 0.88 * made.height / tallest))
    across = sum(_room(one, i, tallest) for i in bases if acts(scene.things[i]))
    scale = min(scale, most * made.width / max(across, 1e-3))
    return Ground.through(made.horizon, front * made.height, scale)


def _room(one: Cast, index: int, tallest: float) -> float:
    """Return how wide (metres) a thing and its pieces are; a fence runs out of the picture."""
    thing, reach = one.scene.things[index], one.wide(index)
    if thing.kind in CARRIERS:
        reach = min(reach, 1.2 * tallest)
    return 2 * reach * (1 + 0.8 * (thing.count - 1))


def cast(
    made: Layout, scene: Scene, members: Sequence[int], ground: Ground, rng: Rng, *,
    span: tuple[float, float] = (0.08, 0.92), front: float = FRONT,
) -> list[Place]:  # fmt: skip
    """Place the things of the scene that stand on a stage, add them to the layout, return them.

    `members` are indices of the scene's things, `span` the part of the width that is free, `front`
    the foot level of the front row as a part of the height.
    """
    one = Cast(made, scene, ground, span)
    seed, sorts = seed_of(rng), Counter[str]()
    rngs: dict[int, Rng] = {}
    for i in members:
        name = scene.things[i].name
        rngs[i] = named(seed, f"{name}/{sorts[name]}")
        sorts[name] += 1
    bases = [i for i in members if not _attached(scene, i, members)]
    _row(one, bases, rngs, front)
    waiting = [i for i in members if i not in bases]
    while waiting:
        ready = [i for i in waiting if _other(scene, i) in one.spots] or waiting[:1]
        for i in ready:
            one.spots[i] = _beside(one, i, rngs[i], front)
            waiting.remove(i)
    places = [
        _place(one, i, number, spot, rngs[i])
        for i in members
        for number, spot in enumerate(one.spots[i])
    ]
    made.places += places
    return places


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


def _attached(scene: Scene, index: int, members: Sequence[int]) -> bool:
    """Whether a thing's place follows from that of another member."""
    other = _other(scene, index)
    if other is None or other not in members or other == index:
        return False
    above = _aloft(scene.things[other]) and not _aloft(scene.things[index])
    relation = scene.things[index].relation
    return not above or (relation is not None and relation[0] in ("on", "in", "riding"))


def _aloft(thing: Thing) -> bool:
    """Whether a thing is a craft in the air that carries nobody who is seen."""
    found = form(thing.element, thing.kind)
    return bool(thing.element == "vehicle" and found and found.hangs and not found.top)


def _other(scene: Scene, index: int) -> int | None:
    relation = scene.things[index].relation
    return None if relation is None else relation[1]


def _row(one: Cast, bases: Sequence[int], rngs: dict[int, Rng], front: float) -> None:
    """Put those who depend on nobody side by side, the lead near the middle or on a third."""
    made, scene, ground = one.made, one.scene, one.ground
    pieces = [(i, n) for i in _ordered(scene, bases) for n in range(scene.things[i].count)]
    if not pieces:
        return
    below = made.height - ground.horizon
    deep = [_foot(one, i, n, rngs[i], front, below, len(pieces)) for i, n in pieces]
    alone = all(one.flies(i) for i in scene.cast)
    widths = [
        2 * one.wide(i) * one.scale(i, y, alone) for (i, _), y in zip(pieces, deep, strict=True)
    ]
    low, high = one.span[0] * made.width, one.span[1] * made.width
    free = high - low - sum(widths)
    apart = free / (len(pieces) + 1) if free > 0 else 0.0
    squeeze = 1.0 if free > 0 else (high - low) / sum(widths)
    if len(pieces) > 1 and apart > TOGETHER * min(widths):
        # Who are alike or few stand together, in the middle of the room that is there.
        apart = TOGETHER * min(widths)
        low += (free - apart * (len(pieces) + 1)) / 2
    near = [scene.things[i].traits.get("pose", "") for i, _ in pieces]
    if free > 0 and len(pieces) > 1 and CLOSE.keys() & set(near):
        # Who hug or dance stand together, in the middle of the room that is there.
        squeeze, apart = min(CLOSE.get(pose, 1.0) for pose in near), 0.0
        low += (high - low - squeeze * sum(widths)) / 2
    x = low + apart
    if len(pieces) == 1:
        i = pieces[0][0]
        x = _alone(one, i, widths[0], rngs[i]) - widths[0] / 2
    for (i, _), y, width in zip(pieces, deep, widths, strict=True):
        thing, own = scene.things[i], rngs[i]
        at = x + width * (squeeze if len(pieces) > 1 else 1.0) / 2
        sway = float(own.uniform(-0.3, 0.3)) * min(max(apart, 0.0), 0.1 * made.width)
        at += 0.0 if scene.centred or len(pieces) == 1 else sway
        sides = {"left": 0.25, "centre": 0.5, "right": 0.75}
        if thing.side in sides and thing.count == 1:
            at = made.width * sides[thing.side]
        scale = one.scale(i, y, alone)
        way = 1 if at < made.width / 2 else -1
        foot = _level(one, i, y, scale, own)
        one.spots.setdefault(i, []).append(_Spot(at, foot, scale, 60 + 20 * y / made.height, way))
        x += width * squeeze + apart


def _ordered(scene: Scene, bases: Sequence[int]) -> list[int]:
    """Return things from left to right: those asked for at a side there, the lead in the middle."""
    rank = {"left": 0, None: 1, "centre": 1, "right": 2}
    rest = sorted(bases, key=lambda i: rank[scene.things[i].side])
    if scene.lead in rest and len(rest) > 2 and scene.things[scene.lead].side is None:
        rest.remove(scene.lead)
        rest.insert(len(rest) // 2, scene.lead)
    return rest


def _alone(one: Cast, index: int, width: float, rng: Rng) -> float:
    """Return x (px) of the only one: the middle, or a third when there is room beside it."""
    made, thing = one.made, one.scene.things[index]
    draw = rng.random(6)
    if thing.side in ("left", "centre", "right"):
        return made.width * {"left": 0.28, "centre": 0.5, "right": 0.72}[thing.side]
    if one.scene.centred or width > 0.5 * made.width:
        return made.width / 2
    asked = [p.x / made.width for p in made.places if p.asked and p.spec.role in BESIDE]
    tries = [0.32 + 0.36 * float(d) for d in draw]
    return made.width * max(tries, key=lambda x: min([abs(x - a) for a in asked] or [0.0]))


def _foot(
    one: Cast, index: int, number: int, rng: Rng, front: float, below: float, many: int
) -> float:
    """Return the foot level (px) of one of a row; more than three stand in depth."""
    thing = one.scene.things[index]
    y = front * one.made.height + ROW.get(thing.distance or "", 0.0) * below
    if many > 3:
        y -= below * 0.22 * float(rng.random())
    elif index != one.scene.lead and many > 1:
        y -= below * 0.07 * float(rng.random())
    return float(min(max(y, one.ground.horizon + 0.08 * below), one.made.height * 0.97))


def _level(one: Cast, index: int, y: float, scale: float, rng: Rng) -> float:
    """Return the foot level (px) of what flies or hangs above the spot where it would stand."""
    thing = one.scene.things[index]
    found = form(thing.element, thing.kind)
    if not (thing.traits.get("pose") == "fly" or (found and found.hangs)):
        return y
    size = one.tall(index) * scale
    if found and found.hangs and found.top:
        return one.made.height * float(rng.uniform(0.66, 0.72))  # it carries somebody
    low, high = (0.16, 0.34) if thing.level == "high" else (0.3, 0.5)
    if one.flies(index) and not all(one.flies(i) for i in one.scene.cast):
        low, high = 0.13, 0.26  # over those who stand
    return max(size * 1.05 + 4, one.made.height * float(rng.uniform(low, high)) + size / 2)


def _beside(one: Cast, index: int, rng: Rng, front: float) -> list[_Spot]:
    """Return the spots of a thing whose place follows from another's."""
    scene = one.scene
    relation = scene.things[index].relation
    assert relation is not None
    name, other = relation
    if other not in one.spots:
        one.spots[other] = []
        _row(one, [other], {other: fork(rng)}, front)
    found = one.spots[other]
    count = scene.things[index].count
    # All who have the same relation to it share its room, in the order of the words.
    sharing = [i for i, thing in enumerate(scene.things) if thing.relation == (name, other)]
    before = sum(scene.things[i].count for i in sharing if i < index)
    total = sum(scene.things[i].count for i in sharing)
    made: list[_Spot] = []
    for number in range(before, before + count):
        host = found[min(number * len(found) // total, len(found) - 1)]
        each = max(1, -(-total // len(found)))
        spot = _related(one, name, index, other, host, number % each, each, rng)
        reach = 0.8 * one.wide(index) * spot.scale
        if name in APART and 2 * reach < one.made.width:
            spot.x = min(max(spot.x, reach), one.made.width - reach)
        made.append(spot)
    return made


def _related(
    one: Cast, name: str, index: int, other: int, host: _Spot, nth: int, many: int, rng: Rng
) -> _Spot:
    """Return where a thing is that has a relation to another: on it, under it, beside it ..."""
    base = one.scene.things[other]
    tall, reach = one.tall(other) * host.scale, one.wide(other) * host.scale
    own_tall, own = one.tall(index) * host.scale, one.wide(index) * host.scale
    found = form(base.element, base.kind)
    top = found.top if found else None
    part = (nth + 0.5) / many
    draw = float(rng.uniform(-1, 1))
    inward = 1 if host.x < one.made.width / 2 else -1
    if name in ("on", "in", "riding"):
        low, high, level = top or (-0.3, 0.3, 0.02 if name == "in" else 0.0)
        along = low + (high - low) * (part if many > 1 else 0.5 + 0.16 * draw)
        if name == "riding":
            along = (low + high) / 2
        x = host.x + along * tall * (host.way or 1)
        y = host.y - level * tall + (0.5 * own_tall if name == "riding" else 0.0)
        if name == "on" and top is None:
            return _Spot(x, host.y, host.scale, host.order + 0.3, host.way)
        if name != "riding" and sits(one.scene.things[index], base):
            # The feet of who sits are on the ground, or as far above it as the seat is high.
            y = host.y - max(0.0, level * one.tall(other) - SEAT) * host.scale
        inside = name == "in" and base.kind in CONTAINERS
        if inside and base.element == "vehicle" and base.kind != "gondola":
            # Who is small is lifted, so that more than the head is seen over the side.
            y = min(y, host.y - 0.85 * tall + 0.42 * own_tall)
        return _Spot(x, y, host.scale, host.order + (-0.1 if inside else 0.1), host.way)
    if name == "above":
        y = max(own_tall * 1.05, host.y - tall - own_tall * 0.4)
        return _Spot(host.x + draw * reach, y, host.scale, host.order + 0.2, host.way)
    if name in ("behind", "before"):
        away = -1 if name == "behind" else 1
        y = host.y + away * 0.12 * (one.made.height - one.ground.horizon)
        y = min(max(y, one.ground.horizon + 4), one.made.height * 0.97)
        x = host.x + inward * (0.6 * reach + 0.3 * own) + (nth - (many - 1) / 2) * 2 * own
        return _Spot(x, y, one.ground.scale(y), host.order + away * 2, inward)
    if name == "under":
        x = (
            host.x
            + inward * min(0.35 * reach, 0.9 * own + 0.1 * reach)
            + (nth - (many - 1) / 2) * 2 * own
        )
        return _Spot(x, host.y + 0.01 * one.made.height, host.scale, host.order + 0.3, inward)
    side = inward if nth % 2 == 0 else -inward
    x = host.x + side * (reach + own) * (1.02 + 0.5 * (nth // 2))
    x = min(max(x, own * 0.8), one.made.width - own * 0.8)
    way = -side if name in ("looking_at", "with", "beside") else inward
    level = one.ground.level(host.scale)  # on the ground, also beside what is above it
    y = min(level + float(rng.uniform(-0.01, 0.02)) * one.made.height, one.made.height * 0.97)
    return _Spot(x, y, one.ground.scale(y), host.order + 0.2, way)


def sits(thing: Thing, base: Thing) -> bool:
    """Whether a person sits on a seat, a wall or a table that it is on or in."""
    found = form(base.element, base.kind)
    if thing.living != "person" or found is None or found.top is None:
        return False
    if base.element == "vehicle" or base.kind in FLAT:
        return False
    level = found.top[2] * found.metres * base.size
    return SEATS[0] <= level <= SEATS[1] and thing.traits.get("pose", "sit") == "sit"


def _member(thing: Thing, number: int) -> str:
    """Return the kind of one of several: of a family, the father, the mother and the children."""
    members: Mapping[str, Sequence[str]] = getattr(element(thing.element), "MEMBERS", {})
    kinds = members.get(thing.kind, (thing.kind,))
    return kinds[number % len(kinds)]


def _seat(one: Cast, thing: Thing) -> dict[str, str]:
    """Return the traits of one who sits: on a seat, on the ground or on a stool of one's own."""
    name, base = "", None
    if thing.relation is not None:
        name, base = thing.relation[0], one.scene.things[thing.relation[1]]
    if base is not None and name in ("on", "in"):
        if sits(thing, base) or base.element == "vehicle":
            return {}
        if name == "on":
            return {"pose": "ground"}
    return {"seat": "own"}


def _place(one: Cast, index: int, number: int, spot: _Spot, rng: Rng) -> Place:
    """Return the place of one of a thing's pieces."""
    thing = one.scene.things[index]
    shades = thing.colours[number % len(thing.colours) :][:1] if thing.colours else ()
    traits = dict(thing.traits)
    if thing.relation and thing.relation[0] == "riding":
        traits["pose"] = "ride"
    elif thing.relation and thing.living and "pose" not in traits:
        base = one.scene.things[thing.relation[1]]
        found = form(base.element, base.kind)
        name = thing.relation[0]
        aboard = base.element == "vehicle" and name in ("on", "in")
        perched = thing.living == "animal" and name == "on"
        if ((aboard or perched) and found and found.top) or (
            name in ("on", "in") and sits(thing, base)
        ):
            traits["pose"] = "sit"
    if thing.living == "person" and traits.get("pose") == "sit":
        traits |= _seat(one, thing)
    kind = _member(thing, number)
    piece = replace(thing, kind=kind, count=1, colours=shades, traits=traits)
    part = metres(thing.element, kind) / metres(thing.element, thing.kind)
    size = min(one.tall(index) * part * spot.scale, TALLEST * one.made.height)
    depth = float(
        min(0.5, max(0.0, 0.5 - spot.scale / max(one.ground.scale(one.made.height), 1e-6) / 2))
    )
    made = placed(piece, spot.x, spot.y, size, depth, spot.order, fork(rng))
    relation = thing.relation
    told = (relation[0], one.scene.things[relation[1]].name) if relation else None
    return replace(made, way=spot.way, relation=told)
