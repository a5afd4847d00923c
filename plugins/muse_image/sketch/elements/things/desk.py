"""What lies on a desk: candles, books, letters, pens, clocks, screens, a globe."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, moved, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, box, flame, gleam, halo, side
from ._turned import GLASS, Turned, glass, woven

PAPER = rgb("f3ead6")
BRASS = rgb("c9a04a")
DARK = rgb("33363c")


def candle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a candle that burns, on a small dish."""
    wax = m.canvas.hue(place, rgb("f2e6cc"))
    halo(m, 0, 0.86, 0.9, strength=0.6)
    dish = Turned(m, [(0, 0.16), (1, 0.26)], high=0.24, tilt=(0.34, 0.34), sharp=True)
    dish.body(BRASS, round_=1.2)
    m.part(tone(BRASS, 0.1), dish.ring(1, 0.94), light=0.68, round_=-0.3)
    made = Turned(m, [(0, 0.1), (1, 0.1)], low=0.1, high=0.76, tilt=(0.34, 0.3), sharp=True)
    made.body(wax, round_=1.2, light=0.62, ramp=(mix(wax, rgb("ffb34a"), 0.4), (0, 0.5), (0, 0.76)))
    made.shine(0.05, 0.9, 0.4)
    m.part(mix(wax, rgb("ffcf7a"), 0.5), made.ring(1), light=0.8, round_=0.1)
    m.limb(tone(wax, -0.05), [0.03, 0.035, 0.04], (-0.09, 0.72), (-0.095, 0.6), (-0.1, 0.52))
    flame(m, 0, 0.76, 0.24)


