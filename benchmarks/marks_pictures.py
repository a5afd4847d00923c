"""What the mark of pictures survives, what it costs, and whether one is found where there is none.

    python benchmarks/marks.py pictures --count 100
    python benchmarks/marks.py pictures --count 0 --unmarked 10000

Pictures are painted by Muse itself (every style of `image.sketch`, sheets of `image.character`) and
drawn by rule (flat posters, line drawings, night skies, gradients, noise, landscapes of 1/f noise),
512 to 1024 px wide and high. `--count` says how many of each of the two; each is marked, and goes
through each of the attacks. `--unmarked` cuts pieces of 192 to 320 px out of unmarked ones, turned,
mirrored and scaled, and looks for marks in them. `--folder` takes the painted ones from there, and
keeps them there, since painting is what takes long.
"""

from __future__ import annotations

import argparse
import io
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from benchmarks.marks_drawn import Rng, drawn, painted
from muse_provenance.marks import picture as marks
from muse_provenance.marks.reading import TRIES

Attack = Callable[[Image.Image, Rng], Image.Image]


def saved(kind: str, quality: int) -> Attack:
    """Return an attack: a picture saved as JPEG or WebP and opened again."""

    def attack(picture: Image.Image, rng: Rng) -> Image.Image:
        buffer = io.BytesIO()
        picture.save(buffer, kind, quality=quality)
        return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")

    return attack


def scaled(by: float) -> Attack:
    """Return an attack: a picture at another size."""
    return lambda picture, rng: picture.resize(
        (round(picture.width * by), round(picture.height * by)), Image.Resampling.LANCZOS
    )


def cut(part: float) -> Attack:
    """Return an attack: a part cut off one side, or shared out on two or on all four."""

    def attack(picture: Image.Image, rng: Rng) -> Image.Image:
        width, height = picture.size
        off, down = round(width * part), round(height * part)
        left, top = int(rng.integers(off + 1)), int(rng.integers(down + 1))
        boxes = (
            (off, 0, width, height), (0, 0, width - off, height),
            (0, down, width, height), (0, 0, width, height - down),
            (left, top, width - off + left, height - down + top),
        )  # fmt: skip
        return picture.crop(boxes[rng.integers(len(boxes))])

    return attack


def chain(picture: Image.Image, rng: Rng) -> Image.Image:
    """Cut a tenth, halve the sides, save as JPEG 75, then as WebP 80."""
    for attack in (cut(0.1), scaled(0.5), saved("JPEG", 75), saved("WEBP", 80)):
        picture = attack(picture, rng)
    return picture


ATTACKS: dict[str, Attack] = {
    "nothing": lambda picture, rng: picture,
    "JPEG 75": saved("JPEG", 75),
    "WebP 80": saved("WEBP", 80),
    "half size": scaled(0.5),
    "a tenth cut off": cut(0.1),
    "all four": chain,
}
"""What at least 99 % of marks have to survive."""

MORE: dict[str, Attack] = {
    "JPEG 50": saved("JPEG", 50),
    "JPEG 30": saved("JPEG", 30),
    "WebP 50": saved("WEBP", 50),
    "three quarters of the size": scaled(0.75),
    "a third of the size": scaled(1 / 3),
    "a quarter of the size": scaled(0.25),
    "twice the size": scaled(2),
    "half of each side cut off": cut(0.5),
    "grey": lambda picture, rng: picture.convert("L"),
    "brighter by a quarter": lambda picture, rng: ImageEnhance.Brightness(picture).enhance(1.25),
    "half the contrast": lambda picture, rng: ImageEnhance.Contrast(picture).enhance(0.5),
    "blurred by 2 px": lambda picture, rng: picture.filter(ImageFilter.GaussianBlur(2)),
    "32 colours": lambda picture, rng: picture.quantize(32).convert("RGB"),
    "noise of 10 levels": lambda picture, rng: Image.fromarray(
        np.clip(np.asarray(picture) + 10 * rng.standard_normal((*picture.size[::-1], 3)), 0, 255)
        .astype(np.uint8)
    ),
    "mirrored": lambda picture, rng: ImageOps.mirror(picture),
    "turned by 0.5 degrees": lambda picture, rng: picture.rotate(0.5, Image.Resampling.BICUBIC),
    "turned by 2 degrees": lambda picture, rng: picture.rotate(2, Image.Resampling.BICUBIC),
    "turned by 90 degrees": lambda picture, rng: picture.transpose(Image.Transpose.ROTATE_90),
    "5 % wider": lambda picture, rng: picture.resize(
        (round(picture.width * 1.05), picture.height), Image.Resampling.LANCZOS
    ),
}  # fmt: skip
"""What they may or may not survive."""


