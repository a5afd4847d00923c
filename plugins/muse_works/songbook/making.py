"""The steps of a songbook: words, music, pictures, pages."""

import re
from collections.abc import Generator as Steps
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import Artifact, Event, InputFile, Item, NotReady, Order, Run

from . import reading, verses
from .condition import STEPS, SongbookCondition


@dataclass(slots=True)
class Song:
    """A song of the book: its music as MusicXML and ChordPro, its words where it was written."""

    title: str
    musicxml: str
    chordpro: str
    words: verses.Words | None
    facts: dict[str, Any]
    files: dict[str, bytes]
    """What was made of it besides: suffix -> bytes."""


def language(condition: SongbookCondition) -> str:
    """Return the language that a book is asked in."""
    chinese = re.search("[\u4e00-\u9fff]", condition.prompt)
    return condition.language or ("zh" if chinese else "en")


def title(condition: SongbookCondition) -> str:
    """Return the title of the book."""
    return condition.title or reading.title(condition.prompt, language(condition))


def ordered(condition: SongbookCondition, item: Item) -> Iterator[Order]:
    """Yield what would be made for a book."""
    count = len(condition.songs_from) or condition.songs
    for number in range(1, count + 1):
        fields = _music(condition)
        if condition.songs_from:
            fields["melody"] = condition.songs_from[number - 1]
        else:
            words = _lyrics(condition)
            yield Order("text", f"song-{number}/words", condition.story_by, (), words, item)
        formats = (".musicxml",)
        yield Order("music", f"song-{number}/music", condition.music_by, formats, fields, item)
    if condition.pictures == "none":
        return
    told = {"prompt": reading.subject(condition.prompt), "width": 1240, "height": 1160}
    yield Order("image", "cover", condition.pictures_by, (".png",), told, item)
    for number in range(1, count + 1) if condition.pictures == "songs" else ():
        called = f"song-{number}/picture"
        small = {"width": 780, "height": 450}
        yield Order("image", called, condition.pictures_by, (".png",), small, item)


def _lyrics(condition: SongbookCondition) -> dict[str, Any]:
    fields = {
        "prompt": reading.one(condition.prompt), "form": "lyrics", "length": "short",
        "language": language(condition),
    }  # fmt: skip
    if reading.for_children(condition.prompt):
        fields["audience"] = "children"
    return fields


def _music(condition: SongbookCondition) -> dict[str, Any]:
    moved = condition.transpose + STEPS[condition.edition]
    fields: dict[str, Any] = {"view": "lead", "humanise": False, "ending": "plain"}
    if moved:
        fields["transpose"] = moved
    return fields


def steps(condition: SongbookCondition) -> int:
    """Return how many steps a book takes: words, music and pictures of each song, setting."""
    count = len(condition.songs_from) or condition.songs
    pictures = {"none": 0, "cover": 1, "songs": 1 + count}[condition.pictures]
    return count * (1 if condition.songs_from else 2) + pictures + 1


def songs(condition: SongbookCondition, item: Item, run: Run) -> Steps[Event, None, list[Song]]:
    """Return the songs: written, or those that are handed in."""
    by = condition.music_by
    if not run.takes("music", "lyrics", by) or not run.takes("music", "view", by):
        raise NotReady(
            f"music_by: {by or 'the default'} writes sound, not notes", hint="use music.midi"
        )
    count = len(condition.songs_from) or condition.songs
    formats = (".musicxml", ".cho", *(s for s in (".mid", ".wav") if s in run.formats))
    if condition.songs_from:
        _unused(condition, run)
        made = yield from run.make_all([
            run.order(
                "music", item=item, called=f"song-{number}/music", generator=by, formats=formats,
                **_music(condition), style=condition.style or "folk", melody=file,
            )
            for number, file in enumerate(condition.songs_from, 1)
        ])  # fmt: skip
        found = [
            _song(music, None, _name(music, file))
            for music, file in zip(made, condition.songs_from, strict=True)
        ]
        return found
    wanted = {
        name: value
        for name, value in _lyrics(condition).items()
        if name == "prompt" or run.takes("text", name, condition.story_by)
    }
    texts = yield from run.make_all([
        run.order(
            "text", item=item, called=f"song-{number}/words", generator=condition.story_by, **wanted
        )
        for number in range(1, count + 1)
    ])  # fmt: skip
    words = [verses.read(text.data.decode("utf-8")) for text in texts]
    words = _renamed(words)
    lost = [heading for each in words for heading in each.left_out]
    if lost:
        run.report.note(
            f"Sections of the words are left out ({len(lost)}, such as {lost[0]}): a song here is "
            "its verses and its chorus."
        )
    made = yield from run.make_all([
        run.order(
            "music", item=item, called=f"song-{number}/music", generator=by, formats=formats,
            **_music(condition), style=condition.style or "folk", drums=False, title=each.title,
            lyrics=each.lyrics, form=each.form,
        )
        for number, each in enumerate(words, 1)
    ])  # fmt: skip
    return [_song(music, each, each.title) for music, each in zip(made, words, strict=True)]


