"""Boats seen near, with those who sit in them: rowing boat, canoe, gondola, raft, sail."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Part, Spot, tone
from ...scene.plan import Place
from ._solid import LAMP, STEEL, WHITE
from .wheels import Rig

WOOD = rgb("8f5f3c")


def _hull(
    r: Rig, colour: Colour, stern: Spot, bow: Spot, middle: float, foot: float, rim: Colour
) -> Part:
    """Draw a hull: its far gunwale, its inside, and its near side with planks."""
    (x0, z0), (x1, z1) = stern, bow
    m = r.m
    edge = [
        (x0, z0), (x0 + (x1 - x0) * 0.25, middle * 1.04), (x0 + (x1 - x0) * 0.55, middle),
        (x0 + (x1 - x0) * 0.82, middle * 1.12), (x1, z1),
    ]  # fmt: skip
    back = [(x, z + 0.11) for x, z in edge[1:-1]]
    inside = [*edge, *reversed(back)]
    m.part(tone(colour, -0.45), r.on(*inside), light=0.4, round_=0.2)
    m.limb(
        tone(rim, -0.15), [0.035 * r.k, 0.04 * r.k, 0.035 * r.k], *r.on(edge[0], *back, edge[-1])
    )
    shape = [*edge, (x1 - (x1 - x0) * 0.07, foot), (x0 + (x1 - x0) * 0.06, foot)]
    side = m.part(colour, r.on(*shape), light=0.56, round_=0.7, reach=0.1)
    for k in (1, 2):
        plank = [(x, z - (z - foot) * k / 3) for x, z in edge]
        m.line(tone(colour, -0.35), 0.014 * r.k, *r.on(*plank), on=side, force=0.4)
    m.limb(rim, [0.06 * r.k, 0.07 * r.k, 0.06 * r.k], *r.on(*edge), light=0.68)
    return side


def boat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rowing boat with its oars out."""
    colours = ("8f5f3c", "3f6f8a", "a8483a", "4f7a5a", "c9a468")
    paint, r = m.canvas.hue(place, rgb(colours[int(rng.integers(5))])), Rig(m, 0.95)
    side = _hull(r, paint, (-2.1, 0.72), (2.2, 0.95), 0.56, 0.0, tone(WOOD, 0.15))
    m.poly(tone(paint, 0.55), *r.on((-2.3, 0.1), (2.4, 0.1), (2.4, -0.05), (-2.3, -0.05)), on=side,
           round_=0, line=0.3)  # fmt: skip
    oar = rgb("b58a58")
    m.limb(oar, [0.045 * r.k, 0.045 * r.k], *r.on((0.35, 0.74), (-0.75, 0.14)))
    m.limb(
        oar, [0.05 * r.k, 0.15 * r.k, 0.14 * r.k], *r.on((-0.7, 0.17), (-0.95, 0.03), (-1.2, -0.1))
    )
    m.ball(STEEL, *r.on((0.02, 0.57))[0], 0.05 * r.k)


