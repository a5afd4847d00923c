"""Letters: a text set in lines that fill a box, and drawn as a layer of the picture."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour
from ..paint.layer import Layer
from ..paint.pen import Box
from .fonts import CHINESE, Face, face, writable
from .hand import FINE, grid, written

LEADING = 1.12
"""From line to line, in parts of the size."""

LEAST = {
    "stained-glass": 0.05, "pointillism": 0.046, "pastel": 0.04, "low-poly": 0.04, "oil": 0.036,
}  # fmt: skip
"""Style -> the smallest size, in parts of the unit, at which its letters can be read; else 0.034.

Pixel art's are of 8 squares at least.
"""

BOLD = {
    "cartoon": 0.03, "low-poly": 0.03, "pointillism": 0.03, "stained-glass": 0.02,
    "gouache": 0.015, "oil": 0.01, "woodblock": 0.025, "ink": 0.02, "watercolour": 0.02,
}  # fmt: skip
"""Style -> how much bolder it writes Chinese than its font does, in parts of the size."""

LINES = 5
"""The most lines that a text is broken into."""

SIZE = 100
"""The size, px, at which lines are measured."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text is written: colour, whether it shines, how far away; upright in columns."""

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


def letters(canvas: Canvas, text: str, box: Box, how: Writing, rng: Rng) -> bool:
    """Add a text in a box (left, top, right, bottom; px) as a layer.

    Returns False, with nothing added, where no font has it or it would be too small to read.
    """
    text = writable(canvas.style, text)
    found = face(canvas.style, text) if text else None
    wide, high = round((box[2] - box[0]) * FINE), round((box[3] - box[1]) * FINE)
    if found is None or min(wide, high) < 4 * FINE:
        return False
    mask = Image.new("L", (wide, high))
    drawn = _columns if how.upright else rows
    if drawn(ImageDraw.Draw(mask), canvas, found, text, wide, high) < least(canvas):
        return False
    shape, x, y = written(canvas, mask, box, rng)
    glow = 1.0 if how.glow else 0.0
    colour = how.colour.astype(np.float32)
    canvas.add(Layer(how.name, "letters", x, y, shape, colour, 0.9, 0.0, how.depth, glow, 1.0))
    return True


def least(canvas: Canvas) -> float:
    """Return the smallest size (px of a mask) at which letters can be read."""
    if canvas.style == "pixel-art":
        return 8 * grid(canvas) * FINE
    return max(canvas.layout.unit * LEAST.get(canvas.style, 0.034), 9) * FINE


def _bold(canvas: Canvas, found: Face, size: int) -> int:
    """Return the width, px, of the stroke around letters of a font that has but a light weight."""
    if not found.path and canvas.style not in ("pixel-art", "neon"):
        return round(size * 0.03)
    return round(size * BOLD.get(canvas.style, 0.0)) if CHINESE in found.path else 0


def rows(
    draw: ImageDraw.ImageDraw, canvas: Canvas, found: Face, text: str, wide: int, high: int
) -> int:
    """Write a text in lines, and return their size (px)."""
    placed = _set(found, text, wide, high)
    size = math.floor(placed.size)
    if canvas.style == "pixel-art":
        # A letter is of so many squares of the grid.
        em = 8 * grid(canvas) * FINE
        size = size // em * em
    if size < 4:
        return 0
    font = found.at(size)
    leading = size * LEADING
    top = (high - leading * len(placed.lines)) / 2
    _, upper, _, lower = font.getbbox("H" if found.has("H") else text[0])
    for number, line in enumerate(placed.lines):
        left, _, right, _ = font.getbbox(line)
        at = ((wide - left - right) / 2, top + leading * (number + 0.5) - (upper + lower) / 2)
        draw.text(at, line, fill=255, font=font, stroke_width=_bold(canvas, found, size))
    return size


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


def _columns(
    draw: ImageDraw.ImageDraw, canvas: Canvas, found: Face, text: str, wide: int, high: int
) -> int:
    """Write a text from top to bottom, its columns from right to left; return its size (px)."""
    chars = [char for char in text if not char.isspace()]
    best, many = 0.0, 1
    for columns in range(1, LINES + 1):
        rows = math.ceil(len(chars) / columns)
        size = min(wide / (columns * 1.25), high / (rows * 1.08))
        if size > best * 1.04:
            best, many = size, columns
    rows, size = math.ceil(len(chars) / many), math.floor(best)
    if size < 4:
        return 0
    font = found.at(size)
    for number, char in enumerate(chars):
        column, row = divmod(number, rows)
        middle = wide / 2 + (many / 2 - column - 0.5) * best * 1.25
        top = (high - rows * best * 1.08) / 2 + row * best * 1.08
        left, upper, right, lower = font.getbbox(char)
        at = (middle - (left + right) / 2, top + best * 0.54 - (upper + lower) / 2)
        draw.text(at, char, fill=255, font=font, stroke_width=_bold(canvas, found, size))
    return size
