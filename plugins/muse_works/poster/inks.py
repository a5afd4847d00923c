"""The colours that a theme is drawn in."""

from dataclasses import dataclass

from .colours import mix


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of a drawing: what is behind it, its main shapes, and two accents."""

    ground: str
    ink: str
    accent: str
    second: str

    def faint(self, part: float = 0.8) -> str:
        """Return the ink, `part` of the way to the ground."""
        return mix(self.ink, self.ground, part)
