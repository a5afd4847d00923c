"""Bread and what is made with it: burgers, sandwiches, pizza, toast, pancakes."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, moved, oval, tone
from ...scene.plan import Place
from ._bits import box, gleam, heap, leaf, shuffled, steam
from ._turned import WHITE, Turned, plate
from .crockery import CHINA

CRUST = rgb("c98a3f")


def pizza(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pizza on its board, one slice cut."""
    spots = rng.uniform(-1, 1, (60, 2)).tolist()
    wood = rgb("a8794a")
    made = Turned(m, [(0, 1.3), (1, 1.32)], high=0.94, tilt=(0.34, 0.34), sharp=True)
    made.body(tone(wood, -0.2), round_=0.5)
    m.part(wood, made.ring(1), light=0.68, round_=0.2)
    v = made.high + 0.02
    crust = m.ball(CRUST, 0, v, 1.16, 0.4, round_=1.2)
    m.ball(rgb("b5471f"), 0, v + 0.01, 1.02, 0.335, round_=0.1, light=0.56, line=0.4)
    cheese = m.ball(m.canvas.hue(place, rgb("f0c252")), 0, v + 0.015, 0.98, 0.315, round_=0.25,
                    light=0.64, line=0.2)  # fmt: skip
    for a, b in spots[:26]:
        if a * a + b * b < 0.95:
            m.tint(rgb("d98b2e"), oval(a * 0.9, v + b * 0.29, 0.12, 0.04), on=cheese, cover=0.5)
    rounds = [(-0.5, 0.12), (0.1, 0.2), (0.56, 0.08), (-0.75, -0.04), (-0.2, -0.02), (0.35, -0.14),
              (-0.42, -0.2), (0.74, -0.1), (0.02, -0.24)]  # fmt: skip
    for a, b in rounds:
        m.ball(rgb("9a2a1e"), a, v + b, 0.17, 0.066, on=cheese, line=0.5)
        m.ball(rgb("c0452f"), a, v + b + 0.012, 0.15, 0.05, on=cheese, round_=0.3, line=0)
    for k, (a, b) in enumerate(spots[30:40]):
        if a * a + b * b < 0.8:
            u, w = a * 0.85, v + b * 0.28
            turn = 1.3 * k
            leaf(m, rgb("3f7a33"), (u, w), (u + 0.15 * math.cos(turn), w + 0.07 * math.sin(turn)),
                 0.4)  # fmt: skip
    for turn in (0.5, 2.1, -2.35, -0.75):
        m.line(rgb("8a4a1c"), 0.016, (0, v), (1.1 * math.cos(turn), v + 0.37 * math.sin(turn)),
               on=crust, force=0.5)  # fmt: skip


def burger(m: Model, place: Place, rng: Rng) -> None:
    """Draw a burger: bun, lettuce, tomato, cheese, meat."""
    seeds = rng.uniform(-1, 1, (26, 2)).tolist()
    bun = m.canvas.hue(place, rgb("cf8a3a"))
    m.blob(tone(bun, 0.08), (-0.6, 0.24), (-0.6, 0.1), (-0.45, 0.02), (0, 0.0), (0.45, 0.02),
           (0.6, 0.1), (0.6, 0.24), (0, 0.2), round_=1.0)  # fmt: skip
    m.limb(rgb("5a3220"), [0.16, 0.18, 0.16], (-0.55, 0.27), (0, 0.25), (0.55, 0.27), round_=1.1)
    m.poly(rgb("f2b632"), (-0.62, 0.34), (0.62, 0.34), (0.5, 0.28), (0.34, 0.2), (0.16, 0.28),
           (-0.14, 0.3), (-0.3, 0.19), (-0.46, 0.29), round_=0.4, light=0.62)  # fmt: skip
    m.limb(rgb("c8382c"), [0.09, 0.09], (-0.54, 0.37), (0.54, 0.37), round_=1.0)
    wave = [(-0.68 + 0.085 * k, 0.42 + (0.035 if k % 2 else -0.035)) for k in range(17)]
    m.limb(rgb("6fa83c"), [0.08, 0.1, 0.08], *wave, round_=1.0)
    top = m.blob(
        bun, (-0.62, 0.44), (-0.6, 0.62), (-0.4, 0.88), (0, 0.99), (0.4, 0.88), (0.6, 0.62),
        (0.62, 0.44), (0, 0.42), round_=1.3,
    )  # fmt: skip
    gleam(m, 0.1, 0.62, 0.16, top, 0.35)
    for a, b in seeds:
        if a * a + b * b < 1:
            m.ball(rgb("f4e2b8"), a * 0.5, 0.76 + 0.16 * b - 0.08 * a * a, 0.024, 0.014,
                   0.6 * a, line=0.3, light=0.75)  # fmt: skip


