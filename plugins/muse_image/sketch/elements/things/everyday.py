"""Newspapers, paper, boxes, meat, blankets, a window, baskets of what is heaped in them."""

import math
from collections.abc import Callable

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, oval, smooth, tone
from ...scene.plan import Place
from ._bits import box, gleam, leaf, shuffled
from ._turned import Turned, woven

PAPER = rgb("ece6d8")


def newspaper(m: Model, place: Place, rng: Rng) -> None:
    """Draw a folded newspaper with its headline, columns and a picture."""
    white, ink = m.canvas.hue(place, PAPER), rgb("4a4644")
    m.poly(tone(white, -0.18), (-0.86, 0.02), (0.96, -0.03), (1.12, 0.94), (-0.62, 1.0), light=0.5)
    m.poly(tone(white, -0.08), (-0.9, 0.04), (0.9, 0.0), (1.08, 0.96), (-0.66, 1.02), light=0.6)
    sheet = m.poly(white, (-0.92, 0.06), (0.88, 0.02), (1.06, 0.98), (-0.68, 1.04), light=0.72,
                   round_=0.2)  # fmt: skip

    def at(x: float, y: float) -> tuple[float, float]:
        return -0.92 + 1.8 * x + 0.22 * y, 0.06 - 0.04 * x + 0.97 * y

    m.strokes(tone(ink, -0.4), 0.07, [[at(0.12, 0.9), at(0.88, 0.9)]], on=sheet)
    m.strokes(ink, 0.012, [[at(0.06, 0.82), at(0.94, 0.82)], [at(0.06, 0.79), at(0.94, 0.79)]],
        on=sheet)  # fmt: skip
    m.strokes(ink, 0.034, [[at(0.06, 0.7), at(0.5, 0.7)], [at(0.06, 0.63), at(0.42, 0.63)]],
        on=sheet)  # fmt: skip
    rows = [[at(x, 0.06 + 0.045 * k), at(x + 0.18, 0.06 + 0.045 * k)] for x in (0.06, 0.29) for k in
            range(11)]  # fmt: skip
    rows += [[at(x, 0.06 + 0.045 * k), at(x + 0.18, 0.06 + 0.045 * k)] for x in (0.53, 0.76) for k
        in range(4)]  # fmt: skip
    m.strokes(tone(ink, 0.35), 0.012, rows, on=sheet, force=0.5)
    picture = m.poly(rgb("b9b4aa"), at(0.53, 0.27), at(0.94, 0.27), at(0.94, 0.74), at(0.53, 0.74),
                     on=sheet, light=0.62, round_=0, line=0.5)  # fmt: skip
    m.poly(rgb("7d7a74"), at(0.53, 0.27), at(0.94, 0.27), at(0.94, 0.4), at(0.78, 0.58), at(0.66,
        0.44), at(0.53, 0.52), on=picture, light=0.5, round_=0)  # fmt: skip
    m.part(rgb("efece4"), oval(*at(0.62, 0.64), 0.06, 0.05), on=picture, light=0.8, round_=0)


def paper(m: Model, place: Place, rng: Rng) -> None:
    """Draw some sheets of paper, the uppermost curled at a corner."""
    white = m.canvas.hue(place, rgb("f4f0e6"))
    for k, (u, v) in enumerate(((0.12, -0.04), (-0.07, 0.0))):
        m.poly(tone(white, -0.14 + 0.05 * k), (u - 0.8, v + 0.05), (u + 0.78, v), (u + 0.94, v +
            0.96), (u - 0.62, v + 1.0), light=0.6 + 0.05 * k)  # fmt: skip
    m.poly(white, (-0.84, 0.08), (0.6, 0.03), (0.82, 0.2), (0.92, 0.98), (-0.66, 1.03), light=0.74,
           round_=0.2)  # fmt: skip
    m.poly(tone(white, -0.12), (0.6, 0.03), (0.82, 0.2), (0.58, 0.24), light=0.6, round_=0.6)


