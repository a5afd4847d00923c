"""A Chinese request, read off its sheet into fields: who, where, what about, what happens."""

import re

from ...cast import clean
from ..choices import choose
from ..sheet import Sheet
from .clauses import Told, label, starts
from .counts import counts
from .events import tell
from .extras import read_extras
from .further import ROOM, lesson, read_rest
from .head import ALL, END, FORM, head_end, polite
from .people import HERO, MEASURES, kind

_PERSON = re.compile(
    rf"(?:故事)?(?:的)?({'|'.join(HERO)}|主要人物|主要角色|人物|角色)(?:分别)?(?:的?名字)?(是|为|有|：|:|叫做|叫作|名叫|叫|就是)\s*([^。；;！!？?\n]+?)"
    r"(?=[，,](?:背景|主题|发生|结局|地点|题目|标题|要求|要|字数|\d)|[。；;！!？?\n]|$)"
)


_PLACE = re.compile(
    rf"(?:故事)?(?:的)?(?:发生在|背景是|背景为|背景在|背景：|背景:|地点是|地点在|地点：|设定在|背景设定在|时间是|时间：|场景是|场景：){ALL}(?:的(?=[^，,。；的]{{0,6}}{FORM})|{END})"
)


_BACKGROUND = re.compile(rf"[，,]?以{ALL}为(?:故事)?背景(?:的)?")


_ABOUT = re.compile(
    rf"(?:关于|有关|主题是|主题为|主题：|主题:|围绕|题材是|内容是|内容：){ALL}(?:的(?=[^，,。；的]{{0,6}}{FORM})|{END})"
)


_WHOLE = re.compile(
    rf"(?:关于|有关|讲述|描写)(?:了)?([^。；;！!？?\n]+)的(?=[^，,。；的]{{0,6}}{FORM}(?:[，,。！？]|$))"
)


_SUBJECT = re.compile(rf"[，,]?以{ALL}为(?:主题|题|题材|中心|对象)(?:的)?")


_PLAINER = (
    (r"^(武侠|仙侠|科幻|奇幻|悬疑|恐怖|爱情|都市)[：:]\s*(?=.{3})", r"\1故事，"),
    (r"^(?:请|帮我|给我)*(?:写|作|来)?(?:一首)?咏([\u4e00-\u9fff]{1,3})$", r"写一首关于\1的绝句"),
    (r"(?<=[，,])(?:她|他)?[和跟与]([^，。]{2,8})成(?:了|为)(?:好)?朋友", r"认识了一个\1"),
    (
        r"一([个只位名])学(做饭|唱歌|飞|游泳|画画|写诗|跳舞|走路|说话|骑车|弹琴|钓鱼|写字|下棋)的",
        r"一\1想学会\2的",
    ),
    (
        r"的([\u4e00-\u9fff]{2})(搞笑|幽默|滑稽|悲伤|伤感|温馨|可爱)(诗|儿歌|童谣|歌)$",
        r"的\2\3，关于\1",
    ),
)
"""Short ways to ask, and how they are asked in full."""
_WHERE = re.compile(
    rf"(一[{MEASURES}])?([\u4e00-\u9fff]{{2,6}}?)(?:里|上|中|内)的?([\u4e00-\u9fff]{{2,5}})"
)
"""Somebody of a place: 火星上的植物学家, 高中校园里同桌."""


