"""A room: its shell, its furniture, and those who are in it."""

from dataclasses import dataclass, field, replace

from ..catalogue import Form, form, metres
from ..draws import Rng, fork
from ..elements.rooms.plan import PLAIN, SILL, Room, look, looks, plan
from ..elements.rooms.view import LENS
from ..scene.cast import cast, close, grounded
from ..scene.ground import Ground
from ..scene.plan import Layout, Place, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR

AT_WALL = {
    "fireplace": 0.4, "bookshelf": 0.34, "low_bookshelf": 0.34, "wardrobe": 0.58, "cabinet": 0.46,
    "cabinet_low": 0.44, "curio_shelf": 0.36, "bed": 2.0, "hospital_bed": 2.0, "night_stand": 0.42,
    "piano": 0.66, "stove": 0.6, "fridge": 0.62, "oven": 0.4, "iron_stove": 0.55,
    "kitchen_counter": 0.64, "sink": 0.5, "bathtub": 0.75, "toilet": 0.72, "television": 0.45,
    "stairs": 2.8, "altar": 0.9, "buddha": 0.6, "throne": 1.2, "bar": 1.15, "shop_shelf": 0.45,
    "bread_shelf": 0.45, "grandfather_clock": 0.34, "folding_screen": 0.5, "cell_door": 0.06,
    "door": 0.06, "wall_bars": 0.1, "console": 0.65, "lab_bench": 0.66, "standing_mirror": 0.3,
    "christmas_tree": 0.8, "weights": 0.5, "curtain": 0.08, "statue": 0.5, "bust": 0.4,
    "drip_stand": 0.4, "teacher_desk": 0.9, "floor_globe": 0.4, "barrel": 0.7, "treasure_chest": 0.6,
    "potted_palm": 0.5, "counter": 1.6,
}  # fmt: skip
"""Things that stand at the back wall, and how far (metres) their front is from it."""
ON_WALL = {
    "picture": 1.42, "mirror": 1.15, "wall_clock": 1.85, "wall_scroll": 0.95, "blackboard": 0.95,
    "wall_shelf": 1.5, "torch": 1.45, "chains": 0.9, "rack": 1.92,
}  # fmt: skip
"""Things that hang on the back wall, and how high (metres) their foot is."""
FROM_CEILING = ("pendant", "chandelier", "ceiling_lamp", "palace_lantern", "lantern")
FOCAL = ("fireplace", "altar", "buddha", "throne", "blackboard", "oven")
"""Things that a room is about: nothing unasked is put before them."""
LOFTY = 4.5
"""Height (metres) of a room from which on its own furniture is larger than usual."""
LARGEST = 3.4
"""Height (metres) of what no longer fits into a room."""
SMALL = 0.55
"""Things lower than this (metres) stand on a table, if nothing else is said of them."""
ASIDE = 0.78
"""How far ahead the things at the side walls stand, as a part of the way to the back wall."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the places of a room, of its furniture, and of those who are in it."""
    own, draws = fork(rng), fork(rng)
    kind, name, asked = _kind(scene)
    scene, front, rest = _sorted(scene)
    tallest = max([_stacked(scene, i) for i in front] or [1.5])
    # Where furniture was asked for besides, the room is seen whole.
    whole = bool(rest) or (asked is not None and tallest < 0.6)
    high = 0.24 if whole else 0.14
    made.horizon = (high + (0.44 - high) * min(1.0, tallest / 1.5)) * made.height
    level = 0.8 if kind == SILL else 0.91
    if kind == SILL:
        made.horizon = 0.42 * made.height
    ground = Ground(made.horizon, look(kind).eye)
    if front:
        living = any(scene.things[i].living == "person" for i in front)
        crowd = sum(scene.things[i].count for i in front)
        fill = 0.6 if living else 0.48 if kind == SILL or not asked else 0.4
        if whole and kind != SILL:
            fill = 0.5 if living else 0.26 + 0.14 * min(1.0, tallest)
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
    if kind != SILL:
        _Furnisher(made, scene, plan(made, place), placed_, draws).furnish(rest)


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


