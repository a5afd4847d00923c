"""Samples with their rate: read from files, brought to another rate, written as WAV."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from muse import RequestError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from muse import InputFile

LONGEST = 1200.0
"""The longest sound that is read, s."""

FORMATS = ("WAV", "WAVEX", "RF64", "FLAC", "OGG", "MP3", "AIFF")
"""The formats that are read, as libsndfile names them, whatever a file is called."""

CHANNELS, RATES = 8, (1000, 384_000)
SAMPLES = int(LONGEST) * 2 * 48_000
"""Samples of all channels together at most, as stored and as they become."""

_BLOCK = 2**16
_HINT = "give a WAV, FLAC, Ogg, MP3, AIFF or MIDI file"


@dataclass(frozen=True)
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

    def mono(self) -> Sound:
        """Return the mean of its channels."""
        return Sound(self.samples.mean(0, keepdims=True, dtype=np.float32), self.rate)

    def with_channels(self, count: int) -> Sound:
        """Return it with this many channels: mixed down, or the mean doubled."""
        if count == self.channels:
            return self
        return Sound(np.repeat(self.mono().samples, count, axis=0), self.rate)

    def at(self, rate: int) -> Sound:
        """Return it resampled, by soxr's high quality."""
        if rate == self.rate:
            return self
        import soxr

        made = soxr.resample(self.samples.T, self.rate, rate)
        return Sound(np.ascontiguousarray(made.T, dtype=np.float32), rate)

    def part(self, start: float, seconds: float) -> Sound:
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


def given(file: InputFile, field: str) -> Sound:
    """Return the sound of a file that somebody handed in; MIDI is rendered first.

    RequestError names the field.
    """
    name = f"{field}: {file.name}"
    if file.suffix in (".mid", ".midi") or file.data[:4] == b"MThd":
        from .midi import render

        return render(file.data, name)
    return decode(file.data, name)


def decode(data: bytes, name: str = "the file") -> Sound:
    """Return the sound of a file of `FORMATS`.

    RequestError when it is none of these, empty, damaged, or over the limits of length, channels,
    rate and samples.
    """
    import soundfile

    if not _is_sound(data):
        raise RequestError(f"{name} can't be read as sound (its format isn't known)", hint=_HINT)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.format not in FORMATS:
                raise RequestError(f"{name} can't be read as sound ({file.format})", hint=_HINT)
            _check(file, name)
            blocks = [
                block
                for block in file.blocks(_BLOCK, dtype="float32", always_2d=True)
                if len(block)
            ]
            rate = int(file.samplerate)
    except (soundfile.SoundFileError, RuntimeError, ValueError, MemoryError) as error:
        # "Error opening <_io.BytesIO ...>: why", or "Error : why", or the object alone.
        why = re.sub(r"<[^>]*>", "", str(error).partition("\n")[0]).rpartition(": ")[2].rstrip(". ")
        raise RequestError(
            f"{name} can't be read as sound ({why or 'it is damaged':.80})", hint=_HINT
        ) from None
    if not blocks or not all(np.isfinite(block).all() for block in blocks):
        raise RequestError(f"{name} contains no sound", hint="give another file")
    return Sound(np.ascontiguousarray(np.concatenate(blocks).T), rate)


def _check(file: object, name: str) -> None:
    """Raise RequestError for a sound over the limits, by what its header says."""
    frames, rate, channels = (
        int(getattr(file, each)) for each in ("frames", "samplerate", "channels")
    )
    if not RATES[0] <= rate <= RATES[1]:
        raise RequestError(
            f"{name} has {rate:,} samples a second",
            hint=f"give a sound of {RATES[0]:,} to {RATES[1]:,}",
        )
    if frames > LONGEST * rate or channels > CHANNELS or channels * frames > SAMPLES:
        raise RequestError(
            f"{name} is longer than {LONGEST / 60:.0f} minutes, has over {CHANNELS} channels,"
            f" or over {SAMPLES / 1e6:.0f} million samples",
            hint="shorten it, or mix it down to stereo at 48,000 or less",
        )


def _is_sound(data: bytes) -> bool:
    """Whether a file begins as WAV, AIFF, FLAC, Ogg or MP3 does."""
    if data[:4] in (b"RIFF", b"RIFX", b"RF64"):
        return data[8:12] == b"WAVE"
    if data[:4] == b"FORM":
        return data[8:12] in (b"AIFF", b"AIFC")
    mpeg = data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")
    return mpeg or data[:4] in (b"fLaC", b"OggS")
