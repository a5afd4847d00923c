"""Where the mark of a picture lives: a comb of frequencies, those of a tile that is repeated.

A tile is a sum of waves that fit into it a whole number of times, across and down. Repeated over a
picture, each wave is one frequency of the whole picture: cutting the picture only shifts their
phases, and scaling it only moves the teeth of the comb together or apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from muse_provenance.marks import code
from muse_provenance.marks.key import numbers

if TYPE_CHECKING:
    from numpy import complex128, float32, float64, int64
    from numpy.typing import NDArray

TILE = 144
"""Side of a tile, in px of a picture of at most two megapixels."""

PILOTS = 52
"""Waves whose phases are known: they tell how large tiles are, and where they begin."""

_LOWEST = 3.2
"""Waves in a tile that are too few: pictures have most of their own power there."""


@dataclass(frozen=True)
class Comb:
    """The waves of a tile: how often they go across (1 to `reach`) and down (-`reach` to `reach`).

    `across` and `down` are (260,); the phases of the first PILOTS are known: `pilots`, as complex
    numbers of 1 or -1 and i or -i. Each of the others carries two chips.
    """

    across: NDArray[int64]
    down: NDArray[int64]
    pilots: NDArray[complex128]
    reach: int


@cache
def comb() -> Comb:
    """Return the waves: as low as there are enough of them, none level or upright.

    What is level or upright is where the edges of pictures, and of what they show, have their own.
    """
    import numpy as np

    count = PILOTS + code.CHIPS // 2
    across, down = (each.ravel() for each in np.meshgrid(np.arange(1, 20), np.arange(-20, 21)))
    radius = np.hypot(across, down)
    fit = (radius >= _LOWEST) & (down != 0)
    across, down, radius = across[fit], down[fit], radius[fit]
    lowest = np.argsort(radius, kind="stable")[:count]
    order = lowest[np.argsort(numbers("waves", count), kind="stable")]
    signs = 1.0 - 2.0 * (numbers("pilots", 2 * PILOTS) & np.uint64(1)).astype(float)
    reach = int(max(across[order].max(), np.abs(down[order]).max()))
    return Comb(across[order], down[order], signs[:PILOTS] + 1j * signs[PILOTS:], reach)


def chips(bits: bytes) -> NDArray[complex128]:
    """Return the signs that waves carry for 8 bytes, the pilots' first: (260,) of +-1 +-i."""
    import numpy as np

    sent = code.encode(bits).astype(float)
    return np.concatenate([comb().pilots, sent[0::2] + 1j * sent[1::2]])


def sums(grid: NDArray[float32], period: float) -> NDArray[complex128]:
    """Return the Fourier sums of a grid at every half wave of a tile of `period` grid px.

    (4 reach + 1, 2 reach + 1): down from -reach, across from 0. The even ones are the waves of the
    comb, what is between them is the picture's own.
    """
    import numpy as np

    reach = comb().reach
    rows = np.arange(-2 * reach, 2 * reach + 1) / 2
    columns = np.arange(2 * reach + 1) / 2
    y, x = (np.arange(side) + 0.5 for side in grid.shape)
    upright = np.exp(-2j * np.pi / period * rows[:, None] * y)
    level = np.exp(-2j * np.pi / period * x[:, None] * columns)
    # Double precision: what is decided by these numbers has to be the same on every machine.
    found: NDArray[complex128] = upright @ (grid.astype(float) @ level)
    return found


def of_waves(found: NDArray[complex128]) -> NDArray[complex128]:
    """Return the sums of the comb's own waves, (260,)."""
    own = comb()
    return found[2 * (own.down + own.reach), 2 * own.across]


def beside_waves(found: NDArray[complex128]) -> NDArray[float64]:
    """Return how large sums are around each wave of the comb where there is none of it, (260,)."""
    import numpy as np

    own = comb()
    beside = np.ones(found.shape)
    beside[::2, ::2] = 0
    beside[:, :2] = 0
    beside[2 * own.reach - 1 : 2 * own.reach + 2] = 0
    power = _boxes(np.abs(found) ** 2 * beside) / np.maximum(_boxes(beside), 1)
    level: NDArray[float64] = np.sqrt(power[2 * (own.down + own.reach), 2 * own.across])
    return level


def _boxes(values: NDArray[float64], size: int = 4) -> NDArray[float64]:
    """Return the sums over squares of 2 size + 1 around each value."""
    import numpy as np

    summed = np.pad(values, size).cumsum(0).cumsum(1)
    summed = np.pad(summed, ((1, 0), (1, 0)))
    whole = 2 * size + 1
    found: NDArray[float64] = (
        summed[whole:, whole:] - summed[:-whole, whole:] - summed[whole:, :-whole]
    ) + summed[:-whole, :-whole]
    return found


def tile(amplitudes: NDArray[complex128], side: int) -> NDArray[float64]:
    """Return the tile of `side` px whose waves have these amplitudes, (side, side)."""
    import numpy as np

    own = comb()
    spectrum = np.zeros((side, side // 2 + 1), complex)
    centre = np.exp(1j * np.pi / side * (own.across + own.down))
    spectrum[own.down % side, own.across] = amplitudes * centre * (side**2 / 2)
    return np.fft.irfft2(spectrum, s=(side, side))
