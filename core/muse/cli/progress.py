"""The progress bar: on a terminal only, and only for work over two seconds."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from muse.cli.console import safe
from muse.contract.events import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 2.0


class ProgressBar:
    """Shows progress on stderr once the work has taken `PATIENCE` seconds."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._start = clock()
        self._wanted = sys.stderr is not None and sys.stderr.isatty()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.hide()

    def show(self, event: Progress) -> None:
        """Show how far the work is."""
        if not self._wanted or self._clock() - self._start < PATIENCE:
            return
        try:
            if self._bar is None:
                self._open()
            if self._bar is not None and self._task is not None:
                note = safe(event.note or self._name, 60)
                self._bar.update(
                    self._task, completed=event.done, total=event.total, description=note
                )
        except OSError:  # the terminal was closed: the work goes on
            self._wanted = False

    def hide(self) -> None:
        """Remove the bar; it comes back with the next progress."""
        if self._bar is not None:
            with suppress(OSError):
                self._bar.stop()
            self._bar = None

    def retire(self) -> None:
        """Remove the bar for good: text that appears as it is written shows progress enough."""
        self.hide()
        self._wanted = False

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
