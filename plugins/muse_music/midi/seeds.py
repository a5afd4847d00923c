"""Seeds of parts and sections: what is drawn anew while everything else stays as it is.

Each part draws from a stream of its own, so that another bass leaves the drums alone. A section
that is drawn anew is taken from the piece as the other seed has it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from muse import Item, RequestError
from muse_music.midi.casting import PARTS
from muse_music.midi.form.forms import kind_of
from muse_music.theory.notes import ChordSpan, Note, Part, Section, Song

_WRITTEN = re.compile(r"\s*([^\d=:]+?)\s*(\d{1,2})?\s*[=:]\s*(\d{1,10})\s*")
_MOST = 2**32


class Streams:
    """The random streams of one piece: one for each part by name, all from one number.

    `own` are numbers of parts that are drawn by another, that of "" by all others.
    """

    def __init__(self, number: int, own: Mapping[str, int]) -> None:
        self._number, self._own = own.get("", number), own

    def of(self, name: str) -> Random:
        """Return the stream of a part."""
        return Random(f"{self._own.get(name.split()[0], self._number)} {name}")

    def common(self, name: str) -> Random:
        """Return the stream that a part would have without a number of its own."""
        return Random(f"{self._number} {name}")


def named(text: str) -> str:
    """Return a seed as Muse names it: "bass=12", "verse 2=5"; ValueError when it can't be read."""
    match = _WRITTEN.fullmatch(text)
    if not match or int(match[3]) >= _MOST:
        raise ValueError(
            f"invalid value {text[:40]!r}; expected a part or a section and its seed, such as "
            "bass=12 or chorus=3"
        )
    name = match[1].lower()
    name = PARTS.get(name) or kind_of(name) or name
    return f"{name}{f' {match[2]}' if match[2] else ''}={match[3]}"


def numbers(texts: Sequence[str]) -> dict[str, int]:
    """Return part or section -> the number that its seed begins with."""
    found = {}
    for text in texts:
        name, _, seed = text.rpartition("=")
        found[name] = begun(Item(0, int(seed)))
    return found


def begun(item: Item) -> int:
    """Return the number that the streams of an item's piece come from."""
    chance = Random(item.random.getrandbits(64))
    chance.getrandbits(64)
    return Random(chance.getrandbits(64)).getrandbits(64)


def sections(song: Song, name: str) -> list[Section]:
    """Return the sections of a name: all choruses for "chorus", one for "chorus 2"."""
    return [s for s in song.sections if name in (s.kind, s.label.lower())]


def known(song: Song, names: Sequence[str]) -> None:
    """Raise RequestError for a name that is neither a part of the song nor a section."""
    parts = dict.fromkeys(["melody", "harmony", "players", *(part.role for part in song.parts)])
    parts.pop("double", None)
    for name in names:
        if name not in parts and not sections(song, name):
            told = ", ".join(dict.fromkeys([*parts, *(s.kind for s in song.sections)]))
            raise RequestError(f"seeds: the piece has no {name}", hint=f"give one of {told}")


def spliced(song: Song, other: Song, places: Sequence[Section]) -> Song:
    """Return a song in which some sections are those of another with the same form."""
    time = song.time
    spans = [(time.start(s.first), time.start(s.first + s.bars)) for s in places]
    from_other = {part.name: part for part in other.parts}
    made: list[Part] = []
    for part in song.parts:
        new = from_other.pop(part.name, None)
        notes = _joined(part.notes, new.notes if new else [], spans)
        pedal = [p for p in part.pedal if not _within(p[0], spans)]
        pedal += [p for p in (new.pedal if new else []) if _within(p[0], spans)]
        made.append(replace(part, notes=notes, pedal=sorted(pedal)))
    for part in from_other.values():  # who plays in those sections alone
        notes = [note for note in part.notes if _within(note.start, spans)]
        if notes:
            made.append(replace(part, notes=notes))
    return replace(song, parts=made, chords=_chords(song.chords, other.chords, spans))


Spans = Sequence[tuple[int, int]]


def _within(tick: int, spans: Spans) -> bool:
    return any(start <= tick < end for start, end in spans)


def _joined(old: Sequence[Note], new: Sequence[Note], spans: Spans) -> list[Note]:
    """Return the old notes outside the spans and the new ones inside, cut where they meet."""
    edges = sorted({edge for span in spans for edge in span})
    made = []
    for notes, inside in ((old, False), (new, True)):
        for note in notes:
            if _within(note.start, spans) == inside:
                edge = next((e for e in edges if note.start < e < note.end), note.end)
                made.append(replace(note, length=edge - note.start))
    return sorted(made, key=lambda note: (note.start, note.pitch))


def _chords(old: Sequence[ChordSpan], new: Sequence[ChordSpan], spans: Spans) -> list[ChordSpan]:
    """Return the chords of both, each where it belongs."""
    edges = sorted({edge for span in spans for edge in span})
    made: list[ChordSpan] = []
    for chords, inside in ((old, False), (new, True)):
        for span in chords:
            cuts = [span.start, *(e for e in edges if span.start < e < span.end), span.end]
            made += [
                replace(span, start=start, end=end)
                for start, end in pairwise(cuts)
                if _within(start, spans) == inside
            ]
    return sorted(made, key=lambda span: span.start)
