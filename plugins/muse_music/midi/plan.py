"""The plan of a piece: everything that is decided before a note is written."""

from dataclasses import dataclass

from muse_music.midi.moods import Mood
from muse_music.midi.style import Style
from muse_music.midi.tune.singing import Stanza
from muse_music.midi.tune.steps import Steps
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import Note, Section
from muse_music.theory.timeline import Timed, Timeline

MOST_BARS = 2000
"""Bars of a piece at most."""


@dataclass(frozen=True)
class Settings(Timed):
    """Everything that is decided before a note is written.

    `time` has the bars with their meters and keys, and the tempos; meter and key are its first.
    `form` is one of the style's. `only` says that nobody but `instruments` (and drums, where they
    are wanted) plays; `sections` and `chords` (of each bar, repeated) are there where somebody gave
    them; `taken` are programs for parts by name; `given` is a melody to be kept note for note, and
    `words` are to be sung; `steps` are how tunes move, if not as the tables that come with Muse
    have it; `modulation` is by how many semitones the last chorus is moved, `ending` how the piece
    ends, and `free` whether its prelude, if it has one, is in free time; `seeds` are the numbers of
    parts that are drawn by another than the piece's; a `loop` has no ending, and runs into its
    start.
    """

    style: Style
    time: Timeline
    mood: Mood
    swing: float
    density: float
    instruments: tuple[int, ...]
    drums: bool | None = None
    only: bool = False
    form: str = "song"
    sections: tuple[Section, ...] = ()
    chords: tuple[tuple[Chord, ...], ...] = ()
    taken: tuple[tuple[str, int], ...] = ()
    given: tuple[Note, ...] = ()
    words: tuple[Stanza, ...] = ()
    steps: Steps | None = None
    modulation: int = 0
    ending: str = "plain"
    free: bool = False
    seeds: tuple[tuple[str, int], ...] = ()
    loop: bool = False
