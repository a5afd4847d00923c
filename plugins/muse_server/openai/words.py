"""Where a text ends, and how many tokens it has."""

import re
from dataclasses import dataclass
from typing import Any

from muse.library.jobs import Job
from muse.library.records import ArtifactRecord

_TOKEN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_]+(?:['\u2019][^\W_]+)*|[^\w\s]|_")


def tokens(text: str) -> int:
    """Count words, Chinese characters and marks: the tokens of a generator that has no others."""
    return sum(1 for _ in _TOKEN.finditer(text))


def measured(made: ArtifactRecord, text: str) -> int:
    """Return how many tokens the generator counted; else how many we do."""
    counted = made.report.get("measured", {}).get("tokens")
    return counted if isinstance(counted, int) else tokens(text)


def is_cut(made: ArtifactRecord) -> bool:
    """Whether the generator itself ended a text at its most tokens."""
    return bool(made.report.get("measured", {}).get("cut"))


def usage(job: Job, completion: int) -> dict[str, Any]:
    """Return OpenAI's `usage`, complete: what a job was given to read, and what was written."""
    before = sum(tokens(str(job.asked.get(name) or "")) for name in ("system", "prompt"))
    return {
        "prompt_tokens": before,
        "completion_tokens": completion,
        "total_tokens": before + completion,
    }


@dataclass(frozen=True)
class End:
    """Ends a text before the one of `stops` that is whole first, or after `most` tokens."""

    stops: tuple[str, ...] = ()
    most: int | None = None

    def cut(self, text: str) -> tuple[str, str | None]:
        """Return a text up to where it ends, and why: stop, length, or None where it doesn't."""
        # Of stops that overlap the one that is whole first ends the text, as it does word by word.
        found = [(at + len(stop), at) for stop in self.stops if (at := text.find(stop)) >= 0]
        end, why = (min(found)[1], "stop") if found else (len(text), None)
        if self.most is not None:
            for number, token in enumerate(_TOKEN.finditer(text, 0, end)):
                if number == self.most:
                    return text[: token.start()], "length"
        return text[:end], why

    def so_far(self, text: str) -> tuple[str, str | None]:
        """Return the same of a text that goes on, without what may begin a stop.

        A token too many ends it only once it can't be a part of a stop that ends it before, nor of
        the word before it.
        """
        found, why = self.cut(text)
        if why == "stop":
            return found, why
        begun = [at for stop in self.stops if (at := _begun(text, stop)) is not None]
        if why is None:
            return text[: min([*begun, len(text)])], None
        if any(stop in text for stop in self.stops):
            return found, why
        open_ = [at for at in begun if tokens(text[:at]) <= (self.most or 0)]
        if open_ or _joins(text, len(found)):
            return text[: min([*open_, len(found)])], None
        return found, why


def _begun(text: str, stop: str) -> int | None:
    """Return where a stop begins of which the text has a part at its end; None if it has none."""
    for size in range(min(len(stop) - 1, len(text)), 0, -1):
        if text.endswith(stop[:size]):
            return len(text) - size
    return None


def _joins(text: str, at: int) -> bool:
    """Whether a text ends in an apostrophe that may join the word before it to one that comes."""
    return text[at:] in ("'", "\u2019") and text[max(0, at - 1) : at].isalnum()


class Piecemeal:
    """A text as it comes; `add` and `whole` return what of it can be passed on, and its end."""

    def __init__(self, end: End) -> None:
        self._end = end
        self._text = ""
        self.sent = ""
        self.why: str | None = None

    def add(self, piece: str) -> str:
        """Return what can be passed on now that there is a piece more."""
        if self.why is not None:
            return ""
        self._text += piece
        return self._pass(*self._end.so_far(self._text))

    def again(self) -> None:
        """Begin anew: a worker was lost, and the same text comes once more."""
        self._text = ""

    def whole(self, text: str, is_cut: bool = False) -> str:
        """Return what is still to be passed on of the whole text, which may be cut already."""
        if self.why is not None:
            return ""
        found, why = self._end.cut(text)
        rest = self._pass(found, why)
        self.why = why or ("length" if is_cut else "stop")
        return rest

    def _pass(self, text: str, why: str | None) -> str:
        if len(text) < len(self.sent) and self.sent.startswith(text):
            return ""  # it catches up with what was passed on
        if not text.startswith(self.sent):
            raise Changed
        rest = text[len(self.sent) :]
        self.sent, self.why = text, why
        return rest


class Changed(Exception):
    """What was passed on of a text isn't its beginning any more."""
