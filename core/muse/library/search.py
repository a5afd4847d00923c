"""Texts and queries as the search of the library sees them."""

import re
from collections.abc import Iterator, Mapping
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


def match(query: str) -> str:
    """Return a query for the search: every word, a Latin one also as the start of a word."""
    terms = []
    for word in query.split():
        if re.search(r"\w", word):
            spaced = re.search(r"[\u3400-\u9fff\uf900-\ufaff]", word)
            terms.append(phrase(word) + ("" if spaced else " *"))
    return " AND ".join(terms)
