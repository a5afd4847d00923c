"""What a Chinese request is about: 关于…, 发生在…, 主角是…, and names of themes."""

import re

from . import chinese
from .asks_english import Spans, _take, packs_theme
from .cast import MOST, clean

_FORM = r"(?:故事|小说|剧本|短剧|话剧|诗歌|小诗|诗|童话|寓言|大纲)"
_END = r"(?=[，,。；;！!？?\n]|$)"
_ALL = r"([^，,。；;！!？?\n]+?)"
_PEOPLE = re.compile(
    r"(?:主角|主人公|人物|角色)(?:分别)?(?:是|为|有|：|:)\s*([^。；;！!？?\n]+?)"
    r"(?=[，,](?:背景|主题|发生|结局|地点)|[。；;！!？?\n]|$)"
)
_PLACE = re.compile(
    rf"(?:发生在|背景是|背景为|地点是|地点在|设定在){_ALL}(?:的(?=[^，,。；的]{{0,6}}{_FORM})|{_END})"
)
_BACKGROUND = re.compile(rf"以{_ALL}为背景")
_ABOUT = re.compile(
    rf"(?:关于|有关|主题是|主题为){_ALL}(?:的(?=[^，,。；的]{{0,4}}{_FORM})|{_END})"
)
_SUBJECT = re.compile(rf"以{_ALL}为(?:主题|题)")
_TELLS = re.compile(
    r"(?:讲述|描写|讲|写)(?:的是|了)?((?:一|两|三)[个位只名条对](?!发生|关于|有关)[^，,。；;！!？?\n]+?)"
    rf"(?:的{_FORM}|{_END})"
)
_OF = re.compile(rf"[首篇个]([^，,。；！？\n首篇个关在写]{{1,8}})的{_FORM}")
_KIND = re.compile(rf"([^，,。；！？\n的一个首篇部写]{{2,4}}){_FORM}")
_NO_KIND = ("爱情", "短篇", "长篇", "中篇", "现代", "自由", "五言", "简短", "温馨", "悲伤")


def find(text: str, spans: Spans) -> dict[str, str | list[str]]:
    """Return theme, characters and setting, and add to `spans` the places that were read."""
    cast = people(_take(_PEOPLE.search(text), spans), names=True)
    setting = _take(_PLACE.search(text) or _BACKGROUND.search(text), spans)
    told = _take(_ABOUT.search(text) or _SUBJECT.search(text), spans)
    tells = _TELLS.search(text) or _OF.search(text)
    if not told and tells and not re.search(_FORM, tells[1]):  # not 写一个悬疑故事
        told = _take(tells, spans)
    if told and not cast and (cast := people(told, names=False)):
        told = ""
    told = told or packs_theme(text, spans, "zh")
    kind = None if told or cast else _KIND.search(text)
    if kind and not kind[1].startswith(_NO_KIND) and not _overlaps(spans, kind):
        told = _take(kind, spans)
    return {"theme": told, "characters": cast, "setting": setting}


def people(phrase: str, *, names: bool) -> list[str]:
    """Return the characters that a phrase names; none when a part of it is no one.

    With `names`, a part of at most four characters may be somebody's name.
    """
    found = []
    for part in re.split(r"[、,，]|(?:以及|还有|和|与|跟)", phrase):
        bare = clean(re.sub(r"^(?:一|那|这)[个位只名条头匹](?=.)", "", part.strip()), 24)
        known = chinese.animate(bare) or any(
            each.get("role") and each.get("name") for each in chinese.parse(bare)
        )
        if bare and not (known or (names and len(bare) <= 4)):
            return []
        found += [bare] if bare else []
    return found[:MOST]


def _overlaps(spans: Spans, match: re.Match[str]) -> bool:
    return any(start < match.end(1) and match.start(1) < end for start, end in spans)
