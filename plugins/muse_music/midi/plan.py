"""The plan of a piece: everything that is decided before a note is written."""

from dataclasses import dataclass

from muse_music.midi.moods import Mood
from muse_music.midi.style import Style
from muse_music.midi.tune.singing import Stanza
from muse_music.midi.tune.steps import Steps
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note, Section


@dataclass(frozen=True)
class Settings:
    """Everything that is decided before a note is written; `quarter` is microseconds.

    `form` is one of the style's. `only` says that nobody but `instruments` (and drums, where they are wanted) plays; `sections`
    and `chords` (of each bar, repeated) are there where somebody gave them; `taken` are programs
    for parts by name; `given` is a melody to be kept note for note, and `words` are to be sung;
    `steps` are how tunes move, if not as the tables that come with Muse have it.
    """

    style: Style
    meter: Meter
    key: Key
    quarter: int
    bars: int
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
