"""Prints how good small image generators are, on scikit-learn's digits.

    python -m benchmarks.digits_ab                        every sampler, on the first half
    python -m benchmarks.digits_ab --swap                 on both halves: mean, half the difference
    python -m benchmarks.digits_ab --only real class-mixture cgan
    python -m benchmarks.digits_ab --json

A sampler sees one half of the digits (898) and makes 900; the other half judges (metrics.py says
what the columns mean). Rows without networks show what the figures are worth; beside them, in
brackets, what another implementation of the same columns gave. What reaches the target, CAS .982,
fFID .28, C2ST .62 and memo .9, beats a mixture of Gaussians and doesn't copy. Likelihoods are nats
a picture of binary digits. Exits with 1 when a row without a network is far from what it should be.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict

import numpy as np

from benchmarks.digits_ab import generators
from benchmarks.digits_ab import likelihood as densities
from benchmarks.digits_ab.halves import halves, levels, measure
from benchmarks.digits_ab.metrics import COLUMNS, Row, mean
from benchmarks.digits_ab.samplers import REFERENCES, Known, Sampler

TOLERANCE = {
    **dict.fromkeys(("judge", "cas", "memo"), 0.012),
    **dict.fromkeys(("precision", "recall", "c2st"), 0.04),
    "ffid": 0.05,
}
"""How far a row without a network may be from what is known: further than its seed moves it."""

NATS = 0.3
TARGET = {"cas": 0.982, "ffid": 0.28, "c2st": 0.62, "memo": 0.9}


def reached(row: Row) -> bool:
    """Whether a row reaches the target."""
    return (
        row.cas is not None
        and round(row.cas, 3) >= TARGET["cas"]
        and round(row.ffid, 3) <= TARGET["ffid"]
        and round(row.c2st, 3) <= TARGET["c2st"]
        and round(row.memo, 2) >= TARGET["memo"]
    )


def sampled(sampler: Sampler, swaps: list[bool], seed: int) -> tuple[list[Row], float]:
    """Return a sampler's row for each half, and the seconds that one took."""
    rows, seconds = [], []
    for swap in swaps:
        seen = halves(swap)[0]
        start = time.perf_counter()
        samples, asked = sampler(*seen, seed)
        seconds.append(time.perf_counter() - start)
        rows.append(measure(swap).row(levels(samples), asked))
    return rows, float(np.mean(seconds))


def far(row: Row, known: Known) -> list[str]:
    """Return the columns in which a row is far from what is known of it."""
    return [
        name
        for name in COLUMNS
        if abs(getattr(row, name) - getattr(known, name))
        > TOLERANCE[name] * (max(1.0, known.ffid) if name == "ffid" else 1)
    ]


def nats(density: densities.Density, swaps: list[bool], seed: int) -> list[float]:
    """Return the nats a picture that a density gives each unseen half."""
    found = []
    for swap in swaps:
        seen, reference = halves(swap)
        log_density = density(seen.pictures, seen.labels, seed)
        bits = densities.binary(reference.pictures)
        found.append(float(np.mean(log_density(bits, reference.labels))))
    return found


def line(rows: list[Row], known: Known | None, seconds: float) -> str:
    """Return a row as text."""
    cells = []
    for name in COLUMNS:
        values = [getattr(row, name) for row in rows]
        cell = f"{np.mean(values):.3f}"
        if len(values) > 1:
            cell += f"±{(max(values) - min(values)) / 2:.3f}"
        if known:
            cell += f" ({getattr(known, name):.3g})"
        cells.append(f"{cell:>13}")
    return " ".join(cells) + f" {seconds:7.1f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the rows that are asked for."""
    parser = argparse.ArgumentParser(description="Small image generators on digits.")
    parser.add_argument("--swap", action="store_true", help="both halves, in turn")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these rows alone")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    samplers = {name: pair for name, pair in REFERENCES.items()}
    samplers |= {name: (sampler, None) for name, sampler in generators.SAMPLERS.items()}
    likelihoods = {name: pair for name, pair in densities.DENSITIES.items()}
    likelihoods |= {name: (density, None) for name, density in generators.DENSITIES.items()}
    names = [*samplers, *likelihoods]
    wanted = given.only or names
    if unknown := set(wanted) - set(names):
        parser.error(f"no row {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    swaps = [False, True] if given.swap else [False]
    wrong, told = [], {}
    if not given.json and any(name in samplers for name in wanted):
        print(" " * 15 + " ".join(f"{name:>13}" for name in COLUMNS) + " seconds")
    for name in (name for name in samplers if name in wanted):
        sampler, known = samplers[name]
        rows, seconds = sampled(sampler, swaps, given.seed)
        if known and (columns := far(rows[0], known)):
            wrong.append(f"{name}: {', '.join(columns)}")
        told[name] = {
            **asdict(mean(rows)),
            "halves": [asdict(row) for row in rows],
            "seconds": seconds,
            "reached": all(map(reached, rows)),
        }
        if not given.json:
            mark = "" if known else "  reached" if told[name]["reached"] else "  not reached"
            print(f"{name:15}" + line(rows, known, seconds) + mark, flush=True)
    for name in (name for name in likelihoods if name in wanted):
        density, expected = likelihoods[name]
        found = nats(density, swaps, given.seed)
        if expected is not None and abs(found[0] - expected) > NATS:
            wrong.append(f"{name}: nats")
        told[name] = {"nats": float(np.mean(found)), "halves": found}
        if not given.json:
            beside = "" if expected is None else f" ({expected})"
            print(f"{name:15}{' '.join(f'{each:.2f}' for each in found)}{beside} nats", flush=True)
    if given.json:
        print(json.dumps(told, indent=1))
    for each in wrong:
        print(f"far from what is known: {each}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
