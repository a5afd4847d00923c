"""Fonts of engraved pages: the Latin one that Pillow carries, and signs of the music font as paths.

A page looks the same on every machine; scripts other than Latin take the system's fonts.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

TYPEFACE = "Aileron"
MUSIC = "Leland"
_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
_CHINESE = re.compile(
    r"cjk|wqy|wenquan|simsun|simhei|msyh|pingfang|hei[tit]|song|kai[ti]|uming|hans|fallback",
    re.IGNORECASE,
)
WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
HAN = re.compile(r"[\u3400-\u9fff]")


def has_chinese() -> bool:
    """Whether a font of this machine has Chinese characters."""
    return chinese() is not None


@cache
def chinese() -> Path | None:
    """Return the file of a font that has Chinese characters, as its name tells; None if none."""
    found = (
        path
        for folder in _FOLDERS
        for path in sorted(Path(folder).expanduser().rglob("*"))
        if path.suffix.lower() in (".ttf", ".ttc", ".otf")
    )
    return next((path for path in found if _CHINESE.search(path.name)), None)


@cache
def latin() -> bytes:
    """Return the font that Pillow carries."""
    return bytes(_pillows(20).font_bytes)


@cache
def _pillows(size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # with a size it is no bitmap
    return font


@cache
def width(text: str) -> float:
    """Return the width of a text in ems: in the Latin font, and one em a Chinese character."""
    wide = len(WIDE.findall(text))
    return wide + _pillows(100).getlength(WIDE.sub("", text)) / 100


@cache
def glyph(sign: str) -> tuple[str, float]:
    """Return the outline of a sign of the music font and its advance, in 1/1000 of its size.

    An empty outline where the font has no such sign.
    """
    import verovio

    folder = Path(verovio.__file__).with_name("data")
    name = f"{ord(sign):04X}"
    for font in (MUSIC, "Bravura"):
        file = folder / font / f"{name}.xml"
        if file.exists():
            outline = re.search(r' d="([^"]*)"', file.read_text("utf-8"))
            table = (folder / f"{font}.xml").read_text("utf-8")
            advance = re.search(rf'c="{name}"[^>]*?h-a-x="([\d.]+)"', table)
            if outline:
                return outline[1], float(advance[1]) if advance else 500.0
    return "", 500.0
