"""What a volcano sends up and down: smoke, fire in its crater, streams of lava."""

import numpy as np

from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place


def erupt(canvas: Canvas, place: Place, mountain: Layer, centre: float) -> None:
    """Add smoke over the crater of a cone whose middle is at `centre` (parts of the width)."""
    x = int(np.clip(centre * canvas.width, 0, canvas.width - 1)) - mountain.x
    solid = np.nonzero(mountain.alpha[:, min(max(x, 0), mountain.alpha.shape[1] - 1)] > 0.5)[0]
    if not solid.size:
        return
    x, y = x + mountain.x, mountain.y + int(solid[0])
    foot = mountain.y + mountain.alpha.shape[0]
    dark = canvas.scene.time in ("night", "dusk", "sunset") or canvas.scene.weather == "storm"
    _plume(canvas, place, x, y, dark)
    _streams(canvas, place, x, y, foot, dark)


def _plume(canvas: Canvas, place: Place, x: int, y: int, dark: bool) -> None:
    """Add a column of smoke that widens and leans, lit from below in the dark."""
    unit, rng = canvas.layout.unit, fork(place.rng)
    high, wide = max(12, min(int(unit * 0.5), y + int(unit * 0.1))), int(unit * 0.7)
    up = np.linspace(1, 0, high, dtype=np.float32)[:, None]
    across = np.linspace(-0.35, 0.35, wide, dtype=np.float32)[None] * unit
    lean = float(np.sign(canvas.layout.light[0])) * -0.16 * unit * up**1.6
    half = unit * (0.022 + 0.15 * up**0.75)
    form = noise(rng, high, wide, unit * 0.085, octaves=6, gain=0.56)
    off = np.abs(across - lean) / half + 0.3 * form
    alpha = step(1.1, 0.55, off) * step(1.0, 0.6, up) * 0.93
    side = np.sign(canvas.layout.light[0])
    relief = np.gradient(form, axis=1) * side * unit * 0.012
    light = np.clip(
        0.55 + 0.3 * np.tanh((across - lean) / half * side) - 0.3 * np.tanh(relief), 0, 1
    )
    smoke = mix(canvas.air.haze, rgb("4a4448"), 0.72 if not canvas.air.night else 0.85)
    bright = mix(canvas.air.haze, rgb("f0e8e0"), 0.4)
    if canvas.air.night:
        smoke, bright = smoke * np.float32(0.5), mix(canvas.air.middle, rgb("8a8290"), 0.3)
    colour = mix(smoke, bright, light)
    if dark:
        fire = np.exp(-up / 0.16) * np.clip(0.8 - 0.3 * form, 0, 1)
        colour = mix(colour, rgb("ff7a2e"), fire * 0.85)
    canvas.add(
        Layer(
            "smoke", "mist", x - wide // 2, y - high + int(unit * 0.012), alpha.astype(np.float32),
            colour, light.astype(np.float32), 1.3, 0.0, 1.0, 0.4, counted=False,
        )
    )  # fmt: skip


def _streams(canvas: Canvas, place: Place, x: int, y: int, foot: int, dark: bool) -> None:
    """Add lava that runs down from the crater, brightest where it leaves it."""
    unit, rng = canvas.layout.unit, fork(place.rng)
    pen = canvas.pen((x - unit * 0.5, y - unit * 0.03, x + unit * 0.5, foot), 2)
    drop = foot - y
    for number in range(4 if dark else 2):
        out = (number - 1.4) * 0.3 + 0.1 * float(rng.standard_normal())
        long = float(rng.uniform(0.4, 0.85)) if dark else float(rng.uniform(0.2, 0.4))
        sway = line(rng, 24, 7.0, octaves=2)
        for k in range(23):
            t, s = k / 23 * long, (k + 1) / 23 * long
            a = (x + drop * out * t**1.25 + unit * 0.012 * float(sway[k]), y + drop * t)
            b = (x + drop * out * s**1.25 + unit * 0.012 * float(sway[k + 1]), y + drop * s)
            wide = max(1.0, unit * 0.011 * (1 - 0.75 * k / 23))
            hot = mix(rgb("ffd27a"), rgb("d8381c"), min(1.0, k / 14))
            pen.line([a, b], wide * 1.8, rgb("a82a18"), 0.6, dark)
            pen.line([a, b], wide, hot, 1.0, True)
    pen.ellipse(
        (x - unit * 0.03, y - unit * 0.008, x + unit * 0.03, y + unit * 0.008),
        rgb("ffb54a"),
        1.0,
        dark,
    )
    canvas.add(
        pen.layers(
            "lava", "light", depth=0.3, detail=0.8, mirror=canvas.layout.waterline, counted=False
        )
    )
    if not dark:
        return
    reach = int(unit * 0.16)
    down = np.linspace(-1, 1, 2 * reach, dtype=np.float32)
    glow = np.clip(1 - np.hypot(down[None], down[:, None]), 0, 1) ** 2 * 0.6
    canvas.add(
        Layer(
            "glow", "glow", x - reach, y - reach, glow.astype(np.float32), rgb("ff6a28"), 1.0, 0.0,
            0.0, 1.0, 0.2, mirror=canvas.layout.waterline, counted=False,
        )
    )  # fmt: skip
