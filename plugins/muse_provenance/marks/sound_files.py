"""Files of sound, marked and read a block at a time: WAV, FLAC, MP3 and Ogg Vorbis."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from muse_provenance.marks import sound, wav
from muse_provenance.marks.found import Found

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

ENCODED = {".flac": "FLAC", ".mp3": "MP3", ".ogg": "OGG"}
"""Suffixes of sounds that are decoded and encoded again."""
_WIDEST = 400_000
"""Samples of all channels a second that are read at most: eight channels of 48 kHz."""
_WHOLE = {"int16": 2.0**15, "int32": 2.0**31, "float32": 1.0}
_FINEST = 0.0
"""The level of what is encoded a second time, which takes most of the mark at a lower one."""
_REACH = 64
"""Samples to each side of which one between two is made."""
_STRETCHES = 12
"""Stretches of a long sound that are read at most: 8 minutes of it, spread over the whole."""

Content = bytes | Path


def rate_and_length(content: Content) -> tuple[int, int] | None:
    """Return the rate of a WAV and how many samples it has; None for what can't be marked."""
    with _source(content) as file:
        form = wav.opened(file)
    return None if form is None else (form.rate, form.length)


def marked_wavs(
    contents: Sequence[Content], bits: bytes, scratch: Callable[[], Path]
) -> list[Content] | None:
    """Return WAVs of one rate and length with one mark, which the first decides about.

    What is in memory stays in memory, what is a file becomes another in the folder that `scratch`
    gives. None where they aren't of one rate and length, or hold no mark.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(_source(each)) for each in contents]
        known = [wav.opened(file) for file in files]
        forms = [form for form in known if form is not None]
        if len(forms) < len(known) or len({(form.rate, form.length) for form in forms}) > 1:
            return None
        if not sound.holds(forms[0].length, forms[0].rate):
            return None
        outs = [stack.enter_context(_target(each, scratch)) for each in contents]
        readers = []
        for file, form, out in zip(files, forms, outs, strict=True):
            file.seek(0)
            out.write(file.read(form.start))
            readers.append(_reader(file, form))
        _flow(readers, [_writer(out, form) for out, form in zip(outs, forms, strict=True)],
              forms[0].length, forms[0].rate, bits)  # fmt: skip
        for file, form, out in zip(files, forms, outs, strict=True):
            file.seek(form.start + form.length * form.wide)
            shutil.copyfileobj(file, out)
        return [out.getvalue() if isinstance(out, io.BytesIO) else Path(out.name) for out in outs]


def marked_encoded(
    content: Content, suffix: str, bits: bytes, scratch: Callable[[], Path]
) -> Content | None:
    """Return a FLAC, MP3 or Ogg Vorbis marked and encoded again.

    None where it holds no mark, or isn't what its suffix says.
    """
    import soundfile

    try:
        return _encoded_again(content, suffix, bits, scratch)
    except soundfile.SoundFileError:
        return None


def _encoded_again(
    content: Content, suffix: str, bits: bytes, scratch: Callable[[], Path]
) -> Content | None:
    import numpy as np
    import soundfile

    with ExitStack() as stack:
        file = stack.enter_context(soundfile.SoundFile(stack.enter_context(_source(content))))
        if file.format != ENCODED[suffix] or not sound.holds(file.frames, file.samplerate):
            return None
        kind = {"PCM_16": "int16", "PCM_24": "int32"}.get(file.subtype, "float32")
        out = stack.enter_context(_target(content, scratch))
        made = stack.enter_context(
            soundfile.SoundFile(
                out,
                "w",
                file.samplerate,
                file.channels,
                file.subtype,
                format=file.format,
                compression_level=None if file.format == "FLAC" else _FINEST,
            )
        )

        def read(count: int) -> NDArray[Any]:
            return np.asarray(file.read(count, kind, always_2d=True))

        def write(samples: NDArray[Any]) -> None:
            for start in range(0, len(samples), 2**16):  # Ogg's encoder keeps a block on the stack
                made.write(samples[start : start + 2**16])

        _flow([read], [write], file.frames, file.samplerate, bits)
        made.close()
        return out.getvalue() if isinstance(out, io.BytesIO) else Path(out.name)


def encoded_like(wav: Content, like: Content, scratch: Callable[[], Path]) -> Content | None:
    """Return a WAV in the format of another file, and at its rate, if that is one or two times its.

    None for another rate or length.
    """
    import soundfile

    with ExitStack() as stack:
        try:
            form = stack.enter_context(soundfile.SoundFile(stack.enter_context(_source(like))))
        except soundfile.SoundFileError:
            return None
        file = stack.enter_context(soundfile.SoundFile(stack.enter_context(_source(wav))))
        times = form.samplerate // file.samplerate
        same = form.frames == times * file.frames and form.samplerate == times * file.samplerate
        if times not in (1, 2) or not same or form.channels != file.channels:
            return None
        kind = (form.subtype, None, form.format)
        out = stack.enter_context(_target(like, scratch))
        made = stack.enter_context(
            soundfile.SoundFile(out, "w", form.samplerate, form.channels, *kind)
        )
        for start in range(0, file.frames, 2**16):
            first = max(0, start - 2 * _REACH)
            file.seek(first)
            samples = file.read(start - first + 2**16 + 2 * _REACH, "float32", always_2d=True)
            if times == 2:
                samples = _doubled(samples)
            at = (start - first) * times
            made.write(samples[at : at + 2**16 * times])
        made.close()
        return out.getvalue() if isinstance(out, io.BytesIO) else Path(out.name)


def _doubled(samples: NDArray[float32]) -> NDArray[float32]:
    """Return samples (n, channels) at twice their rate, by a windowed sinc."""
    import numpy as np

    at = np.arange(-_REACH, _REACH) + 0.5
    taps = np.sinc(at) * np.kaiser(2 * _REACH, 9)
    made = np.empty((2 * len(samples), samples.shape[1]), np.float32)
    made[::2] = samples
    for channel in range(samples.shape[1]):
        between = np.convolve(samples[:, channel], taps / taps.sum())
        made[1::2, channel] = between[_REACH : _REACH + len(samples)]
    return made


def is_sound(head: bytes) -> bool:
    """Whether a file that begins with these bytes is one of the sounds that are read."""
    if head[:4] == b"RIFF":
        return head[8:12] == b"WAVE"
    frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2  # MPEG, layer III
    return head.startswith((b"fLaC", b"OggS", b"ID3")) or frame


def read_file(path: Path) -> Found | None:
    """Return the mark of a file of sound; None where it carries none, or can't be read."""
    import numpy as np
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            rate, length = file.samplerate, file.frames
            if file.channels * rate > _WIDEST or not sound.holds(length, rate):
                return None
            for start, stop in _stretches(length, rate):
                file.seek(start)
                taken = file.read(stop - start, "float32", always_2d=True)
                found = sound.read(np.ascontiguousarray(taken.T), rate)
                if found is not None:
                    return found
    except (soundfile.SoundFileError, RuntimeError, ValueError, OSError):
        return None
    return None


