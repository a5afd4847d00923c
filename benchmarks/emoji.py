"""How near the pictures of image.cgan and image.vae are to emoji that they never saw.

    python -m benchmarks.emoji --cgan mine.safetensors --vae mine.safetensors

The columns are those of digits-AB, without labels, on the first 32 principal components of 16 x 16
px (of what was seen): the Frechet distance, precision and recall, the two-sample test and memo. The
held-out pictures are those that `--held-out 0.05` leaves out; as many real ones that were seen are
the ceiling, and each column is given as it is and as a ratio to that.
"""

import argparse
import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.digits_ab.metrics import Measure
from benchmarks.digits_ab.samplers import Pictures as Pixels
from muse import Host
from muse_image.pictures import Pictures, read

HELD_OUT = 0.05
_COLUMNS = ("ffid", "precision", "recall", "c2st", "memo")


def emoji() -> tuple[Pictures, Pictures]:
    """Return (seen, held out) emoji of 64 x 64 px."""
    reading = read("emoji", size=64, fit="pad")
    while True:
        try:
            next(reading)
        except StopIteration as done:
            found: Pictures = done.value
            return found.split(HELD_OUT)


def small(pixels: Pixels) -> NDArray[np.float64]:
    """Return pictures (n, 3, 64, 64) as rows of 16 x 16 px."""
    n = len(pixels)
    halves = pixels.reshape(n, 3, 16, 4, 16, 4).astype(float).mean((3, 5))
    return (halves / 255).reshape(n, -1)


def components(rows: NDArray[np.float64], count: int = 32) -> Any:
    """Return a function that gives the first principal components of rows."""
    middle = rows.mean(0)
    _, _, axes = np.linalg.svd(rows - middle, full_matrices=False)
    return lambda more: (more - middle) @ axes[:count].T


def made(name: str, model: Path, count: int) -> Pixels:
    """Return pictures of classes by chance."""
    found = []
    with Host() as host:
        for each in host.run(f"image.{name}", model=str(model), count=count, seed=1, no_embed=True):
            pixels = np.asarray(Image.open(io.BytesIO(each.data)).convert("RGB"))
            found.append(pixels.transpose(2, 0, 1))
    return np.stack(found)


def main() -> None:
    """Print a row for each set."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    for name in ("cgan", "vae"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    asked = parser.parse_args()
    seen, held = emoji()
    rng = np.random.default_rng(0)
    often = rng.choice(len(seen), len(held), replace=False, p=seen.weights)
    features = components(small(seen.pixels))
    rows = {"real, seen": small(seen.pixels[often])}
    for name in ("cgan", "vae"):
        if getattr(asked, name) is not None:
            rows[f"image.{name}"] = small(made(name, getattr(asked, name), len(held)))
    measure = Measure(
        features(small(seen.pixels)),
        features(small(held.pixels)),
        hidden=lambda x: x,
    )
    ceiling = measure.row(features(rows["real, seen"]))
    print(f"{'':12}" + "".join(f"{name:>18}" for name in _COLUMNS))
    for name, pixels in rows.items():
        row = measure.row(features(pixels))
        ratios = row.ratios(ceiling)
        told = (f"{getattr(row, c):9.3f} ({ratios[c]:5.2f})" for c in _COLUMNS)
        print(f"{name:12}" + "".join(f"{text:>18}" for text in told))


if __name__ == "__main__":
    main()
