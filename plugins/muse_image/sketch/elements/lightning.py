"""Lightning: a bolt that forks on its way down, and the flash about it."""

import numpy as np

from ..catalogue import Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("sky", order=18, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` bolts from the clouds to the horizon."""
    layout, rng = canvas.layout, place.rng
    for number in range(place.count):
        x = canvas.width * float(rng.uniform(0.15, 0.85)) if number else place.x
        top = layout.horizon * 0.05
        points = _bolt(
            rng, x, top, x + layout.unit * 0.15 * float(rng.standard_normal()), layout.horizon
        )
        box = (x - layout.unit * 0.45, 0.0, x + layout.unit * 0.45, layout.horizon + 2)
        span = np.arange(canvas.width, dtype=np.float32)[None] - x
        down = np.linspace(0, 1, int(layout.horizon), dtype=np.float32)[:, None]
        flash = np.exp(-np.abs(span) / (layout.unit * 0.16)) * (0.55 - 0.25 * down)
        canvas.add(
            Layer(
                place.name,
                "glow",
                0,
                0,
                flash.astype(np.float32),
                rgb("cfd6ff"),
                1.0,
                1.5,
                0.0,
                1.0,
                0.2,
                mirror=layout.waterline,
                counted=False,
            )
        )
        pen = canvas.pen(box)
        wide = max(1.2, layout.unit * 0.006)
        pen.limb(points, np.linspace(wide, wide * 0.5, len(points)).tolist(), rgb("fbfbff"), 1.0)
        for _ in range(4):
            at = int(rng.integers(3, len(points) - 3))
            fx, fy = points[at]
            reach = layout.unit * float(rng.uniform(0.1, 0.22))
            fork = _bolt(rng, fx, fy, fx + reach * float(rng.choice([-1, 1])), fy + reach * 0.9)
            pen.limb(fork, np.linspace(wide * 0.5, 0.5, len(fork)).tolist(), rgb("eef0ff"), 1.0)
        for layer in pen.layers(
            place.name, "light", mirror=layout.waterline, detail=1.0, angle=1.4
        ):
            layer.glow = 1.0
            canvas.add(layer)


def _bolt(rng: Rng, x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """Return a broken line from (x0, y0) to (x1, y1) by displacing midpoints."""
    xs, ys = np.array([x0, x1]), np.array([y0, y1])
    sway = abs(y1 - y0) * 0.11
    for _ in range(5):
        mx = (xs[1:] + xs[:-1]) / 2 + sway * rng.standard_normal(len(xs) - 1)
        my = (ys[1:] + ys[:-1]) / 2
        xs, ys = np.insert(xs, range(1, len(xs)), mx), np.insert(ys, range(1, len(ys)), my)
        sway *= 0.52
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
