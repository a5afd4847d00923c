"""A played piece as it would be written: each beat gets the grid that fits its onsets best.

What is on a grid already, as programs that write notes save it, stays note for note. Elsewhere the
choice follows the likelihood of the onsets under a player's small errors, with a cost for finer
grids and for a change of grid from beat to beat (the cheapest way through a part's beats: Viterbi,
"Error bounds for convolutional codes", IEEE Trans. Information Theory 13, 1967).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from muse_music.reading.score import Score
from muse_music.reading.swing import straight, swing_of
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note

# Parts of a quarter -> the cost of dividing it so, in units of log likelihood.
_GRIDS = {1: 0.0, 2: 0.2, 4: 0.6, 3: 2.0, 6: 3.5, 8: 3.5}
_WRITTEN = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
_RARE = (5, 7, 9, 10, 11, 13)
_CHANGE = 1.5  # from two to three, and back
_APART = 3.0  # two onsets that become one
_FAR = 4.5  # the most that one onset costs
_ERROR = 15_000  # microseconds by which a player misses a beat
_CHORD = 30_000  # microseconds within which onsets are struck together
_USUAL = 500_000  # microseconds of a quarter where no tempo is told
_REMEMBERED = 4  # beats after which a grid is forgotten


@dataclass
class _Moved:
    """How far notes were moved (microseconds), and how many fell together."""

    count: int = 0
    total: float = 0.0
    most: float = 0.0
    joined: int = 0


class _Clock:
    """How long a quarter lasts where."""

    def __init__(self, tempos: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(tempos)
        self.starts = [tick for tick, _ in ordered]
        self.values = [quarter for _, quarter in ordered]

    def quarter(self, tick: float) -> int:
        at = bisect_right(self.starts, tick) - 1
        return self.values[at] if at >= 0 else self.values[0] if self.values else _USUAL


def fitted(score: Score) -> Score:
    """Return a played piece on the grid that fits it, its report told how far it was moved."""
    onsets = [n.start for part in score.parts for n in part.notes]
    written = _written(onsets, score.grain)
    pitched = [n.start for p in score.parts if p.program != DRUMS for n in p.notes]
    swing = 0.5 if written else swing_of(pitched)
    clock, moved = _Clock(score.tempos), _Moved()
    parts = []
    for part in score.parts:
        way = _Part(part.notes, score.grain, written, swing, clock)
        parts.append(replace(part, notes=way.snapped(moved, drums=part.program == DRUMS)))
    told = list(score.notes)
    if swing != 0.5:
        told.append(f"Its swing (the off-beat at {swing:.0%}) is written straight.")
    if moved.count:
        text = (
            f"{moved.count:,} of {len(onsets):,} notes are moved to a grid, by "
            f"{moved.total / moved.count / 1000:.0f} ms on average and {moved.most / 1000:.0f} at "
            "most"
        )
        told.append(text + (f"; {moved.joined:,} are joined with others." if moved.joined else "."))
    return replace(score, parts=parts, notes=told)


def _written(onsets: Sequence[int], grain: int) -> bool:
    """Return whether onsets lie on a grid by more than chance: nobody plays so exactly."""
    if not onsets:
        return True
    rates = []
    for sizes, least in ((_WRITTEN[:7], 0.6), ((*_WRITTEN[:-2], 32, 5, 7), 0.75)):
        places = {round(k * TICKS / n / grain) for n in sizes for k in range(n)}
        chance = min(1.0, len(places) * grain / TICKS)
        share = sum(_near(start, grain) in places for start in onsets) / len(onsets)
        rates.append(chance > 0.95 or (share - chance) / (1 - chance) >= least)
    return any(rates)


def _near(start: int, grain: int) -> int:
    """Return the file's own tick within its quarter."""
    return round(start % TICKS / grain)


