"""Numbers in a Chinese request: 800字, 十章, 8句, 四节, 三首."""

import re

from ..sheet import Sheet

_DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_N = r"(\d+|[一二两三四五六七八九十百千]+)"
_UNITS = {
    "words": r"(?:多|来)?(?:个)?(?:字|词)",
    "chapters": r"(?:个)?(?:章节|章|回)",
    "lines": r"(?:行|句)(?!诗)",
    "stanzas": r"(?:个)?(?:小节|节|段)(?:主歌)?",
}


def number(text: str) -> int | None:
    """Return the value of a number in digits or characters: 十二 -> 12, 一千五百 -> 1500."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百千":
            unit = {"十": 10, "百": 100, "千": 1000}[char]
            total += (digit or 1) * unit
            digit = 0
        else:
            return None
    return total + digit


def counts(sheet: Sheet) -> None:
    """Take the counts off the sheet into the fields words, lines, stanzas, chapters, pieces."""
    for name, unit in _UNITS.items():
        found = re.search(
            rf"[，,]?(?:字数|不少于|不超过|不超|大约|大概|约|控制在|限|共|分成|分为|分|要|至少|最多|在)*{_N}(?:到|-|~|至)?(?:(?<=[到\-~至])(?:\d+|[一二两三四五六七八九十百千]+))?{unit}(?!叙|母|词|半)(?:左右|以内|以上|的|长|上下)*",
            sheet.text,
        )
        if not found:
            continue
        value = number(found[1])
        if value is None or (name == "stanzas" and value == 1) or (name == "lines" and value == 1):
            continue
        if name == "chapters" and re.match(r"一回|一章", found[1] + "回"):
            continue
        sheet.set(name, value, found[0].strip("，,"))
        sheet.text = (
            f"{sheet.text[: found.start()]}，{sheet.text[found.end() :]}"
            if found.start()
            else sheet.text[found.end() :]
        )
        sheet.text = re.sub(r"(?<=[写讲编作来首篇个])，(?=\S)", "", sheet.text)
    several = re.search(r"([二两三四五六七八九十]|\d+)首", sheet.text)
    if several and (count := number(several[1])) and 1 < count <= 100:
        sheet.set("pieces", count, several[0])
        sheet.text = sheet.text.replace(several[0], "一首", 1)
