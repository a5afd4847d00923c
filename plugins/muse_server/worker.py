"""A worker: a process that does jobs of some lanes, one at a time, until it is told to stop.

Where the server has its jobs made elsewhere (`--on ray`), it does all but the generator's own part,
which a helper does: one that works for this process alone.

It is told through standard input: `drain` ends it after the job at work, `stop` gives that back.
The end of standard input, which is the end of whoever started it, means `stop`.
"""

import _thread
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from muse import LibraryError, MuseError, entry_points
from muse.batches import finding
from muse.batches.finding import LOCAL
from muse.library.jobs import Job, Jobs, Lane
from muse.running.away import Away
from muse.running.host import Host
from muse.running.working import Working

_IDLE = (0.005, 0.025)
"""Seconds between two looks for work: after work, and when there was none for a while."""

_STOPPED = "the server stopped"

_WHILE = 10.0
"""Seconds without work after which looks become rarer."""


class Worker:
    """Does the jobs of its lanes; `limit` (s) is how long one may take.

    `hurry` and `leave` are those of `Working`, for a process of its own.
    """

    def __init__(
        self,
        host: Host,
        lanes: tuple[Lane, ...],
        limit: float,
        *,
        hurry: Callable[[], None] = lambda: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self._host = host
        self._jobs = Jobs(host.library.database)
        self._lanes = lanes
        self._limit = limit
        self._hurry = hurry
        self._leave = leave
        self._draining = threading.Event()
        self._working: Working | None = None
        self._seen: tuple[int, int] | None = None

    def drain(self) -> None:
        """Claim no more."""
        self._draining.set()

    def stop(self) -> None:
        """Claim no more, and give back what is at work."""
        self.drain()
        working = self._working
        if working is not None:
            working.give_back(_STOPPED)

    def interrupt(self) -> None:
        """Interrupt the job at work if it is to stop; in the thread that works."""
        if self._working is not None:
            self._working.interrupt()

    def work(self) -> None:
        """Do jobs until drained, or until one was interrupted."""
        last = time.monotonic()
        while not self._draining.is_set():
            away = self._host.away
            if away is not None and not away.helper.is_up():
                self._draining.wait(_IDLE[1])
                continue
            job = self._claimed()
            if job is None:
                self._draining.wait(_IDLE[time.monotonic() - last > _WHILE])
                continue
            self._working = Working(
                self._host, job, limit=self._limit, hurry=self._hurry, leave=self._leave
            )
            if self._draining.is_set():  # `stop` may have come before there was anything to stop
                self._working.give_back(_STOPPED)
            try:
                self._working.work()
            except LibraryError:  # how it ended isn't kept: it is queued again as this one ends
                return
            if self._working.interrupted:  # another process takes the place of this one
                return
            self._working = None
            last = time.monotonic()

    def _claimed(self) -> Job | None:
        """Return the next job; None where nothing was written since there was none."""
        try:
            seen = self._host.library.database.version()
            if seen == self._seen:
                return None
            job = self._jobs.claim(self._lanes)
        except LibraryError:  # a full disk, say: the next look may work
            return None
        self._seen = seen if job is None else None
        return job


def main(lanes: tuple[Lane, ...], limit: float, on: str = LOCAL) -> None:
    """Work as a child process; `on` says where generators work."""
    me = threading.get_ident()

    def hurry() -> None:
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(me, signal.SIGINT)
        else:
            _thread.interrupt_main(signal.SIGINT)

    with Host() as host, _away(host, on):
        worker = Worker(host, lanes, limit, hurry=hurry, leave=lambda: os._exit(1))
        # Ctrl-C in a terminal reaches the whole group, and mustn't stop a job: we are told to.
        signal.signal(signal.SIGINT, lambda number, frame: worker.interrupt())
        for name in ("SIGTERM", "SIGHUP"):  # the end of a service, too, reaches the whole group
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        threading.Thread(target=_listen, args=[worker], daemon=True).start()
        worker.work()


@contextmanager
def _away(host: Host, on: str) -> Iterator[None]:
    """Have generators work where `on` says, as long as the block lasts."""
    if on == LOCAL:
        yield
        return
    name, address = finding.split(on)
    helper = finding.lender(name, entry_points.load()).helper(address)
    host.away = Away(helper)
    try:
        yield
    finally:
        helper.close()


def _listen(worker: Worker) -> None:
    for line in sys.stdin:
        if line.strip() == "drain":
            worker.drain()
        elif line.strip() == "stop":
            break
    worker.stop()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        main(tuple(sys.argv[1].split(",")), float(sys.argv[2]), *sys.argv[3:])  # type: ignore[arg-type]
    except MuseError as error:
        sys.exit(f"a worker ends: {error}")
