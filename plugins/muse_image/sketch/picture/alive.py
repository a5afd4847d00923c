"""What is alive in an animation: people and animals breathe, blink, walk, swim and fly."""

from copy import deepcopy
from dataclasses import replace

import numpy as np

from ..draws import Rng
from ..elements.animal import risen
from ..paint.canvas import Canvas
from ..paint.hue import painted
from ..paint.layer import Layer
from ..paint.raster import Field
from ..scene.plan import Layout, Place
from .motion import carried
from .moves import lifted

STEPS = {"stand": "idle", "": "idle", "walk": "walk", "run": "run", "jump": "jump"}
"""Pose -> the action whose steps it goes through."""
FIGURES = ("person", "critter")
"""Elements that go through the steps of an action."""
MOVING = ("animal", "birds")
"""Elements that draw themselves at the phase of a loop (`traits["phase"]`)."""
BREATH = 0.008
"""How much a chest rises, as a part of the height above the foot."""


class Alive:
    """The people and animals of a layout, drawn again at each phase of a loop.

    It is made before they are painted: each is drawn with the same draws every time.
    """

    def __init__(self, layout: Layout) -> None:
        self.draws: dict[int, Rng] = {
            number: deepcopy(place.rng)
            for number, place in enumerate(layout.places)
            if place.element in (*FIGURES, *MOVING)
        }

    def owns(self, layer: Layer) -> bool:
        """Whether a layer belongs to somebody alive."""
        return layer.owner in self.draws

    def at(self, canvas: Canvas, here: Canvas, number: int, count: int) -> Canvas:
        """Return a frame of the canvas, `here`, with everybody alive as in frame `number`."""
        if not self.draws:
            return here
        made: list[Layer] = []
        drawn: set[int] = set()
        for layer in here.layers:
            if not self.owns(layer):
                made.append(layer)
            elif layer.owner not in drawn:
                drawn.add(layer.owner)
                made += self._layers(canvas, layer.owner, number, count)
        return replace(here, layers=made)

    def where(self, canvas: Canvas) -> Field:
        """Return where somebody alive may be in any frame, 0 or 1 (h, w)."""
        mask = np.zeros((canvas.height, canvas.width), np.float32)
        for layer in canvas.layers:
            if self.owns(layer) and layer.material != "shadow":
                left, top, right, bottom = layer.box
                pad = max(3, (right - left) // 4, (bottom - top) // 12)
                mask[max(0, top - pad) : bottom + pad, max(0, left - pad) : right + pad] = 1
        return mask

    def _layers(self, canvas: Canvas, owner: int, number: int, count: int) -> list[Layer]:
        """Return the layers of one of them in a frame."""
        place, phase = canvas.layout.places[owner], number / count
        traits = {**place.traits, "phase": f"{phase:.6f}"}
        pose = traits.get("pose", "")
        steps = STEPS.get(pose) if place.element in FIGURES else None
        if steps:
            traits["pose"] = f"{steps}@{phase:.6f}"
        if number == count // 2:
            if place.element in ("animal", "critter"):
                traits["eyes"] = "shut"
            elif steps in ("idle", "walk"):
                traits["expression"] = "asleep"
        own = replace(place, rng=deepcopy(self.draws[owner]), traits=traits)
        sheet = replace(canvas, layers=[], owner=owner)
        painted(sheet, own)
        made = sheet.layers
        if not steps and place.element not in MOVING:
            made = [_breathing(layer, place.y, place.size, phase) for layer in made]
        down = carried(canvas, place, phase) + self._ridden(canvas, place, phase)
        return [lifted(layer, down) for layer in made] if down else made

    def _ridden(self, canvas: Canvas, place: Place, phase: float) -> float:
        """Return how far (px, down) somebody has been moved by the animal that they ride."""
        if place.relation is None:
            return 0.0
        for other in canvas.layout.places:
            if other.element == "animal" and other.name == place.relation[1]:
                return -risen(other, phase)
        return 0.0


def _breathing(layer: Layer, foot: float, size: float, phase: float) -> Layer:
    """Return a layer whose rows rise a little from the foot up, as a chest does."""
    if layer.material == "shadow" or min(layer.alpha.shape) < 4:
        return layer
    rise = BREATH * float(np.sin(2 * np.pi * phase))
    rows = np.arange(layer.alpha.shape[0], dtype=np.float32)
    above = np.maximum(foot - (layer.y + rows), 0)
    at = np.clip(rows + above * rise, 0, layer.alpha.shape[0] - 1.001)
    low = at.astype(np.int32)
    part = at - low
    made = {}
    for name in ("alpha", "albedo", "light", "lines"):
        value = getattr(layer, name)
        if isinstance(value, np.ndarray) and value.ndim >= 2:
            weight = part[:, None] if value.ndim == 2 else part[:, None, None]
            made[name] = (value[low] * (1 - weight) + value[low + 1] * weight).astype(np.float32)
    return replace(layer, **made)
