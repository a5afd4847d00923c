"""Seeing to it that each text is read: contrast on what is beneath, and nothing over a face."""

from dataclasses import replace
from typing import TYPE_CHECKING

from .colours import mix
from .page import Art, Box, Page, Words
from .quiet import Quiet
from .raster import contrast_on, lay, merged
from .shapes import rect

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST = 4.5
"""The contrast that every text has at least (WCAG 2.2, AA)."""

_SAFE = 4.75
"""What is aimed at on a small picture of the page, whose pixels are means of the large one's."""

_SIDE = 720
"""The longer side of that picture, px."""


def settle(page: Page) -> list[str]:
    """Change colours of texts, deepen shades or lay plates until all texts are read.

    Returns what was done, in words.
    """
    done: list[str] = []
    for attempt in range(4):
        failing = _failing(page)
        if not failing:
            break
        shades = [each for each in page.layers if isinstance(each, Art) and each.name == "scrim"]
        if attempt < 2 and shades:
            for shade in shades:
                page.change(shade, shade, replace(shade, name="deeper"))
            done = ["the shade beneath the text was deepened"]
            continue
        for words in failing:
            _plate(page, words)
        done = [*done, "a plate was laid beneath " + ", ".join(each.role for each in failing)]
    return done


def _failing(page: Page) -> list[Words]:
    """Recolour texts where that helps, and return those for which no colour does."""
    from PIL import Image

    scale = min(1.0, _SIDE / max(page.width, page.height))
    canvas = Image.new("RGB", (round(page.width * scale), round(page.height * scale)), page.paper)
    failing: list[Words] = []
    for layer in merged(page.layers):
        if not isinstance(layer, Words):
            lay(canvas, page, layer, scale)
            continue
        colour = _colour(canvas, layer, scale, page)
        if colour is None:
            failing.append(layer)
        elif colour != layer.colour:
            page.recolour(layer, colour)
    return failing


def _colour(canvas: "Image", words: Words, scale: float, page: Page) -> str | None:
    """Return the colour nearest to a text's own that is read where it stands."""
    box = words.ink()
    found = []
    for aim in ("#ffffff", "#000000"):
        for step in range(21):
            tried = mix(words.colour, aim, step / 20)
            if contrast_on(canvas, box, tried, scale) >= _SAFE:
                found.append((step, tried))
                break
    for step, other in ((7, page.palette.light), (7, page.palette.dark)):
        if contrast_on(canvas, box, other, scale) >= _SAFE:
            found.append((step, other))
    return min(found)[1] if found else None


def _plate(page: Page, words: Words) -> None:
    """Lay a plate beneath a text, and give it the colour that is read there."""
    x, y, w, h = words.ink()
    pad = max(words.block.size * 0.35, min(page.width, page.height) * 0.012)
    dark, light = page.palette.dark, page.palette.light
    box = rect(
        x - pad, y - pad, w + 2 * pad, h + 2 * pad, dark, f'opacity="0.92" rx="{pad * 0.4:.2f}"'
    )
    page.change(words, Art(box, "plate"), replace(words, colour=light))


def over_faces(page: Page, quiet: Quiet | None) -> list[Words]:
    """Return the texts that lie over a face or over what the painter says must be seen."""
    if quiet is None:
        return []
    return [
        words
        for words in page.words()
        if words.over and float((quiet.inside(words.ink()) >= 1.5).mean()) > 0.03
    ]


def busy_under(page: Page, quiet: Quiet | None) -> float | None:
    """Return how busy the picture is beneath the texts that lie on it, 0 to 1; None for none."""
    if quiet is None:
        return None
    cells: list[float] = []
    boxes: list[Box] = [words.ink() for words in page.words() if words.over]
    for box in boxes:
        cells += [min(1.0, float(cell)) for cell in quiet.inside(box).ravel()]
    return round(sum(cells) / len(cells), 3) if cells else None
