"""Beasts of the sea without bones: octopus, squid, jellyfish."""

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import coat, dapples, mark
from .eyes import eye
from .living import Move, away, bent, waved
from .poses import pose_of


def octopus(m: Model, place: Place, rng: Rng) -> None:
    """Draw an octopus with its eight arms."""
    worn = coat(m, place, rng, ("c4563f e8a88a 8a2f2a", "a8506a dda0ac 6a2a48"))
    waves = rng.uniform(-0.06, 0.06, 8)
    pose = pose_of(place, "stand", ("stand", "swim"), bust=False)
    base = 0.42

    def arm(k: int, far: bool) -> None:
        side = -1 if k < 4 else 1
        reach = 0.24 + 0.16 * (k % 4)
        low = 0.05 + 0.05 * (3 - k % 4) + float(waves[k])
        if pose == "swim":
            low -= 0.0
            reach *= 0.6
        u = side * 0.08 * (k % 4)
        spots = [(u, base + 0.04), (u + side * reach * 0.4, base - 0.14),
            (side * reach * 1.15, max(0.05, low)), (side * (reach * 1.6), max(0.04,
            low + 0.02)), (side * (reach * 1.85), max(0.06, low + 0.14)),
            (side * (reach * 1.68), max(0.08, low + 0.2))]  # fmt: skip
        colour = tone(worn.back, -0.22) if far else worn.back
        m.part(colour, *limb([0.13, 0.115, 0.09, 0.065, 0.04, 0.016], *spots),
            light=0.45 if far else 0.58, line=0.7)  # fmt: skip
        if not far and m.size > 60:
            cups = []
            curve = smooth(spots[1:], False)
            for i in range(2, len(curve) - 3, 2):
                a, b = curve[i]
                r = 0.017 * (1 - i / len(curve)) + 0.004
                cups.append(oval(a, b - r * 1.1, r, r))
            mark(m, worn.pale, *cups, on=None, line=0.3)

    for k in (0, 4, 2, 6, 1, 5, 3, 7):
        late = 0.37 * k
        with bent(m, waved(m, lambda s: 0.07 * min(1.0, abs(s[0])), lambda s, late=late: abs(s[0])
            + late)):  # type: ignore[misc]  # fmt: skip
            arm(k, k in (0, 4, 2, 6))
    head = smooth([(0, 1.0), (0.2, 0.94), (0.29, 0.76), (0.22, 0.58), (0.2, 0.44), (0.1,
        0.36), (-0.1, 0.36), (-0.2, 0.44), (-0.22, 0.58), (-0.29, 0.76), (-0.2, 0.94)])  # fmt: skip
    body = m.part(worn.back, head, light=0.6, round_=1.1)
    dapples(m, body, worn.mark, fork(rng), gap=0.1, size=0.018, cover=0.5, above=0.66)
    for side in (-1, 1):
        m.part(worn.back, oval(side * 0.13, 0.54, 0.085, 0.085), light=0.62, line=0.4)
        eye(m, side * 0.13, 0.545, 0.058, rgb("f0d86a"))
    m.line(tone(worn.back, -0.6), 0.012, (-0.05, 0.45), (0.0, 0.43), (0.05, 0.45), taper=True)


def squid(m: Model, place: Place, rng: Rng) -> None:
    """Draw a squid."""
    with bent(
        m, waved(m, lambda s: 0.3 * max(0.0, 0.36 - s[1]), lambda s: 2 * s[1] + s[0], (1, 0))
    ):
        _squid(m, place, rng)