def _sorted(scene: Scene) -> tuple[Scene, list[int], list[int]]:
    """Return who stands in front and which things are furniture; small things get a table."""
    things = [_seated(thing, scene.things) for thing in scene.things]
    cast = [i for i in scene.cast if metres(things[i].element, things[i].kind) < LARGEST]
    scene = replace(scene, cast=tuple(cast))
    hosts = {things[i].relation[1] for i in scene.cast if things[i].relation}  # type: ignore[index]
    bound = {i for i in scene.cast if things[i].relation and things[i].relation[1] in scene.cast}  # type: ignore[index]
    rest = [
        i for i in scene.cast
        if things[i].living is None and i not in hosts and i not in bound
        and (things[i].kind in AT_WALL or things[i].kind in ON_WALL or things[i].kind in FROM_CEILING
             or metres(things[i].element, things[i].kind) >= SMALL)
    ]  # fmt: skip
    named = any(thing.element == "room" for thing in things)
    front = [i for i in scene.cast if i not in rest]
    small = [i for i in front if things[i].living is None and i not in bound and i not in hosts
             and metres(things[i].element, things[i].kind) < SMALL
             and things[i].home in ("table", "room")]  # fmt: skip
    if small:
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
    if thing.relation and (thing.element == "room" or not thing.living
                           and thing.relation[0] == "with"):  # fmt: skip
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
        back = max(usual * min(1.0, max(0.78 if asked else 0.62, ground.eye / each.eye)), near + 1.7)
    scale = focal / back
    middle = made.width * float(rng.uniform(0.46, 0.54))
    thing = asked or Thing(name, "room", kind, asked=False)
    thing = replace(thing, kind=kind, relation=None)
    return placed(thing, middle, made.horizon + ground.eye * scale, scale, 0.3, 0, rng)


