"""A plain rendering of MIDI notes as tones, to be listened to by a model or a measure.

Each note is its fundamental with a few partials that decay; channel 10, the drums, clicks. It is
no instrument for people: it has the pitches, the times and the loudness of the notes, and no more.
"""

import io

import numpy as np

from muse import RequestError

from .sound import LONGEST, Sound

PARTIALS = (1.0, 0.42, 0.2, 0.09)
MOST = 20_000
"""Notes of a file that are rendered at most."""


def render(data: bytes, rate: int, name: str = "the file") -> Sound:
    """Return the notes of a MIDI file as mono sound; RequestError when it can't be read."""
    notes = _notes(data, name)
    end = max(stop for _, stop, *_ in notes) + 0.6
    made = np.zeros(int(end * rate) + 1, np.float32)
    noise = np.random.default_rng(0).standard_normal(rate // 4).astype(np.float32)
    for start, stop, pitch, velocity, drum in notes:
        first = int(start * rate)
        loud = 0.2 * (velocity / 127) ** 1.5
        if drum:
            length = min(len(noise), len(made) - first, int(0.08 * rate))
            decay = np.exp(-np.arange(length, dtype=np.float32) * (60 / rate))
            made[first : first + length] += noise[:length] * decay * np.float32(loud * 0.7)
            continue
        length = min(int((stop - start + 0.05) * rate), len(made) - first)
        if length < 2:
            continue
        made[first : first + length] += _tone(pitch, length, rate) * np.float32(loud)
    peak = float(np.abs(made).max(initial=0.0))
    return Sound((made / max(peak, 1e-6) * 0.8)[None].astype(np.float32), rate)


def _tone(pitch: int, length: int, rate: int) -> np.ndarray:
    at = np.arange(length, dtype=np.float32) / rate
    frequency = 440 * 2 ** ((pitch - 69) / 12)
    wave = np.zeros(length, np.float32)
    for number, part in enumerate(PARTIALS, 1):
        if frequency * number < rate * 0.45:
            wave += np.float32(part) * np.sin(np.float32(2 * np.pi * frequency * number) * at)
    wave *= np.exp(-at * np.float32(1.8))
    attack, release = min(length, int(0.006 * rate)), min(length, int(0.04 * rate))
    wave[:attack] *= np.linspace(0, 1, attack, dtype=np.float32)
    wave[length - release :] *= np.linspace(1, 0, release, dtype=np.float32)
    return wave


def _notes(data: bytes, name: str) -> list[tuple[float, float, int, int, bool]]:
    """Return notes as (start s, end s, pitch, velocity, whether it is a drum)."""
    import mido

    problem = ""
    notes: list[tuple[float, float, int, int, bool]] = []
    open_: dict[tuple[int, int], tuple[float, int]] = {}
    now = 0.0
    try:
        for message in mido.MidiFile(file=io.BytesIO(data)):
            now += message.time
            if now > LONGEST:
                problem = f"is longer than {LONGEST / 60:.0f} minutes"
                break
            if message.type not in ("note_on", "note_off"):
                continue
            key = (message.channel, message.note)
            if key in open_:
                start, velocity = open_.pop(key)
                notes.append((start, now, message.note, velocity, message.channel == 9))
            if message.type == "note_on" and message.velocity:
                open_[key] = (now, message.velocity)
            if len(notes) > MOST:
                problem = f"has more than {MOST} notes"
                break
    except Exception as error:  # mido raises whatever a damaged file makes it stumble over
        problem = f"can't be read as MIDI ({type(error).__name__})"
    if not problem and not notes:
        problem = "contains no notes"
    if problem:
        raise RequestError(f"{name} {problem}", hint="give another file")
    return notes
