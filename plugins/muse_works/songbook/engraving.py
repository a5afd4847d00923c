"""Songs engraved: verovio draws the systems, in letters of a font that the book embeds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TYPEFACE = "Noto Serif SC"

# Signs of the music font in chord names -> letters that the typeface has.
_SIGNS = {
    **dict.fromkeys("\ue260\uea64♭", "b"),
    **dict.fromkeys("\ue262\uea66♯", "#"),
    **dict.fromkeys("\ue261\uea65♮", ""),
    **{"\ue870": "°", "\ue871": "ø", "\ue873": "Δ"},
}
_ROOM = 1.27
"""The typeface is so much wider than the one that verovio measures with."""

_SIZE = 4.2


@dataclass(frozen=True, slots=True)
class System:
    """Engraved music: SVG, its height in mm at the width that was asked for."""

    svg: str
    height: float


def engraved(
    musicxml: str, width: float, height: float, staff: float = 7.0, *, simple: bool = False
) -> list[System]:
    """Return a song's systems as pages of at most `width` x `height` mm; a staff is 7 mm high.

    `simple` leaves ornaments out.
    """
    import verovio

    scale = round(100 * staff / 7.2)
    verovio.enableLog(verovio.LOG_OFF)
    toolkit = verovio.toolkit()
    toolkit.setOptions(
        {
            "pageWidth": round(width * 1000 / scale),
            "pageHeight": round(height * 1000 / scale),
            "scale": scale,
            "adjustPageHeight": True,
            "header": "none",
            "footer": "none",
            "pageMarginLeft": 20,
            "pageMarginRight": 0,
            "pageMarginTop": 30,
            "pageMarginBottom": 10,
            "breaks": "line" if simple else "auto",
            "font": "Leland",
            "lyricSize": _SIZE * _ROOM,
            "lyricWordSpace": 1.9,
            "spacingSystem": 9,
            "harmDist": 1.6,
            "minLastJustification": 0.4,
            "svgViewBox": True,
            "svgRemoveXlink": True,
            "smuflTextFont": "none",
            "xmlIdSeed": 1,
        }
    )
    if not toolkit.loadData(_plain(musicxml, simple)):
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


def _plain(musicxml: str, simple: bool) -> str:
    """Return a score without what the page says itself, or singers don't need."""
    made = re.sub(r"<part-(name|abbreviation)>[^<]*</part-\1>", r"<part-\1/>", musicxml)
    made = _without(made, ("metronome", "dynamics", "wedge"))
    if not simple:  # letters of sections, which nobody asked for
        made = _without(made, ("rehearsal",))
    made = re.sub(r"<rehearsal[^>]*>", '<words font-weight="bold" font-style="normal">', made)
    made = made.replace("</rehearsal>", "</words>")
    if simple:
        made = re.sub(r"<note[^>]*>\s*<grace.*?</note>", "", made, flags=re.S)
        made = re.sub(r"<ornaments>.*?</ornaments>", "", made, flags=re.S)
        made = re.sub(r'(<measure number="(\d+)"[^>]*>)', _line, made)
    return re.sub(r"<(credit|work|movement-title|identification)\b.*?</\1>", "", made, flags=re.S)


def _without(musicxml: str, marks: Sequence[str]) -> str:
    """Return a score without directions of some kinds."""
    kinds = "|".join(marks)
    found = rf"<direction\b[^>]*>(?:(?!</direction>).)*<(?:{kinds})\b.*?</direction>"
    return re.sub(found, "", musicxml, flags=re.S)


def _line(found: re.Match[str]) -> str:
    """Return the start of a bar; every fifth one, counted from the first, begins a system."""
    number = int(found[2])
    return found[1] + ('<print new-system="yes"/>' if number > 1 and number % 4 == 1 else "")


def _system(page: str, width: float) -> System:
    outer = re.search(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)"', page)
    assert outer is not None
    height = width * float(outer[2]) / float(outer[1])
    for sign, letter in _SIGNS.items():
        page = page.replace(sign, letter)
    page = re.sub(
        r'font-family="(?:Leland|Leipzig|Times, serif)"', f'font-family="{TYPEFACE}"', page
    )
    page = page.replace(
        f'"{TYPEFACE}" font-size="720px"', f'"{TYPEFACE}" font-size="{int(_SIZE * 90)}px"'
    )
    page = re.sub(r'<g [^>]*class="mNum".*?</g>', "", page, flags=re.S)
    wide = int(_SIZE * _ROOM * 90)
    return System(
        re.sub(rf'font-size="{wide}px"', f'font-size="{round(_SIZE * 90)}px"', page), height
    )


def fitted(
    musicxml: str, width: float, room: float, page: float, *, simple: bool
) -> tuple[list[System], float]:
    """Return a song engraved as large as fits into `room` mm, else over pages of `page` mm.

    The second value is the height of its staves in mm.
    """
    for staff in (8.0, 7.6, 7.2, 6.8, 6.4, 6.0, 5.7):
        made = engraved(musicxml, width, 10 * page, staff, simple=simple)
        if sum(system.height for system in made) <= room:
            return made, staff
    return engraved(musicxml, width, page - 45, 6.8, simple=simple), 6.8


def total(systems: Sequence[System]) -> float:
    """Return the height of systems in mm."""
    return sum(system.height for system in systems)
