"""Pencil: graphite on white paper; contours pressed and lifted, hatching laid along the form.

Tone is built of strokes: one direction for what is grey, more over it for what is darker, and a
little graphite rubbed with a stump beneath. What is light is paper nobody touched.
"""

import numpy as np
from PIL import Image, ImageDraw

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb
from ..paint.raster import Field, line, noise, soft, step
from ._flat import visible
from ._flow import along, outlined, roomy

THIN = ("glow", "mist", "shadow", "spark", "light", "arc", "rain", "glitter", "ripple")
HATCHES = ((0.17, 1, 0.56, 1.0), (0.4, 0, 0.62, 0.8), (0.58, 2, 0.66, 0.62), (0.74, 1, 0.8, 0.5))
"""Darkness from which a hatch is laid, its direction, pressure, and length (parts)."""

ERASED = {"light": 0.9, "spark": 0.95, "glow": 0.22, "letters": 0.95}
"""How much of the graphite the rubber takes for what is light."""

SLANT = -0.95
"""The way a right hand hatches, radians."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in pencil."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    value, contour, angle, form = _look(canvas, rng)
    dark = _tone(canvas, value)
    tooth = noise(rng, height, width, max(2.0, unit * 0.0026), octaves=2, gain=0.8)
    inside = _inside(rng, height, width, unit)
    angle = along(value, angle)
    # The stump: soft graphite beneath the strokes, stronger where it is dark.
    rubbed = soft(dark * inside, max(1.0, unit * 0.004))
    graphite = rubbed * (0.26 + 0.42 * rubbed) * (1 + 0.09 * tooth)
    for limit, way, press, length in HATCHES:
        turns = (angle, np.full_like(angle, SLANT), angle + 1.15)[way]
        drawn = _hatch(dark, form, inside, turns, rng, unit, limit, length)
        strength = press * (0.35 + 0.75 * dark)
        graphite = 1 - (1 - graphite) * (1 - drawn * strength * step(-1.9, 0.7, tooth + 1.6 * dark))
    line_ = np.clip(contour, 0, 1.1) * (0.1 + 0.9 * inside)
    graphite = 1 - (1 - graphite) * (1 - 0.86 * line_ * step(-2.0, 0.3, tooth + 0.9 * line_))
    graphite = np.clip(graphite - 0.02, 0, 0.95)
    _erase(canvas, graphite)
    paper = rgb("f8f5ee") * (1 + 0.007 * tooth)[..., None]
    lead = _lead(canvas)
    return np.clip(paper + (lead - paper) * graphite[..., None], 0, 1).astype(np.float32)


def _lead(canvas: Canvas) -> Colour:
    """Return the colour of the pencil: graphite, or what a palette makes of it."""
    grey = rgb("2b2c30")
    if not canvas.scene.palette:
        return grey
    # A gradient map takes a dark grey to its dark end; its middle tells more of the colour.
    middle = canvas.air.tint(rgb("808080"))
    return mix(canvas.air.tint(grey), middle * np.float32(0.42), 0.5)


def _look(canvas: Canvas, rng: Rng) -> tuple[Field, Field, Field, Field]:
    """Return brightness, contours, directions (radians) and the number of the form at each px."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    value = np.ones((height, width), np.float32)
    contour, angle, form = (np.zeros((height, width), np.float32) for _ in range(3))
    key = 0.28 * min(1.0, float(luma(canvas.air.key)) ** 0.8)
    press = noise(rng, height, width, unit * 0.07, octaves=3, gain=0.6)
    for number, each in enumerate(canvas.layers):
        layer = each if each.material in THIN else roomy(each, width, height, 4 + int(unit * 0.006))
        left, top, right, bottom = layer.box
        box = (slice(top, bottom), slice(left, right))
        alpha = layer.alpha
        seen = luma(canvas.air.lit(layer))
        if layer.glow < 1:
            # Form counts for more than its own colour.
            seen = 0.72 * seen + key * (0.25 + 0.7 * np.asarray(layer.light, np.float32))
        value[box] += (seen - value[box]) * alpha
        if layer.material == "mist":
            contour[box] *= 1 - alpha
        # Of lights only those that are things of their own have a line: a moon, a lantern.
        if layer.material in THIN and not (layer.material == "light" and layer.counted):
            continue
        where = alpha > 0.45
        own = layer.angle
        angle[box][where] = own[where] if isinstance(own, np.ndarray) and own.ndim else own
        form[box][where] = number
        contour[box] *= 1 - alpha
        if layer.material in ("sky", "cloud", "reflection", "water", "foam"):
            continue
        wide = max(1.0, unit * 0.0026 * (1.2 - 0.6 * layer.depth))
        rim: Field = np.clip((alpha - soft(alpha, wide)) * 2.4, 0, 1)
        rim = rim * outlined(layer)
        if layer.material == "letters":
            rim = alpha * float(1.1 * (1 - luma(layer.albedo)))
        if layer.lines is not None:
            rim = np.maximum(rim, layer.lines * alpha * (0.5 if outlined(layer) else 0.95))
        force = np.clip(0.98 + 0.34 * press[box], 0.25, 1.3) * (1.08 - 0.6 * layer.depth)
        if max(alpha.shape) < unit * 0.2:
            # What is small, a deer or a bird, is told by its line alone.
            force = np.clip(force * 1.5, 0.8, 1.3)
        np.maximum(contour[box], rim * force, out=contour[box])
    return value, contour, angle, form


