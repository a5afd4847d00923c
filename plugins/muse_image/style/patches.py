"""The engine `patches`: no network; colours by optimal transport, strokes by patches over scales.

What is painted at each scale is made of patches of the style's pictures, so that their strokes
and grain are its own. A patch is chosen by what is painted so far and by the content underneath
in the style's colours, which a blurred copy of the style's pictures is compared with (Hertzmann et
al. 2001, doi 10.1145/383259.383295, with the style's blur in place of the missing "before").
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from . import colours
from .neighbours import Floats, Found, Search, Sources, nearest
from .raster import blurred, resized, slopes

if TYPE_CHECKING:
    from muse import Run

    from .condition import StyleCondition
    from .engine import Asked, Engine, Pixels, Sample, Watching

PATCH = 7
"""Px a side of a patch, at every scale."""

STEP = 2
"""Px from one patch of the grid to the next."""

COARSEST = 96
"""Px of the longer side at the scale to begin with, at least."""

TILE_SCALES = 2
"""Scales that a tile is painted at, whose broad look is there already."""

MOST = 700_000
"""Pixels of the style's pictures, at most, that patches are taken from at one scale."""

LARGEST = 2.0
"""How many times a style's picture may be enlarged: more has no strokes, but blur."""

TONE = 0.75
"""How far lightness follows that of the style: a night stays darker than a day."""

BROAD, SHARP = 10.0, 0.8
"""Px over which tones are the content's: everywhere, and beside sharp edges."""

KEPT = 0.5
"""How much of the content shows at its sharpest edges, at each mending."""

GRAIN = 0.7
"""How much of the contrast that smooth places lack is called for by noise."""

CHROMA = 0.7
"""How much a difference of colour counts against one of lightness."""


def lacks(condition: "StyleCondition") -> str:
    """Return nothing: it works wherever Muse does."""
    return ""


@contextmanager
def ready(condition: "StyleCondition", run: "Run") -> "Iterator[Engine]":
    """Give the engine."""
    yield paint


def paint(
    content: "Pixels", samples: "Sequence[Sample]", asked: "Asked", watching: "Watching"
) -> "Pixels":
    """Return a content (h, w, 3) painted with the patches of samples."""
    rng = np.random.default_rng((asked.seed, 0x9A7C4))
    cube = (
        asked.cube
        if asked.cube is not None
        else colours.transport(content, samples, asked.seed, TONE)
    )
    target = colours.applied(content, cube)
    sizes = scales(content.shape[:2])
    if asked.start is not None:  # what is broad is there already
        sizes = sizes[-TILE_SCALES:]
    whole = asked.whole or content.shape[:2]
    made: Pixels = target
    found: Found | None = None
    before: Search | None = None
    for level, size in enumerate(sizes):
        shrink = size[0] / content.shape[0]
        goal = resized(target, *size)
        planes = list(_planes(samples, whole, asked.scale, shrink, rng))
        level_paint = _Level(goal, planes, rng, fine=level / max(1, len(sizes) - 1))
        if found is None or before is None:
            begun = goal if asked.start is None else resized(asked.start, *size)
            made, found = level_paint.begin(begun)
            watching.preview(made)
        else:
            found = level_paint.enlarged(found, before)
            made = level_paint.voted(found)
        rounds = 3 if level < len(sizes) - 1 else 2
        for turn in range(rounds):
            made = level_paint.mended(made)
            level_paint.search_for(made, found, [s.weight for s in samples])
            made = level_paint.voted(found)
            done = level + (turn + 1) / rounds
            watching.progress(done, len(sizes), f"{size[1]} x {size[0]} px")
        made = level_paint.mended(made)
        before = level_paint.search
        watching.preview(made)
    made = np.clip(made, 0, 1)
    return content + np.float32(asked.strength) * (made - content)


