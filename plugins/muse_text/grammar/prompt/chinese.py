"""What a Chinese request is about: 关于…, 发生在…, 主角是…, and names of themes."""

import re

from .. import chinese
from ..cast import MOST, clean
from .english import Spans, _take, packs_theme

_FORM = (
    r"(?:七言绝句|五言绝句|绝句|七绝|五绝|五言诗|歌词|歌曲|"
    r"故事|小说|剧本|短剧|话剧|诗歌|小诗|诗|歌|童话|寓言|大纲)"
)
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
_SEVERAL = re.compile(rf"([两二三四五][个位只名条对匹头][^，,。；！？\n关在]{{1,10}}?)的{_FORM}")
_WHO = r"((?:[一两二三四五几]|\d)[个位只名条对匹头群].+?)"
_ROOM = (
    r"(?:馆|店|厅|院|校|场|站|园|街|巷|城|镇|村|市|省|国|岛|山|湖|河|江|海|港|塔|庙|宫|楼|屋|房|室|家|"
    r"桥|船|车|铺|亭|林|星|球|铁|界|吧|廊|所|司|厂|田|滩|路|上海|北京|南京|东京|广州|深圳|香港|台北|巴黎|伦敦|纽约|长安)"
)
_SIDE = r"(?:里面?|上|中|下|内|外|旁边?|边|门口|门前|前|后|底|角落里?)?"
_WHERE = re.compile(rf"{_WHO}在([^，,]*{_ROOM}{_SIDE})([^的在，,].*)$")
_BARE = re.compile(
    rf"(?:^|[：:，,])\s*([一两二三四五]个(?!发生)[^，,。；;！!？?\n发]{{2,10}}在[^。；;！!？?\n]+?){_END}"
)
_OF = re.compile(rf"[首篇个]([^，,。；！？\n首篇个关在写]{{1,8}})的{_FORM}")
_KIND = re.compile(rf"([^，,。；！？\n的一个首篇部写]{{2,4}}){_FORM}")
_NO_KIND = (
    "爱情",
    "短篇",
    "长篇",
    "中篇",
    "现代",
    "自由",
    "五言",
    "七言",
    "流行",
    "古体",
    "简短",
    "温馨",
    "悲伤",
)


def find(text: str, spans: Spans) -> dict[str, str | list[str]]:
    """Return theme, characters and setting, and add to `spans` the places that were read."""
    cast = people(_take(_PEOPLE.search(text), spans), names=True)
    setting = _take(_PLACE.search(text) or _BACKGROUND.search(text), spans)
    told = _take(_ABOUT.search(text) or _SUBJECT.search(text), spans)
    tells = [m for p in (_TELLS, _SEVERAL, _OF, _BARE) for m in p.finditer(text)]
    tells = [match for match in tells if not re.search(_FORM, match[1])]  # not 写一个悬疑故事
    if not told and tells:
        told = _take(tells[0], spans)
    if told and not cast and (cast := people(told, names=False)):
        told = ""
    if told and not cast:
        cast, where, told = _acting(told)
        setting = setting or where
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
    for part in re.split(r"[、,，]|(?:以及|还有|和(?!尚)|与|跟)", phrase):
        bare = clean(re.sub(r"^(?:一|那|这)[个位只名条头匹](?=.)", "", part.strip()), 24)
        known = chinese.animate(bare) or any(
            each.get("role") and each.get("name") for each in chinese.parse(bare)
        )
        if bare and not (known or (names and len(bare) <= 4)):
            return []
        found += [bare] if bare else []
    return found[:MOST]


def _acting(told: str) -> tuple[list[str], str, str]:
    """Split "两个程序员在上海的咖啡馆吵架" into who, where and what; who and where may be empty."""
    match = _WHERE.match(told)
    if match and (cast := people(match[1], names=False)):
        return cast, match[2], match[3]
    for end in range(min(len(told) - 2, 30), 2, -1):
        who, what = told[:end], told[end:].removeprefix("的")
        counted = re.fullmatch(_WHO, who)
        if (
            counted
            and len(what) > 1
            and what[0] not in "和与跟、"
            and (cast := people(who, names=False))
        ):
            return cast, "", what
    return [], "", told


def _overlaps(spans: Spans, match: re.Match[str]) -> bool:
    return any(start < match.end(1) and match.start(1) < end for start, end in spans)
