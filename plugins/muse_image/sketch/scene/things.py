"""Things of a scene, and the scene that they make: what words, staging and layout hand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to paint: an element and its variant, how many, where; None where it is free.

    `size` is how many times larger than usual it is painted; `on` is "hill" when it stands on high
    ground, "under" when it passes below a bridge. `relation` is (a name of words.RELATIONS, the
    index of another thing of the scene); `second` is the other of two that it is between. `home`
    and `living` are those of its concept, `traits` what is said of a person or an animal, `worn`
    and `held` what belongs to it. `numbered` tells that the prompt gave the count as a number;
    `card` is that of somebody who was handed in, `called` the name on it.
    """

    name: str
    element: str
    kind: str = ""
    count: int = 1
    side: str | None = None
    distance: str | None = None
    asked: bool = True
    level: str | None = None
    size: float = 1.0
    colours: tuple[str, ...] = ()
    on: str | None = None
    relation: tuple[str, int] | None = None
    second: int | None = None
    home: str | None = None
    living: str | None = None
    traits: Mapping[str, str] = field(default_factory=dict)
    worn: tuple["Thing", ...] = ()
    held: tuple["Thing", ...] = ()
    numbered: bool = False
    card: Any = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the picture is about; `things` in the order of the words, then what was added.

    `stage` is where it is set (a module of stages/, or "landscape"), `cast` the indices of the
    things that stand on it; `lead` is that of the one that the picture is of, `view` how it is
    seen (close-up, bust, half, full, wide, above, below). `framing` is how large the cast is seen
    (wide, medium, close), `room` the side where nobody stands (top, bottom, left, right).
    """

    things: tuple[Thing, ...]
    absent: frozenset[str]
    time: str
    season: str
    weather: str
    mood: str
    palette: str
    abstract: bool = False
    notes: tuple[str, ...] = field(default=())
    stage: str = "landscape"
    cast: tuple[int, ...] = ()
    lead: int | None = None
    view: str | None = None
    plain: bool = False
    centred: bool = False
    lettering: tuple[str, ...] = ()
    framing: str | None = None
    room: str | None = None

    def has(self, *elements: str) -> bool:
        """Whether any of these elements is in the scene."""
        return any(thing.element in elements for thing in self.things)

    def first(self, element: str) -> Thing | None:
        """Return the first thing of an element."""
        return next((thing for thing in self.things if thing.element == element), None)
