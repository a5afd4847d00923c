"""An English request, read off its sheet into fields: head, what it tells, what else."""

import re

from ...cast import clean
from ..choices import choose
from ..sheet import Sheet
from .clauses import finite
from .counts import counts
from .extras import read_extras, take_unable
from .further import name_called, read_further
from .head import FORM, HEAD, asking_first, cut_sentence, first_sentence, modifier_of, plain, polite
from .parts import read_parts
from .spelling import recase, respell


def find(sheet: Sheet) -> None:
    """Read an English request off its sheet into fields."""
    sheet.text = asking_first(plain(recase(respell(sheet.text))))
    told = take_unable(sheet)
    read_extras(sheet)
    counts(sheet)
    begin = polite(sheet.text)
    rest = sheet.text[begin:]
    head = HEAD.match(rest)
    if head and (early := finite(rest)) and not re.search(rf"(?i)\b{FORM}\b", early[0]):
        head = None  # two sisters who write a song
    if head and re.search(r"(?i)\b(?:about|who|that|where)\b", head[0]):
        head = None
    stop = begin + head.end() if head else 0
    choose(sheet, "en", stop or len(first_sentence(rest)) + begin, stop)
    cast: list[str] = []
    events: list[str] = []
    theme = setting = ""
    if head:
        theme = modifier_of(head[0])
        if theme:
            head = HEAD.match(rest.replace(theme, " " * len(theme), 1)) or head
        sentence, tail = cut_sentence(rest[head.end() :])
        theme, setting = read_parts(sentence, cast, events, theme, setting)
        theme, setting, unread = read_further(tail, cast, events, theme, setting)
        sheet.text = f"{head[0]} . {unread}"
    else:
        theme, setting, unread = read_further(rest, cast, events, theme, setting)
        sheet.text = unread
    sheet.text += told
    theme = re.sub(r"(?i)[\s,]*\b(?:please|pls|plz|thanks|thank you)\W*$", "", theme)
    theme = re.sub(r"(?i)[\s,]+(?:but|and|or|with|for|in)$", "", theme)
    if head and not theme and not events and (not cast or "genre" in sheet.fields):
        theme = "love" if re.search(r"(?i)\blove\b", head[0]) else ""
        if theme:
            sheet.text = re.sub(r"(?i)\blove\b", " ", sheet.text)
    if re.match(r"(?i)(?:on|over|by) (?:the )?(?:tele)?phone\b", setting):
        setting, theme = "", theme or "a phone call"
    if head and not theme and re.search(r"(?i)\bmurder\b", head[0]):
        theme = "a murder"
    name_called(cast, events)
    sheet.set("theme", clean(theme, 90), theme)
    sheet.set("characters", [clean(each, 70) for each in cast][:6], ", ".join(cast))
    sheet.set("events", [clean(each, 140) for each in events][:8], "; ".join(events))
    place = re.sub(r"(?i)^in\s+", "", setting)
    sheet.set("setting", clean(place, 90), setting)
