"""Notes as they sound in a file, and the key that they are in by what sounds longest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from muse_music.theory import keys

# Krumhansl and Kessler's probe-tone profiles, "Tracing the dynamic changes in perceived tonal
# organization in a spatial representation of musical keys", Psychological Review 89 (1982); the
# key is the one whose profile correlates best with the durations (Krumhansl and Schmuckler, in
# Krumhansl, "Cognitive Foundations of Musical Pitch", 1990).
_PROFILES = {
    "major": (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    "minor": (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}


@dataclass(frozen=True, slots=True)
class Sounded:
    """A note read from a file: start and end (ticks), pitch, channel, track."""

    start: int
    end: int
    pitch: int
    channel: int
    track: int


def estimate(notes: Sequence[Sounded]) -> str | None:
    """Return the key whose profile correlates best with how long each pitch class sounds."""
    weights = [0.0] * 12
    for note in notes:
        if note.channel != 9:
            weights[note.pitch % 12] += note.end - note.start
    if not any(weights):
        return None
    best = max(
        (
            (_correlation(weights[tonic:] + weights[:tonic], profile), -tonic, mode)
            for mode, profile in _PROFILES.items()
            for tonic in range(12)
        ),
    )
    return str(keys.usual(-best[1], best[2]))


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return Pearson's correlation."""
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    top = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    low = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return top / low if low else 0.0
