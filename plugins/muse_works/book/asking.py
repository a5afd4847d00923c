"""What a prompt says of the book itself: pages, shape, style, language, pinyin, no voice."""

import re
from typing import Any

from muse import Found, Lexicon, Reading

from .condition import FEWEST, MOST
from .storyboarding import language_of

_WORDS: dict[str, dict[Any, list[str]]] = {
    "style": {
        "watercolour": ["watercolour", "watercolor", "in watercolour", "水彩", "水彩画"],
        "gouache": ["gouache", "水粉"],
        "ink": ["ink painting", "ink wash", "水墨", "水墨画", "国画"],
        "oil": ["oil painting", "in oil", "油画"],
        "pencil": ["pencil drawing", "in pencil", "铅笔画", "素描"],
        "pastel": ["soft pastel", "chalk", "色粉", "粉笔画"],
        "cartoon": ["cartoon", "卡通", "动画"],
        "line-art": ["line art", "line drawings", "线描", "简笔画"],
        "woodblock": ["woodcut", "woodblock", "木刻", "版画"],
        "pixel-art": ["pixel art", "像素画"],
    },
    "trim": {
        "square": ["square book", "square pages", "方形", "正方形"],
        "landscape": ["landscape format", "wide pages", "横版"],
        "portrait": ["portrait format", "tall pages", "竖版"],
    },
    "pinyin": {True: ["with pinyin", "带拼音", "注音", "拼音"]},
    "narrate": {False: ["without a voice", "no voice", "不要朗读", "无声"]},
}
_PAGES = re.compile(r"(\d+)[\s-]*(?:pages?\b|页)")


def read(prompt: str) -> Reading:
    """Return what a prompt says of the book."""
    fields: dict[str, Found] = {}
    for match in Lexicon(_WORDS).find(prompt):
        value: Any = match.value
        if isinstance(value, bool) and match.negated:
            value = not value
        elif match.negated:
            continue
        fields.setdefault(match.field, Found(value, match.words))
    pages = _PAGES.search(prompt)
    if pages and FEWEST <= int(pages[1]) <= MOST:
        fields["pages"] = Found(int(pages[1]), pages[0])
    if prompt.strip():
        fields["language"] = Found(language_of(prompt), prompt.strip()[:14])
    return Reading(fields)
