"""Forms in prompts: "intro 4, verse 16, chorus 8", "前奏4小节,主歌8小节", "an AABA standard"."""

import re

from muse_music.midi.form import forms

_LETTERS = re.compile(
    r"(?<![A-Za-z])(?P<letters>A(?:[ -]?[A-F]['′]?){1,11})(?P<told>[\s-]*(?:form|曲式|结构))?"
    r"(?![A-Za-z])"
)
_SECTION = "|".join(sorted(forms.WORDS, key=len, reverse=True))
_ITEM = (
    rf"(?:\d{{1,3}}(?:[\s-]*bars?\s+|个?小节的?))?(?:{_SECTION})(?![a-z])"
    r"(?:\s*[:x×]?\s*\d{1,3}(?!\d)(?:\s*(?:bars?|个?小节))?)?"
)
_BETWEEN = r"(?:[\s,,、;;+→>|–-]|\band\b|\bthen\b|\ban?\b|和|接|再)*+"
_SECTIONS = re.compile(rf"(?<![A-Za-z])(?:form:?\s*)?(?P<all>{_ITEM}(?:{_BETWEEN}{_ITEM})++)", re.I)
_EACH = re.compile(_ITEM, re.IGNORECASE)
_LATER = ("solo", "theme", "contrast", "tag", "break")
"""Sections that begin no form: "piano solo, chorus"."""


def form(prompt: str) -> tuple[str, int, int] | None:
    """Return the form that a prompt tells, and where.

    It is three sections in a row, or two with their bars; or letters of which one comes back.
    """
    for match in _SECTIONS.finditer(prompt):
        items = _EACH.findall(match["all"])
        named = [re.search(_SECTION, item, re.IGNORECASE) for item in items]
        words = [word[0].lower() for word in named if word]
        bars = [re.search(r"\d+", item) for item in items]
        if words[0] not in _LATER and (len(items) > 2 or all(bars)):
            told = (f"{w} {n[0]}" if n else w for w, n in zip(words, bars, strict=True))
            return ", ".join(told), match.start(), match.end()
    for match in _LETTERS.finditer(prompt):
        letters = re.findall("[A-F]", match["letters"])
        plain = match["letters"] != "ABBA" and " " not in match["letters"]
        if match["told"] or (plain and len(letters) > 2 and 1 < len(set(letters)) < len(letters)):
            return "".join(letters), match.start(), match.end()
    return None
