"""Where the chips of a mark lie in a sound: cells of time and frequency, each louder or softer.

Time is cut into tiles of 40 ms, and the range from 400 to 8500 Hz into 56 bands of equal width in
mel. One cell in eight belongs to the pilot, whose signs are always the same: a reader finds by them
where in the pattern a cut begins. The others carry the 416 chips in turn, each of them once in
every 8.5 tiles (0.34 s), in an order that changes and under signs that change. So ten seconds hold
each chip 29 times; and as the pattern begins anew after 41 s only, no beat of a music falls on the
same signs each time.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32, int64
    from numpy.typing import NDArray

TILE = 0.04
"""Seconds of a tile."""
HOP = 0.02
"""Seconds from one frame of the writer to the next; a frame is twice as long."""
PERIOD = 1024
"""Tiles after which the pattern begins anew: 40.96 s."""
BANDS = 56
LOW, HIGH = 400.0, 8500.0
"""The range that is marked, Hz."""
PILOT = -1
"""The chip of cells that belong to the pilot."""
_SHARE = 8
"""Of so many cells one belongs to the pilot."""


@cache
def pattern() -> tuple[NDArray[int64], NDArray[float32]]:
    """Return which chip each cell carries, and the sign it carries it under, (PERIOD, BANDS)."""
    import numpy as np

    from muse_provenance.marks.code import CHIPS
    from muse_provenance.marks.key import numbers

    count = PERIOD * BANDS
    drawn = numbers("sound", 2 * count).astype(np.uint64)
    signs = np.where(drawn[:count] >> np.uint64(63), -1, 1).astype(np.float32)
    chips = np.full(count, PILOT, np.int64)
    free = np.flatnonzero(drawn[:count] % np.uint64(_SHARE))
    rounds = -(-len(free) // CHIPS)
    order = np.argsort(drawn[count : count + rounds * CHIPS].reshape(rounds, CHIPS), kind="stable")
    chips[free] = order.ravel()[: len(free)]
    return chips.reshape(PERIOD, BANDS), signs.reshape(PERIOD, BANDS)


def signs(bits: bytes) -> NDArray[float32]:
    """Return what becomes of each cell under a mark of 8 bytes: +1 louder, -1 softer."""
    import numpy as np

    from muse_provenance.marks.code import encode

    chips, under = pattern()
    told = np.append(encode(bits), 1).astype(np.float32)  # the pilot's chip, -1, is the last
    return told[chips] * under


def bands(frequencies: NDArray[float32], rate: int) -> tuple[slice, NDArray[int64]]:
    """Return which of the frequencies (Hz, rising) are marked, and the band of each of those.

    The uppermost 6 % of what a rate can hold are left out: encoders and resamplers cut there.
    """
    import numpy as np

    first, last = np.searchsorted(frequencies, (LOW, min(HIGH, 0.47 * rate)))
    low, high = _mel(np.array((LOW, HIGH)))
    place = (_mel(frequencies[first:last]) - low) / (high - low) * BANDS
    return slice(int(first), int(last)), np.clip(place.astype(np.int64), 0, BANDS - 1)


def _mel(frequency: NDArray[float32]) -> NDArray[float32]:
    """Return frequencies (Hz) in mel (O'Shaughnessy, 1987)."""
    import numpy as np

    return np.asarray(2595 * np.log10(1 + frequency / 700), np.float32)
