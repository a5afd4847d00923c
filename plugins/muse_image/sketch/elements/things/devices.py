"""Machines of the desk: clocks, phones, computers, cameras, radios, typewriters."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Spot, moved, oval, tone
from ...scene.plan import Place
from ._bits import gleam

PAPER = rgb("f3ead6")
BRASS = rgb("c9a04a")
DARK = rgb("33363c")


def dial(m: Model, u: float, v: float, half: float, face: Colour, hour: float = 10.1) -> None:
    """Draw the face of a clock."""
    made = m.ball(face, u, v, half, half, round_=0.2, light=0.72)
    for k in range(12):
        a = k * math.pi / 6
        first = 0.8 if k % 3 else 0.72
        m.line(DARK, half * (0.05 if k % 3 else 0.09), (u + half * first * math.sin(a),
               v + half * first * math.cos(a)), (u + half * 0.9 * math.sin(a), v + half * 0.9 *
               math.cos(a)), on=made, force=0.5)  # fmt: skip
    for turn, long, wide in (
        (hour * math.pi / 6, 0.5, 0.09),
        ((hour % 1) * 2 * math.pi, 0.74, 0.06),
    ):
        m.line(DARK, half * wide, (u, v), (u + half * long * math.sin(turn), v + half * long *
               math.cos(turn)), force=0.7)  # fmt: skip
    m.ball(DARK, u, v, half * 0.07)


def alarm_clock(m: Model, place: Place, rng: Rng) -> None:
    """Draw an alarm clock with two bells."""
    paint = m.canvas.hue(place, rgb("c2382f"))
    for s in (-1, 1):
        m.limb(DARK, [0.06, 0.05], (s * 0.26, 0.16), (s * 0.36, 0.0))
        m.limb(DARK, [0.04, 0.04], (s * 0.2, 0.78), (s * 0.28, 0.9))
        m.ball(BRASS, s * 0.27, 0.86, 0.16, 0.11, s * -0.6, round_=1.4)
    m.limb(DARK, [0.035, 0.035, 0.035], (-0.14, 0.88), (0, 1.0), (0.14, 0.88))
    m.ball(DARK, 0, 0.86, 0.05, 0.06)
    m.ball(paint, 0, 0.44, 0.44, 0.42, round_=1.2)
    dial(m, 0, 0.44, 0.35, rgb("faf5e8"), 10.15)
    gleam(m, -0.06, 0.46, 0.12, None, 0.4)


def pocket_watch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pocket watch with its chain."""
    gold = m.canvas.hue(place, rgb("d0a548"))
    path = [(0.0, 0.9), (0.3, 0.98), (0.6, 0.8), (0.9, 0.7), (1.0, 0.4), (0.8, 0.2), (1.1, 0.06)]
    for k in range(22):
        t = k / 21 * (len(path) - 1.001)
        n, f = int(t), t % 1
        u = path[n][0] * (1 - f) + path[n + 1][0] * f
        v = path[n][1] * (1 - f) + path[n + 1][1] * f
        m.ball(tone(gold, -0.1), u, v, 0.045, 0.03, k * 1.3)
    m.limb(gold, [0.1, 0.1], (0, 0.82), (0, 0.9), round_=1.2)
    m.ball(gold, 0, 0.42, 0.44, 0.42, round_=1.3)
    dial(m, 0, 0.43, 0.35, rgb("f8f2e2"), 7.3)


