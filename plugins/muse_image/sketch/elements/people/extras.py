"""Extras of garments: what is laid over, hung on or carried on the body, one function each."""

from collections.abc import Callable

from ...draws import Rng
from ...paint.colour import Colour
from . import armour, backs, neckwear, overlays
from .body import Body
from .cuts import Cut

Extra = Callable[[Body, Cut, Colour, Rng], None]
EXTRAS: dict[str, Extra] = {**armour.EXTRAS, **neckwear.EXTRAS, **overlays.EXTRAS, **backs.EXTRAS}
"""Name of an extra of a cut -> how it is drawn before the body."""


def draw(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    """Draw the extras of a garment on the trunk."""
    if b.px < 36:
        return
    for name in cut.extra:
        if name in EXTRAS:
            EXTRAS[name](b, cut, colour, rng)


def behind(b: Body, name: str, colour: Colour, rng: Rng) -> bool:
    """Draw an extra that hangs on the back, if it is one."""
    if name not in backs.BACKS:
        return False
    backs.BACKS[name](b, colour, rng)
    return True


def sleeve(b: Body, side: str, cut: Cut, colour: Colour) -> None:
    """Draw the extras of a garment on an arm: pauldrons, rings of a suit, epaulettes."""
    armour.on_arm(b, side, cut, colour)
