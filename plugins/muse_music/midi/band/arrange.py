"""What each part plays in each section, and how the sections lead into each other."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muse_music.midi.band import rows
from muse_music.midi.band.bass.lines import Line, near, root
from muse_music.midi.band.comping.strokes import Strokes, powers
from muse_music.midi.band.drums.kit import CRASH, KICK, SNARE, Groove
from muse_music.midi.band.mixed import Turned
from muse_music.midi.style import Pattern, Role
from muse_music.theory.bars import Bar
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import Note, Section

if TYPE_CHECKING:
    from muse_music.midi.seeds import Streams

HITS = (
    "x... ..x. .... x...",
    "x... x... ..x. ....",
    "x... ..x. ..x. ....",
    "x... .... x... x...",
    "x..x ..x. .... ....",
    "x... .... ..x. x.x.",
)
"""Rhythms in which a whole band leads over."""
FULL = 0.7
"""The energy from which a section is played full."""
_KIN = {"return": "theme", "tag": "blues", "head": "theme"}
_VARIED = ("blues", "solo")


def patterns(
    roles: Sequence[Role], sections: Sequence[Section], meter: Meter, streams: "Streams"
) -> list[list[Pattern]]:
    """Return what each role plays in each section.

    A kind of section keeps its pattern when it comes again, and others take others; the bass takes
    lines that go with the kick, as it is before drums are drawn by a seed of their own.
    """
    drums = next((role for role in roles if role.drums), None)
    beat = _dealt(drums, sections, streams.common("drums")) if drums else []
    found = []
    for place, role in enumerate(roles):
        kicks = [_kicks(groove, meter) for groove in beat] if role.role == "bass" else []
        name = "drums" if role.drums else f"{role.role} {place} patterns"
        found.append(_dealt(role, sections, streams.of(name), meter, kicks))
    return found


def _dealt(
    role: Role,
    sections: Sequence[Section],
    chance: random.Random,
    meter: Meter | None = None,
    kicks: Sequence[frozenset[tuple[int, int]]] = (),
) -> list[Pattern]:
    """Return a pattern of a role for each section; those that go with `kicks` oftener."""
    chosen: dict[tuple[str, bool], Pattern] = {}
    dealt = []
    seen: dict[str, int] = {}
    for index, section in enumerate(sections):
        kind = _KIN.get(section.kind, section.kind)
        if kind == "answer" and chance.random() < 0.5:
            kind = "theme"
        if kind in _VARIED:
            seen[kind] = seen.get(kind, 0) + 1
            kind = f"{kind} {seen[kind]}"
        full = section.energy >= FULL
        if (kind, full) not in chosen:
            pool = role.full if full else role.calm
            taken = [p.main if isinstance(p, Turned) else p for p in chosen.values()]
            weights = [0.08 if p in taken else 1.0 for p in pool]
            if kicks and meter is not None:
                fits = [_fit(_struck(p, meter), kicks[index]) for p in pool]
                weights = [w * (0.2 + fit) ** 3 for w, fit in zip(weights, fits, strict=True)]
            main, other = chance.choices(pool, weights, k=2)
            turns = not role.drums and main != other and chance.random() < 0.75
            chosen[kind, full] = Turned(main, other) if turns else main
        dealt.append(chosen[kind, full])
    return dealt


def _struck(pattern: Pattern, meter: Meter) -> frozenset[tuple[int, int]]:
    """Return when a bass line strikes in two bars: (bar, tick); nothing of one that improvises."""
    if not isinstance(pattern, Line):
        return frozenset()
    bars = rows.laid(pattern.text, meter, spread=True)
    return frozenset((i, e.start) for i in (0, 1) for e in bars[i % len(bars)].events)


def _kicks(pattern: Pattern, meter: Meter) -> frozenset[tuple[int, int]]:
    """Return when a groove's kick strikes in two bars."""
    if not isinstance(pattern, Groove):
        return frozenset()
    bars = pattern.hits(meter)
    return frozenset((i, t) for i in (0, 1) for t, drum, _ in bars[i % len(bars)] if drum == KICK)


