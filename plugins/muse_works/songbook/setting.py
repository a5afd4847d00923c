"""The book's pages, set by Typst: cover, contents, songs, words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..texts import quoted
from .engraving import TYPEFACE, System
from .verses import Words

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0)}
MARGIN = 17.0
"""Of a page, mm."""

TELLS = {
    "en": {"contents": "Contents", "songs": "songs", "beats": "beats a minute", "words": "Words"},
    "zh": {"contents": "目录", "songs": "首歌", "beats": "拍每分钟", "words": "歌词"},
}
KINDS = {
    "en": {
        "Verse": "Verse",
        "Pre-chorus": "Before the chorus",
        "Chorus": "Chorus",
        "Bridge": "Bridge",
    },
    "zh": {"Verse": "主歌", "Pre-chorus": "预副歌", "Chorus": "副歌", "Bridge": "间奏"},
}


@dataclass(frozen=True, slots=True)
class Page:
    """A song as it is set: title, what stands below it, systems, words, a picture (PNG)."""

    title: str
    about: str
    systems: Sequence[System]
    words: Words | None = None
    sheet: Sequence[str] = field(default_factory=tuple)
    picture: bytes | None = None
    tall: float = 60.0
    """Height of the picture, mm."""


def book(
    title: str, subtitle: str, pages: Sequence[Page], cover: bytes | None, paper: str,
    language: str, folder: Path,
) -> str:  # fmt: skip
    """Write what the book shows into a folder, and return its source."""
    wide, high = PAPERS[paper]
    rows = [
        f"#set document(title: {quoted(title)}, date: none)",
        f"#set page(width: {wide}mm, height: {high}mm, margin: {MARGIN}mm)",
        f'#set text(font: ({quoted(TYPEFACE)},), size: 11pt, lang: "{language}")',
        '#let big(size, body) = text(font: ("Playfair Display", "Noto Sans CJK SC"),',
        "  weight: 800, size: size, body)",
        "#show heading: it => big(21pt, it.body)",
    ]
    rows += _cover(title, subtitle, cover, wide, high, folder)
    rows += _contents(language)
    for number, page in enumerate(pages, 1):
        rows += _song(number, page, wide, language, folder)
    return "\n".join(rows) + "\n"


def _cover(
    title: str, subtitle: str, cover: bytes | None, wide: float, high: float, folder: Path
) -> list[str]:
    size = max(
        26,
        min(
            54, round(54 * 16 / max(16, len(title) * (2 if ord(title[:1] or "a") > 0x2E80 else 1)))
        ),
    )
    name = f"#align(center)[#par(leading: .4em, justify: false, big({size}pt, [#{quoted(title)}]))]"
    below = f"#align(center, text(size: 15pt, {quoted(subtitle)}))"
    if cover is None:
        return [f"#page(numbering: none)[#v(1fr) {name} #v(8mm) {below} #v(1.4fr)]"]
    (folder / "cover.png").write_bytes(cover)
    return [
        "#page(margin: 0mm, numbering: none)[",
        f'#place(top + left, image("cover.png", width: {wide}mm,'
        f' height: {high * 0.66:.1f}mm, fit: "cover"))',
        f"#place(bottom + center, box(width: {wide}mm, height: {high * 0.34:.1f}mm, inset: 14mm)"
        f"[#v(1fr) {name} #v(5mm) {below} #v(1.2fr)])",
        "]",
    ]


def _contents(language: str) -> list[str]:
    return [
        "#set page(numbering: none)",
        f"#v(14mm) #big(25pt, [{TELLS[language]['contents']}]) #v(8mm)",
        "#show outline.entry: it => block(below: 5.5mm, text(size: 14pt, "
        "link(it.element.location(), it.indented(none, it.inner()))))",
        "#outline(title: none, indent: 0pt)",
        "#counter(page).update(0)",
        '#set page(numbering: "1", footer: context align(center,',
        "  text(size: 10pt, counter(page).display())))",
    ]


def _song(number: int, page: Page, wide: float, language: str, folder: Path) -> list[str]:
    width = wide - 2 * MARGIN
    rows = ["#pagebreak()"]
    head = f"#heading(level: 1, {quoted(page.title)})"
    about = (
        f"#v(1.5mm) #text(size: 10.5pt, fill: luma(90), {quoted(page.about)})" if page.about else ""
    )
    rows.append(f"{head} {about}")
    rows.append("#v(5mm)")
    for place, system in enumerate(page.systems):
        name = f"song-{number}-{place}.svg"
        (folder / name).write_text(system.svg, "utf-8")
        rows.append(f'#image("{name}", width: {width}mm)')
    if page.words is not None and page.words.more:
        rows.append("#v(4mm)")
        columns = min(2, len(page.words.more))
        made = []
        for verse, lines in enumerate(page.words.more, 2):
            told = " #linebreak() ".join(f"#{quoted(line)}" for line in lines)
            made.append(
                f"[#grid(columns: (7mm, 1fr), text(weight: 700, {quoted(f'{verse}.')}), "
                f"par(leading: .6em, text(size: 12.5pt)[{told}]))]"
            )
        rows.append(f"#grid(columns: ({'1fr, ' * columns}), gutter: 7mm, {', '.join(made)})")
    if page.picture is not None:
        (folder / f"song-{number}.png").write_bytes(page.picture)
        drawn = (
            f'image("song-{number}.png", width: {width}mm, height: {page.tall:.1f}mm, fit: "cover")'
        )
        rows.append(f"#v(1fr) #align(center, box(clip: true, radius: 3mm, {drawn}))")
    if page.sheet:
        rows += _sheet(page, language)
    return rows


def _sheet(page: Page, language: str) -> list[str]:
    """Return the page of words with chords above them."""
    rows = [
        "#pagebreak()",
        f"#big(18pt, {quoted(page.title)})",
        "#v(5mm)",
        "#set par(leading: .55em)",
    ]
    for line in page.sheet:
        if line.startswith("#"):
            name = line[1:].strip()
            name = quoted(KINDS[language].get(name, name))
            rows.append(f"#v(3mm) #text(size: 10pt, fill: luma(90), {name}) #v(1mm)")
        else:
            rows.append(_chorded(line))
    return rows


def _chorded(line: str) -> str:
    """Return a line of ChordPro: chords in brackets stand above the words that follow them."""
    import re

    pieces = re.split(r"\[([^\]]*)\]", line)
    cells = [("", pieces[0])] if pieces[0] else []
    cells += list(zip(pieces[1::2], pieces[2::2], strict=False))
    made = []
    for chord, words in cells:
        above = f'#text(size: 10pt, weight: 700, fill: rgb("#9a3324"), {quoted(chord or " ")})'
        pad = words.rstrip()
        gap = "#h(.32em)" if words != pad or not pad else ""
        made.append(
            f"#box(stack(dir: ttb, spacing: 1.6mm, [{above}], "
            f"text(size: 13pt, {quoted(pad or ' ')}))){gap}"
        )
    return "#block(below: 4mm)[" + "".join(made) + "]"
