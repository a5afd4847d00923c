"""Draws: the generator of random numbers that every part of a picture has of its own."""

from typing import TypeAlias

import numpy as np

Rng: TypeAlias = np.random.Generator


def fork(rng: Rng) -> Rng:
    """Return a generator drawn from `rng`, so that one element's draws move no other."""
    return np.random.Generator(np.random.PCG64(int(rng.integers(2**63))))
