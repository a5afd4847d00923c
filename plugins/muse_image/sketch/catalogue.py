"""The catalogue of elements: what the layout knows of each, looked up by name."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Spec:
    """How the layout places an element.

    `role`: sky, back (on the horizon), ground, water, land (stands), afloat, air, front, weather.
    `order`: back (0) to front (100); things with places of their own are ordered by their foot.
    `height`: of one that stands in the foreground, in units of the picture's height.
    `depth`: 0 near .. 1 far.
    """

    role: str
    order: float = 50.0
    height: float = 1.0
    depth: float = 0.0


@cache
def element(name: str) -> ModuleType:
    """Return the module of an element."""
    return import_module(f"{__package__}.elements.{name}")


def spec(name: str) -> Spec:
    """Return how the layout places an element."""
    found = element(name).SPEC
    assert isinstance(found, Spec)
    return found
