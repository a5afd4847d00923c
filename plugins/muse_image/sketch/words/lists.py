"""General word lists, read when first asked for; docs/word_lists.py writes them."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

COSTS = {"1": 14.0, "2": 12.2, "3": 9.9, "4": 7.6}
"""How often a Chinese word is written -> how unlikely it is, as -log(probability)."""


@cache
def chinese() -> Mapping[str, float]:
    """Return common Chinese words of 2 to 4 characters -> how unlikely each is."""
    found: dict[str, float] = {}
    for line in _lines("chinese"):
        level, length, packed = line.split(" ")
        size = int(length)
        words = (packed[at : at + size] for at in range(0, len(packed), size))
        found.update(dict.fromkeys(words, COSTS[level]))
    return found


@cache
def english() -> Mapping[str, str]:
    """Return common English words -> noun, adjective, verb or other."""
    found: dict[str, str] = {}
    for line in _lines("english"):
        kind, *words = line.split(" ")
        found.update(dict.fromkeys(words, kind))
    return found


@cache
def simplified() -> Mapping[int, str]:
    """Return the table of traditional characters for str.translate."""
    old, new = _lines("traditional")
    return {ord(one): other for one, other in zip(old, new, strict=True)} | {ord("著"): "着"}


def _lines(name: str) -> list[str]:
    """Return the lines of a list after its first, which names source and licence."""
    packed = files(__package__).joinpath(f"data/lists/{name}.gz").read_bytes()
    return gzip.decompress(packed).decode().splitlines()[1:]
