"""What a generator declares of its weights, and the ways to run what doesn't fit whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from muse.compat import TypeAlias, dataclass
from muse.errors import MuseError

Strategy: TypeAlias = Literal["full", "sequential", "offload", "cpu"]
"""An offload strategy: where weights are while a generator works, the quickest first.

- `full`: every component on the device at once
- `sequential`: one component at a time; `lease.on(name)` brings it in and takes it out
- `offload`: groups of layers stream through the device, by diffusers or accelerate
- `cpu`: no device but the processor
"""

GIB = 2**30

_COMPUTED = {
    "bfloat16": ("bfloat16", "float16", "float32"),
    "float16": ("float16", "float32"),
    "float32": ("float32",),
}
"""What a device computes in, the best first, by the dtype that suits it best."""


class DoesNotFit(MuseError):
    """A lease can never fit; the message has the numbers, the hint what would fit."""


class OutOfMemory(MuseError):
    """The device ran out of memory with every strategy that was left; nothing is held any more."""


@dataclass(frozen=True)
class Component:
    """One set of weights that a generator needs: where it comes from and how it is loaded.

    Two generators that declare the same source, revision, subfolder, dtype, quantisation and
    loader share one copy. `load(placement)` returns the module; `size` is the first guess of its
    bytes, replaced by what is measured; `dtypes` are those in which it may be loaded (empty: any);
    `offload_size` is what it needs on the device with the
    strategy `offload` (bytes). `offload(module, device)` lets it stream through a device and
    returns how to end that; accelerate does it for those that bring none.
    """

    source: str
    load: Callable[[Placement], Any]
    size: int
    revision: str | None = None
    subfolder: str = ""
    dtypes: tuple[str, ...] = ("bfloat16", "float16", "float32")
    quantisation: str | None = None
    offload_size: int | None = None
    movable: bool = True
    offload: Callable[[Any, str], Callable[[], None]] | None = None

    @property
    def label(self) -> str:
        """A short name for people: the source and the subfolder."""
        return f"{self.source}/{self.subfolder}" if self.subfolder else self.source

    def dtype_on(self, best: str) -> str:
        """Return the dtype to load it in on a device that `best` suits best.

        That is the best of its own `dtypes` that the device computes in, or else the first of them.
        """
        if not self.dtypes or best in self.dtypes:
            return best
        computed = (each for each in _COMPUTED.get(best, ()) if each in self.dtypes)
        return next(computed, self.dtypes[0])

    def key(self, dtype: str) -> Key:
        """Return what the loaded component is; `dtype` is the one it is loaded in."""
        loader = f"{self.load.__module__}.{self.load.__qualname__}"
        return (
            self.source,
            self.revision or "",
            self.subfolder,
            dtype,
            self.quantisation or "",
            loader,
        )


Key: TypeAlias = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and how a component is to be loaded."""

    component: Component
    device: str
    dtype: str


def need(components: list[tuple[Component, int]], working: int, strategy: Strategy) -> int:
    """Return the bytes of the device that a strategy needs; components come with their sizes."""
    sizes = [size for _, size in components]
    if strategy == "sequential":
        return max(sizes, default=0) + working
    if strategy == "offload":
        streamed = [
            min(size, c.offload_size if c.offload_size is not None else size // 8)
            for c, size in components
        ]
        return max(streamed, default=0) + working
    return sum(sizes) + working


def size_text(count: float) -> str:
    """Return bytes as GiB with one decimal, or MiB below that."""
    return f"{count / GIB:.1f} GiB" if count >= GIB / 10 else f"{count / 2**20:.0f} MiB"
