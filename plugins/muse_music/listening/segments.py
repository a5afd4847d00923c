"""From pitch frame by frame to notes: what belongs together, where it begins, how high it is."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from muse_music.listening.pitch import Frames

FRAME = 0.01
"""Seconds from one frame to the next."""

_QUIET = 32.0  # dB below the loud places: what is softer is breath or room
_GAP = 4  # frames without a pitch that don't end a note
_CHANGE = 2.2  # cost of going to another pitch, in units of the squared distance below
_SPREAD = 0.55  # semitones by which a voice strays from its note
_FARTHEST = 6.0  # the most that one frame costs
_SHORTEST = 6  # frames of a note at least
_GLIDE, _SLIPS = 12, 0.45  # frames of a glide at most, and the semitones that it goes at least
_DIP, _DEEP = 4.5, 10.0  # dB between two notes of one pitch
_PERIOD = 18  # frames of a vibrato of 5.5 Hz
_NEAREST = 8  # frames between two strokes of one pitch at least


@dataclass(frozen=True)
class Heard:
    """A note that was heard: start and end in seconds, MIDI pitch, level (dB)."""

    start: float
    end: float
    pitch: int
    level: float


def notes_of(frames: Frames) -> tuple[list[Heard], float, float]:
    """Return the notes, how much higher than A = 440 Hz they are (cents), and how steady (0..1)."""
    pitch, heard = _cleaned(frames)
    if not heard.any():
        return [], 0.0, 0.0
    offset = _tuning(pitch, heard)
    steps = pitch - offset
    found: list[Heard] = []
    steady = 0
    for first, last in _stretches(heard):
        path = _path(steps[first:last])
        edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), last - first]
        spans = _joined([(a, b, int(path[a])) for a, b in pairwise(edges)], steps[first:last])
        for a, b, number in spans:
            near = np.abs(steps[first + a : first + b] - number) < 0.4
            steady += int(near.sum()) if b - a >= 12 else 0
            for start, stop in _struck(frames.level[first + a : first + b]):
                level = float(frames.level[first + a + start : first + a + stop].max())
                begin, end = (first + a + start) * FRAME, (first + a + stop) * FRAME
                found.append(Heard(begin, end, number, level))
    return _repaired(found), 100 * offset, steady / int(heard.sum())


def _cleaned(frames: Frames) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return pitches without holes, and where there are any: loud enough, small gaps closed."""
    loud = float(np.percentile(frames.level, 95))
    heard = ~np.isnan(frames.pitch) & (frames.level > loud - _QUIET)
    places = np.flatnonzero(heard)
    if len(places) < 2:
        return frames.pitch, np.zeros_like(heard)
    pitch = np.interp(np.arange(len(heard)), places, frames.pitch[places])
    for a, b in pairwise(places):
        near = abs(frames.pitch[a] - frames.pitch[b]) < 1.5
        soft = frames.level[a : b + 1].min() < min(frames.level[a], frames.level[b]) - _DIP
        if 1 < b - a <= _GAP + 1 and near and not soft:
            heard[a:b] = True
    for first, last in _stretches(heard):
        if last - first < _SHORTEST:
            heard[first:last] = False
        else:
            pitch[first:last] = _unfolded(pitch[first:last])
    return pitch, heard


