"""Fonts by kind: which file, which weight, and which font has a character."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from muse import NotReady

if TYPE_CHECKING:
    from PIL import ImageFont

INSTALL = 'pip install "muse-host[lettering]"'

Kind = Literal[
    "sans",
    "serif",
    "display",
    "condensed",
    "wide",
    "hand",
    "marker",
    "comic",
    "script",
    "roman",
    "round",
    "pixel",
]
"""What letters look like: `sans` and `serif` for reading, the others for titles."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_LATIN = {
    "sans": ("fontpkg_archivo", "Archivo[wdth,wght].ttf", "Archivo", 100),
    "serif": ("fontpkg_lora", "Lora[wght].ttf", "Lora", 100),
    "display": (
        "fontpkg_playfair_display",
        "PlayfairDisplay[wght].ttf",
        "Playfair Display",
        100,
    ),
    "condensed": ("fontpkg_archivo", "Archivo[wdth,wght].ttf", "Archivo", 62),
    "wide": ("fontpkg_archivo", "Archivo[wdth,wght].ttf", "Archivo", 125),
    "hand": ("fontpkg_caveat", "Caveat[wght].ttf", "Caveat", 100),
    "marker": (
        "fontpkg_permanent_marker",
        "PermanentMarker-Regular.ttf",
        "Permanent Marker",
        100,
    ),
    "comic": ("fontpkg_luckiest_guy", "LuckiestGuy-Regular.ttf", "Luckiest Guy", 100),
    "script": ("fontpkg_lobster", "Lobster-Regular.ttf", "Lobster", 100),
    "roman": ("fontpkg_cinzel", "Cinzel[wght].ttf", "Cinzel", 100),
    "round": ("fontpkg_comfortaa", "Comfortaa[wght].ttf", "Comfortaa", 100),
    "pixel": ("fontpkg_press_start_2p", "PressStart2P-Regular.ttf", "Press Start 2P", 100),
}
"""Kind -> package, file, family and width (percent) of its Latin letters."""

_USUAL = {
    "display": 800,
    "condensed": 800,
    "wide": 800,
    "hand": 600,
    "marker": 800,
    "comic": 800,
    "script": 700,
    "roman": 700,
    "round": 600,
    "pixel": 700,
}
"""Kind -> its weight where none is asked for; 400 for the others."""

_SERIF = ("serif", "display", "hand", "script", "roman")
"""Kinds that write Chinese with strokes that swell; the others with even ones."""

_HAN = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", "Noto Sans CJK SC", 2)
_NOTO = {
    True: ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", "Noto Serif SC"),
    False: ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", "Noto Sans SC"),
}

_RANGES = {
    "Archivo": (100, 900),
    "Playfair Display": (400, 900),
    "Caveat": (400, 700),
    "Cinzel": (400, 900),
    "Comfortaa": (300, 700),
    "Lora": (400, 700),
    "Noto Sans CJK SC": (100, 900),
}
"""Family -> the weights of its variable font; the others have one."""

