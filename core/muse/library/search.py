"""Texts and queries as the search of the library sees them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    elif value is not None:
        yield str(value)


def words(text: str) -> str:
    """Return a text as the search sees it: each Chinese character is a word."""
    return re.sub(r"([\u3400-\u9fff\uf900-\ufaff])", r" \1 ", text)


def phrase(text: str) -> str:
    return '"' + words(text).replace('"', " ") + '"'


def terms(query: str) -> list[str]:
    """Return the words of a query that can be searched for."""
    return [word for word in query.split() if re.search(r"\w", word)]


def match(terms: Iterable[str]) -> str:
    """Return a query for the search: every word, a Latin one also as the start of a word.

    One letter is that word alone: the G of "G major", say.
    """
    return " AND ".join(
        phrase(word) + ("" if _is_chinese(word) or len(word) == 1 else " *") for word in terms
    )


def in_text(word: str, text: str) -> bool:
    """Whether a text has a word, as `match` would find it."""
    if _is_chinese(word):
        return word in text
    return re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) is not None


def _is_chinese(word: str) -> bool:
    return re.search(r"[\u3400-\u9fff\uf900-\ufaff]", word) is not None
