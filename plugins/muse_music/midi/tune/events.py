"""What a note is before it has a pitch: its place, its chord, and where it has to go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muse_music.midi.style import SCALES, Melody
from muse_music.midi.tune.melody import Event, Range
from muse_music.midi.tune.rhythm import Rhythm
from muse_music.theory.bars import Slot
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.timeline import Measure


@dataclass(frozen=True, slots=True)
class Sung:
    """A bar as it was sung: its rhythm, a pitch for each note, and over which chords."""

    rhythm: Rhythm
    line: tuple[int, ...]
    chords: tuple[str, ...]
    meter: Meter
    key: Key


@dataclass(frozen=True, slots=True)
class Where:
    """Where a bar of the tune stands: its chords, where the line moves, whether it rests there.

    `left` is how many bars follow it.
    """

    index: int
    measure: Measure
    slots: Sequence[Slot]
    span: Range
    rests: bool
    left: int

    @property
    def names(self) -> tuple[str, ...]:
        """The chords of the bar, as they are written."""
        return tuple(slot.chord.numeral for slot in self.slots)

    def slot(self, tick: int, length: int) -> Slot:
        """Return the chord of a note: one that is early, or between beats, has the one it holds."""
        meter = self.measure.meter
        tick = max(0, tick)
        at = self.measure.start + tick
        if not meter.strength(tick):
            at += length // 2
        return next((s for s in self.slots if s.start <= at < s.end), self.slots[-1])

    def strength(self, tick: int, length: int) -> int:
        """Return how strong a note is: one that holds an accent from before has its strength."""
        meter = self.measure.meter
        if tick <= 0:
            return 3
        strength = meter.strength(tick)
        if strength:
            return strength
        held = [b.strength for b in meter.beats if tick < b.start < tick + length]
        return min(2, max(held, default=0))


def events(
    where: Where, rhythm: Rhythm, echo: Sequence[int | None], pull: float, broken: bool
) -> list[Event]:
    """Return the notes of a bar; `broken` ones move in their chords."""
    key, span = where.measure.key, where.span
    found = []
    for i, (tick, length) in enumerate(rhythm.notes):
        chord = where.slot(tick, length).chord
        last = i == len(rhythm.notes) - 1
        goal: frozenset[int] = frozenset()
        if where.left == 0:
            goal = frozenset({key.pitch_class})
        elif where.rests and last:
            goal = _rest(chord, key, span)
        elif where.left == 1 and last:
            goal = _approach(chord, key, span)
        elif broken:
            goal = _usable(chord.tones, span)
        wanted = echo[i] if i < len(echo) else None
        at = max(0, where.measure.start + tick)
        strength = where.strength(tick, length)
        found.append(Event(at, length, chord, strength, goal, wanted, pull))
    return found


def _rest(chord: Chord, key: Key, span: Range) -> frozenset[int]:
    """Return where a phrase may rest: tones of its chord, if it can on 1, 2, 3 or 5."""
    tones = _usable(chord.tones[:3], span)
    restful = frozenset(key.scale[i] for i in (0, 1, 2, 4) if i < len(key.scale))
    return tones & restful or tones


def _approach(chord: Chord, key: Key, span: Range) -> frozenset[int]:
    """Return the chord's tones a step from the tonic, from where a tune comes home."""
    tonic = key.pitch_class
    return _usable((t for t in chord.tones if (t - tonic) % 12 in (1, 2, 10, 11)), span)


def _usable(tones: Iterable[int], span: Range) -> frozenset[int]:
    """Return the tones that the melody may use at all."""
    return frozenset(t for t in tones if t in span.scale or not span.strict)


def scale(melody: Melody, key: Key) -> frozenset[int]:
    """Return the pitch classes that a melody moves in; an uncommon mode overrules the style's."""
    if key.family != key.mode or not melody.scale:
        return key.tones
    steps = SCALES[melody.scale][key.minor]
    return frozenset((key.pitch_class + step) % 12 for step in steps)
