"""What each staff holds: which notes, in which clef, and in how many voices."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mean

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note, Part, Song

FEET = frozenset({35, 36, 44})
"""Drums that are played with the feet: their stems point down."""
VOICES = 8
"""Voices of a staff at most, where every length is kept."""
_SIXTEENTH, _THIRD = TICKS // 4, TICKS // 3
_PLAIN, _TRIPLET = TICKS // 8, TICKS // 6  # lengths on these are meant as they are
_KEYS = frozenset({*range(0, 8), *range(16, 22), 46})


@dataclass
class Chord:
    """Notes that begin and end together (ticks from the song's start)."""

    start: int
    end: int
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Clef:
    """A clef as MusicXML writes it, and the octaves that it moves its notes."""

    sign: str
    line: int
    octave: int = 0


@dataclass
class Staff:
    """A staff of a part: its clef and its voices, each a list of chords in time."""

    clef: Clef
    voices: list[list[Chord]]


TREBLE, BASS, PERCUSSION = Clef("G", 2), Clef("F", 4), Clef("percussion", 2)
TAB = Clef("TAB", 5)


def staves(part: Part, song: Song) -> list[Staff]:
    """Return the staves of a part: two for keys that reach both sides of middle C, else one."""
    if part.program == DRUMS:
        return [_drums(part.notes, song)]
    exact = part.role in ("melody", "double")
    notes = [n for n in part.notes if n.length > 0 and n.start < song.length]
    alone = _alone(notes)
    broken = not exact and _broken(notes)
    notes = _kept(notes, song.length) if exact else _tidied(notes, song, broken=broken)
    pitches = [n.pitch for n in notes] or [60]
    most = VOICES if exact else 2
    wide = part.program in _KEYS and min(pitches) < 52 and max(pitches) > 64
    spread = min(pitches) < 48 and max(pitches) > 67
    if wide and (spread if broken else not (exact and alone)):
        hands = [n for n in notes if n.pitch >= 60], [n for n in notes if n.pitch < 60]
        return [Staff(c, _voices(h, most)) for c, h in zip((TREBLE, BASS), hands, strict=True)]
    return [Staff(_clef(part.program, pitches), _voices(notes, most))]


def _alone(notes: Sequence[Note]) -> bool:
    """Whether no two notes sound together."""
    found = sorted(notes, key=lambda n: n.start)
    return all(a.end <= b.start for a, b in pairwise(found))


def _broken(notes: Iterable[Note]) -> bool:
    """Whether a part plays its chords note by note."""
    counts = Counter(n.start for n in notes)
    return sum(count == 1 for count in counts.values()) > 0.75 * len(counts)


def _kept(notes: Iterable[Note], length: int) -> list[Note]:
    """Return notes as they are, none past the song's end."""
    return [n if n.end <= length else replace(n, length=length - n.start) for n in notes]


def _tidied(notes: Iterable[Note], song: Song, *, broken: bool) -> list[Note]:
    """Return notes with written lengths: how short they are struck is left to the player.

    A length that no plain value has ends on an eighth (a sixteenth, or a triplet's part, if it is
    as short), and where the next note begins if that is near; in broken chords always there. None
    is held over a bar line or into another chord for it.
    """
    found = sorted(notes, key=lambda n: n.start)
    starts = sorted({n.start for n in found})
    struck = frozenset(starts)
    edges = sorted({*(m.start for m in song.time.measures), *(c.start for c in song.chords)})
    edges.append(song.length)
    made = []
    for note in found:
        start, end = note.start, min(note.end, song.length)
        after = bisect_right(starts, start)
        following = starts[after] if after < len(starts) else song.length
        first = song.time.at(start).start
        if end not in struck and (end - first) % _PLAIN and (end - first) % _TRIPLET:
            grid = TICKS // 2 if note.length >= TICKS // 2 else _SIXTEENTH
            if (start - first) % _SIXTEENTH:  # within a triplet
                grid = _THIRD
            limit = edges[bisect_left(edges, end)]
            end = min(first - (first - end) // grid * grid, limit)
            if end < following < end + grid and following <= limit:
                end = following
        if broken:
            end = min(end, following)
        made.append(note if end == note.end else replace(note, length=end - start))
    return made


_HIGH = frozenset({22, 40, 56, 59, 104, 110, *range(64, 67), 68, 69, *range(71, 80)})
"""Programs whose players read the treble clef, however low they go: violin, trumpet, sax, flute."""


def _clef(program: int, pitches: Sequence[int]) -> Clef:
    middle = mean(pitches)
    if program in range(32, 40) or program == 43:
        return Clef("F", 4, -1) if middle < 48 else BASS
    if program in range(24, 32) and middle < 69:
        return Clef("G", 2, -1)
    if middle >= 86:
        return Clef("G", 2, 1)
    if program in _HIGH:
        return TREBLE if middle >= 57 else Clef("G", 2, -1)
    return TREBLE if middle >= 59 else BASS


def _voices(notes: Sequence[Note], most: int) -> list[list[Chord]]:
    """Return at most so many voices; a note that still sounds when all are taken is cut there."""
    chords: dict[tuple[int, int], Chord] = {}
    for note in sorted(notes, key=lambda n: (n.start, -n.pitch)):
        chord = chords.setdefault((note.start, note.end), Chord(note.start, note.end))
        if all(note.pitch != other.pitch for other in chord.notes):
            chord.notes.append(note)
    lines: list[list[Chord]] = [[] for _ in range(most)]
    for chord in sorted(chords.values(), key=lambda c: (c.start, -_top(c), -c.end)):
        free = next((line for line in lines if not line or line[-1].end <= chord.start), None)
        if free is not None:
            free.append(chord)
            continue
        at = [line[-1] for line in lines if line[-1].start == chord.start]
        if at:
            # One length too many at one time: it joins the chord that lasts nearest as long.
            near = min(at, key=lambda c: abs(c.end - chord.end))
            near.notes += [n for n in chord.notes if all(n.pitch != o.pitch for o in near.notes)]
            continue
        line = min(lines, key=lambda line: line[-1].end)
        line[-1].end = chord.start
        line.append(chord)
    return [line for line in lines if line] or [[]]


def _top(chord: Chord) -> int:
    return max(n.pitch for n in chord.notes)


def _drums(notes: Sequence[Note], song: Song) -> Staff:
    """Return a drum staff: hands and feet, strokes written to the next or the beat's end."""
    voices = []
    for feet in (False, True):
        struck: dict[int, list[Note]] = {}
        for note in notes:
            if (note.pitch in FEET) is feet and note.start < song.length:
                row = struck.setdefault(note.start, [])
                if all(n.pitch != note.pitch for n in row):
                    row.append(note)
        line: list[Chord] = []
        starts = sorted(struck)
        for start, after in zip(starts, [*starts[1:], song.length], strict=False):
            line.append(Chord(start, min(after, _beat_end(song, start)), struck[start]))
        if line:
            voices.append(line)
    return Staff(PERCUSSION, voices or [[]])


def _beat_end(song: Song, tick: int) -> int:
    """Return where the beat that a tick is in ends."""
    measure = song.time.at(tick)
    place = song.time.place(tick) % measure.meter.bar
    beat = next(b for b in reversed(measure.meter.beats) if b.start <= place)
    return min(measure.end, tick - place + beat.start + beat.length)