def scales(size: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the sizes (h, w) that a picture is painted at, each about twice the one before."""
    made = [size]
    while max(made[-1]) >= 2 * COARSEST and min(made[-1]) >= 4 * PATCH:
        made.append((round(made[-1][0] / 2), round(made[-1][1] / 2)))
    return made[::-1]


def _planes(
    samples: "Sequence[Sample]",
    whole: tuple[int, int],
    scale: float,
    shrink: float,
    rng: np.random.Generator,
) -> "Iterator[tuple[Pixels, int]]":
    """Yield the pictures that patches are cut from at one scale, and which sample each is of.

    Each comes upright and turned by a quarter, so that strokes may follow the content.
    """
    for number, sample in enumerate(samples):
        height, width = sample.pixels.shape[:2]
        factor = min(LARGEST, scale * (whole[0] * whole[1] / (height * width)) ** 0.5) * shrink
        least = (PATCH + 4) / min(height, width)
        factor = max(factor, least)
        size = (max(PATCH + 4, round(height * factor)), max(PATCH + 4, round(width * factor)))
        room = MOST * sample.weight / 2
        if size[0] * size[1] > room:
            crop = (room / (size[0] * size[1])) ** 0.5
            part = (max(8, int(height * crop)), max(8, int(width * crop)))
            y = int(rng.integers(0, height - part[0] + 1))
            x = int(rng.integers(0, width - part[1] + 1))
            pixels = sample.pixels[y : y + part[0], x : x + part[1]]
            size = (
                max(PATCH + 4, round(part[0] * factor)),
                max(PATCH + 4, round(part[1] * factor)),
            )
        else:
            pixels = sample.pixels
        made = resized(pixels, *size)
        yield made, number
        yield np.ascontiguousarray(np.rot90(made)), number


class _Level:
    """One scale of the painting.

    `goal` (h, w, 3) is the content in the style's colours at this size; `fine` 0 at the coarsest
    scale, 1 at the finest.
    """

    def __init__(
        self,
        goal: "Pixels",
        planes: "list[tuple[Pixels, int]]",
        rng: np.random.Generator,
        fine: float,
    ) -> None:
        self.goal = goal
        self.fine = fine
        height, width = goal.shape[:2]
        rows = (height + PATCH + STEP - 1) // STEP
        columns = (width + PATCH + STEP - 1) // STEP
        self.grid = (rows, columns)
        self.padded = (STEP * (rows - 1) + PATCH, STEP * (columns - 1) + PATCH)
        self.guide = _guide(self._pad(goal))
        contrasts = [np.quantile(_contrast(plane), 0.6) for plane, _ in planes[::2]]
        self.contrast = np.float32(np.mean(contrasts))
        tables, pixels, firsts, begins = [], [], [0], [0]
        for plane, _ in planes:
            table = np.concatenate([_texture(plane), _guide(plane)], -1)
            tables.append(table.reshape(-1, table.shape[-1]))
            pixels.append(plane.reshape(-1, 3))
            firsts.append(firsts[-1] + len(tables[-1]))
            begins.append(begins[-1] + len(pixels[-1]))
        inner = [(p.shape[0] - PATCH + 1, p.shape[1] - PATCH + 1) for p, _ in planes]

        def ints(values: "Sequence[int]") -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
            return np.asarray(values, np.int32)

        self.sources = Sources(
            np.concatenate(tables),
            np.concatenate(pixels),
            ints(firsts[:-1]),
            ints([h for h, _ in inner]),
            ints([w for _, w in inner]),
            ints(begins[:-1]),
            ints([p.shape[1] for p, _ in planes]),
            ints([number for _, number in planes]),
        )
        self.search = Search(self.sources, self.grid, STEP, rng)
        self.edges = _edges(goal)

    def _pad(self, picture: "Pixels") -> "Pixels":
        """Return a picture with what patches reach beyond its sides."""
        height, width = picture.shape[:2]
        half = PATCH // 2
        ends = [
            (half, self.padded[0] - height - half),
            (half, self.padded[1] - width - half),
            (0, 0),
        ]
        return np.pad(picture, ends, mode="symmetric")

    def _features(self, made: "Pixels") -> Floats:
        table = np.concatenate([_texture(self._pad(made)), self.guide], -1)[::STEP, ::STEP]
        return np.ascontiguousarray(table).reshape(-1, table.shape[-1])

    def begin(self, begun: "Pixels") -> "tuple[Pixels, Found]":
        """Return a picture made of the patches nearest to it, and these."""
        found = nearest(self._features(begun), self.sources, self.search)
        return self.voted(found), found

    def enlarged(self, found: Found, before: Search) -> Found:
        """Return patches that were found at the scale before, where they are at this one."""
        rows, columns = self.grid
        old_rows, old_columns = before.grid
        y = np.minimum(np.arange(rows) * old_rows // rows, old_rows - 1)
        x = np.minimum(np.arange(columns) * old_columns // columns, old_columns - 1)
        at = (y[:, None] * old_columns + x).ravel()
        old, new = before.sources, self.sources
        plane = found.plane[at]
        below = (np.arange(rows) * STEP)[:, None] - 2 * (y * STEP)[:, None] + np.zeros(columns)
        right = (np.arange(columns) * STEP) - 2 * (x * STEP) + np.zeros((rows, 1))
        tall = (new.heights + PATCH - 1) / (old.heights + PATCH - 1)
        wide = (new.widths + PATCH - 1) / (old.widths + PATCH - 1)
        there_y = found.y[at] * tall[plane] + below.ravel()
        there_x = found.x[at] * wide[plane] + right.ravel()
        y_new = np.clip(np.round(there_y), 0, new.heights[plane] - 1).astype(np.int32)
        x_new = np.clip(np.round(there_x), 0, new.widths[plane] - 1).astype(np.int32)
        return Found(plane, y_new, x_new, np.zeros(len(plane), np.float32))

    def search_for(self, made: "Pixels", found: Found, weights: "Sequence[float]") -> None:
        """Look for better patches than those found, for what is painted so far."""
        features = self._features(self.grained(made))
        found.far = self.search.measured(features, found.plane, found.y, found.x).far
        self.search.improve(features, found, sweeps=2, lines=2 if self.fine < 1 else 1)
        self.search.share(found, weights)

    def voted(self, found: Found) -> "Pixels":
        """Return the picture that found patches make where they overlap.

        The middle of a patch counts most: a plain mean would blur the strokes.
        """
        s = self.sources
        rows, columns = self.grid
        total = np.zeros((*self.padded, 3), np.float32)
        weight = np.zeros((*self.padded, 1), np.float32)
        base = s.pixel[found.plane] + found.y * s.across[found.plane] + found.x
        across = s.across[found.plane]
        typical = np.float32(np.median(found.far) + 1e-6)
        sure = np.exp(-found.far / (2 * typical)).astype(np.float32) + np.float32(0.05)
        middle = (PATCH - 1) / 2
        sigma = 1.0
        for i in range(PATCH):
            for j in range(PATCH):
                near = np.exp(-0.5 * ((i - middle) ** 2 + (j - middle) ** 2) / sigma**2)
                if near < 0.05:
                    continue
                share = (sure * np.float32(near))[:, None]
                part = s.colours[base + i * across + j] * share
                at = np.s_[i : i + STEP * rows : STEP, j : j + STEP * columns : STEP]
                total[at] += part.reshape(rows, columns, 3)
                weight[at] += share.reshape(rows, columns, 1)
        half = PATCH // 2
        height, width = self.goal.shape[:2]
        inside = np.s_[half : half + height, half : half + width]
        return np.asarray(total[inside] / weight[inside], np.float32)

    def grained(self, made: "Pixels") -> "Pixels":
        """Return a picture with grain where it is smoother than the style: calls for strokes."""
        lack = np.sqrt(np.maximum(self.contrast - _contrast(made), 0))
        grain = self.search.rng.standard_normal(lack.shape, np.float32)
        return made + (np.float32(GRAIN) * lack * grain)[..., None]

    def mended(self, made: "Pixels") -> "Pixels":
        """Return a picture whose tones are the content's where they are broad or sharp.

        Strokes are finer than the one and go beside the other, so that both stay: a face keeps
        its eyes, and letters can be read.
        """
        made = made + 0.9 * (blurred(self.goal, BROAD) - blurred(made, BROAD))
        return made + self.edges * (blurred(self.goal, SHARP) - blurred(made, SHARP))


def _contrast(picture: "Pixels") -> Floats:
    """Return the variance of lightness within a few px of each pixel of a picture, (h, w)."""
    light = colours.luma(picture)
    fine = light - blurred(light, 1.5)
    return blurred(fine * fine, 2.5)


def _edges(goal: "Pixels") -> Floats:
    """Return how much of a sharp edge or a fine mark there is at each pixel (h, w, 1), 0..1."""
    light = colours.opponent(goal)
    down, right = slopes(blurred(light[..., 0], 0.7))
    strong = np.hypot(down, right)
    typical = np.quantile(strong, 0.9) + 1e-4
    made = np.clip(strong / max(float(typical), 0.04) - 0.4, 0, 1) * KEPT
    return blurred(made.astype(np.float32), 1.0)[..., None]


def _texture(picture: "Pixels") -> Floats:
    """Return what each patch of a picture is like: (h - 6, w - 6, 16), at its upper left corner.

    The lowest waves of a cosine transform of the patch: the distance between two patches is
    about that of their features.
    """
    seen = colours.opponent(picture)
    at = np.arange(PATCH)
    waves = np.stack([np.cos(np.pi * (at + 0.5) * k / PATCH) for k in range(4)])
    waves /= np.linalg.norm(waves, axis=1, keepdims=True)
    waves = waves.astype(np.float32)
    chosen = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (0, 3), (3, 0))
    made = []
    for channel in range(3):
        field = seen[..., channel] * np.float32((1, CHROMA, CHROMA)[channel] / PATCH)
        down = [_along(field, wave, 0) for wave in (waves if channel == 0 else waves[:2])]
        for i, j in chosen if channel == 0 else chosen[:3]:
            made.append(_along(down[i], waves[j], 1))
    return np.stack(made, -1)


def _along(field: Floats, wave: Floats, axis: int) -> Floats:
    n = field.shape[axis] - PATCH + 1
    parts = (field[k : k + n] if axis == 0 else field[:, k : k + n] for k in range(PATCH))
    total = np.zeros_like(field[:n] if axis == 0 else field[:, :n])
    for share, part in zip(wave, parts, strict=True):
        total += share * part
    return total


def _guide(picture: "Pixels") -> Floats:
    """Return what is underneath each patch: (h - 6, w - 6, 7), at its upper left corner.

    Broad colour, which way lightness rises, how busy it is.
    """
    half = PATCH // 2
    seen = colours.opponent(picture)
    broad = blurred(seen, 2.5)
    down, right = slopes(blurred(seen[..., 0], 1.5))
    busy = blurred(np.abs(seen[..., 0] - broad[..., 0]), 3.0)
    fields = [
        broad[..., 0] * 0.9,
        broad[..., 1] * 0.9,
        broad[..., 2] * 0.9,
        down * 2.0,
        right * 2.0,
        busy * 0.7,
    ]
    inside = np.s_[half : picture.shape[0] - half, half : picture.shape[1] - half]
    return np.stack([field[inside] for field in fields], -1).astype(np.float32)
