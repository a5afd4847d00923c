"""Showing how far an installation is, and asking in between."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muse import leftovers
from muse.cli.console import safe, say
from muse.cli.progress import PATIENCE, ProgressBar
from muse.cli.pull import confirm
from muse.contract.events import Progress
from muse.plugins.isolated.commands import Ask, Failed

_PHASES = "looking building resolving making installing compiling testing writing".split()
"""What the phases of an installation begin with, in their order."""

_DETAILS = ("Downloading", "Building", "Built", "Prepared", "Collecting", "Installing")
"""What lines of uv and pip begin with that are worth showing."""

_LINES, _FEW = 12, 3
"""How many lines of a failed program are shown, where it printed more than a few."""


class Steps:
    """Shows the phases of an installation: a bar on a terminal, else lines; not for quick ones."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._phase = ""
        self._done = 0
        self._bar: ProgressBar | None = None
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._late = threading.Timer(PATIENCE, self._waited)
        self._late.daemon = True
        self._late.start()

    def __call__(self, note: str) -> None:
        """Tell what is done now: a phase, or a line of the program that does it."""
        word = note.split()[0]
        if not note.startswith(" "):
            self._phase, self._done = note, _PHASES.index(word)
            if not self._terminal and not self._late.is_alive():
                say(f"{self._name}: {note}")
        elif word not in _DETAILS:
            return
        if self._terminal:
            if self._bar is None:
                self._bar = ProgressBar(self._name)
                self._bar.__enter__()
            self._bar.show(Progress(self._done, len(_PHASES), note.strip()))

    def pause(self) -> None:
        """Take the bar away, for a question or for good."""
        if self._bar is not None:
            self._bar.retire()
            self._bar = None

    def close(self) -> None:
        """Show nothing any more."""
        self._late.cancel()
        self.pause()

    def _waited(self) -> None:
        if not self._terminal and self._phase:
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
