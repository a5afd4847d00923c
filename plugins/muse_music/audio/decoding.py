"""Sound from files: WAV, FLAC, Ogg, MP3 and AIFF, read block by block under limits."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from muse import RequestError
from muse_music.audio.magic import is_sound
from muse_music.audio.sound import LONGEST, Sound

if TYPE_CHECKING:
    from soundfile import SoundFile

FORMATS = ("WAV", "WAVEX", "RF64", "FLAC", "OGG", "MP3", "AIFF")
"""The formats that are read, as libsndfile names them, whatever a file is called."""
CHANNELS = 8
"""Channels of a sound at most."""
RATES = (1000, 384_000)
"""The lowest and the highest rate of a sound, samples a second."""
SAMPLES = int(LONGEST) * 2 * 48_000
"""Samples of all channels together at most, as stored and as they become: 20 minutes of stereo."""

_BLOCK = 2**16  # samples of each channel that are read at once
_HINT = "give a WAV, FLAC, Ogg, MP3, AIFF or MIDI file"


def decode(data: bytes, name: str = "the file", rate: int | None = None) -> Sound:
    """Return the sound of a file of `FORMATS`, brought to a rate (samples a second) if one is told.

    RequestError when it is none of these, empty, damaged, longer than 20 minutes, or over the
    limits of channels, rate and samples.
    """
    with _opened(data, name) as file:
        wanted = rate or int(file.samplerate)
        _check(file, name, wanted)
        made = _read(file, wanted)
    if made is None:
        raise RequestError(f"{name} contains no sound", hint="give another file")
    return made


def check(data: bytes, name: str) -> None:
    """Raise the RequestError that `decode` would, as far as a file's header tells."""
    with _opened(data, name) as file:
        _check(file, name, int(file.samplerate))


@contextmanager
def _opened(data: bytes, name: str) -> "Iterator[SoundFile]":
    """Open a file of one of the formats; whatever fails while it is read is a RequestError."""
    import soundfile

    if not is_sound(data):
        raise RequestError(f"{name} can't be read as sound (its format isn't known)", hint=_HINT)
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.format not in FORMATS:
                raise RequestError(
                    f"{name} can't be read as sound (it is {file.format})", hint=_HINT
                )
            yield file
    except (soundfile.SoundFileError, RuntimeError, ValueError, MemoryError) as error:
        # "Error opening <_io.BytesIO ...>: why", or "Error : why", or the object alone.
        why = re.sub(r"<[^>]*>", "", str(error).partition("\n")[0]).rpartition(": ")[2].rstrip(". ")
        why = why or "it is damaged"
        raise RequestError(f"{name} can't be read as sound ({why:.80})", hint=_HINT) from None


def _check(file: "SoundFile", name: str, rate: int) -> None:
    """Raise RequestError for a sound over the limits, by what its header says."""
    frames, own, channels = int(file.frames), int(file.samplerate), int(file.channels)
    if not RATES[0] <= own <= RATES[1]:
        raise RequestError(
            f"{name} has {own:,} samples a second",
            hint=f"give a sound of {RATES[0]:,} to {RATES[1]:,}",
        )
    if frames > LONGEST * own or channels > CHANNELS:
        raise RequestError(
            f"{name} is longer than {LONGEST / 60:.0f} minutes or has over {CHANNELS} channels",
            hint="shorten it, or mix it down to fewer channels",
        )
    samples = channels * frames * max(1.0, rate / own)
    if samples > SAMPLES:
        raise RequestError(
            f"{name} has {channels} channels of {frames / own:,.0f} s at {own:,} samples a second,"
            f" and at most {SAMPLES / 1e6:.0f} million samples are read",
            hint="mix it down to stereo at 48,000 or less, or shorten it",
        )


def _read(file: "SoundFile", rate: int) -> Sound | None:
    """Return the sound of a file at a rate; None when it has none.

    It is resampled as it is read, so that it is in memory once; a header that counts too many
    samples costs nothing.
    """
    channels, own = int(file.channels), int(file.samplerate)
    frames = min(int(file.frames), int(LONGEST * own))
    made = np.empty((channels, -(-frames * rate // own) + _BLOCK), np.float32)
    stream = None
    if rate != own:
        import soxr

        stream = soxr.ResampleStream(own, rate, channels, dtype="float32")
    done = read = 0
    while read < frames:
        block = file.read(min(_BLOCK, frames - read), dtype="float32", always_2d=True)
        if not np.isfinite(block).all():
            return None
        read = read + len(block) if len(block) else frames  # it ends before its header says so
        if stream is not None:
            block = stream.resample_chunk(block, last=read >= frames)
        made[:, done : done + len(block)] = block.T
        done += len(block)
    return Sound(made[:, :done], rate) if done else None
