"""The tune: phrases of four bars made of two-bar clauses that repeat, vary and come to rest."""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from muse_music.midi.style import SCALES, Melody
from muse_music.midi.tune import rhythm
from muse_music.midi.tune.melody import Event, Range, pitches
from muse_music.midi.tune.ornaments import anticipated, picked_up
from muse_music.midi.tune.rhythm import Rhythm
from muse_music.midi.tune.steps import Steps
from muse_music.theory.bars import Slot
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note, Section

# Kinds of section that sing the same tune.
_FAMILIES = {
    "answer": "theme",
    "return": "theme",
    "outro": "verse",
    "head": "theme",
    "tag": "blues",
}
_SILENT = ("intro", "break")
# Where the clauses of a section lie, in semitones from its middle: over eight bars a tune climbs
# to a peak in its third clause or before, and comes down to its end.
_SHAPES = (
    (-1.0, 1.5, 2.5, -2.0),
    (0.0, 2.5, 0.5, -2.5),
    (1.5, -1.5, 3.0, -1.5),
    (2.0, 0.0, 1.0, -2.5),
)


@dataclass(frozen=True, slots=True)
class _Sung:
    """A bar as it was sung: its rhythm, pitches and chords."""

    rhythm: Rhythm
    line: tuple[int, ...]
    chords: tuple[str, ...]


