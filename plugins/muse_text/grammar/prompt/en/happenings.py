"""From an English event to a happening: who, the verb in its base form, the rest."""

import re
from dataclasses import replace

from ...brief import Happening, Moment, Person, Sort
from . import people
from .clauses import finite, noun_end, tokenize
from .words import AUXILIARIES, DETERMINERS, NUMBERS, PRONOUNS, is_name, singular, verb

_END = re.compile(
    r"(?i)^(?:(?:and\s+)?(?:in|at) the (?:very )?end(?: of (?:the|"
    r"it)\s?\w*)?,?|finally,?|at last,?|eventually,?)\s+"
    r"|,?\s+(?:in|at) the (?:very )?end$"
)
_START = re.compile(r"(?i)^(?:at first|in the beginning|one day|it (?:starts|begins) with),?\s+")
_ADVERBS = re.compile(
    r"(?i)^(?:(?:then|also|suddenly|later|slowly|together|secretly|accidentally|unexpectedly|both|"
    r"all|always|finally|eventually|one day|just|only|really|desperately|still)\s+)+"
)
_WANT = ("want", "wish", "long", "hope", "dream", "yearn", "crave", "desire", "need")
_STATE: tuple[str, ...] = (
    "live",
    "be",
    "have",
    "work",
    "own",
    "love",
    "hate",
    "know",
    "belong",
    "like",
    "look",
    "seem",
    "feel",
)
_STATE += ("can", "dislike", "possess", "believe")
_FEAR = re.compile(
    r"(?i)^(?:so |very |terribly |really )?(?:afraid|scared|terrified|frightened)\s+(?:of\s+)?"
)
_PASSIVE = frozenset(
    "lose abandon raise trap strand haunt steal bury hide curse "
    "break bear stick banish kidnap forget "
    "exile imprison capture love feed hunt force separate divide doom destine assign stick".split()
)


def happening(event: str, cast: list[Person]) -> Happening | None:
    """Return what an event says, its subject found among the people; None where nothing happens."""
    asked = event = " ".join(event.split()).strip(" ,.;:")
    place: Moment = "end" if _END.search(event) else "start" if _START.search(event) else ""
    event = _START.sub("", _END.sub("", event)).strip(" ,")
    who, rest, subject = _who(event, cast)
    made = _predicate(rest)
    if made is None:
        return None
    word, tail, kind = made
    if subject and who is None and subject.lower() not in PRONOUNS:
        return Happening(None, word, tail, _thing(tail), place, asked, kind, subject)
    return Happening(who, word, tail, _thing(tail), place, asked, kind)


def _who(event: str, cast: list[Person]) -> tuple[int | None, str, str]:
    """Return the place of who does it among the people, the predicate, and the subject's words."""
    low = event.lower()
    for index, each in sorted(enumerate(cast), key=lambda pair: -len(_called(pair[1])[0])):
        for called in _called(each):
            start = re.match(rf"(?i)(?:the |my |her |his |a |an )?{re.escape(called)}(?=\s)", event)
            if not start:
                continue
            rest = event[start.end() :].strip()
            joined = re.match(r"(?i)(?:,|and|&)\s", rest)
            if joined and (split := finite(event)) and split[0].lower() != low:
                return _together(split[0], cast), split[1], split[0]
            if each.group:
                return -1 if all(p.group == each.group for p in cast) else index, rest, ""
            return index, rest, ""
    split = finite(event)
    if split is None:
        return (0 if cast else None), event, ""
    phrase, rest = split
    if phrase.lower() in ("they", "we", "both", "everyone", "everybody", "all of them"):
        return (-1 if len(cast) > 1 else 0), rest, phrase
    if phrase.lower() in ("he", "she", "it", "i", "who", "you"):
        fits = [k for k, p in enumerate(cast) if p.pronoun in ("", phrase.lower())]
        return (fits[0] if fits else 0 if cast else None), rest, phrase
    if re.search(r"(?i)\band\b|&", phrase) and (both := _together(phrase, cast)) is not None:
        return both, rest, phrase
    return None, rest, phrase


def _together(phrase: str, cast: list[Person]) -> int | None:
    """Return -1 where a phrase names several of the people, else the place of the one it names."""
    named = [
        k
        for k, each in enumerate(cast)
        if any(re.search(rf"(?i)\b{re.escape(c)}\b", phrase) for c in _called(each))
    ]
    return None if not named else named[0] if len(named) == 1 else -1


