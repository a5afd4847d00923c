"""Titles: texts written on the picture itself, where it is quiet, in a colour that stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, luma, mix, rgb
from ..paint.layer import Layer
from ..paint.pen import Box
from ..paint.raster import Field, resize, soft, step
from .letters import Writing, letters

GRID = 64
"""Cells to the longer side on which a quiet place is looked for."""

DARK, LIGHT = rgb("1e1b26"), rgb("fbf3e2")
ACCENTS = {
    "neon": ("ff4fb4", "35e0ff"), "woodblock": ("a3271d", "f6ecd2"), "ink": ("16161c", "f6efdf"),
    "cartoon": ("2b1b47", "ffe14d"), "stained-glass": ("b01f30", "ffd45e"),
}  # fmt: skip
"""Style -> the colour of letters on a light and on a dark ground."""

UPRIGHT = ("ink", "woodblock", "watercolour")
"""Styles in which Chinese is written from top to bottom."""

BANDS = ((0.08, 0.06, 0.92, 0.26), (0.08, 0.1, 0.92, 0.34), (0.08, 0.72, 0.92, 0.93),
         (0.06, 0.08, 0.56, 0.3), (0.44, 0.08, 0.94, 0.3))  # fmt: skip
LARGE = (0.06, 0.08, 0.94, 0.6)
"""The box of a text that is too long for all others."""

COLUMNS = ((0.84, 0.1, 0.93, 0.66), (0.07, 0.1, 0.16, 0.66), (0.72, 0.1, 0.81, 0.66))
"""Boxes tried (left, top, right, bottom; parts of the picture), the usual ones first."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """The picture beneath letters on a small grid: brightness, unrest, and where things stand."""

    value: Field
    unrest: Field
    taken: Field


def title(canvas: Canvas, texts: Sequence[str], rng: Rng) -> list[str]:
    """Write texts on the picture, the first the largest; returns those that were written."""
    made = []
    for number, text in enumerate(texts):
        if _write(canvas, text, number, fork(rng)):
            made.append(text)
    return made


def _write(canvas: Canvas, text: str, number: int, rng: Rng) -> bool:
    """Write one text in the quietest box where it can be read; False where there is none."""
    upright = canvas.style in UPRIGHT and len(text) <= 14 and all(
        "\u3400" <= char <= "\u9fff" for char in text
    )  # fmt: skip
    high = len(text) * 1.08 * (COLUMNS[0][2] - COLUMNS[0][0]) * canvas.width / canvas.height
    boxes: list[Box] = [(a, b, c, min(d, b + high)) for a, b, c, d in COLUMNS]
    if not upright:
        boxes = list(BANDS)
    if number:
        boxes = [_smaller(box) for box in boxes]
    ground = _ground(canvas)
    used = [layer.box for layer in canvas.layers if layer.name == "title"]
    scores = [
        _score(ground, box) + 0.03 * place + _crossed(canvas, box, used)
        for place, box in enumerate(boxes)
    ]
    tried = [boxes[at] for at in np.argsort(scores, kind="stable")]
    return any(_fits(canvas, text, box, ground, upright, rng) for box in (*tried, LARGE))


def _fits(canvas: Canvas, text: str, box: Box, ground: _Ground, upright: bool, rng: Rng) -> bool:
    """Write a text in a box (parts of the picture); False, with nothing added, if it is small."""
    place = _px(canvas, box)
    value, unrest = (_mean(field, ground, box) for field in (ground.value, ground.unrest))
    dark, light = ACCENTS.get(canvas.style, ("", ""))
    on_light = value > 0.5 and canvas.style != "neon"
    if on_light:
        colour = rgb(dark) if dark else canvas.air.tint(DARK)
    else:
        colour = rgb(light) if light else LIGHT
    before = len(canvas.layers)
    spread = float(ground.value[_cut(ground, box)].std())
    if unrest > 0.06 or spread > 0.15:
        _calm(canvas, place, on_light)
    writing = Writing(colour, glow=True, upright=upright, name="title")
    if letters(canvas, text, place, writing, rng):
        return True
    del canvas.layers[before:]
    return False


def _px(canvas: Canvas, box: Box) -> Box:
    left, top, right, bottom = box
    wide, high = canvas.width, canvas.height
    return left * wide, top * high, right * wide, bottom * high


def _crossed(canvas: Canvas, box: Box, used: list[tuple[int, int, int, int]]) -> float:
    """Return 1 for each text that stands in a box already."""
    left, top, right, bottom = _px(canvas, box)
    return float(sum(a < right and c > left and b < bottom and d > top for a, b, c, d in used))


def _smaller(box: Box) -> Box:
    left, top, right, bottom = box
    return left, top + (bottom - top) * 0.3, right, bottom - (bottom - top) * 0.3


def _ground(canvas: Canvas) -> _Ground:
    """Look at the picture as the layers make it so far."""
    scale = GRID / max(canvas.width, canvas.height)
    rows, columns = max(8, round(canvas.height * scale)), max(8, round(canvas.width * scale))
    picture, taken = blank(rows, columns, np.zeros(3, np.float32)), np.zeros((rows, columns))
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        y0, y1 = int(top * scale), min(rows, int(np.ceil(bottom * scale)))
        x0, x1 = int(left * scale), min(columns, int(np.ceil(right * scale)))
        if y0 >= y1 or x0 >= x1:
            continue
        size = (y1 - y0, x1 - x0)
        alpha = resize(layer.alpha, *size, Image.Resampling.BOX)
        colour = canvas.air.tint(canvas.air.lit(layer))
        if colour.ndim == 3:
            planes = [resize(colour[..., c], *size, Image.Resampling.BOX) for c in range(3)]
            colour = np.stack(planes, -1)
        part = picture[y0:y1, x0:x1]
        part += (colour - part) * alpha[..., None]
        if layer.counted and layer.material not in ("sky", "water", "land", "rock"):
            np.maximum(taken[y0:y1, x0:x1], alpha, out=taken[y0:y1, x0:x1])
    value = luma(picture)
    down, across = np.gradient(value)
    return _Ground(value, soft(np.hypot(down, across).astype(np.float32), 1), taken)


def _cut(ground: _Ground, box: Box) -> tuple[slice, slice]:
    rows, columns = ground.value.shape
    return (
        slice(int(box[1] * rows), max(int(box[1] * rows) + 1, round(box[3] * rows))),
        slice(int(box[0] * columns), max(int(box[0] * columns) + 1, round(box[2] * columns))),
    )


def _mean(field: Field, ground: _Ground, box: Box) -> float:
    return float(field[_cut(ground, box)].mean())


def _score(ground: _Ground, box: Box) -> float:
    """Return how unfit a box is for letters: unrest, changes of brightness, things beneath it."""
    cut = _cut(ground, box)
    unrest, value, taken = ground.unrest[cut], ground.value[cut], ground.taken[cut]
    beneath = 1.5 * taken.mean() + 0.25 * taken.max()
    return float(2.5 * unrest.mean() + value.std() + beneath)


def _calm(canvas: Canvas, box: Box, light: bool) -> None:
    """Lay a haze behind letters where the picture is restless, out to the edges that are near."""
    left, top, right, bottom = box
    rows = np.arange(canvas.height, dtype=np.float32)[:, None]
    columns = np.arange(canvas.width, dtype=np.float32)[None]
    alpha = _near(rows, top, bottom, canvas.height) * _near(columns, left, right, canvas.width)
    colour: Colour = mix(canvas.air.haze, LIGHT if light else DARK, 0.6)
    canvas.add(
        Layer(
            "haze", "mist", 0, 0, (alpha * 0.66).astype(np.float32), colour, 1.0, 0.0, 0.0, 1.0,
            0.2, counted=False,
        )
    )  # fmt: skip


def _near(at: Field, low: float, high: float, size: int) -> Field:
    """Return 1 between two places and less beyond them, but for an edge (0, size) that is near."""
    reach = 0.75 * (high - low)
    made = np.ones_like(at)
    if low > 0.2 * size:
        made = made * step(low - reach, low, at)
    if high < 0.8 * size:
        made = made * step(high + reach, high, at)
    return made