def _tone(canvas: Canvas, value: Field) -> Field:
    """Return how dark each place is drawn, 0..0.95: the whole range of the pencil is used."""
    low, high = np.quantile(value[::5, ::5], [0.03, 0.96])
    spread = max(0.3, float(high - low))
    light = np.clip((value - low) / spread, 0, 1)
    # Night keeps its darkness, day keeps its paper.
    floor, reach = (0.12, 0.82) if canvas.air.night else (0.0, 0.86)
    if canvas.scene.weather in ("storm", "rain"):
        floor, reach = floor + 0.06, reach
    return (floor + (reach - floor) * (1 - light) ** 1.25).astype(np.float32)


def _inside(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return 1 where the drawing is and 0 on the rim, where its strokes run out."""
    across = np.arange(width, dtype=np.float32)[None]
    down = np.arange(height, dtype=np.float32)[:, None]
    sway = [line(rng, n, unit * 0.3, octaves=3, gain=0.5) for n in (height, height, width, width)]
    margin, fade = unit * 0.03, unit * 0.05
    near = [margin * (1 + 0.4 * s) for s in sway]
    sides = np.minimum(across - near[0][:, None], width - 1 - across - near[1][:, None])
    ends = np.minimum(down - near[2][None], height - 1 - down - near[3][None])
    return step(0, 1, np.minimum(sides, ends) / fade)


def _hatch(
    dark: Field, form: Field, inside: Field, turns: Field, rng: Rng, unit: float, limit: float,
    length: float,
) -> Field:  # fmt: skip
    """Return one hatch (h, w; 0..1): strokes that stop where the tone or the form ends."""
    height, width = dark.shape
    gap, run = max(2.6, unit * 0.0058), max(9.0, unit * 0.05) * length
    rows, columns = int(height / gap) + 1, int(width / gap * 2.2 / max(1.0, run / gap)) + 1
    ys = ((np.arange(rows)[:, None] + rng.random((rows, columns))) * gap).ravel()
    xs = ((np.arange(columns)[None] + rng.random((rows, columns))) * (width / columns)).ravel()
    iy = np.clip(ys, 0, height - 1).astype(np.int64)
    ix = np.clip(xs, 0, width - 1).astype(np.int64)
    # Draws come before any choice, so that strokes stay in place when a picture moves.
    luck = rng.normal(0, 1, (len(ys), 5)).T
    keep = dark[iy, ix] > limit + 0.03 * luck[0]
    keep &= inside[iy, ix] > rng.uniform(0.1, 0.95, len(ys))
    ys, xs, iy, ix, luck = ys[keep], xs[keep], iy[keep], ix[keep], luck[:, keep]
    own, tone = form[iy, ix], dark[iy, ix]
    pace = run / 8 * np.clip(1 + 0.16 * luck[1], 0.7, 1.3)
    tracks = []
    for sign, lean in ((-1.0, luck[2]), (1.0, luck[3])):
        y, x, turn = ys.copy(), xs.copy(), turns[iy, ix] + 0.07 * lean
        going = np.ones(len(ys), bool)
        track = []
        for _ in range(4):
            ny, nx = y + sign * pace * np.sin(turn), x + sign * pace * np.cos(turn)
            jy = np.clip(ny, 0, height - 1).astype(np.int64)
            jx = np.clip(nx, 0, width - 1).astype(np.int64)
            going &= (form[jy, jx] == own) & (dark[jy, jx] > limit - 0.05) & (inside[jy, jx] > 0.01)
            y, x = np.where(going, ny, y), np.where(going, nx, x)
            # Turn along, the shorter way round, for a direction has no head.
            bend = turns[jy, jx] - turn
            turn = turn + np.where(going, (bend - np.pi * np.round(bend / np.pi)) * 0.5, 0)
            track.append((x, y))
        tracks.append(track)
    points = [*reversed(tracks[0]), (xs, ys), *tracks[1]]
    force = np.clip(0.55 + 0.5 * tone + 0.14 * luck[4], 0.25, 1)
    return _draw(np.stack([np.stack(p, 1) for p in points], 1), force, height, width, unit)


def _draw(tracks: Field, force: Field, height: int, width: int, unit: float) -> Field:
    """Return strokes (n, points, xy) with their force as lines that swell and thin out (h, w)."""
    fine = 2 if height * width < 1_600_000 else 1
    picture = Image.new("L", (width * fine, height * fine))
    draw = ImageDraw.Draw(picture)
    thick = max(1, round(unit * 0.0017 * fine))
    swell = (0.45, 0.8, 1.0, 1.0, 0.95, 0.85, 0.65, 0.4)
    inks = (force[:, None] * np.array(swell) * 255).astype(np.int64).tolist()
    for stroke, ink in zip((tracks * fine).tolist(), inks, strict=True):
        for start, end, shade in zip(stroke[:-1], stroke[1:], ink, strict=True):
            if start != end:
                draw.line((*start, *end), fill=shade, width=thick)
    picture = picture.reduce(fine) if fine > 1 else picture
    return np.asarray(picture, np.float32) / 255


def _erase(canvas: Canvas, graphite: Field) -> None:
    """Lift lights out of the graphite with a rubber, in place."""
    for number, layer in enumerate(canvas.layers):
        if layer.material not in (*ERASED, "glitter", "foam"):
            continue
        left, top, right, bottom = layer.box
        bright = float(np.mean(luma(canvas.air.lit(layer))))
        amount = ERASED.get(layer.material, 0.6)
        seen = visible(canvas, number)
        graphite[top:bottom, left:right] *= 1 - seen * np.float32(amount * bright)
