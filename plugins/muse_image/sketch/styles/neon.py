"""Neon: a dark street-light world, drawn in glass tubes whose light adds up and blooms.

Every form is a dark body with a glowing outline; light is summed as light is, its halo spreads
over what lies around, and water or wet ground throws it back.
"""

from collections import Counter

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, noise, resize, soft, step
from ._figure import shining
from ._flow import outlined, roomy, solid

TUBES = {
    "rock": ("b04cff", "5a6bff", "ff3fb4"),
    "land": ("1fe0d0", "2a8cff", "7a5cff"),
    "tree": ("21f0b0", "35d6ff", "b6ff4a"),
    "foliage": ("1fd6a0", "29b6ff"),
    "built": ("28e0ff", "ff3fb4", "ffb03a", "9a6bff"),
    "flower": ("ff4fa8", "ffb13a", "ff5fd8"),
    "bird": ("ffd35a", "ff6fb5"),
    "cloud": ("7a52ff", "c04cff"),
    "foam": ("8ff4ff",),
}
OTHERS = ("ff3fb4", "28e0ff", "ffb03a", "9a6bff", "35f0c0", "ff5a4a")
"""Colours of the tubes by material; a form takes one of them, near ones the first."""

ABOVE = ("ripple", "glitter", "spark", "rain", "light", "glow")
"""What doesn't hide the water it lies on."""

SOFT = ("sky", "cloud", "mist", "glow", "shadow", "water", "reflection", *ABOVE, "arc", "foam")
"""Materials without a tube."""

POWERS = {"spark": 0.9, "light": 1.0, "ripple": 0.22, "rain": 0.3, "foam": 0.35}
"""How strongly shines what is no tube; else half as strongly as a tube."""

HALOS = ((0.0035, 0.55), (0.011, 0.5), (0.034, 0.42), (0.1, 0.3))
"""How far light spreads (part of the unit), and how strongly."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in neon."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    body = np.zeros((height, width, 3), np.float32)
    light = np.zeros((height, width, 3), np.float32)
    flicker = noise(rng, height, width, unit * 0.12, octaves=2)
    used: Counter[str] = Counter()
    room = 4 + int(unit * 0.01)
    for each in canvas.layers:
        layer = each if each.material in SOFT else roomy(each, width, height, room)
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        # Trees of one distance shine alike; other forms take turns.
        turn = int(layer.depth * 9) if layer.material == "tree" else used[layer.material]
        _form(canvas, body[part], light[part], layer, flicker[part], turn)
        used[layer.material] += 1
    _throw_back(canvas, light, rng)
    return _develop(body, light, unit)


def _hue(canvas: Canvas, colour: Colour) -> Colour:
    """Return a tube's colour in the key of palette and mood, as pure as gas shines."""
    made = canvas.air.tint(colour)
    if canvas.scene.palette not in ("monochrome", "sepia", "muted"):
        made = saturate(made, 1.35)
    return np.clip(made / max(0.35, float(made.max())), 0, 1).astype(np.float32)


def _tube(canvas: Canvas, layer: Layer, number: int) -> Colour:
    """Return the colour that a form's tube shines in."""
    choice = OTHERS if layer.name == "form" else TUBES.get(layer.material, OTHERS)
    if layer.material in ("flower", "photo") and layer.albedo.ndim == 3:
        pure = saturate(layer.albedo, 2.4)
        return pure / np.maximum(0.4, pure.max(-1, keepdims=True))
    if layer.material == "figure" and layer.albedo.ndim == 3:
        return shining(layer.albedo, _hue(canvas, rgb(choice[number % len(choice)])))
    # A strong colour of its own is kept: a red gate, autumn leaves, the shapes of an abstract.
    own = layer.albedo.reshape(-1, 3)
    if layer.albedo.ndim == 3:
        own = own[layer.alpha.reshape(-1) > 0.5] if (layer.alpha > 0.5).any() else own
    if float(np.ptp(own := own.mean(0))) > 0.29:
        return _hue(canvas, saturate(own, 1.8))
    return _hue(canvas, rgb(choice[number % len(choice)]))


