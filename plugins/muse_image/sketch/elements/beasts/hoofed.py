"""Beasts with hooves or great feet: horse, cow, sheep, camel, giraffe, elephant."""

from ...draws import Rng
from ...paint.colour import Colour, rgb
from .figure import Figure, tone


def fore(f: Figure, coat: Colour, u: float, top: float, wide: float, step: float = 0.0) -> None:
    """Draw a front leg from the shoulder at height `top`."""
    f.limb(
        coat, [wide * 1.9, wide * 1.05, wide * 0.8, wide * 0.85],
        (u, top), (u + 0.01 + step * 0.4, top * 0.5), (u + step, top * 0.2), (u + step, 0.02),
    )  # fmt: skip
    f.poly(
        rgb("2c2521"), (u + step - wide * 0.5, 0.045), (u + step + wide * 0.5, 0.045),
        (u + step + wide * 0.62, 0.0), (u + step - wide * 0.5, 0.0), light=0.35,
    )  # fmt: skip


def hind(f: Figure, coat: Colour, u: float, top: float, wide: float, step: float = 0.0) -> None:
    """Draw a hind leg: thigh, hock, cannon."""
    f.limb(
        coat, [wide * 3.4, wide * 2.3, wide * 1.05, wide * 0.85, wide * 0.85],
        (u, top), (u + 0.07 * top + step * 0.3, top * 0.72),
        (u - wide * 0.55 + step * 0.7, top * 0.43), (u + step, top * 0.2), (u + step, 0.02),
    )  # fmt: skip
    f.poly(
        rgb("2c2521"), (u + step - wide * 0.5, 0.045), (u + step + wide * 0.5, 0.045),
        (u + step + wide * 0.62, 0.0), (u + step - wide * 0.5, 0.0), light=0.35,
    )  # fmt: skip