def canoe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a canoe with upturned ends."""
    paint, r = (
        m.canvas.hue(place, rgb(("a4552f", "3f6f5a", "b8342c")[int(rng.integers(3))])),
        Rig(m, 0.8),
    )
    side = _hull(r, paint, (-2.5, 0.8), (2.5, 0.8), 0.46, 0.0, rgb("d9b27a"))
    for u in (-2.0, 2.0):
        m.line(tone(paint, 0.5), 0.05 * r.k, *r.on((u, 0.66), (u * 1.02, 0.1)), on=side, force=0.4)


def gondola(m: Model, place: Place, rng: Rng) -> None:
    """Draw a gondola with its iron at the bow and red cushions."""
    black, r = m.canvas.hue(place, rgb("23242a")), Rig(m, 1.7)
    gold = rgb("c8a04a")
    m.limb(black, [0.1 * r.k, 0.16 * r.k], *r.on((3.5, 0.95), (3.78, 1.1)))
    iron = r.on((3.72, 0.9), (3.9, 1.3), (3.84, 1.7), (4.06, 1.62), (4.08, 1.2), (3.92, 0.85))
    m.part(STEEL, iron, light=0.7)
    for k in range(5):
        z = 1.0 + 0.12 * k
        m.line(STEEL, 0.05 * r.k, *r.on((3.9, z), (4.16, z + 0.02)), force=0.5, light=0.8)
    m.blob(rgb("9c2f34"), *r.on((-0.7, 0.5), (-0.66, 0.95), (-0.3, 1.02), (0.2, 0.7), (0.3, 0.5)))
    _hull(r, black, (-4.0, 1.15), (3.75, 1.1), 0.52, 0.0, gold)
    m.limb(
        rgb("6d5034"),
        [0.05 * r.k, 0.05 * r.k, 0.12 * r.k],
        *r.on((-2.6, 1.5), (-1.6, 0.6), (-0.9, -0.1)),
    )
    if r.dark:
        r.ball(LAMP, 3.0, 0.95, 0.1, 0.14, glow=True, light=0.95)


def raft(m: Model, place: Place, rng: Rng) -> None:
    """Draw a raft of bamboo."""
    cane, r = m.canvas.hue(place, rgb("a99a56")), Rig(m, 0.42)
    for k in range(7):
        z = 0.38 - 0.055 * k
        shade = tone(cane, -0.25 if k % 2 else 0.05)
        m.limb(
            shade,
            [0.075 * r.k, 0.075 * r.k, 0.07 * r.k],
            *r.on((-2.2 + 0.1 * k, z), (1.8 + 0.05 * k, z), (2.3 + 0.05 * k, z + 0.12)),
        )
    for u in (-1.5, 0.1, 1.5):
        m.line(rgb("6a5230"), 0.06 * r.k, *r.on((u, 0.42), (u + 0.35, 0.0)), force=0.6)


def sailing_boat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a small boat under sail."""
    cloth = m.canvas.hue(place, rgb(("f4efe2", "d9583c", "f0d9a0")[int(rng.integers(3))]))
    r = Rig(m, 6.2)
    r.tube(rgb("7a5638"), 0.1, (0.3, 0.5), (0.3, 6.1))
    main = m.part(
        cloth,
        r.on((0.2, 1.1), (0.22, 5.9), (-0.5, 4.4), (-1.5, 2.6), (-2.2, 1.2), (-1.0, 1.0)),
        light=0.64,
        round_=0.8,
    )
    for k in range(1, 5):
        z = 1.1 + 0.95 * k
        m.line(tone(cloth, -0.2), 0.02 * r.k, *r.on((-3, z), (0.3, z + 0.15)), on=main, force=0.35)
    m.part(tone(cloth, -0.05), r.on((0.42, 1.2), (0.4, 5.4), (1.3, 2.9), (2.15, 1.1)), light=0.7,
           round_=0.8)  # fmt: skip
    r.tube(rgb("7a5638"), 0.08, (0.3, 1.0), (-2.3, 1.1))
    side = _hull(r, WHITE if rng.random() < 0.5 else WOOD, (-2.4, 0.95), (2.6, 1.1), 0.78, 0.0,
                 tone(WOOD, 0.1))  # fmt: skip
    m.poly(rgb("a8402f"), *r.on((-2.6, 0.22), (2.8, 0.22), (2.8, -0.1), (-2.6, -0.1)), on=side,
           round_=0, line=0.3)  # fmt: skip


FORMS = {
    "boat": Form(boat, 0.8, 2.35, (-0.7, 0.9, -0.12)),
    "canoe": Form(canoe, 0.72, 3.15, (-1.1, 1.1, -0.14)),
    "gondola": Form(gondola, 1.7, 2.45, (-1.0, 0.2, 0.16)),
    "raft": Form(raft, 0.32, 5.4, (-3.0, 3.0, 0.6)),
    "sailing_boat": Form(sailing_boat, 6.2, 0.44, (-0.3, -0.08, 0.1)),
}
