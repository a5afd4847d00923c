"""Colour words: which of them speak of the whole picture, and which only of one thing in it."""

import re

from muse import Match

HUES = frozenset({"gold", "pink", "violet", "blue", "green", "red", "earth"})
ADJECTIVES = frozenset({"grey", "gray", "pale", "灰色"})
"""Words of other palettes that describe single things as readily."""

WHOLE = re.compile(
    r"\s*(?:-?ish\b)?\s*(?:palettes?|tone[sd]?|tints?|tinted|hues?|shades?|colou?rs?|colou?red|"
    r"schemes?|pictures?|paintings?|images?|artworks?|compositions?|abstractions?|"
    r"(?:sun|moon|star|candle)?light|glow|rays?|mood|atmosphere|world|everywhere|hour)\b",
    re.IGNORECASE,
)
WHOLE_CHINESE = re.compile(
    r"的?(?:色调|调|系|主题|基调|画面|画|图|风格|氛围|气氛|世界|光|阳光|月光|灯光|为主)"
)
IN = re.compile(
    r"\b(?:in|all|entirely|everything|only|of|tinted|tinged|palette:?|colou?rs?:?)\s+(?:(?:\w+ly|dark|deep|light|bright|soft|pale|pure)\s+)?$",
    re.IGNORECASE,
)
IN_CHINESE = re.compile(r"(?:以|用|全是|都是|色调|主色)[::]?\s*$")
BREAK = re.compile(r"^\s*(?:$|[,.;:!?,。;:!?、\n])")
START = re.compile(
    r"(?:^|[,.;:!?,。;:!?、\n])\s*(?:(?:dark|deep|light|bright|soft|pale|pure)\s+)?$", re.IGNORECASE
)
JOIN = re.compile(r"\s*(?:,?\s*and|&|/|-|和|与|、)\s*")


def about_one_thing(prompt: str, matches: list[Match], place: int) -> bool:
    """Whether matches[place] is a colour that belongs to a thing: "a red boat", not "in red"."""
    match = matches[place]
    if match.field != "palette" or not (match.value in HUES or match.words.lower() in ADJECTIVES):
        return False
    low = high = place
    # "Blue and gold" is judged as one.
    while low > place - 8 and low and _joined(prompt, matches[low - 1], matches[low]):
        low -= 1
    while (
        high < place + 8
        and high + 1 < len(matches)
        and _joined(prompt, matches[high], matches[high + 1])
    ):
        high += 1
    start, end = matches[low].start, matches[high].end
    before, after = prompt[max(0, start - 40) : start], prompt[end : end + 40]
    if WHOLE.match(after) or WHOLE_CHINESE.match(after) or IN_CHINESE.search(before):
        return False
    ends = BREAK.match(after) is not None
    if ends and (IN.search(before) or START.search(before)):
        return False
    if IN.search(before) and re.match(r"\s*(?:at|by|of|on|with|over|under|during)\b", after):
        return False
    following = matches[high + 1] if high + 1 < len(matches) else None
    if following is None or following.field not in ("time", "mood", "season"):
        return True
    return prompt[matches[high].end : following.start].strip() not in ("", "的")


def _joined(prompt: str, first: Match, second: Match) -> bool:
    between = prompt[first.end : second.start]
    colours = first.field == second.field == "palette"
    return colours and JOIN.fullmatch(between) is not None