def hot_dog(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hot dog with mustard."""
    bun = m.canvas.hue(place, rgb("d99c50"))
    m.limb(tone(bun, -0.05), [0.56, 0.66, 0.56], (-0.95, 0.5), (0, 0.56), (0.95, 0.5), round_=1.2)
    m.limb(rgb("b34a2a"), [0.3, 0.34, 0.3], (-1.2, 0.56), (0, 0.66), (1.2, 0.56), round_=1.4)
    wave = [(-1.05 + 0.14 * k, 0.66 + 0.06 * (1 if k % 2 else -1) + 0.05) for k in range(16)]
    m.limb(rgb("f0bc2a"), [0.09, 0.09], *wave, round_=1.0)
    m.limb(bun, [0.5, 0.56, 0.5], (-0.95, 0.26), (0, 0.28), (0.95, 0.26), round_=1.3)


def sandwich(m: Model, place: Place, rng: Rng) -> None:
    """Draw a sandwich cut to a triangle, its filling seen."""
    bread = m.canvas.hue(place, rgb("e2b878"))
    crumb = rgb("f2e2c0")
    m.poly(tone(bread, -0.1), (0.75, 0.1), (1.0, 0.4), (0.95, 0.95), (0.7, 0.72), round_=0.4,
           light=0.4)  # fmt: skip
    m.poly(bread, (-0.85, 0.72), (0.75, 0.72), (0.95, 0.96), (-0.2, 1.0), round_=0.4, light=0.72)
    for v0, v1, paint, wavy in (
        (0.02, 0.2, crumb, 0), (0.18, 0.3, rgb("e8a38a"), 0), (0.27, 0.36, rgb("f0c23e"), 0),
        (0.33, 0.44, rgb("c23a2e"), 0), (0.4, 0.54, rgb("72a840"), 1), (0.52, 0.74, crumb, 0),
    ):  # fmt: skip
        low = [(-0.85 + 0.1 * k, v0 + (0.03 if wavy and k % 2 else 0)) for k in range(17)]
        m.poly(paint, *low, (0.76, v1), (-0.86, v1), round_=0.5, light=0.6)


def bread(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round loaf with its cuts, flour on it."""
    crust = m.canvas.hue(place, rgb("b97432"))
    loaf = m.blob(
        crust, (-0.98, 0.34), (-0.86, 0.06), (-0.3, 0.0), (0.3, 0.0), (0.86, 0.06), (0.98, 0.34),
        (0.72, 0.76), (0.25, 0.96), (-0.25, 0.96), (-0.72, 0.76), round_=1.3,
    )  # fmt: skip
    for k in range(4):
        u = -0.54 + 0.36 * k
        m.limb(rgb("ecd09a"), [0.03, 0.14, 0.03], (u - 0.1, 0.46), (u + 0.04, 0.66),
               (u + 0.2, 0.82), on=loaf, round_=0.5, line=0.5)  # fmt: skip
    m.tint(WHITE, oval(-0.1, 0.72, 0.5, 0.14), on=loaf, cover=0.3, fade=0.06)


def baguette(m: Model, place: Place, rng: Rng) -> None:
    """Draw two long loaves."""
    crust = m.canvas.hue(place, rgb("c4843e"))
    for v, lean in ((0.62, 0.14), (0.26, -0.08)):
        loaf = m.limb(crust, [0.18, 0.48, 0.5, 0.48, 0.18], (-2.1, v - lean), (-1, v - lean / 2),
                      (0, v), (1, v + lean / 2), (2.1, v + lean), round_=1.3)  # fmt: skip
        for k in range(6):
            u = -1.5 + 0.58 * k
            w = v + lean * u / 2
            m.limb(rgb("ecd09a"), [0.03, 0.12, 0.03], (u - 0.16, w + 0.0), (u, w + 0.12),
                   (u + 0.2, w + 0.18), on=loaf, round_=0.4, line=0.4)  # fmt: skip


def croissant(m: Model, place: Place, rng: Rng) -> None:
    """Draw a croissant with its folds."""
    crust = m.canvas.hue(place, rgb("c8802f"))
    parts = [
        ((-1.0, 0.2), 0.26, 0.2, 0.9), ((1.0, 0.2), 0.26, 0.2, -0.9), ((-0.74, 0.36), 0.32, 0.32,
        0.7), ((0.74, 0.36), 0.32, 0.32, -0.7), ((-0.4, 0.48), 0.36, 0.42, 0.35),
        ((0.4, 0.48), 0.36, 0.42, -0.35), ((0, 0.52), 0.36, 0.48, 0.0),
    ]  # fmt: skip
    for (u, v), half, high, turn in parts:
        fold = m.ball(tone(crust, 0.05), u, v, half, high, turn, round_=1.4)
        for s in (-0.5, 0.1, 0.55):
            m.line(tone(crust, -0.3), 0.012, (u + s * half - turn * 0.1, v - high * 0.6),
                   (u + s * half * 0.8, v), (u + s * half + turn * 0.1, v + high * 0.6), on=fold,
                   taper=True, force=0.35)  # fmt: skip


def toast(m: Model, place: Place, rng: Rng) -> None:
    """Draw slices of toast on a plate with butter."""
    plate(m, CHINA, half=1.1, high=0.87)
    crust = m.canvas.hue(place, rgb("b9772f"))
    shape = [(-0.42, 0.0), (0.42, 0.0), (0.44, 0.3), (0.52, 0.42), (0.44, 0.58), (0.2, 0.62),
             (-0.2, 0.62), (-0.44, 0.58), (-0.52, 0.42), (-0.44, 0.3)]  # fmt: skip
    for u, v in ((-0.24, 0.38), (0.2, 0.3)):
        low = moved(shape, u, v - 0.06, 1.25)
        m.blob(tone(crust, -0.15), *low, round_=0.4)
        m.blob(crust, *moved(shape, u, v, 1.25), round_=0.4, light=0.62)
        m.blob(rgb("e6b469"), *moved(shape, u, v + 0.04, 1.1), round_=0.2, light=0.68, line=0.3)
    m.poly(rgb("f6de7a"), (0.06, 0.62), (0.38, 0.6), (0.42, 0.74), (0.12, 0.78), round_=0.5,
           light=0.74)  # fmt: skip


def pancakes(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stack of pancakes with syrup, butter and berries."""
    shifts = rng.uniform(-0.04, 0.04, 6).tolist()
    steam(m, rng, 0, 0.9, 0.4, 0.3)
    plate(m, CHINA, half=0.84, high=0.66)
    dough = m.canvas.hue(place, rgb("dba355"))
    for k in range(5):
        made = Turned(m, [(0, 0.6), (0.3, 0.64), (0.7, 0.64), (1, 0.6)], low=0.12 + 0.09 * k,
                      high=0.64 + 0.09 * k, u=shifts[k])  # fmt: skip
        made.body(tone(dough, 0.2), round_=0.8)
        m.part(tone(dough, -0.18), made.ring(1, 0.97), round_=0.3, light=0.6)
    v = made.high
    syrup = rgb("8a4312")
    m.blob(syrup, (-0.4, v + 0.04), (-0.1, v + 0.13), (0.3, v + 0.1), (0.44, v), (0.48, v - 0.26),
           (0.4, v - 0.34), (0.34, v - 0.2), (0.16, v - 0.16), (0.08, v - 0.42), (-0.02, v - 0.42),
           (-0.06, v - 0.17), (-0.34, v - 0.12), round_=0.8, light=0.6)  # fmt: skip
    box(m, rgb("f7df7e"), -0.17, 0.1, v - 0.01, v + 0.08, (0.1, 0.07))
    for u, w in ((0.34, 0.05), (0.24, -0.03)):
        m.ball(rgb("3a4a86"), u, v + w, 0.07, 0.065)


def taco(m: Model, place: Place, rng: Rng) -> None:
    """Draw a taco with its filling."""
    shell = m.canvas.hue(place, rgb("e2aa48"))
    m.blob(tone(shell, -0.2), (-0.8, 0.1), (-0.74, 0.62), (-0.3, 0.98), (0.3, 0.98), (0.74, 0.62),
           (0.8, 0.1), (0, 0.02), round_=0.6)  # fmt: skip
    for k in range(15):
        u = -0.7 + 0.1 * k
        v = 0.34 + 0.56 * math.sqrt(max(0.0, 1 - (u / 0.82) ** 2))
        leaf(m, shuffled(rng, rgb("74a83e")), (u * 0.9, v - 0.2), (u * 1.02, v + 0.03), 0.5)
        m.ball(((rgb("6a3a22")), rgb("c8382c"), rgb("f0c040"))[k % 3], u * 0.92, v - 0.12, 0.09)
    front = m.blob(shell, (-0.82, 0.1), (-0.76, 0.5), (-0.34, 0.8), (0.3, 0.82), (0.76, 0.5),
                   (0.82, 0.1), (0, -0.01), round_=0.9, light=0.62)  # fmt: skip
    heap(m, rng, [tone(shell, -0.2)], 0, 0.36, 0.6, 0.1, 16, 0.03, line=0.1, on=front)


FORMS = {
    "pizza": Form(pizza, 0.17, 1.36),
    "burger": Form(burger, 0.12, 0.72, grip=(0.0, 0.4)),
    "hot dog": Form(hot_dog, 0.08, 1.35, grip=(0.0, 0.3)),
    "sandwich": Form(sandwich, 0.1, 1.0, grip=(0.0, 0.3)),
    "bread": Form(bread, 0.14, 1.0, grip=(0.0, 0.3)),
    "baguette": Form(baguette, 0.13, 2.2, grip=(0.0, 0.3)),
    "croissant": Form(croissant, 0.09, 1.25, grip=(0.0, 0.3)),
    "toast": Form(toast, 0.12, 1.12),
    "pancakes": Form(pancakes, 0.15, 0.86),
    "taco": Form(taco, 0.11, 0.86, grip=(0.0, 0.3)),
}
