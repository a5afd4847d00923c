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
from typing import get_args

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from muse_image.character.casting import cast
from muse_image.character.condition import CharacterCondition
from muse_image.character.sheet import Sheet
from muse_image.sketch import Sketch
from muse_image.sketch.condition import SketchCondition, Style
from muse_image.sketch.studio import Studio
from muse_provenance.marks import picture as marks
from muse_provenance.marks.reading import TRIES

PROMPTS = (
    "a beautiful landscape with a lake and mountains",
    "a city at night with a river",
    "three boats on the sea at sunset",
    "a village with a church in a meadow in winter",
    "a night sky with stars and a moon",
    "a portrait of a cat",
    "a red rose",
    "an abstract composition",
    "a pagoda with cherry trees in spring",
    "a foggy morning",
    "a house in the desert",
)
SIZES = ((512, 512), (1024, 1024), (768, 512), (512, 768), (1024, 768), (640, 896))
PEOPLE = ("an old fisherman with a white beard", "a young witch with red hair", "a black cat")

Rng = np.random.Generator
Attack = Callable[[Image.Image, Rng], Image.Image]


def painted(number: int) -> Image.Image:
    """Return a picture that Muse paints: its style, prompt and size by its number."""
    styles = get_args(Style)
    width, height = SIZES[number // len(styles) % len(SIZES) - number % len(SIZES)]
    rng = np.random.Generator(np.random.PCG64(number))
    if number % 10 == 9:
        prompt = PEOPLE[number // 10 % len(PEOPLE)]
        style = styles[number // 10 % len(styles)]
        fields = {"prompt": prompt, "style": style, "width": width, "height": height}
        person = CharacterCondition(**fields)
        sheet = Sheet(person, *cast(person, rng)[:2], rng)
        for _ in sheet.work():
            pass
        return sheet.pictures[0].convert("RGB")
    prompt = PROMPTS[number % len(PROMPTS)]
    read = {name: found.value for name, found in Sketch().read(prompt).fields.items()}
    own = {"prompt": prompt, "style": styles[number % len(styles)]}
    studio = Studio(SketchCondition(**{**read, **own, "width": width, "height": height}), rng)
    for _ in studio.work():
        pass
    return studio.finished.convert("RGB")


def drawn(number: int) -> Image.Image:
    """Return a picture that is drawn by rule: its kind and size by its number."""
    rng = np.random.Generator(np.random.PCG64(10**6 + number))
    kind = (_flat, _lines, _night, _gradient, _noise, _landscape, _landscape)[number % 7]
    return kind(*SIZES[number // 7 % len(SIZES)], rng)


def _flat(width: int, height: int, rng: Rng) -> Image.Image:
    """Return a poster: large shapes of one colour each."""
    made = Image.new("RGB", (width, height), _colour(rng))
    pen = ImageDraw.Draw(made)
    for _ in range(rng.integers(2, 12)):
        (left, right), (top, bottom) = (
            np.sort(rng.integers(0, side, 2)) for side in (width, height)
        )
        shape = pen.ellipse if rng.random() < 0.5 else pen.rectangle
        shape((left, top, right, bottom), fill=_colour(rng))
    for line in range(rng.integers(0, 4)):
        place = (width // 10, height // 10 + line * height // 6)
        pen.text(place, "MUSE 2026", _colour(rng), font_size=height // 10)
    return made


def _lines(width: int, height: int, rng: Rng) -> Image.Image:
    """Return a drawing in black on white paper."""
    made = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(made)
    for _ in range(rng.integers(3, 25)):
        points = rng.uniform(0, 1, (rng.integers(2, 8), 2)) * (width, height)
        pen.line([*map(tuple, points)], fill="black", width=int(rng.integers(1, 5)), joint="curve")
    return made


def _night(width: int, height: int, rng: Rng) -> Image.Image:
    """Return a night sky: black, with stars and a moon."""
    made = Image.new("RGB", (width, height), (0, 0, int(rng.integers(0, 20))))
    pen = ImageDraw.Draw(made)
    for x, y in rng.uniform(0, 1, (rng.integers(20, 400), 2)) * (width, height):
        pen.ellipse((x, y, x + 2, y + 2), fill=_colour(rng))
    pen.ellipse((width * 0.6, height * 0.1, width * 0.6 + 80, height * 0.1 + 80), fill="#ffffee")
    return made


def _gradient(width: int, height: int, rng: Rng) -> Image.Image:
    """Return a gradient from one colour to another, in any direction."""
    turn = rng.uniform(0, 2 * math.pi)
    y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j]
    part = np.clip(0.5 + x * math.cos(turn) + y * math.sin(turn), 0, 1)[..., None]
    ends = rng.uniform(0, 255, (2, 3))
    return Image.fromarray(np.rint(ends[0] * part + ends[1] * (1 - part)).astype(np.uint8))


def _noise(width: int, height: int, rng: Rng) -> Image.Image:
    """Return white noise of any strength."""
    strength = rng.uniform(2, 60)
    values = rng.uniform(60, 200) + strength * rng.standard_normal((height, width, 3))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _landscape(width: int, height: int, rng: Rng) -> Image.Image:
    """Return 1/f noise, as photographs have it, with edges of things across it."""
    down = np.fft.fftfreq(height)[:, None]
    across = np.fft.rfftfreq(width)
    slope = rng.uniform(1.0, 1.6)
    spectrum = np.fft.rfft2(rng.standard_normal((height, width)))
    spectrum /= np.hypot(np.hypot(down, across), 1 / max(width, height)) ** slope
    values = np.fft.irfft2(spectrum, s=(height, width))
    values = rng.uniform(80, 170) + rng.uniform(15, 60) * values / values.std()
    values = values[..., None] * rng.uniform(0.7, 1.2, 3) + 2 * rng.standard_normal(
        (height, width, 1)
    )
    made = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(made)
    for _ in range(rng.integers(0, 6)):
        x, y, size = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(20, 200)
        pen.ellipse((x, y, x + size, y + size), fill=_colour(rng))
    return made


def _colour(rng: Rng) -> tuple[int, int, int]:
    red, green, blue = rng.integers(0, 256, 3).tolist()
    return red, green, blue


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
