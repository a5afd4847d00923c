"""Loudness by ITU-R BS.1770-4, metered as the sound goes by, and a limiter of true peaks."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

CEILING = 10 ** (-2.0 / 20)
"""The highest true peak after `limited`: -2 dB of full scale, of which encoders may take 1."""
SILENCE = -70.0
"""LUFS below which nothing is heard: the absolute gate of BS.1770."""

_OFFSET = -0.691  # dB
_PARTS = 4  # hops of 100 ms in a block of 400 ms


class Meter:
    """Meters one channel that comes in pieces; it keeps ten numbers a second."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._hop = round(rate / 10)
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._first: NDArray[np.float32] = self._rest
        self._energy: list[float] = []

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples."""
        held = np.concatenate([self._rest, samples]) if self._rest.size else samples
        hops = len(held) // self._hop
        if not self._energy and hops < _PARTS:
            self._first = held
        for start in range(0, hops, 64):
            part = held[start * self._hop : min(hops, start + 64) * self._hop]
            self._energy += _weighted(part.reshape(-1, self._hop), self.rate)
        self._rest = held[hops * self._hop :]

    def loudness(self) -> float:
        """Return the integrated loudness of all there was, LUFS, not below -70."""
        energy = self._energy
        if len(energy) < _PARTS:  # shorter than a block: repeated, or it would have no loudness
            whole = self._first
            if not whole.any():
                return SILENCE
            again = Meter(self.rate)
            again.add(np.tile(whole, math.ceil(self._hop * _PARTS / len(whole)) + 1))
            return again.loudness()
        power = np.convolve(np.asarray(energy), np.full(_PARTS, 1 / _PARTS), "valid")
        loud = power > 10 ** ((SILENCE - _OFFSET) / 10)
        if not loud.any():
            return SILENCE
        relative = power[loud].mean() / 10  # 10 LU below
        mean = float(power[loud & (power > relative)].mean())
        return max(SILENCE, _OFFSET + 10 * math.log10(mean))


def loudness(samples: NDArray[np.float32], rate: int) -> float:
    """Return the integrated loudness of one channel, LUFS."""
    meter = Meter(rate)
    meter.add(samples)
    return meter.loudness()


def _weighted(hops: NDArray[np.float32], rate: int) -> list[float]:
    """Return the mean K-weighted power of each row, by Parseval's theorem."""
    spectra = np.fft.rfft(hops)
    power = spectra.real**2 + spectra.imag**2
    return [float(each) for each in power @ _weighting(rate, hops.shape[1])]


@cache
def _weighting(rate: int, hop: int) -> NDArray[np.float64]:
    """Return what each line of a power spectrum adds to the mean K-weighted power.

    The shelf and the high-pass are those of BS.1770-4 (given there at 48 kHz) as analogue
    prototypes mapped by the bilinear transform: Mansbridge, Finn and Reiss, AES Convention 133
    (2012).
    """
    gains = np.full(hop // 2 + 1, 2.0 / hop**2)  # each line but the first stands for two
    gains[0] /= 2
    back = np.exp(-2j * np.pi * np.arange(hop // 2 + 1) / hop)  # one sample later
    for (b0, b1, b2), (a1, a2) in (
        _biquad(rate, 1681.974450955533, 0.7071752369554196, 3.999843853973347),
        _biquad(rate, 38.13547087602444, 0.5003270373238773, None),
    ):
        gains *= np.abs((b0 + b1 * back + b2 * back**2) / (1 + a1 * back + a2 * back**2)) ** 2
    return gains


def _biquad(
    rate: int, frequency: float, q: float, gain: float | None
) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """Return a high shelf of a gain (dB), or without one a high-pass, as b and a (a0 is 1)."""
    k = math.tan(math.pi * frequency / rate)
    a0 = 1 + k / q + k * k
    a = (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
    if gain is None:
        return (1.0, -2.0, 1.0), a
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    b = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    return (b[0] / a0, b[1] / a0, b[2] / a0), a


def true_peaks(samples: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Return the highest value of each `step` samples, also between them (four times as many).

    The values between are those of the band-limited signal (BS.1770-4, annex 2, asks for at least
    four times the rate); here by padding the spectrum, block by block.
    """
    count = -(-len(samples) // step)
    found = np.zeros(count * step, np.float32)
    size, margin = 16384, 512
    padded = np.pad(samples, (margin, margin + size))
    for start in range(0, len(samples), size):
        block = padded[start : start + size + 2 * margin]
        fine = np.fft.irfft(np.fft.rfft(block), 4 * len(block)).astype(np.float32) * 4
        inner = np.abs(fine[4 * margin : 4 * (margin + size)]).reshape(-1, 4).max(1)
        room = min(size, len(samples) - start)
        found[start : start + room] = inner[:room]
    return found.reshape(count, step).max(1)


def limited(
    samples: NDArray[np.float32], rate: int, peaks: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """Return samples whose true peaks a limiter with 5 ms of look-ahead holds at the ceiling.

    `peaks` are theirs in steps of half a millisecond, where they are known already.

    The gain is the running minimum of what the samples need, in steps of half a millisecond,
    smoothed over the same window: a mean of minima is nowhere above what its middle needs.
    """
    if not len(samples):
        return samples
    step = _step(rate)
    peaks = true_peaks(samples, step) if peaks is None else peaks
    if peaks.max() <= CEILING:
        return samples
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    reach = 10  # steps to each side: 5 ms
    low = np.pad(needed, 2 * reach + 1, mode="edge")
    low = np.lib.stride_tricks.sliding_window_view(low, 2 * reach + 3).min(1)
    sums = np.cumsum(np.concatenate([[0.0], low]))
    smooth = (sums[2 * reach :] - sums[: -2 * reach]) / (2 * reach)
    at = np.arange(len(samples))
    gain = np.interp(at, (np.arange(len(peaks)) + 0.5) * step, smooth[: len(peaks)])
    return (samples * gain).astype(np.float32)


def _step(rate: int) -> int:
    """Return half a millisecond in samples."""
    return max(1, rate // 2000)


def levelled(samples: NDArray[np.float32], rate: int, target: float) -> NDArray[np.float32]:
    """Return samples at `target` LUFS with their true peaks limited; silence stays silence."""
    now = loudness(samples, rate)
    if now <= SILENCE:
        return samples
    gain = target - now
    made = samples
    peaks = true_peaks(samples, _step(rate))
    for _ in range(6):  # what the limiter takes away is given back to the rest
        factor = np.float32(10 ** (gain / 20))
        raised = samples * factor
        made = limited(raised, rate, peaks * factor)
        off = target - loudness(made, rate)
        if made is raised or abs(off) < 0.05:
            break
        gain += off
    return made
