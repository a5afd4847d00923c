"""Ships seen near: one with three masts, a pirate's, a junk with ribbed sails, a liner."""

from functools import partial

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Part, Spot, oval, tone
from ...scene.plan import Place
from .._built import lights

WOOD = rgb("6a4630")
GOLD = rgb("d0a548")
SPAR = rgb("5a3f2c")
LIT = rgb("ffd98a")


def _sail(m: Model, cloth: Colour, mast: float, low: float, high: float, half: float) -> None:
    """Draw a square sail that the wind fills, with its yard."""
    top, foot = half * 0.84, half
    belly = 0.05 * half / 0.16
    cut = m.blob(
        cloth,
        (mast - top, high),
        (mast, high - 0.004),
        (mast + top, high),
        (mast + foot + belly, (low + high) / 2),
        (mast + foot, low),
        (mast + foot * 0.3, low + 0.02),
        (mast - foot * 0.7, low + 0.014),
        (mast - foot, low),
        (mast - foot * 0.8, (low + high) / 2),
        light=0.64,
        round_=0.9,
    )
    for k in range(1, 4):
        u = -1 + k / 2
        m.line(tone(cloth, -0.18), 0.004, (mast + u * top, high), (mast + u * foot + belly * 0.7,
               (low + high) / 2), (mast + u * foot, low), on=cut, force=0.35)  # fmt: skip
    m.limb(SPAR, [0.01, 0.014, 0.01], (mast - top * 1.1, high), (mast, high + 0.004),
           (mast + top * 1.1, high))  # fmt: skip


def _hull(m: Model, colour: Colour, *deck: Spot) -> Part:
    """Draw a hull under a deck line from stern to bow, with planks."""
    stern, bow = deck[0], deck[-1]
    hull = m.part(
        colour,
        [
            *deck,
            (bow[0] - 0.06, bow[1] * 0.55),
            (bow[0] - 0.15, 0.0),
            (stern[0] + 0.08, 0.0),
            (stern[0] + 0.02, stern[1] * 0.4),
        ],
        light=0.52,
        round_=0.6,
        reach=0.05,
    )
    for k in range(1, 5):
        plank = [(u, v * (1 - k * 0.19)) for u, v in deck]
        m.line(tone(colour, -0.3), 0.004, *plank, on=hull, force=0.3)
    return hull


