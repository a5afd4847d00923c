"""The fixed numbers that marks are made with: the same on every machine, for ever."""

from __future__ import annotations

from hashlib import shake_256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray


def numbers(name: str, count: int) -> NDArray[uint64]:
    """Return `count` numbers of 0..2^64-1 that follow from a name alone (SHAKE-256)."""
    import numpy as np

    return np.frombuffer(shake_256(b"muse mark 1 " + name.encode()).digest(8 * count), "<u8")
