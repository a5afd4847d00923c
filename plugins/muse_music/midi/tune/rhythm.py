"""Rhythms of a melody: the figures of an idiom laid on the accent groups of a meter."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from muse_music.midi.tune.idiom import Figure, Idiom
from muse_music.theory.meter import TICKS, Beat, Meter

_SPARSE, _DENSE = 0.85, 1.25
"""Below and above which density notes are left out, or struck twice."""
_SPLICED = 0.4
"""How often a bar of four beats has its halves from two figures."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm of a bar: start and length of each note, in ticks from the bar line.

    The first one starts before the bar line (below 0) where it comes early; the last note of the
    bar before sounds on for `held` ticks.
    """

    notes: tuple[tuple[int, int], ...]
    held: int = 0

    @property
    def end(self) -> int:
        """Where its last note stops (ticks)."""
        return sum(self.notes[-1]) if self.notes else self.held


def bar_rhythm(
    idiom: Idiom, place: str, meter: Meter, density: float, chance: random.Random
) -> Rhythm:
    """Return a rhythm for a bar at a place in the phrase: one of the names of figures."""
    chosen: list[tuple[Figure, Sequence[Beat]]] = []
    groups = _groups(meter)
    for number, beats in enumerate(groups):
        where = place
        if place in ("half", "close") and number < len(groups) - 1:
            where = "continuing"
        triple = sum(beat.divisions == 3 for beat in beats) * 2 > len(beats)
        figure = _chosen(idiom.figures(where, len(beats), triple=triple), density, chance)
        chosen.append((_marked(figure, beats, meter), beats))
    made = laid(chosen, meter)
    if density < _SPARSE:
        return _thinned(made, meter, (_SPARSE - density) * 1.2, chance)
    if density > _DENSE and place not in ("half", "close"):
        return _filled(made, meter, (density - _DENSE) * 2, chance)
    return made


def distance(one: Rhythm, other: Rhythm) -> int:
    """Return in how many places a note begins in one of two rhythms only."""
    return len({start for start, _ in one.notes} ^ {start for start, _ in other.notes})


def _marked(figure: Figure, beats: Sequence[Beat], meter: Meter) -> Figure:
    """Return a figure that strikes where an uneven meter's groups begin, or nobody hears them."""
    if len(set(meter.groups)) == 1:
        return figure
    groups = {sum(meter.groups[:i]) * meter.unit for i in range(1, len(meter.groups))}
    signs = [
        "x" + each[1:] if beat.start in groups else each
        for each, beat in zip(figure.beats, beats, strict=True)
    ]
    return Figure(tuple(signs), figure.early)


def _thinned(made: Rhythm, meter: Meter, share: float, chance: random.Random) -> Rhythm:
    """Return a rhythm without a share of the notes between its beats: those before sound on."""
    notes: list[tuple[int, int]] = []
    for start, length in made.notes:
        joined = notes and sum(notes[-1]) == start
        if joined and not meter.strength(max(0, start)) and chance.random() < share:
            notes[-1] = notes[-1][0], notes[-1][1] + length
        else:
            notes.append((start, length))
    return Rhythm(tuple(notes), made.held)