def tall_ship(pirate: bool, m: Model, place: Place, rng: Rng) -> None:
    """Draw a ship with three masts; a pirate's has dark sails and a skull on its flag."""
    usual = "4a4448" if pirate else "f2ead6"
    cloth = m.canvas.hue(place, rgb(usual))
    flag = rgb("1c1c20") if pirate else rgb(("b8342c", "2f5f8f", "d9a52f")[int(rng.integers(3))])
    for a, b in (
        ((-0.62, 0.2), (-0.3, 0.9)),
        ((-0.3, 0.86), (0.02, 0.6)),
        ((0.02, 0.97), (0.34, 0.55)),
        ((0.34, 0.88), (0.86, 0.34)),
        ((-0.2, 0.14), (0.02, 0.9)),
        ((0.2, 0.14), (0.02, 0.9)),
        ((0.5, 0.16), (0.34, 0.8)),
        ((-0.46, 0.18), (-0.3, 0.8)),
    ):
        m.line(rgb("4a3c30"), 0.004, a, b, force=0.4)
    m.limb(SPAR, [0.022, 0.012], (0.5, 0.2), (0.9, 0.36))
    for mast, top in ((-0.3, 0.9), (0.34, 0.9), (0.02, 1.0)):
        m.limb(SPAR, [0.022, 0.012], (mast, 0.12), (mast, top))
        wide = 0.15 if mast else 0.17
        for low, high, part in ((0.25, 0.47, 1.0), (0.5, 0.68, 0.82), (0.71, 0.83, 0.64)):
            _sail(m, cloth, mast, low * top, high * top, wide * part)
        m.ball(SPAR, mast, 0.485 * top, 0.03, 0.014)
    m.part(cloth, [(0.86, 0.35), (0.4, 0.76), (0.47, 0.3)], light=0.7, round_=0.8)
    m.part(tone(cloth, -0.08), [(-0.34, 0.24), (-0.33, 0.56), (-0.62, 0.62), (-0.66, 0.26)],
           light=0.6, round_=0.8)  # fmt: skip
    banner = m.blob(
        flag,
        (0.02, 1.04),
        (-0.06, 1.045),
        (-0.16, 1.03),
        (-0.17, 0.965),
        (-0.08, 0.98),
        (0.02, 0.975),
    )
    if pirate:
        m.part(rgb("f0ece0"), oval(-0.07, 1.015, 0.02, 0.018), oval(-0.07, 0.998, 0.012, 0.01),
               on=banner, round_=0)  # fmt: skip
        m.line(rgb("f0ece0"), 0.007, (-0.1, 0.99), (-0.04, 1.005), on=banner)
    m.limb(SPAR, [0.008, 0.008], (0.02, 0.99), (0.02, 1.05))
    hull = _hull(m, WOOD, (-0.68, 0.27), (-0.5, 0.235), (-0.46, 0.165), (-0.1, 0.14), (0.28, 0.15),
                 (0.34, 0.19), (0.62, 0.23))  # fmt: skip
    m.part(tone(WOOD, -0.3), [(-0.7, 0.05), (0.6, 0.05), (0.6, -0.02), (-0.7, -0.02)], on=hull,
           round_=0)  # fmt: skip
    for line in (
        [
            (-0.68, 0.25),
            (-0.48, 0.215),
            (-0.44, 0.145),
            (-0.1, 0.122),
            (0.3, 0.13),
            (0.36, 0.17),
            (0.62, 0.215),
        ],
        [(-0.6, 0.19), (-0.44, 0.105), (0.56, 0.12)],
    ):
        m.limb(GOLD, [0.01, 0.01], *line, on=hull)
    shining = lights(m.canvas)
    for k in range(9):
        u = -0.36 + 0.1 * k
        m.poly(
            rgb("241a14"), (u, 0.075), (u + 0.035, 0.075), (u + 0.035, 0.105), (u, 0.105), on=hull
        )
    for k in range(3):
        u = -0.62 + 0.05 * k
        m.poly(LIT if shining else rgb("8fa0a8"), (u, 0.19), (u + 0.03, 0.185), (u + 0.03, 0.22),
               (u, 0.225), glow=shining, light=0.8)  # fmt: skip
    m.limb(GOLD, [0.03, 0.02, 0.012], (0.58, 0.2), (0.65, 0.23), (0.69, 0.28))


