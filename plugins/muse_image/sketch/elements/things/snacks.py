"""Snacks and small dishes: nuts, avocado, plum, prawns, tofu, sticks of fried dough."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import gleam, heap
from ._turned import Turned


def nuts(m: Model, place: Place, rng: Rng) -> None:
    """Draw walnuts and peanuts in a heap."""
    shell = m.canvas.hue(place, rgb("c2925a"))
    for u, v in ((-0.5, 0.42), (0.1, 0.56), (0.56, 0.36)):
        made = m.ball(shell, u, v, 0.34, 0.32, round_=1.3)
        m.line(tone(shell, -0.35), 0.03, (u - 0.02, v + 0.32), (u + 0.06, v), (u, v - 0.3), on=made,
               force=0.5)  # fmt: skip
        heap(m, rng, [tone(shell, -0.2)], u, v - 0.08, 0.26, 0.2, 12, 0.025, on=made, line=0.1)
    for u, v in ((-0.86, 0.16), (-0.1, 0.14), (0.84, 0.14)):
        peanut = m.part(tone(shell, 0.2), oval(u - 0.12, v, 0.17, 0.13), oval(u + 0.13, v + 0.03,
                        0.16, 0.13), round_=1.2)  # fmt: skip
        for k in range(4):
            m.line(tone(shell, -0.1), 0.014, (u - 0.22 + 0.13 * k, v - 0.08), (u - 0.2 + 0.13 * k,
                   v + 0.1), on=peanut, force=0.3)  # fmt: skip


def avocado(m: Model, place: Place, rng: Rng) -> None:
    """Draw an avocado cut in two, its stone in one half."""
    skin = m.canvas.hue(place, rgb("3f5a2e"))
    for u, lean in ((-0.42, -0.16), (0.44, 0.12)):

        def ring(part: float, u: float = u, lean: float = lean) -> list[tuple[float, float]]:
            made = []
            for k in range(24):
                t = k * math.pi / 12
                half = 0.36 - 0.1 * math.sin(t)
                v = 0.46 * math.sin(t)
                made.append((u + (half * math.cos(t) + lean * v) * part, 0.47 + v * part))
            return made

        m.part(skin, ring(1.0), round_=1.0)
        m.part(rgb("a9c25a"), ring(0.9), round_=0.2, light=0.7, line=0.6)
        m.part(rgb("e9e6a0"), ring(0.76), round_=0.2, light=0.74, line=0)
    made = m.ball(rgb("8a5a30"), -0.4, 0.36, 0.19, 0.19, round_=1.4)
    gleam(m, -0.4, 0.36, 0.07, made, 0.6)
    m.ball(rgb("c9c078"), 0.42, 0.36, 0.18, 0.18, round_=-0.9, line=0.5)


def plum(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plum with a leaf."""
    skin = m.canvas.hue(place, rgb("6a2a5a"))
    made = m.blob(skin, (0, 0.0), (0.36, 0.08), (0.48, 0.44), (0.3, 0.8), (0.04, 0.86),
                  (-0.3, 0.8), (-0.48, 0.44), (-0.36, 0.08), round_=1.4)  # fmt: skip
    m.line(tone(skin, -0.35), 0.025, (0.04, 0.85), (-0.1, 0.5), (0.0, 0.04), on=made, taper=True)
    m.tint(rgb("b8a0c8"), oval(0.12, 0.5, 0.24, 0.26), on=made, cover=0.3, fade=0.08)
    gleam(m, 0.04, 0.44, 0.12, made, 0.5)
    m.limb(rgb("6a4a2a"), [0.05, 0.04], (0.02, 0.84), (0.08, 1.0))


