"""Writing the texts of some items: each at once, or as a long story chapter by chapter."""

from typing import TYPE_CHECKING

from muse import Artifact, Item

from . import forms
from .asks import Writer, teller
from .book import long
from .tasks import working

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
    chat = forms.task(session.condition, start)
    asks = [session.ask(item, item.seed, chat, teller(emit, item)) for item in items]
    if start:
        for item in items:
            emit.text(start, item.index)
    answers = writer.write(asks, session.run.check)
    return [
        session.artifact(item, start + answer.text, [answer])
        for item, answer in zip(items, answers, strict=True)
    ]
