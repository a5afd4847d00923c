"""The tune: sections made of figures that come back, by a plan of which bars are alike.

A section that was sung before comes back: a chorus as it was, a verse mostly. Within one, a figure
that returns keeps its pitches, or is moved along the scale to its chord; new ones are drawn, two
bars at a time, by `melody.pitches`.
"""

import random
from collections.abc import Callable, Sequence

from muse_music.midi.style import Melody
from muse_music.midi.tune import idiom, rhythm
from muse_music.midi.tune.events import Sung, Where, events, scale
from muse_music.midi.tune.figures import New, Theme, echoing, new
from muse_music.midi.tune.listening import Listener
from muse_music.midi.tune.melody import Range, pitches
from muse_music.midi.tune.moving import moved
from muse_music.midi.tune.ornaments import Pickup, approached, voiced
from muse_music.midi.tune.steps import Steps
from muse_music.theory.bars import Slot
from muse_music.theory.notes import Note, Section
from muse_music.theory.timeline import Timeline

# Kinds of section that sing the same tune.
_FAMILIES = {
    "answer": "theme",
    "return": "theme",
    "outro": "verse",
    "head": "theme",
    "tag": "blues",
}
_SILENT = ("intro", "break")
_HOOKS = ("chorus", "drop")
_NEW = ("solo",)
"""Kinds that never come back as they were."""
_WORDY = 1.25
"""How much denser figures are where words are sung, which need notes."""
# Where the clauses of a section lie, in semitones from its middle: over eight bars a tune climbs
# to a peak in its third clause or before, and comes down to its end.
_SHAPES = (
    (-1.0, 1.5, 2.5, -2.0),
    (0.0, 2.5, 0.5, -2.5),
    (1.5, -1.5, 3.0, -1.5),
    (2.0, 0.0, 1.0, -2.5),
)


