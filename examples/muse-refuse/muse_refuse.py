"""A safety hook: a run whose texts hold a word of the list is refused before it begins.

The list is a text file with a word or phrase on each line, named by MUSE_REFUSE.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from muse import Condition, RequestError, hookimpl


@hookimpl
def muse_request(condition: Condition) -> None:
    """Raise RequestError before the run starts or is queued, or let it be as it is."""
    for name, text in texts(condition):
        for word in words():
            if holds(text, word):
                raise RequestError(
                    f"{name}: {word!r} isn't made here", hint="ask for another thing"
                )


def texts(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold text."""
    for name, value in condition:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield name, plain(each)


def words() -> list[str]:
    """Return the words of the list; none without one."""
    path = os.environ.get("MUSE_REFUSE")
    lines = Path(path).read_text(encoding="utf-8").splitlines() if path else []
    return [plain(line) for line in lines if line.strip() and not line.startswith("#")]


def plain(text: str) -> str:
    """Return a text in the form in which it is compared."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def holds(text: str, word: str) -> bool:
    """Whether a text holds a word: a whole one, or anywhere in scripts without spaces."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", text) is not None
    return word in text
