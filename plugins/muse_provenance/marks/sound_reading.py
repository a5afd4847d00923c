"""Reading marks of sounds: what of each cell its neighbours don't tell, and where the pattern lies.

levels       the logarithm of the power in each band, every 10 ms
surprises    that less what the cells around it let expect (least squares), in units of its own
             spread: a mark is what nothing foretells
places       where the pilot fits: a time in the pattern, and a speed within 0.5 %
chips        what the cells say of each chip from there on, weighed; the code does the rest
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from muse_provenance.marks import cells
from muse_provenance.marks.found import Found

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

STEP = 0.01
"""Seconds from one frame of the reader to the next."""
_TILE = round(cells.TILE / STEP)
_WINDOW = 0.04  # s
_AT_ONCE = 1000
"""Frames that are transformed together."""
_FAINT = 3e-7
"""What is below this share of the sound's mean power counts as silence."""
_LEAST = 0.05
"""A surprise is never told from one of fewer nepers of power."""
_SPEEDS = (0.0, *(sign * step / 800 for step in (1, 2, 3, 4) for sign in (1, -1)))
"""Speeds that are tried, from the likeliest: up to 0.5 % more or less."""
_SURE = 4.6
"""How far the pilot stands out where it is worth trying to decode, in standard deviations."""
_TRIED = 4
"""Places in a window that are tried at most."""


def read(samples: NDArray[float32], rate: int) -> Found | None:
    """Return the mark of a window of samples (channels, n), some 20 s of them; None for none."""
    import numpy as np

    from muse_provenance.marks.code import decode_all

    told = surprises(levels(samples, rate))
    if len(told) < _TILE:
        return None
    for likely in places(told):
        if not likely:
            continue
        weighed = [chips(told, place) for place in likely]
        found = [each for each in decode_all(np.stack(weighed)) if each is not None]
        if found:
            return Found(*max(found, key=lambda each: each[1]))
    return None


class Place(NamedTuple):
    """Where the pattern may lie: how far the pilot stands out, speed, frame, and tile there."""

    fit: float
    speed: float
    frame: int
    tile: int


