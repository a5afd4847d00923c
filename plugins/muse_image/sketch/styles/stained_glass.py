"""Stained glass: the scene cut into pieces of coloured glass, joined by lead, with light behind it.

Lead runs along the forms first; inside a form the glass is cut into cells, flat ones for sky and
water. Every piece has one colour of its own, streaks, and bubbles; the light behind is strongest in
the middle of the window, and the lead darkens the glass beside it.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft
from ..paint.svg import Drawing, ink
from ._arcs import arcs, bent, loops, simple, smooth
from ._figure import FIGURE, few, painted
from ._glazing import edged, grisaille, set_letters
from ._mesh import everywhere, gentle, spread
from ._pieces import cells, cleared
from ._shrink import Seen, layers, look

WORK = 364
"""The side, px, of a square at which the glass is cut; it is drawn at full size."""

LEAD = rgb("15151a")
SIZE = {"sky": 0.1, "cloud": 0.1, "water": 0.1, "reflection": 0.085, "land": 0.085, "rock": 0.075,
        "mist": 0.1, "tree": 0.065, "foliage": 0.06, "photo": 0.075, "figure": 0.15}  # fmt: skip
"""How far apart the cells of a form are, as a part of the unit, by material."""

SQUEEZE = {"sky": 0.62, "cloud": 0.6, "water": 0.4, "reflection": 0.45, "land": 0.6}
"""How much flatter than high cells lie."""

LOOSE = ("spark", "rain", "ripple", "glitter", "shadow", "letters")


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as a window with the light behind it."""
    glass, lead = _window(canvas, rng)
    sheet = glass.pixels(1)
    for layer in canvas.layers:
        if layer.material == "photo" and layer.alpha.shape == sheet.shape[:2]:
            grisaille(sheet, layer)
    return _lit(canvas, sheet, lead.pixels(2)[..., 0], rng)


def vector(canvas: Canvas, rng: Rng) -> str:
    """Return the same pieces and lead as SVG, without the streaks in the glass."""
    glass, lead = _window(canvas, rng)
    for shape in lead.shapes:
        shape.ink = ink(LEAD)
    glass.shapes += lead.shapes
    words = ", ".join(dict.fromkeys(layer.name for layer in canvas.layers))
    return glass.text("stained glass", words)


