"""The card of an animal of a story: all that makes it the same one in every picture."""

from dataclasses import dataclass, field, replace
from typing import Any

from ...paint.colour import Colour, rgb

EXPRESSIONS = (
    "happy",
    "laugh",
    "sad",
    "cry",
    "surprised",
    "afraid",
    "sleepy",
    "asleep",
    "angry",
    "wink",
    "neutral",
)
POSES = (
    "stand",
    "sit",
    "walk",
    "run",
    "jump",
    "sleep",
    "wave",
    "hold",
    "hug",
    "fly",
    "swim",
    "think",
    "point",
    "hide",
    "dance",
    "crouch",
    "cheer",
)
GAZES = ("viewer", "ahead", "up", "down", "back")
WEAR = (
    "scarf",
    "bow-tie",
    "collar",
    "necklace",
    "cap",
    "nightcap",
    "witch-hat",
    "top-hat",
    "straw-hat",
    "crown",
    "flower",
    "bow",
    "glasses",
    "jumper",
    "jacket",
    "vest",
    "dress",
    "apron",
    "pyjamas",
    "cape",
    "boots",
    "bag",
    "backpack",
)
HATS = frozenset("cap nightcap witch-hat top-hat straw-hat crown flower bow".split())


@dataclass(frozen=True, slots=True)
class Critter:
    """An animal of a story. The same card gives the same animal, whatever the pose and the light.

    `fur`, `belly`, `marks` and `eyes` are colours; `ears`, `tail`, `plump`, `head`: how large each
    is beside that of its kind (1: the same); `size` how tall it is beside its kind; `wear` are
    (name, colour) from the body out; `held` are names of things.
    """

    species: str = "fox"
    fur: Colour = field(default_factory=lambda: rgb("e2772e"))
    belly: Colour = field(default_factory=lambda: rgb("fbf1e2"))
    marks: Colour = field(default_factory=lambda: rgb("4a2c22"))
    eyes: Colour = field(default_factory=lambda: rgb("3a2418"))
    size: float = 1.0
    head: float = 1.0
    ears: float = 1.0
    tail: float = 1.0
    plump: float = 1.0
    wear: tuple[tuple[str, Colour], ...] = ()
    held: tuple[str, ...] = ()
    pose: str = "stand"
    expression: str = "happy"
    gaze: str = "viewer"

    def but(self, **changes: Any) -> "Critter":
        """Return the card with changes."""
        return replace(self, **changes)
