"""A canal between two rows of houses: its water, embankments, steps, bridge and near landing."""

import math

import numpy as np

from ...paint.colour import Colour, mix, rgb
from ...paint.layer import Layer
from ...paint.raster import Field, noise, step
from .eastern import TILE, lattice, tiled
from .extras import box
from .ground import mirrored
from .lot import DARK, SNOW, WHITE, Lot
from .view import Sheet, View

STONE = rgb("a39d92")
DEEP = 1.0
"""How far the water is below the embankment, metres."""
BRIDGE = 23.0
"""How far off the bridge is, metres."""


def waterside(lot: Lot) -> None:
    """Draw a house of a water town: white walls, black tiles, wooden windows, stepped ends."""
    s, z0, z1 = lot.sheet, lot.z0, lot.z1
    upper, balcony, shop = lot.chance(0.66), lot.chance(0.45), lot.chance(0.5)
    wood = lot.pick(("6a4634", "7a4a32", "5a4236"))
    white = mix(rgb("efece3"), rgb("d9d5c8"), float(lot.rng.random()) * 0.7)
    tile = mix(TILE, DARK, 0.35)
    top = 6.0 if upper else 3.5
    lot.block(top, white, 8)
    gabled = lot.chance(0.75)
    s.wall(lot.out(0.03), z0, z1, 0, 0.5, mix(STONE, DARK, 0.1), lot.light)
    if shop:
        lattice(lot, 0.1, 2.9, wood, 0.9)
    else:
        middle = z0 + lot.wide * float(lot.rng.uniform(0.35, 0.65))
        lot.door(middle, 1.3, 2.3, wood, mix(STONE, WHITE, 0.2))
        for z in lot.columns(2.6, 2):
            if abs(z - middle) > 1.5:
                glass, on = lot.glass(0.7)
                lot.opening(z - 0.55, z + 0.55, 1.0, 2.3, wood, glass, on, (3, 3), 0.1)
    if upper:
        tiled(lot, 3.3, 0.9, 0.6, 0.05, tile)
        if balcony:
            lattice(lot, 4.1, 5.8, wood, 0.65, True)
            _balcony(lot, 4.0)
        else:
            for z in lot.columns(2.3, 2):
                glass, on = lot.glass(0.5)
                lot.opening(z - 0.6, z + 0.6, 4.35, 5.5, wood, glass, on, (3, 2), 0.1)
        tiled(lot, top - 0.1, 1.0, 3.4, 3.0, tile)
    else:
        tiled(lot, 3.4, 1.0, 2.6, 3.2, tile)
    if gabled:
        _gable(lot, top, 3.4 if upper else 2.6, white)


def _gable(lot: Lot, top: float, rise: float, white: Colour) -> None:
    """Draw the end wall that rises in steps above the roof, each step under black tiles."""
    s, z = lot.sheet, lot.z0 - 0.12
    cap = lot.roofing(rgb("3a3f45"))
    for k, (near, far) in enumerate(((-0.85, 0.6), (0.6, 2.0), (2.0, 5.5))):
        a, b = lot.x + lot.side * near, lot.x + lot.side * far
        y = top + 0.32 * rise * (1 + 1.15 * k) + 0.45
        low = top - 0.5 if k == 0 else 0.0
        s.front(a, b, low, y, z, white, 0.6, 0.3)
        s.wall(a, z, z + 0.4, max(low, y - 1.3), y, white, lot.light + 0.1, 0.3)
        lip = a - lot.side * 0.35
        s.poly(cap, 0.46, (lip, y + 0.3, z - 0.05), (a, y, z - 0.05), (b, y, z - 0.05),
               (b, y + 0.34, z - 0.05), (a + lot.side * 0.2, y + 0.3, z - 0.05),
               (lip - lot.side * 0.08, y + 0.46, z - 0.05))  # fmt: skip


