"""Measures of a melody and of a band; each says what it is, and none knows how a tune was made.

A melody is notes (start, length, pitch) in ticks from a bar line, TICKS to the quarter.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import mean

from muse_music.theory.meter import TICKS, Meter, parse
from muse_music.theory.notes import DRUMS, Song

Tune = Sequence[tuple[int, int, int]]
GRID = TICKS // 4
METERS = ("4/4", "3/4", "6/8", "9/8")
"""Meters that real tunes are known in."""


def bucket(length: int) -> int:
    """Return a length in sixteenths, longer ones together."""
    sixteenths = max(1, round(length / GRID))
    return next((b for b in (1, 2, 3, 4, 6, 8, 12) if sixteenths <= b), 16)


def evidence(tune: Tune, meter: Meter, table: Mapping[str, Mapping[str, int]]) -> float:
    """Return bits per note: log2 of P(position | length, meter) over a uniform one.

    `table` is length -> position (sixteenths of the bar) -> count.
    """
    positions = max(1, meter.bar // GRID)
    total = 0.0
    for start, length, _ in tune:
        row = table.get(str(bucket(length)), {})
        count = row.get(str(start % meter.bar // GRID), 0)
        share = (count + 0.5) / (sum(row.values()) + 0.5 * positions)
        total += math.log2(share * positions)
    return total / len(tune)


def recovered(tune: Tune, tables: Mapping[str, Mapping[str, Mapping[str, int]]]) -> str:
    """Return the meter of METERS that explains a tune best."""
    return max(METERS, key=lambda name: evidence(tune, parse(name), tables[name]))


def melody(tune: Tune, meter: Meter, scale: Sequence[int]) -> dict[str, float]:
    """Return what a melody measures by itself."""
    steps = [abs(b[2] - a[2]) for a, b in pairwise(tune)]
    pitches = [pitch for _, _, pitch in tune]
    lengths = [length for _, length, _ in tune]
    bars = _bars(tune, meter)
    sung = [bar for bar in bars if bar]
    rhythms = [tuple((s, n) for s, n, _ in bar) for bar in sung]
    struck = {start for start, _, _ in tune}
    downbeats = [bar for bar in range(len(bars)) if bars[bar]]
    last = tune[-1]
    return {
        "downbeat onsets": mean(bar * meter.bar in struck for bar in downbeats),
        "steps": mean(s in (1, 2) for s in steps),
        "leaps": mean(s >= 5 for s in steps),
        "octave leaps": mean(s > 12 for s in steps),
        "repeated pitch": mean(s == 0 for s in steps),
        "range": float(max(pitches) - min(pitches)),
        "in key": mean(p % 12 in scale for p in pitches),
        "bar repetition": _repetition(sung),
        "distinct rhythms": len(set(rhythms)) / len(rhythms),
        "similarity 4 and 8": _similarity(bars),
        "groove": _groove(sung, meter),
        "final tonic": float(last[2] % 12 == scale[0]),
        "final on beat": float(meter.strength(last[0] % meter.bar) > 0),
        "final length": last[1] / mean(lengths),
    }


def _bars(tune: Tune, meter: Meter) -> list[list[tuple[int, int, int]]]:
    count = max(start for start, _, _ in tune) // meter.bar + 1
    bars: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
    for start, length, pitch in tune:
        bars[start // meter.bar].append((start % meter.bar, length, pitch))
    return bars


def _repetition(bars: Sequence[Sequence[tuple[int, int, int]]]) -> float:
    """Return the share of bars that are exactly as one before them."""
    seen: set[tuple[tuple[int, int, int], ...]] = set()
    again = 0
    for bar in bars:
        key = tuple(bar)
        again += key in seen
        seen.add(key)
    return again / len(bars)


def _similarity(bars: Sequence[Sequence[tuple[int, int, int]]]) -> float:
    """Return how much more alike bars are at distances of 4 and 8 than at others."""

    def alike(a: Sequence[tuple[int, int, int]], b: Sequence[tuple[int, int, int]]) -> float:
        one, two = {(s, p) for s, _, p in a}, {(s, p) for s, _, p in b}
        return len(one & two) / max(1, len(one | two))

    near, far = [], []
    for lag in range(1, min(9, len(bars))):
        pairs = [(bars[i], bars[i + lag]) for i in range(len(bars) - lag)]
        values = [alike(a, b) for a, b in pairs if a and b]
        (near if lag in (4, 8) else far).extend(values)
    return mean(near) / max(0.02, mean(far)) if near and far else 0.0


def _groove(bars: Sequence[Sequence[tuple[int, int, int]]], meter: Meter) -> float:
    """Return how alike the onsets of neighbouring bars are: 1 less their Hamming distance."""
    cells = max(1, meter.bar // GRID)
    rows = [{s // GRID for s, _, _ in bar} for bar in bars]
    return mean(1 - len(a ^ b) / cells for a, b in pairwise(rows)) if len(rows) > 1 else 1.0


def band(song: Song) -> dict[str, float]:
    """Return what a whole arrangement measures; only what its parts have."""
    meter = song.meter
    found: dict[str, float] = {}
    roles = {part.role: part for part in song.parts}
    tune = [(n.start, n.length, n.pitch) for n in song.parts[0].notes]
    chords = song.chords

    def sounding(tick: int):
        return next((c.chord for c in chords if c.start <= tick < c.end), chords[-1].chord)

    strong = [(s, p) for s, _, p in tune if meter.strength(s % meter.bar) >= 2]
    if strong:
        found["chord tones"] = mean(p % 12 in sounding(s).tones for s, p in strong)
    bass = roles.get("bass")
    if bass and bass.notes:
        starts = {n.start: n.pitch for n in bass.notes}
        changes = [c for c in chords if c.start in starts]
        if changes:
            found["bass on root"] = mean(
                starts[c.start] % 12 in (c.chord.root, c.chord.bass) for c in changes
            )
        rubs = [(p - starts[s]) % 12 == 1 and p > starts[s] for s, p in strong if s in starts]
        if rubs:
            found["minor ninths"] = mean(rubs)
    drums = next((p for p in song.parts if p.program == DRUMS), None)
    kick = {n.start for n in drums.notes if n.pitch in (35, 36)} if drums else set()
    if len(kick) >= song.bars / 2:
        assert drums is not None
        played = sorted({n.start // meter.bar for n in drums.notes})[:-1]
        snare = {n.start for n in drums.notes if n.pitch in (37, 38, 39, 40)}
        found["kick on 1"] = mean(bar * meter.bar in kick for bar in played)
        back = meter.backbeat[1]
        full = [b for b in played if (b + 1) % 4]
        found["backbeat"] = mean(any(b * meter.bar + t in snare for t in back) for b in full)
    held = [(n.start, n.end) for part in song.parts for n in part.notes]
    beats = [bar * meter.bar + b.start for bar in range(song.bars) for b in meter.beats]
    silent = set(beats)
    for start, end in held:
        first, stop = start // meter.bar, end // meter.bar
        for bar in range(first, stop + 1):
            for b in meter.beats:
                tick = bar * meter.bar + b.start
                if start <= tick < end or start <= tick + b.length // 2 < end:
                    silent.discard(tick)
    found["empty beats"] = len(silent) / len(beats)
    found |= _contrast(song)
    return found


def _contrast(song: Song) -> dict[str, float]:
    density = Counter[str]()
    bars = Counter[str]()
    for section in song.sections:
        first, stop = (
            section.first * song.meter.bar,
            (section.first + section.bars) * song.meter.bar,
        )
        bars[section.kind] += section.bars
        density[section.kind] += sum(first <= n.start < stop for p in song.parts for n in p.notes)
    for low, high in (("verse", "chorus"), ("build", "drop"), ("theme", "contrast")):
        if bars[low] and bars[high]:
            ratio = (density[high] / bars[high]) / max(1, density[low] / bars[low])
            return {"contrast": ratio} if low != "theme" else {}
    return {}
