"""English words as a reader needs them: verb forms, who is somebody, names, singulars."""

import re
from collections.abc import Iterator
from functools import cache

from ... import lexicon
from ...packs import table

DETERMINERS = frozenset(
    "a an the my our your his her their its some any every each this that these those another "
    "no one two three four five six seven eight nine ten several many both all few "
    "a couple of a pair of".split()
) - {"of", "couple", "pair"}
POSSESSIVES = frozenset("my our your his her their its".split())
PRONOUNS = frozenset("he she it they we i you who everyone everybody nobody someone".split())
AUXILIARIES = frozenset(
    "is are was were am be been has have had do does did can could cannot can't couldn't will "
    "would won't wouldn't must should shall may might isn't aren't wasn't weren't doesn't don't "
    "didn't hasn't haven't hadn't".split()
)
PREPOSITIONS = frozenset(
    "in on at of with from to into onto for by about against during without within through under "
    "over above below behind between among across around near beside inside outside aboard after "
    "before until since towards toward upon off out up down along "
    "past beneath amid despite as".split()
)
NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "both": 2},
}


@cache
def _verbs() -> tuple[frozenset[str], dict[str, tuple[str, str]], dict[str, tuple[str, ...]]]:
    """Return the bases, irregular form -> (base, past or participle), base -> its forms."""
    verbs = table("en", "reading/verbs")
    odd: dict[str, tuple[str, str]] = {}
    for base, forms in verbs["irregular"].items():
        past, *rest = forms.split()
        odd.setdefault(past, (base, "past"))
        odd.setdefault(rest[0] if rest else past, (base, "participle"))
    irregular = {base: tuple(forms.split()) for base, forms in verbs["irregular"].items()}
    return frozenset(verbs["regular"].split()) | frozenset(irregular), odd, irregular


def verb(word: str) -> tuple[str, str]:
    """Return (base form, "base", "s", "past", "participle" or "ing") of a verb, or ("", "")."""
    word = word.lower()
    bases, odd, irregular = _verbs()
    be = {"is": "s", "are": "base", "am": "base", "were": "past", "was": "past"}
    if word in be:
        return "be", be[word]
    if word in ("has", "does", "goes"):
        return {"has": "have", "does": "do", "goes": "go"}[word], "s"
    if word in bases:
        return word, "base"
    if "-" in word and (inner := verb(word.rpartition("-")[2]))[0]:
        return f"{word.rpartition('-')[0]}-{inner[0]}", inner[1]  # crash-lands
    if word in odd:
        return odd[word]
    for base, form in _stems(word):
        if base in bases and not (form == "past" and base in irregular and len(base) < 5):
            return base, form
    return "", ""


def _stems(word: str) -> Iterator[tuple[str, str]]:
    if word.endswith("ies"):
        yield word[:-3] + "y", "s"
    if word.endswith("es"):
        yield word[:-2], "s"
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1], "s"
    for ending, form in (("ed", "past"), ("ing", "ing")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem + "e", form
            yield stem, form
            if stem[-1] == stem[-2]:
                yield stem[:-1], form
            if stem.endswith(("i", "y")):
                yield (stem[:-1] + "y" if ending == "ed" else stem[:-1] + "ie"), form


@cache
def adjectives() -> frozenset[str]:
    """Return the adjectives that say how somebody is."""
    return frozenset(table("en", "reading/people")["adjectives"].split())


@cache
def _kinds() -> dict[str, str]:
    people = table("en", "reading/people")
    found: dict[str, str] = {}
    for kind in ("person", "child", "animal", "creature", "machine"):
        for noun in people[kind].split():
            found[noun] = kind
    words = table("en", "words")
    for noun in f"{words['she']} {words['he']}".split():
        found.setdefault(noun, "person")
    return found


def is_listed(noun: str) -> bool:
    """Whether a noun is somebody by the list, not only by the lexicon."""
    return noun in _kinds()


SOMEBODY = frozenset(("person", "child", "animal", "creature", "machine"))


def kind(noun: str) -> str:
    """Return what a noun is: person, child, animal, creature, machine, or "" for nobody."""
    noun = singular(noun.lower().strip(" .,'’"))
    known = _kinds()
    if noun in known:
        return known[noun]
    if (
        noun in ("character", "thing")
        or noun in table("en", "words")["things"].split()
        or verb(noun)[1] == "ing"
    ):
        return ""
    found = lexicon.find("en", noun) if " " not in noun else None
    if found is not None:
        return found.kind if found.kind in SOMEBODY - {"machine"} else ""
    named = re.search(r"(?:man|woman|smith|keeper|maker|ologist|tamer|seller|hunter)$", noun)
    return "person" if named and noun not in ("human", "volunteer", "career", "beer") else ""


def singular(noun: str) -> str:
    """Return the singular of a noun by its ending, or from the list of odd ones."""
    odd = table("en", "words")["plurals"]
    if noun in odd:
        return str(odd[noun])
    if noun.endswith("men") and noun != "omen":
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return noun[:-1] if plural and len(noun) > 3 else noun


@cache
def given() -> tuple[frozenset[str], frozenset[str]]:
    """Return known first names: of women and of men, in lower case."""
    names = table("en", "words")["names"]
    return frozenset(names["she"].split()), frozenset(names["he"].split())


@cache
def _common() -> frozenset[str]:
    return frozenset(table("en", "reading/people")["words"].split())


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before names, such as "detective"."""
    return frozenset(table("en", "reading/people")["titles"].split())


def is_name(word: str, *, known: bool = False) -> bool:
    """Whether a word is somebody's name: a capital, and no word that begins a sentence by chance.

    With `known` only first names from the list count, and those that aren't words as well.
    """
    bare = word.strip(".,'’\"").removesuffix("'s").removesuffix("’s")
    low = bare.lower()
    if known:
        she, he = given()
        return low in (she | he) - _common()
    if not bare[:1].isupper() or low in NOT_NAMES or low in DETERMINERS | PRONOUNS | AUXILIARIES:
        return False
    return low not in PREPOSITIONS and bool(re.fullmatch(r"[\w.'’-]+", bare))


NOT_NAMES = frozenset(
    "i and or but if then so not please write tell make give create compose generate when where "
    "while because once there here what why how today yesterday tomorrow english chinese french "
    "german spanish italian japanese russian american british indian christmas easter halloween "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december new year valentine ai usa uk god mars moon "
    "earth venus jupiter saturn sun london paris york tokyo rome china japan america europe africa "
    "asia england france germany italy spain india russia brooklyn venice berlin chicago shanghai "
    "beijing texas california ireland scotland egypt greece australia canada mexico brazil hello "
    "story poem haiku sonnet limerick song include use no yes thanks i'm i'd can could would help "
    "need let also make main character characters setting title genre theme plot tone".split()
)
"""Words that have a capital and name nobody."""
