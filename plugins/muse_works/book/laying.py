"""Where pictures and text stand on the pages of a book: boxes, sizes, a calm place for the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image, ImageFilter

from .board import Board, Page, Trim
from .splitting import weight

TRIMS: dict[Trim, tuple[float, float]] = {
    "square": (210.0, 210.0),
    "landscape": (280.0, 210.0),
    "portrait": (210.0, 280.0),
}
"""Width and height of a page, mm."""

LARGEST, SMALLEST = 24.0, 13.0
"""Sizes of type, pt; a text that is too long for its page even so says it."""
MARGIN = 0.085
"""Of the page's width: from its edge to the text."""
PAPER = "#fdf8ee"
INK = "#2b2622"
LIGHT = "#fffaf0"
_PT = 25.4 / 72
_SHARE = {"square": 0.66, "landscape": 0.68, "portrait": 0.68}
"""Of the page's height: the picture above a text."""


@dataclass(frozen=True)
class Box:
    """A place on a page, as parts of its width and height from the upper left."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class Laid:
    """One page as it is laid out."""

    kind: str
    """full, above or inset."""
    picture: Box
    text: Box
    at: Literal["top", "bottom", "middle"]
    """To which side of its box the text keeps."""
    size: float
    """pt"""
    colour: str = INK
    panel: str = ""
    """Colour behind the text; empty for none."""
    contrast: float = 15.0


@dataclass(frozen=True)
class Kept:
    """A box of a picture, in parts of it, that a text had better not cover, and how much so."""

    left: float
    top: float
    right: float
    bottom: float
    worth: float = 1.0


def kinds(board: Board, trim: Trim, *, pinyin: bool) -> list[str]:
    """Return the layout of each page: as asked, or a change of them that suits the texts.

    A text decides only for its own page, and only by being long.
    """
    wide, high = TRIMS[trim]
    roomy = 300 * wide * high / 210**2
    turn = ("full", "above", "full", "inset")
    last = len(board.pages) - 1
    made = []
    for number, page in enumerate(board.pages):
        kind = page.layout or ("full" if number in (0, last) else turn[number % len(turn)])
        if not page.layout and kind != "above" and weight(page.text) > roomy:
            kind = "above"
        tall = height(page.text, SMALLEST, trim, board.language, pinyin)
        if not page.layout and tall > _room(kind, trim):
            kind = "full"  # it has the most room
        made.append(kind)
    return made


def picture_box(kind: str, trim: Trim) -> Box:
    """Return where the picture of a page stands."""
    share = _SHARE[trim]
    if kind == "full":
        return Box(0, 0, 1, 1)
    if kind == "above":
        return Box(0, 0, 1, share)
    wide, high = TRIMS[trim]
    edge = 0.065
    return Box(edge, edge * wide / high, 1 - 2 * edge, share - edge * wide / high)


def pixels(box: Box, trim: Trim, dpi: int) -> tuple[int, int]:
    """Return the size of a picture in px, even numbers."""
    wide, high = TRIMS[trim]
    scale = dpi / 25.4
    return (
        max(64, 2 * round(box.wide * wide * scale / 2)),
        max(64, 2 * round(box.high * high * scale / 2)),
    )


def text_size(board: Board, layouts: Sequence[str], trim: Trim, pinyin: bool) -> float:
    """Return one size of type for the whole book, pt: the largest that every page has room for."""
    size = LARGEST
    while size > SMALLEST:
        fits = (
            height(page.text, size, trim, board.language, pinyin) <= _room(kind, trim)
            for page, kind in zip(board.pages, layouts, strict=True)
        )
        if all(fits):
            break
        size -= 0.5
    return size


def overfull(board: Board, trim: Trim, *, pinyin: bool) -> int | None:
    """Return the place of the first page whose text has no room even in the smallest type."""
    for number, (page, kind) in enumerate(
        zip(board.pages, kinds(board, trim, pinyin=pinyin), strict=True)
    ):
        tall = height(page.text, SMALLEST, trim, board.language, pinyin)
        if tall > 1.1 * _room(kind, trim):  # it is a careful estimate
            return number
    return None


def _room(kind: str, trim: Trim) -> float:
    """Return the part of a page's height that its text may take."""
    if kind == "full":
        return 0.42
    box = picture_box(kind, trim)
    return 1 - box.y - box.high - 0.075


def leading(language: str, pinyin: bool) -> float:
    """Return the distance of lines in sizes of the type."""
    return 2.25 if pinyin and language == "zh" else 1.75 if language == "zh" else 1.48


def height(text: str, size: float, trim: Trim, language: str, pinyin: bool) -> float:
    """Return about how high a text is, as a part of the page's height."""
    wide, high = TRIMS[trim]
    em = size * _PT
    line = wide * (1 - 2 * MARGIN) * 0.97
    lines, gaps = 0, -1
    for paragraph in text.split("\n\n"):
        long = _ems(paragraph, pinyin and language == "zh") * em
        lines += max(1, int(np.ceil(long / line)))
        gaps += 1
    return (lines * leading(language, pinyin) + gaps * 0.55) * em / high


def _ems(text: str, spaced: bool) -> float:
    """Return about how long a text is in one line, in sizes of the type."""
    each = 1.2 if spaced else 1.0
    return sum(each if ord(letter) > 0x2E80 else 0.5 for letter in text)


