"""What is heard in a sound: tempo, meter and key, each with a confidence from 0 to 1.

Tempo and beats are librosa's (onset strength, dynamic programming: Ellis 2007); the key is the
best of 24 profiles of Krumhansl and Kessler (1982) against the mean chroma; the meter is the number
of beats after which accents return.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .sound import Sound

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 22050
HOP = 512
MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
BEATS = (2, 3, 4, 5, 6, 7)


@dataclass(frozen=True)
class Heard:
    """Tempo (beats per minute), beats in a bar, key; None where nothing can be told."""

    tempo: float | None
    tempo_confidence: float
    beats: int | None
    beats_confidence: float
    key: str | None
    key_confidence: float


def listen(sound: Sound) -> Heard:
    """Return what is heard in a sound of at least 2 s; shorter or silent ones tell nothing."""
    mono = sound.mono().at(RATE).samples[0]
    if len(mono) < 2 * RATE or float(np.abs(mono).max(initial=0)) < 1e-4:
        return Heard(None, 0.0, None, 0.0, None, 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # librosa's, of sounds without a pitch
        return _heard(mono)


def _heard(mono: NDArray[np.float32]) -> Heard:
    import librosa

    onsets = librosa.onset.onset_strength(y=mono, sr=RATE, hop_length=HOP)
    _, frames = librosa.beat.beat_track(onset_envelope=onsets, sr=RATE, hop_length=HOP)
    beats = np.asarray(frames, int)
    key, sureness = _key(mono)
    if len(beats) < 4:
        return Heard(None, 0.0, None, 0.0, key, sureness)
    at = beats * HOP / RATE
    # A line through all beats is steadier than the one autocorrelation lag that librosa picks.
    period = float(np.polyfit(np.arange(len(at)), at, 1)[0])
    spread = float(np.std(np.diff(at)) / max(period, 1e-6))
    strength = onsets[np.clip(beats, 0, len(onsets) - 1)]
    contrast = float(strength.mean() / max(onsets.mean(), 1e-6))
    steady = float(np.clip(1 - spread * 4, 0, 1) * np.clip((contrast - 1) / 2, 0, 1))
    count, meter = _beats(mono, beats, strength)
    return Heard(60 / period, steady, count, meter * steady, key, sureness)


def _key(mono: NDArray[np.float32]) -> tuple[str | None, float]:
    """Return the key, and how far its correlation lies above that of the next other tonic."""
    import librosa

    harmonic = librosa.effects.harmonic(mono, margin=2.0)
    chroma = librosa.feature.chroma_cqt(y=harmonic, sr=RATE, hop_length=HOP * 4, tuning=0.0).mean(1)
    if not np.isfinite(chroma).all() or chroma.std() < 1e-6:
        return None, 0.0
    scores = {
        f"{tonic} {mode}": float(np.corrcoef(np.roll(profile, number), chroma)[0, 1])
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
        for number, tonic in enumerate(TONICS)
    }
    best = max(scores, key=lambda name: scores[name])
    second = max(value for name, value in scores.items() if name != best)
    return best, float(np.clip((scores[best] - second) * 5 * max(scores[best], 0), 0, 1))


def _beats(
    mono: NDArray[np.float32], beats: NDArray[np.int_], strength: NDArray[np.float32]
) -> tuple[int | None, float]:
    """Return after how many beats accents return: the strongest of 2..7, and how sure that is.

    An accent is a loud onset, a low note or a change of harmony: bass, kick and chords mark the
    bar. For each length the
    contrast between its strongest beat and the mean of the others is measured, in deviations.
    """
    import librosa

    low = librosa.feature.melspectrogram(
        y=mono, sr=RATE, hop_length=HOP, n_mels=8, fmin=30, fmax=180
    ).sum(0)
    rise = np.maximum(0, np.diff(np.log1p(low * 10), prepend=0))
    window = [rise[max(0, b - 2) : b + 3].max(initial=0) for b in beats]
    chroma = librosa.feature.chroma_stft(y=mono, sr=RATE, hop_length=HOP, tuning=0.0)
    parts = [part.mean(1) for part in np.split(chroma, beats, axis=1)[1:]]
    turns = [0.0] + [float(np.abs(b - a).sum()) for a, b in zip(parts, parts[1:])]
    accent = (
        _standard(np.asarray(window))
        + 0.7 * _standard(np.log1p(strength))
        + 1.2 * _standard(np.asarray(turns))
    )
    scores: dict[int, float] = {}
    for length in BEATS:
        bars = len(accent) // length
        if bars < 3:
            continue
        folded = accent[: bars * length].reshape(bars, length)
        means = folded.mean(0)
        first = int(means.argmax())
        others = np.delete(folded, first, axis=1)
        apart = means[first] - others.mean()
        scores[length] = float(apart / (folded.std() / np.sqrt(bars) + 1e-6))
    if not scores:
        return None, 0.0
    best = max(scores, key=lambda length: scores[length])
    # Six beats repeat the accents of three: the shorter bar is meant if it is nearly as clear. Two
    # and four can hardly be told apart by ear, and four is what people write.
    if best == 6 and scores.get(3, 0) > 0.8 * scores[6]:
        best = 3
    elif best == 2 and scores.get(4, 0) > 0.6 * scores[2]:
        best = 4
    rest = [value for length, value in scores.items() if length % best and best % length]
    ahead = scores[best] - max(rest, default=0.0)
    return best, float(np.clip(ahead / 4, 0, 1))


def _standard(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return (values - values.mean()) / (values.std() + 1e-6)
