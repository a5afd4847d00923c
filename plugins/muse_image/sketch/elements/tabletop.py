"""The top of a table in perspective, and what stands out of focus behind it."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from ..catalogue import Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft, step
from ..scene.plan import Place
from ._backs import BACKS

SPEC = Spec("ground", order=0)
EYE = 0.35
"""How high the eye is above the table, metres."""
FINE = 520
"""Px to a metre of the pattern that is laid in perspective."""
USUAL = {
    "wood": ("wall", "wall", "dark", "window", "cafe"), "cloth": ("wall", "window", "dark"),
    "marble": ("wall", "cafe", "window"), "picnic": ("garden",), "tea": ("dark", "window", "wall"),
    "plain": ("plain",),
}  # fmt: skip
"""What stands behind each kind of table; `traits["back"]` names another."""
Top = tuple[Colour, Field, Field]
"""A pattern seen from above: own colours (h, w, 3), light and contours (h, w)."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add what stands behind, then the table from its far edge (`place.y`) to the near one."""
    rng, ground = fork(place.rng), fork(place.rng)
    kind = place.kind if place.kind in TOPS else "wood"
    usual = USUAL[kind]
    chosen = usual[int(rng.integers(len(usual)))]
    back = place.traits.get("back", chosen)
    side = float(np.sign(canvas.layout.light[0]) or 1)
    edge = int(np.clip(place.y, 8, canvas.height - 8))
    whole = kind == "plain"
    high = canvas.height if whole else edge + 2
    colour, light = BACKS.get(back, BACKS[chosen])(canvas, rng, high, canvas.width, side)
    if whole:
        colour = np.broadcast_to(canvas.hue(place, rgb("e8e2d6"), part=0.7), colour.shape) \
            if place.colours else colour  # fmt: skip
    canvas.add(
        Layer("behind", "wall", 0, 0, np.ones((high, canvas.width), np.float32), colour, light,
              0.3, 0.0 if whole else 0.25, 0.0, 0.15, counted=False)
    )  # fmt: skip
    if not whole:
        _table(canvas, place, kind, edge, side, ground)


def _table(canvas: Canvas, place: Place, kind: str, edge: int, side: float, rng: Rng) -> None:
    """Add the table itself."""
    layout = canvas.layout
    high, wide = canvas.height - edge, canvas.width
    eye = min(layout.horizon, edge - 0.16 * high) if layout.horizon < edge else edge - 0.3 * high
    if abs(eye) < 1:
        eye = -1.0
    focal = 1.25 * layout.unit
    near, far = focal * EYE / (canvas.height - eye), focal * EYE / (edge - eye)
    broad = wide * EYE / (edge - eye)
    # The pattern covers what is seen of the table, no more, and not too many px.
    fine = min(FINE, 1100 / max(broad, 0.1), 900 / max(far - near, 0.1))
    rows, columns = int((far - near) * fine) + 4, int(broad * fine) + 4
    colour, light, lines = TOPS[kind](canvas, place, rng, rows, columns, fine)

    def laid(pattern: Field) -> Field:
        """Return a pattern (its last row nearest) in perspective."""
        # x' = columns / 2 + (x - wide / 2) EYE fine / (y - eye); y' = (far - focal EYE / ..) fine.
        top, k = edge - eye, EYE * fine
        data = (
            k / top, columns / 2 / top, columns / 2 - k * wide / 2 / top,
            0.0, far * fine / top, far * fine - focal * k / top, 0.0, 1 / top,
        )  # fmt: skip
        picture = Image.fromarray(np.ascontiguousarray(pattern, np.float32))
        made = picture.transform(
            (wide, high), Image.Transform.PERSPECTIVE, data, Image.Resampling.BILINEAR
        )
        return np.asarray(made, np.float32)

    colour = np.stack([laid(colour[..., i]) for i in range(3)], -1)
    away = np.linspace(0, 1, wide, dtype=np.float32)[None]
    away = 1 - away if side > 0 else away
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    shade = laid(light) + 0.14 - 0.3 * away - 0.1 * down**2
    near_edge = np.clip(laid(lines), 0, 1)
    # A soft light edge where the table ends.
    rim = max(2, int(layout.unit * 0.006))
    shade[:rim] += 0.12
    near_edge[:1] = 0
    canvas.add(
        Layer("table", "table", 0, edge, np.ones((high, wide), np.float32), colour,
              np.clip(shade, 0.05, 1), 0.0, 0.04, 0.0, 0.35, near_edge, counted=False)
    )  # fmt: skip


