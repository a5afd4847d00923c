"""The worker processes: started, restarted when they die, drained and stopped."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from muse.errors import LibraryError
from muse.library import recovery
from muse.library.gallery import TRASH_DAYS
from muse.library.jobs import Jobs, Lane
from muse.library.library import Library

_LOOK = 0.1
"""Seconds between two looks at the workers."""

_YOUNG = 5.0
"""Seconds of life that a worker that does its work has at least."""

_TIDY = 60.0
"""Seconds between two looks at what is old: the trash, previews, what other servers left."""

_AGAIN = (0.1, 10.0)
"""Seconds before a worker that died at once is started again: at first, and at most."""


@dataclass
class _Place:
    """A place for a worker: its lanes, the process that has it, and when it may be started."""

    lanes: tuple[Lane, ...]
    process: "subprocess.Popen[str] | None" = None
    started: float = 0.0
    wait: float = 0.0
    deaths: int = 0
    asked: set[str] = field(default_factory=set)


class Supervisor:
    """Keeps `workers` processes for light jobs, and one for those with weights, once asked."""

    def __init__(self, library: Library, *, workers: int, limit: float) -> None:
        self._library = library
        self._jobs = Jobs(library.database)
        self._limit = limit
        self._places = [_Place(("light",)) for _ in range(workers)]
        self._device = _Place(("device",) if workers else ("device", "light"))
        self.trash_days = TRASH_DAYS
        self._tidied = -_TIDY
        self._closing = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Take back what the dead left, and start the workers."""
        recovery.recover(self._library.database)
        self._thread.start()

    def hurry(self) -> None:
        """Wait no longer for jobs at work."""
        self._hurry.set()

    def close(self, grace: float, tell: Callable[[str], None] = lambda line: None) -> None:
        """Claim no more, let jobs end for `grace` seconds, and give the rest back."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._thread.join()
        running = [p for p in self._everybody() if p.process and p.process.poll() is None]
        for word, patience in (("drain", grace), ("stop", 5.0)):
            for place in running:
                self._say(place, word)
            end = time.monotonic() + patience
            while running and time.monotonic() < end:
                if word == "drain" and self._hurry.is_set():
                    break
                running = [p for p in running if p.process and p.process.poll() is None]
                time.sleep(0.02)
            if running:
                tell(f"{len(running)} at work after {patience:g} s")
        for place in running:
            assert place.process is not None
            place.process.kill()
            place.process.wait()
        recovery.recover(self._library.database)

    def processes(self) -> list[int]:
        """Return the numbers of the worker processes that run."""
        found = [p.process for p in self._everybody() if p.process is not None]
        return [process.pid for process in found if process.poll() is None]

    def _everybody(self) -> list[_Place]:
        return [*self._places, self._device]

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK if self._settle() else 0.0):
            continue

    def _settle(self) -> bool:
        """Start who is missing; where somebody died, take back the job."""
        died = False
        for place in self._everybody():
            if place.process is not None and place.process.poll() is not None:
                died = True
                self._bury(place)
            if place.process is None and time.monotonic() >= place.wait:
                if place is not self._device or self._is_asked_for(place):
                    self._start(place)
        if time.monotonic() - self._tidied > _TIDY:
            self._tidied = time.monotonic()
            with suppress(LibraryError):
                self._library.gallery.empty(days=self.trash_days)
                self._jobs.tidy()
                died = True  # workers of others die, too
        if died:
            recovery.recover(self._library.database)
        return True

    def _is_asked_for(self, place: _Place) -> bool:
        waiting = self._jobs.waiting()
        return any(waiting.get(lane) for lane in place.lanes)

    def _bury(self, place: _Place) -> None:
        """Let another take a place: at once, unless those before died as soon as they came."""
        assert place.process is not None
        lived = time.monotonic() - place.started
        well = place.process.returncode == 0 or lived > _YOUNG
        place.deaths = 0 if well else place.deaths + 1
        first, most = _AGAIN
        place.wait = time.monotonic()
        place.wait += min(most, first * 2 ** (place.deaths - 1)) if place.deaths > 1 else 0.0
        place.process = None

    def _start(self, place: _Place) -> None:
        place.started = time.monotonic()
        place.process = subprocess.Popen(
            [sys.executable, "-m", "muse_server.worker", ",".join(place.lanes), str(self._limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )

    def _say(self, place: _Place, word: str) -> None:
        try:
            assert place.process is not None and place.process.stdin is not None
            place.process.stdin.write(f"{word}\n")
            place.process.stdin.flush()
        except (OSError, ValueError):  # it is gone
            pass
