"""The cover: its picture with the title lettered where it is calm."""

from collections.abc import Sequence

from PIL import Image

from .board import Board
from .laying import INK, LIGHT, Kept, _surface


def lettered(picture: Image.Image, board: Board, keep: Sequence[Kept]) -> Image.Image:
    """Return the cover's picture with title and author; `keep` is to be left free."""
    from ..lettering.block import draw, outline, set_text

    made = picture.convert("RGB").copy()
    wide, high = made.size
    free = min([each.top for each in keep if each.worth > 0.5] or [0.45])
    room = max(0.2, min(0.4, free - 0.08)) * high
    kind = "display" if board.language == "en" else "round"
    block = set_text(
        board.title, kind, fit=(wide * 0.84, room * 0.9), largest=wide * 0.13, weight=800,
        align="centre", balanced=True, most_lines=3,
    )  # fmt: skip
    top = high * 0.055 + max(0.0, (room - block.height) * 0.35)
    light, _ = _surface(made)
    rows = light[round(top / high * 96) : max(1, round((top + block.height) / high * 96))]
    bright = float(rows.mean()) > 0.3
    colour, edge = (INK, LIGHT) if bright else (LIGHT, "#14203a")
    at = ((wide - block.width) / 2, top)
    outline(made, block, at, edge, max(2.0, block.size * 0.045))
    draw(made, block, at, colour)
    if board.author:
        small = set_text(
            board.author, "serif", fit=(wide * 0.7, high * 0.035), largest=wide * 0.032,
            align="centre",
        )  # fmt: skip
        at = ((wide - small.width) / 2, top + block.height + high * 0.025)
        outline(made, small, at, edge, max(1.5, small.size * 0.06))
        draw(made, small, at, colour)
    return made
