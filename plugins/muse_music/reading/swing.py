"""Swing of a played piece: where its off-beats fall, and where they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from muse_music.theory.meter import TICKS


@dataclass(frozen=True, slots=True)
class Swing:
    """Where the second of each pair falls, as a share of the pair (0.5: straight), and its length.

    `pair` is in ticks: TICKS where eighths swing, half of it for sixteenths.
    """

    share: float = 0.5
    pair: int = TICKS

    def straight(self, place: float) -> float:
        """Return a place in its quarter (ticks) as it is written."""
        if self.share == 0.5:
            return place
        whole, part = divmod(place, self.pair)
        middle, half = self.pair * self.share, self.pair / 2
        if part <= middle:
            return whole * self.pair + part * half / middle
        return whole * self.pair + half + (part - middle) * half / (self.pair - middle)


def swing_of(beats: Iterable[Sequence[float]]) -> Swing:
    """Return the swing of onsets, given by their places in each of the quarters (ticks)."""
    every = list(beats)
    for pair in (TICKS, TICKS // 2):
        off: list[float] = []
        triplets = 0
        for places in every:
            for half in range(TICKS // pair):
                parts = [p / pair - half for p in places if half <= p / pair < half + 1]
                if any(0.2 < part <= 0.38 for part in parts):
                    triplets += 1  # which nobody swings
                else:
                    off += [part for part in parts if 0.38 < part < 0.8]
        if len(off) < 8 or triplets > 0.5 * len(off):
            continue
        middle = median(off)
        near = sum(abs(part - middle) < 0.05 for part in off)
        if 0.55 < middle < 0.72 and near > 0.7 * len(off):
            return Swing(middle, pair)
    return Swing()
