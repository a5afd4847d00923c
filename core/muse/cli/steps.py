"""Showing how far an installation is, and asking in between."""

import sys
import time
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

_LINES = 12


class Steps:
    """Shows the phases of an installation: a bar on a terminal, else lines; not for quick ones."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._start = time.monotonic()
        self._done = 0
        self._bar: ProgressBar | None = None
        self._terminal = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, note: str) -> None:
        """Tell what is done now: a phase, or a line of the program that does it."""
        word = note.partition(" ")[0]
        if word in _PHASES:
            self._done = _PHASES.index(word)
            if not self._terminal and time.monotonic() - self._start > PATIENCE:
                say(f"{self._name}: {note}")
        elif word not in _DETAILS or not self._terminal:
            return
        if self._bar is None:
            self._bar = ProgressBar(self._name)
            self._bar.__enter__()
        done = self._done if self._terminal else 0
        self._bar.show(Progress(done, len(_PHASES), note))

    def pause(self) -> None:
        """Take the bar away, for a question or for good."""
        if self._bar is not None:
            self._bar.retire()
            self._bar = None


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
        for line in error.output[-_LINES:]:
            say(f"  | {safe(line, 160)}")
        raise
    finally:
        steps.pause()
        leftovers.of_file(work, "").remove()
