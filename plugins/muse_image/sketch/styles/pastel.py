"""Soft pastel: sticks of dry colour drawn over toned paper, whose tooth takes only part of it.

The first colour is rubbed in, the next ones lie on the grain's tops, light over dark; nothing is
mixed, so each stroke keeps the colour of its stick.
"""

from dataclasses import replace

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb, saturate
from ..paint.raster import Field, line, noise, soft, step
from ..paint.strokes import MARKS, brush, lay
from ._figure import glaze
from ._flat import forms, visible
from ._flow import along

PASSES = (
    (0.036, 0.0, 2.6, 0.72), (0.019, 0.05, 3.0, 0.7), (0.0095, 0.075, 3.4, 0.86),
    (0.0048, 0.085, 3.6, 1.0),
)  # fmt: skip
"""Width of each stick (part of the unit), error that calls for it, length by width, pressure."""


LIGHTS = ("spark", "light", "letters")
"""Materials that are set last, with a stick pressed hard."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in pastel, with the rim of the paper left bare."""
    # Lights are set last, with a stick of their own.
    unlit = [layer for layer in canvas.layers if layer.material not in LIGHTS]
    seen, angle, detail = forms(replace(canvas, layers=unlit))
    angle = along(luma(seen), angle)
    height, width = detail.shape
    unit = canvas.layout.unit
    tooth = _tooth(rng, height, width, unit)
    sheet = _sheet(canvas, seen)
    picture = np.empty((3, height, width), np.float32)
    picture[:] = sheet[:, None, None]
    inside = _inside(rng, height, width, unit)
    _rub(picture, seen, tooth, inside, unit)
    for level, (part, error, length, press) in enumerate(PASSES):
        work = np.concatenate([picture, np.zeros((1, height, width), np.float32)])
        wide = max(2.2, unit * part)
        drawn = _sticks(work, seen, angle, detail, inside, rng, wide, error, length, level)
        if drawn:
            hold = step(-0.14, 0.16, work[3] * np.float32(press) - tooth)
            picture += (work[:3] - picture) * hold
    # What lies deep in the grain no stick reaches.
    picture += (sheet[:, None, None] - picture) * (0.17 * step(0.55, 0.98, tooth))
    glaze(canvas, np.moveaxis(picture, 0, -1), seen, 0.5)
    _accents(canvas, picture, tooth, inside)
    _lights(canvas, picture, tooth, inside)
    picture *= 1 + 0.08 * (0.5 - tooth)
    return np.clip(np.moveaxis(picture, 0, -1), 0, 1).astype(np.float32)


