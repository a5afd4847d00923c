"""Characters of a finished picture: where they and their heads are, and how calm each side is."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..elements.critters.card import Critter
from ..elements.people.card import Person
from ..paint.canvas import AIRY, Canvas
from ..paint.colour import Colour, luma
from ..paint.layer import Layer
from ..scene.plan import Place

LIVING = ("person", "critter", "animal")
SIDES = {"top": (0.0, 0.0, 1.0, 0.3), "bottom": (0.0, 0.7, 1.0, 1.0), "left": (0.0, 0.0, 0.36, 1.0),
         "right": (0.64, 0.0, 1.0, 1.0)}  # fmt: skip
"""Where a text may stand: parts of the width and height."""
SAME = 0.03
"""How far (0..1) an own colour is from that of the card at most, to be of that part."""
RIMS = 0.015, 0.01, 0.006
"""How far (of the unit) from its edge a part is looked at, where outlines are drawn."""
FEWEST = 12
"""Pixels that tell a colour."""
ALIKE = 0.14
"""How far (0..1) apart pixels are that count as one colour."""
LEAST = 0.006
"""The part of somebody that a colour covers at least which is told."""
MOST = 8
"""Characters that are told of."""
Found = Mapping[str, Any]


def characters(
    canvas: Canvas, pixels: Colour, size: tuple[int, int], elements: Sequence[Found]
) -> dict[str, Any]:
    """Return `characters` and `calm` of a picture with people or animals; nothing of others.

    - characters: name, box and face (left, top, right, bottom; px), side (left, right), and of
      whose card was handed in the colours of fur, clothes ... as they are seen (#rrggbb)
    - calm: side -> how little happens there, 0 (very much) .. 1 (nothing); heads count as much
    """
    scale = size[0] / canvas.width, size[1] / canvas.height
    places = canvas.layout.places
    boxes = _boxes(canvas)
    made: list[dict[str, Any]] = []
    for number, place in enumerate(places):
        if place.element not in LIVING or number not in boxes or number not in canvas.heads:
            continue
        box, face = _px(boxes[number], scale, size), _px(canvas.heads[number], scale, size)
        if not any(each["name"] == place.name for each in elements):
            continue
        told: dict[str, Any] = {
            "name": place.called or place.name.replace("_", " "), "box": box, "face": face,
            "side": "left" if face[0] + face[2] < size[0] else "right",
        }  # fmt: skip
        if place.card is not None:
            told["colours"] = _colours(canvas, pixels, number, place)
        made.append(told)
    if not made:
        return {}
    made.sort(key=lambda each: each["box"][1] - each["box"][3])
    return {"characters": made[:MOST], "calm": _calm(pixels, [each["face"] for each in made], size)}


def _px(box: Sequence[float], scale: tuple[float, float], size: tuple[int, int]) -> list[int]:
    """Return a box of the canvas in px of the picture, inside it."""
    return [min(max(round(side * scale[i % 2]), 0), size[i % 2]) for i, side in enumerate(box)]


def _boxes(canvas: Canvas) -> dict[int, tuple[int, int, int, int]]:
    """Return the box of all that each place painted of itself, px of the canvas."""
    made: dict[int, tuple[int, int, int, int]] = {}
    for layer in canvas.layers:
        if layer.material != "figure" or layer.owner < 0:
            continue
        a, b = layer.box, made.get(layer.owner)
        made[layer.owner] = a if b is None else (
            min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
        )  # fmt: skip
    return made


def _colours(canvas: Canvas, pixels: Colour, number: int, place: Place) -> dict[str, str]:
    """Return the main colour of each part of somebody's own colour, where it is seen."""
    layer = next((x for x in canvas.layers if x.owner == number and x.kept), None)
    if layer is None or layer.albedo.ndim < 3:
        return {}
    free = _free(canvas, layer)
    down, across = pixels.shape[0] / canvas.height, pixels.shape[1] / canvas.width
    made: dict[str, str] = {}
    none = np.zeros_like(free)
    for name, colour in _own(place.card).items():
        within = free & (np.abs(layer.albedo - colour).max(-1) < SAME)
        rims = [round(canvas.layout.unit * rim) for rim in RIMS]
        inner = next(
            (m for rim in rims if (m := _inner(within, max(1, rim))).sum() >= FEWEST), none
        )
        rows, columns = np.nonzero(inner)
        if rows.size < max(FEWEST, LEAST * float(layer.alpha.sum())):
            continue
        ys = np.minimum(((rows + layer.y) * down).astype(int), pixels.shape[0] - 1)
        xs = np.minimum(((columns + layer.x) * across).astype(int), pixels.shape[1] - 1)
        seen = _mode(pixels[ys, xs])
        made[name] = "#" + "".join(f"{round(float(part) * 255):02x}" for part in seen)
    return made


def _free(canvas: Canvas, layer: Layer) -> NDArray[np.bool_]:
    """Return where a layer covers all behind it and nothing covers it."""
    made = layer.alpha > 0.98
    left, top, right, bottom = layer.box
    number = next(i for i, other in enumerate(canvas.layers) if other is layer)
    for other in canvas.layers[number + 1 :]:
        if other.material in AIRY:
            continue
        a, b, c, d = other.box
        x0, y0, x1, y1 = max(a, left), max(b, top), min(c, right), min(d, bottom)
        if x0 < x1 and y0 < y1:
            over = other.alpha[y0 - b : y1 - b, x0 - a : x1 - a] > 0.02
            made[y0 - top : y1 - top, x0 - left : x1 - left] &= ~over
    return made


def _inner(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Return a mask without its rim of `by` px, where outlines are drawn."""
    made = mask.copy()
    for axis in (0, 1):
        for way in (-by, by):
            made &= np.roll(mask, way, axis)
    return made


def _mode(pixels: Colour) -> Colour:
    """Return the colour (3,) that most of some pixels (n, 3) have, whatever lines cross them."""
    bins = (pixels * 7.999).astype(int) @ np.array([64, 8, 1])
    made = np.median(pixels[bins == np.bincount(bins).argmax()], axis=0)
    for _ in range(3):
        made = np.median(pixels[np.abs(pixels - made).max(-1) < ALIKE], axis=0)
    return made


def _own(card: Person | Critter) -> dict[str, Colour]:
    """Return the main colours of a card by the name of their part."""
    if isinstance(card, Critter):
        return {"fur": card.fur, "belly": card.belly, **dict(card.wear)}
    worn = {name: colour for name, colour in card.garments if colour is not None}
    return {"skin": card.skin, "hair": card.hair_colour, **worn}


def _calm(
    pixels: Colour, faces: Sequence[Sequence[int]], size: tuple[int, int]
) -> dict[str, float]:
    """Return how calm each side is, 0..1: no edges, and nobody's face."""
    step = max(1, pixels.shape[1] // 240)
    grey = luma(pixels[::step, ::step])
    edges = np.hypot(*np.gradient(grey)) if min(grey.shape) > 2 else np.zeros_like(grey)
    made: dict[str, float] = {}
    for side, (x0, y0, x1, y1) in SIDES.items():
        high, wide = edges.shape
        part = edges[
            int(y0 * high) : max(1, round(y1 * high)), int(x0 * wide) : max(1, round(x1 * wide))
        ]
        busy = float(part.mean()) * 14 if part.size else 0.0
        for left, top, right, bottom in faces:
            within = (max(0.0, min(right / size[0], x1) - max(left / size[0], x0))
                      * max(0.0, min(bottom / size[1], y1) - max(top / size[1], y0)))  # fmt: skip
            busy += 0.8 * within / max((right - left) * (bottom - top) / (size[0] * size[1]), 1e-6)
        made[side] = round(max(0.0, 1 - busy), 3)
    return made
