"""Weapons and staffs: swords, axe, bow, spears, shield, staff, wand, sceptre, broom."""

import math

from ....catalogue import Form
from ....draws import Rng
from ....paint.colour import Colour, rgb
from ....paint.model import Model, oval, smooth, tone
from ....scene.plan import Place

STEEL = rgb("c3cad2")
GOLD = rgb("d0a648")
WOOD = rgb("7a5432")


def _blade(m: Model, steel: Colour, low: float, wide: float, bend: float = 0.0) -> None:
    """Draw a blade from a level up to 1."""
    left = [(-wide, low), (-wide * 0.9 + bend * 0.4, 0.6), (-wide * 0.5 + bend, 0.94)]
    right = [(wide * 0.7 + bend * 0.9, 0.9), (wide + bend * 0.4, 0.6), (wide, low)]
    done = m.part(steel, [*left, (bend * 1.2, 1.0), *right], round_=0.6, light=0.62)
    m.line(
        tone(steel, -0.3), wide * 0.3, (0, low), (bend * 0.4, 0.6), (bend, 0.95), on=done, force=0.4
    )


def sword(m: Model, place: Place, rng: Rng) -> None:
    """Draw a knight's sword, its hilt below."""
    _blade(m, STEEL, 0.2, 0.026)
    m.limb(rgb("4a3020"), [0.034, 0.03], (0, 0.06), (0, 0.19))
    m.limb(GOLD, [0.03, 0.036, 0.03], (-0.13, 0.2), (0, 0.19), (0.13, 0.2))
    m.ball(GOLD, 0, 0.035, 0.028)


def katana(m: Model, place: Place, rng: Rng) -> None:
    """Draw a curved sword."""
    _blade(m, STEEL, 0.26, 0.018, -0.04)
    m.limb(m.canvas.hue(place, rgb("2a2a34")), [0.032, 0.03], (0.01, 0.02), (0, 0.24))
    m.ball(GOLD, 0, 0.255, 0.045, 0.014)


def jian(m: Model, place: Place, rng: Rng) -> None:
    """Draw a straight Chinese sword with a tassel."""
    _blade(m, STEEL, 0.22, 0.019)
    m.limb(rgb("3a2c24"), [0.03, 0.026], (0, 0.04), (0, 0.2))
    m.poly(GOLD, (-0.06, 0.24), (-0.04, 0.19), (0.04, 0.19), (0.06, 0.24), (0, 0.215))
    m.ball(GOLD, 0, 0.03, 0.022)
    m.limb(
        m.canvas.hue(place, rgb("b8322f")),
        [0.012, 0.03, 0.04],
        (0, 0.02),
        (0.03, -0.07),
        (0.02, -0.16),
    )


def axe(m: Model, place: Place, rng: Rng) -> None:
    """Draw an axe."""
    m.limb(WOOD, [0.05, 0.045, 0.05], (0, 0), (0.01, 0.5), (0, 0.98))
    m.blob(STEEL, (0.02, 0.92), (0.16, 0.98), (0.3, 1.04), (0.33, 0.82), (0.27, 0.64),
        (0.14, 0.74), (0.02, 0.76), round_=0.7, light=0.62)  # fmt: skip