def horse(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a horse that stands with its neck arched."""
    far, hair = tone(coat, -0.35), tone(coat, -0.55)
    fore(f, far, 0.17, 0.48, 0.052, 0.05)
    hind(f, far, -0.26, 0.52, 0.05, 0.02)
    f.limb(
        hair, [0.05, 0.1, 0.085, 0.02],
        (-0.41, 0.64), (-0.49, 0.56), (-0.51, 0.36), (-0.47, 0.2), light=0.4,
    )  # fmt: skip
    f.limb(coat, [0.34, 0.24, 0.16, 0.14], (0.19, 0.56), (0.31, 0.72), (0.39, 0.86), (0.45, 0.93))
    f.body(
        coat, (-0.43, 0.57), (-0.36, 0.68), (-0.2, 0.69), (-0.05, 0.655), (0.1, 0.665),
        (0.22, 0.71), (0.34, 0.6), (0.33, 0.47), (0.2, 0.41), (0.0, 0.395), (-0.2, 0.42),
        (-0.38, 0.45),
    )  # fmt: skip
    hind(f, coat, -0.33, 0.53, 0.055, -0.03)
    fore(f, coat, 0.24, 0.5, 0.056)
    f.poly(
        hair, (0.1, 0.69), (0.2, 0.79), (0.3, 0.92), (0.4, 1.0), (0.44, 0.99), (0.36, 0.85),
        (0.26, 0.72), (0.19, 0.64), light=0.42,
    )  # fmt: skip
    f.body(
        coat, (0.38, 0.96), (0.46, 1.0), (0.53, 0.93), (0.62, 0.79), (0.65, 0.72), (0.61, 0.68),
        (0.55, 0.72), (0.48, 0.79), (0.41, 0.86), light=0.6,
    )  # fmt: skip
    f.poly(coat, (0.41, 0.97), (0.42, 1.07), (0.47, 0.99), light=0.5)
    f.ball(tone(coat, -0.6), 0.615, 0.715, 0.03, 0.03, 0.4)
    f.ball(rgb("1c1512"), 0.5, 0.91, 0.013, 0.013, 0.1)


def cow(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a cow with dark patches."""
    patch = rgb("37302d")
    far = tone(coat, -0.3)
    fore(f, far, 0.25, 0.4, 0.06, 0.04)
    hind(f, far, -0.36, 0.44, 0.05, 0.03)
    f.limb(
        far, [0.03, 0.028, 0.022, 0.05], (-0.53, 0.74), (-0.57, 0.6), (-0.56, 0.42), (-0.57, 0.3)
    )
    f.body(
        coat, (-0.54, 0.7), (-0.48, 0.79), (-0.25, 0.79), (0.0, 0.765), (0.25, 0.81), (0.4, 0.82),
        (0.5, 0.74), (0.48, 0.56), (0.4, 0.4), (0.2, 0.32), (-0.1, 0.29), (-0.32, 0.32),
        (-0.5, 0.44),
    )  # fmt: skip
    hind(f, coat, -0.43, 0.5, 0.056, -0.03)
    fore(f, coat, 0.33, 0.42, 0.064)
    f.ball(rgb("e3b6a4"), -0.24, 0.3, 0.07, 0.05, 0.45)
    for spots in (
        ((-0.5, 0.76), (-0.34, 0.785), (-0.24, 0.66), (-0.34, 0.5), (-0.47, 0.56)),
        ((-0.08, 0.77), (0.12, 0.78), (0.19, 0.62), (0.06, 0.45), (-0.1, 0.55)),
        ((0.33, 0.81), (0.47, 0.76), (0.46, 0.6), (0.36, 0.62)),
    ):
        f.body(patch, *spots)
    f.body(
        patch, (0.5, 0.87), (0.6, 0.9), (0.68, 0.82), (0.75, 0.66), (0.72, 0.59), (0.64, 0.6),
        (0.55, 0.68), (0.47, 0.76), light=0.6,
    )  # fmt: skip
    f.body(rgb("e6cdbf"), (0.68, 0.7), (0.75, 0.66), (0.73, 0.59), (0.65, 0.6))
    f.limb(patch, [0.07, 0.03], (0.53, 0.83), (0.42, 0.8), light=0.5)
    f.limb(rgb("d9cdb5"), [0.035, 0.01], (0.56, 0.89), (0.57, 0.97), light=0.7)


def sheep(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a sheep in its wool."""
    dark = rgb("4a423c")
    for u, step in ((-0.27, 0.02), (0.2, 0.02), (-0.34, -0.02), (0.26, 0.0)):
        f.limb(dark, [0.07, 0.055, 0.055], (u, 0.36), (u + step, 0.16), (u + step, 0.0), light=0.4)
    for k in range(26):
        u = -0.42 + 0.84 * ((k * 7) % 26) / 25
        v = 0.56 + 0.19 * float(rng.uniform(-1, 1)) * (1 - (u / 0.52) ** 2) ** 0.5
        f.ball(tone(coat, 0.25 * float(rng.random())), u * 0.98, v, 0.13, 0.12,
               0.44 + 0.5 * (v - 0.4))  # fmt: skip
    f.body(
        dark, (0.4, 0.8), (0.5, 0.83), (0.6, 0.72), (0.65, 0.6), (0.61, 0.55), (0.53, 0.58),
        (0.44, 0.66), light=0.6,
    )  # fmt: skip
    f.limb(dark, [0.06, 0.03], (0.44, 0.77), (0.34, 0.72))
    f.ball(coat, 0.43, 0.83, 0.09, 0.07, 0.7)


def camel(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a camel with two humps."""
    far = tone(coat, -0.3)
    fore(f, far, 0.17, 0.5, 0.045, 0.05)
    hind(f, far, -0.25, 0.5, 0.04, 0.03)
    f.limb(
        coat, [0.2, 0.17, 0.12, 0.09, 0.09],
        (0.25, 0.58), (0.38, 0.52), (0.5, 0.64), (0.52, 0.82), (0.55, 0.92),
    )  # fmt: skip
    f.body(
        coat, (-0.4, 0.55), (-0.34, 0.66), (-0.24, 0.7), (-0.16, 0.87), (-0.08, 0.84), (-0.03, 0.7),
        (0.04, 0.7), (0.11, 0.88), (0.19, 0.83), (0.24, 0.68), (0.33, 0.58), (0.28, 0.44),
        (0.05, 0.4), (-0.2, 0.42), (-0.38, 0.46),
    )  # fmt: skip
    hind(f, coat, -0.32, 0.52, 0.045, -0.03)
    fore(f, coat, 0.23, 0.5, 0.05)
    f.body(
        coat, (0.49, 0.95), (0.56, 0.99), (0.66, 0.94), (0.72, 0.87), (0.68, 0.83), (0.58, 0.85),
        (0.5, 0.88),
    )  # fmt: skip
    f.limb(coat, [0.04, 0.02], (0.51, 0.96), (0.48, 1.01))
    f.limb(far, [0.03, 0.02, 0.04], (-0.4, 0.6), (-0.44, 0.48), (-0.43, 0.36))
    f.ball(rgb("201812"), 0.59, 0.94, 0.012, 0.012, 0.1)


def giraffe(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a giraffe with its marks."""
    far, mark = tone(coat, -0.25), rgb("96602f")
    fore(f, far, 0.08, 0.36, 0.028, 0.03)
    hind(f, far, -0.14, 0.36, 0.026, 0.02)
    f.body(
        coat, (-0.23, 0.43), (-0.18, 0.5), (-0.02, 0.54), (0.12, 0.6), (0.19, 0.5), (0.17, 0.38),
        (0.05, 0.33), (-0.1, 0.33), (-0.21, 0.36),
    )  # fmt: skip
    f.limb(coat, [0.17, 0.1, 0.065, 0.055], (0.12, 0.5), (0.2, 0.68), (0.25, 0.84), (0.28, 0.95))
    hind(f, coat, -0.18, 0.38, 0.03, -0.02)
    fore(f, coat, 0.13, 0.38, 0.032)
    for _ in range(44):
        t = float(rng.random())
        if t < 0.5:
            u, v = float(rng.uniform(-0.19, 0.15)), float(rng.uniform(0.36, 0.5))
            half = 0.018
        else:
            up = (t - 0.5) * 2
            u = 0.13 + 0.15 * up**0.8 + float(rng.uniform(-1, 1)) * (0.055 - 0.04 * up)
            v, half = 0.5 + 0.44 * up, 0.014 - 0.005 * up
        f.ball(mark, u, v, half, half * 1.15, 0.5)
    f.limb(mark, [0.03, 0.02, 0.018], (0.07, 0.57), (0.17, 0.74), (0.24, 0.95), light=0.4)
    f.body(
        coat, (0.25, 0.985), (0.31, 1.0), (0.39, 0.95), (0.43, 0.91), (0.4, 0.885), (0.32, 0.92),
        (0.26, 0.94),
    )  # fmt: skip
    f.limb(mark, [0.014, 0.02], (0.275, 0.99), (0.265, 1.05))
    f.limb(coat, [0.03, 0.012], (0.26, 0.975), (0.2, 0.985))
    f.ball(rgb("201812"), 0.32, 0.965, 0.009, 0.009, 0.1)


def elephant(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw an elephant that walks, its trunk down."""
    far = tone(coat, -0.35)
    for u, step in ((0.16, 0.07), (-0.3, 0.07)):
        f.limb(far, [0.2, 0.16, 0.15], (u, 0.45), (u + step, 0.2), (u + step, 0.02), light=0.42)
    f.limb(far, [0.03, 0.02, 0.035], (-0.5, 0.7), (-0.56, 0.5), (-0.54, 0.34))
    f.body(
        coat, (-0.52, 0.66), (-0.44, 0.83), (-0.22, 0.93), (0.05, 0.92), (0.25, 0.86), (0.4, 0.7),
        (0.36, 0.44), (0.15, 0.33), (-0.15, 0.31), (-0.4, 0.36), (-0.53, 0.46),
    )  # fmt: skip
    for u, step in ((-0.42, -0.03), (0.24, -0.02)):
        f.limb(coat, [0.25, 0.18, 0.165], (u, 0.46), (u + step, 0.2), (u + step, 0.02))
        for k in (-1, 0, 1):
            f.ball(rgb("d8cfc0"), u + step + 0.05 * k, 0.015, 0.018, 0.014, 0.6)
    f.limb(
        coat, [0.22, 0.15, 0.1, 0.07, 0.055],
        (0.52, 0.74), (0.63, 0.58), (0.65, 0.36), (0.64, 0.18), (0.7, 0.1),
    )  # fmt: skip
    f.body(
        coat, (0.28, 0.82), (0.36, 0.97), (0.5, 0.99), (0.6, 0.9), (0.64, 0.74), (0.58, 0.58),
        (0.42, 0.56), (0.3, 0.64), light=0.6,
    )  # fmt: skip
    f.limb(rgb("efe6d2"), [0.05, 0.035, 0.01], (0.55, 0.6), (0.66, 0.48), (0.76, 0.5), light=0.8)
    f.body(
        tone(coat, -0.12), (0.34, 0.92), (0.22, 0.94), (0.13, 0.8), (0.16, 0.6), (0.26, 0.48),
        (0.36, 0.58), (0.4, 0.76), light=0.5,
    )  # fmt: skip
    f.ball(rgb("1c1715"), 0.53, 0.8, 0.014, 0.014, 0.1)
