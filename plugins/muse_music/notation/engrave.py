"""Engraved pages of a song: verovio draws the music, resvg makes pictures of it."""

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from muse_music.notation import fonts
from muse_music.notation.musicxml import Layout
from muse_music.notation.pages import badly, drawn, room, smaller
from muse_music.notation.systems import HEIGHT, WIDTH, engraver, systems
from muse_music.notation.tablature import Tab
from muse_music.theory.notes import Song

__all__ = ["MOST_PAGES", "engraver", "pages", "pdf", "png", "readable", "svg"]
MOST_PAGES = 12
"""Pages of a score in one picture, at most; a PDF has all of them."""


def pages(song: Song, tabs: Mapping[int, Tab] | None = None) -> list[str]:
    """Return each page of the score as an SVG of its own, WIDTH x HEIGHT in its units.

    `tabs` are tablature of parts, by their place.
    """
    shown = readable(song)
    asked = layout(shown, tabs)
    found = systems(shown, asked, room=room(0))
    part = smaller(found.lines)
    if part < 1:
        other = systems(shown, asked, room=room(0), part=part)
        if badly(other.lines) < badly(found.lines):
            found = other
    return drawn(shown, found)


def layout(song: Song, tabs: Mapping[int, Tab] | None = None) -> Layout:
    """Return what a page asks of a score: sections begin a system where they can."""
    breaks = frozenset(section.first for section in song.sections if section.first)
    return Layout(engraved=True, breaks=breaks, tabs=tabs or {})


def readable(song: Song) -> Song:
    """Return a song whose words can be shown here: in pinyin, where no font has Chinese."""
    texts = [song.title, song.composer, song.poet, *(p.instrument for p in song.parts)]
    texts += [note.lyric for part in song.parts for note in part.notes if note.lyric]
    if fonts.has_chinese() or not any(map(fonts.HAN.search, texts)):
        return song
    parts = [
        replace(
            part,
            instrument=_spelt(part.instrument),
            notes=[replace(n, lyric=_spelt(n.lyric)) if n.lyric else n for n in part.notes],
        )
        for part in song.parts
    ]
    title, composer, poet = map(_spelt, (song.title, song.composer, song.poet))
    return replace(song, title=title, composer=composer, poet=poet, parts=parts)


def _spelt(text: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text)) if fonts.HAN.search(text) else text


def svg(made: Sequence[str], title: str) -> bytes:
    """Return pages as one SVG, one below the other: at most MOST_PAGES of them."""
    shown = made[:MOST_PAGES]
    inner = "".join(
        f'<svg y="{at * HEIGHT}" width="{WIDTH}" height="{HEIGHT}">{page}</svg>'
        for at, page in enumerate(shown)
    )
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT * len(shown)}" '
        f'width="{WIDTH / 10}mm" height="{HEIGHT * len(shown) / 10}mm">'
        f"<title>{escape(title)}</title>{inner}</svg>"
    )
    return whole.encode()


def png(made: Sequence[str], *, check: Callable[[], None] = lambda: None) -> bytes:
    """Return pages as one PNG, 1240 px wide (150 dpi): at most MOST_PAGES of them."""
    from PIL import Image

    pictures = _pictures(made[:MOST_PAGES], 1240, check)
    pictures[-1] = _cropped(pictures[-1])
    sheet = Image.new("L", (1240, sum(p.height for p in pictures)), 255)
    at = 0
    for picture in pictures:
        sheet.paste(picture, (0, at))
        at += picture.height
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()


def pdf(made: Sequence[str], title: str, *, check: Callable[[], None] = lambda: None) -> bytes:
    """Return pages as a PDF of A4 pages, 200 dpi."""
    return _bound(_pictures(made, 1654, check), title)


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


def _pictures(made: Sequence[str], width: int, check: Callable[[], None]) -> list[Any]:
    """Return pages as Pillow pictures in greys."""
    import resvg_py
    from PIL import Image

    pictures = []
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        typeface = Path(folder) / "latin.ttf"
        typeface.write_bytes(fonts.latin())
        for page in made:
            check()
            data = resvg_py.svg_to_bytes(
                svg_string=page,
                background="#ffffff",
                width=width,
                font_files=[str(typeface)],
                font_family=fonts.TYPEFACE,
                serif_family=fonts.TYPEFACE,
                sans_serif_family=fonts.TYPEFACE,
                skip_system_fonts=page.isascii(),
            )
            with Image.open(io.BytesIO(bytes(data))) as picture:
                pictures.append(picture.convert("L"))
    return pictures


def _cropped(picture: Any) -> Any:
    """Return the last page without the blank paper at its foot."""
    from PIL import ImageChops

    box = ImageChops.invert(picture).getbbox()
    foot = min(picture.height, (box[3] if box else picture.height) + 60)
    return picture.crop((0, 0, picture.width, foot))
