"""Line art: pen lines along the borders of forms, sparse marks for tone and texture; ink on paper.

Only borders of what is seen are traced, so that nothing hidden is ever drawn. The nearer a form,
the heavier its line; shadow is hatched, grass and water get a few signs, the rest stays paper.
"""

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, soft
from ..paint.svg import Drawing, ink
from ._arcs import Arc, arcs, bent, outlines, simple, smooth, whole
from ._figure import FIGURE, features
from ._marks import swelling
from ._pieces import joined
from ._plan import Plan, planned
from ._shrink import layers
from ._texture import PAPER, grassy, hatch, sparkle, strew

WORK = 1150
"""The long side, px, at which lines are traced at most."""

INK = rgb("1c1f2a")
STRAIGHT = ("built", "light", "wall")
"""Materials drawn with straight lines and sharp corners."""

THIN = {
    "cloud": 0.6, "light": 0.6, "foam": 0.45, "foliage": 0.55, "tree": 0.66, "flower": 0.5,
    "photo": 0.5,
}  # fmt: skip
"""How much thinner than others the contour of a material is."""

UNDRAWN = ("sky", "reflection", "water")
"""Materials without a contour of their own."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as a pen drawing."""
    return _drawing(canvas, rng).pixels()


def vector(canvas: Canvas, rng: Rng) -> str:
    """Return the same lines as SVG."""
    words = ", ".join(dict.fromkeys(layer.name for layer in canvas.layers))
    return _drawing(canvas, rng).text("line art", words)


