"""What a session asks of a model, wherever that is, and what it gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from muse import Item

from .forms import Messages

if TYPE_CHECKING:
    from muse import Emit


THINKING = 8192
"""Tokens that a model may think beside those of its text."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One text to write: for which item, with which seed (0 .. 2**32 - 1), from which chat.

    `tell` gets the pieces as they come; `schema` is a JSON schema that the answer keeps to.
    `thinking` tokens are added to `max_tokens` for a model that thinks before it writes.
    `plain` is what a model without a chat template is given instead, such as a text to continue.
    """

    item: Item
    seed: int
    chat: Messages
    max_tokens: int
    stop: Sequence[str] = ()
    schema: Any = None
    tell: Callable[[str], None] = lambda piece: None
    plain: str = ""
    thinking: int = THINKING


@dataclass(frozen=True, slots=True)
class Answer:
    """A text, its tokens (None where a server doesn't tell), and if it ended at max_tokens.

    `thoughts` are what the model thought before it wrote; `repeated` counts the words that were
    left out because the model only repeated itself.
    """

    text: str
    tokens: int | None
    cut: bool
    thoughts: str = ""
    repeated: int = 0


class Writer(Protocol):
    """A model that answers."""

    def write(self, asks: Sequence[Ask], check: Callable[[], None]) -> list[Answer]:
        """Return an answer to each ask, in their order; `check` raises to end the work."""
        ...


def teller(emit: "Emit", item: Item) -> Callable[[str], None]:
    """Return what tells the pieces of an item's text as they come."""
    return lambda piece: emit.text(piece, item.index)