def junk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a junk: three sails with ribs, a high stern with a lantern."""
    cloth = m.canvas.hue(place, rgb(("b8582f", "c98a3c", "a8402f")[int(rng.integers(3))]))
    for mast, top, half in ((-0.36, 0.68, 0.19), (0.46, 0.7, 0.18), (0.06, 1.0, 0.3)):
        m.limb(SPAR, [0.022, 0.014], (mast, 0.12), (mast, top))
        foot, rise = 0.24, top - 0.24
        edge = [
            (mast - half * 0.86, foot + 0.03),
            (mast + half * 0.66, foot),
            (mast + half * 0.82, foot + rise * 0.5),
            (mast + half * 0.62, foot + rise * 0.8),
            (mast + half * 0.2, top * 0.97),
            (mast - half * 0.5, top * 0.93),
            (mast - half * 0.92, foot + rise * 0.6),
        ]
        sail = m.part(cloth, edge, light=0.6, round_=0.7, reach=0.06)
        for k in range(1, 6):
            v = foot + rise * k / 6
            m.limb(SPAR, [0.01, 0.01], (mast - half, v + 0.02), (mast + half, v), on=sail)
        m.line(SPAR, 0.004, (mast + half * 0.7, foot), (mast + half * 0.9, 0.16), force=0.4)
    hull = _hull(m, WOOD, (-0.76, 0.32), (-0.56, 0.26), (-0.42, 0.16), (0.3, 0.14), (0.54, 0.17),
                 (0.76, 0.27))  # fmt: skip
    m.poly(tone(WOOD, 0.2), (-0.74, 0.26), (-0.52, 0.22), (-0.52, 0.34), (-0.74, 0.4))
    m.poly(rgb("5d646b"), (-0.8, 0.39), (-0.5, 0.33), (-0.54, 0.4), (-0.7, 0.45))
    m.limb(GOLD, [0.012, 0.012], (-0.74, 0.27), (-0.42, 0.13), (0.3, 0.11), (0.72, 0.23), on=hull)
    m.ball(rgb("f4efe2"), 0.6, 0.17, 0.024)
    m.ball(rgb("1c1c20"), 0.605, 0.17, 0.011)
    shining = lights(m.canvas)
    for u, v in ((-0.8, 0.34), (0.8, 0.24)):
        m.ball(rgb("e0412c"), u, v, 0.028, 0.034, glow=shining, light=0.8 if shining else 0.6)


def liner(m: Model, place: Place, rng: Rng) -> None:
    """Draw a liner with decks of cabins, boats and two funnels."""
    hull, white = (
        m.canvas.hue(place, rgb(("26364a", "f0efe9", "2f2f36")[int(rng.integers(3))])),
        rgb("f2f1ec"),
    )
    shining = lights(m.canvas)
    red = rgb("c8402f")
    for u in (-0.45, 0.2):
        m.part(red, [(u, 0.6), (u + 0.24, 0.6), (u + 0.17, 0.98), (u - 0.05, 0.98)], round_=1.2)
        m.part(
            rgb("22242a"),
            [(u - 0.03, 0.9), (u + 0.19, 0.9), (u + 0.17, 0.99), (u - 0.05, 0.99)],
            round_=1.0,
        )
    m.limb(rgb("8a7a62"), [0.02, 0.014], (0.95, 0.4), (0.93, 1.02))
    for level, (a, b) in enumerate(((-1.35, 1.05), (-1.2, 0.9), (-1.0, 0.75), (0.42, 0.7))):
        v = 0.32 + 0.09 * level
        deck = m.poly(white, (a, v), (b, v), (b - 0.03, v + 0.09), (a + 0.03, v + 0.09), light=0.66,
                      round_=0.2)  # fmt: skip
        step = 0.062
        panes = [
            [(u, v + 0.03), (u + 0.036, v + 0.03), (u + 0.036, v + 0.066), (u, v + 0.066)]
            for u in [a + 0.08 + step * k for k in range(int((b - a - 0.14) / step))]
        ]
        m.part(LIT if shining else rgb("54626e"), *panes, on=deck, round_=0, glow=shining, line=0.5)
        m.line(rgb("b0b4b6"), 0.008, (a, v + 0.088), (b, v + 0.088), force=0.4)
    for k in range(6):
        u = -1.05 + 0.3 * k
        m.blob(rgb("e08a3a"), (u, 0.54), (u + 0.03, 0.515), (u + 0.13, 0.515), (u + 0.16, 0.54))
    shape = [
        (-1.72, 0.34),
        (-1.3, 0.32),
        (0.9, 0.32),
        (1.4, 0.36),
        (1.85, 0.42),
        (1.55, 0.0),
        (-1.58, 0.0),
        (-1.7, 0.16),
    ]
    side = m.part(hull, shape, light=0.52, round_=0.6, reach=0.06)
    m.poly(red, (-1.8, 0.05), (1.8, 0.05), (1.8, -0.03), (-1.8, -0.03), on=side, round_=0, line=0.4)
    m.line(
        white, 0.018, (-1.72, 0.3), (-1.3, 0.285), (0.9, 0.285), (1.84, 0.385), on=side, force=0.4
    )
    ports = [oval(-1.4 + 0.13 * k, 0.19, 0.018, 0.018) for k in range(23)]
    m.part(LIT if shining else rgb("9fb0bc"), *ports, on=side, round_=0, glow=shining, light=0.8)


FORMS = {
    "tall_ship": Form(partial(tall_ship, False), 30.0, 0.8),
    "pirate_ship": Form(partial(tall_ship, True), 30.0, 0.8),
    "junk": Form(junk, 18.0, 0.82),
    "liner": Form(liner, 45.0, 1.85),
}
