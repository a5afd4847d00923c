"""Bowls heaped with fruit."""

import math
from collections.abc import Callable

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf
from ._turned import bowl
from .fruit import (
    apple,
    apple_at,
    cherries,
    citrus_at,
    lemon,
    orange,
    peach,
    pear,
    pear_at,
    strawberry,
)


def blueberries(m: Model, place: Place, rng: Rng) -> None:
    """Draw a small bowl of blueberries."""
    clay = m.canvas.hue(place, rgb("e9e6df"))
    made, _ = bowl(m, clay, high=0.82)
    blue = rgb("3a4a8a")
    for half, high in ((0.46, 0.04), (0.34, 0.14)):
        heap(m, rng, [blue, tone(blue, 0.12), tone(blue, -0.15)], 0, made.high + 0.02, half, high,
             26, 0.085, round_=1.3)  # fmt: skip
    for u, w in ((-0.12, 0.16), (0.16, 0.12), (0.02, 0.0)):
        m.ball(blue, u, made.high + w, 0.085, 0.08, round_=1.3)
        m.ball(tone(blue, -0.4), u, made.high + w + 0.04, 0.035, 0.02, line=0.3)
    made.front(clay)


def fruit_bowl(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl heaped with fruit."""
    clay = m.canvas.hue(place, rgb("7f94a0"))
    made, _ = bowl(m, clay, high=0.66, rim=0.7)
    v = made.high
    yellow = rgb("efcb3c")
    m.limb(yellow, [0.05, 0.13, 0.05], (-0.62, v + 0.3), (-0.5, v + 0.1), (-0.3, v + 0.02))
    pear_at(m, rgb("b9b540"), 0.34, v + 0.2, 0.26)
    citrus_at(m, rgb("f0861c"), -0.34, v + 0.1, 0.21)
    apple_at(m, rgb("c3282c"), 0.0, v + 0.24, 0.22)
    m.limb(yellow, [0.06, 0.14, 0.05], (-0.66, v + 0.16), (-0.5, v + 0.0), (-0.26, v - 0.06),
           (-0.1, v - 0.04), round_=1.2)  # fmt: skip
    citrus_at(m, rgb("f0a030"), 0.44, v + 0.02, 0.19)
    apple_at(m, rgb("8fb03a"), -0.06, v - 0.0, 0.19)
    grape = rgb("5a2f6a")
    for k, (a, b) in enumerate(
        (
            (0.16, 0.06),
            (0.26, 0.08),
            (0.36, 0.04),
            (0.2, -0.02),
            (0.3, -0.02),
            (0.25, -0.11),
            (0.34, -0.1),
            (0.28, -0.19),
        )
    ):
        one = m.ball(tone(grape, 0.05 * (k % 3)), a, v + b - 0.06, 0.07, 0.068, round_=1.4)
        gleam(m, a, v + b - 0.06, 0.02, one, 0.6)
    made.front(clay)
    for k, (a, b) in enumerate(((0.22, -0.2), (0.3, -0.2), (0.26, -0.28))):
        one = m.ball(tone(grape, 0.05 * (k % 3)), a, v + b - 0.04, 0.07, 0.068, round_=1.4)
        gleam(m, a, v + b - 0.04, 0.02, one, 0.6)


def _bowl_of(draw: Callable[[Model, Place, Rng], None], size: float
             ) -> Callable[[Model, Place, Rng], None]:  # fmt: skip
    """Return what draws a bowl heaped with one kind of fruit."""

    def full(m: Model, place: Place, rng: Rng) -> None:
        clay = rgb(("7f94a0", "b58a5a", "d8d2c4")[int(rng.integers(3))])
        made, _ = bowl(m, clay, high=0.7, rim=0.66)
        v, k = made.high, size
        for u, w in ((-0.4, 0.02), (0.4, 0.02), (-0.14, 0.1), (0.16, 0.1), (-0.3, -0.1),
                     (0.3, -0.1), (0.0, -0.14), (0.0, 0.02)):  # fmt: skip
            lift = 0.1 * (1 - abs(u) / 0.5) * (w > -0.05)
            draw(m.within((u * (0.66 / 0.62), v + w + lift - k * 0.4), k), place, rng)
        made.front(clay)

    return full


def _egg(m: Model, place: Place, rng: Rng) -> None:
    made = m.ball(m.canvas.hue(place, rgb("e2b78c")), 0, 0.45, 0.5, 0.42, 0.3, round_=1.4)
    gleam(m, 0, 0.45, 0.17, made, 0.4)


def _tomato(m: Model, place: Place, rng: Rng) -> None:
    made = m.ball(m.canvas.hue(place, rgb("d2321f")), 0, 0.45, 0.52, 0.45, round_=1.4)
    gleam(m, 0, 0.45, 0.16, made, 0.7)
    for k in range(5):
        a = 0.1 + k * 0.74
        leaf(m, GREEN, (0, 0.86), (0.34 * math.cos(a), 0.84 + 0.1 * math.sin(a)), 0.24, vein=False)


FORMS = {
    "blueberries": Form(blueberries, 0.1, 0.66),
    "bowl of apples": Form(_bowl_of(apple, 0.36), 0.24, 0.7),
    "bowl of oranges": Form(_bowl_of(orange, 0.35), 0.24, 0.7),
    "bowl of lemons": Form(_bowl_of(lemon, 0.3), 0.24, 0.7),
    "bowl of strawberries": Form(_bowl_of(strawberry, 0.34), 0.17, 0.7),
    "bowl of cherries": Form(_bowl_of(cherries, 0.4), 0.19, 0.7),
    "bowl of peaches": Form(_bowl_of(peach, 0.36), 0.24, 0.7),
    "bowl of pears": Form(_bowl_of(pear, 0.44), 0.25, 0.7),
    "bowl of eggs": Form(_bowl_of(_egg, 0.32), 0.22, 0.7),
    "bowl of tomatoes": Form(_bowl_of(_tomato, 0.32), 0.24, 0.7),
    "bowl of fruit": Form(fruit_bowl, 0.26, 0.76),
}
