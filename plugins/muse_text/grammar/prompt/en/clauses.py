"""English clauses: who does what, in order; from "a woman named Maya who inherits a house and"."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from . import people
from .words import (
    AUXILIARIES,
    DETERMINERS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    adjectives,
    is_name,
    kind,
    singular,
    titles,
    verb,
)


class Token(NamedTuple):
    """A word or mark of a text, and its place."""

    text: str
    low: str
    start: int
    end: int


@dataclass
class Told:
    """What a passage tells: phrases of people, events in order, and what is left as its theme."""

    people: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    theme: str = ""


RELATIVE = frozenset(("who", "that", "which"))
_JOINS = frozenset(
    "and but then so until when while because after before yet although though once".split()
)
_MIND = frozenset(
    "want love dream learn think feel decide befriend hate fear believe know wish hope talk speak "
    "sing dance refuse try forget remember fall wake become run escape meet realize realise help "
    "need discover save travel".split()
)
"""What only somebody does: a thing that does it is a hero."""


def tokenize(text: str) -> list[Token]:
    """Return the words and marks of a text."""
    found = re.finditer(r"[A-Z][a-z]{0,2}\.(?=\s+[A-Z])|[\w][\w'’-]*|[,;:()&]|[^\w\s]", text)
    return [Token(m[0], m[0].lower().replace("’", "'"), *m.span()) for m in found]


def is_verb(tokens: list[Token], start: int, at: int) -> bool:
    """Whether tokens[at] is the verb of a subject that stands in tokens[start:at]."""
    low, before = tokens[at].low, tokens[at - 1].low
    if before.endswith(("'s", "s'")) or before in PREPOSITIONS:
        return False
    if at - 1 > start and is_name(tokens[at].text):
        return False  # my grandmother Rose
    if low in AUXILIARIES and before not in DETERMINERS:
        return True
    base, form = verb(low)
    if not base or before in DETERMINERS or (before in adjectives() and not kind(before)):
        return False
    first = tokens[start].low
    joined = any(t.low in ("and", "&", ",") for t in tokens[start:at])
    count = NUMBERS.get(first, 1)
    plural = count > 1 or joined or before in ("they", "we", "i", "you", "people", "children")
    plural = plural or (singular(before) != before and not tokens[at - 1].text[0].isupper())
    somebody = bool(kind(before)) or before in PRONOUNS or is_name(tokens[at - 1].text)
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    goes_on = after in DETERMINERS | PREPOSITIONS | POSSESSIVES | PRONOUNS
    if form == "s":
        return not plural or joined
    if form == "base":
        return plural or (somebody and after in DETERMINERS | POSSESSIVES)
    if form == "ing":
        return somebody or (plural and goes_on)
    return somebody or goes_on


def noun_end(tokens: list[Token], at: int, first: int | None = None) -> int:
    """Return where the noun phrase that begins at a place ends; the place itself for none.

    `first` is where the list begins whose last member it is: a verb agrees with all of it.
    """
    if at >= len(tokens):
        return at
    low = tokens[at].low
    if low in PRONOUNS:
        return at + 1
    if not re.match(r"\w", low) or low in PREPOSITIONS | RELATIVE | _JOINS | AUXILIARIES:
        return at
    if is_name(tokens[at].text) and not low.endswith("'s"):
        end = at + 1
        title = low.rstrip(".") in {t.rstrip(".") for t in titles()}
        while end < len(tokens) and (is_name(tokens[end].text) and tokens[end].text[0].isupper()):
            end += 1
        if end > at + 1 or title or not _lower_noun(tokens, end):
            return end
    end = at
    while end < len(tokens):
        low = tokens[end].low
        if not re.match(r"\w", low) or low in RELATIVE | _JOINS | {"named", "called", "whose"}:
            break
        if low in PREPOSITIONS or low in PRONOUNS:
            if low == "of" and tokens[end - 1].low in _OF:
                end += 1
                continue
            break
        after = tokens[end - 1].low if end > at else ""
        number = low in NUMBERS and after in POSSESSIVES | {"the"}
        if low in DETERMINERS and end > at and not number and after not in ("of", "all", "both"):
            break
        if end > at and low in _ADVERBS:
            break
        if end > at and is_verb(tokens, at if first is None else first, end):
            break
        end += 1
    return end


_OF = frozenset("group pair couple team band trio crew family gang bunch party".split())


def _lower_noun(tokens: list[Token], at: int) -> bool:
    """Whether a lower-case noun goes on after a capital: "Chinese girl"."""
    if at >= len(tokens):
        return False
    low = tokens[at].low
    known = low in PREPOSITIONS | RELATIVE | _JOINS | AUXILIARIES | DETERMINERS
    return low.isalpha() and not known and bool(kind(low)) and not verb(low)[0]


def subject(text: str, tokens: list[Token], at: int) -> tuple[list[str], int, list[str]]:
    """Return the phrases of people at a place, where they end, and what they are said to have.

    Names, roles, appositions ("Sarah, a baker, and Tom, a soldier") and lists are taken together.
    """
    found: list[str] = []
    has: list[str] = []
    first = at
    while True:
        end = noun_end(tokens, at, first)
        if end == at:
            break
        start, stop = tokens[at].start, tokens[end - 1].end
        end, stop, own = _apposed(text, tokens, at, end, stop)
        found.append(text[start:stop])
        has += own
        after = end
        if after < len(tokens) and tokens[after].low == ",":
            after += 1
        if after < len(tokens) and tokens[after].low in ("and", "&", "plus"):
            after += 1
        more = noun_end(tokens, after, first) if after > end else after
        if more == after or not _member(text, tokens, after, more):
            return found, end, has
        at = after
    return found, at, has


def _member(text: str, tokens: list[Token], at: int, end: int) -> bool:
    """Whether a noun phrase is one more of a list of people."""
    phrase = text[tokens[at].start : tokens[end - 1].end]
    return somebody(phrase)


def somebody(phrase: str) -> bool:
    """Whether a phrase names a person, an animal or another who acts."""
    low = phrase.lower()
    if low in ("me", "i", "myself"):
        return True
    if low in PRONOUNS:
        return False
    found = people.parse(phrase)
    return bool(found) and all(each.name or each.kind != "thing" for each in found)


def _apposed(
    text: str, tokens: list[Token], at: int, end: int, stop: int
) -> tuple[int, int, list[str]]:
    """Follow what belongs to a noun phrase: a name, an apposition, what it has, where it's from."""
    has: list[str] = []
    named = is_name(tokens[at].text)
    if (more := _names(tokens, at, end)) > end:
        end, stop = more, tokens[more - 1].end
        if end < len(tokens) and tokens[end].low == ",":
            end += 1
    while end < len(tokens):
        low = tokens[end].low
        if low in ("named", "called") and end + 1 < len(tokens):
            end += 2
            while end < len(tokens) and tokens[end].text[0].isupper():
                end += 1
            stop = tokens[end - 1].end
        elif low == "(":
            close = next(
                (k for k in range(end, len(tokens)) if tokens[k].low == ")"), len(tokens) - 1
            )
            end, stop = close + 1, tokens[close].end
        elif low == "the" and named and end + 1 < len(tokens):
            inner = noun_end(tokens, end)
            end, stop, named = inner, tokens[inner - 1].end, False
        elif low == "," and (inner := _apposition(text, tokens, end + 1, named)):
            end, stop, named = inner, tokens[inner - 1].end, False
            if end < len(tokens) and tokens[end].low == ",":
                end += 1
        elif low in ("from", "of") and (inner := noun_end(tokens, end + 1)) > end + 1:
            end, stop = inner, tokens[inner - 1].end
        elif low == "with" and (inner := noun_end(tokens, end + 1)) > end + 1:
            thing = text[tokens[end + 1].start : tokens[inner - 1].end]
            if somebody(thing):
                break
            has.append(thing)
            end = inner
        else:
            break
    return end, stop, has


