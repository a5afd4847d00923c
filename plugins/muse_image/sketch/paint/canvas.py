"""The canvas: what an element is handed while it adds its layers to the picture."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..scene.plan import Layout, Place
from ..scene.things import Scene
from ..words.colours import hues
from .atmosphere import Atmosphere
from .colour import Colour, mix, rgb
from .layer import Layer
from .pen import Box, Pen
from .raster import Field

LEAVES = {
    "spring": ("7fae4f", "a9c866", "5f9450"),
    "summer": ("4d7f3b", "6d9a45", "3d6d40"),
    "autumn": ("c8762a", "d9a136", "a94f2a"),
    "winter": ("6d7466", "8b8f82", "5c6a62"),
}
GRASS = {
    "spring": ("86b552", "b9d071"),
    "summer": ("6c9a43", "a2b85a"),
    "autumn": ("a9914a", "cbb066"),
    "winter": ("9a9a80", "b9b69c"),
}
AIRY = ("glow", "mist", "spark", "shadow", "rain", "arc")
"""Materials that leave the form beneath them to be seen."""
WHOLE = ("sky", "cloud", "water")
"""Materials that keep their whole box: what is mirrored is read back from it."""


@dataclass(slots=True)
class Canvas:
    """The picture in the making: its layers from back to front, and what they are made from.

    `detail` is how many times the usual strokes a style lays: 0.62 in a draft, 1.4 in fine work.
    `owner` is the number of the place that is being painted, -1 when none is.
    `style` is what letters are written by; nothing else may depend on it. `written` are the texts
    that things carry, and whether they have room for them.
    """

    layout: Layout
    scene: Scene
    air: Atmosphere
    layers: list[Layer] = field(default_factory=list)
    detail: float = 1.0
    hued: bool = False
    owner: int = -1
    style: str = ""
    written: dict[str, bool] = field(default_factory=dict)
    heads: dict[int, tuple[float, float, float, float]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Width of the picture, px."""
        return self.layout.width

    @property
    def height(self) -> int:
        """Height of the picture, px."""
        return self.layout.height

    @property
    def span(self) -> float:
        """How many units wide the picture is, at most 6: what multiplies the small things in it."""
        return min(self.width / self.layout.unit, 6.0)

    @property
    def snowy(self) -> bool:
        """Whether snow lies on the ground."""
        snow = self.scene.weather == "snow" or self.scene.season == "winter"
        return snow and "snow" not in self.scene.absent

    def add(self, layers: Layer | Iterable[Layer]) -> None:
        """Add layers in front of all others; what lies outside the picture is cut off."""
        for layer in [layers] if isinstance(layers, Layer) else layers:
            kept = layer.clipped(self.width, self.height)
            if kept is not None and float(kept.alpha.max()) > 0.02:
                kept = kept if kept.material in WHOLE else kept.trimmed()
                kept.settle()
                kept.owner = self.owner
                self.layers.append(kept)

    def kept(self) -> Field | None:
        """Return how much of each pixel keeps its own colours, 0..1 (h, w); None: no pixel does."""
        if not any(layer.kept for layer in self.layers):
            return None
        made = np.zeros((self.height, self.width), np.float32)
        for layer in self.layers:
            left, top, right, bottom = layer.box
            if layer.kept or layer.material not in AIRY:
                part = made[top:bottom, left:right]
                part += (layer.kept - part) * layer.alpha
        return made

    def tinted(self, picture: Colour) -> Colour:
        """Return a picture (h, w, 3) in the key of mood and palette; what is kept without mood."""
        made = self.air.tint(picture)
        own = self.kept() if len(self.air.tints) > len(self.air.own) else None
        if own is not None:
            made = made + (self.air.tint_kept(picture) - made) * own[..., None]
        return made

    def head(self, spots: Iterable[tuple[float, float]]) -> None:
        """Note where the head of whoever is being painted is: some spots (px) around it."""
        xs, ys = zip(*spots, strict=True)
        self.heads[self.owner] = (min(xs), min(ys), max(xs), max(ys))

    def pen(self, box: Box, fine: int = 2) -> Pen:
        """Return a pen for a box (left, top, right, bottom; px)."""
        return Pen(box, (self.width, self.height), fine)

    def hue(self, place: Place, default: Colour, number: int = 0, part: float = 0.9) -> Colour:
        """Return the colour that the prompt gave a thing, or `default` when it gave none.

        `number` counts the thing's parts or pieces, which share several colours out; `part` is how
        much of the asked colour replaces the default.
        """
        if not place.colours:
            return default
        self.hued = True
        paint = rgb(hues()[place.colours[number % len(place.colours)]]["paint"])
        return mix(default, paint, part)

    def leaf(self, which: int) -> Colour:
        """Return one of the season's three leaf colours."""
        return rgb(LEAVES[self.scene.season][which % 3])

    def grass(self, part: float) -> Colour:
        """Return the season's grass from its dark (0) to its light (1) colour; white under snow."""
        dark, light = (rgb(c) for c in GRASS[self.scene.season])
        colour = mix(dark, light, part)
        return mix(colour, rgb("eef2f6"), 0.9) if self.snowy else colour

    def lit(self, x: float) -> float:
        """Return how much a face that looks to the side `x` (-1 left, 1 right) is lit, 0..1."""
        return float(np.clip(0.52 + 0.46 * x * np.sign(self.layout.light[0]), 0.06, 1))