def _balcony(lot: Lot, y: float) -> None:
    """Draw a wooden gallery before the upper windows."""
    s, x, wood = lot.sheet, lot.out(0.75), rgb("5a3c2c")
    s.wall(x, lot.z0 + 0.2, lot.z1 - 0.2, y - 0.1, y + 0.08, wood, lot.light)
    if lot.fine(0.12):
        for k in range(int(lot.wide / 0.4)):
            z = lot.z0 + 0.3 + 0.4 * k
            s.stroke(wood, lot.light, 0.05, (x, y, z), (x, y + 0.75, z), line=0.5)
    s.stroke(wood, lot.light + 0.1, 0.1, (x, y + 0.75, lot.z0 + 0.2), (x, y + 0.75, lot.z1 - 0.2))


def _cover(view: View, half: float) -> tuple[int, Field, Field]:
    """Return the first row of the water, and over the rows below it its cover and distance."""
    canvas = view.canvas
    top = int(view.y) + 1
    down = np.arange(canvas.height - top, dtype=np.float32)[:, None] + np.float32(top - view.y)
    z = view.focal * (view.eye + DEEP) / np.maximum(down, 0.5)
    across = np.arange(canvas.width, dtype=np.float32)[None] - np.float32(view.x)
    x = np.abs(across) * (z / view.focal)
    edge = np.maximum(z / view.focal, 1e-3)
    cover = step(half + edge, half - edge, x) * (z < view.end * 1.05)
    return top, cover.astype(np.float32), z


def water(view: View, half: float) -> None:
    """Add the water between the embankments, `half` metres to each side."""
    canvas, air = view.canvas, view.canvas.air
    top, cover, z = _cover(view, half)
    high, width = cover.shape
    if high < 4:
        return
    waves = noise(view.place.rng, high, width, canvas.layout.unit * 0.02, octaves=3, stretch=8)
    near = np.clip(5.0 / z, 0, 1)
    jade = rgb("16303a") if view.dark else mix(rgb("5f8578"), air.zenith, 0.2)
    far = mix(mix(air.horizon, air.middle, 0.3), STONE * (0.3 if view.dark else 1.0), 0.4)
    colour = mix(far, jade, np.clip(0.4 + 0.4 * near + 0.05 * waves, 0, 1))
    light = np.clip(0.6 + 0.12 * waves, 0, 1).astype(np.float32)
    canvas.add(
        Layer("water", "water", 0, top, cover, colour.astype(np.float32), light, 0.0, 0.0, 1.0, 0.3)
    )


def reflected(view: View, half: float, before: int, far: float) -> None:
    """Add what the water mirrors of all that was added after the first `before` layers."""
    _, cover, _ = _cover(view, half)
    across = np.abs(np.arange(view.canvas.width, dtype=np.float32) - np.float32(view.x))
    foot = view.y + (view.eye + DEEP) * np.maximum(across / half, view.focal / far)
    mirrored(view, before, foot.astype(np.float32), cover)


def _near(view: View, half: float, side: int) -> float:
    """Return how far off (m) the embankment of a side comes into the picture."""
    room = view.x if side < 0 else view.canvas.width - view.x
    return 0.9 * max(1.2, view.focal * half / max(room, 1.0))


