"""Cartoon: clean shapes in two or three flat tones, with a bold line darker than what it holds."""

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft, step
from ._figure import FIGURE, few, thinned
from ._flow import outlined, roomy, solid

TONES = (0.3, 0.62, 0.92)
"""How much light each tone of a form gets: shadow, its own colour, and a highlight."""

KEPT = 0.36, 0.8, 0.3
"""Where shadow ends and highlight begins on the hero of a book, and how much of each of its colours
may be either at most: however it is turned, most of it is in its own colour."""

LEVELS = 6
"""Levels of brightness at which a photo is painted."""

ROUNDED = {"tree": 0.0035, "land": 0.008, "rock": 0.005}
"""Materials whose outlines are drawn rounder than they are, by this part of the unit."""

UNLINED = ("reflection", "water", "ripple", "glitter", "foam", "rain", "arc", "spark", "shadow")


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as a cel of an animated film."""
    height, width = canvas.height, canvas.width
    picture = np.zeros((height, width, 3), np.float32)
    press = noise(rng, height, width, canvas.layout.unit * 0.09, octaves=2)
    room = 4 + int(canvas.layout.unit * 0.016)
    for each in canvas.layers:
        layer = each
        if each.material not in (*UNLINED, "sky", "cloud", "mist", "glow"):
            layer = roomy(each, width, height, room)
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        _cel(canvas, picture[part], layer, press[part], rng)
    return np.clip(picture, 0, 1)


def _gouache(colour: Colour) -> Colour:
    """Return a colour as cel paint: clear, and light enough to be cheerful."""
    made = saturate(colour, 1.38)
    return np.clip(made * 0.96 + 0.03, 0, 1)


def _cel(canvas: Canvas, picture: Colour, layer: Layer, press: Field, rng: Rng) -> None:
    """Paint one form, in place: its flat tones, then its line."""
    unit, material, alpha = canvas.layout.unit, layer.material, layer.alpha
    if material == "sky":
        picture[:] = _sky(canvas, layer)
        return
    if material == "cloud":
        _cloud(canvas, picture, layer, rng)
        return
    if material in ("glow", "mist", "arc"):
        soften = {"glow": 0.8, "mist": 0.75, "arc": 0.9}[material]
        if layer.name == "form":
            alpha = 0.5 * alpha.max() * step(0.3, 0.36, alpha / max(0.02, float(alpha.max())))
        # A halo comes in two flat rings.
        flat = (
            alpha
            if material != "glow"
            else 0.4 * alpha + 0.14 * (step(0.1, 0.13, alpha) + step(0.34, 0.37, alpha))
        )
        colour = _gouache(canvas.air.shade(layer))
        picture += (colour - picture) * (flat * soften)[..., None]
        return
    edge = {"ripple": 0.24, "glitter": 0.3, "foam": 0.2, "rain": 0.2, "reflection": 0.4}
    at = edge.get(material, 0.5)
    small = min(alpha.shape) < unit * 0.12
    turn = unit * ROUNDED.get(material, 0.0) * (0.5 if small else 1.0) * (1 - 0.5 * layer.depth)
    shape = soft(alpha, turn) if turn >= 1 else alpha
    if material == "spark":
        hard = step(0.2, 0.5, alpha)
    else:
        hard = step(at - 0.12, at + 0.12, shape)
    if turn >= 1:
        # However gently a form fades, its edge in a cartoon is one px wide.
        rise, run = np.gradient(shape)
        hard = np.clip((shape - at) / (np.hypot(rise, run) + 0.004) + 0.5, 0, 1)
    strength = {"shadow": 0.55, "rain": 0.5, "reflection": 0.62, "ripple": 0.85}.get(material, 1.0)
    if material == "reflection" and layer.glow >= 1:
        strength = 0.85
    colour = _flats(canvas, layer, hard)
    picture += (colour - picture) * (hard * np.float32(strength))[..., None]
    if material not in UNLINED and layer.depth < 0.97:
        _line(canvas, picture, layer, shape, hard, colour, press, small)


def _flats(canvas: Canvas, layer: Layer, hard: Field) -> Colour:
    """Return a form in flat colours: few of its own, each in two or three tones of light."""
    unit = canvas.layout.unit
    if layer.material == "photo":
        return _gouache(canvas.air.shade(replace(layer, albedo=_levels(layer.albedo))))
    light = np.asarray(layer.light, np.float32)
    high, wide = hard.shape
    albedo = layer.albedo
    many = {"land": 3, "rock": 3, "water": 3}.get(layer.material, 8)
    number = None
    if albedo.ndim == 3 and min(high, wide) > 3:
        if layer.material == FIGURE:
            albedo, number = few(albedo, hard, 24)
        else:
            albedo = _few(albedo, hard, many, unit * (0.008 if many < 8 else 0.0))
    if light.ndim:
        blur = unit * (0.012 if layer.material in ("land", "rock", "water") else 0.004)
        light = soft(light, blur) if min(high, wide) > 6 * blur else light
        inside = light[hard > 0.5][::5]
        middle = float(np.median(inside)) if inside.size else 0.5
        low: Field | float
        top: Field | float
        low, top = min(middle - 0.07, 0.5), max(middle + 0.13, 0.72)
        if layer.kept and number is not None:
            low, top = _kept(light, number, hard)
        tone = TONES[0] + (TONES[1] - TONES[0]) * step(low - 0.02, low + 0.02, light)
        light = tone + (TONES[2] - TONES[1]) * step(top - 0.02, top + 0.02, light)
    return _gouache(canvas.air.shade(replace(layer, albedo=albedo, light=light)))


def _kept(light: Field, number: np.ndarray, hard: Field) -> tuple[Field, Field]:
    """Return where shadow ends and highlight begins (h, w), for each of the numbered colours."""
    dark, bright, most = KEPT
    lows, tops = (np.full(int(number.max()) + 1, each, np.float32) for each in (dark, bright))
    for each in range(len(lows)):
        own = light[(number == each) & (hard > 0.5)]
        if own.size:
            low, top = np.quantile(own, [most, 1 - most])
            lows[each], tops[each] = min(dark, low - 0.03), max(bright, top + 0.03)
    return lows[number], tops[number]


def _levels(albedo: Colour) -> Colour:
    """Return colours (h, w, 3) of a photo at few levels of brightness, with soft steps between."""
    value = luma(albedo)
    level = value * LEVELS
    near = np.floor(level) + 0.5
    flat = (near + 0.5 * np.tanh((level - near) * 6) / np.tanh(3)) / LEVELS
    return np.clip(albedo * (flat / np.maximum(value, 0.02))[..., None], 0, 1)


def _few(albedo: Colour, hard: Field, many: int, blur: float) -> Colour:
    """Return colours (h, w, 3) drawn to at most `many` that stand for all of them."""
    if blur >= 1 and min(hard.shape) > 6 * blur:
        albedo = np.stack([soft(albedo[..., i], blur) for i in range(3)], -1)
    inside = albedo[hard > 0.5]
    if len(inside) < 8:
        return albedo
    picked = inside[:: max(1, len(inside) // 4096)]
    column = Image.fromarray((np.clip(picked, 0, 1) * 255).astype(np.uint8)[None])
    table = column.quantize(many, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    whole = Image.fromarray((np.clip(albedo, 0, 1) * 255).astype(np.uint8))
    flat = whole.quantize(palette=table, dither=Image.Dither.NONE).convert("RGB")
    return np.asarray(flat, np.float32) / 255


def _line(
    canvas: Canvas, picture: Colour, layer: Layer, shape: Field, hard: Field, colour: Colour,
    press: Field, small: bool,
) -> None:  # fmt: skip
    """Ink the outline of a form, in place: thicker below and in front, thin where light falls."""
    unit = canvas.layout.unit
    wide = max(1.3, unit * 0.0058 * (1.15 - 0.85 * layer.depth) * (0.62 if small else 1.0))
    wide *= {"light": 0.7, "flower": 0.5, "foliage": 0.6}.get(layer.material, 1.0)
    near = soft(hard, wide)
    # The form's shade lies away from the light: there the line is bolder.
    drop = max(1, round(wide * 0.45))
    side = int(-np.sign(canvas.layout.light[0])) * drop
    high, broad = near.shape
    leaning = np.pad(near, drop, mode="edge")[2 * drop :, drop + side : drop + side + broad][:high]
    inner = 0.55 * near + 0.45 * leaning
    # The blur's slope tells how much of it makes an edge of one px.
    crisp = min(0.125, max(0.04, 0.32 / wide))
    bound = 0.81 + 0.03 * press
    ink = hard * (1 - step(0, 1, (inner - bound) / (2 * crisp) + 0.5))
    if layer.material in ("foliage", "flower", "light"):
        # Blades of grass and lit windows are all edge: a line would eat them up.
        ink *= float(step(0.3, 0.5, solid(hard, near)))
    ink = ink * outlined(layer)
    if layer.lines is not None:
        ridge = thinned(layer.lines, unit) if layer.material == FIGURE else layer.lines
        ridge = soft(ridge, max(1.0, unit * 0.002)) if min(shape.shape) > 8 else ridge
        ink = np.maximum(ink, step(0.22, 0.4, ridge) * hard * 0.85)
    base = colour if colour.ndim == 3 else np.broadcast_to(colour, (*hard.shape, 3))
    dark = saturate(base * np.float32(0.36), 1.25)
    dark = mix(dark, canvas.air.tint(rgb("2a1f3d")), 0.3)
    if layer.depth:
        dark = mix(dark, base, min(0.7, 0.75 * layer.depth))
    force = {"flower": 0.5, "foliage": 0.42}.get(layer.material, 0.92)
    picture += (dark - picture) * (ink * np.float32(force))[..., None]


def _sky(canvas: Canvas, layer: Layer) -> Colour:
    """Return a simple gradient; what is no sky (an abstract's ground) keeps its own colours."""
    if layer.name != "sky":
        own = canvas.air.shade(layer)
        if own.ndim == 3:
            own = np.stack([soft(own[..., i], canvas.layout.unit * 0.03) for i in range(3)], -1)
        return _gouache(own)
    air = canvas.air
    down = np.arange(len(layer.alpha), dtype=np.float32) / max(1.0, canvas.layout.horizon)
    at = np.array([0.0, 0.55, 1.0])
    stops = [_gouache(air.tint(c)) for c in (air.zenith, air.middle, air.horizon)]
    rows = np.stack([np.interp(down, at, [c[i] for c in stops]) for i in range(3)], -1)
    return np.broadcast_to(rows[:, None].astype(np.float32), (*layer.alpha.shape, 3))


def _cloud(canvas: Canvas, picture: Colour, layer: Layer, rng: Rng) -> None:
    """Paint clouds, in place, as heaps of round puffs in two or three tones."""
    unit = canvas.layout.unit
    high, wide = layer.alpha.shape
    dense = soft(layer.alpha, max(1.0, unit * 0.012)) if min(high, wide) > 8 else layer.alpha
    step_ = max(4.0, unit * 0.026)
    ys = (np.arange(int(high / step_) + 1)[:, None] + 0.5) * step_
    xs = (np.arange(int(wide / step_) + 1)[None] + 0.5) * step_
    ys, xs = (a.ravel() for a in np.broadcast_arrays(ys, xs))
    ys = ys + rng.uniform(-0.4, 0.4, len(ys)) * step_
    xs = xs + rng.uniform(-0.4, 0.4, len(xs)) * step_
    iy = np.clip(ys, 0, high - 1).astype(np.int64)
    ix = np.clip(xs, 0, wide - 1).astype(np.int64)
    body = dense[iy, ix]
    # Puffs grow from nothing where a cloud begins, so that none pops up when it drifts.
    size = step_ * (0.55 + 1.1 * body) * step(0.28, 0.46, body) * rng.uniform(0.75, 1.35, len(ys))
    keep = body > 0.3
    masks = []
    lit = int(np.sign(canvas.layout.light[0]))
    heavy = float((body > 0.5).mean()) > 0.35
    for shrink, move in ((1.0, 0.0), (0.97, 0.34), (0.66, 0.5)):
        mask = Image.new("L", (wide * 2, high * 2))
        draw = ImageDraw.Draw(mask)
        for x, y, r in zip(xs[keep].tolist(), ys[keep].tolist(), size[keep].tolist(), strict=True):
            cx, cy, rr = (x + lit * move * r * 0.5) * 2, (y - move * r * 0.75) * 2, r * shrink * 2
            draw.ellipse((cx - rr, cy - rr * 0.82, cx + rr, cy + rr * 0.82), fill=255)
        masks.append(np.asarray(mask.reduce(2), np.float32) / 255)
    if not keep.any():
        return
    colour = canvas.air.shade(layer)
    chosen = colour[iy[keep], ix[keep]] if colour.ndim == 3 else colour[None]
    value = luma(chosen)
    low, top = np.quantile(value, [0.15, 0.9])
    dark = chosen[value <= low + 1e-4].mean(0)
    light = chosen[value >= top - 1e-4].mean(0)
    # A heap's own tones are two; where a sky is covered, the third would only be restless.
    tones = (0.3, 0.62, 0.62) if heavy else (0.35, 0.85, 1.0)
    for puffs, part in zip(masks, tones, strict=True):
        cover = np.minimum(puffs, masks[0]) * np.float32(0.96)
        picture += (_gouache(mix(dark, light, part)) - picture) * cover[..., None]
