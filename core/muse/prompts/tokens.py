"""Tokens, numbers and function words of English and Chinese; no vocabulary."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

TOKEN = re.compile(
    r"[a-z\u00df-\u024f]+(?:['\u2019][a-z]+)?|\d+(?:\.\d+)?|[\u3400-\u9fff\uf900-\ufaff]|[^\s\w]"
)
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
CLAUSE_END = frozenset(".;:!?。;:!?,,、\n")
SOFT_END = frozenset(",,、")

ENGLISH_NO = frozenset("no not without never none neither nor avoid except minus".split())
CHINESE_NO = ("没有", "不要", "不含", "不带", "不是", "并非", "没", "无", "不", "别", "非")
ARTICLES = frozenset("a an the any his her its their".split())
NOUGHT = ("0", "zero")
VERB_ENDS = ("ing", "wear", "wears", "hold", "holds", "have", "has", "carry", "ride", "with")
"""Ends of words that deny what follows them when they are denied: "not wearing a hat"."""
# Words in which a character of negation denies nothing.
NOT_NO = (
    *(
        "无尽",
        "无边",
        "无限",
        "无数",
        "无垠",
        "无比",
        "无论",
        "无声",
        "无忧",
        "无人",
        "无名",
        "无双",
    ),
    *(
        "不断",
        "不同",
        "不错",
        "不息",
        "不朽",
        "不夜",
        "不禁",
        "不久",
        "不安",
        "不少",
        "不仅",
        "不凡",
    ),
    *("非常", "非凡", "别墅", "别致", "特别", "沉没", "淹没", "出没", "离别", "告别", "川流不"),
)
ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"couple": 2, "pair": 2, "dozen": 12, "single": 1}
CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "双": 2}
CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMERALS = frozenset(CHINESE_DIGITS) | frozenset(CHINESE_POWERS)
MEASURES = frozenset(
    "个只条座朵颗棵艘匹片轮盏枝支头群株叶幅首名位所间栋道家面张对层扇根串束丛簇滴团段章节行句年天"
)
COUNT = re.compile(f"^[{''.join(sorted(CHINESE_NUMERALS))}]+[{''.join(sorted(MEASURES))}]?")
ENGLISH_STOP = frozenset(
    "a an the of in on at by to for from with and or but as is are be was were it its this that "
    "these those there here over under into onto near very some any make me my our your i we you "
    "please paint draw create generate write compose give show style full about like which who "
    "whose has have can will "
    "beautiful nice lovely s".split()
)
CHINESE_STOP = (
    *(
        "一幅",
        "一首",
        "一张",
        "一个",
        "一篇",
        "一段",
        "一种",
        "一座",
        "一只",
        "一条",
        "一片",
        "充满",
    ),
    *(
        "请",
        "给我",
        "帮我",
        "写",
        "作",
        "创作",
        "生成",
    ),
    *(
        "风格",
        "色彩",
        "主题",
        "关于",
        "发生在",
        "美丽",
        "的",
        "了",
        "在",
        "和",
        "与",
        "及",
        "有",
        "是",
    ),
    *(
        "着",
        "上",
        "下",
        "里",
        "中",
        "为",
        "把",
        "被",
        "之",
        "地",
        "得",
        "也",
        "都",
        "很",
        "这",
        "那",
        "它",
    ),
)


class Token(NamedTuple):
    """A word, character, number or mark of a text, in lower case, and where it stands."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens; places are those of the text as it was given."""
    return [Token(m[0], m.start(), m.end()) for m in TOKEN.finditer(fold(text))]


def fold(text: str) -> str:
    """Return a text of the same length in lower case, full-width letters and digits made half."""
    return text.lower() if text.isascii() else "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    if "\uff01" <= char <= "\uff5e":
        char = chr(ord(char) - 0xFEE0)
    lower = char.lower()
    return lower if len(lower) == 1 else char


IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "geese": "goose", "mice": "mouse",
    "feet": "foot", "teeth": "tooth", "oxen": "ox", "wolves": "wolf", "leaves": "leaf",
    "knives": "knife", "shelves": "shelf", "bookshelves": "bookshelf", "loaves": "loaf",
    "elves": "elf", "dwarves": "dwarf", "thieves": "thief", "calves": "calf", "hooves": "hoof",
    "potatoes": "potato", "tomatoes": "tomato", "mangoes": "mango", "volcanoes": "volcano",
    "heroes": "hero", "firemen": "fireman", "snowmen": "snowman", "fishermen": "fisherman",
}  # fmt: skip
"""Plurals that no ending tells."""


@cache
def singular(word: str) -> str:
    """Return the singular of an English word by its ending; other tokens as they are."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


NUMBER = "\0number"
"""What stands for any number in a phrase; no text has such a token."""


@cache
def form(word: str) -> tuple[str, ...]:
    """Return what a token may be matched as."""
    if word[0].isdigit() or word in CHINESE_DIGITS or word in ENGLISH_NUMBERS or word == "十":
        return (word, NUMBER)
    single = singular(word)
    return (word,) if single == word else (word, single)


def number(word: str) -> float | None:
    """Return the number that digits, an English word or a Chinese numeral up to 9999 stands for."""
    if word[:1].isdigit():
        value = float(word)
        return int(value) if value.is_integer() else value
    if word in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[word]
    if not word or any(char not in CHINESE_NUMERALS for char in word):
        return None
    total, digit, power = 0, None, 10_000
    for char in word:
        if char in CHINESE_POWERS:
            if CHINESE_POWERS[char] >= power or (digit is None and (total or char != "十")):
                return None
            power = CHINESE_POWERS[char]
            total += (1 if digit is None else digit) * power
            digit = None
        elif digit:
            return None
        else:
            digit = CHINESE_DIGITS[char]
    return total + (digit or 0)


def function_word(word: str) -> bool:
    """Whether an English word only carries other words: articles, denials, numbers."""
    if word.endswith(("n't", "n\u2019t")):
        return True
    return word in ENGLISH_STOP or word in ENGLISH_NO or word in ENGLISH_NUMBERS
