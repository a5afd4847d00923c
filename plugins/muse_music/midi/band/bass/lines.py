"""Bass lines written as text: which tone of the chord is played when."""

from dataclasses import dataclass, replace

from muse_music.midi.band import rows
from muse_music.theory.bars import Bar, Slot
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import Note

LOW = 28  # the low E of a bass
_HIGH = LOW + 28
_FREE = "23456l7"
"""Degrees that are played in whichever octave lies nearest."""
_ACCENTS = {"r": 0.42, "x": 0.22, "n": 0.52, "a": 0.48, "8": 0.54, "5": 0.54}


def root(chord: Chord) -> int:
    """Return the pitch of a chord's bass: G sharp 1 to G 2."""
    return LOW + 4 + (chord.bass - LOW - 4) % 12


def fifth(chord: Chord) -> int:
    """Return the chord's fifth above its bass, or below it where that would go high."""
    above = next((s for s in (7, 6, 8) if (chord.root + s) % 12 in chord.tones), 12)
    pitch = root(chord) + (chord.root - chord.bass) % 12 + above
    while pitch > LOW + 19:
        pitch -= 12
    return pitch


def above(chord: Chord, step: int) -> int:
    """Return the tone some semitones above a chord's root, over its bass."""
    return root(chord) + (chord.root + step - chord.bass) % 12


def _third(chord: Chord) -> int:
    return above(chord, next((s for s in (4, 3) if (chord.root + s) % 12 in chord.tones), 12))


def _seventh(chord: Chord) -> int:
    return above(chord, next((s for s in (10, 11, 9) if (chord.root + s) % 12 in chord.tones), 10))


def near(goal: int, chance: float) -> int:
    """Return a semitone below a goal, or above it where there is no room or `chance` is high."""
    return goal + 1 if goal - 1 < LOW or chance > 0.7 else goal - 1


def tone(sign: str, slot: Slot, chance: float) -> int:
    """Return the pitch of a sign: R r x root, 3 5 6 7 8 degrees, v fifth below, n a next root."""
    chord = slot.chord
    if sign == "n":
        return root(slot.next)
    if sign == "a":
        return near(root(slot.next), chance)
    if sign == "5":
        return fifth(chord)
    if sign == "v":
        low = fifth(chord)
        return low - 12 if low > root(chord) and low - 12 >= LOW else low
    if sign == "3":
        return _third(chord)
    if sign == "7":
        return _seventh(chord)
    if sign == "6":
        return above(chord, 9)
    if sign == "2":
        return above(chord, 2)
    if sign == "4":
        return above(chord, 5)
    if sign == "l":  # the flat third that leans into the third: blues
        return above(chord, 3)
    return root(chord) + 12 * (sign == "8")


def _nearest(pitch: int, before: int) -> int:
    """Return a pitch in the octave that is nearest to the note before, within a bass's reach."""
    reached = [p for p in (pitch, pitch - 12, pitch + 12) if LOW <= p <= _HIGH]
    return min(reached or [pitch], key=lambda p: (abs(p - before), p))


@dataclass(frozen=True)
class Line:
    """A bass line: signs of `tone` in beats; `gate` is the share of its length a note sounds.

    The root sounds wherever the chord changes, unless it has come in early and is still held.
    """

    text: str
    gate: float = 0.94

    def laid(self, bar: Bar) -> rows.Laid:
        """Return the line's bar as it lies in the bar's meter."""
        found = rows.laid(self.text, bar.meter, spread=True)
        return found[bar.place % len(found)]

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        made = self.laid(bar)
        held = made.tied == "n" and bar.carried
        notes: list[Note] = []
        most = bar.meter.bar
        for event in made.events:
            slot = bar.slot(event.start)
            changes = bar.start + event.start == slot.start
            sign = "R" if changes and event.sign not in "Rrx8" else event.sign
            early = sign == "n"
            end = event.end if early and not bar.last else min(event.end, most)
            if not early:
                end = min(end, slot.end - bar.start)
            length = rows.sounded(end - event.start, 0.4 if sign == "x" else self.gate)
            accent = _ACCENTS.get(sign, 0.56) + 0.06 * (bar.meter.strength(event.start) > 1)
            pitch = tone(sign, slot, bar.random.random() if sign == "a" else 0.0)
            if notes and sign in _FREE:
                pitch = _nearest(pitch, notes[-1].pitch)
            notes.append(Note(bar.start + event.start, length, pitch, accent))
        if notes and _approaches(bar):
            _approach(bar, notes)
        return with_roots(bar, notes, held=held)


def _approaches(bar: Bar) -> bool:
    """Whether a long last note of a bar may make room for a step to the next root."""
    turns = bar.ends_phrase or (len(bar.meter.beats) == 2 and bar.place % 2 == 1)
    return turns and bar.slots[-1].chord != bar.slots[-1].next and bar.random.random() < 0.5


def _approach(bar: Bar, notes: list[Note]) -> None:
    """Play a semitone from the next root on the bar's last division, if the last note is long."""
    last, beat = notes[-1], bar.meter.beats[-1]
    start = bar.end - beat.step
    if last.start > start - beat.step or last.end < start or last.end > bar.end:
        return
    pitch = near(root(bar.slots[-1].next), bar.random.random())
    notes[-1] = replace(last, length=start - last.start)
    notes.append(Note(start, rows.sounded(beat.step, 0.9), pitch, 0.46))


def with_roots(bar: Bar, notes: list[Note], *, held: bool = False) -> list[Note]:
    """Add the root of every chord that starts where no note does; `held`: but not on the first."""
    starts = {note.start for note in notes}
    for place, slot in enumerate(bar.slots):
        if slot.start in starts or (held and place == 0):
            continue
        early = next((n for n in notes if n.start < slot.start < n.end), None)
        if early is not None and early.pitch == root(slot.chord):
            continue
        cut = [
            replace(n, length=slot.start - n.start) if n.start < slot.start < n.end else n
            for n in notes
        ]
        later = min((n.start for n in cut if n.start > slot.start), default=slot.end)
        length = min(later, slot.end) - slot.start
        notes = [*cut, Note(slot.start, length, root(slot.chord), 0.55)]
    return sorted(notes, key=lambda note: note.start)


def lines(text: str, gate: float = 0.94) -> tuple[Line, ...]:
    """Return the bass lines of a text, one a line."""
    return tuple(Line(" ".join(t.split()), gate) for t in text.splitlines() if t.strip())
