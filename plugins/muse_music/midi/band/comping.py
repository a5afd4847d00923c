"""Chord patterns: each turns one bar into notes, by its meter's beats and chords' voicings."""

from muse_music.theory.bars import Bar, Slot
from muse_music.theory.notes import Note

_WEIGHT = {3: 0.62, 2: 0.55, 1: 0.48, 0: 0.4}


def _strike(bar: Bar, tick: int, length: int, accent: float | None = None) -> list[Note]:
    """Return the chord at a tick of the bar, cut where the next chord starts."""
    slot = bar.slot(tick)
    start = bar.start + tick
    length = min(length, slot.end - start)
    weight = _WEIGHT[bar.meter.strength(tick)] if accent is None else accent
    return [Note(start, length, pitch, weight) for pitch in slot.voicing]


def _ticks(bar: Bar) -> list[int]:
    """Return the ticks of all divisions of the bar's beats."""
    return [b.start + i * b.step for b in bar.meter.beats for i in range(b.divisions)]


def sustained(bar: Bar) -> list[Note]:
    """Hold every chord for as long as it lasts."""
    return [note for s in bar.slots for note in _strike(bar, s.start - bar.start, s.length, 0.42)]


def groups(bar: Bar) -> list[Note]:
    """Strike on the first beat of every accent group, and hold."""
    return _by_span(bar, 1.0)


