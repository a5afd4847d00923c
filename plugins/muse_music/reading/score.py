"""A piece as it was read: parts, meters, keys and tempos in the composer's ticks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import mean

from muse_music.theory import keys
from muse_music.theory import meter as meters
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, ChordSpan, Dynamic, Note
from muse_music.theory.sounded import Sounded, estimate
from muse_music.theory.timeline import Measure

_LEADS = ("melody", "vocal", "voice", "lead", "soprano", "sopran", "tune", "旋律", "主旋律")


@dataclass
class ScorePart:
    """One part: its name, General MIDI program (DRUMS for drums), and notes in time.

    `pedal` are stretches (ticks) in which the sustain pedal is down; `instrument` is who plays,
    where General MIDI has no name for it.
    """

    name: str
    program: int
    notes: list[Note] = field(default_factory=list)
    instrument: str = ""
    pedal: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Score:
    """A piece that was read. Times are in ticks, TICKS to the quarter, from its first sound.

    `meters`, `keys` and `tempos` (microseconds per quarter) are (tick, value) where the piece tells
    them; `pickup` is the length of an incomplete first bar (ticks). `measures` are its bars as they
    are played, where the file has bar lines. An `exact` piece is written note for note; another was
    played, to `grain` ticks; `grid.quantised` finds what would be written. `markers` are names of
    places. `swing` is where off-beats fell (% of a pair of notes of so many ticks) before they were
    written straight. `notes` are sentences for a report: what of the file isn't kept as it is.
    """

    title: str = ""
    parts: list[ScorePart] = field(default_factory=list)
    meters: list[tuple[int, Meter]] = field(default_factory=list)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    chords: list[ChordSpan] = field(default_factory=list)
    pickup: int = 0
    measures: list[Measure] = field(default_factory=list)
    dynamics: list[Dynamic] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    composer: str = ""
    poet: str = ""
    exact: bool = False
    grain: int = 1
    swing: tuple[float, int] = (50.0, TICKS // 2)
    notes: list[str] = field(default_factory=list)

    @property
    def meter(self) -> Meter:
        """The first meter; 4/4 where none is told."""
        return self.meters[0][1] if self.meters else meters.parse("4/4")

    @property
    def key(self) -> Key:
        """The key that is told first, else the one that its notes suggest."""
        if self.keys:
            return self.keys[0][1]
        sounded = [
            Sounded(n.start, n.end, n.pitch, 0, 0)
            for part in self.parts
            if part.program != DRUMS
            for n in part.notes
        ]
        key = keys.parse(estimate(sounded) or "C major")
        assert isinstance(key, Key)
        return key

    @property
    def length(self) -> int:
        """Where the last note ends (ticks)."""
        return max((n.end for part in self.parts for n in part.notes), default=0)

    def melody(self) -> list[Note]:
        """Return the tune, one note at a time: the part that is named so, or sounds most like one.

        A part that plays several notes at once gives its highest ones.
        """
        pitched = [p for p in self.parts if p.program != DRUMS and p.notes]
        if not pitched:
            return []
        scores = [_tunefulness(part) + 1.5 * (place == 0) for place, part in enumerate(pitched)]
        return _skyline(pitched[scores.index(max(scores))].notes)


def _tunefulness(part: ScorePart) -> float:
    """Return how much a part looks like the tune: by name and words, single notes, height."""
    name = part.name.lower()
    starts = len({n.start for n in part.notes})
    single = starts / len(part.notes)
    busy = min(1.0, starts / 30)
    called = name.startswith(_LEADS)
    sung = sum(bool(n.lyric) for n in part.notes) > 0.3 * len(part.notes)
    height = mean(n.pitch for n in part.notes) / 12
    return 4.0 * called + 4.0 * sung + 3.0 * single * busy + height


def _skyline(notes: Sequence[Note]) -> list[Note]:
    """Return the highest note at each time, cut where the next one begins."""
    highest: dict[int, Note] = {}
    for note in notes:
        if note.start not in highest or note.pitch > highest[note.start].pitch:
            highest[note.start] = note
    line: list[Note] = []
    for note in (highest[start] for start in sorted(highest)):
        # A low note under one that still sounds accompanies it.
        if line and line[-1].end > note.start + TICKS // 8 and note.pitch < line[-1].pitch - 4:
            continue
        if line and line[-1].end > note.start:
            line[-1] = replace(line[-1], length=note.start - line[-1].start)
        line.append(note)
    return line
