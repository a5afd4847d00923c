"""Beasts with paws: dog, wolf, fox, cat, rabbit, bear, panda, lion; and a turtle."""

import math

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from .figure import Figure, tone

EYE = rgb("1a1412")


def _paws(f: Figure, coat: Colour, wide: float, tops: tuple[float, float], u0: float, u1: float,
          light: float = 0.56) -> None:  # fmt: skip
    """Draw a front leg at `u1` and a hind leg at `u0`; `tops` are their heights."""
    front, back = tops
    f.limb(
        coat,
        [wide * 1.8, wide, wide * 0.9],
        (u1, front),
        (u1 + 0.01, front * 0.45),
        (u1, 0.03),
        light=light,
    )
    f.ball(coat, u1 + wide * 0.4, 0.028, wide * 0.75, 0.028, light)
    f.limb(
        coat, [wide * 3, wide * 1.9, wide, wide * 0.9],
        (u0, back), (u0 + 0.04, back * 0.65), (u0 - 0.05, back * 0.36), (u0 - 0.01, 0.03),
        light=light,
    )  # fmt: skip
    f.ball(coat, u0 + wide * 0.4, 0.028, wide * 0.75, 0.028, light)


def _canine(f: Figure, coat: Colour, chest: Colour, ear: bool) -> None:
    """Draw trunk, legs, neck and head of a dog, wolf or fox; `ear` points up or hangs."""
    _paws(f, tone(coat, -0.3), 0.055, (0.42, 0.42), -0.3, 0.22, 0.44)
    f.body(
        coat, (-0.44, 0.56), (-0.36, 0.66), (-0.15, 0.665), (0.08, 0.66), (0.25, 0.7), (0.37, 0.62),
        (0.36, 0.46), (0.24, 0.37), (0.05, 0.4), (-0.15, 0.44), (-0.32, 0.42), (-0.43, 0.46),
    )  # fmt: skip
    _paws(f, coat, 0.062, (0.46, 0.46), -0.37, 0.29)
    f.limb(coat, [0.27, 0.22, 0.2], (0.26, 0.58), (0.36, 0.72), (0.42, 0.83))
    f.body(chest, (0.3, 0.66), (0.4, 0.7), (0.39, 0.54), (0.32, 0.42), (0.27, 0.52), light=0.62)
    f.body(
        coat, (0.3, 0.86), (0.38, 0.97), (0.48, 0.97), (0.56, 0.89), (0.68, 0.845), (0.72, 0.81),
        (0.68, 0.765), (0.54, 0.74), (0.4, 0.73), (0.32, 0.78), light=0.6,
    )  # fmt: skip
    f.body(chest, (0.5, 0.8), (0.62, 0.81), (0.69, 0.785), (0.6, 0.745), (0.48, 0.74), light=0.62)
    f.ball(EYE, 0.715, 0.82, 0.025, 0.022, 0.2)
    f.ball(EYE, 0.545, 0.87, 0.015, 0.015, 0.1)
    if ear:
        f.poly(tone(coat, -0.35), (0.4, 0.93), (0.44, 1.1), (0.5, 0.94), light=0.45)
        f.poly(coat, (0.31, 0.9), (0.34, 1.1), (0.44, 0.95), light=0.6)
        f.poly(tone(coat, -0.5), (0.345, 0.93), (0.352, 1.05), (0.4, 0.955), light=0.5)
    else:
        f.body(
            tone(coat, -0.35), (0.35, 0.95), (0.42, 0.93), (0.44, 0.8), (0.4, 0.7), (0.34, 0.76),
            (0.31, 0.86), light=0.48,
        )  # fmt: skip


