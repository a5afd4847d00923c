"""Players who don't repeat themselves: one of several patterns for every bar."""

from collections.abc import Callable
from dataclasses import dataclass

from muse_music.theory.bars import Bar
from muse_music.theory.notes import Note


@dataclass(frozen=True)
class Mixed:
    """Patterns of one kind, of which each bar takes one by chance."""

    patterns: tuple[Callable[[Bar], list[Note]], ...]

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        return bar.random.choice(self.patterns)(bar)
