"""A host on the card, or on a part of it; what is used of the card; the pretended card."""

import gc
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Any

import torch

from muse import Host
from muse.config import Config
from muse.device.backend import Memory
from muse.device.devices import Devices
from muse.device.lease import Lease
from muse.device.torch_backend import TorchBackend

GIB = 2**30
PRETENDED = "card:0"


def begin(device: str) -> str:
    """Return the device's full name; `card` is one that is pretended, for runs without a card."""
    if device == "cuda":
        return "cuda:0"
    if device != "card":
        return device
    import muse.device.devices as used
    import torch_card  # of the tests

    torch_card.begin()
    used.pick = lambda wanted=None, **more: "cpu" if wanted == "cpu" else PRETENDED  # type: ignore
    used.choose_dtype = lambda device: ("float32", "it is pretended")
    return PRETENDED


class Part(TorchBackend):
    """A card of which only `limit` bytes count; `most` is the highest peak that was seen on it."""

    def __init__(self, limit: int | None = None) -> None:
        super().__init__()
        self.limit = limit
        self.most = 0

    def memory(self, device: str) -> Memory:
        """Return the memory as if there were no more than the limit."""
        real = super().memory(device)
        if self.limit is None or device == "cpu":
            return real
        free = min(real.free, max(0, self.limit - real.allocated))
        return Memory(min(real.total, self.limit), free, real.allocated)

    def reset_peak(self, device: str) -> None:
        """Keep the peak before it is forgotten."""
        self.most = max(self.most, self.peak(device) or 0)
        super().reset_peak(device)


class Watched(Devices):
    """Devices that keep each lease: how it was held, and the peak that was measured."""

    leases: list[Lease]

    @contextmanager
    def lease(self, *args: Any, **more: Any) -> Iterator[Lease]:
        """Hold components, and note the lease."""
        with super().lease(*args, **more) as lease:
            self.leases.append(lease)
            yield lease


@contextmanager
def opened(device: str, home: Path, limit: int | None = None, **offers: Any) -> Iterator[Host]:
    """Open a host whose weights go to a device, of which `limit` bytes count."""
    fresh(device)
    backend = Part(limit)
    named = {f"bench.{name}": cls for name, cls in offers.items()}
    with Host(library=home / "library", config=Config(), offers=named) as host:
        made = Watched(device=device, backend=lambda: backend, folder=home / "loaded")
        made.leases = []
        host.devices = made  # type: ignore[misc]
        yield host
        host.devices.relieve()


def backend_of(host: Host) -> Part:
    """Return the backend of an opened host."""
    found = host.devices.manager().backend
    assert isinstance(found, Part)
    return found


def used(device: str) -> int:
    """Return the bytes in use on a card; 0 where nobody counts."""
    gc.collect()
    return int(torch.cuda.memory_allocated(device)) if device.startswith("cuda") else 0


def fresh(device: str) -> None:
    """Give back what nobody uses, and begin to count the peak anew."""
    gc.collect()
    if device.startswith("cuda"):
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(device)


def settled(device: str) -> None:
    """Wait until the card has done what it was told."""
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)


def gib(count: float) -> float:
    """Return bytes as GiB, for people."""
    return round(count / GIB, 3)


@contextmanager
def capped(device: str, more: int) -> Iterator[None]:
    """Let torch itself take no more than it has and `more` bytes, as a small card would."""
    if not device.startswith("cuda"):
        yield
        return
    total = torch.cuda.get_device_properties(device).total_memory
    torch.cuda.empty_cache()
    share = (torch.cuda.memory_reserved(device) + more) / total
    torch.cuda.set_per_process_memory_fraction(min(1.0, share), device)
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0, device)


class Stopwatch:
    """Adds up the seconds spent in a method of a class, those of the card too, until `stop()`."""

    def __init__(self, owner: type[Any], name: str, device: str) -> None:
        self.seconds = 0.0
        plain: Callable[..., Any] = getattr(owner, name)
        own = name in vars(owner)
        self.stop = partial(setattr, owner, name, plain) if own else partial(delattr, owner, name)

        @wraps(plain)
        def timed(*args: Any, **more: Any) -> Any:
            settled(device)
            start = time.perf_counter()
            try:
                return plain(*args, **more)
            finally:
                settled(device)
                self.seconds += time.perf_counter() - start

        setattr(owner, name, timed)

    def take(self) -> float:
        """Return what was added since the last call (s)."""
        seconds, self.seconds = self.seconds, 0.0
        return seconds


def apart(one: bytes, other: bytes) -> float:
    """Return the mean difference of two pictures' values, 0..255."""
    import numpy as np
    from PIL import Image

    both = [np.asarray(Image.open(io.BytesIO(each)).convert("RGB"), float) for each in (one, other)]
    return float(abs(both[0] - both[1]).mean())
