"""How the things of a prompt stand to each other, and what people wear and hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from muse import Match

from .kinds import Concept

PREPOSITIONS = {
    "on": "on", "upon": "on", "atop": "on", "on top of": "on", "onto": "on", "in": "in",
    "crossing": "on", "parked on": "on", "driving on": "on", "driving across": "on",
    "inside": "in", "inside of": "in", "within": "in", "into": "in", "under": "under",
    "beneath": "under", "underneath": "under", "below": "under", "beside": "beside",
    "next to": "beside", "by": "beside", "near": "beside", "alongside": "beside", "at": "beside",
    "against": "beside", "behind": "behind", "beyond": "behind", "in front of": "before",
    "before": "before", "between": "between", "among": "in", "amongst": "in", "amid": "in",
    "over": "above", "above": "above", "across": "above", "with": "with",
    "looking at": "looking_at",
    "staring at": "looking_at", "gazing at": "looking_at", "watching": "looking_at",
    "looking out at": "looking_at", "facing": "looking_at", "riding": "riding", "rides": "riding",
    "riding on": "riding", "mounted on": "riding", "riding in": "riding", "driving": "riding",
    "holding": "holding", "holds": "holding", "carrying": "holding", "carries": "holding",
    "wielding": "holding", "hugging": "holding", "embracing": "holding", "playing": "holding",
    "reading": "holding", "drinking": "holding", "eating": "holding", "clutching": "holding",
    "raising": "holding", "reads": "holding", "plays": "holding", "holding up": "holding",
    "wearing": "wearing", "wears": "wearing", "dressed in": "wearing", "clad in": "wearing",
}  # fmt: skip
_LONGEST = "|".join(sorted(PREPOSITIONS, key=len, reverse=True))
ENGLISH = re.compile(
    rf"(?:.*\W|^)({_LONGEST})\b(?:\s+of\b)?((?:\s+(?!(?:{_LONGEST})\b)[\w'’-]+){{0,5}})\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The last preposition before a thing, and the words that describe the thing."""
