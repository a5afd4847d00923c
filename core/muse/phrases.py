"""Finding phrases in prompts, English and Chinese: numbers and negation, but no vocabulary.

A plugin brings its words as data; this module knows only how sentences carry them. A phrase is
matched token by token: an English word in any case and in singular or plural, a Chinese character
each, a number as `#`. Longer phrases win over shorter ones.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from muse.report import Found, Reading

_TOKEN = re.compile(
    r"[a-z\u00df-\u024f]+(?:['\u2019][a-z]+)?|\d+(?:\.\d+)?|[\u3400-\u9fff\uf900-\ufaff]|[^\s\w]"
)
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CLAUSE_END = frozenset(".;:!?。;:!?,,、\n")
_SOFT_END = frozenset(",,、")

_ENGLISH_NO = frozenset("no not without never none neither nor avoid except minus".split())
_CHINESE_NO = ("没有", "不要", "不含", "不带", "不是", "并非", "没", "无", "不", "别", "非")
# Words in which a character of negation denies nothing.
_NOT_NO = (
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
_ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"couple": 2, "pair": 2, "dozen": 12, "single": 1}
_CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "双": 2}
_MEASURES = frozenset(
    "个只条座朵颗棵艘匹片轮盏枝支头群株叶幅首名位所间栋道家面张对层扇根串束丛簇滴团段章节行句年天"
)
_COUNT = re.compile(f"^[{''.join(_CHINESE_DIGITS)}十]+[{''.join(sorted(_MEASURES))}]?")
_ENGLISH_STOP = frozenset(
    "a an the of in on at by to for from with and or but as is are be was were it its this that "
    "these those there here over under into onto near very some any make me my our your i we you "
    "please paint draw create generate write compose give show picture image painting drawing "
    "song music piece tune text style full about like which who whose has have can will "
    "beautiful nice lovely s".split()
)
_CHINESE_STOP = (
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
        "画",
        "写",
        "作",
        "创作",
        "生成",
        "图片",
        "图像",
        "照片",
        "歌曲",
        "音乐",
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


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text.

    `value` is what the phrase stands for, `words` the words as they were written, `start` and
    `end` their place (characters), `negated` whether the text denies it ("no clouds", "没有云"),
    `number` how many the text counts ("three boats", "两只鸟"), if it does.
    """

    field: str
    value: Any
    words: str
    start: int
    end: int
    negated: bool = False
    number: int | None = None


class _Entry(NamedTuple):
    tokens: tuple[str, ...]
    field: str
    value: Any


class Lexicon:
    """Phrases for fields: field -> value -> phrases in any language.

    `patterns` are phrases with numbers: (field, phrase with `#` for each number, function of the
    numbers that returns the value, or None when they make no sense): ("tempo", "# bpm", first).
    """

    def __init__(
        self,
        words: Mapping[str, Mapping[Any, Iterable[str]]],
        patterns: Iterable[tuple[str, str, Callable[..., Any]]] = (),
    ) -> None:
        self._first: dict[str, list[_Entry]] = {}
        for field, values in words.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    self._add(phrase, field, value)
        for field, phrase, function in patterns:
            self._add(phrase, field, function)
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry.tokens))

    def _add(self, phrase: str, field: str, value: Any) -> None:
        tokens = tuple(_singular(token.text) for token in tokenize(phrase))
        if not tokens:
            raise ValueError(f"the phrase {phrase!r} for {field} has no words")
        self._first.setdefault(tokens[0], []).append(_Entry(tokens, field, value))

    def find(self, text: str) -> list[Match]:
        """Return every phrase in `text`, in order, the longest at each place."""
        return list(self._scan(text, tokenize(text)))

    def _scan(self, text: str, tokens: list[Token]) -> Iterator[Match]:
        forms = [_form(token.text) for token in tokens]
        matched_until = 0
        denied: tuple[int, int] | None = None
        place = 0
        while place < len(tokens):
            hit = self._at(tokens, forms, place)
            if hit is None:
                place += 1
                continue
            entry, value, length = hit
            first, last = tokens[place], tokens[place + length - 1]
            negated = _negated(text, tokens, matched_until, place)
            if not negated and denied and _continues(tokens, denied[1], place):
                negated = True
            number = _number_before(tokens, matched_until, place)
            words = text[first.start : last.end]
            yield Match(entry.field, value, words, first.start, last.end, negated, number)
            place += length
            matched_until = place
            denied = (place - length, place) if negated else None

    def _at(
        self, tokens: list[Token], forms: list[tuple[str, ...]], place: int
    ) -> tuple[_Entry, Any, int] | None:
        for key in forms[place]:
            for entry in self._first.get(key, ()):
                length = len(entry.tokens)
                window = forms[place : place + length]
                if len(window) < length:
                    continue
                if not all(part in form for part, form in zip(entry.tokens, window, strict=True)):
                    continue
                value = entry.value
                if callable(value):
                    value = value(*_numbers(entry.tokens, tokens[place : place + length]))
                    if value is None:
                        continue
                return entry, value, length
        return None

    def read(self, text: str, *, lists: Iterable[str] = ()) -> Reading:
        """Return for each field the first value that the text names and doesn't deny.

        Fields in `lists` get all their values instead. Words that nothing understood are `unread`.
        """
        gathered: dict[str, list[Match]] = {}
        matches = self.find(text)
        for match in matches:
            if not match.negated:
                gathered.setdefault(match.field, []).append(match)
        several = set(lists)
        fields = {}
        for field, found in gathered.items():
            if field in several:
                values = list(dict.fromkeys(match.value for match in found))
                fields[field] = Found(values, ", ".join(match.words for match in found))
            else:
                fields[field] = Found(found[0].value, found[0].words)
        return Reading(fields, unread(text, matches))


