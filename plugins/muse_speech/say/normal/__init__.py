"""What is written, as it is spoken: word by word, in the words of a language."""

import re

from .words import Word, spoken

__all__ = ["Word", "spoken", "words"]


def words(text: str, language: str) -> list[Word]:
    """Return the words of a text in a language, each with what is said for it.

    English and Chinese are put into words, with their numbers, dates, signs and abbreviations;
    of other languages the engines read those themselves.
    """
    from .scan import scan

    base = language.split("-")[0]
    if base == "en":
        from .english import MANNERS
    elif base in ("zh", "yue"):
        from .chinese import MANNERS
    else:
        return [Word(match[0], match[0]) for match in re.finditer(r"\S*\w\S*", text)]
    return scan(text, MANNERS)
