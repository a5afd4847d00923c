"""A glacier: ice that flows down between snowy peaks and breaks off at its front."""

from dataclasses import replace

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place
from . import mountains

SPEC = Spec("back", order=21, depth=0.6)


def paint(canvas: Canvas, place: Place) -> None:
    """Add peaks, the tongue of ice before them and its front."""
    layout, rng = canvas.layout, place.rng
    mountains.paint(canvas, replace(place, kind="snowy", name="snowy_mountains", asked=False))
    width, unit = canvas.width, layout.unit
    foot = (layout.waterline or layout.horizon) + (2 if layout.waterline else unit * 0.012)
    tall = min(unit * 0.34, foot * 0.62)
    top, high = int(foot - tall), int(tall) + 1
    middle = {"left": 0.3, "right": 0.7}.get(place.side or "", float(rng.uniform(0.4, 0.6)))
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    bend = 0.16 * np.sin(down * 3.2 + float(rng.uniform(0, 6.3))) * (1 - down)
    half = (0.05 + 0.42 * down**1.5) * unit / width * (1 + 0.25 * canvas.span * down)
    x = np.arange(width, dtype=np.float32)[None] / width
    edge = noise(rng, high, width, unit * 0.05, octaves=4)
    off = (x - middle - bend * unit / width) / half + 0.06 * edge
    body = step(1.0, 0.93, np.abs(off)) * step(0.0, 0.06, down)
    front = 1 - 0.2 * (1 + 0.18 * line(rng, width, unit * 0.1))[None]
    ice, blue = canvas.hue(place, rgb("eaf3f8")), rgb("7fb6d4")
    crack = noise(rng, high, width, unit * 0.02, octaves=4, gain=0.6, stretch=3.5)
    flow = np.abs(np.sin(off * 9 + 0.7 * edge)) * 0.3
    colour = mix(
        ice, blue, np.clip(step(0.6, 1.3, crack) * 0.7 + step(0.2, 0.02, flow) * 0.35, 0, 1)
    )
    light = 0.7 + 0.1 * crack - 0.25 * off * np.sign(layout.light[0]) * 0.5
    wall = step(0.0, 0.02, down - front)
    facet = noise(rng, high, width, unit * 0.1, octaves=4, gain=0.6, stretch=0.16)
    cliff = mix(mix(ice, blue, 0.55), rgb("4f93bd"), np.clip(0.4 + 0.35 * facet, 0, 0.9))
    colour = mix(colour, cliff, wall)
    light = np.where(wall > 0.5, 0.5 + 0.22 * facet, light)
    rim = np.exp(-(((down - front) / 0.02) ** 2))
    light = np.clip(light + 0.3 * rim, 0, 1)
    canvas.add(
        Layer(
            place.name, "rock", 0, top, body.astype(np.float32), colour, light.astype(np.float32),
            np.pi / 2, 0.3, 0.0, 0.6, mirror=layout.waterline,
        )
    )  # fmt: skip
