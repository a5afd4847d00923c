"""Sentences in a row: at one loudness, in memory while they are few, else on the disk."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muse.media.ogg import numbered

from . import sound
from .loudness import Meter, limited, true_peaks

KEPT = 2**24
"""Samples that are kept in memory at most: some eleven minutes."""


_NEAR = 0.05
"""LU within which a loudness is kept."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Written:
    """Finished files by their suffixes, and what was measured while they were written."""

    files: Mapping[str, bytes | Path]
    loudness: float
    """LUFS"""
    true_peak: float
    """1.0 is full scale"""


class Reel:
    """Takes sentences one by one, and writes them as files at one loudness."""

    def __init__(self, rate: int, scratch: Callable[[], Path]) -> None:
        self.rate = rate
        self.length = 0
        """Samples so far."""
        self._scratch = scratch
        self._meter = Meter(rate)
        self._held: list[NDArray[np.float32]] = []
        self._spilled: list[int] = []
        self._file: Path | None = None

    def add(self, samples: NDArray[np.float32]) -> None:
        """Add a sentence, or a silence."""
        self._meter.add(samples)
        self._held.append(samples)
        self.length += len(samples)
        if sum(map(len, self._held)) > KEPT // 4 and self.length > KEPT:
            self._spill()

    def _spill(self) -> None:
        self._file = self._file or self._scratch() / f"reel-{id(self)}.f32"
        with self._file.open("ab") as file:
            for samples in self._held:
                file.write(samples.tobytes())
                self._spilled.append(len(samples))
        self._held.clear()

    def _pieces(self) -> Iterator[NDArray[np.float32]]:
        if self._file is not None:
            with self._file.open("rb") as file:
                for count in self._spilled:
                    yield np.fromfile(file, np.float32, count)
        yield from self._held

    def _gain(self, target: float) -> np.float32:
        """Return the factor that brings all of it to `target` LUFS after limiting."""
        decibels = target - self._meter.loudness()
        for _ in range(_TRIES):
            gain = np.float32(10 ** (decibels / 20))
            if decibels <= _NEAR:  # nothing comes near the limiter that wasn't there before
                break
            meter = Meter(self.rate)
            for samples in self._pieces():
                meter.add(limited(samples * gain, self.rate) if samples.any() else samples)
            off = target - meter.loudness()
            if abs(off) < _NEAR:
                break
            decibels += off
        return gain

    def written(self, suffixes: list[str], target: float, name: str) -> Written:
        """Return all of it as sound files at `target` LUFS; long ones are files named `name`."""
        gain = self._gain(target)
        targets: dict[str, io.BytesIO | Path] = {
            suffix: self._scratch() / f"{name}{suffix}" if self.length > KEPT else io.BytesIO()
            for suffix in suffixes
        }
        meter, peak = Meter(self.rate), 0.0
        with ExitStack() as stack:
            files = [stack.enter_context(sound.opened(t, self.rate, s)) for s, t in targets.items()]
            for samples in self._pieces():
                if samples.any():
                    samples = limited(samples * gain, self.rate)
                    peak = max(peak, float(true_peaks(samples, len(samples)).max()))
                meter.add(samples)
                for file in files:
                    sound.put(file, samples, self.rate)
        made = {s: t.getvalue() if isinstance(t, io.BytesIO) else t for s, t in targets.items()}
        ogg = made.get(".ogg")
        if isinstance(ogg, bytes):
            made[".ogg"] = numbered(ogg)
        elif ogg is not None:
            ogg.write_bytes(numbered(ogg.read_bytes()))
        return Written(made, meter.loudness(), peak)