def _unfolded(pitch: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return pitches whose short jumps of an octave are brought back."""
    made = pitch.copy()
    middle = float(np.median(pitch))
    jumps = np.flatnonzero(np.abs(np.diff(pitch)) > 9) + 1
    edges = [0, *jumps.tolist(), len(pitch)]
    for a, b in pairwise(edges):
        if b - a < 12:
            around = [made[a - 1]] if a else []
            around += [pitch[b]] if b < len(pitch) else []
            aim = float(np.mean(around)) if around else middle
            octaves = round((aim - float(np.median(pitch[a:b]))) / 12)
            off = abs(float(np.median(pitch[a:b])) + 12 * octaves - aim)
            made[a:b] += 12 * octaves if off < 1.5 else 0
    return made


def _tuning(pitch: NDArray[np.float64], heard: NDArray[np.bool_]) -> float:
    """Return by how much of a semitone the notes lie above the tempered scale.

    Pitches are means over a vibrato's period, where they stay within a semitone or so.
    """
    turns = [np.zeros(0)]
    for first, last in _stretches(heard):
        if last - first >= _PERIOD:
            windows = np.lib.stride_tricks.sliding_window_view(pitch[first:last], _PERIOD)
            turns.append(windows.mean(1)[np.ptp(windows, 1) < 1.5])
    mean = np.exp(2j * np.pi * np.concatenate(turns)).mean() if sum(map(len, turns)) else 0
    # Where they don't agree at all there is no tuning to tell.
    return float(np.angle(mean) / (2 * np.pi)) if abs(mean) > 0.15 else 0.0


def _stretches(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _path(steps: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the semitone that each frame belongs to: the cheapest way through all of them.

    A voice strays around its note; to change it costs as much as straying for some frames (Viterbi,
    IEEE Trans. Information Theory 13, 1967). So a vibrato stays one note, and a glide becomes two.
    """
    low, high = int(np.floor(steps.min())), int(np.ceil(steps.max()))
    states = np.arange(low, high + 1)
    costs = np.minimum(((steps[:, None] - states) / _SPREAD) ** 2, _FARTHEST)
    total = costs[0]
    back = np.zeros(costs.shape, np.int64)
    own = np.arange(len(states))
    for at in range(1, len(costs)):
        best = int(np.argmin(total))
        moves = total > total[best] + _CHANGE * 4
        back[at] = np.where(moves, best, own)
        total = np.where(moves, total[best] + _CHANGE * 4, total) + costs[at]
    path = np.empty(len(costs), np.int64)
    path[-1] = int(np.argmin(total))
    for at in range(len(costs) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return states[path]


def _joined(
    spans: list[tuple[int, int, int]], steps: NDArray[np.float64]
) -> list[tuple[int, int, int]]:
    """Return spans (first, last, pitch) in which what is too short goes to its neighbour.

    So does what glides: it is on its way to the next note.
    """
    made: list[tuple[int, int, int]] = []
    for place, (a, b, number) in enumerate(spans):
        after = spans[place + 1] if place + 1 < len(spans) else None
        glides = b - a < _GLIDE and abs(steps[b - 1] - steps[a]) > _SLIPS
        if (b - a >= _SHORTEST and not glides) or (made == [] and after is None):
            made.append((a, b, number))
        elif after is not None:  # on the way to the next note
            spans[place + 1] = (a, after[1], after[2])
        else:
            first, _, before = made[-1]
            made[-1] = (first, b, before)
    joined: list[tuple[int, int, int]] = []
    for a, b, number in made:
        if joined and joined[-1][2] == number:
            joined[-1] = (joined[-1][0], b, number)
        else:
            joined.append((a, b, number))
    return joined


def _struck(level: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return where one pitch is struck anew: at dips of its level from which it rises at once.

    A tremolo sinks and rises slowly, and isn't struck; a deep dip always parts two notes.
    """
    cuts = [0]
    for at in range(_NEAREST, len(level) - _NEAREST):
        lowest = level[at]
        if lowest > level[at - _NEAREST : at + _NEAREST + 1].min() or at - cuts[-1] < _NEAREST:
            continue
        sunk = level[max(cuts[-1], at - 2 * _NEAREST) : at].max() - lowest
        quick = level[at : at + 6].max() - lowest
        slow = level[at : at + 2 * _NEAREST].max() - lowest
        if (sunk > _DIP and quick > _DIP + 1) or min(sunk, slow) > _DEEP:
            cuts.append(at)
    return list(pairwise([*cuts, len(level)]))


def _repaired(notes: list[Heard]) -> list[Heard]:
    """Return notes without those that are an echo of their neighbours an octave away."""
    if len(notes) < 4:
        return notes
    middle = float(np.median([n.pitch for n in notes]))
    made = []
    for note in notes:
        far = note.pitch - middle
        if abs(far) > 19 and note.end - note.start < 0.25:
            note = replace(note, pitch=note.pitch - round(far / 12) * 12)
        made.append(note)
    return made
