"""Loops: a piece without an ending, that runs into its start.

It is composed with one bar more, in which it would come to rest; that bar is left out. So its last
bar leads to the chord and the note that it begins with.
"""

from collections.abc import Sequence
from dataclasses import replace

from muse_music.theory.notes import Section, Song
from muse_music.theory.timeline import Timeline


def longer(time: Timeline, sections: Sequence[Section]) -> tuple[Timeline, list[Section]]:
    """Return time and sections with one bar more, like the last one."""
    last = time.measures[-1]
    more = replace(last, start=time.length)
    *others, final = sections
    return (
        replace(time, measures=(*time.measures, more)),
        [*others, replace(final, bars=final.bars + 1)],
    )


def closed(song: Song) -> Song:
    """Return a song without its last bar; what sounds at its new end is cut there."""
    time = replace(song.time, measures=song.time.measures[:-1])
    parts = []
    for part in song.parts:
        notes = [
            replace(note, length=min(note.end, time.length) - note.start)
            for note in part.notes
            if note.start < time.length
        ]
        pedal = [(start, min(end, time.length)) for start, end in part.pedal if start < time.length]
        if notes:
            parts.append(replace(part, notes=notes, pedal=pedal))
    chords = [
        replace(span, end=min(span.end, time.length))
        for span in song.chords
        if span.start < time.length
    ]
    *others, final = song.sections
    sections = [*others, replace(final, bars=final.bars - 1)]
    dynamics = [mark for mark in song.dynamics if mark.start < time.length]
    return replace(
        song, time=time, parts=parts, chords=chords, sections=sections, dynamics=dynamics
    )
