"""What learns, the clock that it learns by, and when a loss was reached."""

import math
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

import numpy as np

Contender: TypeAlias = tuple[Iterator[None], Callable[[], dict[str, float]]]
"""Its steps, the first of which may begin with more than a step, and a look at its losses."""

Curve: TypeAlias = list[tuple[float, float]]
"""Seconds of processor time, and the loss then."""


def pace(contender: Contender, count: int = 12) -> float:
    """Return the seconds that a step takes, in the mean, after the first."""
    steps, _ = contender
    next(steps)
    start = time.process_time()
    for _ in islice(steps, count):
        pass
    return (time.process_time() - start) / count


def curves(contender: Contender, seconds: float, every: float) -> dict[str, Curve]:
    """Let it learn for so many seconds of processor time, and look every so often.

    Looks aren't counted. A loss is the median of three looks, as those of a GAN jump about.
    """
    steps, losses = contender
    whens: list[float] = []
    found: list[dict[str, float]] = []
    spent = 0.0
    while spent < seconds:
        start = time.process_time()
        next(steps)
        spent += time.process_time() - start
        if spent >= every * (len(whens) + 1):
            whens.append(spent)
            found.append(losses())
    return {
        name: [
            (whens[place], float(np.median([each[name] for each in found[place - 2 : place + 1]])))
            for place in range(2, len(whens))
        ]
        for name in found[0]
    }


def reached(curve: Curve, wanted: float) -> float:
    """Return when a loss was reached first; infinity if it wasn't."""
    return min((when for when, loss in curve if loss <= wanted), default=math.inf)
