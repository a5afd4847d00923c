"""The workers of a host: taken up, put back, and ended when nobody has wanted them for a while."""

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
        """Return the workers that run: name, process, seconds since 1970, whether at work."""
        with self._lock:
            idle = [worker for workers in self._idle.values() for worker in workers]
            return [
                {
                    "name": worker.name,
                    "pid": worker.pid,
                    "since": worker.started,
                    "idle": time.monotonic() - worker.idle_since if worker in idle else None,
                }
                for worker in (*idle, *self._busy)
            ]

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
        return worker

    def _put_back(self, key: str, worker: Worker) -> None:
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

    def _is_over(self, worker: Worker, now: float) -> bool:
        if not worker.is_alive:
            return True
        return not worker.held and now - worker.idle_since > self.keep_alive
