"""How near the pictures of the generators that learn are to emoji that they never saw.

    python -m benchmarks.emoji                                 the weights that come with Muse
    python -m benchmarks.emoji --cgan mine.safetensors --sheet sheet.png

The columns are those of digits-AB, without labels, on the first 32 principal components of 16 x 16
px (of what was seen): the Frechet distance, precision and recall, the two-sample test and memo. The
held-out pictures are those that `--held-out 0.05` leaves out; as many real ones that were seen are
the ceiling, and each column is given as it is and as a ratio to that. image.cgan, image.stylegan
and image.vae draw classes by chance; image.diffusion is asked for the English names of emoji that
it saw, and of those that it never saw. `--sheet` shows 24 of each row, so that eyes may judge, too.
"""

import argparse
import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.digits_ab.metrics import Measure, distances
from benchmarks.digits_ab.samplers import Pictures as Pixels
from muse import Host
from muse_image.data import Pictures, read
from muse_image.training.classes import named

HELD_OUT = 0.05
SETS = ("cgan", "stylegan", "vae", "diffusion")
_EACH = 12
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


def drawn(host: Host, name: str, **asked: Any) -> list[Pixels]:
    """Return what a generator makes as pixels (3, 64, 64) each."""
    found = host.run(f"image.{name}", no_embed=True, **asked)
    pictures = [Image.open(io.BytesIO(each.data)).convert("RGB") for each in found]
    return [np.asarray(picture).transpose(2, 0, 1) for picture in pictures]


def by_chance(name: str, model: dict[str, str], count: int) -> Pixels:
    """Return pictures of classes by chance."""
    with Host() as host:
        return np.stack(drawn(host, name, count=count, seed=1, **model))


def by_name(names: list[str], model: dict[str, str]) -> Pixels:
    """Return pictures of image.diffusion for names."""
    found = []
    with Host() as host:
        for seed, name in enumerate(names):
            found += drawn(host, "diffusion", prompt=name, seed=seed, **model)
    return np.stack(found)


def by_class(
    name: str, model: dict[str, str], seen: Pictures, held: Pictures
) -> tuple[float, float]:
    """Return the share of pictures whose nearest emoji is of their class, and its distance."""
    labelled, classes = named(seen)
    of = {pixels.tobytes(): place for place, pixels in enumerate(seen.pixels)}
    having: list[set[int]] = [set() for _ in seen.pixels]
    for pixels, label in zip(labelled.pixels, labelled.labels.tolist(), strict=True):
        having[of[pixels.tobytes()]].add(label)
    known = small(seen.pixels)
    right, far = [], []
    with Host() as host:
        for label, each in enumerate(classes):
            made = drawn(host, name, label=each.names[0], count=_EACH, seed=1, **model)
            apart = distances(small(np.stack(made)), known)
            right += [label in having[place] for place in apart.argmin(1)]
            far += apart.min(1).tolist()
    usual = distances(small(held.pixels), known).min(1).mean()
    return float(np.mean(right)), float(np.mean(far) / usual)


def sheet(rows: dict[str, Pixels]) -> Image.Image:
    """Return 24 pictures of each row, one row under the other."""
    lines = []
    for pixels in rows.values():
        some = pixels[np.linspace(0, len(pixels) - 1, 24).astype(int)]
        lines.append(np.concatenate(list(some.transpose(0, 2, 3, 1)), 1))
    return Image.fromarray(np.concatenate(lines))


def main() -> None:
    """Print a row for each set."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    for name in SETS:
        parser.add_argument(f"--{name}", metavar="MODEL", help="instead of Muse's own")
    parser.add_argument("--only", nargs="+", choices=SETS)
    parser.add_argument("--classes", action="store_true", help="whether they keep to a class")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="a picture of some of each row")
    asked = parser.parse_args()
    wanted = asked.only or SETS
    seen, held = emoji()
    if asked.classes:
        for name in (each for each in wanted if each != "diffusion"):
            own = getattr(asked, name)
            share, distance = by_class(name, {} if own is None else {"model": own}, seen, held)
            print(f"image.{name:10} of the class {share:5.1%}, distance {distance:.2f}", flush=True)
        return
    rng = np.random.default_rng(0)
    often = rng.choice(len(seen), len(held), replace=False, p=seen.weights)
    features = components(small(seen.pixels))
    rows = {"real, seen": seen.pixels[often], "real, held out": held.pixels}
    for name in wanted:
        own = getattr(asked, name)
        model = {} if own is None else {"model": str(own)}
        if name != "diffusion":
            rows[f"image.{name}"] = by_chance(name, model, len(held))
            continue
        rows["diffusion, seen"] = by_name([seen.captions[k][0] for k in often], model)
        rows["diffusion, new"] = by_name([captions[0] for captions in held.captions], model)
    if asked.sheet is not None:
        sheet(rows).save(asked.sheet)
    measure = Measure(
        features(small(seen.pixels)),
        features(small(held.pixels)),
        hidden=lambda x: x,
    )
    ceiling = measure.row(features(small(rows["real, seen"])))
    del rows["real, held out"]
    print(f"{'':16}" + "".join(f"{name:>18}" for name in _COLUMNS))
    for name, pixels in rows.items():
        row = measure.row(features(small(pixels)))
        ratios = row.ratios(ceiling)
        told = (f"{getattr(row, c):9.3f} ({ratios[c]:5.2f})" for c in _COLUMNS)
        print(f"{name:16}" + "".join(f"{text:>18}" for text in told))


if __name__ == "__main__":
    main()
