"""The tracks of a MIDI file with the notes that sound, in seconds."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from muse_music.sampler.events import Clock, tempos
from muse_music.theory.notes import DRUMS

_DRUM_CHANNEL = 9


class Sounding(NamedTuple):
    """A note that sounds from `start` to `end` (s), as long as its key is down."""

    start: float
    end: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Track:
    """Who plays: the name, the General MIDI program (DRUMS for drums), channel, and notes.

    `place` is its place in the file.
    """

    name: str
    program: int
    channel: int
    notes: Sequence[Sounding]
    place: int = 0


def tracks(midi: bytes) -> list[Track]:
    """Return the tracks of a MIDI file, those without notes too."""
    file = _file(midi)
    clock = Clock(sorted(tempos(file)), file.ticks_per_beat)
    return [_track(track, clock, place) for place, track in enumerate(file.tracks)]


def _track(track: Any, clock: Clock, place: int) -> Track:
    now = program = channel = 0
    open_: dict[int, tuple[float, int]] = {}
    notes: list[Sounding] = []
    for message in track:
        now += message.time
        kind = message.type
        if kind in ("note_on", "note_off"):
            channel = message.channel
            begun = open_.pop(message.note, None)
            if begun:
                notes.append(Sounding(begun[0], clock(now), message.note, begun[1]))
            if kind == "note_on" and message.velocity:
                open_[message.note] = (clock(now), message.velocity)
        elif kind == "program_change" and not notes:
            program = message.program
    notes += [Sounding(start, clock(now), pitch, v) for pitch, (start, v) in open_.items()]
    drums = channel == _DRUM_CHANNEL
    return Track(track.name, DRUMS if drums else program, channel, sorted(notes), place)


def parted(midi: bytes) -> bytes:
    """Return a MIDI file with a track for each channel of each track, as the sampler reads them."""
    from mido import MidiFile, MidiTrack

    file = _file(midi)
    if all(len(_channels(track)) < 2 for track in file.tracks):
        return midi
    made: list[Any] = []
    for track in file.tracks:
        channels = sorted(_channels(track))
        if len(channels) < 2:
            made.append(track)
            continue
        for place, channel in enumerate([None, *channels]):
            own, passed = MidiTrack(), 0
            for message in track:
                passed += message.time
                of = getattr(message, "channel", None)
                named = message.type == "track_name" and place
                if of == channel or named:
                    own.append(message.copy(time=passed))
                    passed = 0
            made.append(own)
    whole = MidiFile(type=1, ticks_per_beat=file.ticks_per_beat, charset="utf-8")
    whole.tracks.extend(made)
    buffer = io.BytesIO()
    whole.save(file=buffer)
    return buffer.getvalue()


def _channels(track: Any) -> set[int]:
    return {message.channel for message in track if message.type == "note_on"}


def _file(midi: bytes) -> Any:
    """Return a MIDI file as mido reads it; ValueError for one that it can't read."""
    from mido import MidiFile

    try:
        return MidiFile(file=io.BytesIO(midi), charset="utf-8")
    except (UnicodeDecodeError, OSError, EOFError, LookupError):
        try:
            return MidiFile(file=io.BytesIO(midi), charset="latin-1", clip=True)
        except Exception as error:  # mido raises whatever a damaged file makes it stumble over
            raise ValueError(f"the MIDI file can't be read ({type(error).__name__})") from None
