"""Loading and moving torch modules: the second room of core that may import torch."""

import ctypes
import gc
import os
import sys
import time
import weakref
from collections.abc import Callable
from typing import Any

from muse.device.backend import Memory
from muse.device.component import Placement
from muse.device.hardware import available_memory, memory
from muse.folders import cache_folder

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


class TorchBackend:
    """A backend of CUDA cards, Apple's MPS and the processor.

    On CUDA free memory is the driver's plus what the allocator has reserved and doesn't use. MPS
    and the processor share the memory of the system.
    """

    def __init__(self) -> None:
        _share_arena()
        # Else torch makes a folder in the system's temporary one, where it stays.
        os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(cache_folder() / "inductor"))
        self._loaded: weakref.WeakSet[Any] = weakref.WeakSet()

    def clock(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def memory(self, device: str) -> Memory:
        """Return the memory of a device now."""
        if device.startswith("cuda"):
            import torch

            free, total = torch.cuda.mem_get_info(device)
            allocated = torch.cuda.memory_allocated(device)
            slack = torch.cuda.memory_reserved(device) - allocated
            return Memory(total, free + slack, allocated)
        ours = sum(self.size(module) for module in self._loaded if _is_on(module, device))
        return Memory(memory() or 0, available_memory(), ours)

    def load(self, placement: Placement) -> Any:
        """Load a component by its own loader, to the device and dtype it is wanted in."""
        loaded = placement.component.load(placement)
        self._loaded.add(loaded)
        return loaded

    def size(self, loaded: Any) -> int:
        """Return the bytes of a module's parameters and buffers, quantised or not."""
        return sum(_bytes(tensor) for tensor in (*loaded.parameters(), *loaded.buffers()))

    def move(self, loaded: Any, device: str) -> None:
        """Move a module."""
        loaded.to(device)

    def offload(self, loaded: Any, device: str) -> Callable[[], None]:
        """Stream a module through a device leaf by leaf, by accelerate's hooks; undo removes them.

        accelerate's hooks work on any module, and leave it in memory as it was when they go.
        """
        from accelerate import cpu_offload
        from accelerate.hooks import remove_hook_from_module

        cpu_offload(loaded, execution_device=device)

        def undo() -> None:
            remove_hook_from_module(loaded, recurse=True)

        return undo

    def collect(self, device: str) -> None:
        """Collect what nobody refers to, and hand cached memory back to the driver."""
        gc.collect()
        if device.startswith("cuda"):
            import torch

            with torch.cuda.device(device):
                torch.cuda.empty_cache()
        elif device == "mps":
            import torch

            torch.mps.empty_cache()

    def peak(self, device: str) -> int | None:
        """Return the most bytes allocated on a CUDA card since `reset_peak`; None elsewhere."""
        if not device.startswith("cuda"):
            return None
        import torch

        return int(torch.cuda.max_memory_allocated(device))

    def reset_peak(self, device: str) -> None:
        """Start counting the peak of a CUDA card anew."""
        if device.startswith("cuda"):
            import torch

            torch.cuda.reset_peak_memory_stats(device)


def _share_arena() -> None:
    """Let all threads take memory from one arena, where the C library is glibc.

    Generators work in a thread of their own. An arena of that thread's gives back to the system
    what every step takes again: six times the page faults, 4 % of a small model's time.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)


def _bytes(tensor: Any) -> int:
    """Return the bytes of a tensor; one that stands for others (quantised ones do) has theirs."""
    if hasattr(tensor, "__tensor_flatten__"):
        return sum(_bytes(getattr(tensor, name)) for name in tensor.__tensor_flatten__()[0])
    return int(tensor.numel() * tensor.element_size())


def _is_on(module: Any, device: str) -> bool:
    first = next(module.parameters(), None)
    return first is not None and str(first.device) == device
