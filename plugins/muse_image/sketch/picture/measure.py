"""Measures of a finished picture, read back from its bytes."""

import io
from typing import Any

import numpy as np
from PIL import Image

from ..paint.atmosphere import swatch_ramp
from ..paint.canvas import Canvas
from ..paint.colour import luma
from ..paint.palette import distance


def measure(canvas: Canvas, png: bytes, size: tuple[int, int]) -> dict[str, Any]:
    """Return mean brightness (0..1) of the pixels, and the elements with their boxes in px.

    With a palette, also `palette_distance`: the mean distance in OKLab (0 the same colour, 1 black
    to white) of the pixels to the nearest colour asked for, or to the ramp of a named palette.
    `size` is the (width, height) of the finished picture. An element counts as painted when it
    covers at least one px by half and isn't hidden by what stands before it.
    """
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        # Never many more than a million pixels, which tell as much in less memory.
        fewer = max(2, int((picture.width * picture.height / 1_000_000) ** 0.5))
        whole = picture.convert("RGB") if picture.mode != "RGB" else picture
        small = whole.reduce(fewer) if min(picture.size) > 128 else whole
        pixels = np.asarray(small, np.float32)[..., :3] / 255
    scale = size[0] / canvas.width, size[1] / canvas.height
    hidden = np.zeros((canvas.height, canvas.width), bool)
    found: list[dict[str, Any]] = []
    for layer in reversed(canvas.layers):
        left, top, right, bottom = layer.box
        solid = layer.alpha > 0.5
        if layer.counted:
            seen = (layer.alpha > 0.2) & ~hidden[top:bottom, left:right]
            rows, columns = np.nonzero(seen.any(1))[0], np.nonzero(seen.any(0))[0]
            if rows.size:
                box = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
                found.append(
                    {
                        "name": layer.name,
                        "box": [round(int(v) * scale[i % 2]) for i, v in enumerate(box)],
                    }
                )
        if layer.material not in ("glow", "mist", "spark", "shadow"):
            hidden[top:bottom, left:right] |= solid
    found.reverse()
    made = {"brightness": round(float(luma(pixels).mean()), 4), "elements": _merge(found)}
    asked = swatch_ramp(canvas.scene.palette)
    if asked:
        # At most some thousands of pixels, evenly spread, tell it to a hundredth.
        apart = max(1, int((pixels.shape[0] * pixels.shape[1] / 20_000) ** 0.5))
        some = pixels[::apart, ::apart].reshape(-1, 3)
        made["palette_distance"] = round(distance(some, asked), 4)
    return made


def _merge(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one entry for the planes of one broad thing, such as the ranges of mountains."""
    made: list[dict[str, Any]] = []
    for entry in found:
        same = next(
            (m for m in made if m["name"] == entry["name"] and _overlap(m["box"], entry["box"])),
            None,
        )
        if same is None:
            made.append(entry)
        else:
            a, b = same["box"], entry["box"]
            same["box"] = [min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])]
    return made


def _overlap(a: list[int], b: list[int]) -> bool:
    """Whether two boxes share more than half of the smaller one's width."""
    shared = min(a[2], b[2]) - max(a[0], b[0])
    return shared > 0.5 * min(a[2] - a[0], b[2] - b[0])