def _window(canvas: Canvas, rng: Rng) -> tuple[Drawing, Drawing]:
    """Return the pieces of glass, and the lead (black on white)."""
    block = max(1, round((canvas.width * canvas.height) ** 0.5 / WORK))
    small = layers(canvas, block)
    height, width = -(-canvas.height // block), -(-canvas.width // block)
    unit = canvas.layout.unit / block
    seen = look(canvas, [_rounded(layer, unit) for layer in small], height, width, LOOSE)
    pieces, forms = _cut(canvas, small, seen, unit, rng)
    glass = Drawing(canvas.width, canvas.height, ink(LEAD))
    lead = Drawing(canvas.width, canvas.height, (255, 255, 255))
    colours = _glass(small, seen, pieces, forms, rng)
    names = [layer.name for layer in small]
    near = [1 - 0.5 * layer.depth for layer in small]
    edges: dict[int, list[tuple[Field, int, int]]] = {}
    came = []
    for arc in arcs(pieces):
        calm = simple(smooth(arc.points, 3, arc.ring), 0.55, arc.ring)
        line = bent(calm, 1, arc.ring) * block
        border = (line, *arc.areas)
        for area in arc.areas:
            if area >= 0:
                edges.setdefault(area, []).append(border)
        if min(arc.areas) < 0:
            continue
        a, b = (int(forms[area]) for area in arc.areas)
        part = 0.0042 if a == b else 0.0056 + 0.0034 * near[max(a, b)]
        if small[max(a, b)].material == "photo":
            # Lead is thin where it crosses a face, for all its edges are painted.
            part = 0.0024 + 0.0066 * edged(small[max(a, b)], arc.points)
        came.append((part * float(rng.uniform(0.8, 1.2)), names[max(a, b)], line, arc.ring))
    sheets = [(loops(area, own)[0], area) for area, own in edges.items()]
    for outline, area in sorted(sheets, key=lambda s: -float(np.ptp(s[0], axis=0).prod())):
        glass.fill(names[int(forms[area])], outline, colours[area])
    painted(canvas, glass)
    black = np.zeros(3, np.float32)
    for part, name, line, ring in sorted(came, key=lambda c: c[0]):
        lead.line(f"{name}-lead", line, max(1.0, part * canvas.layout.unit), black, ring)
    set_letters(canvas, glass, lead)
    _jewels(canvas, glass, lead, small, seen, block)
    _border(canvas, glass, lead, colours, rng)
    return glass, lead


def _rounded(layer: Layer, unit: float) -> Layer:
    """Return leaves and grass as a glazier can cut them: without their points."""
    turn = unit * {"foliage": 0.03, "tree": 0.011, "cloud": 0.02}.get(layer.material, 0.0)
    if turn < 1 or min(layer.alpha.shape) < turn * 3:
        return layer
    return replace(layer, alpha=soft(layer.alpha, turn))


def _cut(
    canvas: Canvas, small: list[Layer], seen: Seen, unit: float, rng: Rng
) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of each px's piece (h, w), and the form of each piece."""
    value = soft(luma(seen.colour), max(2.0, unit * 0.012))
    regions = seen.form * 2
    for number in range(len(small)):
        own = seen.form == number
        whole = small[number].material in ("sky", "reflection", "photo")
        if own.sum() < (unit * 0.07) ** 2 or whole:
            continue
        if small[number].material == FIGURE:
            regions += own * (few(seen.colour, own, 7)[1] * 2 * len(small))
            continue
        middle = float(np.median(value[own]))
        light = own & (value > middle + 0.03)
        dark = own & (value < middle - 0.03)
        if min(light.sum(), dark.sum()) > 30 and value[light].mean() - value[dark].mean() > 0.13:
            regions[own & (value > (value[light].mean() + value[dark].mean()) / 2)] += 1
    least = np.array(
        [0.0011 if layer.material not in ("light", "built") else 0.00035 for layer in small]
    )[seen.form] * unit**2  # fmt: skip
    least = np.maximum(least, 5.0)
    regions = cleared(regions, least)
    wide = np.array(
        [
            min(SIZE.get(layer.material, 0.05), max(0.03, min(layer.alpha.shape) / unit * 0.4))
            for layer in small
        ],
        np.float32,
    )[seen.form]  # fmt: skip
    reach = gentle(wide * unit, 0.35)
    taken = np.zeros(regions.shape, bool)
    deep = np.ones(regions.shape, bool)
    for axis in (0, 1):
        for shift in (-3, 3):
            deep &= np.roll(regions, shift, axis) == regions
    inner = np.argwhere(deep)
    found = spread(inner[rng.permutation(len(inner))], reach, taken)
    lone = np.setdiff1d(regions, regions[tuple(np.array(found).T)] if found else [])
    if lone.size:
        rest = np.isin(regions, lone)
        found += everywhere(rng, reach, ~rest)
    seeds = np.array(found)
    flat = np.array([SQUEEZE.get(layer.material, 0.9) for layer in small], np.float32)
    squeeze = flat[seen.form[seeds[:, 0], seeds[:, 1]]]
    pieces = cleared(cells(regions, seeds, squeeze), least)
    # The form that has most of a piece.
    many = int(pieces.max()) + 1
    key = pieces.ravel() * len(small) + seen.form.ravel()
    votes = np.bincount(key, minlength=many * len(small))
    return pieces, votes.reshape(many, len(small)).argmax(1)


def _glass(
    small: list[Layer], seen: Seen, pieces: np.ndarray, forms: np.ndarray, rng: Rng
) -> Colour:
    """Return the colour of each piece (n, 3): deep and clear, no two quite the same."""
    size = np.bincount(pieces.ravel())
    mean = np.stack(
        [np.bincount(pieces.ravel(), seen.colour[..., i].ravel()) / size for i in range(3)], 1
    )
    grey = luma(mean.astype(np.float32))[:, None]
    rich = np.clip(grey + (mean - grey) * 1.75, 0, 1)
    # Sheets are of different melts: lighter, deeper, a little warmer or colder.
    jitter = rng.normal(0, 1, (len(mean), 2))
    loud = np.array([0.06 if layer.material != "light" else 0.02 for layer in small])[forms]
    rich = rich * (1 + loud * jitter[:, 0])[:, None]
    rich = rich + np.array([0.03, 0.0, -0.03]) * jitter[:, 1:]
    low = 0.06 + 0.94 * np.clip(rich, 0, 1) ** 0.88
    return np.clip(low, 0, 1).astype(np.float32)


def _jewels(
    canvas: Canvas, glass: Drawing, lead: Drawing, small: list[Layer], seen: Seen, block: int
) -> None:
    """Set the brightest stars and flakes as small round jewels, lit windows as square ones."""
    unit = canvas.layout.unit
    for number, layer in enumerate(small):
        window = layer.material == "light" and float((layer.alpha > 0.4).mean()) < 0.2
        if layer.material != "spark" and not window:
            continue
        left, top, right, bottom = layer.box
        alpha = layer.alpha * (seen.form[top:bottom, left:right] <= number)
        apart = unit * (0.06 if not window else 0.034)
        cell = max(3, int(apart / block))
        spots = []
        for row in range(0, alpha.shape[0], cell):
            for column in range(0, alpha.shape[1], cell):
                part = alpha[row : row + cell, column : column + cell]
                down, across = divmod(int(part.argmax()), part.shape[1])
                spots.append((float(part.max()), row + down, column + across))
        shade = canvas.air.shade(layer)
        turn = np.linspace(0, 2 * np.pi, 4 if window else 12, endpoint=False) + np.pi / 4
        kept: list[tuple[float, float]] = []
        for bright, row, column in sorted(spots, reverse=True)[: 90 if window else 46]:
            x, y = (layer.x + column + 0.5) * block, (layer.y + row + 0.5) * block
            if bright < 0.2 or any(abs(x - a) + abs(y - b) < apart for a, b in kept):
                continue
            kept.append((x, y))
            radius = unit * (0.0055 + 0.003 * min(1.0, bright))
            ring = np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], 1)
            colour = shade[row, column] if shade.ndim == 3 else shade
            name = f"{layer.name}-jewels"
            glass.fill(name, ring, colour if window else mix(colour, rgb("fffbe8"), 0.4))
            lead.line(f"{name}-lead", ring, max(1.0, unit * 0.003), np.zeros(3), True)


