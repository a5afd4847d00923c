"""Chinese surface: who is who, pronouns, measure words, punctuation."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from .packs import table

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3}
_MEASURES = "个位只名条头匹尊棵朵颗群对双把块枚座"
_GROUP = re.compile(rf"^([{''.join(_NUMBERS)}])([{_MEASURES}]?)(.+)$")
_ONE = re.compile(rf"^(?:一|那|这)[{_MEASURES}](?=.)")
_CALLED = re.compile(r"(?:一[个位名])?(?:名叫|叫做|名为|叫)([^的]+)的(.+)")  # 名叫阿蓝的女巫
_NAMED = re.compile(r"^(.+?)[，,]?(?:名叫|叫做|名为|叫)(.+)$")
_INSIDE: tuple[str, ...] = (
    "世界",
    "城堡",
    "森林",
    "王国",
    "灯塔",
    "村庄",
    "村子",
    "学校",
    "医院",
    "图书馆",
    "城市",
)
_INSIDE += (
    "小镇",
    "房间",
    "屋子",
    "店",
    "馆",
    "楼",
    "塔",
    "园",
    "工厂",
    "飞船",
    "车站",
    "宫",
    "庙",
)
"""Settings that one is in (里); others take 在 alone, as towns do by their names."""
_COUNTED = re.compile(r"([一那这])〔([^〕]+)〕")


def head(role: str) -> str:
    """Return the noun of a phrase: what stands after its last 的."""
    return role.rpartition("的")[2] or role


def animate(phrase: str) -> bool:
    """Whether a phrase ends in somebody rather than something."""
    words = table("zh", "words")
    return phrase.endswith(tuple(words["animate"])) and not phrase.endswith(tuple(words["things"]))


def pronoun(noun: str, name: str, random: Random) -> str:
    """Return 他, 她 or 它 for a role or, where the role leaves it open, by a draw."""
    words = table("zh", "words")
    if noun.endswith(tuple(words["she"])):
        return "她"
    if noun.endswith(tuple(words["he"])):
        return "他"
    if noun.endswith(tuple(words["it"])):
        return "它"
    if name[-1:] and name[-1] in words["names_she"]:
        return "她"
    return "他" if name[-1:] and name[-1] in words["names_he"] else random.choice("他她")


def measure(noun: str) -> str:
    """Return the measure word that a noun wants, by its longest known ending; 个 for none."""
    known = _measures()
    endings = (noun[start:] for start in range(len(noun)))
    return next((known[ending] for ending in endings if ending in known), "个")


@cache
def _measures() -> Mapping[str, str]:
    measures = table("zh", "words")["measures"]
    return {noun: word for word, nouns in measures.items() for noun in nouns}


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence: "甲、乙和丙"."""
    return "和".join(["、".join(names[:-1]), names[-1]] if names[1:] else names)


def place(setting: str) -> str:
    """Return a setting as the place of a sentence: "古代仙侠世界" -> "在古代仙侠世界里"."""
    if setting.startswith(("在", "当")):
        return setting
    return f"在{setting}里" if setting.endswith(_INSIDE) else f"在{setting}"


def tidy(text: str) -> str:
    """Fix what filling left: measure words of 一〔noun〕, doubled marks, half-width marks."""
    text = _COUNTED.sub(lambda m: f"{m[1]}{measure(m[2])}{m[2]}", text)
    half = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
    text = re.sub(r"(?<=[\u4e00-\u9fff”])[,?!;:]", lambda m: m[0].translate(half), text)
    text = re.sub(r"[，、]+(?=[。！？，；])", "", text)
    text = re.sub(r"([。！？])[。，、；]+", r"\1", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff，。！？；：])[ \t]+(?=[\u4e00-\u9fff“])", "", text)
    return text.strip()


def title(text: str) -> str:
    """Return a title as it is: Chinese has no capitals."""
    return text


def sentences(text: str) -> list[str]:
    """Split a text into sentences, each with the space after it; joined they are the text."""
    return re.findall(r"(?s).+?(?:[。！？…]+[”』]?\s*|\n\n+|$)", text)


def words(text: str) -> list[str]:
    """Return the Chinese characters of a text."""
    return re.findall(r"[\u3400-\u9fff\uf900-\ufaff]", text)
