"""What a sound hides: how much may be added to each line of a spectrum without being heard.

The model is that of Johnston (IEEE J. Sel. Areas Commun. 6, 1988): energies in bands of half a
Bark, spread by Schroeder's function (J. Acoust. Soc. Am. 66, 1979), less an offset: 5.5 dB where
the sound is noise, 14.5 dB and as many as there are Bark below where it is tonal, by the flatness
of the whole spectrum. It is made stricter, as what is changed stays changed for 40 ms: at least
14 dB, 6 more at the partials of tones, and no more than what is before and after lets pass.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_STEP = 0.5  # Bark
_TONE, _NOISE = 14.5, 5.5  # dB
_LEAST = 14.0  # dB
_PARTIAL = 6.0
"""What partials of tones hide less than the sound as a whole, dB."""
_PURE = 25.0
"""Flatness of a pure tone's surroundings in the frames of the writer, dB below 1."""
_DECIBELS = 10 / 2.302585
_RISE, _FALL = 10**0.5, 10**1.5
"""How much more than the frame before and the frame after one may hide: 5 and 15 dB."""
_SILENT = 1e-12


def threshold(power: NDArray[float32], size: int, rate: int) -> NDArray[float32]:
    """Return the power that each line of power spectra (frames, lines) hides, in the same shape.

    `size` is how many samples a frame has; a line is a bin of the real transform of a frame.
    """
    import numpy as np

    into, out, around, spread, middle = _matrices(size, rate)
    logs = np.log(power + _SILENT)
    flat = _DECIBELS * (logs @ around - np.log(power @ around + _SILENT))
    tonal = np.clip(flat / -_PURE - 0.1, 0, 1)
    whole = _DECIBELS * (logs.mean(1) - np.log(power.mean(1) + _SILENT))
    of_tones = np.clip(whole / -60, 0, 1)[:, None]
    offset = of_tones * (_TONE + middle) + (1 - of_tones) * _NOISE
    offset = np.maximum(offset, _LEAST) + _PARTIAL * tonal
    hidden = (power @ into) * np.exp(offset / -_DECIBELS)
    # What is in a frame sounds in all of its 40 ms: before an attack too, and after an end.
    before, after = np.vstack([hidden[:1], hidden[:-1]]), np.vstack([hidden[1:], hidden[-1:]])
    hidden = np.minimum(hidden, np.minimum(before * _RISE, after * _FALL))
    return np.asarray((hidden @ spread) @ out, np.float32)


@cache
def _matrices(
    size: int, rate: int
) -> tuple[
    NDArray[float32], NDArray[float32], NDArray[float32], NDArray[float32], NDArray[float32]
]:
    """Return what turns lines into bands, bands into lines, and spreads from band to band.

    Lines into energies of bands (lines, bands); energies into power a line (bands, lines); lines
    into means over 2 Bark (lines, bands); the spreading (bands, bands); the middles of bands, Bark.
    """
    import numpy as np

    place = bark(np.arange(size // 2 + 1) * (rate / size))
    count = int(place[-1] / _STEP) + 2
    middle = (np.arange(count) + 0.5) * _STEP
    band = (place / _STEP).astype(int)
    into = np.zeros((len(place), count))
    into[np.arange(len(place)), band] = 1
    around = np.maximum(0, 1 - np.abs(place[:, None] - middle))
    around /= np.maximum(around.sum(0), 1e-9)
    away = middle - middle[:, None]  # from who hides to who is hidden, Bark
    level = 15.81 + 7.5 * (away + 0.474) - 17.5 * np.sqrt(1 + (away + 0.474) ** 2)
    spread = 10 ** (level / 10)
    spread /= spread.sum(0)
    between = np.clip(place / _STEP - 0.5, 0, count - 1.001)
    below = between.astype(int)
    out = np.zeros((count, len(place)))
    out[below, np.arange(len(place))] = 1 - (between - below)
    out[below + 1, np.arange(len(place))] += between - below
    out /= np.maximum(into.sum(0), 1)[:, None]
    made = (into, out, around, spread, middle)
    return tuple(each.astype(np.float32) for each in made)  # type: ignore[return-value]


def bark(frequency: NDArray[float32]) -> NDArray[float32]:
    """Return frequencies (Hz) in Bark (Zwicker and Terhardt, 1980)."""
    import numpy as np

    return np.asarray(
        13 * np.arctan(0.00076 * frequency) + 3.5 * np.arctan((frequency / 7500) ** 2)
    )
