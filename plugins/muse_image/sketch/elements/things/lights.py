"""Small lights that stand on a table or hang: candles, an oil lamp, a paper lantern."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ._bits import flame, halo
from ._turned import GLASS, Turned, glass

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
        m.line(
            tone(paper, -0.35),
            0.012,
            (u * 0.3, 0.88),
            (u * 1.15, 0.6),
            (u * 0.3, 0.32),
            on=made,
            force=0.4,
        )
    for v in (0.87, 0.33):
        m.part(BRASS, [(-0.14, v - 0.03), (0.14, v - 0.03), (0.14, v + 0.03), (-0.14, v + 0.03)],
               round_=0.8)  # fmt: skip
    m.line(rgb("b8862e"), 0.02, (0, 0.3), (0, 0.2))
    m.limb(rgb("c8322a"), [0.03, 0.08], (0, 0.2), (0, 0.02), round_=0.6)


FORMS = {
    "lit candle": Form(candle, 0.16, 0.3, grip=(0.0, 0.2)),
    "candle in a stick": Form(candlestick, 0.34, 0.18, grip=(0.0, 0.25)),
    "oil lamp": Form(oil_lamp, 0.36, 0.28, grip=(0.0, 0.2)),
    "paper lantern": Form(paper_lantern, 0.4, 0.44, grip=(0.0, 0.98), hangs=True),
}
