"""Mountains: two or three ranges with ridges and faces, snow on the heights, haze between them."""

import numpy as np

from ..catalogue import Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, line, noise, step
from ..paint.relief import relief
from ..scene.plan import Place
from ._lava import erupt

SPEC = Spec("back", order=20, depth=0.7)
ROCKS = ("6b6a78", "75706e", "5f6a76", "7d6f68")


def paint(canvas: Canvas, place: Place) -> None:
    """Add ranges from the farthest to the nearest, their feet on the horizon."""
    layout, rng = canvas.layout, place.rng
    foot = (layout.waterline or layout.horizon) + 0.01 * canvas.height
    room = layout.horizon
    tall = min(float(rng.uniform(0.56, 0.72)), 1.1 * layout.unit / room * 0.62) * room
    if place.distance == "far":
        tall *= 0.6
    tall = min(tall * place.size / layout.unit, room * 0.85)
    ranges = 3 if place.kind != "volcano" else 2
    centre = {"left": 0.27, "right": 0.73, "centre": 0.5}.get(place.side or "")
    if centre is None:
        # The great peak stands away from the sun or moon, so that neither hides the other.
        away = (0.66, 0.74) if layout.sun[0] < canvas.width / 2 else (0.26, 0.34)
        centre = float(rng.choice(away)) + float(rng.uniform(-0.06, 0.06))
    for number in range(ranges):
        far = 1 - number / max(1, ranges - 1)
        share = (0.74, 1.0, 0.52)[number] if ranges == 3 else (0.6, 1.0)[number]
        at = centre if number == 1 else (centre + float(rng.uniform(-0.25, 0.25))) % 1.0
        depth = 0.45 + 0.5 * far
        _range(canvas, place, foot, tall * share, at, depth, number)
        if place.kind == "volcano" and number == 1:
            erupt(canvas, place, canvas.layers[-1], at)


def _range(
    canvas: Canvas, place: Place, foot: float, tall: float, centre: float, depth: float, number: int
) -> None:
    rng, width = place.rng, canvas.width
    high = max(12, int(tall))
    columns = int(np.clip(width / 2, 96, 900))
    slices = 130
    cone = place.kind == "volcano" and number == 1
    ground = (
        _cone(rng, slices, columns, centre, width / high)
        if cone
        else _ground(rng, slices, columns, centre, width / high, number)
    )
    away = np.linspace(0, 1, slices, dtype=np.float32)[:, None]
    rise = 0.1 * away + 0.9 * ground
    rise = rise / rise.max()
    seen = relief(ground, rise, (high, width), canvas.layout.light)
    rough = noise(rng, high, width, max(5.0, high * 0.06), octaves=4, gain=0.65)
    light = np.clip(seen.light + 0.045 * rough, 0, 1)
    rock = rgb(ROCKS[int(rng.integers(len(ROCKS)))])
    albedo = _cover(canvas, place, seen.height, seen.steep, rough, rock, number)
    # The air is thicker at the foot than at the peak.
    fall = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    haze = 0.42 * fall**2.6 * (0.25 + depth)
    albedo = mix(albedo, canvas.air.haze * 1.05, np.broadcast_to(haze, (high, width)))
    canvas.add(
        Layer(
            place.name, "rock", 0, int(foot) - high, seen.alpha, albedo, light, seen.angle, depth,
            0.0, 0.45 if number == 1 else 0.3, seen.lines, canvas.layout.waterline,
        )
    )  # fmt: skip


def _ground(
    rng: Rng, slices: int, columns: int, centre: float, aspect: float, number: int
) -> Field:
    """Return heights (z, x) 0..1 of a range whose highest peak stands at `centre` (0..1)."""
    x = np.linspace(0, 1, columns, dtype=np.float32)[None]
    z = np.linspace(0, 1, slices, dtype=np.float32)[:, None]
    cell = slices * 0.62
    stretch = columns / (aspect * 1.15) / cell
    form = noise(rng, slices, columns, cell, octaves=6, gain=0.5, stretch=stretch)
    ridge = 1 - np.abs(
        noise(rng, slices, columns, cell * 0.8, octaves=5, gain=0.52, stretch=stretch)
    )
    peaks = np.zeros_like(x)
    spread = 0.75 / aspect
    for at, tall in [(centre, 1.0)] + [
        (float(rng.uniform(-0.1, 1.1)), float(rng.uniform(0.4, 0.85)))
        for _ in range(int(2 + aspect))
    ]:
        wide = spread * float(rng.uniform(0.45, 0.8))
        peaks = np.maximum(peaks, tall * np.exp(-(np.abs((x - at) / wide) ** 1.35)))
    sharp = 0.4 if number != 2 else 0.25
    crest = 0.72 + 0.1 * line(rng, columns, columns * 0.2)[None]
    along = np.clip(1 - np.abs(z - crest) / 0.72, 0, 1) ** 0.9
    body = along * (0.26 + 0.74 * peaks)
    made = body * (0.72 + sharp * (ridge - 0.35) + 0.16 * form)
    return np.clip(made / made.max(), 0, 1).astype(np.float32)


def _cone(rng: Rng, slices: int, columns: int, centre: float, aspect: float) -> Field:
    """Return heights of a volcano: a cone with a flat top and gullies running down."""
    x = (np.linspace(0, 1, columns, dtype=np.float32)[None] - centre) * aspect
    z = np.linspace(0, 1, slices, dtype=np.float32)[:, None] - 0.8
    away = np.sqrt(x * x * 0.62 + z * z * 0.8) + 1e-4
    turn = np.arctan2(z, x)
    gully = np.zeros_like(away)
    for waves in (5, 9, 14):
        gully += np.cos(turn * waves + float(rng.uniform(0, 6.3))) / waves
    form = 1.12 * np.exp(-away * 1.75) * (1 + 0.16 * gully * np.clip(away * 2, 0, 1))
    form = np.minimum(form, 0.86 + 0.02 * np.sin(turn * 7))
    return np.clip(form / form.max(), 0, 1).astype(np.float32)


def _cover(
    canvas: Canvas,
    place: Place,
    height: Field,
    steep: Field,
    rough: Field,
    rock: Colour,
    number: int,
) -> Colour:
    """Return the ground's own colours (h, w, 3): woods below, rock, snow above."""
    green = mix(canvas.leaf(2), rock, 0.35)
    woods = step(0.62, 0.25, height + 0.07 * rough) * (0.85 if number else 0.5)
    albedo = mix(np.broadcast_to(rock, (*height.shape, 3)), green, woods)
    line_of_snow = {"snowy": 0.3, "volcano": 0.9}.get(place.kind, 0.58)
    if canvas.snowy:
        line_of_snow = 0.1
    if number == 2:
        line_of_snow += 0.25
    bare = "snow" in canvas.scene.absent or (
        canvas.scene.season == "summer" and place.kind == "" and place.rng.random() < 0.3
    )
    if not bare:
        snow = step(-0.05, 0.07, height - line_of_snow + 0.06 * rough - 0.22 * (steep - 0.4))
        albedo = mix(albedo, rgb("f3f5fa"), snow * 0.96)
    return albedo
