"""The words of a song and when they are sung: from MIDI, karaoke MIDI and LRC."""

import io
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import Any

from .language import chinese

_LAST = 3.0
"""Seconds that a last syllable is sung at most where nothing says when it ends."""

_SOON = 0.4
"""Seconds: a shorter rest within a line is none to the eye."""

_VERSE_GAP = 4.0
"""Seconds of silence that part two verses of a song whose file doesn't."""


@dataclass(frozen=True)
class Syllable:
    """A piece of a line, with its spaces, and when it is sung (s)."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """A line of a song; `verse` is the number of its verse, from 0."""

    syllables: tuple[Syllable, ...]
    verse: int = 0

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return "".join(each.text for each in self.syllables).rstrip()

    @property
    def start(self) -> float:
        """When it begins, s."""
        return self.syllables[0].start

    @property
    def end(self) -> float:
        """When it ends, s."""
        return self.syllables[-1].end


def lines(data: bytes) -> list[Line]:
    """Return the lines of a song in MIDI or LRC; ValueError when there are none."""
    found = _of_midi(data) if data[:4] == b"MThd" else _of_lrc(data)
    if not found:
        raise ValueError("it has no words with times")
    return found


def title(data: bytes) -> str:
    """Return the title that a song's file tells; empty for none."""
    if data[:4] == b"MThd":
        file = _midi(data)
        for message in file.tracks[0] if file.tracks else ():
            if message.type == "track_name" and message.name.strip():
                return str(message.name).strip()
        return ""
    found = re.search(r"^\[ti:(.+)\]\s*$", data.decode("utf-8", "replace"), re.MULTILINE)
    return found[1].strip() if found else ""


def _midi(data: bytes) -> Any:
    from mido import MidiFile

    try:
        made = MidiFile(file=io.BytesIO(data), charset="utf-8", clip=True)
    except Exception as error:  # mido raises whatever a damaged file makes it stumble over
        raise ValueError(f"it can't be read as MIDI ({type(error).__name__})") from None
    if made.ticks_per_beat <= 0:
        raise ValueError("its times are in frames of film, not in beats")
    return made


def _of_midi(data: bytes) -> list[Line]:
    """Return the lines of the track with most words: lyric events, or texts of karaoke files."""
    file = _midi(data)
    seconds = _clock(file)
    best: list[tuple[int, str, int]] = []
    for track in file.tracks:
        found = list(_events(track))
        if len(found) > len(best):
            best = found
    pieces: list[tuple[float, str, float]] = [
        (seconds(at), text, seconds(end)) for at, text, end in best
    ]
    return _lined(pieces)


def _events(track: Any) -> Iterator[tuple[int, str, int]]:
    """Yield the words of a track: tick, text, and the tick at which their note ends."""
    named = any(message.type == "lyrics" for message in track)
    kind = "lyrics" if named else "text"
    now = 0
    words: list[tuple[int, str]] = []
    ends: dict[int, int] = {}
    sounding: dict[int, int] = {}
    for message in track:
        now += message.time
        if message.type == kind and not message.text.startswith(("@", "chord ", "[")):
            words.append((now, message.text))
        elif message.type == "note_on" and message.velocity:
            sounding[message.note] = now
        elif message.type in ("note_off", "note_on") and message.note in sounding:
            start = sounding.pop(message.note)
            ends[start] = max(ends.get(start, 0), now)
    for at, text in words:
        near = next((ends[at + off] for off in (0, 1, -1, 2, -2, 3, -3) if at + off in ends), 0)
        yield at, text, near


def _clock(file: Any) -> Callable[[int], float]:
    """Return what turns ticks into seconds."""
    changes = [(0, 0.0, 500_000)]
    tempos = []
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "set_tempo":
                tempos.append((now, message.tempo))
    for tick, tempo in sorted(tempos, key=lambda each: each[0]):
        before, at, was = changes[-1]
        at += (tick - before) * was / 1e6 / file.ticks_per_beat
        changes.append((tick, at, tempo))

    def seconds(tick: int) -> float:
        before, at, tempo = changes[bisect_right(changes, tick, key=itemgetter(0)) - 1]
        return float(at + (tick - before) * tempo / 1e6 / file.ticks_per_beat)

    return seconds


