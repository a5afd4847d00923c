"""Standard MIDI Files, formats 0 and 1, read event by event."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from muse_music.reading.limits import (
    CHANGES,
    CHUNKS,
    EVENTS,
    NOTES,
    PARTS,
    QUARTERS,
    TRACKS,
    Damaged,
    most,
    refused,
)
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import gm, keys, meter, progressions
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, ChordSpan, Note

_SIZES = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_HEARD = frozenset({0x80, 0x90, 0xC0})  # the others are skipped
_Open = dict[tuple[int, int], deque[tuple[int, int]]]


@dataclass
class _Track:
    """What a track tells of itself."""

    name: str = ""
    programs: dict[int, int] = field(default_factory=dict)
    notes: dict[int, list[Note]] = field(default_factory=dict)
    lyrics: list[tuple[int, str]] = field(default_factory=list)


def read_midi(data: bytes, name: str) -> Score:
    """Return the piece of a MIDI file; RequestError when it is damaged, too long, or format 2."""
    try:
        return _Reader(data).score()
    except Damaged as error:
        raise refused(name, str(error)) from None


class _Reader:
    def __init__(self, data: bytes) -> None:
        if len(data) < 14:
            raise Damaged("its header is cut short")
        kind = int.from_bytes(data[8:10], "big")
        self.division = int.from_bytes(data[12:14], "big")
        if kind > 1:
            raise Damaged(f"it is MIDI of format {kind}, and formats 0 and 1 are read")
        if not self.division or self.division & 0x8000:
            raise Damaged("its time isn't counted in quarter notes")
        self.data = data
        self.count = 0
        self.events = 0
        self.meters: list[tuple[int, meter.Meter]] = []
        self.keys: list[tuple[int, Key]] = []
        self.tempos: list[tuple[int, int]] = []
        self.texts: list[tuple[int, str]] = []

    def score(self) -> Score:
        tracks = [self._track(start, end) for start, end in self._chunks()]
        score = Score(
            title=tracks[0].name if len(tracks) > 1 and not tracks[0].notes else "",
            meters=self._grouped(),
            keys=self._modal(),
            tempos=sorted(self.tempos),
        )
        for track in tracks:
            for channel, notes in sorted(track.notes.items()):
                drums = channel == 9
                program = DRUMS if drums else track.programs.get(channel, 0)
                called = track.name or gm.instrument(program)
                notes.sort(key=lambda n: (n.start, n.pitch))
                score.parts.append(ScorePart(called, program, _sung(notes, track.lyrics)))
        if not score.parts:
            raise Damaged("it has no notes")
        if len(score.parts) > PARTS:
            raise Damaged(f"it has {len(score.parts)} parts, and at most {PARTS} are read")
        score.chords = self._chords(score.length)
        return score

    def _chunks(self) -> Iterator[tuple[int, int]]:
        at = 8 + int.from_bytes(self.data[4:8], "big")
        found = chunks = 0
        while at + 8 <= len(self.data):
            chunks += 1
            most(chunks, CHUNKS, "chunks")
            size = int.from_bytes(self.data[at + 4 : at + 8], "big")
            if self.data[at : at + 4] == b"MTrk":
                if at + 8 + size > len(self.data):
                    raise Damaged("a track is cut short")
                found += 1
                most(found, TRACKS, "tracks")
                yield at + 8, at + 8 + size
            at += 8 + size
        if not found:
            raise Damaged("it has no tracks")

    def _track(self, at: int, end: int) -> _Track:
        data, made = self.data, _Track()
        now = status = 0
        longest = QUARTERS * self.division
        open_: _Open = {}
        while at < end:
            self.events += 1
            if data[at] < 0x80:
                now += data[at]
                at += 1
            else:
                delta, at = self._number(at, end)
                now += delta
            if now > longest:
                raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")
            if at >= end:
                raise Damaged("an event is cut short")
            if data[at] & 0x80:
                status = data[at]
                at += 1
            elif status < 0x80 or status >= 0xF0:
                raise Damaged("it has data without an event")
            if self.events > EVENTS:
                raise Damaged(f"it has over {EVENTS:,} events")
            if status >= 0xF0:
                at = self._meta(status, at, end, now, made)
                continue
            size = _SIZES[status & 0xF0]
            if at + size > end:
                raise Damaged("an event is cut short")
            if status & 0xF0 in _HEARD:
                self._message(status, data[at], data[at + size - 1], now, open_, made)
            at += size
        for (channel, pitch), begun in open_.items():
            for start, velocity in begun:
                self._add(made, channel, pitch, start, now, velocity)
        return made

    def _message(
        self,
        status: int,
        first: int,
        second: int,
        now: int,
        open_: _Open,
        made: _Track,
    ) -> None:
        kind, channel = status & 0xF0, status & 0x0F
        if kind == 0xC0:
            made.programs.setdefault(channel, first & 0x7F)
        elif kind == 0x90 and second:
            open_.setdefault((channel, first & 0x7F), deque()).append((now, second & 0x7F))
            self.count += 1
            most(self.count, NOTES, "notes")
        elif kind in (0x80, 0x90):
            begun = open_.get((channel, first & 0x7F))
            if begun:
                start, velocity = begun.popleft()
                self._add(made, channel, first & 0x7F, start, now, velocity)

    def _add(
        self, made: _Track, channel: int, pitch: int, start: int, end: int, velocity: int
    ) -> None:
        begin, stop = self._ticks(start), self._ticks(end)
        note = Note(begin, max(1, stop - begin), pitch, velocity / 127)
        made.notes.setdefault(channel, []).append(note)

    def _meta(self, status: int, at: int, end: int, now: int, made: _Track) -> int:
        """Take in a meta event, and return where the next event starts; others are skipped."""
        kind = 0
        if status == 0xFF:
            if at >= end:
                raise Damaged("an event is cut short")
            kind = self.data[at]
            at += 1
        elif status not in (0xF0, 0xF7):
            raise Damaged("it has an event that no file may have")
        size, at = self._number(at, end)
        if at + size > end:
            raise Damaged("an event is cut short")
        body = self.data[at : at + size]
        tick = self._ticks(now)
        if kind == 0x03 and not made.name:
            made.name = _text(body)[:80]
        elif kind == 0x05:
            made.lyrics.append((tick, _text(body)[:40]))
            most(len(made.lyrics), NOTES, "syllables")
        elif kind == 0x01:
            self.texts.append((tick, _text(body)[:80]))
            most(len(self.texts), NOTES, "texts")
        elif kind == 0x51 and size == 3 and any(body):
            self.tempos.append((tick, int.from_bytes(body, "big")))
        elif kind == 0x58 and size >= 2:
            self._meter(tick, body)
        elif kind == 0x59 and size == 2:
            self._key(tick, body)
        return at + size

    def _meter(self, tick: int, body: bytes) -> None:
        if body[1] > 5 or not 1 <= body[0] <= 32:
            raise Damaged(f"its meter is {body[0]}/2^{body[1]}")
        found = _metered(body[0], body[1])
        if not self.meters or self.meters[-1][1] != found:
            self.meters.append((tick, found))
            most(len(self.meters), CHANGES, "changes of meter")

    def _key(self, tick: int, body: bytes) -> None:
        sharps = int.from_bytes(body[:1], "big", signed=True)
        if -7 <= sharps <= 7:
            key = _keyed(sharps, body[1] == 1)
            if key is not None:
                self.keys.append((tick, key))
                most(len(self.keys), CHANGES, "keys")

    def _grouped(self) -> list[tuple[int, meter.Meter]]:
        """Return the meters; the first with the grouping that Muse's own files tell."""
        told = next((t[9:] for _, t in self.texts if t.startswith("grouping ")), "")
        if told and self.meters:
            tick, plain = self.meters[0]
            try:
                grouped = meter.parse(f"{plain.numerator}/{plain.denominator}:{told}")
                return [(tick, grouped), *self.meters[1:]]
            except ValueError:
                pass
        return self.meters

    def _modal(self) -> list[tuple[int, Key]]:
        """Return the keys; the first in the mode that Muse's own files tell."""
        told = next((t[4:] for _, t in self.texts if t.startswith("key ")), "")
        if told and self.keys:
            try:
                key = keys.parse(told)
            except ValueError:
                return self.keys
            if isinstance(key, Key) and key.sharps == self.keys[0][1].sharps:
                return [(self.keys[0][0], key), *self.keys[1:]]
        return self.keys

    def _chords(self, length: int) -> list[ChordSpan]:
        home = Key("C", "major")
        named = [(tick, t[6:]) for tick, t in self.texts if t.startswith("chord ")]
        found: list[ChordSpan] = []
        for (tick, text), end in zip(named, [*(t for t, _ in named[1:]), length], strict=False):
            try:
                chord = progressions.read(text, home)[0][0]
            except ValueError:
                return []
            if end > tick:
                found.append(ChordSpan(tick, end, chord))
        return found

    def _ticks(self, time: int) -> int:
        return round(time * TICKS / self.division)

    def _number(self, at: int, end: int) -> tuple[int, int]:
        """Return a variable-length quantity of at most four bytes, and where it ends."""
        value = 0
        for place in range(at, min(at + 4, end)):
            value = value << 7 | self.data[place] & 0x7F
            if self.data[place] < 0x80:
                return value, place + 1
        raise Damaged("a number in it is cut short")


@lru_cache(maxsize=256)
def _metered(beats: int, power: int) -> meter.Meter:
    return meter.parse(f"{beats}/{2**power}")


@lru_cache(maxsize=64)
def _keyed(sharps: int, minor: bool) -> Key | None:
    return keys.named(sharps, (7 * sharps + (9 if minor else 0)) % 12)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _sung(notes: list[Note], lyrics: list[tuple[int, str]]) -> list[Note]:
    """Return notes with the syllables that stand at them, within a thirty-second."""
    if not lyrics:
        return notes
    made = list(notes)
    at = 0
    for tick, text in sorted(lyrics):
        while at < len(made) and made[at].start < tick - TICKS // 8:
            at += 1
        if at < len(made) and abs(made[at].start - tick) <= TICKS // 8:
            n = made[at]
            made[at] = Note(n.start, n.length, n.pitch, n.accent, text.strip())
            at += 1
    return made
