"""Table mountains of red rock; or a canyon, whose walls close in from both sides."""

import numpy as np

from ..catalogue import Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import Field, line, step
from ..scene.plan import Place
from ._rock import strata

SPEC = Spec("back", order=41, depth=0.4)
REDS = ("c0704a", "a4523a", "dca478")


def paint(canvas: Canvas, place: Place) -> None:
    """Add buttes along the horizon, or three pairs of canyon walls."""
    colours = [canvas.hue(place, rgb(c), k, 0.7) for k, c in enumerate(REDS)]
    if place.kind == "canyon":
        _canyon(canvas, place, colours)
    else:
        _buttes(canvas, place, colours)


def _butte(xs: Field, at: float, half: float, tall: float, rng: Rng) -> Field:
    """Return the height (px per column) of a flat top on steep walls on a skirt of rubble."""
    off = np.abs(xs - at) / half + 0.05 * line(rng, len(xs), max(6.0, half * 0.25))
    wall = step(1.0, 0.9, off)
    skirt = np.clip(1.75 - off, 0, 0.85) / 0.85
    return (tall * np.maximum(0.42 * skirt**1.5, wall * 0.97)).astype(np.float32)


def _buttes(canvas: Canvas, place: Place, colours: list[Colour]) -> None:
    layout, rng = canvas.layout, place.rng
    foot = (layout.waterline or layout.horizon + layout.unit * 0.035) + 2
    xs = np.arange(canvas.width, dtype=np.float32)
    for far in (1.0, 0.5, 0.0):
        rise = np.zeros(canvas.width, np.float32)
        for _ in range(max(1, int((1 + 2 * far) * canvas.span))):
            at = canvas.width * float(rng.uniform(0.02, 0.98))
            if far == 0.0:
                low, high = {"left": (0.15, 0.35), "right": (0.65, 0.85)}.get(
                    place.side or "", (0.2, 0.8)
                )
                at = canvas.width * float(rng.uniform(low, high))
            half = layout.unit * float(rng.uniform(0.05, 0.16)) * (1.25 - 0.5 * far)
            tall = layout.unit * float(rng.uniform(0.2, 0.34)) * (1 - 0.5 * far)
            rise = np.maximum(rise, _butte(xs, at, half, min(tall, foot * 0.6), rng))
        rise = np.maximum(rise, foot - layout.horizon + layout.unit * 0.004)
        rise += layout.unit * 0.008 * np.clip(line(rng, canvas.width, layout.unit * 0.2), 0, 2)
        strata(
            canvas, rng, place.name, foot - rise, foot, colours, depth=0.2 + 0.5 * far,
            mirror=layout.waterline, fade=layout.unit * 0.03 * (layout.waterline is None),
        )  # fmt: skip


def _canyon(canvas: Canvas, place: Place, colours: list[Colour]) -> None:
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    level = layout.waterline or layout.horizon
    below = canvas.height - level
    across = np.linspace(-1, 1, width, dtype=np.float32) + float(rng.uniform(-0.1, 0.1))
    for number, near in enumerate((0.0, 0.33, 0.66, 1.0)):
        gap = 0.07 + 0.72 * near**1.1
        foot = level + unit * 0.01 + (below * 0.5 * near**1.6 if layout.waterline is None else 0)
        tall = min(unit * (0.3 + 0.32 * near), foot * 0.94)
        for way in (-1, 1):
            edge = gap * float(rng.uniform(0.85, 1.15))
            off = (across * way - edge) / 0.32 + 0.1 * line(rng, width, unit * 0.08)
            steps = (
                0.45 * step(0.0, 0.06, off)
                + 0.3 * step(0.2, 0.28, off)
                + 0.25 * step(0.5, 0.6, off)
            )
            skirt = 0.16 * np.clip(1 + off * 4, 0, 1) ** 1.5
            rise = tall * np.maximum(steps * (0.92 + 0.06 * line(rng, width, unit * 0.2)), skirt)
            crest = (foot - rise).astype(np.float32)
            shades = [mix(c, rgb("7a3a2a"), 0.12 * number) for c in colours]
            strata(
                canvas, rng, place.name, crest, foot, shades, depth=0.6 * (1 - near) ** 1.3,
                mirror=layout.waterline, fade=unit * 0.03 * near + 1,
            )  # fmt: skip
