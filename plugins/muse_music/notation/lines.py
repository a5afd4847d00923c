"""The words of a song as lines: which syllables are sung in one breath.

A song keeps syllables at notes, and the words as they were written, if anybody handed them in. Else
lines begin where a section does, after a long rest, at a capital letter, or where a phrase of one,
two or four bars begins, whichever the words bear out.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log
from statistics import mean

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note, Section, Song

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_ALWAYS = re.compile(r"I(?:['’]\w+)?[,.!?]*-?$")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_ENOUGH = 6  # letters that tell a line
_USUAL, _LONGEST = 7, 14  # syllables of a line: as a rule, and at most where capitals tell


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
    starts = _written(song.words, sung)
    if starts:
        return list(_cut(song, sung, starts))
    capitals = {n.start for n in words if _capital(n)}
    if len(capitals) * 2 >= len(_phrases(song, words, 4)) and _average(sung, capitals) <= _LONGEST:
        heads = _phrases(song, words, 2)
        told = {n.start for n in words if _ALWAYS.match(n.lyric) and n.start in heads}
        starts = capitals | told
    else:
        starts = {_upbeat(song, sung, words, start) for start in _usual(song, sung, words)}
    starts |= _breaths(song, sung, words, starts)
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


def _average(sung: Sequence[Note], starts: Collection[int]) -> float:
    return len(sung) / max(1, len(starts))


def _written(text: str, sung: Sequence[Note]) -> set[int]:
    """Return where the lines of a text begin among syllables: at whole lines, or what is left."""
    told = sorted({_letters(line) for line in text.splitlines()} - {""}, key=len, reverse=True)
    syllables = [_letters(note.lyric) for note in sung]
    found: set[int] = set()
    place = 0
    while place < len(syllables):
        ahead = "".join(syllables[place : place + 200])
        line = next((t for t in told if ahead.startswith(t)), None)
        if line is None:  # a line that was cut short
            line = next((t for t in told if len(t) > _ENOUGH and ahead.startswith(t[:_ENOUGH])), "")
            line = line[:_ENOUGH]
        if line:
            found.add(sung[place].start)
        used = 0
        while place < len(syllables) and (used < len(line) or not used):
            used += len(syllables[place]) or 1
            place += 1
    return found


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _usual(song: Song, sung: Sequence[Note], words: Sequence[Note]) -> set[int]:
    """Return where lines begin by bars alone: as many a section as make lines of usual length."""
    found: set[int] = set()
    for _, own in groupby(sung, lambda n: id(_section(song, song.time.index(n.start)))):
        syllables = list(own)
        first, last = syllables[0].start, syllables[-1].start
        heads = [n for n in words if first <= n.start <= last]
        choices = [_phrases(song, heads, bars) for bars in (4, 2, 1)]
        costs = [_cost(syllables, starts) for starts in choices]
        found |= choices[costs.index(min(costs))]
    return found


def _upbeat(song: Song, sung: Sequence[Note], words: Sequence[Note], start: int) -> int:
    """Return where a line begins whose first bar begins at a tick: at its upbeat, if it has one."""
    heads = {n.start for n in words}
    place = next(at for at, note in enumerate(sung) if note.start == start)
    bar = song.time.at(start)
    best = start
    while place and sung[place].start - sung[place - 1].end < TICKS // 2:
        place -= 1
        if sung[place].start < bar.start - bar.meter.bar // 2:
            return start
        rests = place == 0 or sung[place].start - sung[place - 1].end >= TICKS
        if rests and sung[place].start in heads:
            best = sung[place].start
    return best


def _cost(sung: Sequence[Note], starts: Collection[int]) -> float:
    """Return how unlikely lines are: by their usual length, and the time before each begins."""
    steps = [b.start - a.start for a, b in pairwise(sung)]
    before = [b.start - a.start for a, b in pairwise(sung) if b.start in starts]
    waits = max(0.1, mean(before) / max(1, mean(steps))) if before else 1.0
    return abs(log(_average(sung, starts) / _USUAL)) - log(waits)


def _phrases(song: Song, words: Sequence[Note], bars: int) -> set[int]:
    """Return where words begin that are the first of so many bars of their section."""
    found: dict[tuple[int, int], int] = {}
    for note in words:
        bar = song.time.index(note.start)
        section = _section(song, bar)
        first = section.first if section else 0
        found.setdefault((first, (bar - first) // bars), note.start)
    return set(found.values())


def _breaths(song: Song, sung: Sequence[Note], words: Sequence[Note], starts: set[int]) -> set[int]:
    """Return where words begin in a new section, or after a rest of a bar and more.

    A section whose first line begins with an upbeat has begun with it.
    """
    heads = {n.start for n in words}
    found = {sung[0].start}
    for before, note in pairwise(sung):
        here, there = song.time.index(note.start), song.time.index(before.start)
        measure = song.time.measures[here]
        rest = note.start - before.end >= measure.meter.bar
        new = _section(song, here) is not _section(song, there)
        begun = any(measure.start - measure.meter.bar < s < note.start for s in starts)
        if note.start in heads and (rest or (new and not begun)):
            found.add(note.start)
    return found


def _cut(song: Song, sung: Sequence[Note], starts: set[int]) -> Iterator[Line]:
    line: list[Note] = []
    for note in sung:
        if note.start in starts and line and line[-1].start < note.start:
            yield _line(song, line)
            line = []
        line.append(note)
    yield _line(song, line)


def _line(song: Song, notes: Sequence[Note]) -> Line:
    """Return a line, in the section that has the most of it."""
    middle = notes[len(notes) // 2]
    return Line(tuple(notes), _section(song, song.time.index(middle.start)))


def _section(song: Song, bar: int) -> Section | None:
    return next((s for s in song.sections if s.first <= bar < s.first + s.bars), None)
