"""Ctrl-C that nobody could be told of: raised again, and told from what a plugin raises itself."""

import signal
import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from muse import interrupts


@pytest.fixture(autouse=True)
def as_at_first(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put back the handler of Ctrl-C, the hook for what can't be raised, and what was seen."""
    handler, hook = signal.getsignal(signal.SIGINT), sys.unraisablehook
    monkeypatch.setattr(interrupts, "_seen", [])
    monkeypatch.setattr(interrupts, "_watching", False)
    yield
    signal.signal(signal.SIGINT, handler)
    sys.unraisablehook = hook


def test_a_keyboard_interrupt_is_the_users_once_ctrl_c_was_seen() -> None:
    assert interrupts.by_user()  # nobody watches: whose it is can't be known
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.watch()
    assert not interrupts.by_user()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert interrupts.by_user()


def test_nothing_is_watched_from_another_thread() -> None:
    thread = threading.Thread(target=interrupts.watch)
    thread.start()
    thread.join()
    assert not interrupts._watching


def test_ctrl_c_that_met_a_finalizer_is_raised_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    again = threading.Event()
    monkeypatch.setattr(interrupts, "_tell_unraisable", told.append)
    monkeypatch.setattr(interrupts, "_interrupt_main", again.set)
    lost: Any = SimpleNamespace(exc_type=KeyboardInterrupt)
    interrupts._raise_again(lost)
    assert told == [lost]  # a plugin's own
    interrupts.note()
    interrupts._raise_again(lost)
    assert again.wait(5)
    assert told == [lost]


def test_the_main_thread_is_interrupted_as_by_ctrl_c() -> None:
    signal.signal(signal.SIGINT, interrupts._interrupt)
    with pytest.raises(KeyboardInterrupt):
        interrupts._interrupt_main()
        threading.Event().wait(5)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.raises(KeyboardInterrupt):
        interrupts._interrupt_main()
        threading.Event().wait(5)
