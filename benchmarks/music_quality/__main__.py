"""Prints what the composer's music measures, beside real tunes and random ones.

    python -m benchmarks.music_quality                   every style in its own meters, 50 seeds
    python -m benchmarks.music_quality --style pop --seeds 10
    python -m benchmarks.music_quality --all             every measure, not only those that miss

The mean over the seeds has to lie within the gate of each measure (gates.py; a style may have its
own, with a reason, in its file); the end, octave leaps and the instrument's range hold for every
single seed. Exits with 1 when one misses.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from statistics import mean

from benchmarks.music_quality import gates
from benchmarks.music_quality.metrics import METERS, band, evidence, melody, recovered
from benchmarks.music_quality.scorer import score
from muse_music.midi import song, style
from muse_music.theory import gm
from muse_music.theory.meter import TICKS, Meter, parse

REFERENCE = Path(__file__).with_name("reference.json")


def load() -> dict:
    """Return what real tunes measure."""
    return json.loads(REFERENCE.read_text(encoding="utf-8"))


def randomly(meter: Meter, bars: int, chance: random.Random, scale=(0, 2, 4, 5, 7, 9, 11)):
    """Return notes of a scale anywhere in an octave and a half, of random lengths."""
    notes, at = [], 0
    pitches = [p for p in range(60, 79) if p % 12 in scale]
    while at < bars * meter.bar:
        length = chance.choice((1, 2, 2, 3, 4, 4, 6, 8)) * TICKS // 4
        notes.append((at, length, chance.choice(pitches)))
        at += length
    return notes


def measured(made, tables) -> dict[str, float]:
    """Return every measure of a song."""
    tune = [(n.start, n.length, n.pitch) for n in made.parts[0].notes]
    scale = made.key.scale
    row = melody(tune, made.meter, scale)
    name = str(made.meter)
    if name in METERS:
        row["meter evidence"] = evidence(tune, made.meter, tables[name])
        row["meter recovered"] = float(recovered(tune, tables) == name)
    lead = made.parts[0]
    low, high = gm.reach(gm.program(lead.instrument) if lead.instrument else lead.program)
    row["playable"] = float(all(low <= p <= high for _, _, p in tune))
    return row | band(made)


def judged(name: str, meter: str, seeds: int, reference: dict, everything: bool) -> int:
    """Print one style in one meter, and return how many gates it misses."""
    tables = reference["tables"]
    rows = defaultdict(list)
    tunes, marks = set(), []
    single = 0
    for seed in range(seeds):
        made = song(style=name, meter=meter, seed=seed)
        tune = [(n.start, n.length, n.pitch) for n in made.parts[0].notes]
        tunes.add(tuple(tune))
        marks.append(score(tune, meter, made.key.scale, reference))
        row = measured(made, tables)
        for key, value in row.items():
            rows[key].append(value)
        whole = row["final tonic"] == row["final on beat"] == row["playable"] == 1
        single += not (whole and row["octave leaps"] == 0)
    own = gates.of(name, style.load(name))
    beat = parse(meter)
    walks = [randomly(beat, 32, random.Random(seed)) for seed in range(seeds)]
    noise = [melody(walk, beat, (0, 2, 4, 5, 7, 9, 11)) for walk in walks]
    if meter in METERS:
        for walk, row in zip(walks, noise, strict=True):
            row["meter evidence"] = evidence(walk, beat, tables[meter])
            row["meter recovered"] = float(recovered(walk, tables) == meter)
    real = reference["measured"].get(meter, {})
    missed = 0
    print(f"\n{name} in {meter}: score {mean(marks):.2f}")
    for key, (low, high) in own.items():
        if key not in rows:
            continue
        value = mean(rows[key])
        good = low - 1e-9 <= value <= high + 1e-9
        missed += not good
        if everything or not good:
            other = f"{real[key]:7.2f}" if key in real else "      -"
            wild = f"{mean(n[key] for n in noise):7.2f}" if key in noise[0] else "      -"
            gate = f"{low:g}..{high:g}"
            print(f"  {key:20} {value:7.3f} {other} {wild}  {gate:12} {'PASS' if good else 'FAIL'}")
    if single:
        print(f"  {single} of {seeds} seeds miss the end, octave leaps or range  FAIL")
    if len(tunes) < seeds:
        print(f"  only {len(tunes)} different melodies  FAIL")
    return missed + (single > 0) + (len(tunes) < seeds)


def main() -> int:
    """Print the table of every style, and return 1 when a gate is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--style", action="append")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    reference = load()
    print(f"{'':22} {'ours':>7} {'real':>7} {'random':>7}  gate")
    missed = 0
    for name in asked.style or style.names():
        for meter in style.load(name).meters:
            missed += judged(name, meter, asked.seeds, reference, asked.all)
    print(f"\n{missed} gates missed" if missed else "\nevery gate holds")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
