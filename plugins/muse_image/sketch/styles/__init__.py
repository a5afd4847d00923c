"""Styles: one module for each way to paint.

A module here has `paint(canvas, rng)`, which returns the painted picture (h, w, 3), float32 0..1.
It works from the canvas's layers (shape, colour, light, direction of form) by a process of its
own; it is no filter of a finished picture. Words that name it stand in words/data/fields.toml.
"""

from importlib import import_module
from types import ModuleType


def style(name: str) -> ModuleType:
    """Return the module of a style; its file is spelled with underscores."""
    return import_module(f".{name.replace('-', '_')}", __name__)
