"""A piece as it was read: parts, meters, keys and tempos in the composer's ticks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mean, median

from muse_music.theory import keys
from muse_music.theory import meter as meters
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, ChordSpan, Note
from muse_music.theory.sounded import Sounded, estimate

_LEADS = ("melody", "vocal", "voice", "lead", "soprano", "sopran", "tune", "旋律", "主旋律")


@dataclass
class ScorePart:
    """One part: its name, General MIDI program (DRUMS for drums), and notes in time."""

    name: str
    program: int
    notes: list[Note] = field(default_factory=list)


@dataclass
class Score:
    """A piece that was read. Times are in ticks, TICKS to the quarter, from its first sound.

    `meters`, `keys` and `tempos` (microseconds per quarter) are (tick, value) where the piece tells
    them; `pickup` is the length of an incomplete first bar (ticks).
    """

    title: str = ""
    parts: list[ScorePart] = field(default_factory=list)
    meters: list[tuple[int, Meter]] = field(default_factory=list)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    chords: list[ChordSpan] = field(default_factory=list)
    pickup: int = 0

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

    def quantised(self) -> "Score":
        """Return the piece on the grid of sixteenths or triplets, as it would be written.

        Swing is written straight.
        """
        swing = _swing([n.start for p in self.parts if p.program != DRUMS for n in p.notes])
        return replace(
            self,
            parts=[
                ScorePart(p.name, p.program, _snapped(p.notes, swing, p.program == DRUMS))
                for p in self.parts
            ],
        )


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


def _swing(starts: Sequence[int]) -> float:
    """Return where the off-beat falls, as a share of its quarter: 0.5 where it is straight."""
    off = [s % TICKS / TICKS for s in starts if 0.38 < s % TICKS / TICKS < 0.8]
    early = sum(0.2 < s % TICKS / TICKS <= 0.38 for s in starts)
    if len(off) < 8 or early > 0.15 * len(off):
        return 0.5
    middle = median(off)
    near = sum(abs(x - middle) < 0.05 for x in off)
    return middle if 0.55 < middle < 0.72 and near > 0.7 * len(off) else 0.5


def _snapped(notes: Sequence[Note], swing: float, drums: bool) -> list[Note]:
    straight = [(_straight(n.start, swing), _straight(n.end, swing), n) for n in notes]
    thirds = _ternary([start for start, _, _ in straight])
    made: dict[tuple[int, int], Note] = {}
    for start, end, note in straight:
        grid = TICKS // 3 if int(start / TICKS + 0.02) in thirds else TICKS // 4
        begin = round(start / grid) * grid
        # The end is where a player lets go, a little early: half a grid step more is meant.
        stop = max(begin + grid // 2, round((end + grid * 0.2) / grid) * grid)
        at = (begin, note.pitch)
        if at not in made or made[at].end < stop:
            made[at] = replace(note, start=begin, length=stop - begin)
    return _closed(sorted(made.values(), key=lambda n: (n.start, n.pitch)), drums)


def _closed(notes: list[Note], drums: bool) -> list[Note]:
    """Return notes whose small gaps to the next onset are closed: breath, and not rests."""
    if drums:
        return notes
    starts = sorted({n.start for n in notes})
    after = dict(pairwise(starts))
    return [
        replace(n, length=after[n.start] - n.start)
        if n.start in after and 0 < after[n.start] - n.end <= TICKS // 8
        else n
        for n in notes
    ]


def _straight(tick: float, swing: float) -> float:
    if swing == 0.5:
        return tick
    whole, part = divmod(tick, TICKS)
    middle = TICKS * swing
    if part <= middle:
        return whole * TICKS + part * (TICKS / 2) / middle
    return whole * TICKS + TICKS / 2 + (part - middle) * (TICKS / 2) / (TICKS - middle)


def _ternary(starts: Sequence[float]) -> frozenset[int]:
    """Return the quarters whose onsets lie nearer to thirds than to sixteenths."""
    plain: Counter[int] = Counter()
    third: Counter[int] = Counter()
    for start in starts:
        quarter = int(start / TICKS + 0.02)
        place = start - quarter * TICKS
        plain[quarter] += round(abs(place - round(place / (TICKS / 4)) * TICKS / 4))
        third[quarter] += round(abs(place - round(place / (TICKS / 3)) * TICKS / 3))
    return frozenset(q for q in plain if third[q] + TICKS // 24 < plain[q])