@dataclass(slots=True)
class _Furnisher:
    """Places furniture in a room; `front` are those who stand before it."""

    made: Layout
    scene: Scene
    room: Room
    front: list[Place]
    rng: Rng
    walls: list[tuple[float, float, float]] = field(default_factory=list)
    """Taken of the back wall: from, to (metres), and up to which height."""
    asked: list[tuple[float, float]] = field(default_factory=list)
    """From where to where (px) asked things are seen."""
    crowded: bool = False
    """Whether asked things stand at the back wall, which what is in front leaves open."""

    def furnish(self, rest: list[int]) -> None:
        """Place what was asked for, then what the room usually has."""
        for place in self.front:
            reach = _form(place.kind, place.element).wide * place.size
            self.asked.append((place.x - reach, place.x + reach))
        things = [self.scene.things[i] for i in rest]
        things.sort(key=lambda thing: thing.kind in AT_WALL or thing.kind in ON_WALL)
        self.crowded = any(thing.kind in AT_WALL for thing in things)
        busy = sum(thing.count for thing in things) > 1
        for thing in things:
            for number in range(thing.count):
                shades = thing.colours[number % len(thing.colours) :][:1] if thing.colours else ()
                self.put(replace(thing, count=1, colours=shades))
        known = {thing.kind for thing in self.scene.things}
        each = self.room.look
        many = 0 if "furniture" in self.scene.absent else 9
        for kind in each.back[:many]:
            if kind not in known:
                self.put(self.usual(kind))
        for kind in each.wall_hung[:many]:
            if kind not in known:
                self.put(self.usual(kind))
        if each.hang and each.hang not in known and many:
            self.put(self.usual(each.hang))
        many = 0 if busy else many
        for number, kind in enumerate(each.side[:many]):
            if kind not in known:
                self.side(self.usual(kind), number)
        for kind in each.free[:many]:
            if kind not in known:
                self.free(self.usual(kind))

    def usual(self, kind: str) -> Thing:
        """Return a thing that the room has though nobody asked for it."""
        size = 1.45 if self.room.tall > LOFTY and kind in ("buddha", "throne", "altar", "chandelier") else 1.0
        return Thing(kind.replace("_", " "), "thing", kind, asked=False, size=size)

    def put(self, thing: Thing) -> None:
        """Place one thing where its kind belongs."""
        if thing.kind in FROM_CEILING:
            self.hang(thing)
        elif thing.kind in ON_WALL:
            self.wall(thing, ON_WALL[thing.kind])
        elif thing.kind in AT_WALL:
            self.wall(thing, 0.0)
        else:
            self.free(thing)

    def add(self, thing: Thing, x: float, up: float, z: float, order: float | None = None,
            way: int = 0) -> None:  # fmt: skip
        """Append a place: the foot of a thing in metres."""
        view = self.room.view
        scale = view.focal / z
        px, py = view.at(x, up, z)
        tall = metres(thing.element, thing.kind) * thing.size * scale
        floor = view.at(x, 0.0, z)[1]
        order = 58 + 20 * floor / self.made.height if order is None else order
        place = placed(thing, px, py, tall, 0.08, order, fork(self.rng))
        way = 1 if thing.kind in ON_WALL else way
        self.made.places.append(replace(place, way=way or (1 if px < self.made.width / 2 else -1)))
        if thing.asked or thing.kind in FOCAL:
            reach = _form(thing.kind, thing.element).wide * tall
            self.asked.append((px - reach, px + reach))

    def wall(self, thing: Thing, up: float) -> None:
        """Place a thing at or on the back wall, where it hides least."""
        room = self.room
        found = _form(thing.kind, thing.element)
        tall = found.metres * thing.size
        half = found.wide * tall + (0.12 if up else 0.0)
        away = AT_WALL.get(thing.kind, 0.02)
        if up and up + tall > room.tall:
            up = max(0.3, room.tall - tall - 0.1)
        low, high = room.left + half * 0.9, room.right - half * 0.9
        if high < low:
            low = high = (room.left + room.right) / 2
        sides = {"left": 0.14, "centre": 0.5, "right": 0.86}
        favoured = {"bed": 0.5, "altar": 0.5, "buddha": 0.5, "throne": 0.5, "blackboard": 0.5,
                    "fireplace": 0.5, "bar": 0.5, "console": 0.5, "rack": 0.5, "counter": 0.5,
                    "lab_bench": 0.5, "hospital_bed": 0.5, "kitchen_counter": 0.5}  # fmt: skip
        part = sides.get(thing.side or "", favoured.get(thing.kind, float(self.rng.random())))
        best, cost = low, 1e9
        for k in range(21):
            x = low + (high - low) * k / 20
            own = self._cost(x, half, up, up + tall, away) + 0.25 * abs(k / 20 - part)
            if own < cost:
                best, cost = x, own
        if not thing.asked and cost > 1.0:
            return
        self.walls.append((best - half, best + half, up + tall if up == 0 else -up))
        self.add(thing, best, up, room.back - away, 56 + 0.1 * up if up else None)

    def _cost(self, x: float, half: float, low: float, high: float, away: float) -> float:
        """Return how bad it is to put a thing of the wall at x (metres)."""
        room, made = self.room, self.made
        cost = 0.0
        for a, b, level in self.walls:
            clear = low >= level > 0 or (level < 0 and high < -level)
            if not clear:
                cost += 6 * max(0.0, min(b, x + half) - max(a, x - half)) / (2 * half)
        for window in room.windows:
            if window.wall == "back" and high > window.sill + 0.12 and low < window.top:
                wide = 0.3 if room.curtain is not None else 0.12
                over = min(window.high + wide, x + half) - max(window.low - wide, x - half)
                cost += 3 * max(0.0, over) / (2 * half)
        scale = room.view.focal / (room.back - away)
        left, right = room.view.x + (x - half) * scale, room.view.x + (x + half) * scale
        for a, b in self.asked:
            cost += 0.8 * max(0.0, min(b, right) - max(a, left)) / max(right - left, 1)
        if right > made.width * 1.02 or left < -made.width * 0.02:
            cost += 1.5
        return cost

    def hang(self, thing: Thing) -> None:
        """Hang a lamp from the ceiling."""
        room = self.room
        tall = metres(thing.element, thing.kind) * thing.size
        up = min(room.tall - tall, 3.3)
        z = max(room.back * (0.72 if room.tall < 4 else 0.8), 1.5)
        reach = _form(thing.kind, thing.element).wide * tall
        mine = [p for p in self.made.places if p.kind == thing.kind]
        x = (room.left + room.right) / 2 + (0, -2.4, 2.4, -4.8)[len(mine) % 4] * max(reach, 0.35)
        if not thing.asked:
            px = room.view.at(x, up, z)[0]
            if any(a < px < b for a, b in self.asked) and room.view.at(x, up, z)[1] > 0:
                tops = [p.y - p.size for p in self.front]
                if tops and min(tops) < room.view.at(x, up, z)[1]:
                    return
        self.add(thing, x, up, z, 57)

    def side(self, thing: Thing, number: int) -> None:
        """Put a usual thing near a side wall."""
        room = self.room
        half = _form(thing.kind, thing.element).wide * metres(thing.element, thing.kind)
        z = room.back * ASIDE
        ways = ((-1, 1) if self.room.windows and self.made.light[0] > 0 else (1, -1))
        both = thing.kind in ("train_seat", "candelabrum")
        for way in ways if both else (ways[number % 2],):
            x = room.left + half * 1.1 if way < 0 else room.right - half * 1.1
            if thing.kind == "train_seat":
                z = room.back - 1.35
                x = room.left + 0.5 if way < 0 else room.right - 0.5
            elif room.look.columns:
                x -= way * (room.right - room.left) * 0.2
            px = room.view.at(x, 0, z)[0]
            reach = half * room.view.focal / z
            hidden = any(a < px + reach * 0.6 and b > px - reach * 0.6 for a, b in self.asked)
            inside = -0.02 * self.made.width < px < 1.02 * self.made.width
            if inside and (both or not hidden):
                self.add(thing, x, 0.0, z, way=-way)

    def free(self, thing: Thing) -> None:
        """Put a thing on the floor, beside what was asked for."""
        room = self.room
        found = _form(thing.kind, thing.element)
        half = found.wide * found.metres * thing.size
        near = [room.view.ahead(p.y) for p in self.front]
        nearest = max(near) + 0.5 if near else 0.0
        part = {"coffee_table": 0.5, "sofa": 0.68, "bed": 0.7, "school_desks": 0.46, "pilot_seat": 0.5, "counter": 0.62,
                "pews": 0.4, "tavern_table": 0.56}.get(thing.kind, 0.62)  # fmt: skip
        z = max(room.back * part, nearest, 1.2)
        z = min(z, room.back - 0.9) if room.back > 2 else room.back
        if thing.kind == "pews":
            self._pews(thing)
            return
        scale = room.view.focal / z
        width = self.made.width
        sides = {"left": 0.25, "centre": 0.5, "right": 0.75}
        draw = 0.3 if float(self.rng.random()) < 0.5 else 0.7
        usual = sides.get(thing.side or "", draw if self.crowded else 0.5)
        best, cost = 0.5 * width, 1e9
        for k in range(25):
            at = width * (0.08 + 0.84 * k / 24)
            left, right = at - half * scale, at + half * scale
            own = 0.4 * abs(at / width - usual)
            for a, b in self.asked:
                own += 2 * max(0.0, min(b, right) - max(a, left)) / max(min(right - left, b - a), 1)
            own += max(0.0, -left, right - width) / (right - left) * 3
            if own < cost:
                best, cost = at, own
        if not thing.asked and cost > 0.75:
            return
        self.add(thing, (best - room.view.x) / scale, 0.0, z)

    def _pews(self, thing: Thing) -> None:
        """Put rows of pews at both sides of the middle."""
        room = self.room
        middle = (room.left + room.right) / 2
        for k in range(4):
            z = room.back * (0.72 - 0.13 * k)
            near = [room.view.ahead(p.y) for p in self.front]
            if near and z < max(near) + 0.4:
                continue
            for way in (-1, 1):
                self.add(replace(thing, kind="pew"), middle + way * 2.3, 0.0, z)


def _form(kind: str, element: str = "thing") -> Form:
    """Return the form of a thing; of one without forms a plain one."""
    found = form(element, "pew" if kind == "pews" else kind)
    return found or Form(lambda m, place, rng: None, metres(element, kind), 0.5)
