"""What flies in space or dives: rockets, shuttles, saucers, satellites, submarines."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from .._built import lights
from ._solid import BLACK, STEEL, WHITE
from .air import FLAME, pane


def rocket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rocket with fins and a round window, fire below it when it flies."""
    white = rgb("eceef0")
    red = m.canvas.hue(place, rgb("c8342c"))
    flying = place.traits.get("pose") != "stand"
    if flying:
        m.blob(FLAME, (-0.1, 0.2), (0.1, 0.2), (0.13, 0.08), (0.05, -0.06), (0.0, -0.18),
               (-0.05, -0.05), (-0.13, 0.08), light=0.95, glow=True, line=0.4)  # fmt: skip
        m.blob(rgb("fff2c0"), (-0.05, 0.2), (0.05, 0.2), (0.05, 0.1), (0, 0.0), (-0.05, 0.1),
               light=1.0, glow=True, line=0)  # fmt: skip
    for side in (-1, 1):
        m.poly(
            red,
            (0.14 * side, 0.46),
            (0.3 * side, 0.26),
            (0.3 * side, 0.12),
            (0.12 * side, 0.22),
            round_=0.6,
        )
    m.poly(rgb("5a6068"), (-0.1, 0.2), (0.1, 0.2), (0.13, 0.14), (-0.13, 0.14))
    body = m.blob(white, (0.0, 1.0), (0.1, 0.86), (0.17, 0.64), (0.17, 0.4), (0.12, 0.2),
                  (-0.12, 0.2), (-0.17, 0.4), (-0.17, 0.64), (-0.1, 0.86), round_=1.4)  # fmt: skip
    m.poly(red, (-0.3, 0.8), (0.3, 0.8), (0.3, 1.1), (-0.3, 1.1), on=body, round_=0.4)
    m.poly(red, (-0.3, 0.3), (0.3, 0.3), (0.3, 0.26), (-0.3, 0.26), on=body, round_=0)
    m.ball(STEEL, 0.0, 0.63, 0.085)
    lit = lights(m.canvas)
    m.ball(rgb("ffd98a") if lit else rgb("5fa8c8"), 0.0, 0.63, 0.062, glow=lit)
    m.tint(WHITE, oval(-0.02, 0.65, 0.02, 0.02), cover=0.7, fade=0.005)
    m.poly(tone(red, -0.15), (-0.018, 0.42), (0.018, 0.42), (0.026, 0.1), (-0.026, 0.1), round_=0.6)


def shuttle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a space shuttle from the side."""
    white = m.canvas.hue(place, rgb("eceef0"))
    m.poly(white, (-1.15, 0.5), (-1.4, 1.0), (-1.16, 1.0), (-0.7, 0.55), round_=0.5)
    m.poly(rgb("2b2e33"), (-0.9, 0.24), (0.4, 0.24), (-0.2, 0.05), (-1.35, 0.02))
    for v in (0.42, 0.56):
        m.blob(
            rgb("5a6068"), (-1.2, v + 0.06), (-1.36, v + 0.1), (-1.36, v - 0.1), (-1.2, v - 0.06)
        )
    body = m.blob(white, (1.3, 0.34), (1.18, 0.5), (0.8, 0.62), (-0.6, 0.64), (-1.2, 0.66),
                  (-1.24, 0.3), (-0.6, 0.22), (0.9, 0.22), (1.22, 0.26), round_=1.2)  # fmt: skip
    m.poly(rgb("2b2e33"), (-1.3, 0.2), (1.4, 0.2), (1.4, 0.3), (0.9, 0.29), (-1.3, 0.3), on=body,
           round_=0)  # fmt: skip
    m.poly(pane(m), (0.86, 0.52), (1.06, 0.54), (1.1, 0.46), (0.88, 0.44), on=body)
    m.line(rgb("9aa0a6"), 0.015, (-0.5, 0.5), (0.7, 0.5), on=body, force=0.5)
    m.line(rgb("9aa0a6"), 0.015, (0.7, 0.3), (0.7, 0.62), on=body, force=0.5)
    m.ball(rgb("c8342c"), -0.1, 0.42, 0.05, 0.035, on=body)
    m.poly(rgb("2f5fa8"), (0.05, 0.45), (0.4, 0.45), (0.4, 0.39), (0.05, 0.39), on=body, line=0)


def ufo(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flying saucer with its dome and lamps."""
    metal = m.canvas.hue(place, rgb("9aa6b0"))
    dome = rgb("9fe0d0")
    m.blob(dome, (-0.5, 0.52), (-0.42, 0.82), (0, 0.98), (0.42, 0.82), (0.5, 0.52), round_=1.3,
           light=0.75)  # fmt: skip
    m.ball(rgb("5a9a6a"), 0, 0.64, 0.14, 0.17)
    for side in (-1, 1):
        m.ball(BLACK, 0.055 * side, 0.67, 0.035, 0.05)
    m.tint(WHITE, oval(-0.22, 0.76, 0.1, 0.06, 0.6), cover=0.6, fade=0.01)
    m.blob(
        metal,
        (-1.3, 0.4),
        (-0.7, 0.56),
        (0, 0.6),
        (0.7, 0.56),
        (1.3, 0.4),
        (0.7, 0.2),
        (0, 0.12),
        (-0.7, 0.2),
        round_=1.3,
    )
    m.blob(tone(metal, -0.3), (-1.3, 0.4), (-0.6, 0.36), (0, 0.35), (0.6, 0.36), (1.3, 0.4),
           (0.7, 0.2), (0, 0.12), (-0.7, 0.2), light=0.45)  # fmt: skip
    for k in range(7):
        u = -0.96 + 0.32 * k
        hue = rgb(("ff6a5a", "ffe07a", "7adfff")[k % 3])
        m.ball(hue, u, 0.42 - 0.05 * (1 - (k / 3 - 1) ** 2), 0.07, 0.055, light=0.95, glow=True)
    m.blob(rgb("ffe9a0"), (-0.3, 0.15), (0, 0.19), (0.3, 0.15), (0, 0.08), light=1.0, glow=True)


