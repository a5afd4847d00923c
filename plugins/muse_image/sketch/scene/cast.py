"""The cast: where people, animals and things stand, by their true sizes and relations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..catalogue import element, form, metres
from ..draws import Rng, fork, named, seed_of
from .framing import FRONT, ROOM
from .ground import Ground
from .members import Cast, Spot, attached, host_of
from .parting import CLOSE, part
from .plan import Layout, Place, placed
from .relations import related, sits
from .things import Scene, Thing

ROW = {"far": -0.3, "near": 0.04}
"""Distance -> how far from the front row the foot is, as a part of the ground's height."""
APART = ("above", "beside", "behind", "before", "with", "between", "looking_at")
"""Relations in which a thing is moved into the picture, away from the other."""
TOGETHER = 0.5
"""How far apart those of a row stand at most, in widths of the narrowest."""
ARMS = 0.62
"""The same of animals of stories that hug, whose arms are short."""
BESIDE = ("land", "afloat", "air")
"""Roles of scenery that nobody is to stand before."""
TALLEST = 1.9
"""How tall (part of the picture) anything is painted that reaches out of it."""


def cast(
    made: Layout, scene: Scene, members: Sequence[int], ground: Ground, rng: Rng, *,
    span: tuple[float, float] = (0.08, 0.92), front: float = FRONT,
) -> list[Place]:  # fmt: skip
    """Place the things of the scene that stand on a stage, add them to the layout, return them.

    `members` are indices of the scene's things, `span` the part of the width that is free, `front`
    the foot level of the front row as a part of the height.
    """
    span = ROOM.get(scene.room or "", span)
    one = Cast(made, scene, ground, span)
    seed, sorts = seed_of(rng), Counter[str]()
    rngs: dict[int, Rng] = {}
    for i in members:
        name = scene.things[i].name
        rngs[i] = named(seed, f"{name}/{sorts[name]}")
        sorts[name] += 1
    bases = [i for i in members if not attached(scene, i, members)]
    _row(one, bases, rngs, front)
    waiting = [i for i in members if i not in bases]
    while waiting:
        ready = [i for i in waiting if host_of(scene, i) in one.spots] or waiting[:1]
        for i in ready:
            one.spots[i] = _beside(one, i, rngs[i], front)
            waiting.remove(i)
    part(one, [i for i in members if scene.things[i].element == "critter"])
    places = [
        _place(one, i, number, spot, rngs[i])
        for i in members
        for number, spot in enumerate(one.spots[i])
    ]
    made.places += places
    return places


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
    poses = [scene.things[i].traits.get("pose", "") for i, _ in pieces]
    together = max(TOGETHER * min(widths), _amidst(one, bases, ground.scale(max(deep))))
    if free > 0 and len(pieces) > 1 and CLOSE.keys() & set(poses):
        # Who hug or dance stand together, in the middle of the room that is there.
        squeeze, apart = min(CLOSE.get(pose, 1.0) for pose in poses), 0.0
        if any(scene.things[i].element == "critter" for i, _ in pieces):
            squeeze = max(squeeze, ARMS)
        low += (high - low - squeeze * sum(widths)) / 2
    elif len(pieces) > 1 and apart > together:
        # Who are alike or few stand together, too.
        apart = together
        low += (free - apart * (len(pieces) + 1)) / 2
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
        one.spots.setdefault(i, []).append(Spot(at, foot, scale, 60 + 20 * y / made.height, way))
        x += width * squeeze + apart


def _amidst(one: Cast, bases: Sequence[int], scale: float) -> float:
    """Return how much room (px) those need who are between the things of a row."""
    return max(
        (
            2 * one.wide(i) * scale * one.scene.things[i].count
            for i in one.scene.cast
            if (relation := one.scene.things[i].relation) is not None
            and relation[0] == "between"
            and relation[1] in bases
        ),
        default=0.0,
    )


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
    if one.scene.room in ROOM:
        return made.width * (one.span[0] + one.span[1]) / 2
    story = any(one.scene.things[i].element == "critter" for i in one.scene.cast)
    if story and thing.living is None:
        return made.width * (0.64 if draw[0] < 0.5 else 0.36)  # those at it have the other side
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


def _beside(one: Cast, index: int, rng: Rng, front: float) -> list[Spot]:
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
    if name == "between":
        ends = [*found, *one.spots.get(scene.things[index].second or -1, [])][:2]
        if len(ends) == 2:
            return _amid(one, index, ends)
    # All who have the same relation to it share its room, in the order of the words.
    sharing = [i for i, thing in enumerate(scene.things) if thing.relation == (name, other)]
    before = sum(scene.things[i].count for i in sharing if i < index)
    total = sum(scene.things[i].count for i in sharing)
    made: list[Spot] = []
    for number in range(before, before + count):
        host = found[min(number * len(found) // total, len(found) - 1)]
        each = max(1, -(-total // len(found)))
        spot = related(one, name, index, other, host, number % each, each, rng)
        story = scene.things[index].element == "critter"
        reach = (1.0 if story else 0.8) * one.wide(index) * spot.scale
        if (name in APART or story) and 2 * reach < one.made.width:
            low, high = (side * one.made.width for side in ROOM.get(scene.room or "", (0, 1)))
            spot.x = min(max(spot.x, low + reach), max(high - reach, low + reach))
        made.append(spot)
    return made


def _amid(one: Cast, index: int, ends: Sequence[Spot]) -> list[Spot]:
    """Return the spots of what is between two others."""
    left, right = sorted(ends, key=lambda spot: spot.x)
    count = one.scene.things[index].count
    y = (left.y + right.y) / 2 + 0.01 * one.made.height
    order = max(left.order, right.order) + 0.2
    made = []
    for number in range(count):
        x = left.x + (right.x - left.x) * (number + 1) / (count + 1)
        made.append(Spot(x, y, one.ground.scale(y), order, 1 if x < one.made.width / 2 else -1))
    return made


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


def _place(one: Cast, index: int, number: int, spot: Spot, rng: Rng) -> Place:
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
