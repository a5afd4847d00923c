"""Balls and games, and what is folded from paper."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ._bits import WHITE, box, gleam
from ._turned import Turned

DARK = rgb("2c2622")


def ball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ball of coloured panels."""
    paint = m.canvas.hue(place, rgb("d8382f"))
    made = m.ball(WHITE, 0, 0.5, 0.49, 0.49, round_=1.3, light=0.64)
    for k in range(3):
        a = 0.5 + k * 2.09
        colour = paint if k == 0 or place.colours else rgb(("d8382f", "f0c02e", "3f7ab8")[k])
        m.blob(colour, (0.1, 0.66), (0.1 + 0.4 * math.cos(a), 0.66 + 0.4 * math.sin(a)),
               (0.8 * math.cos(a + 0.25), 0.5 + 0.8 * math.sin(a + 0.25)), (0.8 * math.cos(a + 0.8),
               0.5 + 0.8 * math.sin(a + 0.8)), (0.1 + 0.4 * math.cos(a + 1.0), 0.66 + 0.4 *
               math.sin(a + 1.0)), on=made, round_=0.3)  # fmt: skip
    m.ball(WHITE, 0.1, 0.66, 0.07, 0.06, on=made, round_=0.3, line=0.4)
    gleam(m, 0, 0.5, 0.16, made, 0.6)


def football(m: Model, place: Place, rng: Rng) -> None:
    """Draw a football of black and white pieces."""
    made = m.ball(m.canvas.hue(place, rgb("f2f0ea")), 0, 0.5, 0.49, 0.49, round_=1.3, light=0.64)
    black = rgb("26262a")

    def piece(u: float, v: float, half: float, turn: float) -> list[tuple[float, float]]:
        return [(u + half * math.cos(turn + k * 1.257), v + half * math.sin(turn + k * 1.257))
                for k in range(5)]  # fmt: skip

    m.part(black, piece(0.02, 0.54, 0.17, 1.57), on=made, round_=0.2)
    for k in range(5):
        a = 1.57 + k * 1.257
        u, v = 0.02 + 0.42 * math.cos(a), 0.54 + 0.42 * math.sin(a)
        m.part(black, piece(u, v, 0.14, a + 3.14), on=made, round_=0.2)
        m.line(
            black, 0.014, (0.02 + 0.17 * math.cos(a), 0.54 + 0.17 * math.sin(a)), (u, v), on=made
        )
    gleam(m, 0, 0.5, 0.14, made, 0.4)


