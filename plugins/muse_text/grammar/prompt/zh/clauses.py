"""Chinese clauses: who does what, in order; 一个叫林夏的女孩继承了灯塔，发现一封信."""

import re
from dataclasses import dataclass, field
from functools import cache

from ... import lexicon
from ...brief import Sort
from ...packs import table
from .people import HERO, MEASURES, ONE, PRONOUNS, is_name, kind, parse, somebody


@dataclass
class Told:
    """What a passage tells: phrases of people, events in order, and what is left as its theme."""

    people: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    theme: str = ""
    setting: str = ""
    pair: bool = False


JOINS = re.compile(
    r"^(?:然后|后来|接着|并且|并(?!不)|但是|但|却|而且|而|于是|结果|从此|随后|之后|同时|有一天|一天|某天|可是|不过|直到|因为|所以|突然有一天|没想到|谁知)+[，,]?"
)
END = re.compile(r"^(?:最后|最终|终于|结局(?:是|时|为)?|结尾(?:是|时)?|到了最后|故事最后)[，,]?")
AND = re.compile(r"[、]|(?:以及|还有|和(?!尚|好|解|平|谐)|与|跟(?!着|踪|随)|同(?=[他她]))")
CUT = re.compile(r"[，,；;]|(?:然后|接着|随后|并且|并(?!不|非|肩|排|没))(?=.{2})")


@cache
def _starters() -> tuple[tuple[str, ...], frozenset[str]]:
    verbs = table("zh", "reading/verbs")
    words = frozenset(verbs["verbs"].split()) | frozenset(verbs["before"].split())
    return tuple(sorted(words, key=len, reverse=True)), words


_LATER = re.compile(
    r"(?:[\d一二三四五六七八九十百几多两]+(?:年|天|个月|月|日|小时)(?:之?后|以后|前)|多年(?:后|以后))"
)


def starts(text: str) -> bool:
    """Whether a text begins with a verb or with what stands before one."""
    text = _LATER.sub("", text, count=1) if _LATER.match(text) else text
    if text.startswith(("和好", "和解")):
        return True
    return (
        bool(text)
        and text.startswith(_starters()[0])
        and not text.startswith(("的", "和", "与", "跟"))
    )


def verbal(text: str) -> bool:
    """Whether a modifier before 的 is a predicate (想飞) rather than an adjective (善良)."""
    words = frozenset(table("zh", "reading/verbs")["verbs"].split())
    if text == "会说话" or text.startswith(_ALWAYS):
        return True
    if len(text) < 2 or text in _ADJECTIVES:
        return False
    one = "想爱怕要会在被没不住有丢救养卖找偷"
    return any(text.startswith(word) for word in words if len(word) > 1 or text[0] in one)


_ALWAYS = ("总是", "总", "一直", "从不", "每天", "常常", "老是", "从来")
_ADJECTIVES = frozenset(
    (
        "不起眼 不快乐 不幸 失踪 失忆 失眠 孤独 寂寞 努力 开心 可爱 "
        "成功 失败 有趣 有名 有钱 没落 想象 生气 会飞 迷路 受伤 害羞 "
        "流浪 沉迷 退休 调皮 爱哭 爱笑 贪吃"
    ).split()
)


def listed(phrase: str) -> list[str]:
    """Return the phrases of people in a list, 小明和他的狗; none when a part of it is no one."""
    parts = [part.strip() for part in AND.split(phrase) if part.strip()]
    if not parts or not all(somebody(part) or part in ("我",) for part in parts):
        return []
    return parts


def split(clause: str) -> tuple[str, str] | None:
    """Split a clause into who and the predicate; None where it has no somebody before a verb."""
    thing: tuple[str, str] | None = None
    for size in range(1, min(len(clause), 24)):
        who, rest = clause[:size], clause[size:]
        if who[-1] in "的、和与跟，" or not starts(rest):
            continue
        if who in PRONOUNS or who in HERO:
            return who, rest
        if (
            re.fullmatch(r"[^了着过，]{1,4}的[^，]{1,8}", rest)
            and rest[0] not in "是有在从去被把和对给用"
        ):
            continue  # 外婆做的红烧肉 is a thing
        if listed(who) and not _inside(clause, size):
            return who, rest
        thing = thing or _hero(who, rest)
    return thing


def _hero(who: str, rest: str) -> tuple[str, str] | None:
    """Return a thing and what it does, where it is the hero: 一颗星星掉了下来, 太阳不想上班."""
    if re.match(r"一[颗朵片滴棵盏粒只].", who):
        return who, rest
    known = lexicon.find("zh", who) if len(who) > 1 else None
    alone = known is not None and who in known.words
    mind = rest.startswith(tuple(table("zh", "reading/verbs")["mind"]))
    return (who, rest) if mind and (alone or (len(who) > 2 and _thing(who))) else None


