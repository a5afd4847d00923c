"""Drawings of feasts, of 100 x 100 in four colours."""

import math

from .colours import mix
from .inks import Inks
from .shapes import circle, line, path, placed, polygon, rect, ring, star


def spring(c: Inks) -> str:
    made = "".join(ring(50, 45, r, c.faint(0.75), 0.5) for r in (40, 44))
    made += line("M50 2V16", c.second, 1.0) + rect(40, 15, 20, 5, c.second, 'rx="1.4"')
    made += f'<ellipse cx="50" cy="44" rx="31" ry="25" fill="{c.accent}"/>'
    for rx in (21, 10):
        made += (
            f'<ellipse cx="50" cy="44" rx="{rx}" ry="25" fill="none" '
            f'stroke="{mix(c.accent, c.second, 0.55)}" stroke-width="0.9"/>'
        )
    made += rect(40, 68, 20, 5, c.second, 'rx="1.4"') + line("M50 73V80", c.second, 1.2)
    made += circle(50, 81, 2.2, c.second)
    made += "".join(line(f"M{x} 83V{96 - abs(50 - x)}", c.second, 0.8) for x in range(46, 55))
    for x, y, r in ((12, 76, 1.0), (86, 22, 1.0), (84, 84, 0.7), (14, 20, 0.6)):
        for turn in range(5):
            angle = 2 * math.pi * turn / 5
            made += circle(
                x + 3.4 * r * math.cos(angle), y + 3.4 * r * math.sin(angle), 2.7 * r, c.second
            )
        made += circle(x, y, 1.7 * r, c.accent)
    return made


def mid_autumn(c: Inks) -> str:
    made = circle(52, 44, 36, c.accent)
    made += "".join(
        circle(x, y, r, mix(c.accent, c.ink, 0.12))
        for x, y, r in ((40, 34, 6), (64, 52, 9), (58, 26, 3.4))
    )
    for y, x, wide in ((60, 4, 34), (66, 14, 40), (30, 66, 32)):
        made += rect(x, y, wide, 3.2, c.ink, 'rx="1.6" opacity="0.92"')
    made += path("M0 90C20 76 38 84 56 86S88 78 100 82V100H0Z", mix(c.second, c.ground, 0.35))
    made += f'<ellipse cx="27" cy="82" rx="7" ry="5.4" fill="{c.ink}"/>' + circle(
        33.5, 76.5, 3.8, c.ink
    )
    made += path(
        "M32 74C29 68 29 64 31 63.4S34 69 34 73.5Z"
        "M34.5 73.4C34.5 67 36 63.6 37.6 64S37.4 71 36.2 74Z",
        c.ink,
    )
    made += circle(20.2, 80.6, 2, c.ink) + circle(34.6, 76, 0.6, c.ground)
    for x, y in ((88, 16), (80, 8), (10, 14), (94, 64), (6, 40)):
        made += star(x, y, 1.7, 0.35, 4, c.accent)
    return made


def christmas(c: Inks) -> str:
    made = "".join(
        circle(x, y, r, c.ink)
        for x, y, r in (
            (8, 12, 1),
            (20, 34, 0.7),
            (90, 18, 1.1),
            (78, 40, 0.7),
            (12, 62, 1),
            (92, 66, 0.9),
            (30, 10, 0.7),
            (70, 10, 0.8),
        )
    )
    for number, (top, half) in enumerate(((14, 15), (30, 22), (48, 29))):
        made += path(
            f"M50 {top}L{50 + half} {top + 28}Q50 {top + 33} {50 - half} {top + 28}Z",
            mix(c.second, c.ink, 0.1 * (2 - number)),
        )
    made += rect(46, 78, 8, 12, mix(c.accent, c.ground, 0.35))
    made += line("M41 38Q52 42 58 34M35 56Q52 62 65 50M29 73Q52 80 71 68", c.ink, 1.0)
    for x, y in (
        (44, 39),
        (56, 36.5),
        (40, 57.6),
        (52, 58.6),
        (61, 54),
        (36, 74.6),
        (50, 76.6),
        (64, 72.4),
    ):
        made += circle(x, y, 1.9, c.accent)
    return made + star(50, 12, 7, 0.42, 5, c.accent) + rect(22, 90, 56, 1.4, c.ink, 'rx="0.7"')


def new_year(c: Inks) -> str:
    made = ""
    for x, y, r, colour, many in (
        (52, 36, 32, c.accent, 24),
        (22, 66, 17, c.second, 18),
        (82, 74, 14, c.ink, 16),
    ):
        for number in range(many):
            angle = 2 * math.pi * number / many
            one, other = (0.22, 0.8) if number % 2 else (0.34, 1.0)
            dx, dy = math.cos(angle) * r, math.sin(angle) * r
            made += line(
                f"M{x + one * dx:.2f} {y + one * dy:.2f}"
                f"L{x + 0.86 * other * dx:.2f} {y + 0.86 * other * dy:.2f}",
                colour,
                r / 24,
            ) + circle(x + other * dx, y + other * dy, r / 26, colour)
    return made


def halloween(c: Inks) -> str:
    made = circle(64, 32, 22, c.second)
    made += path(
        "M20 88C4 88 4 50 24 50C28 44 36 46 38 50C40 46 46 44 50 48C72 46 74 88 56 88Z", c.accent
    )
    made += line("M38 50C36 44 40 38 44 37", c.ink, 3)
    made += line(
        "M38 52C33 60 33 80 38 87M26 53C16 62 18 82 26 87M50 53C58 62 58 82 50 87",
        mix(c.accent, c.ground, 0.3),
        1,
    )
    made += polygon([(24, 66), (34, 66), (29, 58)], c.ground) + polygon(
        [(42, 66), (52, 66), (47, 58)], c.ground
    )
    made += path("M22 73L28 76L32 73L38 77L44 73L48 76L54 73C52 84 24 84 22 73Z", c.ground)
    bat = "M0 0q4 -5 9 -2q-3 1 -3 4q-3 -2 -6 0q-3 -2 -6 0q0 -3 -3 -4q5 -3 9 2Z"
    return made + "".join(
        placed(path(bat, c.ink), x, y, scale)
        for x, y, scale in ((74, 18, 1.0), (88, 46, 0.7), (20, 24, 0.8))
    )
