"""Telling pieces no faster than somebody reads."""

import time
from collections.abc import Callable


class Paced:
    """Tells the first piece at once, and later ones together when they come faster than read."""

    def __init__(self, tell: Callable[[str], None], seconds: float) -> None:
        self.tell = tell
        self.seconds = seconds
        self._held: list[str] = []
        self._next = 0.0

    def __call__(self, piece: str) -> None:
        """Take a piece, and tell all that are held if the time has come."""
        self._held.append(piece)
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self.seconds
            self.flush()

    def flush(self) -> None:
        """Tell what is held."""
        if self._held:
            piece = "".join(self._held)
            self._held.clear()
            self.tell(piece)
