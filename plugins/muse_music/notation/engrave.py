"""Engraved pages of a song: verovio draws the music, resvg makes pictures of it.

Title, tempo and page numbers are drawn here. Text is set in the small Latin font that Pillow
carries, so that a page looks the same on every machine; other scripts take the system's fonts.
"""

import io
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from muse_music.notation.musicxml import musicxml
from muse_music.theory.notes import Song

WIDTH, HEIGHT = 2100, 2970
"""A page, tenths of a millimetre: A4."""
MOST_PAGES = 12
"""Pages of a score in one picture, at most; a PDF has all of them."""
_TOP, _BOTTOM = 230, 90  # the title's room on the first page, and the foot
_SCALE = 64  # percent of verovio's own size: a staff of 5 mm
_TYPEFACE = "Aileron"
# Signs of the music font in chord names -> letters that any font has.
_SIGNS = {
    **dict.fromkeys("\ue260\uea64♭", "b"),
    **dict.fromkeys("\ue262\uea66♯", "#"),
    **dict.fromkeys("\ue261\uea65♮", ""),
}
_SIGN = re.compile(
    rf'<tspan\s+font-size="(\d+)px">([{"".join(_SIGNS)}])</tspan>',
)
# A quarter note as a metronome mark, and a dot: outlines drawn here, in units of 1/100 of a head.
_NOTE = (
    "M118 -520V-40C118 30 40 78 -20 78C-72 78 -104 50 -104 10C-104 -52 -40 -104 30 -104"
    "C60 -104 84 -96 98 -82V-520Z"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FONT_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
_CHINESE_FONT = re.compile(
    r"cjk|wqy|wenquan|simsun|simhei|msyh|pingfang|hei[tit]|song|kai[ti]|uming|hans|fallback",
    re.IGNORECASE,
)
_DOT = "M190 -20m-34 0a34 34 0 1 0 68 0a34 34 0 1 0 -68 0"


def pages(song: Song) -> list[str]:
    """Return each page of the score as an SVG of its own, WIDTH x HEIGHT in its units."""
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    toolkit = engraver()
    if not toolkit.loadData(musicxml(readable(song), tempo=False).decode()):
        raise ValueError("the score can't be engraved")
    count = toolkit.getPageCount()
    return [
        _page(readable(song), _cleaned(toolkit.renderToSVG(number)), number, count)
        for number in range(1, count + 1)
    ]


def readable(song: Song) -> Song:
    """Return a song whose words can be shown here: in pinyin, where no font has Chinese."""
    text = song.title + "".join(n.lyric for n in song.parts[0].notes)
    if not _HAN.search(text) or has_chinese():
        return song
    first, *others = song.parts
    notes = [replace(n, lyric=_spelt(n.lyric)) if n.lyric else n for n in first.notes]
    return replace(song, title=_spelt(song.title), parts=[replace(first, notes=notes), *others])


def _spelt(text: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text)) if _HAN.search(text) else text


@cache
def has_chinese() -> bool:
    """Whether a font of this machine has Chinese characters, as its file name tells."""
    found = (
        path
        for folder in _FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*")
        if path.suffix.lower() in (".ttf", ".ttc", ".otf")
    )
    return any(_CHINESE_FONT.search(path.name) for path in found)


def engraver() -> Any:
    """Return a verovio toolkit that is set up for a page."""
    import verovio

    toolkit = verovio.toolkit(False)
    # Verovio knows its fonts by thread, and a run works in one of its own.
    toolkit.setResourcePath(str(Path(verovio.__file__).with_name("data")))
    toolkit.setOptions(
        {
            "header": "none",
            "footer": "none",
            "font": "Leland",
            "xmlIdSeed": 1,
            "scale": _SCALE,
            "pageWidth": WIDTH * 100 // _SCALE,
            "pageHeight": (HEIGHT - _TOP - _BOTTOM) * 100 // _SCALE,
            "pageMarginLeft": 130 * 100 // _SCALE,
            "pageMarginRight": 110 * 100 // _SCALE,
            "pageMarginTop": 60 * 100 // _SCALE,
            "pageMarginBottom": 0,
            "spacingLinear": 0.22,
            "spacingNonLinear": 0.55,
            "spacingSystem": 10,
            "condense": "none",
            "smuflTextFont": "none",
            "svgViewBox": True,
        }
    )
    return toolkit


def svg(song: Song) -> tuple[bytes, int]:
    """Return the score as one SVG, its pages one below the other, and how many pages it has."""
    drawn = pages(song)
    shown = drawn[:MOST_PAGES]
    inner = "".join(
        f'<svg y="{at * HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{page}</svg>'
        for at, page in enumerate(shown)
    )
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT * len(shown)}" '
        f'width="{WIDTH / 10}mm" height="{HEIGHT * len(shown) / 10}mm">'
        f"<title>{escape(song.title)}</title>{inner}</svg>"
    )
    return whole.encode(), len(drawn)