def _form(
    canvas: Canvas, body: Colour, light: Colour, layer: Layer, flicker: Field, number: int
) -> None:
    """Add one form, in place: what it hides, its dark body, and the light of its tube."""
    unit, material, alpha = canvas.layout.unit, layer.material, layer.alpha
    if material == "sky":
        body[:] = _night(canvas, layer)
        return
    if material in ("glow", "mist", "shadow"):
        colour = _hue(canvas, np.mean(canvas.air.lit(layer).reshape(-1, 3), 0))
        if material == "glow":
            light += alpha[..., None] * colour * np.float32(0.16)
        else:
            body += (_dusk(canvas, layer) * 0.7 - body) * (alpha * 0.5)[..., None]
            light *= 1 - alpha[..., None] * 0.4
        return
    if material in ("spark", "light", "arc", "glitter", "ripple", "rain", "foam"):
        _shine(canvas, body, light, layer)
        return
    if material == "reflection":
        _mirror(canvas, body, light, layer)
        return
    if material == "cloud":
        shade = soft(alpha, max(1.0, unit * 0.01)) if min(alpha.shape) > 8 else alpha
        # How many px the edge is away, from how steeply the cloud thins out there.
        rise, run = np.gradient(shade) if min(alpha.shape) > 2 else (shade, shade)
        away = np.abs(shade - 0.42) / (np.hypot(rise, run) + 0.002)
        rim = step(1.3 + unit * 0.0016, 0.4, away)
        tube = _tube(canvas, layer, 0)
        body += (_dusk(canvas, layer) - body) * (alpha * 0.55)[..., None]
        light *= 1 - 0.6 * alpha[..., None]
        light += tube * (rim * 0.4 + alpha * 0.02)[..., None]
        return
    body += (_dusk(canvas, layer) - body) * alpha[..., None]
    light *= 1 - alpha[..., None]
    if material == "letters":
        light += _tube(canvas, layer, number) * (alpha * (0.85 + 0.1 * flicker))[..., None]
    if material in ("letters", "water"):
        return
    wide = max(1.0, unit * 0.0028 * (1.2 - 0.55 * layer.depth))
    small = min(alpha.shape) < unit * 0.1
    shape = soft(alpha, max(1.0, wide * (0.5 if small else 1.4)))
    rim = np.clip((alpha - shape) * 2.3, 0, 1)
    fine = {"tree": 0.62, "flower": 0.5}.get(material, 1.0)
    if material == "foliage":
        # Grass is all edge, and would glare; a large leaf has a line.
        fine = 0.2 + 0.6 * float(step(0.3, 0.6, solid(alpha, shape)))
    rim = rim * outlined(layer)
    if material == "built" and not small:
        value = luma(np.broadcast_to(layer.albedo, (*alpha.shape, 3))) * layer.light
        within = np.abs(value - soft(value, max(1.0, wide * 0.7))) * step(0.9, 1.0, shape)
        rim = np.maximum(rim, step(0.035, 0.12, within) * 0.4)
    if layer.lines is not None:
        lines = step(0.2 if material == "figure" else 0.12, 0.6, layer.lines)
        rim = np.maximum(rim, lines * alpha * 0.75)
    power = rim * fine * (1.05 - 0.5 * layer.depth) * (1 + 0.14 * flicker)
    # Gas in a closed form fills it with a breath of its colour.
    breath = 0.16 if material == "flower" else 0.11 if layer.name == "form" else 0.0
    breath *= min(1.0, 0.016 * canvas.width * canvas.height / max(1.0, float(alpha.sum())))
    light += _tube(canvas, layer, number) * (power + alpha * np.float32(breath))[..., None]
    if material == "land" and layer.depth < 0.45:
        _grid(canvas, light, layer)