def _inside(clause: str, size: int) -> bool:
    """Whether a cut falls inside a longer noun or name: 小兔|子, 女|儿."""
    longer = clause[: size + 1]
    return (
        len(longer) > size
        and bool(kind(longer))
        and not starts(clause[size:][:2])
        and listed(longer) != []
    )


def _thing(who: str) -> bool:
    """Whether somebody that isn't alive may be meant: 一朵云, 小雨滴, 最后一片叶子."""
    return (
        bool(ONE.match(who))
        or who.startswith("小")
        or bool(re.match(r"一(?:片|滴|盏|根|阵|粒|张|本|块|棵|朵|颗|座|把)", who))
    )


def label(phrase: str) -> str:
    """Return what a person is called as the subject of an event."""
    found = parse(phrase)
    if not found:
        return phrase
    one = found[0]
    if one.pronoun == "我":
        return "我"
    return one.group or one.name or one.role


def modified(phrase: str) -> tuple[str, str]:
    """Split 一只想飞的猪 into 一只猪 and 想飞; the second is empty for an adjective."""
    found = re.fullmatch(rf"((?:有)?(?:[一两三几四五]|\d)[{MEASURES}])?(.+)的([^的]+)", phrase)
    if found and re.search(rf"[一两三][{MEASURES}]", found[2]):
        return phrase, ""  # 遇到一只会说话的狐狸 tells of somebody else
    if not found or re.match(r"(?:名叫|叫|名为)", found[2]):
        called = re.fullmatch(rf"((?:一)[{MEASURES}])?(.+?)的((?:名叫|叫|名为).+?的.+)", phrase)
        if not called or not verbal(called[2]):
            return phrase, ""
        return called[3], called[2]
    if not kind(found[3]) and not found[1] and not is_name(found[3]):
        return phrase, ""
    if not verbal(found[2]):
        return phrase, ""
    return f"{found[1] or ''}{found[3]}", found[2]


def calls(clause: str) -> bool:
    """Whether a clause only says what somebody is called: 侦探叫李明, 一个叫林夏的女孩."""
    found = re.fullmatch(
        rf"(?:一[{MEASURES}])?([^，叫]{{1,8}}?)(?:名叫|叫做|叫作|名为|叫)([^，的]{{1,6}})", clause
    )
    if found and kind(found[1]) and not starts(found[2]):
        return True
    return bool(
        re.fullmatch(
            rf"(?:一[{MEASURES}])?(?:名叫|叫做|名为|叫)[^的，]{{1,8}}的[^的，]{{1,8}}", clause
        )
    ) and bool(kind(clause))


def wanting(clause: str) -> bool:
    """Whether a clause is nothing but somebody with a predicate before 的: 一朵想变成羊的云."""
    plain, said = modified(clause)
    if not said or split(said) or split(plain) or re.search(r"[和与跟]", said):
        return False
    mind = said.startswith(tuple(table("zh", "reading/verbs")["mind"]))
    return somebody(plain) or (mind and bool(ONE.match(clause)))


def whole(clause: str) -> list[str]:
    """Return the people of a clause that is nothing but them."""
    parts = [part for part in AND.split(clause) if part.strip()]
    plain = [modified(part)[0] for part in parts]
    if plain and all(somebody(part) for part in plain):
        return parts
    one = modified(clause)
    if one[1] and somebody(one[0]):
        return [clause]
    if (
        one[1]
        and ONE.match(clause)
        and one[1].startswith(tuple(table("zh", "reading/verbs")["mind"]))
    ):
        return [clause]  # a thing that wants or fears: 一朵想变成羊的云
    return []


_THERE = re.compile(r"^在[^，]{1,8}[里上中边外](?=造|做|建|发现|找|遇|听见|种|开|画|写|捡|救|丢)")
"""Where a deed is done, before it: 在客厅里造船."""


def kind_of_event(predicate: str) -> Sort:
    """Return the kind of a happening: want, fear, state or deed."""
    verbs = table("zh", "reading/verbs")
    predicate = _THERE.sub("", predicate)
    if predicate.startswith(tuple(verbs["fear"])):
        return "fear"
    if predicate.startswith(tuple(verbs["want"])) and not predicate.startswith(
        ("想起", "想念", "想到", "想出")
    ):
        return "want"
    return "state" if predicate.startswith(tuple(verbs["state"])) else "deed"
