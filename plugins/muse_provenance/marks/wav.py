"""WAV as it is marked: its samples changed in their place, every other byte of it kept."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_CHUNKS = 1000
"""Chunks before the samples that are passed at most."""
_CHANNELS = 64


@dataclass(frozen=True, slots=True)
class Wav:
    """Where the samples of a WAV are and what they are like.

    `kind` is that of numpy, or "" for 24 bits, which become 32 with eight zeros below.
    """

    rate: int
    channels: int
    kind: str
    start: int
    length: int

    @property
    def wide(self) -> int:
        """Bytes that all channels of one sample take."""
        return self.channels * (int(self.kind[-1]) if self.kind else 3)

    def unpacked(self, data: bytes) -> NDArray[Any]:
        """Return samples (n, channels) as integers of 16 or 32 bits, or floats."""
        import numpy as np

        if self.kind:
            return np.frombuffer(data, self.kind).reshape(-1, self.channels)
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        return wide.view("<i4").reshape(-1, self.channels)

    def packed(self, samples: NDArray[Any]) -> bytes:
        """Return samples as they stand in the file."""
        import numpy as np

        if self.kind:
            return np.ascontiguousarray(samples, self.kind).tobytes()
        wide = np.ascontiguousarray(samples, "<i4").view(np.uint8).reshape(-1, 4)
        return wide[:, 1:].tobytes()


def opened(file: BinaryIO) -> Wav | None:
    """Return what a WAV is like; None for what is none, or holds other samples than these."""
    file.seek(0, 2)
    end = file.tell()
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    form: tuple[int, ...] = ()
    at = 12
    for _ in range(_CHUNKS):
        file.seek(at)
        name, size = struct.unpack("<4sI", file.read(8).ljust(8, b"\0"))
        if name == b"fmt " and 16 <= size <= 1024:
            told = file.read(size).ljust(size, b"\0")
            form = struct.unpack("<HHIIHH", told[:16])
            if form[0] == _EXTENSIBLE and size >= 26:
                form = (struct.unpack("<H", told[24:26])[0], *form[1:])
        elif name == b"data":
            return _wav(form, at + 8, min(size, end - at - 8))
        elif at + 8 >= end:
            return None
        at += 8 + size + size % 2
    return None


def _wav(form: tuple[int, ...], start: int, size: int) -> Wav | None:
    kinds = {(_PCM, 16): "<i2", (_PCM, 24): "", (_PCM, 32): "<i4", (_FLOAT, 32): "<f4"}
    if not form or (form[0], form[5]) not in kinds or not 1 <= form[1] <= _CHANNELS:
        return None
    wav = Wav(form[2], form[1], kinds[form[0], form[5]], start, 0)
    return Wav(wav.rate, wav.channels, wav.kind, start, size // wav.wide)
