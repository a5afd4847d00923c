"""What a theme looks like where no picture is wanted: drawings of 100 x 100 in four colours."""

import math
from collections.abc import Callable

from .colours import mix
from .feasts import christmas, halloween, mid_autumn, new_year, spring
from .inks import Inks
from .shapes import circle, line, path, placed, polygon, rect, ring, star


def tech(c: Inks) -> str:
    made = "".join(
        ring(50, 50, r, c.faint(0.72), 0.35, f'stroke-dasharray="{dash}"')
        for r, dash in ((47, "1 2"), (40, "none"), (25, "none"))
    )
    made += ring(50, 50, 33, c.accent, 3.2, 'stroke-dasharray="118 90" stroke-linecap="round"')
    made += ring(50, 50, 40, c.second, 1.1, 'stroke-dasharray="46 206" stroke-linecap="round"')
    for angle, reach, size in ((35, 40, 1.9), (200, 47, 1.3), (305, 25, 1.5)):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        made += circle(50 + reach * x, 50 + reach * y, size, c.second)
    for at in (43, 47.7, 52.3, 57):
        made += line(f"M{at} 34V66M34 {at}H66", c.ink, 0.9)
    made += rect(38, 38, 24, 24, c.ink, 'rx="3.5"')
    made += rect(42, 42, 16, 16, c.ground, 'rx="2"') + circle(50, 50, 4, c.accent)
    return made


def music(c: Inks) -> str:
    made = circle(44, 48, 38, c.ink)
    made += "".join(ring(44, 48, r, mix(c.ink, c.ground, 0.25), 0.35) for r in (33, 29, 25, 21))
    made += path("M44 48L17 21A38 38 0 0 1 31 12.3Z", mix(c.ink, c.ground, 0.16))
    made += path("M44 48L71 75A38 38 0 0 1 57 83.7Z", mix(c.ink, c.ground, 0.16))
    made += (
        circle(44, 48, 14, c.accent) + ring(44, 48, 10, c.second, 0.8) + circle(44, 48, 2, c.ground)
    )
    made += line("M86 14V50L66 70", c.second, 2.2) + circle(86, 14, 4.4, c.second)
    made += polygon([(67.5, 65), (71, 68.5), (64, 75), (60.5, 71.5)], c.second)
    for number, tall in enumerate((6, 11, 8, 14, 9, 5)):
        made += rect(70 + 4.4 * number, 96 - tall, 2.6, tall, c.accent, 'rx="1.3"')
    return made


def food(c: Inks) -> str:
    made = circle(50, 42, 34, c.second)
    for x in (38, 50, 62):
        made += line(f"M{x} 44c-5 -6 5 -10 0 -16s5 -10 0 -14", c.ground, 2.2)
    made += line("M60 50L92 20M65 51L96 26", c.ink, 1.7)
    made += path("M12 50H88C88 74 70 84 60 86H40C30 84 12 74 12 50Z", c.accent)
    made += path("M14.5 58H85.5L84.3 62.5H15.7Z", c.ground, 'opacity="0.9"')
    made += rect(36, 86, 28, 4, c.accent, 'rx="1"') + rect(9, 47.5, 82, 4, c.ink, 'rx="2"')
    return made


def nature(c: Inks) -> str:
    made = circle(64, 34, 17, c.second)
    made += path("M0 62L22 36L34 50L50 28L74 58L86 48L100 64V100H0Z", mix(c.accent, c.ground, 0.5))
    made += path("M50 28L58 38L52 36L48 41L43 37.5Z M22 36L27 42L22 40.5L17.5 42Z", c.ground)
    made += path("M0 70C18 58 36 62 52 70S86 80 100 66V100H0Z", c.accent)
    made += path("M0 84C24 74 40 92 62 86S90 78 100 84V100H0Z", mix(c.accent, c.ink, 0.6))
    for x, y, s in ((16, 80, 1.0), (25, 83, 0.75), (82, 82, 1.15), (73, 86, 0.7)):
        dark = mix(c.accent, c.ink, 0.85)
        for step in range(3):
            top, half = y - 21 * s + 5.5 * s * step, (3.2 + 1.5 * step) * s
            made += polygon([(x, top), (x - half, top + 9 * s), (x + half, top + 9 * s)], dark)
        made += rect(x - 0.7 * s, y - 1 * s, 1.4 * s, 4 * s, dark)
    return made


