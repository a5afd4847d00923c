"""What torch does while a run is profiled: its own profiler, begun and ended here."""

import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST = 30.0
"""Seconds of torch's operations that are recorded at most: there are 100,000 a second."""


class TorchProfile:
    """Torch's profiler over all threads, on the processor and on CUDA where that is.

    `start` and `stop` are to be called by one thread, the main one.
    """

    def __init__(self) -> None:
        self._profiler: Any = None
        self._end = 0.0
        self.seconds = 0.0
        self.cut = False

    @property
    def is_on(self) -> bool:
        """Whether it records at this moment."""
        return self._profiler is not None and self._end > 0

    @property
    def began(self) -> bool:
        """Whether it has recorded anything."""
        return self._profiler is not None

    def start(self) -> None:
        """Record from now on; nothing where torch has no profiler of this kind."""
        os.environ.setdefault("KINETO_LOG_LEVEL", "99")  # it prints to stderr
        try:
            import torch
            from torch._C._profiler import _ExperimentalConfig
            from torch.profiler import ProfilerActivity, profile

            kinds = [ProfilerActivity.CPU]
            if torch.cuda.is_available():
                kinds.append(ProfilerActivity.CUDA)
            every = _ExperimentalConfig(profile_all_threads=True)
            made = profile(activities=kinds, experimental_config=every)
            made.start()
        except (ImportError, TypeError, RuntimeError):  # another version; what Python did remains
            return
        self._profiler = made
        self._begun = time.monotonic()
        self._end = self._begun + LONGEST

    def look(self) -> None:
        """Stop once it has recorded enough."""
        if self.is_on and time.monotonic() > self._end:
            self.cut = True
            self.stop()

    def stop(self) -> None:
        """Record no more."""
        if self.is_on:
            self._end = 0.0
            self.seconds = time.monotonic() - self._begun
            self._profiler.stop()

    def events(self) -> Iterator[dict[str, Any]]:
        """Yield the events of a Chrome trace, times in us since 1970."""
        if not self.began:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "trace.json.gz")
            self._profiler.export_chrome_trace(str(path))
            with gzip.open(path) as file:
                whole = json.load(file)
        base = whole.get("baseTimeNanoseconds", 0) / 1000
        for event in whole["traceEvents"]:
            if "ts" in event:
                yield {**event, "ts": event["ts"] + base}

    def shares(self) -> list[tuple[str, float]]:
        """Return operation -> seconds that it took by itself, the longest first.

        On CUDA it is the time of its kernels.
        """
        if not self.began:
            return []
        found = []
        for each in self._profiler.key_averages():
            on_device = getattr(each, "self_device_time_total", 0)
            found.append((each.key, max(on_device, each.self_cpu_time_total) / 1e6))
        return sorted(found, key=lambda pair: -pair[1])


def is_loaded() -> bool:
    """Whether torch is imported, and whole by now."""
    torch = sys.modules.get("torch")
    return torch is not None and hasattr(torch, "profiler")
