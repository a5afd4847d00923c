"""A picture book as PDF, set by Typst, its fonts embedded."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from . import typefaces
from .volume import Volume


def pdf(book: Volume, folder: Path) -> bytes:
    """Return a book as PDF; pictures pass through a folder."""
    import typst

    folder.mkdir(parents=True, exist_ok=True)
    for name, data in book.pictures.items():
        (folder / name).write_bytes(data)
    main = folder / "book.typ"
    main.write_bytes((files(__package__) / "book.typ").read_bytes())
    compiler = typst.Compiler(
        main,
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=typefaces.folders()),
        sys_inputs={"book": json.dumps(_told(book), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


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
