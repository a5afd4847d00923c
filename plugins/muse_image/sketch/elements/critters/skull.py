"""The shape of the head of an animal of a story, and where in the picture its spots are."""

import math

from ...paint.colour import rgb
from ...paint.model import Model, Outline, Part, Spot, oval, smooth
from .card import Critter
from .species import Species
from .stance import Stance

HALF = 0.255
"""Half the height of the head, in units of the standing height."""
PINK = rgb("efb0a8")


class Skull:
    """One head on a model.

    Its own spots are (a, b): across, towards where it faces, and up, in half heights of the head
    from its middle.
    """

    def __init__(self, m: Model, c: Critter, kind: Species, s: Stance, gaze: str) -> None:
        self.m, self.c, self.kind = m, c, kind
        self.half = HALF * c.head
        self.middle = s.head
        self.tilt, self.turn, self.lift = s.tilt, s.turn, 0.0
        if gaze == "up":
            self.tilt, self.lift = s.tilt - 0.2, 0.25
            self.turn = max(self.turn, 0.34)
        elif gaze == "down":
            self.lift = -0.14
        elif gaze == "ahead":
            self.turn = 0.5
        elif gaze == "viewer":
            self.turn *= 0.8
        elif gaze == "back":
            self.turn = -0.45
        self.part: Part | None = None

    def at(self, a: float, b: float) -> Spot:
        """Return a spot of the head."""
        cos, sin = math.cos(self.tilt), math.sin(self.tilt)
        u, v = a * self.half, b * self.half
        return self.middle[0] + u * cos + v * sin, self.middle[1] + v * cos - u * sin

    def on(self, a: float, b: float) -> Spot:
        """Return a spot of the face, which turns with where the animal looks."""
        deep = math.sqrt(max(0.0, 1 - min(1.0, a * a * 0.8)))
        return self.at(a * (1 - 0.12 * abs(self.turn)) + self.turn * 0.62 * deep, b + self.lift)

    def size(self, length: float) -> float:
        """Return a length of the head in units of the standing height."""
        return length * self.half

    def oval(self, a: float, b: float, half: float, high: float, turn: float = 0.0) -> Outline:
        """Return an ellipse on the face."""
        u, v = self.on(a, b)
        return oval(u, v, self.size(half), self.size(high), turn - self.tilt)

    def outline(self) -> Outline:
        """Return the outline of the head."""
        k = self.kind
        edge = (
            (0.0, 1.0),
            (0.5 * k.crown, 0.87),
            (0.88 * k.crown, 0.42),
            (0.5 * (k.crown + k.cheek), 0.0),
            (0.96 * k.cheek, -0.36),
            (0.5 * (k.cheek * 0.8 + k.chin), -0.78),
            (0.5 * k.chin, -0.98),
            (0.0, -1.02),
        )
        mirrored = [(-a, b) for a, b in reversed(edge[1:-1])]
        return smooth([self.at(a, b) for a, b in (*edge, *mirrored)], True)
