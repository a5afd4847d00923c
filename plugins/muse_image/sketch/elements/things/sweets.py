"""Cakes, sweets, biscuits and ice cream."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, moved, oval, tone
from ...scene.plan import Place
from ._bits import gleam, heap, shuffled
from ._turned import Turned, plate
from .cakes import CREAM, drips

CHOCOLATE = rgb("5a2f1e")
SPRINKLES = ("e2506a", "f2c23e", "5fb0d8", "7fc05a", "f4f0e8", "a06ac8")


def donut(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ring with icing and sprinkles."""
    turns = rng.uniform(-1, 1, (60, 3)).tolist()
    icing = m.canvas.hue(place, rgb("f08fb0"))
    dough = rgb("d79a4c")
    m.blob(dough, (-0.95, 0.42), (-0.8, 0.12), (0, 0.0), (0.8, 0.12), (0.95, 0.42), (0.7, 0.84),
           (0, 0.98), (-0.7, 0.84), round_=1.3)  # fmt: skip
    edge = [(0.93 * math.cos(k * math.pi / 12), 0.56 + (0.42 if k < 13 else 0.32 + 0.05 * (k % 2))
             * math.sin(k * math.pi / 12)) for k in range(24)]  # fmt: skip
    top = m.blob(icing, *edge, round_=1.0, light=0.62)
    m.ball(tone(icing, -0.2), 0, 0.6, 0.33, 0.15, round_=-0.8, line=0.5)
    m.ball(tone(dough, -0.3), 0, 0.57, 0.26, 0.1, round_=-0.6, line=0.4)
    for a, b, c in turns:
        d = math.hypot(a, b)
        if 0.42 < d < 0.92:
            u, v = a * 0.9, 0.58 + b * 0.38
            m.limb(rgb(SPRINKLES[int((c + 1) * 2.99)]), [0.035, 0.035], (u, v),
                   (u + 0.07 * math.cos(c * 3), v + 0.04 * math.sin(c * 3)), on=top,
                   line=0.3)  # fmt: skip
    gleam(m, -0.1, 0.58, 0.12, top, 0.4)


