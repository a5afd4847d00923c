"""Who is in a book: their cards, and how a painter that takes none knows what they look like."""

from collections.abc import Generator as Steps
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse import Item, Run

from .. import likeness
from . import parts
from .board import Board, Character
from .condition import PictureBookCondition

if TYPE_CHECKING:
    from muse import Artifact, Event


@dataclass(frozen=True)
class Cast:
    """Who is in a book, as its painter is told.

    `company` are the cards of those on the pages who are no characters, by kind; `likeness` is what
    a painter gets that follows a picture of the hero; `by` says how heroes are known.
    """

    board: Board
    company: Mapping[str, bytes]
    likeness: Mapping[str, Any]
    by: str


def cast(
    condition: PictureBookCondition, run: Run, item: Item, board: Board
) -> "Steps[Event, None, Cast]":
    """Give the characters their cards, handed in or made."""
    people = list(board.characters)
    by_card = run.takes("image", "character", condition.pictures_by)
    followed = likeness.asked(
        run.takes, condition.pictures_by, condition.ip_adapter, condition.reference, run.report
    )
    if condition.characters is not None:
        given = parts.cards(condition.characters.data, condition.characters.name)
        places = {each.name: n for n, each in enumerate(people)}
        for name, card in given.items():
            number = places.get(name, 0)
            if number < len(people):
                named = parts.named(card, people[number].name)
                people[number] = replace(people[number], card=named)
    lacking = [n for n, one in enumerate(people[:4]) if one.card is None and one.looks]
    guests = parts.guests(board) if by_card else {}
    made = yield from run.make_all(
        [
            parts.card(item, f"character-{n + 1}", people[n].looks, people[n].name[:40])
            for n in lacking
        ]
        + [parts.card(item, f"guest-{kind}", looks) for kind, looks in guests.items()]
    )
    for number, artifact in zip(lacking, made, strict=False):
        own_card = parts.carded(artifact, people[number].looks)
        people[number] = replace(people[number], card=own_card)
    company = {
        kind: found
        for (kind, looks), artifact in zip(guests.items(), made[len(lacking) :], strict=True)
        if (found := parts.carded(artifact, looks))
    }
    follow: dict[str, Any] = {}
    if followed:
        picture = yield from _reference(condition, run, item, people, board)
        follow = {"ip_adapter": condition.ip_adapter, "ip_image": picture} if picture else {}
    ways = ["cards"] if by_card else ["words"]
    if follow:
        ways.append("a reference picture")
    if not by_card:
        people = [_in_words(one, board) for one in people]
    return Cast(replace(board, characters=tuple(people)), company, follow, " and ".join(ways))


def _reference(
    condition: PictureBookCondition, run: Run, item: Item, people: list[Character], board: Board
) -> "Steps[Event, None, Any]":
    """Return the picture of the hero that was handed in, or one painted from the card."""
    if condition.reference is not None:
        return condition.reference
    card = people[0].card if people else None
    if card is None:
        run.report.ignore("ip_adapter", "the story has no hero who can be painted; give reference")
        return None
    made: list[Artifact] = yield from run.make_all(
        [likeness.portrait(item, "hero/reference", card, board.language)]
    )
    return made[0]


def _in_words(one: Character, board: Board) -> Character:
    """Return somebody by the words of the card, for a painter that takes none."""
    told = likeness.words(one.card, board.language) if one.card else ""
    return replace(one, card=None, told=told)
