"""Doing a task: what is asked of the model, and what comes of its answers."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from muse import Artifact, Item

from .. import passages
from ..asks import Answer, Ask, Writer
from ..flow import words
from . import chats, cleaning, joining, lists
from .held import HEAD, Held
from .room import OVERHEAD, answers, context_of

if TYPE_CHECKING:
    from muse import Emit

    from ..session import Session

PIECE = 3_000
"""The most tokens of a passage that is worked on at once: of more, models leave things out."""

STOPS = ("</text>", "\n<text>")
"""Marks of the passage, with which a weak model goes on; servers take four stops at most."""

DONE = 400
"""Characters of the piece before that are shown with the next one."""

IN_PIECES = ("rewrite", "expand", "shorten", "translate", "summarise")
"""Tasks in which nothing of a long passage may be left out."""


def write(
    session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit"
) -> list[Artifact]:
    """Return what a task makes for each item."""
    work = _Work(session, writer, items, emit)
    task = session.condition.task
    if task == "infill":
        return work.gap()
    if task == "continue":
        return work.on()
    if task in IN_PIECES:
        return work.pieces()
    return work.once()


class _Work:
    def __init__(
        self, session: "Session", writer: Writer, items: Sequence[Item], emit: "Emit"
    ) -> None:
        self.session, self.condition, self.run = session, session.condition, session.run
        self.writer, self.items, self.emit = writer, items, emit
        self.answers, self.context = answers(writer), context_of(writer)

    # -- the tasks

    def once(self) -> list[Artifact]:
        """Answer about the whole passage, or without one: critique, titles, loglines, a sheet."""
        whole, task = self._text(), self.condition.task
        limit = self._limit(whole)
        part = passages.start_of(whole, self._room(limit))
        self._cut(part, "end")
        chat = (
            chats.of_passage(self.condition, part.text)
            if whole
            else chats.of_nothing(self.condition)
        )
        told = task == "critique"  # a list and a sheet are written anew when they are complete
        answers = self._ask([chat] * len(self.items), limit, cleaning.lead if told else None)
        return [
            self.session.artifact(item, self._whole(answer.text), [answer])
            for item, answer in zip(self.items, answers, strict=True)
        ]

    def _whole(self, answer: str) -> str:
        if self.condition.task in chats.EACH:
            found = cleaning.listed(answer, self.condition.alternatives)
            if 0 < len(found) < self.condition.alternatives:
                self.run.report.note(
                    f"The model gave {len(found)} of {self.condition.alternatives}"
                    f" {self.condition.task}."
                )
            return "".join(f"- {line}\n" for line in found)
        text = cleaning.cleaned(answer)
        if self.condition.task != "character":
            return f"{text}\n" if text else ""
        return lists.sheet(text) if text else ""

    def on(self) -> list[Artifact]:
        """Continue the passage at its end."""
        whole = self._text()
        limit = self._limit(whole)
        part = passages.end_of(whole, self._room(limit))
        self._cut(part, "beginning")

        def join(answer: str) -> str:
            if not self.answers:  # it goes on with the text itself, letter by letter
                return answer
            return joining.after(whole, cleaning.lead(answer, whole[-400:]))

        self._start(whole)
        chat = chats.of_passage(self.condition, part.text)
        size = HEAD + len(joining.last_words(whole))
        answers = self._ask([chat] * len(self.items), limit, join, size, plain=part.text)
        return [
            self._added(item, whole, join(self._tidy(answer.text, whole)), "", answer)
            for item, answer in zip(self.items, answers, strict=True)
        ]

    def gap(self) -> list[Artifact]:
        """Write what stands between two pieces."""
        given = self.condition
        assert given.before is not None and given.after is not None
        before = passages.text_of(given.before, "before")
        after = passages.text_of(given.after, "after")
        limit = self._limit("")
        room = self._room(limit)
        first, second = passages.end_of(before, room // 2), passages.start_of(after, room // 2)
        self._cut(first, "beginning of what stands before")
        self._cut(second, "end of what stands after")

        def join(answer: str) -> str:
            return joining.after(before, cleaning.lead(answer, before[-400:]))

        self._start(before)
        chat = chats.of_gap(given, first.text, second.text)
        size = HEAD + len(joining.last_words(before))
        answers = self._ask([chat] * len(self.items), limit, join, size)
        made = []
        for item, answer in zip(self.items, answers, strict=True):
            middle = joining.before(after, join(self._tidy(answer.text, before)))
            made.append(self._added(item, before, middle, after, answer))
        return made

    def pieces(self) -> list[Artifact]:
        """Rewrite, expand, shorten or translate a passage piece by piece; or sum it up."""
        whole, task = self._text(), self.condition.task
        room = max(200, min(PIECE, round((self.context - OVERHEAD) / (1 + self._grows()))))
        parts = list(passages.pieces(whole, room))
        if len(parts) > 1:
            self.run.report.note(
                f"The text is long: the model got it in {len(parts)} pieces, one after the other."
            )
        if task == "summarise":
            return self._summed(parts)
        texts, answers = [""] * len(self.items), [list[Answer]() for _ in self.items]
        for number, part in enumerate(parts):
            self.run.check()
            done = [text.rstrip()[-DONE:] for text in texts]
            asked = [chats.of_passage(self.condition, part.strip(), each) for each in done]
            came = self._ask(asked, self._limit(part), self._leading(part), step=number)
            for at, answer in enumerate(came):
                text = cleaning.cleaned(answer.text, part, again=task == "expand")
                if not text and len(parts) > 1:
                    text = self._left(part, self.items[at], number)
                texts[at] += text + (
                    passages.space_behind(part) if number + 1 < len(parts) else "\n"
                )
                answers[at].append(answer)
            if number + 1 < len(parts):
                for item in self.items:
                    self.emit.text(passages.space_behind(part), item.index)
            self.emit.progress(number + 1, len(parts), "pieces")
        return [
            self._changed(*each, whole) for each in zip(self.items, texts, answers, strict=True)
        ]

    def _summed(self, parts: list[str]) -> list[Artifact]:
        answers = [list[Answer]() for _ in self.items]
        step = 0
        while len(parts) > 1:
            gists = []
            for part in parts:
                self.run.check()
                step += 1
                chat = chats.of_part(self.condition, part.strip())
                (came,) = self._ask([chat], self._limit(part), None, step=step, items=1)
                gists.append(cleaning.cleaned(came.text, part))
                self.emit.progress(len(gists), len(parts), "parts")
            summaries = "\n\n".join(gists)
            room = self._room(self._limit(summaries))
            again = list(passages.pieces(summaries, room))
            parts = again if len(again) < len(parts) else [passages.start_of(summaries, room).text]
        chat = (chats.of_summaries if step else chats.of_passage)(self.condition, parts[0].strip())
        for at, answer in enumerate(
            self._ask([chat] * len(self.items), self._limit(parts[0]), cleaning.lead)
        ):
            answers[at].append(answer)
        return [
            self.session.artifact(item, _ended(cleaning.cleaned(came[-1].text, parts[0])), came)
            for item, came in zip(self.items, answers, strict=True)
        ]

    # -- parts of them

    def _text(self) -> str:
        file = self.condition.text
        return passages.text_of(file, "text") if file else ""

    def _grows(self) -> float:
        return chats.GROWS.get(self.condition.task, 0.5)

    def _limit(self, passage: str) -> int:
        return min(chats.limit(self.condition, passage), max(64, self.context // 2))

    def _room(self, limit: int) -> int:
        """Return the tokens that are left for a passage."""
        told = chats.of_nothing(self.condition) if self.condition.task != "infill" else []
        own = sum(passages.tokens(message["content"]) for message in told) or OVERHEAD
        return max(100, self.context - limit - own - 100)

    def _cut(self, part: passages.Part, end: str) -> None:
        if part.left_out:
            self.run.report.note(
                f"The text is longer than the model can hold ({self.context:,} tokens): it didn't"
                f" get the {end}, {part.left_out:,} characters."
            )

    def _start(self, text: str) -> None:
        for item in self.items:
            self.emit.text(text, item.index)

    def _leading(self, original: str) -> Callable[[str], str]:
        return lambda head: cleaning.lead(head, original).lstrip()

    def _tidy(self, answer: str, original: str) -> str:
        """Return an answer without fences and farewells; its first space stays."""
        if not self.answers:
            return answer
        space = answer[: len(answer) - len(answer.lstrip())]
        text = cleaning.cleaned(answer, original, again=True)
        return space + text if answer.lstrip()[:1] == text[:1] else text

    def _ask(
        self,
        asked: Sequence[list[dict[str, str]]],
        limit: int,
        clean: Callable[[str], str] | None,
        size: int = HEAD,
        *,
        step: int = 0,
        items: int | None = None,
        plain: str = "",
    ) -> list[Answer]:
        """Ask for each item; `clean` cleans what is told first, None tells nothing."""
        asks, held = [], []
        for item, chat in zip(self.items[:items], asked, strict=True):
            self.session.told(chat)

            def tell(piece: str, index: int = item.index) -> None:
                self.emit.text(piece, index)

            own = Held(tell, clean, size) if clean else None
            held.append(own)
            seed = _seed(item, step)
            own_stops = tuple(self.condition.stop)
            stop = own_stops if len(own_stops) > 2 else (*own_stops, *STOPS)
            to = own or (lambda piece: None)
            thinking = self.session.thinking
            asks.append(Ask(item, seed, chat, limit, stop, None, to, plain, thinking))
        try:
            return self.writer.write(asks, self.run.check)
        finally:
            for each in held:
                if each:
                    each.flush()

    def _added(self, item: Item, before: str, middle: str, after: str, answer: Answer) -> Artifact:
        """Return a text with what was added to it."""
        if not middle.strip():
            return self.session.artifact(item, "", [answer])
        artifact = self.session.artifact(item, before + middle + after, [answer])
        artifact.measured = {**artifact.measured, "added": words(middle)}
        return artifact

    def _left(self, part: str, item: Item, number: int) -> str:
        """Leave a piece as it is for which nothing came, so that none is missing."""
        self.run.report.note(f"The model wrote nothing for piece {number + 1}: it is as it was.")
        self.emit.text(part.strip(), item.index)
        return part.strip()

    def _changed(self, item: Item, text: str, answers: list[Answer], whole: str) -> Artifact:
        if "".join(text.split()) == "".join(whole.split()):
            self.run.report.note("The model gave the text back as it was.")
        return self.session.artifact(item, text, answers)


def _seed(item: Item, step: int) -> int:
    """Return the seed of a step of an item; the first is the item's own."""
    if not step:
        return item.seed
    digest = hashlib.sha256(f"{item.seed} piece {step}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def _ended(text: str) -> str:
    return f"{text}\n" if text else ""
