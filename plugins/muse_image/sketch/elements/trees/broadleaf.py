"""Broadleaved trees: a round crown in leaf, in bloom, in its red; birch, willow; bare."""

import math

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.colour import Colour, mix, rgb
from ...paint.pen import Pen
from .limbs import BARK, clump, limbs


def broadleaf(
    canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float, tint: Colour | None = None
) -> None:
    """Draw a tree with a round crown, `size` px high, its foot at (x, y)."""
    bark = rgb(BARK)
    trunk = size * 0.3
    lean = 0.06 * float(rng.standard_normal())
    level = 3 if size > 60 else 2
    ends = limbs(pen, rng, (x, y), lean, trunk, size * 0.055, level, bark, 0.4)
    pen.limb([(x, y + size * 0.01), (x, y - trunk * 0.3)], [size * 0.085, size * 0.055], bark, 0.35)
    top = min(p[1] for p in ends)
    centre = (x + lean * size * 0.3, (top + y - trunk) / 2 - size * 0.1)
    crown = size * 0.36
    balls: list[tuple[float, float, float]] = [(p[0], p[1], crown * 0.4) for p in ends]
    for _ in range(14):
        turn = float(rng.random()) * 2 * math.pi
        away = crown * math.sqrt(float(rng.random())) * 0.95
        balls.append(
            (centre[0] + away * math.cos(turn), centre[1] + away * 0.85 * math.sin(turn),
             crown * float(rng.uniform(0.28, 0.42)))
        )  # fmt: skip
    balls.sort(key=lambda b: -b[1])
    dab = max(0.8, size * 0.016)
    for bx, by, radius in balls:
        colour = tint if tint is not None else canvas.leaf(int(rng.integers(3)))
        if canvas.snowy:
            colour = mix(colour, rgb("eef3f8"), 0.55 if by < centre[1] else 0.3)
        clump(canvas, pen, rng, bx, by, radius, colour, centre, crown, dab)


def cherry(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a cherry tree in bloom."""
    broadleaf(canvas, pen, rng, x, y, size, mix(rgb("f6c3d2"), rgb("ee9ab8"), float(rng.random())))


def maple(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a maple in its red."""
    broadleaf(canvas, pen, rng, x, y, size, mix(rgb("c63c22"), rgb("e0772a"), float(rng.random())))


def birch(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a birch: a slender white trunk with dark marks, light leaves high up."""
    lean = 0.05 * float(rng.standard_normal())
    white = rgb("e9e6dc")
    top = (x + size * lean, y - size * 0.95)
    mid = (x + size * lean * 0.4, y - size * 0.5)
    wide = size * 0.028
    pen.limb([(x, y), mid, top], [wide, wide * 0.75, wide * 0.25], white, 0.72)
    side = -math.copysign(1, canvas.layout.light[0])
    pen.limb(
        [(x + side * wide * 0.3, y), (mid[0] + side * wide * 0.22, mid[1]), top],
        [wide * 0.4, wide * 0.3, wide * 0.1], rgb("a9aaa8"), 0.35,
    )  # fmt: skip
    for _ in range(11):
        at = float(rng.random()) * 0.8
        mx, my = x + size * lean * at, y - size * at * 0.95
        mark = wide * float(rng.uniform(0.2, 0.45))
        pen.polygon(
            [(mx - mark, my), (mx + mark * 0.6, my - 1), (mx + mark * 0.4, my + wide * 0.16)],
            rgb("3a3833"), 0.3,
        )  # fmt: skip
    colour = {"autumn": rgb("e3b13d"), "spring": rgb("b5cf74")}.get(
        canvas.scene.season, rgb("92ad57")
    )
    centre = (x + size * lean * 0.7, y - size * 0.72)
    for _ in range(15):
        up = float(rng.uniform(0.42, 1.02))
        reach = size * 0.17 * math.sin(min(1.0, (1.08 - up) * 2.2))
        bx = x + size * lean * up + reach * float(rng.uniform(-1, 1))
        by = y - size * up
        pen.line(
            [(x + size * lean * up * 0.9, by + size * 0.08), (bx, by)],
            max(0.6, wide * 0.16),
            rgb("7c7568"),
            0.4,
        )
        if canvas.scene.season != "winter":
            clump(
                canvas,
                pen,
                rng,
                bx,
                by,
                size * 0.06,
                colour,
                centre,
                size * 0.3,
                max(0.8, size * 0.009),
            )


def willow(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a willow: strands that hang in curtains from a wide crown."""
    bark = rgb(BARK)
    ends = limbs(
        pen,
        rng,
        (x, y),
        0.05 * float(rng.standard_normal()),
        size * 0.34,
        size * 0.06,
        3,
        bark,
        0.36,
        0.75,
    )
    green = mix(canvas.leaf(1), rgb("a3b35e"), 0.5)
    side = math.copysign(1, canvas.layout.light[0])
    roots = [
        (
            e[0] + size * 0.04 * float(rng.standard_normal()),
            e[1] + size * 0.03 * float(rng.standard_normal()),
        )
        for e in ends
        for _ in range(9)
    ]
    roots.sort(key=lambda p: p[1])
    for rx, ry in roots:
        fall = min(size * float(rng.uniform(0.25, 0.62)), max(3.0, y - ry - size * 0.04))
        out = (rx - x) * 0.35
        points = [
            (rx, ry),
            (rx + out * 0.6, ry + fall * 0.2),
            (rx + out, ry + fall * 0.6),
            (rx + out * 1.02, ry + fall),
        ]
        light = 0.48 + 0.4 * (rx - x) / size * side + 0.13 * float(rng.standard_normal())
        wide = max(0.8, size * 0.009)
        pen.limb(
            points,
            [wide, wide * 1.3, wide, 0.4],
            mix(green, green * 0.7, float(rng.random())),
            light,
        )


def bare(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a tree without leaves."""
    bark = rgb("4a4038")
    limbs(
        pen,
        rng,
        (x, y),
        0.1 * float(rng.standard_normal()),
        size * 0.3,
        size * 0.06,
        5 if size > 80 else 4,
        bark,
        0.4,
        0.62,
    )
