"""Flowers, tools and toys in hands: flower, bouquet, palette, fishing rod, kite, sign, flag."""

import math

from ....catalogue import Form
from ....draws import Rng
from ....lettering import lettered, text_for
from ....paint.colour import Colour, luma, mix, rgb
from ....paint.model import Model, oval, tone
from ....scene.plan import Place

LEAF = rgb("5f8a4a")
WOOD = rgb("8a6238")


def _bloom(m: Model, u: float, v: float, r: float, colour: Colour, turn: float = 0.0) -> None:
    """Draw the head of a flower."""
    petals = [
        oval(u + 0.62 * r * math.cos(a), v + 0.62 * r * math.sin(a), r * 0.56, r * 0.4, a)
        for a in (turn + k * math.tau / 6 for k in range(6))
    ]
    m.part(colour, *petals, line=0.6)
    m.part(rgb("e8c04a"), oval(u, v, r * 0.32, r * 0.32), line=0.4)


def flower(m: Model, place: Place, rng: Rng) -> None:
    """Draw one flower on its stem."""
    colour = m.canvas.hue(
        place, rgb(("d8485a", "e8b0bc", "f0e8dc", "e0b03a")[int(rng.integers(4))])
    )
    m.limb(LEAF, [0.035, 0.03], (0, 0), (0.02, 0.4), (0, 0.8))
    m.blob(LEAF, (0.01, 0.3), (0.14, 0.42), (0.22, 0.56), (0.08, 0.46))
    _bloom(m, 0, 0.84, 0.2, colour, 0.3)


