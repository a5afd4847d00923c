"""How much memory a generator needs to work: its first guess, then what was measured, kept."""

import json
import math
from pathlib import Path
from threading import Lock
from typing import Any

from muse import files, kept
from muse.errors import MuseError

_MARGIN = 1.1
"""A measured peak is raised by a tenth: the next run is never quite the same."""


class Peaks:
    """The most bytes that work took by generator, device kind and size bucket, in a small file.

    `size` is what a generator says its work grows with (pixels times count, say); a bucket holds
    sizes within a factor of two. Several processes may write: each keeps what it learned itself.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._peaks: dict[str, int] | None = None

    def guess(self, generator: str, device: str, size: float, first: int) -> int:
        """Return the bytes to reserve: what was measured, or else the first guess."""
        with self._lock:
            peak = self._load().get(_bucket(generator, device, size))
        return first if peak is None else int(peak * _MARGIN)

    def learn(self, generator: str, device: str, size: float, peak: int) -> None:
        """Keep a measured peak: a larger one counts at once, a smaller one slowly."""
        key = _bucket(generator, device, size)
        with self._lock:
            self._peaks = None  # another process may have learned meanwhile
            peaks = self._load()
            before = peaks.get(key)
            peaks[key] = peak if before is None else max(peak, (3 * before + peak) // 4)
            if peaks[key] == before:
                return
            try:
                files.write(self.path, json.dumps(peaks, indent=1).encode(), force=True)
            except MuseError:
                return  # it is only a hint; the next run learns it again

    def _load(self) -> dict[str, int]:
        if self._peaks is None:
            self._peaks = kept.read_json(self.path, _peaks) or {}
        return self._peaks


def _peaks(value: Any) -> dict[str, int]:
    """Return what was kept; ValueError for what no measured bytes can be."""
    peaks = {str(name): int(peak) for name, peak in value.items()}
    if not all(0 <= peak < 2**60 for peak in peaks.values()):
        raise ValueError("it holds no numbers of bytes")
    return peaks


def _bucket(generator: str, device: str, size: float) -> str:
    kind = device.partition(":")[0]
    return f"{generator} {kind} {math.ceil(math.log2(size)) if size > 0 else 0}"
