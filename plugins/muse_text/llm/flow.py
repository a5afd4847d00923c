"""A text as it comes in pieces: without a model's thoughts, and ended before a stop string."""

import time
from collections.abc import Callable, Sequence

_OPEN, _CLOSE = "<think>", "</think>"


class Flow:
    """Takes pieces, and tells those that are part of the text as soon as that is certain."""

    def __init__(self, stop: Sequence[str], tell: Callable[[str], None]) -> None:
        self.stop = [each for each in stop if each]
        self.tell = tell
        self.text = ""
        self.ended = False
        self._held = ""
        self._state = "start"

    def add(self, piece: str) -> bool:
        """Take a piece and return whether a stop string ended the text."""
        if self.ended or not piece:
            return self.ended
        self._held += piece
        if self._state != "text" and not self._think():
            return False
        places = [at for each in self.stop if (at := self._held.find(each)) >= 0]
        if places:
            self._held, self.ended = self._held[: min(places)], True
            self._out(len(self._held))
        else:
            self._out(len(self._held) - _overlap(self._held, self.stop))
        return self.ended

    def finish(self) -> str:
        """Tell what was held back, and return the whole text."""
        if self._state != "thinking":
            self._out(len(self._held))
        return self.text

    def _think(self) -> bool:
        """Leave out `<think>...</think>` at the beginning; whether the text itself has begun."""
        if self._state == "start":
            begun = self._held.lstrip()
            if begun.startswith(_OPEN):
                self._state = "thinking"
            elif _OPEN.startswith(begun):
                return False
            else:
                self._state = "text"
        if self._state == "thinking":
            if _CLOSE not in self._held:
                return False
            self._held = self._held.partition(_CLOSE)[2]
            self._state = "after"
        if self._state == "after":
            self._held = self._held.lstrip()
            if not self._held:
                return False
            self._state = "text"
        return True

    def _out(self, length: int) -> None:
        piece, self._held = self._held[:length], self._held[length:]
        if piece:
            self.text += piece
            self.tell(piece)


def _overlap(text: str, stops: Sequence[str]) -> int:
    """Return how many characters at the end of a text could begin a stop string."""
    return max(
        (n for stop in stops for n in range(1, len(stop)) if text.endswith(stop[:n])), default=0
    )


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
