"""The tune that answers a piece: its motifs again, moved, and led on to a close.

Eight bars are a period: two bars of the theme moved by steps of the scale, with their harmony
where that helps, two drawn after it, the first two again, and two that lead to an end. The last
period takes the theme up as it was, and comes home.
"""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from muse_music.midi.plan import Settings
from muse_music.midi.tasks.lines import bar_of, chord_at, scale_of, shifted, stepped
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tune import rhythm, steps
from muse_music.midi.tune.ear import Ear
from muse_music.midi.tune.melody import Event, Range, pitches
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import ChordSpan, Note

_PERIOD = 8
_KEPT = 400  # notes of the piece that the ear hears at most


@dataclass(frozen=True, slots=True)
class Bar:
    """What a new bar does: the old bar that it follows, and how.

    `how` is "quoted" (as it was), "moved" (by `steps` of the scale), "again" (as the new bar
    `again`) or "drawn"; `harmony` are the steps that its chords are moved by.
    """

    model: int
    how: str
    steps: int = 0
    harmony: int = 0
    again: int = 0


def planned(
    piece: Piece, models: Sequence[int], chords: Sequence[Sequence[Chord]], chance: random.Random
) -> list[Bar]:
    """Return what each new bar does; `chords` are those of the piece's bars."""
    count = len(models)
    first = count % _PERIOD  # a part of a period comes first, so that the last one is whole
    plan: list[Bar] = []
    for at, model in enumerate(models):
        place = (at - first) % _PERIOD
        last = at >= count - _PERIOD
        if count < _PERIOD or at < first or at == count - 1:
            plan.append(Bar(model, "drawn"))
        elif last and place in ((0, 1, 2, 3) if count >= 2 * _PERIOD else (4, 5)):
            plan.append(Bar(models[place % 4], "quoted"))
        elif place == 0:
            used = {(bar.steps, bar.harmony) for bar in plan}
            steps, harmony = _move(piece, models[:2], chords, used, chance)
            plan.append(Bar(models[0], "moved", steps, harmony))
        elif place == 1:
            plan.append(replace(plan[-1], model=models[1]))
        elif place in (4, 5) and not last:
            plan.append(replace(plan[at - 4], how="again", again=at - 4))
        else:
            plan.append(Bar(model, "drawn"))
    return plan


_MOVES = ((1, 1), (-1, -1), (2, 0), (-2, 0), (3, 3), (2, 2), (-3, -3), (4, 4), (1, 0), (-2, -2))
"""Steps of the scale that a motif is moved by, and its harmony."""


def _move(
    piece: Piece,
    models: Sequence[int],
    chords: Sequence[Sequence[Chord]],
    used: Collection[tuple[int, int]],
    chance: random.Random,
) -> tuple[int, int]:
    """Return steps by which the theme's first bars, and their harmony, can be moved.

    Those are among the moves after which chords carry most of the tune, and it stays in its range.
    """
    key, time = piece.time.measures[-1].key, piece.time
    low, high = (f(n.pitch for n in piece.tune) for f in (min, max))
    fits: dict[tuple[int, int], float] = {}
    scale = scale_of(piece.tune, key)
    # Chords move by steps of seven tones: under a tune of five they stay where they are.
    moves = _MOVES if len(scale) == 7 else [move for move in _MOVES if not move[1]]
    for move in moves:
        carried = whole = outside = 0.0
        for model in models:
            under = [shifted(chord, move[1], key) for chord in chords[model]]
            moved = move[1] == 0 or all(a != b for a, b in zip(under, chords[model], strict=True))
            for note in bar_of(piece.tune, time, model):
                place = note.start * len(under) // time.measures[model].length
                pitch = stepped(note.pitch, move[0], scale)
                weight = note.length * (1 + time.measures[model].meter.strength(note.start))
                whole += weight
                carried += weight * (pitch % 12 in under[min(place, len(under) - 1)].tones) * moved
                outside += weight * (not low - 2 <= pitch <= high + 3)
        fits[move] = (carried - outside) / (whole or 1) + 0.06 * (move[0] > 0)
    fresh = [move for move in fits if move not in used] or list(fits)
    best = max(fits[move] for move in fresh)
    good = [move for move in fresh if fits[move] >= max(0.4, best - 0.12)]
    return chance.choice(good) if good else (0, 0)