def unread(text: str, matches: Iterable[Match]) -> tuple[str, ...]:
    """Return the words of a text that no match covers and that carry meaning, in order."""
    covered = bytearray(len(text))
    for match in matches:
        covered[match.start : match.end] = b"\1" * (match.end - match.start)
    left = "".join("\n" if covered[i] else char for i, char in enumerate(text))
    for phrase in (*_NOT_NO, *_CHINESE_NO, *_CHINESE_STOP):
        left = left.replace(phrase, "\n")
    words: dict[str, None] = {}
    for run in re.findall(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", left):
        if _CJK.match(run):
            run = _COUNT.sub("", run)
            if run:
                words[run] = None
        elif not _function_word(run.lower()):
            words[run] = None
    return tuple(words)


def _function_word(word: str) -> bool:
    return word in _ENGLISH_STOP or word in _ENGLISH_NO or word in _ENGLISH_NUMBERS


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens; places are those of the text as it was given."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(fold(text))]


def fold(text: str) -> str:
    """Return a text of the same length in lower case, full-width letters and digits made half."""
    return "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    if "\uff01" <= char <= "\uff5e":
        char = chr(ord(char) - 0xFEE0)
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _singular(word: str) -> str:
    """Return the singular of an English word by its ending; other tokens as they are."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


@cache
def _form(word: str) -> tuple[str, ...]:
    """Return what a token may be matched as."""
    if word[0].isdigit() or word in _CHINESE_DIGITS or word in _ENGLISH_NUMBERS or word == "十":
        return (word, "#")
    single = _singular(word)
    return (word,) if single == word else (word, single)


def _numbers(pattern: tuple[str, ...], tokens: list[Token]) -> list[float]:
    numbers: list[float] = []
    for part, token in zip(pattern, tokens, strict=True):
        if part == "#":
            value = number(token.text)
            numbers.append(value if value is not None else 0)
    return numbers


def number(word: str) -> float | None:
    """Return the number that digits, an English word or a Chinese numeral up to 99 stands for."""
    if word[:1].isdigit():
        value = float(word)
        return int(value) if value.is_integer() else value
    if word in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS[word]
    if not word or any(c not in _CHINESE_DIGITS and c != "十" for c in word):
        return None
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[word] if len(word) == 1 else None
    high = _CHINESE_DIGITS.get(tens, 1 if not tens else 0)
    return high * 10 + (_CHINESE_DIGITS.get(ones, 0) if ones else 0)


def _negated(text: str, tokens: list[Token], since: int, place: int) -> bool:
    """Whether a word of negation stands before tokens[place], in its clause and near."""
    for back in range(place - 1, max(since, place - 5) - 1, -1):
        word = tokens[back].text
        if word in _CLAUSE_END:
            return False
        if word in _ENGLISH_NO or word.endswith(("n't", "n\u2019t")):
            return True
        if place - back <= 3 and _chinese_no(text, tokens[back].start):
            return True
    return False


def _chinese_no(text: str, at: int) -> bool:
    """Whether the character at `at` denies what follows, and isn't part of another word."""
    if not text.startswith(_CHINESE_NO, at):
        return False
    around = text[max(0, at - 2) : at + 3]
    return not any(
        word in around and 0 <= at - (max(0, at - 2) + around.index(word)) < len(word)
        for word in _NOT_NO
    )


def _continues(tokens: list[Token], end: int, place: int) -> bool:
    """Whether a denial goes on to a next phrase: "no clouds or birds", "没有云和鸟"."""
    between = [token.text for token in tokens[end:place]]
    joins = {"or", "nor", "and", "any", "和", "或", "或者", "与", "、", "也", "者"} | _SOFT_END
    hard = {"or", "nor", "或", "和", "与", "、"}
    return bool(between) and all(w in joins for w in between) and any(w in hard for w in between)


def _number_before(tokens: list[Token], since: int, place: int) -> int | None:
    """Return the number that counts tokens[place]: directly, or one adjective or measure away."""
    back = place - 1
    if back >= since and tokens[back].text in _MEASURES:
        word = ""
        back -= 1
        while back >= since and (tokens[back].text in _CHINESE_DIGITS or tokens[back].text == "十"):
            word = tokens[back].text + word
            back -= 1
        if not word and back >= since and tokens[back].text.isdigit():
            word = tokens[back].text
        value = number(word) if word else None
        return int(value) if value is not None else None
    for step in range(3):
        back = place - 1 - step
        if back < since or tokens[back].text in _CLAUSE_END:
            return None
        value = number(tokens[back].text)
        if value is not None and not _CJK.match(tokens[back].text):
            return int(value)
        if tokens[back].text in ("and", "with", "or", "over", "under", "in", "on", "by"):
            return None
    return None
