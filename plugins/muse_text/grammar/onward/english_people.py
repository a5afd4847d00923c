"""Who is in an English text, by the capitals and verbs beside names."""

import re
from collections import Counter
from random import Random

from .. import english, lexicon
from ..brief import Kind, Person
from ..packs import table

_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?(?: [A-Z][a-zà-ÿ]+)*")
_NOT = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December God Lord Mr Mrs Miss Dr Sir Madam Christmas"
    " Easter English French German Chinese American Street Road Chapter The And But Then Nobody"
    " Everything Something Nothing Anything Somebody Everybody Anybody Someone Everyone"
    " People Which Whose Yes No Not Oh Ah Well So If When What Why Where Who How It He She They We"
    " You I That This There"
    " Here Now In On At A An Of For To One Two Some All Every Each Only Even Perhaps Once"
    " Again".split()
)
_DOES = (
    r"(?:was|had|said|says|asked|looked|knew|thought|took|went|came|saw|felt|put|stood|sat|told|"
    r"turned|laughed|smiled|shook|opened|began|could|would|did|is|has|asks|looks|and I|nodded)"
)
_PLACED = r"(?:in|at|to|from|near|through|of|outside|towards|across)"
_BEASTS = "dog cat horse pony fox wolf bear rabbit mouse bird owl crow goat donkey cow hen dragon"
_DID = r"(?:barked|wagged|purred|meowed|miaowed|whinnied|growled|neighed|pricked)"


def quoted(text: str) -> str:
    """Return a text without what is said in it."""
    return re.sub(r"“[^”]*”|\"[^\"\n]*\"", " ", text)


def first_person(text: str) -> bool:
    """Whether somebody tells it of himself or herself."""
    told = quoted(text)
    return len(re.findall(r"\bI\b", told)) >= max(2, len(told.split()) // 90)


def people(text: str, recent: str) -> list[Person]:
    """Return who is in a text, who is in it most and latest first."""
    counted = {name: _weight(name, text, recent) for name in _names(text)}
    for role in _roles(text):
        counted[f"the {role}"] = _weight(f"the {role}", text, recent)
    order = sorted(counted, key=lambda name: -counted[name])
    return [_person(name, text) for name in order]


def _weight(name: str, text: str, recent: str) -> int:
    pattern = rf"(?i)\b{re.escape(name)}\b"
    return len(re.findall(pattern, text)) + 2 * len(re.findall(pattern, recent))


def _names(text: str) -> list[str]:
    inside: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for found in _NAME.finditer(text):
        words = [word for word in found[0].split() if word not in _NOT]
        if not words:
            continue
        before = text[: found.start()].rstrip(" “\"‘'*_#-")
        begins = not before or before[-1] in ".!?:…\n" or found[0] != " ".join(words)
        name = words[0]  # a surname is heard seldom; the first name stands for both
        every[name] += 1
        inside[name] += not begins
    known = table("en", "words")["names"]
    given = {*known["she"].split(), *known["he"].split()}
    made = []
    for name, count in every.items():
        common = re.search(rf"(?<![.!?“] )\b{name.lower()}\b", text)
        verb = lexicon.english.is_verb(name.lower()) or lexicon.find("en", name.lower())
        new = not inside[name] and verb and name.lower() not in given
        if common or new:
            continue
        told = re.search(rf"\b{name} {_DOES}\b", text) and not verb
        if count + inside[name] < 2 and name.lower() not in given and not told:
            continue
        if _who(name, text) > _where(name, text) or (
            name.lower() in given and not _where(name, text)
        ):
            made.append(name)
    return made


def _who(name: str, text: str) -> int:
    does = re.findall(rf"\b{name} (?:\w+ly )?{_DOES}\b", text)
    did = re.findall(rf"\b{name} \w+ed\b", text)
    said = re.findall(rf"\b(?:said|asked|told|with|named|called|for|cried) {name}\b", text)
    return len(does) + len(did) + len(said) + len(re.findall(rf"\b{name}'s\b|\b{name}’s\b", text))


def _where(name: str, text: str) -> int:
    return len(re.findall(rf"\b{_PLACED} (?:the )?{name}\b", text))


def _roles(text: str) -> list[str]:
    """Return nouns of somebody without a name: the fox, the old woman's baker."""
    found = Counter(re.findall(r"\b[Tt]he ([a-z]+)\b", text))
    made = []
    for noun, count in found.items():
        concept = lexicon.find("en", noun) if count > 2 else None
        does = re.search(rf"\b[Tt]he {noun} {_DOES}\b", text)
        somebody = concept is not None and concept.kind in ("person", "animal", "creature", "child")
        if somebody and does and english.singular(noun) == noun:
            made.append(noun)
    return made


def _person(name: str, text: str) -> Person:
    kind: Kind = "person"
    head = name.removeprefix("the ") if name.startswith("the ") else ""
    role = head
    concept = lexicon.find("en", head) if head else None
    if concept is not None and concept.kind in ("animal", "creature", "child"):
        kind = "animal" if concept.kind == "animal" else concept.kind  # type: ignore[assignment]
    beasts = "|".join(_BEASTS.split())
    beast = re.search(rf"\b({beasts})(?: named| called|,)? {name}\b", text) or re.search(
        rf"\b{name},? (?:the|a|an|her|his|my) (?:\w+ )?({beasts})\b", text
    )
    if beast:
        kind, head, role = "animal", beast[1], beast[1]
    elif re.search(rf"\b{name} {_DID}\b", text):
        kind, head, role = "animal", "dog", ""
    return Person(name, role, head, kind, _pronoun(name, head, text))


def _pronoun(name: str, head: str, text: str) -> str:
    """Return the pronoun that follows a name most, or the one that a name tells."""
    votes: Counter[str] = Counter()
    for found in re.finditer(rf"\b{re.escape(name)}\b", text):
        after = text[found.end() : found.end() + 120]
        after = re.split(r"\b(?!I\b)[A-Z][a-z]{2,}\b(?<!She)(?<!He)(?<!His)(?<!Her)", after)[0]
        for word in re.findall(r"\b(?:she|her|herself|he|his|him|himself)\b", after.lower())[:2]:
            votes["she" if word in ("she", "her", "herself") else "he"] += 1
    known = table("en", "words")["names"]
    named = next((he for he in ("she", "he") if name.lower() in known[he].split()), "")
    if named and votes[named] * 3 >= sum(votes.values()):
        return named
    if votes and votes.most_common(1)[0][1] * 3 > sum(votes.values()) * 2 - 1:
        return votes.most_common(1)[0][0]
    return named or english.pronoun(head, name.removeprefix("the "), Random(name))