class Tune:
    """Writes the melody of one song."""

    def __init__(
        self,
        melody: Melody,
        time: Timeline,
        slots: Sequence[Sequence[Slot]],
        chance: random.Random,
        density: float,
        steps: Steps,
    ) -> None:
        self.melody, self.time, self.slots, self.density = melody, time, slots, density
        self.steps = steps
        self.idiom = idiom.load(melody.idiom)
        # The same numbers would choose the like in idioms whose figures stand in like order.
        self.chance = random.Random(f"{melody.idiom} {chance.getrandbits(64)}")
        self.listener = Listener(melody, time, steps)
        self.themes: dict[str, Theme] = {}
        self.theme = Theme("", _SHAPES[0])
        self.pickups: dict[int, Pickup] = {}
        self.square: set[int] = set()
        self.last: int | None = None
        self.reach = 0, 127
        """The lowest and the highest pitch of who plays it."""
        self.words = False
        """Whether words are sung to it: then each line of them begins in its own bar."""
        self.tick: Callable[[], None] = lambda: None

    def write(self, sections: Sequence[Section]) -> list[Note]:
        """Return the melody of all sections; it ends on the tonic in the last bar."""
        bars: dict[int, Sung] = {}
        for section in sections:
            if section.kind in _SILENT and section is not sections[-1]:
                continue
            final = section is [s for s in sections if s.kind == section.kind][-1]
            for place, bar in enumerate(self._section(section, final)):
                bars[section.first + place] = bar
                if self.words and place % 2 == 0:
                    self.square.add(section.first + place)
        led = self.pickups, self.square
        return voiced(bars, self.time, self.slots, *led, self.melody, self.chance)

    def _section(self, section: Section, final: bool) -> list[Sung]:
        """Return the bars of a section; `final` is the last one of its kind."""
        self.theme = theme = self._sung(section)
        hook = section.kind in _HOOKS
        known = theme.bars if section.kind not in _NEW else []
        freely = final and hook and theme.times > 2  # the last chorus plays about with its ends
        shift = self._shift(section, known)
        self.listener.begin(section.first)
        sung: list[Sung] = []
        waiting: list[New] = []
        keep = True
        for place in range(section.bars):
            self.tick()
            index = section.first + place
            meter = self.time.measures[index].meter
            letter = theme.letter(place)
            plays = freely and letter.isupper() and place < section.bars - 1
            if place % 2 == 0:
                # A verse may come back with another ending.
                likely = self.idiom.returns * (1.0 if place < section.bars - 2 else 0.6)
                keep = hook or self.chance.random() < likely
            self._lead(section, place)
            model = known[place] if place < len(known) else None
            figure = theme.figures.get((letter, meter))
            bar: Sung | None = None
            if index == len(self.slots) - 1:
                waiting.append(New(place, rhythm.whole(meter)))
            elif model and model.meter == meter and not plays:
                sung += self._drawn(section, waiting)
                bar = self._again(section, place, model, shift) if keep else None
                waiting += [echoing(place, model)] if bar is None else []
            elif figure and not plays:
                sung += self._drawn(section, waiting)
                bar = self._returned(section, place, figure)
                waiting += [echoing(place, figure)] if bar is None else []
            else:
                where = self._place(section, place, plays)
                density = self.density * (0.82 + 0.36 * section.energy)
                density *= _WORDY if self.words else 1.0
                speech = self.idiom
                waiting.append(new(place, where, theme, meter, speech, density, self.chance))
            if bar:
                sung.append(bar)
                self.last = bar.line[-1] if bar.line else self.last
            if len(waiting) == 2:
                sung += self._drawn(section, waiting)
        sung += self._drawn(section, waiting)
        theme.bars = theme.bars or sung
        return sung

    def _sung(self, section: Section) -> Theme:
        """Return what a section sings, which may have been sung before."""
        family = _FAMILIES.get(section.kind, section.kind)
        if section.kind == "outro" and family not in self.themes and self.themes:
            family = next(reversed(self.themes))
        if family not in self.themes:
            hooks = section.kind in _HOOKS and self.idiom.hooks
            plan = self.chance.choice(hooks or self.idiom.plans)
            self.themes[family] = Theme(plan, self.chance.choice(_SHAPES))
        theme = self.themes[family]
        theme.times += 1
        if section.kind in _NEW:
            theme.figures.clear()
        return theme

    def _place(self, section: Section, place: int, plays: bool) -> str:
        """Return which kind of figure a bar of a section takes: `plays` where it could rest."""
        if place == section.bars - 1:
            return "close"
        if self.theme.letter(place).isupper() and not plays:
            return "half"
        return "continuing" if place % 4 or plays else "opening"

    def _lead(self, section: Section, place: int) -> None:
        """Choose whether a pickup leads into a phrase; one that comes again has it again."""
        index = section.first + place
        if place % 4 or index == 0 or self.words:
            return
        chosen = self.theme.pickups
        if place not in chosen:
            led = self.chance.random() < self.idiom.lead
            chosen[place] = self.chance.choice(self.idiom.pickups) if led else ""
        if chosen[place]:
            before = self.time.measures[index - 1].meter
            pickup = rhythm.led(idiom.figure(chosen[place]), before)
            if pickup:
                self.pickups[index] = pickup

    def _again(self, section: Section, place: int, model: Sung, shift: int) -> Sung | None:
        """Return a bar as it was in the section before, or None where it can't be."""
        where = self._where(section, place)
        line = tuple(p + shift for p in model.line)
        over = 3 if shift else 0  # another key may take it a little out of its range
        low, high = max(self.reach[0], self.melody.low - over), min(self.reach[1], self._top + over)
        if line and not (low <= min(line) and max(line) <= high):
            return None
        if line and self.last is not None and abs(line[0] - self.last) > 12:
            return None
        bar: Sung | None = Sung(
            model.rhythm, line, where.names, where.measure.meter, where.measure.key
        )
        if bar and bar.chords != model.chords:
            bar = moved(bar, where, self.last, (0,), True)
        if bar:
            self.listener.follow(where.index, bar, None)
        return bar

    def _returned(self, section: Section, place: int, figure: Sung) -> Sung | None:
        """Return a figure of the section on another bar: as it was, or moved to its chord."""
        same = self.chance.random() < self.idiom.again
        ways = (0, 1, -1, 2, -2) if same else (1, -1, 2, -2, 3, -3, 0, 4, -4)
        where = self._where(section, place)
        bar = moved(figure, where, self.last, ways, self.idiom.riff and same)
        if bar:
            self.listener.follow(where.index, bar, where.span.middle)
        return bar

    def _drawn(self, section: Section, waiting: list[New]) -> list[Sung]:
        """Return the bars that wait for pitches, drawn together, and wait for no more."""
        made: list[Sung] = []
        while waiting:
            places = [self._where(section, bar.place) for bar in waiting]
            first = places[0].measure
            count = 1  # bars of one meter and key go together
            while count < len(waiting) and places[count].measure.meter == first.meter:
                if places[count].measure.key != first.key:
                    break
                count += 1
            made += self._pitched(waiting[:count], places[:count])
            del waiting[:count]
        return made

    def _pitched(self, bars: Sequence[New], places: Sequence[Where]) -> list[Sung]:
        ear = self.listener.at(places[0].index)
        found = [
            events(where, bar.rhythm, bar.echo, bar.pull, bar.broken)
            for where, bar in zip(places, bars, strict=True)
        ]
        every = [event for part in found for event in part]
        span = places[0].span
        beat = places[0].measure.meter.beats[0].length
        line = pitches(every, span, self.last, self.chance, beat, ear, self.listener.origin)
        chromatic = self.idiom.chromatic
        line = approached(every, line, self.last, chromatic, span, beat, self.chance)
        self.last = line[-1] if line else self.last
        made = []
        for bar, where, part in zip(bars, places, found, strict=True):
            own, line = tuple(line[: len(part)]), line[len(part) :]
            meter, key = where.measure.meter, where.measure.key
            made.append(Sung(bar.rhythm, own, where.names, meter, key))
            if bar.letter:
                self.theme.figures.setdefault((bar.letter, meter), made[-1])
        return made

    def _where(self, section: Section, place: int) -> Where:
        """Return all that decides which pitches suit a bar."""
        index = section.first + place
        measure = self.time.measures[index]
        lift = round(self.melody.lift * max(0.0, section.energy - 0.5) / 0.35)
        lift = min(lift, self.melody.lift)
        low, high = self.melody.low, self.melody.high
        shape = self.theme.shape
        span = Range(
            low,
            high + lift,
            (low + high) / 2 + lift + shape[place // 2 % len(shape)],
            scale(self.melody, measure.key),
            frozenset(measure.key.scale),
            self.steps,
            measure.key.pitch_class,
            measure.key.minor,
            self.melody.leap,
            self.melody.strict or measure.key.gapped,
        )
        rests = self.theme.letter(place).isupper() or place == section.bars - 1
        left = len(self.slots) - 1 - index
        return Where(index, measure, self.slots[index], span, rests, left)

    @property
    def _top(self) -> int:
        return self.melody.high + self.melody.lift

    def _shift(self, section: Section, known: Sequence[Sung]) -> int:
        """Return how far a section lies from where it was sung before (semitones): in its key."""
        if not known:
            return 0
        key = self.time.measures[section.first].key
        away = (key.pitch_class - known[0].key.pitch_class + 5) % 12 - 5
        top = max((p for bar in known for p in bar.line), default=0) + away
        return away - 12 if top > self._top and away > 3 else away
