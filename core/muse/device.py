"""What hardware there is, and torch's randomness: the one room of core that may import torch."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

_global_generators = threading.Lock()


def torch_generator(seed: int) -> "torch.Generator":
    """Return a torch generator on the CPU with this seed."""
    import torch

    return torch.Generator("cpu").manual_seed(seed)


@contextmanager
def global_seed(seed: int) -> Iterator[None]:
    """Hold torch's global generators, seeded, and leave them as they were; one holder at a time."""
    import torch

    with _global_generators, torch.random.fork_rng():
        torch.manual_seed(seed)
        yield


def survey() -> dict[str, Any]:
    """Return what `muse doctor` tells of the machine: cores, memory (bytes), torch, accelerators.

    Imports torch where it is installed, which takes a second or more.
    """
    found: dict[str, Any] = {"cores": _cores(), "memory": memory(), "torch": None, "devices": []}
    if find_spec("torch") is None:
        return found
    try:
        import torch
    except Exception as error:
        found["torch"] = f"broken: {error}"
        return found
    found["torch"] = str(torch.__version__)
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        card = torch.cuda.get_device_properties(index)
        found["devices"].append({"name": f"cuda:{index} {card.name}", "memory": card.total_memory})
    if torch.backends.mps.is_available():
        found["devices"].append({"name": "mps", "memory": found["memory"]})
    return found


def memory() -> int | None:
    """Return the memory of the machine in bytes; None where the system doesn't tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
