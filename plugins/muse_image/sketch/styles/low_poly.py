"""Low poly: the scene as a faceted model, large triangles where it is calm, else small.

Points are spread along the edges of forms first and then between them, at distances that follow the
detail; Delaunay's triangles join them, and each gets one colour and the light of its own slope.
"""

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft
from ..paint.svg import Drawing, ink
from ._mesh import delaunay, everywhere, gentle, spread
from ._shrink import Seen, layers, look

WORK = 485
"""The side, px, of a square at which triangles are chosen; they are drawn at full size."""

MANY = 4400
"""How many points a picture gets at most, about; a banner twice as many."""

CALM = {
    "sky": 0.12, "cloud": 0.07, "water": 0.075, "reflection": 0.055, "land": 0.066, "rock": 0.05,
    "foliage": 0.034, "tree": 0.022, "photo": 0.042, "built": 0.015, "light": 0.015,
    "figure": 0.024,
}  # fmt: skip
"""Distance between points, as a part of the unit, by material; else what the detail asks for."""

LOOSE = ("spark", "rain", "ripple")
"""Materials too fine for the mesh: they are set on it as facets of their own."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as a model of flat triangles."""
    return _drawing(canvas, rng).pixels()


def vector(canvas: Canvas, rng: Rng) -> str:
    """Return the same triangles as SVG."""
    words = ", ".join(dict.fromkeys(layer.name for layer in canvas.layers))
    return _drawing(canvas, rng).text("low poly", words, 0.7)


def _drawing(canvas: Canvas, rng: Rng) -> Drawing:
    block = max(1, round((canvas.width * canvas.height) ** 0.5 / WORK))
    small = layers(canvas, block)
    height, width = -(-canvas.height // block), -(-canvas.width // block)
    seen = look(canvas, small, height, width, LOOSE)
    unit = canvas.layout.unit / block
    rim = max(4, int(unit * 0.09))
    points = _points(canvas, small, seen, rim, unit, rng)
    corners = np.array(delaunay(points), np.int64)
    where = points[corners] - rim
    inside = (where.max(1) > 0).all(1) & (where.min(1) < (width, height)).all(1)
    corners, where = corners[inside], where[inside]
    colours, forms = _colours(seen, where)
    colours = _facets(canvas, small, points, corners, colours, forms, fork(rng), unit)
    drawing = Drawing(canvas.width, canvas.height, ink(canvas.air.tint(canvas.air.middle)))
    names = [layer.name for layer in small]
    for index in np.argsort(forms, kind="stable").tolist():
        drawing.fill(names[forms[index]], where[index] * block, colours[index])
    for number, layer in enumerate(small):
        if layer.material in LOOSE:
            _loose(canvas, drawing, layer, seen.form <= number, block, fork(rng))
    return drawing


def _reach(small: list[Layer], seen: Seen, edge: Field, unit: float) -> Field:
    """Return the distance between points (px) everywhere, for about MANY of them in all."""
    by_layer = [
        CALM[layer.material] if layer.material in CALM else 0.028 - 0.014 * layer.detail
        for layer in small
    ]
    wide = np.array(by_layer, np.float32)[seen.form]
    for number, layer in enumerate(small):
        # Small things keep their shape.
        if layer.material not in ("cloud", "land") and min(layer.alpha.shape) < unit * 0.25:
            own = max(0.007, min(layer.alpha.shape) / unit / 14)
            wide = np.where(seen.form == number, np.minimum(wide, own), wide)
    busy = soft(edge, max(2.0, unit * 0.012))
    reach = gentle(np.maximum(wide * unit / (1 + 2.0 * np.clip(busy, 0, 0.8)), 2.0), 0.3)
    many = float((0.85 / reach**2).sum())
    most = MANY * min(2.0, max(1.0, reach.size / unit**2 / 1.4))
    return reach * np.float32(max(1.0, np.sqrt(many / most)))


def _points(
    canvas: Canvas, small: list[Layer], seen: Seen, rim: int, unit: float, rng: Rng
) -> Field:
    """Return the corners of triangles (n, 2), px of the padded picture."""
    value = np.stack([soft(seen.colour[..., i], 1.5) for i in range(3)])
    across, down = np.gradient(value, axis=2), np.gradient(value, axis=1)
    slope = np.sqrt((across**2 + down**2).max(0))
    border = np.zeros(slope.shape, bool)
    border[:, 1:] |= seen.form[:, 1:] != seen.form[:, :-1]
    border[1:] |= seen.form[1:] != seen.form[:-1]
    edge = np.clip(slope * 7, 0, 1)
    strength = np.clip(slope * 5, 0, 0.6) + 0.5 * border * np.clip(slope * 30, 0, 1)
    reach = np.pad(_reach(small, seen, edge, unit), rim, mode="edge")
    strength = np.pad(strength, rim)
    height, width = reach.shape
    taken = np.zeros((height, width), bool)
    sides = np.concatenate(
        [
            np.array([(0, 0), (0, width - 1), (height - 1, 0), (height - 1, width - 1)]),
            *(
                np.stack([np.full(n, at), np.arange(n)][:: 1 if flat else -1], 1)
                for n, at, flat in (
                    (width, 0, True), (width, height - 1, True),
                    (height, 0, False), (height, width - 1, False),
                )
            ),
        ]
    )  # fmt: skip
    found = spread(sides, reach, taken)
    strong = np.argwhere(strength > 0.22)
    rank = strength[strong[:, 0], strong[:, 1]] + 0.12 * rng.random(len(strong))
    found += spread(strong[np.argsort(-rank)], reach * 0.9, taken)
    found += everywhere(rng, reach, taken)
    points = np.array(found, np.float64)[:, ::-1] + 0.5
    return points + rng.uniform(-0.25, 0.25, points.shape)


def _colours(seen: Seen, where: Field) -> tuple[Colour, np.ndarray]:
    """Return each triangle's colour (n, 3), the mean of the form that fills most; and the forms."""
    height, width = seen.form.shape
    grid = np.array(
        [(a, b, 6 - a - b) for a in range(1, 6) for b in range(1, 6 - a)], np.float64
    ) / 6  # fmt: skip
    at = np.einsum("gk,nkd->ngd", grid, where)
    column = np.clip(at[..., 0], 0, width - 1).astype(np.int64)
    row = np.clip(at[..., 1], 0, height - 1).astype(np.int64)
    forms, colour = seen.form[row, column], seen.colour[row, column]
    votes = (forms[:, :, None] == forms[:, None, :]).sum(2)
    chosen = np.take_along_axis(forms, votes.argmax(1)[:, None], 1)
    own = (forms == chosen)[..., None]
    mean = (colour * own).sum(1) / own.sum(1)
    # The mean alone is dull: a facet leans to what is most colourful in it.
    return np.clip(saturate(mean.astype(np.float32), 1.14), 0, 1), chosen[:, 0]


def _facets(
    canvas: Canvas, small: list[Layer], points: Field, corners: np.ndarray, colours: Colour,
    forms: np.ndarray, rng: Rng, unit: float,
) -> Colour:  # fmt: skip
    """Return the colours as the light leaves them on slopes of a ground that rises and falls."""
    height, width = points[:, 1].max() + 1, points[:, 0].max() + 1
    swell = noise(rng, int(height), int(width), unit * 0.22, octaves=3)
    heights = swell[points[:, 1].astype(np.int64), points[:, 0].astype(np.int64)]
    heights = 0.03 * heights + 0.009 * rng.standard_normal(len(points))
    spot = np.column_stack([points, heights * unit])[corners]
    one, two = spot[:, 1] - spot[:, 0], spot[:, 2] - spot[:, 0]
    normal = np.cross(one, two)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    normal *= np.sign(normal[:, 2:])
    x, up, _ = canvas.layout.light
    tilt = normal[:, 0] * np.sign(x) * 0.7 - normal[:, 1] * max(up, 0.3)
    strength = np.array([_tilt(layer) for layer in small], np.float32)[forms]
    # Small facets are there for the form's sake, and lie flatter.
    large = np.sqrt(np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]))
    shade = np.clip(tilt, -0.8, 0.8) * strength * np.clip(large / (unit * 0.05), 0.25, 1)
    lighter = mix(colours, np.ones_like(colours), np.clip(shade * 0.4, 0, 1)[:, None])
    made = lighter * (1 + np.clip(shade, -0.5, 0.25))[:, None]
    return np.clip(made, 0, 1).astype(np.float32)


