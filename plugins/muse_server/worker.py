"""A worker: a process that does jobs of some lanes, one at a time, until it is told to stop.

It is told through standard input: `drain` ends it after the job at work, `stop` gives that back.
The end of standard input, which is the end of whoever started it, means `stop`.
"""

import signal
import sys
import threading
import time
from contextlib import suppress

from muse import LibraryError
from muse.library.jobs import Jobs, Lane
from muse.running.host import Host
from muse.running.working import Working

_IDLE = (0.005, 0.025)
"""Seconds between two looks for work: after work, and when there was none for a while."""

_WHILE = 10.0
"""Seconds without work after which looks become rarer."""


class Worker:
    """Does the jobs of its lanes; `limit` (s) is how long one may take."""

    def __init__(self, host: Host, lanes: tuple[Lane, ...], limit: float) -> None:
        self._host = host
        self._jobs = Jobs(host.library.database)
        self._lanes = lanes
        self._limit = limit
        self._draining = threading.Event()
        self._working: Working | None = None

    def drain(self) -> None:
        """Claim no more."""
        self._draining.set()

    def stop(self) -> None:
        """Claim no more, and give back what is at work."""
        self.drain()
        if self._working is not None:
            self._working.give_back("the server stopped")

    def work(self) -> None:
        """Do jobs until drained."""
        last = time.monotonic()
        version = None
        while not self._draining.is_set():
            now = time.monotonic()
            seen = self._host.library.database.version()
            job = None
            if seen != version:
                with suppress(LibraryError):  # a full disk, say: the next look may work
                    job = self._jobs.claim(self._lanes)
                version = seen if job is None else None
            if job is None:
                self._draining.wait(_IDLE[now - last > _WHILE])
                continue
            self._working = Working(self._host, job, limit=self._limit)
            if self._draining.is_set():
                self._working.give_back("the server stopped")
            with suppress(
                LibraryError
            ):  # its owner is gone with this process, or it is tried again
                self._working.work()
            self._working = None
            last = time.monotonic()


def main(lanes: tuple[Lane, ...], limit: float) -> None:
    """Work as a child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; we are told
    with Host() as host:
        worker = Worker(host, lanes, limit)
        threading.Thread(target=_listen, args=[worker], daemon=True).start()
        worker.work()


def _listen(worker: Worker) -> None:
    for line in sys.stdin:
        if line.strip() == "drain":
            worker.drain()
        elif line.strip() == "stop":
            break
    worker.stop()


if __name__ == "__main__":
    main(tuple(sys.argv[1].split(",")), float(sys.argv[2]))  # type: ignore[arg-type]
