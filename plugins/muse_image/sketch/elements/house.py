"""Houses: a gabled cottage with chimney, door and windows; several make a village."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import roofing, smoke, stand, wall, window

SPEC = Spec("land", order=50, height=0.5)
WALLS = ("e6dcc6", "d9c4a5", "cfd2cc", "b98d6b", "e9e4da")
ROOFS = ("a34a36", "7d4a3a", "5f6673", "b3683f", "6b4b3c")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one house."""
    rng, size, x, y = place.rng, place.size, place.x, place.y
    size = max(size, 9.0)
    wide = size * float(rng.uniform(1.15, 1.5))
    x0, x1 = x - wide / 2, x + wide / 2
    eaves, top = y - size * 0.48, y - size
    pen = canvas.pen(
        (x0 - size * 0.2, top - size * 0.3, x1 + size * 0.2, y + 2), fine=3 if size < 120 else 2
    )
    colour = canvas.hue(place, rgb(WALLS[int(rng.integers(len(WALLS)))]))
    roof = roofing(canvas, rgb(ROOFS[int(rng.integers(len(ROOFS)))]))
    turn = 0.64 if rng.random() < 0.5 else 0.36
    edge = x0 + wide * turn
    wall(canvas, pen, x0, x1, y, eaves, colour, turn)
    over = size * 0.07
    chimney = edge + (0.1 if turn < 0.5 else -0.35) * wide * 0.6
    pen.polygon(
        [
            (chimney, top - size * 0.12),
            (chimney + size * 0.1, top - size * 0.12),
            (chimney + size * 0.1, top + size * 0.3),
            (chimney, top + size * 0.3),
        ],
        rgb("8a6a58"),
        0.5,
    )
    if turn > 0.5:
        ridge0, ridge1, gable = x0 + wide * 0.06, edge + (x1 - edge) / 2, (edge, x1)
        pen.polygon([(gable[0], eaves), (gable[1], eaves), (ridge1, top)], colour, canvas.lit(0.75))
        pen.polygon(
            [
                (x0 - over, eaves + over * 0.6),
                (edge + over * 0.2, eaves + over * 0.6),
                (ridge1, top),
                (ridge0, top),
            ],
            roof,
            canvas.lit(-0.55) + 0.12,
        )
        pen.line(
            [(ridge1, top), (x1 + over, eaves + over * 0.8)],
            max(1.0, size * 0.045),
            roof,
            canvas.lit(0.6),
        )
    else:
        ridge0, ridge1, gable = x0 + (edge - x0) / 2, x1 - wide * 0.06, (x0, edge)
        pen.polygon(
            [(gable[0], eaves), (gable[1], eaves), (ridge0, top)], colour, canvas.lit(-0.75)
        )
        pen.polygon(
            [
                (edge - over * 0.2, eaves + over * 0.6),
                (x1 + over, eaves + over * 0.6),
                (ridge1, top),
                (ridge0, top),
            ],
            roof,
            canvas.lit(0.55) + 0.12,
        )
        pen.line(
            [(ridge0, top), (x0 - over, eaves + over * 0.8)],
            max(1.0, size * 0.045),
            roof,
            canvas.lit(-0.6),
        )
    long0, long1 = (x0, edge) if turn > 0.5 else (edge, x1)
    span = long1 - long0
    door = long0 + span * 0.42
    pen.polygon(
        [
            (door, y),
            (door + span * 0.16, y),
            (door + span * 0.16, y - size * 0.3),
            (door, y - size * 0.3),
        ],
        rgb("5b4030"),
        0.4,
    )
    for part in (0.12, 0.7):
        window(canvas, pen, long0 + span * part, y - size * 0.16, span * 0.17, size * 0.18)
    mid = (gable[0] + gable[1]) / 2
    window(canvas, pen, mid - wide * 0.05, y - size * 0.18, wide * 0.1, size * 0.2)
    stand(canvas, place, pen, size * 0.5)
    if size > 24:
        smoke(canvas, place, chimney + size * 0.05, top - size * 0.1, size * 0.9)
