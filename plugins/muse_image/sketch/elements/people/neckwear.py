"""What is worn about the neck: ties, scarves, necklaces."""

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import oval, smooth, tone
from .body import Body
from .cuts import Cut


def _tie(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    low = 1.12
    knot = [b.face(1.985, -0.08, 0.006), b.face(1.985, 0.08, 0.006), b.face(1.9, 0.04,
        0.006), b.face(1.9, -0.04, 0.006)]  # fmt: skip
    blade = [b.face(1.91, -0.035, 0.006), b.face(1.91, 0.035, 0.006), b.face(low + 0.1,
        0.12, 0.006), b.face(low, 0, 0.006), b.face(low + 0.1, -0.12, 0.006)]  # fmt: skip
    done = b.m.part(colour, blade, line=0.7)
    if b.px > 200:
        for level in (1.75, 1.55, 1.35):
            b.m.line(tone(colour, 0.5), 0.005, b.face(level, -0.16, 0.006),
                b.face(level - 0.06, 0.16, 0.006), on=done, force=0.2)  # fmt: skip
    b.m.part(tone(colour, -0.12), knot, line=0.7)


def _bow_tie(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back":
        return
    u, v = b.face(1.98, 0, 0.008)
    for way in (-1, 1):
        b.m.part(
            colour, [(u, v), (u + way * 0.034, v + 0.016), (u + way * 0.034, v - 0.016)], line=0.7
        )
    b.m.part(tone(colour, 0.1), oval(u, v, 0.008, 0.01), line=0.5)


def _necklace(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    if b.p.turn == "back" or b.px < 60:
        return
    spots = [b.face(2.1, 0.5), b.face(1.94, 0.24, 0.004), b.face(1.86, 0, 0.004),
        b.face(1.94, -0.24, 0.004), b.face(2.1, -0.5)]  # fmt: skip
    chain = smooth(spots, False)
    b.m.line(tone(colour, -0.2), 0.0035, *chain)
    beads = [oval(u, v, 0.0055, 0.0055) for u, v in chain[4:-4:2]]
    b.m.part(colour, *beads, line=0.5)
    u, v = spots[2]
    b.m.part(rgb("a83a4a"), oval(u, v - 0.008, 0.009, 0.012), line=0.6)


def _scarf(b: Body, cut: Cut, colour: Colour, rng: Rng) -> None:
    m = b.m
    shade = tone(colour, -0.18)
    if b.p.turn != "back":
        (u, v), wide = b.face(1.98, -0.3, 0.012), 0.05
        ends = m.limb(shade, [wide * 0.8, wide, wide * 1.05], (u, v), (u - 0.012,
            v - 0.13), (u + 0.004, v - 0.27), line=0.8)  # fmt: skip
        for t in (0.2, 0.225, 0.25):
            m.line(
                tone(colour, 0.45), 0.008, (u - 0.04, v - t), (u + 0.04, v - t), on=ends, force=0.2
            )
    left, right = b.edge(2.06, 0.024)
    spots = [
        left,
        b.face(1.99, -0.4, 0.03),
        b.face(1.94, 0.1, 0.034),
        b.face(2.0, 0.5, 0.026),
        right,
    ]
    done = m.limb(colour, [0.05, 0.058, 0.062, 0.056, 0.05], *spots, line=0.8, round_=1.3)
    if b.px > 130:
        for part in (0.35, 0.62):
            line = [(a[0], a[1] + 0.04 * (part - 0.5)) for a in spots]
            m.line(shade, 0.004, *line, on=done, taper=True, force=0.5)


EXTRAS = {"tie": _tie, "bow-tie": _bow_tie, "necklace": _necklace, "scarf": _scarf}
