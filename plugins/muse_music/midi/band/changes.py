"""Every chord is heard: whoever plays chords or bass strikes each, nobody where none is."""

from collections.abc import Sequence
from dataclasses import replace

from muse_music.midi.band import bass
from muse_music.midi.style import Role
from muse_music.theory.bars import Bar, Slot
from muse_music.theory.notes import Note


def heard(notes: Sequence[Note], bar: Bar, role: Role) -> list[Note]:
    """Return a pattern's notes in which no chord of a bar of several is passed over.

    Where the bar has no chord (N.C.) its notes are left out.
    """
    if role.drums:
        return list(notes)
    made = list(notes)
    if len(bar.slots) > 1:
        for slot in bar.slots:
            if not any(slot.start <= note.start < slot.end for note in notes):
                made += _struck(slot, role)
        made.sort(key=lambda n: n.start)
    if any(slot.chord.silent for slot in bar.slots):
        made = [n for note in made for n in _outside(note, bar.slots)]
    return made


def _struck(slot: Slot, role: Role) -> list[Note]:
    """Return the chord of a slot, or its root, held while it lasts."""
    if role.role == "bass":
        root = bass.LOW + 4 + (slot.chord.bass - bass.LOW - 4) % 12
        return [Note(slot.start, slot.length, root, 0.55)]
    return [Note(slot.start, slot.length, pitch, 0.48) for pitch in slot.voicing]


def _outside(note: Note, slots: Sequence[Slot]) -> list[Note]:
    """Return a note cut where a silent chord begins; none that begins in one."""
    for slot in slots:
        if slot.chord.silent and note.start < slot.end and note.end > slot.start:
            if note.start >= slot.start:
                return []
            note = replace(note, length=slot.start - note.start)
    return [note]
