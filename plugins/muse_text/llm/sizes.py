"""How much a request asks for: its counts of words, lines, sentences, chapters and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muse import number

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_GREAT = {"dozen": 12, "hundred": 100, "thousand": 1000}
_WORD = "|".join((*_SMALL, *_GREAT))
_NUMBER = (
    rf"\d[\d,]*(?:\.\d+)?\s?k\b|\d[\d,]*"
    rf"|(?:a[\s-]+(?:{'|'.join(_GREAT)})|{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}))*|a"
)
_UNITS = "word|character|sentence|line|verse|stanza|paragraph|page|chapter|section|scene|act"
_ENGLISH = re.compile(
    rf"(?P<before>\b(?:first|last|next|these|those|all|the|all the|in)\s+)?"
    rf"\b(?P<low>{_NUMBER})(?:\s*(?:-|–|to|or|and)\s*(?P<high>{_NUMBER}))?"
    rf"(?:\s+|-)(?:(?:short|long|full|single|simple|rhyming|little|brief|more)\s+)*"
    rf"(?P<unit>{_UNITS})s?\b",
    re.I,
)
_HAN = r"\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+"
_CHINESE = re.compile(
    rf"(?<!第)(?P<low>{_HAN})(?P<much>万)?(?:[-—~～到至](?P<high>{_HAN})(?P<more>万)?)?"
    rf"[多来余]?个?(?P<unit>字|单词|句话|句|行|段|页|节|章|场|幕)"
)
_SAME = {
    "字": "character", "单词": "word", "句话": "sentence", "句": "sentence", "行": "line",
    "段": "paragraph", "页": "page", "节": "stanza", "章": "chapter", "场": "scene", "幕": "act",
}  # fmt: skip
_TOKENS = {
    "word": 1.6, "character": 1.5, "sentence": 60, "line": 25, "verse": 100, "stanza": 110,
    "paragraph": 220, "page": 700, "chapter": 90, "section": 300, "scene": 500, "act": 1200,
}  # fmt: skip
"""Tokens of a unit at most, as models of today count them."""

LONGEST = 4_000
"""Characters of a request that are read: what follows is a text that somebody pasted."""

_EACH = re.compile(r"\b(?:each|every|per)\b|[每各]")
_TINY = {"word": 80, "character": 80, "sentence": 3, "line": 2}


@dataclass(frozen=True, slots=True)
class Size:
    """A count in a request: how many of a unit (English, singular), and the words that say so."""

    number: int
    unit: str
    words: str


def sizes(prompt: str) -> list[Size]:
    """Return the counts of a request in their order; of "500 to 800 words" the larger."""
    prompt = prompt[:LONGEST]
    found = [*_english(prompt), *_chinese(prompt)]
    return [size for _, size in sorted(found, key=lambda each: each[0])]


def _english(prompt: str) -> Iterator[tuple[int, Size]]:
    for match in _ENGLISH.finditer(prompt):
        before = (match["before"] or "").strip().lower()
        numbers = [_number(match[part]) for part in ("low", "high") if match[part]]
        if before not in ("", "in") or (match["low"].lower() == "a" and before != "in"):
            continue
        if max(numbers) >= 1:
            words = match[0] if not match["before"] else match[0][len(match["before"]) :]
            yield match.start(), Size(max(numbers), match["unit"].lower(), words)


def _number(words: str) -> int:
    plain = words.lower().replace(",", "").strip()
    if plain[0].isdigit():
        thousands = plain.endswith("k")
        return round(float(plain.rstrip("k ")) * (1000 if thousands else 1))
    total = part = 0
    for word in re.findall(r"[a-z]+", plain):
        if word in _GREAT:
            part = max(part, 1) * _GREAT[word]
            if word == "thousand":
                total, part = total + part, 0
        elif word == "a":
            part = max(part, 1)
        else:
            part += _SMALL.get(word, 0)
    return total + part


def _chinese(prompt: str) -> Iterator[tuple[int, Size]]:
    for match in _CHINESE.finditer(prompt):
        found = []
        for part, times in (("low", "much"), ("high", "more")):
            value = number(match[part].replace(",", "")) if match[part] else None
            if value is not None:
                found.append(round(value * (10_000 if match[times] or match["more"] else 1)))
        unit = match["unit"]
        least = {"句话": 1, "字": 10}.get(unit, 2)  # 一段感情 and 四字成语 ask for no length
        if found and max(found) >= least:
            yield match.start(), Size(max(found), _SAME[unit], match[0])


def chapters(prompt: str) -> Size | None:
    """Return how many chapters a request asks for; None where it says none or one."""
    return next((s for s in sizes(prompt) if s.unit == "chapter" and s.number > 1), None)


def tokens(prompt: str) -> int:
    """Return the tokens that the counts of a request need, 0 where it has none."""
    found = sizes(prompt)
    most = max((size.number * _TOKENS[size.unit] for size in found), default=0)
    if len(found) == 2 and _EACH.search(prompt):  # "four paragraphs of 200 words each"
        most = max(most, found[0].number * found[1].number * _TOKENS[found[1].unit])
    return round(most)


def is_tiny(prompt: str) -> bool:
    """Whether a request asks for some sentences at most: too little for a title and scenes."""
    found = sizes(prompt)
    return any(size.number <= _TINY.get(size.unit, 0) for size in found) and not any(
        size.unit in ("stanza", "chapter", "page", "paragraph") for size in found
    )


def of_each(prompt: str, parts: int) -> Size | None:
    """Return how many words or characters each of some chapters has, where the request says it."""
    for size in sizes(prompt):
        if size.unit not in ("word", "character"):
            continue
        at = prompt.find(size.words)
        around = prompt[max(0, at - 20) : at + len(size.words) + 20]
        if _EACH.search(around):
            return size
        if size.number >= 200 * parts:
            share = round(size.number / parts, -2 if size.number >= 1000 * parts else -1)
            return Size(int(share), size.unit, size.words)
    return None
