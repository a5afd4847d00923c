"""A recording of one voice as a piece: what is heard, and how sure that is."""

from collections.abc import Callable

import numpy as np

from muse import RequestError
from muse_music.listening.segments import Heard, notes_of
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import meter as meters
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note

LONGEST = 300.0
"""Seconds of a recording at most."""
BYTES = 64 * 2**20
"""Bytes of a recording at most."""

_FLUTE = 73
_UNSURE = 0.7  # below this the report warns
_VOICED, _STEADY, _SURE = 0.3, 0.45, 0.12  # below this there is no tune
_FEWEST = 3  # notes
_HINT = "record one voice or instrument alone, close to the microphone, or give MIDI"


def heard(
    data: bytes,
    name: str,
    *,
    tempo: float | None = None,
    meter: str | None = None,
    check: Callable[[], None] = lambda: None,
) -> Score:
    """Return the tune of a recording, in `meter` (4/4 without one) at `tempo` or the one it has.

    The tempo is in felt beats a minute. `check` is called between stretches and may raise.
    RequestError where there is no tune: silence, noise, speech; NotReady without librosa.
    """
    from muse_music.audio.decoding import decode
    from muse_music.listening.pitch import RATE, listened, pyin

    if len(data) > BYTES:
        raise _refused(name, f"it has {len(data) >> 20} MiB, and at most {BYTES >> 20} are heard")
    pyin()
    sound = decode(data, name, RATE).mono()
    if sound.seconds > LONGEST:
        minutes = f"{sound.seconds / 60:.1f} minutes"
        raise _refused(name, f"it lasts {minutes}, and at most {LONGEST / 60:.0f} are heard")
    if sound.seconds < 0.5 or sound.peak < 1e-3:
        raise _refused(name, "it is silent" if sound.seconds >= 0.5 else "it is too short")
    samples = sound.samples[0] / np.float32(sound.peak)
    frames = listened(samples - samples.mean(), check)
    notes, cents, steady = notes_of(frames)
    loud = frames.level > np.percentile(frames.level, 95) - 20
    voiced = float((~np.isnan(frames.pitch[loud])).mean())
    sure = float(np.mean(frames.sure[loud]))
    if len(notes) < _FEWEST or voiced < _VOICED or steady < _STEADY or sure < _SURE:
        why = "too few notes" if len(notes) < _FEWEST else "its pitch isn't steady, as in speech"
        why = "it has hardly any pitch, as noise" if voiced < _VOICED else why
        raise _refused(name, f"no tune is heard in it: {why}", _HINT)
    return _score(notes, cents, min(1.0, voiced) * steady, name, tempo, meter)


def _score(
    notes: list[Heard],
    cents: float,
    sure: float,
    name: str,
    tempo: float | None,
    asked: str | None,
) -> Score:
    from muse_music.listening.beats import beat_of, placed

    meter = meters.parse(asked or "4/4")
    assert isinstance(meter, Meter)
    beat = 60 / tempo if tempo else beat_of(notes, meter)
    beat = 60 / (tempo or round(60 / beat, 1))
    spans, pickup = placed(notes, beat, meter)
    loudest = max(n.level for n in notes)
    tune = [
        Note(start, length, note.pitch, max(0.2, 0.6 - (loudest - note.level) / 60))
        for note, (start, length) in zip(notes, spans, strict=True)
    ]
    told = [
        f"{name}: {len(notes)} notes are heard at {60 / beat:g} beats a minute, {sure:.0%} sure"
        + (f"; it is {abs(cents):.0f} cents {'sharp' if cents > 0 else 'flat'}" * (abs(cents) > 5))
        + ("" if asked else "; bars of 4/4 are assumed (--meter sets others)")
    ]
    if sure < _UNSURE:
        told.append(f"{name}: the notes are unsure; a recording of one voice alone is heard better")
    return Score(
        parts=[ScorePart("Melody", _FLUTE, _apart(tune))],
        meters=[(0, meter)],
        tempos=[(0, round(beat * 1e6 / float(meter.felt)))],
        pickup=pickup,
        notes=told,
    )


def _apart(tune: list[Note]) -> list[Note]:
    """Return notes that don't overlap."""
    made: list[Note] = []
    for note in sorted(tune, key=lambda n: n.start):
        if made and made[-1].end > note.start:
            length = max(1, note.start - made[-1].start)
            last = made[-1]
            made[-1] = Note(last.start, length, last.pitch, last.accent)
        made.append(note)
    return made


def _refused(name: str, why: str, hint: str = "give another recording") -> RequestError:
    return RequestError(f"{name} can't be read as music: {why}", hint=hint)
