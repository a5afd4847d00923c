"""What hardware there is, and torch's randomness: the one room of core that may import torch."""

import os
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from muse.device import cards
from muse.errors import RequestError

if TYPE_CHECKING:
    pass


_HAS_BFLOAT16 = 8.0
"""The capability from which NVIDIA's cards compute in bfloat16."""


def survey() -> dict[str, Any]:
    """Return what `muse doctor` tells of the machine: cores, memory (bytes), torch, accelerators.

    Imports torch where it is installed, which takes a second or more.
    """
    found: dict[str, Any] = {"cores": cores(), "memory": memory(), "torch": None, "devices": []}
    if find_spec("torch") is None:
        found["devices"] = [
            {"name": f"cuda:{index} {card.name} (for isolated plugins)", "memory": card.total}
            for index, card in enumerate(cards.seen())
        ]
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


def pick(wanted: str | None = None, *, elsewhere: bool = False) -> str:
    """Return the device to use: the one wanted, or the CUDA card with most free memory, MPS, CPU.

    RequestError names the devices there are. Only `cuda` and `auto` start CUDA. `elsewhere` says
    that workers of isolated plugins do the work: they may use a card where this process has no
    torch.
    """
    name = (wanted or "auto").strip().lower()
    if elsewhere and name != "cpu" and find_spec("torch") is None:
        return _card(name)
    if name == "cpu" or find_spec("torch") is None:
        if name not in ("cpu", "auto"):
            raise RequestError(
                f"device: {wanted!r} needs torch", hint='pip install "muse-host[all]"'
            )
        return "cpu"
    import torch

    cards = torch.cuda.device_count() if torch.cuda.is_available() else 0
    there = [f"cuda:{n}" for n in range(cards)]
    there += ["mps"] if torch.backends.mps.is_available() else []
    if name in ("auto", "cuda") and cards:
        return max(there[:cards], key=lambda card: torch.cuda.mem_get_info(card)[0])
    if name == "auto":
        return there[0] if there else "cpu"
    if name in there:
        return name
    raise RequestError(
        f"device: there is no {wanted!r} here", hint=f"there are {', '.join([*there, 'cpu'])}"
    )


def _card(name: str) -> str:
    """Return the card to use without a torch of our own, or the processor where there is none."""
    free = {f"cuda:{index}": card.free for index, card in enumerate(cards.seen())}
    if name in ("auto", "cuda") and free:
        return max(free, key=lambda card: free[card])
    if name == "auto":
        return "cpu"
    if name in free:
        return name
    raise RequestError(
        f"device: there is no {name!r} here", hint=f"there are {', '.join([*free, 'cpu'])}"
    )


def check_name(wanted: str) -> None:
    """Raise RequestError for a name that no device can have; looks at no hardware."""
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d+)?", wanted.strip().lower()):
        raise RequestError(
            f"device: invalid value {wanted!r}; expected auto, cuda, cuda:0, mps or cpu"
        )


def choose_dtype(device: str) -> tuple[str, str]:
    """Return the dtype to load weights in, and why, by what the device can do."""
    if device.startswith("cuda") and find_spec("torch") is None:
        card = cards.seen()[int(device.rpartition(":")[2])]
        good = card.capability >= _HAS_BFLOAT16
        return ("bfloat16" if good else "float16"), f"its capability is {card.capability}"
    if device.startswith("cuda"):
        import torch

        if torch.cuda.is_bf16_supported(including_emulation=False):
            return "bfloat16", "the card computes in bfloat16, which has the range of float32"
        return "float16", "the card has no bfloat16; float16 halves the memory"
    if device == "mps":
        return "float16", "MPS is quickest in float16"
    return "float32", "processors are exact and rarely quicker in less than float32"


def available_memory() -> int:
    """Return the bytes of system memory that can be taken without swapping."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return (memory() or 0) // 2


def memory() -> int | None:
    """Return the memory of the machine in bytes; None where the system doesn't tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
