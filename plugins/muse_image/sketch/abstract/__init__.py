"""Abstract compositions for prompts that name nothing to be seen, in their palette and rhythm."""

import math
import tomllib
import zlib
from functools import cache
from importlib.resources import files

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import noise
from .figures import SPACE, current, galaxy, mandala, pattern, planet
from .rhythms import flowing, orderly, radiant, sparse, syncopated
from .shapes import add

RHYTHMS = ("flowing", "syncopated", "radiant", "orderly")
FIGURES = {
    "mandala": "mandala",
    "pattern": "pattern",
    "current": "flow field",
    "galaxy": "galaxy",
    "planet": "planet",
}
"""What a prompt may name, and how a report calls it."""

BY_MOOD = {
    "melancholy": "sparse",
    "calm": "sparse",
    "joyful": "syncopated",
    "dramatic": "radiant",
    "dreamy": "flowing",
    "romantic": "flowing",
}


@cache
def _palettes() -> dict[str, list[list[str]]]:
    return tomllib.loads(
        files("muse_image.sketch").joinpath("words/data/abstract.toml").read_text("utf-8")
    )


def compose(canvas: Canvas, prompt: str, rhythm: str | None, rng: Rng) -> str:
    """Add an abstract composition to a canvas; return its rhythm.

    What the words don't say is drawn from their spelling, so that other words look otherwise.
    """
    spell = zlib.crc32(prompt.strip().lower().encode())
    rng = np.random.Generator(np.random.PCG64([spell, int(rng.integers(2**63))]))
    mood = canvas.scene.mood
    table = _palettes()
    kind = mood if mood in table else ("night" if canvas.scene.time == "night" else "any")
    choices = table[kind]
    inks = [rgb(c) for c in choices[(spell + int(rng.integers(2))) % len(choices)]]
    if rhythm in SPACE:
        inks[:2] = rgb("070817"), rgb("171a3a")
    chosen = rhythm or BY_MOOD.get(mood) or RHYTHMS[(spell >> 8) % len(RHYTHMS)]
    _ground(canvas, inks, rng)
    {
        "flowing": flowing,
        "syncopated": syncopated,
        "sparse": sparse,
        "radiant": radiant,
        "orderly": orderly,
        "mandala": mandala,
        "pattern": pattern,
        "current": current,
        "galaxy": galaxy,
        "planet": planet,
    }[chosen](canvas, inks[2:], rng)
    return chosen


def _ground(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    drift = noise(rng, height, width, unit * 0.5, octaves=4, stretch=1.4)
    turn = float(rng.uniform(-0.9, 0.9))
    ramp = np.linspace(0, 1, height, dtype=np.float32)[:, None] * math.cos(turn) + np.linspace(
        0, 1, width, dtype=np.float32
    )[None] * math.sin(turn)
    colour = mix(inks[0], inks[1], np.clip(ramp + 0.16 * drift, 0, 1))
    add(canvas, np.ones((height, width), np.float32), colour, 1.0, turn, material="sky")
