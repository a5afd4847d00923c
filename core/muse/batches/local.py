"""Rows made by processes of this machine: each opens the same library, and writes for itself."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

from muse.batches.executor import TRIES, Done, Place, Task, Told, Underway, lost
from muse.contract.events import Progress
from muse.errors import RequestError

_PATIENCE = 3.0
"""Seconds in which a worker that is told to stop has to."""

_WRITING = 120.0
"""Seconds that one has to write its trace."""


class Local:
    """`workers` processes; one that ends is replaced, and its task begun again."""

    def __init__(
        self, place: Place, *, address: str | None = None, workers: int | None = None
    ) -> None:
        if address is not None:
            raise RequestError(f"{address} is no executor", hint="local takes no address")
        self.workers = workers or os.cpu_count() or 1
        self._place = place
        self._heard: SimpleQueue[tuple[_Worker, dict[str, Any] | None]] = SimpleQueue()
        self._busy: dict[_Worker, Task] = {}
        self._idle: list[_Worker] = []

    def run(self, tasks: Iterator[Task]) -> Iterator[Told]:
        """Yield what is told of tasks, and one Done for each, as they end."""
        again: list[Task] = []
        begun: dict[str, int] = {}
        more = True
        while True:
            while len(self._busy) < self.workers and (again or more):
                task = again.pop() if again else next(tasks, None)
                if task is None:
                    more = False
                    continue
                begun[task.key] = begun.get(task.key, 0) + 1
                self._begin(task)
            if not self._busy:
                return
            worker, told = self._heard.get()
            if worker not in self._busy:
                continue
            task = self._busy[worker]
            if told is not None and "progress" in told:
                yield Underway(task.key, Progress(*told["progress"]))
                continue
            del self._busy[worker]
            if told is not None:
                self._idle.append(worker)
                begun.pop(task.key, None)
                yield Done.from_json(told["done"])
                continue
            worker.close()
            if begun[task.key] < TRIES:
                again.append(task)
            else:
                del begun[task.key]
                yield lost(task)

    def close(self) -> None:
        """Stop what is at work, and end the processes."""
        for worker in self._busy:
            worker.stop()
        for worker in (*self._busy, *self._idle):
            worker.close()
        self._busy.clear()
        self._idle.clear()

    def _begin(self, task: Task) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._place, self._heard)
        self._busy[worker] = task
        worker.begin(task)


class _Worker:
    """One process."""

    def __init__(
        self, place: Place, heard: "SimpleQueue[tuple[_Worker, dict[str, Any] | None]]"
    ) -> None:
        paths = [each for each in sys.path if each]
        # Windows hands no file on: there the lock is that of whoever started this process alone.
        lock = place.lock if os.name == "posix" else None
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "muse.batches.worker"),
                json.dumps(
                    {
                        "library": str(place.library),
                        "folder": str(place.folder),
                        "lock": lock,
                        "profile": str(place.profile) if place.profile else None,
                    }
                ),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # Ctrl-C is for the host, which stops it
            pass_fds=() if lock is None else (lock,),
        )
        self._patience = _WRITING if place.profile else _PATIENCE
        self._heard = heard
        self._reader = threading.Thread(target=self._read, name="muse batch", daemon=True)
        self._reader.start()

    def begin(self, task: Task) -> None:
        """Have a task done; what is told of it is heard, None when the process ends."""
        self._write({"task": task.to_json()})

    def stop(self) -> None:
        """Have it stop what it makes."""
        self._write({"stop": True})

    def close(self) -> None:
        """End the process, which stops when nobody writes to it any more."""
        assert self._process.stdin is not None and self._process.stdout is not None
        if self._patience > _PATIENCE:  # it writes its trace first
            self._write({"end": True})
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(self._patience)
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_PATIENCE)
        self._process.stdout.close()

    def _write(self, told: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # it has ended: its reader tells
            self._process.stdin.write(json.dumps(told).encode() + b"\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._heard.put((self, json.loads(line)))
        self._heard.put((self, None))