def sport(c: Inks) -> str:
    made = "".join(
        path(
            f"M{100 - r} 100A{r} {r} 0 0 1 100 {100 - r}",
            "none",
            f'stroke="{c.accent if n % 2 else c.second}" stroke-width="8.2"',
        )
        for n, r in enumerate((28, 38, 48, 58, 68))
    )
    made += circle(38, 34, 19, c.ink)
    made += line("M21.5 25C32 30 43 22 43.5 15.6M32.5 52C31 42 45 36 56 40", c.ground, 1.6)
    for number, y in enumerate((18, 27, 36, 45)):
        made += line(f"M{2 + 2 * (number % 2)} {y}H{13 - 3 * (number % 2)}", c.ink, 1.6)
    return made


def education(c: Inks) -> str:
    made = circle(70, 27, 15, c.second)
    made += rect(16, 76, 66, 11, c.accent, 'rx="2"') + rect(20, 78.4, 62, 6.2, c.ground)
    made += rect(22, 64, 56, 11, c.ink, 'rx="2"') + rect(22, 66.4, 52, 6.2, c.ground)
    made += rect(18, 52, 58, 11, c.second, 'rx="2"') + rect(22, 54.4, 54, 6.2, c.ground)
    made += placed_pencil(c)
    return made + line("M8 90H92", c.ink, 1.6)


def placed_pencil(c: Inks) -> str:
    """Return a pencil that leans on a pile of books."""
    return (
        '<g transform="translate(38 50) rotate(-62)">'
        + rect(0, -4, 34, 8, c.accent)
        + rect(0, -1.4, 34, 2.8, mix(c.accent, c.ground, 0.35))
        + polygon([(34, -4), (44, 0), (34, 4)], mix(c.ground, c.second, 0.35))
        + polygon([(40.6, -1.4), (44, 0), (40.6, 1.4)], c.ink)
        + rect(-5, -4, 5, 8, c.ink, 'rx="1.5"')
        + "</g>"
    )


def sale(c: Inks) -> str:
    made = star(50, 50, 46, 0.86, 22, c.accent) + ring(50, 50, 34, c.ground, 0.9)
    made += ring(37, 38, 7.6, c.ground, 5.4) + ring(63, 62, 7.6, c.ground, 5.4)
    return made + line("M65 31L35 69", c.ground, 5.4)


def film(c: Inks) -> str:
    made = polygon([(40, 44), (100, 14), (100, 96), (40, 60)], mix(c.second, c.ground, 0.45))
    made += circle(28, 36, 20, c.ink) + circle(62, 30, 14, c.ink)
    for x, y, r, hole in ((28, 36, 11, 4.2), (62, 30, 7.6, 2.9)):
        for turn in range(5):
            angle = 2 * math.pi * turn / 5 - math.pi / 2
            made += circle(x + r * math.cos(angle), y + r * math.sin(angle), hole, c.ground)
        made += circle(x, y, hole / 2, c.ground)
    made += rect(12, 54, 54, 30, c.accent, 'rx="4"') + polygon(
        [(66, 62), (80, 54), (80, 84), (66, 76)], c.accent
    )
    return (
        made
        + circle(25, 69, 6, c.ground)
        + rect(38, 62, 18, 3, c.ground)
        + rect(38, 69, 12, 3, c.ground)
    )


def travel(c: Inks) -> str:
    made = circle(60, 38, 24, c.second)
    made += polygon([(46, 20), (46, 66), (16, 66)], c.ink) + polygon(
        [(50, 28), (50, 66), (76, 66)], c.accent
    )
    made += path("M10 70H84L74 82H22Z", mix(c.ink, c.accent, 0.25))
    for number, y in enumerate((84, 91, 98)):
        made += line(
            f"M-4 {y}" + "q6.5 -4 13 0t13 0t13 0t13 0t13 0t13 0t13 0t13 0t13 0",
            mix(c.accent, c.ground, 0.25 * number),
            2.4,
        )
    made += line("M16 26q4 -4 8 0q4 -4 8 0M76 14q3 -3 6 0q3 -3 6 0", c.ink, 1.3)
    return made


