"""A text in Markdown as its passages, each letter for letter as it stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "note", "paragraph", "point", "speech", "stanza"]

_WIDEST = 66
"""Columns of a line up to which a line end counts as meant; a Chinese character takes two."""
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_SPEECH = re.compile(r"\*\*([^*\n]{1,40})\*\*\s*[:：]|\*\*([^*\n:：]{1,40})[:：]\*\*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its marks, and the empty lines behind it."""

    kind: Kind
    raw: str
    gap: str = "\n\n"

    @property
    def words(self) -> str:
        """What it says, without its marks."""
        text = re.sub(r"^(?:#{1,6}|-|\*(?= )|\d+\.)[ \t]+", "", self.raw.strip())
        if self.kind == "speech":
            text = _SPEECH.sub("", text, count=1)
        return re.sub(r"[*_`]|[ \t]+(?=\n)", "", text).strip()

    @property
    def lines(self) -> list[str]:
        """Its lines without marks."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    @property
    def speaker(self) -> str:
        """Who speaks it, if anybody does."""
        found = _SPEECH.match(self.raw.strip())
        return (found[1] or found[2]).strip() if found else ""


def passages(markdown: str) -> list[Passage]:
    """Return the passages of a text; joined with their gaps they are the text again."""
    made: list[Passage] = []
    place = len(markdown) - len(markdown.lstrip("\n"))
    while place < len(markdown):
        found = _GAP.search(markdown, place)
        end = found.start() if found else len(markdown.rstrip("\n"))
        raw, gap = markdown[place:end], found[0] if found else markdown[end:]
        if raw.strip():
            made.append(Passage(kind(raw), raw, gap))
        if not found:
            break
        place = found.end()
    return made


def kind(raw: str) -> Kind:
    """Return what a passage is by its marks."""
    text = raw.strip()
    if re.match(r"#[ \t]", text):
        return "title"
    if re.match(r"#{2,6}[ \t]", text):
        return "heading"
    if re.match(r"(?:[-*+]|\d{1,3}[.)])[ \t]", text):
        return "point"
    if _SPEECH.match(text):
        return "speech"
    if re.fullmatch(r"[*_](?![*_])[^\n]+(?<![*_])[*_]", text):
        return "note"
    return "stanza" if _verse(text) else "paragraph"


def _verse(text: str) -> bool:
    """Whether the line ends of a passage are meant: marked, or those of short lines."""
    lines = text.split("\n")
    return len(lines) > 1 and (
        any(line.endswith(("  ", "\\")) for line in lines) or max(map(_width, lines)) <= _WIDEST
    )


def _width(line: str) -> int:
    return sum(1 if char.isascii() else 2 for char in line)


def form(found: Sequence[Passage]) -> str:
    """Return what form a text has, by what most of its passages are."""
    counted = Counter(each.kind for each in found)
    told = counted["paragraph"] + counted["speech"] + counted["stanza"] + counted["point"]
    if counted["speech"] > 1 and counted["speech"] * 3 >= told:
        return "script"
    if counted["stanza"] and counted["stanza"] * 2 >= told:
        return "lyrics" if counted["heading"] > 1 else "poem"
    if counted["point"] > 2 and counted["point"] * 2 > told and counted["heading"]:
        return "outline"
    return "story"


def joined(found: Sequence[Passage]) -> str:
    """Return passages as one text."""
    return "".join(each.raw + each.gap for each in found)