def ice_cream(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cone with three balls of ice cream."""
    cone = rgb("d9a050")
    paint = m.canvas.hue(place, rgb("f2a0b4"))
    made = m.poly(cone, (0, 0.0), (0.22, 0.5), (-0.22, 0.5), round_=1.1)
    for k in range(-3, 6):
        m.line(tone(cone, -0.3), 0.01, (-0.2 + 0.08 * k, 0.46), (0.06 + 0.08 * k, 0.0), on=made,
               force=0.3)  # fmt: skip
        m.line(tone(cone, -0.3), 0.01, (0.2 - 0.08 * k, 0.46), (-0.06 - 0.08 * k, 0.0), on=made,
               force=0.3)  # fmt: skip
    for u, v, colour in ((-0.14, 0.6, CREAM), (0.14, 0.59, rgb("8a5a3c")), (0, 0.78, paint)):
        ball = m.ball(colour, u, v, 0.19, 0.18, round_=1.3)
        m.part(colour, *[oval(u - 0.15 + 0.1 * k, v - 0.12 - 0.02 * (k % 2), 0.06, 0.045) for k in
                         range(4)], round_=0.9, line=0.3)  # fmt: skip
        gleam(m, u, v, 0.06, ball, 0.4)
    m.limb(rgb("c98a45"), [0.05, 0.05], (0.08, 0.84), (0.2, 1.02))
    m.ball(rgb("c21f30"), -0.02, 0.95, 0.05)


def popsicle(m: Model, place: Place, rng: Rng) -> None:
    """Draw an ice lolly on its stick."""
    paint = m.canvas.hue(place, rgb("e8566a"))
    m.limb(rgb("dcb880"), [0.09, 0.09], (0, 0.04), (0, 0.4), round_=0.8)
    body = m.blob(paint, (-0.22, 0.3), (-0.22, 0.75), (-0.18, 0.92), (0, 1.0), (0.18, 0.92),
                  (0.22, 0.75), (0.22, 0.3), (0.2, 0.27), (-0.2, 0.27), round_=1.1,
                  ramp=(tone(paint, 0.45), (0, 0.35), (0, 0.95)))  # fmt: skip
    for u in (-0.08, 0.08):
        m.limb(tone(paint, -0.15), [0.04, 0.04], (u, 0.4), (u, 0.84), on=body, round_=-0.6,
               line=0.3)  # fmt: skip
    gleam(m, 0, 0.7, 0.06, body, 0.6)


def cookies(m: Model, place: Place, rng: Rng) -> None:
    """Draw biscuits with drops of chocolate on a plate."""
    plate(m, m.canvas.hue(place, rgb("9fb4bd")), half=1.18, high=0.92)
    for u, v, half in ((-0.46, 0.62, 0.42), (0.44, 0.64, 0.42), (-0.02, 0.5, 0.44),
                       (0.08, 0.72, 0.4)):  # fmt: skip
        dough = shuffled(rng, rgb("cf9448"), 0.08)
        m.ball(tone(dough, -0.3), u, v - 0.05, half, half * 0.42, round_=0.6)
        top = m.ball(dough, u, v, half, half * 0.42, round_=0.8)
        heap(m, rng, [CHOCOLATE], u, v, half * 0.8, 0.0, 8, 0.05, on=top, line=0.4)
        heap(m, rng, [tone(dough, -0.15)], u, v, half * 0.9, 0.0, 8, 0.02, on=top, line=0.1)


def chocolate(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bar of chocolate half out of its foil."""
    paint = m.canvas.hue(place, CHOCOLATE)
    m.poly(tone(paint, -0.3), (-1.1, 0.08), (0.6, 0.0), (0.6, 0.1), (-1.1, 0.2), round_=0.2)
    top = m.poly(paint, (-1.1, 0.2), (0.6, 0.1), (1.0, 0.78), (-0.7, 0.9), light=0.62, round_=0.15)
    for i in range(5):
        for j in range(3):
            a, b = (i + 0.5) / 5, (j + 0.5) / 3
            u, v = -1.1 + 1.7 * a + 0.4 * b, 0.2 - 0.1 * a + 0.69 * b
            m.poly(tone(paint, 0.14), (u - 0.16, v - 0.06), (u + 0.1, v - 0.08), (u + 0.17,
                   v + 0.08), (u - 0.09, v + 0.09), on=top, round_=0.9, light=0.62)  # fmt: skip
    foil = [(0.2, 0.12), (0.34, 0.3), (0.3, 0.44), (0.5, 0.6), (0.46, 0.8), (1.36, 0.74),
            (0.96, 0.0)]  # fmt: skip
    m.poly(rgb("c9ced3"), *[(u - 0.08, v + 0.01) for u, v in foil], round_=0.5, light=0.7)
    m.poly(rgb("a3283a"), (0.44, 0.06), (1.0, -0.0), (1.4, 0.74), (0.76, 0.82), round_=0.4)


def candy(m: Model, place: Place, rng: Rng) -> None:
    """Draw sweets in twisted wrappers."""
    paints = (m.canvas.hue(place, rgb("e2506a")), m.canvas.hue(place, rgb("5fa8d8"), 1),
              m.canvas.hue(place, rgb("f2b83e"), 2))  # fmt: skip
    for (u, v, turn), paint in zip(((-0.5, 0.56, 0.4), (0.52, 0.6, -0.5), (0.02, 0.28, 0.08)),
                                   paints, strict=True):  # fmt: skip
        for s in (-1, 1):
            fan = [(0.34 * s, 0.0), (0.62 * s, 0.2), (0.56 * s, 0.06), (0.66 * s, 0.0),
                   (0.56 * s, -0.08), (0.62 * s, -0.2)]  # fmt: skip
            m.poly(tone(paint, 0.2), *moved(fan, u, v, 0.9, turn), round_=0.5)
        body = m.ball(paint, u, v, 0.38, 0.25, turn, round_=1.3)
        for k in (-1, 0, 1):
            m.line(tone(paint, 0.7), 0.04, *moved([(-0.05 + 0.16 * k, -0.3), (0.02 + 0.16 * k, 0),
                   (-0.05 + 0.16 * k, 0.3)], u, v, 0.9, turn), on=body, force=0.2)  # fmt: skip
        gleam(m, u, v, 0.07, body, 0.7)


def lollipop(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round lolly with a spiral."""
    paint = m.canvas.hue(place, rgb("e2486a"))
    m.limb(rgb("f2eee6"), [0.04, 0.04], (0, 0.0), (0, 0.5))
    made = m.ball(paint, 0, 0.72, 0.28, 0.28, round_=1.0)
    spiral = [(0.012 * k * math.cos(k * 0.55), 0.72 + 0.012 * k * math.sin(k * 0.55))
              for k in range(26)]  # fmt: skip
    m.limb(rgb("fbf4ec"), [0.03, 0.07], *spiral, on=made, line=0.5, round_=0.3)
    gleam(m, 0, 0.74, 0.07, made, 0.6)


def tanghulu(m: Model, place: Place, rng: Rng) -> None:
    """Draw candied haws on a stick."""
    paint = m.canvas.hue(place, rgb("bf1f24"))
    m.limb(rgb("d8b478"), [0.035, 0.025], (0, 0.0), (0, 1.02))
    for k in range(6):
        v = 0.26 + 0.132 * k
        made = m.ball(paint, 0, v, 0.1, 0.078, round_=1.4)
        gleam(m, 0.0, v, 0.03, made, 0.9)
        m.tint(rgb("f0a070"), oval(0.02, v - 0.05, 0.06, 0.014), on=made, cover=0.5, fade=0.006)


def macarons(m: Model, place: Place, rng: Rng) -> None:
    """Draw a heap of macarons."""
    paints = [m.canvas.hue(place, rgb(c), k) for k, c in enumerate(
        ("f0a8bc", "b9d8a4", "f2d78a", "c3aee0", "9fcbe0", "d9a070"))]  # fmt: skip
    spots = [(-0.62, 0.0), (0.0, 0.02), (0.62, 0.0), (-0.32, 0.32), (0.32, 0.32), (0.0, 0.62)]
    for (u, v), paint in zip(spots, paints, strict=True):
        m.blob(paint, (u - 0.33, v + 0.12), (u - 0.3, v + 0.03), (u, v - 0.01), (u + 0.3, v + 0.03),
               (u + 0.33, v + 0.12), round_=1.0)  # fmt: skip
        m.limb(tone(paint, 0.6), [0.07, 0.07], (u - 0.29, v + 0.16), (u, v + 0.13), (u + 0.29,
               v + 0.16), round_=0.7)  # fmt: skip
        top = m.blob(paint, (u - 0.33, v + 0.18), (u - 0.24, v + 0.32), (u, v + 0.38),
                     (u + 0.24, v + 0.32), (u + 0.33, v + 0.18), (u, v + 0.16),
                     round_=1.2)  # fmt: skip
        gleam(m, u, v + 0.22, 0.07, top, 0.35)


def honey(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pot of honey with its dipper."""
    clay = m.canvas.hue(place, rgb("a8603a"))
    m.limb(rgb("a8763f"), [0.05, 0.05], (0.1, 0.7), (0.5, 1.04))
    made = Turned(m, [(0, 0.34), (0.3, 0.5), (0.7, 0.5), (0.92, 0.38), (1, 0.4)], high=0.88)
    made.body(clay, round_=1.3)
    made.shade(0.45)
    made.shine(0.2, 0.85, 0.6)
    inside = made.mouth(tone(clay, 0.1), rgb("8a4a10"), 0.08)
    made.fill(rgb("d98a1c"), 0.02, inside)
    m.limb(rgb("a8763f"), [0.05, 0.05], (0.04, made.high - 0.02), (0.5, 1.04))
    drips(m, made, rgb("e8a428"), [0.05, 0.28, 0.1, 0.05, 0.18, 0.06])
    made.front(tone(clay, 0.1), 0.08)


FORMS = {
    "donut": Form(donut, 0.07, 0.98, grip=(0.0, 0.3)),
    "ice cream": Form(ice_cream, 0.2, 0.34, grip=(0.0, 0.2)),
    "popsicle": Form(popsicle, 0.17, 0.26, grip=(0.0, 0.08)),
    "cookies": Form(cookies, 0.1, 1.2, grip=(0.0, 0.2)),
    "chocolate": Form(chocolate, 0.07, 1.3, grip=(0.0, 0.2)),
    "candy": Form(candy, 0.06, 1.1, grip=(0.0, 0.2)),
    "lollipop": Form(lollipop, 0.16, 0.3, grip=(0.0, 0.12)),
    "tanghulu": Form(tanghulu, 0.26, 0.14, grip=(0.0, 0.1)),
    "macarons": Form(macarons, 0.12, 0.98),
    "honey": Form(honey, 0.14, 0.56),
}
