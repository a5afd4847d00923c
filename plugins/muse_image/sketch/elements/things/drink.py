"""Drinks, in cups, glasses and bottles."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, moved, oval, tone
from ...scene.plan import Place
from ._bits import leaf, steam
from ._turned import GLASS, WHITE, Turned, glass, plate
from .crockery import CHINA, handle


def saucered(m: Model, clay: Colour, drink: Colour) -> Turned:
    """Draw a cup of tea or coffee on its saucer; return the cup."""
    plate(m, clay, half=0.86, high=0.67)
    handle(m, clay, 0.44, 0.42, 0.78, 0.26, 0.07)
    made = Turned(
        m, [(0, 0.2), (0.06, 0.22), (0.3, 0.4), (0.7, 0.5), (1, 0.53)], low=0.22, tilt=(0.36, 0.36)
    )
    m.tint(rgb("4a4038"), oval(0.06, 0.3, 0.42, 0.12), cover=0.35, fade=0.03)
    made.body(clay, round_=1.2)
    made.shade(0.45)
    made.shine(0.3, 0.9, 0.55)
    made.fill(drink, 0.03, made.mouth(clay, tone(clay, 0.1), 0.08), 0.89)
    return made


def coffee(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup of coffee with a leaf of milk on it."""
    clay = m.canvas.hue(place, CHINA)
    steam(m, rng, 0, 0.92, 0.7, 0.3)
    made = saucered(m, clay, rgb("7a4a28"))
    v, foam = made.high - 0.03, rgb("efdcbc")
    heart = [(0, -0.12), (0.2, -0.02), (0.28, 0.06), (0.2, 0.1), (0.06, 0.09), (0, 0.05),
             (-0.06, 0.09), (-0.2, 0.1), (-0.28, 0.06), (-0.2, -0.02)]  # fmt: skip
    for size, paint in ((1.0, foam), (0.62, rgb("9c6a40")), (0.46, foam)):
        m.blob(paint, *moved(heart, 0, v - 0.01 * (1 - size), size), round_=0, line=0.15)


