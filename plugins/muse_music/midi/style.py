"""What a style is: data, and patterns for its parts. Each style is one small file in `styles`.

To add a style, write `styles/NAME.py` with a `STYLE = Style(...)`; its file name is what users ask
for. Nothing else has to be touched.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from muse_music.theory.notes import Note

if TYPE_CHECKING:
    from muse_music.theory.bars import Bar

Pattern = Callable[["Bar"], list[Note]]
Patterns = Sequence[Pattern]
Progressions = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Melody:
    """How a style's melody moves.

    `idiom` is one of `tune.rhythms`: its figures, and how they come back. `low` and `high` are
    MIDI pitches of the verse; `lift` semitones added in a chorus; `leap` scales how likely leaps
    are; `scale` names one of SCALES, or is empty for the key's own, and `strict` keeps every note
    in it.
    """

    idiom: str = "folk"
    low: int = 60
    high: int = 76
    lift: int = 4
    leap: float = 1.0
    scale: str = ""
    strict: bool = False


@dataclass(frozen=True)
class Touch:
    """How the one who plays the tune phrases it: the share (0 to 1) of fitting notes that get each.

    `staccato`, `tenuto`, `accent` (of notes before the beat) and `slur` (of steps) are for all;
    `grace`, `mordent` and `trill` for whoever can; `bend`, `slide`, `scoop`, `falloff` and
    `tremolo` for players whose instrument does it. `pedal` is for who plays chords on keys, and
    `fermata` stands on the last note.
    """

    staccato: float = 0.0
    tenuto: float = 0.0
    accent: float = 0.0
    slur: float = 0.0
    grace: float = 0.0
    mordent: float = 0.0
    trill: float = 0.0
    bend: float = 0.0
    slide: float = 0.0
    scoop: float = 0.0
    falloff: float = 0.0
    tremolo: float = 0.0
    pedal: bool = False
    fermata: bool = False


@dataclass(frozen=True)
class Role:
    """What one part plays: patterns for calm and for full sections, and the instruments for it.

    Each song takes some of the patterns, by chance, and each kind of section keeps its own.
    `low` and `high` bound the voicing (MIDI pitches). A part plays in sections whose energy is at
    least `enters`. `rootless` and `open_` are as in `harmony.voice`.
    """

    role: str
    calm: Patterns
    full: Patterns
    instruments: tuple[str, ...] = ()
    low: int = 50
    high: int = 68
    enters: float = 0.0
    rootless: bool = False
    open_: bool = False
    loud: float = 1.0
    pan: float = 0.0
    late: float = 0.0
    drums: bool = False
    place: int = 0
    """Which tone of the chord a single inner voice holds, from its top."""


@dataclass(frozen=True)
class Style:
    """A style of music.

    `tempo` is felt beats per minute from slow to fast; `meters` the usual ones, the first is the
    default; `modes` maps a mode to how often it is taken; `progressions` is mode -> kind of section
    -> progressions (bars divided by |), where "verse" stands in for kinds that aren't given, and
    `cadence` mode -> the last bars. `forms` and `bars` are its usual forms and lengths, `leads`
    how its bands lead into another section. `swing` is where the off-beat falls (% of its beat).
    """

    title: str
    words: tuple[str, ...]
    tempo: tuple[int, int]
    progressions: Progressions
    cadence: Mapping[str, Sequence[str]]
    roles: tuple[Role, ...]
    lead: tuple[str, ...]
    melody: Melody = Melody()
    meters: tuple[str, ...] = ("4/4",)
    only_meters: tuple[str, ...] = ()
    often: int = 1
    """From how many of `meters`, from the first, one is chosen where none is asked for."""
    modes: Mapping[str, float] = field(default_factory=lambda: {"major": 1.0})
    tonics: tuple[str, ...] = ("C", "D", "E", "F", "G", "A")
    forms: tuple[str, ...] = ("song",)
    bars: tuple[int, ...] = (32,)
    leads: tuple[str, ...] = ("fill", "fill", "fill", "run", "stop", "hits")
    swing: float = 50.0
    great_lead: tuple[str, ...] = ()
    """Who leads where the mood is great; `great_doubles` join, `great_roles` accompany."""
    great_doubles: tuple[str, ...] = ()
    great_roles: tuple[Role, ...] = ()
    near: tuple[str, ...] = ()
    """Words for styles that Muse hasn't, of which this one is the nearest; the report tells."""
    seconds: tuple[str, ...] = ()
    """Who may take the tune beside the lead, in their own way (heterophony)."""
    touch: Touch = Touch()
    ending: str = "plain"
    """How a piece ends: plain, with a ritardando, or with a fade."""
    room: str = "studio"
    """Where it is played: one of `sampler.rooms.ROOMS`."""
    sixteenths: bool = False
    """Whether swing moves sixteenths and not eighths."""
    gates: Mapping[str, tuple[float, float, str]] = field(default_factory=dict)
    """Measures of `benchmarks/music_quality` in which this style differs: lowest and highest mean,
    and why it is so."""


SCALES: dict[str, dict[bool, tuple[int, ...]]] = {
    "pentatonic": {True: (0, 3, 5, 7, 10), False: (0, 2, 4, 7, 9)},
    "blues": {True: (0, 3, 5, 6, 7, 10), False: (0, 2, 3, 4, 5, 7, 9, 10)},
}
"""Name -> whether the key is minor -> semitones above the tonic."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all styles: the files of the folder `styles`."""
    folder = Path(__file__).with_name("styles")
    return tuple(sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_")))


@cache
def load(name: str) -> Style:
    """Return a style by its name."""
    style = import_module(f"muse_music.midi.styles.{name}").STYLE
    assert isinstance(style, Style)
    return style