def basketball(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basketball with its seams."""
    made = m.ball(m.canvas.hue(place, rgb("d9772e")), 0, 0.5, 0.49, 0.49, round_=1.3)
    for path in (
        ((-0.5, 0.46), (0, 0.56), (0.5, 0.46)),
        ((0.02, 1.0), (-0.06, 0.5), (0.02, 0.0)),
        ((-0.34, 0.9), (-0.12, 0.6), (-0.3, 0.1)),
        ((0.34, 0.9), (0.14, 0.6), (0.3, 0.1)),
    ):
        m.line(DARK, 0.022, *path, on=made)
    gleam(m, 0, 0.5, 0.15, made, 0.4)


def chess(m: Model, place: Place, rng: Rng) -> None:
    """Draw chess pieces: a king, a knight and a pawn."""
    white = m.canvas.hue(place, rgb("e8d9b8"))
    black = rgb("3a2c26")

    def base(u: float, colour: Colour, top: float, half: float) -> None:
        made = Turned(
            m, [(0, half), (0.1, half * 0.96), (0.16, half * 0.6), (0.5, half * 0.42),
                (0.9, half * 0.5), (1, half * 0.66)], u=u, high=top, tilt=(0.34, 0.26),
        )  # fmt: skip
        made.body(colour, round_=1.4)
        made.shine(0.05, 0.95, 0.5, at=0.4, wide=0.12)
        m.part(tone(colour, 0.1), made.ring(1), light=0.68, round_=0.2)

    base(0.34, black, 0.5, 0.17)
    m.blob(black, (0.2, 0.44), (0.24, 0.62), (0.2, 0.74), (0.3, 0.86), (0.36, 0.8), (0.5, 0.7),
           (0.56, 0.6), (0.5, 0.56), (0.42, 0.6), (0.48, 0.46), round_=1.2)  # fmt: skip
    m.line(tone(black, 0.4), 0.012, (0.26, 0.72), (0.28, 0.6), (0.26, 0.5), force=0.4)
    m.ball(rgb("e8d9b8"), 0.38, 0.74, 0.014)
    base(-0.12, white, 0.74, 0.19)
    m.blob(white, (-0.24, 0.72), (-0.27, 0.86), (-0.12, 0.9), (0.03, 0.86), (0.0, 0.72), round_=1.2)
    m.limb(white, [0.05, 0.05], (-0.12, 0.88), (-0.12, 1.0))
    m.limb(white, [0.04, 0.04], (-0.18, 0.955), (-0.06, 0.955))
    base(-0.46, white, 0.36, 0.14)
    m.ball(white, -0.46, 0.42, 0.085, 0.085, round_=1.3)


def dice(m: Model, place: Place, rng: Rng) -> None:
    """Draw two dice."""
    paint = m.canvas.hue(place, rgb("f4f0e6"))
    spot = rgb("26262a")
    for u0, v0, size, up in ((0.1, 0.16, 0.6, 5), (-0.8, 0.0, 0.66, 3)):
        back = (size * 0.42, size * 0.3)
        box(m, paint, u0, u0 + size, v0, v0 + size, back)

        def pip(a: float, b: float, u0: float = u0, v0: float = v0, size: float = size) -> None:
            m.ball(spot, u0 + a * size, v0 + b * size, size * 0.085, size * 0.085, round_=0.3)

        for a, b in ((0.25, 0.25), (0.75, 0.75), (0.5, 0.5)):
            pip(a, b)
        if up == 5:
            pip(0.25, 0.75)
            pip(0.75, 0.25)
        for a, b in ((0.3, 0.3), (0.7, 0.7)):
            m.ball(spot, u0 + a * size + b * back[0], v0 + size + b * back[1], size * 0.09,
                   size * 0.04)  # fmt: skip
        m.ball(spot, u0 + size + 0.5 * back[0], v0 + 0.5 * size + 0.5 * back[1], size * 0.055,
               size * 0.08)  # fmt: skip


def crane(m: Model, place: Place, rng: Rng) -> None:
    """Draw a crane folded from paper."""
    paper = m.canvas.hue(place, rgb("d8545a"))
    m.poly(tone(paper, -0.2), (0.1, 0.3), (0.5, 0.95), (-0.16, 0.5), light=0.45)
    m.poly(tone(paper, -0.08), (-0.16, 0.34), (-0.8, 0.86), (-0.34, 0.2), light=0.5)
    m.poly(tone(paper, -0.05), (0.26, 0.3), (0.74, 0.82), (0.36, 0.2), light=0.5)
    m.poly(tone(paper, -0.15), (0.74, 0.82), (0.98, 0.64), (0.68, 0.72), light=0.55)
    m.poly(paper, (-0.38, 0.24), (0.4, 0.24), (0.2, 0.0), (-0.16, 0.0), light=0.48, round_=0.2)
    m.poly(tone(paper, 0.15), (-0.22, 0.4), (0.3, 0.38), (0.4, 0.22), (-0.38, 0.22), round_=0.1)
    m.poly(tone(paper, 0.2), (-0.14, 0.36), (0.2, 0.34), (-0.42, 1.0), light=0.72, round_=0.2)


def paper_boat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a boat folded from paper."""
    paper = m.canvas.hue(place, rgb("f2ece0"))
    m.poly(tone(paper, -0.05), (-0.3, 0.42), (0.34, 0.42), (0.04, 1.0), light=0.6, round_=0.2)
    m.poly(tone(paper, -0.14), (0.04, 1.0), (0.34, 0.42), (0.1, 0.4), light=0.42)
    m.poly(tone(paper, -0.1), (-0.95, 0.62), (0.0, 0.36), (0.95, 0.62), (0.52, 0.16), (-0.52, 0.16),
           light=0.46, round_=0.1)  # fmt: skip
    m.poly(paper, (-0.95, 0.62), (0.0, 0.26), (0.95, 0.62), (0.5, 0.02), (-0.5, 0.02), light=0.66,
           round_=0.2)  # fmt: skip
    m.line(tone(paper, -0.3), 0.014, (0, 0.26), (0, 0.03), force=0.3)


def paper_plane(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plane folded from paper."""
    paper = m.canvas.hue(place, rgb("f2ece0"))
    m.poly(tone(paper, -0.15), (1.2, 0.72), (-1.0, 0.98), (-0.6, 0.52), light=0.6)
    m.poly(tone(paper, -0.25), (1.2, 0.72), (-0.6, 0.52), (-0.5, 0.04), (-0.36, 0.46), light=0.4)
    m.poly(paper, (1.2, 0.72), (-0.36, 0.46), (-1.1, 0.2), light=0.72, round_=0.2)


def spinning_top(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spinning top."""
    paint = m.canvas.hue(place, rgb("d8382f"))
    made = Turned(m, [(0, 0.03), (0.16, 0.1), (0.6, 0.5), (0.82, 0.44), (0.9, 0.08), (1, 0.07)],
                  tilt=(0.3, 0.3))  # fmt: skip
    made.body(paint, round_=1.3)
    made.band(rgb("f2d27a"), 0.42, 0.52)
    made.band(rgb("3f6fa8"), 0.24, 0.34)
    made.shade(0.4)
    made.shine(0.2, 0.8, 0.6)


FORMS = {
    "ball": Form(ball, 0.2, 0.52, grip=(0.0, 0.3)),
    "football": Form(football, 0.22, 0.52, grip=(0.0, 0.3)),
    "basketball": Form(basketball, 0.24, 0.52, grip=(0.0, 0.3)),
    "chess pieces": Form(chess, 0.1, 0.64),
    "dice": Form(dice, 0.04, 1.0),
    "paper crane": Form(crane, 0.1, 1.0, grip=(0.0, 0.1)),
    "paper boat": Form(paper_boat, 0.1, 0.98, grip=(0.0, 0.1)),
    "paper plane": Form(paper_plane, 0.08, 1.25, grip=(-0.4, 0.2)),
    "spinning top": Form(spinning_top, 0.09, 0.54, grip=(0.0, 0.8)),
}