def tea(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup of tea."""
    clay = m.canvas.hue(place, rgb("dfe6e4"))
    steam(m, rng, 0, 0.92, 0.7, 0.3)
    made = saucered(m, clay, rgb("a8581f"))
    made.band(mix(clay, rgb("4a6f8a"), 0.6), 0.78, 0.86)


def stem(m: Model, high: float = 0.5, foot: float = 0.26) -> None:
    """Draw the foot and stem of a glass up to a level."""
    tint = mix(GLASS, rgb("8aa0a6"), 0.4)
    m.part(tint, oval(0, foot * 0.32, foot, foot * 0.3), cover=0.5, round_=0.3, light=0.66)
    ring = oval(0, foot * 0.32, foot, foot * 0.3)
    m.line(tone(tint, -0.25), 0.008, *ring, ring[0], force=0.7)
    m.part(tint, [(-0.06, foot * 0.34), (-0.02, foot * 0.7), (-0.02, high), (0.02, high),
                  (0.02, foot * 0.7), (0.06, foot * 0.34)], cover=0.8, light=0.68)  # fmt: skip
    m.line(WHITE, 0.008, (0.008, foot * 0.6), (0.008, high), force=0.0)


def wine(m: Model, place: Place, rng: Rng) -> None:
    """Draw a glass of red wine."""
    drink = m.canvas.hue(place, rgb("7a1626"))
    stem(m, 0.5)
    made = Turned(
        m, [(0, 0.02), (0.08, 0.14), (0.3, 0.25), (0.55, 0.27), (1, 0.2)], low=0.46, tilt=(0.2, 0.2)
    )
    glass(made, liquid=(drink, 0.03, 0.5), cover=0.35)


def champagne(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flute of sparkling wine."""
    drink = m.canvas.hue(place, rgb("e8c66a"))
    spots = rng.uniform(-0.06, 0.06, 10)
    stem(m, 0.36, 0.2)
    made = Turned(m, [(0, 0.02), (0.12, 0.1), (0.5, 0.13), (1, 0.11)], low=0.32, tilt=(0.2, 0.2))
    glass(made, liquid=(drink, 0.03, 0.76), cover=0.35)
    for k, u in enumerate(spots.tolist()):
        m.ball(WHITE, u, 0.45 + 0.038 * k, 0.008, round_=0, line=-1, cover=0.8, light=0.9)


def cocktail(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cocktail glass with a slice of lime."""
    drink = m.canvas.hue(place, rgb("e2566a"))
    stem(m, 0.56)
    made = Turned(m, [(0, 0.01), (1, 0.42)], low=0.52, high=0.94, tilt=(0.22, 0.22), sharp=True)
    glass(made, liquid=(drink, 0.05, 0.82), cover=0.35)
    m.ball(rgb("6fa53a"), 0.36, 0.9, 0.12, 0.12)
    m.ball(rgb("d8e8a0"), 0.36, 0.9, 0.095, 0.095, round_=0.2, light=0.75)
    for k in range(4):
        a = k * math.pi / 4
        m.line(rgb("a8c860"), 0.008, (0.36 - 0.09 * math.cos(a), 0.9 - 0.09 * math.sin(a)),
               (0.36 + 0.09 * math.cos(a), 0.9 + 0.09 * math.sin(a)), force=0.4)  # fmt: skip
    m.limb(rgb("e9e4dc"), [0.025, 0.025], (-0.1, 0.74), (-0.22, 1.02))


def beer(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mug of beer with its foam."""
    drink = m.canvas.hue(place, rgb("dd9a26"))
    puffs = rng.uniform(-0.03, 0.03, 8).tolist()
    handle(m, mix(GLASS, drink, 0.25), 0.32, 0.26, 0.68, 0.26, 0.08)
    made = Turned(m, [(0, 0.34), (0.05, 0.35), (1, 0.33)], high=0.86, tilt=(0.3, 0.28))
    glass(made, liquid=(drink, 0.04, 0.86), cover=0.6)
    for k in range(-2, 3):
        m.line(tone(drink, -0.25), 0.012, (k * 0.12, 0.13 + 0.02 * abs(k)),
               (k * 0.12, 0.6 + 0.02 * abs(k)), on=made.shape, force=0.35)  # fmt: skip
    foam = rgb("f8f0dc")
    spots = [(-0.24, 0.8), (-0.08, 0.88), (0.1, 0.88), (0.25, 0.8), (-0.18, 0.74), (0.02, 0.76),
             (0.18, 0.74), (0.02, 0.84)]  # fmt: skip
    m.part(foam, *[oval(u, v + p, 0.14, 0.09) for (u, v), p in zip(spots, puffs, strict=True)],
           oval(0, 0.76, 0.34, 0.1), oval(-0.22, 0.66, 0.06, 0.08), round_=1.1,
           light=0.68)  # fmt: skip
    for (u, v), p in zip(spots[4:], puffs, strict=False):
        m.line(tone(foam, -0.2), 0.01, (u - 0.06, v + p), (u, v + p - 0.03), (u + 0.06, v + p),
               taper=True, force=0.3)  # fmt: skip
    made.shine(0.1, 0.8, 0.6, at=0.66, wide=0.07, soft=0.004)


def juice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a glass of orange juice with a straw and a slice of orange."""
    drink = m.canvas.hue(place, rgb("f2982c"))
    m.limb(rgb("d8453e"), [0.04, 0.04], (-0.02, 0.3), (-0.2, 1.06), light=0.62)
    made = Turned(m, [(0, 0.2), (1, 0.28)], high=0.88, tilt=(0.3, 0.26), sharp=True)
    glass(made, liquid=(drink, 0.05, 0.84))
    _slice(m, 0.27, 0.84, 0.16, rgb("f0922a"), rgb("f8b95a"))


def _slice(m: Model, u: float, v: float, half: float, skin: Colour, flesh: Colour) -> None:
    m.ball(skin, u, v, half, half, round_=0.4)
    m.ball(rgb("fbe6b8"), u, v, half * 0.86, half * 0.86, round_=0, light=0.72, line=0.2)
    for k in range(8):
        a = k * math.pi / 4
        m.poly(
            flesh, (u + 0.12 * half * math.cos(a + 0.39), v + 0.12 * half * math.sin(a + 0.39)),
            (u + 0.76 * half * math.cos(a + 0.07), v + 0.76 * half * math.sin(a + 0.07)),
            (u + 0.76 * half * math.cos(a + 0.71), v + 0.76 * half * math.sin(a + 0.71)),
            round_=0.2, light=0.66, line=0.2,
        )  # fmt: skip


def lemonade(m: Model, place: Place, rng: Rng) -> None:
    """Draw a glass of lemonade with ice, lemon and mint."""
    drink = m.canvas.hue(place, rgb("efe08a"))
    m.limb(rgb("e8e4da"), [0.04, 0.04], (0.02, 0.3), (0.18, 1.06), light=0.62)
    made = Turned(m, [(0, 0.21), (1, 0.28)], high=0.88, tilt=(0.3, 0.26), sharp=True)
    glass(made, liquid=(drink, 0.05, 0.84))
    for u, v, a in ((-0.08, 0.66, 0.3), (0.1, 0.58, -0.4), (-0.02, 0.46, 0.8)):
        m.ball(WHITE, u, v, 0.085, 0.085, a, cover=0.4, line=0.5, round_=0.6)
    _slice(m, -0.26, 0.82, 0.15, rgb("e3c22e"), rgb("f4e27a"))
    for tip in ((0.02, 0.98), (0.14, 0.94), (-0.08, 0.92)):
        leaf(m, rgb("4f9a4a"), (0.03, 0.8), tip, 0.42)


def milk(m: Model, place: Place, rng: Rng) -> None:
    """Draw a glass of milk."""
    drink = m.canvas.hue(place, rgb("f7f3ea"))
    made = Turned(m, [(0, 0.25), (1, 0.3)], tilt=(0.32, 0.28), sharp=True)
    glass(made, liquid=(drink, 0.05, 0.8))


def whisky(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tumbler of whisky on ice."""
    drink = m.canvas.hue(place, rgb("b8691c"))
    made = Turned(m, [(0, 0.4), (0.06, 0.43), (1, 0.46)], tilt=(0.34, 0.32))
    glass(made, liquid=(drink, 0.1, 0.5))
    for u, v, a in ((-0.14, 0.44, 0.3), (0.12, 0.4, -0.5)):
        m.poly(rgb("f3ecdc"), *[(u + 0.16 * math.cos(a + k * math.pi / 2),
               v + 0.15 * math.sin(a + k * math.pi / 2)) for k in range(4)], cover=0.6,
               round_=0.8, line=0.5)  # fmt: skip


def boba(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup of bubble tea with its pearls and a wide straw."""
    drink = m.canvas.hue(place, rgb("c89b6c"))
    spots = rng.uniform(-1, 1, (26, 2)).tolist()
    m.limb(m.canvas.hue(place, rgb("e0587a"), 1), [0.07, 0.07], (0.0, 0.3), (0.1, 1.08), light=0.62)
    made = Turned(m, [(0, 0.22), (1, 0.31)], high=0.84, tilt=(0.3, 0.26), sharp=True)
    glass(made, liquid=(drink, 0.03, 0.88), cover=0.7)
    for u, v in spots:
        m.ball(rgb("3a221a"), u * 0.2, 0.17 + 0.09 * v + 0.02 * abs(u), 0.036, on=made.shape,
               line=0.4)  # fmt: skip
    lid = Turned(m, [(0, 0.32), (0.3, 0.32), (0.8, 0.22), (1, 0.1)], low=0.68, high=0.92)
    lid.body(GLASS, cover=0.55, round_=0.6)
    ring = lid.ring(0)
    m.line(rgb("8a9aa0"), 0.014, *ring, ring[0], force=0.7)
    m.limb(m.canvas.hue(place, rgb("e0587a"), 1), [0.07, 0.07], (0.075, 0.88), (0.1, 1.08),
           light=0.62)  # fmt: skip
    made.shine(0.08, 0.9, 0.6, at=0.6, wide=0.08, soft=0.004)


def soda(m: Model, place: Place, rng: Rng) -> None:
    """Draw a can of soda."""
    paint = m.canvas.hue(place, rgb("c8322f"))
    made = Turned(m, [(0, 0.22), (0.06, 0.27), (0.9, 0.27), (1, 0.23)], tilt=(0.34, 0.3))
    made.body(rgb("c4c9cf"), round_=1.2)
    made.band(paint, 0.05, 0.9, round_=0.9)
    wave = [(-0.3, 0.42), (-0.1, 0.56), (0.1, 0.44), (0.3, 0.6), (0.3, 0.52), (0.1, 0.36),
            (-0.1, 0.48), (-0.3, 0.34)]  # fmt: skip
    m.blob(rgb("f4f0ea"), *wave, on=made.shape, round_=0, line=0.3, light=0.66)
    made.shade(0.5)
    made.shine(0.06, 0.9, 0.6)
    m.part(rgb("d6dadf"), made.ring(1), light=0.76, round_=0.2)
    m.part(rgb("9aa1a8"), made.ring(1, 0.82), light=0.62, round_=-0.4)
    m.ball(rgb("70777e"), 0.03, made.high + 0.0, 0.07, 0.025)


def _bottle(m: Model, made: Turned, paint: Colour, label: Colour, cap: Colour) -> None:
    made.body(paint, round_=1.3, light=0.52, cover=0.93)
    band = made.band(label, 0.18, 0.46, light=0.64, round_=0.6)
    m.line(tone(label, -0.5), 0.012, (-0.08, 0.34), (0.07, 0.34), on=band, force=0.5)
    m.line(tone(label, -0.4), 0.008, (-0.06, 0.29), (0.05, 0.29), on=band, force=0.4)
    made.band(cap, 0.86, 1.0, round_=0.8)
    made.shade(0.5)
    made.shine(0.04, 0.6, 0.6, at=0.6, wide=0.07, soft=0.004)
    made.shine(0.66, 0.98, 0.5, at=0.5, wide=0.12, soft=0.003)


def wine_bottle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bottle of wine."""
    paint = m.canvas.hue(place, rgb("27392c"))
    made = Turned(
        m, [(0, 0.125), (0.02, 0.13), (0.58, 0.13), (0.7, 0.1), (0.77, 0.05), (0.95, 0.045),
            (0.955, 0.052), (1, 0.05)], tilt=(0.36, 0.14),
    )  # fmt: skip
    _bottle(m, made, paint, rgb("efe6d0"), rgb("6a1f2a"))


def bottle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bottle of clear glass with water and a cork."""
    drink = m.canvas.hue(place, rgb("b9d6dc"))
    m.limb(rgb("a9804f"), [0.08, 0.09], (0, 0.9), (0, 0.97))
    made = Turned(
        m, [(0, 0.16), (0.03, 0.17), (0.55, 0.17), (0.7, 0.11), (0.78, 0.055), (1, 0.055)],
        high=0.94, tilt=(0.34, 0.2),
    )  # fmt: skip
    glass(made, liquid=(drink, 0.03, 0.56))


def beer_bottle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a brown bottle of beer."""
    paint = m.canvas.hue(place, rgb("6b3a17"))
    made = Turned(
        m, [(0, 0.125), (0.02, 0.135), (0.5, 0.135), (0.64, 0.09), (0.74, 0.055), (0.96, 0.05),
            (1, 0.055)], tilt=(0.34, 0.16),
    )  # fmt: skip
    _bottle(m, made, paint, rgb("e9dcb4"), rgb("c8a24a"))


FORMS = {
    "coffee": Form(coffee, 0.1, 0.9, grip=(0.6, 0.6)),
    "tea": Form(tea, 0.1, 0.9, grip=(0.6, 0.6)),
    "wine": Form(wine, 0.23, 0.3, grip=(0.0, 0.4)),
    "champagne": Form(champagne, 0.24, 0.22, grip=(0.0, 0.3)),
    "cocktail": Form(cocktail, 0.19, 0.5, grip=(0.0, 0.4)),
    "beer": Form(beer, 0.19, 0.6, grip=(0.55, 0.45)),
    "juice": Form(juice, 0.17, 0.44, grip=(0.0, 0.4)),
    "lemonade": Form(lemonade, 0.17, 0.44, grip=(0.0, 0.4)),
    "milk": Form(milk, 0.14, 0.32, grip=(0.0, 0.4)),
    "whisky": Form(whisky, 0.11, 0.48, grip=(0.0, 0.4)),
    "boba": Form(boba, 0.2, 0.34, grip=(0.0, 0.4)),
    "soda": Form(soda, 0.135, 0.3, grip=(0.0, 0.4)),
    "wine bottle": Form(wine_bottle, 0.31, 0.15, grip=(0.0, 0.6)),
    "bottle": Form(bottle, 0.26, 0.19, grip=(0.0, 0.5)),
    "beer bottle": Form(beer_bottle, 0.25, 0.15, grip=(0.0, 0.5)),
}
