"""Writing the texts of some items: each at once, or as a long story chapter by chapter."""

from dataclasses import replace
from typing import TYPE_CHECKING

from muse import Artifact, Item

from . import forms, passages
from .asks import Writer, teller
from .book import long
from .tasks import joining, room, working
from .tasks.held import Held

if TYPE_CHECKING:
    from muse import Emit

    from .session import Session


def write(
    session: "Session", writer: Writer, items: tuple[Item, ...], emit: "Emit"
) -> list[Artifact]:
    """Return a finished text for each item."""
    if session.condition.task != "write":
        return working.write(session, writer, items, emit)
    if session.long:
        return long.write(session, writer, items, emit)
    written = session.written
    start = "" if session.schema is not None else written.text()
    if start:
        return _go_on(session, writer, items, emit, start)
    chat = forms.task(session.condition)
    asks = [session.ask(item, item.seed, chat, teller(emit, item)) for item in items]
    answers = writer.write(asks, session.run.check)
    return [
        session.artifact(item, answer.text, [answer])
        for item, answer in zip(items, answers, strict=True)
    ]


def _go_on(
    session: "Session", writer: Writer, items: tuple[Item, ...], emit: "Emit", start: str
) -> list[Artifact]:
    """Return a text that goes on from where one ends, for each item."""
    left = room.context_of(writer) - session.limit - room.OVERHEAD
    part = passages.end_of(start, max(left, 200))
    chat = forms.task(session.condition, part.text)

    def join(answer: str) -> str:
        """Return what follows the start; a model without chats goes on with the text itself."""
        return joining.after(start, answer) if room.answers(writer) else answer

    asks, held = [], []
    for item in items:
        emit.text(start, item.index)
        held.append(Held(teller(emit, item), join))
        ask = session.ask(item, item.seed, chat, held[-1])
        asks.append(replace(ask, plain=part.text))
    try:
        answers = writer.write(asks, session.run.check)
    finally:
        for each in held:
            each.flush()
    return [
        session.artifact(item, start + join(answer.text), [answer])
        for item, answer in zip(items, answers, strict=True)
    ]