AT = re.compile(
    r"\b(?:look|star|gaz|glanc|howl|bark|smil|laugh|wav|shout|point|peek)\w*\s+(?:\w+\s+)?"
    r"(?:at|into|towards?|out\s+at|over|up\s+at)\b[^.]*$",
    re.IGNORECASE,
)
LISTS = ("with", "holding", "wearing", "in")
"""Relations whose things are often several: "with a hat and a scarf"."""
ELSE = frozenset("side distance level time season weather style mood palette view plain".split())
"""Fields of words that may hold a preposition and relate nothing: "in the background"."""
VERBS = ("riding", "holding", "wearing", "looking_at")
"""Relations that need somebody who does it."""
WHERE = {
    "上": "on", "上面": "on", "之上": "on", "里": "in", "中": "in", "里面": "in", "内": "in",
    "之中": "in", "中间": "between", "之间": "between", "间": "in", "下": "under", "下面": "under",
    "之下": "under", "底下": "under", "后": "behind", "后面": "behind", "背后": "behind",
    "前": "before", "前面": "before", "面前": "before", "旁": "beside", "旁边": "beside",
    "边": "beside", "畔": "beside", "边上": "beside", "身边": "beside", "上空": "above",
    "上方": "above", "顶": "on", "顶上": "on",
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
AFTER = re.compile(rf"({_WHERE})")
LEADS = re.compile(
    rf"(?:的|有着?|是|,|,)?(?:[停坐站躺卧趴开长挂放飞游盛立漂浮摆睡走]+着?(?:了|在)?)?的?{MEASURED}"
)
STOP = re.compile(r"[.;!?。;!?\n]")
BREAK = re.compile(r"[,.;!?,。;!?\n]")


@dataclass(slots=True)
class Bound:
    """What stands to what: indices of matches."""

    relations: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    wears: dict[int, list[int]] = field(default_factory=dict)
    holds: dict[int, list[int]] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def give(self, owner: int, how: str, thing: int) -> None:
        """Let somebody wear or hold a thing; what has an owner keeps it."""
        if thing not in self.owner and owner != thing:
            getattr(self, how).setdefault(owner, []).append(thing)
            self.owner[thing] = owner

    def relate(self, one: int, how: str, other: int) -> None:
        """Say how one thing stands to another; the other then doesn't stand to it."""
        one, other = self.owner.get(one, one), self.owner.get(other, other)
        known = self.relations.setdefault(one, [])
        told = {thing for _, thing in known}
        back = {thing for _, thing in self.relations.get(other, ())}
        if one != other and other not in told and one not in back:
            known.append((how, other))

    def forget(self, thing: int) -> None:
        """Take back who owns a thing and what stands to it."""
        for which in (self.wears, self.holds):
            for owned in which.values():
                if thing in owned:
                    owned.remove(thing)
        self.owner.pop(thing, None)
        for one, several in self.relations.items():
            self.relations[one] = [told for told in several if told[1] != thing]


def related(
    text: str, found: Sequence[Match], things: Sequence[int], known: Mapping[str, Concept]
) -> Bound:
    """Return what stands on, in, under ... what, and what people wear and hold."""
    bound = Bound()
    for match in found:
        if match.field in ELSE:
            text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
    concept = {place: known[found[place].value] for place in things}
    living = [place for place in things if concept[place].living]
    for before, after in pairwise(things):
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
    """Relate two things by the last preposition between them."""
    _, comma, rest = gap.rpartition(",")
    match = ENGLISH.match(rest)
    how = PREPOSITIONS[re.sub(r"\s+", " ", match[1].lower())] if match else ""
    # "a girl, holding a cat": a comma ends places, not what somebody does.
    if comma and how not in VERBS:
        return
    several = re.search(r"\band\b", match[2] if match else rest, re.IGNORECASE) is not None
    if not match or (several and how not in LISTS):
        if several:
            _continued(bound, before, after, concept)
        return
    if how in ("on", "in", "beside", "above") and AT.search(rest):
        how = "looking_at"
    elif how == "beside" and match[1].lower() == "at" and concept[after].count is None:
        how = "in"
    if several and how == "in" and not concept[after].worn:
        return
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
        if how in VERBS:
            one = somebody
    elif how in VERBS:
        return
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
        elif before in bound.owner or concept[before].living:
            _placed(gap, text, found, bound, before, after, concept)
        return
    bare = _plain(gap, found, before, after, text)
    where, rest = _where(gap, found[before])
    if where and LEADS.fullmatch(_strip(rest, text, found, before, after)) and (rest or gap):
        bound.relate(after, where, before)  # "桥上的人"
        return
    verb = VERB.match(bare)
    if verb and not where:
        _say(bound, before, CHINESE_VERBS[verb[1]], after, concept)
        return
    if not _placed(gap, text, found, bound, before, after, concept) and (
        re.fullmatch("[和与、及]?" + MEASURED, gap) or gap in ("和", "与", "、", "及")
    ):
        _continued(bound, before, after, concept)


def _placed(
    gap: str,
    text: str,
    found: Sequence[Match],
    bound: Bound,
    before: int,
    after: int,
    concept: Mapping[int, Concept],
) -> bool:
    """Relate a thing to the place it is at: "猫在沙发上", "站在水乡的石桥上"."""
    if not re.search("[在于到进]|[坐站躺趴卧停]着?", gap):
        return False
    later = [place for place in concept if place > after]
    for place in sorted(later):
        if text[found[after].end : found[place].start] != "的":
            break
        after = place
    where, _ = _where(text[found[after].end : found[after].end + 2], found[after])
    if not where and not re.search("[在于到进]", gap):
        return False
    bound.relate(before, where or "in", after)
    return True


def _where(following: str, match: Match) -> tuple[str, str]:
    """Return the relation that a word for a place ends with or is followed by, and the rest."""
    after = AFTER.match(following)
    if after:
        return WHERE[after[1]], following[after.end() :]
    return WHERE.get(match.words[-1:] if len(match.words) > 1 else "", ""), following


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
        bound.forget(place)
        if concept[place].worn and how == "wearing":
            bound.give(owner, "wears", place)
        elif (concept[place].held or concept[place].worn) and how == "holding":
            bound.give(owner, "holds", place)
        else:
            bound.relate(owner, how, place)


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
    if not concept[place].worn or place in bound.owner or bound.relations.get(place):
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
    for one, other in reversed(list(pairwise(things))):
        told = next(iter(bound.relations.get(other, ())), None)
        if told is None or bound.relations.get(one) or one in bound.owner or told[1] < other:
            continue
        gap = text[found[one].end : found[other].start]
        if re.match(r"\s*(?:and\b|&|和|与|、)", gap):
            bound.relations[one] = [told]
