"""Writing a chapter: without its title at the top, to its end, and again where nothing came."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from muse import Cancelled, GenerationError, Item

from .. import forms
from ..asks import Answer, Ask, Writer
from .joints import Joint, last_words
from .outlines import Outline
from .pages import Page
from .titles import Untitled

if TYPE_CHECKING:
    from ..session import Session

MORE = 3
"""How often a chapter that ended at max_tokens is gone on with."""

SEEN = 6000
"""Characters at the end of a chapter that the model sees when it goes on with it."""


@dataclass(slots=True)
class Wanted:
    """A chapter to be written: of which item, by which chat; `seed(step)` is that of a step of it.

    `tell` gets the pieces of its text, without titles. Afterwards `text` and `answer` are there,
    and `turns` says how often it was continued.
    """

    item: Item
    number: int
    outline: Outline
    chat: forms.Messages
    seed: Callable[[str], int]
    tell: Callable[[str], None]
    answers: list[Answer] = field(default_factory=list)
    turns: int = 0
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = Page(self.tell)

    @property
    def text(self) -> str:
        """The text of the chapter, as it was told."""
        return self.page.text

    @property
    def answer(self) -> Answer:
        """All answers as one."""
        counts = [answer.tokens for answer in self.answers]
        tokens = None if None in counts else sum(count or 0 for count in counts)
        thoughts = "\n\n".join(answer.thoughts for answer in self.answers if answer.thoughts)
        repeated = sum(answer.repeated for answer in self.answers)
        return Answer(self.text, tokens, self.answers[-1].cut, thoughts, repeated)

    @property
    def is_cut(self) -> bool:
        """Whether the last answer ended at max_tokens, and not because it went in circles."""
        return self.answers[-1].cut and not self.answers[-1].repeated


def write(session: "Session", writer: Writer, wanted: Sequence[Wanted]) -> None:
    """Write chapters, all of them through each step together."""
    _ask(session, writer, wanted, "")
    empty = [each for each in wanted if not each.text]
    _ask(session, writer, empty, " again")
    for each in empty:
        if not each.text:
            cut = each.answers[-1].cut
            raise GenerationError(
                f"the model wrote nothing for chapter {each.number}",
                hint="raise --max-tokens" if cut else "use another seed or model",
            )
    for turn in range(1, MORE + 1):
        left = [each for each in wanted if each.is_cut and each.turns == turn - 1]
        _go_on(session, writer, left, turn)


def _ask(session: "Session", writer: Writer, wanted: Sequence[Wanted], step: str) -> None:
    asks, heard = [], []
    for each in wanted:
        titles = [each.outline.title, each.outline.chapters[each.number - 1].title]
        heard.append(_Heard(each.page, partial(Untitled, titles, each.number)))
        asks.append(session.ask(each.item, each.seed(step), each.chat, heard[-1].add))
    for each, answer in zip(wanted, _written(session, writer, asks, heard), strict=True):
        each.answers.append(answer)


def _go_on(session: "Session", writer: Writer, wanted: Sequence[Wanted], turn: int) -> None:
    """Ask for the rest of chapters that were cut off."""
    words = forms.words(session.language)["long"]
    asks: list[Ask] = []
    heard: list[_Heard] = []
    for each in wanted:
        page = each.page
        begun = (page.text + page.gap)[-SEEN:]
        joint = partial(Joint, page.text, page.gap)
        page.gap = ""
        heard.append(_Heard(page, joint))
        chat = [*each.chat, {"role": "assistant", "content": begun}]
        if session.server is not None:  # a model that is here goes on in the midst of its answer
            more = words["go_on"].format(tail=last_words(page.text))
            chat.append({"role": "user", "content": more})
        seed = each.seed(f" more {turn}")
        asks.append(session.ask(each.item, seed, chat, heard[-1].add))
    before = [len(each.text) for each in wanted]
    answers = _written(session, writer, asks, heard)
    for each, length, answer in zip(wanted, before, answers, strict=True):
        each.answers.append(answer)
        if len(each.text) > length:  # else it has no more to say
            each.turns = turn


def _written(
    session: "Session", writer: Writer, asks: Sequence[Ask], heard: Sequence["_Heard"]
) -> list[Answer]:
    """Return the answers; what is held back of them is told, even where the model breaks off."""
    try:
        answers = writer.write(asks, session.run.check) if asks else []
    except BaseException:
        for each in heard:
            with suppress(Cancelled):  # it is told even so
                each.let_go()
        raise
    for each, answer in zip(heard, answers, strict=True):
        each.finish(answer.text)
    return answers


class _Heard:
    """Passes the pieces of an answer on to a page, their lines ended as Muse ends them.

    An answer may end shorter than it was told, where its model went in circles or thought aloud:
    then the page holds what it ended as.
    """

    def __init__(self, page: Page, kind: Callable[..., Untitled | Joint]) -> None:
        self._page, self._kind = page, kind
        self._before = (page.text, page.gap)
        self._told = ""
        self._part = kind(tell=page.put)

    def add(self, piece: str) -> None:
        """Take a piece."""
        self._told += piece
        self._part.add(piece.replace("\r", ""))

    def let_go(self) -> None:
        """Pass on what is held back."""
        self._part.finish()

    def finish(self, text: str) -> None:
        """Take the answer as it ended."""
        self.let_go()
        if text == self._told:
            return
        page, quiet = self._page, Page(lambda piece: None)
        quiet.text, quiet.gap = self._before
        part = self._kind(tell=quiet.put)
        part.add(text.replace("\r", ""))
        part.finish()
        page.text, page.gap = quiet.text, quiet.gap
