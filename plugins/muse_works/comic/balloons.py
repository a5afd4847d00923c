"""Shapes of balloons, as SVG paths: drawn by hand, each with a tail to who speaks."""

import math
from random import Random

from .script import How

Point = tuple[float, float]

INK = "#1a1614"
_STEPS = 96


def balloon(
    how: How, centre: Point, half: tuple[float, float], target: Point | None, chance: Random,
    stroke: float,
) -> str:  # fmt: skip
    """Return a balloon around a text: `half` is half of its width and height in px.

    The tail goes from its edge towards `target`, and ends short of it.
    """
    if how == "thinks":
        return _thought(centre, half, target, chance, stroke)
    if how == "shouts":
        points = _burst(centre, half, chance)
        body = _with_tail(points, centre, half, target, 0.13, straight=True)
        return _path(body, f'stroke-width="{stroke * 1.35:.1f}" stroke-linejoin="miter"')
    points = _egg(centre, half, chance)
    body = _with_tail(points, centre, half, target, 0.17 if how == "says" else 0.12)
    dashed = "" if how == "says" else f' stroke-dasharray="{stroke * 3:.1f} {stroke * 2.2:.1f}"'
    return _path(body, f'stroke-width="{stroke:.1f}" stroke-linejoin="round"{dashed}')


