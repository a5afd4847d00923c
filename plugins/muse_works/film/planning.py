"""What a film is of: its scenes, from whichever was handed in, and what is said of the whole."""

import re
from dataclasses import dataclass, replace
from typing import Any

from muse import RequestError

from .. import texts
from ..video.moves import MOVES
from . import storyboard
from .condition import FilmCondition
from .language import chinese, reading_time
from .moods import mood
from .scenes import MOST, Scene, of_text, pictured
from .storyboard import Board

SOURCES = ("song", "scenes", "storyboard", "script", "prompt")
"""Fields that say what a film is of; the first that is given counts."""

CARD = 3.0
"""Seconds that a title or an ending is shown."""

SILENT = 4.0
"""Seconds of a scene without words."""

_FILM = re.compile(
    r"^(?:please\s)?(?:(?:make|create|generate|render|write)\s(?:me\s)?)?(?:an?|the)\s(?:\w+\s){0,3}?"
    r"(?:film|movie|video|short|clip|animation)\s(?:about|of|on)\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
_ZH_FILM = re.compile(
    r"^(?:请)?(?:做|拍|制作|生成|写|来)?(?:一)?(?:部|个|段)?(?:关于|讲述?)?(?P<topic>.+?)的?"
    r"(?:短片|电影|影片|视频|动画片?)[。.!！]?$"
)
_LYRIC = re.compile(
    r"(?:lyrics?\s(?:video|film)|karaoke(?:\svideo)?|歌词视频|歌曲视频|卡拉OK|MV)", re.IGNORECASE
)
_SONG_TOPIC = re.compile(
    r"(?:(?:of|for|to|with)\s)?(?:an?\s)?(?P<song>(?:\w{1,40}\s){0,3}?song\s.+|song)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plan:
    """A film before anything is made."""

    scenes: tuple[Scene, ...]
    title: str
    ending: str
    about: dict[str, str]
    zh: bool
    wish: str = ""
    """What somebody else is to write the story of, where the prompt is a wish and no story."""
    song: str = ""
    """What somebody else is to compose a song of, for a lyric video."""

    @classmethod
    def outlined(cls, condition: FilmCondition) -> "Plan":
        """Return the plan of a condition; RequestError when there is nothing to show."""
        if condition.song is not None:
            return cls((), condition.title or "", condition.ending or "", {}, False)
        wish = asked(condition)
        if wish[0]:
            text = wish[1]
            song, story = (text, "") if wish[0] == "song" else ("", text)
            title = condition.title or ""
            return cls((), title, condition.ending or "", {}, chinese(text), story, song)
        return cls.of(condition, _board(condition))

    @classmethod
    def of(cls, condition: FilmCondition, board: Board) -> "Plan":
        """Return the plan of a storyboard, with what the condition says."""
        title = condition.title if condition.title is not None else board.title
        words = " ".join(scene.say or scene.title for scene in board.scenes)
        zh = chinese(words or title)
        ending = condition.ending
        if ending is None:
            ending = ("剧终" if zh else "The End") if title else ""
        setting = condition.setting or board.about.get("setting", "")
        scenes = _handed(pictured(_numbered(board.scenes, condition), setting))
        if not scenes:
            raise RequestError(
                "prompt: there is nothing to show",
                hint="give --prompt, --script, --storyboard, --scenes or --pictures",
            )
        if len(scenes) > MOST:
            raise RequestError(
                f"scenes: there are more than {MOST}", hint="part the film, or join scenes"
            )
        try:
            storyboard.numbered(scenes, len(condition.pictures), len(condition.sounds))
        except ValueError as error:
            raise RequestError(f"scenes: {error}") from None
        return cls(tuple(_moved(scenes, condition)), title, ending, board.about, zh)

    def board(self) -> Board:
        """Return it as a storyboard."""
        return Board(self.title, self.about, self.scenes)

    def said(self, name: str, value: str | None) -> str:
        """Return what the condition says of the whole film, or else the storyboard."""
        return value or self.about.get(name, "")

    @property
    def mood(self) -> str:
        """The mood that the words speak of."""
        return mood(" ".join([self.title, *(scene.say for scene in self.scenes)]))

    @property
    def guessed(self) -> float:
        """About how many seconds it lasts."""
        length = sum(expected(scene) for scene in self.scenes)
        return length + CARD * (bool(self.title) + bool(self.ending)) or 60.0


def expected(scene: Scene) -> float:
    """Return about how many seconds a scene lasts."""
    words = max(SILENT, reading_time(scene.say) + 2.0) if scene.say else SILENT
    return max(scene.seconds, words if scene.say or not scene.seconds else 0.0)


def asked(condition: FilmCondition) -> tuple[str, str]:
    """Return whether a prompt wishes for a "song" or a "story" about something, and of what."""
    prompt = " ".join(condition.prompt.split()).strip()
    given = condition.scenes or condition.storyboard or condition.script
    if not prompt or given:
        return "", ""
    if found := _LYRIC.search(prompt):
        rest = " ".join((prompt[: found.start()] + " " + prompt[found.end() :]).split())
        topic = re.sub(
            r"^(?:please\s)?(?:make|create|做|制作|生成)?\s*(?:me\s)?(?:an?|一个|一段)?\s*",
            "",
            rest,
        )
        named = _SONG_TOPIC.search(topic)
        topic = named["song"] if named else topic.strip(" ，,的")
        return "song", topic or ("一首歌" if chinese(prompt) else "a song")
    found = _FILM.match(prompt.rstrip(".!")) or (
        _ZH_FILM.match(prompt) if len(prompt) < 60 else None
    )
    return ("story", found["topic"].strip(" ，,")) if found else ("", "")


def _board(condition: FilmCondition) -> Board:
    """Return the storyboard of what was handed in."""
    from .scenes import checked

    if condition.scenes:
        return Board("", {}, tuple(checked(each) for each in condition.scenes))
    if condition.storyboard is not None:
        text = texts.of_file("storyboard", condition.storyboard)
        try:
            return storyboard.read(text, condition.storyboard.name)
        except ValueError as error:
            raise RequestError(f"storyboard: {condition.storyboard.name}: {error}") from None
    if condition.script is not None:
        return of_script(texts.of_file("script", condition.script))
    return Board(scenes=tuple(of_text(condition.prompt)) if condition.prompt.strip() else ())


def of_script(text: str) -> Board:
    """Return a plain text or Markdown as a storyboard: its first heading is the title."""
    title = ""
    body: list[str] = []
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("#"):
            words = bare.lstrip("#").strip()
            if not title and not any(body):
                title = words
            body.append("")
        else:
            body.append(re.sub(r"^[-*>]\s+|[*_`]{1,3}(?=\w)|(?<=[\w.。!?])[*_`]{1,3}", "", bare))
    return Board(title, {}, tuple(of_text("\n".join(body))))


def _numbered(scenes: Any, condition: FilmCondition) -> list[Scene]:
    """Return scenes that take the pictures and sounds handed in by their order.

    Not where a scene names one by number; without scenes, each picture is one.
    """
    count, heard = len(condition.pictures), len(condition.sounds)
    made = list(scenes) or [Scene(picture=number) for number in range(1, count + 1)]
    if count and not any(isinstance(scene.picture, int) for scene in made):
        made = [
            replace(scene, picture=min(number, count)) if scene.picture == "" else scene
            for number, scene in enumerate(made, 1)
        ]
    if heard and not any(scene.sound for scene in made):
        made = [
            replace(scene, sound=number if number <= heard else 0)
            for number, scene in enumerate(made, 1)
        ]
    return made


def _handed(scenes: list[Scene]) -> list[Scene]:
    """Return scenes whose words have single spaces."""
    return [replace(scene, say=" ".join(scene.say.split())) for scene in scenes]


def _moved(scenes: list[Scene], condition: FilmCondition) -> list[Scene]:
    """Return scenes with the camera's moves and with transitions, by turns where none is told."""
    turns = ("zoom_in", "pan_right", "zoom_out", "pan_left")
    if condition.height > condition.width:
        turns = ("zoom_in", "pan_up", "zoom_out", "pan_down")
    made = []
    for number, scene in enumerate(scenes):
        move = scene.move or (condition.move if condition.move in MOVES else "")
        kind = scene.transition
        if not kind:
            kind = condition.transition if condition.transition != "auto" else "crossfade"
        made.append(replace(scene, move=move or turns[number % len(turns)], transition=kind))
    return made
