"""Deciding how strong each wave of a picture's mark is: those that its reader misses, no more.

A mark is written knowing what it is written over. Waves of the picture that happen to say what they
should are left alone, those that say the contrary are pushed, until all say it as clearly as the
power of the mark allows (informed embedding: Miller, Doerr and Cox, 2004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muse_provenance.marks import grid
from muse_provenance.marks.comb import beside_waves, chips, comb, of_waves, sums, tile

if TYPE_CHECKING:
    from numpy import complex128, float32, float64
    from numpy.typing import NDArray

_FLAT = 1.1
"""Levels of 0..255 by which a mark changes what is flat, as a root mean square."""

_LIVELY = 0.4
"""Levels more for each level by which a place is lively itself."""

_STRONGEST = 2.5
"""Levels by which it changes anything, as a root mean square."""

_BUDGET = 1.95
"""Levels by which it changes a picture all over: a PSNR of 42.2 dB, once they are rounded."""

_ROUNDS = 2
"""Times that it is tried what a mark does, which isn't quite the sum of what its waves do."""

_MOST = 1.6
"""Times their mean: the largest amplitude of a wave, else a few waves would show."""

_MARGIN = 1.0
"""How clearly flat pictures say it, beside what it takes to be heard in lively ones."""


def decided(
    levels: NDArray[float32], period: int, bits: bytes
) -> tuple[NDArray[complex128], NDArray[float32]]:
    """Return the amplitudes of the waves, (260,), and what each grid px multiplies the tile by.

    `levels` is the picture's grid, `period` the side of its tiles in grid px. The tile of these
    amplitudes has a mean square of 1.
    """
    import numpy as np

    own = comb()
    signs = chips(bits)
    _, lively = grid.flattened(levels)
    gain = np.minimum(np.float32(_FLAT) + np.float32(_LIVELY) * lively, np.float32(_STRONGEST))
    found = sums(grid.evened(levels), period)
    host, beside = of_waves(found), beside_waves(found)
    # A wave of amplitude 1 adds half of it to its sum at each place, and is heard there by weight.
    heard = float((gain / (lively + np.float32(grid.QUIET))).mean(dtype=float))
    lost = np.exp(-2 * (np.pi * 2 * np.hypot(own.across, own.down) / period) ** 2)
    response = levels.size / 2 * heard * (1 - lost)
    least = _MARGIN * response / len(host) ** 0.5
    without = host
    amplitudes = _pushed(without, np.hypot(beside, least), signs, response)
    for _ in range(_ROUNDS):
        change = _change(levels, gain, tile(amplitudes, period))
        power = float((change.astype(float) ** 2).mean())
        gain = gain * np.float32(min(1.0, _BUDGET / (power**0.5 + 1e-9)))
        got = of_waves(sums(grid.evened(levels + change), period))
        without = got - amplitudes * response
        amplitudes = _pushed(without, np.hypot(beside, least), signs, response)
    power = float((_change(levels, gain, tile(amplitudes, period)).astype(float) ** 2).mean())
    return amplitudes, gain * np.float32(min(1.0, _BUDGET / (power**0.5 + 1e-9)))


def _change(
    levels: NDArray[float32], gain: NDArray[float32], made: NDArray[float64]
) -> NDArray[float32]:
    """Return what a tile changes, as far as black and white leave room."""
    import numpy as np

    height, width = levels.shape
    across = np.tile(made.astype(np.float32), (1, -(-width // len(made))))[:, :width]
    change: NDArray[float32] = gain * across[np.arange(height) % len(made)]
    return np.clip(change, -levels, 255 - levels)


def _pushed(
    host: NDArray[complex128],
    clear: NDArray[float64],
    signs: NDArray[complex128],
    response: NDArray[float64],
) -> NDArray[complex128]:
    """Return amplitudes by which all waves say their signs as clearly as a power of 1 allows.

    `clear` is what a sum has to be to count as one step of clearness.
    """
    import numpy as np

    said = np.stack([host.real * signs.real, host.imag * signs.imag])
    most = _MOST / len(host) ** 0.5

    def push(steps: float) -> NDArray[float64]:
        return np.clip((steps * clear - said) / response, 0, most)

    low, high = -8.0, 8.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (push(middle) ** 2).sum() < 2 else (low, middle)
    made = push(high)
    made *= (2 / max(float((made**2).sum()), 1e-9)) ** 0.5
    return made[0] * signs.real + 1j * made[1] * signs.imag
