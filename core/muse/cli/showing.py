"""Showing a run while it works and when it is over: text, progress, report, or JSON."""

import shlex
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from muse.cli.console import deliver, on_terminal, out, safe, say, stdout, to_json
from muse.cli.progress import ProgressBar
from muse.cli.reporting import lines, result_json
from muse.contract.artifact import Artifact
from muse.contract.events import Progress, Text
from muse.contract.report import Report
from muse.errors import MuseError
from muse.plugins import surroundings
from muse.running.stream import Stream
from muse.running.unfinished import Lost

_TOLD_EACH = 8
"""Of more artifacts than these the report isn't printed one by one."""


@contextmanager
def interruptible(stream: Stream) -> Iterator[None]:
    """Let Ctrl-C stop the run, but never in the middle of writing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: stream.interrupt())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def show(stream: Stream, *, as_json: bool = False, report: bool = True) -> int:
    """Run a stream to its end: text to stdout, progress and report to stderr; return 0."""
    raw = stream.request.output.stdout
    printer = None if as_json or raw else TextPrinter()
    try:
        bar = ProgressBar(stream.request.name)
        with interruptible(stream), surroundings.kept(), stream, bar:
            for event in stream:
                if isinstance(event, Progress):
                    bar.show(event)
                elif isinstance(event, Text) and printer:
                    bar.retire()
                    printer.piece(event)
                elif isinstance(event, Artifact) and printer:
                    bar.hide()
                    printer.artifact(event)
    finally:
        if printer:
            with suppress(MuseError, OSError):  # what is told next matters more
                printer.end_line()
        if stream.status != "done":
            only = stream.request.condition.count == 1
            tell_early(stream, shown=printer is not None and only and on_terminal())
    result = stream.result
    if as_json:
        deliver(to_json(result_json(result, stream.status)).encode(errors="replace"))
    elif raw:
        try:
            file = result[0].files[result[0].suffix]
            deliver(file.pieces(), text=file.media_type.startswith("text/"))
            more = len(result[0].files) - 1
            if more:
                say(f"standard output takes one file; -o FOLDER/ writes the {more} others too")
        except MuseError as error:  # whoever was to take it didn't
            raise MuseError(error.message, hint=f"it is kept in {result[0].save('./')}") from None
    if report and not as_json:
        tell(stream)
    return 0


def tell_early(stream: Stream, *, shown: bool = False) -> None:
    """Print what there is of a run that ended before it was done.

    `shown` says that its text stands on the terminal.
    """
    made, wanted = len(stream.result), stream.request.condition.count
    if wanted > 1 and made:
        say(f"{made} of {wanted} were made, the last is {safe(stream.result[-1].paths[-1])}")
    goes_on = "extend" in type(stream.request.condition).model_fields
    for kept in stream.unfinished:
        why = stream.early.why.get(kept.item.index)
        for path in kept.paths:
            say(f"unfinished: {safe(path)}{f' ({safe(why)})' if why else ''}")
        if kept.paths and goes_on:
            say(f"  --extend {safe(shlex.quote(str(kept.paths[0])))} goes on with it")
    for lost in stream.early.lost:
        _show_lost(lost, shown)


def _show_lost(lost: Lost, shown: bool) -> None:
    """Show a text that can't be written anywhere, unless it stands on the terminal already."""
    what = f"{safe(lost.path)} has its first part; the rest" if lost.path else "the text"
    if shown:
        say(f"{what} can't be written ({safe(lost.why)}): copy it from above")
        return
    say(f"{what} can't be written ({safe(lost.why)}); this is it:")
    say(safe_text(lost.text))


def tell(stream: Stream) -> None:
    """Print where the artifacts are and the report, to stderr.

    Of several, each has a line of what was chosen and measured; the rest is the same for all.
    """
    result = stream.result
    several = len(result) > 1
    for artifact in result:
        places = ", ".join(safe(path) for path in artifact.paths) or "standard output"
        seed = f"  seed {artifact.seed}" if several else ""
        say(f"{places}  [{artifact.id}]{seed}")
        if several and len(result) <= _TOLD_EACH:
            own = Report(chosen=_without_seed(artifact.report), measured=artifact.report.measured)
            for line in lines(own):
                say(f"  {line}")
    common = replace(result.report, chosen={}, measured={}) if several else result.report
    for line in lines(common):
        say(f"  {line}")
    if len(result) > _TOLD_EACH:
        say("  muse show ID prints what was chosen and measured for each")


def _without_seed(report: Report) -> dict[str, Any]:
    return {name: value for name, value in report.chosen.items() if name != "seed"}


class TextPrinter:
    """Prints the text of one item as it is written; what other items write meanwhile waits."""

    def __init__(self) -> None:
        self._current = 0
        self._waiting: dict[int, list[str]] = {}
        self._streamed: set[int] = set()
        self._open = False

    def piece(self, event: Text) -> None:
        """Print a piece, or keep it until its item's turn."""
        self._streamed.add(event.item)
        if event.item == self._current:
            self._print(event.piece)
            _flush()
        else:
            self._waiting.setdefault(event.item, []).append(event.piece)

    def artifact(self, artifact: Artifact) -> None:
        """Print a text that wasn't streamed, and go on to the next item."""
        index = artifact.item.index
        if index not in self._streamed:
            if not artifact.media_type.startswith("text/"):
                return
            self._waiting.setdefault(index, []).append(artifact.data.decode(errors="replace"))
        if index != self._current:
            return
        self._print("".join(self._waiting.pop(index, [])))
        self._open = True
        self.end_line()
        self._current += 1
        self._print("".join(self._waiting.pop(self._current, [])))

    def end_line(self) -> None:
        """End the line that a text stops in, so that what is told next has its own."""
        if self._open:
            self._open = False
            out()
            _flush()

    def _print(self, text: str) -> None:
        if text:
            self._open = not text.endswith("\n")
            out(safe_text(text), end="")


def safe_text(text: str) -> str:
    """Return a text without control characters that could change the terminal."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _flush() -> None:
    if (place := stdout()) is not None:
        place.flush()
