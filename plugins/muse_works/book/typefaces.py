"""Fonts for books that carry them inside: only the letters that a book uses."""

import io
from functools import lru_cache
from pathlib import Path

from ..lettering import fonts

FAMILY = {"en": "Lora", "zh": "Noto Serif SC"}
"""The family of the text, by language."""


def folders() -> list[str]:
    """Return the folders of the fonts of text, for Typst."""
    return sorted({str(Path(face.path).parent) for face in fonts.faces("serif")})


@lru_cache(8)
def subset(letters: str, language: str) -> bytes:
    """Return the font of the text with the letters of a book alone, as TrueType or OpenType."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    family = FAMILY[language]
    face = next(face for face in fonts.faces("serif") if face.family == family)
    with TTFont(face.path, fontNumber=face.index, recalcTimestamp=False, lazy=True) as font:
        if "fvar" in font:
            from fontTools.varLib.instancer import instantiateVariableFont

            instantiateVariableFont(font, {"wght": 400}, inplace=True)
        options = Options(layout_features=["kern", "liga", "mark", "mkmk", "locl", "ccmp"])
        options.name_IDs, options.notdef_outline, options.hinting = [1, 2, 13, 14], True, False
        chosen = Subsetter(options)
        chosen.populate(text="".join(sorted(set(letters) | set(" ,.-"))))
        chosen.subset(font)
        made = io.BytesIO()
        font.save(made, reorderTables=True)
    return made.getvalue()
