"""Chinese predicates: told as done, what kind of deed they are, what they say somebody wants."""

import re
from collections.abc import Iterator

from ..brief import Happening

_DONE = re.compile(
    r"[了过着]|^(?:想|要|会|能|是|有|在|住|没|不|爱|怕|害怕|喜欢|希望|必须|试图|决定)"
)
_RESULT = re.compile(
    r"^(继承|发现|遇见|遇到|碰到|收到|得到|找到|看到|看见|听到|听见|打开|打碎|打败|学会|爱上|离开|认识|拯救|"
    r"赢得|失去|丢失|弄丢|拾到|捡到|救出|救活|解开|揭开|破解|偷走|带回|带走|买下|卖掉|修好|写下|写出|画出|"
    r"发明|建造|创造|闯进|闯入|走进|进入|来到|回到|搬到|飞到|掉进|变成|成为|加入|逃出|战胜|说出|交到|收养|"
    r"领养|养大|开|救|丢|捡|买|卖|赢|输|偷|造|盖|种|养|杀|娶|嫁给|教会|完成|结识|迷上|穿越到|穿越|重逢|相遇)"
)
_WHOLE = re.compile(
    r"^(?:重逢|相遇|和好|和解|结婚|迷路|失踪|失明|醒来|出发|归来|回来|离家出走|分手)$"
)
_DEEDS = {
    "find": ("发现", "找到", "捡", "拾", "收到", "得到", "看见", "看到", "挖"),
    "inherit": ("继承",),
    "meet": ("遇", "认识", "结识", "相遇", "重逢", "碰到", "碰见", "邂逅"),
    "lose": ("丢", "失去", "弄丢", "遗失"),
    "learn": ("学", "练", "明白", "懂得"),
    "go": ("去", "到", "来到", "回", "走", "飞", "旅行", "离开", "出发", "穿越", "搬", "逃"),
    "save": ("救", "拯救", "保护", "守护"),
    "make": ("做", "造", "写", "画", "建", "发明", "开", "种", "盖", "创"),
    "love": ("爱", "恋", "嫁", "娶", "结婚", "迷上", "相爱"),
    "win": ("赢", "打败", "战胜", "击败"),
    "know": ("查", "破", "揭", "解开", "知道", "调查"),
    "change": ("变", "成为"),
}
"""What kind of deed a predicate tells, by characters of its beginning."""
_SOUGHT = {
    **{"寻找": "找到", "找寻": "找到", "调查": "查清", "追查": "查清", "侦破": "查清"},
    **{
        "拯救": "救下",
        "保护": "护住",
        "守护": "守住",
        "学习": "学会",
        "追求": "追到",
        "等待": "等到",
    },
    **{"追赶": "追上", "照顾": "照顾好", "修理": "修好", "研究": "弄懂"},
}
"""Predicates that take long, and what they come to."""


_WISH = re.compile(
    "(?:一心|一直)?(?:要|想要|想|打算|决定|决心|希望|必须|立志|发誓要|发誓)(?=[^求是])"
)
"""Words before what somebody wants to do."""


def sought(verb: str) -> str:
    """Return what a predicate that takes long comes to: "寻找师父" -> "找到师父"; else empty."""
    if wish := _WISH.match(verb):
        return verb[wish.end() :]
    for long, reached in _SOUGHT.items():
        if verb.startswith(long):
            return reached + verb.removeprefix(long)
    return ""


def done_form(verb: str) -> str:
    """Return a predicate as something done: "继承一座灯塔" -> "继承了一座灯塔"."""
    if _DONE.search(verb):
        return verb
    if verb.startswith(tuple(_SOUGHT)):
        return f"开始{verb}"
    if _WHOLE.search(verb):
        return f"{verb}了"
    return _RESULT.sub(r"\1了", verb, count=1)


def deeds(happening: Happening) -> Iterator[str]:
    """Yield the features of what was asked to happen: `deed-find`, `deed-state`, ..."""
    met = re.search("遇|发现|捡|收到|找到|继承|爱上", happening.verb)
    if happening.kind != "deed" and not (happening.kind == "state" and met):
        yield f"deed-{happening.kind}"
        return
    if _WISH.match(happening.verb):
        yield "deed-want"
        return
    for kind, signs in _DEEDS.items():
        if happening.verb.startswith(signs) or (met and met[0].startswith(signs)):
            yield f"deed-{kind}"
            return
    yield "deed-other"