def _grid(canvas: Canvas, light: Colour, layer: Layer) -> None:
    """Draw a faint grid over open ground, in place, in the perspective of the picture."""
    layout = canvas.layout
    if canvas.scene.abstract or layout.waterline is not None or canvas.scene.has("forest"):
        return
    rows = np.arange(layer.y, layer.y + len(layer.alpha), dtype=np.float32)[:, None]
    near = np.maximum((rows - layout.horizon) / layout.unit, 0.012)
    across = (np.arange(layer.x, layer.x + layer.alpha.shape[1]) - canvas.width / 2) / layout.unit
    u, v = across[None].astype(np.float32) / near * 2.2, 0.55 / near
    # Both are told in px from the next line, so that lines stay as thin far away.
    side = np.abs(u - np.round(u)) * near * layout.unit / 2.2
    level = np.abs(v - np.round(v)) * near * near * layout.unit / 0.55
    wide = max(0.8, layout.unit * 0.0016)
    mesh = np.maximum(step(wide + 0.7, wide - 0.5, side), step(wide + 0.7, wide - 0.5, level))
    fade = np.clip((near - 0.03) * 6, 0, 1) * (1 - 0.5 * step(0.25, 0.7, near))
    light += _hue(canvas, rgb("ff3fd0")) * (mesh * fade * layer.alpha * np.float32(0.2))[..., None]


def _night(canvas: Canvas, layer: Layer) -> Colour:
    """Return the sky: nearly black above, with the last violet above the horizon."""
    high, wide = layer.alpha.shape
    if layer.name != "sky":
        own = canvas.air.shade(layer)
        dim = saturate(own, 1.8) * (0.07 / np.maximum(0.35, luma(own)))[..., None]
        dim = dim + canvas.air.tint(rgb("10082b")) * 0.8
        return np.broadcast_to(dim, (high, wide, 3))
    air = canvas.air
    lift = 0.7 if air.night else 1.0
    down = np.arange(high, dtype=np.float32)[:, None] / max(1.0, canvas.layout.horizon)
    top = mix(rgb("07051a"), air.tint(air.zenith) * 0.3, 0.4) * lift
    glow = _hue(canvas, mix(rgb("b0259a"), air.horizon, 0.22)) * 0.36 * lift
    colour = mix(np.broadcast_to(top, (high, 1, 3)), glow, step(0.25, 1.05, down))
    return np.broadcast_to(colour, (high, wide, 3)).astype(np.float32)


def _dusk(canvas: Canvas, layer: Layer) -> Colour:
    """Return a form's body: its own colours as if only far lamps reached it."""
    seen = canvas.air.shade(layer)
    value = luma(seen)[..., None]
    cool = canvas.air.tint(mix(rgb("140a33"), rgb("101c4a"), 0.5))
    made = cool * (0.4 + 0.95 * value) + saturate(seen, 1.5) * np.float32(0.15)
    haze = rgb("3a1458") * np.float32(0.55)
    return mix(made, np.broadcast_to(haze, made.shape), 0.55 * layer.depth)


def _shine(canvas: Canvas, body: Colour, light: Colour, layer: Layer) -> None:
    """Add what shines by itself, in place: lamps, stars, windows, crests and rain."""
    alpha, material = layer.alpha, layer.material
    own = canvas.air.lit(layer)
    mean = own.reshape(-1, 3).mean(0)
    if material == "light" and layer.name in ("moon", "sun"):
        _disc(canvas, body, light, layer)
        return
    colour = own - 0.55 * own.min(-1, keepdims=True)
    # A power keeps the brightest channel and deepens the others: orange stays orange when it glows.
    colour = (colour / np.maximum(0.2, colour.max(-1, keepdims=True))) ** np.float32(1.9)
    if material in ("glitter", "ripple", "rain", "foam"):
        pick = {"glitter": "ff5fb8", "ripple": "2ad4ff", "rain": "6f8cff", "foam": "8ff4ff"}
        colour = _hue(canvas, mix(rgb(pick[material]), mean, 0.15))
    if material == "foam":
        body += (_dusk(canvas, layer) - body) * (alpha * 0.8)[..., None]
    light *= 1 - alpha[..., None] * 0.9
    light += colour * (alpha * POWERS.get(material, 0.5))[..., None]


