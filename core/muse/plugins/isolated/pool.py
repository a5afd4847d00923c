"""The workers of a host: taken up, put back, and ended when nobody has wanted them for a while."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from muse.plugins.isolated.bounds import USUAL, Bounds
from muse.plugins.isolated.wall import Launch, Worker

_TIDY = 1.0
"""Seconds between two looks at what is idle."""


class Workers:
    """Processes of isolated plugins, by their environments; one that is idle is used again.

    `keep_alive` are the seconds after which an idle one ends, `bounds` what they are kept in.
    """

    def __init__(self, keep_alive: float = 300.0, bounds: Bounds = USUAL) -> None:
        self.keep_alive = keep_alive
        self.bounds = bounds
        self._idle: dict[str, list[Worker]] = {}
        self._busy: dict[Worker, str] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._janitor: threading.Thread | None = None
        self.changed: Callable[[], None] = lambda: None
        """Called when a worker was started, or put back."""

    @contextmanager
    def worker(self, key: str, launch: Callable[[], Launch]) -> Iterator[Worker]:
        """Have a worker of an environment for a while, started where none is idle."""
        worker = self._taken(key) or self._started(key, launch())
        try:
            yield worker
        finally:
            self._put_back(key, worker)

    def close(self) -> None:
        """End all that are idle."""
        self._closed.set()
        with self._lock:
            idle = [worker for workers in self._idle.values() for worker in workers]
            self._idle.clear()
        for worker in idle:
            worker.close()

    def rows(self) -> list[dict[str, Any]]:
        """Return the workers that run, as `muse ps` tells of them."""
        with self._lock:
            idle = [worker for workers in self._idle.values() for worker in workers]
            every = (*idle, *self._busy)
        now = time.time()
        return [
            {
                "component": f"worker of {worker.name}",
                "generators": [],
                "size": _memory(worker.pid),
                "where": "process",
                "leased": worker not in idle,
                "since": worker.started,
                "idle_since": now - (time.monotonic() - worker.idle_since),
                "worker": worker.pid,
            }
            for worker in every
        ]

    def relieve(self, name: str | None = None) -> int:
        """End the idle workers, or those of one name; return the bytes of memory they had."""
        with self._lock:
            gone = []
            for key, idle in self._idle.items():
                ended = [w for w in idle if name in (None, w.name, f"worker of {w.name}")]
                self._idle[key] = [w for w in idle if w not in ended]
                gone += ended
        freed = sum(_memory(worker.pid) for worker in gone)
        for worker in gone:
            worker.close()
        return freed

    def _taken(self, key: str) -> Worker | None:
        while True:
            with self._lock:
                idle = self._idle.get(key)
                if not idle:
                    return None
                worker = idle.pop()
                self._busy[worker] = key
            if worker.is_alive:
                return worker
            self._end(worker)

    def _started(self, key: str, launch: Launch) -> Worker:
        worker = Worker(launch)
        try:
            worker.greet()
        except BaseException:
            worker.kill()
            worker.close()
            raise
        with self._lock:
            self._busy[worker] = key
        self.changed()
        return worker

    def _put_back(self, key: str, worker: Worker) -> None:
        try:
            self._keep(key, worker)
        finally:
            self.changed()

    def _keep(self, key: str, worker: Worker) -> None:
        kept = worker.is_alive and not self._closed.is_set()
        if not kept or (self.keep_alive <= 0 and not worker.held):
            self._end(worker)
            return
        with self._lock:
            self._busy.pop(worker, None)
            self._idle.setdefault(key, []).append(worker)
            if self._janitor is None:
                self._janitor = threading.Thread(
                    target=self._tidy, name="muse workers", daemon=True
                )
                self._janitor.start()

    def _end(self, worker: Worker) -> None:
        with self._lock:
            self._busy.pop(worker, None)
        worker.close()

    def _tidy(self) -> None:
        while not self._closed.wait(_TIDY):
            now = time.monotonic()
            gone: list[Worker] = []
            with self._lock:
                for key, idle in self._idle.items():
                    old = [w for w in idle if self._is_over(w, now)]
                    self._idle[key] = [w for w in idle if w not in old]
                    gone += old
            for worker in gone:
                worker.close()
            if gone:
                self.changed()

    def _is_over(self, worker: Worker, now: float) -> bool:
        if not worker.is_alive:
            return True
        return not worker.held and now - worker.idle_since > self.keep_alive


def _memory(process: int) -> int:
    """Return the bytes that a process and those it started have in memory; 0 where nobody tells."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            own = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            children = [int(number) for number in file.read().split()]
    except (OSError, ValueError, IndexError):
        return 0
    return own + sum(_memory(child) for child in children)
