"""A recording of one voice as a piece: what is heard, and how sure that is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from muse import RequestError
from muse_music.listening.recordings import refused, sounding
from muse_music.listening.segments import Heard, notes_of
from muse_music.reading.score import Score, ScorePart
from muse_music.theory.notes import Note

_FLUTE = 73
_UNSURE = 0.7  # below this the report warns
_VOICED, _STEADY, _SURE = 0.3, 0.45, 0.12  # below this there is no tune
_ALONE = 0.5
"""How sure the pitch of one voice is at least: it is 0.7 to 1, and 0.05 to 0.3 where many sound."""
_FEWEST = 3  # notes
_HINT = "record one voice or instrument alone, close to the microphone, or give MIDI"


@dataclass(frozen=True)
class Tracked:
    """What Muse's own ear, which follows one voice, makes of a recording.

    `cents` is how much higher than A = 440 Hz it is; `voiced` the share of it that has a pitch,
    `steady` that which stays on its notes, `sure` how sure the pitch is: 0 to 1.
    """

    name: str
    notes: list[Heard]
    cents: float
    voiced: float
    steady: float
    sure: float

    @property
    def alone(self) -> bool:
        """Whether one voice sounds at a time."""
        return self.sure >= _ALONE

    def refusal(self) -> RequestError | None:
        """Return why there is no tune in it; None where there is one."""
        if len(self.notes) < _FEWEST:
            why = "too few notes"
        elif self.voiced < _VOICED:
            why = "it has hardly any pitch, as noise"
        elif self.steady < _STEADY or self.sure < _SURE:
            why = "its pitch isn't steady, as in speech"
        else:
            return None
        return refused(self.name, f"no tune is heard in it: {why}", _HINT)

    def score(self, *, tempo: float | None = None, meter: str | None = None) -> Score:
        """Return the tune, in a meter (4/4 without one) at a tempo or the one that it has.

        The tempo is in felt beats a minute. RequestError where there is no tune.
        """
        problem = self.refusal()
        if problem is not None:
            raise problem
        return _score(self, tempo, meter)


def tracked(data: bytes, name: str, check: Callable[[], None] = lambda: None) -> Tracked:
    """Return what is heard in a recording, as of one voice.

    `check` is called between stretches and may raise. RequestError for what is silent, too short or
    too long; NotReady without librosa.
    """
    from muse_music.listening.pitch import RATE, listened, pyin

    pyin()
    sound = sounding(data, name, RATE)
    samples = sound.samples[0] / np.float32(sound.peak)
    frames = listened(samples - samples.mean(), check)
    notes, cents, steady = notes_of(frames)
    loud = frames.level > np.percentile(frames.level, 95) - 20
    voiced = float((~np.isnan(frames.pitch[loud])).mean())
    return Tracked(name, notes, cents, voiced, steady, float(np.mean(frames.sure[loud])))


def heard(
    data: bytes,
    name: str,
    *,
    tempo: float | None = None,
    meter: str | None = None,
    check: Callable[[], None] = lambda: None,
) -> Score:
    """Return the tune of a recording; see `tracked` and `Tracked.score`."""
    return tracked(data, name, check).score(tempo=tempo, meter=meter)


def _score(found: Tracked, tempo: float | None, asked: str | None) -> Score:
    from muse_music.listening.beats import beat_of, meter_of, placed

    meter = meter_of(asked)
    notes, cents = found.notes, found.cents
    sure = min(1.0, found.voiced) * found.steady
    beat = 60 / tempo if tempo else beat_of(notes, meter)
    beat = 60 / (tempo or round(60 / beat, 1))
    spans, pickup = placed(notes, beat, meter)
    loudest = max(n.level for n in notes)
    tune = [
        Note(start, length, note.pitch, max(0.2, 0.6 - (loudest - note.level) / 60))
        for note, (start, length) in zip(notes, spans, strict=True)
    ]
    told = [
        f"{found.name}: {len(notes)} notes are heard at {60 / beat:g} beats a minute, {sure:.0%}"
        f" sure"
        + (f"; it is {abs(cents):.0f} cents {'sharp' if cents > 0 else 'flat'}" * (abs(cents) > 5))
        + ("" if asked else "; bars of 4/4 are assumed (--meter sets others)")
    ]
    if sure < _UNSURE:
        told.append(
            f"{found.name}: the notes are unsure; a recording of one voice alone is heard better"
        )
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