def _drawing(canvas: Canvas, rng: Rng) -> Drawing:
    block = max(1, round(max(canvas.width, canvas.height) / WORK))
    small = layers(canvas, block)
    unit = canvas.layout.unit / block
    plan = planned(canvas, small, -(-canvas.height // block), -(-canvas.width // block), unit)
    pen = _ink(canvas)
    drawing = Drawing(canvas.width, canvas.height, ink(PAPER))
    hatch(canvas, drawing, plan, small, block, pen, fork(rng))
    strew(canvas, drawing, plan, small, block, pen, fork(rng))
    _contours(canvas, drawing, plan, small, block, pen, fork(rng))
    _ridges(drawing, plan, small, block, pen, unit)
    sparkle(canvas, drawing, plan, small, block, pen, fork(rng))
    return drawing


def _ink(canvas: Canvas) -> Colour:
    """Return the ink: black, or of the palette's colour when one was asked for."""
    if not canvas.scene.palette:
        return INK
    tinted = canvas.air.tint(rgb("5a5a70"))
    return np.clip(tinted * np.float32(0.3 / max(0.3, float(luma(tinted)))), 0, 1)


def _contours(
    canvas: Canvas, drawing: Drawing, plan: Plan, small: list[Layer], block: int, pen: Colour,
    rng: Rng,
) -> None:  # fmt: skip
    """Draw the borders of what is seen, the farthest first."""
    unit = canvas.layout.unit / block
    first = np.zeros(int(plan.areas.max()) + 1, np.int64)
    first[plan.areas.ravel()] = plan.form.ravel()
    light = canvas.layout.light[0], canvas.layout.light[1]
    drawn: list[tuple[float, int, Arc]] = []
    for arc in arcs(plan.areas):
        if min(arc.areas) < 0:
            continue
        a, b = int(first[arc.areas[0]]), int(first[arc.areas[1]])
        front = max(a, b)
        if small[front].material in UNDRAWN and small[min(a, b)].material != "sky":
            continue
        if small[front].material in ("reflection", "photo", "letters") or grassy(
            small[front], canvas
        ):
            continue
        drawn.append((-small[front].depth, front if a != b else -front - 1, arc))
    drawn.sort(key=lambda each: each[0])
    for _, front, arc in drawn:
        inner = front < 0
        layer = small[-front - 1 if inner else front]
        middle = arc.points[len(arc.points) // 2].astype(np.int64)
        row, column = min(middle[1], len(plan.mist) - 1), min(middle[0], plan.mist.shape[1] - 1)
        veil = float(plan.mist[row, column])
        if veil > 0.72:
            continue
        width = unit * (0.0015 + 0.0034 * (1 - layer.depth) ** 1.3)
        small_form = min(layer.alpha.shape) < unit * 0.1
        width *= (0.55 if inner else 1.0) * (1 - 0.7 * veil) * (0.75 if small_form else 1.0)
        width *= THIN.get(layer.material, 1.0)
        width = max(width, 0.75)
        if len(arc.points) < 4 and not arc.ring:
            continue
        if layer.material in STRAIGHT:
            line = simple(arc.points, 0.85, arc.ring)
            drawing.line(layer.name, line * block, width * block * 0.85, pen, arc.ring)
            continue
        line = simple(smooth(arc.points, 5, arc.ring), 0.28, arc.ring)
        line = bent(line, 1, arc.ring)
        if arc.ring or len(line) < 3:
            drawing.line(layer.name, line * block, width * block * 0.8, pen, arc.ring)
        else:
            drawing.fill(layer.name, swelling(line, width, light, 0.55) * block, pen)


def _ridges(
    drawing: Drawing, plan: Plan, small: list[Layer], block: int, pen: Colour, unit: float
) -> None:
    """Ink the contours inside forms, such as ridges: as broad as the ridge is clear."""
    height, width = plan.form.shape
    for number, layer in enumerate(small):
        left, top, right, bottom = layer.box
        right, bottom = min(right, width), min(bottom, height)
        if layer.material == "letters":
            alpha = layer.alpha[: bottom - top, : right - left]
            seen = plan.form[top:bottom, left:right] <= number
            bare = (soft(np.pad(alpha, 1), max(1.0, unit * 0.008))[1:-1, 1:-1] > 0.12) & seen
            for rings in outlines(bare):
                drawing.fill(layer.name, (rings[0] + np.array([left, top])) * block, PAPER)
            for rings in outlines((alpha > 0.5) & seen):
                drawing.fill(layer.name, (whole(rings) + np.array([left, top])) * block, pen)
        if layer.lines is None or layer.material == "reflection":
            continue
        lines = layer.lines[: bottom - top, : right - left]
        if layer.material == "photo":
            # The first of its layers is the whole of it, whose lines cross its regions.
            if number == 0:
                for rings in outlines(lines > 0.3, (unit * 0.005) ** 2):
                    drawing.fill(layer.name, whole(rings) * block, pen)
            continue
        # Away from the silhouette, which has its own line.
        seen = plan.form[top:bottom, left:right] == number
        if layer.material == FIGURE:
            lines = features(layer, unit)[: bottom - top, : right - left] + 0.09
        mask = (lines > 0.42 + 0.2 * layer.depth) & seen
        if not mask.any():
            continue
        for ring in _rings(np.pad(mask, 1)):
            if len(ring) >= unit * 0.02:
                drawing.fill(layer.name, (ring - 1 + (left, top)) * block, pen)


def _rings(mask: np.ndarray) -> list[Field]:
    """Return the outline of each connected form of a mask, its holes cut free of it."""
    touching = True
    while touching:
        # Forms that touch at a corner alone are joined, so that outlines never cross.
        touching = False
        for first, second in ((mask[:-1], mask[1:]), (mask[1:], mask[:-1])):
            touch = first[:, :-1] & second[:, 1:] & ~first[:, 1:] & ~second[:, :-1]
            first[:, 1:] |= touch
            touching |= bool(touch.any())
    parts = joined(mask.astype(np.int32))
    inked = np.zeros(int(parts.max()) + 1, bool)
    inked[parts[mask]] = True
    of: dict[int, list[Field]] = {}
    for arc in arcs(parts):
        own = [area for area in arc.areas if area >= 0 and inked[area]]
        if arc.ring and min(arc.areas) >= 0 and own:
            of.setdefault(own[0], []).append(simple(smooth(arc.points, 2, True), 0.3, True))
    return [_pierced(rings) for rings in of.values()]


def _pierced(rings: list[Field]) -> Field:
    """Return the largest ring as one outline with the others as its holes."""
    sizes = [_area(ring) for ring in rings]
    outer = max(range(len(rings)), key=lambda k: abs(sizes[k]))
    made = rings[outer]
    for number, ring in enumerate(rings):
        if number == outer:
            continue
        hole = ring[::-1] if sizes[number] * sizes[outer] > 0 else ring
        at = int(np.argmin(((made - hole[0]) ** 2).sum(1)))
        made = np.concatenate([made[: at + 1], hole, hole[:1], made[at:]])
    return made


def _area(ring: Field) -> float:
    """Return the area inside a ring, negative when it turns the other way."""
    x, y = ring[:, 0], ring[:, 1]
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2
