"""Planets: balls with bands, seas, craters or ice, lit from one side, some with rings."""

import math

import numpy as np

from ..catalogue import Form, Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.model import Model
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("air", order=40, height=0.3)
COLOURS = {
    "ringed": ("e8d3a0", "b8925a", "f6e8c8"), "gas": ("d9a878", "a86a48", "f2dcc0"),
    "mars": ("c8603a", "8a3a26", "e89a6a"), "moon": ("c4c2bc", "86868a", "e0ded8"),
    "ice": ("8fc0d8", "4a86b0", "d8f0f8"), "earth": ("2f6fb0", "4f8f4a", "f4f8fa"),
    "sun": ("ffd060", "ff8a2a", "fff4c0"),
}  # fmt: skip


def _nothing(model: Model, place: Place, rng: Rng) -> None:
    """Planets are painted as a whole by `paint`."""


FORMS = {
    name: Form(_nothing, 6.0, 0.9 if name == "ringed" else 0.5, hangs=True) for name in COLOURS
}


def paint(canvas: Canvas, place: Place) -> None:
    """Add one planet; its foot is its lowest point."""
    radius = max(place.size, 8.0) / 2
    kind = place.kind if place.kind in COLOURS else "ringed"
    main = canvas.hue(place, rgb(COLOURS[kind][0]), part=0.75) if place.colours else None
    globe(canvas, place.x, place.y - radius, radius, kind, fork(place.rng), place.name, True, main)


def globe(
    canvas: Canvas, x: float, y: float, radius: float, kind: str, rng: Rng, name: str,
    counted: bool, main: Colour | None = None, tilt: float | None = None,
) -> None:  # fmt: skip
    """Add a ball around (x, y) px with the markings of its kind, a shine of air, perhaps rings."""
    colours = [rgb(c) for c in COLOURS.get(kind, COLOURS["ringed"])]
    if main is not None:
        colours = [main, mix(main, rgb("201828"), 0.4), mix(main, rgb("ffffff"), 0.5)]
    rings = kind == "ringed"
    drawn = float(rng.uniform(-0.45, 0.45))
    tilt = drawn if tilt is None else tilt
    if kind in ("earth", "ice", "gas", "sun"):
        _air(canvas, x, y, radius, {"earth": "8fd0ff", "sun": "ffb84a"}.get(kind, "c8e0f0"),
             0.9 if kind == "sun" else 0.4)  # fmt: skip
    if rings:
        _rings(canvas, x, y, radius, tilt, colours, name, False)
    box = _box(canvas, x, y, radius + 2)
    if box is None:
        return
    x0, y0, x1, y1 = box
    dx = (np.arange(x0, x1, dtype=np.float32)[None] - x) / radius
    dy = (np.arange(y0, y1, dtype=np.float32)[:, None] - y) / radius
    far = np.hypot(dx, dy)
    alpha = step(1 + 1.2 / radius, 1 - 1.2 / radius, far)
    z = np.sqrt(np.clip(1 - far**2, 0, 1))
    colour, lines = _surface(kind, colours, dx, dy, z, tilt, radius, rng)
    side = float(np.sign(canvas.layout.light[0]))
    facing = 0.62 * side * dx - 0.42 * dy + 0.66 * z
    light = np.clip(0.12 + 0.95 * facing, 0.04, 1)
    angle = np.full(alpha.shape, tilt, np.float32) + 0.4 * dx * dy
    canvas.add(
        Layer(
            name, "figure", x0, y0, alpha.astype(np.float32), np.clip(colour, 0, 1),
            light.astype(np.float32) if kind != "sun" else 1.0, angle.astype(np.float32), 0.0,
            1.0 if kind == "sun" else 0.22, 0.6, lines, counted=counted,
        )
    )  # fmt: skip
    if rings:
        _rings(canvas, x, y, radius, tilt, colours, name, True)


def _box(canvas: Canvas, x: float, y: float, reach: float) -> tuple[int, int, int, int] | None:
    x0, x1 = max(0, int(x - reach)), min(canvas.width, int(x + reach) + 1)
    y0, y1 = max(0, int(y - reach)), min(canvas.height, int(y + reach) + 1)
    return (x0, y0, x1, y1) if x1 > x0 + 2 and y1 > y0 + 2 else None


