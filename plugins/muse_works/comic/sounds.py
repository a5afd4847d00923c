"""Sound words and titles: big letters, each tilted a little, with two outlines."""

import math
from collections.abc import Sequence
from random import Random

from . import letters, placing
from .placing import Box

_COLOURS = ("#ffd23f", "#ff5a36", "#ff8c1a", "#f6e9d0")


def _letters(
    text: str, left: float, middle: float, size: float, bow: float, fill: str, jolt: Sequence[float]
) -> str:
    """Return letters along a flat arc, from `left` on: outer line, inner line, fill."""
    wide = sum(letters.width(char, size, "sound") for char in text)
    spots, x = [], left
    for char, off in zip(text, jolt, strict=True):
        own = letters.width(char, size, "sound")
        share = (x + own / 2 - left) / max(1.0, wide) - 0.5
        y = middle + size * 0.36 + bow * (4 * share * share - 0.5) * size * 0.3 + off * size * 0.07
        angle = math.degrees(math.atan(bow * share * 0.35)) + off * 7
        spots.append((char, x, y, angle, x + own / 2))
        x += own
    made = []
    for look in (
        f'fill="#fffefa" stroke="#fffefa" stroke-width="{size * 0.26:.1f}" stroke-linejoin="round"',
        f'fill="#1a1614" stroke="#1a1614" stroke-width="{size * 0.15:.1f}" stroke-linejoin="round"',
        f'fill="{fill}"',
    ):
        for char, at, y, angle, centre in spots:
            if char.strip():
                row = letters.row(char, at, y, size, "sound", look)
                turn = f"rotate({angle:.1f} {centre:.1f} {y - size * 0.36:.1f})"
                made.append(f'<g transform="{turn}">{row}</g>')
    return "".join(made)


def title(text: str, inside: Box, width: int, *, mono: bool) -> tuple[str, Box]:
    """Return the title across the top of the first panel, in one line or two."""
    broad = (inside[2] - inside[0]) * 0.94
    best: tuple[float, list[str]] = (0.0, [text])
    for lines in _halves(text):
        widest = max(letters.width(line, 1000, "sound") for line in lines) / 1000
        size = min(broad / widest, width / (11 if len(lines) == 1 else 13))
        if size > best[0]:
            best = size, lines
    size, lines = best
    made, y = "", inside[1] + size * 0.62
    for line in lines:
        wide = letters.width(line, size, "sound")
        left = (inside[0] + inside[2] - wide) / 2
        jolt = [0.35 * (-1) ** k for k in range(len(line))]
        made += _letters(line, left, y, size, -0.25, "#fffefa" if mono else _COLOURS[0], jolt)
        y += size * 1.08
    return made, (inside[0], inside[1], inside[2], y - size * 0.4)


def _halves(text: str) -> list[list[str]]:
    """Return a text in one line, and in two where it has a space or is long."""
    made = [[text]]
    if " " in text:
        spaces = [k for k, char in enumerate(text) if char == " "]
        k = min(spaces, key=lambda k: abs(k - len(text) / 2))
        made.append([text[:k], text[k + 1 :]])
    return made


def sound(
    text: str, inside: Box, heads: Sequence[Box], taken: Sequence[Box], width: int, chance: Random,
    *, mono: bool,
) -> tuple[str, Box]:  # fmt: skip
    """Return a sound word, where the panel is freest, tilted."""
    broad, tall = inside[2] - inside[0], inside[3] - inside[1]
    one = letters.width(text, 1000, "sound") / 1000
    size = min(broad * 0.62 / one, tall * 0.26, width / 9)
    wide, high = one * size, size * 1.25
    spots = []
    for row in range(9):
        for column in range(7):
            x = inside[0] + (broad - wide) * column / 6
            y = inside[1] + max(0.0, tall - high) * row / 8
            box = (x, y, x + wide, y + high)
            cost = sum(placing.overlap(box, other) for other in taken) * 6
            cost += sum(placing.overlap(box, head) for head in heads) * 3
            spots.append((cost / (wide * high) - 0.1 * row / 8, box))
    _, box = min(spots)
    fill = "#fffefa" if mono else chance.choice(_COLOURS)
    jolt = [chance.uniform(-1, 1) for _ in text]
    drawn = _letters(
        text, box[0], (box[1] + box[3]) / 2, size, chance.choice((-0.8, 0.8)), fill, jolt
    )
    turn = chance.choice((-9, -6, 6))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return f'<g transform="rotate({turn} {x:.1f} {y:.1f})">{drawn}</g>', box
