"""Bass patterns: each turns one bar into notes; the root sounds wherever the chord changes."""

from muse_music.theory.bars import Bar, Slot
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import Note

LOW = 28  # the low E of a bass


def _root(chord: Chord) -> int:
    return LOW + 4 + (chord.bass - LOW - 4) % 12  # G sharp 1 .. G 2


def _fifth(chord: Chord) -> int:
    """Return the chord's fifth above its bass, or below it where that would go high."""
    above = next((s for s in (7, 6, 8) if (chord.root + s) % 12 in chord.tones), 12)
    pitch = _root(chord) + (chord.root - chord.bass) % 12 + above
    while pitch > LOW + 19:
        pitch -= 12
    return pitch


def _cut(bar: Bar, tick: int, length: int, slot: Slot) -> int:
    return min(length, slot.end - bar.start - tick)


def held(bar: Bar) -> list[Note]:
    """Hold the root of every chord."""
    return [Note(s.start, s.length, _root(s.chord), 0.55) for s in bar.slots]


def groups(bar: Bar) -> list[Note]:
    """Play the root on every accent group: half notes in 4/4."""
    notes = []
    for span in bar.meter.spans:
        tick = span[0].start
        slot = bar.slot(tick)
        length = span[-1].start + span[-1].length - tick
        notes.append(
            Note(
                bar.start + tick, _cut(bar, tick, length * 95 // 100, slot), _root(slot.chord), 0.6
            )
        )
    return _with_changes(bar, notes)


def root_and_fifth(bar: Bar) -> list[Note]:
    """Alternate root and fifth on the accent groups; a bar of one group alternates by bars."""
    notes = []
    for place, span in enumerate(bar.meter.spans):
        tick = span[0].start
        slot = bar.slot(tick)
        changes = bar.start + tick == slot.start
        alone = len(bar.meter.spans) == 1 and slot.since % 2 == 1
        pitch = (
            _root(slot.chord) if (changes and not alone) or place % 2 == 0 else _fifth(slot.chord)
        )
        if alone:
            pitch = _fifth(slot.chord)
        length = span[0].length * 9 // 10
        notes.append(Note(bar.start + tick, _cut(bar, tick, length, slot), pitch, 0.58))
    return _with_changes(bar, notes)


def divisions(bar: Bar) -> list[Note]:
    """Drive the root on every division, with a step to the next root at a phrase's end."""
    notes = []
    for beat in bar.meter.beats:
        for i in range(beat.divisions):
            tick = beat.start + i * beat.step
            slot = bar.slot(tick)
            accent = 0.62 if i == 0 else 0.5
            notes.append(Note(bar.start + tick, beat.step * 88 // 100, _root(slot.chord), accent))
    last = notes[-1]
    target = _root(bar.slots[-1].next)
    if bar.ends_phrase and abs(target - last.pitch) > 2 and len(notes) > 2:
        notes[-1] = Note(last.start, last.length, target + (-2 if target > last.pitch else 2), 0.5)
    return notes


def pulse(bar: Bar) -> list[Note]:
    """Play with the kick: the group's first beat, and a push before the next."""
    notes = []
    for span in bar.meter.spans:
        first, push = span[0], span[(len(span) - 1) // 2]
        tick = push.start + push.step * (push.divisions - 1)
        end = span[-1].start + span[-1].length
        slot = bar.slot(first.start)
        hold = (tick if tick > first.start else end) - first.start
        notes.append(Note(bar.start + first.start, hold * 9 // 10, _root(slot.chord), 0.62))
        if tick > first.start:
            slot = bar.slot(tick)
            notes.append(Note(bar.start + tick, (end - tick) * 9 // 10, _root(slot.chord), 0.5))
    return _with_changes(bar, notes)


def off_beats(bar: Bar) -> list[Note]:
    """Answer the kick on the last division of every beat, as dance music does."""
    notes = [
        Note(s.start, bar.meter.beats[0].step * 6 // 10, _root(s.chord), 0.5) for s in bar.slots
    ]
    for beat in bar.meter.beats:
        tick = beat.start + beat.step * (beat.divisions - 1)
        if beat.divisions > 1:
            pitch = _root(bar.slot(tick).chord)
            notes.append(Note(bar.start + tick, beat.step * 85 // 100, pitch, 0.6))
    return notes


def walking(bar: Bar) -> list[Note]:
    """Walk in beats: root at the change, then towards the next root, the last step by semitone."""
    notes: list[Note] = []
    for slot in bar.slots:
        beats = [b for b in bar.meter.beats if slot.start <= bar.start + b.start < slot.end]
        root, goal = _root(slot.chord), _root(slot.next)
        line = _walk(bar, slot.chord, root, goal, len(beats))
        for beat, pitch in zip(beats, line, strict=True):
            accent = 0.58 if beat.strength > 1 else 0.52
            notes.append(Note(bar.start + beat.start, beat.length * 93 // 100, pitch, accent))
    return notes


def _walk(bar: Bar, chord: Chord, root: int, goal: int, count: int) -> list[int]:
    """Return `count` pitches from a root to the brink of the next one."""
    if count <= 1:
        return [root] * count
    tones = [p for p in range(LOW, LOW + 24) if p % 12 in chord.tones]
    approach = goal + bar.random.choice((-1, 1, -1, 2 if (goal + 2) % 12 in chord.tones else 1))
    line = [root]
    for left in range(count - 2, 0, -1):
        ideal = line[-1] + (approach - line[-1]) / (left + 1)
        near = sorted(
            (p for p in tones if p not in (line[-1], approach)),
            key=lambda p: (abs(p - ideal) + 0.3 * abs(p - line[-1]) + (p in line) * 2, p),
        )
        line.append(near[0 if bar.random.random() < 0.7 else 1])
    return [*line, approach if approach >= LOW else approach + 2]


def boogie(bar: Bar) -> list[Note]:
    """Climb 1 3 5 6 b7 6 5 3 in beats: a boogie, over two bars where a chord lasts that long."""
    wave = (0, 4, 7, 9, 10, 9, 7, 4)
    notes = []
    for slot in bar.slots:
        beats = [b for b in bar.meter.beats if slot.start <= bar.start + b.start < slot.end]
        minor = (slot.chord.root + 3) % 12 in slot.chord.tones
        second = 4 if slot.since % 2 and len(beats) <= 4 else 0
        for i, beat in enumerate(beats):
            step = wave[(i + second) % 8] if i else 0
            step = 3 if minor and step == 4 else step
            start = bar.start + beat.start
            pitch = _root(slot.chord) + step
            if beat.divisions == 2 and i % 2 == 1:
                notes.append(Note(start, beat.step * 9 // 10, pitch, 0.54))
                notes.append(Note(start + beat.step, beat.step * 8 // 10, pitch, 0.44))
            else:
                notes.append(Note(start, beat.length * 85 // 100, pitch, 0.58))
    return notes


def lazy(bar: Bar) -> list[Note]:
    """Hold the root, and pick up the fifth or octave late in the bar."""
    notes = []
    for slot in bar.slots:
        step = bar.meter.beats[-1].step
        root = _root(slot.chord)
        if slot.length >= 3 * step:
            pick = bar.random.choice((_fifth(slot.chord), root, root + 12))
            notes.append(Note(slot.start, slot.length - step * 3 // 2, root, 0.55))
            notes.append(Note(slot.end - step, step * 8 // 10, pick, 0.42))
        else:
            notes.append(Note(slot.start, slot.length * 9 // 10, root, 0.55))
    return notes


def _with_changes(bar: Bar, notes: list[Note]) -> list[Note]:
    """Add the root of every chord that starts where no note does."""
    starts = {note.start for note in notes}
    for slot in bar.slots:
        if slot.start not in starts:
            cut = []
            for note in notes:
                inside = note.start < slot.start < note.end
                cut.append(
                    Note(note.start, slot.start - note.start, note.pitch, note.accent)
                    if inside
                    else note
                )
            later = min((n.start for n in cut if n.start > slot.start), default=slot.end)
            notes = [
                *cut,
                Note(slot.start, min(later, slot.end) - slot.start, _root(slot.chord), 0.55),
            ]
    return sorted(notes, key=lambda note: note.start)