def _unused(condition: SongbookCondition, run: Run) -> None:
    for name in ("songs", "language", "story_by"):
        if name in condition.model_fields_set:
            run.report.ignore(name, "the songs are handed in")


def _renamed(words: Sequence[verses.Words]) -> list[verses.Words]:
    """Return songs without two titles that are alike: a later one is named by its first line."""
    made: list[verses.Words] = []
    for each in words:
        if any(each.title == other.title for other in made) and each.sections:
            line = each.sections[0][1][0].rstrip(",.;，。；")
            each = verses.Words(line, each.sections)
        made.append(each)
    return made


def _song(music: Artifact, words: verses.Words | None, name: str) -> Song:
    return Song(
        name,
        music.files[".musicxml"].data.decode("utf-8"),
        music.files[".cho"].data.decode("utf-8") if ".cho" in music.files else "",
        words,
        dict(music.report.measured),
        {suffix: music.files[suffix].data for suffix in (".mid", ".wav") if suffix in music.files},
    )


def _name(music: Artifact, file: InputFile) -> str:
    """Return what a song that is handed in is called: by itself, else by its file."""
    text = music.files[".musicxml"].data.decode("utf-8")
    found = re.search(r"<(?:work-title|movement-title)>([^<]+)<", text)
    if found and found[1].strip().lower() not in ("", "untitled"):
        from html import unescape

        return unescape(found[1].strip())
    return Path(file.name).stem.replace("_", " ").replace("-", " ").strip().title() or "Song"


def painted(
    songs: Sequence[Song], condition: SongbookCondition, item: Item, run: Run
) -> Steps[Event, None, tuple[bytes | None, list[bytes]]]:
    """Return the cover's picture and those of the songs."""
    if condition.pictures == "none":
        if "art" in condition.model_fields_set:
            run.report.ignore("art", "there are no pictures")
        return None, []
    about = reading.subject(condition.prompt) or title(condition)
    orders = [_picture(about, "cover", (1240, 1160), condition, item, run)]
    if condition.pictures == "songs":
        for number, song in enumerate(songs, 1):
            first = song.words.sections[0][1][0] if song.words and song.words.sections else ""
            told = ", ".join(filter(None, (about, song.title, first)))
            size = (780, 450)
            orders.append(_picture(told, f"song-{number}/picture", size, condition, item, run))
    made = yield from run.make_all(orders)
    data = [picture.files[".png"].data for picture in made]
    return data[0], data[1:]


def _picture(
    told: str,
    called: str,
    size: tuple[int, int],
    condition: SongbookCondition,
    item: Item,
    run: Run,
) -> Order:
    by = condition.pictures_by
    fields: dict[str, Any] = {"prompt": told}
    if run.takes("image", "width", by):
        fields |= {"width": size[0] // 8 * 8, "height": size[1] // 8 * 8}
    if run.takes("image", "style", by):
        fields["style"] = condition.art
    else:
        fields["prompt"] = f"{told}, {condition.art}"
    return run.order("image", item=item, called=called, generator=by, formats=(".png",), **fields)
