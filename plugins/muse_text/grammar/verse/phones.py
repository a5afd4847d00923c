"""The sounds of English words, by the CMU Pronouncing Dictionary: syllables, stress, rhyme.

The dictionary is a file beside this one (`pronunciation/`), read when a poem first needs it, in
about a fifth of a second. Pronunciations are tuples of ARPAbet phones; a vowel carries its stress
(1 main, 2 second, 0 none): `again` is `AH0 G EH1 N`.
"""

import re
from functools import cache
from importlib.resources import files

Phones = tuple[str, ...]

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_BRITISH = (("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"), ("tre", "ter"))
"""Endings that the dictionary, which is American, has otherwise."""


@cache
def _dictionary() -> dict[str, str]:
    """Return the dictionary as lines by word; other pronunciations stand under `word(2)`."""
    import lzma

    packed = files(__package__).joinpath("pronunciation/cmudict.dict.xz").read_bytes()
    lines = lzma.decompress(packed).decode().splitlines()
    return {word: phones for word, _, phones in (line.partition(" ") for line in lines)}


def words(line: str) -> list[str]:
    """Return the words of a line in lower case; a hyphen parts two."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(line)]


@cache
def phones(word: str) -> tuple[Phones, ...]:
    """Return the pronunciations of a word in lower case; none when nobody knows it."""
    known = _dictionary()
    for form in (word, *(word[: -len(a)] + b for a, b in _BRITISH if word.endswith(a))):
        if form in known:
            keys = [form, *(f"{form}({n})" for n in range(2, 5))]
            return tuple(_parse(known[key]) for key in keys if key in known)
    if word.endswith("'s") and (stems := phones(word[:-2])):
        return tuple((*stem, *_plural(stem)) for stem in stems)
    for cut in range(3, len(word) - 2):  # a compound: "doorbell", of two words that are known
        left, right = word[:cut], word[cut:]
        if left in known and right in known and min(len(left), len(right)) > 2:
            return tuple(a + b for a in phones(left)[:1] for b in phones(right))
    return ()


def _parse(line: str) -> Phones:
    return tuple(line.partition("#")[0].split())


def _plural(stem: Phones) -> Phones:
    return ("IH0", "Z") if stem[-1] in ("S", "Z", "SH", "ZH", "CH", "JH") else ("Z",)


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word: its vowels, or where it isn't known its groups of vowels."""
    if found := phones(word):
        return sum(phone[-1].isdigit() for phone in found[0])
    return max(len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word))), 1)


def count(line: str) -> int:
    """Count the syllables of a line."""
    return sum(map(syllables, words(line)))


@cache
def rhymes_of(word: str) -> frozenset[Phones]:
    """Return the rhyming parts of a word: from its last stressed vowel to its end, no stresses."""
    return frozenset(_rhyming(found) for found in phones(word))


def _rhyming(found: Phones) -> Phones:
    stressed = [place for place, phone in enumerate(found) if phone[-1] in "12"]
    start = stressed[-1] if stressed else 0
    return tuple(phone.rstrip("012") for phone in found[start:])


def rhyme(one: str, other: str) -> bool:
    """Whether two words that don't sound the same make a perfect rhyme, however pronounced."""
    same = one == other or set(phones(one)) & set(phones(other))
    return not same and bool(rhymes_of(one) & rhymes_of(other))


def last(line: str) -> str:
    """Return the last word of a line, in lower case; empty when it has none."""
    return (words(line) or [""])[-1]


def iambic(line: str) -> bool:
    """Whether no longer word has its main stress on a weak place: the 1st, 3rd, 5th syllable.

    A line may begin with the stress ("Over the hill"), and a word of one syllable fits anywhere.
    """
    place = 0
    for word in words(line):
        found = [tuple(p[-1] for p in each if p[-1].isdigit()) for each in phones(word)]
        size = syllables(word)
        fits = size == 1 or not found
        for stresses in found:
            main = stresses.index("1") if "1" in stresses else 0
            fits = fits or (place + main) % 2 == 1 or place + main == 0
        if not fits:
            return False
        place += size
    return True
