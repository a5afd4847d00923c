"""What many things share: leaves, steam, flames, highlights, boxes."""

import math

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.layer import Layer
from ...paint.model import Model, Outline, Part, Spot, moved, oval, smooth, tone

WHITE = rgb("ffffff")
GREEN = rgb("5b8a3a")


def side(m: Model) -> float:
    """Return to which side (u) of a thing the light stands."""
    return float(np.sign(m.canvas.layout.light[0]) or 1) * m.way


def fine(m: Model, length: float, line: float = 0.6) -> float:
    """Return how strong the outline of a small piece is, so that many of them don't turn black."""
    return line * float(np.clip((m.px(length) / m.canvas.layout.unit * 700 - 11) / 24, 0, 1))


def gleam(
    m: Model, u: float, v: float, half: float, on: Part | None = None, strength: float = 0.6,
    turn: float = 0.6,
) -> None:  # fmt: skip
    """Lay a soft highlight on the lit side of a round thing at (u, v)."""
    s = side(m)
    spot = oval(u + s * half * 1.1, v + half * 1.1, half * 0.65, half * 0.42, -s * turn)
    m.part(WHITE, spot, on=on, round_=0, line=-1, fade=half * 0.12, cover=strength, light=0.95)


def blade(foot: Spot, tip: Spot, broad: float = 0.32) -> Outline:
    """Return the outline of a leaf from its stalk to its tip; `broad`: half its width to length."""
    (u0, v0), (u1, v1) = foot, tip
    along, up = u1 - u0, v1 - v0
    across = (-up * broad, along * broad)
    ways = ((0.0, 0.0), (0.25, 0.8), (0.55, 0.95), (0.85, 0.4), (1.0, 0.0), (0.85, -0.4),
            (0.55, -0.95), (0.25, -0.8))  # fmt: skip
    return smooth([(u0 + along * t + across[0] * s, v0 + up * t + across[1] * s) for t, s in ways])


def leaf(
    m: Model, colour: Colour, foot: Spot, tip: Spot, broad: float = 0.32, vein: bool = True,
    **how: object,
) -> Part:  # fmt: skip
    """Draw a leaf from its stalk to its tip; `broad` is its half width to its length."""
    how = {"round_": 0.6, "line": 0.6, **how}
    made = m.part(colour, blade(foot, tip, broad), **how)  # type: ignore[arg-type]
    long = math.hypot(tip[0] - foot[0], tip[1] - foot[1])
    if vein and m.px(long) > 26:
        (u0, v0), (u1, v1) = foot, tip
        m.line(
            tone(colour, -0.25), 0.006 if long < 2 else 0.02, (u0 + 0.05 * (u1 - u0), v0 + 0.05 *
            (v1 - v0)), (u0 + 0.92 * (u1 - u0), v0 + 0.92 * (v1 - v0)), on=made, force=0.4,
        )  # fmt: skip
    return made


def steam(m: Model, rng: Rng, u: float, v: float, high: float, wide: float) -> None:
    """Add three wisps of steam above (u, v), behind the thing itself."""
    bends = rng.uniform(0.7, 1.3, (3, 3))
    x, y = m.at((u, v))
    half, tall = int(m.px(wide * 1.6)), int(m.px(high))
    if half < 4 or tall < 6:
        return
    up = np.linspace(1, 0, tall, dtype=np.float32)[:, None]
    across = np.linspace(-1.6, 1.6, 2 * half, dtype=np.float32)[None]
    total = np.zeros((tall, 2 * half), np.float32)
    for k in range(3):
        a, b, c = bends[k].tolist()
        path = (k - 1) * 0.5 * a + 0.28 * np.sin(up * 5.5 * b + k * 2.1) * (0.3 + up)
        width = 0.1 + 0.22 * up * c
        total += np.exp(-(((across - path) / width) ** 2)) * np.float32(0.75 * (0.8 + 0.2 * c))
    fade = np.clip(up * 6, 0, 1) * np.clip((1 - up) * 1.5, 0, 1) ** 1.2
    alpha = np.clip(total * fade * 0.6, 0, 0.62)
    m.canvas.add(
        Layer("steam", "mist", int(x) - half, int(y) - tall, alpha, rgb("f7f5f2"), 0.9, 1.5, 0.0,
              0.4, 0.2, counted=False)
    )  # fmt: skip


