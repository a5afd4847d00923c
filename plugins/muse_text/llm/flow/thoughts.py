"""Setting a model's thoughts apart from its text."""

from . import marks

_STARTS = (*marks.OPENINGS, *marks.HEADS, *marks.CLOSINGS, marks.CHANNEL)
_BEFORE = (*marks.OPENINGS, *marks.TURNS)
"""Behind one of these a closing mark closes nothing: it is told of, or behind the end."""

_WORDS = ("analysis", "commentary")
_NAME = 60
"""Characters that the name of a channel may have."""


class Thoughts:
    """Takes an answer in pieces and gives its text, as soon as it is certain that it is text.

    Thoughts stand at the start, between marks, or before a closing mark alone: their opening may
    be part of what the model was told (`opened` says so). Where that isn't known, an answer that
    begins as thoughts do is held back to its end, and every one that is `doubtful`. Further on,
    marks are words of the text.
    """

    def __init__(self, opened: bool = False, doubtful: bool = False) -> None:
        self.taken_back = False
        """Whether the text so far turned out to be thoughts; who reads it sets it back."""
        self._opened, self._doubtful = opened, doubtful
        self._done: list[str] = []
        self._thought: list[str] = []
        self._closes = marks.CLOSINGS if opened else ()
        self._state = self._thinking if opened else self._start
        self._held = ""
        self._told = ""
        self._searched = 0
        self._certain = self._after = False
        self._mentioned = False
        self._out: list[str] = []

    @property
    def inside(self) -> bool:
        """Whether the answer is in the middle of its thoughts."""
        return self._state == self._thinking

    @property
    def words(self) -> str:
        """All thoughts that came, an empty line between those that came apart."""
        parts = [*self._done, "".join(self._thought)]
        return "\n\n".join(kept for part in parts if (kept := part.strip()))

    def keep(self, thought: str) -> None:
        """Take thoughts that came apart from the text: what comes as text is text."""
        self._certain = True
        self._thought.append(thought)

    def add(self, piece: str) -> str:
        """Take a piece and return what is certain to be text."""
        self._held += piece
        return self._work()

    def finish(self, cut: bool = False) -> str:
        """Return the text that was held back; `cut` says that max_tokens ended the answer."""
        if self.inside:
            thought = "".join(self._thought) + self._held
            wrote = self._opened and not self._done and not cut
            if wrote and not marks.DOUBTFUL.match(thought[:80]):
                self._thought.clear()  # told to think, it wrote at once
                return thought
            self._thought, self._held = [thought], ""
            return ""
        if self._state != self._start and not self._certain:
            self._watch(over=True)
        bare = self._state == self._start and (self._certain or self._after)
        rest = "".join(self._out) + (self._held.lstrip() if bare else self._held)
        self._out.clear()
        self._held = ""
        return rest if rest.strip() else ""

    def _work(self) -> str:
        while self._state():
            pass
        text = "".join(self._out)
        self._out.clear()
        return text

    # -- the states: each returns whether another goes on with what is held

    def _start(self) -> bool:
        bare = self._held.lstrip()
        low = bare.lower()
        for head in marks.HEADS:
            if low.startswith(head):
                self._held, self._after = bare[len(head) :], True
                return True
        for opening, closing in marks.OPENINGS.items():
            if low.startswith(opening):
                return self._think(bare[len(opening) :], (closing,))
        for closing in marks.CLOSINGS:  # thoughts that are empty, opened by a template
            if low.startswith(closing):
                self._held, self._certain = bare[len(closing) :], True
                return True
        if low.startswith(marks.CHANNEL):
            return self._channel(bare)
        if marks.BARE.match(bare):
            return self._think(marks.BARE.sub("", bare, count=1), (marks.BARE_FINAL,))
        if any(mark.startswith(low) for mark in _STARTS) or (bare and bare in _WORDS):
            return False  # nothing yet, or the beginning of a mark
        if any(word.startswith(bare) for word in _WORDS):
            return False
        if self._certain or self._after:
            self._held = bare
        self._begin()
        return True

    def _channel(self, bare: str) -> bool:
        name, mark, rest = bare[len(marks.CHANNEL) :].partition(marks.MESSAGE)
        if not mark and len(name) < _NAME:
            return False
        if mark and not name.strip().startswith("final"):
            return self._think(rest, marks.MESSAGE_ENDS)
        self._held, self._certain = rest.lstrip() if mark else bare, True
        self._state = self._pass
        return True

    def _think(self, rest: str, closes: tuple[str, ...]) -> bool:
        self._held, self._closes, self._state = rest, closes, self._thinking
        return True

    def _begin(self) -> None:
        if self._certain:
            self._state = self._pass
        elif self._doubtful or marks.DOUBTFUL.match(self._held[:80]):
            self._state = self._doubt
        else:
            self._state = self._watching

    def _thinking(self) -> bool:
        found = marks.first(self._held, self._closes)
        if found is None:
            length = len(self._held) - marks.begun(self._held.lower(), self._closes)
            self._thought.append(self._held[:length])
            self._held = self._held[length:]
            return False
        at, mark = found
        self._close(self._held[:at])
        again = mark in ("<|start|>", marks.CHANNEL)  # it opens what follows, too
        self._held = self._held[at if again else at + len(mark) :].lstrip()
        self._state = self._pass if mark == marks.BARE_FINAL else self._start
        return True

    def _close(self, rest: str) -> None:
        self._done.append("".join(self._thought) + rest)
        self._thought.clear()
        self._certain = True

    def _doubt(self) -> bool:
        if self._certain:
            self._state = self._pass
            return True
        self._watch()
        return self._state == self._start

    def _watching(self) -> bool:
        if self._certain:
            self._state = self._pass
            return True
        self._watch()
        if self._state == self._watching:
            length = len(self._held) - marks.begun(self._held.lower(), marks.CLOSINGS)
            found = marks.first(self._held, marks.CLOSINGS)  # one of which it isn't known yet
            self._tell(min(length, found[0]) if found else length)
        return self._state == self._start

    def _pass(self) -> bool:
        self._out.append(self._held)
        self._held = ""
        return False

    # -- a closing mark alone

    def _watch(self, over: bool = False) -> None:
        """Act on closing marks whose opening nobody saw; `over` says that nothing follows."""
        while (found := marks.first(self._held, marks.CLOSINGS, self._searched)) is not None:
            at, mark = found
            before, after = self._held[:at], self._held[at + len(mark) :]
            self._searched = at
            if not after and not over:
                return
            if self._speaks(before) or marks.spoken(self._told[-1:] + before, after):
                self._searched = at + len(mark)
                if self._state == self._watching:
                    self._tell(at + len(mark))
                continue
            self.taken_back = bool(self._told)
            self._out.clear()
            self._close(self._told + before)
            self._held, self._state = after.lstrip(), self._start
            return
        self._searched = max(self._searched, len(self._held) - 24)

    def _speaks(self, before: str) -> bool:
        """Whether the text before a closing mark says that it closes nothing."""
        opened = marks.first(before, _BEFORE) is not None
        self._mentioned = self._mentioned or opened
        return self._mentioned

    def _tell(self, length: int) -> None:
        piece, self._held = self._held[:length], self._held[length:]
        self._searched = max(0, self._searched - length)
        if piece:
            tail = (self._told[-24:] + piece).lower()
            self._mentioned = self._mentioned or any(mark in tail for mark in _BEFORE)
            self._told += piece
            self._out.append(piece)
