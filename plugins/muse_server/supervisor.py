"""The worker processes: started, restarted when they die, drained and stopped."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from muse.batches.finding import LOCAL
from muse.errors import MuseError
from muse.library import colouring, recovery
from muse.library.gallery import TRASH_DAYS
from muse.library.jobs import Jobs, Lane
from muse.library.library import Library
from muse_server import logs

_DRIVER = Path("/proc/driver/nvidia/gpus")
"""Where NVIDIA's driver lists its devices (on Linux)."""

_LOOK = 0.1
"""Seconds between two looks at the workers."""

_YOUNG = 5.0
"""Seconds of life that a worker that does its work has at least."""

_COLOURING, _REST = 0.05, 0.5
"""Seconds in which thumbnails are looked at for their colours, and of rest after them."""

_TIDY = 60.0
"""Seconds between two looks at what is old: the trash, previews, what other servers left."""

_AGAIN = (0.1, 10.0)
"""Seconds before a worker that died at once is started again: at first, and at most."""


@dataclass
class _Place:
    """A place for a worker: its lanes, its device (the settings' where there is no choice), the
    process that has it, and when another may be started."""

    lanes: tuple[Lane, ...]
    device: str | None = None
    process: "subprocess.Popen[str] | None" = None
    started: float = 0.0
    wait: float = 0.0
    deaths: int = 0


class Supervisor:
    """Keeps `workers` processes for light jobs, and one for each device, once it is asked for.

    Where `on` says that generators work elsewhere there are `workers` for all jobs, and none for
    devices; `environment` is what they need to come there.
    """

    def __init__(
        self,
        library: Library,
        *,
        workers: int,
        limit: float,
        devices: Sequence[str | None] = (None,),
        on: str = LOCAL,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._library = library
        self._jobs = Jobs(library.database)
        self._limit = limit
        self._on = on
        self._environment = dict(environment or {})
        here = on == LOCAL
        own: tuple[Lane, ...] = ("light",) if here else ("device", "light")
        self._places = [_Place(own) for _ in range(workers)]
        lanes: tuple[Lane, ...] = ("device",) if workers else ("device", "light")
        self._devices = [_Place(lanes, device) for device in devices if here]
        self.trash_days = TRASH_DAYS
        self._tidied = -_TIDY
        self._colours = 0.0
        self._lost = False
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
        for place in self._everybody():
            if place.process is not None:
                place.process.wait()
                _let_go(place.process)
        recovery.recover(self._library.database)

    def processes(self) -> list[int]:
        """Return the numbers of the worker processes that run."""
        found = [p.process for p in self._everybody() if p.process is not None]
        return [process.pid for process in found if process.poll() is None]

    def _everybody(self) -> list[_Place]:
        return [*self._places, *self._devices]

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK):
            try:
                self._settle()
            except (MuseError, OSError) as error:  # a full disk, say: the next look may work
                logs.tell("trouble", error=str(error))
                self._closing.wait(1.0)

    def _settle(self) -> None:
        """Start who is missing; where somebody died, take back the job."""
        for place in self._everybody():
            if place.process is not None and place.process.poll() is not None:
                logs.tell("worker ended", pid=place.process.pid, code=place.process.returncode)
                self._bury(place)
                self._lost = True
        if time.monotonic() - self._tidied > _TIDY:
            self._tidied = time.monotonic()
            self._library.gallery.empty(days=self.trash_days)
            self._jobs.tidy()
            self._lost = True  # workers of others die, too
        if self._lost:
            recovery.recover(self._library.database)
            self._lost = False
        now = time.monotonic()
        if now >= self._colours:  # a little at a time: an old library has many
            many = colouring.colour(self._library.database, _COLOURING)
            self._colours = time.monotonic() + (_REST if many else _TIDY)
        for place in self._places:
            if place.process is None and now >= place.wait:
                self._start(place)
        free = [place for place in self._devices if place.process is None and now >= place.wait]
        begun = max((p.started for p in self._devices if p.process is not None), default=-_YOUNG)
        if free and now - begun >= _YOUNG:  # one that was just begun may take what waits
            waiting = self._jobs.waiting()
            if any(waiting.get(lane) for lane in free[0].lanes):
                self._start(free[0])

    def _bury(self, place: _Place) -> None:
        """Let another take a place: at once, unless those before died as soon as they came."""
        assert place.process is not None
        lived = time.monotonic() - place.started
        well = place.process.returncode == 0 or lived > _YOUNG
        place.deaths = 0 if well else place.deaths + 1
        first, most = _AGAIN
        place.wait = time.monotonic()
        place.wait += min(most, first * 2 ** (place.deaths - 1)) if place.deaths > 1 else 0.0
        _let_go(place.process)
        place.process = None

    def _start(self, place: _Place) -> None:
        place.started = time.monotonic()
        named = {} if place.device is None else {"MUSE_DEVICE": place.device}
        lanes = ",".join(place.lanes)
        place.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "muse_server.worker", lanes, str(self._limit), self._on],
            env={**os.environ, **named, **self._environment},
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


def _let_go(process: "subprocess.Popen[str]") -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


def devices(setting: str) -> list[str | None]:
    """Return a device for each worker with weights; None is the one of the settings.

    Where these leave it open (`auto`), it is each of NVIDIA's, by the driver's own list: torch
    would have to be imported to ask it.
    """
    if os.environ.get("MUSE_DEVICE") or setting != "auto":
        return [None]
    named = os.environ.get("CUDA_VISIBLE_DEVICES")
    seen = (
        len([each for each in named.split(",") if each.strip()])
        if named is not None
        else len(list(_DRIVER.glob("*")))
    )
    return [f"cuda:{number}" for number in range(seen)] if seen > 1 else [None]
