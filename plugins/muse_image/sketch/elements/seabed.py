"""What grows on the floor of the sea: corals, kelp, sponges, sea fans, rocks, shells."""

import math

from ..catalogue import Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.model import Model, Outline, limb, oval, tone
from ..scene.plan import Place

SPEC = Spec("land", order=50, height=0.2)
CORALS = ("e8685a", "f0a04a", "d95a8f", "b06ac0", "f2c84a", "7ac0a8", "e88fa0")
KINDS = ("branches", "brain", "fan", "tubes", "anemone", "kelp")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one coral or one tuft of weed."""
    rng = fork(place.rng)
    m = Model(canvas, place.x, place.y, max(place.size, 8.0), wide=1.0, tall=1.25)
    kind = place.kind if place.kind in KINDS else KINDS[int(rng.integers(5))]
    _draw(kind, m, canvas.hue(place, rgb(CORALS[int(rng.integers(len(CORALS)))])), rng)
    canvas.add(m.layers(place.name, "figure"))


def growth(
    canvas: Canvas, place: Place, floor: float, *, far: bool, rng: Rng, water: Colour
) -> None:
    """Add what grows along the floor: small and pale in the distance, large at both sides near."""
    unit, width, height = canvas.layout.unit, canvas.width, canvas.height
    rich = {"reef": 1.7, "deep": 0.4, "wreck": 0.8}.get(place.kind, 1.0)
    below = height - floor
    spots: list[tuple[float, float, float, float]] = []
    if far:
        for _ in range(int(9 * rich * canvas.span)):
            x, t = float(rng.random()), float(rng.random()) ** 0.7
            spots.append((x, floor + below * 0.24 * t, 0.055 + 0.05 * t, 0.62 - 0.3 * t))
    else:
        for k in range(int(8 * rich + 3)):
            side = k % 2
            off = 0.24 * float(rng.random()) ** 1.3 - 0.02
            x = off if side else 1 - off
            t = float(rng.uniform(0.45, 1.0))
            spots.append((x, floor + below * t * 0.96, 0.12 + 0.14 * t, 0.1))
    spots.sort(key=lambda spot: spot[1])
    glow = 0.2 if canvas.scene.time == "night" else 0.5
    for x, y, size, pale in spots:
        own = fork(rng)
        draw = float(own.random())
        kind = "kelp" if draw < 0.24 else "rock" if draw < 0.38 else KINDS[int(own.integers(5))]
        tall = size * unit * (2.1 if kind == "kelp" else 1.0)
        m = Model(canvas, x * width, y, tall, 1 if own.random() < 0.5 else -1, wide=1.1, tall=1.25)
        colour = rgb(CORALS[int(own.integers(len(CORALS)))])
        _draw(kind, m, mix(colour, water, pale), own)
        for layer in m.layers("reef", "figure", depth=0.0, counted=False):
            layer.glow = max(layer.glow, glow)
            canvas.add(layer)


def _draw(kind: str, m: Model, colour: Colour, rng: Rng) -> None:
    {"branches": _branches, "brain": _brain, "fan": _fan, "tubes": _tubes, "anemone": _anemone,
     "kelp": _kelp, "rock": _rock}[kind](m, colour, rng)  # fmt: skip


def _branches(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a coral that forks like a bush."""
    levels: list[list[Outline]] = [[], [], []]
    tips: list[Outline] = []

    def grow(u: float, v: float, turn: float, long: float, wide: float, level: int) -> None:
        a, b = u + long * math.sin(turn), v + long * math.cos(turn)
        levels[level] += limb([wide, wide * 0.8], (u, v), (a, b))
        if level == 2:
            tips.append(oval(a, b, wide * 0.5, wide * 0.5))
            return
        for side in (-1, 1):
            bend = turn + side * float(rng.uniform(0.28, 0.6))
            grow(a, b, bend, long * float(rng.uniform(0.66, 0.86)), wide * 0.78, level + 1)

    for turn in (-0.45, 0.0, 0.45):
        grow(0.12 * turn, -0.02, turn, 0.32, 0.11, 0)
    for number, level in enumerate(reversed(levels)):
        m.part(tone(colour, 0.16 - 0.08 * number), *level, line=0.5, reach=0.03)
    m.part(tone(colour, 0.4), *tips, line=0.3, round_=0.3)


