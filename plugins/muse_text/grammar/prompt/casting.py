"""The people of a brief: whom phrases name, who tells, whom somebody meets."""

from dataclasses import replace
from types import ModuleType

from muse import Report

from ..brief import Happening, Person
from ..cast import MOST


def gather(
    speech: ModuleType, phrases: list[str], report: Report
) -> tuple[list[Person], list[str]]:
    """Return the people of the phrases, and phrases that are more than a text has room for."""
    people: list[Person] = []
    for phrase in phrases:
        if _apposed(speech, people, phrase):
            continue
        new = speech.parse(phrase)
        base = len(people)
        free = [k for k, each in enumerate(people) if each.of is None]
        for each in new:
            if not each.name and any(p.group and p.role == each.role for p in people[:base]):
                continue  # the husband of a couple
            of = each.of
            if of is not None:
                of = base if each is not new[0] and len(new) > 1 else free[-1] if free else None
            people.append(replace(each, of=of, tie=each.tie if each.tie else ""))
    if len(people) > MOST:
        why = f"a text has at most {MOST} characters"
        report.adjust("characters", phrases, [p.asked for p in people[:MOST]], why)
    return [replace(p, of=p.of if p.of is None or p.of < MOST else None) for p in people[:MOST]], []


def _apposed(speech: ModuleType, people: list[Person], phrase: str) -> bool:
    """Give a role to one of a group that has none yet: "two sisters, a cellist and a painter"."""
    if not phrase.startswith(("a ", "an ", "one a ", "one an ")):
        return False
    found = speech.parse(phrase.removeprefix("one "))
    if len(found) != 1 or found[0].name or found[0].kind != "person" or found[0].tie:
        return False
    tied = {each.group for each in people if each.group and each.tie}
    for place, each in enumerate(people):
        if each.group in tied and not each.name and each.role == each.head:
            people[place] = replace(each, role=found[0].role, asked=phrase)
            return True
    return False


def narrator_first(people: list[Person]) -> tuple[list[Person], bool]:
    """Return the people with "me" first, whose pronoun is open, and whether somebody is "me"."""
    place = next((k for k, each in enumerate(people) if each.pronoun in ("I", "我")), None)
    if place is None:
        return people, False
    order = [place, *(k for k in range(len(people)) if k != place)]
    moved = {old: new for new, old in enumerate(order)}
    found = [
        replace(people[k], of=None if (of := people[k].of) is None else moved[of]) for k in order
    ]
    return [replace(found[0], pronoun=""), *found[1:]], True


def with_met(
    speech: ModuleType, people: list[Person], told: list[Happening]
) -> tuple[list[Person], list[Happening]]:
    """Add to the people those whom somebody befriends, meets or loves; at most three in all."""
    people, made = list(people), []
    for each in told:
        phrase = speech.met(each) if each.kind != "want" else ""
        new = speech.parse(phrase)[0] if phrase else None
        place = None
        if new is not None:
            same = [k for k, p in enumerate(people) if (p.name or p.head) == (new.name or new.head)]
            place = same[0] if same else None
            if place is None and len(people) < 3 and each.who is not None:
                own = new.of is not None or each.verb == "have"
                of = each.who if own and each.who >= 0 else None
                new = replace(new, tie=new.tie or (new.head if own else ""))
                people.append(replace(new, of=of, asked=phrase))
                place = len(people) - 1
        made.append(each if place is None else replace(speech.known(each, phrase), whom=place))
    return people, made
