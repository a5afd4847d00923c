"""Where sopranos sing a tune: as it is, octaves away, in another key, or folded by octaves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note

SOPRANO = (60, 81)
"""Where a tune can be sung by sopranos (MIDI pitches)."""
_STRAIN = 2  # semitones beyond it that they can strain for, if the tune then stays where it is
_OCTAVES = (0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60)
_BREAK = 3.0  # what it costs to leave an octave within a phrase


@dataclass(frozen=True)
class Fitted:
    """A tune that sopranos can sing: moved by `shift` semitones, and `folded` notes by octaves."""

    tune: list[Note]
    shift: int
    folded: int = 0


def fitted(tune: Sequence[Note]) -> Fitted:
    """Return a tune in the range of sopranos, changed as little as that takes.

    It stays, or moves by octaves; else by the fewest semitones; a tune of over 21 semitones has
    some of its stretches folded by octaves.
    """
    low, high = min(n.pitch for n in tune), max(n.pitch for n in tune)
    bottom, top = SOPRANO[0] - _STRAIN, SOPRANO[1] + _STRAIN
    for shift in _OCTAVES:
        if bottom <= low + shift and high + shift <= top:
            return Fitted(_moved(tune, shift), shift)
    # From the octave in which it lies best, by the fewest semitones.
    least = SOPRANO[0] - low, SOPRANO[1] - high
    if least[0] <= least[1]:
        shift = min(range(least[0], least[1] + 1), key=lambda s: (abs((s + 6) % 12 - 6), abs(s)))
        return Fitted(_moved(tune, shift), shift)
    return _folded(tune)


def _moved(tune: Sequence[Note], shift: int) -> list[Note]:
    if not shift:
        return list(tune)
    return [
        replace(n, pitch=n.pitch + shift, graces=tuple(g + shift for g in n.graces)) for n in tune
    ]


def _folded(tune: Sequence[Note]) -> Fitted:
    """Return the tune with the octaves of each note changed where it has to be, phrase by phrase.

    Viterbi's algorithm over the octave that each note is moved by: a change costs, less after a
    rest or a long note, and so does each note away from where the whole lies.
    """
    middle = sorted(n.pitch for n in tune)[len(tune) // 2]
    home = min(_OCTAVES, key=lambda s: abs(middle + s - sum(SOPRANO) / 2))
    costs: list[dict[int, float]] = []
    came: list[dict[int, int]] = []
    for at, note in enumerate(tune):
        here = {
            s: abs(s - home) / 12
            for s in _OCTAVES
            if SOPRANO[0] - _STRAIN <= note.pitch + s <= SOPRANO[1] + _STRAIN
        }
        if at == 0:
            costs.append(here)
            came.append({})
            continue
        before = tune[at - 1]
        breath = note.start > before.end or before.length >= 2 * TICKS
        change = _BREAK / 4 if breath else _BREAK
        best: dict[int, float] = {}
        source: dict[int, int] = {}
        for shift, own in here.items():
            value, place = min((c + change * (s != shift), s) for s, c in costs[-1].items())
            best[shift] = value + own
            source[shift] = place
        costs.append(best)
        came.append(source)
    shift = min(costs[-1], key=lambda s: costs[-1][s])
    shifts = [shift]
    for source in came[:0:-1]:
        shifts.append(source[shifts[-1]])
    shifts.reverse()
    made = [_moved([n], s)[0] for n, s in zip(tune, shifts, strict=True)]
    return Fitted(made, home, sum(s != home for s in shifts))
