"""Counts Bach's chorales into the tables of `model`: `python -m muse_music.chorale.learning`.

The chorales come with music21 (Bach's music is in the public domain). Each fifth one, by a hash of
its name, is left out of the tables, so that `benchmarks/chorale.py` can try the model on them.
"""

import hashlib
import json
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from muse_music.chorale.model import QUALITIES, TABLES, Beat, State, around, contexts

STATES = 75
"""Chords that are told apart in a mode."""
_BONUS = {"maj": 0.3, "min": 0.28, "7": 0.1, "aug": -0.4, "maj7": -0.15}

Voice = list[tuple[float, float, int, bool]]
"""Notes of a voice: start and length in quarters, pitch, whether a fermata stands on it."""


@dataclass(frozen=True)
class Chorale:
    """A chorale by beats: its mode, what the tune does, Bach's chords and voices (S A T B)."""

    name: str
    tonic: int
    minor: bool
    beats: list[Beat]
    states: list[State]
    voices: list[tuple[int, int, int, int]]


def held_out(name: str) -> bool:
    """Whether a chorale is kept for trying the model."""
    return int(hashlib.sha256(name.split(".")[0].encode()).hexdigest(), 16) % 5 == 0


def chorales() -> Iterator[Chorale]:
    """Yield the four-part chorales of music21's corpus that end on the tonic of their signature."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from music21 import corpus

        for path in corpus.getComposer("bach"):
            try:
                score = corpus.parse(path)
            except Exception:  # a work that music21 can't parse is no chorale for us
                continue
            found = _chorale(Path(path).stem, score)
            if found is not None:
                yield found


def _chorale(name: str, score: Any) -> Chorale | None:
    from music21 import key, meter

    if len(score.parts) != 4:
        return None
    top = score.parts[0].flatten()
    time = top.getElementsByClass(meter.TimeSignature).first()
    sharps = top.getElementsByClass(key.KeySignature).first()
    parts = [_voice(part) for part in score.parts]
    if time is None or time.ratioString not in ("4/4", "3/4") or not all(parts):
        return None
    if parts[0][-1][0] > 400:
        return None
    tonic, minor = _tonic(sharps.sharps if sharps else 0, parts[3][-1][2] % 12)
    if tonic is None:
        return None
    bar = 4 if time.ratioString == "4/4" else 3
    measures = score.parts[0].getElementsByClass("Measure")
    first = measures[0].duration.quarterLength if measures else 0
    return _by_beats(name, tonic, minor, parts, bar, float(first) % bar)


def _voice(part: Any) -> Voice:
    """Return the notes of a voice, ties joined."""
    from music21 import expressions

    found: Voice = []
    for note in part.flatten().notes:
        if note.duration.isGrace:
            continue
        pitch = (note.sortAscending().pitches[-1] if note.isChord else note.pitch).midi
        fermata = any(isinstance(e, expressions.Fermata) for e in note.expressions)
        start, length = float(note.offset), float(note.quarterLength)
        tied = note.tie is not None and note.tie.type in ("stop", "continue")
        if tied and found and found[-1][2] == pitch:
            before = found.pop()
            start, length, fermata = before[0], before[1] + length, fermata or before[3]
        found.append((start, length, pitch, fermata))
    return found


def _tonic(sharps: int, last: int) -> tuple[int | None, bool]:
    """Return the tonic that the last bass note and the signature agree on, and if it is minor."""
    major = 7 * sharps % 12
    for tonic, minor in ((major, False), (major + 9, True), (major + 2, True), (major + 7, False)):
        if last == tonic % 12:
            return tonic % 12, minor
    return None, False


def _by_beats(
    name: str, tonic: int, minor: bool, parts: Sequence[Voice], bar: int, first: float
) -> Chorale | None:
    end = max(start + length for start, length, _, _ in parts[0])
    rows: list[tuple[float, tuple[int, ...], State, bool]] = []
    for beat in range(int(end)):
        now = [_at(voice, beat) for voice in parts]
        if any(n is None for n in now):
            continue
        weights: dict[int, float] = {}
        for voice, note in zip(parts, now, strict=True):
            for each in voice:
                shared = min(each[0] + each[1], beat + 1) - max(each[0], beat)
                if shared > 0:
                    tone = (each[2] - tonic) % 12
                    weights[tone] = weights.get(tone, 0.0) + shared * (1 if each is note else 0.45)
        pitches = tuple(n[2] for n in now if n is not None)
        bass = (pitches[3] - tonic) % 12
        fermata = now[0] is not None and now[0][3]
        rows.append((beat, pitches, (*_label(weights, bass), bass), fermata))
    tune = [(p[0] - tonic) % 12 for _, p, _, _ in rows]
    ends = [i for i, row in enumerate(rows) if row[3]]
    if len(rows) < 12 or not ends:
        return None
    strong = [(beat - first) % bar == 0 for beat, _, _, _ in rows]
    voices = [(p[0], p[1], p[2], p[3]) for _, p, _, _ in rows]
    beats = around(tune, ends, strong)
    return Chorale(name, tonic, minor, beats, [s for _, _, s, _ in rows], voices)


def _at(voice: Voice, beat: float) -> tuple[float, float, int, bool] | None:
    return next((n for n in voice if n[0] <= beat + 1e-6 < n[0] + n[1]), None)


def _label(weights: Mapping[int, float], bass: int) -> tuple[int, str]:
    """Return root and quality of the chord that carries what sounds in a beat best."""
    found: list[tuple[float, int, str]] = []
    for root in range(12):
        for quality, steps in QUALITIES.items():
            tones = {(root + step) % 12 for step in steps}
            score = sum(w if tone in tones else -1.2 * w for tone, w in weights.items())
            score += _BONUS.get(quality, 0.0) - 0.55 * sum(t not in weights for t in tones)
            score += 0.25 * (root == bass) + (0.3 if root in weights else -0.5)
            found.append((score, root, quality))
    _, root, quality = max(found, key=lambda f: f[0])
    return root, quality


def counted(found: Sequence[Chorale]) -> dict[str, Any]:
    """Return the tables of both modes."""
    return {
        "major": _counted([c for c in found if not c.minor]),
        "minor": _counted([c for c in found if c.minor]),
    }


def _counted(found: Sequence[Chorale]) -> dict[str, Any]:
    usual = Counter(s for c in found for s in c.states)
    states = [state for state, _ in usual.most_common(STATES)]
    place = {state: at for at, state in enumerate(states)}
    tables: list[dict[str, Counter[int]]] = [defaultdict(Counter) for _ in range(7)]
    follows: dict[int, Counter[int]] = defaultdict(Counter)
    for chorale in found:
        for beat, state in zip(chorale.beats, chorale.states, strict=True):
            for table, key in zip(tables, contexts(beat), strict=True):
                if state in place:
                    table[key][place[state]] += 1
        for one, two in pairwise(chorale.states):
            if one in place and two in place:
                follows[place[one]][place[two]] += 1
    return {
        "states": states,
        "usual": [usual[state] for state in states],
        "contexts": tables,
        "follows": follows,
    }


def main() -> None:
    """Write the tables."""
    found = [c for c in chorales() if not held_out(c.name)]
    text = json.dumps(counted(found), separators=(",", ":"))
    TABLES.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} chorales, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
