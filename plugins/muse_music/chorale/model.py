"""Which chord stands at each beat of a tune: a log-linear hidden Markov model.

Each beat's chord depends on the chord before it, and on what the tune does around it: its degree,
the degrees next to it, and how far the end of its phrase is. All are counts in Bach's chorales
(`learning`), smoothed towards how usual a chord is at all; the logarithms are added with weights
that were fitted on chorales set aside. Viterbi's algorithm gives the best path, and the best that
any chord can be part of.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TABLES = Path(__file__).with_name("tables.json")
QUALITIES = {
    **{"maj": (0, 4, 7), "min": (0, 3, 7), "dim": (0, 3, 6), "aug": (0, 4, 8)},
    **{"7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11)},
    **{"hd7": (0, 3, 6, 10), "d7": (0, 3, 6, 9)},
}
"""Quality of a chord -> semitones above its root."""
STEP = 0.6
"""How much a chord counts for the next one, against what the tune says."""
_PRIOR, _SMOOTH = 0.6, 6.0
_WEIGHTS = (0.2, 0.3, 0.3, 0.3, 0.3, 0.3, 0.2)

State = tuple[int, str, int]
"""A chord: its root above the tonic (semitones), its quality, and its bass above the tonic."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What the tune does at a beat: degrees above the tonic (semitones; -1: none).

    `ahead` is how many beats its phrase goes on (0..3), `closes` whether that is the last phrase
    and near its end, `opens` whether a phrase begins, `strong` whether a bar does.
    """

    tune: int
    before: int
    after: int
    later: int
    ahead: int
    closes: bool
    opens: bool
    strong: bool


def around(tune: Sequence[int], ends: Sequence[int], strong: Sequence[bool]) -> list[Beat]:
    """Return the beats of a tune, given where its phrases end and its bars begin."""
    count = len(tune)
    made = []
    for at, degree in enumerate(tune):
        later = [e for e in ends if e >= at]
        ahead = min(3, (later[0] if later else count - 1) - at)
        last = not later or later[0] == ends[-1]
        made.append(
            Beat(
                tune=degree,
                before=tune[at - 1] if at else -1,
                after=tune[at + 1] if at + 1 < count else -1,
                later=tune[at + 2] if at + 2 < count else -1,
                ahead=ahead,
                closes=last and ahead < 3,
                opens=at == 0 or at - 1 in ends,
                strong=strong[at],
            )
        )
    return made


def contexts(beat: Beat) -> tuple[str, ...]:
    """Return what is looked up for a beat in each table."""
    t, n, d = beat.tune, beat.after, beat.ahead
    return (
        f"{t}",
        f"{t},{n}",
        f"{beat.before},{t}",
        f"{t},{d},{int(beat.closes)}",
        f"{t},{n},{d}",
        f"{t},{n},{beat.later}",
        f"{t},{int(beat.strong)},{int(beat.opens)}",
    )


class Model:
    """The tables of one mode."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.states: list[State] = [(int(r), str(q), int(b)) for r, q, b in tables["states"]]
        usual = np.array(tables["usual"], float)
        self.usual = usual / usual.sum()
        self.log_usual = np.log(self.usual)
        self.tables: list[Mapping[str, Mapping[str, int]]] = tables["contexts"]
        follows = [self._log(tables["follows"].get(str(i), {})) for i in range(len(self.states))]
        self.follows = STEP * (np.stack(follows) - _PRIOR * self.log_usual)

    def _log(self, counts: Mapping[str, int]) -> NDArray[np.float64]:
        """Return the logarithm of smoothed shares, from state -> count."""
        found = _SMOOTH * self.usual
        for state, count in counts.items():
            found[int(state)] += count
        return np.log(found / found.sum())

    def scores(self, beats: Sequence[Beat]) -> NDArray[np.float64]:
        """Return how well each state suits each beat by itself: (beats, states)."""
        rows = []
        for beat in beats:
            row = self.log_usual.copy()
            for weight, table, key in zip(_WEIGHTS, self.tables, contexts(beat), strict=True):
                row += weight * (self._log(table.get(key, {})) - self.log_usual)
            rows.append(row)
        return np.stack(rows)

    def best(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each beat and state the score of the best path through it."""
        count = len(scores)
        forward, backward = scores.copy(), scores.copy()
        for t in range(1, count):
            forward[t] += (forward[t - 1][:, None] + self.follows).max(0)
        for t in range(count - 2, -1, -1):
            backward[t] += (self.follows + backward[t + 1][None]).max(1)
        return forward + backward - scores


@cache
def load(minor: bool) -> Model:
    """Return the model of a mode."""
    tables = json.loads(TABLES.read_text(encoding="utf-8"))
    return Model(tables["minor" if minor else "major"])


@cache
def tones(state: State) -> tuple[int, ...]:
    """Return the pitch classes of a state above the tonic, its root first."""
    root, quality, _ = state
    return tuple((root + step) % 12 for step in QUALITIES[quality])
