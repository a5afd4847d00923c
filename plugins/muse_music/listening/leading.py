"""Which of the notes that sound together are the tune."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muse_music.listening.segments import Heard

_HIGH, _LOUD, _HEARD = 0.7, 2.0, -1.0
"""What a note is worth by the octaves above its neighbours, by its loudness (1 is loud), and so."""
_AROUND = 2.5  # s to each side of a note that its height is judged by
_LEAP, _WIDEST = 0.12, 14  # cost of a semitone to the next note, and the semitones that count
_REST = 0.3  # cost of a second of rest
_FARTHEST = 4.0  # s from one note to the next at most
_TOGETHER = 0.06  # s within which notes begin together
_LEGATO = 0.08  # s by which a note may last into the next
_OVER = 1.0  # cost of a second more


def led(notes: Sequence[Heard]) -> set[int]:
    """Return the places of the notes that make the tune, one at a time.

    It is the dearest line through them (Viterbi, IEEE Trans. Information Theory 13, 1967): of notes
    that are higher and louder than what is around them, with small steps and few rests.
    """
    order = sorted(range(len(notes)), key=lambda n: (notes[n].start, notes[n].pitch))
    played = [notes[n] for n in order]
    worth = _worth(played)
    total = worth.copy()
    before = np.full(len(played), -1)
    for at, note in enumerate(played):
        for place in range(at - 1, -1, -1):
            last = played[place]
            if note.start - last.start > _FARTHEST:
                break
            if note.start - last.start < _TOGETHER:
                continue
            cost = _LEAP * min(_WIDEST, abs(note.pitch - last.pitch))
            cost += _REST * max(0.0, note.start - last.end)
            cost += _OVER * max(0.0, last.end - note.start - _LEGATO)
            if total[place] + worth[at] - cost > total[at]:
                total[at], before[at] = total[place] + worth[at] - cost, place
    found: set[int] = set()
    place = int(np.argmax(total)) if played else -1
    while place >= 0:
        found.add(order[place])
        place = int(before[place])
    return found


def _worth(notes: Sequence[Heard]) -> NDArray[np.float64]:
    starts = np.array([n.start for n in notes])
    pitches = np.array([n.pitch for n in notes], float)
    lengths = np.minimum(1.0, np.array([n.end for n in notes]) - starts + 0.01)
    loud = 10 ** (np.array([n.level for n in notes]) / 20)
    loud /= np.percentile(loud, 90) if len(loud) else 1.0
    made = _HEARD + _LOUD * loud
    for at in range(len(notes)):
        near = slice(*np.searchsorted(starts, (starts[at] - _AROUND, starts[at] + _AROUND)))
        middle = np.average(pitches[near], weights=lengths[near])
        made[at] += _HIGH * (pitches[at] - middle) / 12
    return made