def _tooth(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return the paper's relief (h, w), 0 (valley) .. 1 (top): grain, and the felt's soft waves."""
    grain = noise(rng, height, width, max(2.0, unit * 0.0031), octaves=1, stretch=1.2)
    felt = noise(rng, height, width, max(3.0, unit * 0.0065), octaves=2, stretch=1.3)
    return np.clip(0.5 + 0.17 * grain + 0.12 * felt, 0, 1)


def _sheet(canvas: Canvas, seen: Colour) -> Colour:
    """Return the colour of the paper: a middle tone that answers the picture's own colours."""
    mean = seen[::9, ::9].reshape(-1, 3).mean(0)
    warm = mean[0] - mean[2] > 0.12
    tone = rgb("56606f") if warm else rgb("b39c7b")
    if luma(mean) < 0.33:
        tone = rgb("333a4a") if warm else rgb("4a4048")
    return canvas.air.tint(mix(tone, mean, 0.15))


def _inside(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return how far within the drawn part a pixel is (h, w; px): below 0 is the bare rim."""
    margin = unit * 0.026

    def edge(length: int) -> Field:
        return margin * (1 + 0.3 * line(rng, length, unit * 0.05, octaves=4, gain=0.6))

    across = np.arange(width, dtype=np.float32)[None]
    down = np.arange(height, dtype=np.float32)[:, None]
    sides = np.minimum(across - edge(height)[:, None], width - 1 - across - edge(height)[:, None])
    ends = np.minimum(down - edge(width)[None], height - 1 - down - edge(width)[None])
    return np.minimum(sides, ends)


def _rub(picture: Field, seen: Colour, tooth: Field, inside: Field, unit: float) -> None:
    """Rub the first colours into the paper with a finger, in place: soft, and without edges."""
    hold = (0.96 - 0.16 * step(0.45, 1.0, tooth)) * np.clip(inside / (unit * 0.012) + 0.3, 0, 1)
    for channel in range(3):
        rubbed = soft(seen[..., channel], max(1.5, unit * 0.011))
        rubbed = rubbed + (picture[channel, 0, 0] - rubbed) * np.float32(0.16)
        picture[channel] += (rubbed - picture[channel]) * hold


def _sticks(
    work: Field, seen: Colour, angle: Field, detail: Field, inside: Field, rng: Rng, wide: float,
    error: float, length: float, level: int,
) -> int:  # fmt: skip
    """Lay the strokes of one stick where the picture still differs; return how many.

    The last channel of `work` gathers the pressure.
    """
    height, width = angle.shape
    gap = wide * (0.8 if level == 0 else 0.86)
    target = np.stack([soft(seen[..., i], wide * 0.25) for i in range(3)])
    rows, columns = int(height / gap) + 1, int(width / gap) + 1
    rng = fork(rng)
    ys = ((np.arange(rows)[:, None] + rng.random((rows, columns))) * gap).ravel()
    xs = ((np.arange(columns)[None] + rng.random((rows, columns))) * gap).ravel()
    iy = np.clip(ys.astype(np.int64), 0, height - 1)
    ix = np.clip(xs.astype(np.int64), 0, width - 1)
    # Draws come before any choice, so that strokes stay in place when a picture moves.
    luck = rng.standard_normal((len(ys), 7), dtype=np.float32)
    chance, which = rng.random(len(ys)), rng.integers(MARKS, size=len(ys))
    keep = inside[iy, ix] > wide * length * 0.16
    if error:
        off = soft(np.abs(work[:3] - target).sum(0), max(1.0, wide * 0.4))[iy, ix]
        keep &= off * (0.35 + 1.6 * detail[iy, ix]) > error * (0.7 + 0.6 * chance)
    else:
        # A rubbed sky takes few strokes; the ground takes many.
        keep &= chance < 0.4 + 1.2 * detail[iy, ix]
    ys, xs, iy, ix, luck = ys[keep], xs[keep], iy[keep], ix[keep], luck[keep]
    if not len(ys):
        return 0
    paints = np.ones((len(ys), 4), np.float32)
    paints[:, :3] = _stick(target[:, iy, ix].T, luck[:, :5], (1.0, 0.9, 0.55, 0.3)[level])
    # Dark sticks first, light ones over them.
    order = np.argsort(luma(paints[:, :3]) + 0.16 * luck[:, 5], kind="stable")
    turns = angle[iy, ix] + 0.16 * luck[:, 6]
    marks = brush(rng, wide * length, wide, dry=0.75, bend=0.05)
    mark = which[keep][order]
    lay(work, marks, xs[order], ys[order], turns[order], paints[order], mark, 0.0)
    return len(ys)


def _stick(colour: Colour, luck: Field, broken: float) -> Colour:
    """Return the sticks (n, 3) chosen for colours, with some luck (n, 5): clear, in few values."""
    value = luma(colour)[:, None]
    made = saturate(colour, 1.16)
    steps = np.round(value * 13 + 0.2 * luck[:, :1]) / 13
    made = made + (steps - value) * 0.8
    warm = 0.036 * luck[:, 1:2] * np.array([1.0, 0.1, -1.0], np.float32)
    made = made + broken * (0.4 + value) * (warm + 0.02 * luck[:, 2:])
    return np.clip(made, 0, 1).astype(np.float32)


def _accents(canvas: Canvas, picture: Field, tooth: Field, inside: Field) -> None:
    """Draw small things with the edge of a stick, in place: their own colour, and a broken line."""
    unit = canvas.layout.unit
    for number, layer in enumerate(canvas.layers):
        if layer.material not in ("built", "bird") or min(layer.alpha.shape) < 4:
            continue
        left, top, right, bottom = layer.box
        box = (slice(top, bottom), slice(left, right))
        alpha = visible(canvas, number) * np.clip(inside[box] / 3, 0, 1)
        grain = step(0.95, 0.3, tooth[box])
        room = 3 + int(unit * 0.0044)
        near = soft(np.pad(alpha, room), max(1.0, unit * 0.0022))[room:-room, room:-room]
        rim = np.clip((alpha - near) * 2, 0, 1)
        colour = np.moveaxis(np.broadcast_to(canvas.air.shade(layer), (*alpha.shape, 3)), -1, 0)
        part = picture[:, top:bottom, left:right]
        part += (colour - part) * (alpha * grain * np.float32(0.5))
        part += (colour * np.float32(0.5) - part) * (rim * grain * np.float32(0.5))


def _lights(canvas: Canvas, picture: Field, tooth: Field, inside: Field) -> None:
    """Set moon, stars, lamps and sparks last, in place, with a stick pressed hard."""
    for number, layer in enumerate(canvas.layers):
        if layer.material not in LIGHTS:
            continue
        left, top, right, bottom = layer.box
        box = (slice(top, bottom), slice(left, right))
        alpha = visible(canvas, number) * np.clip(inside[box], 0, 1)
        hold = alpha * (0.7 + 0.3 * step(0.95, 0.4, tooth[box]))
        colour = np.broadcast_to(canvas.air.shade(layer), (*alpha.shape, 3))
        part = picture[:, top:bottom, left:right]
        part += (np.moveaxis(colour, -1, 0) - part) * hold * np.float32(0.95)
