"""The storyboard of a picture book: who is in it, and for each page what is read and seen."""

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "zh"]
Trim = Literal["square", "landscape", "portrait"]
"""The shape of the pages."""

LAYOUTS = ("full", "above", "inset")
"""full: the picture fills the page, text on a calm part of it; above: text under the picture;
inset: a smaller picture with margins, text under it."""


@dataclass(frozen=True)
class Character:
    """Somebody of the story: the name, and the words that somebody is painted by."""

    name: str
    looks: str
    """What a painter is told: "a little fox"."""
    pronoun: str = ""
    card: bytes | None = field(default=None, repr=False)
    """A card of image.character."""
    told: str = ""
    """The colours and clothes of the card, for painters that take none."""


@dataclass(frozen=True)
class Page:
    """One page: its text, and the scene to paint, in the words of a prompt."""

    text: str
    who: tuple[str, ...] = ()
    """Names of characters; anything else is painted by these words themselves."""
    does: str = ""
    where: str = ""
    seen: str = ""
    """What else is seen, with commas."""
    time: str = ""
    weather: str = ""
    mood: str = ""
    layout: str = ""
    """One of LAYOUTS; empty: chosen."""


@dataclass(frozen=True)
class Board:
    """A whole book before anything of it is painted or spoken."""

    title: str
    language: Language
    characters: tuple[Character, ...]
    pages: tuple[Page, ...]
    author: str = ""
    dedication: str = ""
    cover: Page = Page("")

    def character(self, name: str) -> Character | None:
        """Return a character by name."""
        return next((each for each in self.characters if each.name == name), None)

    @property
    def hero(self) -> Character | None:
        """The first of the characters."""
        return self.characters[0] if self.characters else None


def prompt(board: Board, page: Page, *, named: bool = False) -> str:
    """Return what a painter is told of a page, without its time, weather and mood.

    `named`: who has a card is called by name, as painters that take cards know them; for others
    the colours and clothes of the card are told.
    """
    people = []
    for name in page.who:
        found = board.character(name)
        known = found and not (named and found.card)
        told = found.looks if found and known else name
        if named and found and found.told:
            told += f"（{found.told}）" if board.language == "zh" else f" with {found.told}"
        people.append(told)
    if board.language == "zh":
        lead = "和".join(people)
        parts = [lead + page.where + page.does if lead else page.where]
        return "，".join(part for part in (*parts, *_parts(page.seen)) if part)
    lead = " and ".join(people)
    first = " ".join(part for part in (lead, page.does if lead else "", page.where) if part)
    return ", ".join(part for part in (first, *_parts(page.seen)) if part)


def _parts(words: str) -> list[str]:
    """Return words between commas of either language."""
    return [part.strip() for part in words.replace("，", ",").replace("、", ",").split(",")]
