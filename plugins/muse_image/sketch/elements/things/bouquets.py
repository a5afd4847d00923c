"""Flowers in vases, bouquets, single flowers and plants in pots."""

import math
from collections.abc import Callable

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, leaf, shuffled
from ._flowers import bunch, head, natural, stalk
from ._turned import GLASS, Turned, glass

VASES = ("5f86a8", "d8cdb8", "8a5a44", "7d9a8a")


def _paint(m: Model, place: Place) -> Callable[[str, int], Colour]:
    """Return what gives flowers their colours: those asked for, else the natural ones."""
    return lambda kind, number: m.canvas.hue(place, natural(kind, number), number)


def vase_of(m: Model, place: Place, rng: Rng, kinds: list[str], half: float, many: int) -> None:
    """Draw a vase with flowers of some kinds."""
    pick = int(rng.integers(len(VASES) + 1))
    foot, middle = (0.0, 0.34), (0.0, 0.7)
    bunch(m, kinds, _paint(m, place), rng, foot, middle, (0.27, 0.2), half, many)
    shape = [(0, 0.1), (0.03, 0.11), (0.4, 0.17), (0.72, 0.13), (0.9, 0.09), (1, 0.11)]
    made = Turned(m, shape, high=0.42, tilt=(0.34, 0.2))
    if pick == len(VASES):
        made = Turned(m, [(0, 0.1), (1, 0.12)], high=0.42, tilt=(0.34, 0.2), sharp=True)
        for k in range(5):
            stalk(m, (0.025 * (k - 2), 0.06), (0.02 * (2 - k), 0.4), 0.014)
        glass(made, liquid=(mix(GLASS, rgb("8fb0b0"), 0.4), 0.05, 0.6), cover=0.4)
        return
    clay = rgb(VASES[pick])
    made.body(clay, round_=1.4)
    if pick == 0:
        made.band(rgb("efe9dc"), 0.66, 0.7, line=0.2)
    made.shade(0.5)
    made.shine(0.15, 0.7, 0.6)


def _vase(kinds: list[str], half: float = 0.115, many: int = 9
          ) -> Callable[[Model, Place, Rng], None]:  # fmt: skip
    def draw(m: Model, place: Place, rng: Rng) -> None:
        vase_of(m, place, rng, kinds, half, many)

    return draw


def vase(m: Model, place: Place, rng: Rng) -> None:
    """Draw an empty vase of blue and white china."""
    clay = m.canvas.hue(place, rgb("e4e9ec"))
    made = Turned(
        m, [(0, 0.18), (0.04, 0.19), (0.4, 0.3), (0.62, 0.32), (0.82, 0.16), (0.92, 0.12),
            (1, 0.17)], tilt=(0.34, 0.22),
    )  # fmt: skip
    made.body(clay, round_=1.4)
    blue = mix(clay, rgb("2f5596"), 0.8)
    for a, b in ((0.05, 0.08), (0.78, 0.8), (0.86, 0.88)):
        made.band(blue, a, b, line=0.2)
    for k in range(-1, 2):
        u, v = 0.2 * k, 0.44 + 0.05 * (k == 0)
        for n in range(6):
            a = n * math.pi / 3
            m.ball(blue, u + 0.05 * math.cos(a), v + 0.05 * math.sin(a), 0.035, 0.022, a,
                   on=made.shape, line=0.2)  # fmt: skip
        leaf(m, blue, (u, v - 0.06), (u + 0.1, v - 0.14), 0.3, vein=False, on=made.shape, line=0.2)
    made.shade(0.5)
    made.shine(0.1, 0.75, 0.6)
    made.mouth(clay, tone(clay, -0.25), 0.16)


