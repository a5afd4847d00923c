"""How work in a thread of its own tells what happens."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from muse.contract.events import Draft, Event, Preview, Progress, Text

PACE = 20
"""Progress events that work inside `Run.drive` passes on in a second, at most."""


class Emit:
    """How work inside `run.drive` tells what happens; each call raises Cancelled after a cancel."""

    def __init__(self, check: Callable[[], None], events: "SimpleQueue[Any]") -> None:
        self._check = check
        self._events = events
        self._next = 0.0

    def progress(self, done: float, total: float, note: str = "") -> None:
        """Tell that `done` of `total` steps are done.

        At most PACE of these are passed on a second, and always the last: waking another thread
        for each costs small models a tenth of their time.
        """
        now = time.monotonic()
        if now < self._next and done < total:
            self._check()
            return
        self._next = now + 1 / PACE
        self._put(Progress(done, total, note))

    def preview(self, media_type: str, data: bytes, item: int = 0, *, append: bool = False) -> None:
        """Show an item as it looks so far, or what continues what was shown of it."""
        self._put(Preview(media_type, data, item, append))

    def text(self, piece: str, item: int = 0) -> None:
        """Add a piece to the text of an item."""
        self._put(Text(piece, item))

    def draft(self, text: str, item: int = 0, title: str = "") -> None:
        """Have an item's text kept as it is up to here; it is on disk when this returns.

        For each chapter or act, rather than each word: all of the text is written each time.
        """
        self._put(Draft(text, item, title))
        handled = threading.Event()
        self._events.put(handled)
        while not handled.wait(0.05):
            self._check()

    def _put(self, event: Event) -> None:
        self._events.put(event)  # words aren't lost, even those that come too late
        self._check()
