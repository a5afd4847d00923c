"""Birds that stand: crane, heron, flamingo, peacock, owl, rooster."""

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from .figure import Figure, tone


def _wader(
    f: Figure, coat: Colour, neck: Colour, tail: Colour, leg: Colour, bill: Colour,
    long: float = 0.48,
) -> None:  # fmt: skip
    """Draw a bird on long legs with a long bent neck; its bill ends at `long`."""
    for u, knee in ((-0.06, -0.1), (0.03, 0.0)):
        f.limb(
            leg,
            [0.035, 0.022, 0.024, 0.018],
            (u, 0.44),
            (knee, 0.24),
            (knee + 0.02, 0.23),
            (u + 0.01, 0.01),
            light=0.5,
        )
        f.line(leg, 0.014, (u + 0.01, 0.01), (u + 0.08, 0.0))
        f.line(leg, 0.014, (u + 0.01, 0.01), (u - 0.04, 0.0))
    f.limb(
        neck,
        [0.13, 0.075, 0.05, 0.05, 0.05],
        (0.16, 0.56),
        (0.27, 0.66),
        (0.22, 0.79),
        (0.21, 0.9),
        (0.26, 0.955),
    )
    f.body(
        coat,
        (-0.3, 0.46),
        (-0.2, 0.58),
        (0.02, 0.64),
        (0.18, 0.62),
        (0.24, 0.53),
        (0.14, 0.44),
        (-0.06, 0.4),
    )
    f.body(
        tail,
        (-0.1, 0.56),
        (-0.26, 0.54),
        (-0.42, 0.4),
        (-0.43, 0.3),
        (-0.32, 0.37),
        (-0.18, 0.43),
        (-0.04, 0.46),
        light=0.5,
    )
    f.body(
        mix(coat, rgb("ffffff"), 0.2),
        (-0.22, 0.53),
        (0.0, 0.61),
        (0.14, 0.57),
        (0.06, 0.48),
        (-0.12, 0.46),
        light=0.64,
    )
    f.ball(neck, 0.275, 0.96, 0.045, 0.036, 0.6)
    f.poly(bill, (0.3, 0.975), (long, 0.93), (0.3, 0.94), light=0.6)


