"""Graphics cards as NVIDIA's own program tells of them, for where torch isn't installed.

There, only workers of isolated plugins can use a card: they bring a torch of their own, and this
process shares the card out among them.
"""

import gc
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from muse.device.backend import Memory
from muse.device.component import Placement
from muse.errors import PluginError, RequestError

_ASKED = "uuid,name,memory.total,memory.free,compute_cap"
_WAIT = 10.0  # seconds that the program may take
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Seen:
    """A card: its name, bytes in all and free, and what it can compute (8.0 has bfloat16)."""

    name: str
    total: int
    free: int
    capability: float


def seen() -> list[Seen]:
    """Return the cards, in the order in which `cuda:0`, `cuda:1`... count them; [] without any.

    CUDA_VISIBLE_DEVICES chooses and orders them, as it does for torch; else they are in the order
    of the bus (CUDA_DEVICE_ORDER=PCI_BUS_ID), which workers are told to count in.
    """
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    command = [program, f"--query-gpu={_ASKED}", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_WAIT, check=True)
        found = [_read(line) for line in done.stdout.splitlines() if line.strip()]
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return _visible(found, os.environ.get("CUDA_VISIBLE_DEVICES"))


def _read(line: str) -> tuple[str, Seen]:
    uuid, name, total, free, capability = (part.strip() for part in line.split(","))
    return uuid, Seen(name, int(total) * _MIB, int(free) * _MIB, float(capability))


def _visible(found: list[tuple[str, Seen]], wanted: str | None) -> list[Seen]:
    """Return the cards that CUDA would show: those before the first that there isn't."""
    if wanted is None:
        return [card for _, card in found]
    chosen = []
    for each in (part.strip() for part in wanted.split(",")):
        if each.isdecimal() and int(each) < len(found):
            chosen.append(found[int(each)][1])
            continue
        named = [card for uuid, card in found if each and uuid.startswith(each)]
        if len(named) != 1:
            break
        chosen += named
    return chosen


class CardBackend:
    """A backend that counts what others have on a card, and can load nothing there itself."""

    def clock(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def memory(self, device: str) -> Memory:
        """Return the memory of a card now, as its driver has it."""
        number, cards = int(device.rpartition(":")[2]), seen()
        if number >= len(cards):
            raise RequestError(f"device: {device} isn't there any more", hint="muse doctor")
        return Memory(cards[number].total, cards[number].free, 0)

    def load(self, placement: Placement) -> Any:
        """Raise PluginError: without torch nothing is loaded to a card by this process."""
        raise PluginError(
            f"{placement.component.label} can't go to {placement.device} without torch",
            hint="use --device cpu",
        )

    def size(self, loaded: Any) -> int:
        """Return 0: nothing is loaded here."""
        return 0

    def move(self, loaded: Any, device: str) -> None:
        """Do nothing: nothing is loaded here."""

    def offload(self, loaded: Any, device: str) -> Callable[[], None]:
        """Return what ends it: nothing is loaded here."""
        return lambda: None

    def collect(self, device: str) -> None:
        """Collect what nobody refers to."""
        gc.collect()

    def peak(self, device: str) -> int | None:
        """Return None: workers count themselves."""
        return None

    def reset_peak(self, device: str) -> None:
        """Do nothing: workers count themselves."""
