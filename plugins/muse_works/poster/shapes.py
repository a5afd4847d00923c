"""Simple shapes as SVG."""

import math


def circle(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    """Return a disc."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" fill="{fill}" {more}/>'


def ring(x: float, y: float, r: float, colour: str, width: float, more: str = "") -> str:
    """Return a circle's line."""
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" fill="none" stroke="{colour}" '
        f'stroke-width="{width:.2f}" {more}/>'
    )


def rect(x: float, y: float, w: float, h: float, fill: str, more: str = "") -> str:
    """Return a rectangle."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" fill="{fill}" {more}/>'


def frame(x: float, y: float, w: float, h: float, colour: str, width: float) -> str:
    """Return a rectangle's line."""
    return rect(x, y, w, h, "none", f'stroke="{colour}" stroke-width="{width:.2f}"')


def path(d: str, fill: str = "none", more: str = "") -> str:
    """Return a path."""
    return f'<path d="{d}" fill="{fill}" {more}/>'


def line(d: str, colour: str, width: float, more: str = "") -> str:
    """Return a path's line, its ends round."""
    return path(
        d,
        "none",
        f'stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round" '
        f'stroke-linejoin="round" {more}',
    )


def polygon(points: list[tuple[float, float]], fill: str, more: str = "") -> str:
    """Return a polygon."""
    listed = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f'<polygon points="{listed}" fill="{fill}" {more}/>'


def star(
    x: float, y: float, r: float, inner: float, points: int, fill: str, turn: float = 0
) -> str:
    """Return a star; `inner` is the part of its radius at which its rays part."""
    corners = []
    for number in range(2 * points):
        angle = math.pi * number / points - math.pi / 2 + turn
        reach = r if number % 2 == 0 else r * inner
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return polygon(corners, fill)


def rays(x: float, y: float, r: float, number: int, fill: str, more: str = "") -> str:
    """Return rays of a sun that reach `r`, as wide as the gaps between them."""
    made = ""
    step = math.pi / number
    for each in range(number):
        one, other = 2 * each * step, (2 * each + 1) * step
        made += (
            f"M{x:.1f} {y:.1f}L{x + r * math.cos(one):.1f} {y + r * math.sin(one):.1f}"
            f"L{x + r * math.cos(other):.1f} {y + r * math.sin(other):.1f}Z"
        )
    return path(made, fill, more)


def fade(
    name: str,
    box: tuple[float, float, float, float],
    colour: str,
    stops: list[tuple[float, float]],
    across: bool = False,
) -> str:
    """Return a rectangle of one colour whose opacity goes through stops (place, opacity)."""
    x, y, w, h = box
    ends = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
    listed = "".join(
        f'<stop offset="{place:.3f}" stop-color="{colour}" stop-opacity="{opacity:.3f}"/>'
        for place, opacity in stops
    )
    return (
        f'<defs><linearGradient id="{name}" x1="0" y1="0" {ends}>{listed}</linearGradient></defs>'
        + rect(x, y, w, h, f"url(#{name})")
    )


def blob(x: float, y: float, r: float, fill: str, turn: float = 0.0) -> str:
    """Return a rounded patch, like a pebble."""
    corners = []
    for number in range(6):
        angle = number * math.pi / 3 + turn
        reach = r * (1.0 + 0.16 * math.sin(2 * number + 3 * turn + 1))
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    middle = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    d = f"M{middle[-1][0]:.1f} {middle[-1][1]:.1f}"
    for corner, end in zip(corners, middle, strict=True):
        d += f"Q{corner[0]:.1f} {corner[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return path(d + "Z", fill)


def placed(svg: str, x: float, y: float, scale: float, turn: float = 0.0) -> str:
    """Return a drawing moved to a point, enlarged and turned by degrees around its corner."""
    spin = f" rotate({turn:.2f})" if turn else ""
    return f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.4f}){spin}">{svg}</g>'