def wrapped(m: Model, place: Place, rng: Rng, kinds: list[str], half: float, many: int) -> None:
    """Draw a bouquet in its paper with a ribbon."""
    paper = rgb(("e8d9c0", "f0d4d6", "d6dfe0", "c9b494")[int(rng.integers(4))])
    m.blob(tone(paper, -0.12), (-0.5, 0.72), (-0.3, 0.9), (0, 0.84), (0.3, 0.9), (0.5, 0.72),
           (0.14, 0.26), (-0.14, 0.26), round_=0.5)  # fmt: skip
    for k in range(6):
        u = 0.05 * (k - 2.5)
        stalk(m, (u * 1.5, 0.02), (u, 0.3), 0.026)
    bunch(m, kinds, _paint(m, place), rng, (0, 0.3), (0, 0.68), (0.32, 0.2), half, many)
    m.poly(paper, (-0.52, 0.66), (-0.34, 0.54), (-0.1, 0.5), (0.02, 0.2), (-0.12, 0.14),
           round_=0.6, light=0.6)  # fmt: skip
    m.poly(tone(paper, 0.12), (0.52, 0.68), (0.36, 0.54), (0.12, 0.47), (-0.12, 0.5), (-0.1, 0.16),
           (0.1, 0.12), round_=0.6, light=0.62)  # fmt: skip
    ribbon = rgb("c23a52")
    for s in (-1, 1):
        m.limb(ribbon, [0.04, 0.05, 0.03], (0, 0.24), (s * 0.08, 0.14), (s * 0.12, 0.04))
        m.blob(ribbon, (0, 0.25), (s * 0.1, 0.34), (s * 0.17, 0.28), (s * 0.1, 0.2), round_=1.0)
    m.ball(tone(ribbon, 0.1), 0, 0.25, 0.035, 0.04)


def _bouquet(kinds: list[str], half: float = 0.13, many: int = 10
             ) -> Callable[[Model, Place, Rng], None]:  # fmt: skip
    def draw(m: Model, place: Place, rng: Rng) -> None:
        wrapped(m, place, rng, kinds, half, many)

    return draw


def _single(kind: str, half: float) -> Callable[[Model, Place, Rng], None]:
    def draw(m: Model, place: Place, rng: Rng) -> None:
        colour = _paint(m, place)(kind, 0)
        bud = place.element == "thing" and any(
            each.element in ("tabletop", "room") for each in m.canvas.layout.places
        )
        stalk(m, (0.02, 0.0), (0.0, 0.84), 0.026, 0.03)
        leaf(m, GREEN, (0.03, 0.3), (0.2, 0.52), 0.3)
        leaf(m, tone(GREEN, -0.1), (0.03, 0.4), (-0.16, 0.6), 0.3)
        if kind in ("rose", "carnation", "peony"):
            for s in (-1, 1):
                leaf(m, GREEN, (0, 1 - half * 1.9), (s * half * 0.9, 1 - half * 1.3), 0.3)
        head(m, kind, colour, 0, 1 - half * 0.9, half, rng)
        if bud:
            made = Turned(m, [(0, 0.07), (0.1, 0.09), (0.3, 0.08), (0.6, 0.035), (1, 0.045)],
                          high=0.36, tilt=(0.34, 0.24))  # fmt: skip
            glass(made, liquid=(mix(GLASS, rgb("8fb0b0"), 0.4), 0.05, 0.5), cover=0.4)

    return draw


def pot(m: Model, clay: Colour, high: float, half: float = 0.2) -> None:
    """Draw a flower pot filled with earth."""
    made = Turned(m, [(0, half * 0.68), (1, half * 0.95)], high=high, tilt=(0.34, 0.32), sharp=True)
    made.body(clay, round_=1.3)
    made.shade(0.45)
    rim = Turned(m, [(0, half), (1, half * 1.04)], low=high * 0.64, high=high * 1.02,
                 tilt=(0.34, 0.32), sharp=True)  # fmt: skip
    rim.body(tone(clay, 0.06), round_=1.2)
    rim.fill(rgb("3a2a1e"), 0.01, rim.mouth(tone(clay, 0.1), rgb("3a2a1e"), 0.1))
    rim.shine(0.1, 0.9, 0.35)


