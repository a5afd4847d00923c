"""Chord progressions and forms in prompts: "chords C G Am F", "intro 4, verse 16", "an AABA"."""

import re
from collections.abc import Iterator

from muse import Found
from muse_music.midi.form import forms
from muse_music.theory import progressions
from muse_music.theory.keys import Key

_CHORD = (
    r"(?:N\.C\.|%|[A-G][#b♯♭]?(?:maj|min|dim|aug|sus|add|alt|omit|no|[mM0-9#b+°øΔ()]|6/9)*+"
    r"(?:/[A-G][#b♯♭]?)?|[b#♭♯]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)"
    r"(?:maj|dim|aug|sus|add|alt|[mM0-9#b+°øΔ]|/[ivIV1-7]++)*+)(?![A-Za-z])"
)
_RUN = re.compile(
    r"(?:(?P<told>chords?|chord progression|progression|changes|和弦进行|和弦走向|和弦)"
    r"(?:\s*(?:of|are|is|is like|为|是|用))?\s*[:::]?\s*)?"
    rf"(?P<chords>(?<![A-Za-z0-9'’]){_CHORD}(?:(?:\s*+[|,,、–—→>-]++\s*+|\s++)(?:and\s+)?{_CHORD})++)"
    r"(?P<after>\s+(?:chords|changes|chord progression|progression)\b|\s*(?:和弦|进行))?",
)
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


def taken(prompt: str) -> tuple[dict[str, Found], str]:
    """Return the form and the chords that a prompt tells, and the prompt without them."""
    fields = {}
    for name, found in (("form", _form), ("chords", _chords)):
        for value, match in found(prompt):
            fields[name] = Found(value, match[0].strip())
            prompt = f"{prompt[: match.start()]}\n{prompt[match.end() :]}"
            break
    return fields, prompt


def _chords(prompt: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield runs of chords: three or more, or two that are called chords."""
    for match in _RUN.finditer(prompt):
        text = re.sub(r"\band\s+", "", match["chords"]).replace("→", "-").replace(">", "")
        names = re.findall(_CHORD, text)
        if len(names) < (2 if match["told"] or match["after"] else 3):
            continue
        try:
            progressions.read(text, Key("C", "major"))
        except ValueError:
            continue
        yield text, match


def _form(prompt: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield sections in a row, three or with bars, and letters of which one comes back."""
    for match in _SECTIONS.finditer(prompt):
        items = _EACH.findall(match["all"])
        named = [re.search(_SECTION, item, re.IGNORECASE) for item in items]
        words = [word[0].lower() for word in named if word]
        bars = [re.search(r"\d+", item) for item in items]
        if words[0] in _LATER or (len(items) < 3 and not all(bars)):
            continue
        told = (
            f"{word} {count[0]}" if count else word for word, count in zip(words, bars, strict=True)
        )
        yield ", ".join(told), match
    for match in _LETTERS.finditer(prompt):
        letters = re.findall("[A-F]", match["letters"])
        known = match["letters"] != "ABBA" and " " not in match["letters"]
        if match["told"] or (known and len(letters) > 2 and 1 < len(set(letters)) < len(letters)):
            yield "".join(letters), match