def find(sheet: Sheet) -> None:
    """Read a Chinese request off its sheet into fields."""
    sheet.text = re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "，", sheet.text)
    for before, after in _PLAINER:
        sheet.text = re.sub(before, after, sheet.text)
    sheet.text = re.sub(
        rf"^(?:请|帮我)*用({FORM})(?:的形式|体)?来?写([^，,。；]+)", r"写一首关于\2的\1", sheet.text
    )
    late = re.search(
        r"(?<=[，,])((?:请|帮我|给我)*(?:写|编|讲|创作|来)一?[首篇个段部]"
        rf"[^，,。；]*?{FORM})(?=[，,。；]|$)",
        sheet.text,
    )
    if late and not re.search(FORM, sheet.text[: late.start()]):
        sheet.text = f"{late[1]}。{sheet.text[: late.start() - 1]}{sheet.text[late.end() :]}"
    acts = re.search(r"[，,]?[\d一二两三四五]幕(?:剧)?", sheet.text)
    if acts:
        sheet.text = sheet.text.replace(acts[0], "，", 1).strip("，")
    read_extras(sheet)
    counts(sheet)
    rest = sheet.text[polite(sheet.text) :]
    cast: list[str] = []
    events: list[str] = []
    theme = setting = ""
    named = re.search(rf"{FORM}(?:的?{FORM})?", sheet.text)
    choose(
        sheet,
        "zh",
        head_end(sheet.text),
        named.end() if named else 0,
        () if named else ("form", "verse"),
    )
    work = Sheet(rest)
    while (found := _PERSON.search(work.text)) and len(cast) < 6:
        loose: list[str] = []
        _people(found, cast, events, loose)
        work.text = f"{work.text[: found.start()]}。{work.text[found.end() :]}。{'。'.join(loose)}"
    setting = work.take(_PLACE) or work.take(_BACKGROUND)
    theme = work.take(_SUBJECT)
    about = _WHOLE.search(work.text) or _ABOUT.search(work.text)
    if about:
        told = _told(about[1], work.text[about.start() :], about, cast, events)
        theme = theme or told.theme
        setting = setting or told.setting
        end = about.end() + (1 if work.text[about.end() : about.end() + 1] == "的" else 0)
        work.text = f"{work.text[: about.start()]} {work.text[end:]}"
    theme, setting = read_rest(work, cast, events, theme, setting)
    if not setting:
        for event in events:
            where = re.search(
                rf"在([^，,在]{{0,10}}{ROOM})(?=里|中|上|内|边|[\u4e00-\u9fff])", event
            )
            if where:
                setting = where[1]
                break
    for place, each in enumerate(cast):
        of = _WHERE.fullmatch(each)
        if of and kind(of[3]) and not kind(of[2]) and not setting:
            cast[place], setting = f"{of[1] or ''}{of[3]}", of[2]
    if not theme and not events and "genre" in sheet.fields:
        theme = "爱情" if sheet.fields["genre"].value == "love" else ""
    sheet.text = f"{work.text}{acts[0] if acts else ''}"
    theme = clean(re.sub(r"^(?:关于|有关|一[个首篇种]|给)", "", theme), 40).strip("的")
    sheet.set("theme", theme, theme)
    sheet.set(
        "characters", list(dict.fromkeys(clean(each, 40) for each in cast))[:6], "、".join(cast)
    )
    sheet.set("events", [clean(each, 60) for each in events][:8], "；".join(events))
    sheet.set("setting", clean(setting, 40), setting)


def _told(phrase: str, text: str, match: re.Match[str], cast: list[str], events: list[str]) -> Told:
    told = tell(phrase)
    cast += [each for each in told.people if each not in cast]
    events += told.events
    return told


def _people(found: re.Match[str], cast: list[str], events: list[str], loose: list[str]) -> None:
    """Read what stands after 主角叫 or 主角是: names, roles, and what they do."""
    who, verb, said = found.groups()
    named = verb in ("叫做", "叫作", "名叫", "叫") or "名字" in found[0]
    parts = [part for part in re.split(r"[，,]", said) if part.strip()]
    place = len(cast)
    for index, part in enumerate(parts):
        part = part.strip()
        if index == 0:
            names = [each for each in re.split(r"[、]|和(?!尚)|与|以及", part) if each]
            if named and all(len(each) < 7 for each in names):
                inner = re.fullmatch(r"(.{1,6}?)的(.+)", part)
                cast += [part] if inner else names
                continue
            told = tell(part)
            cast += [each for each in told.people if each not in cast]
            events += told.events
            if not told.people:
                cast += [re.sub(rf"^一[{MEASURES}]", "", each) for each in names if len(each) < 16]
            continue
        more = re.match(rf"({'|'.join(HERO)}|另一[个位]|配角)(?:是|叫|名叫|为)(.+)", part)
        if more:
            other = re.sub(rf"^一[{MEASURES}]", "", more[2])
            cast.append(f"{more[1][:2]}{other}" if more[1][0] in "女男" else other)
            continue
        role = re.fullmatch(rf"(?:[他她它]?是)?(?:一[{MEASURES}])?(.{{1,14}})", part)
        if (
            role
            and kind(role[1])
            and named
            and index == 1
            and cast
            and not re.match(r"[要想会和跟与在被把从去来到给对]|[他她它](?!是)|.+了", part)
        ):
            cast[-1] = f"{cast[-1]}，{role[1]}"
            continue
        subject = label(cast[place]) if len(cast) > place else ""
        if re.match(rf"(?:其中)?(?:另外?)?一[{MEASURES}](?:名叫|叫)", part) and subject:
            named_each = tell("，".join((cast[place], *parts[index:])))
            cast[place : place + 1] = named_each.people
            return
        if not starts(part) and not tell(part).people:
            loose.append(part)
            continue
        if index and not named and re.fullmatch(rf"一[{MEASURES}][^，]{{1,12}}", part):
            loose.append(part)  # her new neighbour, a boxer: said of the one before
            continue
        if taught := lesson(part):
            events.append(f"{subject}{taught}")
            continue
        told = tell(
            f"{subject}{part}" if subject and (starts(part) or not tell(part).people) else part
        )
        cast += [
            each
            for each in told.people
            if each not in cast
            and label(each) != subject
            and not (subject and each.startswith(subject))
            and label(each) not in [label(c) for c in cast]
        ]
        events += told.events or ([f"{subject}{part}"] if subject and starts(part) else [])
    if who[0] in "女男" and len(cast) > place:
        cast[place] = f"{who[:2]}{cast[place]}"