def _brain(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a round coral with winding grooves."""
    dome = m.blob(colour, (-0.62, 0.0), (-0.58, 0.32), (-0.3, 0.56), (0.1, 0.6), (0.46, 0.44),
                  (0.62, 0.12), (0.6, -0.02), round_=1.3)  # fmt: skip
    for k in range(5):
        v = 0.08 + 0.1 * k
        wave = [(-0.6 + 0.1 * j, v + 0.035 * math.sin(j * 1.7 + k * 2.1)) for j in range(13)]
        m.line(tone(colour, -0.35), 0.022, *wave, on=dome, force=0.5)


def _fan(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a sea fan: a flat net of fine branches."""
    m.limb(tone(colour, -0.2), [0.07, 0.05], (0, -0.02), (0, 0.3))
    fan = m.blob(colour, (0, 0.2), (-0.42, 0.42), (-0.5, 0.78), (-0.2, 1.02), (0.24, 1.0),
                 (0.5, 0.74), (0.4, 0.4), round_=0.5, cover=0.8)  # fmt: skip
    for k in range(9):
        u = -0.48 + 0.12 * k
        m.line(tone(colour, -0.4), 0.014, (0, 0.22), (u * 0.6, 0.6), (u, 1.0), on=fan, force=0.5)
    for k in range(4):
        v = 0.44 + 0.14 * k
        m.line(
            tone(colour, -0.3), 0.01, (-0.5, v - 0.06), (0, v), (0.5, v - 0.06), on=fan, force=0.3
        )


def _tubes(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw tube sponges."""
    for u, tall, wide in (
        (-0.26, 0.62, 0.17),
        (0.28, 0.7, 0.18),
        (0.0, 0.94, 0.2),
        (0.14, 0.46, 0.15),
    ):
        tall *= float(rng.uniform(0.85, 1.1))
        m.limb(colour, [wide * 0.8, wide], (u * 0.6, 0.0), (u, tall), round_=1.2)
        m.ball(tone(colour, 0.3), u, tall + 0.02, wide * 0.52, wide * 0.22)
        m.ball(tone(colour, -0.55), u, tall + 0.02, wide * 0.34, wide * 0.13, light=0.4)


def _anemone(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw an anemone with waving arms."""
    m.limb(tone(colour, -0.25), [0.5, 0.4], (0, 0), (0, 0.24))
    arms: tuple[list[Outline], list[Outline]] = ([], [])
    tips: list[Outline] = []
    for k in range(13):
        t = -1 + k / 6
        bend = 0.12 * float(rng.standard_normal())
        tip = (0.5 * t + bend, 0.62 - 0.16 * abs(t))
        arms[k % 2].extend(
            limb([0.07, 0.06, 0.045], (0.2 * t, 0.2), (0.36 * t + bend * 0.5, 0.45), tip)
        )
        tips.append(oval(*tip, 0.035, 0.035))
    for k, outlines in enumerate(arms):
        m.part(tone(colour, 0.14 * k), *outlines, line=0.6, reach=0.025)
    m.part(tone(colour, 0.45), *tips, line=0.2, round_=0.3)


def _kelp(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw long weeds that sway."""
    for k in range(3):
        u = -0.14 + 0.14 * k
        tall = float(rng.uniform(0.62, 1.05))
        sway = float(rng.uniform(0.05, 0.12))
        green = mix(rgb("4f8f4a"), rgb("8fa83f"), float(rng.random()))
        green = mix(green, colour, 0.12)
        stem = [(u + sway * math.sin(j * 1.15 + k), tall * j / 7) for j in range(8)]
        leaves: tuple[list[Outline], list[Outline]] = ([], [])
        for j in range(1, 8):
            x, v = stem[j]
            side = 1 if j % 2 else -1
            leaves[j % 2].append(oval(x + side * 0.055, v + 0.03, 0.065, 0.022, side * 0.6))
        m.part(green, *leaves[0], *limb([0.022, 0.016], *stem), line=0.5, reach=0.02)
        m.part(tone(green, 0.12), *leaves[1], line=0.5, reach=0.02)


def _rock(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a rock, overgrown on its top."""
    stone = mix(rgb("6f7f85"), colour, 0.15)
    d = [float(x) for x in rng.uniform(0.85, 1.15, 7)]
    rock = m.blob(
        stone,
        (-0.85, -0.03),
        (-0.8 * d[0], 0.3),
        (-0.45, 0.55 * d[1]),
        (0.0, 0.62 * d[2]),
        (0.45, 0.44 * d[3]),
        (0.8 * d[4], 0.2),
        (0.85, -0.03),
        round_=1.0,
    )
    m.blob(tone(stone, -0.2), (0.1, 0.6), (0.45, 0.44), (0.82, 0.2), (0.86, -0.03), (0.2, -0.02),
           (0.3, 0.3), on=rock, line=0.4)  # fmt: skip
    for k in range(4):
        m.ball(colour, -0.5 + 0.25 * k, 0.5 - 0.06 * abs(k - 1.5), 0.09, 0.05, on=None, line=0.4)
