"""A text as every document format takes it: a title, a language, and blocks of lines of runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["prose", "verse", "script"]
"""How a whole text is laid out."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


Line = tuple[Run, ...]

_BOOK = 30_000
"""Letters of a book; a Chinese character counts as three."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, stanza, speech, point of a list, quotation, code, table row or rule.

    `level` is 1-6 for a heading, and how deep a point or quotation is, from 0; `mark` is what
    stands before a point. A paragraph has one line, a row one for each of its cells; a note is a
    paragraph set apart. `name` is the speaker of a speech, and `aside` how it is said.
    """

    kind: Literal[
        "heading", "paragraph", "note", "stanza", "speech", "point", "quote", "code", "row", "rule"
    ]
    lines: tuple[Line, ...] = ()
    level: int = 0
    mark: str = ""
    name: str = ""
    aside: str = ""

    @property
    def text(self) -> str:
        """Its words, a line for each line."""
        return "\n".join(map(words, self.lines))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text; `language` is a BCP 47 tag, `und` where nobody can tell."""

    title: str
    language: str
    kind: Kind
    blocks: tuple[Block, ...]

    @property
    def chapters(self) -> list[tuple[str, tuple[Block, ...]]]:
        """Its parts, each a heading's words and the blocks from that heading on; "" before any."""
        top = self.top
        parts: list[tuple[str, list[Block]]] = [("", [])]
        for block in self.blocks:
            if block.kind == "heading" and block.level == top:
                parts.append((block.text, []))
            parts[-1][1].append(block)
        return [(name, tuple(inside)) for name, inside in parts if inside]

    @property
    def book(self) -> bool:
        """Whether it is long enough for chapters to begin on a page of their own."""
        letters = sum(len(block.text) * (3 if han(block.text) else 1) for block in self.blocks)
        return self.kind == "prose" and letters > _BOOK and len(self.chapters) > 2

    @property
    def top(self) -> int:
        """The level of its highest headings; 0 where there are none."""
        return min((block.level for block in self.blocks if block.kind == "heading"), default=0)


def words(line: Sequence[Run]) -> str:
    """Return the words of a line."""
    return "".join(run.text for run in line)


def han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u3400" <= char <= "\u9fff" for char in text)
