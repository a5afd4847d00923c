"""The plugin that `isolated.py` puts behind the wall: bytes, and a lease of weights not there."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from muse import Artifact, Component, Condition, Event, Field, Generator, Progress, Run

WEIGHTS = 2**30
"""Bytes that the pretended component says it has."""

_PIECE = bytes(range(256)) * 2**16


class Numbers:
    """A parameter that is only a size."""

    def numel(self) -> int:
        """Return how many numbers there are."""
        return WEIGHTS

    def element_size(self) -> int:
        """Return the bytes of one."""
        return 1


class Net:
    """Weights that aren't there: a size, and where they are."""

    def __init__(self, device: str) -> None:
        self.device = device

    def to(self, device: str) -> None:
        """Move them."""
        self.device = device

    def parameters(self) -> Iterator[Numbers]:
        """Yield all of it."""
        yield Numbers()

    def buffers(self) -> Iterator[Numbers]:
        """Yield nothing."""
        return iter(())


def load(placement: Any) -> Net:
    """Take a while, as loading does."""
    time.sleep(0.05)
    return Net(placement.device)


def stream(net: Net, device: str) -> Callable[[], None]:
    """Pretend to have it on the device in pieces."""
    return lambda: None


class Fields(Condition):
    """What is asked of it."""

    size: int = Field(1000, ge=0, le=2**31, description="Bytes.")
    plain: bool = Field(False, description="Bytes of Python's own, not shared memory.")
    steps: int = Field(0, ge=0, le=10_000, description="Steps of 2 ms under a lease.")


class Walled(Generator[Fields]):
    """Bytes; with steps, under a lease."""

    condition = Fields
    formats = {".bin": "application/octet-stream"}

    def generate(self, condition: Fields, run: Run) -> Iterator[Event]:
        """Write every byte, so that the memory is there, and tell when it was handed on."""
        for item in run.items:
            if condition.steps:
                with run.lease(Component("pretended", load, WEIGHTS, offload=stream)):
                    for step in range(condition.steps):
                        time.sleep(0.002)
                        yield Progress(step, condition.steps)
            data = memoryview(bytearray(condition.size))
            if not condition.plain:
                data = run.buffer(condition.size)
            for begin in range(0, condition.size, len(_PIECE)):
                end = min(condition.size, begin + len(_PIECE))
                data[begin:end] = _PIECE[: end - begin]
            held = bytes(data) if condition.plain else data
            told = {"torch": "torch" in sys.modules, "handed": time.monotonic()}
            yield Artifact({".bin": held}, item, told)
