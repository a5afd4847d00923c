"""One part in a process of its own; the program starts it."""

import argparse
import os
import sys
import threading
import time
import traceback
from pathlib import Path

from benchmarks.on_gpu.results import Results


def main() -> int:
    """Run a part; 1 where it fails as a whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=("sharing", "requests", "emoji"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--device", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    results = Results(asked.out, asked.name)
    work = asked.work / asked.name
    work.mkdir(exist_ok=True)
    start = time.monotonic()
    try:
        if os.environ.get("ON_GPU_FAULT") == asked.name:  # for trials of the program itself
            os.kill(os.getpid(), 11)
        if os.environ.get("ON_GPU_HANG") == asked.name:
            time.sleep(1e6)
        if asked.name == "sharing":
            from benchmarks.on_gpu import sharing

            sharing.part(results, work, asked.device, asked.small, asked.seconds)
        elif asked.name == "requests":
            from benchmarks.on_gpu import requests

            requests.part(results, work, asked.device, asked.small, asked.seconds)
        else:
            from benchmarks.on_gpu import emoji

            emoji.part(results, work, asked.device, asked.small, asked.seconds, asked.out)
    except Exception as error:
        traceback.print_exc(file=sys.stdout)
        lines = str(error).strip().splitlines() or [""]
        results.tell("the part as a whole", False, f"{type(error).__name__}: {lines[0][:300]}")
        return 1
    results.tell("all of it", None, s=round(time.monotonic() - start, 1))
    return 0


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone: nobody would stop it."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
