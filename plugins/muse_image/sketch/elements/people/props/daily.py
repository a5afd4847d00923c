"""Small things of every day in hands: book, cup, fan, phone, camera, lights."""

import math

from ....catalogue import Form
from ....draws import Rng
from ....paint.colour import rgb
from ....paint.model import Model, oval, smooth, tone
from ....scene.plan import Place

WOOD = rgb("7a5432")
GOLD = rgb("d0a648")


def book(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open book, seen from its back."""
    cover = m.canvas.hue(place, rgb(("8a3a34", "3f5a7a", "4a6a4a", "a8783a")[int(rng.integers(4))]))
    page = rgb("f4eedd")
    m.poly(
        page,
        (-0.62, 0.98),
        (-0.3, 1.06),
        (0, 0.96),
        (0.3, 1.06),
        (0.62, 0.98),
        (0.6, 0.6),
        (-0.6, 0.6),
        line=0.5,
    )
    for way in (-1, 1):
        m.poly(
            tone(cover, 0.06 * way),
            (0, 0.02),
            (way * 0.64, 0.1),
            (way * 0.66, 0.98),
            (0, 0.9),
            round_=0.6,
        )
        m.poly(
            tone(cover, 0.35),
            (way * 0.16, 0.64),
            (way * 0.5, 0.7),
            (way * 0.5, 0.6),
            (way * 0.16, 0.54),
            line=0.2,
        )
    m.line(tone(cover, -0.45), 0.03, (0, 0.02), (0, 0.9))


def cup(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup."""
    clay = m.canvas.hue(place, rgb(("e9e2d4", "b8524a", "5a7a94")[int(rng.integers(3))]))
    m.limb(clay, [0.1, 0.12, 0.1], (0.36, 0.78), (0.64, 0.66), (0.58, 0.36), (0.3, 0.26))
    m.blob(
        clay,
        (-0.42, 0.96),
        (-0.4, 0.4),
        (-0.28, 0.04),
        (0, 0.0),
        (0.28, 0.04),
        (0.4, 0.4),
        (0.42, 0.96),
    )
    m.ball(tone(clay, 0.2), 0, 0.95, 0.43, 0.1, round_=0.3)
    m.part(rgb("4a2c1a"), oval(0, 0.93, 0.36, 0.07), round_=0.2, light=0.5)


def fan(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open folding fan."""
    colour = m.canvas.hue(place, rgb(("f0e2d0", "e8b4b0", "a8c0cc")[int(rng.integers(3))]))
    arc = [math.pi * (0.12 + 0.76 * k / 20) for k in range(21)]
    outer = [(0.95 * math.cos(a), 0.05 + 0.95 * math.sin(a)) for a in arc]
    inner = [(0.42 * math.cos(a), 0.05 + 0.42 * math.sin(a)) for a in reversed(arc)]
    for a in arc[::3]:
        m.line(rgb("6a4a30"), 0.03, (0, 0.05), (0.5 * math.cos(a), 0.05 + 0.5 * math.sin(a)))
    done = m.part(colour, [*outer, *inner], round_=0.4)
    for a in arc[1:-1:2]:
        m.line(tone(colour, -0.25), 0.012, (0.44 * math.cos(a),
            0.05 + 0.44 * math.sin(a)), (0.95 * math.cos(a), 0.05 + 0.95 * math.sin(a)),
            on=done, force=0.4)  # fmt: skip
    m.part(rgb("c8606a"), *(oval(0.7 * math.cos(a), 0.05 + 0.7 * math.sin(a), 0.07,
        0.06) for a in arc[4:17:6]), on=done, line=0.2)  # fmt: skip


def phone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a telephone whose screen shines."""
    m.poly(
        m.canvas.hue(place, rgb("26272c")),
        (-0.26, 1.0),
        (0.26, 1.0),
        (0.26, 0.0),
        (-0.26, 0.0),
        round_=0.3,
    )
    m.poly(
        rgb("a8d4ea"),
        (-0.21, 0.94),
        (0.21, 0.94),
        (0.21, 0.08),
        (-0.21, 0.08),
        glow=True,
        light=0.8,
        round_=0,
    )


def camera(m: Model, place: Place, rng: Rng) -> None:
    """Draw a camera from the front."""
    body = m.canvas.hue(place, rgb("2e2e34"))
    m.poly(rgb("b9bcc2"), (-0.6, 0.88), (-0.3, 0.9), (-0.2, 1.05), (0.2, 1.05), (0.3,
        0.9), (0.6, 0.88), (0.62, 0.1), (-0.62, 0.1), round_=0.5)  # fmt: skip
    m.poly(body, (-0.64, 0.74), (0.64, 0.74), (0.64, 0.04), (-0.64, 0.04), round_=0.5)
    m.ball(rgb("1c1d22"), 0.02, 0.42, 0.36)
    m.ball(rgb("4a5a74"), 0.02, 0.42, 0.22)
    m.ball(rgb("c8dcec"), -0.06, 0.52, 0.06, line=0)


def candle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a candle in its holder."""
    m.ball(GOLD, 0, 0.06, 0.26, 0.06)
    m.limb(m.canvas.hue(place, rgb("f2ead6")), [0.2, 0.2], (0, 0.1), (0, 0.62))
    m.blob(
        rgb("ffcf5a"),
        (0, 0.66),
        (-0.1, 0.78),
        (0, 1.0),
        (0.1, 0.78),
        glow=True,
        light=0.95,
        line=0.3,
    )


def torch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a burning torch."""
    m.limb(WOOD, [0.05, 0.09], (0, 0), (0, 0.66))
    m.blob(rgb("f08a2a"), (-0.1, 0.66), (-0.13, 0.8), (-0.05, 0.9), (0, 1.06), (0.07,
        0.9), (0.13, 0.78), (0.1, 0.66), glow=True, light=0.95, line=0.3)  # fmt: skip
    m.blob(
        rgb("ffe08a"),
        (-0.05, 0.66),
        (-0.05, 0.78),
        (0, 0.9),
        (0.06, 0.76),
        (0.05, 0.66),
        glow=True,
        light=1.0,
        line=0,
    )


def magnifier(m: Model, place: Place, rng: Rng) -> None:
    """Draw a magnifying glass."""
    m.limb(WOOD, [0.1, 0.12], (0, 0), (0, 0.46))
    m.ball(GOLD, 0, 0.72, 0.28)
    m.ball(rgb("cfe2ea"), 0, 0.72, 0.22, light=0.75)


def gift(m: Model, place: Place, rng: Rng) -> None:
    """Draw a present with a bow."""
    colour = m.canvas.hue(place, rgb(("c8352f", "4a7a9a", "7a9a58")[int(rng.integers(3))]))
    band = rgb("f0d27a")
    done = m.poly(colour, (-0.5, 0.78), (0.5, 0.78), (0.5, 0.0), (-0.5, 0.0), round_=0.5)
    m.poly(band, (-0.08, 0.78), (0.08, 0.78), (0.08, 0.0), (-0.08, 0.0), on=done, line=0.4)
    m.poly(band, (-0.5, 0.46), (0.5, 0.46), (0.5, 0.32), (-0.5, 0.32), on=done, line=0.4)
    for way in (-1, 1):
        m.blob(band, (0, 0.78), (way * 0.26, 0.98), (way * 0.34, 0.8))


def ball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ball with coloured fields."""
    colour = m.canvas.hue(place, rgb(("c8352f", "e0b03a", "4a8ac0")[int(rng.integers(3))]))
    done = m.ball(rgb("f2ede2"), 0, 0.5, 0.5, round_=1.4)
    m.part(
        colour,
        smooth([(-0.5, 0.9), (-0.1, 0.6), (0.0, 0.1), (-0.3, -0.1), (-0.7, 0.4)]),
        on=done,
        line=0.4,
    )
    m.part(
        tone(colour, -0.3),
        smooth([(0.1, 1.1), (0.2, 0.6), (0.6, 0.3), (0.7, 0.8)]),
        on=done,
        line=0.4,
    )


FORMS = {
    "book": Form(book, 0.26, 0.7, grip=(0.0, 0.4)),
    "cup": Form(cup, 0.11, 0.7, grip=(0.3, 0.4)),
    "fan": Form(fan, 0.25, 0.98, grip=(0.0, 0.04)),
    "phone": Form(phone, 0.17, 0.3, grip=(0.0, 0.3)),
    "camera": Form(camera, 0.13, 0.66, grip=(0.0, 0.3)),
    "candle": Form(candle, 0.22, 0.3, grip=(0.0, 0.1)),
    "torch": Form(torch, 0.6, 0.16, grip=(0.0, 0.3)),
    "magnifier": Form(magnifier, 0.26, 0.3, grip=(0.0, 0.2)),
    "gift": Form(gift, 0.24, 0.52, grip=(0.0, 0.2)),
    "ball": Form(ball, 0.24, 0.52, grip=(0.0, 0.3)),
}
