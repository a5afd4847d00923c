"""Samples of one channel: cut where they are silent, brought to another rate, written as files."""

import io
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

QUIET = 0.01
"""What is below this share of the loudest part is silence: 40 dB."""
_WINDOW = 0.004  # s
_BEFORE, _AFTER = 0.008, 0.03  # s kept around what is heard, and faded
_LOWEST = 24_000
"""Samples a second up to which an MP3 gets twice as many."""
_KINDS = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
    ".ogg": ("OGG", "VORBIS"),
}


def heard(samples: NDArray[np.float32], rate: int) -> tuple[int, int]:
    """Return the samples between which something is heard; (0, 0) for silence."""
    window = max(1, round(_WINDOW * rate))
    count = -(-len(samples) // window)
    padded = np.zeros(count * window, np.float32)
    padded[: len(samples)] = samples
    level = np.sqrt(np.square(padded.reshape(count, window)).mean(1)) if count else padded
    if not count or level.max() < 1e-5:
        return 0, 0
    loud = np.flatnonzero(level > level.max() * QUIET)
    return int(loud[0]) * window, min(len(samples), int(loud[-1] + 1) * window)


def gaps(samples: NDArray[np.float32], rate: int, shortest: float) -> list[tuple[float, float]]:
    """Return where at least `shortest` seconds within are silent, as (start, end) in seconds."""
    window = max(1, round(_WINDOW * rate))
    count = len(samples) // window
    if not count:
        return []
    level = np.sqrt(np.square(samples[: count * window].reshape(count, window)).mean(1))
    quiet = np.concatenate([[False], level < level.max() * QUIET, [False]])
    starts = np.flatnonzero(quiet[1:] & ~quiet[:-1])
    ends = np.flatnonzero(~quiet[1:] & quiet[:-1])
    seconds = window / rate
    found = [(s * seconds, e * seconds) for s, e in zip(starts, ends, strict=True)]
    return [(s, e) for s, e in found if e - s >= shortest and s > 0 and e < count * seconds]


def trimmed(samples: NDArray[np.float32], rate: int) -> tuple[NDArray[np.float32], int, int]:
    """Return samples without the silence around them, faded in and out; and what is heard of them.

    The second and third value are where, in the samples returned, something is first and last
    heard.
    """
    first, last = heard(samples, rate)
    before, after = round(_BEFORE * rate), round(_AFTER * rate)
    start, end = max(0, first - before), min(len(samples), last + after)
    made = samples[start:end].astype(np.float32)
    for length, front in ((first - start, True), (end - last, False)):
        length = max(length, min(round(0.002 * rate), len(made)))
        ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(1, length))).astype(np.float32)
        if front:
            made[:length] *= ramp
        else:
            made[len(made) - length :] *= ramp[::-1]
    return made, first - start, last - start


def at_rate(samples: NDArray[np.float32], old: int, new: int) -> NDArray[np.float32]:
    """Return samples at another rate, band-limited, by their spectrum.

    They are padded with silence, so what wraps around is silence too.
    """
    if old == new or not len(samples):
        return samples
    shared = math.gcd(old, new)
    up, down = new // shared, old // shared
    wanted = -(-len(samples) * up // down)
    blocks = 1 << math.ceil(math.log2((len(samples) + 512) / down))
    padded = np.zeros(blocks * down, np.float32)
    padded[: len(samples)] = samples
    spectrum = np.fft.rfft(padded)
    made = np.fft.irfft(spectrum[: blocks * up // 2 + 1], blocks * up) * (up / down)
    return made[:wanted].astype(np.float32)


def silence(seconds: float, rate: int) -> NDArray[np.float32]:
    """Return silence."""
    return np.zeros(max(0, round(seconds * rate)), np.float32)


def pcm(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return samples in 16 bits."""
    return np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16)


def opened(target: io.BytesIO | Path, rate: int, suffix: str) -> Any:
    """Return a file of one channel that is open for writing, of the format that a suffix names."""
    import soundfile

    kind, subtype = _KINDS[suffix]
    if suffix == ".mp3" and rate <= _LOWEST:
        rate *= 2  # MPEG-1, which all players and devices take
    return soundfile.SoundFile(target, "w", rate, 1, format=kind, subtype=subtype)


def put(file: Any, samples: NDArray[np.float32], rate: int) -> None:
    """Write samples of a rate, which begin and end in silence, to an open file."""
    samples = at_rate(samples, rate, file.samplerate)
    exact = file.subtype == "PCM_16"
    for start in range(0, len(samples), 2**16):  # Ogg's encoder keeps a block on the stack
        part = samples[start : start + 2**16]
        file.write(pcm(part) if exact else part)


def endless_header(rate: int) -> bytes:
    """Return the head of a 16-bit WAV of one channel whose length isn't known yet."""
    most = 0x7FFFFFFF
    form = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    head = b"RIFF" + struct.pack("<I", most) + b"WAVEfmt " + struct.pack("<I", len(form)) + form
    return head + b"data" + struct.pack("<I", most - len(head))