def book(c: Inks) -> str:
    made = circle(50, 34, 22, c.second) + circle(59, 28, 18.5, c.ground)
    for x, y, r in ((76, 18, 4), (24, 22, 2.6), (84, 40, 2.2), (62, 34, 2.8), (18, 46, 1.8)):
        made += star(x, y, r, 0.38, 5, c.accent)
    made += path("M50 64C40 54 22 54 8 58V90C22 86 40 86 50 94Z", c.ink)
    made += path("M50 64C60 54 78 54 92 58V90C78 86 60 86 50 94Z", mix(c.ink, c.ground, 0.18))
    for number in range(4):
        high = 64 + 5.4 * number
        made += line(
            f"M15 {high}C25 {high - 2} 36 {high - 1} 44 {high + 4}"
            f"M85 {high}C75 {high - 2} 64 {high - 1} 56 {high + 4}",
            c.ground,
            0.9,
        )
    return made + path(
        "M50 94C40 86 22 86 8 90V93C22 89 40 89 50 97C60 89 78 89 92 93V90C78 86 60 86 50 94Z",
        c.accent,
    )


def art(c: Inks) -> str:
    made = circle(34, 34, 28, c.accent) + path("M34 6A28 28 0 0 1 34 62Z", c.ink)
    made += polygon([(54, 96), (96, 96), (96, 40)], c.second)
    made += "".join(rect(6, 70 + 7 * n, 40 - 9 * n, 3.4, c.ink) for n in range(4))
    made += ring(78, 24, 13, c.ink, 2.6) + circle(78, 24, 5, c.second)
    return made + line("M50 100L96 6", c.ink, 0.9)


def wedding(c: Inks) -> str:
    made = ring(40, 50, 21, c.second, 2.4) + ring(60, 50, 21, c.accent, 2.4)
    made += path("M40 29A21 21 0 0 1 58 40", "none", f'stroke="{c.second}" stroke-width="2.4"')
    for side in (-1, 1):
        for number in range(9):
            angle = math.radians(90 + side * (14 + 15.5 * number))
            x, y = 50 + 42 * math.cos(angle), 50 + 42 * math.sin(angle)
            turn = math.degrees(angle) + 90 * side
            colour = mix(c.ink, c.ground, 0.45 if number % 2 else 0.6)
            for lean in (-32, 32):
                made += (
                    f'<g transform="translate({x:.2f} {y:.2f}) rotate({turn + lean:.1f})">'
                    + path("M0 0C2 -3 6 -3 8 0C6 3 2 3 0 0Z", colour)
                    + "</g>"
                )
    made += "".join(circle(50 + dx, 92 + dy, 1.5, c.accent) for dx, dy in ((0, 0), (-4, 1), (4, 1)))
    return made


def charity(c: Inks) -> str:
    heart = "M50 82C18 60 10 44 14 32C18 20 36 16 50 32C64 16 82 20 86 32C90 44 82 60 50 82Z"
    made = path(heart, c.accent)
    made += path("M50 82C18 60 10 44 14 32C18 20 36 16 50 32Z", mix(c.accent, c.second, 0.45))
    for x, y, s in ((84, 78, 0.16), (14, 80, 0.12), (92, 12, 0.12), (8, 14, 0.1)):
        made += placed(path(heart, c.second), x - 50 * s, y - 50 * s, s)
    return made + line("M30 50H40L45 40L53 60L58 50H70", c.ground, 2.6)


MOTIFS: dict[str, Callable[[Inks], str]] = {
    "tech": tech, "music": music, "food": food, "nature": nature, "sport": sport,
    "spring-festival": spring, "mid-autumn": mid_autumn, "christmas": christmas,
    "new-year": new_year, "halloween": halloween, "education": education, "sale": sale,
    "film": film, "travel": travel, "book": book, "art": art, "wedding": wedding,
    "charity": charity,
}  # fmt: skip
"""Theme -> its drawing."""

SCENES = ("nature", "mid-autumn", "travel", "sport")
"""Drawings that go to the edges of what they fill."""
