"""What a process has only once, kept as it was while a plugin's code runs."""

import locale
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def kept(*, quick: bool = False, modules: bool = False) -> Iterator[None]:
    """Put back, afterwards, what the block changed of its process.

    That is the folder, stdout and stderr, the handlers of signals (in the main thread), the umask,
    the locale, Python's and numpy's random state and the filters of warnings. `quick`: the first
    four alone, in some 30 us instead of 100. All that in the main thread only: what others change
    for a while isn't theirs to put back. With `modules` those that were removed from `sys.modules`
    come back too.
    """
    parts = _QUICK if quick else _ALL
    if threading.current_thread() is not threading.main_thread():
        parts = {}
    before = {name: get() for name, (get, _) in parts.items()}
    there = dict(sys.modules) if modules else {}
    try:
        yield
    finally:
        for name, module in there.items():
            sys.modules.setdefault(name, module)
        for name, (get, put_back) in parts.items():
            if get() != before[name]:
                with suppress(Exception):  # a folder that is gone can't be gone back to
                    put_back(before[name])


def _folder() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None


def _umask() -> int | None:
    """Return the umask where it can be had without setting it, which other threads would see."""
    try:
        with open("/proc/self/status", "rb") as file:
            for line in file:
                if line.startswith(b"Umask:"):
                    return int(line[6:], 8)
    except (OSError, ValueError):
        pass
    return None


def _handlers() -> list[Any]:
    if threading.current_thread() is not threading.main_thread():
        return []
    return [signal.getsignal(number) for number in _SIGNALS]


def _handle(handlers: list[Any]) -> None:
    for number, handler in zip(_SIGNALS, handlers, strict=True):
        if signal.getsignal(number) is not handler and handler is not None:
            signal.signal(number, handler)


def _numpy_random() -> Any:
    return getattr(sys.modules.get("numpy.random"), "mtrand", None)


def _numpy_state() -> Any:
    drawn = _numpy_random()
    if drawn is None:
        return None
    kind, keys, position, *rest = drawn.get_state()
    return (kind, keys.tobytes(), position, *rest)


def _numpy_put_back(state: Any) -> None:
    import numpy

    kind, keys, *rest = state
    _numpy_random().set_state((kind, numpy.frombuffer(keys, numpy.uint32), *rest))


def _put_filters_back(filters: Any) -> None:
    warnings.filters[:] = filters  # type: ignore[index]  # a list, whatever typeshed says
    with warnings.catch_warnings():  # leaving it, Python forgets what it kept of other filters
        pass


def _put_streams_back(streams: Any) -> None:
    sys.stdout, sys.stderr = streams


_QUICK: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "folder": (_folder, os.chdir),
    "streams": (lambda: (sys.stdout, sys.stderr), _put_streams_back),
    "signals": (_handlers, _handle),
    "umask": (_umask, os.umask),
}
_ALL: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    **_QUICK,
    "locale": (
        lambda: locale.setlocale(locale.LC_ALL),
        lambda n: locale.setlocale(locale.LC_ALL, n),
    ),
    "random": (random.getstate, random.setstate),
    "numpy": (_numpy_state, _numpy_put_back),
    "warnings": (lambda: list(warnings.filters), _put_filters_back),
}
