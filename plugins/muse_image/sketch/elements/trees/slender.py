"""Trees of one stem: conifers, cypresses, palms and bamboo."""

import math

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.colour import mix, rgb
from ...paint.pen import Pen
from .limbs import BARK


def pine(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a conifer: tiers of drooping boughs about a straight trunk."""
    bark = rgb("4c3b30")
    dark, green = rgb("24403a"), mix(rgb("3f6b4c"), rgb("4a6a58"), float(rng.random()))
    pen.limb([(x, y), (x, y - size * 0.96)], [size * 0.035, size * 0.006], bark, 0.4)
    tiers = int(max(6, min(22, size / 7)))
    half = size * float(rng.uniform(0.17, 0.235))
    side = math.copysign(1, canvas.layout.light[0])
    for tier in range(tiers, 0, -1):
        part = tier / tiers
        level = y - size * (0.98 - 0.88 * part)
        wide = half * part**0.85 * float(rng.uniform(0.78, 1.16))
        drop = size * 0.9 / tiers * 1.5
        for way in (-1, 1):
            reach = wide * float(rng.uniform(0.82, 1.12))
            tip = (x + way * reach, level + drop * (0.6 + 0.45 * part))
            lower = [tip]
            steps = 4 if size > 50 else 2
            for k in range(1, steps + 1):
                at = 1 - k / steps
                lower.append(
                    (
                        x + way * reach * (at + 0.1),
                        level + drop * (0.95 + 0.25 * float(rng.random())) * (0.45 + 0.6 * at),
                    )
                )
                lower.append((x + way * reach * at * 0.94, level + drop * (0.55 + 0.3 * at)))
            light = (
                0.3 + 0.32 * (way == side) + 0.1 * (1 - part) + 0.08 * float(rng.standard_normal())
            )
            colour = mix(dark, green, float(rng.uniform(0.3, 1.0)))
            pen.polygon([(x, level - drop * 0.5), *lower, (x, level + drop * 0.6)], colour, light)
            if canvas.snowy:
                pen.polygon(
                    [(x, level - drop * 0.5), tip, (x + way * reach * 0.45, level + drop * 0.32)],
                    rgb("f1f5fa"), light + 0.3,
                )  # fmt: skip


def cypress(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a cypress: a dark flame of leaves."""
    green = mix(rgb("2c4a34"), canvas.leaf(0), 0.3)
    pen.limb([(x, y), (x, y - size * 0.12)], [size * 0.03, size * 0.03], rgb(BARK), 0.35)
    side = math.copysign(1, canvas.layout.light[0])
    for _ in range(150):
        up = float(rng.random())
        half = size * 0.105 * math.sin(math.pi * min(1.0, (0.06 + 0.94 * up) ** 0.62)) ** 0.8
        dx = float(rng.uniform(-1, 1))
        px, py = x + half * dx, y - size * (0.05 + 0.93 * up)
        tall = size * float(rng.uniform(0.035, 0.07))
        tip = (px - half * dx * 0.3 + size * 0.004, py - tall)
        light = 0.42 + 0.3 * dx * side + 0.1 * float(rng.standard_normal())
        pen.limb(
            [(px, py), ((px + tip[0]) / 2, py - tall * 0.5), tip],
            [size * 0.008, size * 0.014, 0.4],
            mix(green, green * 0.72, float(rng.random())),
            light,
        )


def palm(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a palm: a bowed trunk and fronds that arch from its top."""
    lean = float(rng.choice([-1, 1])) * float(rng.uniform(0.08, 0.26))
    points = [(x + size * lean * t * t, y - size * 0.8 * t) for t in (0, 0.25, 0.5, 0.75, 1.0)]
    wide = size * 0.034
    pen.limb(points, [wide * 1.3, wide, wide * 0.9, wide * 0.8, wide * 0.7], rgb("8a6b4c"), 0.5)
    top = points[-1]
    green = rgb("4f8a46")
    for number in range(11):
        turn = -math.pi * (0.02 + 0.96 * (number + float(rng.uniform(-0.3, 0.3))) / 10)
        reach = size * float(rng.uniform(0.28, 0.38))
        spine = []
        for t in (0.0, 0.3, 0.6, 0.85, 1.0):
            spine.append(
                (
                    top[0] + reach * t * math.cos(turn),
                    top[1] + reach * (t * math.sin(turn) * 0.62 + 0.62 * t**2.2),
                )
            )
        light = 0.35 + 0.35 * float(rng.random()) + 0.15 * (math.sin(turn) < -0.5)
        pen.limb(spine, [1, size * 0.02, size * 0.022, size * 0.014, 0.5], green, light)
        for k, (px, py) in enumerate(spine[1:-1]):
            for way in (-1, 1):
                leaf = (
                    px + size * 0.04 * math.cos(turn) + way * size * 0.012,
                    py + size * (0.05 + 0.02 * k),
                )
                pen.limb(
                    [(px, py), leaf],
                    [size * 0.012, 0.5],
                    mix(green, rgb("2f5a34"), float(rng.random())),
                    light - 0.1,
                )


def bamboo(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float) -> None:
    """Draw a stem of bamboo: joints, and sprays of narrow leaves."""
    lean = 0.07 * float(rng.standard_normal())
    green = mix(rgb("6d9a4c"), rgb("8fae5c"), float(rng.random()))
    wide = size * 0.018
    joints = 11
    for joint in range(joints):
        a, b = joint / joints, (joint + 0.94) / joints
        p = (x + size * lean * a * a, y - size * a)
        q = (x + size * lean * b * b, y - size * b)
        taper = wide * (1 - 0.6 * a)
        pen.limb([p, q], [taper, taper * 0.95], green, 0.62)
        edge = taper * 0.28 * -math.copysign(1, canvas.layout.light[0])
        pen.limb(
            [(p[0] + edge, p[1]), (q[0] + edge, q[1])],
            [taper * 0.4, taper * 0.4],
            green * 0.75,
            0.35,
        )
        if a > 0.3:
            for _ in range(5):
                turn = float(rng.uniform(0.3, 2.8)) * (1 if rng.random() < 0.5 else -1)
                long = size * float(rng.uniform(0.05, 0.1))
                tip = (
                    q[0] + long * math.sin(turn),
                    q[1] + long * abs(math.cos(turn)) * 0.7 + long * 0.15,
                )
                mid = ((q[0] + tip[0]) / 2, (q[1] + tip[1]) / 2 - long * 0.08)
                pen.limb(
                    [q, mid, tip],
                    [0.6, size * 0.011, 0.3],
                    mix(green, canvas.leaf(0), float(rng.random())),
                    0.35 + 0.4 * float(rng.random()),
                )
