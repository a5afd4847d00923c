"""An answer without what a model says around it: remarks, labels, fences, quotes, the original."""

import re

_CHANGED = (
    "rewritten|rewrite|revised|revision|edited|polished|expanded|expansion|shortened|condensed"
    "|translated|translation|continued|continuation|summary|critique|version"
)
_KIND = (
    f"{_CHANGED}|text|passage|paragraphs?|story|scene|chapter|poem|draft|titles?|loglines?|list"
    "|options|suggestions|sheet|profile|card|feedback"
)
_SURE = (
    r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great|happy to help)\b"
    r"[^\n:]{0,40}?[,.!:]\s*)?"
)
_SOON = r"[^\n:]{0,60}:(?:\*\*)?"
_REMARK = re.compile(
    rf"^{_SURE}(?:here(?:'s|’s| is| are)|below (?:is|are)|the following (?:is|are))\b"
    rf"[^\n:]{{0,80}}?\b(?:(?:{_KIND})\b{_SOON}[ \t]*\n|(?:{_CHANGED})\b{_SOON})\s*"
    rf"|^{_SURE}i(?:'ve|’ve| have) (?:{_CHANGED})\b[^\n:]{{0,120}}[:.][ \t]*\n\s*",
    re.I,
)
_HELLO = re.compile(
    r"^(?:sure|certainly|of course|absolutely|okay|ok|happy to help|no problem)"
    r"(?:[,!.]? (?:thing|i can help(?: with that)?|here (?:you go|it is)))?[!.:]*[ \t]*\n\s*",
    re.I,
)
_KIND_ZH = (
    "改写|重写|续写|扩写|缩写|翻译|译文|润色|修改|版本|概括|摘要|总结"  # what was done
    "|标题|书名|梗概|人物卡|点评|建议"
)
_REMARK_ZH = re.compile(
    r"^(?:(?:好的|好|当然(?:可以)?|没问题|可以)[,\uff0c。!\uff01:\uff1a、]\s*)?"
    rf"(?:(?:以下|下面|这是|这里)[^\n:\uff1a。]{{0,30}}?(?:{_KIND_ZH})[^\n:\uff1a。]{{0,12}}[:\uff1a]"
    rf"|(?:{_KIND_ZH})(?:[后版稿]|如下|结果|的?(?:文字|文本|内容|段落|文))*[:\uff1a])\s*"
)
_HELLO_ZH = re.compile(r"^(?:好的|当然(?:可以)?|没问题)[,\uff0c。!\uff01]*[ \t]*\n\s*")
_LABEL = re.compile(
    r"^(?:#{1,6}[ \t]*)?(?:\*\*)?(?:(?:rewritten|revised|expanded|shortened|translated|edited)"
    r"(?: text| version| passage)?|(?:english|chinese|french|german|spanish)?[ \t]*translation"
    r"|continuation|summary|rewrite|(?:改写|扩写|缩写)(?:后的文字|后|版)?|译文|翻译|续写|摘要|概括|总结)"
    r"(?:\*\*)?[ \t]*[:\uff1a]?(?:\*\*)?[ \t]*\n\s*",
    re.I,
)
_SHORT_LABEL = re.compile(
    r"^(?:\*\*)?(?:rewritten(?: text| version)?|translation|summary|continuation|译文|改写后|概括)"
    r"(?:\*\*)?[:\uff1a](?:\*\*)?[ \t]+",
    re.I,
)
_FAREWELL = re.compile(
    r"\n\s*\n[(\[*_]*(?:let me know if|would you like me to|note: ?(?:i|this|the)\b"
    r"|i hope (?:this|that|it) (?:helps|works|meets|captures|is what)"
    r"|feel free to (?:ask|adjust|modify|change|let|reach|edit)"
    r"|if you(?:'d| would)? (?:like|want|need)[^\n]{0,60}(?:let me know|i can\b|just ask|i'd be)"
    r"|希望(?:这|以上|它)?[^\n]{0,12}(?:帮助|帮到|符合|满意)"
    r"|如果(?:你|您)[^\n]{0,12}(?:修改|调整|进一步|其他)[^\n]{0,20}(?:告诉我|随时|请|可以)"
    r"|需要我[^\n]{0,20}[吗?\uff1f])[^\n]*\s*$",
    re.I,
)
_ORIGINAL = re.compile(
    r"^(?:\*\*)?(?:original(?: text)?|原文)(?:\*\*)?\s*[:\uff1a]?(?:\*\*)?\s*", re.I
)
_PAIRS = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»", "'": "'"}
_TAG = "(?:text|first|second|before|summary|translation)"
_TAGS = re.compile(rf"^\s*<{_TAG}>\s*|\s*</{_TAG}>\s*$")
_FENCE = re.compile(r"^\s*```[a-z]*[ \t]*\n(.*?)\n?```\s*$", re.S)


