"""Filtering by FFT: what a long recursion would do sample by sample, block by block."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BLOCK = 2**14
"""Samples of a transform at least."""


def convolved(samples: NDArray[np.float32], response: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return samples (channels, n) filtered by an impulse response (k) as (channels, n + k - 1).

    Overlap-add: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 8.7.
    """
    size = BLOCK
    while size < 3 * len(response):
        size *= 2
    step = size - len(response) + 1
    spectrum = np.fft.rfft(response.astype(np.float32), size)
    channels, total = samples.shape
    made = np.zeros((channels, total + len(response) - 1), np.float32)
    for start in range(0, total, step):
        block = samples[:, start : start + step]
        if not block.any():
            continue
        out = np.fft.irfft(np.fft.rfft(block, size) * spectrum, size)
        stop = min(made.shape[1], start + size)
        made[:, start:stop] += out[:, : stop - start].astype(np.float32)
    return made


def spread(
    samples: NDArray[np.float32], responses: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Return samples (n) filtered by each of some responses of one length, (responses, n)."""
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
