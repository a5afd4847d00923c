"""Players who don't repeat themselves: another pattern for a phrase's last bar, or for each."""

from collections.abc import Callable
from dataclasses import dataclass

from muse_music.theory.bars import Bar
from muse_music.theory.notes import Note


@dataclass(frozen=True)
class Turned:
    """A pattern, and another that turns the fourth bar of each phrase."""

    main: Callable[[Bar], list[Note]]
    other: Callable[[Bar], list[Note]]

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        return (self.other if bar.place % 4 == 3 else self.main)(bar)


@dataclass(frozen=True)
class Mixed:
    """Patterns of one kind, of which each bar takes one by chance."""

    patterns: tuple[Callable[[Bar], list[Note]], ...]

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        return bar.random.choice(self.patterns)(bar)
