"""Members of the cast: how large each of them is, and on whose place its own depends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..catalogue import form, metres, wide
from .ground import Ground
from .plan import Layout
from .staging import acts
from .things import Scene, Thing


@dataclass(slots=True)
class Spot:
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
    spots: dict[int, list[Spot]] = field(default_factory=dict)

    def tall(self, index: int) -> float:
        """Return how tall one of a thing is, metres."""
        thing = self.scene.things[index]
        return metres(thing.element, thing.kind) * thing.size

    def stacked(self, index: int, below: tuple[int, ...] = ()) -> float:
        """Return how high a thing reaches with those who are on it, metres; `below` carry it."""
        thing = self.scene.things[index]
        found = form(thing.element, thing.kind)
        level = self.tall(index) * (found.top[2] if found and found.top else 0.0)
        tops = [self.tall(index)]
        for number, other in enumerate(self.scene.things):
            mine = other.relation and other.relation[1] == index and acts(other)
            if other.relation and mine and number not in (*below, index):
                lift = {"on": level, "in": level, "riding": level - 0.5 * self.tall(number)}
                own = self.stacked(number, (*below, index))
                tops.append(lift.get(other.relation[0], 0.0) + own)
        return max(tops)

    def flies(self, index: int) -> bool:
        """Whether a thing is a craft in the air that carries nobody who is seen."""
        return aloft(self.scene.things[index])

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


def attached(scene: Scene, index: int, members: Sequence[int]) -> bool:
    """Whether a thing's place follows from that of another member."""
    other = host_of(scene, index)
    if other is None or other not in members or other == index:
        return False
    above = aloft(scene.things[other]) and not aloft(scene.things[index])
    relation = scene.things[index].relation
    return not above or (relation is not None and relation[0] in ("on", "in", "riding"))


def aloft(thing: Thing) -> bool:
    """Whether a thing is a craft in the air that carries nobody who is seen."""
    found = form(thing.element, thing.kind)
    return bool(thing.element == "vehicle" and found and found.hangs and not found.top)


def host_of(scene: Scene, index: int) -> int | None:
    """Return the index of the thing to which a thing has a relation; None when it has none."""
    relation = scene.things[index].relation
    return None if relation is None else relation[1]
