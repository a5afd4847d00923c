"""Water: the sky in it, what it mirrors, and what the wind and the light do on it."""

from dataclasses import replace

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Index, at, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, line, noise, step
from ..scene.plan import Place

SPEC = Spec("water", order=45)


def water(canvas: Canvas, place: Place, name: str, ripple: float) -> None:
    """Add water below the waterline; `ripple` 0 is a mirror, 1 a light sea, 2 a storm."""
    layout, air, rng = canvas.layout, canvas.air, place.rng
    level = layout.waterline
    assert level is not None
    top = int(level) - 1
    high, width = canvas.height - top, canvas.width
    if high < 4:
        return
    near = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    waves = _waves(place, high, width, layout.unit)
    edge = level + layout.unit * 0.0025 * line(rng, width, layout.unit * 0.08)
    if name == "sea":
        edge = np.full(width, level, np.float32)
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - edge[None] + 0.5, 0, 1)
    # Each place of the water shows the place above that lies as far over the waterline, shifted
    # by the ripple's slope: more upwards than sideways, more near the viewer than far away.
    shift = waves * ripple * (0.2 + near) * layout.unit * 0.016
    up = np.clip(2 * level - rows + shift * 1.6 - 0.5, 0, max(0, top)).astype(np.int32)
    aside = np.arange(width)[None] + shift * 0.5
    across = np.clip(aside, 0, width - 1).astype(np.int32)
    behind = list(canvas.layers)
    deep = mix(air.zenith, rgb("1f5560") if not air.night else rgb("0a1a33"), 0.55)
    _surface(canvas, name, top, alpha, (up, across), near, waves, deep, ripple)
    canvas.layers[-1].name = place.name
    for layer in behind:
        if layer.mirror is not None:
            made = mirrored(layer, top, alpha, up, across, near, deep, ripple)
            if made is not None:
                canvas.add(made)
    _glitter(canvas, place, name, top, alpha, waves, near)
    _lines(canvas, place, name, top, alpha, waves, near, ripple)


def _waves(place: Place, high: int, width: int, unit: float) -> Field:
    """Return ripples (h, w), about -1..1, long and low far away, larger near the viewer."""
    rng = place.rng
    fine = noise(rng, high, width, max(3.0, unit * 0.006), octaves=2, stretch=9)
    middle = noise(rng, high, width, max(4.0, unit * 0.016), octaves=3, stretch=8)
    broad = noise(rng, high, width, max(6.0, unit * 0.04), octaves=3, stretch=7)
    near = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    a, b = step(0.0, 0.3, near), step(0.3, 0.9, near)
    return (fine * (1 - a) + middle * a * (1 - b) + broad * b) * 0.7


def _surface(
    canvas: Canvas, name: str, top: int, alpha: Field, index: tuple[Index, Index], near: Field,
    waves: Field, deep: Field, ripple: float,
) -> None:  # fmt: skip
    sky = next(layer for layer in canvas.layers if layer.material == "sky")
    colour = at(sky.albedo, *index)
    clouds = [c for c in canvas.layers if c.material == "cloud"]
    for cloud in clouds:
        inside = np.clip(index[0], 0, cloud.alpha.shape[0] - 1)
        cover = at(cloud.alpha, inside, index[1]) * (index[0] < cloud.alpha.shape[0])
        colour = mix(colour, at(cloud.albedo, inside, index[1]), cover * 0.85)
    body = 0.16 + 0.34 * near + (0.16 if name == "sea" else 0.0)
    body = np.clip(body + 0.1 * waves * min(1.0, ripple + 0.3), 0, 1)
    colour = mix(colour * np.float32(0.94), deep, body)
    canvas.add(
        Layer(
            name, "water", 0, top, alpha, colour, np.clip(0.6 + 0.2 * waves, 0, 1), 0.0, 0.0, 1.0,
            0.3,
        )
    )  # fmt: skip


