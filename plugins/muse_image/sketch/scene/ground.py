"""The ground: how large things are seen on a level floor, from a height above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """A level floor seen from `eye` metres above it; `horizon` (px) is the level of the eye."""

    horizon: float
    eye: float

    def scale(self, y: float) -> float:
        """Return px per metre of what stands with its foot at level `y` (px)."""
        return max(1e-3, (y - self.horizon) / self.eye)

    def level(self, scale: float) -> float:
        """Return the foot level (px) of what is seen at `scale` px per metre."""
        return self.horizon + scale * self.eye

    @classmethod
    def through(cls, horizon: float, y: float, scale: float) -> "Ground":
        """Return the ground on which a foot at level `y` (px) is seen at `scale` px per metre."""
        return cls(horizon, max(0.02, (y - horizon) / max(scale, 1e-3)))
