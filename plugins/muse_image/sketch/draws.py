"""Draws: the generator of random numbers that every part of a picture has of its own."""

from hashlib import blake2b
from typing import TypeAlias

import numpy as np

Rng: TypeAlias = np.random.Generator


def fork(rng: Rng) -> Rng:
    """Return a generator drawn from `rng`, so that one element's draws move no other."""
    return np.random.Generator(np.random.PCG64(int(rng.integers(2**63))))


def seed_of(rng: Rng) -> int:
    """Return a seed drawn from `rng`, for `named`."""
    return int(rng.integers(2**63))


def named(seed: int, name: str) -> Rng:
    """Return the generator of `name` for a seed: what others there are changes nothing in it."""
    digest = blake2b(f"{seed}/{name}".encode(), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
