"""Writing a chapter: without its title at the top, to its end, and again where nothing came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muse import GenerationError, Item

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
        return Answer(self.text, tokens, self.answers[-1].cut)


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
        left = [each for each in wanted if each.answers[-1].cut and each.turns == turn - 1]
        _go_on(session, writer, left, turn)


def _ask(session: "Session", writer: Writer, wanted: Sequence[Wanted], step: str) -> None:
    asks, tops = [], []
    for each in wanted:
        titles = [each.outline.title, each.outline.chapters[each.number - 1].title]
        top = Untitled(titles, each.number, each.page.put)
        tops.append(top)
        asks.append(session.ask(each.item, each.seed(step), each.chat, _plain(top.add)))
    answers = writer.write(asks, session.run.check) if asks else []
    for each, top, answer in zip(wanted, tops, answers, strict=True):
        top.finish()
        each.answers.append(answer)


def _go_on(session: "Session", writer: Writer, wanted: Sequence[Wanted], turn: int) -> None:
    """Ask for the rest of chapters that were cut off."""
    words = forms.words(session.language)["long"]
    asks: list[Ask] = []
    joints: list[Joint] = []
    for each in wanted:
        page = each.page
        joint = Joint(page.text, page.gap, page.put)
        page.gap = ""
        joints.append(joint)
        more = words["go_on"].format(tail=last_words(page.text))
        chat = [
            *each.chat,
            {"role": "assistant", "content": page.text[-SEEN:]},
            {"role": "user", "content": more},
        ]
        seed = each.seed(f" more {turn}")
        asks.append(session.ask(each.item, seed, chat, _plain(joint.add)))
    before = [len(each.text) for each in wanted]
    answers = writer.write(asks, session.run.check) if asks else []
    for each, joint, length, answer in zip(wanted, joints, before, answers, strict=True):
        joint.finish()
        each.answers.append(answer)
        if len(each.text) > length:  # else it has no more to say
            each.turns = turn


def _plain(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return what takes the pieces of an answer, its lines ended as Muse ends them."""
    return lambda piece: tell(piece.replace("\r", ""))
