"""Filtering by FFT: what a long recursion would do sample by sample, block by block."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BLOCK = 2**14
"""Samples of a transform at least."""


def spread(
    samples: NDArray[np.float32], responses: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Return samples (n) filtered by each of some responses of one length, (responses, n).

    Overlap-add: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 8.7.
    """
    size = BLOCK
    while size < 3 * len(responses[0]):
        size *= 2
    step = size - len(responses[0]) + 1
    spectra = np.fft.rfft(np.stack(responses).astype(np.float32), size)
    made = np.zeros((len(responses), len(samples) + size), np.float32)
    for start in range(0, len(samples), step):
        block = samples[start : start + step]
        if block.any():
            out = np.fft.irfft(np.fft.rfft(block, size) * spectra, size)
            made[:, start : start + size] += out.astype(np.float32)
    return made[:, : len(samples)]
