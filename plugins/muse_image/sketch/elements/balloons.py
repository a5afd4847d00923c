"""Hot air balloons: striped envelopes with baskets."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place

SPEC = Spec("air", order=60, height=0.85)
PAIRS = (
    ("d9483b", "f4e3c1"),
    ("2f7f9c", "f2d06b"),
    ("e08a2e", "f6eddc"),
    ("7a4f9c", "f0b7c6"),
    ("3f8f6a", "f5e6b8"),
)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one balloon."""
    rng, x, y = place.rng, place.x, place.y
    size = max(place.size, canvas.layout.unit * 0.05, 8.0)
    pen = canvas.pen(
        (x - size * 0.5, y - size * 0.6, x + size * 0.5, y + size * 0.62),
        fine=3 if size < 200 else 2,
    )
    pair = [rgb(c) for c in PAIRS[int(rng.integers(len(PAIRS)))]]
    radius = size * 0.36
    gores = 10

    def edge(part: float, t: float) -> tuple[float, float]:
        # From the crown (t = 0) over the widest part to the mouth (t = 1).
        turn = t * math.pi * 0.86
        wide = math.sin(turn) * (1 - 0.22 * t**3)
        return x + radius * part * wide, y - size * 0.1 - radius * math.cos(turn) * 1.06

    for gore in range(gores):
        a, b = -1 + 2 * gore / gores, -1 + 2 * (gore + 1) / gores
        sa, sb = math.sin(a * math.pi / 2), math.sin(b * math.pi / 2)
        ts = [k / 12 for k in range(13)]
        points = [edge(sa, t) for t in ts] + [edge(sb, t) for t in reversed(ts)]
        pen.polygon(points, pair[gore % 2], canvas.lit((sa + sb) / 2 * 0.85) * 0.8 + 0.15)
    mouth = edge(0, 1)[1]
    basket = mouth + size * 0.14
    for way in (-1, 1):
        pen.line(
            [(edge(way * 0.9, 1)[0], mouth), (x + way * size * 0.04, basket)],
            max(0.7, size * 0.005),
            rgb("5a4636"),
            0.4,
        )
    pen.polygon(
        [
            (x - size * 0.05, basket),
            (x + size * 0.05, basket),
            (x + size * 0.042, basket + size * 0.075),
            (x - size * 0.042, basket + size * 0.075),
        ],
        rgb("7a5636"),
        0.5,
    )
    canvas.add(pen.layers(place.name, "built", depth=min(0.35, place.depth * 0.5), detail=1.0))
