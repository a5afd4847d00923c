"""Marks in sounds: cells of time and frequency a little louder or softer, below what is heard.

What is changed is the sound's own spectrum, by real factors that are the same in all channels: so
silence stays silence, a mark isn't lost when channels are mixed, and what adds up to a sound adds
up to the marked one where all of it gets the same factors (`put_together`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from muse_provenance.marks import cells
from muse_provenance.marks.found import Found

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

SLOWEST, FASTEST = 8_000, 192_000
"""Samples a second of what is marked and read."""
SHORTEST = 1.0
"""Seconds below which there is no room for a mark."""

WINDOW = 20.48
"""Seconds that are read at once."""

_DEPTH = 0.75
"""The change of a line, as a share of the amplitude that it hides: 2.5 dB below."""
_MOST = 2.0
"""By how much of itself a line is changed at most, where its neighbours hide that."""
_LOUDEST = 0.16
"""What is added has at most this share of the sound's own level in any 5 ms."""
_AFTER = 0.85
"""What of a sound's power still hides 2.5 ms later."""
_CEILING = 10 ** (-1.0 / 20)
_BLOCK = 500
"""Frames that are marked at once: 10 s."""
_MARGIN = 4
"""Frames around a block that are looked at too."""


def put(samples: NDArray[float32], rate: int, bits: bytes) -> NDArray[float32]:
    """Return samples (channels, n), full scale at 1, with a mark of 8 bytes.

    What is shorter than a second, silent, or of fewer than 8 or more than 192 thousand samples a
    second stays as it is.
    """
    return put_together([samples], rate, bits)[0]


def put_together(
    sounds: Sequence[NDArray[float32]], rate: int, bits: bytes
) -> list[NDArray[float32]]:
    """Return sounds of one length with one mark: the first decides what is done to all of them.

    Parts that add up to the first sound add up to the marked one.
    """
    import numpy as np

    if not holds(sounds[0].shape[1], rate):
        return list(sounds)
    signs = cells.signs(bits)
    made = [np.empty_like(each) for each in sounds]
    for start, stop, first, last in blocks(sounds[0].shape[1], rate):
        pieces = [each[:, first:last] for each in sounds]
        changed = put_block(pieces, rate, signs, first)
        for target, piece in zip(made, changed, strict=True):
            target[:, start:stop] = piece[:, start - first : stop - first]
    return made


