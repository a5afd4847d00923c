"""The code that protects the 64 bits of a mark: a checksum, and a convolutional code around it.

A message is 8 bytes and their CRC-32, 96 bits, and 8 zeros that lead the coder back to where it
began. The coder has rate 1/4 and constraint length 9 (generators 463, 535, 733, 745 in octal:
Larsen, 1973; any two codewords differ in at least 24 chips), so a mark has 416 chips, which a fixed
permutation strews: what damages neighbours damages messages in many places a little.

On what carries no mark the checksum holds by chance once in 2^32 = 4.3 * 10^9 tries. A reader that
tries 100 places in each of 100,000 files finds a mark where there is none with a probability of
100 * 100,000 / 2^32 = 0.2 %.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from numpy import float32, int8, int64, uint8
    from numpy.typing import NDArray

BYTES = 8
"""Bytes that a mark holds."""

_GENERATORS = (0o463, 0o535, 0o733, 0o745)
_MEMORY = 8
_STATES = 2**_MEMORY
_STEPS = 8 * (BYTES + 4) + _MEMORY

CHIPS = _STEPS * len(_GENERATORS)
"""Chips of a mark: 416."""

_OWN = crc32(b"muse mark 1")
"""What the checksum begins with: another's code of the same shape isn't taken for ours."""


def encode(bits: bytes) -> NDArray[int8]:
    """Return the chips of 8 bytes: 416 of -1 or +1; ValueError for another number of bytes."""
    import numpy as np

    if len(bits) != BYTES:
        raise ValueError(f"a mark has {BYTES} bytes, not {len(bits)}")
    message = np.unpackbits(np.frombuffer(bits + _checksum(bits) + b"\0", np.uint8))
    outputs, _ = _trellis()
    chips = np.empty((_STEPS, len(_GENERATORS)), np.int8)
    state = 0
    for step, bit in enumerate(message.tolist()):
        chips[step] = outputs[state, bit]
        state = (state << 1 | bit) & (_STATES - 1)
    return chips.ravel()[_strewn()]


def decode(soft: NDArray[float32]) -> tuple[bytes, float] | None:
    """Return the 8 bytes that 416 soft chips tell of, and how well they fit; None for no mark.

    A soft chip is positive for +1 and negative for -1; the surer it is, the larger, by any scale.
    The fit is the correlation of the chips with those of the message, -1 to 1.
    """
    return decode_all(soft[None])[0]


def decode_all(soft: NDArray[float32]) -> list[tuple[bytes, float] | None]:
    """Return what `decode` says of each row of (n, 416): quicker than one by one."""
    import numpy as np

    rows = np.nan_to_num(np.asarray(soft, np.float32), posinf=0, neginf=0)
    if rows.ndim != 2 or rows.shape[1] != CHIPS:
        raise ValueError(f"a mark has {CHIPS} chips, not {rows.shape}")
    norms = np.sqrt((rows.astype(float) ** 2).sum(axis=1))
    found: list[tuple[bytes, float] | None] = []
    for row, norm, told in zip(rows, norms, _paths(rows), strict=True):
        bits = told[:BYTES].tobytes()
        if norm == 0 or told[BYTES : BYTES + 4].tobytes() != _checksum(bits):
            found.append(None)
        else:
            fit = float((row * encode(bits)).sum() / (norm * CHIPS**0.5))
            found.append((bits, fit))
    return found


def _checksum(bits: bytes) -> bytes:
    return crc32(bits, _OWN).to_bytes(4, "big")


def _paths(soft: NDArray[float32]) -> NDArray[uint8]:
    """Return the likeliest messages of (n, 416) soft chips, (n, 13) bytes (Viterbi, 1967)."""
    import numpy as np

    chips = np.empty_like(soft)
    chips[:, _strewn()] = soft
    pieces = chips.reshape(len(soft), _STEPS, len(_GENERATORS))
    outputs, before = _trellis()
    # State s is reached from s >> 1 and from that with the oldest bit set, by the bit s & 1.
    arriving = outputs[before, np.arange(_STATES)[:, None] & 1].astype(np.float32)  # (256, 2, 4)
    weights = arriving.reshape(-1, len(_GENERATORS)).T
    best = np.full((len(soft), _STATES), -np.inf, np.float32)
    best[:, 0] = 0
    taken = np.empty((_STEPS, len(soft), _STATES), bool)
    for step in range(_STEPS):
        ways = best[:, before] + (pieces[:, step] @ weights).reshape(len(soft), _STATES, 2)
        np.greater(ways[..., 1], ways[..., 0], out=taken[step])
        best = ways.max(axis=2)
    rows = np.arange(len(soft))
    state = np.zeros(len(soft), np.int64)
    message = np.empty((len(soft), _STEPS), np.uint8)
    for step in range(_STEPS - 1, -1, -1):
        message[:, step] = state & 1
        state = before[state, taken[step, rows, state].astype(int)]
    return np.packbits(message, axis=1)


@cache
def _trellis() -> tuple[NDArray[int8], NDArray[int64]]:
    """Return what states put out for a bit, (256, 2, 4), and the two before each, (256, 2)."""
    import numpy as np

    states = np.arange(_STATES)
    inside = (states[:, None] << 1) | np.arange(2)
    outputs = np.stack([_parity(inside & each) for each in _GENERATORS], axis=-1)
    before = (states >> 1)[:, None] | np.array([0, _STATES >> 1])
    return (1 - 2 * outputs).astype(np.int8), before


def _parity(values: NDArray[int64]) -> NDArray[int64]:
    for shift in (8, 4, 2, 1):
        values = values ^ values >> shift
    return values & 1


@cache
def _strewn() -> NDArray[int64]:
    """Return the fixed order in which chips are strewn, by a generator of our own.

    Those of numpy may change their streams from one version to the next; marks must not.
    """
    import numpy as np

    from muse_provenance.marks.key import numbers

    return np.argsort(numbers("chips", CHIPS), kind="stable")
