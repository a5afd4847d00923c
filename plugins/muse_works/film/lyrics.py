"""Lyric videos: the words of a song light up as they are sung, over pictures that move slowly."""

from collections.abc import Generator as Steps
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse import Artifact, InputFile, Item, Order, RequestError

from ..orders import taken
from ..video import cues as subtitles
from ..video import mix, read
from ..video.cues import Cue
from ..video.write import RATE
from . import handed, parts, song, telling
from .filming import filmed
from .language import chinese
from .planning import Plan
from .scenes import Scene
from .session import FILMS, LONGEST
from .singing import Singing
from .song import Line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .session import Session

_PICTURE = 18.0
"""Seconds that a picture behind the words is shown."""

_LIGHTS = ("at sunrise", "by day", "at sunset", "at night")
_ZH_LIGHTS = ("日出", "白天", "日落", "夜晚")

_DEFAULTS = ("output", "count")

_WEIGHTS = {"model", "soundfont"}
"""Fields that a stranger's file could fetch something by."""


@dataclass
class Song:
    """A song: its words in time, its sound (n x 2 at 48 kHz), and what it is called and of."""

    lines: list[Line]
    samples: "NDArray[Any]"
    title: str
    topic: str


def lyric_film(session: "Session", item: Item, topic: str) -> Iterator[Any]:
    """Yield what happens, and the film of a song: handed in, or made about a topic."""
    condition, run = session.condition, session.run
    wanted = [suffix for suffix in FILMS if suffix in session.suffixes]
    odd = [suffix for suffix in session.suffixes if suffix in (".png", ".md", ".json")]
    if odd:
        raise RequestError(
            f"output: a lyric video has no storyboard ({odd[0]})", hint="write .mp4, .webm, .srt"
        )
    telling.sung(condition, run)
    session.expect(20, item)
    made = yield from _song(session, item, topic)
    cues = [Cue(line.start, line.end, line.text) for line in made.lines]
    seconds = round(min(LONGEST, len(made.samples) / RATE) * condition.fps) / condition.fps
    files: dict[str, Any] = {
        ".srt": subtitles.srt(cues).encode(),
        ".vtt": subtitles.vtt(cues).encode(),
    }
    measured: dict[str, Any] = {
        "duration": round(seconds, 3),
        "lines": len(made.lines),
        "syllables": sum(len(line.syllables) for line in made.lines),
    }
    if wanted:
        sources = yield from _pictures(session, item, made, seconds)
        mixed = mix.mixed(seconds, (), made.samples)
        measured["loudness"] = mixed.loudness
        count = round(seconds * condition.fps)
        title = condition.title if condition.title is not None else made.title
        showing = Singing(made.lines, sources, session.size, condition.fps, count, title)
        targets = [(suffix, run.scratch / f"{item.index}{suffix}") for suffix in wanted]
        yield from filmed(
            showing.frames(),
            count,
            mixed.samples,
            targets,
            session.size,
            condition.fps,
            run,
            item.index,
            soft=cues if condition.subtitles in ("soft", "both") else (),
            language="zho" if chinese(made.lines[0].text) else "eng",
            title=title,
            steps=10,
        )
        for suffix, path in targets:
            files[suffix] = path
    kept = {suffix: files[suffix] for suffix in session.suffixes}
    yield Artifact(kept, item, measured, condition.title or made.title or None)


