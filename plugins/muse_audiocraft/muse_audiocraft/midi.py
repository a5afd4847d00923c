"""A plain rendering of MIDI notes as tones, for a model to hear: pitches, times and loudness."""

from __future__ import annotations

import io

import numpy as np

from muse import RequestError

from .sound import LONGEST, Sound

RATE = 32_000
PARTIALS = (1.0, 0.42, 0.2, 0.09)
BYTES, NOTES, SOUNDING = 10 * 2**20, 20_000, 20_000.0
"""A file's bytes and notes at most, and the seconds that its notes sound together."""

_DRUMS = 9


def render(data: bytes, name: str = "the file") -> Sound:
    """Return the notes of a MIDI file as mono sound, drums left out; RequestError without notes."""
    notes = _notes(data, name)
    made = np.zeros(int((max(end for _, end, *_ in notes) + 0.6) * RATE) + 1, np.float32)
    for start, end, pitch, velocity in notes:
        first = int(start * RATE)
        time = np.arange(min(int((end - start + 0.05) * RATE), len(made) - first)) / RATE
        if len(time) < 2:
            continue
        tone = np.zeros(len(time))
        for number, share in enumerate(PARTIALS, 1):
            hertz = 440 * 2 ** ((pitch - 69) / 12) * number
            if hertz < RATE / 2:
                tone += share * np.sin(2 * np.pi * hertz * time)
        tone *= np.exp(-time * 1.5) * np.minimum(1, time / 0.005)
        tone *= np.clip((time[-1] - time) / 0.03, 0, 1) * (velocity / 127) ** 1.5
        made[first : first + len(time)] += tone.astype(np.float32)
    peak = float(np.abs(made).max(initial=0.0))
    return Sound((made * np.float32(0.8 / max(peak, 1e-6)))[None], RATE)


def _notes(data: bytes, name: str) -> list[tuple[float, float, int, int]]:
    """Return (start s, end s, pitch, velocity) of each note but drums."""
    import mido

    if len(data) > BYTES:
        raise RequestError(
            f"{name} holds more than {BYTES // 2**20} MiB", hint="give a smaller one"
        )
    try:
        # Its times are s already, by the tempo of each moment.
        events = list(mido.MidiFile(file=io.BytesIO(data), clip=True))
    except Exception as error:  # mido raises whatever a damaged file leads it to
        raise RequestError(
            f"{name} can't be read as MIDI ({error!s:.80})", hint="give another file"
        ) from None
    now, open_, notes = 0.0, {}, []
    for event in events:
        now += event.time
        if event.type not in ("note_on", "note_off") or event.channel == _DRUMS:
            continue
        begun = open_.pop((event.channel, event.note), None)
        if begun is not None and now > begun[0]:
            notes.append((begun[0], now, int(event.note), begun[1]))
        if event.type == "note_on" and event.velocity:
            open_[event.channel, event.note] = (now, int(event.velocity))
    if not notes:
        raise RequestError(f"{name} has no notes", hint="give a file with a melody")
    if now > LONGEST or len(notes) > NOTES or sum(e - s for s, e, *_ in notes) > SOUNDING:
        raise RequestError(
            f"{name} is longer than {LONGEST / 60:.0f} minutes or has over {NOTES:,} notes",
            hint="shorten it",
        )
    return notes
