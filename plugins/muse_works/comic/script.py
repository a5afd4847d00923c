"""A comic's script: pages, panels, who says what; read from Markdown and written as it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from muse import RequestError

Shot = Literal["wide", "medium", "close", "splash"]
How = Literal["says", "shouts", "whispers", "thinks"]

SHOTS: Mapping[str, Mapping[Shot, str]] = {
    "en": {"wide": "Wide", "medium": "Medium", "close": "Close", "splash": "Splash"},
    "zh": {"wide": "远景", "medium": "中景", "close": "特写", "splash": "整页"},
}
"""Language -> how near a panel is seen, as its heading says it."""

HOWS: Mapping[str, Mapping[How, str]] = {
    "en": {"says": "", "shouts": "shouts", "whispers": "whispers", "thinks": "thinks"},
    "zh": {"says": "", "shouts": "喊", "whispers": "小声", "thinks": "想"},
}

MOST_PAGES = 48
MOST_PANELS = 9
"""Of a page."""

_SHOT_WORDS = {word.lower(): shot for words in SHOTS.values() for shot, word in words.items()}
_HOW_WORDS: dict[str, How] = {
    **{word: how for words in HOWS.values() for how, word in words.items() if word},
    **{"shout": "shouts", "shouting": "shouts", "yells": "shouts", "大喊": "shouts"},
    **{"whisper": "whispers", "whispering": "whispers", "轻声": "whispers", "低声": "whispers"},
    **{"thinking": "thinks", "thought": "thinks", "心想": "thinks", "内心": "thinks"},
}
_SPOKEN = re.compile(
    r"\*\*(?P<who>[^*]+?)\*\*\s*(?:[(（](?P<how>[^)）]*)[)）]\s*)?[:：]\s*(?P<text>.*)"
)
_SOUND = re.compile(r"\*(?P<text>[^*]+)\*")
_CAST = re.compile(r"[-*]\s+(?P<name>[^:：]*[^:：\s])\s*[:：]\s*(?P<look>.+)")
_PAGE = re.compile(r"##\s+(?:page\s*\d*|第.{1,4}页).*", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says, and how."""

    who: str
    text: str
    how: How = "says"


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a page, and what is lettered into it."""

    shot: Shot
    picture: str
    lines: tuple[Line, ...] = ()
    captions: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A comic before it is drawn; `cast` is name -> how somebody looks."""

    title: str
    language: str
    cast: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[tuple[Panel, ...], ...] = ()

    @property
    def panels(self) -> list[Panel]:
        """Return the panels of all pages, in order."""
        return [panel for page in self.pages for panel in page]


def is_chinese(text: str) -> bool:
    """Tell whether a text is in Chinese."""
    return len(re.findall(r"[\u4e00-\u9fff]", text)) > len(re.findall(r"[A-Za-z]+", text))


def written(script: Script) -> str:
    """Return a script as Markdown, which `read` reads again."""
    zh = script.language == "zh"
    colon, stops = ("：", "（）") if zh else (": ", "()")
    parts = [f"# {script.title}"]
    if script.cast:
        parts.append("\n".join(f"- {name}{colon}{look}" for name, look in script.cast.items()))
    for number, page in enumerate(script.pages, 1):
        parts.append(f"## 第{number}页" if zh else f"## Page {number}")
        for panel in page:
            parts.append(f"### {SHOTS[script.language][panel.shot]}")
            parts += [panel.picture] if panel.picture else []
            parts += [f"> {text}" for text in panel.captions]
            for line in panel.lines:
                how = HOWS[script.language][line.how]
                told = f"{'' if zh else ' '}{stops[0]}{how}{stops[1]}" if how else ""
                parts.append(f"**{line.who}**{told}{colon}{line.text}")
            parts += [f"*{text}*" for text in panel.sounds]
    return "\n\n".join(parts) + "\n"


def read(text: str) -> Script:
    """Return the script that Markdown tells; RequestError names the line that can't be read."""
    title, cast = "", dict[str, str]()
    pages: list[list[Panel]] = []
    language = "zh" if is_chinese(text) else "en"
    for number, row in _rows(text):
        if row.startswith("# "):
            title = row[2:].strip()
        elif _PAGE.fullmatch(row):
            pages.append([])
        elif row.startswith("### "):
            pages = pages or [[]]
            pages[-1].append(Panel(_shot(row[4:], number), ""))
        elif pages and pages[-1]:
            pages[-1][-1] = _with(pages[-1][-1], row)
        elif (found := _CAST.fullmatch(row)) and not pages:
            cast[found["name"].strip()] = found["look"].strip()
        else:
            raise _wrong(number, f"{row[:40]!r} is in no panel", "begin it with ### Wide")
    kept = [tuple(page) for page in pages if page]
    if not kept:
        raise RequestError("script: it has no panels", hint="write ## Page 1, then ### Wide")
    if len(kept) > MOST_PAGES:
        raise RequestError(f"script: {len(kept)} pages are too many", hint=f"at most {MOST_PAGES}")
    for index, page in enumerate(kept, 1):
        if len(page) > MOST_PANELS:
            told = f"script: page {index} has {len(page)} panels"
            raise RequestError(told, hint=f"give it at most {MOST_PANELS}")
    return Script(title, language, cast, tuple(kept))


def names(picture: str, cast: Mapping[str, str]) -> list[str]:
    """Return who of the cast a text names, in the order it does."""
    found = {name: _at(picture, name) for name in cast}
    return sorted((name for name in cast if found[name] >= 0), key=lambda name: found[name])


def _at(text: str, name: str) -> int:
    if is_chinese(name):
        return text.find(name)
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)
    return found.start() if found else -1


def _rows(text: str) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            yield number, row.strip()


def _shot(words: str, number: int) -> Shot:
    for word in re.split(r"[\s:：,，·-]+", words.lower()):
        if word in _SHOT_WORDS:
            return _SHOT_WORDS[word]
    choices = ", ".join(get_args(Shot))
    raise _wrong(number, f"{words!r} is no way to frame a panel", f"use {choices}")


def _with(panel: Panel, row: str) -> Panel:
    """Return a panel with one more row of its script."""
    if row.startswith(">"):
        captions = (*panel.captions, row[1:].strip())
        return Panel(panel.shot, panel.picture, panel.lines, captions, panel.sounds)
    if found := _SPOKEN.fullmatch(row):
        how = _HOW_WORDS.get((found["how"] or "").strip().lower(), "says")
        lines = (*panel.lines, Line(found["who"].strip(), found["text"].strip(), how))
        return Panel(panel.shot, panel.picture, lines, panel.captions, panel.sounds)
    if found := _SOUND.fullmatch(row):
        sounds = (*panel.sounds, found["text"].strip())
        return Panel(panel.shot, panel.picture, panel.lines, panel.captions, sounds)
    picture = f"{panel.picture} {row}".strip()
    return Panel(panel.shot, picture, panel.lines, panel.captions, panel.sounds)


def _wrong(number: int, what: str, hint: str) -> RequestError:
    return RequestError(f"script: line {number}: {what}", hint=hint)
