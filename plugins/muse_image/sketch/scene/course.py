"""The course of a river or a path over level ground, known before anything is painted."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..draws import Rng

WIDE = {"river": 0.62, "path": 0.2}
"""Width at the bottom of the picture, in parts of its unit."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a band runs from the bottom (`foot`) to the horizon (`end`), in parts of the width.

    Its bends shrink with distance, as those of level ground do.
    """

    foot: float
    end: float
    phase: float
    turns: float
    wide: float

    @classmethod
    def draw(cls, rng: Rng, side: str | None, wide: float) -> "Course":
        """Draw a course that starts at a side, or somewhere near the middle."""
        foot = {"left": 0.3, "right": 0.7, "centre": 0.5}.get(
            side or "", float(rng.uniform(0.35, 0.65))
        )
        end = foot + float(rng.uniform(-0.2, 0.2))
        return cls(foot, end, float(rng.uniform(0, 6.28)), float(rng.uniform(0.85, 1.25)), wide)

    def middle(self, near: Any, unit: float, width: float) -> Any:
        """Return the middle (px) at nearness 0..1, from the horizon to the bottom."""
        # Even steps on the ground crowd together towards the horizon.
        away = 1 / (near + 0.12)
        sway = 0.2 * near**0.75 * np.sin(self.phase + away * self.turns) * unit / width
        return (self.end + (self.foot - self.end) * near + sway) * width

    def half(self, near: Any, unit: float) -> Any:
        """Return half the width (px) at nearness 0..1."""
        return unit * self.wide * 0.5 * near**1.12 + 0.6
