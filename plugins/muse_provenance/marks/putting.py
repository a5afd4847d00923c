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

_FLAT = 0.85
"""Levels of 0..255 by which a mark changes what is flat, as a root mean square, in a megapixel."""

_SMALLER = 0.2
"""The power of its sides by which a smaller picture, which says it less often, is changed more."""

_DARK = 40.0
"""Levels below which what is flat is changed more, up to half as much again where it is black."""

_LIVELY = 0.4
"""Levels more for each level by which a place is lively itself, as far as there is power left."""

_TOO_LIVELY = 8.0
"""Levels of liveliness from which more of a mark is hardly heard."""

_STRONGEST = 2.0
"""Times as much more at most, where a picture is lively all over."""

_PLAIN = 1.7
"""Times as much all over at most, where so little is lively that power is left: flat posters."""

_ROOM = 1.5
"""Levels by which what is black or white gives way, so that a mark goes up and down there too."""

_GREY = (0.299, 0.587, 0.114)
"""The parts of red, green and blue in grey levels (ITU-R BT.601), as readers take them."""

_BUDGET = 1.98
"""Levels by which it changes a picture all over: a PSNR of 42.1 dB, once they are rounded."""

_ROUNDS = 2
"""Times that it is tried what a mark does, which isn't quite the sum of what its waves do."""

_MOST = 1.6
"""Times their mean: the largest amplitude of a wave, else a few waves would show."""

_MARGIN = 2.0
"""How clearly flat pictures say it, beside what it takes to be heard in lively ones."""


def decided(
    levels: NDArray[float32], colours: NDArray[float32], pixels: int, period: int, bits: bytes
) -> tuple[NDArray[complex128], NDArray[float32], NDArray[float32]]:
    """Return the amplitudes of waves, (260,), what their tile is multiplied by, and what is added.

    `levels` (h, w) and `colours` (1 or 3, h, w) are the grids of a picture of so many `pixels`,
    `period` is the side of its tiles in grid px. The tile of these amplitudes has a mean square of
    1; the gain has the shape of `levels`, what is added that of `colours`.
    """
    import numpy as np

    own = comb()
    signs = chips(bits)
    lively = grid.flattened(levels)[1]
    room = np.float32(_ROOM)
    shift = np.clip(room - colours, 0, None) - np.clip(colours - (255 - room), 0, None)
    gain = _gains(levels, lively, pixels, float((shift.astype(float) ** 2).mean()))
    found = sums(grid.evened(levels + _grey(shift)), period)
    host, beside = of_waves(found), beside_waves(found)
    # A wave of amplitude 1 adds half of it to its sum at each place, and is heard there by weight.
    heard = float((gain / (lively + np.float32(grid.QUIET))).mean(dtype=float))
    lost = np.exp(-2 * (np.pi * grid.FINE * np.hypot(own.across, own.down) / period) ** 2)
    response = levels.size / 2 * heard * (1 - lost)
    clear = np.hypot(beside, _MARGIN * response / len(host) ** 0.5)
    amplitudes = _pushed(host, clear, signs, response)
    for _ in range(_ROUNDS):
        change = _change(colours, gain, shift, tile(amplitudes, period))
        got = of_waves(sums(grid.evened(levels + _grey(change)), period))
        amplitudes = _pushed(got - amplitudes * response, clear, signs, response)
    change = _change(colours, gain, shift, tile(amplitudes, period))
    power = float((change.astype(float) ** 2).mean())
    within = np.float32(min(1.0, _BUDGET / (power**0.5 + 1e-9)))
    return amplitudes, gain * within, shift * within


def _gains(
    levels: NDArray[float32], lively: NDArray[float32], pixels: int, spent: float
) -> NDArray[float32]:
    """Return what a tile of mean square 1 is multiplied by, so that all is within the budget.

    What is flat gets little, and always that; what is lively gets what is left.
    """
    import numpy as np

    dark = np.float32(1) + np.clip(np.float32(1) - levels / np.float32(_DARK), 0, None) / 2
    least = np.float32(_FLAT * max(1.0, 2**20 / pixels) ** (_SMALLER / 2)) * dark
    much = lively / np.float32(_TOO_LIVELY)
    more = np.float32(_LIVELY) * lively / (np.float32(1) + much * much)
    power = _BUDGET**2 - spent - float((least**2).mean(dtype=float))
    if power <= 0:
        return np.asarray(least, np.float32)
    half, square = (float((each * more).mean(dtype=float)) for each in (least, more))
    times = ((half**2 + square * power) ** 0.5 - half) / (square + 1e-9)
    gain = least + np.float32(min(times, _STRONGEST)) * more
    whole = float((gain**2).mean(dtype=float))
    left = max(1.0, (_BUDGET**2 - spent) / whole) ** 0.5
    return np.asarray(gain * np.float32(min(left, _PLAIN)), np.float32)


def _grey(colours: NDArray[float32]) -> NDArray[float32]:
    """Return the grey level of (1 or 3, h, w), (h, w)."""
    import numpy as np

    if len(colours) == 1:
        return np.asarray(colours[0], np.float32)
    red, green, blue = (np.float32(part) * each for part, each in zip(_GREY, colours, strict=True))
    grey: NDArray[float32] = red + green + blue
    return grey


def _change(
    colours: NDArray[float32],
    gain: NDArray[float32],
    shift: NDArray[float32],
    made: NDArray[float64],
) -> NDArray[float32]:
    """Return what a tile changes, as far as black and white leave room: the shape of `colours`."""
    import numpy as np

    height, width = gain.shape
    across = np.tile(made.astype(np.float32), (1, -(-width // len(made))))[:, :width]
    change: NDArray[float32] = gain * across[np.arange(height) % len(made)] + shift
    return np.clip(change, -colours, 255 - colours)


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
    amplitudes: NDArray[complex128] = made[0] * signs.real + 1j * made[1] * signs.imag
    return amplitudes
