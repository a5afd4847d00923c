"""What a run tells while it works: Progress, Preview, Text, Draft, then an Artifact per item."""

from typing import TYPE_CHECKING, Union

from muse.compat import TypeAlias, dataclass

if TYPE_CHECKING:
    from muse.contract.artifact import Artifact


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the run is: `done` of `total` steps (0 <= done <= total), `note` says of what."""

    done: float
    total: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A look at an item that isn't finished: bytes of a media type; each one replaces the last.

    With `append` (contract 1.1) it continues the last instead: the sound or film so far is that
    preview and all that were appended to it, in their order, and none of them is left out.
    """

    media_type: str
    data: bytes
    item: int = 0
    append: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text that continues what was written of an item so far.

    If the run ends early, the pieces written so far are kept as the item's unfinished text.
    """

    piece: str
    item: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An item's text as it is to be kept if the run ends now: whole up to here.

    The host puts it on disk, under the name of the finished file with `.unfinished` in it, and
    removes it once that is there; `title` names it where the prompt doesn't. It may hold what the
    finished text doesn't, marks to go on from. Pieces of Text that come later continue it.
    """

    text: str
    item: int = 0
    title: str = ""


Event: TypeAlias = Union[Progress, Preview, Text, Draft, "Artifact"]
