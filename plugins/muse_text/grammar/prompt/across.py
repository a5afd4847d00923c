"""A request in one language for a text in the other: its nouns by a list, its names by sound."""

import re
from functools import cache

from .. import packs


@cache
def _nouns(language: str) -> dict[str, str]:
    """Return the nouns of the other language, without articles, -> those of this one."""
    table = packs.table("zh", "reading/english")
    if language == "en":
        return dict(table)
    turned: dict[str, str] = {}
    for chinese, english in table.items():
        turned.setdefault(re.sub(r"^(?:an?|the|two) ", "", english), chinese)
    return turned


def noun(phrase: str, language: str) -> str:
    """Return a noun phrase in a language, or "" where the list doesn't know it."""
    known = _nouns(language)
    if language == "zh":
        bare = re.sub(r"(?i)^(?:an?|the|my|his|her)\s+", "", phrase).lower()
        return next((known[w] for w in (bare, bare.split()[-1] if bare else "") if w in known), "")
    for start in range(len(phrase)):
        if phrase[start:] in known:
            return known[phrase[start:]]
    return ""


def person(name: str, role: str, language: str) -> str:
    """Return the phrase of somebody in a language: 女侦探林夏 -> "Lin Xia, a detective"."""
    what = noun(role, language) if role else ""
    called = spelled(name) if language == "en" else name
    if language == "zh":
        return f"{called}，{what}" if called and what else called or what
    return f"{called}, {what}" if called and what else called or what


def spelled(name: str) -> str:
    """Return a Chinese name in Latin letters, the surname first: 林夏 -> "Lin Xia"."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{1,5}", name):
        return name
    from pypinyin import lazy_pinyin

    first, *rest = lazy_pinyin(name)
    return f"{first.capitalize()} {''.join(rest).capitalize()}".strip()
