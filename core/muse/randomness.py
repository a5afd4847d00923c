"""torch's randomness: generators with a seed, and the global ones that libraries draw from."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

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

    # A card that nothing has used yet has no generators to keep, and looking would start it.
    used = torch.cuda.is_initialized()  # type: ignore[no-untyped-call]
    cards = range(torch.cuda.device_count()) if used else ()
    with _global_generators, torch.random.fork_rng(devices=cards):
        torch.manual_seed(seed)
        yield
