"""What lies on a desk: candles, books, letters, pens, clocks, screens, a globe."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, box, gleam, side
from ._turned import GLASS, Turned, glass, woven

PAPER = rgb("f3ead6")
BRASS = rgb("c9a04a")
DARK = rgb("33363c")


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
    body = m.poly(
        paper, (-1.2, 0.06), (1.2, 0.0), (1.0, 0.94), (-1.0, 0.98), light=0.68, round_=0.15
    )
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


def folded_umbrella(m: Model, place: Place, rng: Rng) -> None:
    """Draw a folded umbrella that lies on the ground."""
    paint = m.canvas.hue(place, rgb("2f4a6f"))
    m.limb(
        rgb("8a5a34"), [0.12, 0.12, 0.12, 0.12], (1.5, 0.56), (2.2, 0.66), (2.4, 0.9), (2.1, 0.96)
    )
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
    "book": Form(book, 0.075, 1.45, grip=(0.0, 0.4), top=(-0.8, 0.8, 0.6)),
    "books": Form(books, 0.2, 0.86, grip=(0.0, 0.1), top=(-0.4, 0.5, 0.88)),
    "open book": Form(open_book, 0.15, 1.52, grip=(0.0, 0.1)),
    "letter": Form(letter, 0.09, 1.24, grip=(0.0, 0.3)),
    "written scroll": Form(scroll, 0.14, 1.4, grip=(0.0, 0.2)),
    "pen": Form(pen, 0.03, 2.75, grip=(0.0, 0.5)),
    "quill": Form(quill, 0.2, 0.54),
    "inkstone": Form(inkstone, 0.1, 1.85),
    "hourglass": Form(hourglass, 0.22, 0.34, grip=(0.0, 0.5)),
    "glasses": Form(glasses, 0.055, 1.25, grip=(0.0, 0.4)),
    "key": Form(key, 0.04, 2.25, grip=(-1.5, 0.4)),
    "desk globe": Form(globe, 0.38, 0.46, grip=(0.0, 0.1)),
    "folded umbrella": Form(folded_umbrella, 0.12, 2.6, grip=(2.1, 0.9)),
    "basket": Form(basket, 0.32, 0.56, grip=(0.0, 0.94)),
}
