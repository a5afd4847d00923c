"""The sentences of a Chinese request: 一只想飞的猪的故事，要感人."""

import re

from ..choices import brief_words
from ..sheet import Sheet
from .clauses import Told, label
from .events import tell
from .head import FORM, polite
from .people import somebody

_HEAD = re.compile(rf"^[^，,。；;！!？?\n]*?{FORM}(?:的?{FORM})?")


_TELLS = re.compile(
    r"^(?:(?:故事)?(?:讲述|描写|讲|写)(?:的是|了)?|说的是|内容是|剧情是|情节是|：|:)"
)


def lesson(part: str) -> str:
    """Return what somebody learns by what a story is to teach: 要教她分享 -> 学会分享."""
    found = re.match(
        r"(?:要|想|希望)?(?:教会|教|让)(?:[他她它])?(?:学会|懂得|明白)?(.+)", part.strip()
    )
    return f"学会{found[1]}" if found else ""


def read_rest(
    work: Sheet, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what is left, sentence by sentence: the head with its form, and what happens."""
    unread: list[str] = []
    for sentence in re.split(r"[。！!？?\n；;]+", work.text):
        sentence = sentence.strip(" ，,：:")
        if not sentence:
            continue
        sentence = (
            sentence[polite(sentence) :]
            if re.match(r"(?:请|帮|给我|写|讲|来)", sentence)
            else sentence
        )
        head = _HEAD.match(sentence)
        tail = None if head else re.search(rf"的[^，,。；的]{{0,4}}{FORM}$", sentence)
        sentence = sentence[: tail.start()] if tail else sentence
        body = ""
        if head:
            before, body = head[0], sentence[head.end() :].strip(" ，,：:")
            known = len(cast) + len(events)
            theme, setting = _before(before, cast, events, theme, setting)
            if len(cast) + len(events) == known:
                unread.append(before.replace(theme or setting or "\n", ""))
        else:
            body = sentence
        body = _TELLS.sub("", body).strip(" ，,：:")
        kept = []
        for said in re.split(r"[，,]", body):
            part = re.sub(r"^(?:讲述|讲的是|讲|说的是|描写)(?:了)?(?=.{3})", "", said.strip())
            if part and not setting and _placed(part.strip()) and not tell(part).people:
                setting = part.strip().removeprefix("在")
            elif _speaks(part) or (part and _known(part.strip())):
                unread.append(part)
            elif cast and (taught := lesson(part)):
                events.append(f"{label(cast[0])}{taught}")
            elif part:
                kept.append(part)
        if not kept:
            continue
        told = tell("，".join(kept))
        new = [
            each
            for each in told.people
            if each not in cast and label(each) not in [label(c) for c in cast]
        ]
        cast += new
        first = label(cast[0]) if cast else ""
        events += told.events
        setting = setting or told.setting
        if told.theme:
            if not theme and not cast and not head:
                theme = told.theme
            elif first and not told.people and not told.events and len(told.theme) > 3 and not head:
                events.append(f"{first}{told.theme}") if told.theme[
                    0
                ] in "要能会" else unread.append(told.theme)
            elif not theme and (not cast or told.pair):
                theme = told.theme
            else:
                unread.append(told.theme)
    work.text = "。".join(unread)
    return theme, setting


ROOM = (
    r"(?:馆|店|厅|院|校园|学校|高中|大学|场|车站|站台|公园|花园|街|巷|城|镇|村|市|岛|山上|山里|湖边|河边|江边|海边|海上|港|灯塔|庙|宫|楼|教室|病房|宿舍|公寓|办公室|桥上|船上|列车上|火车上|亭|森林|星球|火星|月球|太空|"
    r"地铁|酒吧|客栈|长廊|厨房|田野|沙滩|沙漠|草原|江湖|世界|王国|城堡|监狱|上海|北京|南京|东京|广州|深圳|香港|台北|巴黎|伦敦|纽约|长安|洛阳|江南|杭州|苏州|成都|重庆|西安|武汉)"
)


def _placed(part: str) -> bool:
    """Whether a part is only a place: 唐朝长安, 高中校园, 在一座小岛上."""
    bare = part.removeprefix("在")
    if re.search(r"[有叫是]", bare):
        return False
    return (
        len(bare) < 14
        and bool(re.fullmatch(rf"[^，,]*{ROOM}(?:里|中|上|内)?", bare))
        and not tell(bare).events
    )


def _speaks(part: str) -> bool:
    """Whether a part speaks of the text, not of what happens in it."""
    part = part.strip()
    return bool(
        re.match(
            r"(?:要求|风格|藏[“\"]|开头|结尾是|第一句|以[“\"]|不少于|结局|结尾|字数|最好|不要|语言|希望|整体|基调|类型|题材|体裁|适合|必须|需要|用|以第|带点|带一点|要有?(?:反转|押韵|温|搞|恐|感|幽|悲|好|有)|请|谢谢|越|尽量|记得|适当|分[一二两三四五六七八九十\d])",
            part,
        )
        or re.fullmatch(
            r".{0,8}(?:风格|风|一点|一些|结局|结尾|反转|押韵|视角|人称|为主|左右|以内|以上|版|向)",
            part,
        )
    )


def _before(
    head: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what stands before the form: 一只想飞的猪的故事, 王芳和李伟的爱情故事, 秋天的诗."""
    if re.fullmatch(rf"(?:[一两三几\d]*[个首篇部段则支])?{FORM}", head):
        return theme, setting
    bare = re.sub(r"^(?:有)?[一两三几\d]*[首篇部段则支](?!的)|^[个段](?!人|体|性)", "", head)
    if re.match(r"(?:一个|两个|几个|一则|一种)", bare) and not re.match(
        rf"[一两几]个.*的.*{FORM}$", bare
    ):
        bare = bare[2:]
    of = re.match(rf"^(.+)的([^的]{{0,6}}?){FORM}$", bare)
    if of is None:
        kinds = re.match(rf"^(.{{1,8}}?){FORM}$", bare)
        word = kinds[1].strip("的") if kinds else ""
        word = re.sub(r"^一[个首篇部段种]", "", word)
        told = tell(word) if len(word) > 1 and not _known(word) else Told()
        if word and not theme and not cast and not _known(word):
            if told.people and somebody(told.people[0]):
                cast += told.people
                events += told.events
            else:
                theme = word
        return theme, setting
    said = re.sub(r"^(?:一[个首篇段部])(?=关于)", "", of[1])
    said = re.sub(r"^(?:怀念|思念|想念|纪念|赞美|歌颂|描写|描绘|表达|表现)(?=.)", "", said)
    plain = re.sub(r"^(?:发生)?在|(?:里|中|背景|时代|时期)$", "", re.sub(r"^一[个首篇]", "", said))
    if not setting and _placed(plain):
        return theme or ("" if _known(of[2]) or not of[2] else of[2]), plain
    where = re.fullmatch(r"(?:一[个首篇]?)?(?:发生)?在?(.+?)(?:里|中|上|背景|时代|时期)", said)
    if (
        where
        and not cast
        and not setting
        and re.search(r"(?:里|中|上|背景)$", said)
        and len(where[1]) > 1
        and not tell(said).events
    ):
        return theme, where[1]
    one = said
    if _known(re.sub(r"^一[个首篇]", "", one)):
        return theme, setting
    told = tell(one)
    if not told.people and not told.events:
        again = re.sub(r"^一[个首篇]", "", one)
        told = tell(again)
    cast += [each for each in told.people if each not in cast]
    events += told.events
    setting = setting or told.setting
    if told.theme and not theme and not _known(told.theme):
        theme = re.sub(r"^一[个首篇]", "", told.theme)
    if of[2] and not theme and (cast or events) and not _known(of[2]) and len(of[2]) > 1:
        theme = of[2]
    return theme, setting


def _known(word: str) -> bool:
    """Whether a word before the form is a genre, a mood or a size that is read already."""
    from ..choices import left

    if any(match.words == word for match in brief_words("zh", "occasion").find(word)):
        return True
    return not left(word, "zh") or word in (
        "优美",
        "好听",
        "好",
        "精彩",
        "完整",
        "简单",
        "经典",
        "原创",
        "新",
        "短小",
        "古体",
        "流行",
        "自由",
        "抒情",
        "叙事",
    )
