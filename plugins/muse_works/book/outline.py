"""A storyboard as Markdown that a writer can edit, and back."""

import re

from muse import RequestError

from .board import Board, Character, Language, Page
from .storyboarding import language_of

_KEYS = {
    "en": {
        "author": "author", "dedication": "for", "who": "who", "does": "doing", "where": "where",
        "seen": "with", "time": "time", "weather": "weather", "mood": "mood", "layout": "layout",
        "people": "Characters", "cover": "Cover", "page": "Page",
    },
    "zh": {
        "author": "作者", "dedication": "献给", "who": "人物", "does": "动作", "where": "地点",
        "seen": "还有", "time": "时间", "weather": "天气", "mood": "气氛", "layout": "版式",
        "people": "角色", "cover": "封面", "page": "第",
    },
}  # fmt: skip
_VALUES = {
    "zh": {
        "time": {"dawn": "清晨", "day": "白天", "sunset": "日落", "dusk": "黄昏", "night": "夜晚"},
        "weather": {"clear": "晴", "cloudy": "多云", "fog": "雾", "rain": "雨", "snow": "雪",
                    "storm": "暴风雨"},
        "mood": {"dreamy": "梦幻", "warm": "温暖", "cold": "寒冷", "melancholy": "忧伤",
                 "joyful": "欢快", "mysterious": "神秘", "dramatic": "壮丽", "calm": "宁静",
                 "romantic": "浪漫"},
        "layout": {"full": "整页", "above": "上图下文", "inset": "小图"},
    },
    "en": {},
}  # fmt: skip
_SCENE = ("who", "does", "where", "seen", "time", "weather", "mood", "layout")
_PAGE = re.compile(r"^(?:page\s*(\d+)|第\s*(\d+)\s*页)$", re.IGNORECASE)
_ENTRY = re.compile(r"^[-*]\s+([^:：]*[^:：\s])\s*[:：]\s*(.*)$")


def write(board: Board) -> str:
    """Return a storyboard as Markdown; `read` of it gives the same storyboard."""
    keys, lines = _KEYS[board.language], [f"# {board.title}", ""]
    top = [(name, getattr(board, name)) for name in ("author", "dedication")]
    lines += [f"- {keys[name]}: {value}" for name, value in top if value]
    lines += ["", f"## {keys['people']}", ""] if lines[-1] else [f"## {keys['people']}", ""]
    lines += [f"- {each.name}: {each.looks}" for each in board.characters]
    lines += ["", f"## {keys['cover']}", "", *_scene(board.cover, board.language), ""]
    for number, page in enumerate(board.pages, 1):
        head = f"第 {number} 页" if board.language == "zh" else f"Page {number}"
        lines += [f"## {head}", "", page.text, "", *_scene(page, board.language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _scene(page: Page, language: Language) -> list[str]:
    keys, between = _KEYS[language], "、" if language == "zh" else ", "
    lines = []
    for name in _SCENE:
        value = getattr(page, name)
        if name == "who":
            value = between.join(value)
        value = _VALUES[language].get(name, {}).get(value, value)
        if value:
            lines.append(f"- {keys[name]}: {value}")
    return lines


def read(text: str) -> Board:
    """Return the storyboard of Markdown; RequestError names the line that can't be read."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    language = language_of(text)
    title = ""
    top: dict[str, str] = {}
    people: list[Character] = []
    pages: list[Page] = []
    cover: dict[str, str] = {}
    part = "top"
    scene: dict[str, str] = {}
    prose: list[str] = []

    def finish() -> None:
        if part == "page":
            pages.append(_page("\n".join(prose).strip(), scene))

    for number, line in enumerate(lines, 1):
        entry = _ENTRY.match(line.rstrip())
        if line.startswith("# ") and not title:
            title = line[2:].strip()
        elif line.startswith("## "):
            finish()
            head = line[3:].strip()
            part, scene, prose = _part(head, number), {}, []
            if part == "cover":
                scene = cover
        elif part == "people" and entry:
            people.append(Character(entry[1], entry[2]))
        elif part == "top" and entry:
            top[_key(entry[1], number, ("author", "dedication"))] = entry[2]
        elif part in ("page", "cover") and entry and _known(entry[1]):
            name = _key(entry[1], number, _SCENE)
            scene[name] = _value(name, entry[2], number)
        elif part == "page":
            prose.append(line.rstrip())
        elif line.strip():
            raise RequestError(
                f"storyboard: line {number} belongs to no page: {line.strip()[:40]!r}",
                hint='a page begins with "## Page 1"',
            )
    finish()
    if not pages or not any(page.text for page in pages):
        raise RequestError(
            "storyboard: it has no page", hint='a page begins with "## Page 1" and has a text'
        )
    return Board(
        title, language, tuple(people), tuple(pages), top.get("author", ""),
        top.get("dedication", ""), _page("", cover) if cover else Page(""),
    )  # fmt: skip


def _part(head: str, number: int) -> str:
    if _PAGE.match(head):
        return "page"
    for part in ("people", "cover"):
        if head.lower() in (_KEYS["en"][part].lower(), _KEYS["zh"][part]):
            return part
    raise RequestError(
        f"storyboard: line {number}: {head!r} is no part of one",
        hint='parts are "Characters", "Cover" and "Page 1", "Page 2"...',
    )


def _known(word: str) -> bool:
    return any(word.lower() == _KEYS[language][name] for language in _KEYS for name in _SCENE)


def _key(word: str, number: int, names: tuple[str, ...]) -> str:
    for keys in _KEYS.values():
        for name in names:
            if word.lower() == keys[name]:
                return name
    known = ", ".join(_KEYS["en"][name] for name in names)
    raise RequestError(f"storyboard: line {number}: unknown {word!r}", hint=f"known are {known}")


def _value(name: str, value: str, number: int) -> str:
    """Return a value by its name in the vocabulary; RequestError for one that isn't in it."""
    chinese = _VALUES["zh"].get(name)
    if chinese is None or not value:
        return value
    value = next((key for key, word in chinese.items() if value in (key, word)), value)
    if value not in chinese:
        raise RequestError(
            f"storyboard: line {number}: {value!r} is no {name}",
            hint=f"{name} is one of {', '.join(chinese)}",
        )
    return value


def _page(text: str, scene: dict[str, str]) -> Page:
    who = tuple(w.strip() for w in re.split(r"[,，、]", scene.get("who", "")) if w.strip())
    return Page(text=text, **{**scene, "who": who})  # type: ignore[arg-type]
