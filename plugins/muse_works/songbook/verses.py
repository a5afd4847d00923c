"""Words of songs: sections, what is sung to the notes, and the verses that follow below."""

import re
from dataclasses import dataclass

_HEAD = re.compile(r"^##\s+(.+)$")
_VERSE = re.compile(r"verse|主歌", re.I)
_CHORUS = re.compile(r"chorus|副歌", re.I)
_BEFORE = re.compile(r"pre|预", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """A song's words: title, and sections as (heading, lines)."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def sung(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return what stands under the notes: the first verse and the chorus."""
        made: list[tuple[str, tuple[str, ...]]] = []
        for wanted in ("Verse", "Chorus"):
            made += [(k, lines) for k, lines in map(_kinded, self.sections) if k == wanted][:1]
        return made or [("Verse", lines) for _, lines in self.sections[:1]]

    @property
    def left_out(self) -> list[str]:
        """Return the headings of sections that the book has no notes for."""
        return [h for h, _ in self.sections if _kind(h) not in ("Verse", "Chorus")]

    @property
    def more(self) -> list[tuple[str, ...]]:
        """Return the verses after the first one, which are sung to the same notes."""
        lengths = {len(lines) for heading, lines in self.sections if _kind(heading) == "Verse"}
        verses = [lines for heading, lines in self.sections if _kind(heading) == "Verse"][1:]
        return verses if len(lengths) == 1 else []

    @property
    def lyrics(self) -> str:
        """Return what the composer gets."""
        return "\n\n".join(f"[{kind}]\n" + "\n".join(lines) for kind, lines in self.sung)

    @property
    def form(self) -> str:
        """Return the sections that the composer writes: two bars for a line."""
        return ", ".join(f"{kind.lower()} {max(2, 2 * len(lines))}" for kind, lines in self.sung)


def read(markdown: str) -> Words:
    """Return the words of a song as a writer's Markdown has them."""
    title, sections = "", list[tuple[str, list[str]]]()
    for row in (row.strip() for row in markdown.splitlines()):
        if row.startswith("# ") and not title:
            title = row[2:].strip()
        elif found := _HEAD.match(row):
            sections.append((found[1].strip(), []))
        elif row and not row.startswith(("*", "#", ">")):
            sections = sections or [("Verse", [])]
            sections[-1][1].append(row)
    kept = tuple((heading, tuple(lines)) for heading, lines in sections if lines)
    return Words(title, kept)


def _kinded(section: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    return _kind(section[0]), section[1]


def _kind(heading: str) -> str:
    if _BEFORE.search(heading):
        return "Pre-chorus"
    if _CHORUS.search(heading):
        return "Chorus"
    return "Verse" if _VERSE.search(heading) else "Bridge"