def _filled(made: Rhythm, meter: Meter, share: float, chance: random.Random) -> Rhythm:
    """Return a rhythm with a share of its longer notes struck twice."""
    notes: list[tuple[int, int]] = []
    for start, length in made.notes:
        half = length // 2
        beat = next(b for b in reversed(meter.beats) if b.start <= max(0, start))
        if length >= max(beat.step, TICKS // 2) and chance.random() < share:
            notes += [(start, half), (start + half, length - half)]
        else:
            notes.append((start, length))
    return Rhythm(tuple(notes), made.held)


def whole(meter: Meter) -> Rhythm:
    """Return a note as long as a bar."""
    return Rhythm(((0, meter.bar),))


def led(figure: Figure, meter: Meter) -> tuple[tuple[int, int], ...]:
    """Return the notes of a pickup, in ticks from the bar line that it leads to (below 0).

    There are none where beats are too short for it.
    """
    beats = meter.beats[-len(figure.beats) :]
    short = Figure(figure.beats[-len(beats) :])
    notes = laid([(short, beats)], meter).notes
    return tuple((start - meter.bar, length) for start, length in notes)


def ending(
    meter: Meter, density: float, chance: random.Random, *, long: bool
) -> tuple[tuple[int, int], ...]:
    """Return a bar that comes to rest: a long note, after a little movement unless `long`."""
    beats = meter.beats
    if long or len(beats) < 3:
        breath = beats[-1].length if len(beats) > 2 else beats[-1].step if len(beats) > 1 else 0
        return ((0, meter.bar - breath),)
    last = meter.spans[-1][0] if len(meter.spans) > 1 else beats[1]
    notes: list[tuple[int, int]] = []
    for beat in beats:
        if beat.start < last.start:
            halves = chance.random() < density / 2
            longer = beat.step * (beat.divisions - 1)
            notes.append((beat.start, longer if halves else beat.length))
            if halves:
                notes.append((beat.start + longer, beat.step))
    rest = meter.bar - last.start
    notes.append((last.start, rest - (beats[-1].length if rest > beats[-1].length else 0)))
    return tuple(notes)


def laid(figures: Sequence[tuple[Figure, Sequence[Beat]]], meter: Meter) -> Rhythm:
    """Return figures laid on beats, one after another, as the rhythm of a bar."""
    notes: list[tuple[int, int]] = []
    held = 0
    begun: int | None = None  # where the note that sounds began
    before = True  # the note of the bar before sounds on
    for figure, beats in figures:
        early = figure.early
        for signs, beat in zip(figure.beats, beats, strict=True):
            for sign, at in _places(signs, beat):
                if before and sign != "-":
                    held, before = at, False
                if sign == "-" or (sign == "x" and begun == at):
                    continue
                if sign == "x" and early:
                    step = beat.length // (2 if beat.divisions != 3 else 3)
                    at -= step if early == 0.5 else step // 2
                    if begun is not None and begun >= at:
                        at = beat.start
                    early = 0.0
                if begun is not None:
                    notes.append((begun, at - begun))
                begun = at if sign == "x" else None
    if before:
        held = meter.bar
    if begun is not None:
        last = figures[-1][1][-1]
        notes.append((begun, last.start + last.length - begun))
    return Rhythm(tuple(notes), held)


def _groups(meter: Meter) -> list[tuple[Beat, ...]]:
    """Return the beats of a bar in groups of 1 to 4, by its accents: two pairs go together."""
    groups: list[tuple[Beat, ...]] = []
    for span in meter.spans:
        pairs = groups and len(groups[-1]) == len(span) == 2
        if pairs:
            groups[-1] += span
            continue
        groups += [span[at : at + 4] for at in range(0, len(span), 4)]
    return groups


def _chosen(offered: Sequence[Figure], density: float, chance: random.Random) -> Figure:
    """Choose a figure: usual ones often, fuller ones where it is dense; or halves of two."""
    if len(offered) == 1:
        return offered[0]
    weights = [f.weight * density ** (2.0 * f.notes / len(f.beats)) for f in offered]
    one, other = chance.choices(offered, weights, k=2)
    if len(one.beats) < 4 or chance.random() > _SPLICED:
        return one
    return Figure(one.beats[:2] + other.beats[2:], one.early)


def _places(signs: str, beat: Beat) -> list[tuple[str, int]]:
    """Return the signs of a beat, each with where it stands in the bar (ticks)."""
    count = len(signs)
    if beat.divisions == 3 and count in (2, 4):
        parts = _swung(signs if count == 4 else f"{signs[0]}-{signs[1]}-")
    else:
        parts = [(sign, place / count) for place, sign in enumerate(signs)]
    found: dict[int, str] = {}
    for sign, part in parts:
        at = round(part * beat.length)
        if beat.length < TICKS:  # nothing shorter than the unit of short beats
            at = round(at / beat.step) * beat.step
        if at < beat.length and found.get(at, "-") != "x":
            found[at] = sign
    return [(sign, beat.start + at) for at, sign in found.items()]


def _swung(signs: str) -> list[tuple[str, float]]:
    """Return four parts of a beat where it divides in three: halves become long and short."""
    second, third, fourth = (sign == "x" for sign in signs[1:])
    places = [0.0, 1 / 3, 2 / 3, 2 / 3]
    if third and fourth:
        places[2:] = [2 / 3, 5 / 6] if second else [1 / 3, 2 / 3]
    kept: dict[float, str] = {}
    for sign, place in zip(signs, places, strict=True):
        if place not in kept or sign == "x" or kept[place] == "-":
            kept[place] = sign
    return [(sign, place) for place, sign in sorted(kept.items())]
