"""Planning a long story: its outline, asked for again where it isn't what was asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muse import GenerationError, Item

from .. import forms
from ..asks import Ask, Writer
from . import outlines
from .outlines import Outline

if TYPE_CHECKING:
    from ..session import Session

PLAN = 600
"""The most tokens of an outline, for each of its chapters."""


def plan(session: "Session", writer: Writer, items: Sequence[Item]) -> list[Outline]:
    """Return an outline for each item.

    One with another number of chapters is asked for again once; then the nearer one is taken, and
    told.
    """
    wanted = session.condition.chapters or 2
    first = _ask(session, writer, {item: None for item in items}, wanted)
    wrong = {
        item: outline
        for item, outline in first.items()
        if outline is None or len(outline.chapters) != wanted
    }
    second = _ask(session, writer, wrong, wanted) if wrong else {}
    return [_taken(session, (first[item], second.get(item)), wanted) for item in items]


def _taken(session: "Session", found: Sequence[Outline | None], wanted: int) -> Outline:
    """Return the outline that is nearest to what was asked; of equals the first."""
    there = [each for each in found if each is not None]
    if not there:
        raise GenerationError(
            "the model wrote no outline with chapters",
            hint="give one by --outline, or use another seed or model",
        )
    nearest = min(there, key=lambda each: abs(len(each.chapters) - wanted))
    has = len(nearest.chapters)
    if has != wanted:
        session.run.report.adjust(
            "chapters", wanted, has, f"the model planned {has}, asked twice for {wanted}"
        )
    return nearest


def _ask(
    session: "Session", writer: Writer, items: dict[Item, Outline | None], wanted: int
) -> dict[Item, Outline | None]:
    """Return item -> outline; `items` have the one before, if that was wrong."""
    schema = outlines.schema(wanted)
    asks = []
    for item, before in items.items():
        chat = forms.plan(session.condition, wanted)
        seed = item.seed
        if before is not None:
            words = forms.words(session.language)["long"]
            again = words["replan"].format(got=len(before.chapters), chapters=wanted)
            chat = [
                *chat,
                {"role": "assistant", "content": before.markdown()},
                {"role": "user", "content": again},
            ]
        asks.append(Ask(item, seed, chat, PLAN * (wanted + 1), (), schema))
    answers = writer.write(asks, session.run.check)
    return {
        item: outlines.read_outline(answer.text)
        for item, answer in zip(items, answers, strict=True)
    }
