"""Writes MIDI by mido, for tests and benchmarks that hand pieces in."""

import io
from collections.abc import Iterable

from mido import Message, MetaMessage, MidiFile, MidiTrack

QUARTER = 480
Note = tuple[int, int, int]
"""Start and length (ticks, 480 to the quarter), and pitch."""
SCALE = (60, 62, 64, 65, 67, 69, 71, 72)


def line(count: int, length: int, pitches: Iterable[int] = SCALE, gap: int = 0) -> list[Note]:
    """Return notes of one length after one another, over pitches that come again."""
    own = list(pitches)
    return [(at * length, length - gap, own[at * 3 % len(own)]) for at in range(count)]


def written(
    parts: Iterable[tuple[str, int, Iterable[Note]]],
    events: Iterable[tuple[int, MetaMessage]] = (),
    *,
    division: int = QUARTER,
    charset: str = "utf-8",
) -> bytes:
    """Return a MIDI file of parts (name, program or -1 for drums, notes) under meta events."""
    file = MidiFile(ticks_per_beat=division, charset=charset)
    file.tracks.append(_track([(at, 0, event) for at, event in events]))
    for place, (name, program, notes) in enumerate(parts):
        channel = 9 if program < 0 else [c for c in range(16) if c != 9][place % 15]
        timed: list[tuple[int, int, Message | MetaMessage]] = []
        if name:
            timed.append((0, 0, MetaMessage("track_name", name=name)))
        if place >= 15:
            timed.append((0, 0, MetaMessage("midi_port", port=place // 15)))
        if program >= 0:
            timed.append((0, 1, Message("program_change", channel=channel, program=program)))
        for start, length, pitch in notes:
            on = Message("note_on", channel=channel, note=pitch, velocity=80)
            timed.append((start, 3, on))
            timed.append((start + length, 2, on.copy(velocity=0)))
        file.tracks.append(_track(timed))
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def _track(timed: list[tuple[int, int, Message | MetaMessage]]) -> MidiTrack:
    track, now = MidiTrack(), 0
    for at, _, message in sorted(timed, key=lambda event: event[:2]):
        track.append(message.copy(time=at - now))
        now = at
    return track


def meter(at: int, numerator: int, denominator: int) -> tuple[int, MetaMessage]:
    """Return a time signature at a tick."""
    return at, MetaMessage("time_signature", numerator=numerator, denominator=denominator)


def tempo(at: int, per_minute: float) -> tuple[int, MetaMessage]:
    """Return a tempo at a tick."""
    return at, MetaMessage("set_tempo", tempo=round(60e6 / per_minute))


def key(at: int, name: str) -> tuple[int, MetaMessage]:
    """Return a key signature at a tick."""
    return at, MetaMessage("key_signature", key=name)
