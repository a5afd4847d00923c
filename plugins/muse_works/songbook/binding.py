"""A songbook's files: pages by Typst, ChordPro, and the songs as sound."""

import re
from collections.abc import Sequence
from typing import Any

from muse import Run

from . import engraving, setting
from .condition import SongbookCondition
from .making import Song, language, title


def bound(
    songs: Sequence[Song], cover: bytes | None, pictures: Sequence[bytes],
    condition: SongbookCondition, run: Run,
) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """Return the files that are wanted, and what was measured."""
    contents: dict[str, Any] = {}
    measured: dict[str, Any] = {
        "songs": len(songs), "bars": [engraving.bars(song.musicxml) for song in songs],
        "keys": [song.facts.get("key") for song in songs],
    }  # fmt: skip
    for suffix in run.formats:
        if suffix == ".pdf":
            contents[suffix], staves = _pdf(songs, cover, pictures, condition, run)
            measured["staves"] = f"{min(staves):.1f} mm high"
        elif suffix in (".mid", ".wav"):
            for number, song in enumerate(songs, 1):
                contents[f"/{number:02}{suffix}"] = song.files[suffix]
        else:
            parts = [song.chordpro.strip() for song in songs]
            contents[suffix] = ("\n{new_song}\n".join(parts) + "\n").encode()
    return contents, measured


def _pdf(
    songs: Sequence[Song], cover: bytes | None, pictures: Sequence[bytes],
    condition: SongbookCondition, run: Run,
) -> tuple[bytes, list[float]]:  # fmt: skip
    import typst

    told = language(condition)
    wide, high = setting.PAPERS[condition.paper]
    width, page = wide - 2 * setting.MARGIN, high - 2 * setting.MARGIN - 6
    pages, staves = [], []
    for number, song in enumerate(songs):
        run.check()
        more = len(song.words.more[0]) * 6.2 + 14 if song.words and song.words.more else 0
        head = 84 if pictures else 24
        xml = _labelled(song.musicxml, told)
        systems, staff = engraving.fitted(
            xml, width, page - head - more, page, simple=song.words is not None
        )
        staves.append(staff)
        sheet = _sheet(song.chordpro) if condition.words else []
        picture = pictures[number] if pictures else None
        free = page - 24 - more - engraving.total(systems)
        tall = min(width * 0.58, free - 6)
        shown = picture if len(systems) == 1 and tall > 30 else None
        about = _about(song, told)
        pages.append(
            setting.Page(song.title, about, systems, song.words, sheet, shown, max(30.0, tall))
        )
    subtitle = _subtitle(songs, condition, told)
    source = setting.book(
        title(condition), subtitle, pages, cover, condition.paper, told, run.scratch
    )
    (run.scratch / "book.typ").write_text(source, "utf-8")
    made = typst.compile(
        str(run.scratch / "book.typ"), root=str(run.scratch), font_paths=_fonts(),
        ignore_system_fonts=True,
    )  # fmt: skip
    return bytes(made), staves


def _fonts() -> list[str]:
    from importlib.util import find_spec

    folders = []
    for package in ("pylopdf_fonts_zh_cn", "fontpkg_playfair_display", "manimgx_fonts_cjk"):
        held = find_spec(package)
        assert held is not None and held.submodule_search_locations  # Generator.requires
        folders.append(held.submodule_search_locations[0])
    return folders


def _labelled(musicxml: str, told: str) -> str:
    """Return a score whose sections are named in the language of the book."""
    for kind, label in (setting.KINDS["zh"] if told == "zh" else {}).items():
        musicxml = re.sub(rf"(<rehearsal[^>]*>){kind}( \d+)?<", rf"\g<1>{label}\2<", musicxml)
    return musicxml


def _about(song: Song, told: str) -> str:
    key, tempo = song.facts.get("key"), engraving.tempo(song.musicxml)
    beats = f"{tempo} {setting.TELLS[told]['beats']}" if tempo else ""
    return "  ·  ".join(str(part) for part in (key, song.facts.get("meter"), beats) if part)


def _subtitle(songs: Sequence[Song], condition: SongbookCondition, told: str) -> str:
    count = len(songs)
    sung = all("<lyric" in song.musicxml for song in songs)
    if told == "zh":
        parts = [f"{count} 首歌"]
    else:
        parts = [f"{count} song{'s' * (count != 1)} with {'words and ' * sung}chords"]
    if condition.edition != "C":
        name = {"Bb": "B flat", "Eb": "E flat", "F": "F"}[condition.edition]
        flat = f"{'降' * (name != 'F')}{name[0]} 调乐器"
        parts.append(flat if told == "zh" else f"for instruments in {name}")
    return "  ·  ".join(parts)


def _sheet(chordpro: str) -> list[str]:
    """Return the lines of a page of words: `#` before headings, chords in brackets."""
    made = []
    for line in chordpro.splitlines():
        found = re.fullmatch(r"\{(?:c|comment|start_of_\w+|so[vcb])(?::\s*(.*))?\}", line.strip())
        if found and found[1]:
            made.append(f"# {found[1]}")
        elif line.strip() and not line.startswith(("{", "#")):
            made.append(line.strip())
    return made
