"""What an English passage tells: its people, what each of them does in order, and its theme."""

import re

from .clauses import (
    JOINS,
    MIND,
    RELATIVE,
    Token,
    Told,
    is_verb,
    noun_end,
    somebody,
    subject,
    tokenize,
)
from .people import label
from .words import (
    AUXILIARIES,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    adjectives,
    is_name,
    kind,
    verb,
)

_SKIP = frozenset(
    "then also finally eventually suddenly later slowly together never always still just soon "
    "secretly accidentally unexpectedly must only both all each one day".split()
)
_MARKS = frozenset(",;–—-&")


def tell(text: str) -> Told:
    """Return what a passage tells, such as "a girl and her dog who find a map in the attic"."""
    text = text.strip(" ,.;:")
    tokens = tokenize(text)
    told = Told()
    if not tokens:
        return told
    doing = verb(tokens[0].low)[1] == "ing" and tokens[0].low not in adjectives()
    if doing and not (len(tokens) > 1 and kind(tokens[1].low)):
        told.theme = text  # being lost at sea
        return told
    found, end, has = subject(text, tokens, 0)
    who = [phrase for phrase in found if somebody(phrase)]
    if not found or (end < len(tokens) and tokens[0].low in ("how", "why", "what")):
        told.theme = text
        return told
    if end == len(tokens):
        if len(who) == len(found):
            told.people = found
        else:
            told.theme = text
        _having(told, has)
        return told
    at, where = end, ""
    if tokens[at].low == "," and at + 1 < len(tokens):
        at += 1
    if tokens[at].low in PREPOSITIONS and (inner := _place(tokens, at)):
        where, at = text[tokens[at].start : tokens[inner - 1].end], inner
    if at == len(tokens):
        if who:
            told.people = who
            if where and re.match(r"(?i)in (?:love|danger|trouble|hiding|prison|search)\b", where):
                told.events.append(f"{names(who)} {'is' if len(who) == 1 else 'are'} {where}")
                where = ""
            told.theme = "" if len(who) == len(found) else text
        else:
            told.theme = text
        _having(told, has)
        if where and who:
            told.theme = f"\n{where}"  # a place, not a theme
        return told
    if (second := _second(tokens, at)) is not None:
        return tell(f"{text[: second.start]}and {text[second.start :]}")
    token = tokens[at]
    begins = at
    if token.low in RELATIVE and at + 1 < len(tokens):
        begins = at + 1
    elif not is_verb(tokens, 0, at) and not (who and verb(token.low)[1] == "ing"):
        return _rest(text, tokens, at, found, who, told, has, where)
    first = begins
    while first < len(tokens) - 1 and (
        tokens[first].low in _SKIP or tokens[first].low.endswith("ly")
    ):
        first += 1
    inner = noun_end(tokens, begins)
    if token.low in RELATIVE and not verb(tokens[first].low)[0] and inner > begins:
        told.theme = text  # a letter that nobody reads
        told.people = who
        return told
    if found[0].lower() in PRONOUNS and not who:
        chain(text, tokens, begins, found, told)
        return told
    hero = who or (found if token.low == "who" or verb(tokens[first].low)[0] in MIND else [])
    told.people = list(hero)
    _having(told, has)
    if not hero:
        told.theme = text
    chain(text, tokens, begins, found, told)
    if where and hero and not told.theme:
        told.theme = f"\n{where}"
    return told


def _second(tokens: list[Token], at: int) -> Token | None:
    """Return the main verb after a clause with who: "a ghost who fears people moves into"."""
    if tokens[at].low not in RELATIVE:
        return None
    for k in range(at + 3, len(tokens) - 1):
        before, low = tokens[k - 1].low, tokens[k].low
        if low in JOINS | _MARKS or low in RELATIVE:
            return None
        noun = before.isalpha() and before not in DETERMINERS | PREPOSITIONS | POSSESSIVES
        noun = (
            noun and before not in adjectives() and not verb(before)[0] and before not in PRONOUNS
        )
        follows = tokens[k + 1].low in DETERMINERS | PREPOSITIONS | POSSESSIVES
        if noun and follows and verb(low)[1] == "s" and before not in JOINS:
            return tokens[k]
    return None


def names(phrases: list[str]) -> str:
    """Return the subject of an event that several do together."""
    return " and ".join(label(phrase) for phrase in phrases)


def _having(told: Told, has: list[str]) -> None:
    if told.people:
        own = [thing for thing in has if re.match(r"(?i)(?:an?|the|no|two|three)\s", thing)]
        told.events += [f"{label(told.people[-1])} has {thing}" for thing in own]