def caption(
    box: tuple[float, float, float, float], chance: Random, stroke: float, *, mono: bool
) -> str:
    """Return a caption's box, its corners a little off."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    off = [(x + chance.uniform(-2, 2), y + chance.uniform(-1.5, 1.5)) for x, y in corners]
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in off) + "Z"
    return _path(
        d,
        f'stroke-width="{stroke * 0.8:.1f}" stroke-linejoin="round"',
        "#fffefa" if mono else "#fff3c9",
    )


def _path(d: str, look: str, fill: str = "#fffefa") -> str:
    return f'<path d="{d}" fill="{fill}" stroke="{INK}" {look}/>'


def _egg(centre: Point, half: tuple[float, float], chance: Random) -> list[Point]:
    """Return a rounded shape that a hand would draw: between an ellipse and a box, not even."""
    phase, second = chance.uniform(0, 2 * math.pi), chance.uniform(0, 2 * math.pi)
    made = []
    for step in range(_STEPS):
        angle = 2 * math.pi * step / _STEPS
        off = 1 + 0.012 * math.sin(2 * angle + phase) + 0.008 * math.sin(3 * angle + second)
        made.append(_superellipse(centre, half, angle, 2.55, off))
    return made


def _superellipse(
    centre: Point, half: tuple[float, float], angle: float, power: float, scale: float = 1.0
) -> Point:
    """Return the point at an angle of |x/a|^p + |y/b|^p = 1."""
    c, s = math.cos(angle), math.sin(angle)
    x = math.copysign(abs(c) ** (2 / power), c) * half[0] * scale
    y = math.copysign(abs(s) ** (2 / power), s) * half[1] * scale
    return centre[0] + x, centre[1] + y


def _burst(centre: Point, half: tuple[float, float], chance: Random) -> list[Point]:
    """Return a star with uneven spikes around a text."""
    spikes = max(14, round((half[0] + half[1]) / 13))
    spike = min(half) * 0.22 + 6
    made = []
    for step in range(spikes):
        for part, out in ((0.0, chance.uniform(0.75, 1.3)), (0.5, 0.0)):
            angle = 2 * math.pi * (step + part + chance.uniform(-0.12, 0.12)) / spikes
            reach = half[0] + spike * out, half[1] + spike * out
            made.append(_superellipse(centre, reach, angle, 2.3))
    return made


def _thought(
    centre: Point, half: tuple[float, float], target: Point | None, chance: Random, stroke: float
) -> str:
    """Return a cloud, and bubbles that lead to who thinks."""
    edge = _egg(centre, half, chance)
    around = sum(math.dist(a, b) for a, b in zip(edge, edge[1:] + edge[:1], strict=True))
    bumps = max(9, round(around / (24 + 0.1 * around)))
    at = [
        edge[round(_STEPS * (k + chance.uniform(-0.1, 0.1)) / bumps) % _STEPS] for k in range(bumps)
    ]
    d = f"M{at[0][0]:.1f} {at[0][1]:.1f}"
    for a, b in zip(at, at[1:] + at[:1], strict=True):
        radius = math.dist(a, b) * 0.56
        d += f"A{radius:.1f} {radius:.1f} 0 0 1 {b[0]:.1f} {b[1]:.1f}"
    look = f'stroke-width="{stroke:.1f}" stroke-linejoin="round"'
    made = _path(d + "Z", look)
    if target is None:
        return made
    start = _edge_towards(centre, half, target)
    for share, size in ((0.16, 0.17), (0.5, 0.12), (0.82, 0.075)):
        x = start[0] + (target[0] - start[0]) * share
        y = start[1] + (target[1] - start[1]) * share
        r = max(4.0, min(half) * size)
        made += (
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{r * 1.2:.1f}" ry="{r:.1f}" fill="#fffefa" '
            f'stroke="{INK}" stroke-width="{stroke:.1f}"/>'
        )
    return made


def _edge_towards(centre: Point, half: tuple[float, float], target: Point) -> Point:
    angle = math.atan2((target[1] - centre[1]) / half[1], (target[0] - centre[0]) / half[0])
    return _superellipse(centre, half, angle, 2.55)


def _with_tail(
    points: list[Point], centre: Point, half: tuple[float, float], target: Point | None,
    share: float, *, straight: bool = False,
) -> str:  # fmt: skip
    """Return the path of a closed shape, with a tail where it faces the target."""
    curve = _straight if straight else _smooth
    if target is None:
        return curve([*points, points[0]], start=True) + "Z"
    angle = math.atan2((target[1] - centre[1]) / half[1], (target[0] - centre[0]) / half[0])
    base = max(10.0, min(half) * share * 1.6)

    def off(point: Point) -> float:
        own = math.atan2((point[1] - centre[1]) / half[1], (point[0] - centre[0]) / half[0])
        return math.remainder(own - angle, 2 * math.pi)

    edge = _edge_towards(centre, half, target)
    kept = [p for p in points if math.dist(p, edge) > base or abs(off(p)) > 1.2]
    kept.sort(key=lambda p: off(p) % (2 * math.pi))
    first, last = kept[0], kept[-1]
    bend = 0.22 * math.dist(edge, target)
    middle = (edge[0] + target[0]) / 2, (edge[1] + target[1]) / 2
    side = -1.0 if target[0] < centre[0] else 1.0
    bow = (middle[0] - side * bend * 0.5, middle[1] + bend * 0.25)
    out = _between(last, bow, 0.9), _between(first, bow, 0.9)
    d = curve(kept, start=True)
    if straight:
        return f"{d}L{target[0]:.1f} {target[1]:.1f}Z"
    return (
        f"{d}Q{out[0][0]:.1f} {out[0][1]:.1f} {target[0]:.1f} {target[1]:.1f}"
        f"Q{out[1][0]:.1f} {out[1][1]:.1f} {first[0]:.1f} {first[1]:.1f}Z"
    )


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _straight(points: list[Point], *, start: bool) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _smooth(points: list[Point], *, start: bool) -> str:
    """Return cubic Bezier curves through points (Catmull-Rom, tension 1/6)."""
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for number in range(len(points) - 1):
        before = points[max(0, number - 1)]
        a, b = points[number], points[number + 1]
        after = points[min(len(points) - 1, number + 2)]
        one = a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6
        two = b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6
        d += f"C{one[0]:.1f} {one[1]:.1f} {two[0]:.1f} {two[1]:.1f} {b[0]:.1f} {b[1]:.1f}"
    return d
