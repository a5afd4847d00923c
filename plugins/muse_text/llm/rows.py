"""Tokens of a model on this machine -> text, row by row of a batch."""

import time
from typing import Any

from .asks import Answer, Ask
from .flow import OPEN, Flow, Paced

PACE = 0.05
"""Seconds between two pieces of a text at least: an event costs a tiny model's token."""

_FIRST = 4
"""A token that opens thoughts is one of so many at the start."""


class Row:
    """One row of a batch: its tokens as text, and when it is done.

    Tokens become text when it is time to tell them, since a small model makes one in the time that
    its letters take; where there are stop strings to look for, at once.
    """

    def __init__(
        self, ask: Ask, words: Any, eos: set[int], marks: dict[int, str], opened: bool
    ) -> None:
        from tokenizers.decoders import DecodeStream

        self.words, self.eos, self.limit, self.marks = words, eos, ask.max_tokens, marks
        self.stream = DecodeStream(skip_special_tokens=True)
        self.paced = Paced(ask.tell, PACE)
        self.flow = Flow(ask.stop, self.paced, opened, circles=ask.schema is None)
        self._thinking = 0 if opened else ask.thinking
        self.limit += ask.thinking if opened else 0
        self.count = 0
        self.done = self.cut = False
        self._pace = 0.0 if ask.stop else PACE
        self._next = 0.0
        self._waiting: list[int] = []

    def take(self, token: int) -> bool:
        """Take a token and return whether the row is done."""
        if self.done:
            return True
        self.count += 1
        if token in self.eos:
            self.done = True
            return True
        self._waiting.append(token)
        if self._thinking and self.count <= _FIRST and self.marks.get(token, "").lower() in OPEN:
            self.limit, self._thinking = self.limit + self._thinking, 0
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self._pace
            self.done = self._read()
        if not self.done and self.count >= self.limit:
            self.done = self.cut = True
        return self.done

    def _read(self) -> bool:
        """Turn the tokens that wait into text, and return whether that is at its end."""
        pieces = [
            self.marks.get(token) or self.stream.step(self.words, token) or ""
            for token in self._waiting
        ]
        self._waiting.clear()
        # One by one: how many wait depends on the time, and the text mustn't.
        return any(self.flow.add(piece) for piece in pieces)

    def answer(self) -> Answer:
        """Return what was written."""
        self._read()
        cut = self.cut or not self.done
        text = self.flow.finish(cut)
        self.paced.flush()
        cut = cut and not self.flow.ended  # whenever its end was noticed
        return Answer(text, self.count, cut, self.flow.thoughts, self.flow.repeated)