def beats(bar: Bar) -> list[Note]:
    """Strike on every beat."""
    return [n for b in bar.meter.beats for n in _strike(bar, b.start, b.length * 9 // 10)]


def divisions(bar: Bar) -> list[Note]:
    """Strike on every division of every beat: guitar eighths."""
    return [
        note
        for beat in bar.meter.beats
        for i in range(beat.divisions)
        for note in _strike(
            bar, beat.start + i * beat.step, beat.step * 8 // 10, 0.55 - 0.12 * (i > 0)
        )
    ]


def pushed(bar: Bar) -> list[Note]:
    """Strike each group, and again on the last division of its middle beat: a pop piano's push."""
    notes = []
    for span in bar.meter.spans:
        first, last = span[0], span[-1]
        push = span[(len(span) - 1) // 2]
        tick = push.start + push.step * (push.divisions - 1)
        notes += _strike(
            bar, first.start, tick - first.start if tick > first.start else first.length
        )
        if tick > first.start:
            notes += _strike(bar, tick, last.start + last.length - tick, 0.46)
    return notes


def off_beats(bar: Bar) -> list[Note]:
    """Strike short on the last division of every beat."""
    return [
        note
        for beat in bar.meter.beats
        for note in _strike(
            bar, beat.start + beat.step * (beat.divisions - 1), beat.step * 7 // 10, 0.5
        )
    ]


def after_beats(bar: Bar) -> list[Note]:
    """Strike on the beats that the bass leaves free: 2 and 3 of a waltz, 2 and 4 of a march."""
    notes = []
    for span in bar.meter.spans:
        for beat in span[1:]:
            notes += _strike(bar, beat.start, beat.length * 7 // 10, 0.44)
        if len(span) == 1:
            beat = span[0]
            for i in range(1, beat.divisions):
                notes += _strike(bar, beat.start + i * beat.step, beat.step * 7 // 10, 0.42)
    return notes


def charleston(bar: Bar) -> list[Note]:
    """Strike on a group's first beat, and half a beat before its end or after its second beat."""
    notes = []
    for place, span in enumerate(bar.meter.spans):
        if place % 2 and bar.random.random() < 0.35:
            continue
        first, late = span[0], span[min(1, len(span) - 1)]
        tick = late.start + late.step * (late.divisions - 1)
        skip = bar.random.random() < 0.3
        if not skip:
            notes += _strike(bar, first.start, first.length * 9 // 10, 0.5)
        if tick > first.start or skip:
            notes += _strike(bar, tick, late.step * 8 // 10, 0.52)
    return notes


def arpeggio(bar: Bar) -> list[Note]:
    """Play the chord's tones one by one on every division, up and down again, and let them ring."""
    notes = []
    for slot in bar.slots:
        wave = [*slot.voicing, slot.voicing[0] + 12, *slot.voicing[:0:-1]]
        ticks = [t for t in _ticks(bar) if slot.start <= bar.start + t < slot.end]
        for i, tick in enumerate(ticks):
            start = bar.start + tick
            length = min(2 * bar.meter.beats[0].step, slot.end - start)
            accent = 0.34 + 0.08 * min(2, bar.meter.strength(tick))
            notes.append(Note(start, length, wave[i % len(wave)], accent))
    return notes


def sixteenths(bar: Bar) -> list[Note]:
    """Run through the chord's tones in halves of divisions, with accents in threes: a sequencer."""
    notes = []
    count = 0
    for tick in _ticks(bar):
        step = bar.meter.beats[0].step // 2
        slot = bar.slot(tick)
        tones = [*slot.voicing, slot.voicing[0] + 12]
        for half in (0, 1):
            accent = 0.55 if count % 3 == 0 else 0.36
            start = bar.start + tick + half * step
            notes.append(Note(start, step * 3 // 4, tones[count % len(tones)], accent))
            count += 1
    return notes


def alberti(bar: Bar) -> list[Note]:
    """Play low, high, middle, high on the divisions, as a classical left hand does."""
    notes = []
    for slot in bar.slots:
        low, middle, high = slot.voicing[0], slot.voicing[1], slot.voicing[-1]
        ticks = [t for t in _ticks(bar) if slot.start <= bar.start + t < slot.end]
        threes = bar.meter.beats[0].divisions == 3
        wave = (low, middle, high) if threes else (low, high, middle, high)
        for i, tick in enumerate(ticks):
            start, step = bar.start + tick, bar.meter.beats[0].step
            accent = 0.38 + 0.06 * min(2, bar.meter.strength(tick))
            notes.append(Note(start, min(step, slot.end - start), wave[i % len(wave)], accent))
    return notes


def power(bar: Bar) -> list[Note]:
    """Drive root and fifth on every division, as an electric guitar does."""
    return [note for slot_notes in map(_power_of, _struck(bar)) for note in slot_notes]


def power_held(bar: Bar) -> list[Note]:
    """Let root and fifth ring, struck once per accent group."""
    notes = []
    for span in bar.meter.spans:
        end = span[-1].start + span[-1].length
        tick = span[0].start
        slot = bar.slot(tick)
        length = min(end - tick, slot.end - bar.start - tick)
        notes += _power_of((bar.start + tick, length, slot, 0.6))
    return notes


def stabs(bar: Bar) -> list[Note]:
    """Strike short in threes across the bar (3+3+2), the way dance music syncopates."""
    ticks = _ticks(bar)
    step = bar.meter.beats[0].step
    places = (
        [t for i, t in enumerate(ticks) if i % 3 == 0] if not bar.meter.compound else ticks[::2]
    )
    return [note for tick in places for note in _strike(bar, tick, step * 7 // 10, 0.5)]


def _by_span(bar: Bar, share: float) -> list[Note]:
    notes = []
    for span in bar.meter.spans:
        length = int((span[-1].start + span[-1].length - span[0].start) * share)
        notes += _strike(bar, span[0].start, length)
    return notes


def _struck(bar: Bar) -> list[tuple[int, int, Slot, float]]:
    """Return start, length, slot and accent of every division."""
    return [
        (
            bar.start + beat.start + i * beat.step,
            beat.step * 85 // 100,
            bar.slot(beat.start + i * beat.step),
            0.62 - 0.14 * (i > 0),
        )
        for beat in bar.meter.beats
        for i in range(beat.divisions)
    ]


def _power_of(struck: tuple[int, int, Slot, float]) -> list[Note]:
    start, length, slot, accent = struck
    root = 40 + (slot.chord.bass - 40) % 12
    fifth = root + (7 if (slot.chord.root + 7) % 12 in slot.chord.tones else 12)
    return [Note(start, length, pitch, accent) for pitch in dict.fromkeys((root, fifth, root + 12))]
