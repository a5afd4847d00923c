"""Fonts: which one a style writes with, where it is found, and which letters it has."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import category

from PIL import ImageFont

EXTRA = 'pip install "muse-host[lettering]"'

HANDS = {
    "oil": ("playfair_display", 800), "gouache": ("lobster", 400), "watercolour": ("caveat", 700),
    "ink": ("permanent_marker", 400), "woodblock": ("rowdies", 700), "pastel": ("caveat", 700),
    "pencil": ("caveat", 600), "line-art": ("playfair_display", 700),
    "pixel-art": ("press_start_2p", 400), "low-poly": ("rowdies", 700),
    "pointillism": ("lobster", 400), "stained-glass": ("cinzel", 800),
    "cartoon": ("luckiest_guy", 400), "neon": ("comfortaa", 500),
}  # fmt: skip
"""Style -> the family (a package `fontpkg_...`) that it writes Latin letters with, its weight."""

SERIF = ("oil", "watercolour", "ink", "woodblock", "stained-glass", "gouache", "pointillism")
"""Styles that write Chinese with strokes that swell; others with even ones."""

CHINESE = "pylopdf_fonts_zh_cn"
NOTO = {True: "NotoSerifSC-Regular.otf", False: "NotoSansSC-Regular.otf"}

FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
}
SYSTEM = (
    "NotoSerifCJK", "NotoSansCJK", "NotoSerifSC", "NotoSansSC", "SourceHan", "LXGWWenKai", "wqy",
    "uming", "ukai", "Songti", "PingFang", "STHeiti", "msyh", "simsun", "simhei", "DejaVuSans",
    "NotoSans", "Arial",
)  # fmt: skip
"""How names of files begin that hold many letters, the better ones first."""

SIGNS = ("So", "Sk", "Sm", "Cn", "Co", "Cs", "Cf", "Mn", "Me")
"""Categories (Unicode) of characters that a text can do without."""

UNHELD = "\U0010ffff"
"""A character that no font has: what is drawn for it stands for every letter that is missing."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file ("" for Pillow's own), and its weight where it has several."""

    path: str = ""
    weight: int = 400

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return it at a size, px."""
        return _sized(self, size)

    def has(self, text: str) -> bool:
        """Whether it has all letters of a text."""
        return all(_held(self, char) for char in set(text) if not char.isspace())


@lru_cache(64)
def _sized(face: Face, size: int) -> ImageFont.FreeTypeFont:
    if not face.path:
        own = ImageFont.load_default(size)
        assert isinstance(own, ImageFont.FreeTypeFont)
        return own
    made = ImageFont.truetype(face.path, size)
    try:
        made.set_variation_by_axes([face.weight])
    except (OSError, NotImplementedError):  # it has one weight
        pass
    return made


@cache
def _held(face: Face, char: str) -> bool:
    try:
        font = face.at(24)
        ours, none = font.getmask(char), font.getmask(UNHELD)
    except (OSError, ValueError):  # no font, or a damaged one
        return False
    return ours.size != none.size or bytes(ours) != bytes(none)


@cache
def face(style: str, text: str) -> Face | None:
    """Return the font that a style writes a text with; None where no font has all its letters."""
    return next((each for each in _faces(style) if each.has(text)), None)


def _faces(style: str) -> list[Face]:
    family, weight = HANDS.get(style, ("", 400))
    found = [_packed(f"fontpkg_{family}", "", weight)] if family else []
    found.append(Face())
    found.append(_packed(CHINESE, NOTO[style in SERIF], 400))
    return [each for each in found if each is not None] + _of_system()


def _packed(package: str, name: str, weight: int) -> Face | None:
    """Return the font of a package that is installed: a file of that name, or the nearest weight"""
    held = find_spec(package)
    if held is None or not held.submodule_search_locations:
        return None
    folder = Path(held.submodule_search_locations[0])
    files = sorted(file for file in folder.rglob("*.[ot]tf") if "Italic" not in file.name)
    if name:
        files = [file for file in files if file.name == name]
    elif weight >= 600:
        files.sort(key=lambda file: "Bold" not in file.name)
    else:
        files.sort(key=lambda file: "Regular" not in file.name and "[" not in file.name)
    return Face(str(files[0]), weight) if files else None


@cache
def _of_system() -> list[Face]:
    """Return fonts of the system that hold many letters, the better ones first."""
    found: list[Path] = []
    for folder in FOLDERS.get(sys.platform, FOLDERS["linux"]):
        try:
            found += sorted(Path(folder).expanduser().rglob("*.[ot]t[fc]"))
        except OSError:  # it may not be read
            continue
    made = []
    for begin in SYSTEM:
        own = [file for file in found if file.name.lower().startswith(begin.lower())]
        own.sort(key=lambda file: ("Bold" not in file.stem, "Oblique" in file.stem, len(file.stem)))
        made += [Face(str(file), 700) for file in own[:1]]
    return made


def writable(style: str, text: str) -> str:
    """Return a text without the signs (emoji) that no font here has; "" when letters are missing"""
    if face(style, text) is not None:
        return text
    signs = {char for char in text if category(char) in SIGNS}
    nowhere = {char for char in signs if face(style, char) is None}
    for left_out in (nowhere, signs):
        rest = " ".join("".join(char for char in text if char not in left_out).split())
        if rest and face(style, rest) is not None:
            return rest
    return ""


def told(
    style: str, texts: Sequence[str], moved: Sequence[str] = (), small: Sequence[str] = ()
) -> list[str]:
    """Return what the report says of texts that can't be written, or not in the style's hand.

    `moved` are those that stand on the picture, for the sign there is too small for them; `small`
    those that are written nowhere.
    """
    notes = [f'"{text}" is on the picture itself, too long for the sign.' for text in moved]
    written = {text: writable(style, text) for text in texts}
    lost = [text for text, kept in written.items() if not kept]
    if unread := [text for text in small if written[text]]:
        named = ", ".join(f'"{text}"' for text in unread)
        notes.append(f"Not written: {named}: too long to be read in a picture of this size.")
    remedy = "" if find_spec(CHINESE) else f" ({EXTRA})"
    if lost:
        named = ", ".join(f'"{text}"' for text in lost)
        notes.append(f"Not written: {named}: no font here has these letters{remedy}.")
    less = [kept for text, kept in written.items() if kept and kept != text]
    if less:
        named = ", ".join(f'"{text}"' for text in less)
        notes.append(f"Written without the signs that no font here has: {named}.")
    if remedy and any(kept and face(style, kept) == Face() for kept in written.values()):
        notes.append(f"Written in a plain hand; each style has its own with: {EXTRA}")
    return notes