def mirrored(
    layer: Layer,
    top: int,
    cover: Field,
    up: Index,
    across: Index,
    near: Field,
    deep: Field,
    ripple: float,
) -> Layer | None:
    """Return a layer as the water shows it, or None when none of it is seen there."""
    left, ceiling, right, floor = layer.box
    rows = np.nonzero(((up >= ceiling) & (up < floor)).any(1))[0]
    if not rows.size:
        return None
    first, last = int(rows[0]), int(rows[-1]) + 1
    x0, x1 = max(0, left - 12), min(cover.shape[1], right + 12)
    part = (slice(first, last), slice(x0, x1))
    row, column = up[part] - ceiling, across[part] - left
    high, wide = layer.alpha.shape
    inside = (row >= 0) & (row < high) & (column >= 0) & (column < wide)
    row, column = np.clip(row, 0, high - 1), np.clip(column, 0, wide - 1)
    strength = 0.9 - 0.42 * near[first:last] - 0.1 * min(1.0, ripple)
    alpha = at(layer.alpha, row, column) * inside * cover[part] * strength
    if layer.material in ("glow", "spark"):
        alpha = alpha * np.float32(0.6)

    def look(field: Field) -> Field:
        return at(field, row, column) if field.ndim > 1 else field

    albedo = look(layer.albedo)
    return replace(
        layer,
        material="reflection",
        x=x0,
        y=top + first,
        alpha=alpha.astype(np.float32),
        albedo=albedo * np.float32(0.94) if layer.glow < 1 else albedo,
        light=look(layer.light) if isinstance(layer.light, np.ndarray) else layer.light,
        angle=0.0,
        lines=None,
        mirror=None,
        counted=False,
        detail=layer.detail * 0.6,
    )


def _glitter(
    canvas: Canvas, place: Place, name: str, top: int, cover: Field, waves: Field, near: Field
) -> None:
    """Add the road of light under a sun or moon."""
    if not canvas.scene.has("sun", "moon") or canvas.scene.weather in ("rain", "storm", "fog"):
        return
    layout, air = canvas.layout, canvas.air
    x = layout.sun[0]
    across = (np.arange(canvas.width, dtype=np.float32)[None] - x) / layout.unit
    width = 0.028 + 0.11 * near * (1.3 if name == "sea" else 1.0)
    road = np.exp(-((across / width) ** 2))
    high, wide = cover.shape
    fine = noise(place.rng, high, wide, max(2.5, layout.unit * 0.006), octaves=2, stretch=7)
    spark = step(0.35, 1.15, fine * 0.7 + waves * 0.8 + road * 0.75 - 0.25)
    low = canvas.scene.time in ("sunset", "dawn", "night", "dusk")
    alpha = road * spark * cover * (0.85 if low else 0.55)
    colour = mix(air.disc, air.horizon, 0.25)
    canvas.add(
        Layer(
            name, "glitter", 0, top, alpha.astype(np.float32), colour, 1.0, 0.0, 0.0, 1.0, 0.8,
            counted=False,
        )
    )  # fmt: skip


def _lines(
    canvas: Canvas,
    place: Place,
    name: str,
    top: int,
    cover: Field,
    waves: Field,
    near: Field,
    ripple: float,
) -> None:
    """Add bright bands where wind touches a lake, or crests and troughs of a sea."""
    layout, air = canvas.layout, canvas.air
    high, width = cover.shape
    if name == "sea":
        crest = step(0.75, 1.35, waves) * (0.15 + 0.5 * near) * min(1.0, ripple)
        light = mix(air.horizon, rgb("ffffff"), 0.4 if not air.night else 0.05)
    else:
        band = noise(place.rng, high, width, max(3.0, layout.unit * 0.012), octaves=2, stretch=16)
        where = noise(place.rng, high, width, layout.unit * 0.1, octaves=2, stretch=5)
        crest = step(0.6, 1.5, band) * step(0.5, 1.3, where) * 0.32
        crest = crest + step(0.03, 0.0, near) * 0.3
        light = mix(air.horizon, air.disc, 0.3)
    canvas.add(
        Layer(
            name, "ripple", 0, top, (crest * cover).astype(np.float32), light, 1.0, 0.0, 0.0, 1.0,
            0.5, counted=False,
        )
    )  # fmt: skip
