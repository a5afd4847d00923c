"""The pictures that marks are tried on: painted by Muse, and drawn by rule."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
from PIL import Image, ImageDraw

from muse_image.character.casting import cast
from muse_image.character.condition import CharacterCondition
from muse_image.character.sheet import Sheet
from muse_image.sketch import Sketch
from muse_image.sketch.condition import SketchCondition, Style
from muse_image.sketch.studio import Studio

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
