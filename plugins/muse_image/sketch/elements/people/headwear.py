"""What is worn on the head: the list of all headwear, and what it does to the hair."""

from collections.abc import Callable, Sequence

from ...paint.colour import Colour
from .adornments import ADORNMENTS
from .coverings import COVERINGS
from .facewear import FACEWEAR
from .hats import CAPS, HATS, brimmed
from .skull import Skull

WORN: dict[str, Callable[[Skull, Colour | None], None]] = {
    **CAPS, **ADORNMENTS, **COVERINGS, **FACEWEAR,
}  # fmt: skip
HEADWEAR = (*HATS, *WORN)
"""Names of all garments that are worn on the head."""

LOW = (*HATS, *CAPS, "helmet", "knight-helm", "space-helmet", "hard-hat", "hood", "veil",
       "headscarf", "turban", "santa-hat")  # fmt: skip
"""What presses the hair down."""

WHOLE = ("knight-helm", "space-helmet", "headscarf", "turban")
"""What leaves no hair to be seen."""


def wear(s: Skull, name: str, colour: Colour | None) -> None:
    """Draw one piece of headwear; other garments are left to the body."""
    if name in HATS:
        brimmed(s, HATS[name], colour)
    elif name in WORN:
        WORN[name](s, colour)


def hides(names: Sequence[str]) -> bool:
    """Return whether what is worn presses the hair down."""
    return any(name in LOW for name in names)
