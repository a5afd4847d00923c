"""A book whose parts are all made: what each of its forms is written from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from muse import Artifact

from .board import Board, Trim
from .laying import INK, PAPER, TRIMS, Laid, leading
from .reading_aloud import Word


@dataclass(frozen=True)
class Leaf:
    """One page: how it is laid out, the name of its picture, its words and its sound."""

    laid: Laid
    picture: str
    alt: str
    words: Sequence[Sequence[Word]]
    """By paragraph, with times where there is a sound."""
    sounds: Sequence[Sequence[str]]
    """Pinyin above each word; empty for none."""
    sound: bytes | None = None
    """The page read aloud, MP3."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Made:
    """What others made for a book."""

    pictures: Sequence[Artifact]
    """The cover's, then one for each page."""
    vignette: Artifact | None
    voices: Sequence[Artifact | None]
    """One for each page; None where nobody reads it."""
    lengths: Sequence[float]
    """How long each page is shown, s."""
    music: Artifact | None
    told_by: str
    """Who wrote the story; empty for somebody's own."""


@dataclass(frozen=True)
class Volume:
    """A whole book."""

    board: Board
    trim: Trim
    leaves: Sequence[Leaf]
    pictures: Mapping[str, bytes]
    """Name -> JPEG or PNG: cover.jpg, page-1.jpg, vignette.png."""
    pinyin: bool = False
    music: bytes | None = None
    """MP3."""
    makers: Mapping[str, str] = field(default_factory=dict)
    """What was made -> by whom."""

    @property
    def end(self) -> str:
        """The words of the last page."""
        return "完" if self.board.language == "zh" else "The End"

    def facts(self) -> dict[str, Any]:
        """Return what every form of the book says of the whole."""
        wide, high = TRIMS[self.trim]
        board = self.board
        return {
            "title": board.title, "author": board.author, "language": board.language,
            "dedication": dedicated(board), "wide": wide, "high": high,
            "paper": PAPER, "ink": INK, "pinyin": self.pinyin,
            "leading": leading(board.language, self.pinyin),
            "vignette": "vignette.png" in self.pictures,
            "hero": board.hero.looks if board.hero else "",
            "end": self.end, "colophon": self.colophon(),
        }  # fmt: skip

    def colophon(self) -> str:
        """Return who made what, in one line."""
        names = (
            {"story": "文", "pictures": "图", "voice": "朗读", "music": "音乐"}
            if self.board.language == "zh"
            else {"story": "Story", "pictures": "Pictures", "voice": "Voice", "music": "Music"}
        )
        between = "：" if self.board.language == "zh" else ": "
        return "  ·  ".join(
            f"{names[part]}{between}{maker}" for part, maker in self.makers.items() if maker
        )

    def letters(self) -> str:
        """Return all that is set in the font of the text."""
        parts = ["".join(w.text for row in leaf.words for w in row) for leaf in self.leaves]
        parts += ["".join(s for row in leaf.sounds for s in row) for leaf in self.leaves]
        facts = self.facts()
        parts += [str(facts[name]) for name in ("title", "author", "dedication", "end", "colophon")]
        return "".join(parts) + "0123456789"


def dedicated(board: Board) -> str:
    """Return the dedication as it stands in the book: "for Anna"."""
    words = board.dedication.strip()
    if not words or re.match(r"(?i)(for|to)\b|献给|给", words):
        return words
    return f"献给{words}" if board.language == "zh" else f"for {words}"


def pinyin_of(words: Sequence[Word]) -> list[str]:
    """Return the sound of each Chinese character of a paragraph, read in its context."""
    from pypinyin import Style, lazy_pinyin

    text = "".join(word.text for word in words)
    apart: Any = list  # what isn't Chinese stays letter by letter, so that places are kept
    read: list[str] = lazy_pinyin(text, style=Style.TONE, errors=apart)
    by_place = dict(enumerate(read))
    made, at = [], 0
    for word in words:
        sounds = [
            by_place.get(at + n, "")
            for n, letter in enumerate(word.text)
            if "\u3400" <= letter <= "\u9fff"
        ]
        made.append("".join(sounds))
        at += len(word.text)
    return made