def embankment(view: View, half: float, side: int, posts: bool) -> None:
    """Add the wall of one side with its kerb and, of a water town, a low railing."""
    canvas = view.canvas
    near, far, x = _near(view, half, side), view.end, side * half
    s = Sheet(view, box(x, near, far, -DEEP, 0.9))
    lit = 0.3 + 0.45 * canvas.lit(-0.8 * side)
    s.wall(x, near, far, -DEEP, 0, STONE, lit, 0.5)
    dark = mix(STONE, DARK, 0.32)
    s.wall(x, near, far, -DEEP, -DEEP + 0.22, mix(STONE, rgb("3f5440"), 0.55), lit * 0.85, 0.2)
    z = near
    while z < min(far, near + 26):
        for k in range(3):
            y = -DEEP + 0.33 * k
            c = z + 0.55 * (k % 2)
            s.stroke(dark, lit - 0.1, 0.025, (x, y, c), (x, y + 0.33, c), line=0.4)
        z += 1.1
    for k in (1, 2):
        s.stroke(dark, lit - 0.1, 0.025, (x, -DEEP + 0.33 * k, near), (x, -DEEP + 0.33 * k, far),
                 line=0.4)  # fmt: skip
    kerb = SNOW if canvas.snowy else mix(STONE, WHITE, 0.35)
    s.poly(kerb, 0.72, (x, 0, near), (x, 0, far), (x + side * 0.45, 0, far),
           (x + side * 0.45, 0, near), line=0.5)  # fmt: skip
    if posts:
        _posts(s, view, x + side * 0.2, near, lit)
    canvas.add(s.done(0.15))


def stairs(view: View, half: float, side: int) -> None:
    """Add the steps that lead from the embankment of one side down to the water."""
    canvas = view.canvas
    near, x = _near(view, half, side), side * half
    lit = 0.3 + 0.45 * canvas.lit(-0.8 * side)
    top = SNOW if canvas.snowy else mix(STONE, WHITE, 0.25)
    for z in (near + 11.0, near + 3.2):
        s = Sheet(view, box(x, z, z + 2.0, -DEEP, 0.1, 1.1))
        _steps(s, x, side, z, lit, top)
        canvas.add(s.done(0.1))


def _posts(s: Sheet, view: View, x: float, near: float, lit: float) -> None:
    many = 9
    for y in (0.36, 0.66):
        s.stroke(mix(STONE, WHITE, 0.2), lit, 0.08, (x, y, near + 1.0),
                 (x, y, near + 2.2 * many - 1.2), line=0.5)  # fmt: skip
    for k in range(many - 1, -1, -1):
        z = near + 1.0 + 2.2 * k
        s.front(x - 0.07, x + 0.07, 0, 0.75, z, mix(STONE, WHITE, 0.2), lit + 0.1)
        s.front(x - 0.1, x + 0.1, 0.75, 0.86, z, mix(STONE, WHITE, 0.3), lit + 0.15)


def _steps(s: Sheet, x: float, side: int, z: float, lit: float, top: Colour) -> None:
    """Draw steps along the wall that lead down towards us."""
    out = x - side * 0.95
    for k in range(5):
        y = -0.06 - 0.19 * k
        a = z + 0.36 * (4 - k)
        b = a + 0.36
        s.wall(out, a, b, -DEEP, y, STONE, lit, 0.5)
        s.poly(top, 0.74, (x, y, a), (x, y, b), (out, y, b), (out, y, a), line=0.6)
        s.front(min(x, out), max(x, out), -DEEP, y, a, mix(STONE, DARK, 0.1), 0.46, 0.6)


