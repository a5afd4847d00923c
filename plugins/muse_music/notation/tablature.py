"""Tablature: which string and fret plays each note, with the hand moving as little as it can.

The fingering is the cheapest path through what the hand can hold at each chord (Viterbi), as in
Sayegh, "Fingering for string instruments with the optimum path paradigm", Computer Music Journal
13 (1989): movement along the neck, stretch, and height on the neck cost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, product

from muse_music.theory.notes import Note, Part, within

GUITAR = (64, 59, 55, 50, 45, 40)
"""The open strings of a guitar, from the highest: E B G D A E."""
BASS = (43, 38, 33, 28)
"""The open strings of a bass: G D A E."""
_FRETS = 17
_SPAN = 4  # frets that a hand reaches
_STATES = 16  # fingerings of a chord, and places of the hand, that are weighed

Place = tuple[int, int]
"""String (1 is the highest) and fret (0 is open)."""


@dataclass(frozen=True)
class Tab:
    """How a part is fingered: its open strings, and a place for (start, pitch) of each note."""

    strings: tuple[int, ...]
    places: Mapping[tuple[int, int], Place]


@dataclass(frozen=True)
class Fingered:
    """A part that strings can play: its notes, their places, and how many notes were changed."""

    part: Part
    tab: Tab
    changed: int


def fingered(part: Part) -> Fingered:
    """Return a part on the strings of its instrument: a bass for basses, else a guitar.

    What lies too low or too high is moved by octaves, and what no hand can hold is left out.
    """
    low = 32 <= part.program < 40 or part.program == 43
    strings = BASS if low else GUITAR
    bottom, top = strings[-1], strings[0] + _FRETS
    shift = min(
        (0, 12, -12, 24, -24),
        key=lambda s: sum(not bottom <= n.pitch + s <= top for n in part.notes),
    )
    moved = sorted(part.notes, key=lambda n: (n.start, -n.pitch))
    notes = [replace(n, pitch=within(n.pitch + shift, bottom, top)) for n in moved]
    chords = [_held(list(same), strings) for _, same in groupby(notes, lambda n: n.start)]
    places: dict[tuple[int, int], Place] = {}
    for chord, path in zip(
        chords, _path([tuple(n.pitch for n in c) for c in chords], strings), strict=True
    ):
        places |= {(n.start, n.pitch): place for n, place in zip(chord, path, strict=True)}
    kept = [n for chord in chords for n in chord]
    folded = sum(a.pitch + shift != b.pitch for a, b in zip(moved, notes, strict=True))
    changed = folded + len(notes) - len(kept)
    return Fingered(replace(part, notes=kept), Tab(strings, places), changed)


def _held(chord: Sequence[Note], strings: tuple[int, ...]) -> list[Note]:
    """Return the notes of a chord that one hand can hold: inner ones go first."""
    notes = list({n.pitch: n for n in chord}.values())
    notes.sort(key=lambda n: -n.pitch)
    while not _hands(tuple(n.pitch for n in notes), strings):
        del notes[len(notes) // 2]
    return notes


@cache
def _hands(pitches: tuple[int, ...], strings: tuple[int, ...]) -> tuple[tuple[Place, ...], ...]:
    """Return the fingerings of a chord (pitches from the highest), the easiest first."""
    if len(pitches) > len(strings):
        return ()
    options = [
        [(s, pitch - open_) for s, open_ in enumerate(strings, 1) if 0 <= pitch - open_ <= _FRETS]
        for pitch in pitches
    ]
    found = []
    for hand in product(*options):
        if len({string for string, _ in hand}) == len(hand):
            frets = [fret for _, fret in hand if fret]
            if not frets or max(frets) - min(frets) <= _SPAN:
                found.append(hand)
    return tuple(sorted(found, key=_effort)[:_STATES])


def _effort(hand: Sequence[Place]) -> float:
    """Return what a fingering costs by itself: stretch, height, fingers."""
    frets = [fret for _, fret in hand if fret]
    if not frets:
        return 0.0
    return 0.5 * (max(frets) - min(frets)) + 0.1 * sum(frets) / len(frets) + 0.1 * len(frets)


def _path(chords: Sequence[tuple[int, ...]], strings: tuple[int, ...]) -> list[tuple[Place, ...]]:
    """Return the cheapest fingering of chords in time."""
    states: list[tuple[float, int]] = [(0.0, 0)]  # cost, and the fret of the first finger (0: any)
    steps: list[list[tuple[int, int]]] = []  # of each state: fingering, and the state before
    for pitches in chords:
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for number, hand in enumerate(_hands(pitches, strings)):
            effort = _effort(hand)
            for origin, (cost, before) in enumerate(states):
                for at in _hand(hand) or (before,):
                    moved = 0.7 * abs(at - before) if before and at else 0.0
                    total = cost + effort + moved
                    if (number, at) not in best or total < best[number, at][0]:
                        best[number, at] = total, origin
        ordered = sorted(best.items(), key=lambda item: item[1][0])[:_STATES]
        steps.append([(number, origin) for (number, _), (_, origin) in ordered])
        states = [(cost, at) for (_, at), (cost, _) in ordered]
    path = []
    place = 0
    for number in range(len(chords) - 1, -1, -1):
        which, origin = steps[number][place]
        path.append(_hands(chords[number], strings)[which])
        place = origin
    return path[::-1]


@cache
def _hand(hand: tuple[Place, ...]) -> tuple[int, ...]:
    """Return where the hand can be for a fingering, by its first finger; none if all is open."""
    frets = [fret for _, fret in hand if fret]
    if not frets:
        return ()
    return tuple(range(min(min(frets), max(1, max(frets) - 3)), min(frets) + 1))


def tuning(strings: Sequence[int]) -> Iterator[tuple[int, str, int, int]]:
    """Yield line (1 is the lowest string), letter, alteration and octave of each open string."""
    letters = {0: "C", 2: "D", 4: "E", 5: "F", 7: "G", 9: "A", 11: "B"}
    for line, pitch in enumerate(reversed(strings), 1):
        flat = pitch % 12 not in letters
        yield line, letters[(pitch + flat) % 12], -int(flat), (pitch + flat) // 12 - 1
