"""Showing how far an installation is, and asking in between."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from muse import leftovers
from muse.cli.console import safe, say
from muse.cli.progress import PATIENCE
from muse.cli.pull import confirm
from muse.plugins.isolated.commands import Ask, Failed

if TYPE_CHECKING:
    from rich.status import Status

_DETAILS = ("Downloading", "Building", "Collecting")
"""What lines of uv and pip begin with that are worth showing."""

_LINES, _FEW = 12, 3
"""How many lines of a failed program are shown, where it printed more than a few."""


class Steps:
    """Shows the phases of an installation: on a terminal as they go, else a line for each.

    How long one takes can't be known, so there is no bar; what is quick is never shown.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._phase = ""
        self._status: Status | None = None
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._is_late = False
        self._lock = threading.Lock()
        self._late = threading.Timer(PATIENCE, self._waited)
        self._late.daemon = True
        self._late.start()

    def __call__(self, note: str) -> None:
        """Tell what is done now: a phase, or a line of the program that does it."""
        is_phase = not note.startswith(" ")
        if not is_phase and note.split()[0] not in _DETAILS:
            return
        with self._lock:
            if is_phase:
                self._phase = note
            if not self._is_late:
                return
            if self._terminal:
                self._show(note if is_phase else f"{self._phase}: {note.strip()}")
            elif is_phase:
                say(f"{self._name}: {note}")

    def pause(self) -> None:
        """Take away what is shown, for a question or for good."""
        with self._lock:
            self._phase = ""
            if self._status is not None:
                with suppress(OSError):  # the terminal was closed
                    self._status.stop()
            self._status = None

    def close(self) -> None:
        """Show nothing any more."""
        self._late.cancel()
        self.pause()

    def _show(self, text: str) -> None:
        from rich.console import Console
        from rich.text import Text

        shown = Text(safe(f"{self._name}: {text}", 76))
        with suppress(OSError):
            if self._status is None:
                self._status = Console(stderr=True).status(shown)
                self._status.start()
            else:
                self._status.update(shown)

    def _waited(self) -> None:
        with self._lock:
            self._is_late = True
            if not self._phase:
                return
            if self._terminal:
                self._show(self._phase)
            else:
                say(f"{self._name}: {self._phase}")


@contextmanager
def working(name: str, yes: bool, command: str) -> Iterator[tuple[Path, Ask, Steps]]:
    """Yield a folder to work in, what asks, and what shows; tell what a failed program printed."""
    steps = Steps(name)

    def ask(question: str) -> None:
        steps.pause()
        confirm(question, yes, f"{command} --yes")

    leftovers.sweep_scratch()
    work = leftovers.new_scratch()
    try:
        yield work, ask, steps
    except Failed as error:
        steps.pause()
        output = [line for line in error.output if line.strip()]
        for line in output[-_LINES:] if len(output) > _FEW else ():
            say(f"  | {safe(line, 160)}")
        raise
    finally:
        steps.close()
        leftovers.of_file(work, "").remove()
