"""Chinese surface: who is who, pronouns, measure words, punctuation."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from .cast import Character
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


def parse(asked: str) -> list[dict[str, str | int | bool]]:
    """Return what a phrase says of one character, or of each in a group ("两个机器人")."""
    if called := _CALLED.fullmatch(asked):
        return [{"name": called[1], "role": called[2], "head": head(called[2])}]
    named = _NAMED.match(asked)
    if named:
        role = _ONE.sub("", named[1])
        return [{"name": named[2], "role": role, "head": head(role)}]
    name, comma, role = asked.replace(",", "，").partition("，")
    if comma:
        role = re.sub(r"^是", "", role)
        role = _ONE.sub("", role)
        return [{"name": name, "role": role, "head": head(role)}]
    group = _GROUP.match(asked)
    if group and animate(group[3]):
        noun = head(group[3])
        kin = any(word in asked for word in table("zh", "words")["kin"])
        return [
            {"role": group[3], "head": noun, "group": asked, "first": k == 0, "kin": kin}
            for k in range(_NUMBERS[group[1]])
        ]
    bare = _ONE.sub("", asked)
    joined = "" if animate(bare) else _role_and_name(bare)
    if joined:
        return [{"name": bare.removeprefix(joined), "role": joined, "head": head(joined)}]
    if bare != asked or animate(bare) or "的" in bare or len(bare) > 4:
        return [{"role": bare, "head": head(bare)}]
    return [{"name": bare}]


def _role_and_name(phrase: str) -> str:
    """Return the role before a name of two or three characters: "女侦探林夏" -> "女侦探"."""
    if re.match(rf"[{''.join(_NUMBERS)}][{_MEASURES}]", phrase):  # several have no one name
        return ""
    for length in (2, 3):
        role, name = phrase[:-length], phrase[-length:]
        if len(role) > 1 and animate(role) and not role.endswith("的") and name[0] != "的":
            return role
    return ""


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


def facts(prefix: str, who: Character, alone: bool) -> dict[str, str]:
    """Return what templates may call a character; `alone`: nobody else has the same role."""
    another = who.name if who.kin else f"另一{measure(who.head)}{who.head}{who.name}"
    if who.group:
        intro = f"{who.group}中的{who.name}" if who.first else another
    elif who.role:
        intro = f"一{measure(who.head)}{who.role}，名叫{who.name}"
    else:
        intro = who.name
    brief = f"{who.role}{who.name}" if who.role and not who.group else intro
    the = f"那{measure(who.head)}{who.head}" if who.head and alone else who.name
    values = {"": who.name, ".intro": intro, ".the": the, ".he": who.pronoun, ".brief": brief}
    values[".role"] = who.role or "人"
    return {prefix + name: value for name, value in values.items()}


def plural(pronouns: list[str]) -> str:
    """Return the pronoun of several people together: 她们 or 它们 if all of them are."""
    return f"{pronouns[0]}们" if len(set(pronouns)) == 1 else "他们"


def group(phrase: str, names: str) -> str:
    """Return several people by the phrase that asked for them and by their names."""
    return f"{phrase}{names}"


def thing(theme: str) -> str:
    """Return the thing that a theme is about: "一把丢失的伞" -> "伞"."""
    found = re.search(r"(?:丢失|失窃|遗失|失落|丢了|被偷走?|不见了?)的(\w{1,4})$", theme)
    return found[1] if found else ""


def spot(theme: str) -> str:
    """Return the place that a theme names; Chinese themes are read for none."""
    return ""


def kind(theme: str) -> str:
    """Return what a theme is: abstract, doing, thing, person or place; empty for a clause."""
    words = table("zh", "words")
    if re.search(r"[，,怎么为什吗呢]|如何|是", theme) or len(theme) > 12:
        return ""
    if animate(theme):
        return "person"
    if theme.endswith(tuple(words["doing"])):
        return "doing"
    if measure(theme) != "个" or theme.removesuffix("子").endswith(tuple(words["objects"])):
        return "thing"
    return "place" if theme.endswith(_INSIDE + tuple(words["sites"])) else "abstract"


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence: "甲、乙和丙"."""
    return "和".join(["、".join(names[:-1]), names[-1]] if names[1:] else names)


def place(setting: str) -> str:
    """Return a setting as the place of a sentence: "古代仙侠世界" -> "在古代仙侠世界里"."""
    if setting.startswith(("在", "当")):
        return setting
    return f"在{setting}里" if setting.endswith(_INSIDE) else f"在{setting}"


def room(setting: str) -> str:
    """Return a setting as the place of a scene, such as 咖啡馆; empty for whole worlds."""
    wide = ("世界", "王国", "城市")
    return setting if setting.endswith(_INSIDE) and not setting.endswith(wide) else ""


def tidy(text: str) -> str:
    """Fix what filling left: measure words of 一〔noun〕, doubled marks, half-width marks."""
    text = _COUNTED.sub(lambda m: f"{m[1]}{measure(m[2])}{m[2]}", text)
    half = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
    text = re.sub(r"(?<=[\u4e00-\u9fff”])[,?!;:]", lambda m: m[0].translate(half), text)
    text = re.sub(r"[，、]+(?=[。！？，；])", "", text)
    text = re.sub(r"([。！？])。", r"\1", text)
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
