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
        mark = self._mark(limit, over)
        if mark is not None:
            self.ended = True
            return self._give(mark)
        if stops:
            self.ended = True
            return self._give(limit)
        return self._give(len(self._held) if over else self._sure())

    def _mark(self, limit: int, over: bool) -> int | None:
        """Return where a mark ends the text before `limit`; None when none is certain to."""
        start = 0
        while (found := marks.first(self._held[:limit], _MARKS, start)) is not None:
            at, mark = found
            start = at + len(mark)
            if self._ends(mark, self._before + self._held[:at], self._held[start:], over):
                return at
        return None

    def _ends(self, mark: str, before: str, after: str, over: bool) -> bool:
        rest = after.lstrip().lower()
        if not rest:
            struck = mark == "</s>" and "<s>" in before[-_CONTEXT:]
            return over and not struck and not (before[-1:] and before[-1:] in marks.QUOTES)
        if any(rest.startswith(each) for each in _MARKS):
            return True
        return mark in marks.TURNS and not marks.spoken(before, after)

    def _sure(self) -> int:
        """Return how much of what is held can't be part of a mark or stop string any more."""
        low = self._held.lower()
        sure = len(low) - max(marks.begun(low, _MARKS), marks.begun(self._held, self.stop))
        bare = low.rstrip()
        if "<" in bare or "]" in bare:
            for mark in _MARKS:  # one at the end counts only where nothing follows
                if bare.endswith(mark):
                    sure = min(sure, len(bare) - len(mark))
        return sure

    def _give(self, length: int) -> str:
        piece, self._held = self._held[:length], self._held[length:]
        self._before = (self._before + piece)[-_CONTEXT:]
        return piece
