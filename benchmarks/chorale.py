"""The chorale harmoniser on chorales that it was not made from: `python benchmarks/chorale.py`.

Each fifth chorale of Bach's that music21 brings, by a hash of its name, was left out of the
tables. Their tunes are set again, and compared beat by beat with Bach: how often root and bass are
his (and the bass at fermatas), and how often a rule of voice leading is broken, per 100 steps from
beat to beat; beside Bach's own figures. `--count N` takes fewer.
"""

import argparse
import random
import time
from itertools import pairwise

from muse_music.chorale import model
from muse_music.chorale.learning import chorales, held_out
from muse_music.chorale.voicing import ALTO, BASS, TENOR, parallels, voiced


def hidden(one, two) -> bool:
    """Whether the outer voices reach a fifth or octave in one direction, the soprano by a leap."""
    up, down = two[0] - one[0], two[3] - one[3]
    return up * down > 0 and abs(up) > 2 and (two[0] - two[3]) % 12 in (0, 7)


def rules(lines) -> dict[str, float]:
    """Return broken rules per 100 steps, and crossings and ranges per 100 beats."""
    steps = [pair for line in lines for pair in pairwise(line)]
    beats = [voices for line in lines for voices in line]
    ranges = (ALTO, TENOR, BASS)
    return {
        "parallels": 100 * sum(parallels(a, b) for a, b in steps) / len(steps),
        "hidden": 100 * sum(hidden(a, b) for a, b in steps) / len(steps),
        "crossing": 100 * sum(not v[0] >= v[1] >= v[2] >= v[3] for v in beats) / len(beats),
        "out of range": 100
        * sum(
            any(not low <= p <= high for p, (low, high) in zip(v[1:], ranges, strict=True))
            for v in beats
        )
        / len(beats),
    }


def main() -> int:
    """Print the table, and exit with 1 when an aim is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    found = [c for c in chorales() if held_out(c.name)][: parser.parse_args().count]
    root = bass = cadence = beats = ends = 0
    ours, theirs = [], []
    start = time.process_time()
    for chorale in found:
        chance = random.Random(1)
        tune = [voices[0] for voices in chorale.voices]
        made = voiced(
            tune,
            chorale.beats,
            chorale.tonic,
            model.load(chorale.minor),
            lambda chance=chance: chance.random() * 0.35,
        )
        ours.append([voices for voices, _ in made])
        theirs.append(chorale.voices)
        for (_, state), meant, beat in zip(made, chorale.states, chorale.beats, strict=True):
            root += state[0] == meant[0]
            bass += state[2] == meant[2]
            beats += 1
            if beat.ahead == 0:
                ends += 1
                cadence += state[2] == meant[2]
    seconds = time.process_time() - start
    print(f"{len(found)} chorales, {beats} beats, {1000 * seconds / beats:.1f} ms a beat")
    rows = [
        ("root as Bach", root / beats, 1.0, ">=", 0.55),
        ("bass as Bach", bass / beats, 1.0, ">=", 0.45),
        ("bass at fermatas as Bach", cadence / ends, 1.0, ">=", 0.70),
    ]
    bach = rules(theirs)
    aims = {"parallels": 0.0, "hidden": 1.0, "crossing": 1.0, "out of range": 0.0}
    rows += [(name, value, bach[name], "<=", aims[name]) for name, value in rules(ours).items()]
    missed = 0
    print(f"{'':26} {'ours':>7} {'Bach':>7}")
    for name, value, other, sign, aim in rows:
        good = value >= aim if sign == ">=" else value <= aim
        missed += not good
        print(f"{name:26} {value:7.3f} {other:7.3f}  {sign} {aim:<5} {'PASS' if good else 'FAIL'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