def _wood(canvas: Canvas, place: Place, rng: Rng, high: int, wide: int, fine: float) -> Top:
    """Return planks with their grain, laid across."""
    paint = canvas.hue(place, rgb(("b07f4f", "8b5e3c", "c79b68", "6e4a33", "a3744d")[
        int(rng.integers(5))]), part=0.75)  # fmt: skip
    plank = 0.115 * fine
    many = int(high / plank) + 2
    shifts, tones = rng.uniform(0, 1, many), rng.uniform(-1, 1, (many, 40))
    grain = noise(rng, high, wide, fine * 0.02, octaves=4, stretch=14, gain=0.7)
    rings = np.sin(6 * noise(rng, high, wide, fine * 0.1, octaves=2, stretch=7))
    rows = np.arange(high, dtype=np.float32)[:, None]
    number = np.minimum((rows / plank).astype(np.int64), many - 1)
    length = 0.9 * fine
    column = np.arange(wide, dtype=np.float32)[None] / length + shifts[number[:, 0]][:, None]
    part = np.minimum(column.astype(np.int64), 39)
    tone = tones[number, part]
    dark = np.clip(0.28 + 0.16 * grain + 0.1 * rings + 0.16 * tone, 0, 1)
    colour = mix(mix(paint, rgb("fff0d8"), 0.18), mix(paint, rgb("2e1c12"), 0.62), dark)
    gap = np.abs(rows / plank - np.round(rows / plank)) * plank
    ends = np.abs(column - np.round(column)) * length
    seam = np.maximum(step(2.6, 0.8, gap), step(2.0, 0.6, ends) * 0.8)
    colour = mix(colour, rgb("2a1a12"), seam * 0.65)
    return colour, 0.56 - 0.05 * grain, seam * 0.9


def _folds(rng: Rng, high: int, wide: int, fine: float) -> Field:
    """Return how the folds of a cloth catch the light, about -1..1."""
    rows = np.arange(high, dtype=np.float32)[:, None] / fine
    columns = (np.arange(wide, dtype=np.float32)[None] - wide * 0.5) / fine
    bend = noise(rng, high, wide, fine * 0.5, octaves=2)
    light = np.zeros((high, wide), np.float32)
    for _ in range(5):
        x, lean, broad, force = rng.uniform((-1.0, -1.1, 0.05, 0.5), (1.0, 1.1, 0.11, 1.0)).tolist()
        away = columns - x - lean * (rows - rows.mean()) + 0.05 * bend
        # A ridge: one side in the light, the other in shade, sharp where it turns.
        part = np.clip(away / broad, -1, 1)
        light += force * np.where(part < 0, 1 + part, part - 1) * (np.abs(part) < 1)
    return np.clip(soft(light, fine * 0.008), -1.2, 1.2)


def _edges(bands: Field) -> Field:
    """Return where the bands of a pattern begin and end."""
    return np.clip(np.abs(np.gradient(bands)) * 4, 0, 1).astype(np.float32)


def _cloth(canvas: Canvas, place: Place, rng: Rng, high: int, wide: int, fine: float) -> Top:
    """Return a linen cloth with creases and a stripe near its border."""
    paint = canvas.hue(place, rgb(("e6ddca", "dfe3e2", "d9c3b0", "c9d2c4")[int(rng.integers(4))]))
    folds = _folds(rng, high, wide, fine)
    weave = noise(rng, high, wide, fine * 0.012, octaves=2)
    rows = np.arange(high, dtype=np.float32)[:, None] / fine
    columns = (np.arange(wide, dtype=np.float32)[None] - wide * 0.5) / fine
    stripe = sum(step(0.012, 0.008, np.abs(rows - at)) for at in (0.09, 0.125))
    colour = mix(paint, mix(paint, rgb("4a5a74"), 0.55), np.clip(stripe + 0 * columns, 0, 1) * 0.8)
    colour = mix(colour, rgb("8a8078"), np.clip(0.08 + 0.03 * weave, 0, 1))
    crease = step(0.01, 0.0, np.abs(columns + 0.18)) * 0.5 + step(0.01, 0, np.abs(rows - 0.5)) * 0.4
    lines = np.clip(stripe, 0, 1) * 0.6 + 0 * columns
    return colour, 0.62 + 0.1 * folds - 0.09 * crease, lines