def halo(m: Model, u: float, v: float, reach: float, colour: Colour | None = None,
         strength: float = 0.5) -> None:  # fmt: skip
    """Add the glow around a flame or lamp, behind the thing itself."""
    x, y = m.at((u, v))
    far = max(3, int(m.px(reach)))
    at = np.linspace(-1, 1, 2 * far, dtype=np.float32)
    spot = np.clip(1 - np.hypot(at[None], at[:, None]), 0, 1) ** 2 * np.float32(strength)
    m.canvas.add(
        Layer("glow", "glow", int(x) - far, int(y) - far, spot.astype(np.float32),
              rgb("ffc56b") if colour is None else colour, 1.0, 0.0, 0.0, 1.0, 0.2, counted=False)
    )  # fmt: skip


def flame(m: Model, u: float, v: float, tall: float) -> None:
    """Draw the flame of a candle with its foot at (u, v)."""
    shape: Outline = [(0, -0.02), (0.16, 0.14), (0.18, 0.34), (0.08, 0.66), (0.02, 1.0),
                      (-0.08, 0.66), (-0.18, 0.34), (-0.16, 0.14)]  # fmt: skip
    m.line(rgb("3a2a22"), 0.012, (u, v - tall * 0.2), (u, v + tall * 0.1))
    m.blob(rgb("ff9a2e"), *moved(shape, u, v, tall), glow=True, round_=0, line=0.3, light=0.95)
    m.blob(rgb("ffe9a0"), *moved(shape, u, v + tall * 0.06, tall * 0.62), glow=True, round_=0,
           line=-1, light=1.0)  # fmt: skip


def box(
    m: Model, colour: Colour, u0: float, u1: float, v0: float, v1: float,
    back: tuple[float, float] = (0.3, 0.22), top: Colour | None = None, **how: object,
) -> tuple[Part, Part, Part]:  # fmt: skip
    """Draw a box: front between u0..u1 and v0..v1, its far edge off by `back`; return its faces.

    The faces are front, side and top.
    """
    du, dv = back
    how = {"round_": 0.25, "line": 0.7, **how}
    edge = u1 if du > 0 else u0
    s = m.canvas.lit(math.copysign(1.0, du) * m.way)
    faces = m.poly(
        colour, (edge, v0), (edge + du, v0 + dv), (edge + du, v1 + dv), (edge, v1),
        light=0.2 + 0.45 * s, **how,
    )  # fmt: skip
    lid = m.poly(
        colour if top is None else top, (u0, v1), (u1, v1), (u1 + du, v1 + dv), (u0 + du, v1 + dv),
        light=0.8, **how,
    )  # fmt: skip
    front = m.poly(colour, (u0, v0), (u1, v0), (u1, v1), (u0, v1), light=0.56, **how)
    return front, faces, lid


def heap(
    m: Model, rng: Rng, colours: list[Colour], u: float, v: float, half: float, high: float,
    many: int, size: float, **how: object,
) -> None:  # fmt: skip
    """Draw a heap of small round pieces that fills an ellipse, the far ones first."""
    spots = rng.uniform(-1, 1, (many * 3, 2))
    inside = [(a, b) for a, b in spots.tolist() if a * a + b * b < 1][:many]
    turns, picks = rng.uniform(0, 3, many), rng.integers(0, len(colours), many)
    inside.sort(key=lambda spot: -spot[1])
    rows = 5 if many > 12 else max(1, many)
    for row in range(rows):
        part = range(row * len(inside) // rows, (row + 1) * len(inside) // rows)
        for number, colour in enumerate(colours):
            pieces = [
                oval(u + a * half, v + b * half * 0.38 + high * (1 - a * a - b * b), size,
                     size * 0.75, float(turns[k]))
                for k in part if int(picks[k]) == number for a, b in (inside[k],)
            ]  # fmt: skip
            if pieces:
                m.part(colour, *pieces, **{"reach": size * 0.5, "line": fine(m, size, 0.7), **how})  # type: ignore[arg-type]


def shuffled(rng: Rng, colour: Colour, by: float = 0.12) -> Colour:
    """Return a colour a little lighter or darker, as natural things are."""
    return tone(colour, float(rng.uniform(-by, by)))
