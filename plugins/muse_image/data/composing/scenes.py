"""What is put together: one thing, several, two, or one that wears another; and how that is told.

A scene is a function of its seed. Sizes and places are shares of the side of the picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import words
from .colours import COLOURS
from .things import EVERYDAY, THINGS, Thing, is_new

if TYPE_CHECKING:
    import numpy as np

Point = tuple[float, float]

KINDS = {"one": 0.34, "several": 0.24, "two": 0.25, "worn": 0.17}
"""What a scene shows, and how often."""

VARIANTS = 3
"""Captions in each language."""

_OFTENER = 3  # how often an everyday thing is drawn, for each time of another

_COLOURED = {"one": 0.75, "several": 0.4, "two": 0.35, "worn": 0.3}
_GROUND = 0.2  # how often the background has a colour
_SIZED = 0.12  # how often one thing is told to be small or large
_MIRRORED = frozenset(("animal", "food", "plant", "sky"))  # letters and hands of clocks aren't
_TURNED = frozenset(("animal", "food", "plant", "thing"))
_HEADS = frozenset("🐱😺🐶🐭🐹🐰🦊🐻🐼🐨🐯🦁🐸🐵🐷🐮🐔🐧🐺🐴🦄😀😊🤖👻👽⛄💀🎃")

LAYOUTS: dict[int, tuple[tuple[float, tuple[Point, ...]], ...]] = {
    1: ((0.7, ((0.5, 0.5),)),),
    2: (
        (0.46, ((0.26, 0.5), (0.74, 0.5))),
        (0.46, ((0.5, 0.26), (0.5, 0.74))),
        (0.46, ((0.28, 0.28), (0.72, 0.72))),
        (0.46, ((0.28, 0.72), (0.72, 0.28))),
    ),
    3: (
        (0.29, ((0.17, 0.5), (0.5, 0.5), (0.83, 0.5))),
        (0.44, ((0.5, 0.26), (0.26, 0.74), (0.74, 0.74))),
        (0.44, ((0.26, 0.26), (0.74, 0.26), (0.5, 0.74))),
        (0.33, ((0.18, 0.2), (0.5, 0.5), (0.82, 0.8))),
    ),
    4: (
        (0.43, ((0.26, 0.26), (0.74, 0.26), (0.26, 0.74), (0.74, 0.74))),
        (0.36, ((0.5, 0.19), (0.19, 0.5), (0.81, 0.5), (0.5, 0.81))),
    ),
    5: (
        (0.33, ((0.2, 0.2), (0.8, 0.2), (0.5, 0.5), (0.2, 0.8), (0.8, 0.8))),
        (0.29, ((0.32, 0.3), (0.68, 0.3), (0.17, 0.7), (0.5, 0.7), (0.83, 0.7))),
        (0.29, ((0.17, 0.3), (0.5, 0.3), (0.83, 0.3), (0.32, 0.7), (0.68, 0.7))),
    ),
}
"""How several things stand: their size, and their middles."""


@dataclass(frozen=True)
class Worn:
    """What goes on a head: how wide it is and where its middle lies, in sizes of the head."""

    thing: Thing
    wide: float
    above: float


WORN = (
    Worn(Thing(("party hat",), "party hat", "派对帽", "顶", "worn"), 0.55, 0.62),
    Worn(Thing(("🎩",), "top hat", "高礼帽", "顶", "worn"), 0.62, 0.56),
    Worn(Thing(("👑",), "crown", "皇冠", "顶", "worn"), 0.62, 0.55),
    Worn(Thing(("🧢",), "cap", "鸭舌帽", "顶", "worn"), 0.72, 0.44),
    Worn(Thing(("👒",), "sun hat", "草帽", "顶", "worn"), 0.9, 0.42),
    Worn(Thing(("🎓",), "graduation cap", "学士帽", "顶", "worn"), 0.8, 0.44),
    Worn(Thing(("🕶",), "pair of sunglasses", "墨镜", "副", "worn"), 0.66, 0.06),
)


@dataclass(frozen=True)
class Part:
    """One emoji of a scene: its letters, its colour ("": its own), its middle and longer side."""

    letters: str
    colour: str
    middle: Point
    size: float
    turn: float = 0.0
    mirrored: bool = False


@dataclass(frozen=True)
class Scene:
    """A picture before it is drawn: its background ("": white), parts, captions, and its key."""

    kind: str
    key: str
    ground: str
    parts: tuple[Part, ...]
    captions: tuple[str, ...]


class Scenes:
    """Draws scenes of the emoji that are there; `colours` says which colours each can have."""

    def __init__(self, colours: Mapping[str, Sequence[str]]) -> None:
        self.colours = colours
        self.things = tuple(
            (each, there)
            for each in THINGS
            if (there := tuple(letters for letters in each.letters if letters in colours))
        )
        often = [_OFTENER if each.english in EVERYDAY else 1 for each, _ in self.things]
        self.chances = [weight / sum(often) for weight in often]
        self.heads = tuple(
            (each, letters) for each, there in self.things for letters in there if letters in _HEADS
        )
        self.worn = tuple(each for each in WORN if each.thing.letters[0] in colours)

    def draw(self, chance: "np.random.Generator", kind: str = "", new: bool = False) -> Scene:
        """Return a scene of a kind, or of any; those with held-out combinations if `new`."""
        while True:
            drawn = kind or str(chance.choice(list(KINDS), p=list(KINDS.values())))
            made: Scene | None = getattr(self, f"_{drawn}")(chance, new)
            if made is not None:
                return made

    def _thing(self, chance: "np.random.Generator", share: float) -> tuple[Thing, str, str]:
        """Return a thing, an emoji of it, and a colour: none unless chance falls below `share`."""
        thing, there = self.things[int(chance.choice(len(self.things), p=self.chances))]
        letters = there[int(chance.integers(len(there)))]
        known = self.colours[letters]
        if not known or chance.random() >= share:
            return thing, letters, ""
        return thing, letters, known[int(chance.integers(len(known)))]

    def _one(self, chance: "np.random.Generator", new: bool) -> Scene | None:
        thing, letters, colour = self._thing(chance, _COLOURED["one"])
        if (bool(colour) and is_new(thing.english, colour)) != new:
            return None
        size, side = "", min(0.97, chance.normal(0.86, 0.08))
        if chance.random() < _SIZED:
            size = words.SMALL if chance.random() < 0.6 else words.LARGE
            side = chance.uniform(0.3, 0.45) if size == words.SMALL else 0.97
        room = (1 - side) / 2
        middle = 0.5 + room * chance.uniform(-1, 1), 0.5 + room * chance.uniform(-1, 1)
        part = self._part(chance, thing, letters, colour, middle, side)
        told = [words.told(thing, chance, 1, colour, size) for _ in range(VARIANTS)]
        return self._scene(chance, "one", f"{thing.english}/{colour}", [part], told)

    def _several(self, chance: "np.random.Generator", new: bool) -> Scene | None:
        thing, letters, colour = self._thing(chance, _COLOURED["several"])
        count = int(chance.choice((1, 2, 3, 4, 5), p=(0.04, 0.26, 0.26, 0.22, 0.22)))
        hidden = is_new(thing.english, count), bool(colour) and is_new(thing.english, colour)
        if any(hidden) != new:
            return None
        layouts = LAYOUTS[count]
        size, middles = layouts[int(chance.integers(len(layouts)))]
        one = self._part(chance, thing, letters, colour, (0.5, 0.5), size * chance.uniform(0.88, 1))
        jitter = chance.uniform(-0.012, 0.012, (count, 2))
        parts = [
            Part(letters, colour, (x + dx, y + dy), one.size, one.turn, one.mirrored)
            for (x, y), (dx, dy) in zip(middles, jitter.tolist(), strict=True)
        ]
        told = [words.told(thing, chance, count, colour) for _ in range(VARIANTS)]
        return self._scene(chance, "several", f"{thing.english}/{colour}/{count}", parts, told)

    def _two(self, chance: "np.random.Generator", new: bool) -> Scene | None:
        first, second = (self._thing(chance, _COLOURED["two"]) for _ in range(2))
        if first[0] == second[0] or is_new(first[0].english, second[0].english) != new:
            return None
        if any(colour and is_new(thing.english, colour) for thing, _, colour in (first, second)):
            return None
        how = str(chance.choice(("beside", "left", "above"), p=(0.5, 0.2, 0.3)))
        upright = how == "above" or (how == "beside" and chance.random() < 0.15)
        sizes = chance.uniform(0.4, 0.48, 2).tolist()
        across = chance.uniform(0.25, 0.75, 2) if upright else chance.uniform(0.35, 0.65, 2)
        parts = []
        for place, (thing, letters, colour) in enumerate((first, second)):
            along = (0.25, 0.75)[place]
            middle = (float(across[place]), along) if upright else (along, float(across[place]))
            parts.append(self._part(chance, thing, letters, colour, middle, sizes[place]))
        told = []
        for _ in range(VARIANTS):
            a, b = (words.told(thing, chance, 1, colour) for thing, _, colour in (first, second))
            if how == "beside" and chance.random() < 0.3:  # without order: either may be first
                a, b = b, a
            told.append(words.pair(how, a, b, chance))
        key = f"{how}/{first[0].english}/{first[2]}/{second[0].english}/{second[2]}"
        return self._scene(chance, "two", key, parts, told)

    def _worn(self, chance: "np.random.Generator", new: bool) -> Scene | None:
        if not self.heads or not self.worn:
            return None
        thing, letters = self.heads[int(chance.integers(len(self.heads)))]
        worn = self.worn[int(chance.integers(len(self.worn)))]
        if is_new(thing.english, worn.thing.english) != new:
            return None
        colours, known = ["", ""], (self.colours[letters], self.colours[worn.thing.letters[0]])
        if chance.random() < _COLOURED["worn"]:
            which = int(chance.integers(2))
            if known[which]:
                colours[which] = known[which][int(chance.integers(len(known[which])))]
        if colours[0] and is_new(thing.english, colours[0]):
            return None
        side = chance.uniform(0.56, 0.66)
        top = max(0.0, worn.above * side + worn.wide * side * 0.45 - side / 2)
        x, y = 0.5 + chance.uniform(-0.08, 0.08), 0.5 + top / 2 + chance.uniform(-0.03, 0.03)
        parts = [
            Part(letters, colours[0], (x, y), side),
            Part(worn.thing.letters[0], colours[1], (x, y - worn.above * side), worn.wide * side),
        ]
        told = []
        for _ in range(VARIANTS):
            wearer = words.told(thing, chance, 1, colours[0])
            bare = words.Told("", wearer.chinese.removeprefix(f"一{thing.measure}"))
            on = words.told(worn.thing, chance, 1, colours[1])
            on = words.Told(on.english, on.chinese.removeprefix(f"一{worn.thing.measure}"))
            told.append(words.wearing(wearer, on, bare, chance))
        key = f"{thing.english}/{colours[0]}/{worn.thing.english}/{colours[1]}"
        return self._scene(chance, "worn", key, parts, told)

    def _part(
        self,
        chance: "np.random.Generator",
        thing: Thing,
        letters: str,
        colour: str,
        middle: Point,
        side: float,
    ) -> Part:
        turn = 0.0
        if thing.kind in _TURNED and chance.random() < 0.3:
            turn = float(chance.uniform(-15, 15))
        mirrored = thing.kind in _MIRRORED and chance.random() < 0.5
        return Part(letters, colour, middle, float(side), turn, mirrored)

    def _scene(
        self,
        chance: "np.random.Generator",
        kind: str,
        key: str,
        parts: list[Part],
        told: list[words.Told],
    ) -> Scene:
        ground = ""
        if chance.random() < _GROUND:
            free = [each for each in COLOURS if all(each != part.colour for part in parts)]
            ground = free[int(chance.integers(len(free)))]
            told = [words.on(each, ground, chance) for each in told]
        captions = [each.english for each in told] + [each.chinese for each in told]
        return Scene(kind, key, ground, tuple(parts), tuple(dict.fromkeys(captions)))
