"""Bowls of noodles, rice and soup, and what is steamed in bamboo."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Part
from ...scene.plan import Place
from ._bits import heap, leaf, shuffled, steam
from ._turned import bowl
from .chinese import sticks


def strands(
    m: Model, rng: Rng, colour: Colour, u: float, v: float, half: float, inside: Part
) -> None:
    """Draw noodles that lie in arcs in a bowl."""
    for a, b, c in rng.uniform(-1, 1, (26, 3)).tolist():
        x, y = u + a * half * 0.7, v + b * half * 0.24
        m.limb(
            shuffled(rng, colour, 0.1), [0.026, 0.03, 0.026], (x - half * 0.34, y - 0.02),
            (x - half * 0.1, y + 0.05 + 0.02 * c), (x + half * 0.16, y + 0.04),
            (x + half * 0.34, y - 0.03), round_=0.8, line=0.4, on=inside,
        )  # fmt: skip


def halved_egg(m: Model, u: float, v: float, size: float, turn: float = 0.0) -> None:
    """Draw half a boiled egg."""
    m.ball(rgb("e8dcc8"), u, v - size * 0.08, size, size * 0.66, turn, round_=0.6)
    m.ball(rgb("fbf7ee"), u, v, size * 0.96, size * 0.62, turn, round_=0.3, light=0.72, line=0.3)
    m.ball(rgb("ef9420"), u, v, size * 0.52, size * 0.36, turn, round_=1.0)


def noodles(m: Model, place: Place, rng: Rng) -> None:
    """Draw beef noodles: broth, noodles, slices of beef, greens, chilli oil, chopsticks."""
    steam(m, rng, 0, 0.78, 0.8, 0.4)
    clay = m.canvas.hue(place, rgb("e9ecec"))
    made, inside = bowl(m, clay, high=0.9)
    made.band(rgb("3a5f9a"), 0.8, 0.9)
    v = made.high
    made.fill(rgb("9a5426"), 0.06, inside)
    strands(m, rng, rgb("f0d596"), 0.06, v - 0.05, 0.5, inside)
    sticks(m, (-0.2, v - 0.02), (0.66, 1.0))
    for u, w, turn in ((-0.34, 0.0, 0.3), (-0.2, -0.08, -0.1), (-0.38, -0.1, 0.5),
                       (-0.06, 0.05, 0.2)):  # fmt: skip
        m.ball(rgb("7d4630"), u, v + w, 0.13, 0.075, turn, round_=0.9)
        m.line(rgb("b98a6a"), 0.012, (u - 0.08, v + w - 0.01), (u + 0.07, v + w + 0.02), force=0.2)
    for k in range(4):
        u = 0.18 + 0.07 * k
        leaf(m, shuffled(rng, rgb("4f9440")), (u - 0.06, v - 0.1), (u + 0.1, v + 0.1 - 0.03 * k),
             0.3)  # fmt: skip
        m.limb(rgb("d5e6b0"), [0.05, 0.03], (u - 0.08, v - 0.14), (u - 0.02, v - 0.04))
    heap(m, rng, [rgb("6fae4a"), rgb("4c8f3a"), rgb("d2402c")], 0.02, v - 0.08, 0.3, 0.01, 26,
         0.02, line=0.2)  # fmt: skip
    for u, w in ((-0.1, -0.17), (0.3, -0.13), (0.1, 0.11)):
        m.ball(rgb("d2561e"), u, v + w, 0.035, 0.013, round_=0.2, line=0, cover=0.7)
    made.front(clay)


def ramen(m: Model, place: Place, rng: Rng) -> None:
    """Draw ramen: noodles, an egg, pork, seaweed, a fish cake, spring onion, chopsticks."""
    steam(m, rng, 0, 0.78, 0.8, 0.4)
    clay = m.canvas.hue(place, rgb("7b2a22"))
    made, inside = bowl(m, clay, high=0.9)
    made.band(rgb("e9dcc0"), 0.84, 0.88)
    v = made.high
    made.fill(rgb("c98a4a"), 0.06, inside)
    for k in range(2):
        m.poly(rgb("22382c"), (0.16 + 0.13 * k, v + 0.0), (0.3 + 0.13 * k, v + 0.02),
               (0.36 + 0.13 * k, v + 0.3 - 0.05 * k), (0.2 + 0.13 * k, v + 0.3 - 0.05 * k),
               round_=0.3, light=0.5)  # fmt: skip
    strands(m, rng, rgb("f2d88e"), 0.0, v - 0.05, 0.52, inside)
    sticks(m, (-0.1, v - 0.02), (-0.74, 1.0))
    for u, w in ((-0.3, 0.04), (-0.22, -0.06)):
        m.ball(rgb("e3b08f"), u, v + w, 0.17, 0.09, 0.15, round_=0.5)
        m.ball(rgb("b06a48"), u, v + w, 0.14, 0.065, 0.15, round_=0.2, line=0.2)
        m.line(rgb("f2d8c0"), 0.02, (u - 0.1, v + w + 0.01), (u, v + w - 0.02),
               (u + 0.09, v + w + 0.02), force=0.2)  # fmt: skip
    halved_egg(m, 0.22, v - 0.02, 0.15, 0.15)
    halved_egg(m, 0.0, v - 0.12, 0.14, -0.1)
    m.ball(rgb("f6efe8"), 0.4, v - 0.08, 0.09, 0.05)
    m.line(rgb("e26a86"), 0.016, (0.36, v - 0.09), (0.39, v - 0.06), (0.43, v - 0.07),
           (0.41, v - 0.1), force=0.3)  # fmt: skip
    heap(m, rng, [rgb("79b552"), rgb("a8cf70"), rgb("4f9440")], -0.06, v + 0.03, 0.16, 0.03, 22,
         0.022, line=0.3)  # fmt: skip
    made.front(clay)


def rice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl of rice."""
    grains = rng.uniform(-1, 1, (60, 2)).tolist()
    steam(m, rng, 0, 0.8, 0.7, 0.3)
    clay = m.canvas.hue(place, rgb("4f76a3"))
    made, _ = bowl(m, clay, high=0.86, rim=0.54)
    v = made.high
    m.blob(rgb("f6f3ea"), (-0.5, v - 0.04), (-0.4, v + 0.16), (-0.14, v + 0.28), (0.14, v + 0.28),
           (0.4, v + 0.16), (0.5, v - 0.04), (0.3, v - 0.17), (-0.3, v - 0.17), round_=1.0,
           light=0.66)  # fmt: skip
    for a, b in grains:
        if a * a + b * b < 1:
            m.ball(rgb("d9d5c6"), a * 0.42, v + 0.06 + b * 0.17, 0.022, 0.01, 3 * a, round_=0,
                   line=0.2, light=0.6)  # fmt: skip
    made.front(clay)
    sticks(m, (-0.54, v - 0.06), (0.6, v + 0.12))


def soup(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl of soup with vegetables and a spoon."""
    steam(m, rng, 0, 0.85, 0.7, 0.4)
    clay = m.canvas.hue(place, rgb("d9b98a"))
    made, inside = bowl(m, clay, high=0.96)
    v = made.high
    m.limb(rgb("b9bfc6"), [0.05, 0.07], (0.2, v - 0.04), (0.66, 1.04), round_=1.0)
    broth = made.fill(rgb("d9772c"), 0.05, inside)
    m.blob(rgb("f3dcb0"), (-0.2, v - 0.04), (0.0, v + 0.03), (0.16, v - 0.05), (0.0, v - 0.1),
           on=broth, round_=0, line=0.2)  # fmt: skip
    heap(m, rng, [rgb("4f8a3a"), rgb("e9a23a"), rgb("c8452c")], 0, v - 0.06, 0.4, 0.0, 20, 0.035,
         on=broth, line=0.4)  # fmt: skip
    made.front(clay)


FORMS = {
    "noodles": Form(noodles, 0.18, 0.68),
    "ramen": Form(ramen, 0.18, 0.7),
    "rice": Form(rice, 0.13, 0.62, grip=(0.0, 0.1)),
    "soup": Form(soup, 0.15, 0.66),
}