def crane(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a crane with its red crown."""
    black = rgb("25262b")
    _wader(f, coat, coat, black, rgb("3a3a3c"), rgb("8a8055"))
    f.limb(black, [0.052, 0.05, 0.05], (0.235, 0.74), (0.212, 0.84), (0.225, 0.92), light=0.5)
    f.ball(coat, 0.25, 0.955, 0.03, 0.028, 0.66)
    f.ball(rgb("c8322b"), 0.275, 0.987, 0.035, 0.018, 0.7)
    f.ball(black, 0.295, 0.965, 0.009, 0.009, 0.1)


def heron(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a heron, or an egret when its coat is white."""
    _wader(f, coat, mix(coat, rgb("ffffff"), 0.6), tone(coat, -0.35), rgb("6a5a3a"), rgb("d9a43c"))
    f.line(rgb("26282e"), 0.02, (0.29, 0.985), (0.22, 0.98), (0.12, 0.93))
    f.ball(rgb("1b1b1e"), 0.295, 0.965, 0.009, 0.009, 0.1)


def flamingo(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a flamingo."""
    _wader(f, coat, coat, tone(coat, -0.15), rgb("d67a86"), rgb("f0d9cf"), 0.4)
    f.limb(
        rgb("2a2426"), [0.03, 0.026, 0.006], (0.37, 0.955), (0.415, 0.935), (0.425, 0.88), light=0.4
    )
    f.ball(rgb("1b1b1e"), 0.29, 0.965, 0.009, 0.009, 0.1)


def peacock(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a peacock, its train behind it."""
    green, eye = rgb("3f7d5a"), rgb("c9a446")
    for k in range(70):
        t, side = float(rng.random()), float(rng.uniform(-1, 1))
        u = -0.12 - 1.0 * t
        v = 0.42 - 0.38 * t**0.7 + side * (0.05 + 0.11 * t)
        f.limb(
            mix(green, rgb("6a9a4a"), float(rng.random())),
            [0.015, 0.045, 0.01],
            (u + 0.14, v + 0.06),
            (u + 0.05, v + 0.02),
            (u, v),
            light=0.4 + 0.3 * float(rng.random()),
        )
        if k % 4 == 0 and t > 0.2:
            f.ball(eye, u, v, 0.033, 0.027, 0.62)
            f.ball(rgb("2f5fa0"), u + 0.004, v, 0.018, 0.015, 0.5)
    for u in (0.04, 0.12):
        f.limb(rgb("6b5d4a"), [0.04, 0.02, 0.02], (u, 0.3), (u - 0.02, 0.14), (u + 0.01, 0.0))
        f.line(rgb("6b5d4a"), 0.016, (u + 0.01, 0.0), (u + 0.08, 0.0))
    f.body(
        coat,
        (-0.2, 0.46),
        (0.0, 0.54),
        (0.16, 0.55),
        (0.26, 0.46),
        (0.2, 0.32),
        (0.02, 0.26),
        (-0.14, 0.34),
    )
    f.body(rgb("b39a6c"), (-0.2, 0.45), (-0.02, 0.5), (0.08, 0.42), (-0.06, 0.33), (-0.2, 0.38))
    f.limb(coat, [0.2, 0.11, 0.075, 0.07], (0.18, 0.48), (0.25, 0.64), (0.25, 0.78), (0.27, 0.87))
    f.ball(coat, 0.285, 0.885, 0.05, 0.045, 0.62)
    f.poly(rgb("c9bfa5"), (0.32, 0.9), (0.4, 0.865), (0.32, 0.865), light=0.6)
    f.ball(rgb("f4f0e6"), 0.3, 0.905, 0.02, 0.01, 0.8)
    f.ball(rgb("15161a"), 0.3, 0.89, 0.011, 0.011, 0.1)
    for k in range(4):
        tip = (0.2 + 0.045 * k, 1.0 + 0.012 * (k % 2))
        f.line(coat, 0.01, (0.28, 0.92), tip)
        f.ball(coat, tip[0], tip[1], 0.016, 0.018)


def owl(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw an owl that looks at us, on the stump of a tree."""
    bark, pale = rgb("5b4a3a"), mix(coat, rgb("f1e6d0"), 0.65)
    f.body(
        bark,
        (-0.2, 0.0),
        (-0.17, 0.2),
        (-0.19, 0.36),
        (0.19, 0.37),
        (0.16, 0.2),
        (0.22, 0.0),
        light=0.5,
    )
    f.ball(rgb("b79a72"), 0.0, 0.365, 0.19, 0.035, 0.7)
    f.body(
        coat,
        (-0.2, 0.4),
        (-0.25, 0.6),
        (-0.2, 0.84),
        (0.0, 0.94),
        (0.2, 0.84),
        (0.25, 0.6),
        (0.2, 0.4),
        (0.0, 0.35),
    )
    f.body(
        pale,
        (-0.12, 0.42),
        (-0.15, 0.6),
        (0.0, 0.7),
        (0.15, 0.6),
        (0.12, 0.42),
        (0.0, 0.38),
        light=0.62,
    )
    for k in range(18):
        u, v = (k % 5 - 2) * 0.05 + 0.02 * (k // 5 % 2), 0.42 + 0.06 * (k // 5)
        f.limb(
            tone(coat, -0.3),
            [0.012, 0.025, 0.004],
            (u, v + 0.03),
            (u, v + 0.012),
            (u, v - 0.01),
            light=0.5,
        )
    for way in (-1, 1):
        f.body(
            tone(coat, -0.25),
            (way * 0.24, 0.7),
            (way * 0.28, 0.52),
            (way * 0.17, 0.34),
            (way * 0.14, 0.52),
            light=0.5,
        )
        f.poly(coat, (way * 0.06, 0.9), (way * 0.17, 1.02), (way * 0.19, 0.84), light=0.56)
        f.ball(pale, way * 0.095, 0.8, 0.098, 0.095, 0.66)
        f.ball(rgb("e8a92c"), way * 0.09, 0.8, 0.055, 0.055, 0.8)
        f.ball(rgb("15120f"), way * 0.088, 0.8, 0.03, 0.03, 0.1)
    f.poly(rgb("4a4038"), (-0.025, 0.78), (0.025, 0.78), (0.0, 0.71), light=0.5)
    for u in (-0.09, 0.09):
        f.ball(rgb("c9a45a"), u, 0.385, 0.045, 0.024, 0.6)


def rooster(f: Figure, rng: Rng, coat: Colour) -> None:
    """Draw a rooster."""
    red, dark = rgb("c4302a"), rgb("22423c")
    for u in (-0.04, 0.08):
        f.limb(rgb("d9a437"), [0.05, 0.03, 0.03], (u, 0.26), (u - 0.02, 0.12), (u, 0.01))
        f.line(rgb("d9a437"), 0.022, (u, 0.01), (u + 0.1, 0.0))
    for k in range(8):
        t = k / 7
        f.limb(
            tone(dark, 0.25 * t),
            [0.05, 0.07, 0.01],
            (-0.2, 0.5),
            (-0.42 - 0.04 * t, 0.88 - 0.26 * t),
            (-0.62 + 0.06 * t, 0.72 - 0.42 * t),
            light=0.45 + 0.2 * (k % 2),
        )
    f.body(
        coat,
        (-0.3, 0.56),
        (-0.12, 0.55),
        (0.1, 0.56),
        (0.28, 0.6),
        (0.3, 0.42),
        (0.14, 0.25),
        (-0.1, 0.25),
        (-0.28, 0.4),
    )
    f.body(tone(coat, -0.3), (-0.24, 0.5), (0.0, 0.53), (0.14, 0.46), (0.0, 0.34), (-0.2, 0.38))
    gold = mix(coat, rgb("e8b03e"), 0.7)
    f.limb(gold, [0.34, 0.22, 0.13], (0.16, 0.5), (0.24, 0.68), (0.29, 0.84))
    f.ball(gold, 0.3, 0.86, 0.075, 0.07, 0.62)
    f.body(
        red,
        (0.22, 0.9),
        (0.22, 0.99),
        (0.27, 0.96),
        (0.3, 1.02),
        (0.34, 0.97),
        (0.39, 0.99),
        (0.37, 0.9),
        light=0.6,
    )
    f.body(red, (0.34, 0.84), (0.39, 0.82), (0.38, 0.72), (0.33, 0.75))
    f.poly(rgb("e0b04a"), (0.36, 0.885), (0.46, 0.85), (0.36, 0.83), light=0.7)
    f.ball(rgb("17130f"), 0.335, 0.88, 0.014, 0.014, 0.1)
