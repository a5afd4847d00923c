"""Buildings that stand alone: school, factory, theatre, station, airport, bus stop."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, oval, tone
from ...scene.plan import Place
from ._bits import halo

GLASS = rgb("8fb0c4")
LIT = rgb("ffdf96")
STONE = rgb("cfc4b2")


def _lit(m: Model) -> bool:
    """Whether there is light in the windows."""
    return m.canvas.scene.time in ("night", "dusk")


def rect(u0: float, u1: float, v0: float, v1: float) -> Outline:
    """Return an upright box."""
    return [(u0, v0), (u1, v0), (u1, v1), (u0, v1)]


def panes(
    m: Model, frame: Colour, us: list[float], vs: list[float], half: float, high: float,
    arched: bool = False,
) -> None:  # fmt: skip
    """Draw windows with their frames and bars around spots, `half` wide to each side."""
    holes, frames, bars = [], [], []
    for v in vs:
        for u in us:
            frames.append(rect(u - half * 1.25, u + half * 1.25, v - half * 0.25, v + high * 1.06))
            holes.append(rect(u - half, u + half, v, v + high))
            if arched:
                holes.append(oval(u, v + high, half, half))
                frames.append(oval(u, v + high, half * 1.28, half * 1.25))
            bars += [[(u, v), (u, v + high)], [(u - half, v + high * 0.55), (u + half, v + high *
                0.55)]]  # fmt: skip
    m.part(frame, *frames, light=0.64, round_=0.2, line=0.5)
    glass = LIT if _lit(m) else GLASS
    m.part(glass, *holes, light=0.62, round_=0, line=0.6, glow=_lit(m),
           ramp=None if _lit(m) else (rgb("c9dbe2"), (0, 0.1), (0, 0.9)))  # fmt: skip
    m.strokes(frame, half * 0.16, bars, force=0.4, light=0.6)


def gable(m: Model, colour: Colour, u0: float, u1: float, low: float, top: float) -> None:
    """Draw a gabled roof from the front, with its eaves."""
    middle, over = (u0 + u1) / 2, (u1 - u0) * 0.05
    m.poly(colour, (u0 - over, low), (u1 + over, low), (middle, top), light=0.6, round_=0.4)


def hip(
    m: Model, colour: Colour, u0: float, u1: float, low: float, top: float, inset: float
) -> None:  # fmt: skip
    """Draw a long roof seen from its side, with rows of tiles."""
    roof = m.poly(colour, (u0 - 0.04, low), (u1 + 0.04, low), (u1 - inset, top), (u0 + inset, top),
                  light=0.62, round_=0.3)  # fmt: skip
    rows = [[(u0 - 0.04, low + (top - low) * k / 5), (u1 + 0.04, low + (top - low) * k / 5)]
            for k in range(1, 5)]  # fmt: skip
    m.strokes(tone(colour, -0.25), 0.006, rows, on=roof, force=0.4)


def steps(m: Model, u: float, half: float, high: float, many: int = 3) -> None:
    """Draw steps up to a door."""
    for k in range(many):
        out = half * (1 + 0.12 * (many - k))
        m.part(STONE, rect(u - out, u + out, high * k / many - 0.01, high * (k + 1) / many),
               light=0.55 + 0.05 * k, round_=0.2, line=0.6)  # fmt: skip


def school(m: Model, place: Place, rng: Rng) -> None:
    """Draw a school of brick with a bell tower, a clock and a flag."""
    brick = m.canvas.hue(place, rgb(("b4604a", "c98a5a", "a8573f")[int(rng.integers(3))]))
    slate, trim = rgb("5a5f6a"), rgb("efe6d4")
    wings = m.part(brick, rect(-1.2, 1.2, 0.0, 0.46), light=0.56, round_=0.2)
    m.strokes(tone(brick, -0.14), 0.004, [[(-1.2, 0.03 * k), (1.2, 0.03 * k)] for k in range(1,
        15)], on=wings, force=0.15)  # fmt: skip
    m.part(trim, rect(-1.23, 1.23, 0.44, 0.48), light=0.7, round_=0.2)
    hip(m, slate, -1.2, 1.2, 0.48, 0.66, 0.12)
    us = [s * (0.46 + 0.21 * k) for s in (-1, 1) for k in range(4)]
    panes(m, trim, us, [0.07, 0.27], 0.06, 0.12)
    m.part(brick, rect(-0.3, 0.3, 0.0, 0.56), light=0.62, round_=0.2)
    gable(m, tone(slate, 0.08), -0.32, 0.32, 0.56, 0.76)
    m.part(brick, rect(-0.11, 0.11, 0.64, 0.86), light=0.62, round_=0.3)
    gable(m, slate, -0.14, 0.14, 0.86, 1.0)
    m.part(trim, oval(0, 0.75, 0.07, 0.07), light=0.72)
    m.strokes(rgb("2c2c30"), 0.01, [[(0, 0.75), (0, 0.8)], [(0, 0.75), (0.035, 0.74)]])
    m.strokes(rgb("6a6a70"), 0.012, [[(0, 1.0), (0, 1.18)]])
    m.poly(rgb("c23a3a"), (0.0, 1.17), (0.16, 1.15), (0.15, 1.08), (0.0, 1.09), light=0.65)
    panes(m, trim, [-0.19, 0.19], [0.3], 0.055, 0.14)
    panes(m, trim, [0.0], [0.34], 0.07, 0.12, arched=True)
    m.part(trim, rect(-0.15, 0.15, 0.0, 0.25), light=0.66, round_=0.2)
    m.part(rgb("5f4432"), rect(-0.11, -0.005, 0.0, 0.22), rect(0.005, 0.11, 0.0, 0.22), light=0.5)
    steps(m, 0.0, 0.16, 0.05)


def factory(m: Model, place: Place, rng: Rng) -> None:
    """Draw a factory with a saw-tooth roof and smoking chimneys."""
    brick = m.canvas.hue(place, rgb("a5654f"))
    draws = rng.uniform(-1, 1, 24)
    for u, high in ((0.62, 0.98), (0.92, 0.86)):
        for k in range(9):
            part = k / 8
            at = (u + 0.5 * part + 0.05 * draws[k], high + 0.06 + 0.22 * part**0.7)
            m.part(tone(rgb("a6a3a6"), 0.3 * part), oval(*at, 0.05 + 0.09 * part, 0.04 + 0.07 *
                part), light=0.62, line=0.2, fade=0.01, cover=0.9 - 0.5 * part)  # fmt: skip
        stack = m.poly(tone(brick, -0.1), (u - 0.075, 0.3), (u + 0.075, 0.3), (u + 0.05, high),
                       (u - 0.05, high), light=0.58, round_=1.2)  # fmt: skip
        m.part(rgb("e2ddd2"), rect(u - 0.1, u + 0.1, high - 0.12, high - 0.07), on=stack,
            light=0.62)  # fmt: skip
        m.part(tone(brick, -0.35), rect(u - 0.06, u + 0.06, high - 0.015, high + 0.015), light=0.5)
    for k in range(4):
        u = -1.15 + 0.4 * k
        m.poly(rgb("78808a"), (u, 0.42), (u, 0.62), (u + 0.4, 0.42), light=0.6, round_=0.3)
        m.poly(LIT if _lit(m) else GLASS, (u + 0.015, 0.45), (u + 0.015, 0.59), (u + 0.07, 0.56),
               (u + 0.07, 0.45), light=0.66, round_=0, glow=_lit(m))  # fmt: skip
    hall = m.part(brick, rect(-1.17, 1.2, 0.0, 0.43), light=0.56, round_=0.2)
    m.strokes(tone(brick, -0.15), 0.004, [[(-1.2, 0.03 * k), (1.2, 0.03 * k)] for k in range(1,
        14)], on=hall, force=0.15)  # fmt: skip
    m.part(STONE, rect(-1.19, 1.22, 0.41, 0.45), light=0.66, round_=0.2)
    panes(m, rgb("58626c"), [-1.0 + 0.24 * k for k in range(6)], [0.17], 0.075, 0.18)
    m.part(rgb("4f5a64"), rect(0.45, 0.95, 0.0, 0.29), light=0.5, round_=0.2)
    m.strokes(rgb("37414a"), 0.008, [[(0.45, 0.045 * k), (0.95, 0.045 * k)] for k in range(1, 7)])


def theatre(m: Model, place: Place, rng: Rng) -> None:
    """Draw a theatre with columns, a pediment, posters and lamps."""
    stone = m.canvas.hue(place, rgb("ddcdb0"))
    red, gold = rgb("9c2a30"), rgb("d6a94a")
    m.part(tone(stone, -0.12), rect(-0.95, 0.95, 0.0, 0.72), light=0.5, round_=0.2)
    panes(m, tone(stone, 0.2), [-0.8, 0.8], [0.42], 0.08, 0.16, arched=True)
    m.part(tone(stone, 0.08), rect(-1.0, 1.0, 0.7, 0.76), light=0.7, round_=0.3)
    m.part(tone(stone, -0.35), rect(-0.62, 0.62, 0.08, 0.66), light=0.4, round_=0.1)
    for u in (-0.4, 0.0, 0.4):
        m.part(red, rect(u - 0.12, u + 0.12, 0.08, 0.4), light=0.5, round_=0.4)
        m.strokes(gold, 0.01, [[(u, 0.08), (u, 0.4)]], light=0.7)
    panes(m, gold, [-0.4, 0.0, 0.4], [0.47], 0.08, 0.13)
    for u in (-0.6, -0.2, 0.2, 0.6):
        m.part(stone, rect(u - 0.05, u + 0.05, 0.1, 0.66), light=0.64, round_=1.2)
        m.strokes(tone(stone, -0.25), 0.006, [[(u + d, 0.12), (u + d, 0.63)] for d in (-0.02,
            0.02)], force=0.3)  # fmt: skip
        m.part(tone(stone, 0.1), rect(u - 0.07, u + 0.07, 0.63, 0.67),
               rect(u - 0.07, u + 0.07, 0.07, 0.11), light=0.7)  # fmt: skip
    m.part(stone, rect(-0.74, 0.74, 0.66, 0.76), light=0.68, round_=0.3)
    m.poly(tone(stone, 0.06), (-0.8, 0.76), (0.8, 0.76), (0, 1.0), light=0.68, round_=0.3)
    m.poly(tone(stone, -0.14), (-0.6, 0.79), (0.6, 0.79), (0, 0.955), light=0.55, round_=0.2)
    for s in (-1, 1):  # the two masks
        m.part(gold, oval(s * 0.09, 0.845, 0.06, 0.05), light=0.72)
        m.strokes(rgb("5a3a1a"), 0.008, [[(s * 0.09 - 0.03, 0.835), (s * 0.09, 0.835 - s * 0.015),
                  (s * 0.09 + 0.03, 0.835)]])  # fmt: skip
        m.part(rgb("5a3a1a"), oval(s * 0.09 - 0.02, 0.86, 0.01, 0.007), oval(s * 0.09 + 0.02, 0.86,
               0.01, 0.007), light=0.3)  # fmt: skip
        m.part(mix(red, rgb("2a1a1a"), 0.2), rect(s * 0.8 - 0.1, s * 0.8 + 0.1, 0.12, 0.36),
            light=0.5)  # fmt: skip
        m.part(rgb("f2e2b8"), rect(s * 0.8 - 0.075, s * 0.8 + 0.075, 0.15, 0.33), light=0.66)
        m.part(red, oval(s * 0.8, 0.25, 0.045, 0.05), light=0.5, line=0.3)
        if _lit(m):
            halo(m, s * 0.66, 0.42, 0.25)
        m.ball(LIT, s * 0.68, 0.42, 0.035, light=0.9, glow=_lit(m))
    steps(m, 0.0, 0.7, 0.09)


def station(m: Model, place: Place, rng: Rng) -> None:
    """Draw a railway station with an arched hall of glass and a clock."""
    brick = m.canvas.hue(place, rgb("c08a62"))
    trim = rgb("efe4cc")
    m.part(brick, rect(-1.25, 1.25, 0.0, 0.44), light=0.55, round_=0.2)
    m.part(trim, rect(-1.28, 1.28, 0.43, 0.47), light=0.7, round_=0.2)
    hip(m, rgb("6a7078"), -1.25, 1.25, 0.47, 0.6, 0.1)
    us = [s * (0.66 + 0.2 * k) for s in (-1, 1) for k in range(3)]
    panes(m, trim, us, [0.16], 0.06, 0.13, arched=True)
    front = [*rect(-0.5, 0.5, 0.0, 0.46)[:2], (0.5, 0.52)]
    m.part(brick, [(-0.5, 0.0), (0.5, 0.0), (0.5, 0.52), (-0.5, 0.52)], oval(0, 0.52, 0.5, 0.34),
           light=0.62, round_=0.2)  # fmt: skip
    m.part(trim, oval(0, 0.5, 0.42, 0.29), light=0.68, round_=0.2)
    window = m.part(LIT if _lit(m) else GLASS, oval(0, 0.5, 0.38, 0.255), light=0.62, round_=0,
                    glow=_lit(m))  # fmt: skip
    bars = [[(0.0, 0.5), (0.4 * c, 0.5 + 0.28 * s)] for c, s in ((-0.95, 0.3), (-0.6, 0.8), (0, 1),
            (0.6, 0.8), (0.95, 0.3))]  # fmt: skip
    m.strokes(rgb("4f5a60"), 0.014, bars, on=window, force=0.6)
    m.part(brick, rect(front[0][0] + 0.02, 0.48, 0.0, 0.5), light=0.6, round_=0.1, line=0.2)
    m.part(trim, rect(-0.5, 0.5, 0.47, 0.51), light=0.7)
    for u in (-0.28, 0.0, 0.28):
        m.part(trim, rect(u - 0.11, u + 0.11, 0.0, 0.3), oval(u, 0.3, 0.11, 0.09), light=0.68)
        m.part(rgb("54443a"), rect(u - 0.085, u + 0.085, 0.0, 0.3), oval(u, 0.3, 0.085, 0.07),
               light=0.42)  # fmt: skip
        m.part(LIT if _lit(m) else GLASS, rect(u - 0.06, u + 0.06, 0.12, 0.28), light=0.6, round_=0,
               glow=_lit(m))  # fmt: skip
    m.part(brick, rect(-0.14, 0.14, 0.78, 0.96), light=0.62, round_=0.3)
    gable(m, rgb("6a7078"), -0.16, 0.16, 0.96, 1.08)
    m.part(rgb("f6f1e4"), oval(0, 0.87, 0.085, 0.085), light=0.75)
    m.strokes(rgb("26262a"), 0.012, [[(0, 0.87), (0, 0.93)], [(0, 0.87), (0.045, 0.85)]])


def airport(m: Model, place: Place, rng: Rng) -> None:
    """Draw an airport: a hall of glass under a curved roof, a control tower, a plane behind."""
    white = m.canvas.hue(place, rgb("e6e8ea"))
    glass = LIT if _lit(m) else GLASS
    m.poly(tone(white, -0.1), (0.78, 0.0), (0.92, 0.0), (0.9, 0.78), (0.8, 0.78), light=0.6,
        round_=1.2)  # fmt: skip
    m.poly(tone(white, -0.05), (0.74, 0.74), (0.96, 0.74), (1.02, 0.8), (0.68, 0.8), light=0.62)
    m.poly(glass, (0.69, 0.8), (1.01, 0.8), (1.06, 0.92), (0.64, 0.92), light=0.6, round_=0.4,
           glow=_lit(m))  # fmt: skip
    m.strokes(rgb("5a646c"), 0.012, [[(0.77, 0.8), (0.75, 0.92)], [(0.85, 0.8), (0.85, 0.92)],
              [(0.93, 0.8), (0.95, 0.92)]])  # fmt: skip
    m.poly(white, (0.62, 0.92), (1.08, 0.92), (1.0, 0.98), (0.7, 0.98), light=0.7)
    m.strokes(rgb("c23a3a"), 0.014, [[(0.85, 0.98), (0.85, 1.12)]])
    roof = [(-1.5, 0.36), (-1.0, 0.5), (-0.3, 0.56), (0.4, 0.5), (0.75, 0.38), (0.75, 0.34),
            (-1.5, 0.3)]  # fmt: skip
    m.poly(glass, (-1.4, 0.0), (0.7, 0.0), (0.7, 0.36), (-0.3, 0.5), (-1.4, 0.34), light=0.6,
        round_=0, glow=_lit(m))  # fmt: skip
    bars = [[(u, 0.0), (u, 0.5 - 0.16 * ((u + 0.35) / 1.05) ** 2)] for u in
            [-1.4 + 0.15 * k for k in range(15)]]  # fmt: skip
    m.strokes(rgb("6f7a82"), 0.014, [*bars, [(-1.4, 0.16), (0.7, 0.16)]], force=0.6)
    m.poly(white, *roof, light=0.72, round_=0.5)
    m.part(rgb("7a828a"), rect(-1.45, 0.75, 0.0, 0.05), light=0.5, round_=0.1)
    # A plane at the gate.
    m.blob(rgb("f4f5f6"), (-1.45, 0.2), (-1.35, 0.1), (-0.4, 0.08), (-0.05, 0.13), (-0.1, 0.2),
           (-0.5, 0.24), (-1.3, 0.24), light=0.68, round_=1.2)  # fmt: skip
    m.poly(rgb("3a6aa0"), (-1.5, 0.46), (-1.4, 0.46), (-1.22, 0.23), (-1.42, 0.23), light=0.6)
    m.poly(tone(white, -0.1), (-0.85, 0.14), (-0.55, 0.14), (-0.98, 0.0), (-1.1, 0.0), light=0.5)
    m.part(rgb("44586a"), *[oval(-1.15 + 0.1 * k, 0.185, 0.02, 0.018) for k in range(9)], light=0.4)
    m.part(rgb("2c2c30"), oval(-0.3, 0.03, 0.03, 0.03), oval(-0.9, 0.03, 0.035, 0.035), light=0.3)


def bus_stop(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bus stop: a glass shelter with a bench, and its sign."""
    steel = rgb("5a646c")
    green = m.canvas.hue(place, rgb("3a7a5a"))
    m.part(rgb("b9d0d8"), rect(-0.72, 0.56, 0.12, 0.84), light=0.66, round_=0, cover=0.8, line=0.5)
    m.part(rgb("e8d9a8"), rect(0.2, 0.48, 0.3, 0.72), light=0.66, round_=0.1)
    m.part(rgb("c2583a"), oval(0.34, 0.56, 0.09, 0.1), light=0.6)
    m.strokes(rgb("6a5a4a"), 0.012, [[(0.25, 0.36 + 0.03 * k), (0.43, 0.36 + 0.03 * k)] for k in (0,
        1)])  # fmt: skip
    m.part(rgb("94694a"), rect(-0.6, 0.1, 0.28, 0.33), light=0.66, round_=0.4)
    m.part(rgb("94694a"), rect(-0.6, 0.1, 0.2, 0.25), light=0.5, round_=0.4)
    for u in (-0.5, 0.0):
        m.part(steel, rect(u - 0.015, u + 0.015, 0.0, 0.28), light=0.5)
    for u in (-0.74, 0.58):
        m.part(steel, rect(u - 0.025, u + 0.025, 0.0, 0.88), light=0.55, round_=0.8)
    if _lit(m):
        halo(m, -0.1, 0.82, 0.8, strength=0.4)
    m.poly(green, (-0.84, 0.86), (0.7, 0.86), (0.74, 0.96), (-0.8, 0.96), light=0.66, round_=0.4)
    m.part(rgb("f4f1e6"), rect(-0.5, 0.3, 0.885, 0.935), light=0.75, round_=0, glow=_lit(m))
    m.part(steel, rect(0.96, 1.0, 0.0, 1.06), light=0.55, round_=0.8)
    m.part(green, oval(0.98, 1.02, 0.13, 0.13), light=0.64)
    m.part(rgb("f6f4ea"), rect(0.91, 1.05, 0.985, 1.06), light=0.8, round_=0.2)
    m.part(green, rect(0.925, 0.97, 1.02, 1.05), rect(0.985, 1.035, 1.02, 1.05), light=0.5)
    m.part(rgb("2c2c30"), oval(0.945, 0.98, 0.016, 0.016), oval(1.015, 0.98, 0.016, 0.016),
        light=0.3)  # fmt: skip
    m.part(rgb("f4f1e6"), rect(0.91, 1.05, 0.66, 0.84), light=0.7)


FORMS = {
    "school": Form(school, 9.0, 1.3, reach=(1.25, 0.08)),
    "factory": Form(factory, 12.0, 1.5, reach=(1.4, 0.08)),
    "theatre": Form(theatre, 12.0, 1.1),
    "station": Form(station, 11.0, 1.35),
    "airport": Form(airport, 14.0, 1.6, reach=(1.2, 0.08)),
    "bus stop": Form(bus_stop, 2.7, 1.2),
}
