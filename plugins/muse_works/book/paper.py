"""A picture book as PDF, set by Typst, its fonts embedded."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from . import typefaces
from .volume import Volume

_PICTURED = re.compile("[\U0001f000-\U0001faff\ufe0f\u200d]")
"""Emoji: no font of the book has them."""


def left_out(book: Volume) -> list[str]:
    """Return the signs that can't be printed, each once."""
    found = sorted(set(_PICTURED.findall(book.letters())))
    return [sign for sign in found if sign.isprintable() and sign != "\ufe0f"]


def pdf(book: Volume, folder: Path) -> bytes:
    """Return a book as PDF; pictures pass through a folder."""
    made = _compiler(book, folder).compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def pages(book: Volume, folder: Path, dpi: int) -> list[bytes]:
    """Return each page of a book as PNG, the cover first."""
    made = _compiler(book, folder).compile(format="png", ppi=float(dpi))
    return [made] if isinstance(made, bytes) else list(made)


def sheet(pages: Sequence[bytes]) -> bytes:
    """Return all pages small on one sheet, PNG."""
    from PIL import Image

    columns, gap, side = min(4, len(pages)), 10, 400
    small = []
    for data in pages:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as page:
            high = round(side * page.height / page.width)
            small.append(page.convert("RGB").resize((side, high), Image.Resampling.LANCZOS))
    wide, high = side + gap, small[0].height + gap
    rows = -(-len(small) // columns)
    made = Image.new("RGB", (columns * wide + gap, rows * high + gap), "#8a8a86")
    for number, one in enumerate(small):
        made.paste(one, (gap + number % columns * wide, gap + number // columns * high))
    buffer = io.BytesIO()
    made.save(buffer, "PNG")
    return buffer.getvalue()


def _compiler(book: Volume, folder: Path) -> Any:
    import typst

    folder.mkdir(parents=True, exist_ok=True)
    for name, data in book.pictures.items():
        (folder / name).write_bytes(data)
    main = folder / "book.typ"
    main.write_bytes((files(__package__) / "book.typ").read_bytes())
    return typst.Compiler(
        main,
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=typefaces.folders()),
        sys_inputs={"book": _PICTURED.sub("", json.dumps(_told(book), ensure_ascii=False))},
    )


def _told(book: Volume) -> Mapping[str, Any]:
    """Return what the pages are set from."""
    return {
        **book.facts(),
        "pages": [
            {
                "kind": leaf.laid.kind,
                "picture": vars_of(leaf.laid.picture),
                "text": vars_of(leaf.laid.text),
                "at": leaf.laid.at,
                "size": leaf.laid.size,
                "colour": leaf.laid.colour,
                "panel": leaf.laid.panel,
                "file": leaf.picture,
                "alt": leaf.alt,
                "paragraphs": [
                    [
                        [word.text + word.space, sound]
                        for word, sound in zip(row, sounds, strict=True)
                    ]
                    for row, sounds in zip(leaf.words, leaf.sounds, strict=True)
                ],
            }
            for leaf in book.leaves
        ],
    }


def vars_of(box: Any) -> dict[str, float]:
    """Return a box as JSON."""
    return {"x": box.x, "y": box.y, "wide": box.wide, "high": box.high}
