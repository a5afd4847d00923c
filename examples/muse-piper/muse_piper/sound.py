"""Samples of one channel: cut where they are silent, at one loudness, written as files.

Loudness is that of ITU-R BS.1770-4: power, weighted as ears hear it, in blocks of 400 ms of which
those that are silent, or far softer than the rest, don't count.
"""

import io
import math
import struct

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

CEILING = 10 ** (-2.0 / 20)
"""The highest true peak: -2 dB of full scale, of which encoders may take 1."""
SILENCE = -70.0
"""LUFS below which nothing is heard."""

_KINDS = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
    ".ogg": ("OGG", "VORBIS"),
}
_NEAR = 0.05  # LU
_CHUNK = 60  # s that are looked at together


def trimmed(samples: Samples, rate: int) -> tuple[Samples, int]:
    """Return samples without the silence around them, and how many were cut from the front."""
    window = rate // 200
    count = -(-len(samples) // window)
    level = (
        np.abs(np.pad(samples, (0, count * window - len(samples)))).reshape(count, window).max(1)
    )
    loud = np.flatnonzero(level > level.max(initial=0) * 0.01)
    if not len(loud):
        return samples[:0], 0
    first = max(0, int(loud[0]) * window - rate // 100)
    last = min(len(samples), int(loud[-1] + 1) * window + rate // 30)
    made = samples[first:last].copy()
    for part, ramp in ((made[: rate // 200], 1), (made[-rate // 40 :], -1)):
        part *= np.linspace(0, 1, len(part), dtype=np.float32)[::ramp]
    return made, first


def loudness(samples: Samples, rate: int) -> float:
    """Return the integrated loudness (LUFS), not below -70."""
    hop = rate // 10
    if len(samples) < 4 * hop:  # shorter than a block: repeated, or it would have no loudness
        if not samples.any():
            return SILENCE
        samples = np.tile(samples, 4 * hop // len(samples) + 1)
    rows = samples[: len(samples) // hop * hop].reshape(-1, hop)
    power = np.concatenate(
        [_power(rows[at : at + 10 * _CHUNK], rate) for at in range(0, len(rows), 10 * _CHUNK)]
    )
    blocks = np.convolve(power, np.full(4, 0.25), "valid")
    heard = blocks[blocks > 10 ** ((SILENCE + 0.691) / 10)]
    if not len(heard):
        return SILENCE
    kept = heard[heard > heard.mean() / 10]  # not 10 LU softer
    return max(SILENCE, -0.691 + 10 * math.log10(float(kept.mean())))


def _power(rows: Samples, rate: int) -> NDArray[np.float64]:
    """Return the weighted mean power of each row, from its spectrum."""
    size = rows.shape[1]
    spectrum = np.abs(np.fft.rfft(rows)) ** 2
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gain = np.ones(len(turn))
    for frequency, q, decibels in ((1681.97, 0.70718, 3.99984), (38.1355, 0.50033, None)):
        k = math.tan(math.pi * frequency / rate)
        below = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
        above = (1.005, -2.01, 1.005)  # as it is at 48 kHz, where the standard gives it
        if decibels is not None:  # a shelf
            high = 10 ** (decibels / 20)
            middle = high**0.49967 * k / q
            above = (high + middle + k * k, 2 * (k * k - high), high - middle + k * k)
        shape = [sum(c * turn**n for n, c in enumerate(side)) for side in (above, below)]
        gain *= np.abs(shape[0] / shape[1]) ** 2
    gain[1:] *= 2  # each line but the first stands for two
    return np.asarray(spectrum @ gain / size**2)


def true_peaks(samples: Samples) -> Samples:
    """Return how high the wave rises at and after each sample, also between them (four times)."""
    size, margin = 2**15, 512
    made = np.zeros(len(samples), np.float32)
    padded = np.pad(samples, (margin, margin + size))
    for start in range(0, len(samples), size):
        block = padded[start : start + size + 2 * margin]
        fine = 4 * np.fft.irfft(np.fft.rfft(block), 4 * len(block))
        highest = np.abs(fine).reshape(-1, 4).max(1)[margin : margin + size]
        made[start : start + size] = highest[: len(samples) - start]
    return made


def levelled(samples: Samples, rate: int, target: float) -> Samples:
    """Return samples at `target` LUFS; silence stays silence.

    What a limiter takes away from the peaks is given back to the rest.
    """
    now = loudness(samples, rate)
    if now <= SILENCE:
        return samples
    decibels, made, peaks = target - now, samples, true_peaks(samples)
    for _ in range(5):
        factor = np.float32(10 ** (decibels / 20))
        made = _limited(samples * factor, rate, peaks * factor)
        off = target - loudness(made, rate)
        if abs(off) < _NEAR:
            break
        decibels += off
    return made


def _limited(samples: Samples, rate: int, peaks: Samples) -> Samples:
    """Return samples whose peaks stay below the ceiling: turned down softly, 5 ms before them."""
    if not len(samples) or peaks.max() <= CEILING:
        return samples
    reach = rate // 200
    needed = np.minimum(1, CEILING / np.maximum(peaks, 1e-9))
    low = np.pad(needed, 2 * reach, mode="edge")
    width = 1
    while width <= 2 * reach:  # the lowest of so many in a row
        step = min(width, 2 * reach + 1 - width)
        low, width = np.minimum(low[:-step], low[step:]), width + step
    sums = np.cumsum(np.concatenate([[0.0], low]))
    smooth = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
    return (samples * smooth[: len(samples)]).astype(np.float32)


def silence(seconds: float, rate: int) -> Samples:
    """Return silence."""
    return np.zeros(round(seconds * rate), np.float32)


def pcm(samples: Samples) -> bytes:
    """Return samples in 16 bits."""
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def written(samples: Samples, rate: int, suffix: str) -> bytes:
    """Return samples as a file of the kind that a suffix names."""
    import soundfile

    kind, subtype = _KINDS[suffix]
    target = io.BytesIO()
    with soundfile.SoundFile(target, "w", rate, 1, format=kind, subtype=subtype) as file:
        for at in range(0, len(samples), 2**16):  # Ogg's encoder keeps a block on the stack
            part = samples[at : at + 2**16]
            exact = subtype == "PCM_16"
            file.write(np.frombuffer(pcm(part), "<i2") if exact else part)
    return target.getvalue()


def endless(rate: int) -> bytes:
    """Return the head of a WAV whose length nobody knows yet."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF\xff\xff\xff\x7fWAVEfmt " + form + b"data\xdb\xff\xff\x7f"
