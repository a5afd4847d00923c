"""Things that are carried: umbrellas, bags, a basket, a lantern, a balloon."""

import math

from ....catalogue import Form
from ....draws import Rng
from ....paint.colour import Colour, mix, rgb
from ....paint.model import Model, Outline, oval, tone
from ....scene.plan import Place

WOOD = rgb("7a5432")
GOLD = rgb("d0a648")


def _canopy(m: Model, colour: Colour, low: float, half: float, scallops: int, ribs: Colour) -> None:
    """Draw the cloth of an umbrella from a level to the top."""
    top = 0.985
    rim: Outline = []
    many = scallops * 6
    for k in range(many + 1):
        t = k / many
        u = -half + 2 * half * t
        rim.append(
            (
                u,
                low
                + 0.05 * (1 - (2 * t - 1) ** 2) * -0.4
                + 0.035 * abs(math.sin(math.pi * t * scallops)),
            )
        )
    dome = [
        (half * math.cos(a), low + (top - low) * math.sin(a) ** 0.9)
        for a in [k * math.pi / 24 for k in range(25)]
    ]
    m.part(tone(colour, -0.42), oval(0, low + 0.005, half * 0.98, 0.045), line=0.5, round_=0.2)
    done = m.part(colour, [*dome, *rim], round_=1.2)
    for k in range(1, scallops):
        u = -half + 2 * half * k / scallops
        m.line(
            ribs,
            0.007,
            (0, top),
            (u * 0.72, low + (top - low) * 0.62),
            (u, low),
            on=done,
            force=0.6,
        )
    m.limb(ribs, [0.012, 0.01], (0, top - 0.01), (0, 1.02), line=0.3)


