"""Progress on stderr: a bar on a terminal, a line now and then elsewhere; not for short work."""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from muse.cli.console import safe, say
from muse.cli.outlook import Outlook, lasting
from muse.contract.events import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 2.0
"""Seconds of work without a word."""

LONG = 20.0
"""Seconds from which on a run says how long it will take."""

_QUIET, _STEP = 10.0, 0.01
"""Between two lines lie so many seconds at least, and such a part of the work."""


class ProgressBar:
    """Shows progress on stderr once the work has taken `PATIENCE` seconds.

    Work that will take longer than `LONG` seconds says so as soon as its speed is known. Where
    stderr is no terminal, its progress is a line now and then.
    """

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._start = clock()
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._wanted = sys.stderr is not None
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._last: Progress | None = None
        self._outlook = Outlook(self._start)
        self._told: tuple[float, float] | None = None  # when the last line was told, and how far
        self._lock = threading.RLock()
        self._late = threading.Timer(PATIENCE, self._waited)
        self._late.daemon = True

    def __enter__(self) -> "ProgressBar":
        self._late.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.retire()

    def show(self, event: Progress) -> None:
        """Show how far the work is."""
        with self._lock:
            now = self._clock()
            self._last = event
            self._outlook.add(now, _part(event))
            if not self._wanted or now - self._start < PATIENCE:
                return
            try:
                self._tell(now, event)
                if self._terminal:
                    self._draw(event)
            except OSError:  # the terminal was closed: the work goes on
                self._wanted = False

    def hide(self) -> None:
        """Remove the bar; it comes back with the next progress."""
        with self._lock:
            if self._bar is not None:
                with suppress(OSError):
                    self._bar.stop()
                self._bar = None

    def retire(self) -> None:
        """Remove the bar for good: text that appears as it is written shows progress enough."""
        self._late.cancel()
        with self._lock:
            self.hide()
            self._wanted = False

    def _waited(self) -> None:
        """Show what is being done, where nothing came for a while: weights take time to load."""
        with self._lock, suppress(OSError):
            if not self._wanted or self._bar is not None or self._told is not None:
                return
            if self._terminal:
                self._draw(self._last or Progress(0, 1))
            elif self._last is not None and self._last.note and not self._last.done:
                say(f"{self._name}: {safe(self._last.note, 100)}")

    def _tell(self, now: float, event: Progress) -> None:
        """Say how long it will take; where there is no bar, again as the work goes on."""
        left = self._outlook.left()
        done = _part(event)
        if left is None or (self._told is None and now - self._start + left < LONG):
            return
        if self._told is not None:
            at, before = self._told
            if self._terminal or now - at < _QUIET or done - before < _STEP:
                return
        self._told = now, done
        self.hide()
        note = f": {safe(event.note, 80)}" if event.note else ""
        say(f"{self._name}: {100 * done:.0f} %, about {lasting(left)} to go{note}")

    def _draw(self, event: Progress) -> None:
        if self._bar is None:
            self._open()
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task,
                completed=event.done,
                total=event.total,
                description=safe(event.note or self._name, 60),
            )

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(self._name, total=None)
        self._bar.start()


def _part(event: Progress) -> float:
    """Return how much is done, 0..1."""
    part = event.done / event.total if event.total else 0.0
    return min(1.0, max(0.0, part)) if part == part else 0.0
