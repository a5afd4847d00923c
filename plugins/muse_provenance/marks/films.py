"""The sound of films: MP4, QuickTime, WebM and Matroska, where PyAV is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_provenance.marks import sound
from muse_provenance.marks.found import Found

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

RATE = 44_100
_LONGEST = 600.0
"""Seconds of a film's sound that are looked at."""


def is_film(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a film that may be read."""
    return head[4:8] == b"ftyp" or head.startswith(b"\x1a\x45\xdf\xa3")


def read_file(path: Path) -> Found | None:
    """Return the mark of a film's sound; None where none is found, or nothing here reads films."""
    import numpy as np

    if find_spec("av") is None:
        return None
    import av

    size = round(2 * sound.WINDOW * RATE)
    held = np.zeros((1, 0), np.float32)
    try:
        for piece in _decoded(path):
            held = np.concatenate([held, piece], axis=1)
            if held.shape[1] >= size:
                found = sound.read(held, RATE)
                if found is not None:
                    return found
                held = held[:, -size // 4 :]
    except (av.FFmpegError, ValueError, OSError):
        pass
    return sound.read(held, RATE)


def _decoded(path: Path) -> Iterator[NDArray[float32]]:
    """Yield the first sound of a film, its channels mixed, a few seconds at a time, (1, n)."""
    import av
    import numpy as np

    with av.open(str(path)) as film:
        if not film.streams.audio:
            return
        resampler: Any = av.AudioResampler("flt", "mono", RATE)
        pieces: list[NDArray[float32]] = []
        total = 0
        for frame in film.decode(film.streams.audio[0]):
            pieces += [each.to_ndarray() for each in resampler.resample(frame)]
            if sum(each.shape[1] for each in pieces) > 10 * RATE:
                yield np.concatenate(pieces, axis=1)
                pieces.clear()
            total += frame.samples
            if total > _LONGEST * frame.sample_rate:
                break
        if pieces:
            yield np.concatenate(pieces, axis=1)
