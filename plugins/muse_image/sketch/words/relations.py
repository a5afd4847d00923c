"""How the things of a prompt stand to each other, and what people wear and hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from muse import Match

from .kinds import Concept

PREPOSITIONS = {
    "on": "on", "upon": "on", "atop": "on", "on top of": "on", "onto": "on", "in": "in",
    "inside": "in", "inside of": "in", "within": "in", "into": "in", "under": "under",
    "beneath": "under", "underneath": "under", "below": "under", "beside": "beside",
    "next to": "beside", "by": "beside", "near": "beside", "alongside": "beside", "at": "beside",
    "against": "beside", "behind": "behind", "beyond": "behind", "in front of": "before",
    "before": "before", "between": "between", "among": "in", "amongst": "in", "amid": "in",
    "over": "above", "above": "above", "across": "above", "with": "with", "looking at": "looking_at",
    "staring at": "looking_at", "gazing at": "looking_at", "watching": "looking_at",
    "looking out at": "looking_at", "facing": "looking_at", "riding": "riding", "rides": "riding",
    "riding on": "riding", "mounted on": "riding", "riding in": "riding", "driving": "riding",
    "holding": "holding", "holds": "holding", "carrying": "holding", "carries": "holding",
    "wielding": "holding", "hugging": "holding", "embracing": "holding", "playing": "holding",
    "reading": "holding", "drinking": "holding", "eating": "holding", "clutching": "holding",
    "raising": "holding", "reads": "holding", "plays": "holding", "holding up": "holding",
    "wearing": "wearing", "wears": "wearing", "dressed in": "wearing", "clad in": "wearing",
    "in": "in",
}  # fmt: skip
_LONGEST = sorted(PREPOSITIONS, key=len, reverse=True)
ENGLISH = re.compile(
    r"\s*(?:(?:that|which|who)\s+)?(?:(?:is|are|was|were)\s+)?"
    r"(?:(?:\w+(?:ing|ed|ly)|sits?|stands?|sat|stood|lies|lay|rests?|runs?|walks?|flies|swims?|perched"
    r"|built|high|together|alone|asleep|down|up|out|while|right|directly|back|and|quietly)\s+){0,4}?"
    rf"({'|'.join(_LONGEST)})\b(?:\s+of\b)?",
    re.IGNORECASE,
)  # fmt: skip
VERBS = ("riding", "holding", "wearing", "looking_at")
"""Relations that need somebody who does it."""
WHERE = {
    "上": "on", "上面": "on", "之上": "on", "里": "in", "中": "in", "里面": "in", "内": "in",
    "之中": "in", "中间": "between", "之间": "between", "间": "in", "下": "under", "下面": "under",
    "之下": "under", "底下": "under", "后": "behind", "后面": "behind", "背后": "behind",
    "前": "before", "前面": "before", "面前": "before", "旁": "beside", "旁边": "beside",
    "边": "beside", "畔": "beside", "边上": "beside", "身边": "beside", "上空": "above",
    "上方": "above",
}  # fmt: skip
_WHERE = "|".join(sorted(WHERE, key=len, reverse=True))
CHINESE_VERBS = {
    "骑": "riding", "乘": "riding", "坐着": "riding", "驾": "riding", "拿": "holding",
    "手持": "holding", "手拿": "holding", "捧": "holding", "手捧": "holding", "举": "holding",
    "握": "holding", "手握": "holding", "提": "holding", "撑": "holding", "打着": "holding",
    "端": "holding", "抱": "holding", "背着": "holding", "拎": "holding", "持": "holding",
    "挥舞": "holding", "弹": "holding", "吹": "holding", "拉": "holding", "读": "holding",
    "吃": "holding", "喝": "holding", "看书": "holding", "叼": "holding", "穿": "wearing",
    "身穿": "wearing", "身着": "wearing", "戴": "wearing", "头戴": "wearing", "披": "wearing",
    "系": "wearing", "围": "wearing", "佩戴": "wearing", "看": "looking_at", "望": "looking_at",
    "凝视": "looking_at", "注视": "looking_at", "盯": "looking_at", "飞过": "above",
    "飞越": "above", "掠过": "above", "带着": "with", "牵着": "with", "带": "with",
}  # fmt: skip
_VERBS = "|".join(sorted(CHINESE_VERBS, key=len, reverse=True))
MEASURED = "(?:[一二两三四五六七八九十几]?[座艘只条个间把件顶朵位名匹本张束支双串辆杯碗]|一)?"
VERB = re.compile(rf"(?:.*?)({_VERBS})(?:着|了|上|在|向|住)?{MEASURED}$")
AT = re.compile(r"(?:^|.*[\s,,、\u3400-\u9fff])?(?:在|于|到|上|进|着|就|坐|站|躺|趴|卧)$")
AFTER = re.compile(rf"({_WHERE})")
LEADS = re.compile(
    rf"(?:的|有着?|是|,|,)?(?:[停坐站躺卧趴开长挂放飞游盛立漂浮摆睡走]+着?(?:了|在)?)?的?{MEASURED}"
)
JOIN = re.compile(
    r"\s*(?:,|,|、|and|with|和|与|及|以及|,\s*and)?\s*(?:an?\s+|the\s+|some\s+)?", re.I
)
ARTICLE = re.compile(
    r"\s*(?:(?:an?|the|his|her|their|its|some|one|two|pair|of|very|\w+ly)\s+)*", re.IGNORECASE
)
STOP = re.compile(r"[.;!?。;!?\n]")
BREAK = re.compile(r"[,.;!?,。;!?\n]")


@dataclass(slots=True)
class Bound:
    """What stands to what: indices of matches."""

    relation: dict[int, tuple[str, int]] = field(default_factory=dict)
    wears: dict[int, list[int]] = field(default_factory=dict)
    holds: dict[int, list[int]] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def give(self, owner: int, how: str, thing: int) -> None:
        """Let somebody wear or hold a thing; what has an owner keeps it."""
        if thing not in self.owner and owner != thing:
            getattr(self, how).setdefault(owner, []).append(thing)
            self.owner[thing] = owner

    def relate(self, one: int, how: str, other: int) -> None:
        """Say how one thing stands to another; what was said first stays."""
        one, other = self.owner.get(one, one), self.owner.get(other, other)
        if one != other and self.relation.get(other, ("", -1))[1] != one:
            self.relation.setdefault(one, (how, other))


def related(
    text: str, found: Sequence[Match], things: Sequence[int], known: Mapping[str, Concept]
) -> Bound:
    """Return what stands on, in, under ... what, and what people wear and hold."""
    bound = Bound()
    concept = {place: known[found[place].value] for place in things}
    living = [place for place in things if concept[place].living]
    for before, after in zip(things, things[1:], strict=False):
        _pair(text, found, bound, before, after, concept)
    _at_start(text, found, bound, things, concept)
    for place in things:
        _bare(text, found, bound, place, living, concept)
    _siblings(text, found, bound, things)
    return bound


def _pair(
    text: str,
    found: Sequence[Match],
    bound: Bound,
    before: int,
    after: int,
    concept: Mapping[int, Concept],
) -> None:
    """Relate two things that follow each other, by the words between them."""
    gap = text[found[before].end : found[after].start]
    if STOP.search(gap):
        return
    if text[found[after].start].isascii() or re.search("[a-z]", gap, re.IGNORECASE):
        _english(gap, bound, before, after, concept)
    else:
        _chinese(gap, text, found, bound, before, after, concept)


def _english(
    gap: str, bound: Bound, before: int, after: int, concept: Mapping[int, Concept]
) -> None:
    if BREAK.search(gap):
        gap = BREAK.split(gap)[-1]
        first = ENGLISH.match(gap)
        # "a girl, holding a cat": a comma ends places, not what somebody does.
        if first is None or PREPOSITIONS[first[1].lower()] not in VERBS:
            return
    steps: list[str] = []
    at = 0
    while (match := ENGLISH.match(gap, at)) is not None:
        steps.append(re.sub(r"\s+", " ", match[1].lower()))
        at = match.end()
    if not steps:
        if re.fullmatch(r"\s*(?:,\s*)?and\s+(?:an?\s+|the\s+|her\s+|his\s+)?.{0,24}", gap):
            _continued(bound, before, after, concept)
        return
    how = PREPOSITIONS[steps[-1]]
    if len(steps) > 1 and how in ("on", "in", "beside") and PREPOSITIONS[steps[-2]] == "looking_at":
        how = "looking_at"
    _say(bound, before, how, after, concept)


def _say(bound: Bound, one: int, how: str, other: int, concept: Mapping[int, Concept]) -> None:
    """Say a relation of `one` or of who wears, holds or does it."""
    somebody = _doer(bound, one, concept)
    worn, held = concept[other].worn, concept[other].held
    if somebody is not None:
        if worn and how in ("in", "wearing", "with", "holding"):
            bound.give(somebody, "holds" if how == "holding" else "wears", other)
            return
        if held and how in ("holding", "with"):
            bound.give(somebody, "holds", other)
            return
        if how in VERBS or (how == "with" and concept[one].living is None):
            one = somebody
    elif how in VERBS:
        return
    if how == "wearing":
        bound.relate(one, "wearing", other)
    else:
        bound.relate(one, how, other)


def _doer(bound: Bound, one: int, concept: Mapping[int, Concept]) -> int | None:
    """Return the last living thing up to `one`, who may own it."""
    one = bound.owner.get(one, one)
    if concept[one].living:
        return one
    return next((place for place in sorted(concept, reverse=True)
                 if place < one and concept[place].living), None)  # fmt: skip


def _continued(bound: Bound, before: int, after: int, concept: Mapping[int, Concept]) -> None:
    """Go on with what somebody wears or holds: "wearing a hat and a scarf"."""
    owner = bound.owner.get(before)
    if owner is None or concept[after].living:
        return
    if concept[after].worn:
        bound.give(owner, "wears", after)
    elif concept[after].held:
        bound.give(owner, "holds", after)


def _chinese(
    gap: str,
    text: str,
    found: Sequence[Match],
    bound: Bound,
    before: int,
    after: int,
    concept: Mapping[int, Concept],
) -> None:
    gap = gap.replace(" ", "")
    if re.search("[,,]", gap):
        gap = re.split("[,,]", gap)[-1]
        verb = VERB.match(_plain(gap, found, before, after, text))
        if verb and CHINESE_VERBS[verb[1]] in VERBS:
            _say(bound, before, CHINESE_VERBS[verb[1]], after, concept)
        return
    bare = _plain(gap, found, before, after, text)
    where = AFTER.match(gap)
    if where and LEADS.fullmatch(_strip(gap[where.end() :], text, found, before, after)):
        bound.relate(after, WHERE[where[1]], before)  # "桥上的人"
        return
    verb = VERB.match(bare)
    if verb and not where:
        _say(bound, before, CHINESE_VERBS[verb[1]], after, concept)
        return
    tail = AFTER.match(text, found[after].end)
    if tail and re.search("[在于到着坐站躺趴卧进]", gap):
        bound.relate(before, WHERE[tail[1]], after)  # "猫在沙发上"
    elif re.fullmatch("[和与、及]?" + MEASURED, gap) or gap in ("和", "与", "、", "及"):
        _continued(bound, before, after, concept)


def _plain(gap: str, found: Sequence[Match], before: int, after: int, text: str) -> str:
    """Return a gap without the describing words right before the second thing."""
    end = found[after].start
    for place in range(after - 1, before, -1):
        between = text[found[place].end : end].strip()
        if between not in ("", "的") or found[place].field in ("trait", "filler"):
            break
        end = found[place].start
    return text[found[before].end : end].replace(" ", "").split(",")[-1].split(",")[-1]


def _strip(gap: str, text: str, found: Sequence[Match], before: int, after: int) -> str:
    for place in range(before + 1, after):
        if found[place].field != "thing":
            gap = gap.replace(text[found[place].start : found[place].end], "", 1)
    return gap.replace("的的", "的")


def _at_start(
    text: str,
    found: Sequence[Match],
    bound: Bound,
    things: Sequence[int],
    concept: Mapping[int, Concept],
) -> None:
    """Bind what is said before the one who does it: "穿着红裙的女孩", "骑着马的骑士"."""
    for number, place in enumerate(things):
        if number + 1 >= len(things) or text[found[place].start].isascii():
            continue
        owner = things[number + 1]
        gap = text[found[place].end : found[owner].start]
        if not concept[owner].living or not gap.startswith("的") or BREAK.search(gap):
            continue
        start = found[things[number - 1]].end if number else 0
        led = _plain_before(text, found, place, start)
        verb = VERB.match(BREAK.split(led)[-1])
        if verb is None:
            continue
        how = CHINESE_VERBS[verb[1]]
        for which in (bound.wears, bound.holds):
            for owned in which.values():
                if place in owned:
                    owned.remove(place)
        bound.owner.pop(place, None)
        for one, (_, other) in list(bound.relation.items()):
            if other == place:
                del bound.relation[one]
        if concept[place].worn and how == "wearing":
            bound.give(owner, "wears", place)
        elif (concept[place].held or concept[place].worn) and how == "holding":
            bound.give(owner, "holds", place)
        else:
            bound.relation[owner] = (how, place)


def _plain_before(text: str, found: Sequence[Match], place: int, start: int) -> str:
    """Return the text before a thing, without the words that describe it."""
    end = found[place].start
    for one in range(place - 1, -1, -1):
        if found[one].start < start or found[one].field in ("thing", "trait", "filler"):
            break
        if text[found[one].end : end].strip() not in ("", "的"):
            break
        end = found[one].start
    return text[start:end].replace(" ", "")


def _bare(
    text: str,
    found: Sequence[Match],
    bound: Bound,
    place: int,
    living: Sequence[int],
    concept: Mapping[int, Concept],
) -> None:
    """Give a garment that stands alone between commas to who was named last: "girl, red dress"."""
    if not concept[place].worn or place in bound.owner or place in bound.relation:
        return
    people = [i for i in living if concept[i].living == "person"]
    owner = next((i for i in reversed(people) if i < place), None)
    verbs = re.compile(r"\b(?:wearing|wears|dressed in|in|with)\b|[穿戴披系]", re.IGNORECASE)
    if owner is None:
        first = next((i for i in living if i > place), None)
        if first is not None and verbs.search(text[: found[place].start]):
            bound.give(first, "wears", place)
        return
    gap = text[found[owner].end : found[place].start]
    if not STOP.search(gap):
        bound.give(owner, "wears", place)


def _siblings(text: str, found: Sequence[Match], bound: Bound, things: Sequence[int]) -> None:
    """Let "a cat and two dogs on a sofa" all be on the sofa."""
    for one, other in zip(reversed(things[:-1]), reversed(things[1:]), strict=True):
        told = bound.relation.get(other)
        if told is None or one in bound.relation or one in bound.owner or told[1] < other:
            continue
        gap = text[found[one].end : found[other].start]
        if told[1] != one and re.match(r"\s*(?:and\b|&|和|与|、)", gap):
            bound.relation[one] = told
