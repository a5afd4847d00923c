"""From a performance to the bytes of a Standard MIDI File, format 1.

The file is put together byte by byte: a song's notes are known to be sound, and a library that
checks each message takes ten times as long. Another library (mido, in `measure`) reads it back.
"""

import struct
from collections.abc import Sequence

from muse_music.midi.band.perform import Played
from muse_music.theory import gm
from muse_music.theory.meter import TICKS
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS, Part, Song

_DRUM_CHANNEL = 9  # "channel 10" to people
_TEXT, _NAME, _INSTRUMENT, _LYRIC, _MARKER = 0x01, 0x03, 0x04, 0x05, 0x06
_END, _TEMPO, _METER, _KEY = 0x2F, 0x51, 0x58, 0x59

Timed = tuple[int, bytes]
"""An event at a tick from the song's start."""


def write(song: Song, performance: Sequence[Sequence[Played]]) -> bytes:
    """Return a song as MIDI; every track ends where the last bar does."""
    tracks = [_conductor(song)]
    channels = [c for c in range(16) if c != _DRUM_CHANNEL]
    for place, (part, notes) in enumerate(zip(song.parts, performance, strict=True)):
        channel = _DRUM_CHANNEL if part.program == DRUMS else channels[place % len(channels)]
        tracks.append(_track(part, notes, channel, song))
    return struct.pack(">4sIHHH", b"MThd", 6, 1, len(tracks), TICKS) + b"".join(tracks)


def _conductor(song: Song) -> bytes:
    """Return the track of what holds for all: title, meter, key, tempo, sections, chord names."""
    meter, key = song.meter, song.key
    power = meter.denominator.bit_length() - 1
    sharps = key.sharps & 0xFF
    fixed = [
        _meta(_NAME, song.title),
        _meta(_METER, bytes([meter.numerator, power, round(24 * meter.felt), 8])),
        _meta(_KEY, bytes([sharps, key.minor])),
        _meta(_TEMPO, song.quarter.to_bytes(3, "big")),
    ]
    if ":" in str(meter):
        fixed.append(_meta(_TEXT, f"grouping {'+'.join(map(str, meter.groups))}"))
    if key.mode not in ("major", "minor"):  # a signature can't say it
        fixed.append(_meta(_TEXT, f"key {key}"))
    timed = [(0, event) for event in fixed]
    marks = [(s.first * meter.bar, _meta(_MARKER, s.label)) for s in song.sections]
    names = [(s.start, _meta(_TEXT, f"chord {chord_name(s.chord, key)}")) for s in song.chords]
    timed += sorted([*marks, *names], key=lambda event: event[0])
    return _chunk(timed, song.length)


def _track(part: Part, notes: Sequence[Played], channel: int, song: Song) -> bytes:
    """Return the track of one part; its lyrics stand where its notes are written."""
    program = 0 if part.program == DRUMS else part.program
    pan = round(64 + 63 * max(-1.0, min(1.0, part.pan)))
    timed = [(0, _meta(_NAME, part.name))]
    if part.program != DRUMS:
        timed.append((0, _meta(_INSTRUMENT, gm.instrument(part.program))))
    timed.append((0, bytes([0xC0 | channel, program])))
    timed.append((0, bytes([0xB0 | channel, 10, pan])))
    timed.append((0, bytes([0xB0 | channel, 91, 44])))
    # At one tick notes end before notes begin, so that a repeated pitch is struck anew.
    on, off = 0x90 | channel, 0x80 | channel
    sounding = [(n.start, 1, bytes((on, n.pitch, n.velocity))) for n in notes]
    sounding += [(n.end, 0, bytes((off, n.pitch, 0))) for n in notes]
    sounding.sort()
    timed += [(at, message) for at, _, message in sounding]
    words = [(n.start, _meta(_LYRIC, _sung(n.lyric))) for n in part.notes if n.lyric]
    if words:
        timed = sorted([*words, *timed], key=lambda event: event[0])
    return _chunk(timed, song.length)


def _sung(syllable: str) -> str:
    """Return a syllable as players show it: what its word goes on after keeps its hyphen."""
    return syllable if syllable.endswith("-") or ord(syllable[0]) > 0x2E7F else f"{syllable} "


def _meta(kind: int, body: str | bytes) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return bytes([0xFF, kind]) + quantity(len(data)) + data


def _chunk(timed: Sequence[Timed], length: int) -> bytes:
    """Return a track chunk of events in time, which ends at `length`."""
    out = bytearray()
    now = 0
    for at, message in timed:
        out += quantity(at - now)
        out += message
        now = at
    out += quantity(length - now) + _meta(_END, b"")
    return b"MTrk" + struct.pack(">I", len(out)) + bytes(out)


def quantity(number: int) -> bytes:
    """Return a number from 0 to 2**28 - 1 as a variable-length quantity."""
    if number < 0x80:
        return bytes((number,))
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
