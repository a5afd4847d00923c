"""Things on the walls: mirrors, pictures, scrolls, boards, shelves, racks, chains."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._joinery import BRASS, IRON, pick, wood_of


def mirror(m: Model, place: Place, rng: Rng) -> None:
    """Draw an oval mirror in a frame on the wall."""
    frame = m.canvas.hue(place, pick(rng, "c79a45", "8f5f3a", "e6e0d2"))
    m.ball(frame, 0, 0.5, 0.38, 0.5, light=0.6)
    glass = m.ball(rgb("b9d3dc"), 0, 0.5, 0.32, 0.44, light=0.66, round_=0.2)
    for u in (-0.14, 0.06):
        m.part(rgb("eef6f8"), [(u, 0.1), (u + 0.07, 0.1), (u + 0.3, 0.9), (u + 0.23, 0.9)],
            on=glass, round_=0, line=0, light=0.8, cover=0.7)  # fmt: skip


def standing_mirror(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall mirror on a stand."""
    wood = wood_of(m, place, rng)
    for way in (-1, 1):
        m.limb(wood, [0.03, 0.03], (way * 0.2, 0.06), (way * 0.2, 0.66), light=0.5)
        m.limb(wood, [0.03, 0.03], (way * 0.26, 0.0), (way * 0.16, 0.06), light=0.5)
    m.part(wood, [(-0.17, 0.06), (0.17, 0.06), (0.17, 0.94), (0.1, 1.0), (-0.1, 1.0), (-0.17,
        0.94)], light=0.56)  # fmt: skip
    glass = m.part(rgb("b9d3dc"), [(-0.14, 0.09), (0.14, 0.09), (0.14, 0.92), (0.08, 0.97), (-0.08,
        0.97), (-0.14, 0.92)], light=0.66, round_=0.2)  # fmt: skip
    m.part(rgb("eef6f8"), [(-0.1, 0.2), (-0.04, 0.2), (0.1, 0.8), (0.04, 0.8)], on=glass, round_=0,
        line=0, cover=0.7, light=0.8)  # fmt: skip


def picture(m: Model, place: Place, rng: Rng) -> None:
    """Draw a framed landscape on the wall."""
    frame = m.canvas.hue(place, pick(rng, "c79a45", "5a3a26", "efe8d8", "8f5f3a"))
    sky = pick(rng, "b9d3e0", "f0cfa0", "d9c4d0")
    edge = float(rng.uniform(-0.06, 0.06))
    m.poly(frame, (-0.62, 0), (0.62, 0), (0.62, 1), (-0.62, 1), light=0.58)
    m.poly(rgb("f2ecdd"), (-0.55, 0.07), (0.55, 0.07), (0.55, 0.93), (-0.55, 0.93), light=0.66,
        round_=0.1)  # fmt: skip
    view = m.poly(sky, (-0.46, 0.15), (0.46, 0.15), (0.46, 0.85), (-0.46, 0.85), light=0.66,
        round_=0, line=0.5)  # fmt: skip
    m.ball(rgb("f6e0a0"), 0.2, 0.66, 0.07, on=view, line=0.3)
    m.blob(rgb("7f93a8"), (-0.6, 0.1), (-0.25, 0.6 + edge), (0.0, 0.42), (0.22, 0.54 - edge), (0.6,
        0.1), on=view, line=0.4)  # fmt: skip
    m.blob(rgb("6f8a5a"), (-0.6, 0.0), (-0.5, 0.32), (0.0, 0.28 + edge), (0.5, 0.34), (0.6, 0.0),
        on=view, line=0.4)  # fmt: skip


