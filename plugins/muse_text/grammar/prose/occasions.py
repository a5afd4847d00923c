"""Occasions of scripts: what kind of scene was asked for, and what is spoken of in it."""

import re
from collections.abc import Mapping

from ..brief import Brief

_SIGNS: Mapping[str, str] = {
    "interview": r"\binterview|面试|应聘",
    "phone": r"\b(?:tele)?phone|\ba call\b|电话|通话",
    "court": r"\btrial\b|\bcourt(?:room)?\b|\bjudge|\blawyer|法庭|审判|开庭|法官|律师|打官司",
    "quarrel": r"\b(?:quarrel|argu|bicker|disagree|fight (?:over|about))|吵|争[论抢执着]|拌嘴|抢着",
    "wait": r"\bwait|\bqueue|\bstuck\b|等车|等公交|等人|等待|排队|困在",
}
"""The words that an occasion is read from."""
_ABOUT = {
    "en": re.compile(r"\b(?:about|over|on whether)\s+(.+)$"),
    "zh": re.compile(
        r"(?:为了?|关于|因为)([^，。]{1,12}?)(?:而|在)?(?:吵|争|拌嘴|抢|打)|"
        r"(?:争论|争抢|谈论|争着|抢着|抢)([^，。]{1,10})$"
    ),
}
_OCCASION = re.compile(
    r"interview|phone|call|trial|quarrel|argument|fight|面试|电话|审判|吵架|争吵"
)


def occasion(brief: Brief) -> str:
    """Return the kind of scene that was asked for: interview, phone, court, ...; or ""."""
    told = [topic.phrase for topic in brief.topics]
    told += [f"{each.verb} {each.rest}" for each in brief.happenings]
    told += [who.role for who in brief.people] + [brief.setting]
    text = " . ".join(told).lower()
    return next((name for name, signs in _SIGNS.items() if re.search(signs, text)), "")


def matter(brief: Brief) -> str:
    """Return what a script was asked to speak of ("the weather"), or ""."""
    for each in brief.happenings:
        text = f"{each.verb} {each.rest}".strip()
        if found := _ABOUT[brief.language].search(text):
            return next(filter(None, found.groups()), "").strip()
    told = [topic.phrase for topic in brief.topics if not named(topic.phrase)]
    told += [each.thing for each in brief.happenings if each.thing]
    return told[0] if told else ""


def named(phrase: str) -> bool:
    """Whether a phrase says what kind of scene it is ("a job interview"), not what it is about."""
    return bool(_OCCASION.search(phrase))