def _border(canvas: Canvas, glass: Drawing, lead: Drawing, colours: Colour, rng: Rng) -> None:
    """Add the window's border: two rails of lead, between them quarries of glass with corners."""
    unit, width, height = canvas.layout.unit, canvas.width, canvas.height
    rim, black = max(4.0, unit * 0.034), np.zeros(3, np.float32)
    value = luma(colours)
    deep = colours[np.argsort(value)[len(value) // 3]]
    loud = colours[np.argmax(np.ptp(colours, axis=1) * (0.4 + value))]
    pair = mix(deep, rgb("24406e"), 0.35), mix(loud, rgb("a8342c"), 0.3)
    inks = [saturate(colour, 1.3) for colour in pair]

    def quarry(x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float64)
        glass.fill("border", corners, np.clip(colour * float(rng.uniform(0.9, 1.15)), 0, 1))
        lead.line("border-lead", corners, max(1.0, unit * 0.0045), black, True)

    for length, upright in ((width, False), (height, True)):
        many = max(3, round((length - 2 * rim) / (rim * 2.6))) | 1
        stops = np.linspace(rim, length - rim, many + 1)
        for number, (a, b) in enumerate(pairwise(stops)):
            colour = inks[number % 2]
            for near in (0.0, (width if upright else height) - rim):
                if upright:
                    quarry(near, a, near + rim, b, colour)
                else:
                    quarry(a, near, b, near + rim, colour)
    gold = rgb("e0a838")
    for x in (0.0, width - rim):
        for y in (0.0, height - rim):
            quarry(x, y, x + rim, y + rim, gold)
    for inset, thick in ((rim, 0.011), (0.0, 0.013)):
        x1, y1 = width - inset, height - inset
        rail = np.array([(inset, inset), (x1, inset), (x1, y1), (inset, y1)])
        lead.line("frame", rail, max(1.5, unit * thick), black, True)


def _lit(canvas: Canvas, glass: Colour, clear: Field, rng: Rng) -> Colour:
    """Return glass and lead with the light behind: streaks, bubbles, halation, the came's gleam."""
    own, unit = fork(rng), canvas.layout.unit
    height, width = clear.shape
    fine = noise(own, height, width, max(3.0, unit * 0.012), octaves=3, stretch=9)
    broad = noise(own, width, height, max(3.0, unit * 0.02), octaves=2, stretch=7).T
    # Which way a sheet was rolled is told by its colour, which is one all over the piece.
    which = (glass @ np.array([37.0, 53.0, 71.0], np.float32)) % 1.0 > 0.5
    melt = np.where(which, fine, broad)
    clouds = noise(own, height, width, unit * 0.16, octaves=3)
    seeds = noise(own, height, width, max(2.0, unit * 0.007), octaves=1)
    bubbles = np.clip(seeds - 2.5, 0, 1) * 0.35
    x, y = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    behind = 1.14 - 0.2 * (x[None] ** 2 + (y[:, None] + 0.15) ** 2) * 0.8
    dark = 1 - clear
    beside = soft(dark, max(2.0, unit * 0.012))
    power = behind * (1 + 0.055 * melt + 0.045 * clouds) * (1.06 - 0.42 * beside)
    lit = glass * power[..., None]
    value = luma(lit)[..., None]
    lit = lit + (lit - value) * 0.18 + bubbles[..., None] * (0.3 + value)
    bloom = soft(value[..., 0] * clear, unit * 0.02)
    relief = soft(dark, max(1.0, unit * 0.002))
    down, across = np.gradient(relief)
    gleam = np.clip(-(down + across) * unit * 0.0022, -0.5, 1) * 0.16
    metal = LEAD + (gleam * dark)[..., None] + (0.1 * bloom)[..., None] * np.float32(0.8)
    return np.clip(lit * clear[..., None] + metal * dark[..., None], 0, 1).astype(np.float32)
