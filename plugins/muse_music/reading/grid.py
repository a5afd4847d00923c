"""A played piece as it would be written: each beat gets the grid that fits its onsets best.

What is on a grid already, as programs that write notes save it, stays note for note. Elsewhere the
choice follows the likelihood of the onsets under a player's small errors, with a cost for finer
grids and for a change of grid from beat to beat (the cheapest way through a part's beats: Viterbi,
"Error bounds for convolutional codes", IEEE Trans. Information Theory 13, 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log1p
from statistics import median

from muse_music.reading.beats import Time, beats, late, shifted
from muse_music.reading.score import Score
from muse_music.reading.swing import Swing, swing_of
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note

# Parts of a quarter -> the cost of dividing it so, in units of log likelihood.
_GRIDS = {1: 0.0, 2: 0.2, 4: 0.6, 3: 1.5, 6: 4.0, 8: 4.5}
_SWUNG = {3: 2.5, 4: 4.0}  # where eighths swing, thirds are nearer than sixteenths
_WRITTEN = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
_RARE = (5, 7, 9, 10, 11, 13)
_CHANGE = 1.2  # from two to three, and back
_APART = 3.0  # two onsets that become one
_ERRORS = (4_000, 20_000)  # microseconds by which the best and the worst player miss a beat
_CHORD = 30_000  # microseconds within which onsets are struck together
_REMEMBERED = 4  # beats after which a grid is forgotten


@dataclass
class _Moved:
    """How far notes were moved (microseconds), and how many fell together."""

    count: int = 0
    total: float = 0.0
    most: float = 0.0
    joined: int = 0


def quantised(score: Score) -> Score:
    """Return a piece as it would be written; one that is written is the same.

    What was played gets the grid that fits it best, beat by beat, and `notes` tell by how much it
    was moved. Swing is written straight.
    """
    if score.exact:
        return score
    onsets = [n.start for part in score.parts for n in part.notes]
    written = _written(onsets, score.grain)
    time, moved, swing = Time(score), _Moved(), Swing()
    told = list(score.notes)
    off = 0 if written else late(onsets)
    if off:
        score = shifted(score, off)
        far = abs(off) / TICKS * time.quarter(0) / 1000
        told.append(f"All notes are moved by {far:.0f} ms, to where its beats are.")
    if not written:
        swing = swing_of(beats(score, time))
    parts = []
    for part in score.parts:
        way = _Part(part.notes, score.grain, written, swing, time)
        notes = way.snapped(moved, drums=part.program == DRUMS)
        end = max((n.end for n in notes), default=0)
        pedal = [(down, min(up, end)) for down, up in part.pedal if down < end]
        parts.append(replace(part, notes=notes, pedal=pedal))
    if swing.share != 0.5:
        told.append(f"Its swing (the off-beat at {swing.share:.0%}) is written straight.")
    if moved.count:
        text = (
            f"Moved to a grid: {moved.count:,} of {len(onsets):,} notes, by "
            f"{moved.total / moved.count / 1000:.0f} ms on average and {moved.most / 1000:.0f} at "
            "most"
        )
        told.append(text + (f"; {moved.joined:,} joined with others." if moved.joined else "."))
    pair = (100 * swing.share, swing.pair // 2)
    return replace(score, parts=parts, notes=told, swing=pair)


def _written(onsets: Sequence[int], grain: int) -> bool:
    """Return whether onsets lie on a grid by more than chance: nobody plays so exactly."""
    if not onsets:
        return True
    rates = []
    for sizes, least in ((_WRITTEN[:7], 0.6), ((*_WRITTEN, 5, 7), 0.75)):
        places = {round(k * TICKS / n / grain) for n in sizes for k in range(n)}
        chance = min(1.0, len(places) * grain / TICKS)
        share = sum(round(start % TICKS / grain) in places for start in onsets) / len(onsets)
        rates.append(chance > 0.95 or (share - chance) / (1 - chance) >= least)
    return any(rates)


class _Part:
    """One part's way through the quarters of its bars."""

    def __init__(
        self, notes: Sequence[Note], grain: int, written: bool, swing: Swing, time: Time
    ) -> None:
        self.notes = sorted(notes, key=lambda n: (n.start, n.pitch))
        self.grain, self.written, self.swing, self.time = grain, written, swing, time
        self.onsets = sorted({n.start for n in notes})
        self.beats: dict[int, list[float]] = {}
        for onset in self.onsets:
            beat = time.beat(onset)
            self.beats.setdefault(beat, []).append((onset - beat) / TICKS)
        swung = swing.share != 0.5
        self.usual = _GRIDS | _SWUNG if swung else _GRIDS
        self.change = _CHANGE / 4 if swung else _CHANGE
        self.error = self._error()
        self.grids = self._chosen()

    def _straight(self, tick: int) -> tuple[int, float]:
        """Return the quarter of a tick and its place in it, without swing; triplets have none."""
        beat = self.time.beat(tick)
        place = tick - beat
        return beat, place if self.grids.get(beat, 4) % 3 == 0 else self.swing.straight(place)

    def _even(self, place: float) -> float:
        """Return a place in its quarter (a share of it) without swing."""
        return self.swing.straight(place * TICKS) / TICKS

    def _error(self) -> float:
        """Return how far the player is off twelfths of a quarter (microseconds)."""
        if self.written:
            return _ERRORS[0]
        off = [
            min(abs(p * 12 - round(p * 12)) for p in (place, self._even(place)))
            / 12
            * self.time.quarter(beat)
            for beat, places in self.beats.items()
            for place in places
        ]
        return min(_ERRORS[1], max(_ERRORS[0], 1.5 * median(off)))

    def snapped(self, moved: _Moved, *, drums: bool = False) -> list[Note]:
        """Return the notes on the grid, and count how far they were moved."""
        straight = {onset: self._straight(onset) for onset in self.onsets}
        places = {onset: self._place(*where) for onset, where in straight.items()}
        following = dict(pairwise(self.onsets))
        made: dict[tuple[int, int], Note] = {}
        for note in self.notes:
            beat, place = straight[note.start]
            start = places[note.start]
            after = following.get(note.start)
            step = TICKS // self.grids.get(self.time.beat(start), 4)
            if self.written:
                step = min(step, note.length)
            elif after is not None and places[after] > start:
                step = min(step, places[after] - start)
            end = max(self._end(note, after, places, drums), start + step)
            off = abs(start - beat - place)
            if off > self.grain:
                far = off / TICKS * self.time.quarter(beat)
                moved.count += 1
                moved.total += far
                moved.most = max(moved.most, far)
            known = made.get((start, note.pitch))
            moved.joined += known is not None and known.end != note.end
            if known is None or known.end < end:
                made[start, note.pitch] = replace(note, start=start, length=end - start)
        return sorted(made.values(), key=lambda n: (n.start, n.pitch))

    def _place(self, beat: int, place: float) -> int:
        grid = self.grids[beat]
        near = round(place * grid / TICKS) * TICKS // grid
        return beat + min(near, self.time.rest(beat))

    def _end(self, note: Note, after: int | None, places: dict[int, int], drums: bool) -> int:
        """Return where a note ends: with the next one, where a player only breathes between."""
        if after is not None and not drums:
            breath = TICKS // 16 if self.written else max(TICKS // 8, (after - note.start) // 5)
            if -TICKS // 8 <= after - note.end <= max(breath, self.grain):
                return places[after]
        beat, place = self._straight(note.end)
        if self.written:
            for size in _WRITTEN:
                near = round(place * size / TICKS) * TICKS // size
                if abs(near - place) <= 1.5 * self.grain:
                    return beat + near
        # A player lets go a little early: a part of a step more is meant.
        grid = max(2, min(self.grids.get(beat, 4), 6))
        return beat + round(place * grid / TICKS + 0.2) * TICKS // grid

    def _chosen(self) -> dict[int, int]:
        """Return into how many parts each quarter with onsets is divided.

        It is the cheapest way through them: `costs` is that to each grid of a quarter, and `trail`
        the grid before.
        """
        costs: dict[int, float] = {}
        trail: list[tuple[int, dict[int, int]]] = []
        last = 0
        for beat, places in sorted(self.beats.items()):
            own = self._costs(beat, places)
            change = 0.0 if beat - last > _REMEMBERED * TICKS else self.change
            made: dict[int, float] = {}
            back: dict[int, int] = {}
            for grid, cost in own.items():
                ways = [
                    (before + change * ((g % 3 == 0) != (grid % 3 == 0)), g)
                    for g, before in costs.items()
                ]
                best, back[grid] = min(ways, default=(0.0, grid))
                made[grid] = cost + best
            trail.append((beat, back))
            low = min(made.values())
            costs = {grid: cost - low for grid, cost in made.items()}
            last = beat
        chosen: dict[int, int] = {}
        grid = min(costs, key=lambda g: costs[g]) if costs else 4
        for beat, back in reversed(trail):
            chosen[beat] = grid
            grid = back.get(grid, grid)
        return chosen

    def _costs(self, beat: int, places: Sequence[float]) -> dict[int, float]:
        """Return what each grid costs for a quarter; one that is exact is the only one."""
        if self.written:
            exact = _exact(places, self.grain / TICKS)
            if exact:
                return {exact: 0.0}
        quarter = self.time.quarter(beat)
        sigma, chord = min(0.06, self.error / quarter), _CHORD / quarter
        # A bar of sevenths ends within a quarter: at a half of it.
        whole = self.time.rest(beat) == TICKS
        even = [self._even(place) for place in places]
        return {
            grid: usual + _cost(places if grid % 3 == 0 else even, grid, sigma, chord)
            for grid, usual in self.usual.items()
            if whole or grid % 2 == 0
        }


def _exact(places: Sequence[float], grain: float) -> int | None:
    """Return the coarsest grid that onsets of a beat lie on, within the file's own ticks."""
    for size in _WRITTEN:
        if all(abs(p * size - round(p * size)) <= 0.75 * grain * size for p in places):
            return size
    for size in _RARE:
        # What stands alone fits many a rare tuplet by chance.
        inside = [p for p in places if grain < p < 1 - grain]
        if len(inside) > 1 and all(
            abs(p * size - round(p * size)) <= 0.75 * grain * size for p in places
        ):
            return size
    return None


def _cost(places: Sequence[float], size: int, sigma: float, chord: float) -> float:
    """Return how unlikely onsets of a quarter are on a grid."""
    cost = 0.0
    before, where = -1.0, -1
    for place in places:
        near = round(place * size)
        off = (place - near / size) / sigma
        cost += 3 * log1p(off * off / 6)  # few notes are far off, and those may be
        if near == where and place - before > chord:
            cost += _APART
        before, where = place, near
    return cost
