"""Where a text ends: before a stop string, or before the mark of the end of a turn."""

from collections.abc import Sequence

from . import marks

_MARKS = (*marks.TURNS, *marks.LAST)
_CONTEXT = 200
"""Characters before a mark that say whether it is one."""


class Endings:
    """Takes a text in pieces and gives what stands before its end, as soon as that is certain."""

    def __init__(self, stop: Sequence[str]) -> None:
        self.stop = [each for each in stop if each]
        self.ended = False
        self._held = ""
        self._before = ""

    def add(self, piece: str) -> str:
        """Take a piece and return what is certain to be before the end."""
        return self._work(piece, over=False)

    def finish(self) -> str:
        """Return what was held back and isn't a mark."""
        return self._work("", over=True)

    def _work(self, piece: str, over: bool) -> str:
        if self.ended:
            return ""
        self._held += piece
        stops = [at for each in self.stop if (at := self._held.find(each)) >= 0]
        limit = min(stops, default=len(self._held))
        at, ends = self._mark(limit, over)
        if ends or (stops and at == limit):
            self.ended = True
            return self._give(at)
        if over:
            return self._give(len(self._held))
        low = self._held.lower()
        open_ = max(marks.begun(low, _MARKS), marks.begun(self._held, self.stop))
        return self._give(min(at, len(low) - open_))

    def _mark(self, limit: int, over: bool) -> tuple[int, bool]:
        """Return where the first mark before `limit` is that may end the text, and if it does.

        Without one, `limit` itself.
        """
        start = 0
        while (found := marks.first(self._held[:limit], _MARKS, start)) is not None:
            at, mark = found
            start = at + len(mark)
            ends = self._ends(mark, self._before + self._held[:at], self._held[start:], over)
            if ends is not False:
                return at, bool(ends)
        return limit, False

    def _ends(self, mark: str, before: str, after: str, over: bool) -> bool | None:
        """Return whether a mark ends the text; None where what follows has to tell."""
        rest = after.lstrip().lower()
        if not over and any(each.startswith(rest) and each != rest for each in _MARKS):
            return None
        if not rest:
            struck = mark == "</s>" and "<s>" in before[-_CONTEXT:]
            return not struck and not (before[-1:] and before[-1:] in marks.QUOTES)
        if any(rest.startswith(each) for each in _MARKS):
            return True
        return mark in marks.TURNS and not marks.spoken(before, after)

    def _give(self, length: int) -> str:
        piece, self._held = self._held[:length], self._held[length:]
        self._before = (self._before + piece)[-_CONTEXT:]
        return piece
