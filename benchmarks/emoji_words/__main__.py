"""Whether image.diffusion draws what words say: colours, counts, new combinations, other seeds.

    python -m benchmarks.emoji_words                                the model that comes with Muse
    python -m benchmarks.emoji_words --model ./mine --sheet sheets/ --judge judge.safetensors

A small network (`judge`) looks at what was drawn. It is taught first, in some minutes of one core,
or read from the file of `--judge`, and how often it is right on real composed pictures is told.
Judges err on pictures unlike those that they learnt from: `--sheet` writes pictures for the eye.

colours   six objects in six colours: the object is the likeliest thing and the colour the likeliest
counts    two to five of five things: the thing and the number
new       combinations that no training saw: six colours, four counts, five pairs, five hats
seeds     how far pictures of one prompt lie apart by seed, as a share of how far those of different
          prompts do (root mean squares of 16 x 16 px)
"""

import argparse
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.emoji import drawn
from benchmarks.emoji_words import judge, prompts
from muse import Host

_SEEDS = 4


def pictures(host: Host, asked: Sequence[prompts.Asked], fields: dict, seed: int) -> np.ndarray:
    """Return a picture (3, 64, 64) for each prompt, with seeds in a row."""
    return np.stack(
        [
            drawn(host, "diffusion", prompt=each.prompt, seed=seed + place, **fields)[0]
            for place, each in enumerate(asked)
        ]
    )


def right(answers: judge.Answers, asked: Sequence[prompts.Asked]) -> list[bool]:
    """Return for each prompt whether the judge sees all that it says."""
    found = []
    for place, each in enumerate(asked):
        seen = answers.shows(place, *each.things)
        seen &= not each.colour or answers.colour(place) == each.colour
        seen &= not each.count or answers.count(place) == each.count
        found.append(seen)
    return found


def spread(rows: np.ndarray) -> float:
    """Return how far seeds lie apart, as a share of how far prompts do; rows (p, s, 3, 64, 64)."""
    small = rows.reshape(*rows.shape[:3], 16, 4, 16, 4).astype(float).mean((4, 6))
    within = [_apart(a, b) for each in small for a, b in combinations(each, 2)]
    between = [_apart(a[0], b[0]) for a, b in combinations(small, 2)]
    return float(np.mean(within) / np.mean(between))


def _apart(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sqrt(((a - b) ** 2).mean()))


def sheet(pixels: np.ndarray, columns: int, marks: Sequence[bool] = ()) -> Image.Image:
    """Return pictures in rows; a line below says what the judge took for right (green) or wrong."""
    tall = judge.SIDE + 6
    rows = -(-len(pixels) // columns)
    made = Image.new("RGB", (columns * tall, rows * tall), "white")
    for place, each in enumerate(pixels):
        x, y = place % columns * tall, place // columns * tall
        made.paste(Image.fromarray(each.transpose(1, 2, 0)), (x, y))
        if marks:
            made.paste(
                (40, 170, 60) if marks[place] else (220, 40, 40), (x, y + 64, x + 64, y + 67)
            )
    return made.resize((made.width * 2, made.height * 2), Image.Resampling.NEAREST)


def main() -> None:
    """Print what was right, and write the sheets."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--model", help="a folder of a small model; instead of Muse's own")
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judge", type=Path, metavar="FILE", help="read, or written when missing")
    parser.add_argument("--sheet", type=Path, metavar="FOLDER", help="write pictures there")
    parser.add_argument(
        "--only", nargs="+", choices=("colours", "chinese", "counts", "new", "seeds")
    )
    asked = parser.parse_args()
    named = ("model", "guidance", "steps")
    fields = {name: getattr(asked, name) for name in named if getattr(asked, name) is not None}
    judging = judge.kept(asked.judge)
    told = ", ".join(f"{name} {share:.0%}" for name, share in judge.trust(judging).items())
    print(f"the judge is right on composed pictures: {told}", flush=True)
    sets = {
        "colours": prompts.colours(),
        "chinese": prompts.colours(1),
        "counts": prompts.counts(),
        "new": prompts.new(),
    }
    if asked.sheet is not None:
        asked.sheet.mkdir(parents=True, exist_ok=True)
    with Host() as host:
        for name, wanted in sets.items():
            if asked.only and name not in asked.only:
                continue
            made = pictures(host, wanted, fields, asked.seed)
            marks = right(judge.asked(judging, made), wanted)
            per = 36 if name in ("colours", "chinese") else 5
            print(
                f"{name:8} {sum(marks)} of {len(marks)}"
                + (f" ({per * sum(marks) / len(marks):.1f} of {per})" if per == 5 else ""),
                flush=True,
            )
            if asked.sheet is not None:
                sheet(made, 6 if per == 36 else 5, marks).save(asked.sheet / f"{name}.png")
        if asked.only and "seeds" not in asked.only:
            return
        rows = np.stack(
            [
                np.stack(drawn(host, "diffusion", prompt=each, count=_SEEDS, seed=9, **fields))
                for each in prompts.SEEDS
            ]
        )
    print(f"seeds    {spread(rows):.2f} of the distance between prompts")
    if asked.sheet is not None:
        sheet(rows.reshape(-1, 3, 64, 64), 2 * _SEEDS).save(asked.sheet / "seeds.png")


if __name__ == "__main__":
    main()
