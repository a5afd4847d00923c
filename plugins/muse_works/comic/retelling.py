"""A story of text.picturebook as a comic: its quotations are balloons, the rest is captions."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from . import staging
from .drama import LONGEST, shortened, spoken
from .script import Line, Panel, Script, Shot

_QUOTED = re.compile(r"“([^”]*)”")
_SAYS = {
    "en": r"(?:said|asked|called|whispered|cried|murmured|peeped|answered)",
    "zh": r"(?:小声|轻轻|悄悄|大声|一起)?(?:地)?(?:说|问|喊|答|叫)",
}
_TIMES = {
    "en": {"night": "at night", "dusk": "at dusk", "sunset": "at sunset", "dawn": "at dawn"},
    "zh": {"night": "夜里", "dusk": "黄昏", "sunset": "日落", "dawn": "黎明"},
}
_LONGEST_CAPTION = {"en": 95, "zh": 40}


def retold(
    story: Mapping[str, Any], pages: int, chance: Random, panels: int | None = None
) -> Script:
    """Return the script of a comic of so many pages for a story told page by page."""
    language = "zh" if story["language"] == "zh" else "en"
    taken: set[str] = set()
    roles = {one["name"]: one["role"] for one in story["people"]}
    cast = {name: staging.look(role, language, taken, chance) for name, role in roles.items()}
    called = {name: name for name in roles}
    for page in story["pages"]:
        for who in page["who"]:
            if who not in called:
                called[who] = _called(who, language)
                cast[called[who]] = staging.look(who, language, taken, chance)
    told = [_panel(page, called, story["people"][0], cast, language) for page in story["pages"]]
    made = []
    for number in range(min(pages, len(told))):
        row = told[len(told) * number // pages : len(told) * (number + 1) // pages]
        row = row[: panels or 6]
        row[0] = _shot(row[0], "wide")
        made.append(row)
    end = "（完）" if language == "zh" else "The end."
    last = made[-1][-1]
    made[-1][-1] = Panel("wide", last.picture, last.lines, (*last.captions, end), last.sounds)
    heard = {line.who for row in made for panel in row for line in panel.lines}
    seen = " ".join(panel.picture for row in made for panel in row)
    kept = {name: look for name, look in cast.items() if name in heard or name in seen}
    return Script(story["title"], language, kept, tuple(tuple(row) for row in made))


def _called(who: str, language: str) -> str:
    """Return the name of somebody who has none: "an owl" is Owl, 一只猫头鹰 is 猫头鹰."""
    if language == "zh":
        return re.sub("^一?[只个位头条]小?", "", who)
    return re.sub(r"^(?:an?|the)\s+", "", who).title()


def _shot(panel: Panel, shot: Shot) -> Panel:
    return Panel(shot, panel.picture, panel.lines, panel.captions, panel.sounds)


def _panel(
    page: Mapping[str, Any], called: Mapping[str, str], hero: Mapping[str, str],
    cast: Mapping[str, str], language: str,
) -> Panel:  # fmt: skip
    """Return the panel of one page of a story."""
    who = [called[each] for each in page["who"]]
    lines, narration = _heard(page["text"], who, hero, cast, language)
    for line in lines:
        if line.who not in who:
            who.append(line.who)
    scene = page["where"]
    words = staging.place_words(scene, language)
    time = _TIMES[language].get(page.get("time", ""), "")
    does = page.get("does", "") if len(who) == 1 else ""
    if language == "zh":
        does = {"sitting": "坐着", "sleeping": "睡觉", "walking": "走路", "laughing": "大笑",
                "jumping": "跳", "running": "奔跑"}.get(does, does)  # fmt: skip
        picture = f"{'和'.join(who)}{words}{does}{'，' + time if time else ''}"
    else:
        picture = " ".join(filter(None, (" and ".join(who), does, words, time)))
    loud = page.get("mood") == "dramatic" or page.get("does") in ("running", "jumping", "laughing")
    sound = staging.sound(narration, language) if loud else ""
    shot: Shot = "close" if len(who) == 1 and lines else "medium"
    captions = (narration,) if narration else ()
    return Panel(shot, picture, tuple(lines[:3]), captions, (sound,) if sound and not lines else ())


def _heard(
    text: str, who: Sequence[str], hero: Mapping[str, str], cast: Mapping[str, str], language: str
) -> tuple[list[Line], str]:
    """Return what is said on a page, and the rest of it, as short as a caption."""
    names = {name.lower(): name for name in cast}
    names |= dict.fromkeys((hero.get("pronoun", ""), "它", "她", "他"), hero["name"])
    names |= {f"小{name}": name for name in cast} | {f"大{name}": name for name in cast}
    names |= {also: name for name, also in (("Fawn", "deer"),) if name in cast}
    names.pop("", None)
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    said = _SAYS[language]
    the = r"(?:(?:the|an?)\s+)?(?:old\s+)?"
    if language == "en":
        after = rf"\s*(?:{said}\s+{the}(?P<a>(?i:{one}))\b|{the}(?P<b>(?i:{one}))\s+{said})"
        after += "[^“.!?]*[.!?,:]?"
    else:
        after = rf"(?:.?(?P<a>{one})(?P<b>)[^“。！？]{{0,6}}?{said})[^“。！？]{{0,8}}[，。：]?"
    lines: list[Line] = []
    rest, at, before, told_who = "", 0, "", False
    for quote in _QUOTED.finditer(text):
        if quote.start() < at:
            continue
        between = text[at : quote.start()]
        following = re.match(after, text[quote.end() :])
        leading = re.search(rf"(?P<a>(?i:{one}))[^“。.！!？?]*[:：]\s*$", between)
        speaker = ""
        if following:
            speaker = names[(following["a"] or following["b"] or "").lower()]
        elif leading:
            speaker = names[leading["a"].lower()]
            between = between[: leading.start()]
        elif before and not between.strip():
            other = next((name for name in who if name != before), before)
            unknown = re.match(rf"[^“”。.!！]{{0,12}}{said}", text[quote.end() :])
            speaker = "" if unknown else before if told_who else other
        told_who = bool(following)
        at = quote.end() + (following.end() if following else 0)
        if not speaker:
            rest += between + quote[0]
            before = ""
            continue
        rest += between
        words = quote[1].rstrip("，,") + ("." if quote[1].endswith(",") else "")
        words += "。" if quote[1].endswith("，") else ""
        same = lines and lines[-1].who == speaker and not between.strip()
        if same and len(lines[-1].text) + len(words) < LONGEST[language]:
            gap = "" if language == "zh" else " "
            said_before = lines[-1].text
            if words[:1].islower():  # one sentence with "she said" in its middle
                said_before = f"{said_before[:-1]}," if said_before.endswith(".") else said_before
            lines[-1] = Line(speaker, f"{said_before}{gap}{words}", lines[-1].how)
        else:
            lines.append(Line(speaker, shortened(words, language), spoken(words)))
        before = speaker
    rest = re.sub(r"\s+", " ", rest + text[at:]).strip(" ，,")
    return lines, _caption(rest, language)


def _caption(text: str, language: str) -> str:
    """Return the first sentences of a narration that a caption has room for."""
    kept = ""
    for part in re.findall(r"[^.!?。！？]+[.!?。！？]+[”]?\s*", text) or [text]:
        if kept and len(kept + part) > _LONGEST_CAPTION[language]:
            break
        kept += part
    kept = kept.strip()
    return kept[:1].upper() + kept[1:]
