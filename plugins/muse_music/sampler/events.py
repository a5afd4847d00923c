"""What is played, from a MIDI file that Muse wrote: notes in seconds, with how each part sounds."""

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A note: start and end in seconds, pitch, velocity 1..127."""

    start: float
    end: float
    pitch: int
    velocity: int


@dataclass
class Line:
    """One part: program, drums or not, volume 0..1, pan -1..1, what goes to the reverb 0..1."""

    name: str
    program: int
    drums: bool
    volume: float
    pan: float
    send: float
    events: list[Event]


def lines(data: bytes) -> list[Line]:
    """Return the parts of a MIDI file of one tempo, as `music.midi` writes it."""
    from mido import MidiFile

    file = MidiFile(file=io.BytesIO(data), charset="utf-8")
    tempo = next((m.tempo for t in file.tracks for m in t if m.type == "set_tempo"), 500_000)
    second = tempo / 1e6 / file.ticks_per_beat
    made = []
    for track in file.tracks:
        now = 0
        line = Line(track.name, 0, False, 1.0, 0.0, 40 / 127, [])
        sounding: dict[int, tuple[int, int]] = {}
        for message in track:
            now += message.time
            if message.type == "program_change":
                line.program = message.program
            elif message.type == "control_change":
                _control(line, message.control, message.value)
            elif message.type in ("note_on", "note_off"):
                line.drums = message.channel == 9
                begun = sounding.pop(message.note, None)
                if begun:
                    start, velocity = begun
                    line.events.append(Event(start * second, now * second, message.note, velocity))
                if message.type == "note_on" and message.velocity:
                    sounding[message.note] = (now, message.velocity)
        if line.events:
            made.append(line)
    return made


def _control(line: Line, number: int, value: int) -> None:
    if number == 7:
        line.volume = (value / 127) ** 2
    elif number == 10:
        line.pan = max(-1.0, (value - 64) / 63)
    elif number == 91:
        line.send = value / 127