def levels(samples: NDArray[float32], rate: int) -> NDArray[float32]:
    """Return the log power of each band every 10 ms, (frames, BANDS), of samples (channels, n).

    Bands that the rate doesn't reach are 0.
    """
    import numpy as np

    size = 2 * round(_WINDOW / 2 * rate)
    count = int((samples.shape[1] - size) / (rate * STEP)) + 1
    if count < 1:
        return np.zeros((0, cells.BANDS), np.float32)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    lines, band = cells.bands(np.arange(size // 2 + 1) * (rate / size), rate)
    into = np.zeros((len(band), cells.BANDS), np.float32)
    into[np.arange(len(band)), band] = 1
    into /= np.maximum(into.sum(0), 1)
    power = np.empty((count, len(band)), np.float32)
    for first in range(0, count, _AT_ONCE):
        starts = np.round(np.arange(first, min(count, first + _AT_ONCE)) * (STEP * rate))
        frames = samples[:, starts.astype(np.int64)[:, None] + np.arange(size)]
        spectra = np.fft.rfft(frames * window)[..., lines]
        power[first : first + _AT_ONCE] = (spectra.real**2 + spectra.imag**2).sum(0)
    faint = _FAINT * float(power.mean()) + 1e-20
    return np.asarray(np.log(power + np.float32(faint)) @ into, np.float32)


def surprises(told: NDArray[float32]) -> NDArray[float32]:
    """Return what of each tile's level the tiles around it don't foretell, (frames, BANDS).

    Frame i is the tile that begins with frame i + 2 tiles of `told`: so much is lost at both ends.
    """
    import numpy as np

    sums = np.cumsum(np.concatenate([np.zeros_like(told[:1]), told]), axis=0, dtype=np.float64)
    tiles = ((sums[_TILE:] - sums[:-_TILE]) / _TILE).astype(np.float32)
    count = len(tiles) - 4 * _TILE
    if count < 8 * _TILE:
        return np.zeros((0, cells.BANDS), np.float32)
    wide = np.pad(tiles, ((0, 0), (2, 2)), mode="edge")

    def moved(time: int, band: int) -> NDArray[float32]:
        first = (2 + time) * _TILE
        return wide[first : first + count, 2 + band : 2 + band + cells.BANDS].T

    near = [moved(time, 0) for time in (-2, -1, 1, 2)]
    near += [moved(0, band) for band in (-2, -1, 1, 2)]
    near += [moved(time, band) for time in (-1, 1) for band in (-1, 1)]
    around = np.stack([*near, np.ones_like(near[0])], axis=1)  # (BANDS, 13, frames)
    here = moved(0, 0)
    square = around @ around.transpose(0, 2, 1)
    weight = np.trace(square, axis1=1, axis2=2) / square.shape[1]
    square += (1e-5 * weight + 1e-6)[:, None, None] * np.eye(square.shape[1], dtype=np.float32)
    known = np.linalg.solve(square.astype(np.float64), (around @ here[..., None]).astype(float))
    left = here - (known.transpose(0, 2, 1).astype(np.float32) @ around)[:, 0]
    return _even(left).T


def _even(left: NDArray[float32]) -> NDArray[float32]:
    """Return what is left (BANDS, frames) in units of its mean over 4 tiles, cut off at 3."""
    import numpy as np

    reach = 2 * _TILE
    sizes = np.pad(np.abs(left), ((0, 0), (reach + 1, reach)), mode="reflect")
    sums = np.cumsum(sizes, axis=1, dtype=np.float64)
    mean = (sums[:, 2 * reach + 1 :] - sums[:, : -2 * reach - 1]) / (2 * reach + 1)
    return np.asarray(np.clip(left / (mean + _LEAST), -3, 3), np.float32)


def places(told: NDArray[float32]) -> Iterator[list[Place]]:
    """Yield where the pattern may lie in a window of surprises, the likeliest first.

    First at the speed that it has, then at others.
    """
    for speeds in (_SPEEDS[:1], _SPEEDS[1:]):
        found = [place for speed in speeds for place in _fits(told, speed)]
        yield sorted(found, reverse=True)[:_TRIED]


def _fits(told: NDArray[float32], speed: float) -> Iterator[Place]:
    """Yield where the pilot stands out at one speed: of places side by side the best."""
    import numpy as np

    taken = series(told, speed, 0)
    count = min(len(taken), cells.PERIOD)
    fits = np.zeros((_TILE, cells.PERIOD), np.float32)
    for frame in range(_TILE):
        tiles = series(told, speed, frame)[:count]
        spectrum = np.fft.rfft(tiles.T, cells.PERIOD)  # (BANDS, lines)
        alike = np.fft.irfft((spectrum.conj() * _pilot()).sum(0), cells.PERIOD)
        fits[frame] = alike / (np.sqrt((tiles**2).sum() * _pilot_share()) + 1e-9)
    best = fits.max(0)
    for tile in np.argsort(best)[::-1][:_TRIED].tolist():
        if best[tile] >= _SURE:
            yield Place(float(best[tile]), speed, int(fits[:, tile].argmax()), tile)


def series(told: NDArray[float32], speed: float, frame: int) -> NDArray[float32]:
    """Return the surprises of tile after tile from a frame on, at a speed, (tiles, BANDS)."""
    import numpy as np

    if not speed:
        return told[frame::_TILE]
    at = np.arange(frame, (len(told) - 1) / (1 + speed), _TILE) * (1 + speed)
    low = np.minimum(at.astype(np.int64), len(told) - 2)
    part = (at - low)[:, None].astype(np.float32)
    return np.asarray(told[low] * (1 - part) + told[low + 1] * part, np.float32)


@cache
def _pilot() -> NDArray[Any]:
    """Return the spectrum of the pilot's signs in each band over time, (BANDS, lines)."""
    import numpy as np

    chips, signs = cells.pattern()
    return np.fft.rfft(np.where(chips == cells.PILOT, signs, 0).T.astype(np.float32))


@cache
def _pilot_share() -> float:
    """Return how many of all cells are the pilot's, 0..1."""
    chips, _ = cells.pattern()
    return float((chips == cells.PILOT).mean())


def chips(told: NDArray[float32], place: Place) -> NDArray[float32]:
    """Return what a window of surprises says of each chip where the pattern lies at a place."""
    import numpy as np

    from muse_provenance.marks.code import CHIPS

    tiles = series(told, place.speed, place.frame)
    rows = (place.tile + np.arange(len(tiles))) % cells.PERIOD
    chip, signs = (each[rows] for each in cells.pattern())
    data = chip != cells.PILOT
    weighed = np.bincount(chip[data], (tiles * signs)[data], CHIPS)
    return weighed.astype(np.float32)