def candlestick(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall candlestick with its candle."""
    metal = m.canvas.hue(place, BRASS)
    halo(m, 0, 0.9, 0.5, strength=0.6)
    foot = Turned(
        m, [(0, 0.15), (0.1, 0.14), (0.22, 0.05), (0.4, 0.03), (0.5, 0.06), (0.62, 0.03),
            (0.85, 0.03), (0.95, 0.08), (1, 0.09)], high=0.56, tilt=(0.34, 0.2),
    )  # fmt: skip
    foot.body(metal, round_=1.4)
    foot.shine(0.05, 0.95, 0.7, at=0.4, wide=0.16)
    made = Turned(m, [(0, 0.042), (1, 0.036)], low=0.53, high=0.86, tilt=(0.2, 0.16), sharp=True)
    made.body(rgb("f2e6cc"), round_=1.2, light=0.64)
    flame(m, 0, 0.86, 0.13)


def oil_lamp(m: Model, place: Place, rng: Rng) -> None:
    """Draw an oil lamp with its chimney of glass."""
    metal = m.canvas.hue(place, BRASS)
    halo(m, 0, 0.6, 0.7, strength=0.6)
    base = Turned(
        m, [(0, 0.24), (0.12, 0.22), (0.3, 0.07), (0.5, 0.1), (0.68, 0.2), (0.85, 0.18), (1, 0.1)],
        high=0.48, tilt=(0.32, 0.26),
    )  # fmt: skip
    base.body(metal, round_=1.4)
    base.shade(0.4)
    base.shine(0.1, 0.9, 0.7)
    flame(m, 0, 0.52, 0.2)
    chimney = Turned(
        m, [(0, 0.1), (0.2, 0.17), (0.4, 0.16), (0.62, 0.08), (1, 0.07)], low=0.43, high=1.0,
        tilt=(0.26, 0.16),
    )  # fmt: skip
    glass(chimney, mix(GLASS, rgb("ffd98a"), 0.35), cover=0.28)
    m.limb(metal, [0.05, 0.05], (0.1, 0.44), (0.22, 0.45))
    m.ball(metal, 0.24, 0.45, 0.035, 0.045)


def paper_lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lantern of paper, lit from within."""
    paper = m.canvas.hue(place, rgb("d8342a"))
    halo(m, 0, 0.6, 0.8, strength=0.55)
    m.line(DARK, 0.014, (0, 0.9), (0, 1.0))
    made = m.ball(paper, 0, 0.6, 0.4, 0.29, light=0.78, round_=0.8,
                  ramp=(mix(paper, rgb("ffb85a"), 0.5), (0, 0.9), (0, 0.5)))  # fmt: skip
    for u in (-0.3, -0.16, 0.0, 0.16, 0.3):
        m.line(tone(paper, -0.35), 0.012, (u * 0.3, 0.88), (u * 1.15, 0.6), (u * 0.3, 0.32), on=made,
               force=0.4)  # fmt: skip
    for v in (0.87, 0.33):
        m.part(BRASS, [(-0.14, v - 0.03), (0.14, v - 0.03), (0.14, v + 0.03), (-0.14, v + 0.03)],
               round_=0.8)  # fmt: skip
    m.line(rgb("b8862e"), 0.02, (0, 0.3), (0, 0.2))
    m.limb(rgb("c8322a"), [0.03, 0.08], (0, 0.2), (0, 0.02), round_=0.6)


def _spine(m: Model, colour: Colour, u0: float, u1: float, v0: float, v1: float,
           back: tuple[float, float]) -> None:  # fmt: skip
    """Draw a closed book that lies flat, its spine to the viewer."""
    du, dv = back
    edge = u1 if du > 0 else u0
    m.poly(PAPER, (edge, v0 + 0.02), (edge + du, v0 + dv + 0.02), (edge + du, v1 + dv - 0.02),
           (edge, v1 - 0.02), light=0.5, round_=0.1)  # fmt: skip
    cover = m.poly(colour, (u0, v1), (u1, v1), (u1 + du, v1 + dv), (u0 + du, v1 + dv), light=0.72,
                   round_=0.2)  # fmt: skip
    m.line(tone(colour, -0.25), 0.014, (u0 + du * 0.1 + 0.08, v1 + dv * 0.1),
           (u0 + du + 0.08, v1 + dv), on=cover, force=0.3)  # fmt: skip
    spine = m.part(colour, [(u0, v0), (u1, v0), (u1, v1), (u0, v1)], round_=0.9, light=0.54)
    for part in (0.1, 0.2, 0.82, 0.9):
        u = u0 + (u1 - u0) * part
        m.line(rgb("d8b45a"), 0.018, (u, v0), (u, v1), on=spine, force=0.3)
    m.line(rgb("d8b45a"), 0.028, (u0 + (u1 - u0) * 0.38, (v0 + v1) / 2),
           (u0 + (u1 - u0) * 0.66, (v0 + v1) / 2), on=spine, force=0.3)  # fmt: skip


def book(m: Model, place: Place, rng: Rng) -> None:
    """Draw a closed book."""
    colour = m.canvas.hue(place, rgb(("8a2f2a", "2f4f6f", "3f5f45")[int(rng.integers(3))]))
    _spine(m, colour, -1.25, 1.0, 0.0, 0.36, (0.42, 0.58))


def books(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stack of books."""
    paints = ("8a2f2a", "2f4f6f", "c79a3e", "3f5f45", "6a4a6a")
    shifts = rng.uniform(-0.08, 0.08, 5).tolist()
    first = int(rng.integers(5))
    for k in range(4):
        colour = m.canvas.hue(place, rgb(paints[(first + k) % 5]), k)
        wide = 0.78 - 0.05 * k
        v = 0.205 * k
        _spine(m, colour, -wide + shifts[k], wide - 0.2 + shifts[k], v, v + 0.19, (0.22, 0.19))


def open_book(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open book with its lines of print."""
    cover = m.canvas.hue(place, rgb("7a3028"))
    m.poly(cover, (-1.5, 0.1), (0, 0.0), (1.5, 0.1), (1.28, 0.9), (0, 0.82), (-1.28, 0.9))
    for s in (-1, 1):
        sheet = [(0, 0.08), (s * 0.35, 0.2), (s * 0.8, 0.22), (s * 1.42, 0.14), (s * 1.22, 0.92),
                 (s * 0.7, 0.99), (s * 0.3, 0.96), (0, 0.84)]  # fmt: skip
        m.poly(tone(PAPER, -0.2), *[(u, v - 0.05) for u, v in sheet], round_=0.2)
        page = m.poly(PAPER, *sheet, round_=0.5, light=0.72 if s * side(m) < 0 else 0.66)
        for k in range(8):
            v = 0.3 + 0.075 * k
            wide = 1.22 - 0.022 * k
            last = wide * (0.6 if k == 0 else 1.0)
            m.line(rgb("8a8074"), 0.02, (s * 0.16, v - 0.03), (s * 0.5, v + 0.03),
                   (s * last * 0.8, v + 0.03), (s * last, v), on=page, force=0.25)  # fmt: skip
    m.limb(rgb("c23a3a"), [0.05, 0.05], (0.04, 0.8), (0.02, 0.3), (0.1, -0.02), round_=0.3)


def letter(m: Model, place: Place, rng: Rng) -> None:
    """Draw a letter in its envelope, with a seal."""
    paper = m.canvas.hue(place, rgb("ecdfc4"))
    body = m.poly(paper, (-1.2, 0.06), (1.2, 0.0), (1.0, 0.94), (-1.0, 0.98), light=0.68, round_=0.15)
    for s in (-1, 1):
        m.line(tone(paper, -0.3), 0.016, (s * 1.2, 0.02), (0, 0.52), on=body, force=0.4)
    m.poly(tone(paper, 0.15), (-1.0, 0.98), (1.0, 0.94), (0.02, 0.36), light=0.72, round_=0.2,
           line=1.0)  # fmt: skip
    m.ball(rgb("a8242a"), 0.02, 0.4, 0.17, 0.12, round_=1.3)
    m.ball(tone(rgb("a8242a"), -0.15), 0.02, 0.41, 0.1, 0.065, round_=-0.6, line=0.4)


def scroll(m: Model, place: Place, rng: Rng) -> None:
    """Draw a scroll that is half unrolled, written on."""
    paper = m.canvas.hue(place, rgb("e8d7b0"))
    sheet = m.poly(paper, (-1.1, 0.14), (1.1, 0.14), (0.95, 0.82), (-0.95, 0.82), light=0.68,
                   round_=0.2)  # fmt: skip
    for k in range(6):
        v = 0.3 + 0.08 * k
        m.line(rgb("5a4630"), 0.022, (-0.78 + 0.02 * k, v), (-0.2, v + 0.02),
               (0.3 + 0.12 * (k % 3), v), on=sheet, force=0.3)  # fmt: skip
    for v, half in ((0.84, 1.0), (0.12, 1.18)):
        m.limb(tone(paper, -0.06), [0.2, 0.2], (-half, v), (half, v), round_=1.3)
        for s in (-1, 1):
            m.limb(rgb("7a4a2a"), [0.12, 0.1], (s * half, v), (s * (half + 0.18), v))


def pen(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fountain pen that lies on the table."""
    body = m.canvas.hue(place, rgb("2a3a5a"))
    m.poly(rgb("d8b45a"), (-2.7, 0.1), (-2.1, 0.1), (-2.0, 0.4), (-2.2, 0.42), round_=0.8)
    m.limb(DARK, [0.24, 0.34], (-2.1, 0.26), (-1.5, 0.34), round_=1.2)
    made = m.limb(body, [0.4, 0.5, 0.5, 0.4], (-1.4, 0.36), (0, 0.52), (1.2, 0.66), (2.4, 0.8),
                  round_=1.4)  # fmt: skip
    m.poly(rgb("d8b45a"), (0.16, 0.2), (0.32, 0.2), (0.36, 0.9), (0.2, 0.9), on=made, line=0.4)
    m.limb(rgb("d8b45a"), [0.1, 0.1], (0.9, 0.86), (2.2, 0.96))


def quill(m: Model, place: Place, rng: Rng) -> None:
    """Draw a quill in an inkwell."""
    feather = m.canvas.hue(place, rgb("ece6da"))
    vane = m.blob(feather, (0.06, 0.3), (0.3, 0.5), (0.5, 0.82), (0.52, 1.0), (0.36, 0.96),
                  (0.14, 0.74), (0.02, 0.5), round_=0.8, light=0.66)  # fmt: skip
    m.line(tone(feather, -0.4), 0.014, (0.02, 0.24), (0.22, 0.62), (0.5, 0.98), force=0.5)
    for k in range(7):
        t = 0.2 + 0.1 * k
        u, v = 0.05 + 0.44 * t, 0.34 + 0.66 * t
        m.line(tone(feather, -0.25), 0.008, (u - 0.02, v - 0.04), (u + 0.1, v - 0.02), on=vane,
               force=0.25)  # fmt: skip
    made = Turned(m, [(0, 0.24), (0.6, 0.25), (0.8, 0.12), (1, 0.13)], high=0.34, tilt=(0.34, 0.3))
    glass(made, mix(GLASS, rgb("6a7a9a"), 0.4), liquid=(rgb("1f2430"), 0.03, 0.5), cover=0.6)


def inkstone(m: Model, place: Place, rng: Rng) -> None:
    """Draw an inkstone, a brush on its rest and an ink stick."""
    wood = m.canvas.hue(place, rgb("7a4a2c"))
    box(m, rgb("3a3d42"), -1.1, 0.1, 0.06, 0.26, (0.24, 0.5))
    m.blob(rgb("16181c"), (-0.9, 0.36), (-0.2, 0.34), (0.06, 0.5), (0.1, 0.68), (-0.6, 0.7),
           (-0.84, 0.56), round_=-0.6, light=0.56)  # fmt: skip
    m.tint(rgb("7f8ea0"), oval(-0.4, 0.56, 0.16, 0.05), cover=0.5)
    box(m, rgb("2a2420"), 0.42, 0.62, 0.0, 0.14, (0.4, 0.42), rgb("3a322c"))
    rest = rgb("cfd8d6")
    m.blob(rest, (0.7, 0.34), (0.8, 0.62), (0.92, 0.46), (1.04, 0.66), (1.16, 0.46), (1.28, 0.6),
           (1.36, 0.32), (1.0, 0.26), round_=1.0)  # fmt: skip
    m.limb(wood, [0.08, 0.1], (0.36, 0.5), (1.8, 0.86), round_=1.2)
    m.limb(rgb("e8dcc0"), [0.12, 0.13, 0.03], (0.36, 0.5), (0.14, 0.44), (-0.06, 0.36), round_=1.0)
    m.limb(DARK, [0.09, 0.03], (0.1, 0.43), (-0.08, 0.36))


def hourglass(m: Model, place: Place, rng: Rng) -> None:
    """Draw an hourglass with its sand."""
    wood = m.canvas.hue(place, rgb("7a4a2a"))
    sand = rgb("e0b868")
    base = Turned(m, [(0, 0.3), (1, 0.3)], high=0.24, tilt=(0.32, 0.3), sharp=True)
    base.body(wood, round_=1.2)
    m.part(tone(wood, 0.12), base.ring(1), light=0.68, round_=0.2)
    m.limb(wood, [0.04, 0.04], (-0.24, 0.16), (-0.24, 0.9))
    body = Turned(
        m, [(0, 0.17), (0.12, 0.19), (0.3, 0.15), (0.5, 0.02), (0.7, 0.15), (0.88, 0.19),
            (1, 0.17)], low=0.1, high=0.94, tilt=(0.28, 0.22),
    )  # fmt: skip
    glass(body, cover=0.38)
    m.blob(sand, (-0.17, 0.17), (0, 0.12), (0.17, 0.17), (0.1, 0.3), (0, 0.36), (-0.1, 0.3),
           on=body.shape, round_=0.9)  # fmt: skip
    m.blob(sand, (-0.15, 0.7), (0.15, 0.7), (0.04, 0.55), (0, 0.51), (-0.04, 0.55), on=body.shape,
           round_=0.6)  # fmt: skip
    m.line(sand, 0.012, (0, 0.53), (0, 0.34), force=0.2)
    m.limb(wood, [0.04, 0.04], (0.24, 0.14), (0.24, 0.9))
    top = Turned(m, [(0, 0.3), (1, 0.3)], low=0.78, high=1.0, tilt=(0.26, 0.26), sharp=True)
    top.body(wood, round_=1.2)
    m.part(tone(wood, 0.12), top.ring(1), light=0.68, round_=0.2)


def dial(m: Model, u: float, v: float, half: float, face: Colour, hour: float = 10.1) -> None:
    """Draw the face of a clock."""
    made = m.ball(face, u, v, half, half, round_=0.2, light=0.72)
    for k in range(12):
        a = k * math.pi / 6
        first = 0.8 if k % 3 else 0.72
        m.line(DARK, half * (0.05 if k % 3 else 0.09), (u + half * first * math.sin(a),
               v + half * first * math.cos(a)), (u + half * 0.9 * math.sin(a), v + half * 0.9 *
               math.cos(a)), on=made, force=0.5)  # fmt: skip
    for turn, long, wide in ((hour * math.pi / 6, 0.5, 0.09), ((hour % 1) * 2 * math.pi, 0.74, 0.06)):
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


def glasses(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of glasses that lie on the table."""
    frame = m.canvas.hue(place, rgb("3a2a22"))
    for s in (-1, 1):
        m.limb(frame, [0.09, 0.09, 0.09], (s * 1.1, 0.62), (s * 0.9, 0.98), (s * 0.6, 0.9))
        ring = oval(s * 0.58, 0.42, 0.48, 0.38)
        m.part(GLASS, ring, cover=0.4, round_=0.2, light=0.72)
        m.line(frame, 0.1, *ring, ring[0], light=0.5)
        m.tint(WHITE, oval(s * 0.58 + 0.14, 0.54, 0.16, 0.08, 0.7), cover=0.6)
    m.limb(frame, [0.09, 0.09, 0.09], (-0.13, 0.46), (0, 0.54), (0.13, 0.46))


def key(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old key."""
    metal = m.canvas.hue(place, rgb("b48a3e"))
    for u, v, half in ((-1.55, 0.66, 0.34), (-1.55, 0.22, 0.3), (-1.85, 0.44, 0.32)):
        ring = oval(u, v, half, half * 0.7)
        m.line(metal, 0.16, *ring, ring[0], light=0.62)
    m.limb(metal, [0.2, 0.16, 0.18], (-1.3, 0.44), (0, 0.5), (1.7, 0.58), round_=1.3)
    for u in (1.2, 1.55):
        m.poly(metal, (u, 0.5), (u + 0.2, 0.5), (u + 0.24, 0.06), (u + 0.04, 0.06), round_=0.8)
    m.poly(metal, (1.36, 0.12), (1.64, 0.12), (1.66, 0.28), (1.36, 0.28), round_=0.8)


def phone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a smartphone that stands, its screen lit."""
    body = m.canvas.hue(place, rgb("2b2e36"))
    def rounded(half: float, low: float, high: float, r: float) -> list[Spot]:
        made: list[Spot] = []
        for cu, cv, a in ((half - r, high - r, 0), (-half + r, high - r, 1), (-half + r, low + r, 2),
                          (half - r, low + r, 3)):  # fmt: skip
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
        m.line(rgb("8a98a8"), 0.018, (-0.3, 0.77 - 0.06 * k), (0.24 - 0.1 * (k % 2), 0.77 - 0.06 * k),
               glow=True, force=0.1)  # fmt: skip
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


def globe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a globe on its stand."""
    sea = m.canvas.hue(place, rgb("4f8fb8"))
    foot = Turned(m, [(0, 0.26), (0.3, 0.22), (0.5, 0.05), (1, 0.04)], high=0.3, tilt=(0.32, 0.2))
    foot.body(rgb("7a4a2a"), round_=1.3)
    arc = [(0.43 * math.cos(t), 0.58 + 0.43 * math.sin(t)) for t in
           [math.pi * (0.36 + 0.09 * k) for k in range(13)]]  # fmt: skip
    made = m.ball(sea, 0, 0.58, 0.38, 0.38, round_=1.4)
    land = rgb("8aa85a")
    m.blob(land, (-0.3, 0.84), (-0.1, 0.9), (-0.04, 0.78), (-0.16, 0.66), (-0.3, 0.7), on=made)
    m.blob(land, (-0.14, 0.64), (-0.02, 0.58), (-0.06, 0.4), (-0.14, 0.28), (-0.2, 0.46), on=made)
    m.blob(land, (0.08, 0.84), (0.3, 0.82), (0.38, 0.66), (0.22, 0.64), (0.12, 0.7), on=made)
    m.blob(land, (0.1, 0.62), (0.26, 0.6), (0.28, 0.44), (0.18, 0.34), (0.1, 0.46), on=made)
    for k in (-0.22, 0.0, 0.22):
        m.line(tone(sea, -0.2), 0.008, (-0.38, 0.58 + k), (0, 0.55 + k), (0.38, 0.58 + k), on=made,
               force=0.15)  # fmt: skip
    gleam(m, 0, 0.6, 0.13, made, 0.5)
    m.limb(BRASS, [0.03, 0.035, 0.03], *arc, round_=1.2)


def typewriter(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old typewriter with a sheet in it."""
    iron = m.canvas.hue(place, rgb("37474a"))
    m.poly(PAPER, (-0.4, 0.6), (0.4, 0.6), (0.44, 1.0), (-0.36, 1.0), light=0.74, round_=0.3)
    for k in range(4):
        m.line(rgb("7a756c"), 0.016, (-0.28, 0.92 - 0.07 * k), (0.3 - 0.1 * (k % 2), 0.92 - 0.07 * k),
               force=0.25)  # fmt: skip
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


def folded_umbrella(m: Model, place: Place, rng: Rng) -> None:
    """Draw a folded umbrella that lies on the ground."""
    paint = m.canvas.hue(place, rgb("2f4a6f"))
    m.limb(rgb("8a5a34"), [0.12, 0.12, 0.12, 0.12], (1.5, 0.56), (2.2, 0.66), (2.4, 0.9), (2.1, 0.96))
    made = m.limb(paint, [0.06, 0.4, 0.46, 0.3], (-2.2, 0.24), (-1.0, 0.34), (0.6, 0.44),
                  (1.5, 0.54), round_=1.3)  # fmt: skip
    for k in (-0.08, 0.08):
        m.line(tone(paint, -0.3), 0.03, (-2.0, 0.26 + k * 0.3), (0.4, 0.44 + k), (1.4, 0.54 + k),
               on=made, force=0.4)  # fmt: skip
    m.poly(tone(paint, 0.2), (0.5, 0.1), (0.64, 0.1), (0.64, 0.8), (0.5, 0.8), on=made)
    m.limb(rgb("b9bcc0"), [0.05, 0.04], (-2.6, 0.2), (-2.2, 0.24))


def basket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basket with a bow for a handle, a cloth in it."""
    straw = m.canvas.hue(place, rgb("b98a4e"))
    arc = [(0.42 * math.cos(t), 0.5 + 0.46 * math.sin(t)) for t in
           [math.pi * k / 12 for k in range(13)]]  # fmt: skip
    m.limb(tone(straw, -0.15), [0.05, 0.05, 0.05], *arc, round_=1.2)
    made = woven(m, straw, Turned(m, [(0, 0.38), (1, 0.52)], high=0.68, sharp=True))
    made.mouth(tone(straw, 0.1), rgb("6a4a2a"), 0.08)
    m.blob(rgb("f0e8dc"), (-0.46, made.high + 0.02), (-0.2, made.high + 0.16), (0.1, made.high +
           0.1), (0.3, made.high + 0.15), (0.46, made.high), (0.3, made.high - 0.13), (-0.3,
           made.high - 0.13), round_=0.9, light=0.68)  # fmt: skip
    made.front(tone(straw, 0.1), 0.08)
    m.limb(straw, [0.05, 0.05, 0.05], *[(u * 0.98, v - 0.03) for u, v in arc[::-1]][:5], round_=1.2)


FORMS = {
    "lit candle": Form(candle, 0.16, 0.3, grip=(0.0, 0.2)),
    "candle in a stick": Form(candlestick, 0.34, 0.18, grip=(0.0, 0.25)),
    "oil lamp": Form(oil_lamp, 0.36, 0.28, grip=(0.0, 0.2)),
    "paper lantern": Form(paper_lantern, 0.4, 0.44, grip=(0.0, 0.98), hangs=True),
    "book": Form(book, 0.075, 1.45, grip=(0.0, 0.4), top=(-0.8, 0.8, 0.6)),
    "books": Form(books, 0.2, 0.86, grip=(0.0, 0.1), top=(-0.4, 0.5, 0.88)),
    "open book": Form(open_book, 0.15, 1.52, grip=(0.0, 0.1)),
    "letter": Form(letter, 0.09, 1.24, grip=(0.0, 0.3)),
    "written scroll": Form(scroll, 0.14, 1.4, grip=(0.0, 0.2)),
    "pen": Form(pen, 0.03, 2.75, grip=(0.0, 0.5)),
    "quill": Form(quill, 0.2, 0.54),
    "inkstone": Form(inkstone, 0.1, 1.85),
    "hourglass": Form(hourglass, 0.22, 0.34, grip=(0.0, 0.5)),
    "alarm clock": Form(alarm_clock, 0.16, 0.48, grip=(0.0, 0.4)),
    "pocket watch": Form(pocket_watch, 0.075, 1.15, grip=(0.0, 0.4)),
    "glasses": Form(glasses, 0.055, 1.25, grip=(0.0, 0.4)),
    "key": Form(key, 0.04, 2.25, grip=(-1.5, 0.4)),
    "phone": Form(phone, 0.15, 0.3, grip=(0.0, 0.2)),
    "laptop": Form(laptop, 0.27, 0.84),
    "computer": Form(computer, 0.46, 0.76),
    "camera": Form(camera, 0.1, 0.82, grip=(0.0, 0.4)),
    "radio": Form(radio, 0.2, 0.96),
    "desk globe": Form(globe, 0.38, 0.46, grip=(0.0, 0.1)),
    "typewriter": Form(typewriter, 0.3, 0.88),
    "folded umbrella": Form(folded_umbrella, 0.12, 2.6, grip=(2.1, 0.9)),
    "basket": Form(basket, 0.32, 0.56, grip=(0.0, 0.94)),
}
