"""From a condition's fields to the brief: everybody and everything that a text is to tell."""

import re
from dataclasses import replace
from functools import cache
from types import ModuleType

from muse import Report

from .. import lexicon, packs
from ..brief import Brief, Happening, Person, Topic
from ..cast import MOST, clean
from ..condition import GrammarCondition
from . import across
from .choices import brief_words
from .reading import LONGEST, THEME, language_of
from .refusals import refuse

NAME = {"en": 70, "zh": 40}
EVENT = {"en": 140, "zh": 60}
EVENTS = 8
INCLUDED = 8
"""The most characters of a person's phrase and of an event; the most events and words."""
HAPPY = {"warm": "happy", "tender": "happy", "sad": "sad"}


def tongue(language: str) -> ModuleType:
    """Return what reads people and events in a language."""
    if language == "zh":
        from .zh import facts as chinese

        return chinese
    from .en import facts as english

    return english


def brief(condition: GrammarCondition, report: Report) -> Brief:
    """Return what is to be told, cleaned; the report says what was cut and what was chosen.

    RequestError where a text of another kind, or in another language, is asked for.
    """
    refuse(condition, report)
    asked = " ".join((condition.theme, *condition.characters, *condition.events, condition.setting))
    language = condition.language or language_of(asked) or language_of(condition.prompt) or "en"
    if condition.language is None:
        report.choose("language", language)
    speech = tongue(language)
    condition, lost = _across(condition, language)
    for phrase in lost:
        report.note(f"“{phrase}” isn't told: it is in another language than the text.")
    theme = _kept("theme", condition.theme, THEME[language], report)
    setting = _kept("setting", condition.setting, THEME[language], report)
    title = _kept("title", condition.title, 80, report)
    phrases = _some("characters", condition.characters, NAME[language], MOST, report)
    events = _some("events", condition.events, EVENT[language], EVENTS, report)
    include = _some("include", condition.include, 40, INCLUDED, report)
    people, left = _people(speech, phrases, report)
    hero = theme if not people and condition.form not in ("poem", "lyrics") else ""
    if hero and (new := [p for p in speech.parse(hero) if p.name or p.kind != "thing"]):
        people = [replace(each, asked=hero) for each in new][:MOST]
    people, narrates = _narrator(people)
    told: list[Happening] = []
    loose: list[str] = []
    for event in events:
        found = speech.happening(event, people)
        if found is None:
            loose.append(event)
        else:
            told.append(found)
    for event in loose:
        report.note(f"“{event}” is no clause that can be told; try “somebody does something”.")
    people, told = _met(speech, people, told)
    people = speech.with_wants(people, told)
    words = " ".join((condition.prompt[:LONGEST], theme, setting, *phrases, *events))
    mood = condition.mood or ""
    ending = condition.ending or HAPPY.get(mood, "")
    children = condition.audience == "children"
    if children and not condition.ending:
        ending = "happy"
    named = [each.name for each in people if each.name]
    plain = re.sub("|".join(map(re.escape, named)), " ", words) if named else words
    season = _cue(language, "season", plain)
    return Brief(
        language=language,
        form=condition.form,
        people=tuple(speech.pronouns(people, words)),
        happenings=tuple(told),
        topics=tuple(_topics(language, speech, theme, people, condition.form)),
        setting=speech.place_only(setting),
        world=world(language, setting) or world(language, words),
        period=condition.period or _cue(language, "period", words),
        season=season,
        genre=condition.genre or "",
        mood=mood,
        ending=ending,
        children=children,
        first_person=condition.point_of_view == "first" or narrates,
        title=title,
        include=tuple(include + left),
        dedication=_kept("dedication", condition.dedication, 60, report),
        occasion=_kept("occasion", condition.occasion, 40, report),
        length=condition.length,
        words=condition.words,
        chapters=condition.chapters,
        lines=condition.lines,
        stanzas=condition.stanzas,
        pieces=condition.pieces,
        verse=condition.verse or "",
        salt=clean(words, 4000),
    )


