"""Blocks of set text: shaped, wrapped and placed, ready to be drawn.

    block = set_text("An evening by the sea", "serif", width=600, size=40)
    draw(picture, block, (80, 120), "#222222")

`set_text` takes a size, or a box that the text has to fit. All lengths are px. The lines of a
Block hold runs: a few letters of one font, and where they begin on their baseline.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from . import fonts
from .drawing import draw, outline, plate, shadow
from .setting import Align, Setting
from .shapes import Block, Line, Run
from .wrapping import Unit, badly_broken, units

__all__ = ["Align", "Block", "Line", "Run", "draw", "outline", "plate", "set_text", "shadow"]


def set_text(
    text: str,
    kind: str = "sans",
    *,
    width: float | None = None,
    height: float | None = None,
    size: float | None = None,
    fit: tuple[float, float] | None = None,
    smallest: float = 6.0,
    largest: float = 10_000.0,
    weight: int | None = None,
    align: Align = "left",
    leading: float | None = None,
    tracking: float = 0.0,
    vertical: bool = False,
    balanced: bool | None = None,
    most_lines: int | None = None,
) -> Block:
    """Set a text in a font of a kind (see `fonts.Kind`) and return it as a Block.

    - `width`: where lines are broken (`height` for columns of vertical text); None: nowhere.
    - `size`: the em, px; or `fit=(width, height)`: the largest size at which the text fits a box,
      between `smallest` and `largest` (then `overflow` says if it doesn't).
    - `leading`: from baseline to baseline, in ems; by the script where it isn't given.
    - `tracking`: more space between letters, in ems.
    - `vertical`: columns from right to left, as Chinese is; Latin words are turned.
    - `balanced`: lines of about one length, as in titles; short texts are, where it isn't given.
    - `most_lines`: with `fit`, the most lines.

    ValueError where neither `size` nor `fit` is given.
    """
    lacking = fonts.missing(text, kind)
    pieces = units("".join(char for char in text.strip() if char not in lacking))
    setting = Setting(kind, weight, align, leading, tracking, vertical, balanced, most_lines)
    if fit is None:
        if size is None:
            raise ValueError("set_text takes a size or a box to fit")
        made = setting.block(pieces, height if vertical else width, size)
    else:
        made = _fitted(setting, pieces, fit, smallest, min(largest, size or largest))
    return replace(made, missing=lacking)


def _fitted(
    setting: Setting,
    pieces: Sequence[Unit],
    fit: tuple[float, float],
    smallest: float,
    largest: float,
) -> Block:
    """Return the text at the largest size at which it fits a box."""
    reach, across = (fit[1], fit[0]) if setting.vertical else fit

    def fits(size: float) -> bool:
        lines = setting.lines(pieces, reach, size)
        if setting.most_lines is not None and len(lines) > setting.most_lines:
            return False
        tall = ((len(lines) - 1) * setting.pitch(pieces, len(lines) > 3) + 1) * size
        longest = max((setting.length(line) * size for line in lines), default=0.0)
        return tall <= across + 0.5 and longest <= reach + 0.5

    size = _largest(fits, smallest, min(largest, max(smallest, across)))
    if setting.balanced is not False:
        size = _well_broken(setting, pieces, reach, fits, size, smallest)
    made = setting.block(pieces, reach, size)
    return replace(made, overflow=not fits(size))


def _well_broken(
    setting: Setting,
    pieces: Sequence[Unit],
    reach: float,
    fits: Callable[[float], bool],
    size: float,
    smallest: float,
) -> float:
    """Return a size little smaller at which no line ends amid what belongs together, if any."""
    for step in range(9):
        tried = size * 0.96**step
        if tried < smallest:
            break
        lines = setting.lines(pieces, reach, tried)
        ends, end = [], 0
        for line in lines[:-1]:
            end += len(line)
            ends.append(end)
        if fits(tried) and not any(badly_broken(pieces, each) for each in ends):
            return tried
    return size


def _largest(fits: Callable[[float], bool], low: float, high: float) -> float:
    """Return the largest size between two that fits, to a quarter of a px; else the smaller."""
    if fits(high):
        return high
    while high - low > 0.25:
        middle = (low + high) / 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