class Tune:
    """Writes the melody of one song."""

    def __init__(
        self,
        melody: Melody,
        meter: Meter,
        key: Key,
        slots: Sequence[Sequence[Slot]],
        chance: random.Random,
        density: float,
        steps: Steps,
    ) -> None:
        self.steps = steps
        self.meter, self.key = meter, key
        self.melody = replace(melody, strict=True) if key.gapped else melody
        self.slots, self.chance, self.density = slots, chance, density
        self.scale = _scale(melody.scale, key)
        # Blue notes are in none of the tunes that were learnt from.
        blue = not self.scale <= frozenset(key.scale)
        self.ear = None if blue else steps.ear(meter, key.pitch_class, key.minor)
        self.songs: dict[str, list[_Sung]] = {}
        self.shapes: dict[str, Sequence[float]] = {}
        self.shape: Sequence[float] = _SHAPES[0]
        self.last: int | None = None
        self.tick: Callable[[], None] = lambda: None

    def write(self, sections: Sequence[Section]) -> list[Note]:
        """Return the melody of all sections; it ends on the tonic in the last bar."""
        bars: dict[int, _Sung] = {}
        for section in sections:
            if section.kind in _SILENT and section is not sections[-1]:
                continue
            self._section(section, bars)
        notes = []
        for index, bar in sorted(bars.items()):
            for (start, length), pitch in zip(bar.rhythm, bar.line, strict=True):
                strength = self.meter.strength(start)
                # A phrase of four bars swells to its middle.
                swell = math.sin(math.pi * (index % 4 + start / self.meter.bar) / 4)
                accent = 0.57 + 0.05 * strength + 0.06 * swell + self.chance.uniform(-0.03, 0.03)
                notes.append(Note(index * self.meter.bar + start, length, pitch, accent))
        led = picked_up(notes, self.slots, self.meter, self.melody, self.scale, self.chance)
        return anticipated(led, self.slots, self.meter, self.melody, self.chance)

    def _section(self, section: Section, bars: dict[int, _Sung]) -> None:
        family = _FAMILIES.get(section.kind, section.kind)
        if section.kind == "outro" and family not in self.songs and self.songs:
            family = next(reversed(self.songs))
        known = self.songs.get(family, [])
        sung: list[_Sung] = []
        self.shape = self.shapes.setdefault(family, self.chance.choice(_SHAPES))
        motifs = self._motifs(section)
        if self.ear:
            self.ear.heard.origin = section.first * self.meter.bar
        for place in range(0, section.bars, 2):
            self.tick()
            count = min(2, section.bars - place)
            models = self._models(section, place, count, sung, known, motifs)
            sung += self._clause(section, place, models, bool(known), len(sung) >= 4)
        self.songs.setdefault(family, sung)
        for i, bar in enumerate(sung):
            bars[section.first + i] = bar

    def _motifs(self, section: Section) -> tuple[Rhythm, Rhythm]:
        """Return the two rhythms that a section's phrases are made of."""
        density = self._density(section)
        free = self.melody.anticipate > 0
        first = rhythm.bar_rhythm(self.meter, density, self.chance, syncopated=free)
        second = first
        for _ in range(4):
            second = rhythm.bar_rhythm(self.meter, density * 0.9, self.chance, syncopated=free)
            if second != first:
                break
        return first, second

    def _density(self, section: Section) -> float:
        return self.melody.density * self.density * (0.82 + 0.36 * section.energy)

    def _models(
        self,
        section: Section,
        place: int,
        count: int,
        sung: Sequence[_Sung],
        known: Sequence[_Sung],
        motifs: tuple[Rhythm, Rhythm],
    ) -> list[_Sung]:
        """Return what each bar of a clause follows: a rhythm, and pitches where it was heard."""
        models = []
        for i in range(place, place + count):
            last = section.first + i == len(self.slots) - 1
            ends = self._rests(section, i)
            if last:
                models.append(_Sung(((0, self.meter.bar),), (), ()))
            elif i < len(known):
                models.append(known[i])
            elif ends:
                long = i % 8 == 7 or i == section.bars - 1
                made = rhythm.ending(self.meter, self._density(section), self.chance, long=long)
                models.append(_Sung(made, (), ()))
            elif i >= 4 and i % 4 < 2:
                models.append(sung[i - 4])
            elif i % 4 == 2 and self.chance.random() < 0.3:
                # Now and then a phrase breaks into a third rhythm before it closes.
                models.append(_Sung(self._motifs(section)[0], (), ()))
            elif i % 4 == 2 and len(sung) > i - 2:
                models.append(sung[i - 2])
            else:
                models.append(_Sung(motifs[i % 2], (), ()))
        return models

    def _clause(
        self, section: Section, place: int, models: list[_Sung], again: bool, later: bool
    ) -> list[_Sung]:
        """Return the bars of a clause: repeated where the harmony lets it, else drawn anew."""
        first = section.first + place
        names = [tuple(s.chord.numeral for s in self.slots[first + i]) for i in range(len(models))]
        same = all(m.line and m.chords == n for m, n in zip(models, names, strict=True))
        returns = again or (later and place % 4 == 0)
        first_line = models[0].line
        near = self.last is None or not first_line or abs(first_line[0] - self.last) <= 12
        if same and returns and near and self.chance.random() < 0.6 * self.melody.repeat:
            self.last = models[-1].line[-1]
            self._follow(first, models, self._range(section, place).middle)
            return models
        events = [e for i, m in enumerate(models) for e in self._events(section, place + i, m)]
        beat = self.meter.beats[0].length
        span = self._range(section, place)
        line = pitches(events, span, self.last, self.chance, beat, self.ear)
        self.last = line[-1]
        made = []
        for model, name in zip(models, names, strict=True):
            size = len(model.rhythm)
            made.append(_Sung(model.rhythm, tuple(line[:size]), name))
            line = line[size:]
        return made

    def _follow(self, first: int, bars: Sequence[_Sung], middle: float) -> None:
        """Let the ear hear bars that are sung as they were."""
        for index, bar in enumerate(bars, first):
            for (tick, length), pitch in zip(bar.rhythm, bar.line, strict=True):
                if self.ear:
                    at = index * self.meter.bar + tick
                    self.ear.expect(at, length, middle)
                    self.ear.hear(at, length, pitch)

    def _events(self, section: Section, place: int, model: _Sung) -> list[Event]:
        index = section.first + place
        line = self.slots[index]
        final = index == len(self.slots) - 1
        ends = self._rests(section, place)
        events = []
        for i, (tick, length) in enumerate(model.rhythm):
            at = index * self.meter.bar + tick
            slot = next((s for s in line if s.start <= at < s.end), line[-1])
            goal: frozenset[int] = frozenset()
            if final:
                goal = frozenset({self.key.pitch_class})
            elif ends and i == len(model.rhythm) - 1:
                goal = self._rest(slot.chord)
            elif index == len(self.slots) - 2 and i == len(model.rhythm) - 1:
                goal = self._approach(slot.chord)
            echo = model.line[i] - model.line[i - 1] if model.line and i else None
            events.append(Event(at, length, slot.chord, self.meter.strength(tick), goal, echo))
        return events

    def _rests(self, section: Section, place: int) -> bool:
        """Whether the line comes to rest in a bar of a section."""
        return (place + 1) % self.melody.breath == 0 or place == section.bars - 1

    def _rest(self, chord: Chord) -> frozenset[int]:
        """Return where a phrase may rest: tones of its chord, if it can on 1, 2, 3 or 5."""
        tones = self._sung(chord.tones[:3])
        restful = frozenset(self.key.scale[i] for i in (0, 1, 2, 4))
        return tones & restful or tones

    def _approach(self, chord: Chord) -> frozenset[int]:
        """Return the chord's tones a step from the tonic, from where a tune comes home."""
        tonic = self.key.pitch_class
        return self._sung(t for t in chord.tones if (t - tonic) % 12 in (1, 2, 10, 11))

    def _sung(self, tones: Iterable[int]) -> frozenset[int]:
        """Return the tones that the melody may use at all."""
        return frozenset(t for t in tones if t in self.scale or not self.melody.strict)

    def _range(self, section: Section, place: int) -> Range:
        lift = round(self.melody.lift * max(0.0, section.energy - 0.5) / 0.35)
        low, high = self.melody.low, self.melody.high + min(lift, self.melody.lift)
        middle = (self.melody.low + self.melody.high) / 2 + min(lift, self.melody.lift)
        middle += self.shape[place // 2 % len(self.shape)]
        home = frozenset(self.key.scale)
        return Range(
            low,
            high,
            middle,
            self.scale,
            home,
            self.steps,
            self.key.pitch_class,
            self.key.minor,
            self.melody.leap,
            self.melody.strict,
        )


def _scale(name: str, key: Key) -> frozenset[int]:
    """Return the pitch classes that a melody moves in; an uncommon mode overrules the style's."""
    if key.family != key.mode or not name:
        return key.tones
    return frozenset((key.pitch_class + step) % 12 for step in SCALES[name][key.minor])