def cardboard_box(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open box of cardboard with its flaps."""
    card = m.canvas.hue(place, rgb("bf935f"))
    m.poly(tone(card, -0.3), (-0.6, 0.72), (0.6, 0.72), (0.84, 0.92), (-0.36, 0.92), light=0.4,
        round_=0)  # fmt: skip
    m.poly(tone(card, 0.05), (-0.36, 0.92), (0.84, 0.92), (0.92, 1.12), (-0.3, 1.12), light=0.62)
    m.poly(tone(card, -0.04), (-0.6, 0.72), (-0.36, 0.92), (-0.68, 1.04), (-0.96, 0.84), light=0.55)
    front, _, _ = box(m, card, -0.6, 0.6, 0.0, 0.72, (0.24, 0.2), top=tone(card, -0.42))
    m.poly(tone(card, 0.08), (0.6, 0.72), (0.84, 0.92), (1.18, 0.86), (0.96, 0.64), light=0.66)
    m.poly(tone(card, 0.1), (-0.6, 0.72), (0.6, 0.72), (0.5, 0.5), (-0.72, 0.5), light=0.7)
    m.part(mix(card, rgb("efe6d0"), 0.5), [(-0.06, 0.0), (0.08, 0.0), (0.08, 0.5), (-0.06, 0.5)],
        on=front, light=0.64, round_=0.1, line=0.3)  # fmt: skip
    for u in (0.34, 0.45):
        m.strokes(tone(card, -0.5), 0.02, [[(u, 0.1), (u, 0.26)], [(u - 0.04, 0.2), (u, 0.26), (u +
            0.04, 0.2)]], on=front)  # fmt: skip


def meat(m: Model, place: Place, rng: Rng) -> None:
    """Draw a joint of meat on the bone."""
    red = m.canvas.hue(place, rgb("b5533f"))
    for s in (-1, 1):
        m.limb(rgb("efe4cc"), [0.12, 0.1, 0.12], (s * 0.6, 0.5), (s * 0.95, 0.52), (s * 1.16, 0.53))
        m.part(rgb("f3ead4"), oval(s * 1.2, 0.59, 0.09, 0.08), oval(s * 1.2, 0.47, 0.09, 0.08),
            light=0.68)  # fmt: skip
    body = m.blob(red, (-0.85, 0.5), (-0.66, 0.84), (-0.1, 0.98), (0.55, 0.9), (0.86, 0.56), (0.72,
        0.16), (0.1, 0.02), (-0.6, 0.12), round_=1.4)  # fmt: skip
    for k in range(4):
        u = -0.4 + 0.28 * k
        m.line(tone(red, -0.45), 0.035, (u - 0.12, 0.82), (u + 0.06, 0.5), (u + 0.14, 0.2),
            taper=True, on=body, force=0.6)  # fmt: skip
    m.tint(rgb("f0c08a"), oval(-0.3, 0.76, 0.3, 0.09, 0.15), on=body, cover=0.6, fade=0.05)
    for s in (-1, 1):
        m.part(mix(red, rgb("f2dcc0"), 0.6), oval(s * 0.78, 0.5, 0.12, 0.2), light=0.6, line=0.5)
        m.part(tone(red, -0.1), oval(s * 0.79, 0.5, 0.08, 0.14), light=0.5, line=0.3)
        m.part(rgb("efe4cc"), oval(s * 0.8, 0.51, 0.04, 0.06), light=0.68)


def blanket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a folded woollen blanket with stripes and a fringe."""
    wool = m.canvas.hue(place, rgb(("a8503f", "4f7078", "b98a4a")[int(rng.integers(3))]))
    pale = rgb("efe4cf")
    for k in range(4):
        v = 0.22 * k
        fold = m.blob(wool, (-1.3, v + 0.14), (-1.22, v + 0.27), (0.0, v + 0.29), (1.2, v + 0.27),
            (1.3, v + 0.14), (1.2, v + 0.0), (0.0, v - 0.02), (-1.24, v + 0.01), light=0.58,
            round_=1.2)  # fmt: skip
        for u in (-0.85, -0.62, 0.5, 0.74):
            m.part(pale, [(u, v - 0.05), (u + 0.1, v - 0.05), (u + 0.1, v + 0.32), (u, v + 0.32)],
                on=fold, light=0.6, round_=0, line=0.1)  # fmt: skip
    m.blob(tone(wool, 0.06), (-1.28, 0.86), (-0.9, 1.06), (1.0, 1.06), (1.3, 0.88), (1.2, 0.82),
        (-1.2, 0.82), light=0.72, round_=0.5)  # fmt: skip
    fringe = [[(-1.2 + 0.08 * k, 0.03), (-1.21 + 0.08 * k, -0.1)] for k in range(31)]
    m.strokes(pale, 0.022, fringe, force=0.5)


def window(m: Model, place: Place, rng: Rng) -> None:
    """Draw a window in its frame, with shutters, a sill and flowers."""
    green = m.canvas.hue(place, rgb("4f7a6a"))
    white, night = rgb("f1ece0"), m.canvas.scene.time == "night"
    wall = m.part(rgb("d9c6a4"), smooth([(-0.95, -0.06), (-1.0, 0.5), (-0.94, 1.1), (0.0, 1.12),
        (0.95, 1.1), (1.0, 0.5), (0.94, -0.06), (0.0, -0.08)]), light=0.58, round_=0.1,
        line=0.4)  # fmt: skip
    for u, v in ((-0.84, 0.98), (0.7, 1.02), (0.82, 0.06), (-0.6, 0.02)):
        m.strokes(rgb("b59a74"), 0.01, [[(u, v), (u + 0.13, v)], [(u + 0.06, v), (u + 0.06, v -
            0.05)]], on=wall, force=0.5)  # fmt: skip
    m.poly(white, (-0.46, 0.14), (0.46, 0.14), (0.46, 1.02), (-0.46, 1.02), light=0.7, round_=0.2)
    sky = rgb("26345a") if night else rgb("9cc6e0")
    pane = m.poly(sky, (-0.4, 0.2), (0.4, 0.2), (0.4, 0.96), (-0.4, 0.96), light=0.66, round_=0,
                  ramp=(tone(sky, 0.5), (0, 0.9), (0, 0.3)))  # fmt: skip
    m.blob(rgb("6f9a5a") if not night else rgb("26404a"), (-0.5, 0.1), (-0.44, 0.36), (-0.1, 0.44),
        (0.2, 0.34), (0.5, 0.42), (0.5, 0.1), on=pane, light=0.55, round_=0.3)  # fmt: skip
    m.part(rgb("f7f4ec"), oval(-0.14, 0.8, 0.12, 0.05), oval(-0.02, 0.78, 0.12, 0.045), on=pane,
        light=0.8, line=0.1)  # fmt: skip
    m.strokes(white, 0.04, [[(0, 0.2), (0, 0.96)], [(-0.4, 0.66), (0.4, 0.66)]], force=0.5,
        light=0.7)  # fmt: skip
    for s in (-1, 1):
        shut = m.poly(green, (s * 0.48, 0.12), (s * 0.84, 0.14), (s * 0.84, 1.02), (s * 0.48, 1.04),
                      light=0.58, round_=0.2)  # fmt: skip
        m.strokes(tone(green, -0.3), 0.012, [[(s * 0.53, 0.2 + 0.052 * k), (s * 0.79, 0.205 + 0.052
            * k)] for k in range(15)], on=shut, force=0.5)  # fmt: skip
    m.poly(tone(white, -0.1), (-0.54, 0.08), (0.54, 0.08), (0.5, 0.15), (-0.5, 0.15), light=0.72)
    m.poly(rgb("a5603c"), (-0.4, -0.06), (0.4, -0.06), (0.44, 0.1), (-0.44, 0.1), light=0.56,
        round_=0.4)  # fmt: skip
    for k in range(16):
        u = -0.4 + 0.053 * k
        leaf(m, m.canvas.leaf(k), (u, 0.08), (u + 0.06 * math.sin(k * 2.3), 0.22 + 0.05 * math.sin(k
            * 1.7)))  # fmt: skip
    for k in range(11):
        colour = rgb(("d8434f", "e88a9a", "f0c45a")[k % 3])
        m.ball(colour, -0.4 + 0.08 * k, 0.2 + 0.06 * math.sin(k * 2.1), 0.042, light=0.66)


def front_door(m: Model, place: Place, rng: Rng) -> None:
    """Draw a front door with its frame, a lamp and a step."""
    paint = m.canvas.hue(place, rgb(("9c3a32", "2f5f78", "3f6a4a")[int(rng.integers(3))]))
    stone, brass = rgb("d3c8b4"), rgb("d6a94a")
    brick = rgb("b98a6c")
    wall = m.poly(brick, (-0.95, 0.0), (0.95, 0.0), (0.95, 1.22), (-0.95, 1.22), light=0.56,
        round_=0.1)  # fmt: skip
    rows = [[(-0.95, 0.06 * k), (0.95, 0.06 * k)] for k in range(1, 21)]
    rows += [[(-0.9 + 0.16 * k + 0.08 * (row % 2), 0.06 * row), (-0.9 + 0.16 * k + 0.08 * (row % 2),
        0.06 * row + 0.06)] for row in range(20) for k in range(12)]  # fmt: skip
    m.strokes(tone(brick, 0.3), 0.008, rows, on=wall, force=0.25)
    m.poly(rgb("6a4f44"), (-1.02, 1.2), (1.02, 1.2), (0.92, 1.34), (-0.92, 1.34), light=0.62,
        round_=0.3)  # fmt: skip
    m.poly(stone, (-0.34, 0.02), (0.34, 0.02), (0.34, 0.98), (-0.34, 0.98), light=0.62, round_=0.2)
    m.poly(tone(stone, 0.1), (-0.4, 0.94), (0.4, 0.94), (0.37, 1.03), (-0.37, 1.03), light=0.7)
    door = m.poly(paint, (-0.27, 0.03), (0.27, 0.03), (0.27, 0.9), (-0.27, 0.9), light=0.56,
        round_=0.2)  # fmt: skip
    for u in (-0.13, 0.13):
        for low, high in ((0.09, 0.36), (0.43, 0.62)):
            m.poly(tone(paint, -0.16), (u - 0.09, low), (u + 0.09, low), (u + 0.09, high), (u -
                0.09, high), on=door, light=0.48, round_=-0.5)  # fmt: skip
        m.poly(rgb("ffdf96") if m.canvas.scene.time in ("night", "dusk") else rgb("a9c4d0"), (u -
            0.09, 0.69), (u + 0.09, 0.69), (u + 0.09, 0.84), (u - 0.09, 0.84), on=door,
            light=0.66)  # fmt: skip
    m.ball(brass, 0.22, 0.42, 0.024)
    m.part(brass, oval(0, 0.655, 0.03, 0.03), light=0.7)
    m.part(paint, oval(0, 0.655, 0.016, 0.016), light=0.5, line=0.5)
    for s in (-1, 1):
        m.poly(rgb("b0613c"), (s * 0.52, 0.0), (s * 0.74, 0.0), (s * 0.78, 0.17), (s * 0.48, 0.17),
            light=0.58, round_=0.8)  # fmt: skip
        for k in range(9):
            u = s * 0.63 + 0.028 * (k - 4)
            leaf(m, m.canvas.leaf(k), (u, 0.16), (u + 0.02 * (k - 4), 0.34 + 0.04 * math.sin(k *
                2.0)), 0.3, vein=False)  # fmt: skip
    m.poly(tone(stone, -0.05), (-0.46, -0.03), (0.46, -0.03), (0.42, 0.04), (-0.42, 0.04),
        light=0.66)  # fmt: skip


def _empty(m: Model) -> Turned:
    """Draw an empty basket with a bow for a handle, and return it."""
    straw = rgb("b58a54")
    m.limb(tone(straw, -0.12), [0.06, 0.06], (-0.58, 0.5), (-0.46, 0.92), (0, 1.1), (0.46, 0.92),
        (0.58, 0.5))  # fmt: skip
    made = woven(m, straw, Turned(m, [(0, 0.44), (1, 0.6)], high=0.68, tilt=(0.3, 0.28),
        sharp=True))  # fmt: skip
    made.mouth(tone(straw, 0.1), tone(straw, -0.4), 0.08)
    return made


def _lattice(rng: Rng, many: int) -> list[Spot]:
    """Return spots spread evenly over a disc, the far ones first."""
    jitter = rng.uniform(-0.08, 0.08, (many, 2))
    spots = [
        (math.sqrt((k + 0.5) / many) * math.cos(2.4 * k) + float(jitter[k, 0]),
         math.sqrt((k + 0.5) / many) * math.sin(2.4 * k) + float(jitter[k, 1]))
        for k in range(many)
    ]  # fmt: skip
    return sorted(spots, key=lambda spot: -spot[1])


def _basket(m: Model, rng: Rng, colours: list[Colour], size: float, many: int) -> None:
    """Draw a basket heaped with round pieces."""
    made = _empty(m)
    for k, (a, b) in enumerate(_lattice(rng, many)):
        u, v = a * 0.42, made.high + b * 0.12 + 0.18 * max(0.0, 1 - a * a - b * b)
        colour = shuffled(rng, colours[k % len(colours)], 0.06)
        piece = m.ball(colour, u, v, size, size * 0.9, light=0.6, round_=1.2, line=0.7)
        gleam(m, u, v, size * 0.45, on=piece, strength=0.4)
    made.front(rgb("c29a62"), 0.08)


def strawberries(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basket of strawberries."""
    red, made = m.canvas.hue(place, rgb("cf2f35")), _empty(m)
    for a, b in _lattice(rng, 26):
        u, v = a * 0.48, made.high + b * 0.13 + 0.16 * (1 - a * a - b * b)
        turn = a * 0.8
        ring = [(u + x * math.cos(turn) - y * math.sin(turn), v + x * math.sin(turn) + y *
            math.cos(turn)) for x, y in ((0, -0.13), (0.1, 0.0), (0.09, 0.08), (0, 0.1), (-0.09,
            0.08), (-0.1, 0.0))]  # fmt: skip
        berry = m.part(tone(red, 0.1 * math.sin(9 * a)), smooth(ring), light=0.6, round_=1.2,
            line=0.7)  # fmt: skip
        dots = [oval(u + 0.06 * math.sin(2.4 * k), v - 0.05 + 0.025 * k, 0.008, 0.011) for k in
            range(5)]  # fmt: skip
        m.part(rgb("f2d27a"), *dots, on=berry, light=0.75, line=0)
        for k in (-1, 0, 1):
            leaf(m, rgb("5f9a3f"), (u - 0.1 * math.sin(turn), v + 0.09 * math.cos(turn)), (u - 0.1 *
                math.sin(turn) + 0.07 * k, v + 0.15 - 0.02 * abs(k)), 0.4, vein=False)  # fmt: skip
    made.front(rgb("c29a62"), 0.08)


def _of(colours: str, size: float, many: int) -> Callable[[Model, Place, Rng], None]:
    """Return what draws a basket of round pieces of these colours."""

    def draw(m: Model, place: Place, rng: Rng) -> None:
        _basket(m, rng, [rgb(one) for one in colours.split()], size, many)

    draw.__doc__ = "Draw a basket heaped with round pieces."
    return draw


FORMS = {
    "newspaper": Form(newspaper, 0.3, 1.1, grip=(0.0, 0.4)),
    "paper": Form(paper, 0.22, 1.0, grip=(0.0, 0.4)),
    "cardboard box": Form(cardboard_box, 0.42, 1.2, reach=(1.3, 0.08)),
    "meat": Form(meat, 0.2, 1.3),
    "blanket": Form(blanket, 0.3, 1.35),
    "window": Form(window, 1.4, 1.02, hangs=True),
    "front door": Form(front_door, 2.3, 1.02, reach=(1.4, 0.08)),
    "basket of strawberries": Form(strawberries, 0.24, 0.75, reach=(1.3, 0.08)),
    "basket of apples": Form(_of("c23a30 d85a3a b8c04a", 0.15, 16), 0.3, 0.75, reach=(1.3, 0.08)),
    "basket of eggs": Form(_of("efe0c8 e2c49a f4ece0", 0.12, 22), 0.24, 0.75, reach=(1.3, 0.08)),
}
