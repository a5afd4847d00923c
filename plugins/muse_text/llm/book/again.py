"""One chapter of a story again: what happens in it stays, and so does every other chapter."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from muse import Artifact, Item, RequestError

from .. import forms
from ..asks import Writer
from . import chapters, manuscript
from .chapters import Wanted
from .manuscript import Manuscript
from .outlines import Chapter, Outline, line
from .steps import TAIL, seed, sum_up
from .titles import numbered

if TYPE_CHECKING:
    from muse import Emit

    from ..session import Session

_HEADING = re.compile(r"#{1,6}[ \t]*([^\r\n]*)(?:\r?\n)*")
_TITLE = re.compile(r"^#[ \t]+([^\r\n]+)", re.M)

AFTER = 400
"""Characters of the chapter behind it that are shown to the model."""


def write(
    session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit"
) -> list[Artifact]:
    """Return the story for each item, chapter `condition.chapter` of it written anew.

    What is told meanwhile is that chapter alone.
    """
    there, number = session.written, session.condition.chapter or 1
    _check(there, number)
    outline = there.outline or _outline(there)
    old = there.chapters[number - 1]
    heading = _heading(old)
    listed = outline.chapters
    planned_before = number <= len(listed) and bool(listed[number - 1].beats)
    texts = there.chapters[: number - 1] + ([] if planned_before else [old])
    before = _summaries(session, writer, items, texts)
    wanted = []
    for item in items:
        past = [f"{at}. {told}" for at, told in enumerate(before[item][: number - 1], 1) if told]
        planned = _planned(outline, number, "".join(before[item][number - 1 :]))
        tail = manuscript.joined("", there.chapters[: number - 1]).rstrip()[-TAIL:]
        chat = forms.chapter(session.condition, planned, number, [*past, tail])
        _lead_on(session, chat, number)
        tell = partial(_tell, emit, item, there.newline)
        tell(heading.replace("\r\n", "\n"))
        step = partial(_step, item, number)
        wanted.append(Wanted(item, number, planned, chat, step, tell))
    chapters.write(session, writer, wanted)
    emit.progress(1, 1, "chapters")
    session.run.report.note(f"Chapter {number} was written again; the others are as they were.")
    made = []
    for each in wanted:
        text = manuscript.unmarked(each.text.replace("\n", there.newline))
        parts = [*there.chapters]
        parts[number - 1] = heading + text + old[len(old.rstrip()) :]
        made.append(session.artifact(each.item, _whole(there, parts), [each.answer]))
    return made


def _check(there: Manuscript, number: int) -> None:
    count = len(there.chapters)
    if not count:
        raise RequestError(
            "extend: the text has no chapters", hint="give each a line '## 1. Title'"
        )
    if number > count or not there.chapters[number - 1].strip():
        raise RequestError(
            f"chapter: there is no whole chapter {number}", hint=f"give one of 1 to {count}"
        )


def _heading(chapter: str) -> str:
    found = _HEADING.match(chapter)
    return found[0] if found else ""


def _outline(there: Manuscript) -> Outline:
    """Return the outline of a text that has none: its titles."""
    named = _TITLE.search(there.head)
    titles = []
    for chapter in there.chapters:
        found = _HEADING.match(chapter)
        titles.append(line(numbered(found[1])[1] if found else ""))
    return Outline(line(named[1] if named else ""), tuple(map(Chapter, titles)))


def _planned(outline: Outline, number: int, told: str) -> Outline:
    """Return an outline that says what happens in a chapter: as planned, or else as it was told."""
    listed = list(outline.chapters)
    this = listed[number - 1] if number <= len(listed) else Chapter("")
    listed[number - 1 : number] = [Chapter(this.title, this.beats or ((told,) if told else ()))]
    return Outline(outline.title, tuple(listed))


def _summaries(
    session: "Session", writer: Writer, items: Sequence[Item], texts: Sequence[str]
) -> dict[Item, list[str]]:
    """Return the summaries of chapters for each item; empty where there is none."""
    found: dict[Item, list[str]] = {item: [] for item in items}
    for at, text in enumerate(texts, 1):
        session.run.check()
        told = sum_up(session, writer, dict.fromkeys(items, text), at)
        for item in items:
            found[item].append(told.get(item, ""))
    return found


def _lead_on(session: "Session", chat: forms.Messages, number: int) -> None:
    """Show how the next chapter begins, at the end of what is asked."""
    behind = session.written.chapters[number:]
    if not behind:
        return
    following = behind[0][len(_heading(behind[0])) :].strip()[:AFTER]
    words = forms.words(session.language)["long"]["after"].format(after=following)
    chat[-1] = {**chat[-1], "content": f"{chat[-1]['content']}\n\n{words}"}


def _whole(there: Manuscript, parts: Sequence[str]) -> str:
    """Return the text with its new chapter: marked still, where it isn't finished."""
    outline = there.outline
    if there.marked and outline is not None:
        if there.rest.strip() or len(parts) < len(outline.chapters):
            return manuscript.draft(there.head, outline, parts, there.newline) + there.rest
    return manuscript.joined(there.head, [*parts, there.rest])


def _step(item: Item, number: int, step: str) -> int:
    return seed(item, f"chapter {number}{step}")


def _tell(emit: "Emit", item: Item, newline: str, piece: str) -> None:
    emit.text(piece.replace("\n", newline), item.index)
