"""A long story by steps: an outline, then chapter by chapter, with what happened before."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from muse import Artifact, Item

from .. import forms
from ..asks import Writer
from . import again, chapters, plans
from .chapters import Wanted
from .manuscript import Manuscript, closed, given_manuscript, joined
from .pages import Book
from .steps import TAIL, seed, sum_up

if TYPE_CHECKING:
    from muse import Emit

    from ..session import Session

_HEADINGS = re.compile(r"^#.*$", re.M)


def write(
    session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit"
) -> list[Artifact]:
    """Return a finished story for each item; all items go through each step together."""
    if session.condition.chapter is not None:
        return again.write(session, writer, items, emit)
    books = _books(session, writer, items, emit)
    total = max(len(book.outline.chapters) for book in books)
    for number in range(1, total + 1):
        session.run.check()
        left = [b for b in books if len(b.chapters) < number <= len(b.outline.chapters)]
        if left:
            _chapter(session, writer, left, number)
        if number < total:
            _remember(session, writer, books, number)
        emit.progress(number, total, "chapters")
    continued = sorted({number for book in books for number in book.continued})
    if continued:
        some = f"{', '.join(map(str, continued))} ended at max_tokens and"
        session.run.report.note(
            f"Chapter {some} was continued."
            if len(continued) == 1
            else f"Chapters {some} were continued."
        )
    return [session.artifact(b.item, joined(b.head, b.chapters), b.answers) for b in books]


def _books(session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit") -> list[Book]:
    """Return the story of each item as far as it goes: as it was given, or as it was left."""
    there = {item: _left(session, item) for item in items}
    unplanned = [item for item in items if there[item].outline is None]
    made = plans.plan(session, writer, unplanned) if unplanned else []
    planned = dict(zip(unplanned, made, strict=True))
    books = []
    for item, found in there.items():
        outline = found.outline or planned[item]
        head = found.head or ("" if found.chapters else f"# {outline.title}\n\n")
        head = closed(head, found.newline)
        if found.rest.strip():
            number = len(found.chapters) + 1
            session.run.report.note(f"Chapter {number} was unfinished and is written again.")
        books.append(Book(item, outline, head, list(found.chapters), found.newline, emit))
        if not found.chapters and not found.head:  # what was given is told when more comes
            books[-1].begin()
    return books


def _left(session: "Session", item: Item) -> Manuscript:
    """Return what is there of an item: what an attempt before this one left, or what was given."""
    draft = session.run.drafts.get(item.index)
    if draft is not None:
        found = given_manuscript(draft.encode(errors="replace"), "the draft")
        if found.outline is not None:
            return found
    return (
        session.written
        if session.written.chapters
        else Manuscript(
            session.written.head if session.written.head.strip() else "",
            rest=session.written.rest,
            outline=session.outline,
            newline=session.written.newline,
        )
    )


def _chapter(session: "Session", writer: Writer, books: Sequence[Book], number: int) -> None:
    heading = forms.words(session.language)["long"]["heading"]
    wanted = []
    for book in books:
        top = heading.format(number=number, title=book.outline.chapters[number - 1].title)
        told = joined("", book.chapters) or _HEADINGS.sub("", book.head)
        tail = told.strip()[-TAIL:]
        chat = forms.chapter(session.condition, book.outline, number, [*book.summaries, tail])
        step = partial(_step, book.item, number)
        tell = _Headed(book, top)
        wanted.append(Wanted(book.item, number, book.outline, chat, step, tell))
    chapters.write(session, writer, wanted)
    for book, each in zip(books, wanted, strict=True):
        last = number == len(book.outline.chapters)
        book.tell("\n" if last else "\n\n")
        top = heading.format(number=number, title=book.outline.chapters[number - 1].title)
        book.add(f"{top}\n\n{each.text}\n" + ("" if last else "\n"))
        book.answers.append(each.answer)
        book.continued += [number] if each.turns else []


def _remember(session: "Session", writer: Writer, books: Sequence[Book], number: int) -> None:
    """Sum up a chapter of each book, unless nothing is left to be written."""
    texts = {
        book.item: book.chapters[number - 1]
        for book in books
        if number <= len(book.chapters) < len(book.outline.chapters)
    }
    summaries = sum_up(session, writer, texts, number)
    for book in books:
        if book.item in summaries:
            book.summaries.append(f"{number}. {summaries[book.item]}")


def _step(item: Item, number: int, step: str) -> int:
    return seed(item, f"chapter {number}{step}")


class _Headed:
    """Tells the heading of a chapter before its first words, and what is between the chapters."""

    def __init__(self, book: Book, top: str) -> None:
        self._book, self._top = book, top

    def __call__(self, piece: str) -> None:
        if self._top:
            self._book.begin()
            self._book.part()
            piece, self._top = f"{self._top}\n\n{piece}", ""
        self._book.tell(piece)
