"""What is taken out of a prompt before its words are read: texts to write, ages, weights, flags.

Everything keeps its place: what is taken becomes spaces.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from muse import Match, number

from . import lists, numerals

CHINESE = re.compile("[\u3400-\u9fff]")
CHINESE_NUMBER = "[零一二两三四五六七八九十]"
KEPT = re.compile("著名|名著|著作|显著|卓著")
"""Words in which 著 isn't 着."""
FLAGS = re.compile(
    r"<(?:lora|lyco|lycoris|hypernet|embedding)[^>]*>"
    r"|--(?!no\b)[a-z]+(?:\s+(?=\S*[\d:])\S+|\s+(?:raw|cute|expressive|scenic|high|low)\b)?"
    r"|\bBREAK\b|https?://\S+",
    re.IGNORECASE,
)
OLD = re.compile(r"\b(?:19)?[1-6]0['’]?s(?=\s+(?:car|automobile|truck|bus|sedan|cadillac)s?\b)")
"""A decade that a vehicle is of."""
OWN = re.compile(
    r"(?<=[a-z])(?<!\bbird)(?<!\bbirds)(?<!\bworm)(?<!\bchildren)(?<!\bvalentine)(?<!\bmother)"
    r"(?<!\bfather)(?<!\byear)(?<!\bcrow)(?<!\bpotter)(?<!\bstone)(?<!\bit)['’]s\b",
    re.IGNORECASE,
)
"""The ending of who owns what; "bird's eye view" is a phrase."""
WEIGHT = re.compile(r":\s*-?\d*\.?\d+\s*(?=[)\]}>])")
BRACKETS = re.compile(r"[()\[\]{}<>|*_~`]")
NOT_COUNTS = re.compile(
    r"\b(?:1[0-9]|20)\d0['’]?s\b|\b['’]?\d0['’]?s\b|\b(?:early|mid|late)[- ](?=\d)"
    r"|\b(?:1[0-9]|20)\d\d\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]?(?:stor(?:e?ys?|ies)|storeyed"
    r"|storied|floors?)\b"
    r"|\b\d+(?:st|nd|rd|th)\b(?:\s+centur(?:y|ies)\b)?"
    r"|\b(?:f\s?/?\s?|iso\s?|1/)\d+(?:\.\d+)?\b"
    r"|\b\d+(?:\.\d+)?\s?(?:%|percent\b|per\s+cent\b|[°º]|degrees?\b|(?:mm|cm|m|km|ft|feet|foot|inch"
    r"|inches|px|k|mp|fps|hz|kg|g|ml|l|d|x|megapixels?|pixels?|am|pm)\b)"
    r"|\b\d+\s?[:x×]\s?\d+\b|\b\d+\.\d+\b|\b\d{4,}\b"
    r"|(?<!\d)(?:\d{1,9}|(?<!" + CHINESE_NUMBER + ")" + CHINESE_NUMBER + r"{1,9})"
    r"(?:层楼?高?|世纪|年代|毫米|厘米|公里|公斤|岁|楼|年)"
    r"|(?<!\d)\d{1,9}(?:\.\d{1,9})?(?:米|度|%|月|日|点|级|代|倍|号)",
    re.IGNORECASE,
)  # fmt: skip
AGE = re.compile(
    r"\b(?:aged?\s+)?(\d{1,3}|[a-z]+(?:-[a-z]+)?)[\s-]*(?:years?|yrs?)[\s-]*(?:old|of\s+age)\b"
    r"|\b(\d{1,3})\s*y/?o\b|\bage[d:]?\s*(\d{1,3})\b"
    r"|(\d{1,3}|" + CHINESE_NUMBER + r"{1,3})(?:多|来|几)?岁(?:左右)?(?:的)?",
    re.IGNORECASE,
)
DECADE = re.compile(
    r"\bin\s+(?:her|his|their|the)\s+(?:early\s+|mid[- ]?|late\s+)?"
    r"(teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[1-9]0['’]?s)\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:instead\s+of|rather\s+than)\b", re.IGNORECASE)
