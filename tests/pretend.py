"""A pretended card: 8 GiB of memory, a clock that jumps, loads that fail when they are told to."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from muse.backends import Memory
from muse.components import GIB, Component, Placement

MIB = 2**20


class OutOfMemoryError(RuntimeError):
    """What torch raises when a card is full, by name."""


@dataclass(eq=False)
class Module:
    label: str
    size: int
    device: str


@dataclass
class Card:
    """A backend without a card. Every change of memory is checked against `limit`."""

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
        return self.now

    def memory(self, device: str) -> Memory:
        with self.lock:
            used = self.allocated()
            return Memory(self.total, self.total - used - self.foreign, used)

    def allocated(self) -> int:
        on_card = sum(m.size for m in self.modules if m.device == "cuda:0")
        return on_card + sum(self.working.values())

    def take(self, size: int) -> None:
        """Check that `size` more bytes are within the limit; a real card would raise."""
        if self.allocated() + size + self.foreign > self.total:
            raise OutOfMemoryError("CUDA out of memory")
        if self.allocated() + size > self.limit:
            self.broken.append(f"{self.allocated() + size} of {self.limit}")

    def load(self, placement: Placement) -> Module:
        with self.lock:
            label = placement.component.label
            if self.fail.get(label):
                raise self.fail[label].pop(0)
            if placement.device == "cuda:0":
                self.take(placement.component.size)
            module = placement.component.load(placement)
            self.modules.append(module)
            self.loads.append(label)
            self.now += self.slow.get(label, module.size / self.speed)
            return module

    def size(self, loaded: Module) -> int:
        return loaded.size

    def move(self, loaded: Module, device: str) -> None:
        with self.lock:
            if device == "cuda:0" and loaded.device != device:
                self.take(loaded.size)
            loaded.device = device
            self.now += loaded.size / (10 * self.speed)

    def offload(self, loaded: Module, device: str) -> Callable[[], None]:
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
        import sys

        with self.lock:
            kept = []
            while self.modules:
                module = self.modules.pop()
                if sys.getrefcount(module) > 2:
                    kept.append(module)
            self.modules.extend(reversed(kept))

    def peak(self, device: str) -> int | None:
        return None

    def reset_peak(self, device: str) -> None:
        pass

    def work(self, size: int) -> "Work":
        return Work(self, size)


@dataclass
class Work:
    """Memory that a generator uses while it works."""

    card: Card
    size: int

    def __enter__(self) -> None:
        with self.card.lock:
            self.card.take(self.size)
            self.card.working[id(self)] = self.size

    def __exit__(self, *error: object) -> None:
        with self.card.lock:
            del self.card.working[id(self)]


def make(placement: Placement) -> Module:
    """Load a pretended component."""
    return Module(placement.component.label, placement.component.size, placement.device)


def component(name: str, size: float, **more: object) -> Component:
    """Return a component of `size` GiB."""
    return Component(name, make, int(size * GIB), **more)  # type: ignore[arg-type]
