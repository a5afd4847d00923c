"""What somebody large in the picture stands, sits or lies on outdoors: rock, branch, fence, bridge.

The elements of the landscape with these names are drawn for the distance; these are seen near.
"""

import math

import numpy as np

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, Spot, moved, oval, tone
from ...scene.plan import Place

BARK = rgb("6b5140")
WOOD = rgb("94775a")
STONE = rgb("9b9488")


def _worn(m: Model, colour: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the colour of a surface and that of its top, white where snow lies."""
    base = rgb(colour)
    return base, (mix(base, rgb("f2f5f8"), 0.85) if m.canvas.snowy else tone(base, 0.12))


def boulder(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rock with a flat top, cracked, moss at its foot."""
    draws = rng.uniform(-1, 1, 24)
    stone = m.canvas.hue(place, rgb("8d867c"))
    top = mix(stone, rgb("f2f5f8"), 0.8) if m.canvas.snowy else tone(stone, 0.14)
    rim = [
        (-1.15, 0.0), (-1.22, 0.3 + 0.05 * draws[0]), (-0.98, 0.72 + 0.05 * draws[1]),
        (-0.6, 0.95), (-0.1, 1.0), (0.45, 0.96), (0.85, 0.78 + 0.06 * draws[2]),
        (1.12, 0.4 + 0.06 * draws[3]), (1.2, 0.0), (0.5, -0.05), (-0.5, -0.05),
    ]  # fmt: skip
    body = m.poly(stone, *rim, round_=1.2, reach=0.3)
    m.poly(top, (-0.98, 0.74), (-0.6, 0.97), (-0.1, 1.02), (0.45, 0.98), (0.85, 0.8), (0.3, 0.84),
           (-0.4, 0.8), on=body, light=0.78, round_=0.2, line=0.3)  # fmt: skip
    ridge = [(-0.98, 0.74), (-0.42, 0.8), (0.28, 0.84), (0.85, 0.8)]
    foot = [
        (-1.3, -0.05),
        (-0.5 + 0.1 * draws[4], -0.05),
        (0.42 + 0.1 * draws[5], -0.05),
        (1.25, -0.05),
    ]
    for k, light in enumerate((0.44, 0.56, 0.5)):
        plane = [ridge[k], ridge[k + 1], foot[k + 1], foot[k]]
        m.part(stone, plane, on=body, light=light + 0.03 * draws[6 + k], round_=0.25, line=0.35)
    for k in range(5):
        u, v = -0.9 + 0.42 * k + 0.1 * draws[9 + k], 0.55 + 0.14 * draws[14 + k]
        m.line(tone(stone, -0.45), 0.016, (u, v), (u + 0.07, v - 0.16), (u + 0.02, v - 0.3),
               (u + 0.13, v - 0.42), taper=True, on=body, force=0.7)  # fmt: skip
    if not m.canvas.snowy:
        m.tint(rgb("6f7f45"), oval(-0.5, 0.0, 0.7, 0.16), oval(0.6, 0.0, 0.55, 0.12), on=body,
               cover=0.6, fade=0.05)  # fmt: skip


def branch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a branch that comes in from the side, with twigs and leaves of the season."""
    draws = rng.uniform(-1, 1, 60)
    spine: list[Spot] = [
        (-9.0, 0.2),
        (-5.0, 0.75),
        (-2.0, 0.72),
        (0.5, 0.86),
        (2.4, 0.8),
        (4.2, 1.25),
    ]
    for k, (u, v) in enumerate(((-3.4, 0.8), (-0.9, 0.6), (1.8, 0.7))):
        m.limb(BARK, [0.22, 0.1, 0.05], (u, v), (u + 0.9, v - 0.9 + 0.2 * draws[k]),
               (u + 1.5, v - 1.5 + 0.3 * draws[k + 3]))  # fmt: skip
    bough = m.limb(BARK, [0.75, 0.62, 0.52, 0.46, 0.34, 0.12], *spine, round_=1.2)
    for k in range(9):
        u = -4.5 + 0.9 * k
        m.line(tone(BARK, -0.45), 0.045, (u, 0.72 + 0.12 * draws[6 + k]),
               (u + 0.7, 0.74 + 0.12 * draws[7 + k]), taper=True, on=bough, force=0.7)  # fmt: skip
    if m.canvas.scene.season == "winter":
        return
    tips = ((-1.9, -0.7), (0.6, -0.9), (3.3, -0.8), (4.2, 1.2), (-3.9, 1.1), (2.2, 0.4))
    for k in range(54):
        u, v = tips[k % 6]
        u, v = u + 0.75 * draws[20 + k % 40], v + 0.5 * draws[(27 + 2 * k) % 60]
        leaf = moved([(0, 0), (0.16, 0.12), (0.4, 0.02), (0.16, -0.12)], u, v, 1.2, 3 * draws[k])
        m.part(m.canvas.leaf(k), leaf, light=0.5 + 0.14 * draws[(5 + k) % 60], line=0.5)


def rail_fence(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fence across the picture: posts and three rails, the top one broad."""
    draws = rng.uniform(-1, 1, 40)
    wood, top = _worn(m, "94775a")
    wood = m.canvas.hue(place, wood)
    for row, v in enumerate((0.28, 0.6, 0.93)):
        lean = 0.02 * draws[row]
        low, high = v - 0.07, v + 0.07
        plank = m.poly(wood, (-6, low - lean), (6, low + lean), (6, high + lean),
                       (-6, high - lean), light=0.62 if row == 2 else 0.54, round_=0.7)  # fmt: skip
        for k in range(6):
            u = -4 + 1.5 * k + 0.4 * draws[4 + k]
            m.line(tone(wood, -0.3), 0.012, (u, v + 0.02), (u + 1.1, v + 0.02 + 0.02 * draws[k]),
                   taper=True, on=plank, force=0.5)  # fmt: skip
    for k in range(9):
        u = -5.2 + 1.3 * k + 0.08 * draws[14 + k]
        lean = 0.03 * draws[24 + k]
        post = m.poly(tone(wood, -0.08), (u - 0.09, 0), (u + 0.09, 0), (u + 0.08 + lean, 1.06),
                      (u + lean, 1.12), (u - 0.08 + lean, 1.06), round_=1.0)  # fmt: skip
        m.poly(top, (u - 0.08 + lean, 1.04), (u + 0.08 + lean, 1.04), (u + lean, 1.12), on=post,
               line=0.2, light=0.8)  # fmt: skip


def low_wall(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wall of stones across the picture, with a coping of slabs."""
    draws = rng.uniform(-1, 1, 200)
    stone = m.canvas.hue(place, STONE)
    wall = m.poly(tone(stone, -0.25), (-7, -0.03), (7, -0.03), (7, 0.9), (-7, 0.9), round_=0.0)
    for row in range(4):
        u = -6.6 + 0.3 * (row % 2)
        for k in range(22):
            wide = 0.56 + 0.12 * draws[row * 22 + k]
            v = 0.02 + 0.215 * row
            shade = tone(stone, 0.14 * draws[(row * 31 + k * 3) % 200])
            block = [(u + 0.03, v), (u + wide - 0.03, v + 0.01), (u + wide - 0.05, v + 0.19),
                     (u + 0.05, v + 0.2)]  # fmt: skip
            m.part(shade, block, on=wall, light=0.55, round_=0.7, line=0.7)
            u += wide
    _, top = _worn(m, "b0a999")
    for k in range(14):
        u = -7 + k
        m.poly(top, (u + 0.01, 0.86), (u + 0.99, 0.86), (u + 0.99, 1.0), (u + 0.01, 1.0),
               light=0.68, round_=0.5)  # fmt: skip


def arched_bridge(m: Model, place: Place, rng: Rng) -> None:
    """Draw the crown of a stone bridge that spans the picture, its arch open to the water."""
    stone, top = _worn(m, "a59d90")
    stone = m.canvas.hue(place, stone)

    def deck(u: float) -> float:
        return 0.62 + 0.38 * math.cos(min(abs(u) / 2.6, 1.0) * math.pi / 2) ** 1.1

    us = [-2.6 + 0.13 * k for k in range(41)]
    crown = [(u, deck(u)) for u in us]
    ring = [(1.15 * math.cos(a), 0.74 * math.sin(a)) for a in np.linspace(0, math.pi, 25)]
    wall = [*crown, (2.6, -0.05), (1.15, -0.05), *ring, (-1.15, -0.05), (-2.6, -0.05)]
    face = m.part(stone, wall, light=0.5, round_=0.5, reach=0.1)
    outer = [(1.29 * math.cos(a), 0.86 * math.sin(a)) for a in np.linspace(0, math.pi, 25)]
    for k in range(24):
        block = [ring[k], ring[k + 1], outer[k + 1], outer[k]]
        m.part(tone(stone, 0.1 * (k % 2)), block, on=face, light=0.58, round_=0.4, line=0.6)
    for row in range(5):
        v = 0.1 + 0.14 * row
        for k in range(-7, 8):
            u = 0.38 * k + 0.19 * (row % 2)
            if (u / 1.29) ** 2 + (v / 0.86) ** 2 > 1.0 and v < deck(u) - 0.12:
                m.line(tone(stone, -0.35), 0.006, (u, v), (u, v + 0.13), on=face, force=0.5)
        m.line(tone(stone, -0.35), 0.006, (-2.6, v), (2.6, v), on=face, force=0.5)
    rail = [(u, deck(u) + 0.02) for u in us]
    lip = [(u, deck(u) - 0.07) for u in us]
    m.part(top, [*rail, *reversed(lip)], light=0.7, round_=0.3)


def park_bench(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bench of slats with a back, on iron legs."""
    wood, _ = _worn(m, "9a6b42")
    wood = m.canvas.hue(place, wood)
    iron = rgb("3a3d40")
    for side in (-1, 1):
        u = side * 0.84
        m.limb(iron, [0.05, 0.04], (u - 0.02, 0.5), (u - 0.06, 0.0))
        m.limb(iron, [0.05, 0.04], (u + 0.04, 0.5), (u + 0.08, 0.0))
    for row in range(4):
        v = 0.6 + 0.12 * row
        m.poly(wood, (-1.0, v), (1.0, v), (1.0, v + 0.085), (-1.0, v + 0.085), round_=0.8)
    for side in (-1, 1):
        u = side * 0.84
        m.limb(iron, [0.05, 0.05, 0.035], (u, 0.44), (u, 0.8), (u - 0.01, 1.04))
        m.limb(
            iron, [0.045, 0.045], (u - 0.02, 0.66), (u + 0.12 * side, 0.66), (u + 0.1 * side, 0.46)
        )
    for row in range(3):
        v, out = 0.5 - 0.045 * row, 0.02 * row
        m.poly(wood, (-1.0 - out, v - 0.05), (1.0 + out, v - 0.05), (1.0 + out, v), (-1.0 - out, v),
               light=0.68 - 0.04 * row, round_=0.5)  # fmt: skip


def stump(m: Model, place: Place, rng: Rng) -> None:
    """Draw the stump of a tree with its rings."""
    bark = m.canvas.hue(place, BARK)
    body = m.blob(
        bark, (-1.0, 0.0), (-0.72, 0.25), (-0.66, 0.88), (0.0, 0.94), (0.66, 0.88), (0.72, 0.25),
        (1.02, 0.0), (0.4, -0.06), (-0.4, -0.06), round_=1.3,
    )  # fmt: skip
    for k in range(7):
        u = -0.56 + 0.19 * k
        m.line(tone(bark, -0.4), 0.02, (u, 0.8), (u * 1.05, 0.4), (u * 1.3, 0.05), taper=True,
               on=body, force=0.7)  # fmt: skip
    m.ball(rgb("c9a877"), 0, 0.9, 0.66, 0.13, light=0.76, round_=0.2)
    for part in (0.75, 0.5, 0.25):
        ring = oval(0, 0.9, 0.66 * part, 0.13 * part)
        m.line(rgb("9a7848"), 0.012, *ring, force=0.5)


def lily_pad(m: Model, place: Place, rng: Rng) -> None:
    """Draw a leaf of a water lily that lies on the water."""
    green = m.canvas.hue(place, rgb("5d8a4a"))
    edge = [
        (5.2 * math.cos(a), 0.5 + 0.5 * math.sin(a))
        for a in np.linspace(-1.2, 2 * math.pi - 1.65, 40)
    ]
    pad = m.part(green, [(0.4, 0.5), *edge], light=0.66, round_=0.4)
    for k in range(9):
        a = 0.3 + 0.62 * k
        m.line(tone(green, 0.3), 0.05, (0.4, 0.5),
               (5.0 * math.cos(a), 0.5 + 0.46 * math.sin(a)), on=pad, force=0.4)  # fmt: skip


def floe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a block of ice that floats: a white top and blue sides."""
    side = m.poly(rgb("a9d3e6"), (-2.5, 0.55), (-2.1, 0.0), (-0.6, -0.06), (0.9, -0.04),
                  (2.2, 0.05), (2.6, 0.6), (0, 0.8), light=0.5, round_=0.7)  # fmt: skip
    for u in (-1.7, -0.5, 0.7, 1.8):
        m.line(rgb("7fb4d0"), 0.03, (u, 0.55), (u + 0.1, 0.1), taper=True, on=side, force=0.6)
    m.poly(m.canvas.hue(place, rgb("f3f8fb")), (-2.5, 0.58), (-1.5, 0.92), (0.2, 1.0), (1.7, 0.94),
           (2.6, 0.62), (1.2, 0.5), (-0.8, 0.48), light=0.82, round_=0.2)  # fmt: skip


def cloud_bank(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cloud that carries somebody."""
    white = m.canvas.hue(place, rgb("f4f3f0"))
    for u, v, half in ((-1.5, 0.35, 0.5), (1.4, 0.32, 0.55), (-0.8, 0.52, 0.6), (0.8, 0.5, 0.62),
                       (0, 0.55, 0.7), (-0.5, 0.25, 0.7), (0.6, 0.22, 0.7)):  # fmt: skip
        m.ball(white, u, v, half, half * 0.7, light=0.72, round_=1.0, line=0.2)


FORMS = {
    "boulder": Form(boulder, 0.62, 1.3, top=(-0.3, 0.3, 0.93)),
    "branch": Form(branch, 0.16, 9.2, top=(-0.6, 0.9, 1.0), hangs=True, reach=(2.6, 2.6)),
    "rail_fence": Form(rail_fence, 0.85, 6.2, top=(-0.9, 0.9, 0.98)),
    "low_wall": Form(low_wall, 0.7, 7.2, top=(-0.8, 0.8, 0.97)),
    "arched_bridge": Form(arched_bridge, 1.5, 2.7, top=(-0.35, 0.35, 0.92)),
    "park_bench": Form(park_bench, 0.9, 1.1, top=(-0.8, 0.8, 0.47)),
    "stump": Form(stump, 0.45, 1.1, top=(-0.3, 0.3, 0.9)),
    "lily_pad": Form(lily_pad, 0.06, 5.4, top=(-1.0, 1.0, 0.5)),
    "floe": Form(floe, 0.4, 2.7, top=(-0.8, 0.8, 0.72)),
    "cloud_bank": Form(cloud_bank, 0.7, 2.1, top=(-0.4, 0.4, 0.7)),
}
