"""From a performance to the bytes of a Standard MIDI File, format 1.

The file is put together byte by byte: a song's notes are known to be sound, and a library that
checks each message takes ten times as long. Another library (mido, in `measure`) reads it back.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from math import gcd, lcm

from muse_music.midi.band.perform import Take
from muse_music.midi.measured_time import PICKUP
from muse_music.theory import gm
from muse_music.theory.channels import channels
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS, Note, Part, Song
from muse_music.theory.timeline import Measure

_USUAL, _MOST = 480, 32767
"""Ticks of a quarter in a file: as a rule, and at most."""
_BENT = 12
"""Semitones of the widest bend."""
_TEXT, _NAME, _INSTRUMENT, _LYRIC, _MARKER = 0x01, 0x03, 0x04, 0x05, 0x06
_PORT, _END, _TEMPO, _METER, _KEY = 0x21, 0x2F, 0x51, 0x58, 0x59

Timed = tuple[int, bytes]
"""An event at a tick from the song's start."""


def write(song: Song, performance: Sequence[Take]) -> bytes:
    """Return a song as MIDI; every track ends where the last bar does.

    A quarter has 480 ticks in the file, or a multiple of them where written notes are finer.
    """
    division = _division(song)
    tracks = [_conductor(song)]
    given = channels(song.parts)
    ends = _line_ends(song)
    for part, take, (port, channel) in zip(song.parts, performance, given, strict=True):
        tracks.append(_track(part, take, port, channel, ends))
    chunks = b"".join(_chunk(events, song.length, division) for events in tracks)
    return struct.pack(">4sIHHH", b"MThd", 6, 1, len(tracks), division) + chunks


def _line_ends(song: Song) -> Mapping[int, str]:
    """Return what stands after the last syllable of each line, by its tick."""
    if not any(note.lyric for part in song.parts for note in part.notes):
        return {}
    from muse_music.notation.lines import line_ends

    return line_ends(song)