def _surface(
    kind: str, colours: list[Colour], dx: Colour, dy: Colour, z: Colour, tilt: float,
    radius: float, rng: Rng,
) -> tuple[Colour, Colour]:  # fmt: skip
    """Return the colours and the contours of a planet's face."""
    shape = np.broadcast_shapes(dx.shape, dy.shape)
    radius = min(radius, max(shape) * 0.5)
    form = noise(rng, shape[0], shape[1], max(4.0, radius * 0.55), octaves=5, gain=0.58)
    fine = noise(rng, shape[0], shape[1], max(3.0, radius * 0.2), octaves=4, gain=0.6)
    across = dy * math.cos(tilt) - dx * math.sin(tilt)
    lines = np.zeros(shape, np.float32)
    if kind in ("ringed", "gas", "ice"):
        waves = [float(w) for w in rng.uniform(4, 17, 4)]
        level = across + 0.04 * fine
        band = sum(np.sin(level * w + k * 2.1) for k, w in enumerate(waves)) / 2.4
        colour = mix(colours[0], colours[1], np.clip(0.5 + 0.5 * band, 0, 1))
        colour = mix(colour, colours[2], np.clip(0.35 * np.sin(level * 23) + 0.1 * fine, 0, 0.5))
        if kind == "gas":
            spot = np.hypot((dx - 0.25) / 0.24, (across - 0.3) / 0.12)
            colour = mix(colour, rgb("b8482f"), step(1.0, 0.7, spot) * 0.85)
        return colour, lines
    if kind == "earth":
        land = step(0.1, 0.24, form + 0.18 * fine)
        dry = np.clip(0.5 + 0.5 * fine, 0, 1) * 0.6
        colour = mix(colours[0], mix(colours[1], rgb("c8a868"), dry), land)
        colour = mix(colour, colours[2], step(0.8, 0.92, np.abs(across) + 0.05 * fine))
        cloud = step(
            0.35,
            1.3,
            noise(
                rng, shape[0], shape[1], max(4.0, radius * 0.3), octaves=5, gain=0.62, stretch=2.4
            ),
        )
        edge = np.exp(-(((form + 0.18 * fine - 0.17) / 0.05) ** 2)) * 0.6
        return mix(colour, colours[2], cloud * 0.9), (edge * (1 - cloud)).astype(np.float32)
    colour = mix(colours[0], colours[1], step(-0.2, 1.3, form + 0.2 * fine) * 0.85)
    colour = mix(colour, colours[2], step(0.3, 1.5, -form) * 0.5)
    if kind == "mars":
        colour = mix(colour, rgb("f6f0ea"), step(0.86, 0.93, -across + 0.03 * fine))
    if kind == "moon":
        for _ in range(16):
            a, r = float(rng.uniform(0, 6.28)), float(rng.random()) ** 0.6 * 0.85
            size = float(rng.uniform(0.04, 0.17))
            far = np.hypot(dx - r * math.cos(a), dy - r * math.sin(a)) / size
            colour = mix(colour, colours[1], step(1.0, 0.8, far) * 0.6)
            colour = mix(colour, colours[2], np.exp(-(((far - 1.08) / 0.12) ** 2)) * 0.7)
            lines = np.maximum(lines, np.exp(-(((far - 1) / 0.09) ** 2)) * 0.6)
    return colour, lines.astype(np.float32)


def _rings(
    canvas: Canvas, x: float, y: float, radius: float, tilt: float, colours: list[Colour],
    name: str, front: bool,
) -> None:  # fmt: skip
    """Add the half of the rings that lies before or behind the ball."""
    box = _box(canvas, x, y, radius * 2.3)
    if box is None:
        return
    x0, y0, x1, y1 = box
    dx = (np.arange(x0, x1, dtype=np.float32)[None] - x) / radius
    dy = (np.arange(y0, y1, dtype=np.float32)[:, None] - y) / radius
    along = dx * math.cos(tilt) + dy * math.sin(tilt)
    up = dy * math.cos(tilt) - dx * math.sin(tilt)
    far = np.hypot(along, up / 0.26)
    edge = 3.5 / radius
    ring = step(1.28, 1.28 + edge, far) * step(2.2, 2.2 - edge, far)
    gap = 1 - 0.85 * np.exp(-(((far - 1.78) / 0.05) ** 2))
    bands = 0.9 + 0.1 * np.sin(far * 34)
    half = step(-0.5 / radius, 0.5 / radius, up if front else -up)
    shade = 0.72 - 0.25 * step(0.9, 0.2, np.abs(along)) * (0.0 if front else 1.0)
    canvas.add(
        Layer(
            name, "figure", x0, y0, (ring * gap * bands * half * 0.92).astype(np.float32),
            mix(colours[2], colours[1], np.clip(0.5 + 0.5 * np.sin(far * 21), 0, 1) * 0.6),
            np.broadcast_to(shade, ring.shape).astype(np.float32), tilt, 0.0, 0.3, 0.6,
            counted=False,
        )
    )  # fmt: skip


def _air(canvas: Canvas, x: float, y: float, radius: float, colour: str, part: float) -> None:
    """Add the shine of the air around a ball."""
    box = _box(canvas, x, y, radius * 1.35)
    if box is None:
        return
    x0, y0, x1, y1 = box
    far = np.hypot(
        (np.arange(x0, x1, dtype=np.float32)[None] - x) / radius,
        (np.arange(y0, y1, dtype=np.float32)[:, None] - y) / radius,
    )
    glow = np.clip((1.35 - far) / 0.35, 0, 1) ** 2.2 * np.float32(part)
    canvas.add(
        Layer("glow", "glow", x0, y0, glow.astype(np.float32), rgb(colour), 1.0, 0.0, 0.0, 1.0, 0.2,
              counted=False)
    )  # fmt: skip