def wall_scroll(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hanging scroll with a painting in ink."""
    silk = m.canvas.hue(place, pick(rng, "c9b894", "a9b5a0", "b5a088"))
    wood = rgb("4a2c1e")
    m.poly(silk, (-0.17, 0.03), (0.17, 0.03), (0.17, 0.97), (-0.17, 0.97), light=0.58, round_=0.2)
    paper = m.poly(rgb("f2ebd9"), (-0.14, 0.14), (0.14, 0.14), (0.14, 0.86), (-0.14, 0.86),
        light=0.68, round_=0)  # fmt: skip
    m.blob(rgb("8f9a98"), (-0.18, 0.3), (-0.1, 0.6), (-0.04, 0.74), (0.02, 0.56), (0.07, 0.62),
        (0.18, 0.3), on=paper, line=0.4)  # fmt: skip
    m.blob(rgb("5f6a68"), (-0.18, 0.12), (-0.1, 0.34), (-0.02, 0.24), (0.1, 0.3), (0.18, 0.12),
        on=paper, line=0.4)  # fmt: skip
    m.poly(rgb("b5302c"), (0.09, 0.2), (0.12, 0.2), (0.12, 0.24), (0.09, 0.24), light=0.6, line=0.3)
    for v in (0.02, 0.98):
        m.limb(wood, [0.035, 0.035], (-0.2, v), (0.2, v), light=0.5)


def blackboard(m: Model, place: Place, rng: Rng) -> None:
    """Draw a blackboard with chalk lines and a ledge."""
    board = m.canvas.hue(place, pick(rng, "2f4f42", "33403f"))
    m.poly(rgb("9c7248"), (-1.1, 0.04), (1.1, 0.04), (1.1, 1), (-1.1, 1), light=0.6)
    m.poly(board, (-1.05, 0.09), (1.05, 0.09), (1.05, 0.95), (-1.05, 0.95), light=0.5, round_=0.1)
    chalk = rgb("e9eee6")
    for row in range(3):
        u, v = -0.9, 0.78 - 0.17 * row
        for _ in range(5 - row):
            wide = float(rng.uniform(0.07, 0.17))
            m.line(chalk, 0.018, (u, v), (u + wide * 0.5, v + 0.025), (u + wide, v), force=0.4,
                light=0.8)  # fmt: skip
            u += wide + 0.05
    ring = [(0.55 + 0.2 * math.cos(k * math.pi / 10), 0.5 + 0.2 * math.sin(k * math.pi / 10))
        for k in range(21)]  # fmt: skip
    m.line(chalk, 0.016, *ring, force=0.5, light=0.8)
    m.line(chalk, 0.016, (0.55, 0.5), (0.72, 0.6), force=0.5, light=0.8)
    m.poly(rgb("8a6038"), (-1.1, 0.0), (1.1, 0.0), (1.1, 0.06), (-1.1, 0.06), light=0.62)
    for u, colour in ((-0.3, "f4f2ea"), (-0.18, "f0d27a"), (0.1, "e9a0a0")):
        m.limb(rgb(colour), [0.03, 0.03], (u, 0.07), (u + 0.08, 0.07), light=0.7)


def wall_shelf(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shelf on the wall with jars, plates and a plant."""
    wood = wood_of(m, place, rng)
    m.poly(wood, (-1.3, 0.0), (1.3, 0.0), (1.3, 0.09), (-1.3, 0.09), light=0.62)
    for u in (-1.0, 1.0):
        m.poly(tone(wood, -0.2), (u - 0.05, 0.0), (u + 0.05, 0.0), (u + 0.05, -0.02), (u - 0.05,
            -0.02))  # fmt: skip
    for k, colour in enumerate(("d9a94a", "b5573f", "7a9a6a", "e6dcc8")):
        u = -1.1 + 0.32 * k
        m.part(rgb(colour), [(u - 0.12, 0.09), (u + 0.12, 0.09), (u + 0.12, 0.5), (u - 0.12, 0.5)],
            light=0.58)  # fmt: skip
        m.poly(wood, (u - 0.13, 0.5), (u + 0.13, 0.5), (u + 0.1, 0.6), (u - 0.1, 0.6), light=0.6)
    for u in (0.28, 0.5, 0.72):
        m.ball(rgb("e9eef0"), u, 0.34, 0.2, 0.25, light=0.62)
        m.ball(rgb("8fb0c4"), u, 0.34, 0.11, 0.14, light=0.66, round_=0.2, line=0.4)
    m.poly(rgb("b5653f"), (0.98, 0.09), (1.2, 0.09), (1.24, 0.36), (0.94, 0.36))
    for k in range(5):
        a = 0.5 + 0.5 * k
        m.limb(rgb("5f8f4f"), [0.06, 0.1, 0.02], (1.09, 0.36), (1.09 + 0.14 * math.cos(a),
            0.6 + 0.16 * math.sin(a)), (1.09 + 0.26 * math.cos(a), 0.66 + 0.3 * math.sin(a)),
            light=0.6)  # fmt: skip


def rack(m: Model, place: Place, rng: Rng) -> None:
    """Draw the luggage rack of a train with suitcases."""
    m.limb(BRASS, [0.1, 0.1], (-3.0, 0.06), (3.0, 0.06), light=0.66)
    for k in range(13):
        m.line(BRASS, 0.05, (-3.0 + 0.5 * k, 0.06), (-3.0 + 0.5 * k, 0.3), light=0.6)
    for u, wide, high, colour in (
        (-2.0, 0.7, 0.7, "8f5a34"),
        (-0.5, 0.5, 0.9, "5f7a6a"),
        (1.6, 0.8, 0.62, "a8653a"),
    ):
        m.part(rgb(colour), [(u - wide, 0.12), (u + wide, 0.12), (u + wide, high), (u - wide,
            high)], light=0.56)  # fmt: skip
        for way in (-0.5, 0.5):
            m.line(tone(rgb(colour), -0.35), 0.08, (u + wide * way, 0.12), (u + wide * way, high))
        m.limb(IRON, [0.06] * 3, (u - 0.15, high), (u, high + 0.1), (u + 0.15, high))


def chains(m: Model, place: Place, rng: Rng) -> None:
    """Draw chains with shackles on the wall."""
    for way in (-1, 1):
        for k in range(9):
            u, v = way * (0.2 + 0.03 * math.sin(k)), 0.96 - 0.085 * k
            half = (0.035, 0.05) if k % 2 else (0.02, 0.05)
            m.part(rgb("4a4a50"), oval(u, v, *half), light=0.5)
            m.part(rgb("1f1d20"), oval(u, v, half[0] * 0.45, half[1] * 0.55), light=0.3, line=0)
        ring = [(way * 0.2 + 0.08 * math.cos(a), 0.12 + 0.08 * math.sin(a)) for a in [k * math.pi
            / 8 for k in range(17)]]  # fmt: skip
        m.limb(rgb("4a4a50"), [0.035] * 3, *ring, light=0.5)
        m.ball(rgb("3a3a40"), way * 0.2, 0.97, 0.05, light=0.45)


def wall_bars(m: Model, place: Place, rng: Rng) -> None:
    """Draw wall bars for gymnastics."""
    wood = wood_of(m, place, rng)
    for u in (-0.36, 0.0, 0.36):
        m.poly(wood, (u - 0.02, 0), (u + 0.02, 0), (u + 0.02, 1), (u - 0.02, 1), light=0.52)
    for k in range(12):
        v = 0.08 + 0.078 * k
        m.limb(tone(wood, 0.2), [0.018, 0.018], (-0.36, v), (0.36, v), light=0.62)


FORMS = {
    "mirror": Form(mirror, 0.8, 0.42, hangs=True),
    "standing_mirror": Form(standing_mirror, 1.7, 0.28),
    "picture": Form(picture, 0.55, 0.65, hangs=True),
    "wall_scroll": Form(wall_scroll, 1.3, 0.22, hangs=True),
    "blackboard": Form(blackboard, 1.15, 1.15, hangs=True),
    "wall_shelf": Form(wall_shelf, 0.45, 1.4, hangs=True),
    "rack": Form(rack, 0.45, 3.1, hangs=True),
    "chains": Form(chains, 0.9, 0.34, hangs=True),
    "wall_bars": Form(wall_bars, 2.4, 0.42),
}