def psnr(before: Image.Image, after: Image.Image) -> float:
    """Return the peak signal-to-noise ratio of two pictures, in dB."""
    difference = np.asarray(before, float) - np.asarray(after, float)
    return 10 * math.log10(255**2 / float((difference**2).mean()))


def stored(folder: Path | None, number: int) -> Image.Image:
    """Return a painted picture, from a folder where it lies there."""
    if folder is None:
        return painted(number)
    place = folder / f"painted-{number}.png"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        painted(number).save(place, compress_level=1)
    return Image.open(place).convert("RGB")


def survive(pictures: Iterator[tuple[str, Image.Image]], attacks: dict[str, Attack]) -> None:
    """Print how many marks survive each attack, by kind of picture, and what that costs."""
    rng = np.random.Generator(np.random.PCG64(1))
    read: dict[str, Counter[str]] = defaultdict(Counter)
    made: Counter[str] = Counter()
    ratios: list[float] = []
    putting: list[float] = []
    reading: list[float] = []
    for number, (kind, picture) in enumerate(pictures):
        bits = rng.bytes(8)
        start = time.process_time()
        marked = marks.put(picture, bits)
        putting.append((time.process_time() - start) / (picture.width * picture.height) * 2**20)
        ratios.append(psnr(picture, marked))
        made[kind] += 1
        for name, attack in attacks.items():
            harmed = attack(marked, rng)
            start = time.process_time()
            found = marks.read(harmed)
            reading.append(time.process_time() - start)
            if found is not None and found.bits == bits:
                read[name][kind] += 1
            elif name in ATTACKS:
                told = "nothing" if found is None else "ANOTHER MARK"
                print(f"  {kind} {number} {picture.width} x {picture.height}, {name}: {told}")
    print(f"\n| what happened | {' | '.join(f'{kind} ({made[kind]})' for kind in made)} |")
    print("|---|" + "---|" * len(made))
    for name in attacks:
        shares = [f"{100 * read[name][kind] / made[kind]:.1f} %" for kind in made]
        print(f"| {name} | {' | '.join(shares)} |")
    print(f"\nPSNR {min(ratios):.1f} dB at least, {np.median(ratios):.1f} dB in the middle")
    print(
        f"put {1000 * np.median(putting):.0f} ms for each 1024 x 1024 px, "
        f"read {1000 * np.median(reading):.0f} ms in the middle, {1000 * max(reading):.0f} at most"
    )


def unmarked(pictures: Iterator[Image.Image], pieces: int) -> None:
    """Print how many marks are found in pieces of pictures that carry none."""
    rng = np.random.Generator(np.random.PCG64(2))
    found = 0
    looked = 0
    for picture in pictures:
        for _ in range(20):
            side = int(rng.integers(192, 321))
            left, top = (int(rng.integers(max(1, edge - side))) for edge in picture.size)
            piece = picture.crop((left, top, left + side, top + side))
            piece = piece.transpose(Image.Transpose(int(rng.integers(7))))
            found += marks.read(scaled(float(rng.uniform(0.7, 1.4)))(piece, rng)) is not None
            looked += 1
            if looked == pieces:
                chance = looked * TRIES / 2**32
                print(f"{found} marks found in {looked} unmarked pieces ({chance:.2g} expected)")
                return


def main(options: list[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="marks.py pictures", description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="pictures of each of the two kinds")
    parser.add_argument("--first", type=int, default=0, help="the number of the first of them")
    parser.add_argument("--more", action="store_true", help="attacks beside those promised")
    parser.add_argument("--unmarked", type=int, default=0, help="pieces without a mark")
    parser.add_argument("--folder", type=Path, help="where painted pictures are kept")
    asked = parser.parse_args(options)
    numbers = range(asked.first, asked.first + asked.count)
    if numbers:
        both = (
            each
            for number in numbers
            for each in (("painted", stored(asked.folder, number)), ("drawn", drawn(number)))
        )
        survive(both, ATTACKS | (MORE if asked.more else {}))
    if asked.unmarked:
        kinds = (
            made
            for number in count()
            for made in (stored(asked.folder, number % 40), drawn(number))
        )
        unmarked(islice(kinds, asked.unmarked), asked.unmarked)