_EAST = (
    (0x1100, 0x11FF),
    (0x2E80, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
_SHARED = "“”‘’…—·～"
"""Signs that Chinese and Latin texts both use, in widths of their own."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font at one weight: the file, its number in the file, and the name that Typst finds it by.

    `bolder` is the width (em) of the line drawn around letters that are to look heavier than the
    font has them.
    """

    path: str
    family: str
    weight: int = 400
    stretch: int = 100
    index: int = 0
    bolder: float = 0.0

    def at(self, size: float) -> "ImageFont.FreeTypeFont":
        """Return it at a size, px."""
        return _sized(self, round(size * 4))

    def has(self, char: str) -> bool:
        """Whether it has a character."""
        return char.isspace() or ord(char) in _held(self.path, self.index)


@lru_cache(256)
def _sized(face: Face, quarters: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    made = ImageFont.truetype(face.path, max(1.0, quarters / 4), index=face.index)
    if face.family in _RANGES:
        axes = [float(face.weight)]
        if face.family == "Archivo":
            axes.append(float(face.stretch))
        made.set_variation_by_axes(axes)
    return made


@cache
def _held(path: str, index: int) -> frozenset[int]:
    """Return the characters that a font has, by its cmap."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _file(package: str, name: str) -> str | None:
    held = find_spec(package)
    if held is None or not held.submodule_search_locations:
        return None
    folder = Path(held.submodule_search_locations[0])
    found = next((f for f in (folder / name, folder / "files" / name) if f.is_file()), None)
    return str(found) if found else None


def ready() -> None:
    """Raise NotReady, with the command that installs them, where the fonts aren't there."""
    needed = {package for package, *_ in _LATIN.values()} | {"fontTools", _HAN[0]}
    lacking = sorted(name for name in needed if find_spec(name) is None)
    if lacking:
        raise NotReady(f"lettering requires fonts ({', '.join(lacking)})", hint=INSTALL)


@cache
def faces(kind: str, weight: int | None = None) -> tuple[Face, ...]:
    """Return the fonts of a kind: for Latin letters first, then for Chinese, then for the rest.

    `weight` is 100 (thin) to 900 (black); each font takes the nearest that it has.
    """
    ready()
    heavy = weight if weight is not None else _USUAL.get(kind, 400)
    package, name, family, stretch = _LATIN[kind]
    found = [_face(package, name, family, heavy, stretch)]
    han = _face(*_HAN[:3], heavy, 100, _HAN[3])
    serif = _face(*_NOTO[True], heavy)
    found += [serif, han] if kind in _SERIF else [han]
    found += [_face(*_NOTO[kind in _SERIF], heavy), _face(*_LATIN["sans"][:3], heavy)]
    return tuple(dict.fromkeys(face for face in found if face is not None))


def _face(
    package: str, name: str, family: str, weight: int, stretch: int = 100, index: int = 0
) -> Face | None:
    path = _file(package, name)
    if path is None:
        return None
    low, high = _RANGES.get(family, (400, 400))
    bolder = 0.0
    if family.startswith("Noto S") and weight > high:
        bolder = min(0.05, (weight - high) / 10_000)
    return Face(path, family, min(high, max(low, weight)), stretch, index, bolder)


def font(
    kind: str, size: float, text: str = "", weight: int | None = None
) -> "ImageFont.FreeTypeFont":
    """Return the Pillow font of a kind at a size (px) that has most letters of a text.

    A text of several scripts needs several fonts: `block.set_text` sees to it.
    """
    offered = faces(kind, weight)
    best = max(offered, key=lambda face: sum(map(face.has, text))) if text else offered[0]
    return best.at(size)


def east(char: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean, or a sign of full width."""
    code = ord(char)
    return any(low <= code <= high for low, high in _EAST)


def missing(text: str, kind: str = "sans") -> str:
    """Return the characters of a text that no font here has, each once."""
    offered = faces(kind)
    return "".join(c for c in dict.fromkeys(text) if not any(face.has(c) for face in offered))


def runs(text: str, kind: str, weight: int | None = None) -> Iterator[tuple[str, Face]]:
    """Yield the parts of a text, each with the font that has all its characters.

    Characters that no font has are left out.
    """
    offered = faces(kind, weight)
    part, used = "", offered[0]
    for place, char in enumerate(text):
        own = _chosen(text, place, used, offered)
        if own is None:
            continue
        if own != used and part:
            yield part, used
            part = ""
        part, used = part + char, own
    if part:
        yield part, used


def _chosen(text: str, place: int, used: Face, offered: tuple[Face, ...]) -> Face | None:
    char = text[place]
    if char.isspace():
        return used
    wide = east(char)
    if char in _SHARED:  # of the side it stands on
        near = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        wide = any(map(east, near)) or (not near.strip(_SHARED) and used is not offered[0])
    order = offered[1:] + offered[:1] if wide else offered
    return next((face for face in order if face.has(char)), None)
