"""One number for a melody: how many bits a note it is likelier in real tunes than by chance.

Two tables, counted in real tunes that aren't tried here: which length follows at a place in the bar
after a length, and which interval follows from a degree of the scale after an interval. Form counts
too: bars that come back where phrases do, and an end at rest.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from benchmarks.music_quality.metrics import GRID, METERS, Tune, bucket, melody
from muse_music.theory.meter import parse

INTERVALS, LENGTHS = 25, 8
"""How many different intervals (-12..12) and lengths there are."""


def words(tune: Tune, meter: str, tonic: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each note after the second its contexts and what follows: length, interval."""
    bar = parse(meter).bar
    before = 0
    for (a, b), (_, c) in pairwise(pairwise(tune)):
        place = c[0] % bar // GRID
        rhythm = f"{meter},{place},{bucket(b[1])}"
        step = max(-12, min(12, c[2] - b[2]))
        before = max(-7, min(7, b[2] - a[2]))
        yield rhythm, str(bucket(c[1])), f"{(b[2] - tonic) % 12},{before}", str(step)


def score(tune: Tune, meter: str, scale: Sequence[int], reference: Mapping[str, Any]) -> float:
    """Return bits a note over chance, and up to one more each for form and for the end."""
    name = meter if meter in METERS else "4/4"
    rhythms, steps = reference["rhythms"], reference["steps"]
    bits = 0.0
    count = 0
    for rhythm, length, place, step in words(tune, name, scale[0]):
        bits += _bits(rhythms.get(rhythm, {}), length, LENGTHS)
        bits += _bits(steps.get(place, {}), step, INTERVALS)
        count += 1
    row = melody(tune, parse(name), scale)
    form = min(1.0, row["similarity 4 and 8"] / 4)
    end = (row["final tonic"] + row["final on beat"]) / 2
    return bits / max(1, count) + form + end


def _bits(counts: Mapping[str, int], what: str, of: int) -> float:
    return math.log2((counts.get(what, 0) + 1) / (sum(counts.values()) + of) * of)
