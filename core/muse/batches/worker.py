"""A worker of a batch: a process that does one task after the other, as lines of JSON tell it to.

The end of standard input, which is the end of whoever started it, ends it at once: what it was
making is made again by whoever goes on with the batch.
"""

import json
import os
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from typing import Any

from muse.batches.executor import Done, Failure, Task
from muse.batches.work import work
from muse.contract.events import Progress
from muse.errors import Cancelled
from muse.running.host import Host
from muse.running.profiling import Profile
from muse.running.stream import Stream


class Worker:
    """Does tasks on a host; `tell` takes what happens."""

    def __init__(
        self, host: Host, folder: Path | None, tell: Any, profile: Profile | None = None
    ) -> None:
        self._profile = profile
        self._host = host
        self._folder = folder
        self._tell = tell
        self._stream: Stream | None = None
        self._stopped = False

    def stop(self) -> None:
        """Stop what is at work, or is about to be; from any thread."""
        self._stopped = True
        if self._stream is not None:
            self._stream.cancel()

    def do(self, task: Task) -> None:
        """Do a task, and tell how it ended."""
        try:
            done = work(self._host, task, self._folder, self._progress, self._began)
        except (Cancelled, KeyboardInterrupt):
            done = Done(task.key, task.row, failure=Failure("Cancelled", "it was cancelled"))
        finally:
            self._stream = None
        self._tell({"done": done.to_json()})

    def _began(self, stream: Stream) -> None:
        self._stream = stream
        stream.look = self._profile.look if self._profile is not None else None
        if self._stopped:
            stream.cancel()

    def _progress(self, progress: Progress) -> None:
        self._tell({"progress": [progress.done, progress.total, progress.note]})


def main(library: str, folder: str, lock: int | None = None, profile: str | None = None) -> None:
    """Do what standard input asks for, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if lock is not None:
        os.set_inheritable(lock, False)  # it goes with this process, whatever a plugin starts
    with os.fdopen(os.dup(1), "wb") as out, Host(library=library) as host, ExitStack() as stack:
        os.dup2(2, 1)  # what a plugin prints is none of ours

        def tell(told: dict[str, Any]) -> None:
            out.write(json.dumps(told).encode() + b"\n")
            out.flush()

        tasks: Queue[Task | None] = Queue()
        profiled = stack.enter_context(Profile()) if profile is not None else None
        worker = Worker(host, Path(folder), tell, profiled)
        threading.Thread(
            target=_listen, args=[worker, tasks], name="listening", daemon=True
        ).start()
        while (task := tasks.get()) is not None:
            worker.do(task)
    if profiled is not None and profile is not None:
        profiled.write(Path(profile, f"{os.getpid()}.json"))
    os._exit(0)  # whatever threads a plugin has left


def _listen(worker: Worker, tasks: "Queue[Task | None]") -> None:
    for line in sys.stdin.buffer:
        told = json.loads(line)
        if told.get("stop"):
            worker.stop()
        else:
            tasks.put(Task.from_json(told["task"]) if "task" in told else None)
    os._exit(0)


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
