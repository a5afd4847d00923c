"""Somebody in an English phrase: “a girl named Lily”, “her dog Rex”, “two sisters”."""

import re
from dataclasses import replace

from ...brief import Kind, Person
from ...packs import table
from .words import (
    DETERMINERS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SOMEBODY,
    adjectives,
    given,
    is_name,
    kind,
    singular,
    titles,
)

NAME = r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:[^\W\d_a-zß-ÿ][\w.'’-]*|de|von|van|der|la|of (?=[A-Z])))*"
"""A name: words with capitals."""
MANY = 6
"""The most people that one phrase stands for."""
_ARTICLE = re.compile(r"(?i)^(?:an?|the|one|some|this|that)\s+")
_NUMBER = "|".join(NUMBERS)
_GROUP = re.compile(
    rf"(?i)^(?:the\s+)?(?:(?P<n>{_NUMBER}|\d)|an?\s+(?P<of>group|pair|couple|team|band|trio|crew|"
    r"family|gang|bunch|party)\s+of)\s+(?P<what>.+)$"
)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_NAMED = re.compile(
    r"(?i)^(.+?),?\s+(?:who is\s+|who's\s+)?(?:named|called|whose name is|by the name of)\s+"
)
_CLAUSE = re.compile(r"(?i)[\s,]+(?:who|whose|that|which|where)\s.*$")
_AGE = re.compile(
    r"(?i)(?:,\s*|\s+)(?:aged?\s+)?\d{1,3}(?:\s+years?(?:\s+old)?)?(?=,|$)|\baged?\s+\w+$"
)


def parse(phrase: str) -> list[Person]:
    """Return whom a phrase means: one person, or each of a group; none for nothing."""
    phrase = _CLAUSE.sub("", " ".join(phrase.split())).strip(" ,.")
    if not phrase:
        return []
    if len(phrase) > 4 and phrase.isupper() and " " in phrase:
        phrase = phrase.lower()
    return [replace(each, asked=phrase) for each in _parse(phrase)]


def _parse(phrase: str) -> list[Person]:
    if phrase.lower() in ("i", "me", "myself"):
        return [Person(pronoun="I")]
    aged = re.fullmatch(rf"({NAME})\s*\((.+)\)", phrase)
    if aged:
        return [_somebody("" if aged[2][0].isdigit() else _role(aged[2]), aged[1])]
    bare = _AGE.sub("", phrase).strip(" ,")
    if several := _several(bare):
        return several
    if called := _NAMED.match(bare):
        name = bare[called.end() :].strip(" '\"“”")
        return [_somebody(_role(called[1]), name[:1].upper() + name[1:], _owner(bare))]
    own = re.match(rf"({NAME})'s (.+)$", bare)
    if own and (inner := _parse(f"the {own[2]}")):
        return [replace(each, of=0, tie=each.head) for each in inner]
    counted = re.match(rf"(?i)(?:{'|'.join(POSSESSIVES)})\s+((?:{_NUMBER}|\d)\s.+)$", bare)
    if counted and (group := _several(counted[1])):
        return [replace(each, of=0, tie=each.head) for each in group]
    name, comma, role = bare.partition(", ")
    if comma and re.match(r"(?i)(?:an?|the|his|her|their|my|our)\s", name):
        name, role = role, name  # a girl, Lily
    if comma and re.fullmatch(NAME, name):
        return [_somebody(_role(role), name, _owner(role))]
    if comma:
        return _parse(name)
    if the := re.fullmatch(rf"({NAME}) (?i:the) ([a-z][\w' -]+)", bare):
        if kind(head(the[2])) or the[2] not in adjectives():
            return [_somebody(_role(the[2]), the[1])]
    words = bare.split()
    first = words[0].lower()
    if first in DETERMINERS and len(words) > 1:
        return _with_role(words, _owner(bare))
    if first.rstrip(".") in titles() | {t.rstrip(".") for t in titles()} and words[0][0].isupper():
        if len(words) > 1:
            plain = first.rstrip(".")
            return [_somebody(_TITLED.get(plain, plain), bare)]
    if re.fullmatch(NAME, bare) and is_name(words[0]):
        return [_somebody("", bare)]
    if len(words) > 1 and words[0].islower() and kind(first) == "person" and is_name(words[1]):
        if re.fullmatch(NAME, " ".join(words[1:])):  # detective Marlow
            return [_somebody(first, " ".join(words[1:]))]
    return [_somebody(_role(bare), "")]


_TITLED = {"dr": "doctor", "mr": "man", "mrs": "woman", "ms": "woman", "miss": "woman"}


def _with_role(words: list[str], owner: str) -> list[Person]:
    """Return the person of "her dog Rex" or "a shy dragon"."""
    at = len(words)
    while at > 2 and is_name(words[at - 1]) and words[at - 1][0].isupper():
        at -= 1
    role, name = " ".join(words[1:at]), " ".join(words[at:])
    if name and words[at - 1].lower() in PREPOSITIONS:  # a robot from Mars
        role, name = " ".join(words[1:]), ""
    return [_somebody(_role(role), name, owner)]


def _several(phrase: str) -> list[Person]:
    """Return the people of "two sisters", "brothers Tim and Jim", "two sisters, Ann and Mia"."""
    names = re.match(
        rf"(?i:(?:the|two|three|four|my|his|her|an?|some)\s+)?(?P<what>[a-z][\w -]*?)"
        rf"(?:,?\s+(?:named|called))?,?\s+(?P<names>{NAME}(?:(?:\s*,\s*|,?\s+and\s+|\s+&\s+){NAME})+)$",
        phrase,
    )
    if names:
        role = singular_role(names["what"])
        found = [_somebody(role, name) for name in _AND.split(names["names"]) if name]
        tied = role.split()[-1] in table("en", "reading/people")["kin"].split()
        return [
            replace(each, of=0 if k and tied else None, tie=head(role) if k and tied else "")
            for k, each in enumerate(found[:MANY])
        ]
    group = _GROUP.match(phrase)
    if not group and re.fullmatch(
        r"(?i)(?:the|identical|my)?\s*twins?(?: sisters| brothers)?", phrase
    ):
        group = _GROUP.match(f"two {phrase.split()[-1]}")
    if not group and re.fullmatch(r"(?:the )?[a-z]+(?: [a-z]+)?", phrase):
        noun = phrase.split()[-1]
        if singular(noun) != noun and kind(noun) in ("person", "child") and noun not in _ONE:
            group = _GROUP.match(f"two {phrase.removeprefix('the ')}")  # pirates
    if not group:
        return []
    count = NUMBERS.get((group["n"] or "three").lower()) or int(group["n"])
    if group["of"] and group["of"].lower() in ("pair", "couple"):
        count = 2
    role = singular_role(group["what"])
    if singular(head(group["what"])) == head(group["what"]).lower() and count > 1:
        plain = head(group["what"]).lower()
        if not plain.endswith("s") and kind(plain) != "person" and plain not in ("fish", "sheep"):
            return []  # "five minutes" is one thing, "one night" another
    tied = head(role) in table("en", "reading/people")["kin"].split()
    return [
        replace(
            _somebody(role, ""),
            group=phrase,
            of=0 if k and tied else None,
            tie=head(role) if k and tied else "",
        )
        for k in range(min(count, MANY))
    ]


_ONE = frozenset("princess goddess actress waitress hostess heiress boss witness parents".split())


def singular_role(role: str) -> str:
    """Return a role of one of several: "kind old ladies" -> "kind old lady"."""
    noun = head(role)
    start = re.search(rf"(?i)\b{re.escape(noun)}\b", role)
    return role[: start.start()] + singular(noun) if start else role


def _owner(phrase: str) -> str:
    first = phrase.split()[0].lower()
    return first if first in POSSESSIVES else ""


def _role(phrase: str) -> str:
    """Return a phrase without its article and without what it has or where it is."""
    bare = _ARTICLE.sub("", phrase.strip(" ,."))
    bare = re.sub(rf"(?i)^(?:{'|'.join(POSSESSIVES)})\s+", "", bare)
    bare = re.sub(r"(?i)^(?:very )?own\s+", "", bare)
    return re.split(
        r"(?i)\s(?:with|without|in|on|at|near|under|inside|aboard|named|called)\s", bare
    )[0]


def head(phrase: str) -> str:
    """Return the noun of a phrase: "kind fairy of the woods" -> "fairy"."""
    kept: list[str] = []
    for word in phrase.split():
        if word.lower() in PREPOSITIONS and kept:
            break
        kept.append(word)
    return kept[-1].lower().strip(",.") if kept else phrase.lower()


def _somebody(role: str, name: str, owner: str = "") -> Person:
    role = re.split(r"(?i)\s(?:is|are|was|were|has|have|had|and|because)\s", role)[-1]
    noun = singular(head(role)) if role else ""
    found = kind(noun) if noun else "person"
    aged = "year" in role
    traits = tuple(w.lower() for w in role.split()[:-1] if w.lower() in adjectives() and not aged)
    sex = "she" if re.search(r"(?i)\b(?:female|woman)\b", role) else ""
    sex = sex or ("he" if re.search(r"(?i)\bmale\b", role) else "")
    what: Kind = found if found in SOMEBODY else "thing"  # type: ignore[assignment]
    mine = owner in ("his", "her", "their", "its")
    return Person(
        name=name.strip(" ,"),
        role=role,
        head=noun,
        kind=what,
        pronoun=sex or pronoun(noun, name),
        traits=traits,
        of=0 if mine else None,
        tie=noun if owner else "",
    )


def pronoun(noun: str, name: str) -> str:
    """Return "she" or "he" where the role or the name says so; else ""."""
    words = table("en", "words")
    if noun in words["she"].split() or noun.endswith(("woman", "ess", "girl")) or noun in _SHE:
        return "she"
    if noun in words["he"].split() or noun.endswith(("man", "boy")) or noun in _HE:
        return "he"
    she, he = given()
    parts = [part.lower().strip(".") for part in name.split()]
    for part in parts:
        if part in ("mrs", "ms", "miss", "queen", "princess", "lady", "aunt", "grandma"):
            return "she"
        if part in ("mr", "king", "prince", "sir", "lord", "uncle", "grandpa", "santa"):
            return "he"
    first = next((part for part in parts if part not in titles()), "")
    return "she" if first in she else "he" if first in he else ""


_SHE = frozenset(
    "grandma granny nana mom mum mommy mummy mama girlfriend wife actress waitress daughter niece "
    "sister aunt heroine goddess hen cow businesswoman schoolgirl fiancée nun bride".split()
)
_HE = frozenset(
    "grandpa grandad dad daddy papa boyfriend husband son nephew uncle cowboy rooster bull "
    "businessman schoolboy fiancé groom king pope samurai".split()
)


def label(phrase: str) -> str:
    """Return what a person is called as the subject of an event: a name, or "the shy dragon"."""
    found = parse(phrase)
    if not found:
        return phrase
    one = found[0]
    if phrase.lower() in PRONOUNS:
        return phrase
    if one.pronoun == "I":
        return "I"
    if len(found) > 1 and all(each.name for each in found):
        return " and ".join(each.name for each in found)
    if one.group:
        return re.sub(r"(?i)^(?:an?|the)\s+", "the ", one.group)
    if one.name:
        return one.name
    owner = phrase.split()[0].lower()
    return f"{owner if owner in POSSESSIVES else 'the'} {one.role}"