def phone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a smartphone that stands, its screen lit."""
    body = m.canvas.hue(place, rgb("2b2e36"))

    def rounded(half: float, low: float, high: float, r: float) -> list[Spot]:
        made: list[Spot] = []
        for cu, cv, a in (
            (half - r, high - r, 0),
            (-half + r, high - r, 1),
            (-half + r, low + r, 2),
            (half - r, low + r, 3),
        ):
            made += [(cu + r * math.cos((a + t / 4) * math.pi / 2),
                      cv + r * math.sin((a + t / 4) * math.pi / 2)) for t in range(5)]  # fmt: skip
        return made

    m.part(tone(body, -0.2), [(u + 0.02, v) for u, v in rounded(0.25, 0.0, 1.0, 0.06)])
    m.part(body, rounded(0.25, 0.0, 1.0, 0.06), round_=0.4)
    m.part(rgb("6fa8d8"), rounded(0.225, 0.03, 0.97, 0.045), round_=0, light=0.9,
           ramp=(rgb("d98ac0"), (0, 0.95), (0, 0.1)), glow=True)  # fmt: skip
    for k in range(12):
        u, v = -0.15 + 0.1 * (k % 4), 0.74 - 0.14 * (k // 4)
        m.part(rgb(("f2f4f8", "ffd45a", "7fd08a", "f08a6a")[(k * 7) % 4]),
               moved(oval(0, 0, 0.034, 0.034), u, v), round_=0, glow=True, line=0.2)  # fmt: skip
    m.limb(DARK, [0.02, 0.02], (-0.04, 0.93), (0.04, 0.93))


def laptop(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open laptop."""
    metal = m.canvas.hue(place, rgb("b4b9c0"))
    m.poly(DARK, (-0.62, 0.3), (0.62, 0.3), (0.66, 1.0), (-0.66, 1.0), round_=0.2)
    m.poly(rgb("5f94c8"), (-0.58, 0.34), (0.58, 0.34), (0.62, 0.96), (-0.62, 0.96), light=0.9,
           round_=0, ramp=(rgb("b9d8ea"), (0, 0.9), (0, 0.4)), glow=True)  # fmt: skip
    m.poly(rgb("f4f6f8"), (-0.36, 0.46), (0.3, 0.46), (0.32, 0.84), (-0.38, 0.84), glow=True,
           round_=0, line=0.2)  # fmt: skip
    for k in range(5):
        m.line(
            rgb("8a98a8"),
            0.018,
            (-0.3, 0.77 - 0.06 * k),
            (0.24 - 0.1 * (k % 2), 0.77 - 0.06 * k),
            glow=True,
            force=0.1,
        )
    m.poly(tone(metal, -0.25), (-0.8, 0.0), (0.8, 0.0), (0.8, 0.04), (-0.8, 0.04))
    base = m.poly(metal, (-0.8, 0.04), (0.8, 0.04), (0.63, 0.31), (-0.63, 0.31), light=0.68,
                  round_=0.1)  # fmt: skip
    for row in range(4):
        v = 0.17 + 0.035 * row
        wide = 0.62 - 0.04 * row
        m.limb(rgb("4a4e55"), [0.022, 0.022], (-wide, v), (wide, v), on=base, line=0.3, round_=0.2)
    for k in range(-5, 6):
        m.line(metal, 0.012, (0.115 * k, 0.15), (0.1 * k, 0.3), on=base, force=0.0)
    m.poly(tone(metal, -0.08), (-0.17, 0.06), (0.17, 0.06), (0.15, 0.13), (-0.15, 0.13), line=0.4,
           round_=0)  # fmt: skip


def computer(m: Model, place: Place, rng: Rng) -> None:
    """Draw a computer: a screen on its foot, a keyboard and a mouse."""
    metal = m.canvas.hue(place, rgb("3a3d44"))
    m.poly(tone(metal, 0.2), (-0.08, 0.24), (0.08, 0.24), (0.08, 0.42), (-0.08, 0.42))
    m.ball(tone(metal, 0.15), 0, 0.24, 0.22, 0.05, round_=0.6)
    m.poly(metal, (-0.72, 0.34), (0.72, 0.34), (0.72, 1.0), (-0.72, 1.0), round_=0.3)
    m.poly(rgb("3f7ab8"), (-0.68, 0.38), (0.68, 0.38), (0.68, 0.97), (-0.68, 0.97), light=0.9,
           round_=0, ramp=(rgb("9a7fd0"), (-0.6, 0.4), (0.6, 0.95)), glow=True)  # fmt: skip
    m.poly(rgb("1f2a3a"), (-0.5, 0.48), (0.2, 0.48), (0.2, 0.88), (-0.5, 0.88), glow=True, round_=0)
    for k in range(7):
        paint = rgb(("7fd08a", "f0c86a", "7fb8f0", "f08a8a")[k % 4])
        m.line(paint, 0.016, (-0.46 + 0.05 * (k % 3), 0.84 - 0.05 * k), (-0.1 + 0.08 * (k % 4),
               0.84 - 0.05 * k), glow=True, force=0.0)  # fmt: skip
    m.poly(tone(metal, 0.55), (-0.62, 0.02), (0.4, 0.02), (0.36, 0.16), (-0.56, 0.16), light=0.66,
           round_=0.3)  # fmt: skip
    for v in (0.06, 0.095, 0.13):
        m.limb(tone(metal, 0.2), [0.022, 0.022], (-0.54, v), (0.34, v), line=0.3, round_=0.1)
    m.ball(tone(metal, 0.55), 0.6, 0.09, 0.07, 0.055, round_=1.2)


