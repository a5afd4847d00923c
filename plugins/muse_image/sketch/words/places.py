"""How Chinese verbs and words for places relate two things that follow each other."""

import re
from collections.abc import Sequence
from itertools import pairwise

from muse import Match

from .bound import VERBS, Said
from .chinese import MEASURES

WHERE = {
    "上": "on", "上面": "on", "之上": "on", "里": "in", "中": "in", "里面": "in", "内": "in",
    "之中": "in", "中间": "between", "之间": "between", "间": "in", "下": "under", "下面": "under",
    "之下": "under", "底下": "under", "后": "behind", "后面": "behind", "背后": "behind",
    "前": "before", "前面": "before", "面前": "before", "旁": "beside", "旁边": "beside",
    "边": "beside", "畔": "beside", "边上": "beside", "身边": "beside", "上空": "above",
    "上方": "above", "顶": "on", "顶上": "on", "脚下": "beside",
}  # fmt: skip
_WHERE = "|".join(sorted(WHERE, key=len, reverse=True))
DOING = {
    "骑": "riding", "乘": "riding", "坐着": "riding", "驾": "riding", "拿": "holding",
    "手持": "holding", "手拿": "holding", "捧": "holding", "手捧": "holding", "举": "holding",
    "握": "holding", "手握": "holding", "提": "holding", "撑": "holding", "打着": "holding",
    "端": "holding", "抱": "holding", "背着": "holding", "拎": "holding", "持": "holding",
    "挥舞": "holding", "弹": "using", "吹": "using", "拉": "using", "读": "using",
    "吃": "using", "放": "using", "放飞": "using",
    "喝": "using", "看书": "using", "叼": "holding", "穿": "wearing",
    "身穿": "wearing", "身着": "wearing", "戴": "wearing", "头戴": "wearing", "披": "wearing",
    "系": "wearing", "围": "wearing", "佩戴": "wearing", "看": "looking_at", "望": "looking_at",
    "凝视": "looking_at", "注视": "looking_at", "盯": "looking_at", "飞过": "above",
    "飞越": "above", "掠过": "above", "带着": "with", "牵着": "with", "带": "with",
}  # fmt: skip
_VERBS = "|".join(sorted(DOING, key=len, reverse=True))
MEASURED = f"(?:[一二两三四五六七八九十几]?[{MEASURES}]|一)?"
VERB = re.compile(rf"(?:.*?)({_VERBS})(?:着|了|上|在|向|住)?{MEASURED}$")
AFTER = re.compile(rf"({_WHERE})")
LEADS = re.compile(
    rf"(?:的|有着?|是|,|,)?(?:[停坐站躺卧趴开长挂放飞游盛立漂浮摆睡走]+(?:着|了|满))?的?{MEASURED}"
)
ELSEWHERE = re.compile("[在于到].*?[里上下中内边旁前后](?!的)")
"""A place that isn't read, which the first thing is at, not at the second."""
JOIN = re.compile(f"[和与、及]?{MEASURED}")
LONGEST = 80
"""Characters before a thing that say how it stands to the one before, at most."""
COMMA = re.compile("[,,]")
BREAK = re.compile(r"[,.;!?,。;!?\n]")


def relate(said: Said, gap: str, before: int, after: int) -> None:
    """Relate two things by what stands between and after them."""
    gap = gap[-LONGEST:].replace(" ", "")
    verb = VERB.match(_plain(said, before, after))
    how = DOING[verb[1]] if verb else ""
    where, rest = _where(gap, said.found[before])
    if COMMA.search(gap):
        if how in VERBS:
            said.say(before, how, after)
        elif where and COMMA.match(rest) and not said.bound.goal(before):
            said.bound.relate(after, where, before)  # "桥上,一位老人"
        elif said.doer(before) is not None:
            _placed(said, COMMA.split(gap)[-1], said.who(before), after)
        return
    if where and (rest or gap) and LEADS.fullmatch(rest):
        said.bound.relate(after, where, before)  # "桥上的人"
    elif how in VERBS or (how and not where):
        said.say(before, how, after)
    elif where and (rest or gap) and LEADS.fullmatch(_without_words(said, rest, before, after)):
        said.bound.relate(after, where, before)
    elif not _placed(said, gap, said.who(before), after) and JOIN.fullmatch(gap):
        said.go_on(before, after)


def led(said: Said, things: Sequence[int]) -> None:
    """Bind what is said before the one who does it: "穿着红裙的女孩", "骑着马的骑士"."""
    text, found = said.text, said.found
    for number, (place, owner) in enumerate(pairwise(things)):
        gap = text[found[place].end : found[owner].start]
        if not said.concept[owner].living or BREAK.search(gap):
            continue
        if gap == "" and said.concept[place].worn and not text[found[owner].start].isascii():
            said.bound.forget(place)
            said.bound.give(owner, "wears", place)  # "和服少女"
        if not gap.startswith("的"):
            continue
        start = found[things[number - 1]].end if number else 0
        verb = VERB.match(_last(_without_describing(said, place, start))[-LONGEST:])
        if verb is None:
            continue
        how, thing = DOING[verb[1]], said.concept[place]
        said.bound.forget(place)
        if thing.worn and how == "wearing":
            said.bound.give(owner, "wears", place)
        elif thing.cradled and how == "holding":
            said.bound.give(owner, "holds", place)
        elif (thing.held or thing.worn) and how in ("holding", "using"):
            said.bound.give(owner, "holds", place)
        elif how != "using":
            said.bound.relate(owner, how, place)


def _placed(said: Said, gap: str, before: int, after: int) -> bool:
    """Relate a thing to the place it is at: "猫在沙发上", "站在水乡的石桥上"."""
    text, found = said.text, said.found
    if not re.search("[在于到进]|[坐站躺趴卧停]着?", gap) or ELSEWHERE.search(gap):
        return False
    for place in range(after + 1, min(len(found), after + 9)):
        if place not in said.concept:
            continue
        if text[found[after].end : found[place].start] not in ("的", ""):
            break
        after = place
    where, _ = _where(text[found[after].end : found[after].end + 2], found[after])
    if not where and not re.search("[在于到进]", gap):
        return False
    said.bound.relate(before, where or "in", after)
    return True


def _where(following: str, match: Match) -> tuple[str, str]:
    """Return the relation that a word for a place ends with or is followed by, and the rest."""
    after = AFTER.match(following)
    if after:
        return WHERE[after[1]], following[after.end() :]
    return WHERE.get(match.words[-1:] if len(match.words) > 1 else "", ""), following


def _plain(said: Said, before: int, after: int) -> str:
    """Return the last clause between two things without what describes the second."""
    return _last(_without_describing(said, after, said.found[before].end))[-LONGEST:]


def _last(text: str) -> str:
    return BREAK.split(text)[-1]


def _without_describing(said: Said, place: int, start: int) -> str:
    """Return the text from `start` to a thing, without the words that describe the thing."""
    text, found = said.text, said.found
    end = found[place].start
    for match in reversed(found[:place]):
        verb = match.field in ("trait", "filler", "nothing") and VERB.match(match.words)
        if match.start < start or match.field == "thing" or verb:
            break
        if text[match.end : end].strip() not in ("", "的"):
            break
        end = match.start
    return text[start:end].replace(" ", "")


def _without_words(said: Said, gap: str, before: int, after: int) -> str:
    """Return a gap without the words found in it."""
    for match in said.found[before + 1 : after]:
        if match.field != "thing":
            gap = gap.replace(said.text[match.start : match.end], "", 1)
    return gap.replace("的的", "的")
