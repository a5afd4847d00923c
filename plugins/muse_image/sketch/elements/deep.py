"""Under water: light that falls from the surface, blue depths, a floor of sand, reefs, kelp."""

import math

import numpy as np

from ..catalogue import Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, mix, rgb
from ..paint.layer import Layer
from ..paint.model import Model, Outline, oval, tone
from ..paint.raster import Field, line, noise, step
from ..scene.plan import Place
from .seabed import growth

SPEC = Spec("ground", order=0)
WATERS = {
    "": ("8fe0dc", "2f9fc0", "0f4a80", "0a2a55"),
    "reef": ("b8f0e4", "4fc0d0", "1f78a8", "144a7a"),
    "deep": ("2f78a0", "155080", "0a2a55", "06162f"),
    "green": ("c8e8a8", "6fb88f", "2f7f74", "124a50"),
}
"""Kind -> the colours of the water from its surface down to its distance and its dark."""
DIM = {"night": 0.42, "dusk": 0.7}


def paint(canvas: Canvas, place: Place) -> None:
    """Add the water, its light, what grows far and near on its floor, bubbles."""
    rng = place.rng
    forks = [fork(rng) for _ in range(8)]
    colours = [rgb(c) for c in WATERS.get(place.kind, WATERS[""])]
    if place.colours:
        colours = [canvas.hue(place, c, part=0.5) * np.float32(0.4 + 0.6 * float(c.max()))
                   for c in colours]  # fmt: skip
    dim = DIM.get(canvas.scene.time, 1.0)
    colours = [c * np.float32(dim) for c in colours]
    floor = place.y + (canvas.height - place.y) * 0.12
    _water(canvas, colours, forks[0])
    _distance(canvas, colours, floor, place.kind, forks[1])
    _floor(canvas, colours, floor, forks[2])
    growth(canvas, place, floor, far=True, rng=forks[3], water=colours[1])
    _shafts(canvas, colours[0], dim, forks[4])
    growth(canvas, place, floor, far=False, rng=forks[5], water=colours[1])
    _bubbles(canvas, forks[6])