def camera(m: Model, place: Place, rng: Rng) -> None:
    """Draw a camera with its lens."""
    leather = m.canvas.hue(place, rgb("35312f"))
    metal = rgb("b9bcc0")
    m.poly(metal, (-0.3, 0.84), (0.3, 0.84), (0.24, 0.98), (-0.24, 0.98), round_=0.5)
    m.limb(metal, [0.14, 0.14], (-0.56, 0.86), (-0.44, 0.86))
    m.limb(rgb("c23a32"), [0.08, 0.08], (0.52, 0.88), (0.58, 0.88))
    m.poly(metal, (-0.76, 0.66), (0.76, 0.66), (0.74, 0.86), (-0.74, 0.86), round_=0.5, light=0.62)
    m.poly(leather, (-0.78, 0.06), (0.78, 0.06), (0.78, 0.68), (-0.78, 0.68), round_=0.5)
    m.poly(metal, (-0.78, 0.0), (0.78, 0.0), (0.78, 0.08), (-0.78, 0.08), round_=0.5)
    m.ball(rgb("9fb4c4"), 0, 0.76, 0.09, 0.055, round_=0.4)
    for half, paint in ((0.34, metal), (0.3, rgb("2a2a2c")), (0.24, rgb("4a4a4e")),
                        (0.2, rgb("18202c"))):  # fmt: skip
        m.ball(paint, 0.0, 0.38, half, half, round_=0.9)
    m.ball(rgb("3f5f8a"), 0.0, 0.38, 0.14, 0.14, round_=-0.6)
    gleam(m, -0.02, 0.38, 0.08, None, 0.8)
    m.ball(rgb("b06a8a"), -0.05, 0.32, 0.035, 0.03, cover=0.6, line=0)


def radio(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old radio of wood."""
    wood = m.canvas.hue(place, rgb("8a5230"))
    m.line(rgb("b9bcc0"), 0.02, (0.5, 0.9), (0.9, 1.12))
    body = m.blob(wood, (-0.85, 0.06), (-0.9, 0.5), (-0.8, 0.9), (0, 0.97), (0.8, 0.9), (0.9, 0.5),
                  (0.85, 0.06), (0, 0.02), round_=0.7)  # fmt: skip
    m.blob(rgb("d8c08a"), (-0.74, 0.2), (-0.76, 0.5), (-0.7, 0.8), (-0.3, 0.83), (0.06, 0.8),
           (0.06, 0.2), (-0.3, 0.17), round_=0.2, light=0.6)  # fmt: skip
    for k in range(9):
        m.line(rgb("9a7a44"), 0.016, (-0.7, 0.24 + 0.065 * k), (0.04, 0.24 + 0.065 * k), on=body,
               force=0.4)  # fmt: skip
    m.poly(rgb("f2e2b0"), (0.16, 0.56), (0.76, 0.56), (0.74, 0.8), (0.16, 0.82), light=0.85)
    m.line(rgb("c8342a"), 0.016, (0.42, 0.58), (0.44, 0.8), force=0.4)
    for k in range(5):
        m.line(DARK, 0.012, (0.24 + 0.11 * k, 0.72), (0.24 + 0.11 * k, 0.77), force=0.3)
    for u in (0.28, 0.64):
        m.ball(rgb("3a2a20"), u, 0.34, 0.13, 0.13, round_=1.3)
        m.line(rgb("e8d8b0"), 0.02, (u, 0.36), (u + 0.05, 0.43), force=0.3)
    for u in (-0.66, 0.66):
        m.ball(rgb("3a2a20"), u, 0.02, 0.1, 0.04)


def typewriter(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old typewriter with a sheet in it."""
    iron = m.canvas.hue(place, rgb("37474a"))
    m.poly(PAPER, (-0.4, 0.6), (0.4, 0.6), (0.44, 1.0), (-0.36, 1.0), light=0.74, round_=0.3)
    for k in range(4):
        m.line(
            rgb("7a756c"),
            0.016,
            (-0.28, 0.92 - 0.07 * k),
            (0.3 - 0.1 * (k % 2), 0.92 - 0.07 * k),
            force=0.25,
        )
    m.limb(DARK, [0.14, 0.14], (-0.72, 0.62), (0.72, 0.62), round_=1.3)
    for s in (-1, 1):
        m.limb(rgb("b9bcc0"), [0.1, 0.1], (s * 0.76, 0.62), (s * 0.84, 0.62))
    m.blob(iron, (-0.66, 0.3), (-0.62, 0.6), (-0.3, 0.54), (0, 0.5), (0.3, 0.54), (0.62, 0.6),
           (0.66, 0.3), (0, 0.26), round_=0.8)  # fmt: skip
    m.poly(tone(iron, -0.2), (-0.74, 0.0), (0.74, 0.0), (0.66, 0.36), (-0.66, 0.36), round_=0.4)
    for row in range(4):
        v = 0.06 + 0.08 * row
        keys = [oval(-0.56 + 0.03 * row + 0.115 * k, v, 0.04, 0.03) for k in range(10)]
        m.part(rgb("efe6d0"), *keys, reach=0.02, round_=0.8)


FORMS = {
    "alarm clock": Form(alarm_clock, 0.16, 0.48, grip=(0.0, 0.4)),
    "pocket watch": Form(pocket_watch, 0.075, 1.15, grip=(0.0, 0.4)),
    "phone": Form(phone, 0.15, 0.3, grip=(0.0, 0.2)),
    "laptop": Form(laptop, 0.27, 0.84),
    "computer": Form(computer, 0.46, 0.76),
    "camera": Form(camera, 0.1, 0.82, grip=(0.0, 0.4)),
    "radio": Form(radio, 0.2, 0.96),
    "typewriter": Form(typewriter, 0.3, 0.88),
}
