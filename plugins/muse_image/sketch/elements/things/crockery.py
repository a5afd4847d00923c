"""Crockery and what one cooks and eats with: cups, bowls, plates, pots, cutlery."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import box, side, steam
from ._turned import Turned, bowl, glass, plate

CHINA = rgb("ece6da")
STEEL = rgb("b9bfc6")
WOOD = rgb("a9764a")


def handle(m: Model, colour: Colour, u: float, low: float, high: float, out: float,
           wide: float) -> None:  # fmt: skip
    """Draw the handle of a cup between two levels, `out` from its side."""
    step = high - low
    m.limb(
        colour, [wide, wide * 1.1, wide], (u - 0.05, high), (u + out * 0.75, high - step * 0.02),
        (u + out, high - step * 0.45), (u + out * 0.55, low + step * 0.1), (u - 0.06, low),
        round_=1.2,
    )  # fmt: skip


def mug(m: Model, clay: Colour, drink: Colour | None, stripe: Colour | None = None) -> None:
    """Draw a mug with straight sides, with a drink or empty."""
    handle(m, clay, 0.42, 0.32, 0.72, 0.3, 0.09)
    made = Turned(m, [(0, 0.37), (0.03, 0.4), (0.5, 0.43), (1, 0.43)], tilt=(0.34, 0.32))
    made.body(clay, round_=1.2)
    if stripe is not None:
        made.band(stripe, 0.3, 0.62)
    made.shade(0.5)
    made.shine(0.12, 0.88, 0.55)
    inside = made.mouth(clay, tone(clay, 0.1), 0.1)
    if drink is not None:
        made.fill(drink, 0.05, inside, 0.86)


def cup(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mug of coffee, steam above it."""
    steam(m, rng, 0, 0.85, 0.75, 0.3)
    mug(m, m.canvas.hue(place, CHINA), rgb("4a2c1a"))


