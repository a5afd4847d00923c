"""A long story by steps: an outline, then chapter by chapter, with what happened before."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muse import Artifact, GenerationError, Item

from . import forms, manuscript
from .asks import Answer, Ask, Writer, teller
from .manuscript import Outline

if TYPE_CHECKING:
    from muse import Emit

    from .session import Session

PLAN, SUMMARY = 600, 200
"""The most tokens of an outline, for each of its chapters, and of the summary of a chapter."""

TAIL = 600
"""Characters of the chapter before that are shown to the model."""


@dataclass(slots=True)
class Book:
    """The long story of one item as far as it goes."""

    item: Item
    outline: Outline
    head: str
    chapters: list[str]
    summaries: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def seed(item: Item, step: str) -> int:
    """Return the seed of a step of an item, the same wherever the work was halted before."""
    digest = hashlib.sha256(f"{item.seed} {step}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def write(
    session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit"
) -> list[Artifact]:
    """Return a finished story for each item; all items go through each step together."""
    outlines = _outlines(session, writer, items)
    kept = session.written
    books = [
        Book(item, outline, _head(session, outline), list(kept.chapters))
        for item, outline in zip(items, outlines, strict=True)
    ]
    for book in books:
        start = _again(book) if kept.chapters else manuscript.opening(book.outline)
        emit.text(start, book.item.index)
    total = max(len(book.outline.chapters) for book in books)
    for number in range(1, total + 1):
        session.run.check()
        left = [b for b in books if len(b.chapters) < number <= len(b.outline.chapters)]
        if left:
            _chapter(session, writer, left, number, emit)
        if number < total:
            _summaries(session, writer, [b for b in books if len(b.chapters) >= number], number)
        emit.progress(number, total, "chapters")
    return [
        session.artifact(b.item, manuscript.joined(b.head, b.chapters), b.answers) for b in books
    ]


def _head(session: "Session", outline: Outline) -> str:
    return session.written.head if session.written.chapters else f"# {outline.title}\n\n"


def _again(book: Book) -> str:
    """Return what is there already, with the marks of a text that may be broken off again."""
    opening = manuscript.opening(book.outline)
    outline = opening[opening.index("<!--") :]
    parts = [_closed(chapter) + manuscript.whole(n) for n, chapter in enumerate(book.chapters, 1)]
    return book.head + outline + "".join(parts)


def _closed(chapter: str) -> str:
    """Return a chapter that ends with an empty line; nothing else of it changes."""
    return chapter + "\n" * max(0, 2 - (len(chapter) - len(chapter.rstrip("\n"))))


def _outlines(session: "Session", writer: Writer, items: Sequence[Item]) -> list[Outline]:
    if session.outline is not None:
        return [session.outline] * len(items)
    chapters = session.condition.chapters or 2
    chat = forms.plan(session.condition, chapters)
    schema = manuscript.schema(chapters)
    asks = [Ask(item, item.seed, chat, PLAN * (chapters + 1), (), schema) for item in items]
    found = []
    for answer in writer.write(asks, session.run.check):
        outline = manuscript.read_outline(answer.text)
        if outline is None:
            raise GenerationError(
                "the model wrote no outline with chapters",
                hint="give one by --outline, or use another seed or model",
            )
        found.append(outline)
    return found


def _chapter(
    session: "Session", writer: Writer, books: Sequence[Book], number: int, emit: "Emit"
) -> None:
    heading = forms.words(session.language)["long"]["heading"]
    asks, tops = [], []
    for book in books:
        if book.chapters:  # as it stands, but for the empty line before the next heading
            book.chapters[-1] = _closed(book.chapters[-1])
        top = heading.format(number=number, title=book.outline.chapters[number - 1].title)
        tops.append(f"{top}\n\n")
        emit.text(tops[-1], book.item.index)
        tail = book.chapters[-1].rstrip()[-TAIL:] if book.chapters else ""
        chat = forms.chapter(session.condition, book.outline, number, [*book.summaries, tail])
        tell = teller(emit, book.item)
        asks.append(session.ask(book.item, seed(book.item, f"chapter {number}"), chat, tell))
    for book, top, answer in zip(books, tops, writer.write(asks, session.run.check), strict=True):
        end = "\n" * max(0, 2 - (len(answer.text) - len(answer.text.rstrip("\n"))))
        emit.text(end + manuscript.whole(number), book.item.index)
        book.chapters.append(top + answer.text + end)
        book.answers.append(answer)


def _summaries(session: "Session", writer: Writer, books: Sequence[Book], number: int) -> None:
    """Sum up a chapter of each book, unless nothing is left to be written."""
    open_ = [book for book in books if len(book.chapters) < len(book.outline.chapters)]
    asks = [
        Ask(
            book.item,
            seed(book.item, f"summary {number}"),
            forms.summary(session.condition, book.chapters[number - 1]),
            SUMMARY,
        )
        for book in open_
    ]
    answers = writer.write(asks, session.run.check) if asks else []
    for book, answer in zip(open_, answers, strict=True):
        book.summaries.append(f"{number}. {' '.join(answer.text.split())}")
