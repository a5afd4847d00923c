"""The processes that a worker started, which end with it."""

import os
from contextlib import suppress
from pathlib import Path

MARK = "MUSE_WORKER"
"""A variable by which all that a worker started is known."""


def below(process: int) -> list[int]:
    """Return the processes that one started, and those they did (Linux)."""
    found: list[int] = []
    with suppress(OSError, ValueError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children", encoding="ascii") as file:
                found += map(int, file.read().split())
    return [each for child in found for each in (*below(child), child)]


def marked(mark: str) -> list[int]:
    """Return the processes that have the mark of a worker, and so were started by it (Linux)."""
    found = []
    wanted = f"{MARK}={mark}".encode()
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else ():
        with suppress(OSError):
            if name.isdigit() and wanted in Path("/proc", name, "environ").read_bytes():
                found.append(int(name))
    return found
