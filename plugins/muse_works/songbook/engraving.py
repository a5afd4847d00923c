"""Songs engraved: verovio draws the systems, in letters of a font that the book embeds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TYPEFACE = "Noto Serif SC"

_SIGNS = {"\ue260": "♭", "\ue261": "♮", "\ue262": "♯", "\ue870": "°", "\ue871": "ø", "\ue873": "△"}
_ROOM = 1.16
"""The typeface is so much wider than the one that verovio measures with."""

_SIZE = 4.3


@dataclass(frozen=True, slots=True)
class System:
    """Engraved music: SVG, its height in mm at the width that was asked for."""

    svg: str
    height: float


def engraved(musicxml: str, width: float, height: float, staff: float = 7.0) -> list[System]:
    """Return a song's systems as pages of at most `width` x `height` mm; a staff is 7 mm high."""
    import verovio

    scale = round(100 * staff / 7.2)
    toolkit = verovio.toolkit()
    toolkit.setOptions({
        "pageWidth": round(width * 1000 / scale), "pageHeight": round(height * 1000 / scale),
        "scale": scale, "adjustPageHeight": True, "header": "none", "footer": "none",
        "pageMarginLeft": 0, "pageMarginRight": 0, "pageMarginTop": 30, "pageMarginBottom": 10,
        "breaks": "auto", "font": "Leland", "lyricSize": _SIZE * _ROOM, "lyricWordSpace": 1.5,
        "spacingSystem": 9, "svgViewBox": True, "svgRemoveXlink": True, "xmlIdSeed": 1,
        "justifyVertically": False, "mnumInterval": 0, "minLastJustification": 0.55,
        "harmDist": 1.6,
    })  # fmt: skip
    if not toolkit.loadData(_plain(musicxml)):
        raise ValueError("verovio can't read the score")
    pages = [toolkit.renderToSVG(number) for number in range(1, toolkit.getPageCount() + 1)]
    return [_system(page, width) for page in pages]


def bars(musicxml: str) -> int:
    """Return how many bars a score has."""
    return len(re.findall(r"<measure ", musicxml.split("</part>")[0]))


def chords(musicxml: str) -> bool:
    """Tell whether a score has chord symbols."""
    return "<harmony" in musicxml


def tempo(musicxml: str) -> int | None:
    """Return the beats a minute that a score begins with."""
    found = re.search(r"<per-minute>([\d.]+)", musicxml)
    return round(float(found[1])) if found else None


def _plain(musicxml: str) -> str:
    """Return a score without what the page says itself, or singers don't need."""
    made = re.sub(r"<part-(name|abbreviation)>[^<]*</part-\1>", r"<part-\1/>", musicxml)
    made = re.sub(r"<direction[^>]*>(?:(?!</direction>).)*<metronome.*?</direction>", "", made, flags=re.S)
    made = re.sub(r"<direction[^>]*>(?:(?!</direction>).)*<dynamics.*?</direction>", "", made, flags=re.S)
    return re.sub(r"<(credit|work|movement-title|identification)\b.*?</\1>", "", made, flags=re.S)


def _system(page: str, width: float) -> System:
    outer = re.search(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)"', page)
    assert outer is not None
    height = width * float(outer[2]) / float(outer[1])
    for sign, letter in _SIGNS.items():
        page = page.replace(sign, letter)
    page = re.sub(r'font-family="(?:Leland|Leipzig|Times, serif)"', f'font-family="{TYPEFACE}"', page)
    page = re.sub(r"<style.*?</style>", "", page, flags=re.S)
    wide = round(_SIZE * _ROOM * 90)
    return System(re.sub(rf'font-size="{wide}px"', f'font-size="{round(_SIZE * 90)}px"', page), height)


def fitted(
    musicxml: str, width: float, room: float, page: float
) -> tuple[list[System], float]:
    """Return a song engraved as large as fits into `room` mm, else over pages of `page` mm.

    The second value is the height of its staves in mm.
    """
    for staff in (7.6, 7.2, 6.8, 6.4, 6.0, 5.7):
        made = engraved(musicxml, width, 10 * page, staff)
        if sum(system.height for system in made) <= room:
            return made, staff
    return engraved(musicxml, width, page - 45, 6.8), 6.8


def total(systems: Sequence[System]) -> float:
    """Return the height of systems in mm."""
    return sum(system.height for system in systems)
