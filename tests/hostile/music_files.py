"""Music that nobody should hand in, made by code: MIDI, ABC, MusicXML, zips, soundfonts, sound."""

import io
import struct
import zipfile
from collections.abc import Iterable

END = b"\0\xff\x2f\0"
HEAD = "X:1\nM:4/4\nL:1/8\nK:C\n"


def quantity(number: int) -> bytes:
    """Return a number as MIDI writes it, of any length."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


def meta(kind: int, body: bytes, delta: int = 0) -> bytes:
    return quantity(delta) + b"\xff" + bytes([kind]) + quantity(len(body)) + body


def notes(count: int, length: int = 120, pitches: Iterable[int] = (60, 62, 64, 65, 67)) -> bytes:
    """Return notes one after another, `length` ticks each."""
    line = list(pitches)
    one = [b"\0\x90" + bytes([p, 80]) + quantity(length) + b"\x80" + bytes([p, 0]) for p in line]
    return b"".join(one[at % len(one)] for at in range(count))


def midi(*tracks: bytes, division: int = 480) -> bytes:
    head = struct.pack(">4sIHHH", b"MThd", 6, 1, len(tracks) % 2**16, division)
    return head + b"".join(b"MTrk" + struct.pack(">I", len(t)) + t for t in tracks)


def song(*events: bytes) -> bytes:
    """Return a MIDI file of a short tune, and of what else is told."""
    return midi(notes(16) + b"".join(events) + END)


def held(count: int, ticks: int, channels: int = 9) -> bytes:
    """Return a MIDI file of notes that all sound at once for so long."""
    begun = (bytes([0, 0x90 | at // 128 % channels, at % 128, 80]) for at in range(count))
    return midi(b"".join(begun) + quantity(ticks) + b"\x90\x3c\x50\x60\x80\x3c\0" + END)


NOTE = "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration></note>"
MEASURE = f"<measure>{NOTE * 4}</measure>"
FIRST = (
    "<measure><attributes><divisions>4</divisions><key><fifths>0</fifths></key>"
    f"<time><beats>4</beats><beat-type>4</beat-type></time></attributes>{NOTE * 4}</measure>"
)


def xml(measures: str = MEASURE * 4, *, doctype: str = "", more: str = "") -> bytes:
    """Return MusicXML of one part: a bar of its own, then `measures`."""
    listed = '<score-part id="P1"><part-name>a</part-name></score-part>'
    return (
        f'<?xml version="1.0"?>{doctype}<score-partwise><part-list>{listed}</part-list>'
        f'<part id="P1">{FIRST}{measures}</part>{more}</score-partwise>'
    ).encode()


def zipped(
    *files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, states: int | None = None
) -> bytes:
    """Return a zip; `states` is what it says that its last file unpacks to (bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    data = bytearray(buffer.getvalue())
    if states is not None:
        struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 24, states)
        struct.pack_into("<I", data, data.rfind(b"PK\3\4") + 22, states)
    return bytes(data)


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def soundfont(
    presets: int = 1,
    zones: int = 1,
    *,
    generators: Iterable[tuple[int, int]] = (),
    sample: tuple[int, ...] = (0, 4000, 1000, 1500, 22_050),
    size: int = 4000,
    more: bytes = b"",
) -> bytes:
    """Return a soundfont whose presets have so many zones, and their instrument so many."""
    own = [*generators, (54, 1), (53, 0)]
    heads = [(b"a", 0, 0), (b"kit", 128, presets), (b"EOP", 0, 2 * presets)]
    tables = {
        b"phdr": b"".join(struct.pack("<20sHHHIII", n, 0, b, at, 0, 0, 0) for n, b, at in heads),
        b"pbag": b"".join(struct.pack("<HH", at, 0) for at in range(2 * presets + 1)),
        b"pgen": struct.pack("<Hh", 41, 0) * 2 * presets + bytes(4),
        b"inst": struct.pack("<20sH20sH", b"a", 0, b"EOI", zones),
        b"ibag": b"".join(struct.pack("<HH", at * len(own), 0) for at in range(zones + 1)),
        b"igen": b"".join(struct.pack("<Hh", *each) for each in own) * zones + bytes(4),
        b"shdr": struct.pack("<20sIIIIIBbHH", b"a", *sample, 69, 0, 0, 1) + bytes(46),
    }
    wave = struct.pack("<4h", 0, 20_000, 0, -20_000) * (size // 4)
    lists = chunk(b"LIST", b"sdta" + chunk(b"smpl", wave + bytes(92)))
    lists += chunk(b"LIST", b"pdta" + b"".join(chunk(*each) for each in tables.items()))
    return chunk(b"RIFF", b"sfbk" + lists + more)


def wav(frames: int = 1000, channels: int = 1, rate: int = 44_100, *, states: int = 0) -> bytes:
    """Return a WAV file of 16 bits; `states` is how many bytes of samples it says it has."""
    body = b"\0\x10" * channels * frames
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * 2 * channels, 2 * channels, 16)
    data = b"data" + struct.pack("<I", states or len(body)) + body
    return chunk(b"RIFF", b"WAVE" + chunk(b"fmt ", form) + data)


def flac(seconds: float, channels: int, rate: int) -> bytes:
    """Return a second of silence as FLAC, whose header says that it lasts longer: by soundfile."""
    import numpy as np
    import soundfile

    buffer = io.BytesIO()
    with soundfile.SoundFile(buffer, "w", rate, channels, format="FLAC") as file:
        file.write(np.zeros((rate, channels), np.int16))
    data = bytearray(buffer.getvalue())
    frames = round(seconds * rate)  # 36 bits
    data[21] = data[21] & 0xF0 | frames >> 32
    data[22:26] = struct.pack(">I", frames % 2**32)
    return bytes(data)


def carrying(*events: bytes) -> bytes:
    """Return a MIDI file whose first track has events for Muse: each the count and the text."""
    return midi(b"".join(meta(0x7F, b"\x7dmuse" + each) for each in events) + notes(4) + END)
