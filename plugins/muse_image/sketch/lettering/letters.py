"""Letters: a text set in lines that fill a box, and drawn as a layer of the picture."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour
from ..paint.layer import Layer
from ..paint.raster import Field
from .fonts import Face, face
from .hand import written

FINE = 3
"""How many times finer than the picture letters are drawn, before a hand shapes them."""

LINES = 5
"""The most lines that a text is broken into."""

SIZE = 100
"""The size, px, at which lines are measured."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text is written: colour, whether it shines, how far away; upright in columns.

    `spread` widens the space between letters, in parts of their size.
    """

    colour: Colour
    glow: bool = False
    depth: float = 0.0
    upright: bool = False
    name: str = "lettering"


@dataclass(frozen=True, slots=True)
class _Set:
    """A text set: its lines, and the size (px) at which they fill the box."""

    lines: tuple[str, ...]
    size: float


def letters(
    canvas: Canvas, text: str, box: tuple[float, float, float, float], how: Writing, rng: Rng
) -> bool:
    """Add a text in a box (left, top, right, bottom; px) as layers; False where no font has it."""
    found = face(canvas.style, text)
    width, height = box[2] - box[0], box[3] - box[1]
    if found is None or min(width, height) < 4:
        return False
    mask = _mask(canvas, found, text, width, height, how.upright)
    shape, x, y = written(canvas, mask, box, rng)
    canvas.add(
        Layer(
            how.name, "letters", x, y, shape, how.colour.astype(np.float32), 0.9, 0.0, how.depth,
            1.0 if how.glow else 0.0, 1.0,
        )
    )  # fmt: skip
    return True


def _mask(
    canvas: Canvas, found: Face, text: str, width: float, height: float, upright: bool
) -> Image.Image:
    """Return a text that fills a box as a picture (L), FINE times as large as the box."""
    fine = FINE
    wide, high = max(1, round(width * fine)), max(1, round(height * fine))
    made = Image.new("L", (wide, high))
    draw = ImageDraw.Draw(made)
    if upright:
        _columns(draw, found, text, wide, high)
        return made
    placed = _set(found, text, wide, high)
    size = _stepped(canvas, placed.size, fine)
    font = found.at(size)
    leading = size * LEADING
    top = (high - leading * len(placed.lines)) / 2
    for number, line in enumerate(placed.lines):
        left, upper, right, lower = font.getbbox(line)
        draw.text(
            ((wide - (right - left)) / 2 - left, top + leading * (number + 0.5) - _middle(font)),
            line, fill=255, font=font,
        )  # fmt: skip
    return made


LEADING = 1.12
"""From line to line, in parts of the size."""


def _middle(font: object) -> float:
    """Return how far below the top of a line the middle of its capitals is, px."""
    _, top, _, bottom = font.getbbox("H")  # type: ignore[attr-defined]
    return (top + bottom) / 2


def _stepped(canvas: Canvas, size: float, fine: int) -> int:
    """Return a size in whole px; one of pixel art is so many squares of its grid."""
    if canvas.style != "pixel-art":
        return max(4, math.floor(size))
    from .hand import grid

    em = 8 * grid(canvas) * fine
    return max(4, int(size // em) * em if size >= em else math.floor(size))


def _set(found: Face, text: str, wide: float, high: float) -> _Set:
    """Return the lines in which a text is largest in a box."""
    font = found.at(SIZE)
    best = _Set((text,), 0.0)
    for many in range(1, LINES + 1):
        lines = _broken(text, many)
        if len(lines) < many:
            break
        longest = max(font.getlength(line) for line in lines)
        size = min(wide / max(longest, 1), high / (SIZE * LEADING * len(lines))) * SIZE
        if size > best.size * 1.04:
            best = _Set(lines, size)
    return best


def _broken(text: str, many: int) -> tuple[str, ...]:
    """Return a text in `many` lines about as long as each other, broken between words."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    if len(said) > 1:
        return tuple(said) if many <= len(said) else ()
    spaced = " " in text.strip()
    words = text.split() if spaced else list(text) if _packed(text) else [text]
    joint = " " if spaced else ""
    if len(words) < many:
        return ()
    total = sum(map(len, words))
    lines: list[list[str]] = [[]]
    past = 0
    for word in words:
        if lines[-1] and past + len(word) / 2 > total * len(lines) / many and len(lines) < many:
            lines.append([])
        lines[-1].append(word)
        past += len(word)
    return tuple(joint.join(line) for line in lines)


def _packed(text: str) -> bool:
    """Whether a text is of characters that may be broken anywhere."""
    return any("\u2e80" <= char <= "\u9fff" for char in text)


def _columns(draw: ImageDraw.ImageDraw, found: Face, text: str, wide: int, high: int) -> None:
    """Write a text from top to bottom, its columns from right to left."""
    chars = [char for char in text if not char.isspace()]
    best, many = 0.0, 1
    for columns in range(1, LINES + 1):
        rows = math.ceil(len(chars) / columns)
        size = min(wide / (columns * 1.25), high / (rows * 1.08))
        if size > best * 1.04:
            best, many = size, columns
    rows = math.ceil(len(chars) / many)
    font = found.at(max(4, math.floor(best)))
    for number, char in enumerate(chars):
        column, row = divmod(number, rows)
        middle = wide / 2 + (many / 2 - column - 0.5) * best * 1.25
        top = (high - rows * best * 1.08) / 2 + row * best * 1.08
        left, upper, right, lower = font.getbbox(char)
        draw.text(
            (middle - (left + right) / 2, top + best * 0.54 - (upper + lower) / 2), char,
            fill=255, font=font,
        )  # fmt: skip


def reduced(mask: Image.Image) -> Field:
    """Return letters at the size of the picture, 0..1 (h, w)."""
    return np.asarray(mask.reduce(FINE), np.float32) / 255
