"""What the device manager asks of the world: a clock, how much memory there is, loading, moving."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from muse.compat import dataclass
from muse.device.component import Placement


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of a device in bytes.

    `free` is what the driver says is free plus what this process's allocator has reserved and
    doesn't use; `allocated` is what this process has in use; `total` is all there is.
    """

    total: int
    free: int
    allocated: int


class Backend(Protocol):
    """Loads and moves components; a test pretends a card by implementing this."""

    def clock(self) -> float:
        """Return seconds that only grow."""
        ...

    def memory(self, device: str) -> Memory:
        """Return the memory of a device as it is now."""
        ...

    def load(self, placement: Placement) -> Any:
        """Load a component to where it is wanted."""
        ...

    def size(self, loaded: Any) -> int:
        """Return the bytes that a loaded component takes."""
        ...

    def move(self, loaded: Any, device: str) -> None:
        """Move a loaded component to a device."""
        ...

    def offload(self, loaded: Any, device: str) -> Callable[[], None]:
        """Let a component stream through a device in groups of layers; return how to end that."""
        ...

    def collect(self, device: str) -> None:
        """Give back what nobody refers to any more."""
        ...

    def peak(self, device: str) -> int | None:
        """Return the most bytes in use since `reset_peak`; None where nobody counts."""
        ...

    def reset_peak(self, device: str) -> None:
        """Start counting the peak anew."""
        ...


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that caused it, says that memory ran out.

    By type (torch's OutOfMemoryError, MemoryError) and by message: cuBLAS, cuDNN, MPS and the CPU
    allocator raise a plain RuntimeError.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
            return True
        text = str(error).lower()
        if isinstance(error, RuntimeError) and any(sign in text for sign in _SIGNS):
            return True
        error = error.__cause__ or error.__context__
    return False


_SIGNS = (
    "out of memory",
    "cublas_status_alloc_failed",
    "cudnn_status_alloc_failed",
    "can't allocate memory",
    "cannot allocate memory",
    "not enough memory",
)


def monotonic() -> float:
    """Return the clock of the system."""
    return time.monotonic()