def _song(session: "Session", item: Item, topic: str) -> Steps[Any, None, Song]:
    """Return the song: that which was handed in with its sound, or one that is made."""
    file = session.condition.song
    if file is None:
        return (yield from _written(session, item, topic))
    found = _lines(file)
    title = song.title(file.data)
    about = title if file.suffix == ".lrc" and title else found[0].text
    if session.condition.music is not None:
        return Song(found, handed.sound("music", session.condition.music, LONGEST), title, about)
    told = song.recipe(file.data)
    if told and not told["condition"].get("title"):
        title = about  # the file tells style and key instead
    if told:
        fields = {k: v for k, v in told["condition"].items() if v not in (None, [], "")}
        lacking = _WEIGHTS & fields.keys() or any(isinstance(v, dict) for v in fields.values())
        fields = {k: v for k, v in fields.items() if k not in _DEFAULTS}
        if not lacking:
            order = Order("music", "song", told["generator"], (".mid", ".wav"), fields, item)
            (made,) = yield from session.run.make_all([order])
            again = song.lines(made.files[".mid"].data)
            if [each.text for each in again] == [each.text for each in found]:
                samples = read.samples(made.files[".wav"].data, longest=LONGEST)
                return Song(again, samples, title, about)
    raise RequestError(
        f"song: {file.name} has words but no sound that can be made again",
        hint="hand the sound in too: --music song.wav",
    )


def _lines(file: InputFile) -> list[Line]:
    try:
        return song.lines(file.data)
    except ValueError as error:
        raise RequestError(
            f"song: {file.name}: {error}", hint="give a .mid, .kar or .lrc with words"
        ) from None


def _written(session: "Session", item: Item, topic: str) -> Steps[Any, None, Song]:
    """Have words written and a song made of them."""
    condition, run = session.condition, session.run
    by = condition.story_by
    fields: dict[str, Any] = {"prompt": topic}
    if run.takes("text", "form", by):
        fields["form"] = "lyrics"
    if run.takes("text", "length", by):
        fields["length"] = "short"
    words = yield from run.make("text", item=item, called="words", generator=by, **fields)
    title, verses = _verses(words.data.decode())
    by = condition.music_by
    wished = {"prompt": topic, "lyrics": "\n\n".join("\n".join(v) for v in verses), "title": title}
    wished |= {"mood": condition.mood or ""}
    fields = taken(wished, run.takes, "music", by)
    if "lyrics" not in fields:
        raise RequestError("music_by: it sings no words", hint="use --music-by music.midi")
    made = yield from run.make(
        "music", item=item, called="song", generator=by, formats=(".mid", ".wav"), **fields
    )
    found = song.lines(made.files[".mid"].data)
    samples = read.samples(made.files[".wav"].data, longest=LONGEST)
    return Song(found, samples, title or made.title or "", topic)


def _verses(text: str) -> tuple[str, list[list[str]]]:
    """Return the title and the verses of words in Markdown."""
    title = ""
    verses: list[list[str]] = [[]]
    for row in text.splitlines():
        bare = row.strip()
        if bare.startswith("# ") and not title:
            title = bare[2:].strip()
        elif not bare or bare.startswith("#"):
            verses.append([])
        else:
            verses[-1].append(bare)
    return title, [verse for verse in verses if verse]


def _pictures(
    session: "Session", item: Item, made: Song, seconds: float
) -> Steps[Any, None, list[Any]]:
    """Return what is shown behind the words, each as long: handed in, or painted."""
    condition, run = session.condition, session.run
    if condition.pictures:
        return [handed.shown(each, session.size) for each in condition.pictures]
    count = max(1, min(8, round(seconds / _PICTURE)))
    zh = chinese(made.topic)
    topic = made.topic
    for lead in ("a song about ", "song about ", "a song of ", "一首关于", "关于"):
        topic = topic.removeprefix(lead)
    topic = topic.removesuffix("的歌")
    lights = _ZH_LIGHTS if zh else _LIGHTS
    plan = Plan((), made.title, "", {}, zh)
    orders = []
    for number in range(count):
        light = lights[min(len(lights) - 1, number * len(lights) // count)]
        words = [topic, *([condition.setting] if condition.setting else []), light]
        scene = Scene(picture=("，" if zh else ", ").join(words))
        orders.append(parts.picture_order(scene, number + 1, condition, plan, item, run.takes))
    pictures = yield from run.make_all(orders)
    return [handed.picture(each.data, "picture", session.size) for each in pictures]
