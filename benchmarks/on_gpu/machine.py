"""What the machine has, told in seconds, before any time on it is spent.

Run as a process of its own: a driver that hangs or a torch that crashes costs the check alone.
"""

import importlib.metadata
import json
import os
import platform
import shutil
import sys
import time
from pathlib import Path
from typing import Any

NEEDED = {
    "torch": ("sharing", "requests", "emoji"),
    "numpy": ("sharing", "requests", "emoji"),
    "PIL": ("sharing", "requests", "emoji"),
    "pydantic": ("sharing", "requests", "emoji"),
    "diffusers": ("sharing", "requests", "emoji"),
    "transformers": ("sharing", "requests", "emoji"),
    "accelerate": ("sharing", "requests", "emoji"),
    "peft": ("emoji",),
    "librosa": ("requests",),
    "soundfile": ("requests",),
}
"""Modules, and the parts that need them; of `requests` MusicGen alone needs the last two."""

GIB = 2**30


def look(device: str, work: Path) -> dict[str, Any]:
    """Return what is there: versions, card, memory, room in a folder, what is missing."""
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": _memory(),
        "room": round(shutil.disk_usage(work).free / GIB, 1),
        "missing": [name for name in NEEDED if not _there(name)],
        "card": None,
        "problem": "",
    }
    if "torch" in found["missing"]:
        found["problem"] = "torch isn't installed: the machine has to bring it, with CUDA"
        return found
    start = time.perf_counter()
    try:
        import torch

        found["torch"] = torch.__version__
        found["import_torch"] = round(time.perf_counter() - start, 1)
        if device != "cuda":
            return found
        if not torch.cuda.is_available():
            found["problem"] = "torch sees no CUDA card: " + (
                f"built for CUDA {torch.version.cuda}; is there a driver (nvidia-smi)?"
                if torch.version.cuda
                else f"{torch.__version__} was built without CUDA"
            )
            return found
        card = torch.cuda.get_device_properties(0)
        free, total = torch.cuda.mem_get_info(0)
        found["card"] = {
            "name": card.name,
            "capability": f"{card.major}.{card.minor}",
            "cuda": torch.version.cuda,
            "total": round(total / GIB, 1),
            "free": round(free / GIB, 1),
            "bfloat16": torch.cuda.is_bf16_supported(including_emulation=False),
        }
        x = torch.randn(256, 256, device="cuda", dtype=torch.float16)
        value = float((x @ x).float().std())  # what is_available can't tell: that it computes
        if not 8 < value < 32:
            found["problem"] = f"the card computes wrongly: a spread of {value:.2f} for 16"
    except Exception as error:
        lines = str(error).strip().splitlines() or [""]
        found["problem"] = f"{type(error).__name__}: {lines[0][:200]}"
    return found


def versions() -> dict[str, str]:
    """Return the versions of the libraries that figures depend on."""
    found = {}
    for name in ("torch", "diffusers", "transformers", "accelerate", "tokenizers", "numpy"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def roomiest() -> Path:
    """Return the folder for models: memory (/dev/shm) where it is roomy, else the disk."""
    import tempfile

    disk = Path(tempfile.gettempdir())
    shared = Path("/dev/shm")
    if shared.is_dir() and os.access(shared, os.W_OK):
        room = shutil.disk_usage(shared).free
        if room > 24 * GIB and (_memory() or 0) > 64:
            return shared
    return disk


def _there(name: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _memory() -> float | None:
    """Return the memory of the machine in GiB."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB, 1)
    except (ValueError, OSError):
        return None


if __name__ == "__main__":
    print(json.dumps({**look(sys.argv[1], Path(sys.argv[2])), "versions": versions()}))