def _division(song: Song) -> int:
    """Return the ticks of a quarter that hold every written start, and the tune's every end."""
    times = {tick for part in song.parts for n in part.notes for tick in _exact(part, n)}
    finest = lcm(_USUAL, *{TICKS // gcd(TICKS, tick) for tick in times})
    return finest if finest <= _MOST else _MOST // _USUAL * _USUAL


def _exact(part: Part, note: Note) -> tuple[int, ...]:
    return (note.start, note.end) if part.role == "melody" else (note.start,)


def _conductor(song: Song) -> list[Timed]:
    """Return the track of what holds for all: title, meter, key, tempo, sections, chord names."""
    time = song.time
    timed = [(0, _meta(_NAME, song.title))]
    if time.measures[0].offset:
        timed.append((0, _meta(_TEXT, PICKUP)))
    before: Measure | None = None
    shown: Meter | None = None
    for measure in time.measures:
        meter = measure.filled
        if meter != shown:
            timed += [(measure.start, event) for event in _metered(meter)]
        if before is None or measure.key != before.key:
            timed += [(measure.start, event) for event in _keyed(measure.key)]
        before, shown = measure, meter
    for tempo in time.tempos:
        timed.append((tempo.start, _meta(_TEMPO, tempo.quarter.to_bytes(3, "big"))))
        if tempo.mark:
            timed.append((tempo.start, _meta(_TEXT, tempo.mark)))
    timed += [(time.start(s.first), _meta(_MARKER, s.label)) for s in song.sections]
    for span in song.chords:
        name = chord_name(span.chord, time.at(span.start).key)
        timed.append((span.start, _meta(_TEXT, f"chord {name}")))
    return sorted(timed, key=lambda event: event[0])


def _metered(meter: Meter) -> Iterator[bytes]:
    """Yield the events that tell a meter: its signature, and its grouping if it isn't usual."""
    power = meter.denominator.bit_length() - 1
    yield _meta(_METER, bytes([meter.numerator, power, round(24 * meter.felt), 8]))
    if ":" in str(meter):
        yield _meta(_TEXT, f"grouping {'+'.join(map(str, meter.groups))}")


def _keyed(key: Key) -> Iterator[bytes]:
    """Yield the events that tell a key: its signature, and its mode where that can't say it."""
    yield _meta(_KEY, bytes([key.sharps & 0xFF, key.minor]))
    if key.mode not in ("major", "minor"):
        yield _meta(_TEXT, f"key {key}")


def _track(part: Part, take: Take, port: int, channel: int, ends: Mapping[int, str]) -> list[Timed]:
    """Return the track of one part; its lyrics stand where its notes are written."""
    program = 0 if part.program == DRUMS else part.program
    pan = round(64 + 63 * max(-1.0, min(1.0, part.pan)))
    timed = [(0, _meta(_NAME, part.name))]
    if port:
        timed.append((0, _meta(_PORT, bytes([port]))))
    if part.program != DRUMS:
        timed.append((0, _meta(_INSTRUMENT, part.instrument or gm.instrument(part.program))))
    timed.append((0, bytes([0xC0 | channel, program])))
    timed.append((0, bytes([0xB0 | channel, 10, pan])))
    timed.append((0, bytes([0xB0 | channel, 91, 44])))
    head = len(timed)
    # At one tick notes end before notes begin, so that a repeated pitch is struck anew.
    on, off = 0x90 | channel, 0x80 | channel
    sounding = [(n.start, 1, bytes((on, n.pitch, n.velocity))) for n in take.notes]
    sounding += [(n.end, 0, bytes((off, n.pitch, 0))) for n in take.notes]
    sounding += _moved(take, channel)
    sounding.sort(key=lambda event: event[:2])
    timed += [(at, message) for at, _, message in sounding]
    words = [
        (n.start, _meta(_LYRIC, _sung(n.lyric, ends.get(n.start, ""))))
        for n in part.notes
        if n.lyric
    ]
    if words:
        # A syllable comes before its note, and after the name of the track.
        sung = sorted([*words, *timed[head:]], key=lambda event: event[0])
        timed = [*timed[:head], *sung]
    return timed


def _moved(take: Take, channel: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield what moves beside the notes: bends, pedal and how loud all is, before notes begin."""
    control = 0xB0 | channel
    if take.bends:
        # Registered parameter 0: how far the pitch is bent at most.
        for number, value in ((101, 0), (100, 0), (6, _BENT), (38, 0), (101, 127), (100, 127)):
            yield 0, -1, bytes((control, number, value))
    for tick, semitones in take.bends:
        value = max(0, min(16383, round(8192 + semitones / _BENT * 8192)))
        yield max(0, tick), 0, bytes((0xE0 | channel, value & 0x7F, value >> 7))
    for tick, down in take.pedal:
        yield tick, 0, bytes((control, 64, 127 if down else 0))
    for tick, level in take.levels:
        yield tick, 0, bytes((control, 11, round(127 * level)))


def _sung(syllable: str, end: str) -> str:
    """Return a syllable as players show it: what its word goes on after keeps its hyphen."""
    if end:
        return syllable + end
    return syllable if syllable.endswith("-") or ord(syllable[0]) > 0x2E7F else f"{syllable} "


def _meta(kind: int, body: str | bytes) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return bytes([0xFF, kind]) + quantity(len(data)) + data


def _chunk(timed: Sequence[Timed], length: int, division: int) -> bytes:
    """Return a track chunk of events in time, which ends at `length`."""
    out = bytearray()
    now = 0
    for tick, message in timed:
        at = (2 * tick * division + TICKS) // (2 * TICKS)
        out += quantity(at - now)
        out += message
        now = at
    out += quantity(-(-length * division // TICKS) - now) + _meta(_END, b"")
    return b"MTrk" + struct.pack(">I", len(out)) + bytes(out)


def quantity(number: int) -> bytes:
    """Return a number from 0 to 2**28 - 1 as a variable-length quantity."""
    if number < 0x80:
        return bytes((number,))
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
