"""The furniture of a room: where what was asked for stands, and what the room usually has."""

from dataclasses import dataclass, field, replace

from ..catalogue import Form, form, metres
from ..draws import Rng, fork
from ..elements.rooms.plan import Room, look
from ..scene.plan import Layout, Place, placed
from ..scene.scene import Scene, Thing

AT_WALL = {"fireplace": 0.4, "bookshelf": 0.34, "low_bookshelf": 0.34, "wardrobe": 0.58,
    "cabinet": 0.46, "cabinet_low": 0.44, "curio_shelf": 0.36, "bed": 2.0, "hospital_bed": 2.0,
    "night_stand": 0.42, "piano": 0.66, "stove": 0.6, "fridge": 0.62, "oven": 0.4,
    "iron_stove": 0.55, "kitchen_counter": 0.64, "sink": 0.5, "bathtub": 0.75, "toilet": 0.72,
    "television": 0.45, "stairs": 2.8, "altar": 0.9, "buddha": 0.6, "throne": 1.2, "bar": 1.15,
    "shop_shelf": 0.45, "bread_shelf": 0.45, "grandfather_clock": 0.34, "folding_screen": 0.5,
    "cell_door": 0.06, "door": 0.06, "wall_bars": 0.1, "console": 0.65, "lab_bench": 0.66,
    "standing_mirror": 0.3, "christmas_tree": 0.8, "weights": 0.5, "curtain": 0.08, "statue": 0.5,
    "bust": 0.4, "drip_stand": 0.4, "teacher_desk": 0.9, "floor_globe": 0.4, "barrel": 0.7,
    "treasure_chest": 0.6, "potted_palm": 0.5, "counter": 1.6,}  # fmt: skip
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
ASIDE = 0.78
"""How far ahead the things at the side walls stand, as a part of the way to the back wall."""


@dataclass(slots=True)
class Furnisher:
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
        # Who asks for a writing desk wants no second desk.
        known = {thing.kind.split("_")[-1] for thing in self.scene.things}

        def more(*kinds: str) -> list[str]:
            return [kind for kind in kinds if kind and kind.split("_")[-1] not in known]

        each = self.room.look
        others = [look(t.kind) for t in self.scene.things if t.element == "room"]
        besides = [kind for other in others if other is not each for kind in other.back[:1]]
        if "furniture" in self.scene.absent:
            return
        for kind in more(*besides, *each.back, *each.wall_hung, each.hang):
            self.put(self.usual(kind))
        if busy:
            return
        for number, kind in enumerate(more(*each.side)):
            self.side(self.usual(kind), number)
        for kind in more(*each.free):
            self.free(self.usual(kind))

    def usual(self, kind: str) -> Thing:
        """Return a thing that the room has though nobody asked for it."""
        size = 1.45 if self.room.tall > LOFTY and kind in ("buddha", "throne", "altar",
            "chandelier") else 1.0  # fmt: skip
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
            own = self._cost(thing, x, half, up, up + tall, away) + 0.25 * abs(k / 20 - part)
            if own < cost:
                best, cost = x, own
        if not thing.asked and cost > 1.0:
            return
        self.walls.append((best - half, best + half, up + tall if up == 0 else -up))
        self.add(thing, best, up, room.back - away, 56 + 0.1 * up if up else None)

    def _cost(
        self, thing: Thing, x: float, half: float, low: float, high: float, away: float
    ) -> float:
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
            cost += (
                (2.4 if thing.asked else 0.8)
                * max(0.0, min(b, right) - max(a, left))
                / max(right - left, 1)
            )
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
        ways = (-1, 1) if self.room.windows and self.made.light[0] > 0 else (1, -1)
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
        part = {"coffee_table": 0.5, "sofa": 0.68, "bed": 0.7, "school_desks": 0.46,
            "pilot_seat": 0.5, "counter": 0.62, "pews": 0.4, "tavern_table": 0.56}.get(thing.kind,
            0.62)  # fmt: skip
        z = max(room.back * part, nearest, 1.2)
        z = min(z, room.back - 0.9) if room.back > 2 else room.back
        if thing.asked and room.tall > LOFTY:
            z = min(z, 5.5)
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
            for a, b in () if thing.kind == "school_desks" else self.asked:
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
