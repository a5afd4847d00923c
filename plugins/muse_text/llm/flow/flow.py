"""A text as it comes in pieces, told as soon as it is certain."""

import re
from collections.abc import Callable, Sequence

from .endings import Endings
from .loops import Loops
from .thoughts import Thoughts


class Flow:
    """Takes pieces, and tells those that are part of the text as soon as that is certain.

    `opened` says that the model was told to begin with its thoughts, `doubtful` that it may have
    been; `circles` whether a text that only repeats itself is ended.
    """

    def __init__(
        self,
        stop: Sequence[str],
        tell: Callable[[str], None],
        opened: bool = False,
        doubtful: bool = False,
        circles: bool = True,
    ) -> None:
        self.tell = tell
        self.text = ""
        self.ended = False
        self.repeated = 0
        """Words that were left out since they only repeat what was there."""
        self._thoughts = Thoughts(opened, doubtful)
        self._endings = Endings(stop)
        self._loops = Loops() if circles else None
        self._musing, self._circling = "", Loops()
        self._stop = stop

    @property
    def thoughts(self) -> str:
        """What the model thought before it wrote."""
        return self._thoughts.words

    def add(self, piece: str) -> bool:
        """Take a piece and return whether the text is at its end."""
        if self.ended or not piece:
            return self.ended
        text = self._certain(self._thoughts.add(piece))
        self._out(self._endings.add(text))
        if self._thoughts.inside:
            self._muse(piece)
        self.ended = self.ended or self._endings.ended
        return self.ended

    def think(self, piece: str) -> bool:
        """Take thoughts that come apart from the text; whether they only go in circles."""
        self._thoughts.keep(piece)
        self._muse(piece)
        return self.ended

    def finish(self, cut: bool = False) -> str:
        """Tell what was held back, and return the text; `cut` if max_tokens ended it."""
        if not self.repeated:
            text = self._certain(self._thoughts.finish(cut))
            self._out(self._endings.add(text) + self._endings.finish(), over=True)
        self.ended = self.ended or self._endings.ended
        return self.text

    def _certain(self, text: str) -> str:
        if self._thoughts.taken_back:
            self._thoughts.taken_back = False
            self.text = ""
            self._endings = Endings(self._stop)
            self._loops = Loops() if self._loops else None
        return text

    def _out(self, piece: str, over: bool = False) -> None:
        if piece:
            self.text += piece
            self.tell(piece)
        cut = self._loops.look(self.text, over) if self._loops else None
        if self._loops and cut is not None:
            self.repeated = max(1, words(self.text[cut : self._loops.looked]))
            self.text, self.ended = self.text[:cut], True

    def _muse(self, piece: str) -> None:
        """End an answer whose thoughts go in circles: no text would come of them."""
        self._musing += piece
        if not self.ended and self._circling.look(self._musing) is not None:
            self.ended, self.repeated = True, words(self._musing)


_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]+(?:['’-][^\W\d_]+)*")


def words(text: str) -> int:
    """Return how many words a text has: Chinese characters, and words of other letters."""
    return len(_WORD.findall(text))
