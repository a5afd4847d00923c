"""What a Chinese passage tells: its people, what each does in order, its theme and place."""

import re

from .clauses import (
    AND,
    CUT,
    END,
    JOINS,
    Told,
    calls,
    label,
    listed,
    modified,
    split,
    starts,
    wanting,
    whole,
)
from .people import HERO, MEASURES, ONE, PRONOUNS, is_name, kind, somebody

_PLAYS = "|".join((*HERO, "反派", "配角", "男二", "女二"))
_CALLS = re.compile(r"(她|他|它|我)(?:的?名字)?(?:是|叫)(?:做|作)?([^，的是]{2,6})")
_PART = re.compile(rf"({_PLAYS})(?:的?名字)?(?:叫|名叫|是|为)?(?:一[{MEASURES}])?([^，]{{2,12}})")
_EACH = re.compile(rf"(?:其中)?(?:另外?)?一[{MEASURES}](?:名叫|名字叫|叫)([^，]{{1,6}})")
_THERE = re.compile(rf"(?:(.{{1,10}}?)(?:里|上|中|下))?(?:住着|有)(?:一?[{MEASURES}])(.+)")
_IS = re.compile(rf"([^，]{{2,8}})(?:竟然|其实|原来|就)?是(?:一?[{MEASURES}])?([^，]{{2,10}})")
_DID = re.compile(r".{1,4}的[^了，]{1,8}")


def tell(text: str) -> Told:
    """Return what a passage tells."""
    told = Told()
    subject = ""
    loose: list[str] = []
    text = re.sub(r"^(?:从前|很久以前|很久很久以前|古时候|有一天)[，,]?", "", text)
    for raw in CUT.split(text):
        clause = JOINS.sub("", raw.strip(" ，,、。；;：:"))
        last = "最后" if END.match(clause) else ""
        clause = END.sub("", clause)
        if not clause:
            continue
        if (new := _special(clause, told, subject)) is not None:
            subject = new or subject
            continue
        found = split(clause)
        if not found and not subject and (where := _IN.match(clause)):
            found = split(where[2])
            told.setting = told.setting or (where[1] if found else "")
        if found:
            who, rest = found
            if who in PRONOUNS and who != "我":
                told.events.append(f"{last}{who}{rest}")
            elif who in HERO:
                told.events.append(f"{last}{subject}{rest}")
            else:
                subject = add(who, told)
                _named(subject, rest, told, last)
        elif subject and (starts(clause) or (last and len(clause) > 1)):
            _named(subject, clause, told, last)
        elif subject and not loose and (more := listed(clause)):
            add("、".join(more), told)
        elif people := whole(clause):
            subject = add("、".join(people) if len(people) > 1 else people[0], told)
        else:
            subject = _loose(clause, told, loose) or subject
    told.theme = "，".join(part for part in loose if part)
    told.pair = told.pair or (not told.events and all(len(part) < 5 for part in loose))
    return told


_IN = re.compile(r"^在([^，]{2,10}?)(?:里|中|上|下|内)?[，,]?(.+)$")


def _special(clause: str, told: Told, subject: str) -> str | None:
    """Read a clause that only says who there is; return who, "" for nobody new, or None."""
    if calls(clause) or wanting(clause):
        return add(clause, told)
    if (called := _CALLS.fullmatch(clause)) and called[1] != "我" and not kind(called[2]):
        sex = {"她": "女主", "他": "男主"}.get(called[1], "")
        if told.people and not _has_name(told.people[-1]) and subject:
            told.people[-1] = f"{told.people[-1]}，名叫{called[2]}"
        else:
            told.people.append(f"{sex}{called[2]}")
        return called[2]
    part = _PART.fullmatch(clause)
    if part and (kind(part[2]) or (is_name(part[2]) and not split(part[2]))):
        sex = part[1][:2] if part[1][0] in "女男" else ""
        told.people.append(f"{sex}{part[2]}")
        return label(part[2])
    if (each := _EACH.fullmatch(clause)) and told.people:
        group = next((p for p in told.people if re.match(rf"[两二三四][{MEASURES}]", p)), "")
        noun = re.sub(rf"^[两二三四][{MEASURES}]", "", group or told.people[-1])
        if group:
            told.people.remove(group)
        told.people.append(f"{noun.split('，')[0]}，名叫{each[1]}")
        return each[1]
    there = _THERE.fullmatch(clause)
    if there and (people := whole(f"一个{there[2]}") or whole(there[2])):
        told.setting = told.setting or (there[1] or "")
        return add(people[0], told)
    role = _IS.fullmatch(clause)
    if role and kind(role[1]) and kind(role[2]) and not is_name(role[1]) and "的" not in role[1]:
        if role[2] not in told.people and role[2] not in ("好人", "坏人", "英雄", "超人"):
            told.people.append(role[2])
        told.events.append(clause)
        return ""
    return None


def _has_name(phrase: str) -> bool:
    from .people import parse

    return any(each.name for each in parse(phrase))


def _loose(clause: str, told: Told, loose: list[str]) -> str:
    """Read what is no clause: 王芳和李伟的爱情, 国王和他的影子, 外婆做的红烧肉; return who."""
    theirs = re.fullmatch(r"(.+?)(?:之间)?的([^的]{1,6})", clause)
    if theirs and whole(theirs[1]):
        loose.append(theirs[2])
        told.pair = True
        return add(theirs[1], told)
    first = AND.split(clause)[0]
    if first != clause and whole(first):
        loose.append(clause[len(first) + 1 :].lstrip("有与和"))
        told.pair = True
        return add(first, told)
    for size in range(1, min(6, len(clause))):
        if somebody(clause[:size]) and _DID.fullmatch(clause[size:]) and starts(clause[size:]):
            loose.append(clause)
            told.pair = True
            return add(clause[:size], told)
    loose.append(clause)
    return ""


def add(who: str, told: Told) -> str:
    """Add the people of a phrase and what is said of them before 的; return their names."""
    parts = (
        [part.strip() for part in AND.split(who) if part.strip()]
        if listed(who) or "、" in who
        else [who]
    )
    names = []
    for part in parts:
        plain, said = modified(part)
        plain = ONE.sub("", plain)
        if plain not in told.people:
            told.people.append(plain)
        names.append(label(plain))
        if said:
            told.events.append(f"{label(plain)}{said}")
    return "和".join(names)


def _named(subject: str, rest: str, told: Told, last: str) -> None:
    """Add an event; 是一名法医 becomes a role of the one who has a name."""
    role = re.fullmatch(rf"是(?:一?[{MEASURES}])?(.{{1,14}})", rest)
    if role and kind(role[1]) and told.people and is_name(subject):
        place = next((k for k, p in enumerate(told.people) if label(p) == subject), None)
        if place is not None:
            told.people[place] += f"，{role[1]}"
            return
    told.events.append(f"{last}{subject}{rest}")
