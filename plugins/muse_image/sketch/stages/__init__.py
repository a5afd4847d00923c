"""Stages: where a picture is set when it is of people, animals or things; one module each.

A stage's `arrange(layout, scene, rng)` appends a place for all that is seen on it.
"""

from importlib import import_module
from types import ModuleType


def stage(name: str) -> ModuleType:
    """Return the module of a stage."""
    return import_module(f"{__package__}.{name}")
