"""What a MIDI file is, measured on its bytes alone: nothing of the plan is known here."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from muse_music.midi import measured_time
from muse_music.theory import gm, keys, progressions
from muse_music.theory import meter as meters
from muse_music.theory.notes import DRUMS
from muse_music.theory.sounded import Sounded, estimate


def measure(data: bytes) -> dict[str, Any]:
    """Return what a MIDI file holds.

    meter, tempo (felt beats per minute; both as they would be asked for where they change),
    quarters_per_minute (at its start, or after a free opening), bars, keys (where they change), key
    (the signature's, or the mode of that signature that the file tells and the end bears out),
    key_signature, estimated_key (from the notes alone), harmony (the chords that the file names, in
    time), harmony_heard (the share of them whose notes sound), duration (s), tracks, notes, and
    syllables that are sung.
    """
    from mido import MidiFile

    file = MidiFile(file=io.BytesIO(data), charset="utf-8")
    found, ends = _notes(file)
    length = max(ends)
    told = measured_time.told(file, length)
    grouping = _told(file, "grouping") if len(told.meters) == 1 else None
    first = _grouped(told.meters[0][1], grouping, found, file.ticks_per_beat)
    meter, bars = measured_time.metered(told, first)
    tempo = measured_time.tempo(told, first)
    signature = told.keys[0][1]
    return {
        "meter": meter,
        "tempo": tempo if isinstance(tempo, str) else _plain(tempo),
        "quarters_per_minute": _plain(round(60e6 / measured_time.quarter(told), 2)),
        "bars": _plain(round(bars, 3)),
        "key": _key(signature, _told(file, "key"), found),
        "key_signature": _written(signature),
        **({"keys": ", ".join(str(_parsed(k)) for _, k in told.keys)} if told.keys[1:] else {}),
        "estimated_key": estimate(found),
        **_harmony(file, found, length),
        "duration": _plain(round(_seconds(told), 2)),
        "tracks": _tracks(file, found),
        "notes": len(found),
        **_syllables(file),
    }


def _harmony(file: Any, notes: Sequence[Sounded], length: int) -> dict[str, Any]:
    """Return the chords that the file names, and the share of them that its notes bear out.

    A chord counts as heard when its tones are at least three quarters of what sounds below the
    top voice while it lasts (by duration), or all that sounds is one voice.
    """
    named: list[tuple[int, str]] = []
    now = 0
    for message in file.tracks[0]:
        now += message.time
        if message.type == "text" and message.text.startswith("chord "):
            named.append((now, message.text.removeprefix("chord ")))
    if not named:
        return {}
    home = keys.Key("C", "major")
    pitched = sorted((n for n in notes if n.channel != 9), key=lambda n: n.start)
    top = min((n.track for n in pitched), default=0)
    below = [n for n in pitched if n.track != top] or pitched
    heard = at = 0
    ends = [start for start, _ in named[1:]] + [length]
    for (start, name), end in zip(named, ends, strict=True):
        tones = {
            t
            for bar in progressions.read(name, home)
            for chord in bar
            for t in (*chord.tones, chord.bass)
        }
        inside = outside = 0
        while at < len(below) and below[at].start < start - file.ticks_per_beat // 8:
            at += 1
        for place in range(at, len(below)):
            note = below[place]
            if note.start >= end - file.ticks_per_beat // 8:
                break
            held = min(note.end, end) - note.start
            inside, outside = (
                (inside + held, outside) if note.pitch % 12 in tones else (inside, outside + held)
            )
        heard += inside >= 3 * outside
    return {
        "harmony": " ".join(name for _, name in named),
        "harmony_heard": _plain(round(heard / len(named), 3)),
    }


def _syllables(file: Any) -> dict[str, int]:
    """Return how many syllables the file has for its singers; nothing when it has none."""
    count = sum(message.type == "lyrics" for track in file.tracks for message in track)
    return {"syllables": count} if count else {}


def _notes(file: Any) -> tuple[list[Sounded], list[int]]:
    """Return the notes of a file and where each track ends (ticks)."""
    found, ends = [], []
    for number, track in enumerate(file.tracks):
        now = 0
        open_: dict[tuple[int, int], int] = {}
        for message in track:
            now += message.time
            if message.type not in ("note_on", "note_off"):
                continue
            at = (message.channel, message.note)
            if at in open_:
                found.append(Sounded(open_.pop(at), now, message.note, message.channel, number))
            if message.type == "note_on" and message.velocity:
                open_[at] = now
        ends.append(now)
    return found, ends


def _seconds(told: measured_time.Told) -> float:
    """Return how long a file lasts."""
    ends = [start for start, _ in told.tempos[1:]] + [told.length]
    stretches = ((end - max(0, s)) * q for (s, q), end in zip(told.tempos, ends, strict=True))
    return sum(stretches) / told.division / 1e6


def _grouped(text: str, told: str | None, notes: Sequence[Sounded], quarter: int) -> meters.Meter:
    """Return the meter; a grouping that the file tells of counts only if notes bear it out."""
    plain = meters.parse(text)
    if told is None:
        return plain
    try:
        meter = meters.parse(f"{text}:{told}")
    except ValueError:
        return plain
    near = quarter / 16
    unit = quarter * 4 / meter.denominator
    places = [sum(meter.groups[:i]) * unit for i in range(len(meter.groups))]
    struck = [n.start for n in notes]
    bar = meter.numerator * unit
    if struck and max(struck) < 3 * bar:
        return meter  # a bar or two can't tell
    for place in places:
        if not any(min((s - place) % bar, (place - s) % bar) <= near for s in struck):
            return plain
    return meter


def _key(signature: str, told: str | None, notes: Sequence[Sounded]) -> str:
    """Return the key of the signature; a mode that the file tells counts if the end bears it out.

    It does when the last notes hold the tonic, and the key has that signature.
    """
    written = _parsed(signature)
    try:
        key = keys.parse(told or "")
    except ValueError:
        return str(written)
    pitched = [n for n in notes if n.channel != 9]
    end = max((n.end for n in pitched), default=0)
    last = {n.pitch % 12 for n in pitched if n.end == end}
    if isinstance(key, keys.Key) and key.sharps == written.sharps and key.pitch_class in last:
        return str(key)
    return str(written)


def _told(file: Any, kind: str) -> str | None:
    """Return what a text of the file's first track says of the grouping or the key."""
    texts = (m.text for m in file.tracks[0] if m.type == "text")
    return next((t.removeprefix(f"{kind} ") for t in texts if t.startswith(f"{kind} ")), None)


def _parsed(signature: str) -> keys.Key:
    key = keys.parse(signature)
    assert isinstance(key, keys.Key)
    return key


def _written(signature: str) -> str:
    """Return a signature in words: "2 sharps"."""
    sharps = _parsed(signature).sharps
    sign = "sharp" if sharps > 0 else "flat"
    return f"{abs(sharps)} {sign}{'' if abs(sharps) == 1 else 's'}" if sharps else "no accidentals"


def _tracks(file: Any, notes: Sequence[Sounded]) -> list[Mapping[str, Any]]:
    """Return name, instrument and number of notes of each track that plays."""
    counts: dict[int, int] = {}
    drums = set()
    for note in notes:
        counts[note.track] = counts.get(note.track, 0) + 1
        if note.channel == 9:
            drums.add(note.track)
    told: list[Mapping[str, Any]] = []
    for number in sorted(counts):
        events = file.tracks[number]
        program = next((m.program for m in events if m.type == "program_change"), 0)
        name = gm.instrument(DRUMS if number in drums else program)
        told.append({"name": events.name, "program": name, "notes": counts[number]})
    return told


def _plain(number: float) -> float | int:
    """Return a number without a needless .0."""
    return int(number) if number == int(number) else number