def _picnic(canvas: Canvas, place: Place, rng: Rng, high: int, wide: int, fine: float) -> Top:
    """Return a checked blanket."""
    dye = canvas.hue(place, rgb(("c8342f", "c8342f", "3f6aa3")[int(rng.integers(3))]))
    folds = _folds(rng, high, wide, fine)
    cell = 0.045 * fine

    def bands(count: int) -> Field:
        at = (np.arange(count, dtype=np.float32) / cell) % 2
        return step(0.02, 0.08, at) * step(1.08, 1.02, at)

    checks = (bands(high)[:, None] + bands(wide)[None]) / 2
    colour = mix(rgb("f6efe2"), dye, np.clip(checks, 0, 1) * 0.92)
    lines = np.maximum(_edges(bands(high))[:, None], _edges(bands(wide))[None]) * 0.55
    return colour, 0.6 + 0.09 * folds, lines


def _marble(canvas: Canvas, place: Place, rng: Rng, high: int, wide: int, fine: float) -> Top:
    """Return polished marble with its veins."""
    paint = canvas.hue(place, rgb("e7e5e1"))
    broad = noise(rng, high, wide, fine * 0.42, octaves=5, gain=0.55, stretch=1.4)
    other = noise(rng, high, wide, fine * 0.26, octaves=5, gain=0.6)
    vein = step(0.16, 0.0, np.abs(broad)) * 0.55 + step(0.1, 0.0, np.abs(other)) * 0.3
    colour = mix(paint, rgb("77767c"), np.clip(vein + 0.05 * soft(other, 4), 0, 1) * 0.8)
    return colour, np.full((high, wide), 0.64, np.float32), np.zeros((high, wide), np.float32)


def _tea(canvas: Canvas, place: Place, rng: Rng, high: int, wide: int, fine: float) -> Top:
    """Return a dark table with a mat of bamboo on it."""
    colour, light, lines = _wood(canvas, place, rng, high, wide, fine)
    colour = mix(colour, rgb("2a1712"), 0.45)
    rows = np.arange(high, dtype=np.float32)[:, None]
    columns = (np.arange(wide, dtype=np.float32)[None] - wide * 0.5) / fine
    mat = step(0.36, 0.355, np.abs(columns)) * step(0.08, 0.085, rows / fine)
    slat = (rows / (0.011 * fine)) % 1
    grain = noise(rng, high, wide, fine * 0.02, octaves=3, stretch=20)
    dark = np.clip(0.3 + 0.2 * grain + 0.35 * step(0.7, 0.95, slat), 0, 1)
    straw = mix(rgb("c9ad74"), rgb("8b6f3f"), dark)
    thread = sum(step(0.004, 0.002, np.abs(columns - at)) for at in (-0.3, -0.1, 0.1, 0.3))
    straw = mix(straw, rgb("5a3a26"), np.clip(thread, 0, 1) * 0.7)
    hem = step(0.34, 0.343, np.abs(columns)) * mat
    straw = mix(straw, rgb("6b2f2a"), hem)
    colour = mix(colour, straw, mat)
    light = light * (1 - mat) + mat * (0.6 - 0.2 * step(0.6, 1.0, slat))
    edge = step(0.006, 0.002, np.abs(np.abs(columns) - 0.357)) * (rows > 0.08 * fine)
    return colour, light, np.maximum(lines * (1 - mat), edge)


TOPS: dict[str, Callable[[Canvas, Place, Rng, int, int, float], Top]] = {
    "wood": _wood, "cloth": _cloth, "picnic": _picnic, "marble": _marble, "tea": _tea,
    "plain": _wood,
}  # fmt: skip
