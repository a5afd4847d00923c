"""Pages of a score: systems shared out evenly, with title, tempo, names and page numbers."""

import re
from collections.abc import Sequence
from math import ceil
from xml.sax.saxutils import escape

from muse_music.notation import fonts
from muse_music.notation.directions import swung
from muse_music.notation.systems import HEIGHT, WIDTH, System, Systems
from muse_music.theory.notes import Song

TOP, BOTTOM = 120, 110
"""The paper's margins, tenths of a millimetre."""
_TITLE = 190  # what the title takes of the first page
_GAP, _LEAST, _MOST = 52, 20, 180  # between systems: as usual, at least, at most
_SMALLEST = 75  # percent of the usual size
_SIDE = 150
# A quarter note as a metronome mark, and a dot: outlines drawn here, in units of 1/100 of a head.
_NOTE = (
    "M118 -520V-40C118 30 40 78 -20 78C-72 78 -104 50 -104 10C-104 -52 -40 -104 30 -104"
    "C60 -104 84 -96 98 -82V-520Z"
)
_DOT = "M190 -20m-34 0a34 34 0 1 0 68 0a34 34 0 1 0 -68 0"
_USED = re.compile(r'href="#([^"]+)"')


def room(page: int = 1) -> float:
    """Return the height that systems have on a page (tenths of a millimetre)."""
    return HEIGHT - TOP - BOTTOM - (_TITLE if page == 0 else 0)


def shared(systems: Sequence[System]) -> list[list[System]]:
    """Return the systems of each page: as few pages as hold them, filled evenly."""
    pages = _greedy(systems, 1.0)
    if len(pages) < 2:
        return pages
    choices = [_greedy(systems, percent / 100) for percent in range(100, 30, -1)]
    even = [choice for choice in choices if len(choice) == len(pages)]
    return min(even, key=_uneven)


def _uneven(pages: Sequence[Sequence[System]]) -> tuple[int, bool]:
    """Return how unlike pages are by their systems, and whether the last one has the most."""
    counts = [len(page) for page in pages]
    return max(counts) - min(counts), counts[-1] > counts[0]


def smaller(systems: Sequence[System]) -> float:
    """Return how much smaller a piece should be tried that ends badly: 1 for one that doesn't.

    It does with a last page that is half empty, or a last system of few bars.
    """
    pages = shared(systems)
    heights = [system.bottom - system.top + _LEAST for system in systems]
    if len(pages) > 1 and sum(heights[-len(pages[-1]) :]) < room() / 2:
        free = sum(room(page) for page in range(len(pages) - 1))
        for percent in range(97, _SMALLEST, -3):
            # Smaller systems are lower, and hold more.
            count = ceil(len(systems) * percent / 100)
            if count * max(heights) * percent / 100 < free:
                return percent / 100
    return 0.93 if _short(systems) else 1.0


def badly(systems: Sequence[System]) -> tuple[int, bool]:
    """Return how many pages a piece takes, and whether its last system is short."""
    return len(shared(systems)), _short(systems)


def _short(systems: Sequence[System]) -> bool:
    """Whether the last system has few bars: a third of those that another one has."""
    return len(systems) > 1 and systems[-1].measures * 3 <= max(s.measures for s in systems)


def _greedy(systems: Sequence[System], part: float) -> list[list[System]]:
    """Return pages that are filled to a part of their room."""
    pages: list[list[System]] = [[]]
    used = 0.0
    for system in systems:
        height = system.bottom - system.top
        free = room(len(pages) - 1) * part
        if pages[-1] and used + height + _LEAST > free:
            pages.append([])
            used = 0.0
        used += height + (_LEAST if pages[-1] else 0)
        pages[-1].append(system)
    return pages


def drawn(song: Song, found: Systems) -> list[str]:
    """Return each page as an SVG of its own, WIDTH x HEIGHT in its units."""
    pages = shared(found.lines)
    made: list[str] = []
    gap = float(_GAP)
    for number, lines in enumerate(pages, 1):
        fills = _filling(lines, room(number - 1))
        # The last page ends where the music does, in the manner of the page before.
        gap = fills if number < len(pages) else min(gap, fills)
        made.append(_page(song, found, lines, number, len(pages), gap))
    return made


def _page(
    song: Song, found: Systems, lines: Sequence[System], number: int, count: int, gap: float
) -> str:
    at = TOP + (_TITLE if number == 1 else 0.0)
    body = []
    for line in lines:
        x, y = found.left / found.factor, at / found.factor - line.top / found.factor
        body.append(f'<g transform="translate({x:.0f} {y:.0f})">{line.drawn}</g>')
        at += line.bottom - line.top + gap
    music = "".join(body)
    used = dict.fromkeys(_USED.findall(music))
    defs = "".join(found.glyphs[name] for name in used if name in found.glyphs)
    return wrapped(
        f"<defs>{defs}</defs>{found.style}{_head(song) if number == 1 else ''}"
        f'<g class="page-margin" color="black" transform="scale({found.factor:.6f})">{music}</g>',
        number,
        count,
    )


def wrapped(inner: str, number: int, count: int) -> str:
    """Return a page around what is drawn on it, with its number at the foot."""
    foot = (
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 55}" font-size="30" text-anchor="middle">'
        f"{number} / {count}</text>"
        if count > 1
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{fonts.TYPEFACE}, Helvetica, Arial, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white" stroke="none"/>{inner}{foot}</svg>'
    )


def _filling(lines: Sequence[System], free: float) -> float:
    """Return the gap between the systems of a page that fills it, within reason."""
    if len(lines) < 2:
        return _GAP
    left = free - sum(line.bottom - line.top for line in lines)
    return max(_LEAST, min(_MOST, left / (len(lines) - 1)))


def _head(song: Song) -> str:
    """Return title, poet and composer, tempo."""
    return titled(song) + _tempo(song, 248 + (30 if song.composer or song.poet else 0))


def titled(song: Song) -> str:
    """Return title, poet and composer."""
    size = min(64, round(2800 / max(1, fonts.width(song.title) * 1.9)))
    made = (
        f'<text x="{WIDTH / 2}" y="140" font-size="{size}" text-anchor="middle">'
        f"{escape(song.title)}</text>"
    )
    if song.poet:
        made += f'<text x="{_SIDE}" y="205" font-size="32">{escape(song.poet)}</text>'
    if song.composer:
        made += (
            f'<text x="{WIDTH - 110}" y="205" font-size="32" text-anchor="end">'
            f"{escape(song.composer)}</text>"
        )
    return made


def _tempo(song: Song, y: float) -> str:
    felt = song.meter.felt
    first = song.time.tempos[0]
    near = f"{60e6 / first.quarter / felt:.4g}"
    dot = f'<path d="{_DOT}"/>' if felt > 1 else ""
    told = ", ".join(filter(None, (first.mark, swung(song))))
    x = float(_SIDE)
    made = ""
    if told:
        made = f'<text x="{x}" y="{y}" font-size="36">{escape(told)}</text>'
        x += fonts.width(told) * 36 + 30
    if first.mark.startswith("free"):  # what follows it says how fast it is
        return made
    return (
        f'{made}<g transform="translate({x:.0f} {y - 6}) scale(0.1)"><path d="{_NOTE}"/>{dot}</g>'
        f'<text x="{x + 28 + 12 * (felt > 1):.0f}" y="{y}" font-size="36">= {near}</text>'
    )
