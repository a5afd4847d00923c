"""Swing of a played piece: where its off-beats fall, and where they are written."""

from collections.abc import Sequence
from statistics import median

from muse_music.theory.meter import TICKS


def swing_of(starts: Sequence[int]) -> float:
    """Return where the off-beat falls, as a share of its quarter: 0.5 where it is straight."""
    off = [s % TICKS / TICKS for s in starts if 0.38 < s % TICKS / TICKS < 0.8]
    early = sum(0.2 < s % TICKS / TICKS <= 0.38 for s in starts)
    if len(off) < 8 or early > 0.15 * len(off):
        return 0.5
    middle = median(off)
    near = sum(abs(x - middle) < 0.05 for x in off)
    return middle if 0.55 < middle < 0.72 and near > 0.7 * len(off) else 0.5


def straight(tick: float, swing: float) -> float:
    """Return a time as it is written, without its swing (ticks)."""
    if swing == 0.5:
        return tick
    whole, part = divmod(tick, TICKS)
    middle = TICKS * swing
    if part <= middle:
        return whole * TICKS + part * (TICKS / 2) / middle
    return whole * TICKS + TICKS / 2 + (part - middle) * (TICKS / 2) / (TICKS - middle)
