"""What verovio draws of a song, cut into its systems: lines of music that a page can hold.

The whole piece is laid out once, one system below the other; which systems share a page is decided
later, when it is known how many there are and how high.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse_music.notation import drum_keys, fonts
from muse_music.notation.musicxml import Layout, musicxml
from muse_music.theory.notes import Song

WIDTH, HEIGHT = 2100, 2970
"""A page, tenths of a millimetre: A4."""
_SCALE, _LARGE = 64, 76  # percent of verovio's own size: a staff of 5 mm, and of 6 for few staves
_LEFT, _RIGHT = 130, 110
_TALL = 60_000  # verovio's highest page
_MARGIN = 250  # what a note's or a clef's own outline reaches beyond its place
_ROOM = 1.22  # the Latin font is so much wider than the one that verovio measures with
_SYSTEM = re.compile(r'<g id="\w+" class="system">')
_END = re.compile(r'<g id="\w+" class="pageMilestoneEnd')
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_GLYPH = re.compile(r'<g id="(E[0-9A-F]{3}-\w+)">.*?</g>', re.DOTALL)
_TEXT_Y = re.compile(r'<text x="-?\d+" y="(-?\d+)"')
_PLACE = re.compile(r"translate\(-?\d+, (-?\d+)\)")
_BOX = re.compile(r'<rect [^>]*?y="(-?\d+)" height="(\d+)"')
_PATH = re.compile(r'd="M-?\d+[ ,](-?\d+) [LC]([^"]*)"')
# Signs of the music font in chord names -> letters that any font has.
_SIGNS = {
    **dict.fromkeys("\ue260\uea64♭", "b"),
    **dict.fromkeys("\ue262\uea66♯", "#"),
    **dict.fromkeys("\ue261\uea65♮", ""),
}
_SIGN = re.compile(
    rf'<tspan(?: font-family="\w+")? font-size="\d+px">([{"".join(_SIGNS)}])</tspan>'
)
_MARKED = re.compile(
    r'<text x="(-?\d+)" y="(-?\d+)" font-size="0px">\s*((?:<tspan (?!font)[^>]*>\s*)*)'
    rf'<tspan font-family="{fonts.MUSIC}" font-size="(\d+)px">([\ue000-\uf8ff]+)</tspan>'
    r"((?:\s*</tspan>)*)"
)
_WIDE = round(405 * _ROOM)  # the size of text that verovio writes


@dataclass(frozen=True)
class Paper:
    """How wide systems are (tenths of a millimetre), and where they begin and end on that."""

    width: int = WIDTH
    left: int = _LEFT
    right: int = _RIGHT


A4 = Paper()


@dataclass(frozen=True)
class System:
    """A system as SVG, and where it begins and ends (tenths of a millimetre, from anywhere)."""

    drawn: str
    top: float
    bottom: float
    measures: int


@dataclass(frozen=True)
class Systems:
    """All systems of a piece, in order; `style` and `glyphs` are what they are drawn with."""

    lines: list[System]
    style: str
    glyphs: dict[str, str]
    factor: float  # page units of verovio's
    left: float  # where the systems begin on the page


def systems(
    song: Song, layout: Layout, *, room: float, part: float = 1.0, paper: Paper = A4
) -> Systems:
    """Return the systems of a song, none of them higher than `room`; ValueError if it can't be.

    `part` makes them smaller than usual.
    """
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    text = musicxml(song, layout).decode()
    scale = round((_LARGE if text.count("<clef") < 3 else _SCALE) * part)
    while True:
        toolkit = engraver(scale, smart=bool(layout.breaks), paper=paper)
        if not drum_keys.load(toolkit, text):
            raise ValueError("the score can't be engraved")
        count = toolkit.getPageCount()
        drawn = [_cleaned(toolkit.renderToSVG(page)) for page in range(1, count + 1)]
        made = _read(drawn, paper)
        highest = max(line.bottom - line.top for line in made.lines)
        if highest <= room or scale <= 20:
            return made
        scale = max(20, min(scale - 4, int(scale * room / highest)))


def engraver(scale: int = _SCALE, *, smart: bool = False, paper: Paper = A4) -> Any:
    """Return a verovio toolkit that is set up for a page; `smart` heeds the breaks of a score."""
    import verovio

    toolkit = verovio.toolkit(False)
    # Verovio knows its fonts by thread, and a run works in one of its own.
    toolkit.setResourcePath(str(Path(verovio.__file__).with_name("data")))
    toolkit.setOptions(
        {
            "header": "none",
            "footer": "none",
            "font": fonts.MUSIC,
            "xmlIdSeed": 1,
            "scale": scale,
            "pageWidth": paper.width * 100 // scale,
            "pageHeight": _TALL,
            "pageMarginLeft": paper.left * 100 // scale,
            "pageMarginRight": paper.right * 100 // scale,
            "pageMarginTop": 0,
            "pageMarginBottom": 0,
            "breaks": "smart" if smart else "auto",
            "breaksNoWidow": True,
            "spacingLinear": 0.22,
            "spacingNonLinear": 0.55,
            "spacingSystem": 4,
            "lyricSize": min(8.0, 4.5 * _ROOM),
            "lyricWordSpace": 1.6,
            "condense": "none",
            "smuflTextFont": "none",
            "svgViewBox": True,
        }
    )
    return toolkit


def _read(drawn: list[str], paper: Paper) -> Systems:
    lines: list[System] = []
    glyphs: dict[str, str] = {}
    factor = left = 0.0
    style = ""
    for page in drawn:
        box = re.search(r'<svg class="definition-scale"[^>]*viewBox="0 0 (\d+) \d+"', page)
        margin = re.search(r'class="page-margin" transform="translate\((\d+), (\d+)\)"', page)
        assert box and margin
        factor = paper.width / int(box[1])
        left = int(margin[1]) * factor
        name = re.search(r' id="(\w+)">', page)
        assert name
        found = _STYLE.search(page)
        style = found[0].replace(f"#{name[1]} ", ".page-margin ") if found else ""
        glyphs |= {m[1]: m[0] for m in _GLYPH.finditer(page)}
        lines += _lines(page, factor)
    return Systems(lines, style, glyphs, factor, left)


def _lines(page: str, factor: float) -> Iterator[System]:
    starts = [m.start() for m in _SYSTEM.finditer(page)]
    end = _END.search(page, starts[-1])
    stops = [*starts[1:], end.start() if end else len(page)]
    for start, stop in zip(starts, stops, strict=True):
        chunk = page[start:stop]
        levels = [int(y) for y in _PLACE.findall(chunk)]
        levels += [int(y) - 100 for y in _TEXT_Y.findall(chunk)]
        for y, height in _BOX.findall(chunk):
            levels += [int(y), int(y) + int(height)]
        for y, rest in _PATH.findall(chunk):
            levels.append(int(y))
            levels += [int(pair.split(",")[1]) for pair in rest.split() if "," in pair]
            if "," not in rest:
                levels.append(int(rest.split()[-1]))
        top, bottom = (min(levels) - _MARGIN) * factor, (max(levels) + _MARGIN) * factor
        yield System(chunk, top, bottom, chunk.count('class="measure"'))


def _cleaned(drawn: str) -> str:
    """Return what verovio drew with text that any font has, in a size that has room."""
    drawn = re.sub(r"<desc>.*?</desc>", "", drawn, flags=re.DOTALL)
    drawn = _SIGN.sub(lambda m: f'<tspan font-size="405px">{_SIGNS[m[1]]}</tspan>', drawn)
    drawn = _MARKED.sub(_outlined, drawn)
    drawn = re.sub(rf'font-family="(?:{fonts.MUSIC}|Leipzig)"', "", drawn)
    return drawn.replace(f'font-size="{_WIDE}px"', 'font-size="405px"')


def _outlined(text: re.Match[str]) -> str:
    """Return a text that begins with signs of the music font, with these as outlines."""
    x, y, size = float(text[1]), text[2], int(text[4]) / 1000
    drawn = ""
    for sign in text[5]:
        outline, advance = fonts.glyph(sign)
        place = f"translate({x:.0f}, {y}) scale({size:g}, -{size:g})"
        drawn += f'<path transform="{place}" d="{outline}" stroke="none"/>'
        x += advance * size
    opened, closed = text[3].count("<tspan"), text[6].count("</tspan>")
    around = "" if opened == closed else text[3] + text[6]
    return f'{drawn}<text x="{x:.0f}" y="{y}" font-size="0px">{around}'