def bridge(view: View, half: float, z: float = BRIDGE) -> None:
    """Add a stone bridge with one round arch that spans the canal."""
    canvas = view.canvas
    reach, crown = half + 3.2, 3.6
    s = Sheet(view, [(u, y, z) for u in (-reach, reach) for y in (-DEEP, crown + 1.2)])
    stone = mix(STONE, WHITE, 0.12)
    us = [reach * (k / 14 - 1) for k in range(29)]
    deck = [(u, 0.25 + (crown - 0.25) * math.cos(u / reach * math.pi / 2) ** 1.2, z) for u in us]
    arch = half * 0.78
    ring = [
        (arch * math.cos(k * math.pi / 20), -DEEP + 3.7 * math.sin(k * math.pi / 20), z)
        for k in range(21)
    ]
    lit = 0.44 + 0.16 * canvas.lit(0.0)
    s.poly(stone, lit, *deck, (reach, -DEEP, z), *ring, (-reach, -DEEP, z))
    inner = [(u * 0.93 + 0.25, y * 0.98, z) for u, y, _ in ring]
    s.poly(mix(stone, DARK, 0.42), 0.3, *ring[:11], *reversed(inner[:11]), line=0.4)
    for k in range(20):
        s.stroke(mix(stone, DARK, 0.35), 0.4, 0.05, ring[k],
                 (ring[k][0] * 1.12, -DEEP + (ring[k][1] + DEEP) * 1.12, z), line=0.4)  # fmt: skip
    outer = [(u * 1.12, -DEEP + (y + DEEP) * 1.12, z) for u, y, _ in ring]
    s.stroke(mix(stone, DARK, 0.3), 0.4, 0.06, *outer, line=0.5)
    rail = [(u, y + 0.75, w) for u, y, w in deck]
    s.poly(mix(stone, WHITE, 0.15), lit + 0.12, *deck, *reversed(rail), line=0.6)
    for u, y, w in deck[2:-2:2]:
        s.front(u - 0.1, u + 0.1, y, y + 1.0, w, stone, lit, 0.6)
    if canvas.snowy:
        s.stroke(SNOW, 0.85, 0.14, *rail, line=0.2)
    canvas.add(s.done(0.34))


def landing(view: View, edge: float) -> None:
    """Add the stone landing before the water, from its edge (metres away) towards us."""
    canvas = view.canvas
    top = view.y + view.eye * view.focal / edge
    first = max(int(top), 0)
    high, width = canvas.height - first, canvas.width
    if high < 3:
        return
    form = noise(view.place.rng, high, width, canvas.layout.unit * 0.08, octaves=4, stretch=3)
    rows = np.arange(first, canvas.height, dtype=np.float32)[:, None] + 0.5
    z = view.focal * view.eye / np.maximum(rows - np.float32(view.y), 1.0)
    x = (np.arange(width, dtype=np.float32)[None] - np.float32(view.x)) * z / view.focal
    px = view.focal / z
    row = np.floor((z - edge) / 0.62 + 100)
    along = ((z - edge) / 0.62) % 1
    shift = 0.37 * (row % 3)
    off = (x / 1.15 + shift) % 1
    seam = np.minimum(
        np.minimum(off, 1 - off) * 1.15 * px,
        np.minimum(along, 1 - along) * 0.62 * px * view.eye / z,
    )
    joint = step(2.2, 0.5, seam)
    stone = (np.sin(np.floor(x / 1.15 + shift) * 12.9898 + row * 78.233) * 43758.5453) % 1
    kerb = z > edge - 0.32
    shade = 0.62 + 0.03 * form - 0.2 * joint * ~kerb + 0.1 * (stone - 0.5) * ~kerb + 0.1 * kerb
    colour = mix(mix(STONE, rgb("8f8a80"), 0.3), WHITE, np.where(kerb, 0.25, 0.05))
    if canvas.snowy:
        colour, shade = mix(colour, SNOW, np.clip(0.88 + 0.1 * form, 0, 1)), 0.64 + 0.05 * form
    elif view.wet:
        colour = mix(
            colour * np.float32(0.72), canvas.air.horizon, np.clip(0.2 + 0.16 * form, 0, 0.5)
        )
    alpha = np.clip(rows - top + 0.5, 0, 1) + np.zeros((high, width), np.float32)
    lip = step(2.4, 0.6, np.abs(rows - top)) + np.zeros_like(joint)
    lines = np.maximum(joint * ~kerb * (0.12 if canvas.snowy else 0.7), lip)
    canvas.add(
        Layer(
            "ground", "land", 0, first, alpha.astype(np.float32), colour.astype(np.float32),
            np.clip(shade, 0.05, 1).astype(np.float32), np.zeros((high, width), np.float32), 0.02,
            0.0, 0.6, lines.astype(np.float32), counted=False,
        )
    )  # fmt: skip
