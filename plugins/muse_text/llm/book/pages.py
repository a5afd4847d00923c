"""A long story as it grows: what is told of it, and what the host keeps of it on disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muse import Item

from ..asks import Answer
from . import manuscript
from .outlines import Outline

if TYPE_CHECKING:
    from muse import Emit


@dataclass(slots=True)
class Book:
    """The long story of one item as far as it goes; `tell` and `keep` pass it on to the host."""

    item: Item
    outline: Outline
    head: str
    chapters: list[str]
    newline: str
    emit: "Emit"
    summaries: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    continued: list[int] = field(default_factory=list)
    _begun: bool = False

    def begin(self) -> None:
        """Tell what is there already, once."""
        if not self._begun:
            self._begun = True
            self.emit.text(manuscript.joined(self.head, self.chapters), self.item.index)
            self.keep()

    def tell(self, piece: str) -> None:
        """Tell a piece that goes on with the story, its lines ended as those that are there."""
        self.begin()
        self.emit.text(self.ended(piece), self.item.index)

    def ended(self, text: str) -> str:
        """Return a text of ours with the line ends of the story."""
        return text.replace("\n", self.newline) if self.newline != "\n" else text

    def keep(self) -> None:
        """Have the host keep the chapters that are whole."""
        text = manuscript.draft(self.head, self.outline, self.chapters, self.newline)
        self.emit.draft(text, self.item.index, self.outline.title)

    def add(self, chapter: str) -> None:
        """Add a chapter that is whole, as it was told; it is on disk when this returns."""
        self.chapters.append(manuscript.unmarked(self.ended(chapter)))
        self.keep()

    def part(self) -> None:
        """End the last chapter with an empty line, before another one begins."""
        at = next((n for n in range(len(self.chapters), 0, -1) if self.chapters[n - 1]), 0)
        if at:
            last = self.chapters[at - 1]
            self.chapters[at - 1] = manuscript.closed(last, self.newline)
            gap = self.chapters[at - 1][len(last) :]
            if gap and self._begun:
                self.emit.text(gap, self.item.index)


class Page:
    """A chapter while it is written: passes pieces on, but for the white space at its end."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.text = self.gap = ""
        self._tell = tell

    def put(self, piece: str) -> None:
        """Take a piece."""
        told = (self.gap + piece).rstrip()
        self.gap = (self.gap + piece)[len(told) :]
        if told:
            self.text += told
            self._tell(told)