class _Part:
    """One part's way through the beats."""

    def __init__(
        self, notes: Sequence[Note], grain: int, written: bool, swing: float, clock: _Clock
    ) -> None:
        self.notes = sorted(notes, key=lambda n: (n.start, n.pitch))
        self.grain, self.written, self.swing, self.clock = grain, written, swing, clock
        self.onsets = sorted({n.start for n in notes})
        self.beats: dict[int, list[float]] = {}
        for onset in self.onsets:
            at = straight(onset, swing)
            self.beats.setdefault(int(at // TICKS), []).append(at / TICKS % 1.0)
        self.grids = self._chosen()

    def snapped(self, moved: _Moved, *, drums: bool = False) -> list[Note]:
        """Return the notes on the grid, and count how far they were moved."""
        places = {onset: self._place(onset) for onset in self.onsets}
        following = dict(pairwise(self.onsets))
        made: dict[tuple[int, int], Note] = {}
        for note in self.notes:
            start = places[note.start]
            after = following.get(note.start)
            end = self._end(note, after, places, drums)
            step = TICKS // self.grids.get(start // TICKS, 4)
            end = max(end, start + (step if not self.written else min(step, note.length)))
            off = abs(start - straight(note.start, self.swing))
            if off > self.grain:
                far = off / TICKS * self.clock.quarter(note.start)
                moved.count += 1
                moved.total += far
                moved.most = max(moved.most, far)
            known = made.get((start, note.pitch))
            moved.joined += known is not None and known.end != note.end
            if known is None or known.end < end:
                made[start, note.pitch] = replace(note, start=start, length=end - start)
        return sorted(made.values(), key=lambda n: (n.start, n.pitch))

    def _place(self, onset: int) -> int:
        at = straight(onset, self.swing)
        beat = int(at // TICKS)
        grid = self.grids[beat]
        return beat * TICKS + round((at - beat * TICKS) * grid / TICKS) * TICKS // grid

    def _end(self, note: Note, after: int | None, places: dict[int, int], drums: bool) -> int:
        """Return where a note ends: with the next one, where a player only breathes between."""
        if after is not None:
            gap = after - note.end
            breath = max(TICKS // 8, (after - note.start) // 5) if not self.written else TICKS // 16
            if -TICKS // 8 <= gap <= max(breath, self.grain) and not drums:
                return places[after]
        at = straight(note.end, self.swing)
        beat = int(at // TICKS)
        if self.written:
            near = self._fine(at - beat * TICKS)
            if near is not None:
                return beat * TICKS + near
        # A player lets go a little early: a part of a step more is meant.
        grid = max(2, min(self.grids.get(beat, 4), 6))
        return beat * TICKS + round((at - beat * TICKS) * grid / TICKS + 0.2) * TICKS // grid

    def _fine(self, place: float) -> int | None:
        for size in _WRITTEN:
            near = round(place * size / TICKS) * TICKS // size
            if abs(near - place) <= 1.5 * self.grain:
                return near
        return None

    def _chosen(self) -> dict[int, int]:
        """Return into how many parts each beat with onsets is divided."""
        exact: dict[int, int] = {}
        if self.written:
            exact = {
                beat: size
                for beat, places in self.beats.items()
                if (size := _exact(places, self.grain / TICKS))
            }
        # The cheapest way through the beats: for each grid of a beat its cost, and that before.
        costs: dict[int, float] = {}
        trail: list[tuple[int, dict[int, int]]] = []
        last = -1
        for beat, places in sorted(self.beats.items()):
            quarter = self.clock.quarter(beat * TICKS)
            sigma = min(0.06, max(0.02, _ERROR / quarter))
            own = (
                {exact[beat]: 0.0}
                if beat in exact
                else {n: _cost(places, n, sigma, _CHORD / quarter) for n in _GRIDS}
            )
            forget = beat - last > _REMEMBERED
            made: dict[int, float] = {}
            back: dict[int, int] = {}
            for grid, cost in own.items():
                ways = [
                    (before + _CHANGE * (not forget and _ternary(g) != _ternary(grid)), g)
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


def _ternary(grid: int) -> bool:
    return grid % 3 == 0


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
    """Return how unlikely onsets of a beat are on a grid, and how unusual that grid is."""
    cost = _GRIDS[size]
    before, where = -1.0, -1
    for place in places:
        near = round(place * size)
        off = (place - near / size) / sigma
        cost += min(_FAR, off * off / 2)
        if near == where and place - before > chord:
            cost += _APART
        before, where = place, near
    return cost
