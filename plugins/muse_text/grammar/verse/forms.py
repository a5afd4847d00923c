"""What a form of verse is, checked on the finished lines by libraries that know the sounds.

A text is given as stanzas, each a list of lines. The writers reject what fails here, and
`measure.py` reports what was found: the same checks, on the words as they stand.
"""

from collections.abc import Callable, Sequence
from typing import Any

from . import phones, tones

Stanzas = Sequence[Sequence[str]]

SONNET = "abab cdcd efef gg"
LIMERICK = ((7, 10), (7, 10), (5, 7), (5, 7), (7, 10))
"""Syllables of the five lines of a limerick, at least and at most."""
PENTAMETER = 10
"""Syllables of a line of a sonnet or of couplets."""


def _counts(lines: Sequence[str]) -> list[int]:
    return [phones.count(line) for line in lines]


def _rhyme(one: str, other: str) -> bool:
    return phones.rhyme(phones.last(one), phones.last(other))


def scheme_holds(lines: Sequence[str], scheme: str) -> bool:
    """Whether all lines of one letter rhyme with one another, on different words."""
    letters = scheme.replace(" ", "")
    if len(letters) != len(lines):
        return False
    found: dict[str, list[str]] = {}
    for letter, line in zip(letters, lines, strict=True):
        if not all(_rhyme(other, line) for other in found.setdefault(letter, [])):
            return False
        found[letter].append(line)
    return True


def haiku(stanzas: Stanzas) -> bool:
    """Whether each stanza is three lines of 5, 7 and 5 syllables."""
    return bool(stanzas) and all(_counts(lines) == [5, 7, 5] for lines in stanzas)


def limerick(stanzas: Stanzas) -> bool:
    """Whether each stanza rhymes a a b b a, with short third and fourth lines."""
    return bool(stanzas) and all(
        scheme_holds(lines, "aabba")
        and all(low <= n <= high for n, (low, high) in zip(_counts(lines), LIMERICK, strict=True))
        for lines in stanzas
    )


def sonnet(stanzas: Stanzas) -> bool:
    """Whether it is fourteen lines of ten syllables that rhyme abab cdcd efef gg."""
    lines = [line for stanza in stanzas for line in stanza]
    return set(_counts(lines)) == {PENTAMETER} and scheme_holds(lines, SONNET)


def couplets(stanzas: Stanzas) -> bool:
    """Whether all lines have ten syllables, and every two of them rhyme."""
    lines = [line for stanza in stanzas for line in stanza]
    pairs = zip(lines[::2], lines[1::2], strict=False)
    whole = len(lines) > 2 and len(lines) % 2 == 0 and set(_counts(lines)) == {PENTAMETER}
    return whole and all(_rhyme(a, b) for a, b in pairs)


def quatrains(stanzas: Stanzas) -> bool:
    """Whether every stanza has four lines, the second rhyming with the fourth."""
    return bool(stanzas) and all(scheme_holds(lines, "abcb") for lines in stanzas)


def _wide(stanzas: Stanzas, width: int) -> list[str]:
    """Return the characters of all lines; none when a line has another number of them."""
    lines = [tones.characters(line) for stanza in stanzas for line in stanza]
    return lines if lines and all(len(line) == width for line in lines) else []


def wuyan(stanzas: Stanzas) -> bool:
    """Whether all lines have five characters and every even line is of one rhyme group."""
    lines = _wide(stanzas, 5)
    return len(lines) % 4 == 0 and len({tones.group(line) for line in lines[1::2]}) == 1


def wujue(stanzas: Stanzas) -> bool:
    """Whether it is a 五言绝句: one of the four patterns of tones, with its rhymes."""
    return tones.pattern(tuple(_wide(stanzas, 5))) is not None


def qijue(stanzas: Stanzas) -> bool:
    """Whether it is a 七言绝句: one of the four patterns of tones, with its rhymes."""
    return tones.pattern(tuple(_wide(stanzas, 7))) is not None


def haiku_zh(stanzas: Stanzas) -> bool:
    """Whether each stanza is three lines of 5, 7 and 5 characters."""
    sizes = [[len(tones.characters(line)) for line in lines] for lines in stanzas]
    return bool(sizes) and all(each == [5, 7, 5] for each in sizes)


CHECKS: dict[str, dict[str, Callable[[Stanzas], bool]]] = {
    "en": {
        "haiku": haiku,
        "limerick": limerick,
        "sonnet": sonnet,
        "couplets": couplets,
        "quatrains": quatrains,
    },
    "zh": {"haiku": haiku_zh, "qijue": qijue, "wujue": wujue, "wuyan": wuyan, "free": bool},
}
"""The kinds of verse of each language: name -> whether stanzas obey it."""


def kind(stanzas: Stanzas, language: str, asked: str | None = None) -> str | None:
    """Return the kind of verse that a text obeys: the one asked for if it does; None for none."""
    checks = CHECKS[language]
    order = sorted(checks, key=lambda name: name != asked)
    return next((name for name in order if checks[name](stanzas)), None)


def measure(stanzas: Stanzas, language: str, asked: str | None = None) -> dict[str, Any]:
    """Return the verse that a text obeys, and the numbers that show it."""
    lines = [line for stanza in stanzas for line in stanza]
    found = kind(stanzas, language, asked)
    measured: dict[str, Any] = {"lines": len(lines), "verse": found}
    if language == "en":
        measured["syllables"] = _counts(lines)
        letters = rhyme_scheme(lines) if found == "sonnet" else "".join(map(rhyme_scheme, stanzas))
        measured["rhyme scheme"] = " ".join(_cut(letters, [len(stanza) for stanza in stanzas]))
        if found in ("sonnet", "couplets"):
            measured["iambic lines"] = sum(map(phones.iambic, lines))
        return measured
    texts = [tones.characters(line) for line in lines]
    if found != "free":
        measured["characters a line"] = len(texts[0])
        measured["rhyme"] = tones.group(texts[1])
    if found in ("wujue", "qijue"):
        measured["pattern"] = tones.pattern(tuple(texts))
        measured["tones"] = [tones.tones(text) for text in texts]
        measured["rules"] = "中华新韵；一三五不论，忌三平尾、三仄尾、孤平"
    return measured


def _cut(letters: str, sizes: Sequence[int]) -> list[str]:
    starts = [sum(sizes[:k]) for k in range(len(sizes))]
    return [letters[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def rhyme_scheme(lines: Sequence[str]) -> str:
    """Return the rhymes of lines as letters, x for a line that rhymes with no other."""
    letters: list[str] = []
    used = 0
    for place, line in enumerate(lines):
        before = [k for k in range(place) if _rhyme(lines[k], line)]
        if before:
            letters.append(letters[before[0]])
        elif any(_rhyme(line, later) for later in lines[place + 1 :]):
            letters.append("abcdefghijklmnop"[used % 16])
            used += 1
        else:
            letters.append("x")
    return "".join(letters)
