"""Space: stars, the band of a galaxy, nebulae, planets; the ground of a moon or planet."""

import math

import numpy as np

from ..catalogue import Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place
from .planet import globe

SPEC = Spec("ground", order=0)
SKIES = (
    ("0a0d24", "26225a", "7a3f8f", "d97aa0"),
    ("070f22", "123a5c", "2a8a9a", "9fe0c8"),
    ("0d0a1e", "3a1f4f", "a04a5a", "f0a86a"),
    ("080c1c", "1b2c5c", "4a5fb8", "a8c0f0"),
)
"""The dark, the deep, the body and the light of a nebula."""
GROUNDS = {
    "moon": ("b4b2ae", "6a6a6e"),
    "mars": ("c8683c", "7a3422"),
    "alien": ("6f7fa8", "34386a"),
}
"""Kind -> the colours of the ground in light and in shadow."""
OVERHEAD = {"moon": "earth", "mars": "moons", "alien": "ringed"}
"""Kind of ground -> the globe that stands over it."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add the dark, nebula, stars and globes, and the ground where there is one."""
    rng = place.rng
    forks = [fork(rng) for _ in range(6)]
    sky = SKIES[int(rng.integers(len(SKIES)))]
    colours = [rgb(c) for c in sky]
    if place.colours:
        colours = [colours[0], *(canvas.hue(place, c, k) for k, c in enumerate(colours[1:]))]
    pale = place.kind in GROUNDS
    _nebula(canvas, colours, forks[0], 0.4 if pale else 1.0, place.kind == "mars")
    _stars(canvas, forks[1])
    _globes(canvas, place, forks[2])
    if pale:
        _ground(canvas, place, forks[3])


def _nebula(canvas: Canvas, colours: list[Colour], rng: Rng, part: float, dusty: bool) -> None:
    """Add the dark of space with clouds that shine, along a band that crosses the picture."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    turn = float(rng.uniform(-0.75, -0.25)) * (1 if rng.random() < 0.5 else -1)
    x = (np.arange(width, dtype=np.float32)[None] - width / 2) / unit
    y = (np.arange(height, dtype=np.float32)[:, None] - height * 0.42) / unit
    off = -x * np.float32(math.sin(turn)) + y * np.float32(math.cos(turn))
    form = noise(rng, height, width, unit * 0.34, octaves=6, gain=0.58)
    fine = noise(rng, height, width, unit * 0.16, octaves=5, gain=0.6)
    dust = noise(rng, height, width, unit * 0.22, octaves=5, gain=0.6)
    band = np.exp(-(((off + 0.08 * form) / 0.3) ** 2))
    cloud = np.clip(band * (0.62 + 0.42 * form), 0, 1) * np.float32(part)
    colour = mix(colours[0], colours[1], np.clip(0.25 + 0.9 * cloud, 0, 1))
    colour = mix(colour, colours[2], step(0.3, 0.95, cloud + 0.12 * fine))
    core = np.exp(-(((off + 0.05 * form) / 0.13) ** 2)) * np.clip(0.5 + 0.5 * fine, 0, 1.2)
    colour = mix(colour, colours[3], np.clip(core * 0.75 * part, 0, 0.9))
    lanes = step(0.5, 1.6, dust) * np.exp(-((off / 0.2) ** 2)) * np.float32(part)
    colour = mix(colour, colours[0], lanes * 0.7)
    if dusty:
        down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
        low = canvas.layout.horizon / height
        colour = mix(colour, rgb("b8704a"), step(low - 0.5, low, down) * 0.75)
    canvas.add(
        Layer(
            "space", "sky", 0, 0, np.ones((height, width), np.float32), np.clip(colour, 0, 1), 1.0,
            np.float32(turn) + 0.5 * np.clip(form, -1, 1), 0.0, 1.0, 0.3, counted=False,
        )
    )  # fmt: skip


def _stars(canvas: Canvas, rng: Rng) -> None:
    """Add many small stars and a few bright ones with rays."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    alpha = np.zeros((height, width), np.float32)
    many = int(430 * canvas.span)
    xs, ys = rng.random(many) * (width - 1), rng.random(many) * (height - 1)
    force = 0.2 + 0.8 * rng.random(many) ** 2.6
    column, row = xs.astype(np.int64), ys.astype(np.int64)
    size = max(1, round(unit / 520))
    for k in range(size):
        for j in range(size):
            at = np.minimum(row + k, height - 1), np.minimum(column + j, width - 1)
            np.maximum.at(alpha, at, force.astype(np.float32))
    colour = blank(height, width, rgb("f6f2e6"))
    for _ in range(int(16 * canvas.span)):
        x, y = float(rng.random() * width), float(rng.random() * height)
        big = unit * float(rng.uniform(0.0016, 0.0042))
        reach = math.ceil(big * 7)
        x0, x1 = max(0, int(x) - reach), min(width, int(x) + reach + 1)
        y0, y1 = max(0, int(y) - reach), min(height, int(y) + reach + 1)
        dx = (np.arange(x0, x1, dtype=np.float32)[None] - x) / big
        dy = (np.arange(y0, y1, dtype=np.float32)[:, None] - y) / big
        body = np.exp(-(dx**2 + dy**2) * 0.9)
        rays = 0.7 * np.exp(-np.abs(dx) * 0.55 - np.abs(dy) * 3.4)
        rays = np.maximum(rays, 0.7 * np.exp(-np.abs(dy) * 0.55 - np.abs(dx) * 3.4))
        part = alpha[y0:y1, x0:x1]
        np.maximum(part, np.clip(body + rays, 0, 1), out=part)
        tint = rgb(("fff0d0", "d8e6ff", "ffe0d0", "ffffff")[int(rng.integers(4))])
        colour[y0:y1, x0:x1] = tint
    canvas.add(Layer("stars", "spark", 0, 0, alpha, colour, 1.0, 0.0, 0.0, 1.0, 1.0, counted=False))


