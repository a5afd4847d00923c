"""Muse's trainers beside the plain DCGAN and VAE recipes: time until the same losses, one thread.

    OMP_NUM_THREADS=1 python -m benchmarks.recipes

All learn from emoji of 32 x 32 px with their keywords as classes, a tenth held out. A plain recipe
learns for five minutes, in which the VAE gets as good as it will and the DCGAN nearly so; ours for
half of that. Printed are a plain recipe's best losses and when it has them, when ours has the same,
and the ratio. losses.py says what they are.
"""

import argparse
from collections.abc import Callable

import torch

from benchmarks.recipes.contender import Contender, Curve, curves, pace, reached
from benchmarks.recipes.data import drawn_labels, emoji, values
from benchmarks.recipes.losses import Judge
from benchmarks.recipes.ours import our_gan, our_vae
from benchmarks.recipes.plain import plain_gan, plain_vae


def compared(
    name: str,
    plain: Contender,
    ours: Callable[[int], Contender],
    seconds: float,
    told: bool,
) -> None:
    """Print a line for each loss of a pair; with `told` all that was seen on the way."""
    theirs = curves(plain, seconds, seconds / 40)
    total = int(seconds / 2 / pace(ours(1000)))
    mine = curves(ours(total), seconds / 2, seconds / 80)
    for loss, curve in theirs.items():
        best = min(value for _, value in curve)
        when, then = reached(curve, best), reached(mine[loss], best)
        print(
            f"{name:5} {loss:8} plain {best:8.3f} after {when:4.0f} s; ours after {then:4.0f} s,"
            f" ratio {then / when:.2f}; ours at its best {min(v for _, v in mine[loss]):8.3f}",
            flush=True,
        )
        if told:
            print("  plain", listed(curve))
            print("  ours ", listed(mine[loss]), flush=True)


def listed(curve: Curve) -> str:
    """Return a curve as text."""
    return " ".join(f"{when:.0f}:{loss:.3f}" for when, loss in curve)


def main() -> None:
    """Compare both pairs."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument(
        "--seconds", type=float, default=320, help="of a plain recipe, processor time; ours half"
    )
    parser.add_argument("--only", choices=("vae", "cgan"))
    parser.add_argument("--curves", action="store_true", help="print every loss that was seen")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    seen, rest, classes = emoji()
    held = values(rest)
    if asked.only != "cgan":
        torch.manual_seed(0)
        plain = plain_vae(seen, held)
        compared("vae", plain, lambda n: our_vae(seen, held, n), asked.seconds, asked.curves)
    if asked.only != "vae":
        judging = Judge(seen, rest, classes, drawn_labels(seen, len(rest)))
        torch.manual_seed(0)
        plain = plain_gan(seen, judging, classes)
        compared(
            "cgan", plain, lambda n: our_gan(seen, judging, classes, n), asked.seconds, asked.curves
        )


if __name__ == "__main__":
    main()
