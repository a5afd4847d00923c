"""Measures of a finished picture."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..elements.people.wardrobe import slot
from ..paint.atmosphere import swatch_ramp
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma
from ..paint.layer import Layer
from ..paint.palette import distance
from ..scene.staging import SETS
from ..scene.things import Thing
from .characters import characters

REACH = {"feet": 0.09, "low": 0.5, "full": 0.8, "top": 0.8, "outer": 0.8}
"""Part of the body that a garment is for -> how far up it goes, in parts of the height."""
LEAST = 4e-5
"""The part of the picture that anything covers which is said to be seen; and so many px."""
LEAST_PX = 6
FAINT = 0.012
"""How much (0..1) its colour differs at least from what is around it."""


def measure(canvas: Canvas, picture: Image.Image) -> dict[str, Any]:
    """Return mean brightness (0..1) of the pixels, and the elements with their boxes in px.

    With people and animals in it also `characters`, and `calm` (see characters.py).

    With a palette, also `palette_distance`: the mean distance in OKLab (0 the same colour, 1 black
    to white) of the pixels to the nearest colour asked for, or to the ramp of a named palette.
    """
    size = picture.size
    # Never many more than a million pixels, which tell as much in less memory.
    fewer = max(2, int((picture.width * picture.height / 1_000_000) ** 0.5))
    whole = picture.convert("RGB") if picture.mode != "RGB" else picture
    small = whole.reduce(fewer) if min(size) > 128 else whole
    pixels = np.asarray(small, np.float32)[..., :3] / 255
    elements = seen(canvas, pixels, size)
    made: dict[str, Any] = {
        "brightness": round(float(luma(pixels).mean()), 4),
        "elements": elements,
    }
    made |= characters(canvas, pixels, size, elements)
    asked = swatch_ramp(canvas.scene.palette)
    if asked:
        # At most some thousands of pixels, evenly spread, tell it to a hundredth.
        apart = max(1, int((pixels.shape[0] * pixels.shape[1] / 20_000) ** 0.5))
        some = pixels[::apart, ::apart].reshape(-1, 3)
        made["palette_distance"] = round(distance(some, asked), 4)
    return made


def seen(canvas: Canvas, pixels: Colour, size: tuple[int, int]) -> list[dict[str, Any]]:
    """Return what is seen, from back to front: name, box (px of the picture), relation, colours.

    `pixels` (h, w, 3) is the finished picture, perhaps smaller; what is hidden by others, covers
    less than `LEAST` of the picture or doesn't differ from what is around it isn't seen.
    """
    scale = size[0] / canvas.width, size[1] / canvas.height
    least = max(LEAST_PX, LEAST * canvas.width * canvas.height)
    hidden = np.zeros((canvas.height, canvas.width), bool)
    found: list[tuple[int, str, list[int]]] = []
    for layer in reversed(canvas.layers):
        left, top, right, bottom = layer.box
        solid = layer.alpha > 0.5
        if layer.counted:
            open_ = (layer.alpha > 0.2) & ~hidden[top:bottom, left:right]
            rows, columns = np.nonzero(open_.any(1))[0], np.nonzero(open_.any(0))[0]
            if rows.size and open_.sum() >= least and _differs(pixels, canvas, layer, open_):
                box = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
                found.append((layer.owner, layer.name, [int(side) for side in box]))
        if layer.material not in ("glow", "mist", "spark", "shadow"):
            hidden[top:bottom, left:right] |= solid
    whole = {"box": [0, 0, *size]}
    around = [
        {"name": place.name, **whole}
        for place in canvas.layout.places
        if place.element in SETS and place.asked
    ]
    return around + [_entry(canvas, each, scale) for each in _joined(canvas, reversed(found))]


def _differs(pixels: Colour, canvas: Canvas, layer: Layer, open_: NDArray[np.bool_]) -> bool:
    """Whether a layer is told apart from what is around it, by its colour or by its own marks."""
    left, top, right, bottom = layer.box
    down, across = pixels.shape[0] / canvas.height, pixels.shape[1] / canvas.width
    pad = 3
    y0, y1 = max(0, int(top * down) - pad), min(pixels.shape[0], int(bottom * down) + pad + 1)
    x0, x1 = max(0, int(left * across) - pad), min(pixels.shape[1], int(right * across) + pad + 1)
    part = pixels[y0:y1, x0:x1].reshape(-1, 3)
    rows = np.clip(((np.arange(y0, y1) + 0.5) / down).astype(int) - top, -1, open_.shape[0])
    columns = np.clip(((np.arange(x0, x1) + 0.5) / across).astype(int) - left, -1, open_.shape[1])
    inside = np.pad(open_, 1)[np.ix_(rows + 1, columns + 1)].ravel()
    if not inside.any() or inside.all():
        return True
    within, around = part[inside], part[~inside]
    apart = float(np.abs(within.mean(0) - around.mean(0)).max())
    return apart > FAINT or float(within.std(0).max()) > 2 * FAINT


def _joined(
    canvas: Canvas, found: Iterable[tuple[int, str, list[int]]]
) -> list[tuple[int, str, list[int]]]:
    """Return one entry for each thing: a place's layers, or the planes of one broad thing."""
    places = canvas.layout.places
    made: list[tuple[int, str, list[int]]] = []
    for owner, name, box in found:
        one = 0 <= owner < len(places) and places[owner].count == 1
        for before, other, known in made:
            whole = one and owner == before
            broad = not one or owner == before
            if other == name and (whole or (broad and _overlap(known, box))):
                known[:] = _union(known, box)
                break
        else:
            made.append((owner, name, box))
    return made


def _entry(
    canvas: Canvas, found: tuple[int, str, list[int]], scale: tuple[float, float]
) -> dict[str, Any]:
    owner, name, box = found
    made: dict[str, Any] = {
        "name": name, "box": [round(side * scale[i % 2]) for i, side in enumerate(box)]
    }  # fmt: skip
    place = canvas.layout.places[owner] if 0 <= owner < len(canvas.layout.places) else None
    if place is not None and place.name == name:
        if place.relation:
            made["relation"] = list(place.relation)
        if place.colours:
            made["colours"] = list(place.colours)
        if place.element == "person" and place.card is None:
            foot = (place.y - canvas.height) / max(place.size, 1.0)
            worn = [thing.name for thing in place.worn if foot < _reach(thing)]
            if worn:
                made["wears"] = worn
        armed = place.element == "person" or place.kind == "skeleton"
        if armed and place.held and place.y - canvas.height < 0.5 * place.size:
            made["holds"] = [thing.name for thing in place.held]
    return made


def _reach(thing: Thing) -> float:
    """Return how far up (parts of a person's height) a garment is seen."""
    return REACH.get(slot(thing.kind or thing.name), 1.0)


def _union(a: list[int], b: list[int]) -> list[int]:
    return [min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])]


def _overlap(a: list[int], b: list[int]) -> bool:
    """Whether two boxes share more than half of the smaller one's width and height."""
    return all(
        min(a[i + 2], b[i + 2]) - max(a[i], b[i]) > 0.5 * min(a[i + 2] - a[i], b[i + 2] - b[i])
        for i in (0, 1)
    )
