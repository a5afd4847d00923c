"""Trees by species, drawn with a pen; a species is a function here and a `kind` of a concept."""

from collections.abc import Callable

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.pen import Pen
from .broadleaf import bare, birch, broadleaf, cherry, maple, willow
from .slender import bamboo, cypress, palm, pine

Draw = Callable[[Canvas, Pen, Rng, float, float, float], None]
"""Draws one tree: canvas, pen, draws, foot (x, y; px) and height (px)."""

SPECIES: dict[str, Draw] = {
    "": broadleaf, "pine": pine, "birch": birch, "willow": willow, "palm": palm,
    "cypress": cypress, "bare": bare, "bamboo": bamboo, "cherry": cherry, "maple": maple,
}  # fmt: skip
