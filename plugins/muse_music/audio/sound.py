"""Samples with their rate: brought to another rate, written as WAV."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 1200.0
"""The longest sound that is read or rendered, s."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples (channels, n), float32, full scale at 1.0, at `rate` samples a second."""

    samples: NDArray[np.float32]
    rate: int

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return self.samples.shape[1] / self.rate

    @property
    def channels(self) -> int:
        """How many channels it has."""
        return int(self.samples.shape[0])

    @property
    def peak(self) -> float:
        """The largest sample, 0..1 where nothing clips."""
        return float(np.abs(self.samples).max(initial=0.0))

    def mono(self) -> "Sound":
        """Return the mean of its channels."""
        return Sound(self.samples.mean(0, keepdims=True, dtype=np.float32), self.rate)

    def with_channels(self, count: int) -> "Sound":
        """Return it with this many channels: mixed down, or the first one doubled."""
        if count == self.channels:
            return self
        one = self.mono().samples
        return Sound(np.repeat(one, count, axis=0), self.rate)

    def at(self, rate: int) -> "Sound":
        """Return it resampled, by soxr's high quality."""
        if rate == self.rate:
            return self
        import soxr

        made = soxr.resample(self.samples.T, self.rate, rate)
        return Sound(np.ascontiguousarray(made.T, dtype=np.float32), rate)

    def part(self, start: float, seconds: float) -> "Sound":
        """Return the part from `start` (s) on, at most `seconds` long."""
        first = round(start * self.rate)
        return Sound(self.samples[:, first : first + round(seconds * self.rate)], self.rate)

    def wav(self) -> bytes:
        """Return it as a 16-bit WAV file; what is louder than full scale is cut off there."""
        import soundfile

        buffer = io.BytesIO()
        pcm = np.round(np.clip(self.samples.T, -1, 1) * 32767).astype(np.int16)
        soundfile.write(buffer, pcm, self.rate, format="WAV", subtype="PCM_16")
        return buffer.getvalue()
