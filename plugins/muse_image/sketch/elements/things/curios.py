"""Curious things: masks, chests, skulls, fans, potions, mirrors, frames."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, box, gleam, halo, heap, side
from ._turned import Turned, glass

GOLD = rgb("dcae3e")


def mask(m: Model, place: Place, rng: Rng) -> None:
    """Draw a carnival mask with feathers."""
    paint = m.canvas.hue(place, rgb("7a3a8a"))
    for k in range(9):
        a = math.pi * (0.24 + 0.52 * k / 8)
        tip = (0.9 * math.cos(a), 0.5 + 0.5 * math.sin(a))
        m.limb(
            tone((rgb("d8a83e"), paint, rgb("3f8a9a"))[k % 3], 0.1),
            [0.06, 0.13, 0.05],
            (0.3 * math.cos(a), 0.5),
            (tip[0] * 0.7, tip[1] * 0.86),
            tip,
            round_=0.8,
        )
    m.blob(paint, (0, 0.52), (0.5, 0.66), (0.94, 0.62), (0.86, 0.34), (0.5, 0.16), (0.2, 0.2),
           (0, 0.34), (-0.2, 0.2), (-0.5, 0.16), (-0.86, 0.34), (-0.94, 0.62), (-0.5, 0.66),
           round_=1.1)  # fmt: skip
    for s in (-1, 1):
        m.blob(rgb("1c1820"), (s * 0.2, 0.4), (s * 0.42, 0.5), (s * 0.66, 0.46), (s * 0.5, 0.34),
               (s * 0.34, 0.32), round_=-0.3)  # fmt: skip
        eye = [
            (s * 0.16, 0.4),
            (s * 0.42, 0.54),
            (s * 0.74, 0.48),
            (s * 0.5, 0.29),
            (s * 0.16, 0.4),
        ]
        m.line(GOLD, 0.025, *eye, force=0.3)
    m.ball(rgb("d8344a"), 0, 0.52, 0.06, 0.07)


def opera_mask(m: Model, place: Place, rng: Rng) -> None:
    """Draw a painted face of Peking opera."""
    paint = m.canvas.hue(place, rgb("c22a28"))
    face = m.blob(paint, (0, 0.0), (0.26, 0.08), (0.4, 0.36), (0.4, 0.7), (0.26, 0.94), (0, 1.0),
                  (-0.26, 0.94), (-0.4, 0.7), (-0.4, 0.36), (-0.26, 0.08), round_=1.1)  # fmt: skip
    black, white = rgb("1f1c1e"), rgb("f6f1e6")
    m.blob(white, (0, 0.96), (0.1, 0.86), (0.04, 0.68), (-0.04, 0.68), (-0.1, 0.86), on=face)
    m.blob(black, (0, 0.92), (0.03, 0.82), (0, 0.72), (-0.03, 0.82), on=face)
    for s in (-1, 1):
        m.blob(white, (s * 0.05, 0.6), (s * 0.2, 0.72), (s * 0.38, 0.7), (s * 0.34, 0.52),
               (s * 0.16, 0.5), on=face, round_=0.3)  # fmt: skip
        m.blob(black, (s * 0.06, 0.66), (s * 0.2, 0.78), (s * 0.38, 0.82), (s * 0.26, 0.7),
               on=face, round_=0.2)  # fmt: skip
        m.blob(black, (s * 0.1, 0.58), (s * 0.2, 0.62), (s * 0.33, 0.6), (s * 0.2, 0.53), on=face)
        m.ball(white, s * 0.2, 0.585, 0.02, 0.02, on=face)
        m.blob(black, (s * 0.05, 0.42), (s * 0.1, 0.46), (s * 0.12, 0.4), on=face)
        m.line(white, 0.018, (s * 0.08, 0.44), (s * 0.24, 0.4), (s * 0.34, 0.3), on=face, force=0.3)
    m.limb(tone(paint, -0.1), [0.08, 0.1], (0, 0.62), (0, 0.44), on=face, line=0.4)
    m.blob(black, (-0.14, 0.24), (0, 0.28), (0.14, 0.24), (0, 0.17), on=face)
    m.line(rgb("e0584a"), 0.02, (-0.08, 0.235), (0.08, 0.235), on=face, force=0.2)


def trophy(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cup that one wins."""
    gold = m.canvas.hue(place, GOLD)
    base = Turned(m, [(0, 0.26), (1, 0.22)], high=0.24, tilt=(0.3, 0.3), sharp=True)
    base.body(rgb("3a2a24"), round_=1.2)
    m.part(rgb("5a4436"), base.ring(1), light=0.66, round_=0.2)
    m.poly(rgb("e0c060"), (-0.1, 0.07), (0.1, 0.07), (0.1, 0.14), (-0.1, 0.14), round_=0.3)
    for s in (-1, 1):
        m.limb(gold, [0.05, 0.055, 0.05], (s * 0.3, 0.88), (s * 0.5, 0.84), (s * 0.46, 0.62),
               (s * 0.2, 0.52), round_=1.2)  # fmt: skip
    made = Turned(
        m, [(0, 0.16), (0.06, 0.14), (0.16, 0.04), (0.3, 0.05), (0.4, 0.16), (0.6, 0.28),
            (0.85, 0.32), (1, 0.35)], low=0.14, high=1.0, tilt=(0.3, 0.26),
    )  # fmt: skip
    made.body(gold, round_=1.4)
    made.shade(0.5)
    made.shine(0.4, 0.95, 0.8)
    made.mouth(tone(gold, 0.15), tone(gold, -0.4), 0.08)
    star = [(0.11 * (1 if k % 2 == 0 else 0.45) * math.sin(k * math.pi / 5),
             0.66 + 0.11 * (1 if k % 2 == 0 else 0.45) * math.cos(k * math.pi / 5))
            for k in range(10)]  # fmt: skip
    m.poly(tone(gold, 0.35), *star, on=made.shape, round_=0.4)


