"""The colours of a picture, and what a person would call a colour.

Both are told in Oklab (Bjoern Ottosson, 2020), in which equal distances look equal.
"""

import io
import math
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from muse.compat import zip

if TYPE_CHECKING:
    from numpy import ndarray

NAMES = (
    *("red", "orange", "yellow", "green", "teal", "blue"),
    *("purple", "pink", "brown", "black", "grey", "white"),
)
"""What colours are called; the place of a name is that of its bit."""

MOST = 3
"""Colours that are told of a picture."""

_SIDE = 32
"""Pixels of a side that are looked at."""

_SEEDS = 8
_APART = 0.11
"""Distance from which two colours are two."""

_LEAST = 0.06
"""Part of a picture that a colour has at least."""

_CELL = (0.08, 0.04, 0.04)
_GREY = 0.035
"""Chroma below which a colour is called after its lightness alone."""

_DOUBT = (0.03, 0.008, 7.0)
"""Differences of lightness, chroma and hue (degrees) within which a colour has both names."""

_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def of_picture(data: bytes) -> tuple[str, ...]:
    """Return the colours that a picture has most of, as `rrggbb`, the most first.

    None of what can't be read, and of what is mostly transparent: a drawing on a clear ground has
    the colour of whatever is behind it.
    """
    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            small = opened.convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()
    pixels = np.asarray(small, dtype=np.float64).reshape(-1, 4)
    opaque = pixels[pixels[:, 3] >= 128][:, :3] / 255
    if 2 * len(opaque) < len(pixels):
        return ()
    pixels = opaque
    lab = _oklab(pixels)
    found = _groups(lab)
    return tuple(_hex(pixels[members].mean(axis=0)) for members in found)


def _groups(lab: "ndarray[Any, Any]") -> "list[ndarray[Any, Any]]":
    """Return which pixels are of each colour, the largest group first."""
    import numpy as np

    cells, inverse, counts = np.unique(
        np.floor(lab / np.array(_CELL)), axis=0, return_inverse=True, return_counts=True
    )
    inverse = inverse.reshape(-1)
    seeds: list[Any] = []
    for cell in sorted(range(len(cells)), key=lambda n: (-counts[n], tuple(cells[n]))):
        centre = lab[inverse == cell].mean(axis=0)
        if all(np.linalg.norm(centre - other) >= _APART for other in seeds):
            seeds.append(centre)
        if len(seeds) == _SEEDS:
            break
    centres = np.array(seeds)
    for _ in range(3):
        nearest = np.linalg.norm(lab[:, None] - centres[None], axis=2).argmin(axis=1)
        centres = np.array(
            [
                lab[nearest == n].mean(axis=0) if (nearest == n).any() else centre
                for n, centre in enumerate(centres)
            ]
        )
    groups = [np.flatnonzero(nearest == n) for n in range(len(centres))]
    groups = [group for group in groups if len(group) >= _LEAST * len(lab)] or groups[:1]
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))[:MOST]


def _oklab(rgb: "ndarray[Any, Any]") -> "ndarray[Any, Any]":
    """Return sRGB colours (0 to 1) in Oklab."""
    import numpy as np

    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ np.array(_TO_CONES).T) @ np.array(_TO_LAB).T)


def _hex(rgb: "ndarray[Any, Any]") -> str:
    return "".join(f"{round(float(each) * 255):02x}" for each in rgb)


def name(colour: str) -> str:
    """Return what a person would call a colour (`rrggbb`)."""
    return _name(*_polar(colour))


@lru_cache(4096)
def bits(*colours: str) -> int:
    """Return the bits of all that a person may call these colours: near a border, two names."""
    found = 0
    for lightness, chroma, hue in map(_polar, colours):
        for signs in product((-1, 0, 1), repeat=3):
            moved = (sign * doubt for sign, doubt in zip(signs, _DOUBT, strict=True))
            light, strong, turned = moved
            called = _name(lightness + light, chroma + strong, (hue + turned) % 360)
            found |= 1 << NAMES.index(called)
    return found


@cache
def _linear(value: int) -> float:
    part = value / 255
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _polar(colour: str) -> tuple[float, float, float]:
    """Return lightness (0 to 1), chroma and hue (degrees) of a colour."""
    rgb = [_linear(int(colour[at : at + 2], 16)) for at in (0, 2, 4)]
    cones = [sum(p * v for p, v in zip(row, rgb, strict=True)) ** (1 / 3) for row in _TO_CONES]
    light, a, b = (sum(p * v for p, v in zip(row, cones, strict=True)) for row in _TO_LAB)
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _name(light: float, chroma: float, hue: float) -> str:
    if light < 0.2 or (light < 0.34 and chroma < _GREY):
        return "black"
    if chroma < _GREY:
        return "white" if light > 0.92 else "grey"
    if light > 0.95 and chroma < 0.05:
        return "white"
    return _hued(light, chroma, hue)


def _hued(light: float, chroma: float, hue: float) -> str:
    """Return what a colour is called that is neither grey nor black nor white."""
    if hue < 42 or hue >= 345:
        if light > 0.72 and 34 <= hue < 42 and chroma > 0.12:
            return "orange"
        if light > 0.72 or (light > 0.5 and (hue >= 345 or hue < 8)):
            return "pink"
        earthy = (chroma < 0.11 and light < 0.62) or (chroma < 0.153 and light < 0.5)
        return "brown" if 20 <= hue < 42 and earthy else "red"
    if hue < 75:
        return "brown" if light < 0.62 or (chroma < 0.08 and light < 0.85) else "orange"
    if hue < 115:
        if hue < 100 and (light < 0.68 or (chroma < 0.07 and light < 0.82)):
            return "brown"
        return "yellow" if light >= 0.7 else "green"
    for end, called in ((165, "green"), (215, "teal"), (292, "blue")):
        if hue < end:
            return called
    return "pink" if light > 0.72 or (light > 0.66 and hue >= 325) else "purple"
