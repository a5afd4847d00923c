"""The catalogue of elements: what the layout knows of each, looked up by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from typing import Any

METRES = 5.0
"""Metres to one unit of a SPEC's height: a person of 1.7 m is 0.34 units tall."""


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


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of an element that has many kinds: how it is drawn, and how large it is in fact.

    - `draw(model, place, rng)` draws it on a `paint.model.Model` whose size is its height
    - `metres`: its height; `wide`: how far it reaches to each side, in units of its height
    - `top`: where other things stand or sit on it: (from u, to u, level v), units of its height
    - `focus`: what a portrait of it shows: (left, bottom, right, top), units of its height
    - `grip`: where a hand holds it (u, v)
    - `hangs`: it hangs or flies, and casts no shadow at its foot
    - `reach`: how far it is drawn up and down from its foot, in units of its height
    """

    draw: Callable[[Any, Any, Any], None]
    metres: float
    wide: float = 0.6
    top: tuple[float, float, float] | None = None
    focus: tuple[float, float, float, float] | None = None
    grip: tuple[float, float] = (0.0, 0.0)
    hangs: bool = False
    reach: tuple[float, float] = (1.15, 0.08)
    material: str = "figure"


@cache
def form(name: str, kind: str) -> Form | None:
    """Return the form of one kind of an element; None for an element without such forms."""
    forms: Mapping[str, Form] | None = getattr(element(name), "FORMS", None)
    return None if forms is None else forms.get(kind)


def metres(name: str, kind: str) -> float:
    """Return how tall one of an element is, in metres."""
    found = form(name, kind)
    return found.metres if found else spec(name).height * METRES


def wide(name: str, kind: str) -> float:
    """Return how far one reaches to each side, in units of its height."""
    found = form(name, kind)
    return found.wide if found else 0.6


@cache
def groups(package: str) -> tuple[ModuleType, ...]:
    """Return the modules of a package of forms; those that begin with "_" are its helpers."""
    names = sorted(file.name for file in files(package).iterdir())
    return tuple(
        import_module(f"{package}.{name.removesuffix('.py')}")
        for name in names
        if name.endswith(".py") and not name.startswith("_")
    )


def gathered(package: str) -> dict[str, Form]:
    """Return the forms of all groups of a package; two of one name are refused."""
    made: dict[str, Form] = {}
    for module in groups(package):
        group: dict[str, Form] = getattr(module, "FORMS", {})
        twice = made.keys() & group.keys()
        if twice:
            raise ValueError(f"{module.__name__}: defined twice: {', '.join(sorted(twice))}")
        made |= group
    return made
