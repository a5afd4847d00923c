"""The card of a person: the parameters that a figure is drawn from."""

from dataclasses import dataclass, field, replace
from typing import Any

from ...paint.colour import Colour, rgb

AGES = ("baby", "child", "teen", "young", "adult", "middle", "old")
HEADS = {
    "baby": 4.0,
    "child": 5.2,
    "teen": 6.4,
    "young": 6.9,
    "adult": 7.0,
    "middle": 7.0,
    "old": 6.7,
}
"""Age -> how many heads tall a figure is."""
METRES = {
    "baby": 0.72,
    "child": 1.15,
    "teen": 1.58,
    "young": 1.7,
    "adult": 1.72,
    "middle": 1.72,
    "old": 1.64,
}
"""Age -> height in metres."""
SKINS = {"pale": "f6dccb", "fair": "f0c8a8", "tan": "d9a57c", "brown": "a9714a", "dark": "6b432e"}
HAIRS = {
    "black": "241f22", "brown": "5a3a26", "blonde": "d9b06a", "red": "a8472a", "grey": "9a9a9c",
    "white": "eceae4", "pink": "e58fae", "blue": "4a78b8", "green": "5a9a6a", "purple": "8460a8",
}  # fmt: skip
STYLES = (
    "bald", "buzz", "short", "crop", "side-part", "bob", "shoulder", "long", "straight", "wavy",
    "curly", "afro", "ponytail", "pigtails", "braid", "braids", "bun", "topknot", "mohawk",
    "spiky", "messy", "fringe", "dreadlocks", "slicked",
)  # fmt: skip
"""Styles of hair."""
BEARDS = ("none", "stubble", "moustache", "beard", "long-beard")
EXPRESSIONS = (
    "neutral", "smile", "laugh", "sad", "angry", "surprised", "afraid", "asleep", "wink",
)  # fmt: skip
GAZES = ("viewer", "left", "right", "up", "down")
POSES = (
    "stand", "sit", "kneel", "walk", "run", "jump", "dance", "read", "ride", "fly", "hold", "hug",
    "sleep", "pray", "fight", "wave", "point", "think", "play", "swim", "crouch", "lean", "bow",
    "sing", "ground",
)  # fmt: skip
TURNS = ("front", "three-quarter", "side", "back")


@dataclass(frozen=True, slots=True)
class Person:
    """What a person looks like and does; the same card gives the same person.

    `heads` is how many heads tall the figure is; `garments` and `held` are (name, colour or None)
    from back to front; `eyes`, `hair_colour` and `skin` are colours; the rest are names from the
    tables of this module. `face` is a seed of the small differences between two faces, 0..1 each.
    """

    age: str = "adult"
    sex: str = "woman"
    build: str = "average"
    skin: Colour = field(default_factory=lambda: rgb("f0c8a8"))
    hair: str = "shoulder"
    hair_colour: Colour = field(default_factory=lambda: rgb("5a3a26"))
    beard: str = "none"
    eyes: Colour = field(default_factory=lambda: rgb("5a4028"))
    expression: str = "neutral"
    gaze: str = "viewer"
    pose: str = "stand"
    turn: str = "three-quarter"
    heads: float = 7.0
    garments: tuple[tuple[str, Colour | None], ...] = ()
    held: tuple[str, ...] = ()
    face: tuple[float, float, float, float, float, float] = (0.5,) * 6

    def but(self, **changes: Any) -> "Person":
        """Return the card with changes."""
        return replace(self, **changes)
