"""Lettering of a comic: fonts, lines that break well, and their SVG."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from muse import NotReady

if TYPE_CHECKING:
    from muse_works.lettering.fonts import Face

Voice = Literal["hand", "sound"]
"""What is lettered: speech and captions, or sound words and titles."""

HAND = "fontpkg_kalam"
_LEADING = {"en": 1.12, "zh": 1.28}
_CLOSING = "，。！？；：、”’）》」』…—,.!?;:)"
_TOKEN = re.compile(
    rf"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“‘（《「『][{_CLOSING}]*|[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|\s+"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A text in lines at a size: width and height in px."""

    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    leading: float
    vertical: bool = False


@lru_cache(8)
def faces(voice: Voice) -> "tuple[Face, ...]":
    """Return the fonts of a voice, those of Latin letters first; NotReady without them."""
    from muse_works.lettering import fonts

    held = find_spec(HAND)
    if held is None or not held.submodule_search_locations:
        raise NotReady(f"a comic's letters require fonts ({HAND})", hint=fonts.INSTALL)
    if voice == "sound":
        return fonts.faces("comic", 900)
    file = Path(held.submodule_search_locations[0]) / "files" / "Kalam-Bold.ttf"
    return (fonts.Face(str(file), "Kalam", 700), *fonts.faces("sans", 600)[1:])


def clean(text: str) -> str:
    """Return a text in one line, without signs that no font here has."""
    offered = faces("hand")
    plain = " ".join(text.split())
    return "".join(c for c in plain if c == " " or any(face.has(c) for face in offered)).strip()


def files() -> list[str]:
    """Return the font files that a page's SVG needs."""
    found = [face.path for voice in ("hand", "sound") for face in faces(voice)]
    return sorted(set(found))


@lru_cache(4096)
def width(text: str, size: float, voice: Voice) -> float:
    """Return the width of a line in px."""
    return sum(face.at(100).getlength(part) for part, face in _runs(text, voice)) * size / 100


def _runs(text: str, voice: Voice) -> Iterator[tuple[str, "Face"]]:
    """Yield the parts of a text, each with the first font that has it."""
    offered = faces(voice)
    part, used = "", offered[0]
    for char in text:
        own = used if char.isspace() else next((f for f in offered if f.has(char)), offered[0])
        if own != used and part:
            yield part, used
            part = ""
        part, used = part + char, own
    if part:
        yield part, used


def set_text(
    text: str, size: float, most: float, *, aspect: float = 2.1, voice: Voice = "hand"
) -> Block:
    """Break a text into lines of about the same length, none wider than `most` px.

    Of the numbers of lines that fit, the one is taken whose block is nearest to `aspect`.
    """
    leading = size * _LEADING["zh" if re.search("[\u4e00-\u9fff]", text) else "en"]
    tokens = _TOKEN.findall(text.strip()) or [" "]
    widest = max(width(token, size, voice) for token in tokens)
    best: tuple[float, Block] | None = None
    whole = width(text, size, voice)
    for count in range(1, 13):
        lines = _even(tokens, max(whole / count, widest), most, size, voice)
        wide = max(width(line, size, voice) for line in lines)
        block = Block(tuple(lines), size, wide, leading * len(lines), leading)
        off = abs(wide / block.height - aspect) / aspect + (
            0.5 if len(lines[-1]) < 3 < len(text) else 0
        )
        off += 100 * (wide > most)
        if best is None or off < best[0]:
            best = off, block
        if wide < size * 2.5:
            break
    assert best is not None
    return best[1]


def _even(tokens: list[str], wide: float, most: float, size: float, voice: Voice) -> list[str]:
    """Return the lines of the narrowest column in which they aren't more than in `wide` px."""
    count = len(_broken(tokens, min(wide * 1.12, most), size, voice))
    low, high = wide * 0.8, min(wide * 1.12, most)
    for _ in range(8):
        middle = (low + high) / 2
        if len(_broken(tokens, middle, size, voice)) > count:
            low = middle
        else:
            high = middle
    return _broken(tokens, high, size, voice)


def _broken(tokens: list[str], wide: float, size: float, voice: Voice) -> list[str]:
    lines, line = [], ""
    for token in tokens:
        if line.strip() and width((line + token).rstrip(), size, voice) > wide:
            lines.append(line.strip())
            line = token.lstrip()
        else:
            line += token
    return [*lines, line.strip()] if line.strip() or not lines else lines


def set_columns(text: str, size: float, most: float) -> Block:
    """Set Chinese in columns, the first one at the right, each at most `most` px high."""
    tokens = [token for token in _TOKEN.findall(text.strip()) if token.strip()]
    pitch = size * 1.08
    whole = sum(len(token) for token in tokens)
    count = max(1, round((whole / 2.2) ** 0.5 / 1.6))
    tall = max(3, min(int(most / pitch), -(-whole // count)))
    columns, column = [], ""
    for token in tokens:
        if column and len(column + token) > tall + (len(token) > 1):
            columns.append(column)
            column = ""
        column += token
    columns.append(column)
    leading = size * 1.25
    height = pitch * max(map(len, columns))
    return Block(tuple(columns), size, leading * len(columns), height, leading, True)


def _columns(block: Block, x: float, y: float, colour: str) -> str:
    made, pitch = [], block.size * 1.08
    for number, column in enumerate(block.lines):
        middle = x + block.width / 2 - block.leading * (number + 0.5)
        for place, char in enumerate(column):
            top, own = y + pitch * place, width(char, block.size, "hand")
            left, base = middle - own / 2, top + block.size * 0.88
            if char in "，。、":  # they stand in the upper right of their square
                left, base = left + block.size * 0.5, base - block.size * 0.5
            drawn = row(char, left, base, block.size, "hand", f'fill="{colour}"')
            if char in "…—（）《》“”‘’～：":
                turn = f"rotate(90 {middle:.1f} {top + block.size * 0.52:.1f})"
                drawn = f'<g transform="{turn}">{drawn}</g>'
            made.append(drawn)
    return "".join(made)


def svg(block: Block, x: float, y: float, colour: str = "#1a1614") -> str:
    """Return a block in the middle of x, its top at y, as SVG."""
    if block.vertical:
        return _columns(block, x, y, colour)
    made = []
    for number, line in enumerate(block.lines):
        baseline = y + block.leading * number + block.leading * 0.5 + block.size * 0.34
        left = x - width(line, block.size, "hand") / 2
        made.append(row(line, left, baseline, block.size, "hand", f'fill="{colour}"'))
    return "".join(made)


def row(text: str, left: float, baseline: float, size: float, voice: Voice, look: str) -> str:
    """Return one line from `left` on, as SVG text: each part in the font that has it."""
    made = []
    for part, face in _runs(text, voice):
        made.append(
            f'<text x="{left:.1f}" y="{baseline:.1f}" font-family="{face.family}" '
            f'font-weight="{face.weight}" font-size="{size:.1f}" xml:space="preserve" {look}>'
            f"{escape(part, quote=False)}</text>"
        )
        left += face.at(100).getlength(part) * size / 100
    return "".join(made)