def read(samples: NDArray[float32], rate: int) -> Found | None:
    """Return the mark of samples (channels, n); None where there is none.

    Windows of 20 s that overlap by half are looked at one after another, until one has it.
    """
    from muse_provenance.marks.sound_reading import read as read_window

    length = samples.shape[1]
    if not holds(length, rate):
        return None
    size = round(WINDOW * rate)
    for start in range(0, max(1, length - size // 2), size // 2):
        found = read_window(samples[:, start : start + size], rate)
        if found is not None:
            return found
    return None


def margin(rate: int) -> int:
    """Return how many samples around a block are looked at too."""
    return _MARGIN * _hop(rate)


def holds(length: int, rate: int) -> bool:
    """Whether a sound of so many samples is marked."""
    return SLOWEST <= rate <= FASTEST and length >= SHORTEST * rate


def blocks(length: int, rate: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield where blocks start and stop, and from where to where they are looked at, in samples."""
    hop = _hop(rate)
    for start in range(0, length, _BLOCK * hop):
        stop = min(length, start + _BLOCK * hop)
        yield start, stop, max(0, start - _MARGIN * hop), min(length, stop + _MARGIN * hop)


def _hop(rate: int) -> int:
    return round(cells.HOP * rate)


def put_block(
    sounds: Sequence[NDArray[float32]], rate: int, signs: NDArray[float32], first: int
) -> list[NDArray[float32]]:
    """Return a block of sounds of one length, marked; `first` is its place, a multiple of a hop."""
    import numpy as np

    hop = _hop(rate)
    window = np.sin(np.pi * (np.arange(2 * hop) + 0.5) / (2 * hop)).astype(np.float32)
    spectra = [np.fft.rfft(_framed(each, hop) * window) for each in sounds]
    whole = spectra[0]
    power = np.asarray((whole.real**2 + whole.imag**2).mean(0), np.float32)
    lines, factors = _factors(power, rate, signs, first // hop)
    made = []
    for given, spectrum in zip(sounds, spectra, strict=True):
        spectrum[..., : lines.start] = 0
        spectrum[..., lines.stop :] = 0
        spectrum[..., lines] *= factors
        pieces = np.fft.irfft(spectrum, 2 * hop).astype(np.float32) * window
        made.append(_joined(pieces)[:, hop // 2 :][:, : given.shape[1]])
    gains = _gains(sounds[0], made[0], rate)
    return [_within(given, added * gains) for given, added in zip(sounds, made, strict=True)]


def _framed(samples: NDArray[float32], hop: int) -> NDArray[float32]:
    """Return frames of two hops (channels, frames, 2 hop); frame k is about half of hop k."""
    import numpy as np

    channels, length = samples.shape
    count = -(-length // hop) + 1
    padded = np.zeros((channels, (count + 1) * hop), np.float32)
    padded[:, hop // 2 : hop // 2 + length] = samples
    view = np.lib.stride_tricks.sliding_window_view(padded, 2 * hop, axis=1)
    return np.asarray(view[:, ::hop])


def _joined(pieces: NDArray[float32]) -> NDArray[float32]:
    """Return frames (channels, frames, 2 hop) laid over each other, (channels, n)."""
    import numpy as np

    channels, count, size = pieces.shape
    hop = size // 2
    made = np.zeros((channels, count + 1, hop), np.float32)
    made[:, :count] = pieces[..., :hop]
    made[:, 1:] += pieces[..., hop:]
    return np.asarray(made.reshape(channels, -1))


def _factors(
    power: NDArray[float32], rate: int, signs: NDArray[float32], first: int
) -> tuple[slice, NDArray[float32]]:
    """Return which lines of power spectra (frames, lines) are changed, and by how much of them."""
    import numpy as np

    from muse_provenance.marks.masking import threshold

    hop = _hop(rate)
    size = 2 * hop
    lines, bands = cells.bands(np.arange(hop + 1) * (rate / size), rate)
    seconds = (first + np.arange(len(power)) + 0.5) * (hop / rate)
    tiles = np.floor(seconds / cells.TILE).astype(np.int64) % cells.PERIOD
    hidden = threshold(power, size, rate)[:, lines]
    share = _DEPTH * np.sqrt(hidden / (power[:, lines] + np.float32(1e-12)))
    steps = np.log1p(np.minimum(share, np.float32(_MOST)))
    # Half the lines are louder by a factor and half softer by it, which would add power.
    kept = np.minimum(steps, np.float32(0.25)) ** 2
    return lines, np.exp(signs[tiles][:, bands] * steps - kept) - 1


def _gains(sound: NDArray[float32], added: NDArray[float32], rate: int) -> NDArray[float32]:
    """Return by how much of itself (n) what is added is taken, so that it hides in time too.

    A frame spreads what it adds over 40 ms, and so to what is before an attack.
    """
    import numpy as np

    step = max(1, round(0.0025 * rate))
    own, more = (_levels(each, step) for each in (sound, added))
    near = np.maximum(own, np.concatenate([own[1:], own[-1:]]))
    hiding = near.copy()
    for back in range(1, 9):  # 20 ms
        hiding[back:] = np.maximum(hiding[back:], own[:-back] * np.float32(_AFTER**back))
    wide = more + np.float32(1e-14)
    gains = np.minimum(1, _LOUDEST * np.sqrt(hiding / wide))
    gains[near == 0] = 0
    places = (np.arange(len(gains)) + 0.5) * step
    return np.asarray(np.interp(np.arange(sound.shape[1]), places, gains), np.float32)


def _levels(samples: NDArray[float32], step: int) -> NDArray[float32]:
    """Return the mean power of all channels in pieces of `step` samples."""
    import numpy as np

    count = -(-samples.shape[1] // step)
    padded = np.zeros((len(samples), count * step), np.float32)
    padded[:, : samples.shape[1]] = samples
    pieces = padded.reshape(len(samples), count, step)
    summed = np.einsum("cks,cks->k", pieces, pieces)
    return np.asarray(summed / (step * len(samples)), np.float32)


def _within(sound: NDArray[float32], added: NDArray[float32]) -> NDArray[float32]:
    """Return the sum, no peak of it above -1 dBFS or the sound's own."""
    import numpy as np

    limit = max(_CEILING, float(np.abs(sound).max(initial=0.0)))
    return np.asarray(np.clip(sound + added, -limit, limit), np.float32)
