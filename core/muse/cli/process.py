"""The process that the command line is: how signals end it, and what its output may hold."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from io import TextIOWrapper
from types import FrameType

from muse import interrupts
from muse.errors import printable

ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that ask a process to end, beside Ctrl-C: a shutdown, a closed terminal."""

PATIENCE = 5.0
"""Seconds that threads and exit handlers of plugins have to end, once all is done."""

_ended: list[int] = []


def prepare() -> None:
    """End at `ENDING` as at Ctrl-C, and let output that a terminal has no letters for be escaped.

    A signal that whoever started this process ignores (nohup) stays ignored.
    """
    interrupts.watch()
    for number in ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")


def done(code: int) -> int:
    """Let signals end the process at once; return its exit code, a cancelled one's by its signal.

    All is written and told by now, and what Python does at its own end is not to be interrupted
    with a traceback. A thread or an exit handler of a plugin that doesn't end by then is left
    after PATIENCE.
    """
    for number in (signal.SIGINT, *ENDING):
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    code = 128 + _ended[0] if code == 130 and _ended else code
    with suppress(RuntimeError):  # no thread can be had
        threading.Thread(target=_leave, args=[code], name="leaving", daemon=True).start()
    return code


def _leave(code: int) -> None:
    """End the process, where it hasn't ended PATIENCE after its main thread."""
    threading.main_thread().join()
    time.sleep(PATIENCE)
    others = {t.name for t in threading.enumerate() if t.is_alive() and not t.daemon}
    left = ", ".join(sorted(others - {threading.main_thread().name}))
    what = (
        f"threads that don't end ({' '.join(printable(left).split())[:200]})"
        if left
        else "handlers that don't end"
    )
    with suppress(OSError, AttributeError):
        sys.stderr.write(f"muse: {what} were left at exit\n")
        sys.stderr.flush()
    os._exit(code)


def _end(number: int, frame: FrameType | None) -> None:
    """Do what Ctrl-C would do now: raise, or wait until an artifact is written."""
    _ended.append(number)
    interrupts.note(number)
    at_interrupt = signal.getsignal(signal.SIGINT)
    if callable(at_interrupt):
        at_interrupt(signal.SIGINT, frame)
    else:
        raise KeyboardInterrupt
