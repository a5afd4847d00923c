"""Faces of furred animals, seen from the front or turned a little to where the body looks.

Lengths are in units of the head's half width, from the middle of the face.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...draws import Rng
from ...paint.model import Model, Spot, oval, smooth
from .coat import Coat

Half = tuple[Spot, ...]

ROUND: Half = ((0, 0.84), (0.42, 0.8), (0.78, 0.54), (0.98, 0.08), (0.94, -0.3), (0.66,
    -0.66), (0.3, -0.84), (0, -0.88))  # fmt: skip
WEDGE: Half = ((0, 0.78), (0.45, 0.76), (0.82, 0.5), (1.0, 0.04), (1.06, -0.34), (0.7,
    -0.56), (0.36, -0.86), (0, -0.98))  # fmt: skip
LONG: Half = ((0, 0.9), (0.44, 0.84), (0.74, 0.5), (0.82, 0.05), (0.7, -0.42), (0.52,
    -0.78), (0.3, -1.02), (0, -1.08))  # fmt: skip
BROAD: Half = ((0, 0.76), (0.5, 0.74), (0.9, 0.44), (1.06, -0.05), (1.02, -0.46), (0.72,
    -0.8), (0.34, -0.92), (0, -0.94))  # fmt: skip
EARS: dict[str, tuple[Spot, ...]] = {"cat": ((-0.36, -0.16), (-0.24, 0.3), (0.04, 0.76),
    (0.26, 0.3), (0.24, -0.2)), "fox": ((-0.36, -0.12), (-0.26, 0.4), (0.06, 0.98),
    (0.28, 0.4), (0.24, -0.2)), "wolf": ((-0.32, -0.14), (-0.26, 0.3), (0.0, 0.74),
    (0.24, 0.3), (0.24, -0.18)), "bat": ((-0.3, -0.1), (-0.36, 0.4), (0.0, 1.15), (0.36,
    0.6), (0.28, -0.16)), "round": ((-0.34, -0.1), (-0.4, 0.24), (-0.14, 0.5), (0.2,
    0.46), (0.4, 0.16), (0.3, -0.2)), "large": ((-0.3, -0.3), (-0.46, 0.3), (-0.1, 0.8),
    (0.4, 0.66), (0.6, 0.1), (0.2, -0.4)), "long": ((-0.2, -0.1), (-0.27, 0.7), (-0.12,
    1.45), (0.1, 1.62), (0.27, 1.3), (0.26, 0.5), (0.2, -0.1)), "drop": ((-0.3, 0.08),
    (0.06, 0.24), (0.36, -0.1), (0.46, -0.66), (0.28, -1.02), (0.0, -0.72), (-0.12,
    -0.3)), "fold": ((-0.3, -0.02), (-0.08, 0.32), (0.3, 0.3), (0.5, -0.14), (0.36,
    -0.32), (0.1, -0.06)), "leaf": ((-0.1, -0.16), (0.1, 0.16), (0.7, 0.42), (1.05,
    0.3), (0.7, 0.0), (0.14, -0.2))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A face: what its parts look like and where they are.

    `eyes` are (from the middle, up, half width), `ears` (kind, from the middle, up, turn, size),
    `muzzle` (up, half width, half height, how far it stands out) and `nose` (kind, half width);
    `marks` names what is drawn on it.
    """

    half: Half = ROUND
    ears: tuple[str, float, float, float, float] = ("cat", 0.54, 0.58, -0.22, 1.05)
    eyes: tuple[float, float, float] = (0.4, 0.06, 0.2)
    iris: str = "b8b13a"
    pupil: str = "slit"
    muzzle: tuple[float, float, float, float] = (-0.42, 0.36, 0.26, 0.3)
    nose: tuple[str, float] = ("cat", 0.12)
    skin: str = "c98078"
    tongue: bool = False
    whiskers: bool = True
    tuft: float = 0.06
    marks: tuple[str, ...] = ()
    ear: str = ""
    """The colour of the ears' backs when it isn't the coat's."""


class Skull:
    """Where the spots of a head are: at (u, v), `r` in half width (units of the model)."""

    def __init__(
        self, m: Model, face: Face, coat: Coat, rng: Rng, u: float, v: float, r: float,
        turn: float = 0.0, tilt: float = 0.0,
    ) -> None:  # fmt: skip
        self.m, self.face, self.coat, self.rng = m, face, coat, rng
        self.u, self.v, self.r, self.turn = u, v, r, turn
        self._cos, self._sin = math.cos(tilt), math.sin(tilt)
        self.fine = m.size * r > 16
        """Whether it is large enough for eyes with lids, nostrils and whiskers."""

    def at(self, a: float, b: float, out: float = 0.0) -> Spot:
        """Return a spot of the model; what stands out moves more when the head turns."""
        a *= 1 - 0.2 * self.turn if a > 0 else 1 - 0.04 * self.turn
        a += self.turn * out
        return (
            self.u + self.r * (a * self._cos - b * self._sin),
            self.v + self.r * (a * self._sin + b * self._cos),
        )

    def ring(self, spots: Sequence[Spot], out: float = 0.0) -> list[Spot]:
        """Return a smooth outline through spots of the head."""
        return smooth([self.at(a, b, out) for a, b in spots])

    def both(self, half: Sequence[Spot], out: float = 0.0) -> list[Spot]:
        """Return an outline that is the same on both sides, from its right half (top to foot)."""
        return self.ring([*half, *((-a, b) for a, b in reversed(half) if a > 0.001)], out)

    def ball(self, a: float, b: float, half: float, high: float, out: float = 0.0) -> list[Spot]:
        """Return an ellipse of the head."""
        return [self.at(a + x, b + y, out) for x, y in oval(0, 0, half, high)]
