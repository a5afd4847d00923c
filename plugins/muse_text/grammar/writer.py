"""From a condition to a text: what is wished for, its kind of verse, the plan, the blocks."""

from random import Random

from muse import Report

from . import packs, story
from .cast import MOST, clean
from .condition import GrammarCondition
from .document import Block
from .measure import STORY
from .moulds import Moulds
from .plan import LANGUAGES, Plan, Wish, make
from .poem import poem
from .reading import LONGEST, THEME, language_of, other_form

VERSES = {"en": ("quatrains", "haiku"), "zh": ("free", "wuyan")}
"""The kinds of verse of each language, the default first."""
NAME = 70
"""The most characters of a character's phrase."""
TRIES = 8
"""How often a story is written anew when its length comes out of range."""


def wish(condition: GrammarCondition, report: Report) -> Wish:
    """Return what was asked for, cleaned; the report says what had to be cut and chosen."""
    asked = " ".join((condition.theme, *condition.characters[:MOST], condition.setting))
    language = condition.language or language_of(asked or condition.prompt) or "en"
    if condition.language is None:
        report.choose("language", language)
    theme = _kept("theme", condition.theme, THEME[language], report)
    setting = _kept("setting", condition.setting, THEME[language], report)
    cast = [name for name in (clean(each, NAME) for each in condition.characters) if name]
    if len(cast) > MOST:
        why = f"a text has at most {MOST} characters"
        report.adjust("characters", condition.characters, cast[:MOST], why)
    words = " ".join((theme, setting, *cast, condition.prompt[:LONGEST]))
    return Wish(language, theme, tuple(cast[:MOST]), setting, condition.mood, words)


def notes(condition: GrammarCondition, wish: Wish) -> list[str]:
    """Return what the user should know beforehand: no such form, a theme that is only named."""
    told = []
    kind = other_form(condition.prompt)
    if kind:
        told.append(f"Texts such as “{kind}” need a language model; this is a {condition.form}.")
    if wish.theme and not _explored(wish, condition.form):
        what = "lines" if condition.form == "poem" else "scenes"
        told.append(
            f"“{wish.theme}” is only named, not explored: the moulds have no {what} for it."
        )
    return told


def _explored(wish: Wish, form: str) -> bool:
    """Whether the packs have something of their own to say about the theme."""
    known = packs.table(wish.language, "themes")
    named = packs.count_cues(wish.language, "theme", wish.theme)
    if form == "poem":
        return any(known[name]["subjects"] for name in named)
    surface = LANGUAGES[wish.language]
    return bool(
        any(known[name]["plots"] for name in named)
        or packs.count_cues(wish.language, "genre", wish.theme)
        or surface.thing(wish.theme)
        or surface.spot(wish.theme)
    )


def _kept(name: str, asked: str, most: int, report: Report) -> str:
    """Return a field on one line without marks; the report says so when it was cut."""
    kept = clean(asked, most)
    if asked and kept != asked.strip():
        report.adjust(name, asked[:200], kept, f"one line of at most {most} characters, no marks")
    return kept


def verse(condition: GrammarCondition, wish: Wish, report: Report) -> str:
    """Return the kind of verse: the one asked for if the language has it, else its default."""
    kinds = VERSES[wish.language]
    if condition.form != "poem":
        if condition.verse:
            report.ignore("verse", f"a {condition.form} is no poem")
        return kinds[0]
    used = condition.verse if condition.verse in kinds else kinds[0]
    if condition.verse is None:
        report.choose("verse", used)
    elif used != condition.verse:
        why = f"{condition.verse} is written in another language; here there are {', '.join(kinds)}"
        report.adjust("verse", condition.verse, used, why)
    if used == "haiku":
        for name, why in (("length", "a haiku has three lines"), ("mood", "a haiku draws no end")):
            if name in condition.model_fields_set:
                report.ignore(name, why)
    return used


def write(
    condition: GrammarCondition, wish: Wish, verse: str, random: Random
) -> tuple[Plan, list[Block]]:
    """Plan a text and write it; a story out of the range of its length is written again."""
    plan = make(wish, random)
    facts = dict(plan.facts)
    if wish.setting:
        facts["asked place"] = facts["world"]
    low, high = STORY[wish.language][condition.length]
    blocks: list[Block] = []
    for _ in range(TRIES):
        moulds = Moulds(random, facts)
        if condition.form == "poem":
            return plan, poem(plan, condition.length, verse, moulds)
        if condition.form == "outline":
            return plan, story.outline(plan, condition.length, moulds)
        if condition.form == "script":
            return plan, story.script(plan, condition.length, moulds)
        blocks = story.story(plan, condition.length, moulds)
        surface = LANGUAGES[wish.language]
        if low <= sum(len(surface.words(block.text)) for block in blocks) < high:
            break
    return plan, blocks