class Answer:
    """Writes the tune of the new bars, which follow `plan` over the chords in `spans`."""

    def __init__(
        self,
        piece: Piece,
        plan: Sequence[Bar],
        spans: Sequence[ChordSpan],
        settings: Settings,
        chance: random.Random,
        tick: Callable[[], None],
    ) -> None:
        self.piece, self.plan, self.spans, self.chance = piece, plan, spans, chance
        self.time, self.tick = settings.time, tick
        last = self.time.measures[-1]
        self.meter, self.key = last.meter, last.key
        self.scale = scale_of(piece.tune, last.key)
        self.learnt = settings.steps or steps.shipped()
        line = [n.pitch for n in piece.tune]
        self.low, self.high = max(0, min(line) - 1), min(127, max(line) + 2)
        self.middle = sum(line) / len(line)
        self.last = line[-1]
        self.ear = self._heard()
        self.made: dict[int, list[Note]] = {}

    def write(self) -> list[Note]:
        """Return the notes of the new bars."""
        notes = self._lead_in()
        waiting: list[Event] = []
        models: list[Note] = []
        for at, bar in enumerate(self.plan):
            self.tick()
            if bar.how == "drawn":
                events, played = self._events(at)
                waiting += events
                models += played
                following = self.plan[at + 1].how if at + 1 < len(self.plan) else ""
                if following == "drawn" and at % 2 == 0:
                    continue
                notes += self._drawn(waiting, models, at)
                waiting, models = [], []
            else:
                found = self._kept(at)
                self.made[at] = found
                for note in found:
                    self._hear(note)
                notes += found
        return notes

    def _lead_in(self) -> list[Note]:
        """Return the piece's pickup again, before the first new bar, where there is room for it."""
        piece, bar = self.piece, self.piece.bars - 1
        first = piece.time.measures[0]
        measure = piece.time.measures[bar]
        if not first.offset or bar == 0 or first.meter != measure.meter:
            return []
        pickup = bar_of(piece.tune, piece.time, 0)
        if not pickup or measure.start + pickup[0].start < piece.tune[-1].end:
            return []
        # It moves as the bar does that it leads into.
        steps, following = self.plan[0].steps, self._kept(0)[:1]
        moved = [stepped(n.pitch, steps, self.scale) for n in pickup]
        near = bar_of(piece.tune, piece.time, self.plan[0].model)[:1]
        shift = following[0].pitch - stepped(near[0].pitch, steps, self.scale) if near else 0
        if not all(self.low - 2 <= p + shift <= self.high + 2 for p in moved):
            return []
        return [
            replace(n, start=n.start + measure.start, pitch=p + shift, lyric="", graces=())
            for n, p in zip(pickup, moved, strict=True)
        ]

    def _kept(self, at: int) -> list[Note]:
        """Return a bar that is quoted, moved, or played again."""
        bar, start = self.plan[at], self.time.start(self.piece.bars + at)
        if bar.how == "again" and bar.again in self.made:
            then = self.time.start(self.piece.bars + bar.again)
            return [replace(n, start=n.start - then + start) for n in self.made[bar.again]]
        notes = bar_of(self.piece.tune, self.piece.time, bar.model)
        moved = [stepped(n.pitch, bar.steps, self.scale) for n in notes]
        shift = self._octave(moved)
        return [
            replace(
                n,
                start=n.start + start,
                pitch=p + shift,
                lyric="",
                graces=tuple(stepped(g, bar.steps, self.scale) + shift for g in n.graces),
            )
            for n, p in zip(notes, moved, strict=True)
        ]

    def _octave(self, line: Sequence[int]) -> int:
        """Return the octaves (semitones) that bring a line to where the piece's tune lies."""
        if not line:
            return 0
        fits = [
            s
            for s in (0, -12, 12)
            if self.low - 3 <= min(line) + s and max(line) + s <= self.high + 3
        ]
        return fits[0] if fits else 0

    def _drawn(self, events: Sequence[Event], models: Sequence[Note], at: int) -> list[Note]:
        span = Range(
            self.low,
            self.high,
            self.middle + (1.5 if at % _PERIOD in (2, 3, 6) else -0.5),
            frozenset(self.scale),
            frozenset(self.key.scale),
            self.learnt,
            self.key.pitch_class,
            self.key.minor,
            strict=len(self.scale) < len(self.key.scale),
        )
        placed = [replace(e, start=self._virtual(e.start)) for e in events]
        drawn = pitches(placed, span, self.last, self.chance, self.meter.beats[0].length, self.ear)
        own = self.piece.tune[-1].pitch
        if at == len(self.plan) - 1 and drawn and (own - drawn[-1]) % 12 == 0:
            # It ends where the piece did, if that is near.
            before = drawn[-2] if len(drawn) > 1 else self.last
            drawn[-1] = own if abs(own - before) <= 7 else drawn[-1]
        self.last = drawn[-1] if drawn else self.last
        return [
            Note(e.start, e.length, p, n.accent, "", n.marks)
            for e, p, n in zip(events, drawn, models, strict=True)
        ]

    def _events(self, at: int) -> tuple[list[Event], list[Note]]:
        """Return the notes of a bar before they have pitches, and the ones that they follow."""
        meter, key = self.meter, self.key
        first = self.time.start(self.piece.bars + at)
        final = at == len(self.plan) - 1
        rests = (at - len(self.plan)) % 4 == 3
        model = bar_of(self.piece.tune, self.piece.time, self.plan[at].model)
        figure = [(n.start, n.length) for n in model]
        if final:
            figure = [(0, meter.bar)]
        elif rests and figure and figure[-1][1] < meter.beats[0].length:
            figure = list(rhythm.ending(meter, 1.0, self.chance, long=False))
        events, played = [], []
        for place, (start, length) in enumerate(figure):
            chord = chord_at(self.spans, first + start)
            goal: frozenset[int] = frozenset()
            if final:
                goal = frozenset({key.pitch_class})
            elif rests and place == len(figure) - 1:
                goal = frozenset(chord.tones[:3])
            known = model[place] if place < len(model) else None
            echo = known.pitch - model[place - 1].pitch if known and place else None
            events.append(Event(first + start, length, chord, meter.strength(start), goal, echo))
            plain = known is not None and len(figure) == len(model) and not final
            played.append(known if plain and known else Note(0, 1, 0, 0.55))
        return events, played

    def _heard(self) -> Ear:
        """Return an ear that has heard the piece's tune, as far as it is in the last meter."""
        ear = self.learnt.ear(self.meter, self.key.pitch_class, self.key.minor)
        for note in self.piece.tune[-_KEPT:]:
            if self.time.at(note.start).meter == self.meter:
                start = self._virtual(note.start)
                ear.expect(start, note.length, self.middle)
                ear.hear(start, note.length, note.pitch)
        return ear

    def _hear(self, note: Note) -> None:
        self.ear.expect(self._virtual(note.start), note.length, self.middle)
        self.ear.hear(self._virtual(note.start), note.length, note.pitch)
        self.last = note.pitch

    def _virtual(self, tick: int) -> int:
        """Return when a tick would be if all bars were whole ones in the last meter."""
        return self.time.index(tick) * self.meter.bar + self.time.place(tick)
