"""Pointillism: dots of divided, pure colour that the eye mixes, after Seurat.

A colour is never mixed on the palette: each dot is one pigment of a few, and which one a place
gets follows from what the dots around it still lack, so that their mean is the colour meant.
"""

import numpy as np
from PIL import Image

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb
from ..paint.raster import Field, noise, soft
from ._figure import glaze
from ._flat import forms, visible
from ._flow import along

PIGMENTS = [
    rgb(c)
    for c in (
        "f2c230", "f08a24", "e2512d", "c8283f", "9c2a6b", "5a2f8c", "2b3d9e", "1f63b8", "2f93c4",
        "1f8f7a", "2f8f45", "7fb53a", "14163f", "2a1236", "0d2f3a", "3a1420", "4a3a20", "f7f2e4",
    )
]  # fmt: skip
"""Pure pigments, the darks they are deepened with, and white; tints with white are made of them."""

PASSES = (
    (0.0185, 0.94, 0.0), (0.0118, 1.0, 0.0),
    (0.0085, 1.1, 0.42), (0.0062, 1.05, 0.62), (0.0046, 1.05, 0.8),
)  # fmt: skip
"""Diameter of a pass's dots (part of the unit), gap by diameter, need from which they are set."""

TURNS = 8
LENGTH = 1.16


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in dots."""
    seen, angle, detail = forms(canvas)
    angle = along(luma(seen), angle)
    height, width = detail.shape
    unit = canvas.layout.unit
    sizes = [max(2.9 + 0.3 * (len(PASSES) - 1 - i), unit * p[0]) for i, p in enumerate(PASSES)]
    # Dots at the edge stand half outside, so the work is wider than the picture.
    rim = int(sizes[0] * 1.5) + 2
    seen = np.clip(np.pad(seen, ((rim, rim), (rim, rim), (0, 0)), mode="edge"), 0.03, 0.97)
    angle, detail = (np.pad(field, rim, mode="edge") for field in (angle, detail))
    red, green, blue = (np.abs(seen[..., i] - soft(seen[..., i], unit * 0.006)) for i in range(3))
    detail = detail * 0.85 + np.clip(soft(red + green + blue, unit * 0.006) * 4.5, 0, 0.5)
    ground = canvas.air.tint(rgb("3d3a52") if canvas.air.night else rgb("efe3c8"))
    # A thin wash beneath, so that no bare ground glares between the dots.
    work = mix(np.ones((detail.size, 3), np.float32) * ground, seen.reshape(-1, 3), 0.55)
    pigments = np.clip(canvas.air.tint(_palette()), 0, 1)
    for number, (size, (_, gap, need)) in enumerate(zip(sizes, PASSES, strict=True)):
        # The second size stands in the gaps of the first, so that both are seen whole.
        pitch = sizes[0] * PASSES[0][1] if number < 2 else gap * size
        _dots(work, seen, angle, detail, pigments, rng, size, pitch, need, number % 2)
    picture = work.reshape(seen.shape)[rim : rim + height, rim : rim + width]
    glaze(canvas, picture, seen[rim : rim + height, rim : rim + width], 0.5)
    _lights(canvas, picture)
    weave = noise(rng, height, width, max(2.0, unit * 0.003), octaves=1)
    return np.clip(picture * (1 + 0.012 * weave)[..., None], 0, 1)


def _palette() -> Colour:
    """Return the pigments and their tints with white, (n, 3)."""
    white = PIGMENTS[-1]
    tints = [mix(p, white, part) for p in PIGMENTS[:12] for part in (0.0, 0.33, 0.6, 0.82)]
    deep = [mix(p, rgb("14163f"), 0.5) for p in PIGMENTS[:12:2]]
    return np.stack([*tints, *deep, *PIGMENTS[12:]])


def _dots(
    work: Colour, seen: Colour, angle: Field, detail: Field, pigments: Colour, rng: Rng,
    size: float, gap: float, need: float, shift: int,
) -> None:  # fmt: skip
    """Set the dots of one size on `work` (h * w, 3), in place, on a loose grid.

    `gap` is the grid's (px), `shift` 1 moves it by half of that; `need` is what calls for a dot.
    """
    height, width = detail.shape
    target = np.stack([soft(seen[..., i], size * 0.3) for i in range(3)], -1)
    reach = int(np.ceil(size * LENGTH * 0.5 + 1))
    stamps = _stamps(size, reach)
    side = 2 * reach + 1
    offset = (np.arange(side) - reach)[:, None] * width + (np.arange(side) - reach)[None]
    stride = int(np.ceil((side + gap * 0.9) / gap))
    coarse = max(2, int(size * 0.8))
    meant = _mean(target, coarse)
    lack = meant
    for number, turn in enumerate(rng.permutation(stride * stride)):
        # Dots of one turn never touch, so that all of them can be set at once.
        if number % max(1, stride * stride // 3) == 0:
            lack = meant - _mean(work.reshape(height, width, 3), coarse)
        first, second = divmod(int(turn), stride)
        ys = (np.arange(first, height / gap, stride)[:, None] + 0.5 * shift) * gap
        xs = (np.arange(second, width / gap, stride)[None] + 0.5 * shift) * gap
        ys, xs = np.broadcast_arrays(ys, xs)
        iy = (ys + rng.uniform(-0.4, 0.4, ys.shape) * gap).astype(np.int64).ravel()
        ix = (xs + rng.uniform(-0.4, 0.4, xs.shape) * gap).astype(np.int64).ravel()
        keep = (iy >= reach) & (ix >= reach) & (iy < height - reach) & (ix < width - reach)
        iy, ix = iy[keep], ix[keep]
        miss = np.clip(lack[iy // coarse, ix // coarse], -0.22, 0.22)
        # Draws come before any choice, so that dots stay in place when a picture moves.
        luck = rng.standard_normal((len(iy), 5), dtype=np.float32)
        if need:
            call = detail[iy, ix] + 1.6 * np.abs(miss).sum(-1)
            wanted = call > need + 0.06 * luck[:, 4]
            iy, ix, miss, luck = iy[wanted], ix[wanted], miss[wanted], luck[wanted]
        if not len(iy):
            continue
        inks = _choose(target[iy, ix], miss, pigments, luck)
        which = np.round(angle[iy, ix] / np.pi * TURNS).astype(np.int64) % TURNS
        cover = stamps[which][..., None]
        at = (iy * width + ix)[:, None] + offset.ravel()[None]
        old = work[at]
        work[at] = old + (inks[:, None] - old) * cover


def _mean(picture: Colour, size: int) -> Colour:
    """Return the mean colours of squares of `size` px, each with a part of its neighbours."""
    small = []
    for channel in range(3):
        plane = Image.fromarray(np.ascontiguousarray(picture[..., channel])).reduce(size)
        mean = np.pad(np.asarray(plane, np.float32), 1, mode="edge")
        mean = mean[:-2] + 2 * mean[1:-1] + mean[2:]
        small.append((mean[:, :-2] + 2 * mean[:, 1:-1] + mean[:, 2:]) / 16)
    return np.stack(small, -1)


def _stamps(size: float, reach: int) -> Field:
    """Return the coverage (TURNS, side * side) of a slightly long dot at every turn."""
    at = np.arange(-reach, reach + 1, dtype=np.float32)
    made = []
    for turn in range(TURNS):
        cos, sin = np.cos(turn * np.pi / TURNS), np.sin(turn * np.pi / TURNS)
        u = (at[None] * cos + at[:, None] * sin) / LENGTH**0.5
        v = (at[:, None] * cos - at[None] * sin) * LENGTH**0.5
        made.append(np.clip(size / 2 + 0.5 - np.sqrt(u * u + v * v), 0, 1).ravel())
    return np.stack(made).astype(np.float32)


def _choose(wanted: Colour, miss: Colour, pigments: Colour, luck: Field) -> Colour:
    """Return a pigment for each dot (n, 3): near what is wanted, pushed to what is missing."""
    value = luma(wanted)[:, None]
    spread = 0.06 + 0.15 * np.clip(1 - np.abs(value - 0.5) * 1.5, 0.2, 1)
    # Grey divided as freely as blue would be mere noise.
    chroma = wanted.max(-1, keepdims=True) - wanted.min(-1, keepdims=True)
    spread *= 0.6 + 0.4 * np.clip(chroma * 4, 0, 1)
    push = luck[:, :3] - luma(luck[:, :3])[:, None] * 0.9
    # In shadow, now and then a dot of the complement makes the colour beside it ring.
    ring = (luck[:, 3:4] > 1.28) & (value < 0.5)
    aim = wanted + miss * 1.4 + push * spread
    aim = np.where(ring, wanted + (value - wanted) * 2.2 + miss, aim)
    # Hues may differ much from one dot to the next, but values little, or it would flicker.
    off = ((aim[:, None] - pigments[None]) ** 2) @ np.array([0.8, 1.0, 0.7], np.float32)
    off += 1.6 * (luma(aim)[:, None] - luma(pigments)[None]) ** 2
    pure = pigments[np.argmin(off, 1)]
    return mix(pure, np.clip(aim, 0, 1), 0.22)


def _lights(canvas: Canvas, picture: Colour) -> None:
    """Set the smallest lights last, in place, and clear the edges of the larger ones."""
    for number, layer in enumerate(canvas.layers):
        if layer.material not in ("spark", "light"):
            continue
        left, top, right, bottom = layer.box
        part = picture[top:bottom, left:right]
        strength = np.float32(0.9 if layer.material == "spark" else 0.42)
        part += (canvas.air.shade(layer) - part) * (visible(canvas, number) * strength)[..., None]