def empty_bowl(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl of blue and white china."""
    clay = m.canvas.hue(place, rgb("e6e9ea"))
    made, _ = bowl(m, clay, high=1.0, rim=0.62)
    for a in (0.32, 0.86):
        made.band(mix(clay, rgb("31558f"), 0.75), a, a + 0.05)


def empty_plate(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plate with a coloured line on its rim."""
    clay = m.canvas.hue(place, CHINA)
    made = plate(m, clay)
    ring = made.ring(1, 0.9)
    m.line(tone(clay, -0.3), 0.025, *ring, ring[0], force=0.4)


def pot_of_tea(m: Model, clay: Colour, u: float = 0.0, low: float = 0.0, high: float = 1.0
               ) -> None:  # fmt: skip
    """Draw a teapot with spout and handle between two levels."""
    k = high - low
    m.limb(
        clay, [0.2 * k, 0.12 * k, 0.09 * k], (u - 0.4 * k, low + 0.32 * k),
        (u - 0.66 * k, low + 0.42 * k), (u - 0.76 * k, low + 0.68 * k),
        (u - 0.86 * k, low + 0.74 * k), round_=1.2,
    )  # fmt: skip
    m.limb(
        clay, [0.09 * k, 0.1 * k, 0.08 * k], (u + 0.42 * k, low + 0.66 * k),
        (u + 0.72 * k, low + 0.68 * k), (u + 0.76 * k, low + 0.42 * k),
        (u + 0.46 * k, low + 0.24 * k), round_=1.2,
    )  # fmt: skip
    made = Turned(
        m, [(0, 0.28 * k), (0.1, 0.4 * k), (0.45, 0.53 * k), (0.8, 0.4 * k), (1, 0.24 * k)],
        u=u, low=low, high=low + 0.84 * k,
    )  # fmt: skip
    made.body(clay, round_=1.4)
    made.shade(0.5)
    made.shine(0.3, 0.85, 0.6)
    lid = Turned(
        m, [(0, 0.26 * k), (0.5, 0.2 * k), (1, 0.03 * k)], u=u, low=low + 0.62 * k,
        high=low + 0.92 * k,
    )  # fmt: skip
    lid.body(clay, round_=1.0)
    m.ball(clay, u, low + 0.94 * k, 0.07 * k, 0.06 * k)


def teapot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a teapot."""
    pot_of_tea(m, m.canvas.hue(place, rgb("c9d3d2")))


def tea_set(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese tea set: a clay pot and small cups on a tray of bamboo."""
    clay = m.canvas.hue(place, rgb("8a4b34"))
    steam(m, rng, -0.1, 0.85, 0.5, 0.2)
    wood = rgb("9b6d3f")
    m.poly(tone(wood, -0.3), (-1.35, 0.1), (-1.3, 0.0), (1.3, 0.0), (1.35, 0.1))
    tray = m.poly(wood, (-1.35, 0.1), (1.35, 0.1), (1.08, 0.52), (-1.08, 0.52), light=0.7,
                  round_=0.2)  # fmt: skip
    for k in range(1, 7):
        v = 0.1 + 0.42 * k / 7
        m.line(tone(wood, -0.35), 0.012, (-1.4, v), (1.4, v), on=tray, force=0.5)
    pot_of_tea(m, clay, -0.2, 0.24, 1.0)
    for u, v in ((0.62, 0.3), (-0.55, 0.12), (0.2, 0.1)):
        little = Turned(m, [(0, 0.08), (0.3, 0.13), (1, 0.17)], u=u, low=v, high=v + 0.25)
        little.body(tone(clay, 0.55), round_=1.2)
        little.shade(0.4)
        inside = little.mouth(tone(clay, 0.6), rgb("efe6d4"), 0.1)
        little.fill(rgb("b5792f"), 0.02, inside, 0.86)


def kettle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a kettle of enamel with a bow for a handle."""
    clay = m.canvas.hue(place, rgb("b8443a"))
    steam(m, rng, -0.75, 0.75, 0.4, 0.14)
    m.limb(rgb("3b3634"), [0.07, 0.09, 0.07], (-0.34, 0.6), (-0.3, 0.9), (0, 1.0), (0.3, 0.9),
           (0.34, 0.6))  # fmt: skip
    m.limb(clay, [0.2, 0.12, 0.09], (-0.4, 0.3), (-0.6, 0.42), (-0.72, 0.62), (-0.82, 0.66))
    made = Turned(
        m, [(0, 0.48), (0.06, 0.52), (0.4, 0.5), (0.8, 0.34), (1, 0.22)], high=0.76,
        tilt=(0.32, 0.28),
    )  # fmt: skip
    made.body(clay, round_=1.4)
    made.shade(0.5)
    made.shine(0.12, 0.8, 0.65)
    lid = Turned(m, [(0, 0.24), (0.6, 0.17), (1, 0.03)], low=0.58, high=0.78, tilt=(0.28, 0.2))
    lid.body(tone(clay, 0.1))
    m.ball(rgb("3b3634"), 0, 0.8, 0.05)


def pot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cooking pot with a lid and two ears."""
    clay = m.canvas.hue(place, rgb("5b6f7d"))
    for s in (-1, 1):
        m.limb(tone(clay, -0.35), [0.08, 0.08], (s * 0.6, 0.52), (s * 0.82, 0.5), (s * 0.6, 0.44))
    made = Turned(m, [(0, 0.56), (0.1, 0.6), (1, 0.62)], high=0.86, tilt=(0.34, 0.32))
    made.body(clay, round_=1.3)
    made.shade(0.5)
    made.shine(0.1, 0.9, 0.55)
    lid = Turned(m, [(0, 0.65), (0.1, 0.64), (0.6, 0.36), (1, 0.04)], low=0.4, high=0.93)
    lid.body(tone(clay, 0.12), round_=0.9)
    m.ball(rgb("34302e"), 0, 0.93, 0.08, 0.06)


def pan(m: Model, place: Place, rng: Rng) -> None:
    """Draw a frying pan of iron."""
    iron = m.canvas.hue(place, rgb("4c4e53"))
    m.limb(rgb("6a4a30"), [0.12, 0.13, 0.16], (0.9, 0.66), (1.5, 0.8), (2.1, 0.96), round_=1.2)
    made = Turned(m, [(0, 0.82), (1, 1.0)], tilt=(0.36, 0.36), sharp=True)
    made.body(iron, round_=1.2)
    made.shine(0.1, 0.9, 0.4)
    made.mouth(tone(iron, 0.1), tone(iron, -0.1), 0.05)


def tumbler(m: Model, place: Place, rng: Rng) -> None:
    """Draw a glass of water."""
    water = m.canvas.hue(place, rgb("b7d3dd"))
    made = Turned(m, [(0, 0.24), (1, 0.32)], tilt=(0.34, 0.28), sharp=True)
    glass(made, liquid=(water, 0.05, 0.72))


def jug(m: Model, place: Place, rng: Rng) -> None:
    """Draw a jug with a lip."""
    clay = m.canvas.hue(place, rgb("d9cdb4"))
    handle(m, clay, 0.28, 0.35, 0.85, 0.28, 0.08)
    made = Turned(
        m, [(0, 0.24), (0.05, 0.28), (0.35, 0.38), (0.7, 0.27), (0.88, 0.22), (1, 0.26)],
        tilt=(0.32, 0.28),
    )  # fmt: skip
    m.blob(clay, (-0.1, 0.98), (-0.4, 0.99), (-0.26, 0.8), (-0.05, 0.82), round_=0.5)
    made.body(clay, round_=1.4)
    made.shade(0.5)
    made.shine(0.1, 0.75, 0.5)
    made.mouth(clay, tone(clay, -0.2), 0.09)


def jar(m: Model, place: Place, rng: Rng) -> None:
    """Draw a jar of jam with its lid."""
    jam = m.canvas.hue(place, rgb("9c2430"))
    made = Turned(m, [(0, 0.34), (0.06, 0.38), (0.8, 0.38), (0.92, 0.3), (1, 0.3)], high=0.86)
    glass(made, liquid=(jam, 0.03, 0.78))
    label = made.band(rgb("f3ead6"), 0.3, 0.62, line=0.5)
    m.line(rgb("7a6a58"), 0.02, (-0.18, 0.34), (0.16, 0.34), on=label)
    lid = Turned(m, [(0, 0.33), (1, 0.33)], low=0.64, high=0.99, sharp=True)
    lid.body(rgb("c8a24a"), round_=1.1)
    lid.shine(0.1, 0.9, 0.5)
    m.part(rgb("dcb95e"), lid.ring(1), light=0.78, round_=0.2)


def spoon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spoon that lies on the table."""
    steel = m.canvas.hue(place, STEEL)
    _spoon(m, steel, 0.0, 0.0)


def _spoon(m: Model, steel: Colour, u: float, v: float) -> None:
    m.limb(steel, [0.14, 0.1, 0.2], (u - 0.7, v + 0.36), (u + 0.4, v + 0.44), (u + 1.9, v + 0.72),
           round_=1.2)  # fmt: skip
    bowl_ = m.ball(steel, u - 1.25, v + 0.34, 0.72, 0.3, 0.08, round_=1.0)
    m.ball(tone(steel, -0.3), u - 1.25, v + 0.36, 0.58, 0.2, 0.08, on=bowl_, round_=-0.6, line=0.3)
    m.tint(rgb("ffffff"), oval(u - 1.25 - side(m) * 0.25, v + 0.3, 0.2, 0.06), on=bowl_, cover=0.7)


def fork(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fork that lies on the table."""
    _fork(m, m.canvas.hue(place, STEEL), 0.0, 0.0)


def _fork(m: Model, steel: Colour, u: float, v: float) -> None:
    m.limb(steel, [0.12, 0.1, 0.2], (u - 0.8, v + 0.3), (u + 0.4, v + 0.42), (u + 1.9, v + 0.72),
           round_=1.2)  # fmt: skip
    m.blob(steel, (u - 0.7, v + 0.26), (u - 1.0, v + 0.08), (u - 1.3, v + 0.06),
           (u - 1.2, v + 0.5), (u - 0.9, v + 0.46), (u - 0.7, v + 0.38), round_=0.8)  # fmt: skip
    for k in range(4):
        at = v + 0.1 + 0.12 * k
        m.limb(steel, [0.07, 0.06, 0.03], (u - 1.15 + 0.02 * k, at), (u - 1.7, at + 0.02),
               (u - 2.0, at + 0.04), round_=0.8)  # fmt: skip


def knife(m: Model, place: Place, rng: Rng) -> None:
    """Draw a table knife."""
    _knife(m, m.canvas.hue(place, STEEL), 0.0, 0.0)


def _knife(m: Model, steel: Colour, u: float, v: float) -> None:
    m.blob(steel, (u + 0.3, v + 0.28), (u - 1.2, v + 0.02), (u - 2.0, v + 0.06), (u - 1.9, v + 0.2),
           (u - 1.2, v + 0.34), (u + 0.3, v + 0.46), round_=0.5, light=0.68)  # fmt: skip
    m.limb(tone(steel, -0.35), [0.22, 0.26, 0.24], (u + 0.3, v + 0.38), (u + 1.1, v + 0.56),
           (u + 1.9, v + 0.74), round_=1.2)  # fmt: skip


def cutlery(m: Model, place: Place, rng: Rng) -> None:
    """Draw knife, fork and spoon side by side on a napkin."""
    cloth = m.canvas.hue(place, rgb("d8d2c6"))
    m.poly(cloth, (-1.5, 0.05), (1.15, 0.0), (1.5, 0.92), (-1.0, 0.98), light=0.72, round_=0.2)
    m.line(tone(cloth, -0.2), 0.02, (-1.28, 0.14), (1.0, 0.1), (1.28, 0.84), force=0.3)
    for k, kind in enumerate((_fork, _knife, _spoon)):
        kind(m.within((0.06 * k, 0.1 + 0.26 * k), 0.5), STEEL, 0.0, 0.0)


def chopsticks(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of chopsticks on their rest."""
    wood = m.canvas.hue(place, rgb("7a2f24"))
    box(m, rgb("e8e4da"), -1.7, -1.2, 0.0, 0.3, (0.1, 0.4))
    for k in range(2):
        v = 0.3 + 0.22 * k
        m.limb(wood, [0.07, 0.12, 0.16], (-2.4, v), (0.2, v + 0.12 + 0.06 * k), (2.8, v + 0.3),
               round_=1.1)  # fmt: skip
        m.limb(rgb("d6b25c"), [0.15, 0.16], (2.3, v + 0.26), (2.5, v + 0.28), round_=1.0)


FORMS = {
    "cup": Form(cup, 0.105, 0.72, grip=(0.6, 0.5)),
    "bowl": Form(empty_bowl, 0.14, 0.64, grip=(0.0, 0.1), top=(-0.3, 0.3, 0.7)),
    "plate": Form(empty_plate, 0.11, 1.22, top=(-0.7, 0.7, 0.5)),
    "teapot": Form(teapot, 0.2, 0.9, grip=(0.7, 0.5)),
    "tea set": Form(tea_set, 0.2, 1.36),
    "kettle": Form(kettle, 0.25, 0.86, grip=(0.0, 0.98)),
    "pot": Form(pot, 0.24, 0.84),
    "pan": Form(pan, 0.13, 2.15, grip=(1.8, 0.85)),
    "glass": Form(tumbler, 0.13, 0.34, grip=(0.0, 0.4)),
    "jug": Form(jug, 0.25, 0.56, grip=(0.55, 0.6)),
    "jar": Form(jar, 0.15, 0.4),
    "spoon": Form(spoon, 0.05, 2.1, grip=(1.2, 0.6)),
    "fork": Form(fork, 0.05, 2.1, grip=(1.2, 0.6)),
    "knife": Form(knife, 0.05, 2.1, grip=(1.2, 0.6)),
    "cutlery": Form(cutlery, 0.11, 1.5),
    "chopsticks": Form(chopsticks, 0.045, 2.9, grip=(1.5, 0.6)),
}
