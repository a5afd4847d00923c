"""Melodies: motifs in rhythm, and pitches sampled from a chain that knows chords and where it goes.

The pitches of a clause (two bars) are weighed by chord, accent, register and motif, and by what
tunes do (`steps`, learnt). A backward pass over a Markov chain gives every pitch the weight of all
that may follow it; a forward pass draws, with the chances of an ear that remembers the whole tune
where there is one, of the chain otherwise. So strong notes are tones of their chords, steps are
usual and leaps rare, and the clause arrives where its phrase should end, without searching.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from muse_music.midi.tune.ear import Ear
from muse_music.midi.tune.steps import Steps
from muse_music.theory.harmony import Chord

# Interval (semitones up or down) -> how usual, where a scale has blue notes: the tunes that were
# learnt from have none, so it is set by hand, so that half of all are steps.
_BLUE = (0.62, 1.8, 2.0, 1.05, 0.95, 0.6, 0.05, 0.42, 0.08, 0.11, 0.02, 0.006, 0.08)


@dataclass(frozen=True, slots=True)
class Event:
    """A note before it has a pitch: place and length (ticks), its chord, how strong it is.

    `strength` is 3 to 0 as in a meter, `goal` the pitch classes that it has to take (or none),
    `echo` the interval in semitones that is wanted here, with `pull` times the usual force: that of
    a motif heard before, or of a gesture.
    """

    start: int
    length: int
    chord: Chord
    strength: int
    goal: frozenset[int] = frozenset()
    echo: int | None = None
    pull: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """Where a melody moves: bounds, its middle here (MIDI pitches).

    `scale` are the pitch classes to move in, `home` those of the key signature; where it is
    `strict`, not even a chord's tone leaves the scale. `steps` says how tunes move in a key on the
    pitch class `tonic`.
    """

    low: int
    high: int
    middle: float
    scale: frozenset[int]
    home: frozenset[int]
    steps: Steps
    tonic: int = 0
    minor: bool = False
    leap: float = 1.0
    strict: bool = False


def pitches(
    events: Sequence[Event],
    span: Range,
    before: int | None,
    chance: random.Random,
    beat: int,
    ear: Ear | None = None,
    origin: int = 0,
) -> list[int]:
    """Return a pitch for each event, going on from the pitch `before`; `beat` is in ticks.

    An `ear` has heard the tune so far, from the tick `origin` on, and hears what is drawn.
    """
    if not events:
        return []
    choices = list(range(span.low, span.high + 1))
    states = [_states(event, choices, span, beat, i, len(events)) for i, event in enumerate(events)]
    # Backward: ahead[i][p] is the weight of everything after event i, given that it is at p.
    ahead: list[dict[int, float]] = [{} for _ in events]
    ahead[-1] = dict.fromkeys(states[-1], 1.0)
    for i in range(len(events) - 2, -1, -1):
        following = [(q, w * ahead[i + 1][q]) for q, w in states[i + 1].items()]
        found = {}
        for p in states[i]:
            found[p] = sum(w * _edge(p, q, events[i], events[i + 1], span) for q, w in following)
        largest = max(found.values()) or 1.0
        ahead[i] = {p: w / largest for p, w in found.items()}
    line: list[int] = []
    older, last = None, before
    for i, event in enumerate(events):
        weights = []
        previous = events[i - 1] if i else None
        expected = ear.expect(event.start - origin, event.length, span.middle) if ear else None
        for p, w in states[i].items():
            w *= ahead[i][p]
            if last is not None:
                w *= _edge(last, p, previous, event, span, expected)
                if older is not None and expected is None:
                    w *= span.steps.ratio(last - older, p - last)
            weights.append(w)
        options = list(states[i])
        if not sum(weights) > 0:
            weights = [2.0 ** -abs(p - (last or span.middle)) for p in options]
        chosen = chance.choices(options, weights)[0]
        older, last = last, chosen
        line.append(chosen)
        if ear:
            ear.hear(event.start - origin, event.length, chosen)
    return line


def _states(
    event: Event, choices: Sequence[int], span: Range, beat: int, place: int, count: int
) -> dict[int, float]:
    """Return the pitches that an event may take, and how well each suits it alone."""
    goal = event.goal
    found: dict[int, float] = {}
    arch = span.middle - 0.7 + 2.0 * math.sin(math.pi * (place + 0.5) / count)
    strong = event.strength >= 2
    long = event.length >= 1.5 * beat
    for pitch in choices:
        tone = pitch % 12
        fits = tone in event.chord.tones
        if span.strict and tone not in span.scale:
            continue
        if goal and tone not in goal:
            continue
        if strong and (tone - event.chord.bass) % 12 == 1:
            continue  # a minor ninth over the bass
        if not fits and (tone not in span.scale or _clashes(tone, event.chord, span)):
            continue
        if fits:
            weight = 1.0
        elif strong or long:
            weight = 0.03
        elif event.strength == 1:
            weight = 0.22
        else:
            weight = 0.5
        if tone not in span.home and not goal:
            weight *= 0.52 if tone in span.scale else 0.25
        if fits and (tone - 1) % 12 in event.chord.tones:
            weight *= 0.4  # a root rubs against the chord's major seventh
        found[pitch] = weight * math.exp(-(((pitch - arch) / 4.6) ** 2) / 2)
    if found:
        return found
    near = [p for p in choices if p % 12 in (goal or event.chord.tones)] or list(choices)
    return dict.fromkeys(near, 1.0)


def _clashes(tone: int, chord: Chord, span: Range) -> bool:
    """Whether a tone is what the chord has altered: no B over a chord with Bb, no G over E7.

    Blue notes are meant to rub.
    """
    if tone not in span.home:
        return False
    for altered in chord.tones:
        if altered not in span.home:
            raised = (altered - chord.root) % 12 in (4, 11)
            if tone == (altered + (-1 if raised else 1)) % 12:
                return True
    above = (tone + 1) % 12
    return above in chord.tones and (above - chord.root) % 12 in (4, 11)


def _edge(
    p: int,
    q: int,
    before: Event | None,
    after: Event,
    span: Range,
    expected: Sequence[float] | None = None,
) -> float:
    """Return how usual it is to go from pitch p to pitch q: as `expected`, where an ear told."""
    size = abs(q - p)
    if size > 12:
        return 0.0
    if expected is not None:
        # Chords hold a tune to few tones, so that it would stand still oftener than tunes do.
        weight = 12 * expected[q - p + 12] * (1.0 if size else 0.5)
    elif span.scale <= span.home:
        degree = (p - span.tonic) % 12
        weight = 12 * span.steps.weight(span.minor, degree, after.strength, q - p)
    else:
        weight = _BLUE[size]
    if size >= 5:
        weight *= span.leap
    if before is not None and p % 12 not in before.chord.tones and size > 2:
        weight *= 0.12
    if q % 12 not in after.chord.tones and size > 2:
        weight *= 0.2
    if after.echo is not None:
        off = abs((q - p) - after.echo)
        wish = (4.0 if size or after.pull > 1 else 1.2) if off == 0 else 2.5 if off == 1 else 0.6
        weight *= wish**after.pull
    return weight
