"""Mandarin in pinyin with tone numbers, as espeak-ng's voice for pinyin takes it.

Its voice for characters knows few of them unless a dictionary is added, and reads the rest as
English names; so what is read is settled here: by pypinyin, the words of data/readings.txt, and
rules for what depends on its neighbours.
"""

import re
from functools import cache
from importlib.resources import files

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007]")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("，、", ", "),
        **dict.fromkeys("。．", ". "),
        "；": "; ",
        "：": ": ",
        "！": "! ",
        "？": "? ",
        "…": ", ",
        "—": ", ",
        "–": ", ",
        "·": " ",
        "～": " ",
        **dict.fromkeys('“”‘’「」『』《》〈〉【】（）()"[]{}<>', " "),
    }
)
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两点")
_DIGITS = frozenset("零〇一二三四五六七八九点")
_PRONOUNS = frozenset("我你您他她它们谁")
_MOVES = frozenset(
    "说笑问看走跑唱喊叫想听飞来去躺坐站睡闪哭玩跳等回答点摇抱拉推打吃喝爬游转望讲读写"
)
_NOUNS = frozenset("土大天草田山陆湿空外内本当各场基境领属产圣")


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return words and their readings."""
    table = files("muse_speech.say") / "data" / "readings.txt"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {row[0]: tuple(row[1:]) for row in rows}


def in_pinyin(text: str) -> str:
    """Return Chinese text in pinyin, words joined where they are known; Latin letters stay."""
    from pypinyin import Style, lazy_pinyin

    read: list[str] = []
    for piece in lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True):
        # What has no reading comes as a whole run, as it is.
        run = not _HAN.match(text[len(read)]) and text.startswith(piece, len(read))
        read += list(piece) if run else [piece]
        if len(read) >= len(text):
            break
    joined = _known(text, read)
    _by_neighbours(text, read, joined)
    made = []
    for at, (character, syllable) in enumerate(zip(text, read, strict=True)):
        if _HAN.match(character):
            apart = at and not joined[at] and _HAN.match(text[at - 1])
            made.append((" " if apart else "") + syllable)
        else:
            made.append(character.translate(_MARKS))
    line = re.sub(r"(?<=\d)(?=[A-Z])|(?<=[A-Z])(?=[A-Za-z])", " ", "".join(made))
    return re.sub(r"\s+", " ", line).strip()


def _known(text: str, read: list[str]) -> list[bool]:
    """Put the readings of known words into `read`; return which characters go on a word."""
    readings = _readings()
    longest = max(map(len, readings))
    joined = [False] * len(text)
    at = 0
    while at < len(text):
        for length in range(min(longest, len(text) - at), 1, -1):
            found = readings.get(text[at : at + length])
            if found:
                read[at : at + length] = found
                joined[at + 1 : at + length] = [True] * (length - 1)
                at += length
                break
        else:
            at += 1
    return joined


def _by_neighbours(text: str, read: list[str], joined: list[bool]) -> None:
    """Settle in `read` what depends on the neighbours of a character."""
    for at, character in enumerate(text):
        before = text[at - 1] if at else ""
        after = text[at + 1] if at + 1 < len(text) else ""
        in_word = joined[at] or (at + 1 < len(text) and joined[at + 1])
        if character == "一":
            read[at] = _one(text, read, at)
        elif character == "不" and after and read[at + 1].endswith("4"):
            read[at] = "bu2"
        elif character == "不" and not in_word:
            read[at] = "bu4"
        elif in_word:
            continue
        elif character == "得" and _HAN.match(before or " ") and read[at] in ("de2", "de"):
            read[at] = "dei3" if before in _PRONOUNS else "de5"
        elif character == "地" and _is_adverb(text, at):
            read[at] = "de5"
        elif character == "只" and before in _NUMERALS | frozenset("几这那每多半"):
            read[at] = "zhi1"
        elif character == "了" and before == "不" and at > 1 and _HAN.match(text[at - 2]):
            read[at] = "liao3"


def _is_adverb(text: str, at: int) -> bool:
    """Whether 地 follows an adverb: 慢慢地走, 高高兴兴地, or anything before a movement."""
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 2]
    doubled = len(before) == 2 and before[0] == before[1]
    return (
        doubled
        or (before[1:] == "然")
        or (len(before) == 2 and before[1] not in _NOUNS and after in _MOVES)
    )


def _one(text: str, read: list[str], at: int) -> str:
    """Return how 一 is read: first tone as a digit or last, else by the tone that follows."""
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if not _HAN.match(after or " ") or before == "第" or before in _NUMERALS or after in _DIGITS:
        return "yi1"
    if after in "月号日楼班级流线" or (before in "周期" and before):
        return "yi1"
    if before and before == after:
        return "yi5"  # 看一看
    return "yi2" if read[at + 1].endswith("4") or after == "个" else "yi4"