def bouquet(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bunch of flowers in paper."""
    first = m.canvas.hue(place, rgb(("d8485a", "e8a0b0", "e0b03a")[int(rng.integers(3))]))
    for u in (-0.34, -0.14, 0.1, 0.32):
        m.blob(LEAF, (0, 0.4), (u - 0.1, 0.7), (u * 1.3, 0.98), (u + 0.1, 0.7), line=0.5)
    tints = (first, mix(first, rgb("f6ece0"), 0.6), rgb("f2e6d8"), tone(first, -0.15))
    spots = (
        (-0.32, 0.7),
        (0.32, 0.72),
        (0, 0.92),
        (-0.16, 0.82),
        (0.18, 0.84),
        (0, 0.68),
        (-0.2, 0.6),
        (0.2, 0.58),
    )
    for k, (u, v) in enumerate(spots):
        _bloom(m, u, v, 0.16, tints[k % 4], k)
    paper = rgb("efe2cc")
    m.poly(
        paper,
        (-0.36, 0.58),
        (-0.06, 0.12),
        (-0.1, 0.0),
        (0.1, 0.0),
        (0.06, 0.12),
        (0.36, 0.58),
        (0, 0.44),
    )
    m.line(tone(paper, -0.25), 0.012, (0, 0.44), (0.0, 0.14))
    m.limb(tone(first, -0.2), [0.06, 0.06], (-0.09, 0.15), (0.09, 0.15))


def palette(m: Model, place: Place, rng: Rng) -> None:
    """Draw a painter's palette with its colours."""
    done = m.blob(WOOD, (-0.8, 0.4), (-0.5, 0.86), (0.2, 1.0), (0.8, 0.7), (0.7, 0.2),
        (0.2, 0.22), (-0.2, 0.0), (-0.66, 0.08), round_=0.6)  # fmt: skip
    m.part(tone(WOOD, -0.55), oval(-0.12, 0.26, 0.1, 0.08), on=done)
    daubs = ((-0.5, 0.5, "b8322f"), (-0.2, 0.74, "e0b03a"), (0.16, 0.8, "4a8a4a"),
        (0.46, 0.66, "3f6ab0"), (0.5, 0.38, "efe8dc"))  # fmt: skip
    for u, v, c in daubs:
        m.part(rgb(c), oval(u, v, 0.12, 0.09), on=done, line=0.4)


def paintbrush(m: Model, place: Place, rng: Rng) -> None:
    """Draw a paint brush."""
    m.limb(rgb("a8683a"), [0.03, 0.06, 0.05], (0, 0), (0, 0.4), (0, 0.76))
    m.limb(rgb("b9bcc2"), [0.06, 0.06], (0, 0.74), (0, 0.84))
    m.blob(
        m.canvas.hue(place, rgb("3f6ab0")),
        (-0.035, 0.84),
        (-0.05, 0.92),
        (0, 1.04),
        (0.05, 0.92),
        (0.035, 0.84),
    )


def fishing_rod(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fishing rod that bends, with its line and float."""
    m.limb(WOOD, [0.018, 0.013, 0.006], (0, 0), (0.01, 0.5), (0.06, 1.0), line=0.6)
    m.ball(rgb("5a5e66"), 0.022, 0.17, 0.022)
    m.line(rgb("4a4a4e"), 0.003, (0.06, 1.0), (0.3, 0.7), (0.42, 0.2))
    m.ball(m.canvas.hue(place, rgb("c8352f")), 0.42, 0.2, 0.014)


def kite(m: Model, place: Place, rng: Rng) -> None:
    """Draw a kite on its string."""
    colour = m.canvas.hue(place, rgb(("c8352f", "3f7ab0", "e0a03a")[int(rng.integers(3))]))
    m.line(rgb("5a5652"), 0.004, (0, 0), (0.06, 0.4), (0.0, 0.76))
    m.limb(
        rgb("e0b03a"),
        [0.012, 0.012, 0.012],
        (0, 0.74),
        (-0.05, 0.64),
        (0.0, 0.57),
        (-0.04, 0.5),
        line=0.4,
    )
    m.poly(colour, (0, 1.0), (0.1, 0.89), (0, 0.74), (-0.1, 0.89), round_=0.4)
    m.poly(tone(colour, 0.4), (0, 1.0), (0.1, 0.89), (0, 0.89), line=0.3, round_=0.2)
    m.poly(tone(colour, 0.4), (0, 0.74), (-0.1, 0.89), (0, 0.89), line=0.3, round_=0.2)


def sign(m: Model, place: Place, rng: Rng) -> None:
    """Draw a board that is held up before the chest, with the text that it carries."""
    board = m.canvas.hue(place, rgb("f0e8d4"))
    done = m.poly(board, (-0.72, 1.0), (0.72, 1.0), (0.72, 0.0), (-0.72, 0.0), round_=0.3)
    text = text_for(m.canvas)
    if text:
        ink = rgb("2a2430") if float(luma(board)) > 0.45 else rgb("fff4d8")
        m.canvas.written[text] = lettered(m, text, (-0.62, 0.24, 0.62, 0.92), ink, done)
        return
    for v in (0.72, 0.5, 0.28):
        m.line(rgb("4a4440"), 0.03, (-0.46, v), (0.46 - (0.72 - v), v), on=done, force=0.5)


def flag(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flag in the wind."""
    colour = m.canvas.hue(place, rgb("b8322f"))
    m.limb(WOOD, [0.024, 0.022], (0, 0), (0, 1))
    m.blob(colour, (-0.01, 0.99), (-0.18, 0.95), (-0.36, 1.0), (-0.5, 0.96), (-0.48,
        0.7), (-0.34, 0.72), (-0.16, 0.67), (-0.01, 0.7))  # fmt: skip


def teddy(m: Model, place: Place, rng: Rng) -> None:
    """Draw a teddy bear."""
    fur = m.canvas.hue(place, rgb("b08050"))
    for way in (-1, 1):
        m.ball(fur, way * 0.22, 0.1, 0.13, 0.11)
        m.ball(fur, way * 0.32, 0.44, 0.1, 0.16, way * 0.6)
        m.ball(fur, way * 0.2, 0.94, 0.09)
    m.ball(fur, 0, 0.34, 0.27, 0.28)
    m.ball(tone(fur, 0.3), 0, 0.32, 0.16, 0.18, line=0.2)
    m.ball(fur, 0, 0.76, 0.26, 0.22)
    m.ball(tone(fur, 0.35), 0, 0.7, 0.12, 0.09, line=0.3)
    for u, v in ((-0.09, 0.8), (0.09, 0.8), (0, 0.73)):
        m.ball(rgb("241a14"), u, v, 0.03, line=0.2)


def ladle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cook's ladle."""
    steel = m.canvas.hue(place, rgb("aeb4bc"))
    m.limb(steel, [0.05, 0.045], (0, 0), (0, 0.76))
    m.blob(steel, (-0.16, 0.94), (-0.12, 0.78), (0.02, 0.72), (0.16, 0.8), (0.2, 0.94))
    m.ball(tone(steel, -0.35), 0.02, 0.93, 0.17, 0.04, line=0.3)


FORMS = {
    "flower": Form(flower, 0.42, 0.24, grip=(0.0, 0.2)),
    "bouquet": Form(bouquet, 0.44, 0.5, grip=(0.0, 0.1)),
    "palette": Form(palette, 0.26, 0.85, grip=(-0.1, 0.2)),
    "paintbrush": Form(paintbrush, 0.32, 0.08, grip=(0.0, 0.35)),
    "fishing_rod": Form(fishing_rod, 1.9, 0.46, grip=(0.0, 0.08)),
    "kite": Form(kite, 2.0, 0.14, grip=(0.0, 0.0)),
    "sign": Form(sign, 0.36, 0.75, grip=(0.0, 0.1)),
    "flag": Form(flag, 1.1, 0.55, grip=(0.0, 0.15)),
    "teddy": Form(teddy, 0.38, 0.4, grip=(0.0, 0.25)),
    "ladle": Form(ladle, 0.42, 0.22, grip=(0.0, 0.25)),
}
