"""A room: its shell, its furniture, and those who are in it."""

from dataclasses import replace

from ..catalogue import form, metres
from ..draws import Rng, fork
from ..elements.rooms.plan import PLAIN, SILL, look, looks, plan
from ..elements.rooms.view import LENS
from ..scene.cast import cast
from ..scene.framing import close, grounded, raised
from ..scene.ground import Ground
from ..scene.plan import Layout, Place, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR
from ._furniture import AT_WALL, FROM_CEILING, ON_WALL, Furnisher
from ._players import playing, seated

ON_FLOOR = (
    "crate", "bucket", "stool", "cushion", "cat_bed", "rug", "gift_pile", "toolbox",
    "rocking horse", "watering_can", "coffee_table", "bench_seat", "tatami_table", "bar_stool",
    "basket",
)  # fmt: skip
"""Low things that stand on the floor."""
LARGEST = 3.4
"""Height (metres) of what no longer fits into a room."""
SMALL = 0.55
"""Things lower than this (metres) stand on a table, if nothing else is said of them."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the places of a room, of its furniture, and of those who are in it."""
    own, draws = fork(rng), fork(rng)
    kind, name, asked = _kind(scene)
    scene, front, rest = _sorted(scene, kind == SILL)
    tallest = max([_stacked(scene, i) for i in front] or [1.5])
    # Where furniture was asked for besides, the room is seen whole.
    story = any(scene.things[i].element == "critter" for i in front)
    whole = bool(rest) or (asked is not None and tallest < 0.6 and not story)
    high = 0.24 if whole else 0.14
    made.horizon = (high + (0.44 - high) * min(1.0, tallest / 1.5)) * made.height
    level = 0.8 if kind == SILL else 0.91
    level = raised(scene, level)
    if kind == SILL:
        made.horizon = 0.42 * made.height
    ground = Ground(made.horizon, look(kind).eye)
    if front:
        living = any(scene.things[i].living == "person" for i in front)
        crowd = sum(scene.things[i].count for i in front)
        fill = (
            0.6
            if living and not story
            else 0.44
            if story
            else 0.48
            if kind == SILL or not asked
            else 0.4
        )
        if whole and kind != SILL:
            fill = (
                0.5 if living and not story else 0.4 if story else 0.26 + 0.14 * min(1.0, tallest)
            )
        lead = None if whole else scene.lead
        ground = grounded(
            made, replace(scene, lead=lead), front, fill=fill, front=level,
            most=min(2.2, 0.9 + 0.25 * crowd) if living else 0.82,
        )  # fmt: skip
        highest = 0.62 * look(kind).high
        if ground.eye > highest and kind != SILL:
            # The eye stays below the ceiling.
            scale = ground.scale(level * made.height)
            made.horizon = level * made.height - highest * scale
            ground = Ground(made.horizon, highest)
    place = _shell(made, kind, name, asked, ground, level, scene, own)
    made.places.append(place)
    if scene.view in NEAR and front:
        close(made, scene, scene.cast, scene.view, rng)
        return
    placed_ = cast(made, scene, front, ground, rng, front=level) if front else []
    seated(made, scene.things, placed_)
    if kind != SILL:
        Furnisher(made, scene, plan(made, place), placed_, draws).furnish(rest)


def _kind(scene: Scene) -> tuple[str, str, Thing | None]:
    """Return the kind and name of the room, and the thing that asked for it (None: nobody did)."""
    rooms = [thing for thing in scene.things if thing.element == "room"]
    rooms.sort(key=lambda thing: thing.kind == SILL)
    if rooms:
        return rooms[0].kind or PLAIN, rooms[0].name, rooms[0]
    kinds = [scene.things[i].kind for i in scene.cast]
    for kind in kinds:
        for name, each in looks().items():
            if kind in each.of:
                return name, "room", None
    return PLAIN, "room", None