def _tilt(layer: Layer) -> float:
    """Return how much the facets of a layer turn to the light."""
    if layer.material in ("sky", "cloud", "mist"):
        return 0.09
    if layer.material in ("light", "built"):
        return 0.07
    return 0.13 if layer.material in ("water", "reflection") else 0.3 - 0.1 * layer.depth


def _loose(
    canvas: Canvas, drawing: Drawing, layer: Layer, free: np.ndarray, block: int, rng: Rng
) -> None:
    """Set stars, flakes, drops and crests on the model as small facets, where it is `free`."""
    left, top, right, bottom = layer.box
    free = free[top:bottom, left:right]
    alpha, unit = layer.alpha[: free.shape[0], : free.shape[1]] * free, canvas.layout.unit / block
    step = max(2, int(unit * (0.016 if layer.material == "spark" else 0.03)))
    high, wide = (n // step * step for n in alpha.shape)
    if not high or not wide:
        return
    cells = alpha[:high, :wide].reshape(high // step, step, wide // step, step)
    cells = cells.transpose(0, 2, 1, 3).reshape(high // step, wide // step, -1)
    best, at = cells.max(2), cells.argmax(2)
    rows, columns = np.nonzero(best > (0.3 if layer.material != "spark" else 0.18))
    most = {"rain": 170, "spark": 420}.get(layer.material, 120)
    order = rng.permutation(len(rows))[:most]
    shade = canvas.air.shade(layer)
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        down, across = divmod(int(at[row, column]), step)
        y, x = row * step + down, column * step + across
        colour = shade[y, x] if shade.ndim == 3 else shade
        size = unit * 0.0065 * (0.4 + float(best[row, column]))
        form = {"spark": (1.0, 1.0, 0.0), "rain": (0.25, 3.6, 0.2)}
        broad, tall, lean = form.get(layer.material, (3.0, 0.45, 0.0))
        dx, dy, slant = size * broad, size * tall, size * tall * lean
        cx, cy = layer.x + x + 0.5, layer.y + y + 0.5
        corners = [(cx + slant, cy - dy), (cx + dx, cy), (cx - slant, cy + dy), (cx - dx, cy)]
        drawing.fill(layer.name, np.array(corners) * block, colour)
