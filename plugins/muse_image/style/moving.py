"""Moving pictures: each frame carries on what the one before it became, so that nothing flickers.

Where the content moved is found by matching neighbourhoods from coarse to fine (block matching
with a window around each pixel). The styled frame before is moved likewise; where the contents
agree it stays, and where they don't (something came out from behind, a cut) the engine's own frame
shows. Ruder, Dosovitskiy & Brox 2016 (arXiv 1604.08610) weigh frames by the same two questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PIL import Image

from .engine import Asked, Engine, Sample, Watching

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .engine import Pixels

    Field: TypeAlias = NDArray[np.float32]

SAME = 1.5 / 255
"""Up to which mean difference of a neighbourhood its content is the same: 8 bits round."""
OTHER = 10 / 255
"""From which difference on nothing of the frame before is kept."""
CUT = 0.25
"""The share of a picture that has to be kept for the next frame to go on from it."""
MOVED = 0.9
"""How much of what has moved is kept at most: what is moved again and again would blur."""
_COARSEST, _FINEST = 48, 512  # px of the longer side in which motion is looked for
_WINDOW = 3  # px to each side of a pixel that are compared
_REACH = {48: 4, 96: 2}  # px to each side that are tried at a size; 1 at all others
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, eq=False)
class Moved:
    """How a frame came from the one before it.

    - `down`, `along`: where each pixel (h, w) was, px further down and to the right
    - `trust`: how far its content is what it was there, 0..1
    """

    down: Field
    along: Field
    trust: Field

    def carry(self, before: Pixels) -> Pixels:
        """Return what the frame before (h, w, 3) looks like when it has moved."""
        return _fetched(before, self.down, self.along)


def steady(
    frames: Iterable[Pixels],
    engine: Engine,
    samples: Sequence[Sample],
    asked: Asked,
    watching: Watching,
) -> Iterator[Pixels]:
    """Yield the frames (h, w, 3) in the style of samples, each carrying on the one before.

    A frame whose content is that of the one before it is the same picture, and costs nothing. What
    a pixel shows is compared with the content that it was made of, however many frames ago: a slow
    change, too small to tell from one frame to the next, is seen once it has added up.
    """
    content: Pixels | None = None
    styled: Pixels | None = None
    made_of: Pixels | None = None  # the content of which each pixel of `styled` was made
    for frame in frames:
        if content is None or styled is None or made_of is None or frame.shape != content.shape:
            styled, made_of = engine(frame, samples, asked, watching), frame
        elif not np.array_equal(frame, content):
            moved = followed(content, frame)
            carried, of = moved.carry(styled), moved.carry(made_of)
            trust = np.minimum(moved.trust, _trusted(_mean(np.abs(frame - of).mean(2), _WINDOW)))
            if (trust < 1).any():
                start = carried if trust.mean() >= CUT else None
                fresh = engine(frame, samples, replace(asked, start=start), watching)
                share = trust[..., None]
                styled = carried * share + fresh * (1 - share)  # the same where all is trusted
                made_of = of * share + frame * (1 - share)
            else:
                styled, made_of = carried, of
        content = frame
        yield styled


def followed(before: Pixels, now: Pixels) -> Moved:
    """Return how a frame (h, w, 3) came from the one before it."""
    height, width = now.shape[:2]
    down = np.zeros((1, 1), np.float32)
    along = np.zeros((1, 1), np.float32)
    side = _COARSEST
    while True:
        by = min(1.0, side / max(height, width))
        h, w = max(1, round(height * by)), max(1, round(width * by))
        grow = w / along.shape[1] if side > _COARSEST else 1.0
        down, along = (np.rint(_sized(each, h, w) * grow) for each in (down, along))
        old, new = (_sized(each @ _LUMA, h, w) for each in (before, now))
        down, along = _matched(old, new, down, along, _REACH.get(side, 1))
        if side >= min(_FINEST, max(height, width)):
            break
        side *= 2
    grow = width / w
    full_down, full_along = (_sized(each, height, width) * grow for each in (down, along))
    still = np.abs(now - before).mean(2)
    gone = np.abs(now - _fetched(before, full_down, full_along)).mean(2)
    rest = _mean(still, _WINDOW) <= np.maximum(_mean(gone, _WINDOW), SAME)
    full_down[rest], full_along[rest] = 0, 0
    apart = _mean(np.where(rest, still, gone), _WINDOW)
    trust = _trusted(apart)
    trust[(full_down != 0) | (full_along != 0)] *= MOVED
    return Moved(full_down, full_along, trust)


def flicker(contents: Sequence[Pixels], styled: Sequence[Pixels]) -> float | None:
    """Return how much styled frames change where their contents don't, 0..1; None if nothing rests.

    It is the mean difference from frame to frame of the pixels around which the content keeps
    within SAME. What never changes is 0.
    """
    changes, places = 0.0, 0
    for k in range(1, len(contents)):
        if contents[k].shape != contents[k - 1].shape:
            continue
        still = _mean(np.abs(contents[k] - contents[k - 1]).mean(2), _WINDOW) <= SAME
        changes += float(np.abs(styled[k] - styled[k - 1]).mean(2)[still].sum(dtype=np.float64))
        places += int(still.sum())
    return changes / places if places else None


def _trusted(apart: Field) -> Field:
    """Return how far contents are the same by how far they are apart (h, w), 0..1."""
    return np.clip((OTHER - apart) / (OTHER - SAME), 0, 1).astype(np.float32)


def _matched(old: Field, new: Field, down: Field, along: Field, reach: int) -> tuple[Field, Field]:
    """Return where each pixel of `new` (h, w) was in `old`, up to `reach` px from whole px guessed.

    What wins has to be better than the guess, or than rest, by more than noise: plain areas
    match anywhere.
    """
    noise = 0.5 / 255
    best = np.full(new.shape, np.inf, np.float32)
    found_down, found_along = np.zeros_like(down), np.zeros_like(along)
    near = range(-reach, reach + 1)
    tries = [(down + i, along + j, noise * (1 + abs(i) + abs(j))) for i in near for j in near]
    tries.append((np.zeros_like(down), np.zeros_like(along), 0.0))
    for a, b, price in tries:
        costs = _mean(np.abs(new - _fetched(old, a, b)), _WINDOW) + price
        better = costs < best
        best = np.where(better, costs, best)
        found_down, found_along = np.where(better, a, found_down), np.where(better, b, found_along)
    return found_down.astype(np.float32), found_along.astype(np.float32)


def _fetched(values: Pixels, down: Field, along: Field) -> Pixels:
    """Return values (h, w) or (h, w, c) from so many px away, linear between pixels."""
    height, width = down.shape
    y = np.clip(np.arange(height, dtype=np.float32)[:, None] + down, 0, height - 1)
    x = np.clip(np.arange(width, dtype=np.float32)[None] + along, 0, width - 1)
    top, left = y.astype(np.intp), x.astype(np.intp)
    below, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    y, x = y - top, x - left
    if values.ndim == 3:
        y, x = y[..., None], x[..., None]
    upper = values[top, left] * (1 - x) + values[top, right] * x
    lower = values[below, left] * (1 - x) + values[below, right] * x
    return (upper * (1 - y) + lower * y).astype(np.float32)


def _mean(values: Field, reach: int) -> Field:
    """Return the means of squares of 2 `reach` + 1 px around each place (h, w)."""
    for axis in (0, 1):
        ends = [(reach + 1, reach) if k == axis else (0, 0) for k in (0, 1)]
        sums = np.cumsum(np.pad(values, ends, mode="edge"), axis=axis, dtype=np.float64)
        first = np.take(sums, range(values.shape[axis]), axis)
        last = np.take(sums, range(2 * reach + 1, 2 * reach + 1 + values.shape[axis]), axis)
        values = ((last - first) / (2 * reach + 1)).astype(np.float32)
    return values


def _sized(values: Field, height: int, width: int) -> Field:
    """Return a field (h, w) at another size, by areas where it is smaller, else linear."""
    if values.shape == (height, width):
        return values
    picture = Image.fromarray(np.ascontiguousarray(values, np.float32))
    return np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR), np.float32)
