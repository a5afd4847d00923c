"""Rows made by processes of this machine: each opens the same library, and writes for itself."""

import json
import os
from collections.abc import Iterator
from queue import SimpleQueue

from muse.batches.executor import TRIES, Done, Place, Task, Told, Underway, lost
from muse.contract.events import Progress
from muse.errors import RequestError
from muse.running.child import Child, Line

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
        self._heard: SimpleQueue[tuple[_Worker, Line | None]] = SimpleQueue()
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
    """One process; what it tells of a task is `heard`, and None when it ends."""

    def __init__(self, place: Place, heard: "SimpleQueue[tuple[_Worker, Line | None]]") -> None:
        # Windows hands no file on: there the lock is that of whoever started this process alone.
        lock = place.lock if os.name == "posix" else None
        where = {
            "library": str(place.library),
            "folder": str(place.folder),
            "lock": lock,
            "profile": str(place.profile) if place.profile else None,
        }
        self._profiled = place.profile is not None
        self._child = Child(
            "muse.batches.worker",
            json.dumps(where),
            hear=lambda line: heard.put((self, line)),
            pass_fds=() if lock is None else (lock,),
        )

    def begin(self, task: Task) -> None:
        """Have a task done."""
        self._child.tell({"task": task.to_json()})

    def stop(self) -> None:
        """Have it stop what it makes."""
        self._child.tell({"stop": True})

    def close(self) -> None:
        """End the process, which writes its trace before."""
        if self._profiled:
            self._child.tell({"end": True})
            self._child.wait(_WRITING)
        self._child.close()
