"""Words as syllables to sing: by language and script, and as they are divided already."""

import re
from itertools import pairwise

from muse_music.midi.tune import english
from muse_music.midi.tune.languages import LANGUAGES, language, pinyin

__all__ = ["language", "split", "syllables"]

_LATIN = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ɏ"
_SMALL = "ゃゅょぁぃぅぇぉゎャュョァィゥェォヮ"
_WORD = re.compile(
    rf"(?:['’](?=(?:tis|twas|cause|til|em|round|bout|neath)\b))?"
    rf"[{_LATIN}]+(?:(?:['’]|-(?=[{_LATIN}'’])['’]?)[{_LATIN}]+)*|[\u0370-\u03ff\u1f00-\u1fff]+|"
    rf"[\u0400-\u04ff]+(?:[-'’][\u0400-\u04ff]+)*|[ぁ-ゖァ-ヺー][{_SMALL}]?|[\uac00-\ud7a3]|"
    r"[\u3400-\u9fff]|\d+|[^\s\u0000-\u00bf\u2000-\u2e7f\u3000-\u303f\uff00-\uffef]+"
)
_CYRILLIC = re.compile("[аеёиоуыэюяіїєў]", re.IGNORECASE)
_GREEK = re.compile("[αεηο][ιυύί](?![̈ϊϋ])|ου|ού|[αεηιουωάέήίόύώϊϋΐΰ]", re.IGNORECASE)


def syllables(line: str, code: str = "") -> list[str]:
    """Return what is sung on each note of a line in a language (the one of its words if untold).

    A syllable that its word goes on after ends in "-"; punctuation stays with the syllable before.
    Chinese is sung by characters, Korean by blocks, kana by morae; hyphens that stand in a word
    divide it as they are: "Hal-le-lu-jah".
    """
    code = code or language(line)
    found: list[str] = []
    for match in _WORD.finditer(line):
        parts = split(match[0], code)
        follow = line[match.end() :]
        tail = re.match(r"[^\w\s(\[“‘《「¿¡]+", follow)
        parts[-1] += tail[0].strip("-–—") if tail else ""
        found += [f"{part.rstrip('-')}-" for part in parts[:-1]] + parts[-1:]
    return found


def split(word: str, code: str = "en") -> list[str]:
    """Return the syllables of one word in a language."""
    if "-" in word:
        pieces = [split(piece, code) for piece in word.split("-") if piece]
        single = all(len(piece) == 1 for piece in pieces)
        told = single or len(pieces) in (len(split(word.replace("-", ""), code)), 3, 4, 5)
        return word.split("-") if told else [part for piece in pieces for part in piece]
    for vowels in (_CYRILLIC, _GREEK):
        if vowels.search(word):
            return _by_vowels(word, vowels)
    if code == "zh":
        return pinyin(word) or english.split(word)
    if code in LANGUAGES and word.isalpha():
        return LANGUAGES[code].split(word)
    if code in LANGUAGES and re.search(
        "['’]", word
    ):  # l'amour, dell'anima: the first letters go to the vowel that follows
        first, mark, rest = re.split("(['’])", word, maxsplit=1)
        before, after = split(first, code) if re.search(_VOWEL, first) else [], split(rest, code)
        head = first + mark if not before else before[-1] + mark
        return [*before[:-1], head + after[0], *after[1:]]
    return english.split(word)


_VOWEL = "[aeiouyàâéèêîôûùáíóú]"


def _by_vowels(word: str, vowels: re.Pattern[str]) -> list[str]:
    """Return a word cut before the last consonant ahead of each vowel but the first."""
    peaks = [match.span() for match in vowels.finditer(word)]
    cuts = [0]
    for (_, end), (start, _) in pairwise(peaks):
        cuts.append(start - (start > end))
    return [word[a:b] for a, b in pairwise([*cuts, len(word)])]
