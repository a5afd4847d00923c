"""What is played, from a MIDI file that Muse wrote: notes in seconds, with how each part sounds."""

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Curve = list[tuple[float, float]]
"""Steps of (second, value from there on), in time."""

_BEND = 2.0  # semitones that a pitch wheel reaches, until a file says otherwise
_WHEEL, _VOLUME, _PAN, _EXPRESSION, _PEDAL, _SEND = 1, 7, 10, 11, 64, 91
_ENTRY, _FINE, _RPN_LOW, _RPN_HIGH = 6, 38, 100, 101


@dataclass(frozen=True, slots=True)
class Event:
    """A note: start and end in seconds, pitch, velocity 1..127."""

    start: float
    end: float
    pitch: int
    velocity: int


@dataclass
class Line:
    """One part: program, drums or not, volume 0..1, pan -1..1, what goes to the reverb 0..1.

    `bends` are semitones, `vibrato` the depth of the modulation wheel (0..1), `swell` the factor by
    volume and expression where they change, `track` its place in the file.
    """

    name: str
    program: int
    drums: bool
    volume: float
    pan: float
    send: float
    events: list[Event]
    bends: Curve = field(default_factory=list)
    vibrato: Curve = field(default_factory=list)
    swell: Curve = field(default_factory=list)
    track: int = 0


def lines(data: bytes) -> list[Line]:
    """Return the parts of a MIDI file as `music.midi` writes it: one on each track."""
    from mido import MidiFile

    file = MidiFile(file=io.BytesIO(data), charset="utf-8")
    clock = Clock(sorted(tempos(file)), file.ticks_per_beat)
    made = [_Track(clock).read(track, place) for place, track in enumerate(file.tracks)]
    return [line for line in made if line.events]


def tempos(file: Any) -> list[tuple[int, int]]:
    """Return the tempos of a file as (tick, microseconds per quarter)."""
    found = []
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "set_tempo":
                found.append((now, message.tempo))
    return found


class Clock:
    """Tells the second of a tick, by the tempos of a file."""

    def __init__(self, tempos: Sequence[tuple[int, int]], division: int) -> None:
        self._ticks, self._starts, self._rates = [0], [0.0], [0.5 / division]
        for tick, tempo in tempos:
            second = self(tick)
            if tick == self._ticks[-1]:
                self._rates[-1] = tempo / 1e6 / division
            else:
                self._ticks.append(tick)
                self._starts.append(second)
                self._rates.append(tempo / 1e6 / division)

    def __call__(self, tick: int) -> float:
        at = 0 if len(self._ticks) == 1 else bisect_right(self._ticks, tick) - 1
        return self._starts[at] + (tick - self._ticks[at]) * self._rates[at]


class _Track:
    """Reads one track: its notes, and its controllers as they change."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._line = Line("", 0, False, 1.0, 0.0, 40 / 127, [])
        self._sounding: dict[int, tuple[int, int]] = {}
        self._held: list[int] = []  # places of events that the pedal holds
        self._down = False
        self._levels = {_VOLUME: 127, _EXPRESSION: 127}
        self._swell: Curve = []
        self._parameter = [127, 127]
        self._range = [_BEND, 0.0]

    def read(self, track: Any, place: int) -> Line:
        """Return what a track plays."""
        line, now = self._line, 0
        line.name, line.track = track.name, place
        for message in track:
            now += message.time
            kind = message.type
            if kind in ("note_on", "note_off"):
                line.drums = message.channel == 9
                self._note(now, message.note, message.velocity if kind == "note_on" else 0)
            elif kind == "program_change":
                line.program = message.program
            elif kind == "control_change":
                self._control(now, message.control, message.value)
            elif kind == "pitchwheel":
                line.bends.append((self._clock(now), message.pitch / 8192 * sum(self._range)))
        self._lift(now)
        self._settle()
        return line

    def _note(self, now: int, pitch: int, velocity: int) -> None:
        begun = self._sounding.pop(pitch, None)
        if begun:
            start, struck = begun
            events = self._line.events
            if self._down:
                self._held.append(len(events))
            events.append(Event(self._clock(start), self._clock(now), pitch, struck))
        if velocity:
            self._sounding[pitch] = (now, velocity)
            if self._held:  # a key that is struck again ends its own string's sound
                self._release(now, pitch)

    def _lift(self, now: int) -> None:
        self._down = False
        self._release(now, None)

    def _release(self, now: int, pitch: int | None) -> None:
        events, end = self._line.events, self._clock(now)
        for place in self._held:
            if pitch in (None, events[place].pitch):
                events[place] = replace(events[place], end=max(end, events[place].end))
        self._held = [p for p in self._held if pitch not in (None, events[p].pitch)]

    def _control(self, now: int, number: int, value: int) -> None:
        line = self._line
        if number in self._levels:
            self._levels[number] = value
            level = (self._levels[_VOLUME] * self._levels[_EXPRESSION] / 127**2) ** 2
            self._swell.append((self._clock(now), level))
        elif number == _WHEEL:
            line.vibrato.append((self._clock(now), value / 127))
        elif number == _PAN:
            line.pan = max(-1.0, (value - 64) / 63)
        elif number == _SEND:
            line.send = value / 127
        elif number == _PEDAL:
            if value < 64:
                self._lift(now)
            self._down = value >= 64
        elif number in (_RPN_LOW, _RPN_HIGH):
            self._parameter[number - _RPN_LOW] = value
        elif number in (_ENTRY, _FINE) and self._parameter == [0, 0]:
            self._range[number == _FINE] = value if number == _ENTRY else value / 100

    def _settle(self) -> None:
        """Leave only what is heard of the controllers: one level is a volume."""
        line = self._line
        if len({level for _, level in self._swell}) > 1:
            line.swell = self._swell
        elif self._swell:
            line.volume = self._swell[0][1]
        if not any(value for _, value in line.bends):
            line.bends = []
        if not any(value for _, value in line.vibrato):
            line.vibrato = []
