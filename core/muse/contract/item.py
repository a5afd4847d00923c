"""The items of a run: one for each of `count`, each with randomness of its own."""

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from muse.contract.condition import SEEDS

if TYPE_CHECKING:
    import numpy
    import torch


@dataclass(frozen=True)
class Item:
    """One of the `count` things that a run makes, with randomness of its own.

    The same seed gives the same draws, whichever item of whichever run it is.
    """

    index: int
    seed: int

    def __reduce__(self) -> tuple[type["Item"], tuple[int, int]]:
        """Pickle its number and seed: where it is loaded, it draws from the start."""
        return (Item, (self.index, self.seed))

    def seed_for(self, name: str) -> int:
        """Return the seed of a part of this item: the same for the same seed and name, 0..2**32-1.

        It is the first 32 bits of the SHA-256 of "seed/name".
        """
        from hashlib import sha256

        return int.from_bytes(sha256(f"{self.seed}/{name}".encode()).digest()[:4], "big")

    @cached_property
    def rng(self) -> "numpy.random.Generator":
        """A numpy generator (PCG64) seeded for this item."""
        import numpy

        return numpy.random.Generator(numpy.random.PCG64(self.seed))

    @cached_property
    def random(self) -> random.Random:
        """A generator of the standard library seeded for this item, to choose and shuffle with."""
        return random.Random(self.seed)

    @cached_property
    def torch(self) -> "torch.Generator":
        """A torch generator on the CPU seeded for this item."""
        from muse.randomness import torch_generator

        return torch_generator(self.seed)


def items(seed: int, count: int) -> tuple[Item, ...]:
    """Return `count` items; the k-th has seed + k, which wraps at 2**32."""
    return tuple(Item(index, (seed + index) % SEEDS) for index in range(count))