def prawns(m: Model, place: Place, rng: Rng) -> None:
    """Draw cooked prawns on a plate."""
    red = m.canvas.hue(place, rgb("ea7a4a"))
    made = Turned(m, [(0, 0.7), (1, 1.16)], high=0.92, tilt=(0.36, 0.36), sharp=True)
    made.body(rgb("d8dce0"), round_=0.5)
    m.part(rgb("ece9e2"), made.ring(1, 0.98), light=0.74, round_=0.2, line=0.4)
    for u, v in ((-0.5, 0.56), (0.12, 0.62), (-0.16, 0.4), (0.5, 0.42)):
        body = m.limb(
            red,
            [0.2, 0.26, 0.24, 0.16, 0.08],
            (u - 0.28, v - 0.06),
            (u - 0.18, v + 0.14),
            (u + 0.1, v + 0.18),
            (u + 0.28, v + 0.02),
            (u + 0.2, v - 0.1),
            round_=1.2,
        )
        for k in range(5):
            t = -0.2 + 0.1 * k
            m.line(tone(red, 0.55), 0.022, (u + t, v + 0.0), (u + t * 1.1, v + 0.26), on=body,
                   force=0.4)  # fmt: skip
        m.poly(tone(red, -0.1), (u + 0.2, v - 0.08), (u + 0.06, v - 0.16), (u + 0.22, v - 0.2))
        for s in (0.0, 0.06):
            m.line(
                tone(red, -0.2),
                0.014,
                (u - 0.32, v),
                (u - 0.5, v + 0.12 + s),
                (u - 0.6, v + 0.02),
                force=0.4,
            )


def tofu(m: Model, place: Place, rng: Rng) -> None:
    """Draw cubes of tofu on a plate, spring onion on them."""
    made = Turned(m, [(0, 0.7), (1, 1.1)], high=0.87, tilt=(0.37, 0.37), sharp=True)
    made.body(m.canvas.hue(place, rgb("5f7f98")), round_=0.5)
    m.part(
        tone(m.canvas.hue(place, rgb("5f7f98")), 0.15), made.ring(1, 0.97), light=0.7, round_=0.2
    )
    white = rgb("f4ecda")
    for u, v in ((-0.5, 0.44), (0.1, 0.48), (-0.2, 0.24), (0.36, 0.26)):
        m.poly(tone(white, -0.06), (u + 0.34, v), (u + 0.46, v + 0.12), (u + 0.46, v + 0.36),
               (u + 0.34, v + 0.25), light=0.42)  # fmt: skip
        m.poly(
            white,
            (u, v + 0.25),
            (u + 0.34, v + 0.25),
            (u + 0.46, v + 0.37),
            (u + 0.12, v + 0.37),
            light=0.78,
        )
        m.poly(white, (u, v), (u + 0.34, v), (u + 0.34, v + 0.25), (u, v + 0.25), light=0.58)
    heap(m, rng, [rgb("6fae4a"), rgb("a6cf6a")], 0.05, 0.7, 0.4, 0.04, 22, 0.028, line=0.4)


def youtiao(m: Model, place: Place, rng: Rng) -> None:
    """Draw sticks of fried dough."""
    crust = m.canvas.hue(place, rgb("d39a3e"))
    for v, lean in ((0.74, 0.1), (0.46, -0.05), (0.2, 0.04)):
        for s in (-1, 1):
            stick = m.limb(
                tone(crust, 0.06 * s),
                [0.2, 0.26, 0.24, 0.2],
                (-1.5, v - lean + 0.09 * s),
                (-0.5, v + 0.1 * s),
                (0.5, v + 0.09 * s),
                (1.5, v + lean + 0.08 * s),
                round_=1.2,
            )
        for k in range(5):
            u = -1.2 + 0.6 * k
            m.line(tone(crust, -0.3), 0.02, (u, v - 0.1), (u + 0.2, v + 0.02), on=stick, force=0.25)


FORMS = {
    "nuts": Form(nuts, 0.05, 1.06),
    "avocado": Form(avocado, 0.11, 0.88, grip=(0.0, 0.4)),
    "plum": Form(plum, 0.06, 0.5, grip=(0.0, 0.4)),
    "prawns": Form(prawns, 0.11, 1.18),
    "tofu": Form(tofu, 0.11, 1.12),
    "youtiao": Form(youtiao, 0.1, 1.66, grip=(0.0, 0.4)),
}
