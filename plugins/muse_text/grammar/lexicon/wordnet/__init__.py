"""Nouns and verbs of English by WordNet 3.0: what a noun is, and which words are verbs.

The two files beside this one are read when they are first needed, in about a tenth of a second.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def _lines(name: str) -> list[str]:
    import lzma

    packed = files(__package__).joinpath(name).read_bytes()
    return lzma.decompress(packed).decode().splitlines()


@cache
def nouns() -> Mapping[str, str]:
    """Return the commonest class of nouns in lower case, phrases with spaces."""
    found: dict[str, str] = {}
    for line in _lines("nouns.txt.xz")[1:]:
        kind, *words = line.split()
        found.update(dict.fromkeys((word.replace("_", " ") for word in words), kind))
    return MappingProxyType(found)


@cache
def general() -> Mapping[str, str]:
    """Return the noun next above a noun that the lexicon tells of: carp -> fish."""
    return MappingProxyType(_pairs("nouns.txt.xz", 0))


@cache
def verbs() -> frozenset[str]:
    """Return the base forms of English verbs of one word."""
    return frozenset(_lines("verbs.txt.xz")[0].split())


@cache
def irregular_verbs() -> Mapping[str, str]:
    """Return verb forms that no rule makes, and those with a doubled letter, with their base."""
    return MappingProxyType(_pairs("verbs.txt.xz", 1))


@cache
def irregular_plurals() -> Mapping[str, str]:
    """Return plurals of nouns that no rule makes, with their singular."""
    return MappingProxyType(_pairs("verbs.txt.xz", 2))


def _pairs(name: str, line: int) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in _lines(name)[line].split())
    return {form.replace("_", " "): base.replace("_", " ") for form, _, base in pairs}
