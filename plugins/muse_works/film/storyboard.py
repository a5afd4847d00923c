"""A storyboard as Markdown that a writer would type, and as JSON.

    # The Letter

    mood: calm
    style: watercolour

    ## On the shore

    A lighthouse keeper finds a letter in a bottle.

    - picture: a lighthouse on a rock, a bottle in the sand
    - seconds: 6
    - move: zoom in
    - transition: fade

Each heading of the second level begins a scene; what stands below it is spoken, and a list says the
rest. A line `![words](2)` is the second picture handed in. Without such headings each paragraph is
a scene.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..texts import clean
from .language import chinese
from .scenes import MOST, Scene, checked, of_text


@dataclass(frozen=True)
class Board:
    """A storyboard: its title, what is said of the whole film, and its scenes."""

    title: str = ""
    about: dict[str, str] = field(default_factory=dict)
    scenes: tuple[Scene, ...] = ()


ABOUT = ("mood", "style", "setting", "voice", "language", "music")
"""What a storyboard may say of the whole film: fields of the condition of these names."""

_KEYS = {
    **{name: name for name in ("picture", "say", "sound", "title", "seconds", "move")},
    **{"transition": "transition", "image": "picture", "time": "seconds", "camera": "move"},
    **{"画面": "picture", "图": "picture", "旁白": "say", "声音": "sound", "标题": "title"},
    **{"秒": "seconds", "时长": "seconds", "镜头": "move", "转场": "transition"},
}
_WHOLE = {
    **{name: name for name in ABOUT},
    **{"气氛": "mood", "风格": "style", "地点": "setting", "声": "voice", "语言": "language"},
    **{"音乐": "music"},
}
_VALUES = {
    **{"推近": "zoom_in", "拉远": "zoom_out", "左移": "pan_left", "右移": "pan_right"},
    **{"上移": "pan_up", "下移": "pan_down", "静止": "still"},
    **{"切": "cut", "叠化": "crossfade", "淡入": "fade", "擦除": "wipe", "滑动": "slide"},
    **{"推移": "push", "圈入": "iris", "翻页": "page"},
}
_PAIR = re.compile(r"^(?:[-*+]\s+)?([A-Za-z]+|[\u4e00-\u9fff]{1,3})\s*[:：]\s*(.+)$")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\((\d*)[^)]*\)$")


def read(text: str, name: str = "storyboard") -> Board:
    """Return a storyboard in Markdown or JSON; ValueError says what is wrong, and where."""
    stripped = text.lstrip("\ufeff").strip()
    if name.lower().endswith(".json") or stripped[:1] in ("{", "["):
        return _read_json(stripped)
    return _read_markdown(stripped)


def _read_json(text: str) -> Board:
    try:
        found: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON (line {error.lineno}: {error.msg})") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    whole: dict[str, Any] = found if isinstance(found, dict) else {"scenes": found}
    scenes = whole.get("scenes")
    if not isinstance(scenes, list) or not all(isinstance(each, dict) for each in scenes):
        raise ValueError('it has no list "scenes" of objects')
    made = []
    for number, each in enumerate(scenes[: MOST + 1], 1):
        try:
            made.append(checked(each))
        except ValueError as error:
            raise ValueError(f"scene {number}: {error}") from None
    about = {name: clean(whole[name]) for name in ABOUT if isinstance(whole.get(name), str)}
    title = whole.get("title")
    return Board(clean(title) if isinstance(title, str) else "", about, tuple(made))


def _read_markdown(text: str) -> Board:
    title, made = "", []
    about: dict[str, str] = {}
    values: dict[str, Any] = {}
    words: list[str] = []
    loose: list[str] = []
    inside = False

    def close() -> None:
        if not inside:
            return
        said = "\n".join(words).strip()
        given = {**({"say": " ".join(said.split())} if said else {}), **values}
        try:
            made.append(checked(given))
        except ValueError as error:
            raise ValueError(f"scene {len(made) + 1}: {error}") from None

    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("# ") and not title:
            title = bare[2:].strip()
        elif bare.startswith("## ") or bare == "##":
            close()
            inside, values, words = True, {}, []
        elif (pair := _PAIR.match(bare)) and (key := _key(pair[1], inside)):
            value = _VALUES.get(pair[2].strip(), pair[2].strip())
            if inside:
                values[key] = _number(value) if key in ("seconds", "sound") else value
            else:
                about[key] = value
        elif found := _PICTURE.match(bare):
            values["picture"] = int(found[2]) if found[2] else found[1]
        elif inside and pair and bare[0] in "-*+":
            raise ValueError(
                f"scene {len(made) + 1}: a scene has no {pair[1]!r}; it has picture, sound, title, "
                "seconds, move, transition"
            )
        else:
            (words if inside else loose).append(bare)
    close()
    if not made:
        made = of_text("\n".join(loose))
    return Board(title, about, tuple(made))


def _key(name: str, inside: bool) -> str | None:
    return (_KEYS if inside else _WHOLE).get(name.lower())


def _number(value: str) -> float | int | str:
    found = re.match(r"\d+(?:\.\d+)?", value)
    if not found:
        return value
    return float(found[0]) if "." in found[0] else int(found[0])


def markdown(board: Board) -> str:
    """Return a storyboard as Markdown that `read` takes."""
    zh = chinese("".join(scene.say for scene in board.scenes))
    lines = [f"# {board.title}", ""] if board.title else []
    lines += [f"{name}: {value}" for name, value in board.about.items() if value]
    lines += [""] if board.about else []
    for number, scene in enumerate(board.scenes, 1):
        lines += [f"## {f'第{number}场' if zh else f'Scene {number}'}", ""]
        if scene.say:
            lines += [scene.say, ""]
        told = scene.told()
        for name in ("say", "times"):
            told.pop(name, None)
        names = {"picture": "画面", "seconds": "秒", "move": "镜头", "transition": "转场"}
        names |= {"title": "标题", "sound": "声音"}
        lines += [f"- {names[key] if zh else key}: {_shown(value)}" for key, value in told.items()]
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def to_json(board: Board) -> str:
    """Return a storyboard as JSON that `read` takes."""
    whole: dict[str, Any] = {"title": board.title, **board.about}
    whole["scenes"] = [scene.told() for scene in board.scenes]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def numbered(scenes: Sequence[Scene], pictures: int, sounds: int) -> None:
    """Raise ValueError for the number of a picture or a sound that wasn't handed in."""
    for number, scene in enumerate(scenes, 1):
        if isinstance(scene.picture, int) and not 1 <= scene.picture <= pictures:
            raise ValueError(f"scene {number}: there is no picture {scene.picture} of {pictures}")
        if scene.sound > sounds:
            raise ValueError(f"scene {number}: there is no sound {scene.sound} of {sounds}")
