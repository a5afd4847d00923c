"""A pretended card: 8 GiB of memory, a clock that jumps, loads that fail when they are told to."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from muse.device.backend import Memory
from muse.device.component import GIB, Component, Placement

DEVICE = "cuda:0"
"""The name under which the pretended card goes."""


class OutOfMemoryError(RuntimeError):
    """What torch raises when a card is full, by name."""


@dataclass(eq=False)
class Module:
    """A component as the card holds it: no weights, only their size (bytes) and where they are."""

    label: str
    size: int
    device: str


@dataclass
class Card:
    """A card that isn't there, to lease from: `Host` and `DeviceManager` take it for a backend.

    Every change of memory is checked: more than `total` raises as torch does, more than `limit` is
    noted in `broken`. `foreign` are the bytes of other programs, `speed` the bytes loaded in a
    second of its clock, `fail` the errors that loads of a component raise in turn, `slow` the
    seconds a component takes. `loads` has the labels in the order they were loaded.
    """

    total: int = 8 * GIB
    limit: int = 8 * GIB
    speed: float = 2e9
    foreign: int = 0
    now: float = 0.0
    fail: dict[str, list[Exception]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    modules: list[Module] = field(default_factory=list)
    working: dict[int, int] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def clock(self) -> float:
        """Return the seconds of the card's own clock."""
        return self.now

    def memory(self, device: str) -> Memory:
        """Return the memory as it is now."""
        with self.lock:
            used = self.allocated()
            return Memory(self.total, self.total - used - self.foreign, used)

    def allocated(self) -> int:
        """Return the bytes of what is loaded and of what works."""
        on_card = sum(m.size for m in self.modules if m.device == DEVICE)
        return on_card + sum(self.working.values())

    def take(self, size: int) -> None:
        """Check that `size` more bytes are within the limit; a real card would raise."""
        if self.allocated() + size + self.foreign > self.total:
            raise OutOfMemoryError("CUDA out of memory")
        if self.allocated() + size > self.limit:
            self.broken.append(f"{self.allocated() + size} of {self.limit}")

    def load(self, placement: Placement) -> Any:
        """Load a component, in the time that its size takes."""
        with self.lock:
            label = placement.component.label
            if self.fail.get(label):
                raise self.fail[label].pop(0)
            if placement.device == DEVICE:
                self.take(placement.component.size)
            module = placement.component.load(placement)
            self.modules.append(module)
            self.loads.append(label)
            self.now += self.slow.get(label, module.size / self.speed)
            return module

    def size(self, loaded: Any) -> int:
        """Return the bytes of a loaded component."""
        return int(loaded.size)

    def move(self, loaded: Any, device: str) -> None:
        """Move a component, ten times quicker than it was loaded."""
        with self.lock:
            if device == DEVICE and loaded.device != device:
                self.take(loaded.size)
            loaded.device = device
            self.now += loaded.size / (10 * self.speed)

    def offload(self, loaded: Any, device: str) -> Callable[[], None]:
        """Stream a component in groups of an eighth of its size."""
        with self.lock:
            group = Module(f"{loaded.label} group", loaded.size // 8, device)
            self.take(group.size)
            self.modules.append(group)
            loaded.device = "streamed"

        def undo() -> None:
            with self.lock:
                self.modules.remove(group)
                loaded.device = "cpu"

        return undo

    def collect(self, device: str) -> None:
        """Forget modules that nobody refers to: only this list and `getrefcount` still do."""
        with self.lock:
            kept = []
            while self.modules:
                module = self.modules.pop()
                if sys.getrefcount(module) > 2:
                    kept.append(module)
            self.modules.extend(reversed(kept))

    def peak(self, device: str) -> int | None:
        """Return None: the card doesn't count."""
        return None

    def reset_peak(self, device: str) -> None:
        """Do nothing: the card doesn't count."""

    @contextmanager
    def work(self, size: int) -> Iterator[None]:
        """Use `size` bytes of the card for a while, as a generator does while it works."""
        token = object()
        with self.lock:
            self.take(size)
            self.working[id(token)] = size
        try:
            yield
        finally:
            with self.lock:
                del self.working[id(token)]


def make(placement: Placement) -> Module:
    """Load a pretended component."""
    return Module(placement.component.label, placement.component.size, placement.device)


def component(name: str, size: float, **more: Any) -> Component:
    """Return a pretended component of `size` GiB for a Card; the rest as for `muse.Component`."""
    return Component(name, make, int(size * GIB), **more)
