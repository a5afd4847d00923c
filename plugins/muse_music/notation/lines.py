"""The words of a song as lines: which syllables are sung in one breath.

A song keeps syllables at notes. Lines begin where a section does, after a long rest, at a capital
letter, or where a phrase of two or four bars begins, whichever the words bear out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muse_music.theory.notes import Note, Section, Song

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_ALWAYS = re.compile(r"I(?:['’]\w+)?[,.!?]*-?$")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SHORTEST, _LONGEST = 6, 14  # syllables of a line, where bars alone decide


@dataclass(frozen=True)
class Line:
    """A line: its syllables as notes that have words, and the section that it is sung in."""

    notes: tuple[Note, ...]
    section: Section | None

    @property
    def start(self) -> int:
        """Where its first syllable begins (ticks)."""
        return self.notes[0].start

    @property
    def end(self) -> int:
        """Where its last syllable ends (ticks)."""
        return self.notes[-1].end

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(piece for piece, _ in self.pieces()).strip()

    def pieces(self) -> Iterator[tuple[str, Note]]:
        """Yield what each note adds to the text: a syllable, with a blank where its word ends."""
        for place, note in enumerate(self.notes):
            last = place + 1 == len(self.notes)
            yield spoken(note.lyric, "" if last else self.notes[place + 1].lyric), note


def spoken(syllable: str, following: str) -> str:
    """Return a syllable as it is printed: joined to its word, or with a blank after it."""
    if len(syllable) > 1 and syllable.endswith("-"):
        return syllable[:-1]
    if _WIDE.search(syllable[-1:]) and (not following or _WIDE.search(following[0])):
        return syllable
    return f"{syllable} "


def lines(song: Song) -> list[Line]:
    """Return the lines of a song's words, in time; none where nothing is sung."""
    sung = [n for n in singer(song) if n.lyric]
    if not sung:
        return []
    words = [n for at, n in enumerate(sung) if at == 0 or not _goes_on(sung[at - 1])]
    capitals = {n.start for n in words if _capital(n)}
    if len(capitals) * 2 >= len(_phrases(song, words, 4)) and _average(sung, capitals) <= _LONGEST:
        heads = _phrases(song, words, 2)
        told = {n.start for n in words if _ALWAYS.match(n.lyric) and n.start in heads}
        starts = capitals | told
    else:
        starts, halves = _phrases(song, words, 4), _phrases(song, words, 2)
        if _average(sung, starts) > _LONGEST or _average(sung, halves) > _SHORTEST:
            starts = halves
    starts |= _breaths(song, sung, words)
    return list(_cut(song, sung, starts))


def line_ends(song: Song) -> dict[int, str]:
    """Return what MIDI writes after the last syllable of a line, by its tick.

    A carriage return ends a line and a line feed a verse: MIDI Association, RP-017.
    """
    found = lines(song)
    return {
        line.notes[-1].start: "\n"
        if following is None or following.section != line.section
        else "\r"
        for line, following in zip(found, [*found[1:], None], strict=False)
    }


def singer(song: Song) -> Sequence[Note]:
    """Return the notes of the part that sings, in time: the tune, or the first that has words."""
    part = next((p for p in song.parts if any(n.lyric for n in p.notes)), None)
    return sorted(part.notes, key=lambda n: n.start) if part else ()


def _goes_on(note: Note) -> bool:
    return len(note.lyric) > 1 and note.lyric.endswith("-")


def _capital(note: Note) -> bool:
    return bool(_CAPITAL.match(note.lyric)) and not _ALWAYS.match(note.lyric)


def _average(sung: Sequence[Note], starts: set[int]) -> float:
    return len(sung) / max(1, len(starts))


def _phrases(song: Song, words: Sequence[Note], bars: int) -> set[int]:
    """Return where words begin that are the first of so many bars of their section."""
    found: dict[tuple[int, int], int] = {}
    for note in words:
        bar = song.time.index(note.start)
        section = _section(song, bar)
        first = section.first if section else 0
        found.setdefault((first, (bar - first) // bars), note.start)
    return set(found.values())


def _breaths(song: Song, sung: Sequence[Note], words: Sequence[Note]) -> set[int]:
    """Return where words begin in a new section, or after a rest of a bar and more."""
    heads = {n.start for n in words}
    found = {sung[0].start}
    for before, note in pairwise(sung):
        here, there = song.time.index(note.start), song.time.index(before.start)
        rest = note.start - before.end >= song.time.measures[here].meter.bar
        if note.start in heads and (rest or _section(song, here) is not _section(song, there)):
            found.add(note.start)
    return found


def _cut(song: Song, sung: Sequence[Note], starts: set[int]) -> Iterator[Line]:
    line: list[Note] = []
    for note in sung:
        if note.start in starts and line:
            yield Line(tuple(line), _section(song, song.time.index(line[0].start)))
            line = []
        line.append(note)
    yield Line(tuple(line), _section(song, song.time.index(line[0].start)))


def _section(song: Song, bar: int) -> Section | None:
    return next((s for s in song.sections if s.first <= bar < s.first + s.bars), None)