def _called(each: Person) -> list[str]:
    """Return what a person may be called, the longest first."""
    group = re.sub(r"(?i)^(?:an?|the)\s+", "", each.group)
    first = each.name.split()[-1] if each.name else ""
    found = [group, each.name, first, each.role, each.head]
    return sorted({name for name in found if name}, key=len, reverse=True) or ["I"]


def _predicate(text: str) -> tuple[str, str, Sort] | None:
    """Return the base verb of a predicate, what follows it, and the kind of the happening."""
    text = _ADVERBS.sub("", re.sub(r"(?i)^(?:who|that|which)\s+", "", text)).strip(" ,.")
    if never := re.match(r"(?i)never (\w+)(.*)$", text):
        base, form = verb(never[1])
        if base and form in ("base", "s", "past"):
            return "do", f"not {base}{never[2]}", "state"
    word, _, rest = text.partition(" ")
    rest = rest.strip()
    low = word.lower().replace("’", "'")
    if low in ("must", "should"):
        return "have", f"to {rest}", "deed"
    if low in ("can", "cannot", "can't", "could", "couldn't"):
        return "be", f"{'able' if low in ('can', 'could') else 'unable'} to {rest}", "state"
    if low in ("will", "would", "may", "might", "shall"):
        return _predicate(rest) or None
    if low in ("doesn't", "don't", "didn't", "won't", "does", "do", "did") and rest:
        if low.endswith("n't") or rest.lower().startswith("not "):
            return "do", f"not {rest.removeprefix('not ')}", "state"
        return _predicate(rest)
    base, form = verb(low.removesuffix("n't") if low.endswith("n't") else low)
    if not base:
        return None
    follows, _, after = rest.partition(" ")
    then, shape = verb(follows)
    if base == "have" and shape in ("past", "participle") and after:
        return (then, after, _sort(then, after))
    if base == "be" and not low.endswith("n't"):
        if shape == "ing" and then:
            return then, after, _sort(then, after)
        if fear := _FEAR.match(rest):
            return (
                "be",
                f"afraid of {rest[fear.end() :]}" if fear[0].rstrip().endswith("of") else rest,
                "fear",
            )
        return "be", rest, "state"
    if low.endswith("n't"):
        return "be", f"not {rest}", "state"
    if (
        form == "participle"
        and base in _PASSIVE
        and re.match(r"(?i)(?:in|on|at|by|from|under|to)\b", rest)
    ):
        return "be", f"{word} {rest}", "state"
    if form == "past" and base in _PASSIVE and re.match(r"(?i)(?:in|on|at|by|from|under)\b", rest):
        return "be", f"{word} {rest}", "state"
    if form in ("past", "participle") and re.match(r"(?i)by (?:an?|the|his|her|\w+s|war)\b", rest):
        return "be", f"{word} {rest}", "state"
    return base, rest, _sort(base, rest)


def _sort(base: str, rest: str) -> Sort:
    """Return the kind of a happening."""
    if base in _WANT and re.match(r"(?i)(?:to|of|for|about|more|an?|the|that)\b", rest):
        return "want"
    if base in ("fear", "dread"):
        return "fear"
    if base == "look" and rest.startswith(("for ", "after ", "into ")):
        return "deed"
    return "state" if base in _STATE else "deed"


def _thing(rest: str) -> str:
    """Return the noun phrase that a predicate begins with, with its article."""
    tokens = tokenize(rest)
    if not tokens or tokens[0].low in AUXILIARIES | PRONOUNS:
        return ""
    if tokens[0].low not in DETERMINERS and not is_name(tokens[0].text):
        return ""
    end = noun_end(tokens, 0)
    return rest[tokens[0].start : tokens[end - 1].end] if end else ""


def number_of(word: str) -> int | None:
    """Return the value of a number in digits or letters."""
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())


_PLAIN = ("", "man", "woman", "boy", "girl", "person", "guy", "kid", "someone", "character")


def with_want(one: Person, each: Happening) -> Person:
    """Return somebody with what a happening says that they want, fear, have or are."""
    if each.kind == "want":
        return replace(one, wants=(*one.wants, each.rest))
    if each.kind == "fear":
        rest = _FEAR.sub("", each.rest)
        return replace(one, fears=(*one.fears, rest))
    if each.verb in ("have", "own", "possess") and each.thing:
        return replace(one, has=(*one.has, each.thing))
    if each.verb == "be" and each.thing and one.role in _PLAIN:
        found = people.parse(each.thing)
        if found and found[0].kind != "thing" and not found[0].name:
            return replace(
                one,
                role=found[0].role,
                head=singular(found[0].head),
                kind=found[0].kind,
                pronoun=one.pronoun or found[0].pronoun,
                traits=found[0].traits,
            )
    return one