def medal(m: Model, place: Place, rng: Rng) -> None:
    """Draw a medal on its ribbon."""
    gold = m.canvas.hue(place, GOLD)
    for s, c in ((-1, "c2382f"), (1, "2f5f9a")):
        m.poly(rgb(c), (s * 0.34, 1.0), (s * 0.16, 1.0), (-s * 0.04, 0.5), (s * 0.12, 0.5),
               round_=0.4)  # fmt: skip
    m.ball(gold, 0, 0.3, 0.3, 0.3, round_=1.2)
    m.ball(tone(gold, 0.12), 0, 0.3, 0.24, 0.24, round_=-0.5, line=0.6)
    star = [(0.16 * (1 if k % 2 == 0 else 0.42) * math.sin(k * math.pi / 5),
             0.3 + 0.16 * (1 if k % 2 == 0 else 0.42) * math.cos(k * math.pi / 5))
            for k in range(10)]  # fmt: skip
    m.poly(tone(gold, 0.35), *star, round_=0.6)


def chest(m: Model, place: Place, rng: Rng) -> None:
    """Draw a treasure chest, open, full of gold."""
    wood = m.canvas.hue(place, rgb("8a5430"))
    iron = rgb("c09a4a")
    spots = rng.uniform(-1, 1, (16, 2)).tolist()
    halo(m, 0.0, 0.6, 0.6, strength=0.35)
    m.blob(tone(wood, -0.2), (-0.7, 0.5), (-0.66, 0.86), (-0.3, 1.0), (0.5, 1.0), (0.8, 0.86),
           (0.8, 0.5), round_=0.4)  # fmt: skip
    m.blob(rgb("3a2418"), (-0.6, 0.5), (-0.56, 0.78), (-0.28, 0.9), (0.46, 0.9), (0.7, 0.78),
           (0.7, 0.5), round_=-0.5)  # fmt: skip
    heap(m, rng, [GOLD, tone(GOLD, 0.12), tone(GOLD, -0.12)], 0.02, 0.55, 0.54, 0.12, 34, 0.085)
    for k, u in enumerate((-0.34, 0.2, 0.42)):
        m.ball(rgb(("c2253a", "2f8a5a", "2f6fb8")[k]), u, 0.64, 0.06, 0.06)
    front, _, _ = box(m, wood, -0.74, 0.66, 0.0, 0.48, (0.14, 0.1), rgb("4a2e1c"))
    for part in (0, 1):
        m.part(tone(GOLD, 0.12 * part), *[oval(-0.02 + a * 0.56, 0.53 + 0.05 * b, 0.09, 0.05, a)
               for a, b in spots[part:16:2]], reach=0.04, round_=0.8)  # fmt: skip
    for v in (0.16, 0.32):
        m.line(tone(wood, -0.35), 0.014, (-0.74, v), (0.66, v), on=front, force=0.4)
    for u in (-0.66, 0.54):
        m.poly(iron, (u - 0.05, 0.0), (u + 0.05, 0.0), (u + 0.05, 0.48), (u - 0.05, 0.48), on=front)
    m.poly(iron, (-0.74, 0.42), (0.66, 0.42), (0.66, 0.5), (-0.74, 0.5), round_=0.6)
    m.poly(iron, (-0.13, 0.28), (0.07, 0.28), (0.07, 0.5), (-0.13, 0.5), round_=0.6)
    m.ball(rgb("2a1c12"), -0.03, 0.4, 0.028, 0.04)


