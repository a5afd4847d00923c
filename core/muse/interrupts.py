"""Telling the user's Ctrl-C from a KeyboardInterrupt that a plugin raises by itself."""

import _thread
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SOON = 0.01
"""Seconds after which an interrupt that Python had no place to raise is raised again."""

_watching = False
_seen: list[int] = []
_tell_unraisable = sys.__unraisablehook__


def watch() -> None:
    """Note each Ctrl-C from now on; for the process of the command line, in its main thread."""
    global _watching, _tell_unraisable
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
        if sys.unraisablehook is not _raise_again:
            sys.unraisablehook, _tell_unraisable = _raise_again, sys.unraisablehook
    # Where Ctrl-C is ignored (a job in the background), no KeyboardInterrupt is the user's.
    _watching = before in (signal.default_int_handler, signal.SIG_IGN)


def note(number: int = signal.SIGINT) -> None:
    """Say that the user asked to stop; for the handlers of signals."""
    _seen.append(number)


def by_user() -> bool:
    """Whether a KeyboardInterrupt is the user's: always, where nobody watches."""
    return bool(_seen) or not _watching


def _interrupt(number: int, frame: FrameType | None) -> None:
    note(number)
    raise KeyboardInterrupt


def _raise_again(lost: "UnraisableHookArgs") -> None:
    """Interrupt once more, soon, where Ctrl-C met a callback or finalizer, which can't raise."""
    if not (issubclass(lost.exc_type, KeyboardInterrupt) and _seen):
        _tell_unraisable(lost)
        return
    with suppress(RuntimeError):  # no thread can be had
        again = threading.Timer(SOON, _interrupt_main)
        again.daemon = True
        again.start()


def _interrupt_main() -> None:
    """Interrupt the main thread, in a call of the system too that it waits in."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main and signal.getsignal(signal.SIGINT) is _interrupt:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()