YOUNG = re.compile(
    r"\b(?:\d{1,4}|[a-z]{1,9})[\s-]*(?:days?|weeks?|months?)[\s-]*old\b", re.IGNORECASE
)
AGES = ((2, "baby"), (12, "child"), (18, "teen"), (30, "young"), (40, "adult"), (60, "middle"))
CUE = (
    r"\b(?:(?:that|which)\s+)?(?:says?|saying|reads?|reading|written|spells?|spelling)\b\s*:?\s*"
    r"|\b(?:with\s+)?(?:the\s+|a\s+)?(?:words?|text|letters?|lettering|title|caption|inscription|slogan"
    r"|phrase|message)(?:\s+(?:of|saying|that\s+says|reading))?\s*:?\s*"
    r"|\b(?:titled|entitled|labell?ed|captioned|inscribed|named|called)\s*:?\s*(?:with\s+)?"
    r"|(?:写着|写有|写上|写了|刻着|印着|印有|绣着|题着|题字|标题|文字|标语|字样|大字|字)(?:[是为::]|\s)*"
)
QUOTED = re.compile(
    f"({CUE})?" + r'(?:“([^”\n]{1,80})”|「([^」\n]{1,80})」|『([^』\n]{1,80})』|"([^"\n]{1,80})"'
    r"|《([^》\n]{1,40})》|(?<!\w)[‘']([^‘’'\n]{1,60})[’'](?!\w))"
    r"(\s*(?:的?(?:字样|大字|文字|几个字|两个字|三个字|四个字|标题|标语)|\b(?:lettering|text|sign)\b))?",
    re.IGNORECASE,
)
SURFACE = re.compile(
    r"\b(?:sign|card|poster|logo|banner|cover|label|graffiti|billboard|t-?shirt|mug|cake|plaque|flyer|"
    r"invitation|typography|lettering|calligraphy|tattoo)s?\b"
    r"|海报|贺卡|牌|招牌|横幅|封面|标志|书法|字体|卡片|灯牌|春联|对联",
    re.IGNORECASE,
)
UNQUOTED = re.compile(
    r"\b(?:that\s+says|which\s+says|says|saying|that\s+reads|with\s+the\s+(?:words?|text))\s+:?\s*"
    r"([^\s,.;:!?\"“](?:[^,.;:\"“\n]{0,40}?))(?=\s+(?:in|on|at|with|above|under|over|beside|near|and|by)\b"
    r"|[,.;:\n]|$)",
    re.IGNORECASE,
)
UNQUOTED_CHINESE = re.compile(
    r"(?:写着|写有|刻着|印着|写上)[::]?([\u3400-\u9fffA-Za-z0-9]{1,12}?)(?=的|[,.;,。;、\s]|$)"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prompt of the same length with simplified characters, without what was taken out of it."""

    text: str
    matches: tuple[Match, ...]
    lettering: tuple[str, ...]


def prepare(prompt: str) -> Prepared:
    """Return a prompt ready to be read word by word."""
    text = prompt
    if CHINESE.search(prompt):
        kept = {at for word in KEPT.finditer(prompt) for at in range(*word.span())}
        made = prompt.translate(lists.simplified())
        text = "".join(prompt[at] if at in kept else char for at, char in enumerate(made))
    text, lettering = _lettering(text, prompt)
    text = OLD.sub(lambda decade: "old".ljust(len(decade[0])), text)
    text = FLAGS.sub(_blank, text)
    text = re.sub(r"--(?=no\b)", "  ", text)
    text = INSTEAD.sub(lambda found: "without".ljust(len(found[0])), text)
    text = OWN.sub(_blank, BRACKETS.sub(" ", WEIGHT.sub(_blank, text)))
    matches: list[Match] = []

    def taken(value: Callable[[re.Match[str]], str | None]) -> Callable[[re.Match[str]], str]:
        def note(found: re.Match[str]) -> str:
            age = value(found)
            if age is None:
                return found[0]
            told = prompt[found.start() : found.end()]
            matches.append(Match("trait", (("age", age),), told, found.start(), found.end()))
            return _blank(found)

        return note

    text = AGE.sub(taken(_age), text)
    text = DECADE.sub(taken(_decade), text)
    text = YOUNG.sub(taken(lambda found: "baby"), text)
    text = numerals.digits(text)
    text = NOT_COUNTS.sub(_blank, text)
    return Prepared(text, tuple(matches), lettering)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _lettering(text: str, prompt: str) -> tuple[str, tuple[str, ...]]:
    """Take out texts that are to be written in the picture; a quoted word may be just a word."""
    made: list[str] = []
    surface = SURFACE.search(text) is not None

    def quoted(found: re.Match[str]) -> str:
        inner = next(n for n in range(2, 8) if found[n] is not None)
        only_name = inner in (6, 7)  # 《...》 and '...' quote names and words as often
        if not (found[1] or found[8] or (surface and not only_name)):
            return found[0]
        made.append(prompt[found.start(inner) : found.end(inner)].strip())
        return _blank(found)

    def bare(found: re.Match[str]) -> str:
        made.append(prompt[found.start(1) : found.end(1)].strip())
        return _blank(found)

    text = QUOTED.sub(quoted, text)
    if not made:
        text = UNQUOTED_CHINESE.sub(bare, UNQUOTED.sub(bare, text))
    return text, tuple(part for part in made if part)


def _age(found: re.Match[str]) -> str | None:
    said = next(part for part in found.groups() if part is not None)
    years = number(said.lower())
    if years is None and said[:1].isascii():
        tens, _, ones = said.lower().partition("-")
        ten = numerals.TENS.get(tens)
        years = None if ten is None else ten + (number(ones) or 0)
    return None if years is None else _of(years)


def _decade(found: re.Match[str]) -> str:
    said = found[1].lower()
    years = int(said[:2]) if said[0].isdigit() else 15
    for name, value in numerals.TENS.items():
        if said.startswith(name[:4]):
            years = value
    return _of(years + (0 if said == "teens" else 1))


def _of(years: float) -> str:
    return next((name for limit, name in AGES if years < limit), "old")
