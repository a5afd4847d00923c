"""A deer that stands and looks up."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one deer."""
    size, x, y = max(place.size * 1.2, canvas.layout.unit * 0.09, 10.0), place.x, place.y
    if canvas.layout.waterline is not None and place.order < 45:
        size = max(canvas.layout.unit * 0.07, 9.0)
    way = 1 if place.rng.random() < 0.5 else -1
    pen = canvas.pen((x - size, y - size * 1.15, x + size, y + 2), fine=3)
    coat = rgb("8a5f3c")

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + way * dx * size, y - dy * size

    for dx, foot, light in (
        (-0.3, -0.27, 0.3),
        (-0.2, -0.24, 0.5),
        (0.16, 0.14, 0.3),
        (0.25, 0.27, 0.5),
    ):
        pen.limb(
            [at(dx, 0.42), at(dx - 0.015, 0.2), at(foot, 0.0)],
            [size * 0.09, size * 0.04, size * 0.032],
            coat,
            light,
        )
    pen.polygon(
        [
            at(-0.38, 0.52),
            at(-0.3, 0.62),
            at(0.05, 0.58),
            at(0.28, 0.64),
            at(0.33, 0.5),
            at(0.26, 0.37),
            at(0.0, 0.34),
            at(-0.3, 0.36),
        ],
        coat,
        canvas.lit(0.1),
    )
    pen.polygon([at(-0.38, 0.54), at(-0.45, 0.46), at(-0.36, 0.44)], rgb("efe4d2"), 0.8)
    pen.limb(
        [at(0.24, 0.56), at(0.33, 0.72), at(0.38, 0.86)],
        [size * 0.19, size * 0.12, size * 0.1],
        coat,
        canvas.lit(0.3),
    )
    pen.polygon(
        [at(0.32, 0.92), at(0.42, 0.93), at(0.55, 0.84), at(0.53, 0.79), at(0.38, 0.8)],
        coat,
        canvas.lit(0.3) + 0.05,
    )
    pen.polygon([at(0.34, 0.9), at(0.24, 0.97), at(0.36, 0.95)], coat, 0.5)
    horn, thin = rgb("b59a74"), size * 0.022
    for off in (0.0, 0.05):
        pen.limb(
            [at(0.36 + off, 0.93), at(0.27 + off * 2.6, 1.05), at(0.3 + off * 3.2, 1.14)],
            [thin, thin * 0.8, 0.6],
            horn,
            0.65,
        )
        pen.limb(
            [at(0.29 + off * 2.2, 1.02), at(0.22 + off * 4.2, 1.1)], [thin * 0.8, 0.5], horn, 0.65
        )
    shadow(canvas, x, y, size * 0.35, place.depth)
    mirror = canvas.layout.waterline if place.order < 45 else None
    canvas.add(pen.layers(place.name, "built", depth=place.depth * 0.4, detail=1.0, mirror=mirror))