def lay(
    page: Page, kind: str, trim: Trim, size: float, language: str, pinyin: bool,
    picture: Image.Image, keep: Sequence[Kept] = (),
) -> tuple[Laid, Image.Image]:  # fmt: skip
    """Return a page laid out, and its picture, calmed where a text stands on it.

    On a full picture the text takes the calmer of top and bottom. `keep` is what no text
    should cover.
    """
    box = picture_box(kind, trim)
    if kind != "full":
        top = box.y + box.high
        place = Box(MARGIN, top, 1 - 2 * MARGIN, 1 - top - 0.05)
        return Laid(kind, box, place, "middle", size), picture
    tall = height(page.text, size, trim, language, pinyin)
    wide, high = TRIMS[trim]
    edge = 0.055 * wide / high
    bands = {"top": (0.0, edge + tall + 0.03), "bottom": (1 - edge - tall - 0.03, 1.0)}
    _, rough = _surface(picture)
    cost = {
        name: _cost(rough, begin, end, keep) + (0.02 if name == "bottom" else 0)
        for name, (begin, end) in bands.items()
    }
    at: Literal["top", "bottom"] = "top" if cost["top"] <= cost["bottom"] else "bottom"
    place = Box(MARGIN, edge if at == "top" else 1 - edge - tall, 1 - 2 * MARGIN, tall)
    veiled, colour = _veiled(picture, bands[at], at)
    ink, contrast = _ink(_rows(_surface(veiled)[0], *bands[at]))
    if contrast >= 4.5 and ink == colour:
        return Laid(kind, box, place, at, size, ink, "", contrast), veiled
    behind = 0.86 * _luminance(PAPER)  # the panel lets some of the picture through
    return Laid(kind, box, place, at, size, INK, PAPER, _ratio(behind, _luminance(INK))), picture


def _veiled(picture: Image.Image, band: tuple[float, float], at: str) -> tuple[Image.Image, str]:
    """Return a picture with a band made calm and even, softly into the rest, and the ink for it."""
    values = np.asarray(picture.convert("RGB"), dtype=np.float32)
    rows = values.shape[0]
    begin, end = round(band[0] * rows), round(band[1] * rows)
    tone = np.median(values[begin:end].reshape(-1, 3), axis=0)
    dark = float(tone.mean()) < 140
    tone = tone * 0.6 if dark else tone + (255 - tone) * 0.55
    soft = max(1.0, 0.006 * rows)
    calm = np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(soft)), np.float32)
    fade = max(1, round(0.13 * rows))
    line = np.arange(rows, dtype=np.float32)
    cover = np.clip((end + fade - line if at == "top" else line - begin + fade) / fade, 0, 1)
    cover = (cover * cover * (3 - 2 * cover))[:, None, None]
    over = calm * 0.48 + tone * 0.52
    made = values * (1 - cover) + over * cover
    return Image.fromarray(np.clip(made + 0.5, 0, 255).astype(np.uint8)), LIGHT if dark else INK


def bled(picture: Image.Image) -> Image.Image:
    """Return a picture to its edges: without the border of bare paper that some styles leave."""
    small = np.asarray(picture.convert("L").resize((64, 64)), dtype=np.float32)
    ring = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    if ring.min() < 215 or ring.std() > 8:
        return picture
    wide, high = picture.size
    edge = round(0.055 * min(wide, high))
    return picture.crop((edge, edge, wide - edge, high - edge)).resize(
        (wide, high), Image.Resampling.LANCZOS
    )


def _surface(picture: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Return luminance (0..1, linear) and how it changes from px to px, of a small copy."""
    small = np.asarray(picture.convert("RGB").resize((96, 96)), dtype=np.float32) / 255
    linear = np.where(small <= 0.04045, small / 12.92, ((small + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    shown = np.sqrt(light)
    down = np.abs(np.diff(shown, axis=0, append=shown[-1:]))
    along = np.abs(np.diff(shown, axis=1, append=shown[:, -1:]))
    return light, down + along


def _rows(values: np.ndarray, begin: float, end: float) -> np.ndarray:
    return values[round(begin * 96) : max(round(begin * 96) + 1, round(end * 96))]


def _cost(rough: np.ndarray, begin: float, end: float, keep: Sequence[Kept]) -> float:
    """Return how badly a band takes a text: what is busy there, and what it would cover."""
    covered = 0.0
    for each in keep:
        over = max(0.0, min(end, each.bottom) - max(begin, each.top))
        covered += each.worth * over / max(each.bottom - each.top, 1e-6)
    return float(_rows(rough, begin, end).mean()) + covered


def _ink(light: np.ndarray) -> tuple[str, float]:
    """Return the better of dark and light letters on an area, and their contrast there."""
    dark = _ratio(float(np.percentile(light, 5)), _luminance(INK))
    bright = _ratio(_luminance(LIGHT), float(np.percentile(light, 95)))
    return (INK, dark) if dark >= bright else (LIGHT, bright)


def _ratio(one: float, other: float) -> float:
    """Return the contrast of two luminances (WCAG 2)."""
    low, high = sorted((one, other))
    return round((high + 0.05) / (low + 0.05), 2)


def _luminance(colour: str) -> float:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