def spear(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spear with a red tuft."""
    m.limb(WOOD, [0.016, 0.016, 0.014], (0, 0), (0, 0.5), (0, 0.9))
    m.poly(STEEL, (-0.02, 0.89), (-0.026, 0.93), (0, 1.0), (0.026, 0.93), (0.02, 0.89), light=0.62)
    m.limb(
        m.canvas.hue(place, rgb("b8322f")),
        [0.026, 0.034, 0.02],
        (0, 0.885),
        (0.005, 0.85),
        (0.012, 0.81),
    )


def trident(m: Model, place: Place, rng: Rng) -> None:
    """Draw a trident."""
    m.limb(GOLD, [0.018, 0.018, 0.016], (0, 0), (0, 0.5), (0, 0.98))
    m.limb(
        GOLD,
        [0.014, 0.016, 0.016, 0.016, 0.014],
        (-0.07, 0.98),
        (-0.06, 0.86),
        (0, 0.83),
        (0.06, 0.86),
        (0.07, 0.98),
    )


def pitchfork(m: Model, place: Place, rng: Rng) -> None:
    """Draw a farmer's fork."""
    m.limb(WOOD, [0.02, 0.02, 0.018], (0, 0), (0, 0.5), (0, 0.82))
    for u in (-0.06, 0.0, 0.06):
        m.limb(
            rgb("6a7078"), [0.014, 0.013, 0.008], (u * 0.3, 0.81), (u, 0.86), (u, 0.99), line=0.6
        )
    m.limb(rgb("6a7078"), [0.016, 0.016], (-0.06, 0.855), (0.06, 0.855))


def staff(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wizard's staff with a shining stone."""
    m.limb(WOOD, [0.02, 0.024, 0.022, 0.026], (0, 0), (0.006, 0.35), (-0.006, 0.65), (0, 0.88))
    m.limb(WOOD, [0.026, 0.022, 0.016, 0.01], (0, 0.87), (0.06, 0.93), (0.03, 1.0), (-0.03, 0.99))
    m.limb(WOOD, [0.02, 0.014], (0, 0.87), (-0.045, 0.93))
    m.ball(m.canvas.hue(place, rgb("7fd0e8")), 0.008, 0.945, 0.03, glow=True, line=0.4, light=0.85)


def crook(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shepherd's crook."""
    wood = m.canvas.hue(place, WOOD)
    m.limb(wood, [0.018, 0.02, 0.02, 0.02, 0.018, 0.016], (0, 0), (0, 0.45), (0, 0.88),
        (0.035, 0.98), (0.085, 0.95), (0.09, 0.88))  # fmt: skip


def cane(m: Model, place: Place, rng: Rng) -> None:
    """Draw a walking stick."""
    wood = m.canvas.hue(place, WOOD)
    m.limb(wood, [0.03, 0.034, 0.034], (0, 0), (0.005, 0.5), (0, 0.94))
    m.limb(wood, [0.036, 0.04, 0.036], (0.0, 0.92), (-0.02, 0.985), (-0.13, 0.97))


def wand(m: Model, place: Place, rng: Rng) -> None:
    """Draw a magic wand with a star."""
    m.limb(rgb("e9dcc0"), [0.04, 0.045], (0, 0), (0, 0.8))
    star = []
    for k in range(10):
        r, a = (0.2 if k % 2 == 0 else 0.09), k * math.pi / 5
        star.append((r * math.sin(a), 0.82 + r * math.cos(a)))
    m.part(m.canvas.hue(place, rgb("f3d24f")), star, glow=True, light=0.85)


def scepter(m: Model, place: Place, rng: Rng) -> None:
    """Draw a king's sceptre."""
    m.limb(GOLD, [0.045, 0.04, 0.05], (0, 0), (0, 0.5), (0, 0.84))
    m.ball(GOLD, 0, 0.86, 0.075, 0.05)
    m.ball(m.canvas.hue(place, rgb("a82a3a")), 0, 0.93, 0.06)


def broom(m: Model, place: Place, rng: Rng) -> None:
    """Draw a broom, its twigs below."""
    m.limb(WOOD, [0.022, 0.02], (0, 0.2), (0, 1))
    m.blob(
        rgb("c9a04e"),
        (-0.03, 0.27),
        (-0.07, 0.12),
        (-0.09, 0.0),
        (0.09, 0.0),
        (0.07, 0.12),
        (0.03, 0.27),
    )
    for u in (-0.04, 0, 0.04):
        m.line(rgb("8a6a2c"), 0.006, (u * 0.4, 0.24), (u, 0.02))
    m.limb(rgb("8a3a2a"), [0.02, 0.02], (-0.045, 0.22), (0.045, 0.22))


def bow(m: Model, place: Place, rng: Rng) -> None:
    """Draw an archer's bow."""
    m.line(rgb("e9e4da"), 0.006, (-0.1, 0.98), (-0.1, 0.02))
    m.limb(m.canvas.hue(place, rgb("8a5a32")), [0.012, 0.026, 0.034, 0.026, 0.012],
        (-0.12, 1.0), (0.02, 0.86), (0.08, 0.5), (0.02, 0.14), (-0.12, 0.0))  # fmt: skip
    m.limb(rgb("4a3020"), [0.04, 0.04], (0.078, 0.44), (0.078, 0.56))


def shield(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shield with a cross."""
    colour = m.canvas.hue(place, rgb("8a2f34"))
    outline = smooth([(-0.36, 0.94), (0, 1.0), (0.36, 0.94), (0.38, 0.6), (0.24, 0.24),
        (0, 0.0), (-0.24, 0.24), (-0.38, 0.6)])  # fmt: skip
    done = m.part(GOLD, outline, round_=1.0)
    inner = [(u * 0.88, 0.5 + (v - 0.5) * 0.9) for u, v in outline]
    m.part(colour, inner, on=done, round_=0.8)
    m.part(rgb("efe8d8"), [(-0.06, 0.95), (0.06, 0.95), (0.06, 0.05), (-0.06, 0.05)],
        [(-0.4, 0.66), (0.4, 0.66), (0.4, 0.54), (-0.4, 0.54)], on=done, round_=0.2,
        line=0.4)  # fmt: skip
    m.part(GOLD, oval(0, 0.6, 0.09, 0.09), on=done)


def buckler(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round shield of boards with an iron boss."""
    colour = m.canvas.hue(place, rgb(("3f5a6a", "8a3a30", "5a6a44")[int(rng.integers(3))]))
    m.ball(STEEL, 0, 0.5, 0.5)
    done = m.ball(colour, 0, 0.5, 0.45, round_=0.8)
    m.part(tone(colour, 0.4), [(0, 0.5), (0.5, 0.5), (0.36, 0.9), (0, 1.0)], on=done, line=0.4)
    m.part(tone(colour, 0.4), [(0, 0.5), (-0.5, 0.5), (-0.36, 0.1), (0, 0.0)], on=done, line=0.4)
    m.ball(STEEL, 0, 0.5, 0.13, round_=1.4)


FORMS = {
    "sword": Form(sword, 1.0, 0.16, grip=(0.0, 0.12)),
    "katana": Form(katana, 0.98, 0.12, grip=(0.0, 0.12)),
    "jian": Form(jian, 1.0, 0.14, grip=(0.0, 0.12)),
    "axe": Form(axe, 0.85, 0.4, grip=(0.0, 0.35)),
    "spear": Form(spear, 2.1, 0.08, grip=(0.0, 0.55)),
    "trident": Form(trident, 1.9, 0.12, grip=(0.0, 0.55)),
    "pitchfork": Form(pitchfork, 1.6, 0.12, grip=(0.0, 0.6)),
    "staff": Form(staff, 1.8, 0.1, grip=(0.0, 0.58)),
    "crook": Form(crook, 1.75, 0.12, grip=(0.0, 0.58)),
    "cane": Form(cane, 0.9, 0.16, grip=(-0.06, 0.96)),
    "wand": Form(wand, 0.42, 0.24, grip=(0.0, 0.1)),
    "scepter": Form(scepter, 0.7, 0.14, grip=(0.0, 0.35)),
    "broom": Form(broom, 1.45, 0.12, grip=(0.0, 0.62)),
    "bow": Form(bow, 1.35, 0.16, grip=(0.08, 0.5)),
    "buckler": Form(buckler, 0.62, 0.5, grip=(0.0, 0.5)),
    "shield": Form(shield, 0.66, 0.42, grip=(0.0, 0.55)),
}