def _disc(canvas: Canvas, body: Colour, light: Colour, layer: Layer) -> None:
    """Add sun or moon, in place: a sun from yellow to magenta, sliced by dark bars; a cool moon."""
    alpha = layer.alpha
    high = len(alpha)
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    light *= 1 - alpha[..., None]
    body *= 1 - alpha[..., None]
    if layer.name == "moon":
        pale = _hue(canvas, rgb("bfe6ff")) * layer.albedo
        light += pale * (alpha * 0.85)[..., None]
        return
    hot, low = _hue(canvas, rgb("ffd84a")), _hue(canvas, rgb("ff2f8e"))
    colour = mix(np.broadcast_to(hot, (high, 1, 3)), low, step(0.1, 0.95, down))
    bars: Field | float = 1.0
    if high > 24:
        wave = np.mod(down * 9.0, 1.0)
        gap = 0.1 + 0.45 * (down - 0.5)
        bars = np.where(down > 0.5, step(gap - 0.05, gap + 0.05, wave), 1.0)
    light += colour * (alpha * bars * 0.9)[..., None]


def _mirror(canvas: Canvas, body: Colour, light: Colour, layer: Layer) -> None:
    """Add what water mirrors, in place: dim bodies; their light comes with `_throw_back`."""
    alpha = layer.alpha
    if layer.glow < 1:
        body += (_dusk(canvas, layer) * 0.7 - body) * (alpha * 0.6)[..., None]


def _throw_back(canvas: Canvas, light: Colour, rng: Rng) -> None:
    """Add the light that water throws back below its level, in place, drawn out and broken."""
    level, height, width = canvas.layout.waterline, canvas.height, canvas.width
    wet = canvas.scene.weather in ("rain", "storm")
    if level is None and not wet:
        return
    axis = int(level if level is not None else canvas.layout.horizon + 2)
    high = min(height - axis, axis)
    if high < 4 or canvas.scene.abstract:
        return
    unit = canvas.layout.unit
    above = light[axis - high : axis][::-1]
    ripple = noise(rng, high, width, max(3.0, unit * 0.012), octaves=2, stretch=9)
    near = np.linspace(0.15, 1, high, dtype=np.float32)[:, None]
    shift = (ripple * near * unit * 0.007).astype(np.int64)
    columns = np.clip(np.arange(width)[None] + shift, 0, width - 1)
    above = above[np.arange(high)[:, None], columns]
    # Light on water is drawn out downwards far more than sideways.
    long = max(2, high // max(3, int(unit * 0.022)))
    small = [resize(above[..., i], long, width, 4) for i in range(3)]
    drawn = np.stack([resize(s, high, width, 2) for s in small], -1)
    broken = 0.35 + 0.65 * step(-0.7, 0.9, ripple)
    where = np.ones((high, width), np.float32)
    if level is not None:
        where[:] = 0
        for layer in canvas.layers:
            left, top, right, bottom = layer.box
            y0, y1 = max(top, axis), min(bottom, axis + high)
            if y0 >= y1 or layer.material in ABOVE:
                continue
            cover = layer.alpha[y0 - top : y1 - top]
            part = where[y0 - axis : y1 - axis, left:right]
            if layer.material == "water":
                np.maximum(part, cover, out=part)
            elif layer.material != "reflection":
                part *= 1 - cover
    amount = where * broken * (0.85 if level is not None else 0.4)
    light[axis : axis + high] += (0.55 * above + 1.1 * drawn) * amount[..., None]


def _develop(body: Colour, light: Colour, unit: float) -> Colour:
    """Return what the eye sees: bodies lit by the halos, white-hot tubes, no sum over white."""
    seen = body.copy()
    halo = np.zeros_like(light)
    for part, power in HALOS:
        radius = max(1.0, unit * part)
        for i in range(3):
            halo[..., i] += soft(light[..., i], radius) * np.float32(power)
    seen *= 1 + 0.9 * np.clip(halo, 0, 1)
    hot = np.clip(light, 0, 1.4) ** 2
    core = luma(hot)[..., None] * np.float32(0.38)
    seen += halo * np.float32(1.25) + light * np.float32(0.75) + core
    return (1 - np.exp(-np.clip(seen, 0, 6) * 1.25)).astype(np.float32)
