"""Components that are loaded in another process, and counted on this one's devices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from muse.device.component import Component, Key


class Elsewhere(ABC):
    """A loaded component that another process has; `size` is what it takes there (bytes)."""

    size: int = 0

    @property
    @abstractmethod
    def gone(self) -> bool:
        """Whether its process has ended, and it with that."""

    @property
    @abstractmethod
    def process(self) -> int:
        """The number of its process."""

    @abstractmethod
    def move(self, device: str) -> None:
        """Have it moved to a device."""

    @abstractmethod
    def offload(self, device: str) -> Callable[[], None]:
        """Have it stream through a device; return how to end that."""

    @abstractmethod
    def release(self) -> None:
        """Have it let go of for good."""


@dataclass(frozen=True)
class Remote(Component):
    """A component whose `load` has another process load it: an Elsewhere is what it returns.

    `owner` names that process: two of them share nothing.
    """

    owner: str = ""
    loader: str | None = None

    def key(self, dtype: str) -> Key:
        """Return what the loaded component is, and where."""
        *what, _ = super().key(dtype)
        return (*what, f"{self.owner} {self.loader}")  # type: ignore[return-value]
