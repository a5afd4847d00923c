"""A piece that was handed in: its time, its tune, its parts, and what is to be told of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_music.theory.notes import Note, Part
from muse_music.theory.timeline import Timed, Timeline

if TYPE_CHECKING:
    from muse_music.reading import Score


@dataclass(frozen=True)
class Piece(Timed):
    """A piece that was handed in for a task, from its first bar line or pickup.

    `tune` is its melody; `parts` are all who play, the tune's first; `told` are sentences for the
    report.
    """

    task: str
    score: "Score"
    time: Timeline
    tune: tuple[Note, ...]
    parts: tuple[Part, ...]
    told: tuple[str, ...] = ()
