"""Boats: a rowing boat, or one under sail."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._afloat import settle

SPEC = Spec("afloat", order=50, height=0.36)
HULLS = ("6b4630", "8a4030", "3f5568", "5a4a3a")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one boat, with its reflection."""
    rng, x, y = place.rng, place.x, place.y
    sails = place.kind == "sail"
    size = max(
        place.size * (1.15 if sails else 0.8), canvas.layout.unit * (0.085 if sails else 0.05), 8.0
    )
    pen = canvas.pen(
        (x - size * 0.9, y - size * 1.15, x + size * 0.9, y + size * 0.12),
        fine=3 if size < 200 else 2,
    )
    way = 1 if rng.random() < 0.5 else -1
    half = size * (0.42 if sails else 0.72)
    deck = y - size * (0.13 if sails else 0.17)
    hull = canvas.hue(place, rgb(HULLS[int(rng.integers(len(HULLS)))]))
    pen.polygon(
        [
            (x - way * half, deck),
            (x + way * half * 1.12, deck - size * 0.07),
            (x + way * half * 0.78, y),
            (x - way * half * 0.82, y),
        ],
        hull,
        0.5,
    )
    pen.polygon(
        [
            (x - way * half, deck),
            (x + way * half * 1.12, deck - size * 0.07),
            (x + way * half * 1.04, deck - size * 0.02),
            (x - way * half * 0.98, deck + size * 0.03),
        ],
        rgb("e2d3b4"),
        0.75,
    )
    if sails:
        top = y - size
        mast = x + way * half * 0.08
        pen.line([(mast, deck), (mast, top)], max(1.0, size * 0.018), rgb("5a4636"), 0.5)
        white = canvas.hue(place, rgb("f4efe2"), part=0.85)
        main = [
            (mast - way * size * 0.02, deck - size * 0.07),
            (mast - way * size * 0.4, deck - size * 0.05),
            (mast - way * size * 0.24, y - size * 0.55),
            (mast - way * size * 0.015, top + size * 0.02),
        ]
        jib = [
            (mast + way * size * 0.03, deck - size * 0.06),
            (mast + way * size * 0.36, deck - size * 0.08),
            (mast + way * size * 0.2, y - size * 0.48),
            (mast + way * size * 0.02, top + size * 0.1),
        ]
        pen.polygon(main, white, canvas.lit(-way * 0.6) * 0.6 + 0.35)
        pen.polygon(jib, white, canvas.lit(way * 0.6) * 0.6 + 0.35)
    else:
        body, head = x - way * half * 0.18, size * 0.075
        pen.limb(
            [(body, deck + size * 0.02), (body + way * size * 0.02, deck - size * 0.26)],
            [size * 0.2, size * 0.13],
            rgb("4a5560"),
            0.5,
        )
        pen.ellipse(
            (body - head, deck - size * 0.42, body + head, deck - size * 0.27), rgb("c79a78"), 0.6
        )
        pen.polygon(
            [
                (body - size * 0.17, deck - size * 0.36),
                (body + size * 0.17, deck - size * 0.36),
                (body, deck - size * 0.48),
            ],
            rgb("d8b878"),
            0.7,
        )
        pen.line(
            [
                (body + way * size * 0.05, deck - size * 0.16),
                (body + way * size * 0.62, y + size * 0.05),
            ],
            max(0.9, size * 0.022),
            rgb("7a5c40"),
            0.5,
        )
    settle(canvas, place, pen.layers(place.name, "built", depth=place.depth, detail=1.0))
