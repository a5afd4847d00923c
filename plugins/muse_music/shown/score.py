"""A score for a screen: pages of a few systems that lie below one another, and when notes sound."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from muse_music.notation import fonts
from muse_music.notation.engrave import layout
from muse_music.notation.notes import Named
from muse_music.notation.partlist import label, short
from muse_music.notation.systems import Paper, System, Systems, systems
from muse_music.shown.facts import facts
from muse_music.shown.piece import Piece, piece
from muse_music.shown.times import Lit, lit
from muse_music.theory import gm
from muse_music.theory.notes import DRUMS

_PAPERS = {"": Paper(2000, 24, 24), "narrow": Paper(900, 14, 14)}
_HEIGHTS = {"": 1300, "narrow": 1200}
"""What a page holds (tenths of a millimetre); a system that is higher has one of its own."""
_GAP = 60  # between systems
_TALLEST = 20_000
_KEPT = 8
_USED = re.compile(r'href="#([^"]+)"')
_SPACE = re.compile(r">\s+<")
_TAG = re.compile(r"<(g|text|tspan)((?: [\w:]+=\"[^\"]*\")+)")
_ATTRIBUTE = re.compile(r" ([\w:]+)=\"([^\"]*)\"")
_SINGLE = re.compile(r"<g>(<[^<>]+/>|<path[^<>]*></path>)</g>")
_EMPTY = re.compile(r"<g(?: class=\"\w+\")?(?: />|/>|></g>)")
_HIDDEN = re.compile(r'<g visibility="hidden">(?:<[^<>]+/>)*</g>')
_LONG = re.compile(r"(\d+\.\d)\d+")
_STYLED = {
    **dict.fromkeys(("ending", "fing", "reh", "tempo"), ' font-weight="bold"'),
    **dict.fromkeys(("dir", "dynam", "mNum"), ' font-style="italic"'),
}
_CLASSES = frozenset({"note", "measure", "system", "harm", "verse"})
_MINE = re.compile(r"n\d+")


@dataclass(frozen=True)
class Engraved:
    """The pages of a score as SVG, their sizes, the first bar of each, and when notes are lit."""

    pages: list[str]
    sizes: list[tuple[int, int]]
    firsts: list[int]
    lit: list[Lit]


def score(data: bytes, place: str = "") -> tuple[str, bytes]:
    """Return what a score is in JSON, or one of its pages as SVG.

    `place` is "" or "narrow" for the first, "1" or "narrow/1" for a page. KeyError for another.
    """
    kind, _, page = place.rpartition("/")
    if page and not page.isdigit():
        kind, page = page, ""
    if kind not in _PAPERS:
        raise KeyError(place)
    made = _engraved(data, kind)
    if not page:
        return "application/json", json.dumps(
            _told(piece(data), made), ensure_ascii=False, separators=(",", ":")
        ).encode()
    if not 1 <= int(page) <= len(made.pages):
        raise KeyError(place)
    return "image/svg+xml", made.pages[int(page) - 1].encode()


def _told(shown: Piece, made: Engraved) -> dict[str, Any]:
    time = shown.song.time
    starts = [round(shown.straight(m.start), 3) for m in time.measures]
    return {
        **facts(shown),
        "pages": len(made.pages),
        "sizes": made.sizes,
        "parts": [
            {
                "label": label(part),
                "short": short(part),
                "instrument": part.instrument or gm.instrument(part.program),
                "programme": part.program,
                "drums": part.program == DRUMS,
            }
            for part in shown.song.parts
        ],
        "timemap": _timemap(made, starts),
    }


def _timemap(made: Engraved, bars: Sequence[float]) -> list[dict[str, Any]]:
    """Return what changes when: notes that are lit (`on`), and those that no longer are (`off`).

    Each time (s) has its bar (from 0) and page (from 1); a bar begins an entry even where it rests.
    """
    changes: dict[float, tuple[list[str], list[str]]] = {time: ([], []) for time in bars}
    for each in made.lit:
        changes.setdefault(round(each.on, 3), ([], []))[0].append(each.id)
        changes.setdefault(round(each.off, 3), ([], []))[1].append(each.id)
    told = []
    for time in sorted(changes):
        on, off = changes[time]
        # A hand that comes a little early plays the bar that it comes before.
        bar = max(0, bisect_right(bars, time + (0.02 if on else 0)) - 1)
        page = bisect_right(made.firsts, bar)
        entry: dict[str, Any] = {"t": time, "bar": bar, "page": page}
        told.append(entry | ({"on": on} if on else {}) | ({"off": off} if off else {}))
    return told


@lru_cache(_KEPT)
def _engraved(data: bytes, kind: str) -> Engraved:
    shown = piece(data)
    names: list[Named] = []
    # A browser has Chinese, whatever this machine has.
    asked = replace(layout(shown.song), names=names)
    found = systems(shown.song, asked, room=_TALLEST, paper=_PAPERS[kind])
    pages, sizes, firsts = [], [], []
    bar = 0
    for lines in _shared(found.lines, _HEIGHTS[kind]):
        page, size = _page(found, lines, _PAPERS[kind].width, bar)
        pages.append(page)
        sizes.append(size)
        firsts.append(bar)
        bar += sum(line.measures for line in lines)
    return Engraved(pages, sizes, firsts, lit(shown, names))


def _shared(lines: Sequence[System], room: float) -> list[list[System]]:
    pages: list[list[System]] = []
    used = room + 1.0
    for line in lines:
        height = line.bottom - line.top + _GAP
        if used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += height
    return pages


def _page(
    found: Systems, lines: Sequence[System], width: int, bar: int
) -> tuple[str, tuple[int, int]]:
    """Return a page as SVG, as high as its systems are, and its size."""
    at = _GAP / 2
    body = []
    for line in lines:
        x, y = found.left / found.factor, (at - line.top) / found.factor
        body.append(f'<g transform="translate({x:.0f} {y:.0f})">{line.drawn}</g>')
        at += line.bottom - line.top + _GAP
    height = round(at - _GAP / 2)
    music = _small("".join(body), bar)
    used = dict.fromkeys(_USED.findall(music))
    defs = _small("".join(found.glyphs[name] for name in used if name in found.glyphs), bar)
    page = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="{fonts.TYPEFACE}, Helvetica, Arial, sans-serif"><defs>{defs}</defs>'
        f'<g fill="currentColor" stroke="currentColor" transform="scale({found.factor:.6f})">'
        f"{music}</g></svg>"
    )
    return page, (width, height)


def _small(drawn: str, bar: int) -> str:
    """Return what verovio drew without what a screen doesn't need, its bars numbered from `bar`.

    Ids are left at notes, bars and glyphs, classes at what is looked for, and styles become
    attributes: a page that allows no styles shows them too.
    """
    count = bar

    def tag(found: re.Match[str]) -> str:
        nonlocal count
        own = dict(_ATTRIBUTE.findall(found[2]))
        made = ""
        classes = own.pop("class", "").split(" ")
        kind = classes[0]
        if kind == "measure":
            own["id"] = f"b{count}"
            count += 1
        elif not (_MINE.fullmatch(own.get("id", "")) or own.get("id", "").startswith("E")):
            own.pop("id", None)
        if kind in _CLASSES:
            made += f' class="{kind}"'
        if found[1] == "text":
            own["stroke"] = "none"
        made += _STYLED.get(kind, "")
        if "placeholder" in classes:
            made += ' visibility="hidden"'
        return f"<{found[1]}{made}" + "".join(f' {name}="{text}"' for name, text in own.items())

    drawn = _SPACE.sub("><", drawn)
    drawn = _TAG.sub(tag, drawn).replace("xlink:href", "href")
    drawn = _LONG.sub(r"\1", drawn)
    drawn = _HIDDEN.sub("", drawn)
    for _ in range(3):
        drawn = _EMPTY.sub("", _SINGLE.sub(r"\1", drawn))
    return drawn