def umbrella(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open umbrella."""
    colour = m.canvas.hue(
        place, rgb(("b8322f", "d9a93a", "3f5a8a", "2f3038")[int(rng.integers(4))])
    )
    m.limb(rgb("4a4038"), [0.018, 0.016], (0, 0.06), (0, 0.97))
    m.limb(WOOD, [0.024, 0.026, 0.022], (0, 0.12), (0, 0.03), (0.035, 0.0), (0.06, 0.03))
    _canopy(m, colour, 0.66, 0.54, 6, tone(colour, -0.35))


def parasol(m: Model, place: Place, rng: Rng) -> None:
    """Draw an oil-paper umbrella with its ribs."""
    colour = m.canvas.hue(place, rgb(("c8503a", "d8b48a", "7fa0a8")[int(rng.integers(3))]))
    m.limb(rgb("8a6a42"), [0.018, 0.016], (0, 0.0), (0, 0.97))
    _canopy(m, colour, 0.72, 0.56, 14, mix(colour, rgb("5a3a24"), 0.45))


def basket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basket with fruit under its handle."""
    straw = m.canvas.hue(place, rgb("b98a4e"))
    m.limb(
        tone(straw, -0.2),
        [0.05, 0.05, 0.05],
        (-0.42, 0.45),
        (-0.26, 0.9),
        (0, 1.0),
        (0.26, 0.9),
        (0.42, 0.45),
    )
    for u, c in (
        (-0.24, "b8322f"),
        (0.0, "d8a03a"),
        (0.24, "b8322f"),
        (-0.1, "7a9a48"),
        (0.14, "c8553a"),
    ):
        m.ball(rgb(c), u, 0.5 + 0.04 * math.cos(u * 9), 0.13)
    done = m.blob(
        straw, (-0.5, 0.5), (-0.46, 0.2), (-0.34, 0.02), (0.34, 0.02), (0.46, 0.2), (0.5, 0.5)
    )
    for k in range(1, 5):
        m.line(tone(straw, -0.35), 0.02, (-0.5, 0.1 * k), (0.5, 0.1 * k), on=done, force=0.4)
    for u in (-0.3, -0.1, 0.1, 0.3):
        m.line(tone(straw, -0.35), 0.02, (u, 0.02), (u * 1.2, 0.5), on=done, force=0.3)
    m.limb(tone(straw, 0.15), [0.08, 0.08], (-0.5, 0.48), (0.5, 0.48))


def bag(m: Model, place: Place, rng: Rng) -> None:
    """Draw a handbag."""
    colour = m.canvas.hue(place, rgb(("7a3a34", "c09a6a", "3a3a44")[int(rng.integers(3))]))
    m.limb(
        tone(colour, -0.25),
        [0.05, 0.05, 0.05],
        (-0.24, 0.62),
        (-0.16, 0.95),
        (0.16, 0.95),
        (0.24, 0.62),
    )
    m.blob(colour, (-0.36, 0.62), (-0.46, 0.05), (0, 0.0), (0.46, 0.05), (0.36, 0.62))
    m.ball(GOLD, 0, 0.5, 0.05)


def briefcase(m: Model, place: Place, rng: Rng) -> None:
    """Draw a briefcase."""
    colour = m.canvas.hue(place, rgb(("5a3a26", "2e2c30")[int(rng.integers(2))]))
    m.limb(
        tone(colour, -0.3),
        [0.07, 0.07, 0.07],
        (-0.16, 0.84),
        (-0.14, 0.97),
        (0.14, 0.97),
        (0.16, 0.84),
    )
    done = m.poly(colour, (-0.58, 0.86), (-0.6, 0.02), (0.6, 0.02), (0.58, 0.86), round_=0.7)
    m.line(tone(colour, -0.45), 0.025, (-0.6, 0.56), (0.6, 0.56), on=done)
    for u in (-0.3, 0.3):
        m.poly(GOLD, (u - 0.05, 0.62), (u + 0.05, 0.62), (u + 0.05, 0.5), (u - 0.05, 0.5), line=0.4)


def suitcase(m: Model, place: Place, rng: Rng) -> None:
    """Draw a suitcase with straps."""
    colour = m.canvas.hue(place, rgb(("8a5a34", "3f5a6a", "a84a3f")[int(rng.integers(3))]))
    briefcase(m, place, rng)
    done = m.poly(colour, (-0.58, 0.86), (-0.6, 0.02), (0.6, 0.02), (0.58, 0.86), round_=0.7)
    for u in (-0.34, 0.34):
        m.limb(tone(colour, -0.4), [0.07, 0.07], (u, 0.9), (u, -0.02), on=done, line=0.5)


def lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a paper lantern that hangs from its handle and shines."""
    colour = m.canvas.hue(place, rgb("e0553a"))
    m.line(rgb("3a2c24"), 0.018, (0, 1.0), (0, 0.78))
    m.limb(rgb("3a2c24"), [0.06, 0.06], (-0.12, 0.78), (0.12, 0.78))
    m.blob(mix(colour, rgb("ffd98a"), 0.35), (-0.16, 0.78), (-0.3, 0.58), (-0.28, 0.34),
        (-0.14, 0.18), (0.14, 0.18), (0.28, 0.34), (0.3, 0.58), (0.16, 0.78), glow=True,
        light=0.8)  # fmt: skip
    for u in (-0.5, 0, 0.5):
        m.line(
            tone(colour, -0.35),
            0.012,
            (u * 0.28, 0.77),
            (u * 0.52, 0.48),
            (u * 0.26, 0.19),
            force=0.4,
        )
    m.limb(rgb("3a2c24"), [0.06, 0.06], (-0.11, 0.18), (0.11, 0.18))
    m.limb(GOLD, [0.03, 0.07], (0, 0.15), (0, 0.0))


def balloon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a balloon on its string."""
    colour = m.canvas.hue(
        place, rgb(("c8352f", "e0b03a", "4a8ac0", "d8708a")[int(rng.integers(4))])
    )
    m.line(rgb("6a6460"), 0.008, (0, 0.0), (0.03, 0.3), (-0.01, 0.55), (0, 0.68))
    m.poly(tone(colour, -0.2), (-0.02, 0.67), (0.02, 0.67), (0, 0.7))
    m.blob(colour, (0, 0.69), (-0.11, 0.77), (-0.13, 0.88), (-0.07, 0.98), (0.07, 0.98),
        (0.13, 0.88), (0.11, 0.77), round_=1.4)  # fmt: skip
    m.tint(rgb("ffffff"), oval(-0.055, 0.92, 0.022, 0.034, 0.4), cover=0.6, fade=0.012)


FORMS = {
    "umbrella": Form(umbrella, 1.02, 0.56, grip=(0.0, 0.12)),
    "parasol": Form(parasol, 1.04, 0.58, grip=(0.0, 0.12)),
    "basket": Form(basket, 0.4, 0.52, grip=(0.0, 0.98)),
    "bag": Form(bag, 0.32, 0.48, grip=(0.0, 0.95)),
    "briefcase": Form(briefcase, 0.36, 0.62, grip=(0.0, 0.96)),
    "suitcase": Form(suitcase, 0.46, 0.62, grip=(0.0, 0.96)),
    "lantern": Form(lantern, 0.46, 0.32, grip=(0.0, 1.0), hangs=True),
    "balloon": Form(balloon, 1.3, 0.16, grip=(0.0, 0.02)),
}