def potted(m: Model, place: Place, rng: Rng) -> None:
    """Draw a house plant with broad leaves in a pot."""
    pot(m, m.canvas.hue(place, rgb("b8653f")), 0.36, 0.22)
    for k, a in enumerate((0.1, 3.0, 0.6, 2.5, 1.0, 2.1, 1.35, 1.75, 0.35, 2.8, 1.55)):
        tall = 0.5 + 0.08 * math.sin(k * 2.3)
        tip = (tall * 0.9 * math.cos(a), 0.38 + tall * math.sin(a))
        middle = (tip[0] * 0.45, 0.3 + 0.5 * (tip[1] - 0.3))
        m.limb(rgb("6f9a4a"), [0.016, 0.016], (0, 0.32), middle)
        leaf(m, shuffled(rng, rgb("4f8a44"), 0.14), middle, tip, 0.32)


def flower_pot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pot with flowers that grow in it."""
    bunch(m, ["daisy", "carnation", "daisy"], _paint(m, place), rng, (0, 0.34), (0, 0.66),
          (0.27, 0.2), 0.11, 10, 16)  # fmt: skip
    pot(m, rgb("b8653f"), 0.38, 0.22)
    for k in range(7):
        a = 0.3 + 2.6 * k / 6
        leaf(
            m, shuffled(rng, GREEN), (0, 0.34), (0.3 * math.cos(a), 0.36 + 0.16 * math.sin(a)), 0.3
        )


def cactus(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cactus in a pot, a flower on it."""
    green = rgb("5a8f52")
    for s, v in ((-1, 0.5), (1, 0.58)):
        m.limb(green, [0.11, 0.12, 0.1], (s * 0.06, v), (s * 0.24, v + 0.02), (s * 0.25, v + 0.22),
               round_=1.3)  # fmt: skip
    made = m.limb(green, [0.24, 0.26, 0.2], (0, 0.3), (0, 0.6), (0, 0.86), round_=1.4)
    for u in (-0.08, -0.03, 0.03, 0.08):
        m.line(tone(green, -0.3), 0.012, (u, 0.34), (u * 1.1, 0.6), (u * 0.7, 0.92), on=made,
               force=0.4)  # fmt: skip
    for k in range(18):
        u, v = -0.1 + 0.05 * (k % 5), 0.4 + 0.11 * (k // 4)
        m.line(rgb("f2f0dc"), 0.008, (u - 0.012, v), (u + 0.012, v + 0.02), on=made, force=0.0)
    head(m, "carnation", rgb("f0709a"), 0.02, 0.95, 0.075, rng)
    pot(m, m.canvas.hue(place, rgb("c2714a")), 0.34, 0.19)


def succulent(m: Model, place: Place, rng: Rng) -> None:
    """Draw a succulent, a rosette of thick leaves, in a pot."""
    green = rgb("8fb59a")
    pot(m, m.canvas.hue(place, rgb("d9d2c4")), 0.52, 0.42)
    for ring, (last, many) in enumerate(((0.5, 11), (0.38, 9), (0.24, 7), (0.12, 5))):
        for k in range(many):
            a = 0.4 * ring + k / many * 2 * math.pi
            v = 0.62 + 0.07 * ring
            leaf(m, mix(tone(green, -0.1 + 0.07 * ring), rgb("d88a9a"), 0.1), (0, v),
                 (last * math.cos(a), v + 0.05 + last * 0.6 * math.sin(a)), 0.36, vein=False,
                 round_=1.1)  # fmt: skip


def bonsai(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old small tree in a flat bowl."""
    made = Turned(m, [(0, 0.34), (0.2, 0.36), (1, 0.44)], high=0.27, tilt=(0.26, 0.24))
    made.body(m.canvas.hue(place, rgb("4a6a80")), round_=1.2)
    made.shine(0.2, 0.9, 0.5)
    made.fill(rgb("5a7a3c"), 0.0, made.mouth(rgb("6a8aa0"), rgb("4a3a28"), 0.06), 0.99)
    bark = rgb("5f4632")
    m.limb(bark, [0.16, 0.1, 0.08, 0.05], (-0.08, 0.2), (0.06, 0.36), (-0.12, 0.52), (0.04, 0.72),
           round_=1.3)  # fmt: skip
    m.limb(bark, [0.06, 0.04], (-0.02, 0.44), (0.2, 0.52), (0.34, 0.56))
    m.limb(bark, [0.05, 0.04], (-0.1, 0.52), (-0.26, 0.62), (-0.36, 0.64))
    for u, v, half in (
        (0.36, 0.6, 0.2),
        (-0.36, 0.68, 0.2),
        (0.04, 0.82, 0.27),
        (-0.06, 0.7, 0.14),
    ):
        m.blob(rgb("3f6b36"), (u - half, v), (u - half * 0.6, v + half * 0.4), (u, v + half * 0.56),
               (u + half * 0.6, v + half * 0.4), (u + half, v), (u, v - half * 0.2),
               round_=1.2)  # fmt: skip
        for a, b in rng.uniform(-1, 1, (16, 2)).tolist():
            m.ball(shuffled(rng, rgb("5a8a48"), 0.16), u + a * half * 0.8, v + half * (0.16 + 0.28 *
                   b * (1 - abs(a) * 0.6)), half * 0.2, half * 0.13, line=0.4)  # fmt: skip


def orchid(m: Model, place: Place, rng: Rng) -> None:
    """Draw an orchid in a pot."""
    paint = m.canvas.hue(place, rgb("d98ac4"))
    for tip in ((-0.4, 0.34), (0.42, 0.3), (-0.28, 0.46), (0.26, 0.44)):
        leaf(m, rgb("4f8048"), (0, 0.24), tip, 0.22)
    m.limb(rgb("6f8f4a"), [0.018, 0.014], (0, 0.24), (-0.06, 0.6), (0.06, 0.86), (0.36, 0.92))
    pot(m, rgb("e4ded2"), 0.28, 0.17)
    for u, v in ((0.4, 0.88), (0.24, 0.92), (0.08, 0.86), (-0.04, 0.74), (0.2, 0.76)):
        one = m.within((u, v), 0.1)
        for a in (0.9, 2.24, 4.71):
            leaf(one, tone(paint, 0.3), (0, 0), (math.cos(a), math.sin(a)), 0.3, vein=False)
        for s in (-1, 1):
            one.ball(paint, s * 0.5, 0.1, 0.56, 0.48, s * 0.3, round_=0.8)
        one.ball(rgb("a8285a"), 0, -0.14, 0.24, 0.28)
        one.ball(rgb("f2c83a"), 0, 0.0, 0.1, 0.1)


def blossom(m: Model, place: Place, rng: Rng) -> None:
    """Draw a branch of plum blossom in a slender vase."""
    paint = m.canvas.hue(place, rgb("e0607a"))
    bark = rgb("4a3428")
    m.limb(bark, [0.03, 0.024, 0.01], (0, 0.3), (-0.06, 0.6), (0.12, 0.82), (0.3, 0.98))
    m.limb(bark, [0.018, 0.008], (-0.05, 0.56), (-0.22, 0.74), (-0.3, 0.92))
    m.limb(bark, [0.016, 0.008], (0.06, 0.76), (0.26, 0.74), (0.4, 0.8))
    spots = ((-0.08, 0.6), (-0.2, 0.72), (-0.28, 0.88), (0.02, 0.72), (0.14, 0.84), (0.28, 0.96),
             (0.22, 0.74), (0.38, 0.79), (-0.24, 0.8), (0.06, 0.8))  # fmt: skip
    for k, (u, v) in enumerate(spots):
        half = 0.046 + 0.01 * (k % 3)
        for n in range(5):
            a = k + n * 1.257
            m.ball(tone(paint, 0.15 * (n % 2)), u + half * 0.7 * math.cos(a), v + half * 0.66 *
                   math.sin(a), half * 0.62, half * 0.52, a, round_=0.9, line=0.6)  # fmt: skip
        m.ball(rgb("f4d86a"), u, v, half * 0.3, half * 0.26, line=0.2)
    for u, v in ((0.32, 0.9), (-0.3, 0.96), (0.43, 0.84), (0.18, 0.92)):
        m.ball(tone(paint, -0.1), u, v, 0.02, 0.022)
    made = Turned(
        m,
        [(0, 0.09), (0.04, 0.1), (0.35, 0.14), (0.62, 0.09), (0.82, 0.04), (1, 0.055)],
        high=0.42,
        tilt=(0.34, 0.2),
    )
    made.body(rgb("b9cfc4"), round_=1.4)
    made.shade(0.5)
    made.shine(0.1, 0.7, 0.6)
    gleam(m, 0.0, 0.14, 0.03, made.shape, 0.4)
    m.tint(rgb("4a3a30"), oval(0, 0.41, 0.04, 0.01), cover=0.6, fade=0.004)


MIXED = ["rose", "daisy", "peony", "hydrangea", "carnation", "lily"]
FORMS = {
    "vase of flowers": Form(_vase(MIXED, 0.11, 11), 0.48, 0.46),
    "vase of roses": Form(_vase(["rose"], 0.1, 11), 0.46, 0.46),
    "vase of tulips": Form(_vase(["tulip"], 0.1, 9), 0.44, 0.46),
    "vase of sunflowers": Form(_vase(["sunflower"], 0.15, 7), 0.52, 0.48),
    "vase of lilies": Form(_vase(["lily"], 0.14, 7), 0.5, 0.48),
    "vase of peonies": Form(_vase(["peony"], 0.14, 7), 0.46, 0.48),
    "vase of daisies": Form(_vase(["daisy"], 0.085, 14), 0.4, 0.46),
    "vase of lavender": Form(_vase(["lavender"], 0.09, 14), 0.4, 0.46),
    "vase of hydrangeas": Form(_vase(["hydrangea"], 0.15, 5), 0.44, 0.48),
    "vase of chrysanthemums": Form(_vase(["chrysanthemum"], 0.12, 8), 0.46, 0.46),
    "vase": Form(vase, 0.32, 0.36, grip=(0.0, 0.3)),
    "plum blossom in a vase": Form(blossom, 0.6, 0.44),
    "bouquet": Form(_bouquet(MIXED, 0.12, 12), 0.42, 0.54, grip=(0.0, 0.2)),
    "bouquet of roses": Form(_bouquet(["rose"], 0.11, 12), 0.42, 0.54, grip=(0.0, 0.2)),
    "bouquet of tulips": Form(_bouquet(["tulip"], 0.11, 10), 0.42, 0.54, grip=(0.0, 0.2)),
    "bouquet of sunflowers": Form(_bouquet(["sunflower"], 0.15, 8), 0.44, 0.54, grip=(0.0, 0.2)),
    "bouquet of lilies": Form(_bouquet(["lily"], 0.15, 8), 0.44, 0.54, grip=(0.0, 0.2)),
    "single rose": Form(_single("rose", 0.13), 0.4, 0.26, grip=(0.02, 0.16)),
    "single tulip": Form(_single("tulip", 0.13), 0.36, 0.26, grip=(0.02, 0.16)),
    "single sunflower": Form(_single("sunflower", 0.22), 0.6, 0.28, grip=(0.02, 0.16)),
    "single lily": Form(_single("lily", 0.2), 0.45, 0.28, grip=(0.02, 0.16)),
    "single daisy": Form(_single("daisy", 0.13), 0.25, 0.26, grip=(0.02, 0.16)),
    "potted plant": Form(potted, 0.4, 0.52),
    "pot of flowers": Form(flower_pot, 0.38, 0.46),
    "cactus": Form(cactus, 0.24, 0.34),
    "succulent": Form(succulent, 0.13, 0.54),
    "bonsai": Form(bonsai, 0.35, 0.6),
    "orchid": Form(orchid, 0.5, 0.54),
}
