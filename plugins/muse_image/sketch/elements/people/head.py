"""The head of a person: hair that falls behind, then face, hair, and what is worn on the head."""

from ...paint.model import Model, Spot
from . import hair
from .card import Person
from .face import ears, face
from .skull import Skull


def behind(m: Model, p: Person, chin: Spot, high: float, tilt: float, way: int) -> None:
    """Draw what falls behind the body: long hair, a hood's back, a veil.

    `chin` is the chin's middle, `high` the height from chin to crown (units of the model's size),
    `tilt` (radians) leans the crown to where the head looks, `way` 1 looks along the model.
    """
    hair.behind(Skull(m, p, chin, high, tilt, way), False)


def front(m: Model, p: Person, chin: Spot, high: float, tilt: float, way: int) -> None:
    """Draw head, face, hair and headwear; the body with its neck is there already."""
    s = Skull(m, p, chin, high, tilt, way)
    c = hair.cut(s, False)
    over = c.bare and p.turn in ("three-quarter", "side")
    if not over and c.fall > 0.9:
        ears(s)
    face(s)
    hair.front(s, False)
    if over:
        ears(s)