def satellite(m: Model, place: Place, rng: Rng) -> None:
    """Draw a satellite with wings of solar cells and a dish."""
    gold, blue = rgb("d0a548"), m.canvas.hue(place, rgb("2f4a8f"))
    for side in (-1, 1):
        m.line(STEEL, 0.04, (0.2 * side, 0.5), (0.5 * side, 0.5))
        wing = m.poly(blue, (0.45 * side, 0.3), (1.5 * side, 0.38), (1.5 * side, 0.78),
                      (0.45 * side, 0.7), round_=0.3)  # fmt: skip
        for k in range(1, 5):
            u = (0.45 + 0.21 * k) * side
            m.line(STEEL, 0.014, (u, 0.2), (u, 0.9), on=wing, force=0.6)
        m.line(STEEL, 0.014, (0.4 * side, 0.5), (1.6 * side, 0.58), on=wing, force=0.6)
    m.poly(gold, (-0.24, 0.22), (0.2, 0.22), (0.2, 0.78), (-0.24, 0.78), round_=0.5)
    m.poly(tone(gold, -0.3), (0.2, 0.22), (0.32, 0.3), (0.32, 0.84), (0.2, 0.78))
    m.poly(tone(gold, 0.3), (-0.24, 0.78), (0.2, 0.78), (0.32, 0.84), (-0.12, 0.84))
    m.line(STEEL, 0.03, (0, 0.22), (0.04, 0.1))
    m.blob(WHITE, (-0.24, 0.14), (0, 0.02), (0.26, 0.06), (0.28, 0.14), (0.02, 0.16), round_=1.2)
    m.line(STEEL, 0.016, (0.05, 0.1), (0.12, -0.06))


def submarine(m: Model, place: Place, rng: Rng) -> None:
    """Draw a submarine with portholes, a tower, a periscope and a screw."""
    paint = m.canvas.hue(place, rgb(("e0ac2f", "c8483c", "4a6f80")[int(rng.integers(3))]))
    dark = tone(paint, -0.35)
    m.limb(STEEL, [0.06, 0.06, 0.06], (-0.1, 0.7), (-0.08, 1.0), (0.12, 1.02))
    m.blob(paint, (-0.5, 0.56), (-0.42, 0.84), (0.24, 0.84), (0.36, 0.56), round_=1.1)
    for side in (1, -1):
        m.blob(STEEL, (-1.5, 0.4), (-1.6, 0.4 + 0.28 * side), (-1.48, 0.4 + 0.26 * side))
    m.poly(dark, (-1.1, 0.5), (-1.46, 0.78), (-1.34, 0.44))
    m.poly(dark, (-1.1, 0.3), (-1.46, 0.02), (-1.34, 0.36))
    hull = m.blob(
        paint,
        (1.45, 0.38),
        (1.3, 0.56),
        (0.8, 0.68),
        (-0.4, 0.68),
        (-1.2, 0.52),
        (-1.5, 0.4),
        (-1.2, 0.26),
        (-0.4, 0.1),
        (0.8, 0.1),
        (1.3, 0.22),
        round_=1.4,
    )
    m.poly(dark, (-1.6, 0.3), (1.6, 0.3), (1.6, 0.0), (-1.6, 0.0), on=hull, round_=0.4, line=0.4)
    for u in (-0.6, -0.1, 0.4, 0.9):
        m.ball(rgb("c79a4a"), u, 0.45, 0.15)
        m.ball(rgb("ffe6a0"), u, 0.45, 0.1, light=0.85, glow=True)
    m.ball(rgb("fff6d8"), 1.4, 0.36, 0.05, 0.08, light=0.95, glow=True)


FORMS = {
    "submarine": Form(submarine, 5.0, 1.55, hangs=True),
    "rocket": Form(rocket, 20.0, 0.32, focus=(-0.3, 0.3, 0.3, 1.0)),
    "space_shuttle": Form(shuttle, 9.0, 1.4, hangs=True),
    "ufo": Form(ufo, 5.0, 1.35, hangs=True),
    "satellite": Form(satellite, 4.0, 1.55, hangs=True),
}
