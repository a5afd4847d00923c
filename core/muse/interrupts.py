"""Telling the user's Ctrl-C from a KeyboardInterrupt that a plugin raises by itself."""

import signal
import threading
from types import FrameType

_watching = False
_seen: list[int] = []


def watch() -> None:
    """Note each Ctrl-C from now on; for the process of the command line, in its main thread."""
    global _watching
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
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