def _water(canvas: Canvas, colours: list[Colour], rng: Rng) -> None:
    """Add the body of water, bright at its surface."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    form = noise(rng, height, width, unit * 0.4, octaves=3, stretch=1.6)
    at = down + 0.05 * form
    colour = mix(colours[0], colours[1], step(-0.02, 0.3, at))
    colour = mix(colour, colours[2], step(0.2, 0.85, at))
    x = canvas.width * 0.5 + (canvas.layout.sun[0] - canvas.width * 0.5) * 0.7
    across = (np.arange(width, dtype=np.float32)[None] - x) / unit
    near = np.exp(-((across / 0.5) ** 2) - (down / 0.32) ** 2)
    colour = mix(colour, mix(colours[0], rgb("ffffff"), 0.55), near * np.float32(0.7))
    canvas.add(
        Layer(
            "water", "sky", 0, 0, np.ones((height, width), np.float32), colour, 1.0,
            0.25 * np.clip(form, -1, 1), 0.0, 1.0, 0.2, counted=False,
        )
    )  # fmt: skip
    # The surface seen from below: bright bands that are narrower the farther they are.
    high = max(6, int(height * 0.11))
    rows = np.arange(high, dtype=np.float32)[:, None] / high
    wave = noise(rng, high, width, max(4.0, high * 0.3), octaves=3, stretch=7)
    alpha = step(0.35, 1.3, wave + 0.5 * (1 - rows)) * (1 - rows) ** 0.8 * 0.75
    canvas.add(
        Layer(
            "surface", "cloud", 0, 0, alpha.astype(np.float32),
            blank(high, width, mix(colours[0], rgb("ffffff"), 0.75)), 1.0, 0.0, 0.0, 1.0, 0.3,
            counted=False,
        )
    )  # fmt: skip


def _ridge(
    canvas: Canvas, top: Field, colour: Colour, depth: float, name: str, shade: Field | float = 0.5
) -> None:
    """Add ground below a line of levels (px)."""
    start = max(0, int(top.min()) - 2)
    high = canvas.height - start
    if high < 2:
        return
    rows = np.arange(high, dtype=np.float32)[:, None] + start
    alpha = step(-1.0, 1.5, rows - top[None])
    canvas.add(
        Layer(
            name, "land", 0, start, alpha, blank(high, canvas.width, colour), shade, 0.0, depth,
            0.75, 0.4, counted=False,
        )
    )  # fmt: skip


def _distance(canvas: Canvas, colours: list[Colour], floor: float, kind: str, rng: Rng) -> None:
    """Add hills of rock that fade into the blue, and sometimes a wreck before them."""
    unit, width = canvas.layout.unit, canvas.width
    for k, (part, tall) in enumerate(((0.78, 0.17), (0.55, 0.09))):
        form = line(rng, width, unit * (0.5 - 0.15 * k))
        top = floor - unit * tall * np.clip(0.6 + 0.5 * form, 0.05, 1.8)
        colour = mix(rgb("24506a"), mix(colours[1], colours[2], 0.5), part)
        _ridge(canvas, top.astype(np.float32), colour, 0.0, "rocks")
        if k == 0 and (kind == "wreck" or rng.random() < 0.16):
            _wreck(canvas, floor, mix(colours[2], rgb("1c3040"), 0.35), rng)


def _wreck(canvas: Canvas, floor: float, colour: Colour, rng: Rng) -> None:
    """Add a sunken ship that leans, its masts broken."""
    unit = canvas.layout.unit
    side = -1 if rng.random() < 0.5 else 1
    m = Model(canvas, canvas.width * (0.5 + 0.24 * side), floor + unit * 0.02, unit * 0.3, side,
              wide=1.2, tall=1.3, turn=0.16)  # fmt: skip
    for u, v in ((-0.3, 0.85), (0.1, 1.05), (0.45, 0.6)):
        m.line(colour, 0.03, (u, 0.3), (u + 0.02, v))
        m.line(colour, 0.02, (u - 0.16, v * 0.8), (u + 0.18, v * 0.82))
        m.line(colour, 0.008, (u, v), (u + 0.4, 0.3), force=0.4)
    m.blob(colour, (-0.8, 0.5), (-0.5, 0.34), (0.3, 0.28), (0.7, 0.42), (0.95, 0.46), (0.7, 0.1),
           (0.4, -0.06), (-0.5, -0.06), (-0.75, 0.2))  # fmt: skip
    for k in range(5):
        m.ball(tone(colour, -0.35), -0.45 + 0.22 * k, 0.2, 0.03)
    for layer in m.layers("wreck", "built", depth=0.2, counted=False):
        layer.glow = max(layer.glow, 0.6)
        canvas.add(layer)


def _floor(canvas: Canvas, colours: list[Colour], floor: float, rng: Rng) -> None:
    """Add the floor of sand with its ripples and the light that plays on it."""
    unit, width = canvas.layout.unit, canvas.width
    edge = floor + unit * 0.012 * line(rng, width, unit * 0.3)
    start = max(0, int(edge.min()) - 1)
    high = canvas.height - start
    if high < 4:
        return
    rows = np.arange(high, dtype=np.float32)[:, None] + start
    alpha = step(-1.0, 2.0, rows - edge[None])
    near = np.clip((rows - floor) / max(1.0, canvas.height - floor), 0, 1)
    far = 1 / np.maximum(near + 0.08, 0.08)
    form = noise(rng, high, width, unit * 0.09, octaves=4, stretch=5)
    ripples = np.sin(far * 9 + 1.3 * form + (np.arange(width, dtype=np.float32)[None] / unit) * 2)
    net = np.abs(noise(rng, high, width, unit * 0.06, octaves=2, stretch=3))
    caustic = step(0.28, 0.02, net) * near**0.5
    sand = mix(rgb("e0cfa0"), colours[1], 0.32)
    colour = mix(mix(colours[1], colours[2], 0.5), sand, step(0.0, 0.55, near + 0.04 * form))
    dim = np.float32(max(0.35, float(colours[0].max())))
    colour = colour * dim
    light = np.clip(0.55 + 0.06 * ripples * step(0.02, 0.3, near) + 0.28 * caustic, 0.1, 1)
    canvas.add(
        Layer(
            "sand", "land", 0, start, alpha, np.clip(colour, 0, 1), light.astype(np.float32),
            (0.15 * form).astype(np.float32), 0.0, 0.55, 0.4, counted=False,
        )
    )  # fmt: skip


def _shafts(canvas: Canvas, light: Colour, dim: float, rng: Rng) -> None:
    """Add shafts of light that fan out from the surface."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    high = int(height * 0.86)
    x = width * 0.5 + (canvas.layout.sun[0] - width * 0.5) * 0.7
    down = np.arange(high, dtype=np.float32)[:, None]
    across = np.arange(width, dtype=np.float32)[None] - x
    angle = across / (down + unit * 0.75)
    alpha = np.zeros((high, width), np.float32)
    for _ in range(9):
        middle, half = float(rng.normal(0, 0.42)), float(rng.uniform(0.018, 0.06))
        force = float(rng.uniform(0.35, 1.0))
        alpha += np.exp(-(((angle - middle) / half) ** 2)) * np.float32(force)
    fade = step(1.0, 0.15, down / high) * np.float32(0.26 * dim)
    canvas.add(
        Layer(
            "light", "glow", 0, 0, np.clip(alpha, 0, 1.3) * fade,
            mix(light, rgb("ffffff"), 0.5), 1.0, 1.4, 0.0, 1.0, 0.2, counted=False,
        )
    )  # fmt: skip


def _bubbles(canvas: Canvas, rng: Rng) -> None:
    """Add strings of bubbles that rise."""
    unit = canvas.layout.unit
    for _ in range(int(4 * canvas.span**0.5)):
        x = canvas.width * float(rng.uniform(0.06, 0.94))
        y = canvas.height * float(rng.uniform(0.5, 0.9))
        m = Model(canvas, x, y, unit * 0.3, wide=0.2, tall=1.2)
        balls: list[Outline] = []
        shines: list[Outline] = []
        for k in range(int(rng.integers(4, 9))):
            v = 0.02 + 0.13 * k + 0.03 * float(rng.random())
            u = 0.05 * math.sin(k * 1.7 + x)
            size = float(rng.uniform(0.012, 0.034)) * (1 + 0.05 * k)
            balls.append(oval(u, v, size, size))
            shines.append(oval(u - size * 0.35, v + size * 0.35, size * 0.28, size * 0.28))
        m.part(rgb("c8f0f0"), *balls, cover=0.4, round_=0.8, reach=0.012, light=0.75)
        m.part(rgb("ffffff"), *shines, cover=0.9, line=0, light=0.95, round_=0)
        canvas.add(m.layers("bubbles", "figure", counted=False))