def _fit(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> float:
    """Return how well two sets of strokes coincide, 0..1."""
    if not one or not other:
        return 0.5
    return 2 * len(one & other) / (len(one) + len(other))


def leads(
    kinds: Sequence[str], sections: Sequence[Section], chance: random.Random
) -> dict[int, str]:
    """Return bar -> how the band leads over from it to the next section."""
    hits = chance.choice(HITS)
    found = {}
    for section in sections[:-1]:
        kind = chance.choice(list(kinds)) if kinds else "fill"
        if section.bars >= 4 and kind != "fill":
            found[section.first + section.bars - 1] = hits if kind == "hits" else kind
    return found


def fills(section: Section, place: int, bars: int) -> bool:
    """Whether drums fill: at a section's end, every eight bars, and before the last bar."""
    if section.bars < 4:
        return False
    return place == section.bars - 1 or place % 8 == 7 or section.first + place == bars - 2


def led(role: Role, pattern: Pattern, bar: Bar) -> list[Note]:
    """Return the notes of a bar in which the band leads over to another section."""
    if bar.lead == "run":
        return _run(pattern(bar), bar) if role.role == "bass" else pattern(bar)
    if bar.lead == "stop":
        return pattern(bar) if role.drums else _stopped(role, pattern, bar)
    if bar.lead:
        return _hit(role, pattern, bar)
    return pattern(bar)


def _stopped(role: Role, pattern: Pattern, bar: Bar) -> list[Note]:
    """Return a stroke on the first beat of a bar, short: the drums have the rest."""
    slot, first = bar.slots[0], bar.meter.beats[0]
    bass = role.role == "bass"
    pitches = (root(slot.chord),) if bass else _chord_of(pattern, bar, 0)
    length = rows.sounded(first.length, 0.6)
    return [Note(bar.start, length, pitch, 0.64) for pitch in pitches]


def _hit(role: Role, pattern: Pattern, bar: Bar) -> list[Note]:
    """Return a bar in which the band strikes together; drums catch its hits."""
    struck: Sequence[rows.Event] = rows.laid(bar.lead, bar.meter)[0].events
    if not role.drums:
        struck = _over_chords(struck, bar)
    notes = []
    for event in struck:
        start, slot = bar.start + event.start, bar.slot(event.start)
        length = min(event.end, bar.meter.bar, slot.end - bar.start) - event.start
        length = rows.sounded(min(length, bar.meter.beats[0].length), 0.8)
        if role.drums:
            drum = CRASH if event.start == 0 else SNARE
            notes += [Note(start, TICKS // 8, p, 0.66) for p in (KICK, drum)]
        elif role.role == "bass":
            notes.append(Note(start, length, root(slot.chord), 0.64))
        else:
            notes += [Note(start, length, p, 0.6) for p in _chord_of(pattern, bar, event.start)]
    if role.drums:
        last = struck[-1].start + TICKS // 2
        notes += [n for n in pattern(bar) if n.start > bar.start + last and bar.fills]
    return notes


def _over_chords(struck: Sequence[rows.Event], bar: Bar) -> list[rows.Event]:
    """Return hits, and one for each chord that has none."""
    made = list(struck)
    for slot in bar.slots:
        first, end = slot.start - bar.start, slot.end - bar.start
        if not any(first <= e.start < end for e in made):
            made.append(rows.Event(first, end, "x"))
    return sorted(made, key=lambda e: e.start)


def _chord_of(pattern: Pattern, bar: Bar, tick: int) -> tuple[int, ...]:
    slot = bar.slot(tick)
    pattern = pattern.main if isinstance(pattern, Turned) else pattern
    if isinstance(pattern, Strokes) and pattern.power:
        return powers("C", slot, None)
    return slot.voicing


def _run(notes: list[Note], bar: Bar) -> list[Note]:
    """Return a bass bar whose last two beats run to the next root by step, last by semitone."""
    beats = bar.meter.beats[-2:] if len(bar.meter.beats) > 2 else bar.meter.beats[-1:]
    start, slot = bar.start + beats[0].start, bar.slots[-1]
    if slot.start > start:
        return notes
    goal = root(slot.next)
    way = 1 if goal >= root(slot.chord) or goal - 5 < 28 else -1
    ticks = [b.start + i * b.step for b in beats for i in range(b.divisions)]
    steps = (5, 4, 2, 1)[-min(4, len(ticks)) :]
    ticks = ticks[-len(steps) :]
    first = bar.start + ticks[0]
    kept = [replace(n, length=min(n.length, first - n.start)) for n in notes if n.start < first]
    run = []
    for place, (tick, step) in enumerate(zip(ticks, steps, strict=True)):
        end = ticks[place + 1] if place + 1 < len(ticks) else bar.meter.bar
        pitch = goal - way * step if goal - way * step >= 28 else goal + step
        run.append(Note(bar.start + tick, rows.sounded(end - tick, 0.9), pitch, 0.54))
    run[-1] = replace(run[-1], pitch=near(goal, 0.0 if way > 0 else 1.0))
    return [*kept, *run]


def ending(role: Role, pattern: Pattern, bar: Bar) -> list[Note]:
    """Return the last bar: everybody comes to rest together, on each chord of it."""
    if role.drums:
        starts = [slot.start for slot in bar.slots]
        struck = {
            (n.start, n.pitch): n
            for n in pattern(replace(bar, fills=False, lead=""))
            if n.start in starts
        }
        if any(pitch == KICK for _, pitch in struck):
            for drum, accent in ((CRASH, 0.6), (KICK, 0.68)):
                struck[starts[-1], drum] = Note(starts[-1], TICKS // 8, drum, accent)
        return sorted(struck.values(), key=lambda n: n.start)
    if role.role == "bass":
        return [Note(s.start, s.length, root(s.chord), 0.55) for s in bar.slots]
    return [Note(s.start, s.length, p, 0.5) for s in bar.slots for p in s.voicing]