def _lined(pieces: Sequence[tuple[float, str, float]]) -> list[Line]:
    """Return pieces as lines: "\\r" and "/" part lines, "\\n" and "\\" verses."""
    made: list[Line] = []
    held: list[Syllable] = []
    verse = 0

    def close() -> None:
        if held:
            made.append(Line(tuple(held), verse))
            held.clear()

    for number, (start, text, end) in enumerate(pieces):
        following = pieces[number + 1][0] if number + 1 < len(pieces) else start + _LAST
        until = min(end if end > start else following, following)
        until = min(max(until, start + 0.05), start + 2 * _LAST)
        if text.startswith(("/", "\\")):
            close()
            verse += bool(made) and text[0] == "\\"
            text = text[1:]
        closes, parts = text.endswith(("\r", "\n")), text.endswith("\n")
        shown = text.rstrip("\r\n")
        if re.search(r"\w-$", shown):  # a word goes on
            shown = shown[:-1]
        if shown.strip() or (shown and held):
            held.append(Syllable(shown, start, until))
        if closes:
            close()
            verse += parts
    close()
    return _joined(made)


def _joined(made: Sequence[Line]) -> list[Line]:
    """Return lines whose syllables last until the next one, where that follows soon."""
    whole = []
    for line in made:
        parts = list(line.syllables)
        for number, (one, two) in enumerate(pairwise(line.syllables)):
            if two.start - one.end < _SOON:
                parts[number] = replace(one, end=two.start)
        whole.append(replace(line, syllables=tuple(parts)))
    return whole


_TIME = re.compile(r"\[(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)\]")
_INNER = re.compile(r"<(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)>")


def _of_lrc(data: bytes) -> list[Line]:
    """Return the lines of an LRC; words get their own times, or their share of the line's."""
    text = data.decode("utf-8-sig", "replace")
    rows: list[tuple[float, str]] = []
    for row in text.splitlines():
        stamps = list(_TIME.finditer(row))
        if stamps:
            words = row[stamps[-1].end() :].strip()
            rows += [(_seconds(stamp[1], stamp[2]), words) for stamp in stamps]
    rows.sort(key=lambda each: each[0])
    made: list[Line] = []
    verse, paused = 0, False
    for number, (start, words) in enumerate(rows):
        following = rows[number + 1][0] if number + 1 < len(rows) else start + 2 * _LAST
        if not words or words.startswith("♪"):
            paused = True
            continue
        verse += bool(made) and (paused or start - made[-1].end > _VERSE_GAP)
        paused = False
        if parts := tuple(_parts(words, start, following)):
            made.append(Line(parts, verse))
    return made


def _parts(words: str, start: float, end: float) -> Iterator[Syllable]:
    """Yield the words of a line of an LRC with their times."""
    inner = list(_INNER.finditer(words))
    if inner:
        edges = [_seconds(each[1], each[2]) for each in inner]
        for number, each in enumerate(inner):
            last = inner[number + 1].start() if number + 1 < len(inner) else len(words)
            shown = words[each.end() : last]
            if shown:
                yield Syllable(
                    shown, edges[number], edges[number + 1] if number + 1 < len(edges) else end
                )
        return
    pieces = list(words) if chinese(words) else re.findall(r"\S+\s*", words)
    sung = min(end - start, 0.45 * len(pieces) + 0.6) if chinese(words) else end - start
    sung = min(sung, 0.14 * len(words) + 1.0)
    whole = sum(len(piece) for piece in pieces)
    at = start
    for piece in pieces:
        until = at + sung * len(piece) / whole
        yield Syllable(piece, at, until)
        at = until


def _seconds(minutes: str, seconds: str) -> float:
    return int(minutes) * 60 + float(seconds.replace(":", "."))


def recipe(data: bytes) -> dict[str, Any] | None:
    """Return the recipe of `music.midi` that a MIDI file carries; None for none.

    Others aren't followed: a file of a stranger's could name models and servers.
    """
    if data[:4] != b"MThd":
        return None
    text = b""
    for message in next(iter(_midi(data).tracks), ()):
        if message.type == "sequencer_specific" and bytes(message.data[:5]) == b"\x7dmuse":
            text += bytes(message.data[6:])
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("generator") != "music.midi":
        return None
    return found if isinstance(found.get("condition"), dict) else None
