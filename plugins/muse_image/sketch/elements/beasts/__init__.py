"""Beasts and birds that stand, by species; a species is a function and a `kind` of a concept."""

from collections.abc import Callable
from dataclasses import dataclass

from ...draws import Rng
from ...paint.colour import Colour
from .figure import Figure
from .fowl import crane, flamingo, heron, owl, peacock, rooster
from .furred import bear, cat, dog, fox, lion, panda, rabbit, turtle, wolf
from .hoofed import camel, cow, elephant, giraffe, horse, sheep

Draw = Callable[[Figure, Rng, Colour], None]
"""Draws one beast: figure, draws, colour of its coat."""


@dataclass(frozen=True, slots=True)
class Species:
    """How a beast is drawn, how tall it is beside a person (1) and what coats it wears."""

    draw: Draw
    tall: float
    coats: tuple[str, ...]
    wide: float = 0.9
    material: str = "built"


SPECIES: dict[str, Species] = {
    "horse": Species(horse, 1.3, ("7a4a2c", "8f5f3a", "4a3730", "d8cdbd", "a9743f")),
    "cow": Species(cow, 0.95, ("f1ece2", "e9dfcf"), 1.0),
    "sheep": Species(sheep, 0.72, ("efe8da", "e4dac8")),
    "camel": Species(camel, 1.35, ("b98a54", "a97c48")),
    "giraffe": Species(giraffe, 2.3, ("e6bf78", "dcb068")),
    "elephant": Species(elephant, 1.7, ("8a8582", "7d7a7c")),
    "dog": Species(dog, 0.72, ("b07a44", "8d6239", "d9b98a", "4a4038")),
    "wolf": Species(wolf, 0.85, ("7f7d7c", "6c6a6c"), 0.95),
    "fox": Species(fox, 0.68, ("cc6a2c", "c25a24"), 1.05),
    "cat": Species(cat, 0.56, ("d98f45", "4b4644", "e9e0d2", "8c8580"), 0.8),
    "rabbit": Species(rabbit, 0.46, ("b59a7c", "e9e2d6", "8f7a66"), 0.8),
    "bear": Species(bear, 1.1, ("5d4230", "4a362a"), 1.0),
    "panda": Species(panda, 0.85, ("f3efe6",), 0.85),
    "lion": Species(lion, 0.95, ("c9974f", "bf8a45"), 0.95),
    "turtle": Species(turtle, 0.4, ("6b7a3f", "75683c"), 1.2),
    "crane": Species(crane, 0.95, ("f4f1e8",), 0.7, "bird"),
    "heron": Species(heron, 0.85, ("93a0ac", "f2f0ea"), 0.7, "bird"),
    "flamingo": Species(flamingo, 0.9, ("f08f9c", "f4a5a4"), 0.7, "bird"),
    "peacock": Species(peacock, 0.8, ("2456a8",), 1.4, "bird"),
    "owl": Species(owl, 0.8, ("8a6a48", "7a6250"), 0.6, "bird"),
    "rooster": Species(rooster, 0.55, ("a8482a", "8f3a24"), 0.85, "bird"),
}
