"""Which component goes first when memory is wanted: GreedyDual-Size, and peers to measure it by.

GreedyDual-Size (Cao & Irani, "Cost-aware WWW proxy caching algorithms", USITS 1997) gives each
resident a credit: the current level plus reload seconds per byte. The lowest credit goes first, and
the level rises to it, so that what isn't used again loses its worth whatever it cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

K = TypeVar("K")


@dataclass
class _Entry:
    credit: float
    used: int


class GreedyDual(Generic[K]):
    """GreedyDual-Size over any keys."""

    def __init__(self) -> None:
        self.level = 0.0
        self._entries: dict[K, _Entry] = {}
        self._tick = 0

    def use(self, key: K, size: int, cost: float) -> None:
        """Note that a resident was loaded or used: its bytes, and seconds to load it again."""
        self._tick += 1
        credit = self.level + cost / max(size, 1)
        self._entries[key] = _Entry(credit, self._tick)

    def forget(self, key: K) -> None:
        """Note that a resident is gone without having been chosen."""
        self._entries.pop(key, None)

    def evict(self, key: K) -> None:
        """Note that a resident was chosen to go: the level rises to its credit."""
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.level = max(self.level, entry.credit)

    def order(self, keys: Iterable[K]) -> list[K]:
        """Return residents, the least worth keeping first; of equals the longest unused."""
        first = _Entry(0.0, 0)

        def rank(key: K) -> tuple[float, int]:
            entry = self._entries.get(key, first)
            return entry.credit, entry.used

        return sorted(keys, key=rank)


class Policy(Protocol[K]):
    """What a policy has to answer; see `GreedyDual`."""

    def use(self, key: K, size: int, cost: float) -> None: ...
    def forget(self, key: K) -> None: ...
    def evict(self, key: K) -> None: ...
    def order(self, keys: Iterable[K]) -> list[K]: ...


def choose(ordered: list[tuple[K, int]], wanted: int) -> list[K]:
    """Return victims that free `wanted` bytes, from residents in the order to go.

    Victims that turn out not to be needed are kept, the most worth keeping first: a small one
    chosen early is spared when a later, larger one frees enough by itself.
    """
    chosen: list[tuple[K, int]] = []
    freed = 0
    for key, size in ordered:
        if freed >= wanted:
            break
        chosen.append((key, size))
        freed += size
    for key, size in reversed(chosen[:]):
        if freed - size >= wanted:
            chosen.remove((key, size))
            freed -= size
    return [key for key, _ in chosen]