def _globes(canvas: Canvas, place: Place, rng: Rng) -> None:
    """Add the planets that belong to the view: one large, sometimes a small one."""
    unit, width, height = canvas.layout.unit, canvas.width, canvas.height
    side = 1 if rng.random() < 0.5 else -1
    asked = canvas.scene.has("planet")
    kind = place.kind
    if kind in OVERHEAD:
        x, y = width * (0.5 + 0.24 * side), height * float(rng.uniform(0.2, 0.3))
        over = OVERHEAD[kind]
        if over == "moons":
            globe(canvas, x, y, unit * 0.035, "moon", fork(rng), "moon", False)
            globe(canvas, x - side * unit * 0.2, y + unit * 0.05, unit * 0.02, "moon", fork(rng),
                  "moon", False)  # fmt: skip
        elif not asked:
            globe(canvas, x, y, unit * (0.13 if over == "earth" else 0.17), over, fork(rng), over,
                  False)  # fmt: skip
        return
    if asked:
        return
    if kind == "orbit" or (not kind and rng.random() < 0.45):
        radius = unit * 1.25
        globe(canvas, width * (0.5 + 0.1 * side), height + radius * 0.74, radius, "earth",
              fork(rng), "earth", False, tilt=1.25)  # fmt: skip
        return
    kinds = ("ringed", "mars", "gas", "ice", "moon")
    first = int(rng.integers(3))
    globe(
        canvas,
        width * (0.5 + 0.3 * side),
        height * float(rng.uniform(0.24, 0.36)),
        unit * float(rng.uniform(0.12, 0.18)),
        kinds[first],
        fork(rng),
        "planet",
        False,
    )
    globe(canvas, width * (0.5 - 0.34 * side), height * float(rng.uniform(0.62, 0.8)),
          unit * 0.05, kinds[(first + 2) % 5], fork(rng), "planet", False)  # fmt: skip


def _ground(canvas: Canvas, place: Place, rng: Rng) -> None:
    """Add the ground with its hills and craters, under a sky without air."""
    unit, width, height = canvas.layout.unit, canvas.width, canvas.height
    lit, dark = (rgb(c) for c in GROUNDS[place.kind])
    side = float(np.sign(canvas.layout.light[0]))
    for k, (tall, off) in enumerate(((0.1, -0.012), (0.05, 0.02))):
        form = line(rng, width, unit * (0.42 - 0.14 * k))
        top = canvas.layout.horizon + unit * (off - tall * np.clip(0.35 + 0.5 * form, 0, 1.6))
        start = max(0, int(top.min()) - 2)
        rows = np.arange(height - start, dtype=np.float32)[:, None] + start
        alpha = step(-1.0, 1.5, rows - top[None])
        rough = noise(rng, height - start, width, unit * 0.07, octaves=4, gain=0.6)
        slope = np.clip(0.5 + side * np.gradient(rough, axis=1) * unit * 0.012, 0.15, 0.95)
        canvas.add(
            Layer(
                "hills", "land", 0, start, alpha, blank(height - start, width, mix(lit, dark, 0.3)),
                slope.astype(np.float32), 0.0, 0.0, 0.3, 0.4,
                counted=False,
            )
        )  # fmt: skip
    top = int(canvas.layout.horizon + unit * 0.02)
    high = height - top
    if high < 4:
        return
    down = np.arange(high, dtype=np.float32)[:, None] / high
    form = noise(rng, high, width, unit * 0.1, octaves=5, gain=0.6, stretch=3.5)
    rise = noise(rng, high, width, unit * 0.05, octaves=3, stretch=3)
    light = 0.6 + 0.08 * form + 0.04 * rise
    lines = np.zeros((high, width), np.float32)
    rows = np.arange(high, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)[None]
    for _ in range(int(15 * canvas.span)):
        t = float(rng.random()) ** 1.4
        cx, cy = float(rng.random()) * width, high * (0.06 + 0.9 * t)
        radius = unit * float(rng.uniform(0.3, 1.0)) * (0.025 + 0.16 * t)
        dx, dy = (columns - cx) / radius, (rows - cy) / (radius * 0.3)
        far = np.hypot(dx, dy)
        inside = step(1.0, 0.86, far)
        wall = np.clip(side * dx * 0.55 - dy * 0.2, -1, 1)
        light = light - inside * (0.16 + 0.36 * wall)
        ring = np.exp(-(((far - 1.04) / 0.09) ** 2))
        light = light + ring * (0.14 + 0.24 * wall)
        lines = np.maximum(lines, np.exp(-(((far - 0.98) / 0.05) ** 2)) * 0.8)
    colour = mix(mix(dark, lit, 0.72), lit, np.clip(0.5 + 0.35 * form, 0, 1))
    canvas.add(
        Layer(
            "ground", "land", 0, top, step(0, 6, rows) * np.ones((1, width), np.float32),
            mix(colour, dark, (1 - down) * 0.25), np.clip(light, 0.05, 1).astype(np.float32),
            (0.12 * form).astype(np.float32), 0.0, 0.35, 0.6, lines * step(0.02, 0.2, down),
            counted=False,
        )
    )  # fmt: skip
