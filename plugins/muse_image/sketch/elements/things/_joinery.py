"""What furniture shares: woods, cloths, a carpenter for a piece, legs, drawers, lamps' light."""

import numpy as np

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.colour import Colour, rgb
from ...paint.layer import Layer
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.plan import look
from ..rooms.view import Carpenter, View

WOODS = ("8f5f3a", "7a4c2e", "a9764a", "6b4530", "b98d5c")
CLOTHS = ("a94f3d", "4f7470", "c0924a", "6a6f8f", "7f8f6a", "8f5a6a", "b8a48a")
IRON, BRASS, STEEL, PALE = rgb("36353a"), rgb("c79a45"), rgb("a8aeb4"), rgb("efe9dc")


def pick(rng: Rng, *colours: str) -> Colour:
    """Return one of some colours."""
    return rgb(colours[int(rng.integers(len(colours)))])


def wood_of(m: Model, place: Place, rng: Rng) -> Colour:
    """Return the wood of a piece, or the colour that was asked for it."""
    return m.canvas.hue(place, pick(rng, *WOODS))


def cloth_of(m: Model, place: Place, rng: Rng) -> Colour:
    """Return the cloth of a piece, or the colour that was asked for it."""
    return m.canvas.hue(place, pick(rng, *CLOTHS))


def lit(canvas: Canvas) -> bool:
    """Whether lamps are on."""
    places = canvas.layout.places
    if any(place.element == "room" and look(place.kind).dark for place in places):
        return True
    return canvas.scene.time in ("night", "dusk") or canvas.scene.weather == "storm"


def legs(
    c: Carpenter, colour: Colour, half: float, deep: float, tall: float, thick: float = 0.05,
    inset: float = 0.06, splay: float = 0.0,
) -> None:  # fmt: skip
    """Draw four legs, those behind first."""
    for z, light in ((deep - inset, 0.38), (inset, 0.55)):
        runs = []
        for way in (-1, 1):
            x = way * (half - inset)
            runs.append(((x, tall, z), (x + way * splay, 0.0, z - splay * (1 if z < deep / 2
                else -1))))  # fmt: skip
        c.m.part(colour, *c.bars(thick, *runs), light=light, round_=0.8)


def drawers(
    c: Carpenter, colour: Colour, x0: float, x1: float, y0: float, y1: float, many: int,
    knob: Colour = BRASS, columns: int = 1,
) -> None:  # fmt: skip
    """Draw drawers on a front."""
    high, wide, gap = (y1 - y0) / many, (x1 - x0) / columns, 0.015
    for row in range(many):
        for column in range(columns):
            a, b = x0 + wide * column + gap, x0 + wide * (column + 1) - gap
            c.front(tone(colour, 0.06), a, b, y0 + high * row + gap, y0 + high * (row + 1) - gap,
                    -0.005, light=0.58, line=0.6)  # fmt: skip
            middle = (a + b) / 2
            c.m.part(knob, c.upright(middle, y0 + high * (row + 0.5), -0.02, 0.02, 0.02), light=0.7)


def doors(
    c: Carpenter, colour: Colour, x0: float, x1: float, y0: float, y1: float, many: int = 2,
    knob: Colour = BRASS,
) -> None:  # fmt: skip
    """Draw doors with a sunk panel each."""
    wide = (x1 - x0) / many
    for k in range(many):
        a, b = x0 + wide * k + 0.012, x0 + wide * (k + 1) - 0.012
        c.front(tone(colour, 0.05), a, b, y0 + 0.012, y1 - 0.012, -0.005, light=0.58, line=0.65)
        edge = min(0.08, (b - a) * 0.2)
        c.front(tone(colour, -0.12), a + edge, b - edge, y0 + edge + 0.01, y1 - edge - 0.01, -0.006,
                light=0.52, line=0.45)  # fmt: skip
        x = b - edge * 0.45 if k % 2 == 0 else a + edge * 0.45
        c.m.part(knob, c.upright(x, (y0 + y1) / 2, -0.02, 0.018, 0.03), light=0.7)


def halo(
    m: Model, u: float, v: float, reach: float, part: float = 0.55, always: bool = False
) -> None:
    """Add a glow around a lamp's spot (units of the model), if lamps are lit."""
    if not (always or lit(m.canvas)):
        return
    x, y = m.at((u, v))
    radius = max(4, int(reach * m.size))
    across = (np.arange(2 * radius, dtype=np.float32)[None] - radius) / radius
    down = (np.arange(2 * radius, dtype=np.float32)[:, None] - radius) / radius
    seen = np.clip(1 - np.sqrt(across**2 + down**2), 0, 1) ** 2.2 * np.float32(part)
    m.canvas.add(
        Layer("glow", "glow", int(x) - radius, int(y) - radius, seen, rgb("ffd27d"), 1.0, 0.0, 0.0,
              1.0, 0.2, counted=False)
    )  # fmt: skip


def hanging(m: Model, tall: float) -> Carpenter:
    """Return a carpenter for what hangs: it is seen straight from before."""
    scale = m.size / tall
    return Carpenter(m, View(m.x, m.y, 4.0 * scale, 0.0), 0.0, 4.0, m.way)
