"""The nearest of the words that would have been right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that looks most like `word`, if any does."""
    found = difflib.get_close_matches(word.lower().replace("-", "_"), list(words), 1, 0.6)
    return found[0] if found else None
