"""A song moved to another key, or written for an instrument that sounds in one."""

from dataclasses import replace

from muse_music.theory import keys
from muse_music.theory.notes import DRUMS, Note, Song


def transposed(song: Song, semitones: int) -> Song:
    """Return a song with everything but its drums so many semitones higher (lower below 0)."""
    if not semitones:
        return song
    measures = tuple(
        replace(m, key=keys.usual((m.key.pitch_class + semitones) % 12, m.key.mode))
        for m in song.time.measures
    )
    parts = [
        part
        if part.program == DRUMS
        else replace(part, notes=[_moved(note, semitones) for note in part.notes])
        for part in song.parts
    ]
    chords = [replace(span, chord=span.chord.shifted(semitones)) for span in song.chords]
    time = replace(song.time, measures=measures)
    before, after = str(song.time.measures[0].key), str(measures[0].key)
    title = song.title.replace(f" in {before}", f" in {after}")
    return replace(song, title=title, time=time, parts=parts, chords=chords)


def _moved(note: Note, semitones: int) -> Note:
    """Return a note moved, by octaves back to MIDI's pitches where it would leave them."""
    pitch = _inside(note.pitch + semitones)
    return replace(note, pitch=pitch, graces=tuple(_inside(g + semitones) for g in note.graces))


def _inside(pitch: int) -> int:
    if pitch > 127:
        return pitch - 12 * -(-(pitch - 127) // 12)
    return pitch + 12 * -(pitch // 12) if pitch < 0 else pitch
