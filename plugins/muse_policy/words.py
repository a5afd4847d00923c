"""Words of a policy in a text: in all their forms, in English and Chinese, denied ones left out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from muse import Lexicon
from muse.prompts.tokens import singular

LONGEST = 80
"""Characters of a phrase."""

_VARIANTS = 240
"""Spellings that are made of a phrase at most."""

_WORD = re.compile(r"[a-z\u00df-\u024f]+")
_FIRST = re.compile(r"[a-z\u00df-\u024f]+(?:['\u2019][a-z]+)?|\d+|[^\s\w]|[\u3400-\u9fff]")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"[^.!?。！？\n]{1,}[.!?。！？\n]*|[.!?。！？\n]+")
_FREE = re.compile(r"[ -]free\b")

_KEEP = frozenset(
    "a an the of in on at by to for from with and or but as is are be was were it its this that "
    "how my your his her our their me you him them who what when where i we they do not no".split()
)
"""English words that have no other forms here."""

_IRREGULAR = {
    base: tuple(others.split())
    for base, others in {
        "beat": "beaten beating beats",
        "bleed": "bled bleeding bleeds",
        "build": "built building builds",
        "burn": "burnt burned burning burns",
        "cut": "cutting cuts",
        "draw": "drew drawn drawing draws",
        "do": "did done doing does",
        "eat": "ate eaten eating eats",
        "get": "got gotten getting gets",
        "give": "gave given giving gives",
        "grow": "grew grown growing grows",
        "hang": "hung hanged hanging hangs",
        "have": "had having has",
        "hurt": "hurting hurts",
        "make": "made making makes",
        "rip": "ripped ripping rips",
        "run": "ran running runs",
        "saw": "sawn sawed sawing saws",
        "sell": "sold selling sells",
        "shoot": "shot shooting shoots",
        "slay": "slew slain slaying slays",
        "slit": "slitting slits",
        "spill": "spilt spilled spilling spills",
        "steal": "stole stolen stealing steals",
        "strike": "struck stricken striking strikes",
        "take": "took taken taking takes",
        "tear": "tore torn tearing tears",
        "wear": "wore worn wearing wears",
        "write": "wrote written writing writes",
    }.items()
}

_STILL_SO = re.compile(
    r"\b(?:(?:do ?n[o']?t|never|without|no)"
    r" (?:hesitat\w{0,5}|hesitation|hold(?:ing)? (?:anything )?back|be (?:shy|afraid)|forget|worry|"
    r"restraint|limits?|filters?|censor\w{0,5}|censorship|rules|matter|doubt|problem|mercy)"
    r"|not (?:only|just|merely)|nothing but|no less than|why not)\b"
    r"|不要(?:犹豫|害怕|怕|忘记|忘了|客气|打码|审查)|别(?:犹豫|怕|忘了|忘记|客气|打码)|毫(?:无|不)保留"
    r"|不(?:仅|但|止|只是|打码)|无(?:论|修正|审查|码|遮挡|所顾忌|限制)|没有(?:限制|审查|遮挡|打码)|无(?:痛|声|情|罪)"
)
"""Denials that deny nothing of what follows: "don't hesitate to", "not only", 不仅."""

_INSTEAD = re.compile(r"\b(?:instead of|rather than|free (?:of|from))\b|而不是|而非")


class Hit(NamedTuple):
    """A phrase found: its place in the text (characters), and the phrase as the policy has it."""

    start: int
    end: int
    phrase: str

    def moved(self, by: int) -> "Hit":
        """Return the same in a text of which this one is a piece that begins there."""
        return Hit(self.start + by, self.end + by, self.phrase)


def normal(text: str) -> str:
    """Return a text in the form in which it is looked through.

    Accents, invisible signs and other shapes of the same letter are no way around a word. What only
    looks like a denial is none.
    """
    plain = unicodedata.normalize("NFKD", text)
    if not plain.isascii():
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))
    plain = plain.replace("_", " ").replace("\u2019", "'").lower()
    return _INSTEAD.sub(" without ", _STILL_SO.sub(" , ", plain))


def forms(word: str) -> tuple[str, ...]:
    """Return an English word and what is made of it by endings; other words as they are.

    Plurals are the lexicon's own business, except where a text is looked through for first words.
    """
    if word in _KEEP or len(word) < 3 or not _WORD.fullmatch(word):
        return (word,)
    if word in _IRREGULAR:
        return (word, *_IRREGULAR[word])
    if word.endswith(("ing", "ed")) and re.search("[aeiouy]", word[:-3]):
        return (word,)
    if word.endswith("e"):
        return (word, f"{word}s", f"{word}d", f"{word[:-1]}ing")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    stem = word
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|kidnap|behead", word) and word != "behead":
        stem = word + word[-1]
    plural = f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
    return (word, plural, f"{stem}ed", f"{stem}ing")


def variants(phrase: str) -> list[str]:
    """Return the spellings of a phrase: forms of its words, written apart, with hyphens, as one."""
    plain = _plain(phrase)
    if _CJK.search(plain):
        return [plain]
    words = [part for part in re.split(r"[\s-]+", plain) if part]
    found: dict[str, None] = {}
    for made in islice(product(*map(forms, words)), _VARIANTS):
        found[" ".join(made)] = None
        if 1 < len(made) <= 3 and not _KEEP & set(words):
            found["-".join(made)] = None
            found["".join(made)] = None
    return list(found)


def _firsts(phrase: str) -> Iterator[str]:
    """Yield the words that a phrase can begin with, however it is spelt."""
    plain = _plain(phrase)
    words = [plain] if _CJK.search(plain) else [part for part in re.split(r"[\s-]+", plain) if part]
    spelt = forms(words[0])
    if 1 < len(words) <= 3:
        spelt += tuple("".join(made) for made in islice(product(*map(forms, words)), _VARIANTS))
    for each in spelt:
        if found := _FIRST.search(each):
            yield singular(found[0])


def _plain(phrase: str) -> str:
    return unicodedata.normalize("NFKC", phrase).lower().strip()


class Phrases:
    """A list of phrases, found wherever a text has them and doesn't deny them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)
        self._first = {first for each in self._phrases for first in _firsts(each)}
        self._anywhere = "#" in self._first  # a number, in figures or words

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon({"phrase": {phrase: variants(phrase) for phrase in self._phrases}})

    def __bool__(self) -> bool:
        return bool(self._first)

    def find(self, text: str, seen: frozenset[str], denied: bool = False) -> Iterator[Hit]:
        """Yield what a text in its normal form has, in order; with what it denies if `denied`.

        `seen` are the words of the text (`words_of`): most texts have none of a list.
        """
        if not self._anywhere and seen.isdisjoint(self._first):
            return
        for match in self._lexicon.find(text):
            if denied or not (match.negated or _FREE.match(text, match.end)):
                yield Hit(match.start, match.end, str(match.value))


def words_of(text: str) -> frozenset[str]:
    """Return the words and signs of a text in its normal form, with what plurals stand for."""
    found = set(_FIRST.findall(text))
    return frozenset(found | {singular(word) for word in found})


def pieces(text: str, most: int) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text and where they begin; long ones in parts that overlap."""
    for sentence in _SENTENCE.finditer(text):
        for start in range(sentence.start(), sentence.end(), most - LONGEST * 4):
            yield start, text[start : min(sentence.end(), start + most)]
            if start + most >= sentence.end():
                break


def apart(text: str, one: Hit, other: Hit) -> int:
    """Return how far apart two places of a text are, in letters; a Chinese character is three."""
    first, second = sorted((one, other))
    between = text[first.end : second.start]
    return len(between) + 2 * len(_CJK.findall(between))


def overlap(one: Hit, other: Hit) -> bool:
    """Whether two places have a character in common."""
    return one.start < other.end and other.start < one.end
