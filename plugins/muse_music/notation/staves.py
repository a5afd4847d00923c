"""What each staff holds: which notes, in which clef, and in how many voices."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from muse_music.notation.values import snapped
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, Note, Part

FEET = frozenset({35, 36, 44})
"""Drums that are played with the feet: their stems point down."""
_SIXTEENTH, _THIRD = TICKS // 4, TICKS // 3
_KEYS = frozenset({*range(0, 8), *range(16, 22), 46})


@dataclass
class Chord:
    """Notes that begin and end together (ticks from the song's start); no notes: a rest."""

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


def staves(part: Part, meter: Meter, length: int) -> list[Staff]:
    """Return the staves of a part: two for keys that reach both sides of middle C, else one."""
    if part.program == DRUMS:
        return [_drums(part.notes, meter, length)]
    sung = part.role in ("melody", "double")
    broken = not sung and _broken(part.notes)
    notes = _snapped(part.notes, length, exact=sung, broken=broken)
    pitches = [n.pitch for n in notes]
    wide = part.program in _KEYS and min(pitches) < 55 and max(pitches) > 64
    if wide and not broken and not sung:
        hands = [n for n in notes if n.pitch >= 60], [n for n in notes if n.pitch < 60]
        return [Staff(c, _voices(h)) for c, h in zip((TREBLE, BASS), hands, strict=True)]
    return [Staff(_clef(part.program, pitches), _voices(notes))]


def _broken(notes: Iterable[Note]) -> bool:
    """Whether a part plays its chords note by note."""
    counts = Counter(n.start for n in notes)
    return sum(count == 1 for count in counts.values()) > 0.75 * len(counts)


def _snapped(notes: Iterable[Note], length: int, *, exact: bool, broken: bool) -> list[Note]:
    """Return notes with written lengths: how short they are struck is left to the player.

    What accompanies ends on an eighth (a sixteenth, or a triplet's part, if it is as short), and
    where the next note begins if that is near; in broken chords always there. An `exact` line is
    written as it is.
    """
    found = sorted(notes, key=lambda n: n.start)
    starts = sorted({snapped(n.start) for n in found})
    made = []
    for note in found:
        start, end = snapped(note.start), snapped(note.end)
        if not exact:
            grid = TICKS // 2 if note.length >= TICKS // 2 else TICKS // 4
            if start % _SIXTEENTH:  # within a triplet
                grid = _THIRD
            end = -(-end // grid) * grid
            after = bisect_right(starts, start)
            following = starts[after] if after < len(starts) else length
            if broken:
                end = min(end, following)
            if end < following < end + grid:
                end = following
        end = min(length, max(end, start + _SIXTEENTH // 2))
        if start < end:
            made.append(Note(start, end - start, note.pitch, note.accent, note.lyric))
    return made


def _clef(program: int, pitches: Sequence[int]) -> Clef:
    middle = mean(pitches)
    if program in range(32, 40) or program == 43:
        return Clef("F", 4, -1) if middle < 48 else BASS
    if program in range(24, 32) and middle < 69:
        return Clef("G", 2, -1)
    if middle >= 86:
        return Clef("G", 2, 1)
    return TREBLE if middle >= 59 else BASS


def _voices(notes: Sequence[Note]) -> list[list[Chord]]:
    """Return at most two voices; a note that still sounds when both are taken is cut there."""
    chords: dict[tuple[int, int], Chord] = {}
    for note in sorted(notes, key=lambda n: (n.start, -n.pitch)):
        chord = chords.setdefault((note.start, note.end), Chord(note.start, note.end))
        if all(note.pitch != other.pitch for other in chord.notes):
            chord.notes.append(note)
    lines: list[list[Chord]] = [[], []]
    for chord in sorted(chords.values(), key=lambda c: (c.start, -_top(c), -c.end)):
        free = [line for line in lines if not line or line[-1].end <= chord.start]
        if free:
            free[0].append(chord)
            continue
        together = next((line[-1] for line in lines if line[-1].start == chord.start), None)
        if together is not None:
            # A third length at one time: it takes part in the chord that lasts nearest as long.
            at = [line[-1] for line in lines if line[-1].start == chord.start]
            near = min(at, key=lambda c: abs(c.end - chord.end))
            near.notes += [n for n in chord.notes if all(n.pitch != o.pitch for o in near.notes)]
            continue
        line = min(lines, key=lambda line: line[-1].end)
        line[-1].end = chord.start
        line.append(chord)
    return [line for line in lines if line] or [[]]


def _top(chord: Chord) -> int:
    return max(n.pitch for n in chord.notes)


def _drums(notes: Sequence[Note], meter: Meter, length: int) -> Staff:
    """Return a drum staff: hands and feet, strokes written to the next or the beat's end."""
    voices = []
    edges = [beat.start + beat.length for beat in meter.beats]
    for feet in (False, True):
        struck: dict[int, list[Note]] = {}
        for note in notes:
            start = snapped(note.start)
            if (note.pitch in FEET) is feet and start < length:
                row = struck.setdefault(start, [])
                if all(n.pitch != note.pitch for n in row):
                    row.append(note)
        line: list[Chord] = []
        starts = sorted(struck)
        for at, start in enumerate(starts):
            bar, place = divmod(start, meter.bar)
            edge = bar * meter.bar + next(e for e in edges if e > place)
            after = starts[at + 1] if at + 1 < len(starts) else edge
            line.append(Chord(start, min(edge, after), struck[start]))
        if line:
            voices.append(line)
    return Staff(PERCUSSION, voices or [[]])
