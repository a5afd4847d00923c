"""The columns of digits-AB tell real pictures, collapse, copies and noise apart."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")
sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.digits_ab import __main__ as program
from benchmarks.digits_ab import generators, likelihood, samplers
from benchmarks.digits_ab.halves import asked, halves, levels, measure
from benchmarks.digits_ab.metrics import (
    Measure,
    Row,
    coverage,
    distances,
    frechet,
    mean,
    two_sample,
)


def row(sampler: samplers.Sampler) -> Row:
    samples, classes = sampler(*halves()[0], 0)
    return measure().row(levels(samples), classes)


def test_the_halves_divide_all_digits_and_every_class() -> None:
    seen, reference = halves()
    assert (len(seen.pictures), len(reference.pictures)) == (898, 899)
    swapped = halves(swap=True)
    assert (swapped[0].pictures == reference.pictures).all()
    counts = np.bincount(seen.labels) - np.bincount(reference.labels)
    assert abs(counts).max() <= 1
    assert set(np.unique(levels(seen.pictures))) == set(range(17))


def test_real_pictures_are_near_the_ceiling() -> None:
    found = row(samplers.real)
    assert not program.far(found, samplers.REFERENCES["real"][1])
    assert found.c2st == pytest.approx(0.5, abs=0.03) and found.memo == 0
    assert not program.reached(found)  # they are copies


def test_collapse_is_seen_by_all_columns_but_the_judge() -> None:
    found = row(samplers.class_mean)
    assert not program.far(found, samplers.REFERENCES["class-mean"][1])
    assert found.judge == 1 and found.recall == 0
    assert found.ffid > 3 and found.c2st > 0.95 and found.cas is not None and found.cas < 0.93


def test_copies_are_seen_by_memo() -> None:
    found = row(samplers.class_density)
    assert not program.far(found, samplers.REFERENCES["class-density"][1])
    assert found.memo < 0.3 and found.ffid < 0.3


def test_labels_at_random_and_noise_are_seen() -> None:
    def mislabelled(pictures, labels, seed):
        return pictures, np.random.default_rng(seed).permutation(labels)

    def noise(pictures, labels, seed):
        shape = (900, 1, 8, 8)
        return np.random.default_rng(seed).integers(0, 256, shape, np.uint8), asked()

    wrong = row(mislabelled)
    assert wrong.judge is not None and wrong.judge < 0.2
    assert wrong.cas is not None and wrong.cas < 0.3
    assert wrong.c2st == pytest.approx(0.5, abs=0.03)  # the pictures are real all the same
    random = row(noise)
    assert random.precision == 0 and random.c2st > 0.95 and random.memo > 1.5


def test_columns_of_sets_without_labels_and_as_ratios() -> None:
    rng = np.random.default_rng(0)
    seen, reference, samples = rng.normal(size=(3, 300, 5))
    gauge = Measure(seen, reference, hidden=lambda given: given)
    found = gauge.row(samples)
    assert found.judge is None and found.cas is None
    assert found.c2st == pytest.approx(0.5, abs=0.08) and found.memo == pytest.approx(1, abs=0.15)
    ratios = gauge.row(samples * 3).ratios(found)
    assert ratios["cas"] is None and ratios["ffid"] > 20 and ratios["precision"] < 0.7
    assert mean([found, found]) == found
    with pytest.raises(ValueError, match="give it"):
        Measure(seen, reference)


def test_the_distance_of_gaussians_that_are_known() -> None:
    rng = np.random.default_rng(1)
    one = rng.normal(size=(20_000, 3))
    assert frechet(one, one) == pytest.approx(0, abs=1e-6)
    # Means apart by 2, and standard deviations 1 and 3: 4 + 3 * (3 - 1)^2.
    assert frechet(one, one * 3 + [2, 0, 0]) == pytest.approx(16, rel=0.02)


def test_distances_coverage_and_neighbours_by_hand() -> None:
    line = np.arange(10.0)[:, None]
    assert distances(line, line + 1000).tolist() == (abs(line - line.T - 1000)).tolist()
    assert (distances(line + 1e6, line + 1e6).diagonal() == 0).all()
    assert coverage(line, line + 100) == (0, 0)
    assert coverage(line, np.full((10, 1), 4.0)) == (1, 0.1)
    assert two_sample(line, line + 100) == 1
    assert two_sample(line, line + 0.1) == 0


@pytest.mark.parametrize("name", ["independent", "bernoulli-40"])
def test_densities_are_densities(name: str) -> None:
    density, known = likelihood.DENSITIES[name]
    assert program.nats(density, [False], 0)[0] == pytest.approx(known, abs=program.NATS)
    seen = halves()[0]
    few = seen.pictures.reshape(-1, 64)[:, [20, 27, 36]]
    log_density = density(few, seen.labels, 0)
    every = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], float)
    assert np.exp(log_density(every, np.zeros(8, np.int64))).sum() == pytest.approx(1)


def test_every_pixel_by_those_before_is_a_density_too() -> None:
    seen = halves()[0]
    few = seen.pictures.reshape(-1, 64)[:, [0, 20, 27, 36]]
    log_density = likelihood.autoregressive(few, seen.labels, 0)
    every = np.array(np.meshgrid(*[(0.0, 1.0)] * 4)).reshape(4, -1).T
    assert np.exp(log_density(every, np.zeros(16, np.int64))).sum() == pytest.approx(1)


def test_the_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    def perfect(pictures, labels, seed):
        return halves()[1]

    monkeypatch.setitem(generators.SAMPLERS, "perfect", perfect)
    names = ["--only", "class-mean", "perfect", "independent"]
    assert program.main(names) == 0
    said = capsys.readouterr().out
    assert "(3.74)" in said and "(-25.2)" in said and "  reached" in said
    assert program.main([*names, "--json", "--swap"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["class-mean", "perfect", "independent"]
    assert [len(each["halves"]) for each in told.values()] == [2, 2, 2]
    # On the other half it gives what was seen: copies.
    assert told["perfect"]["halves"][1]["memo"] == 0 and not told["perfect"]["reached"]
    monkeypatch.setitem(
        samplers.REFERENCES, "class-mean", (perfect, samplers.REFERENCES["real"][1])
    )
    assert program.main(["--only", "class-mean"]) == 1
    assert "far from what is known: class-mean: cas, ffid" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        program.main(["--only", "nothing"])
