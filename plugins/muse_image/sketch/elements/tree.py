"""Single trees of a species; also the tree that frames a picture at its side."""

import numpy as np

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.layer import Layer
from ..scene.plan import Place
from .trees import SPECIES

SPEC = Spec("land", order=50, height=0.95)
FRAME = Spec("front", order=72)
WIDTH = {"pine": 0.32, "cypress": 0.2, "birch": 0.3, "bamboo": 0.35, "willow": 0.75}


def paint(canvas: Canvas, place: Place) -> None:
    """Add one tree, or the frame: one to three large ones at the side away from the light."""
    if place.kind == "frame":
        _frame(canvas, place)
        return
    grow(canvas, place, place.kind, place.x, place.y, place.size, place.depth)


def grow(
    canvas: Canvas, place: Place, kind: str, x: float, y: float, size: float, depth: float,
    counted: bool = True,
) -> None:  # fmt: skip
    """Add one tree `size` px high with its foot at (x, y), and its shadow."""
    rng = fork(place.rng)
    half = size * WIDTH.get(kind, 0.6)
    pen = canvas.pen((x - half, y - size * 1.12, x + half, y + size * 0.05))
    SPECIES[kind](canvas, pen, rng, x, y, size)
    mirror = canvas.layout.waterline if place.order < 45 else None
    shadow(canvas, x, y, size * 0.3, depth)
    canvas.add(
        pen.layers(
            place.name, "tree", depth=depth, detail=0.7, mirror=mirror, angle=0.9, counted=counted
        )
    )


def shadow(
    canvas: Canvas, x: float, y: float, reach: float, depth: float, *, always: bool = False
) -> None:
    """Add the shadow that something casts on the ground, away from the light.

    `always`: where no light casts any, a soft one below it still ties it to the ground.
    """
    soft = canvas.scene.weather in ("rain", "fog", "storm", "cloudy", "snow")
    if (soft and not always) or reach < 3:
        return
    away = 0.0 if soft else -np.sign(canvas.layout.light[0]) * reach * 0.6
    wide, high = int(reach * (1.7 if soft else 2.4)), int(max(3, reach * 0.36))
    across = (np.arange(2 * wide, dtype=np.float32)[None] - wide) / wide
    down = (np.arange(2 * high, dtype=np.float32)[:, None] - high) / high
    spot = np.clip(1.15 - np.sqrt(across**2 + down**2), 0, 1) * 0.55
    if canvas.layout.waterline is not None and y < canvas.layout.waterline + high:
        return
    canvas.add(
        Layer(
            "shadow", "shadow", int(x + away) - wide, int(y) - high, spot.astype(np.float32),
            np.array([0.16, 0.2, 0.22], np.float32), 0.35, 0.0, depth * 0.6, 0.0, 0.2,
            counted=False,
        )
    )  # fmt: skip


def _frame(canvas: Canvas, place: Place) -> None:
    layout, rng = canvas.layout, place.rng
    if canvas.scene.has("mountains", "lake"):
        kind = "pine" if rng.random() < 0.72 else ""
    else:
        kind = ""
    if canvas.scene.season == "spring" and rng.random() < 0.3:
        kind = "cherry"
    many = int(rng.integers(1, 4)) if kind == "pine" else 1
    ground = layout.height * 0.97
    for number in range(many):
        off = 0.08 + 0.075 * number + 0.03 * float(rng.standard_normal())
        x = canvas.width * (off if layout.frame < 0 else 1 - off)
        tall = (0.62, 0.44, 0.34)[number] if kind == "pine" else 0.62
        tall = min(tall * float(rng.uniform(0.85, 1.12)) * layout.height, layout.unit * 0.8)
        foot = ground - layout.height * 0.025 * number
        grow(canvas, place, kind, x, foot, tall, 0.0, counted=False)
