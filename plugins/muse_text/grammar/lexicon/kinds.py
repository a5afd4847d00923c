"""What a phrase may be looked up by, and the class of words that no concept tells of."""

import re
from collections.abc import Iterator, Mapping

from . import wordnet
from .english import singulars

_AFTER = re.compile(
    r"\s+(?:of|in|on|at|by|with|without|for|from|about|under|over|near|beside|between|behind|to|"
    r"who|whose|that|which|where|when|after|before|into|inside|across|through|against|during)\s.*$"
)
_ARTICLE = re.compile(r"^(?:an?|the|my|your|his|her|its|our|their|some|this|that|two|three)\s+")
_POSSESSED = re.compile(r"^.*['’]s?\s+(?=\w)")


def forms(language: str, phrase: str) -> Iterator[str]:
    """Yield the words that a phrase may be known by: the whole first, then its noun."""
    if language != "en":
        yield from _chinese(phrase)
        return
    whole = " ".join(phrase.lower().split())
    noun = _AFTER.sub("", whole)
    yield whole
    for part in dict.fromkeys((noun, _POSSESSED.sub("", noun))):
        words = _ARTICLE.sub("", part).split()
        for start in range(len(words)):
            tail = " ".join(words[start:])
            yield tail
            rest, _, last = tail.rpartition(" ")
            yield from (f"{rest} {one}".strip() for one in singulars(last))


def _chinese(phrase: str) -> Iterator[str]:
    phrase = phrase.strip()
    # 雨夜里, 森林中: the noun stands before its place.
    bare = re.sub(r"(?<=.)(?:之中|之上|里面|里|中|上|下|边|旁|们)$", "", phrase)
    for part in dict.fromkeys((phrase, bare)):
        yield part
    for part in dict.fromkeys((phrase, bare)):
        yield from (part[start:] for start in range(1, len(part)))


def is_other(language: str, form: str) -> bool:
    """Whether a phrase is of another kind than its last word says, such as "hot dog"."""
    return language == "en" and " " in form and form in wordnet.nouns()


def above(language: str, phrase: str) -> Iterator[str]:
    """Yield what is more general than a phrase's noun, of the words that concepts tell of."""
    if language == "en":
        for form in forms(language, phrase):
            if form in wordnet.general():
                yield wordnet.general()[form]
            elif form in wordnet.nouns():
                return


def known(language: str, phrase: str, ends: Mapping[str, str]) -> str:
    """Return the class of a phrase by `ends`, words with their class, or by WordNet; or empty."""
    for form in forms(language, phrase):
        found = ends.get(form) or (wordnet.nouns().get(form) if language == "en" else "")
        if found:
            return found
    return ""
