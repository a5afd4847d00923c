"""English words as fillers of a line: their syllables, stresses and rhymes."""

from functools import lru_cache

from . import phones
from .composing import Ends, Filler, Fits

_NEVER = frozenset("a an the".split())


@lru_cache(maxsize=1 << 16)
def stresses(text: str) -> str:
    """Return a mark for each syllable: / stressed, x not, ? either, - never.

    A word of one syllable may stand anywhere, but an article never on a beat.
    """
    marks = ""
    for word in phones.words(text):
        size = phones.syllables(word)
        if size == 1:
            marks += "-" if word in _NEVER else "?"
            continue
        found = phones.phones(word)
        if not found:
            marks += "?" * size
            continue
        for phone in found[0]:
            if phone[-1].isdigit():
                marks += {"1": "/", "2": "?", "0": "x"}[phone[-1]]
    return marks


@lru_cache(maxsize=1 << 16)
def filler(text: str) -> Filler:
    """Return words as a filler, with their syllables."""
    return Filler(text, phones.count(text))


@lru_cache(maxsize=1 << 16)
def last(text: str) -> str:
    """Return the last word of words, by which they rhyme."""
    return phones.last(text)


@lru_cache(maxsize=1 << 18)
def rhyme(one: str, other: str) -> bool:
    """Whether two words rhyme."""
    return phones.rhyme(one, other)


def iambic(each: Filler, place: int) -> bool:
    """Whether the stresses of a filler fall on the beats of an iambic line: 1, 3, 5, ... from 0.

    A line may begin with a stress ("Over the hill").
    """
    for number, mark in enumerate(stresses(each.text), place):
        beat = number % 2 == 1
        if (mark == "/" and not beat and number) or (mark == "-" and beat):
            return False
    return True


def free(each: Filler, place: int) -> bool:
    """Whether a filler fits a line without meter: any does."""
    return True


def beats(pattern: str) -> Fits:
    """Return what fits a pattern of beats such as "x/xx/xx/"."""

    def fits(each: Filler, place: int) -> bool:
        for number, mark in enumerate(stresses(each.text), place):
            beat = number < len(pattern) and pattern[number] == "/"
            if (mark == "/" and not beat) or (mark == "-" and beat):
                return False
        return True

    return fits


def rhyming(*lines: str) -> Ends:
    """Return whether a filler rhymes with the ends of lines, in other words than theirs."""
    ends = [last(line) for line in lines]

    def fits(each: Filler) -> bool:
        word = last(each.text)
        return all(rhyme(word, end) for end in ends)

    return fits
