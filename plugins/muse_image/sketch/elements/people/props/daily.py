"""Things of every day in hands: umbrella, book, cup, lantern, fan, bags, phone, camera."""

import math

from ....catalogue import Form
from ....draws import Rng
from ....paint.colour import Colour, mix, rgb
from ....paint.model import Model, Outline, oval, smooth, tone
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
        rim.append((u, low + 0.05 * (1 - (2 * t - 1) ** 2) * -0.4 + 0.035 * abs(math.sin(math.pi * t * scallops))))
    dome = [(half * math.cos(a), low + (top - low) * math.sin(a) ** 0.9) for a in [k * math.pi / 24 for k in range(25)]]
    m.part(tone(colour, -0.42), oval(0, low + 0.005, half * 0.98, 0.045), line=0.5, round_=0.2)
    done = m.part(colour, [*dome, *rim], round_=1.2)
    for k in range(1, scallops):
        u = -half + 2 * half * k / scallops
        m.line(ribs, 0.007, (0, top), (u * 0.72, low + (top - low) * 0.62), (u, low), on=done, force=0.6)
    m.limb(ribs, [0.012, 0.01], (0, top - 0.01), (0, 1.02), line=0.3)


def umbrella(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open umbrella."""
    colour = m.canvas.hue(place, rgb(("b8322f", "d9a93a", "3f5a8a", "2f3038")[int(rng.integers(4))]))
    m.limb(rgb("4a4038"), [0.018, 0.016], (0, 0.06), (0, 0.97))
    m.limb(WOOD, [0.024, 0.026, 0.022], (0, 0.12), (0, 0.03), (0.035, 0.0), (0.06, 0.03))
    _canopy(m, colour, 0.66, 0.54, 6, tone(colour, -0.35))


def parasol(m: Model, place: Place, rng: Rng) -> None:
    """Draw an oil-paper umbrella with its ribs."""
    colour = m.canvas.hue(place, rgb(("c8503a", "d8b48a", "7fa0a8")[int(rng.integers(3))]))
    m.limb(rgb("8a6a42"), [0.018, 0.016], (0, 0.0), (0, 0.97))
    _canopy(m, colour, 0.72, 0.56, 14, mix(colour, rgb("5a3a24"), 0.45))


def book(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open book, seen from its back."""
    cover = m.canvas.hue(place, rgb(("8a3a34", "3f5a7a", "4a6a4a", "a8783a")[int(rng.integers(4))]))
    page = rgb("f4eedd")
    m.poly(page, (-0.62, 0.98), (-0.3, 1.06), (0, 0.96), (0.3, 1.06), (0.62, 0.98), (0.6, 0.6), (-0.6, 0.6), line=0.5)
    for way in (-1, 1):
        m.poly(tone(cover, 0.06 * way), (0, 0.02), (way * 0.64, 0.1), (way * 0.66, 0.98), (0, 0.9), round_=0.6)
        m.poly(tone(cover, 0.35), (way * 0.16, 0.64), (way * 0.5, 0.7), (way * 0.5, 0.6), (way * 0.16, 0.54), line=0.2)
    m.line(tone(cover, -0.45), 0.03, (0, 0.02), (0, 0.9))


def cup(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup."""
    clay = m.canvas.hue(place, rgb(("e9e2d4", "b8524a", "5a7a94")[int(rng.integers(3))]))
    m.limb(clay, [0.1, 0.12, 0.1], (0.36, 0.78), (0.64, 0.66), (0.58, 0.36), (0.3, 0.26))
    m.blob(clay, (-0.42, 0.96), (-0.4, 0.4), (-0.28, 0.04), (0, 0.0), (0.28, 0.04), (0.4, 0.4), (0.42, 0.96))
    m.ball(tone(clay, 0.2), 0, 0.95, 0.43, 0.1, round_=0.3)
    m.part(rgb("4a2c1a"), oval(0, 0.93, 0.36, 0.07), round_=0.2, light=0.5)


def lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a paper lantern that hangs from its handle and shines."""
    colour = m.canvas.hue(place, rgb("e0553a"))
    m.line(rgb("3a2c24"), 0.018, (0, 1.0), (0, 0.78))
    m.limb(rgb("3a2c24"), [0.06, 0.06], (-0.12, 0.78), (0.12, 0.78))
    m.blob(mix(colour, rgb("ffd98a"), 0.35), (-0.16, 0.78), (-0.3, 0.58), (-0.28, 0.34), (-0.14, 0.18), (0.14, 0.18),
           (0.28, 0.34), (0.3, 0.58), (0.16, 0.78), glow=True, light=0.8)  # fmt: skip
    for u in (-0.5, 0, 0.5):
        m.line(tone(colour, -0.35), 0.012, (u * 0.28, 0.77), (u * 0.52, 0.48), (u * 0.26, 0.19), force=0.4)
    m.limb(rgb("3a2c24"), [0.06, 0.06], (-0.11, 0.18), (0.11, 0.18))
    m.limb(GOLD, [0.03, 0.07], (0, 0.15), (0, 0.0))


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
        m.line(tone(colour, -0.25), 0.012, (0.44 * math.cos(a), 0.05 + 0.44 * math.sin(a)),
               (0.95 * math.cos(a), 0.05 + 0.95 * math.sin(a)), on=done, force=0.4)  # fmt: skip
    m.part(rgb("c8606a"), *(oval(0.7 * math.cos(a), 0.05 + 0.7 * math.sin(a), 0.07, 0.06) for a in arc[4:17:6]),
           on=done, line=0.2)  # fmt: skip


def balloon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a balloon on its string."""
    colour = m.canvas.hue(place, rgb(("c8352f", "e0b03a", "4a8ac0", "d8708a")[int(rng.integers(4))]))
    m.line(rgb("6a6460"), 0.008, (0, 0.0), (0.03, 0.3), (-0.01, 0.55), (0, 0.68))
    m.poly(tone(colour, -0.2), (-0.02, 0.67), (0.02, 0.67), (0, 0.7))
    m.blob(colour, (0, 0.69), (-0.11, 0.77), (-0.13, 0.88), (-0.07, 0.98), (0.07, 0.98), (0.13, 0.88), (0.11, 0.77),
           round_=1.4)  # fmt: skip
    m.tint(rgb("ffffff"), oval(-0.055, 0.92, 0.022, 0.034, 0.4), cover=0.6, fade=0.012)


def basket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basket with fruit under its handle."""
    straw = m.canvas.hue(place, rgb("b98a4e"))
    m.limb(tone(straw, -0.2), [0.05, 0.05, 0.05], (-0.42, 0.45), (-0.26, 0.9), (0, 1.0), (0.26, 0.9), (0.42, 0.45))
    for u, c in ((-0.24, "b8322f"), (0.0, "d8a03a"), (0.24, "b8322f"), (-0.1, "7a9a48"), (0.14, "c8553a")):
        m.ball(rgb(c), u, 0.5 + 0.04 * math.cos(u * 9), 0.13)
    done = m.blob(straw, (-0.5, 0.5), (-0.46, 0.2), (-0.34, 0.02), (0.34, 0.02), (0.46, 0.2), (0.5, 0.5))
    for k in range(1, 5):
        m.line(tone(straw, -0.35), 0.02, (-0.5, 0.1 * k), (0.5, 0.1 * k), on=done, force=0.4)
    for u in (-0.3, -0.1, 0.1, 0.3):
        m.line(tone(straw, -0.35), 0.02, (u, 0.02), (u * 1.2, 0.5), on=done, force=0.3)
    m.limb(tone(straw, 0.15), [0.08, 0.08], (-0.5, 0.48), (0.5, 0.48))


def bag(m: Model, place: Place, rng: Rng) -> None:
    """Draw a handbag."""
    colour = m.canvas.hue(place, rgb(("7a3a34", "c09a6a", "3a3a44")[int(rng.integers(3))]))
    m.limb(tone(colour, -0.25), [0.05, 0.05, 0.05], (-0.24, 0.62), (-0.16, 0.95), (0.16, 0.95), (0.24, 0.62))
    m.blob(colour, (-0.36, 0.62), (-0.46, 0.05), (0, 0.0), (0.46, 0.05), (0.36, 0.62))
    m.ball(GOLD, 0, 0.5, 0.05)


def briefcase(m: Model, place: Place, rng: Rng) -> None:
    """Draw a briefcase."""
    colour = m.canvas.hue(place, rgb(("5a3a26", "2e2c30")[int(rng.integers(2))]))
    m.limb(tone(colour, -0.3), [0.07, 0.07, 0.07], (-0.16, 0.84), (-0.14, 0.97), (0.14, 0.97), (0.16, 0.84))
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


def phone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a telephone whose screen shines."""
    m.poly(m.canvas.hue(place, rgb("26272c")), (-0.26, 1.0), (0.26, 1.0), (0.26, 0.0), (-0.26, 0.0), round_=0.3)
    m.poly(rgb("a8d4ea"), (-0.21, 0.94), (0.21, 0.94), (0.21, 0.08), (-0.21, 0.08), glow=True, light=0.8, round_=0)


def camera(m: Model, place: Place, rng: Rng) -> None:
    """Draw a camera from the front."""
    body = m.canvas.hue(place, rgb("2e2e34"))
    m.poly(rgb("b9bcc2"), (-0.6, 0.88), (-0.3, 0.9), (-0.2, 1.05), (0.2, 1.05), (0.3, 0.9), (0.6, 0.88), (0.62, 0.1),
           (-0.62, 0.1), round_=0.5)  # fmt: skip
    m.poly(body, (-0.64, 0.74), (0.64, 0.74), (0.64, 0.04), (-0.64, 0.04), round_=0.5)
    m.ball(rgb("1c1d22"), 0.02, 0.42, 0.36)
    m.ball(rgb("4a5a74"), 0.02, 0.42, 0.22)
    m.ball(rgb("c8dcec"), -0.06, 0.52, 0.06, line=0)


def candle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a candle in its holder."""
    m.ball(GOLD, 0, 0.06, 0.26, 0.06)
    m.limb(m.canvas.hue(place, rgb("f2ead6")), [0.2, 0.2], (0, 0.1), (0, 0.62))
    m.blob(rgb("ffcf5a"), (0, 0.66), (-0.1, 0.78), (0, 1.0), (0.1, 0.78), glow=True, light=0.95, line=0.3)


def torch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a burning torch."""
    m.limb(WOOD, [0.05, 0.09], (0, 0), (0, 0.66))
    m.blob(rgb("f08a2a"), (-0.1, 0.66), (-0.13, 0.8), (-0.05, 0.9), (0, 1.06), (0.07, 0.9), (0.13, 0.78), (0.1, 0.66),
           glow=True, light=0.95, line=0.3)  # fmt: skip
    m.blob(rgb("ffe08a"), (-0.05, 0.66), (-0.05, 0.78), (0, 0.9), (0.06, 0.76), (0.05, 0.66), glow=True, light=1.0, line=0)


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
    m.part(colour, smooth([(-0.5, 0.9), (-0.1, 0.6), (0.0, 0.1), (-0.3, -0.1), (-0.7, 0.4)]), on=done, line=0.4)
    m.part(tone(colour, -0.3), smooth([(0.1, 1.1), (0.2, 0.6), (0.6, 0.3), (0.7, 0.8)]), on=done, line=0.4)


FORMS = {
    "umbrella": Form(umbrella, 1.02, 0.56, grip=(0.0, 0.12)),
    "parasol": Form(parasol, 1.04, 0.58, grip=(0.0, 0.12)),
    "book": Form(book, 0.26, 0.7, grip=(0.0, 0.4)),
    "cup": Form(cup, 0.11, 0.7, grip=(0.3, 0.4)),
    "lantern": Form(lantern, 0.46, 0.32, grip=(0.0, 1.0), hangs=True),
    "fan": Form(fan, 0.25, 0.98, grip=(0.0, 0.04)),
    "balloon": Form(balloon, 1.3, 0.16, grip=(0.0, 0.02)),
    "basket": Form(basket, 0.4, 0.52, grip=(0.0, 0.98)),
    "bag": Form(bag, 0.32, 0.48, grip=(0.0, 0.95)),
    "briefcase": Form(briefcase, 0.36, 0.62, grip=(0.0, 0.96)),
    "suitcase": Form(suitcase, 0.46, 0.62, grip=(0.0, 0.96)),
    "phone": Form(phone, 0.17, 0.3, grip=(0.0, 0.3)),
    "camera": Form(camera, 0.13, 0.66, grip=(0.0, 0.3)),
    "candle": Form(candle, 0.22, 0.3, grip=(0.0, 0.1)),
    "torch": Form(torch, 0.6, 0.16, grip=(0.0, 0.3)),
    "magnifier": Form(magnifier, 0.26, 0.3, grip=(0.0, 0.2)),
    "gift": Form(gift, 0.24, 0.52, grip=(0.0, 0.2)),
    "ball": Form(ball, 0.24, 0.52, grip=(0.0, 0.3)),
}
