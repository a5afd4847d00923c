"""The plan of a picture: its bones, and the place of every thing in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalogue import Spec, spec
from ..draws import Rng
from .course import Course
from .things import Thing

SIDES = {"left": (0.12, 0.36), "centre": (0.45, 0.55), "right": (0.64, 0.88)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: its foot (x, y) and height in px, its distance 0..1, its own draws.

    `way` is 1 when it looks to the right, -1 to the left and 0 when that is free. `traits` are
    what words say of it (age, hair, pose ...); `worn` and `held` are garments and held things.
    `relation` is (a name of words.RELATIONS, the name of the other thing), `card` the parameters
    of somebody whose card was handed in, `called` the name on it.
    """

    name: str
    element: str
    kind: str
    x: float
    y: float
    size: float
    depth: float
    order: float
    rng: Rng
    spec: Spec
    count: int = 1
    side: str | None = None
    distance: str | None = None
    asked: bool = True
    course: Course | None = None
    colours: tuple[str, ...] = ()
    way: int = 0
    traits: Mapping[str, str] = field(default_factory=dict)
    worn: tuple[Thing, ...] = ()
    held: tuple[Thing, ...] = ()
    relation: tuple[str, str] | None = None
    card: Any = None
    called: str = ""


@dataclass(slots=True)
class Layout:
    """The bones of a picture: all lengths in px, y down.

    `horizon` is the eye's level; `waterline` where water begins (None: no water); `shore` where
    the near bank begins; `sand` where a beach begins in its middle (part of the ground).
    `sun` is the place of the sun or moon, `light` points towards it.
    """

    width: int
    height: int
    horizon: float
    waterline: float | None
    shore: float | None
    unit: float
    sun: tuple[float, float]
    light: tuple[float, float, float]
    frame: float
    sand: float | None = None
    places: list[Place] = field(default_factory=list)

    def scale(self, y: float) -> float:
        """Return how large things at foot level `y` are seen: 0 at the horizon, 1 at the bottom."""
        return max(0.03, (y - self.horizon) / max(1.0, self.height - self.horizon))


def placed(
    thing: Thing, x: float, y: float, size: float, depth: float, order: float, rng: Rng
) -> Place:
    """Return the place of a thing with its foot at (x, y), `size` px high."""
    return Place(
        thing.name, thing.element, thing.kind, x, y, size, depth, order, rng, spec(thing.element),
        thing.count, thing.side, thing.distance, thing.asked, colours=thing.colours,
        traits=thing.traits, worn=thing.worn, held=thing.held, card=thing.card,
        called=thing.called,
    )  # fmt: skip
