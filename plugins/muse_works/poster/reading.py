"""What prompts say of a poster: words, quotations, dates and sizes."""

import re

from muse import Found, Reading

from . import sizes
from .words import WORDS

_QUOTED = re.compile(
    r"“([^”]{1,200})”|\"([^\"]{1,200})\"|「([^」]{1,200})」|『([^』]{1,200})』|(《[^》]{1,200}》)"
    r"|(?<![A-Za-z])'([^']{2,200})'(?![A-Za-z])|‘([^’]{2,200})’"
)
_NAMES = (
    ("line", r"subtitle|sub-?headline|slogan|tagline|second line|line|副标题|副题|标语|口号"),
    ("date", r"date|time|when|on|日期|时间"),
    ("small_print", r"small print|place|venue|address|where|footer|at|小字|地点|地址|页脚|场地"),
    (
        "text",
        r"headline|title|text|called|saying|says|named|标题|主标题|文字|大字|写着|写|题为|题目",
    ),
)
"""Field -> what is said before the words in quotation marks that are its text."""

_DATE = re.compile(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:\s*[上下]午\d{1,2}[点时])?"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b(?:,?\s+\d{4})?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?|\b\d{4}-\d{2}-\d{2}\b|\b\d{4}\.\d{1,2}\.\d{1,2}\b"
)
_SIZE = re.compile(
    r"(?<![A-Za-z0-9])(A[0-6]|B2)(?![A-Za-z0-9])|(?<!\d)(\d{3,5})\s*[x×*]\s*(\d{3,5})(?!\d)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\bposter\s+(?:for|about|of|on)\s+(?:the\s+|a\s+|an\s+|our\s+|my\s+)?([^,.;:!?\"“”\n]{3,60})",
    re.I,
)
_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,14}?)(?:的)?(?:宣传|动态|活动)?海报")
_LEAD = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,4}风格的?|请|帮我|给我|设计|制作|生成|做|画|来|为|一张|一个|一幅|我们|的|关于|张)+"
)


def read(prompt: str) -> Reading:
    """Return what a prompt says of theme, texts, size, style, colours and moves."""
    fields: dict[str, Found] = {}
    rest = _quoted(prompt, fields)
    found = _DATE.search(rest)
    if found and "date" not in fields:
        fields["date"] = Found(found[0].strip(), found[0])
        rest = rest.replace(found[0], "，", 1)
    sized = _SIZE.search(rest)
    if sized:
        name = sizes.known(sized[1] or f"{sized[2]}x{sized[3]}")
        if name is not None:
            fields["size"] = Found(name, sized[0])
            rest = rest.replace(sized[0], " ", 1)
    made = WORDS.read(rest, lists=("effects",))
    fields = {**made.fields, **fields}
    left = made.not_understood
    if "text" not in fields:
        title = _title(rest)
        if title is not None:
            fields["text"] = title
            left = tuple(word for word in left if word.lower() not in title.words.lower())
    return Reading(fields, left)


def _quoted(prompt: str, fields: dict[str, Found]) -> str:
    """Fill texts from what stands in quotation marks, and return the prompt without them."""
    rest, end = "", 0
    for found in _QUOTED.finditer(prompt):
        said = next(group for group in found.groups() if group)
        before = prompt[end : found.start()]
        name, cue = _named(before)
        if name is not None:
            said = said.removeprefix("《").removesuffix("》")
        else:
            name = next((n for n in ("text", "line", "small_print") if n not in fields), None)
        rest += before[: len(before) - len(cue)] + "，"
        end = found.end()
        if name is not None and name not in fields:
            fields[name] = Found(said.strip(), cue + found[0])
    return rest + prompt[end:]


def _named(before: str) -> tuple[str | None, str]:
    """Return which text is announced right before quotation marks, and by which words."""
    for name, words in _NAMES:
        found = re.search(
            rf"(?:(?<![A-Za-z])(?:{words}))\s*(?:is|reads|为|是|叫)?\s*[:：]?\s*$", before, re.I
        )
        if found:
            return name, found[0]
    return None, ""


def _title(rest: str) -> Found | None:
    """Return the headline that a prompt without quotation marks means, if it names one."""
    chinese = _BEFORE.search(rest)
    if chinese:
        title = _LEAD.sub("", chinese[1])
        generic = WORDS.read(title)
        named = len(title) > 4 or "theme" in generic.fields
        if named and len(title) >= (3 if title[-1] in "会展节夜赛周季日" else 4):
            return Found(title, chinese[0])
    english = _FOR.search(rest)
    if english:
        words = re.split(r"\s+(?:in|with|on|at|using|as)\s+", english[1].strip())[0].split()
        if 1 < len(words) <= 7:
            return Found(
                " ".join(
                    w if w.isupper() else w[0].upper() + w[1:] if w not in _SMALL else w
                    for w in words
                ),
                english[0],
            )
    return None


_SMALL = frozenset(("a", "an", "the", "of", "and", "or", "for", "by"))
