"""What buildings share: walls with a lit and a shaded side, roofs, windows that glow at night."""

from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.pen import Pen
from ..scene.plan import Place
from .tree import shadow


def stand(canvas: Canvas, place: Place, pen: Pen, reach: float, detail: float = 0.9) -> None:
    """Add what the pen drew as a building with its shadow, mirrored if it stands on a far bank."""
    mirror = canvas.layout.waterline if place.order < 45 else None
    shadow(canvas, place.x, place.y, reach, place.depth)
    canvas.add(pen.layers(place.name, "built", depth=place.depth, detail=detail, mirror=mirror))


def lights(canvas: Canvas) -> bool:
    """Whether windows are lit."""
    return canvas.scene.time in ("night", "dusk") or canvas.scene.weather == "storm"


def window(canvas: Canvas, pen: Pen, x: float, y: float, wide: float, high: float) -> None:
    """Draw a window with its lower left corner at (x, y); it glows when it is dark outside."""
    box = [(x, y), (x + wide, y), (x + wide, y - high), (x, y - high)]
    if lights(canvas):
        pen.polygon(box, rgb("ffcf70"), 1.0, glow=True)
    else:
        pen.polygon(box, rgb("46505c"), 0.5)


def wall(
    canvas: Canvas,
    pen: Pen,
    x0: float,
    x1: float,
    foot: float,
    top: float,
    colour: Colour,
    turn: float = 0.62,
) -> None:
    """Draw a block seen at a corner: `turn` of its width is the left face."""
    edge = x0 + (x1 - x0) * turn
    pen.polygon([(x0, foot), (edge, foot), (edge, top), (x0, top)], colour, canvas.lit(-0.75))
    pen.polygon([(edge, foot), (x1, foot), (x1, top), (edge, top)], colour, canvas.lit(0.75))


def roofing(canvas: Canvas, colour: Colour) -> Colour:
    """Return a roof's colour; white under snow."""
    return mix(colour, rgb("f2f5f9"), 0.85) if canvas.snowy else colour


def smoke(canvas: Canvas, place: Place, x: float, y: float, size: float) -> None:
    """Add a little smoke that rises and leans."""
    import numpy as np

    from ..paint.raster import noise

    high, wide = max(6, int(size)), max(6, int(size * 0.5))
    up = np.linspace(1, 0, high, dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, wide, dtype=np.float32)[None]
    form = noise(place.rng, high, wide, size * 0.2, octaves=3)
    spine = -0.75 + 1.1 * up + 0.12 * np.sin(up * 9)
    alpha = (
        np.exp(-(((across - spine) / (0.06 + 0.2 * up)) ** 2))
        * (1 - up)
        * np.clip(0.6 + 0.3 * form, 0, 1)
        * 0.6
    )
    canvas.add(
        Layer(
            "smoke",
            "mist",
            int(x - wide * 0.12),
            int(y - high),
            alpha.astype(np.float32),
            mix(canvas.air.haze, rgb("ffffff"), 0.2),
            1.0,
            1.4,
            0.0,
            1.0,
            0.3,
            counted=False,
        )
    )