def png(song: Song, *, check: Callable[[], None] = lambda: None) -> tuple[bytes, int]:
    """Return the score as one PNG, 1240 px wide (150 dpi), and how many pages it has."""
    from PIL import Image

    drawn = pages(song)
    pictures = _pictures(drawn[:MOST_PAGES], 1240, check)
    pictures[-1] = _cropped(pictures[-1])
    sheet = Image.new("L", (1240, sum(p.height for p in pictures)), 255)
    at = 0
    for picture in pictures:
        sheet.paste(picture, (0, at))
        at += picture.height
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue(), len(drawn)


def pdf(song: Song, *, check: Callable[[], None] = lambda: None) -> bytes:
    """Return the score as a PDF of A4 pages, 200 dpi."""
    return _bound(_pictures(pages(song), 1654, check), song.title)


def bound(pictures: Sequence[bytes], title: str) -> bytes:
    """Return PNG pictures as the pages of a PDF, 200 dpi."""
    from PIL import Image

    return _bound([Image.open(io.BytesIO(data)).convert("RGB") for data in pictures], title)


def _bound(pictures: Sequence[Any], title: str) -> bytes:
    buffer = io.BytesIO()
    # No times: the same song gives the same bytes.
    pictures[0].save(
        buffer,
        "PDF",
        resolution=200.0,
        save_all=True,
        append_images=pictures[1:],
        title=title,
        creationDate=None,
        modDate=None,
    )
    return buffer.getvalue()


def _pictures(drawn: Sequence[str], width: int, check: Callable[[], None]) -> list[Any]:
    """Return pages as Pillow pictures in greys."""
    import resvg_py
    from PIL import Image

    made = []
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        typeface = Path(folder) / "latin.ttf"
        typeface.write_bytes(_latin())
        for page in drawn:
            check()
            data = resvg_py.svg_to_bytes(
                svg_string=page,
                background="#ffffff",
                width=width,
                font_files=[str(typeface)],
                font_family=_TYPEFACE,
                serif_family=_TYPEFACE,
                sans_serif_family=_TYPEFACE,
                skip_system_fonts=page.isascii(),
            )
            with Image.open(io.BytesIO(bytes(data))) as picture:
                made.append(picture.convert("L"))
    return made


@cache
def _latin() -> bytes:
    """Return the font that Pillow carries."""
    from PIL import ImageFont

    font = ImageFont.load_default(20)
    return bytes(font.font_bytes)  # type: ignore[union-attr]


def _cropped(picture: Any) -> Any:
    """Return the last page without the blank paper at its foot."""
    from PIL import ImageChops

    box = ImageChops.invert(picture).getbbox()
    foot = min(picture.height, (box[3] if box else picture.height) + 60)
    return picture.crop((0, 0, picture.width, foot))


def _cleaned(drawn: str) -> str:
    """Return what verovio drew with plain letters for signs of its music font in text."""
    drawn = re.sub(r'font-family="(?:Leland|Leipzig)"', "", drawn)
    drawn = re.sub(r"<desc>.*?</desc>", "", drawn, flags=re.DOTALL)
    return _SIGN.sub(lambda m: f'<tspan font-size="405px">{_SIGNS[m[2]]}</tspan>', drawn)


def _page(song: Song, drawn: str, number: int, count: int) -> str:
    top = _TOP if number == 1 else 60
    body = drawn.replace(
        "<svg ",
        f'<svg x="0" y="{top}" width="{WIDTH}" height="{HEIGHT - _TOP - _BOTTOM}" ',
        1,
    )
    head = _head(song) if number == 1 else ""
    foot = (
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 55}" font-size="30" text-anchor="middle">'
        f"{number} / {count}</text>"
        if count > 1
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{_TYPEFACE}, Helvetica, Arial, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>{head}{body}{foot}</svg>'
    )


def _head(song: Song) -> str:
    """Return title and tempo."""
    felt = song.meter.felt
    per_minute = f"{60e6 / song.quarter / felt:.5g}"
    dot = f'<path d="{_DOT}"/>' if felt > 1 else ""
    swing = "   swing" if song.swing > 50 else ""
    size = min(64, round(2800 / max(1, len(song.title))))
    return (
        f'<text x="{WIDTH / 2}" y="140" font-size="{size}" text-anchor="middle">'
        f"{escape(song.title)}</text>"
        f'<g transform="translate(150 242) scale(0.1)"><path d="{_NOTE}"/>{dot}</g>'
        f'<text x="{178 + 12 * (felt > 1)}" y="248" font-size="38">= {per_minute}{swing}</text>'
    )