def _met(
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


def _narrator(people: list[Person]) -> tuple[list[Person], bool]:
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


def _across(condition: GrammarCondition, language: str) -> tuple[GrammarCondition, list[str]]:
    """Return the fields in the language of the text, and what of them can't be said in it."""
    lost: list[str] = []

    def put(phrase: str) -> str:
        if language_of(phrase) in (None, language):
            return phrase
        found = across.noun(phrase, language)
        if not found:
            lost.append(phrase)
        return found

    def who(phrase: str) -> str:
        of = language_of(phrase)
        if re.fullmatch(r"[A-Z]{2,6}\d*", phrase):
            return phrase  # AI
        if of in (None, language):
            return phrase
        one = next(iter(tongue(of or "en").parse(phrase)), Person())
        if of == "en" and one.name and not one.role:
            return phrase
        found = across.person(one.name, one.head or one.role, language)
        if not found:
            lost.append(phrase)
        return found

    events = [each for each in condition.events if language_of(each) in (None, language)]
    lost += [each for each in condition.events if each not in events]
    made = {
        "theme": put(condition.theme),
        "setting": put(condition.setting),
        "characters": [each for each in map(who, condition.characters) if each],
        "events": events,
        "dedication": put(condition.dedication),
    }
    changed = {name: value for name, value in made.items() if value != getattr(condition, name)}
    return condition.model_copy(update=changed) if changed else condition, lost


def _people(
    speech: ModuleType, phrases: list[str], report: Report
) -> tuple[list[Person], list[str]]:
    """Return the people of the phrases, and phrases that are more than a text has room for."""
    people: list[Person] = []
    for phrase in phrases:
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


def _topics(
    language: str, speech: ModuleType, theme: str, people: list[Person], form: str
) -> list[Topic]:
    """Return what a text is about: the parts of its theme; for verse its people, too."""
    parts = speech.themes(theme) if theme else []
    if not parts and form in ("poem", "lyrics"):
        parts = list(dict.fromkeys(each.group or each.asked or each.role for each in people[:3]))[
            :2
        ]
    topics = []
    for part in parts:
        noun = speech.head(part)
        if form not in ("poem", "lyrics") and any(
            each.kind != "thing" and noun == each.head and each.asked != theme for each in people
        ):
            continue
        found = lexicon.find(language, part)
        topics.append(Topic(part, noun, found.key if found else ""))
    return topics


@cache
def _cues(language: str) -> dict[str, re.Pattern[str]]:
    """Return for each world a pattern of the words that tell of it."""
    found = {}
    for name in packs.names(language, "worlds"):
        cues = packs.table(language, f"worlds/{name}").get("cues", [])
        words = "|".join(sorted(map(re.escape, cues), key=len, reverse=True))
        if words:
            found[name] = re.compile(rf"\b(?:{words})s?\b" if language == "en" else words)
    return found


def world(language: str, text: str) -> str:
    """Return the world of which a text has the most cues; "" for none."""
    low = text.lower()
    counts = {name: len(set(cues.findall(low))) for name, cues in _cues(language).items()}
    best = max(counts, key=lambda name: counts[name], default="")
    return best if best and counts[best] else ""


def _cue(language: str, name: str, text: str) -> str:
    """Return the first season, occasion or period that a text names; "" for none."""
    found = [each for each in brief_words(language, name).find(text) if not each.negated]
    return str(found[0].value) if found else ""


def _some(name: str, asked: list[str], size: int, most: int, report: Report) -> list[str]:
    """Return the phrases of a list, cleaned and not too many; the report says what was cut."""
    kept = [each for each in (clean(phrase, size) for phrase in asked) if each]
    if len(kept) > most and name != "characters":
        report.adjust(name, asked, kept[:most], f"at most {most} are told")
    return kept if name == "characters" else kept[:most]


def _kept(name: str, asked: str, most: int, report: Report) -> str:
    """Return a field on one line without marks; the report says so when it was cut."""
    kept = clean(asked, most)
    if asked and kept != asked.strip():
        report.adjust(
            name, asked[:200], kept, f"one line of at most {most} characters without markup"
        )
    return kept
