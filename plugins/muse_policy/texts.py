"""The texts of a condition: every field that somebody may have written."""

from collections.abc import Iterator, Mapping
from typing import Any

from muse import Condition, InputFile, ModelSource

EXEMPT = frozenset(("negative_prompt", "model", "revision", "base_url"))
"""Fields that aren't looked at: what is to be left out, and what names a model or an address."""
LONGEST = 2**20
"""Bytes of a file handed in that are looked through, if it is a text."""

_DEEPEST = 6


def of(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield field and text; lists, tables and files that are texts are looked into."""
    for name, value in condition:
        if name not in EXEMPT:
            for text in _within(value, 0):
                if text.strip():
                    yield name, text


def _within(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST or value is None or isinstance(value, ModelSource):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, InputFile):
        yield from _of_file(value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(key, depth + 1)
            yield from _within(each, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _within(each, depth + 1)
    elif hasattr(type(value), "model_fields"):
        yield from _within(dict(value), depth + 1)


def _of_file(file: InputFile) -> Iterator[str]:
    """Yield the text that a file is; nothing of one that is none."""
    data = file.data[:LONGEST]
    if b"\0" in data[:4096]:
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 > 0:  # cut within a character
            yield data[: error.start].decode("utf-8-sig")
