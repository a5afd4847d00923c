"""From a condition to what a text is to tell."""

from muse import Report

from ..brief import Brief, Person, Topic
from ..cast import clean
from ..condition import GrammarCondition
from ..plan import LANGUAGES
from .reading import language_of


def brief(condition: GrammarCondition, report: Report) -> Brief:
    """Return what a condition asks for; the report says what had to be cut and chosen."""
    asked = " ".join((condition.theme, *condition.characters, condition.setting))
    language = condition.language or language_of(asked or condition.prompt) or "en"
    people = []
    for phrase in condition.characters:
        for part in LANGUAGES[language].parse(clean(phrase, 70)):
            people.append(
                Person(
                    name=str(part.get("name", "")),
                    role=str(part.get("role", "")),
                    head=str(part.get("head", "")),
                    group=str(part.get("group", "")),
                    asked=phrase,
                )
            )
    topics = (Topic(condition.theme, condition.theme),) if condition.theme else ()
    return Brief(
        language=language,
        form=condition.form,
        people=tuple(people),
        topics=topics,
        setting=clean(condition.setting, 90),
        mood=condition.mood or "",
        length=condition.length,
        verse=condition.verse or "",
        salt=" ".join((condition.prompt, condition.theme, *condition.characters)),
    )