def _place(tokens: list[Token], at: int) -> int:
    """Return where a prepositional phrase ends, with those that hang on it; 0 for none."""
    end = at
    while end < len(tokens) and tokens[end].low in PREPOSITIONS:
        if end > at and tokens[end].low not in ("in", "of", "on", "near", "at", "by"):
            break
        inner = noun_end(tokens, end + 1)
        if inner == end + 1:
            break
        end = inner
    return end if end > at else 0


def _rest(
    text: str,
    tokens: list[Token],
    at: int,
    found: list[str],
    who: list[str],
    told: Told,
    has: list[str],
    where: str,
) -> Told:
    """Read what follows people without a verb: "and the sea", "whose dog dies", "in love"."""
    low = tokens[at].low
    told.people = who if len(who) == len(found) else []
    _having(told, has)
    if low == "whose" and who:
        rest = text[tokens[at + 1].start :] if at + 1 < len(tokens) else ""
        told.events.append(f"{label(who[-1])}'s {rest}")
    elif low == "and" and who and at + 1 < len(tokens):
        told.theme = text[tokens[at + 1].start :]
    else:
        told.theme = text
    if where and who and not told.theme:
        told.theme = f"\n{where}"
    return told


def chain(text: str, tokens: list[Token], at: int, who: list[str], told: Told) -> None:
    """Add to `told` the events of a chain of predicates that begins at a place."""
    does = names(who)
    start = at
    events: list[list[int | str]] = [[does, start, len(tokens)]]
    style = _style(tokens, at)
    at += 1
    while at < len(tokens):
        more = style in ("ing", "past", "participle") and tokens[at].low == "who"
        if tokens[at].low not in JOINS | _MARKS and not more:
            at += 1
            continue
        mark = at
        while at < len(tokens) and (tokens[at].low in JOINS | _MARKS or tokens[at].low == "who"):
            at += 1
        style = _style(tokens, at) if more and at < len(tokens) else style
        begin = at
        while at < len(tokens) - 1 and (tokens[at].low in _SKIP or tokens[at].low.endswith("ly")):
            at += 1
        if at >= len(tokens):
            break
        if _predicate(tokens, at, style):
            events[-1][2] = mark
            events.append([str(events[-1][0]), begin, len(tokens)])
            continue
        found, end, _ = subject(text, tokens, at)
        if found and end < len(tokens) and end > at and is_verb(tokens, at, end):
            phrase = text[tokens[at].start : tokens[end - 1].end]
            events[-1][2] = mark
            events.append([_new(phrase, told), end, len(tokens)])
            style = _style(tokens, end)
            at = end + 1
    for doer, begin_at, end_at in events:
        begin_at, end_at = int(begin_at), int(end_at)
        if end_at > begin_at:
            said = text[tokens[begin_at].start : tokens[end_at - 1].end]
            told.events.append(f"{doer} {said}".strip())


def _style(tokens: list[Token], at: int) -> str:
    """Return the verb form of a predicate: that of the next one in the chain must be alike."""
    while at < len(tokens) - 1 and (tokens[at].low in _SKIP or tokens[at].low.endswith("ly")):
        at += 1
    low = tokens[at].low
    return "aux" if low in AUXILIARIES else verb(low)[1]


def _predicate(tokens: list[Token], at: int, style: str) -> bool:
    low = tokens[at].low
    if low in AUXILIARIES:
        return True
    base, form = verb(low)
    if not base or (at and tokens[at - 1].low in DETERMINERS):
        return False
    if style == "base":
        return form in ("base", "past")
    if style in ("past", "participle"):
        return form in ("past", "participle")
    if style == "s":
        return form == "s"
    return form == style if style == "ing" else form in ("s", "past")


def _new(phrase: str, told: Told) -> str:
    """Return who does a further event, and add them to the people where they are new."""
    low = phrase.lower()
    if low in PRONOUNS or low.split()[0] in ("the", *POSSESSIVES):
        known = " ".join(told.people).lower()
        new = low not in PRONOUNS and low.split()[-1] not in known and somebody(phrase)
        if new and low.split()[0] in POSSESSIVES:
            told.people.append(phrase)
        return phrase
    if somebody(phrase) and phrase not in told.people:
        if low.split()[0] in DETERMINERS or is_name(phrase.split()[0]):
            told.people.append(phrase)
        return label(phrase)
    return phrase