def dog(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a dog with its tail up."""
    f.limb(coat, [0.08, 0.07, 0.03], (-0.4, 0.6), (-0.54, 0.72), (-0.54, 0.9))
    _canine(f, coat, mix(coat, rgb("f6efe2"), 0.75), False)


def wolf(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a wolf with its tail down."""
    f.limb(coat, [0.08, 0.13, 0.12, 0.02], (-0.4, 0.6), (-0.5, 0.48), (-0.53, 0.32), (-0.51, 0.2))
    _canine(f, coat, mix(coat, rgb("e8e4dc"), 0.7), True)
    f.body(tone(coat, -0.4), (-0.4, 0.62), (-0.1, 0.67), (0.24, 0.71), (0.3, 0.66), (0.1, 0.6),
           (-0.2, 0.6), light=0.5)  # fmt: skip


def fox(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a fox with its brush."""
    f.limb(coat, [0.08, 0.16, 0.19, 0.14], (-0.4, 0.58), (-0.54, 0.5), (-0.7, 0.4), (-0.8, 0.33))
    f.limb(rgb("f4efe6"), [0.13, 0.1, 0.01], (-0.77, 0.35), (-0.83, 0.32), (-0.9, 0.31), light=0.7)
    _canine(f, coat, rgb("f4ece0"), True)
    for u in (-0.38, 0.29):
        f.limb(rgb("3a2a24"), [0.058, 0.06], (u, 0.16), (u, 0.03), light=0.5)


def cat(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a cat that sits, its tail about its feet."""
    pale = mix(coat, rgb("f7f1e6"), 0.7)
    f.limb(
        coat, [0.1, 0.1, 0.095, 0.06], (-0.24, 0.07), (-0.42, 0.06), (-0.56, 0.12), (-0.62, 0.26)
    )
    f.body(
        coat, (-0.3, 0.02), (-0.36, 0.2), (-0.3, 0.42), (-0.12, 0.6), (0.04, 0.74), (0.18, 0.68),
        (0.2, 0.48), (0.17, 0.2), (0.2, 0.02),
    )  # fmt: skip
    f.body(
        tone(coat, -0.16), (-0.24, 0.04), (-0.27, 0.24), (-0.13, 0.34), (0.02, 0.2), (0.04, 0.03)
    )
    f.body(pale, (0.06, 0.6), (0.17, 0.62), (0.19, 0.42), (0.13, 0.34), (0.06, 0.46), light=0.62)
    f.limb(coat, [0.1, 0.085, 0.09], (0.12, 0.42), (0.14, 0.2), (0.15, 0.03), light=0.62)
    f.ball(pale, 0.18, 0.03, 0.06, 0.03, 0.6)
    f.ball(tone(coat, -0.1), -0.0, 0.03, 0.09, 0.032)
    for u in (0.0, 0.2):
        f.poly(coat, (u - 0.02, 0.86), (u + 0.03, 1.07), (u + 0.13, 0.9), light=0.58)
        f.poly(rgb("d79b92"), (u + 0.02, 0.9), (u + 0.04, 1.0), (u + 0.085, 0.91), light=0.5)
    f.body(coat, (-0.05, 0.8), (0.0, 0.92), (0.14, 0.96), (0.29, 0.92), (0.34, 0.8), (0.27, 0.69),
           (0.14, 0.65), (0.01, 0.7), light=0.62)  # fmt: skip
    f.body(pale, (0.14, 0.76), (0.28, 0.77), (0.29, 0.71), (0.2, 0.66), (0.12, 0.69), light=0.66)
    for u in (0.11, 0.25):
        f.ball(rgb("d8c24a"), u, 0.82, 0.026, 0.03, 0.7)
        f.ball(EYE, u + 0.004, 0.82, 0.011, 0.028, 0.1)
    f.poly(rgb("b5655f"), (0.18, 0.765), (0.23, 0.765), (0.205, 0.74))


def rabbit(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a rabbit that sits up a little."""
    f.limb(tone(coat, -0.2), [0.07, 0.11, 0.04], (0.2, 0.68), (0.1, 0.88), (0.05, 1.04), light=0.5)
    f.ball(rgb("f6f1e8"), -0.47, 0.22, 0.1, 0.1, 0.7)
    f.body(
        coat, (-0.42, 0.05), (-0.48, 0.26), (-0.34, 0.48), (-0.1, 0.52), (0.1, 0.48), (0.24, 0.5),
        (0.3, 0.32), (0.24, 0.1), (0.0, 0.04),
    )  # fmt: skip
    f.body(
        tone(coat, -0.12), (-0.4, 0.06), (-0.38, 0.3), (-0.2, 0.36), (-0.05, 0.22), (-0.08, 0.05)
    )
    f.ball(coat, -0.16, 0.04, 0.18, 0.045)
    f.limb(coat, [0.13, 0.08, 0.075], (0.2, 0.32), (0.24, 0.15), (0.25, 0.03))
    f.ball(coat, 0.28, 0.03, 0.07, 0.03)
    f.body(
        coat, (0.13, 0.58), (0.18, 0.71), (0.31, 0.74), (0.43, 0.66), (0.49, 0.56), (0.44, 0.48),
        (0.3, 0.44), (0.17, 0.47), light=0.62,
    )  # fmt: skip
    f.limb(coat, [0.08, 0.13, 0.04], (0.24, 0.68), (0.19, 0.9), (0.17, 1.06), light=0.64)
    f.limb(rgb("dba9a0"), [0.02, 0.06, 0.01], (0.24, 0.72), (0.195, 0.9), (0.18, 1.01))
    f.ball(EYE, 0.34, 0.62, 0.024, 0.028, 0.1)
    f.ball(rgb("b9807a"), 0.485, 0.55, 0.018, 0.016, 0.5)


def bear(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a bear on all fours."""
    far = tone(coat, -0.35)
    for u, step in ((0.2, 0.06), (-0.28, 0.05)):
        f.limb(far, [0.22, 0.16, 0.14], (u, 0.42), (u + step, 0.2), (u + step, 0.04), light=0.42)
    f.body(
        coat, (-0.55, 0.55), (-0.46, 0.74), (-0.2, 0.8), (0.05, 0.82), (0.24, 0.94), (0.42, 0.86),
        (0.46, 0.6), (0.36, 0.38), (0.1, 0.3), (-0.2, 0.29), (-0.45, 0.32),
    )  # fmt: skip
    for u, step in ((-0.42, -0.02), (0.3, -0.01)):
        f.limb(coat, [0.27, 0.19, 0.16], (u, 0.46), (u + step, 0.2), (u + step, 0.05))
        f.ball(coat, u + step + 0.05, 0.035, 0.11, 0.038)
    f.ball(coat, 0.42, 0.94, 0.06, 0.065)
    f.body(
        coat, (0.34, 0.84), (0.42, 0.95), (0.55, 0.95), (0.63, 0.85), (0.75, 0.78), (0.78, 0.71),
        (0.72, 0.66), (0.58, 0.64), (0.42, 0.64), light=0.62,
    )  # fmt: skip
    f.body(mix(coat, rgb("c9a77e"), 0.6), (0.63, 0.81), (0.75, 0.78), (0.78, 0.71), (0.7, 0.66),
           (0.62, 0.7), light=0.62)  # fmt: skip
    f.ball(EYE, 0.77, 0.755, 0.03, 0.027, 0.2)
    f.ball(EYE, 0.6, 0.85, 0.015, 0.015, 0.1)
    f.ball(tone(coat, -0.2), 0.53, 0.96, 0.055, 0.06)


def panda(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a panda that sits and eats bamboo."""
    white, black = rgb("f3efe6"), rgb("2b292c")
    f.body(white, (-0.4, 0.1), (-0.42, 0.36), (-0.28, 0.6), (0.0, 0.68), (0.28, 0.6), (0.42, 0.36),
           (0.4, 0.1), (0.0, 0.02))  # fmt: skip
    f.body(black, (-0.36, 0.58), (-0.2, 0.68), (0.2, 0.68), (0.36, 0.58), (0.2, 0.5), (-0.2, 0.5))
    for way in (-1, 1):
        f.limb(
            black,
            [0.2, 0.22, 0.2],
            (way * 0.26, 0.14),
            (way * 0.42, 0.1),
            (way * 0.52, 0.12),
            light=0.6,
        )
        f.ball(rgb("57525a"), way * 0.55, 0.13, 0.06, 0.08, 0.6)
        f.ball(black, way * 0.24, 0.98, 0.09, 0.09)
    f.body(white, (-0.31, 0.76), (-0.25, 0.92), (0.0, 1.0), (0.25, 0.92), (0.31, 0.76), (0.2, 0.61),
           (0.0, 0.57), (-0.2, 0.61), light=0.62)  # fmt: skip
    for way in (-1, 1):
        f.body(
            black,
            (way * 0.06, 0.8),
            (way * 0.13, 0.86),
            (way * 0.19, 0.8),
            (way * 0.17, 0.71),
            (way * 0.09, 0.72),
        )
        f.ball(rgb("f4f2ee"), way * 0.12, 0.79, 0.018, 0.018, 0.8)
    f.ball(black, 0.0, 0.7, 0.045, 0.032)
    f.line(rgb("6f9a45"), 0.035, (-0.42, 0.5), (0.0, 0.6), (0.36, 0.76), light=0.7)
    for u, v in ((-0.42, 0.5), (0.3, 0.73), (0.36, 0.76)):
        for du, dv in ((0.12, 0.07), (0.06, -0.1), (-0.07, 0.1)):
            f.limb(
                rgb("6f9a45"),
                [0.02, 0.035, 0.005],
                (u, v),
                (u + du * 0.5, v + dv * 0.5),
                (u + du, v + dv),
            )
    for way in (-1, 1):
        f.limb(
            black,
            [0.2, 0.18, 0.17],
            (way * 0.33, 0.52),
            (way * 0.28, 0.4),
            (way * 0.08, 0.5),
            light=0.62,
        )


def lion(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a lion with its mane."""
    mane = rgb("7a4a22")
    f.limb(coat, [0.045, 0.035, 0.03], (-0.44, 0.6), (-0.6, 0.46), (-0.62, 0.26))
    f.ball(mane, -0.62, 0.24, 0.045, 0.065)
    _paws(f, tone(coat, -0.3), 0.08, (0.4, 0.42), -0.32, 0.22, 0.44)
    f.body(
        coat, (-0.5, 0.56), (-0.42, 0.69), (-0.15, 0.69), (0.15, 0.72), (0.36, 0.72), (0.42, 0.5),
        (0.28, 0.34), (0.0, 0.34), (-0.3, 0.38), (-0.47, 0.44),
    )  # fmt: skip
    _paws(f, coat, 0.09, (0.46, 0.46), -0.4, 0.3)
    f.body(
        mane, (0.2, 0.72), (0.24, 0.92), (0.4, 1.02), (0.56, 0.98), (0.62, 0.8), (0.56, 0.54),
        (0.42, 0.38), (0.28, 0.46),
    )  # fmt: skip
    for k in range(44):
        turn = 2 * math.pi * k / 44 + float(rng.uniform(-0.2, 0.2))
        near = 0.12 + 0.08 * (k % 3)
        root = (0.43 + near * math.cos(turn) * 0.8, 0.71 + near * math.sin(turn))
        tip = (0.42 + 0.27 * math.cos(turn), 0.68 + 0.34 * math.sin(turn))
        light = 0.48 + 0.14 * math.sin(turn) + 0.05 * float(rng.standard_normal())
        f.limb(
            tone(mane, 0.25 * float(rng.uniform(-1, 1))),
            [0.03, 0.055, 0.008],
            root,
            ((root[0] + tip[0]) / 2 - 0.02, (root[1] + tip[1]) / 2),
            tip,
            light=light,
        )
    f.body(coat, (0.4, 0.78), (0.46, 0.9), (0.58, 0.9), (0.66, 0.8), (0.72, 0.72), (0.69, 0.62),
           (0.56, 0.58), (0.45, 0.64), light=0.64)  # fmt: skip
    f.body(rgb("efe0c4"), (0.58, 0.69), (0.7, 0.7), (0.68, 0.61), (0.58, 0.59), light=0.66)
    f.ball(EYE, 0.705, 0.73, 0.03, 0.025, 0.2)
    f.ball(EYE, 0.59, 0.8, 0.014, 0.014, 0.1)
    f.ball(coat, 0.45, 0.9, 0.05, 0.05)


def turtle(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a turtle on its way."""
    skin = rgb("7f8a55")
    for u in (-0.4, 0.4):
        f.limb(skin, [0.22, 0.17, 0.16], (u, 0.3), (u + 0.06, 0.15), (u + 0.1, 0.05), light=0.5)
    f.limb(skin, [0.1, 0.02], (-0.62, 0.22), (-0.82, 0.12))
    f.limb(skin, [0.2, 0.18, 0.2], (0.5, 0.3), (0.7, 0.4), (0.82, 0.5))
    f.body(
        skin,
        (0.72, 0.5),
        (0.78, 0.62),
        (0.92, 0.62),
        (1.0, 0.52),
        (0.95, 0.42),
        (0.8, 0.4),
        light=0.62,
    )
    f.body(
        coat,
        (-0.68, 0.2),
        (-0.56, 0.5),
        (-0.25, 0.74),
        (0.1, 0.77),
        (0.42, 0.58),
        (0.62, 0.22),
        (0.0, 0.16),
    )
    for u in (-0.4, -0.12, 0.16, 0.4):
        f.line(
            tone(coat, -0.5),
            0.03,
            (u, 0.22),
            (u * 0.8, 0.45),
            (u * 0.6 - 0.02, 0.72 - abs(u) * 0.2),
        )
    f.line(tone(coat, -0.5), 0.03, (-0.58, 0.42), (-0.1, 0.5), (0.5, 0.4))
    f.line(tone(coat, 0.35), 0.05, (-0.66, 0.2), (0.0, 0.17), (0.6, 0.22), light=0.7)
    f.ball(EYE, 0.9, 0.55, 0.025, 0.03, 0.1)
