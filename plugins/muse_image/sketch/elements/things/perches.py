"""Where animals are often seen: a tiled roof, a spider's web between two twigs."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from .buildings import rect


def tiled_roof(m: Model, place: Place, rng: Rng) -> None:
    """Draw the ridge of a tiled roof across the picture, with a chimney."""
    tile = m.canvas.hue(place, rgb(("a8523c", "8f4a3a", "6f7480")[int(rng.integers(3))]))
    shades = rng.uniform(-0.14, 0.14, 80)
    pale = 0.55 if m.canvas.snowy else 0.0
    roof = Model(m.canvas, m.x, m.y, m.size, m.way, wide=6.0, tall=2.0, deep=3.0)
    brick = rgb("a86a52")
    stack = roof.part(brick, rect(1.3, 1.9, 0.7, 1.6), light=0.56, round_=0.5)
    rows = [[(1.3, 0.75 + 0.1 * k), (1.9, 0.75 + 0.1 * k)] for k in range(9)]
    roof.strokes(tone(brick, 0.3), 0.014, rows, on=stack, force=0.3)
    roof.part(tone(brick, -0.2), rect(1.23, 1.97, 1.55, 1.66), light=0.6, round_=0.3)
    roof.part(tone(tile, -0.35), rect(-6.0, 6.0, -3.0, 0.92), light=0.45, round_=0)
    for row in reversed(range(18)):
        v = 0.8 - 0.2 * row
        for part in (0, 1, 2):
            tiles = [
                [(u - 0.15, v + 0.12), *((u + 0.15 * math.cos(a), v + 0.15 * math.sin(a)) for a in
                 [math.pi * (1 + k / 8) for k in range(9)]), (u + 0.15, v + 0.12)]
                for u in (-6.0 + 0.3 * (3 * k + part) + 0.15 * (row % 2) for k in range(14))
            ]  # fmt: skip
            colour = tone(tile, float(shades[row * 3 + part]) + pale)
            roof.part(colour, *tiles, light=0.58, round_=0.7, line=0.7, reach=0.05)
    for k in range(34):
        u = -6.0 + 0.36 * k
        ridge = tone(tile, 0.1 + float(shades[k]) * 0.5 + pale)
        roof.part(ridge, [*rect(u, u + 0.34, 0.84, 0.94)[:2], (u + 0.34, 0.94), (u + 0.17, 1.02),
                          (u, 0.94)], light=0.66, round_=0.9, line=0.7)  # fmt: skip
    m.canvas.add(roof.layers(place.name, depth=place.depth * 0.4))


def spider_web(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spider's web between two twigs, dew on its threads."""
    draws = rng.uniform(-1, 1, 24)
    bark, silk = rgb("5f4a3a"), m.canvas.hue(place, rgb("eef2f4"))
    for s in (-1, 1):
        m.limb(bark, [0.05, 0.04, 0.02], (s * 0.62, -0.05), (s * (0.56 + 0.05 * draws[0]), 0.5),
               (s * (0.66 + 0.04 * draws[1]), 1.1))  # fmt: skip
        m.limb(bark, [0.03, 0.015], (s * 0.58, 0.7), (s * 0.85, 0.95))
    middle = (0.0, 0.52)
    turns = [k * math.pi / 7 for k in range(14)]
    spokes = [(0.56 * math.cos(a) * (1 + 0.06 * d), 0.5 * math.sin(a) * (1 + 0.06 * d))
              for a, d in zip(turns, draws.tolist(), strict=False)]  # fmt: skip
    threads = [[middle, (middle[0] + u, middle[1] + v)] for u, v in spokes]
    for ring in range(1, 9):
        part = ring / 8.6
        for k in range(14):
            (u0, v0), (u1, v1) = spokes[k], spokes[(k + 1) % 14]
            sag = 0.94
            threads.append([
                (u0 * part, middle[1] + v0 * part),
                ((u0 + u1) / 2 * part * sag, middle[1] + (v0 + v1) / 2 * part * sag),
                (u1 * part, middle[1] + v1 * part),
            ])  # fmt: skip
    m.strokes(silk, 0.007, threads, light=0.85, force=0.7)
    dew = [oval(u * p, middle[1] + v * p, 0.009, 0.009) for k, (u, v) in enumerate(spokes)
           for p in (0.35 + 0.02 * (k % 3), 0.7, 0.93)]  # fmt: skip
    m.part(rgb("ffffff"), *dew, light=0.95, round_=0, line=0.3)


FORMS = {
    "tiled roof": Form(tiled_roof, 0.8, 1.0, top=(-0.5, 0.5, 0.98)),
    "spider web": Form(spider_web, 0.5, 0.9, top=(-0.02, 0.02, 0.44)),
}
