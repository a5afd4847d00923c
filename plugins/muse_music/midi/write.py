"""From a performance to the bytes of a Standard MIDI File, format 1, by mido."""

import io
from collections.abc import Sequence
from typing import Any

from muse_music.midi import gm
from muse_music.midi.meter import TICKS
from muse_music.midi.naming import chord_name
from muse_music.midi.notes import DRUMS, Part, Song
from muse_music.midi.perform import Played

_DRUM_CHANNEL = 9  # "channel 10" to people


def write(song: Song, performance: Sequence[Sequence[Played]]) -> bytes:
    """Return a song as MIDI; every track ends where the last bar does."""
    from mido import MidiFile

    file = MidiFile(type=1, ticks_per_beat=TICKS, charset="utf-8")
    file.tracks.append(_conductor(song))
    channels = [c for c in range(16) if c != _DRUM_CHANNEL]
    for place, (part, notes) in enumerate(zip(song.parts, performance, strict=True)):
        channel = _DRUM_CHANNEL if part.program == DRUMS else channels[place % len(channels)]
        file.tracks.append(_track(part, notes, channel, song))
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def _conductor(song: Song) -> Any:
    """Return the track of what holds for all: title, meter, key, tempo, section markers."""
    from mido import MetaMessage

    meter = song.meter
    fixed = [
        MetaMessage("track_name", name=song.title),
        MetaMessage(
            "time_signature",
            numerator=meter.numerator,
            denominator=meter.denominator,
            clocks_per_click=round(24 * meter.felt),
        ),
        MetaMessage("key_signature", key=song.key.signature),
        MetaMessage("set_tempo", tempo=song.quarter),
    ]
    if ":" in str(meter):
        fixed.append(MetaMessage("text", text=f"grouping {'+'.join(map(str, meter.groups))}"))
    if song.key.mode not in ("major", "minor"):  # a signature can't say it
        fixed.append(MetaMessage("text", text=f"key {song.key}"))
    timed = [(0, event) for event in fixed]
    marks = [
        (section.first * meter.bar, MetaMessage("marker", text=section.label))
        for section in song.sections
    ]
    names = [
        (span.start, MetaMessage("text", text=f"chord {chord_name(span.chord, song.key)}"))
        for span in song.chords
    ]
    timed += sorted([*marks, *names], key=lambda event: event[0])
    return _in_time(timed, song.length)


def _track(part: Part, notes: Sequence[Played], channel: int, song: Song) -> Any:
    """Return the track of one part; its lyrics stand where its notes are written."""
    from mido import Message, MetaMessage

    timed = [(0, MetaMessage("track_name", name=part.name))]
    if part.program != DRUMS:
        timed.append((0, MetaMessage("instrument_name", name=gm.instrument(part.program))))
    program = 0 if part.program == DRUMS else part.program
    pan = round(64 + 63 * max(-1.0, min(1.0, part.pan)))
    timed.append((0, Message("program_change", channel=channel, program=program)))
    timed.append((0, Message("control_change", channel=channel, control=10, value=pan)))
    timed.append((0, Message("control_change", channel=channel, control=91, value=44)))
    # At one tick notes end before notes begin, so that a repeated pitch is struck anew.
    sounding = []
    for n in notes:
        on = Message("note_on", channel=channel, note=n.pitch, velocity=n.velocity)
        off = Message("note_off", channel=channel, note=n.pitch, velocity=0)
        sounding += [(n.start, 1, n.pitch, on), (n.end, 0, n.pitch, off)]
    sounding.sort(key=lambda event: event[:3])
    timed += [(at, message) for at, _, _, message in sounding]
    words = [(n.start, MetaMessage("lyrics", text=_sung(n.lyric))) for n in part.notes if n.lyric]
    if words:
        timed = sorted([*words, *timed], key=lambda event: event[0])
    return _in_time(timed, song.length)


def _sung(syllable: str) -> str:
    """Return a syllable as players show it: what its word goes on after keeps its hyphen."""
    return syllable if syllable.endswith("-") or ord(syllable[0]) > 0x2E7F else f"{syllable} "


def _in_time(timed: Sequence[tuple[int, Any]], length: int) -> Any:
    """Return events at absolute ticks as a track of deltas that ends at `length`."""
    from mido import MetaMessage, MidiTrack

    track = MidiTrack()
    now = 0
    for at, message in timed:
        message.time = at - now
        track.append(message)
        now = at
    track.append(MetaMessage("end_of_track", time=length - now))
    return track