def _names(tokens: list[Token], at: int, end: int) -> int:
    """Return where the names of several end: "brothers Tim and Jim", "two sisters, Ann and Mia"."""
    last = end - 1
    while last > at and is_name(tokens[last].text):
        last -= 1
    noun = tokens[last].low
    if singular(noun) == noun or is_name(tokens[last].text) or not kind(noun):
        return end
    place, count = last + 1, 0
    while place < len(tokens):
        if tokens[place].low in ("named", "called", ",", "and", "&") and place + 1 < len(tokens):
            place += 1
        elif is_name(tokens[place].text):
            count, place, end = count + 1, place + 1, place + 1
        else:
            break
    return end


def _apposition(text: str, tokens: list[Token], at: int, named: bool) -> int:
    """Return where an apposition ends ("a baker", "Lily", "35"), or 0 for none."""
    if at >= len(tokens):
        return 0
    if tokens[at].low.isdigit():
        return at + 1
    end = noun_end(tokens, at)
    if end == at or (end < len(tokens) and is_verb(tokens, at, end)):
        return 0
    closed = (
        end == len(tokens)
        or tokens[end].low in {",", "and", ")", ".", "&"} | RELATIVE | PREPOSITIONS
    )
    phrase = text[tokens[at].start : tokens[end - 1].end]
    if named:
        role = tokens[at].low in DETERMINERS and somebody(phrase)
        role = role and not people.parse(phrase)[0].name  # Lucy, her best friend Sam
        return end if role and closed else 0
    return end if is_name(tokens[at].text) and closed else 0


def finite(text: str) -> tuple[str, str] | None:
    """Split a clause into subject and predicate, or return None where it has no verb."""
    tokens = tokenize(text)
    found, end, _ = subject(text, tokens, 0)
    if not found or end >= len(tokens):
        return None
    at = end
    while at + 1 < len(tokens) and tokens[at].low in PREPOSITIONS:  # the last human on earth
        inner = noun_end(tokens, at + 1)
        if inner == at + 1:
            break
        at = inner
    if at + 1 < len(tokens) and tokens[at].low in RELATIVE | {","}:
        at += 1
    relative = tokens[at - 1].low in RELATIVE
    verb_at = at
    while verb_at + 1 < len(tokens) and tokens[verb_at].low in _ADVERBS:
        verb_at += 1
    if at < len(tokens) and (relative or is_verb(tokens, 0, at) or verb_at > at):
        return text[: tokens[end - 1].end], text[tokens[at].start :]
    return None


_ADVERBS = frozenset("never always often still once secretly suddenly slowly finally".split())


MIND = _MIND
JOINS = _JOINS