def _squid(m: Model, place: Place, rng: Rng) -> None:
    worn = coat(m, place, rng, ("d98a8a f2d2c8 a8504f",))
    waves = rng.uniform(-0.05, 0.05, 8)
    for k in range(8):
        u = -0.13 + 0.037 * k
        m.part(tone(worn.back, -0.06 * (k % 2)), *limb([0.05, 0.04, 0.012], (u, 0.36),
            (u * 1.5 + float(waves[k]), 0.2), (u * 2.0 - float(waves[k]), 0.02)),
            light=0.55)  # fmt: skip
    m.part(tone(worn.back, -0.1), smooth([(0, 0.99), (0.32, 0.72), (0.1, 0.66), (-0.1,
        0.66), (-0.32, 0.72)]), light=0.55)  # fmt: skip
    body = m.part(worn.back, smooth([(0, 1.0), (0.12, 0.8), (0.16, 0.56), (0.14, 0.34),
        (-0.14, 0.34), (-0.16, 0.56), (-0.12, 0.8)]), light=0.6)  # fmt: skip
    dapples(m, body, worn.mark, fork(rng), gap=0.07, size=0.012, cover=0.6)
    for side in (-1, 1):
        eye(m, side * 0.09, 0.4, 0.045)


def jellyfish(m: Model, place: Place, rng: Rng) -> None:
    """Draw a jellyfish: a clear bell, frilled arms and long threads."""
    with bent(m, _pulse(m)):
        _jellyfish(m, place, rng)


def _jellyfish(m: Model, place: Place, rng: Rng) -> None:
    worn = coat(m, place, rng, ("c98fd0 f2d8f4 8a4fb0", "7fb6e8 dff0fb 3f78c0",
        "f0a0b8 fbe0e8 c05080"))  # fmt: skip
    waves = rng.uniform(-1, 1, (14, 2))
    for k in range(10):
        u = -0.27 + 0.06 * k
        a, b = (float(w) * 0.05 for w in waves[k])
        m.line(mix(worn.back, worn.pale, 0.4), 0.012, (u, 0.62), (u + a, 0.42), (u + b,
            0.22), (u - a, 0.02 + 0.03 * (k % 3)), force=0.4, light=0.62)  # fmt: skip
    for k in range(4):
        u = -0.12 + 0.08 * k
        a, b = (float(w) * 0.05 for w in waves[10 + k])
        ring = limb([0.07, 0.09, 0.07, 0.015], (u, 0.64), (u + a, 0.48), (u + b, 0.32),
            (u - a, 0.16))  # fmt: skip
        m.part(mix(worn.back, worn.pale, 0.6), *ring, light=0.64, line=0.35, cover=0.8)
    bell = smooth([(0, 1.0), (0.24, 0.94), (0.37, 0.76), (0.4, 0.62), (0.33, 0.575),
        (0.22, 0.62), (0.11, 0.57), (0, 0.615), (-0.11, 0.57), (-0.22, 0.62), (-0.33,
        0.575), (-0.4, 0.62), (-0.37, 0.76), (-0.24, 0.94)])  # fmt: skip
    body = m.part(worn.back, bell, light=0.64, round_=1.2, cover=0.86)
    mark(m, worn.pale, oval(0, 0.86, 0.22, 0.1), on=body, fade=0.05, cover=0.75)
    for u in (-0.15, 0.0, 0.15):
        mark(m, worn.mark, oval(u, 0.76, 0.05, 0.07), on=body, cover=0.35, fade=0.01)
    for k in range(-3, 4):
        m.line(mix(worn.mark, worn.back, 0.4), 0.008, (0.1 * k, 0.6), (0.085 * k, 0.76),
            (0.03 * k, 0.96), on=body, force=0.25)  # fmt: skip


def _pulse(m: Model) -> Move:
    """Return how a bell draws together and opens, and its threads sway behind it."""
    sway = waved(m, lambda s: 0.1 * max(0.0, 0.62 - s[1]), lambda s: 1.2 * s[1], (1, 0))
    close = away(m, 2)

    def move(spot: Spot) -> Spot:
        u, v = sway(spot)
        rim = min(1.0, max(0.0, (1.0 - v) / 0.4))
        return u * (1 - 0.2 * close * rim), v + 0.05 * close * (1 - rim)

    return move


FORMS = {"octopus": Form(octopus, 0.8, 1.25, focus=(-0.4, 0.3, 0.4, 1.05)),
    "squid": Form(squid, 0.7, 0.5, focus=(-0.4, 0.2, 0.4, 1.02)),
    "jellyfish": Form(jellyfish, 0.6, 0.5, focus=(-0.5, 0.4, 0.5, 1.05))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset(FORMS)
