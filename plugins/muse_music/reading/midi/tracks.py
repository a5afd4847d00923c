"""The events of a MIDI track: notes, players, texts, and what they tell of the piece."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from muse_music.reading.limits import CHANGES, EVENTS, NOTES, QUARTERS, Damaged, most
from muse_music.reading.score import ScorePart
from muse_music.theory.notes import Note

_SIZES = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_HEARD = frozenset({0x80, 0x90, 0xB0, 0xC0})  # the others are skipped
_SYSTEM = {0xF1: 1, 0xF2: 2, 0xF3: 1, 0xF6: 0, **dict.fromkeys(range(0xF8, 0xFF), 0)}
_BANK, _PEDAL = 0, 64  # controllers
_DRUM_BANKS = (120, 127)  # of GM2 and of XG
_TEXT = 200  # bytes of a text that are kept
Player = tuple[int, int]
"""A port and a channel on it."""


@dataclass
class Track:
    """What a track tells of itself, by player; times in ticks of the composer.

    `parts` are those that were made of it; `cut` is whether it ends within an event.
    """

    name: bytes = b""
    notes: dict[Player, list[Note]] = field(default_factory=dict)
    pedals: dict[Player, list[tuple[int, int]]] = field(default_factory=dict)
    lyrics: list[tuple[int, bytes]] = field(default_factory=list)
    texts: list[tuple[int, bytes]] = field(default_factory=list)
    parts: list[ScorePart] = field(default_factory=list)
    cut: bool = False


@dataclass
class Told:
    """What the tracks together tell of the piece: (tick, value) each, as bytes of the file."""

    meters: list[tuple[int, bytes]] = field(default_factory=list)
    keys: list[tuple[int, bytes]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    markers: list[tuple[int, bytes]] = field(default_factory=list)
    programs: dict[Player, list[tuple[int, int]]] = field(default_factory=dict)
    drums: set[Player] = field(default_factory=set)


class TrackReader:
    """Reads tracks one after another, under the limits of all together."""

    def __init__(self, data: bytes, ticks: Callable[[int], int], longest: int) -> None:
        self.data = data
        self.ticks = ticks
        self.longest = longest
        self.told = Told()
        self.count = self.events = 0

    def track(self, at: int, end: int) -> Track:
        """Return a track; what follows an event that is cut short isn't read."""
        self.made, self.port = Track(), 0
        self.open: dict[tuple[Player, int], deque[tuple[int, int]]] = {}
        self.down: dict[Player, int] = {}
        self.now = 0
        try:
            self._events(at, end)
        except EOFError:
            self.made.cut = True
        for (player, pitch), begun in self.open.items():
            for start, velocity in begun:
                self._add(player, pitch, start, velocity)
        for player, start in self.down.items():
            self._lift(player, start)
        return self.made

    def _events(self, at: int, end: int) -> None:
        data, longest = self.data, self.longest
        now = status = 0
        while at < end:
            self.events += 1
            if self.events > EVENTS:
                most(self.events, EVENTS, "events")
            if data[at] < 0x80:
                now += data[at]
                at += 1
            else:
                delta, at = self._number(at, end)
                now += delta
            if now > longest:
                raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")
            if at >= end:
                raise EOFError
            self.now = now
            first = data[at]
            if first >= 0xF0:  # these leave the running status as it is
                at = self._system(first, at + 1, end)
                continue
            if first & 0x80:
                status = first
                at += 1
            elif not status:
                raise Damaged("it has data without an event")
            kind = status & 0xF0
            size = _SIZES[kind]
            if at + size > end:
                raise EOFError
            if kind in _HEARD:
                self._message(kind, status & 0x0F, data[at] & 0x7F, data[at + size - 1] & 0x7F)
            at += size

    def _message(self, kind: int, channel: int, first: int, second: int) -> None:
        player = self.port, channel
        if kind == 0x90 and second:
            self.open.setdefault((player, first), deque()).append((self.now, second))
            self.count += 1
            most(self.count, NOTES, "notes")
        elif kind in (0x80, 0x90):
            begun = self.open.get((player, first))
            if begun:
                self._add(player, first, *begun.popleft())
        elif kind == 0xC0:
            self.told.programs.setdefault(player, []).append((self.ticks(self.now), first))
        elif first == _PEDAL and second >= 64:
            self.down.setdefault(player, self.now)
        elif first == _PEDAL and player in self.down:
            self._lift(player, self.down.pop(player))
        elif first == _BANK and second in _DRUM_BANKS:
            self.told.drums.add(player)

    def _add(self, player: Player, pitch: int, start: int, velocity: int) -> None:
        begin = self.ticks(start)
        length = max(1, self.ticks(self.now) - begin)
        note = Note(begin, length, pitch, velocity / 127)
        self.made.notes.setdefault(player, []).append(note)

    def _lift(self, player: Player, start: int) -> None:
        begin, end = self.ticks(start), self.ticks(self.now)
        if end > begin:
            self.made.pedals.setdefault(player, []).append((begin, end))

    def _system(self, status: int, at: int, end: int) -> int:
        """Take in a meta event, and return where the next event starts; others are skipped."""
        kind = 0
        if status == 0xFF:
            if at >= end:
                raise EOFError
            kind = self.data[at]
            at += 1
        elif status in _SYSTEM:
            return at + _SYSTEM[status]
        elif status not in (0xF0, 0xF7):
            raise Damaged("it has an event that no file may have")
        size, at = self._number(at, end)
        if at + size > end:
            raise EOFError
        if kind:
            self._meta(kind, self.data[at : at + min(size, _TEXT)], size)
        return at + size

    def _meta(self, kind: int, body: bytes, size: int) -> None:
        made, told, tick = self.made, self.told, self.ticks(self.now)
        if kind == 0x03 and not made.name:
            made.name = body
        elif kind == 0x05:
            made.lyrics.append((tick, body))
            most(len(made.lyrics), NOTES, "syllables")
        elif kind == 0x01:
            made.texts.append((tick, body))
            most(len(made.texts), NOTES, "texts")
        elif kind == 0x06:
            if len(told.markers) < CHANGES:
                told.markers.append((tick, body))
        elif kind == 0x21 and size:
            self.port = body[0]
        elif kind == 0x51 and size == 3 and any(body):
            told.tempos.append((tick, int.from_bytes(body, "big")))
        elif kind == 0x58 and size >= 2:
            told.meters.append((tick, body[:2]))
            most(len(told.meters), CHANGES, "changes of meter")
        elif kind == 0x59 and size == 2:
            told.keys.append((tick, body))
            most(len(told.keys), CHANGES, "keys")

    def _number(self, at: int, end: int) -> tuple[int, int]:
        """Return a variable-length quantity of at most four bytes, and where it ends."""
        value = 0
        for place in range(at, min(at + 4, end)):
            value = value << 7 | self.data[place] & 0x7F
            if self.data[place] < 0x80:
                return value, place + 1
        if at + 4 > end:
            raise EOFError
        raise Damaged("a number in it is cut short")