def _stretches(length: int, rate: int) -> Iterator[tuple[int, int]]:
    """Yield where stretches begin and end: all of a sound, or of a long one 12 spread over it."""
    size = round(2 * sound.WINDOW * rate)
    count = -(-length // size)
    step = max(1.0, count / _STRETCHES)
    for number in range(min(count, _STRETCHES)):
        start = int(number * step) * size
        first = max(0, start - size // 4)  # no stretch ends where a mark would be found
        yield first, min(length, start + size)


def _flow(
    readers: Sequence[Callable[[int], NDArray[Any]]],
    writers: Sequence[Callable[[NDArray[Any]], None]],
    length: int,
    rate: int,
    bits: bytes,
) -> None:
    """Read sounds block by block, mark them together, and write them."""
    import numpy as np

    from muse_provenance.marks import cells

    signs = cells.signs(bits)
    held = [read(0) for read in readers]
    for start, stop, first, last in sound.blocks(length, rate):
        have = first + len(held[0])
        for place, read in enumerate(readers):
            held[place] = np.concatenate([held[place], read(last - have)])
        pieces = [_floats(each) for each in held]
        changed = sound.put_block(pieces, rate, signs, first)
        inside = slice(start - first, stop - first)
        for write, own, was, now in zip(writers, held, pieces, changed, strict=True):
            write(_changed(own[inside], (now - was)[:, inside]))
        following = max(0, stop - sound.margin(rate)) - first
        held = [each[following:] for each in held]


def _floats(samples: NDArray[Any]) -> NDArray[float32]:
    """Return samples (n, channels) of any kind as (channels, n), full scale at 1."""
    import numpy as np

    scale = np.float32(1 / _WHOLE[samples.dtype.name])
    made = np.ascontiguousarray(samples.T, np.float32) * scale
    return np.asarray(np.nan_to_num(made, posinf=0, neginf=0), np.float32)


def _changed(samples: NDArray[Any], by: NDArray[float32]) -> NDArray[Any]:
    """Return samples (n, channels) changed, in the steps that they have."""
    import numpy as np

    if samples.dtype == np.float32:
        return samples + by.T
    whole = _WHOLE[samples.dtype.name]
    fine = samples.dtype == np.int32 and not (samples & 255).any()
    step = 256.0 if fine else 1.0  # 24 bits in 32
    wanted = samples + np.rint(by.T.astype(np.float64) * (whole / step)) * step
    return np.clip(wanted, -whole, whole - step).astype(samples.dtype)


def _reader(file: BinaryIO, form: wav.Wav) -> Callable[[int], NDArray[Any]]:
    return lambda count: form.unpacked(file.read(count * form.wide))


def _writer(out: BinaryIO, form: wav.Wav) -> Callable[[NDArray[Any]], None]:
    def write(samples: NDArray[Any]) -> None:
        out.write(form.packed(samples))

    return write


def _source(content: Content) -> BinaryIO:
    return content.open("rb") if isinstance(content, Path) else io.BytesIO(content)


def _target(content: Content, scratch: Callable[[], Path]) -> Any:
    """Return where a marked sound goes: memory, or a file of the folder that isn't there yet."""
    if not isinstance(content, Path):
        return io.BytesIO()
    folder = scratch()
    place = folder / f"marked-{content.name}"
    number = 0
    while place.exists():
        number += 1
        place = folder / f"marked-{number}-{content.name}"
    return place.open("xb")
