"""Joining a text that was cut off with what a model writes to go on."""

from collections.abc import Callable

ASKED = 80
"""Characters at the end of a text that the model is asked to repeat, about."""

_SURELY, _SURELY_HAN = 12, 4
"""Characters that are the same at least, where a repeated end is certain; of Chinese, too."""

_ENDS = ",.;:!?)”’\"'"


def last_words(text: str) -> str:
    """Return the last words of a text: some ASKED characters, from the beginning of a word."""
    tail = text[-ASKED:]
    if len(text) > len(tail) and not _is_han(tail[0]):
        tail = tail.partition(" ")[2] or tail
    return tail.lstrip()


class Joint:
    """Passes on how a text goes on, without its last words that may be repeated first.

    `gap` is the white space that it was cut at; a space is added where two words would meet.
    """

    def __init__(self, text: str, gap: str, tell: Callable[[str], None]) -> None:
        self._text, self._gap = text, gap
        self._tell = tell
        self._held = ""
        self._open = True

    def add(self, piece: str) -> None:
        """Take a piece."""
        self._held += piece
        if not self._open or len(self._held) >= 2 * ASKED:
            self._pass_on()

    def finish(self) -> None:
        """Pass on what was held back."""
        self._pass_on()

    def _pass_on(self) -> None:
        if self._open and self._held:
            self._held = self._joined(self._held)
            self._open = False
        if self._held:
            piece, self._held = self._held, ""
            self._tell(piece)

    def _joined(self, more: str) -> str:
        begun = more.lstrip(" \n\r\t.…")
        for each in dict.fromkeys((more, begun, begun.lstrip("\"'“‘「"))):
            same = _overlap(self._text, each)
            if same:
                return each[same:]
        if self._gap or more[:1].isspace() or not self._text:
            return self._gap + (more.lstrip() if self._gap else more)
        before, after = self._text[-1], more[:1]
        words = (before.isalnum() or before in _ENDS) and after.isalnum()
        return f" {more}" if words and not (_is_han(before) or _is_han(after)) else more


def _overlap(text: str, more: str) -> int:
    """Return how many characters at the start of `more` are the end of a text already."""
    for length in range(min(len(text), len(more), 2 * ASKED), 0, -1):
        if text.endswith(more[:length]):
            least = _SURELY_HAN if _is_han(more[0]) else _SURELY
            return length if length >= min(least, len(text)) else 0
    return 0


def _is_han(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
