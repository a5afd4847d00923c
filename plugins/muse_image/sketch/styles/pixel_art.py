"""Pixel art: the scene on a coarse grid in few colours, with 1-px outlines and ordered dither.

Forms are set on the grid one by one, hard-edged, their light in steps; only what is smooth by
nature (sky, water, mist, halos) may mix two colours, in Bayer's pattern.
"""

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, saturate
from ..paint.layer import Layer
from ..paint.palette import oklab, srgb
from ..paint.raster import Field
from ._shrink import AIRY, layers

GRID = 152
"""About how many px of the grid lie along a side, were the picture square: 176 of 4:3."""

COLOURS = 28
SMOOTH = ("sky", "water", "mist", "glow", "cloud", "arc", "reflection", "photo")
STEPS = {"land": 5, "rock": 5, "foliage": 4, "tree": 4, "built": 0, "light": 0, "photo": 0}
"""How many steps of light a form has; 0: as many as it comes with."""

COVERS = {
    "spark": 0.16, "ripple": 0.28, "glitter": 0.3, "foam": 0.26, "light": 0.3, "reflection": 0.36,
    "flower": 0.36, "bird": 0.3, "tree": 0.4,
}  # fmt: skip
"""How much of a px a form must cover to be set there; else a half."""

LINED = ("tree", "built", "bird", "rock")
BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as pixel art, each px of the grid a square of whole px."""
    block = side(canvas.width, canvas.height)
    height, width = -(-canvas.height // block), -(-canvas.width // block)
    picture = np.zeros((height, width, 3), np.float32)
    smooth = np.zeros((height, width), np.float32)
    weight = np.ones((height, width), np.float32)
    for layer in layers(canvas, block):
        _set(canvas, layer, picture, smooth, weight)
    lab = oklab(np.clip(saturate(picture, 1.1), 0, 1)).astype(np.float32)
    palette = _palette(lab.reshape(-1, 3), weight.ravel())
    index = _dithered(lab, palette, smooth)
    inks = np.round(srgb(palette) * 255).astype(np.float32) / 255
    made = inks[index].repeat(block, 0).repeat(block, 1)
    return np.ascontiguousarray(made[: canvas.height, : canvas.width])


def side(width: int, height: int) -> int:
    """Return the side of a square of the grid, px."""
    return max(2, round((width * height) ** 0.5 / GRID))


def _set(canvas: Canvas, layer: Layer, picture: Colour, smooth: Field, weight: Field) -> None:
    """Set one form on the grid, in place; what is small and bright weighs more for the palette."""
    height, width = smooth.shape
    left, top, right, bottom = layer.box
    right, bottom = min(right, width), min(bottom, height)
    part = (slice(top, bottom), slice(left, right))
    cut = (slice(0, bottom - top), slice(0, right - left))
    alpha, material = layer.alpha[cut], layer.material
    steps = STEPS.get(material, 0)
    if steps and isinstance(layer.light, np.ndarray) and layer.light.ndim:
        layer.light = np.round(np.clip(layer.light, 0, 1) * steps) / np.float32(steps)
    shade = canvas.air.shade(layer)
    shade = shade[cut] if shade.ndim == 3 else shade
    if material == "rain":
        shade = (shade * alpha[..., None]).sum((0, 1)) / max(1e-6, float(alpha.sum()))
    if material in ("glow", "mist", "arc", "shadow"):
        # A halo comes in rings, a shadow is one tone.
        cover = alpha if material != "shadow" else 0.5 * (alpha > 0.22)
        picture[part] += (shade - picture[part]) * cover[..., None]
        if material != "shadow":
            smooth[part] = np.maximum(smooth[part], alpha > 0.04)
        return
    if material == "sky":
        picture[part], smooth[part] = shade, 1.0
        return
    hard = alpha > COVERS.get(material, 0.5) if material != "rain" else _streaks(alpha)
    if material == "cloud":
        hard = alpha > 0.3
        alpha = np.round(alpha * 4) / 4
        picture[part] += (shade - picture[part]) * (alpha * hard)[..., None]
        smooth[part] = np.where(hard, 0.6, smooth[part])
        return
    strength = {"rain": 0.45, "reflection": 0.7, "ripple": 0.75}.get(material, 1.0)
    picture[part] += (shade - picture[part]) * (hard * np.float32(strength))[..., None]
    if material in SMOOTH:
        smooth[part] = np.where(hard, 0.7, smooth[part])
    elif material not in AIRY:
        smooth[part] = np.where(hard, 0.0, smooth[part])
    if material in ("light", "flower", "bird", "built", "letters") or (
        material == "spark" and layer.alpha.size < smooth.size / 4
    ):
        weight[part] = np.where(hard, 5.0, weight[part])
    if material in LINED and layer.depth < 0.5 and min(hard.shape) > 5:
        _outline(picture[part], hard)


def _streaks(alpha: Field) -> np.ndarray:
    """Return rain as slanting streaks, at most one for each cell of the grid."""
    made = np.zeros(alpha.shape, bool)
    cell = 7
    high, wide = (n // cell for n in alpha.shape)
    for row in range(high):
        for column in range(wide):
            part = alpha[row * cell : (row + 1) * cell, column * cell : (column + 1) * cell]
            if part.max() > 0.14:
                down, across = divmod(int(part.argmax()), cell)
                y, x = row * cell + down, column * cell + across
                for step in range(4):
                    made[min(y + step, len(made) - 1), max(x - step // 2, 0)] = True
    return made


def _outline(picture: Colour, hard: np.ndarray) -> None:
    """Darken the outermost px of a form, in place, except where it is but a px or two wide."""
    padded = np.pad(hard, 1, mode="edge")
    inner = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    near = np.pad(inner, 1)
    beside = near[:-2, 1:-1] | near[2:, 1:-1] | near[1:-1, :-2] | near[1:-1, 2:]
    line = hard & ~inner & beside
    picture[line] *= np.array([0.42, 0.4, 0.5], np.float32)


def _palette(colours: Colour, weight: Field) -> Colour:
    """Return COLOURS colours (OKLab) that stand for all: spread out first, then k-means."""
    pool = np.concatenate([colours[:: max(1, len(colours) // 9000)], colours[weight > 1][:1500]])
    chosen = [pool[np.argmin(pool[:, 0])], pool[np.argmax(pool[:, 0])]]
    away = np.min([((pool - c) ** 2).sum(1) for c in chosen], 0)
    while len(chosen) < COLOURS:
        chosen.append(pool[np.argmax(away)])
        away = np.minimum(away, ((pool - chosen[-1]) ** 2).sum(1))
    made = np.array(chosen, np.float32)
    for _ in range(7):
        # |p - c|^2 without the part that is the same for all colours.
        nearest = ((made**2).sum(1)[None] - 2 * pool @ made.T).argmin(1)
        many = np.bincount(nearest, minlength=COLOURS).astype(np.float32)
        sums = [np.bincount(nearest, pool[:, i], COLOURS) for i in range(3)]
        mean = np.stack(sums, 1) / np.maximum(many, 1)[:, None]
        made = np.where(many[:, None] > 0, mean, made).astype(np.float32)
    return made


def _dithered(lab: Colour, palette: Colour, smooth: Field) -> np.ndarray:
    """Return the number of each px's colour: the nearest, or one of the best two by its pattern."""
    height, width = smooth.shape
    away = ((lab[..., None, :] - palette) ** 2).sum(-1)
    first = away.argmin(-1)
    base = palette[first]
    # The second colour: where the line from the first to it passes nearest.
    reach = palette[None, None] - base[:, :, None]
    length = (reach**2).sum(-1) + 1e-9
    part = np.clip(((lab - base)[:, :, None] * reach).sum(-1) / length, 0, 0.5)
    miss = ((base[:, :, None] + part[..., None] * reach - lab[:, :, None]) ** 2).sum(-1)
    miss += 0.03 * length + 1e3 * (length > 0.05)
    second = miss.argmin(-1)
    part = np.take_along_axis(part, second[..., None], -1)[..., 0]
    rows, columns = np.arange(height)[:, None] % 4, np.arange(width)[None] % 4
    limit = (BAYER[rows, columns] + 0.5) / 16
    return np.where((part > limit) & (smooth > 0.5), second, first)
