"""Posing: a pose by its name, or a step of an action."""

from .cycles import cycle
from .poses import Pose, known


def pose(name: str) -> Pose:
    """Return a pose by name, or a phase of an action ("walk@0.25"); one that isn't known stands."""
    action, _, phase = name.partition("@")
    return cycle(action, float(phase)) if phase else known(name)
