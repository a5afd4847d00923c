"""What stands out of focus behind a still life: a wall, a dark room, a window, a café, a garden."""

from collections.abc import Callable

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import Field, noise, soft, step

WALLS = ("b9b3a0", "8f9f9a", "c4a88c", "7f8fa0", "b98f7c", "9aa583", "a79bb0", "6f8a8c")
Back = tuple[Colour, Field]
"""Own colours (h, w, 3) and light (h, w)."""


def _grid(high: int, wide: int, side: float) -> tuple[Field, Field]:
    """Return how far each px lies from the lit side (0..1), and how far down (0..1)."""
    across = np.linspace(0, 1, wide, dtype=np.float32)[None]
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    return (1 - across if side > 0 else across), down


def wall(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return a plain wall with the slanting light of a window on it."""
    paint = rgb(WALLS[int(rng.integers(len(WALLS)))])
    slant, panes, start = rng.uniform(0.1, 0.4), int(rng.integers(2, 4)), rng.uniform(0.18, 0.4)
    far, down = _grid(high, wide, side)
    rough = noise(rng, high, wide, canvas.layout.unit * 0.2, octaves=4)
    colour = mix(paint, rgb("5d5348"), np.clip(0.14 + 0.05 * rough + 0.18 * far, 0, 1))
    light = 0.66 - 0.26 * far - 0.1 * down + 0.015 * rough
    if canvas.air.night:
        return colour, np.clip(light - 0.12, 0.05, 1)
    at = far - start + np.float32(slant) * (down - 0.5)
    pane = 0.2
    lit: Field = np.zeros((high, wide), np.float32)
    for k in range(panes):
        begin = k * 0.23
        lit = np.maximum(lit, step(begin, begin + 0.02, at) * step(begin + pane, begin + 0.18, at))
    for bar in (0.2, 0.62):
        lit = lit * (1 - 0.8 * step(0.03, 0.015, np.abs(down + 0.25 * at - bar)))
    lit = soft(lit, canvas.layout.unit * 0.012)
    return colour, np.clip(light + 0.2 * lit, 0.05, 1)


def dark(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return the dark ground of an old master, lighter where the light falls on it."""
    paint = rgb(("4a3a2c", "3d4038", "3a3a44", "4b3330")[int(rng.integers(4))])
    far, down = _grid(high, wide, side)
    rough = noise(rng, high, wide, canvas.layout.unit * 0.16, octaves=4)
    spot = np.exp(-(((far - 0.62) / 0.4) ** 2 + ((down - 0.6) / 0.7) ** 2))
    colour = mix(paint, rgb("8d7656"), np.clip(0.1 + 0.5 * spot + 0.06 * rough, 0, 1))
    return colour, np.clip(0.3 + 0.28 * spot, 0.05, 1)


def window(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return a wall with a bright window on the lit side, its curtain drawn back."""
    paint = rgb(WALLS[int(rng.integers(len(WALLS)))])
    first = float(rng.uniform(0.02, 0.1))
    far, down = _grid(high, wide, side)
    rough = noise(rng, high, wide, canvas.layout.unit * 0.14, octaves=3)
    colour = mix(mix(paint, rgb("fff4e0"), 0.3), rgb("6d6358"), np.clip(0.1 + 0.3 * far, 0, 1))
    light = 0.6 - 0.2 * far + 0.0 * down
    last, bottom = first + 0.36, 0.86
    inside = step(first, first + 0.006, far) * step(last, last - 0.006, far)
    inside = inside * step(bottom, bottom - 0.01, down)
    sky = mix(canvas.air.horizon, canvas.air.middle, 1 - down)
    green = mix(canvas.grass(0.4), rgb("7f9a8a"), 0.4)
    out = mix(sky, green, step(0.42, 0.66, down + 0.06 * rough))
    bars = np.minimum(np.abs(far - (first + last) / 2), np.abs(down - bottom * 0.48) * 0.75)
    frame = np.maximum(step(0.011, 0.007, bars), inside * step(0.018, 0.012, np.minimum(
        np.minimum(far - first, last - far), bottom - down)))  # fmt: skip
    colour = mix(colour, out, inside)
    colour = mix(colour, rgb("efe8da"), inside * frame)
    light = light * (1 - inside) + inside * np.where(frame > 0.5, 0.6, 0.95)
    # The curtain hangs at the far side of the window.
    fold = 0.5 + 0.5 * np.sin(far * 150 + 2.2 * down)
    hem = last + 0.09 - 0.03 * down
    cloth = step(last - 0.05, last - 0.035, far) * step(hem, hem - 0.012, far)
    colour = mix(colour, rgb("e9dfca"), cloth * 0.92)
    light = light * (1 - cloth) + cloth * (0.45 + 0.28 * fold)
    blur = canvas.layout.unit * 0.006
    made = np.stack([soft(colour[..., i], blur) for i in range(3)], -1)
    return made, np.clip(soft(light.astype(np.float32), blur), 0.05, 1)


def cafe(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return a café out of focus: dark wood, and round blurs of lamps."""
    unit = canvas.layout.unit
    spots = rng.random((22, 5))
    far, down = _grid(high, wide, side)
    rough = noise(rng, high, wide, unit * 0.3, octaves=3, stretch=0.7)
    colour = mix(rgb("4a382c"), rgb("86674a"), np.clip(0.4 + 0.22 * rough - 0.2 * down, 0, 1))
    light = 0.5 - 0.12 * far + 0.0 * down
    for x, y, size, pick, force in spots.tolist():
        radius = unit * (0.018 + 0.045 * size)
        tall = float(high) * (0.08 + 0.62 * y)
        x0, x1 = int(max(0, x * wide - radius - 2)), int(min(wide, x * wide + radius + 2))
        y0, y1 = int(max(0, tall - radius - 2)), int(min(high, tall + radius + 2))
        if x0 >= x1 or y0 >= y1:
            continue
        off = np.hypot(np.arange(x0, x1, dtype=np.float32)[None] - x * wide,
                       np.arange(y0, y1, dtype=np.float32)[:, None] - tall)  # fmt: skip
        disc = step(radius, radius * 0.82, off) * np.float32(0.35 + 0.4 * force)
        lamp = rgb(("ffd08a", "ffb25e", "ffe6bd", "e9a27a")[int(pick * 4)])
        colour[y0:y1, x0:x1] = mix(colour[y0:y1, x0:x1], lamp, disc)
        light[y0:y1, x0:x1] += disc * 0.4
    return colour, np.clip(light, 0.05, 1)


def garden(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return grass and leaves out of focus."""
    unit = canvas.layout.unit
    far, down = _grid(high, wide, side)
    broad = noise(rng, high, wide, unit * 0.22, octaves=3)
    fine = noise(rng, high, wide, unit * 0.05, octaves=2)
    leaves = mix(canvas.leaf(2), canvas.leaf(1), np.clip(0.45 + 0.3 * broad + 0.12 * fine, 0, 1))
    lawn = mix(canvas.grass(0.2), canvas.grass(0.9), np.clip(0.5 + 0.2 * broad + 0.3 * down, 0, 1))
    colour = mix(leaves, lawn, step(0.5, 0.72, down + 0.05 * broad))
    gap = step(0.9, 1.6, broad) * step(0.5, 0.2, down)
    colour = mix(colour, canvas.air.horizon, gap * 0.8)
    return colour, np.clip(0.6 - 0.15 * far + 0.12 * broad, 0.05, 1)


def plain(canvas: Canvas, rng: Rng, high: int, wide: int, side: float) -> Back:
    """Return a smooth ground without an edge, as in a studio."""
    far, down = _grid(high, wide, side)
    paint = rgb(("e8e2d6", "dfe4e3", "ead9cf", "dde0d0")[int(rng.integers(4))])
    return mix(paint, rgb("a79f94"), 0.25 * far + 0.0 * down), np.clip(0.72 - 0.2 * far, 0, 1)


BACKS: dict[str, Callable[[Canvas, Rng, int, int, float], Back]] = {
    "wall": wall, "dark": dark, "window": window, "cafe": cafe, "garden": garden, "plain": plain,
}  # fmt: skip
