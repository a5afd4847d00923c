"""The measures measure, the scorer ranks, and a few seeds of each style stay within the gates."""

import random
import sys
from pathlib import Path
from statistics import mean

import pytest

ROOT = Path(__file__).parents[4]
sys.path.insert(0, str(ROOT))

from benchmarks.music_quality import gates  # noqa: E402
from benchmarks.music_quality.__main__ import load, measured, randomly  # noqa: E402
from benchmarks.music_quality.metrics import band, evidence, melody, recovered  # noqa: E402
from benchmarks.music_quality.scorer import score  # noqa: E402

from muse_music.midi import song, style  # noqa: E402
from muse_music.theory.meter import TICKS, parse  # noqa: E402

REFERENCE = load()
MAJOR = (0, 2, 4, 5, 7, 9, 11)


def shuffled(tune, meter, chance):
    """The bars of a tune in another order, and its pitches moved about within each."""
    beat = parse(meter)
    bars: dict[int, list] = {}
    for start, length, pitch in tune:
        bars.setdefault(start // beat.bar, []).append((start % beat.bar, length, pitch))
    order = list(bars.values())
    chance.shuffle(order)
    made = []
    for bar, notes in enumerate(order):
        pitches = [p for _, _, p in notes]
        chance.shuffle(pitches)
        made += [
            (bar * beat.bar + start, length, pitch)
            for (start, length, _), pitch in zip(notes, pitches, strict=True)
        ]
    return sorted(made)


def test_the_scorer_ranks_real_tunes_and_ours_over_shuffled_over_random():
    real, mixed, noise = [], [], []
    chance = random.Random(1)
    for meter, scale, notes in REFERENCE["sample"]:
        tune = [tuple(n) for n in notes]
        real.append(score(tune, meter, scale, REFERENCE))
        mixed.append(score(shuffled(tune, meter, chance), meter, scale, REFERENCE))
        walk = randomly(parse(meter), 16, chance)
        noise.append(score(walk, meter, MAJOR, REFERENCE))
    ours = []
    for seed in range(20):
        meter = ("4/4", "3/4", "6/8")[seed % 3]
        made = song(style="folk", meter=meter, seed=seed, bars=16)
        tune = [(n.start, n.length, n.pitch) for n in made.parts[0].notes]
        ours.append(score(tune, meter, made.key.scale, REFERENCE))
    assert min(mean(real), mean(ours)) > mean(mixed) > mean(noise) + 0.5


def test_meters_are_told_apart_by_their_notes():
    tables = REFERENCE["tables"]
    hits = 0
    for meter, _, notes in REFERENCE["sample"]:
        tune = [tuple(n) for n in notes]
        hits += recovered(tune, tables) == meter
        assert evidence(tune, parse(meter), tables[meter]) > 0.4
        walk = randomly(parse(meter), 16, random.Random(1))
        assert evidence(walk, parse(meter), tables[meter]) < 0
    assert hits >= 0.75 * len(REFERENCE["sample"])


def test_measures_of_a_tune_by_hand():
    beat = parse("4/4")
    quarter = TICKS
    bar = [(0, quarter, 60), (quarter, quarter, 62), (2 * quarter, 2 * quarter, 67)]
    tune = [(s + 4 * quarter * i, n, p) for i in range(4) for s, n, p in bar]
    tune[-1] = (14 * quarter, 2 * quarter, 60)
    row = melody(tune, beat, MAJOR)
    assert row["downbeat onsets"] == 1
    assert row["final tonic"] == row["final on beat"] == row["in key"] == 1
    assert row["steps"] == pytest.approx(5 / 11)
    assert row["bar repetition"] == pytest.approx(0.5)
    assert row["distinct rhythms"] == pytest.approx(0.25)
    assert row["range"] == 7


@pytest.mark.parametrize("name", style.names())
def test_every_seed_ends_well_and_can_be_played(name: str):
    melodies = set()
    for meter in style.load(name).meters[:2]:
        for seed in range(2):
            made = song(style=name, meter=meter, seed=seed)
            row = measured(made, REFERENCE["tables"])
            assert row["final tonic"] == row["final on beat"] == row["playable"] == 1
            assert row["octave leaps"] == 0
            assert row.get("minor ninths", 0) == 0
            melodies.add(tuple((n.start, n.pitch) for n in made.parts[0].notes))
    assert len(melodies) == 2 * len(style.load(name).meters[:2])


def test_a_style_gives_a_reason_for_a_gate_of_its_own():
    for name in style.names():
        for measure, (low, high, why) in style.load(name).gates.items():
            assert measure in gates.GATES
            assert low < high
            assert len(why) > 8
    assert gates.of("pop", style.load("pop"))["downbeat onsets"] == (0.75, 1.0)
    assert "backbeat" not in gates.of("folk", style.load("folk"))


def test_bands_are_measured():
    row = band(song(style="pop", seed=1))
    assert row["bass on root"] >= 0.9
    assert row["backbeat"] >= 0.9
    assert row["contrast"] > 1.1
    assert row["empty beats"] <= 0.02


@pytest.mark.slow
@pytest.mark.parametrize("name", style.names())
def test_fifty_seeds_of_each_style_hold_the_gates(name: str):
    from benchmarks.music_quality.__main__ import judged

    for meter in style.load(name).meters:
        assert judged(name, meter, 50, REFERENCE, everything=False) == 0
