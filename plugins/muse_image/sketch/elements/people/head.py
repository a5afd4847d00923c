"""The head of a person: hair that falls behind, then face, hair, and what is worn on the head."""

from ...paint.model import Model, Spot
from . import coverings, hair, knots
from .card import Person
from .face import ears, face
from .haircuts import cut
from .headwear import WHOLE, hides, wear
from .locks import hues
from .skull import Skull


def behind(m: Model, p: Person, chin: Spot, high: float, tilt: float, way: int) -> None:
    """Draw what falls behind the body: long hair, a hood's back, a veil.

    `chin` is the chin's middle, `high` the height from chin to crown (units of the model's size),
    `tilt` (radians) leans the crown to where the head looks, `way` 1 looks along the model.
    """
    s = Skull(m, p, chin, high, tilt, way)
    names = [name for name, _ in p.garments]
    for name, colour in p.garments:
        coverings.behind(s, name, colour)
    if not any(name in WHOLE for name in names):
        hair.behind(s, hides(names))


def front(m: Model, p: Person, chin: Spot, high: float, tilt: float, way: int) -> None:
    """Draw head, face, hair and headwear; the body with its neck is there already."""
    s = Skull(m, p, chin, high, tilt, way)
    names = [name for name, _ in p.garments]
    hidden, whole = hides(names), any(name in WHOLE for name in names)
    own = cut(s, hidden)
    over = own.bare and p.turn in ("three-quarter", "side")
    if not whole:
        knots.under(s, hues(s), own)
    if not over and own.fall > 0.9:
        ears(s)
    face(s)
    if not whole or "turban" in names or "space-helmet" in names:
        hair.front(s, hidden)
    if over:
        ears(s)
    for name, colour in p.garments:
        wear(s, name, colour)
