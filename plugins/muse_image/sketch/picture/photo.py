"""Repainting: somebody's own picture, taken apart into layers that every style can paint.

The picture is cut into regions of like colour, the large ones behind the small ones, each with the
direction of its forms (the structure tensor's) and as much detail as it has. Light and air are
neutral: a layer's colours are the picture's own.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..draws import Rng
from ..paint.atmosphere import Atmosphere, atmosphere
from ..paint.colour import Colour, luma, rgb
from ..paint.edges import calmed, pen_lines
from ..paint.layer import Layer
from ..paint.raster import Field, resize, slopes, soft, step

GRAIN = 180
"""The longer side of the grid on which regions are found."""

REGIONS = 34
"""The most regions that a picture is cut into."""

FEW = 8
"""The fewest, where there are hardly any edges."""

CALM = 0.06
"""Changes of colour (0..1) smaller than this are smoothed away: a painter sees masses."""

EDGE = 0.16
"""The step of colour (sum of three channels, 0..3) that parts two regions."""


def distance(pixels: Colour, painted: Image.Image) -> float:
    """Return how far a painting lies from its picture: the mean difference of 32 x 32 cells."""
    small = [
        np.asarray(picture.convert("RGB").resize((32, 32), Image.Resampling.BOX), np.float32) / 255
        for picture in (Image.fromarray((pixels * 255).astype(np.uint8)), painted)
    ]
    return round(float(np.abs(small[0] - small[1]).mean()), 4)


def neutral(time: str, mood: str, palette: str, rng: Rng) -> Atmosphere:
    """Return the air of a picture that has its own light; mood and palette still tint it."""
    made = atmosphere(time, "clear", mood, palette, rng)
    white = rgb("ffffff")
    return replace(made, key=white, ambient=white, air=0.0, night=False)


def layers(pixels: Colour) -> list[Layer]:
    """Return the layers of a picture (h, w, 3): the whole of it, then its regions.

    What a region is painted from (colours, light, lines) is found on the whole picture, so that
    regions meet without a seam.
    """
    height, width = pixels.shape[:2]
    unit = min(height, width)
    angle, detail = _form(pixels)
    own = calmed(pixels, max(1.0, unit / 70), CALM)
    value = luma(own)
    lines = pen_lines(value)
    whole = Layer(
        "photo", "photo", 0, 0, np.ones((height, width), np.float32), own, _light(value), angle,
        0.0, 0.0, 0.35, lines, counted=False,
    )  # fmt: skip
    made = [whole]
    labels = _regions(own)
    count = np.bincount(labels.ravel())
    for label in np.argsort(-count, kind="stable"):
        layer = _region(whole, labels == label, detail) if count[label] else None
        if layer is not None:
            made.append(layer)
    return made


def _region(whole: Layer, where: np.ndarray, detail: Field) -> Layer | None:
    """Return one region as a layer with a smooth outline; None when hardly anything is left."""
    height, width = whole.alpha.shape
    rows, columns = np.nonzero(where.any(1))[0], np.nonzero(where.any(0))[0]
    down, across = height / where.shape[0], width / where.shape[1]
    top, bottom = int((rows[0] - 2) * down), int((rows[-1] + 3) * down)
    left, right = int((columns[0] - 2) * across), int((columns[-1] + 3) * across)
    top, left = max(0, top), max(0, left)
    box = (slice(top, min(height, bottom)), slice(left, min(width, right)))
    size = (box[1].stop - box[1].start, box[0].stop - box[0].start)
    if min(size) < 3:
        return None
    mask = Image.fromarray(where.astype(np.float32))
    part = (left / across, top / down, box[1].stop / across, box[0].stop / down)
    grown = np.asarray(mask.resize(size, Image.Resampling.BICUBIC, box=part), np.float32)
    alpha = step(0.36, 0.64, soft(grown, max(1.0, min(down, across) * 0.6))).astype(np.float32)
    inside = alpha > 0.5
    if not inside.any():
        return None
    fine = float(np.clip(detail[box][inside].mean(), 0.25, 1.0))
    assert isinstance(whole.light, np.ndarray) and isinstance(whole.angle, np.ndarray)
    assert whole.lines is not None
    return replace(
        whole, x=left, y=top, alpha=alpha, albedo=whole.albedo[box], light=whole.light[box],
        angle=whole.angle[box], lines=whole.lines[box], detail=fine,
    )  # fmt: skip


def _light(value: Field) -> Field:
    """Return the light in a picture of this brightness: its darkest 2 % 0, its lightest 1."""
    low, high = np.quantile(value[::3, ::3], [0.02, 0.98])
    return np.clip((value - low) / max(0.2, float(high - low)), 0, 1).astype(np.float32)


def _form(pixels: Colour) -> tuple[Field, Field]:
    """Return the direction along which forms run (radians, y down) and the detail, 0..1.

    The structure tensor (Bigun and Granlund 1987), smoothed; where nothing has a direction the
    brush goes along the outlines nearby.
    """
    value = luma(pixels)
    unit = min(value.shape)
    down, across = slopes(soft(value, max(1.0, unit / 400)))
    far = max(2.0, unit / 45)
    parts = (across**2, down**2, across * down)
    xx, yy, xy = (soft(part.astype(np.float32), far) for part in parts)
    wide = [soft(part, far * 3) for part in (xx, yy, xy)]
    weight = 0.15
    xx, yy, xy = (near + weight * other for near, other in zip((xx, yy, xy), wide, strict=True))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    power = soft((across**2 + down**2).astype(np.float32), max(2.0, unit / 80))
    busy = np.sqrt(np.maximum(power, 0))
    detail = np.clip(0.25 + 0.75 * busy / max(float(np.quantile(busy, 0.97)), 1e-5), 0, 1)
    return angle.astype(np.float32), detail.astype(np.float32)


def _regions(pixels: Colour) -> np.ndarray:
    """Return labels of regions on a small grid: k-means over colour and place, then merged.

    Colours are opponent ones (brightness, red-green, blue-yellow), so that a shadow on a wall
    parts less from the wall than another hue does.
    """
    height, width = pixels.shape[:2]
    scale = GRAIN / max(height, width)
    rows, columns = max(8, round(height * scale)), max(8, round(width * scale))
    blurred = (soft(pixels[..., c], 1 / scale / 2) for c in range(3))
    small = np.stack([resize(channel, rows, columns) for channel in blurred], -1)
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    features = np.stack(
        [
            luma(small) * 1.3, (red - green) * 1.2, (0.5 * (red + green) - blue) * 1.0,
            y / GRAIN * 0.75, x / GRAIN * 0.75,
        ], -1,
    ).reshape(-1, 5)  # fmt: skip
    each = max(2, round((rows * columns / 150) ** 0.5))
    grid = features.reshape(rows, columns, 5)
    centres = grid[each // 2 :: each, each // 2 :: each].reshape(-1, 5)
    label: NDArray[np.int64] = np.zeros(len(features), np.int64)
    for _ in range(7):
        apart = (centres**2).sum(1)[None] - 2 * features @ centres.T
        label = apart.argmin(1)
        count = np.bincount(label, minlength=len(centres)).astype(np.float32)
        sums = np.stack(
            [np.bincount(label, features[:, f], len(centres)) for f in range(5)], 1
        ).astype(np.float32)
        centres = np.where(count[:, None] > 0, sums / np.maximum(count, 1)[:, None], centres)
    label = label.reshape(rows, columns)
    count = np.bincount(label.ravel(), minlength=len(centres)).astype(np.float64)
    return _smooth(_merged(label, small, count))


def _merged(labels: np.ndarray, small: Colour, count: Field) -> np.ndarray:
    """Join neighbours until an edge lies between all that are left, REGIONS of them at most.

    What counts is the step across their border more than the difference of their means, so that a
    sky which changes from end to end stays one piece; and small ones go before large ones.
    """
    labels, count = labels.copy(), count.copy()
    means = (
        np.stack(
            [np.bincount(labels.ravel(), small[..., c].ravel(), len(count)) for c in range(3)], 1
        )
        / np.maximum(count, 1)[:, None]
    )
    total = float(labels.size)
    # A border of cells i and i + 1 is judged over cells i - 1 to i + 2.
    across = np.abs(small[:, 3:] - small[:, :-3]).sum(-1)
    down = np.abs(small[3:] - small[:-3]).sum(-1)
    step = np.concatenate([across.ravel(), down.ravel()])
    while (left := int((count > 0).sum())) > FEW:
        one = np.concatenate([labels[:, 1:-2].ravel(), labels[1:-2].ravel()])
        two = np.concatenate([labels[:, 2:-1].ravel(), labels[2:-1].ravel()])
        parted = one != two
        key = np.minimum(one, two)[parted] * len(count) + np.maximum(one, two)[parted]
        if not len(key):
            break
        pairs, place, length = np.unique(key, return_inverse=True, return_counts=True)
        border = np.bincount(place, step[parted]) / length
        keep, gone = pairs // len(count), pairs % len(count)
        apart = np.abs(means[keep] - means[gone]).sum(1)
        smaller = np.minimum(count[keep], count[gone]) / total
        cost = (border + 0.22 * apart) * np.sqrt(np.minimum(smaller, 0.03) + 0.0004)
        at = int(cost.argmin() if left > REGIONS else border.argmin())
        if left <= REGIONS and border[at] > EDGE:
            break
        first, second = int(keep[at]), int(gone[at])
        weight = count[second] / (count[first] + count[second])
        means[first] += (means[second] - means[first]) * weight
        count[first] += count[second]
        count[second] = 0
        labels[labels == second] = first
    return labels


def _smooth(labels: np.ndarray) -> np.ndarray:
    """Return labels whose outlines are smoothed: each cell takes what most of its 5 x 5 are."""
    best = np.zeros(labels.shape, np.float32)
    made = labels.copy()
    for label in np.unique(labels):
        share = soft((labels == label).astype(np.float32), 2)
        ahead = share > best
        made[ahead], best[ahead] = label, share[ahead]
    return made