def lead(text: str, original: str = "") -> str:
    """Return a text without what a model says first; an original that begins so is left alone."""
    for pattern in (_HELLO, _HELLO_ZH, _REMARK, _REMARK_ZH, _LABEL, _SHORT_LABEL):
        found = pattern.match(text.lstrip())
        if found and not original.lstrip().casefold().startswith(found[0].strip().casefold()):
            rest = text.lstrip()[found.end() :]
            if rest.strip():
                text = rest
    return text


def cleaned(answer: str, original: str = "", *, again: bool = False) -> str:
    """Return an answer without what stands around the text that was asked for.

    `again` says that the answer may begin as the original does (one that is expanded).
    """
    text = _TAGS.sub("", _unfenced(answer, original))
    text = lead(text, original)
    text = _TAGS.sub("", _unfenced(text, original))
    if not again:
        text = _without(original, text)
    if not _FAREWELL.search("\n\n" + original):
        text = _FAREWELL.sub("", text)
    return _unquoted(text, original).strip()


def _unfenced(text: str, original: str) -> str:
    found = _FENCE.match(text)
    return found[1] if found and "```" not in original else text


def _unquoted(text: str, original: str) -> str:
    """Return a text without the quotes around all of it, if there are no others of them in it."""
    plain, first = text.strip(), original.strip()[:1]
    closing = _PAIRS.get(plain[:1])
    if closing is None or not plain.endswith(closing) or len(plain) < 3 or first == plain[0]:
        return text
    inside = plain[1:-1]
    return text if plain[0] in inside or closing in inside else inside


def _without(original: str, text: str) -> str:
    """Return what follows an original that an answer repeats before its own text."""
    folded = "".join(original.split()).casefold()
    if len(folded) < 12:
        return text
    label = _ORIGINAL.match(text)
    start = label.end() if label else 0
    at = place = 0
    for place in range(start, len(text)):
        char = text[place]
        if char.isspace():
            continue
        if char.casefold() != folded[at : at + 1]:
            return text
        at += 1
        if at == len(folded):
            break
    rest = text[place + 1 :]
    enough = len("".join(rest.split())) * 4 > len(folded)
    apart = rest[:1].isspace() and "\n" in rest[: len(rest) - len(rest.lstrip())]
    if at < len(folded) or not rest.strip() or not (enough and apart):
        return text
    return lead(rest.lstrip(), original)


_ITEM = re.compile(
    r"^\s*(?:[-*+•·]|\(?\d{1,2}[.)、:\uff1a\uff0e]|[一二三四五六七八九十]+、)\s*(\S.*)$"
)


def listed(answer: str, number: int) -> list[str]:
    """Return the lines of a list, each once and without marks or quotes, `number` at most."""
    text = lead(answer)
    lines = [match[1] for line in text.splitlines() if (match := _ITEM.match(line))]
    if not lines:
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found: dict[str, None] = {}
    for line in lines:
        plain = re.sub(r"^\*\*(.+?)\*\*$", r"\1", line.strip().strip("*_ "))
        for opening, closing in (*_PAIRS.items(), ("《", "》")):
            if plain.startswith(opening) and plain.endswith(closing) and plain.count(opening) < 3:
                plain = plain[1:-1].strip()
        if plain:
            found.setdefault(plain, None)
    return list(found)[:number]