def hand_mirror(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mirror with a handle."""
    metal = m.canvas.hue(place, rgb("c9a04a"))
    m.limb(metal, [0.1, 0.08, 0.13], (0, 0.42), (0, 0.2), (0, 0.05), round_=1.3)
    m.ball(metal, 0, 0.7, 0.3, 0.3, round_=1.1)
    face = m.ball(rgb("bcd3dc"), 0, 0.7, 0.25, 0.25, round_=-0.3, light=0.74)
    for k in (-0.08, 0.06):
        m.poly(
            WHITE,
            (-0.2 + k, 0.56),
            (-0.14 + k, 0.54),
            (0.14 + k, 0.88),
            (0.08 + k, 0.9),
            on=face,
            round_=0,
            line=0,
            cover=0.6,
            light=0.95,
        )
    for k in range(9):
        a = k * math.pi / 4.5
        m.ball(tone(metal, 0.2), 0.29 * math.cos(a), 0.7 + 0.29 * math.sin(a), 0.03, 0.03)


def frame(m: Model, place: Place, rng: Rng) -> None:
    """Draw a picture frame that stands, a landscape in it."""
    wood = m.canvas.hue(place, rgb("a8763a"))
    m.poly(tone(wood, -0.3), (0.5, 0.0), (0.62, 0.1), (0.46, 0.7), (0.4, 0.6), light=0.35)
    m.poly(wood, (-0.46, 0.0), (0.46, 0.0), (0.42, 1.0), (-0.42, 1.0), round_=0.7)
    m.poly(rgb("f3ecdc"), (-0.37, 0.09), (0.37, 0.09), (0.34, 0.91), (-0.34, 0.91), light=0.7)
    inner = m.poly(rgb("a8cfe4"), (-0.28, 0.19), (0.28, 0.19), (0.26, 0.81), (-0.26, 0.81),
                   round_=0.1, light=0.72)  # fmt: skip
    m.blob(rgb("7f98a8"), (-0.3, 0.44), (-0.12, 0.62), (0, 0.5), (0.14, 0.58), (0.3, 0.44),
           (0, 0.3), on=inner)  # fmt: skip
    m.poly(rgb("7faa5a"), (-0.3, 0.15), (0.3, 0.15), (0.3, 0.42), (0, 0.38), (-0.3, 0.44), on=inner)
    m.ball(rgb("f6d27a"), 0.12, 0.7, 0.05, 0.05, on=inner)


def skull(m: Model, place: Place, rng: Rng) -> None:
    """Draw a skull."""
    bone = m.canvas.hue(place, rgb("e6dcc4"))
    dark = rgb("3a2c24")
    m.blob(bone, (-0.24, 0.3), (-0.22, 0.06), (0, 0.0), (0.22, 0.06), (0.24, 0.3), round_=1.0)
    made = m.blob(
        bone,
        (-0.28, 0.26),
        (-0.34, 0.4),
        (-0.46, 0.6),
        (-0.36, 0.9),
        (0, 1.0),
        (0.36, 0.9),
        (0.46, 0.6),
        (0.34, 0.4),
        (0.28, 0.26),
        (0, 0.2),
        round_=1.3,
    )
    for s in (-1, 1):
        m.blob(dark, (s * 0.08, 0.5), (s * 0.14, 0.6), (s * 0.28, 0.6), (s * 0.32, 0.48),
               (s * 0.22, 0.4), (s * 0.12, 0.42), round_=-0.6)  # fmt: skip
        m.tint(rgb("8a7a60"), oval(s * 0.34, 0.34, 0.07, 0.1), on=made, cover=0.5)
    m.blob(dark, (0, 0.42), (0.06, 0.3), (0, 0.33), (-0.06, 0.3), round_=-0.3)
    for k in range(-3, 4):
        m.blob(tone(bone, 0.1), (0.065 * k - 0.028, 0.22), (0.065 * k + 0.028, 0.22),
               (0.065 * k + 0.026, 0.12), (0.065 * k - 0.026, 0.12), round_=0.8)  # fmt: skip
    m.line(dark, 0.012, (-0.22, 0.165), (0, 0.16), (0.22, 0.165), force=0.5)
    gleam(m, 0, 0.74, 0.13, made, 0.4)


def fan(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open folding fan with plum blossom on it."""
    paper = m.canvas.hue(place, rgb("efe2c8"))
    spread = [math.pi * (0.06 + 0.88 * k / 22) for k in range(23)]
    outer = [(0.98 * math.cos(a), 0.02 + 0.96 * math.sin(a) - 0.02 * (k % 2)) for k, a in
             enumerate(spread)]  # fmt: skip
    inner = [(0.42 * math.cos(a), 0.02 + 0.41 * math.sin(a)) for a in spread]
    for k in range(0, 23, 2):
        m.limb(rgb("7a4a2a"), [0.03, 0.04], (0, 0.03), inner[k], line=0.6)
    sheet = m.poly(paper, *outer, *reversed(inner), round_=0.4, light=0.66)
    m.line(rgb("5a4030"), 0.02, (-0.7, 0.3), (-0.3, 0.56), (0.1, 0.66), (0.44, 0.84), on=sheet)
    m.line(rgb("5a4030"), 0.012, (-0.3, 0.56), (-0.2, 0.76), (-0.26, 0.9), on=sheet)
    for u, v in ((-0.24, 0.76), (-0.1, 0.62), (0.16, 0.7), (0.4, 0.78), (-0.5, 0.46), (0.28, 0.68)):
        for n in range(5):
            a = n * 1.257
            m.ball(rgb("d8486a"), u + 0.035 * math.cos(a), v + 0.035 * math.sin(a), 0.03, 0.026, a,
                   on=sheet, line=0.3)  # fmt: skip
    for k in range(1, 22, 2):
        m.line(tone(paper, -0.2), 0.008, inner[k], outer[k], on=sheet, force=0.25)
    m.ball(rgb("5a3420"), 0, 0.03, 0.05, 0.04)


def potion(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flask with a magic potion that shines."""
    drink = m.canvas.hue(place, rgb("8a4ad0"))
    halo(m, 0, 0.36, 0.7, drink, 0.4)
    m.limb(rgb("a9804f"), [0.13, 0.15], (0, 0.9), (0, 0.98))
    made = Turned(m, [(0, 0.2), (0.12, 0.34), (0.35, 0.4), (0.58, 0.26), (0.7, 0.09), (1, 0.1)],
                  high=0.95, tilt=(0.3, 0.26))  # fmt: skip
    glass(made, liquid=(drink, 0.04, 0.42), cover=0.4)
    for u, v, half in (
        (-0.1, 0.24, 0.035),
        (0.06, 0.34, 0.05),
        (0.14, 0.2, 0.03),
        (-0.04, 0.42, 0.03),
    ):
        m.ball(tone(drink, 0.5), u, v, half, half, glow=True, round_=0, line=0.3)


def crystal_ball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a crystal ball on its stand."""
    paint = m.canvas.hue(place, rgb("8fa8e0"))
    halo(m, 0, 0.6, 0.7, paint, 0.4)
    foot = Turned(m, [(0, 0.34), (0.3, 0.3), (0.6, 0.2), (1, 0.26)], high=0.36, tilt=(0.3, 0.3))
    foot.body(rgb("b08a3e"), round_=1.3)
    foot.shine(0.1, 0.9, 0.6)
    made = m.ball(paint, 0, 0.6, 0.39, 0.39, cover=0.9, round_=1.0, light=0.66)
    for a, b, half in ((-0.1, 0.5, 0.2), (0.1, 0.62, 0.18), (-0.06, 0.72, 0.14)):
        m.tint(rgb("f0e8ff"), oval(a, b, half, half * 0.5, 0.6), on=made, cover=0.5, fade=0.06)
    gleam(m, 0, 0.62, 0.14, made, 0.8)
    m.part(WHITE, oval(-0.2 * side(m), 0.4, 0.05, 0.1, 0.6), on=made, round_=0, line=0, fade=0.03,
           cover=0.4)  # fmt: skip


FORMS = {
    "mask": Form(mask, 0.18, 1.0, grip=(0.0, 0.3)),
    "opera mask": Form(opera_mask, 0.26, 0.42, grip=(0.0, 0.1)),
    "trophy": Form(trophy, 0.32, 0.54, grip=(0.0, 0.3)),
    "medal": Form(medal, 0.12, 0.38, grip=(0.0, 0.8)),
    "treasure chest": Form(chest, 0.4, 0.86),
    "hand mirror": Form(hand_mirror, 0.26, 0.34, grip=(0.0, 0.14)),
    "picture frame": Form(frame, 0.24, 0.64, grip=(0.0, 0.2)),
    "skull": Form(skull, 0.2, 0.5, grip=(0.0, 0.1)),
    "fan": Form(fan, 0.24, 1.04, grip=(0.0, 0.04)),
    "potion": Form(potion, 0.17, 0.44, grip=(0.0, 0.3)),
    "crystal ball": Form(crystal_ball, 0.22, 0.44, grip=(0.0, 0.1)),
}
