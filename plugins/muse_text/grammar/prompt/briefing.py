"""From a condition's fields to the brief: everybody and everything that a text is to tell."""

import re
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Any

from muse import Report

from .. import lexicon, packs
from ..brief import Brief, Happening, Person, Topic
from ..cast import MOST, clean
from ..condition import GrammarCondition
from . import across
from .casting import gather, narrator_first, with_met
from .choices import brief_words
from .reading import LONGEST, THEME, language_of
from .refusals import refuse

NAME = {"en": 70, "zh": 40}
EVENT = {"en": 140, "zh": 60}
EVENTS = 8
INCLUDED = 8
"""The most characters of a person's phrase and of an event; the most events and words."""
UNUSED = {
    "story": {
        "pieces": "only poems come in several",
        "lines": "only poems have lines to count",
        "stanzas": "only poems and songs have stanzas",
    },
    "poem": {
        "words": "a poem is counted in lines",
        "chapters": "a poem has no chapters",
        "point_of_view": "a poem has no narrator",
    },
    "lyrics": {
        "words": "a song is counted in sections",
        "chapters": "a song has no chapters",
        "pieces": "only poems come in several",
        "lines": "a song is counted in stanzas",
        "point_of_view": "a song has no narrator",
    },
}
UNUSED["outline"] = {
    **UNUSED["story"],
    "words": "an outline is counted in chapters",
    "point_of_view": "an outline has no narrator",
    "dedication": "only stories, poems and songs are dedicated",
}
UNUSED["script"] = {
    **UNUSED["story"],
    "words": "a script is counted in scenes",
    "point_of_view": "a script has no narrator",
    "dedication": "only stories, poems and songs are dedicated",
}
"""Form -> the fields that it has no use for, and why."""
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
    condition = _used(condition, report)
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
    people, left = gather(speech, phrases, report)
    hero = theme if not people and condition.form not in ("poem", "lyrics") else ""
    if hero and (new := [p for p in speech.parse(hero) if p.name or p.kind != "thing"]):
        people = [replace(each, asked=hero) for each in new][:MOST]
    gone = len(people) == 1 and not events and condition.form not in ("poem", "lyrics")
    if gone and re.match(r"(?i)(?:an?|the) (?:lost|stolen|missing) ", people[0].asked):
        if people[0].kind == "animal" and not people[0].name:  # somebody has to look for it
            events, people = [f"looks for {people[0].asked}"], [Person()]
    people, narrates = narrator_first(people)
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
    people, told = with_met(speech, people, told)
    for each in told:
        for place, one in enumerate(people):
            if each.who in (-1, place):
                people[place] = speech.with_want(one, each)
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


def _used(condition: GrammarCondition, report: Report) -> GrammarCondition:
    """Return the condition without the fields that its form has no use for; the report says so."""
    fields = type(condition).model_fields
    without: dict[str, Any] = {}
    for name, why in UNUSED[condition.form].items():
        default = fields[name].default
        if getattr(condition, name) != default:
            report.ignore(name, why)
            without[name] = default
    return condition.model_copy(update=without) if without else condition


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
        lacking = re.fullmatch(r"(?:an?|the) [\w ]+ without (\w+)", part)
        if lacking and (found := lexicon.find(language, lacking[1])):
            topics.append(Topic(lacking[1], speech.head(lacking[1]), found.key))
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
