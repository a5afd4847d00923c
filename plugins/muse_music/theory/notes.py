"""The song as data: parts and notes, the one source that everything written comes from."""

from dataclasses import dataclass, field

from muse_music.theory.harmony import Chord
from muse_music.theory.meter import TICKS
from muse_music.theory.timeline import Timed, Timeline

DRUMS = -1
"""The program of a part that plays the drum channel."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: start and length in ticks from the song's start, MIDI pitch, accent.

    `accent` is how strongly it is played before dynamics: 0 (barely) to 1 (hard), 0.5 plain.
    `lyric` is the syllable sung on it; one that the next syllable of its word follows ends in "-".
    `marks` say how it is played: articulations and ornaments, named as MusicXML's elements
    (staccato, tenuto, accent, strong-accent, fermata, trill-mark, mordent, inverted-mordent, turn,
    tremolo, arpeggiate, scoop, falloff), `slide` (it glides here from the note before), `bend` (it
    is bent up into) and `slur` (it is bound to the next note). `graces` are the pitches of short
    notes that lead into it.
    """

    start: int
    length: int
    pitch: int
    accent: float = 0.5
    lyric: str = ""
    marks: tuple[str, ...] = ()
    graces: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Where the note stops (ticks)."""
        return self.start + self.length


@dataclass
class Part:
    """One track: its name, General MIDI program (DRUMS for the drum channel), and notes.

    `loud` scales its velocities (1 is plain), `pan` is -1 (left) to 1 (right); a `late` part plays
    so many milliseconds behind the beat. `instrument` is who plays, where General MIDI has no name
    for it; `pedal` are stretches (ticks) in which the sustain pedal is down.
    """

    name: str
    role: str
    program: int
    notes: list[Note] = field(default_factory=list)
    loud: float = 1.0
    pan: float = 0.0
    late: float = 0.0
    instrument: str = ""
    pedal: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A dynamic from a tick on: pp p mp mf f ff, or crescendo or diminuendo up to `end` (ticks)."""

    start: int
    mark: str
    end: int = 0


@dataclass(frozen=True, slots=True)
class ChordSpan:
    """A stretch of one chord, in ticks from the song's start."""

    start: int
    end: int
    chord: Chord


@dataclass(frozen=True)
class Section:
    """A stretch of whole bars: `kind` (verse, chorus...), first bar (from 0), and energy 0..1."""

    kind: str
    label: str
    first: int
    bars: int
    energy: float


@dataclass
class Song(Timed):
    """A finished composition, quantised.

    `chords` are in time and fill the song; `swing` is where the off-beat falls (%), of pairs of
    notes of `swing_step` ticks each; `unsung` counts lines of words that found no place; `poet` is
    who wrote the words. A tune that was `handed_in` sounds note for note, so its ornaments are left
    to who reads the score; a song that `fades` dies away over its last bars. `room` is where it
    sounds. `words` are the lyrics as they were written, line by line.
    """

    title: str
    time: Timeline
    sections: list[Section]
    parts: list[Part]
    chords: list[ChordSpan] = field(default_factory=list)
    swing: float = 50.0
    swing_step: int = TICKS // 2
    unsung: int = 0
    composer: str = ""
    poet: str = ""
    dynamics: list[Dynamic] = field(default_factory=list)
    handed_in: bool = False
    fades: bool = False
    room: str = "studio"
    words: str = ""

    @property
    def length(self) -> int:
        """The song's length (ticks)."""
        return self.time.length


def within(pitch: int, low: int, high: int) -> int:
    """Return a pitch moved by octaves until it is in a range; above it if no octave is."""
    while pitch < low:
        pitch += 12
    while pitch > high and pitch - 12 >= low:
        pitch -= 12
    return pitch