def _sorted(scene: Scene, sill: bool) -> tuple[Scene, list[int], list[int]]:
    """Return who stands in front and which things are furniture; small things get a table."""
    things = playing([_seated(thing, scene.things) for thing in scene.things])
    cast = [i for i in scene.cast if metres(things[i].element, things[i].kind) < LARGEST]
    scene = replace(scene, cast=tuple(cast))
    relations = {i: relation for i in scene.cast if (relation := things[i].relation) is not None}
    hosts = {other for _, other in relations.values()}
    bound = {i for i, (_, other) in relations.items() if other in scene.cast}

    def stands(thing: Thing) -> bool:
        placed_by_kind = (*AT_WALL, *ON_WALL, *FROM_CEILING)
        return thing.kind in placed_by_kind or metres(thing.element, thing.kind) >= SMALL

    rest = [
        i for i in scene.cast
        if things[i].living is None and i not in hosts and i not in bound and stands(things[i])
    ]  # fmt: skip
    named = any(thing.element == "room" for thing in things)
    front = [i for i in scene.cast if i not in rest]
    small = [
        i for i in front
        if things[i].living is None and i not in bound and i not in hosts
        and metres(things[i].element, things[i].kind) < SMALL
        and things[i].home in ("table", "room") and things[i].kind not in ON_FLOOR
    ]  # fmt: skip
    if sill:
        front, rest = list(scene.cast), []
    elif small:
        able = [i for i in scene.cast if _table(things[i])]
        if able:
            host = able[0]
        else:
            host = len(things)
            kind = "coffee_table" if any(things[i].living for i in front) else "table"
            things.append(Thing("table", "thing", kind, asked=False, home="room"))
        for i in small:
            things[i] = replace(things[i], relation=("on", host))
        rest = [i for i in rest if i != host]
        front = [host, *[i for i in front if i != host]]
    elif not front and rest and not named:
        lead = scene.lead if scene.lead in rest else rest[0]
        hung = things[lead].kind in ON_WALL or things[lead].kind in FROM_CEILING
        if not hung:
            front, rest = [lead], [i for i in rest if i != lead]
    return replace(scene, things=tuple(things)), front, rest


def _seated(thing: Thing, things: tuple[Thing, ...]) -> Thing:
    """Return a thing with its relation as a room has it: on a seat ("in a rocking chair").

    Furniture stays where it belongs, whatever it is with.
    """
    if thing.relation is not None and not thing.living:
        stays = things[thing.relation[1]].kind in AT_WALL
        apart = ("with", "beside", "before", "behind") if stays else ("with",)
        if thing.element == "room" or thing.relation[0] in apart:
            return replace(thing, relation=None)
    if not thing.living or thing.relation is None or thing.relation[0] != "in":
        return thing
    host = things[thing.relation[1]]
    found = form(host.element, host.kind)
    if host.element != "thing" or found is None or found.top is None:
        return thing
    if host.kind == "bathtub":
        return replace(thing, traits={"pose": "sit", **thing.traits})
    traits = dict(thing.traits)
    if host.kind in ("bed", "cradle", "hospital_bed"):
        traits.setdefault("pose", "sleep")
    return replace(thing, relation=("on", thing.relation[1]), traits=traits)


def _table(thing: Thing) -> bool:
    """Whether other things are put on it."""
    found = form(thing.element, thing.kind)
    return bool(found and found.top and ("table" in thing.kind or "desk" in thing.kind
        or thing.kind in ("cabinet", "counter", "night_stand")))  # fmt: skip


def _stacked(scene: Scene, index: int) -> float:
    """Return how high a thing is with what is on it, metres."""
    thing = scene.things[index]
    tall = metres(thing.element, thing.kind) * thing.size
    found = form(thing.element, thing.kind)
    level = tall * (found.top[2] if found and found.top else 0.0)
    on = [metres(t.element, t.kind) * t.size for t in scene.things
          if t.relation and t.relation[1] == index and t.relation[0] in ("on", "in")]  # fmt: skip
    return max([tall, *[level + other for other in on]])


def _shell(
    made: Layout, kind: str, name: str, asked: Thing | None, ground: Ground, level: float,
    scene: Scene, rng: Rng,
) -> Place:  # fmt: skip
    """Return the place of the room itself, on the ground of those who stand in it."""
    each = look(kind)
    focal = LENS * made.unit
    near = focal * ground.eye / max(level * made.height - made.horizon, 1.0)
    usual = LENS * each.eye * made.unit / (each.depth * made.height)
    if kind == SILL:
        back = near + 0.16
    else:
        back = max(usual * min(1.0, max(0.78 if asked else 0.62, ground.eye / each.eye)),
            near + 1.7)  # fmt: skip
    scale = focal / back
    middle = made.width * float(rng.uniform(0.46, 0.54))
    thing = asked or Thing(name, "room", kind, asked=False)
    thing = replace(thing, kind=kind, relation=None)
    return placed(thing, middle, made.horizon + ground.eye * scale, scale, 0.3, 0, rng)
