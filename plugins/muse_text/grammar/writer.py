"""From a condition to a text: what is wished for, its kind of verse, the plan, the blocks."""

from random import Random

from muse import Report

from . import packs, story
from .cast import MOST, clean
from .condition import GrammarCondition
from .document import Block
from .measure import STORY
from .plan import LANGUAGES, Plan, Wish, make
from .prompt.reading import LONGEST, THEME, language_of, other_form
from .templates import Templates
from .verse.lyrics import lyrics
from .verse.poem import FIXED, WRITERS, poem

ENDING = ("quatrains", "free", "wuyan", "wujue", "qijue")
"""Verse whose end is warm or sad; the others draw none. Prose counts as the language's default."""
NAME = 70
"""The most characters of a character's phrase."""
TRIES = 24
"""How often a story is written anew when its length comes out of range."""
REPLAN = 4
"""After so many tries it is planned anew, too: some plots are longer than others."""


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
        what = condition.form if condition.form == "lyrics" else f"a {condition.form}"
        told.append(f"Texts such as “{kind}” require a language model; this is {what}.")
    if wish.theme and not _explored(wish, condition):
        told.append(f"“{wish.theme}” is only mentioned: no template develops this theme.")
    return told


def _explored(wish: Wish, condition: GrammarCondition) -> bool:
    """Whether the packs have something to say about the theme: its own, or by its kind."""
    known = packs.table(wish.language, "themes")
    named = packs.count_cues(wish.language, "theme", wish.theme)
    surface = LANGUAGES[wish.language]
    kind = "" if named else surface.kind(wish.theme)
    if condition.form in ("poem", "lyrics"):
        own = any(known[name]["subjects"] for name in named)
        return own or bool(kind and condition.verse in (None, "quatrains", "free", "sonnet"))
    return bool(
        kind
        or any(known[name]["plots"] for name in named)
        or packs.count_cues(wish.language, "genre", wish.theme)
        or surface.thing(wish.theme)
        or surface.spot(wish.theme)
    )


def _kept(name: str, asked: str, most: int, report: Report) -> str:
    """Return a field on one line without marks; the report says so when it was cut."""
    kept = clean(asked, most)
    if asked and kept != asked.strip():
        report.adjust(
            name, asked[:200], kept, f"one line of at most {most} characters without markup"
        )
    return kept


def verse(condition: GrammarCondition, wish: Wish, report: Report) -> str:
    """Return the kind of verse: the one asked for if the language has it, else its default."""
    kinds = tuple(WRITERS[wish.language])
    if condition.form == "lyrics" and "mood" in condition.model_fields_set:
        report.ignore("mood", "lyrics have no warm or sad ending")
    if condition.form != "poem":
        if condition.verse:
            what = "lyrics are" if condition.form == "lyrics" else f"a {condition.form} is"
            report.ignore("verse", f"{what} not a poem")
        return kinds[0]
    used = condition.verse if condition.verse in kinds else kinds[0]
    if condition.verse is None:
        report.choose("verse", used)
    elif used != condition.verse:
        why = f"{condition.verse} is in another language; this one supports {', '.join(kinds)}"
        report.adjust("verse", condition.verse, used, why)
    unused = {"length": FIXED[used]} if used in FIXED else {}
    if used not in ENDING:
        unused["mood"] = f"{used} has no warm or sad ending"
    for name, why in unused.items():
        if name in condition.model_fields_set:
            report.ignore(name, why)
    return used


def write(
    condition: GrammarCondition, wish: Wish, verse: str, random: Random
) -> tuple[Plan, list[Block]]:
    """Plan a text and write it; a story out of the range of its length is written again."""
    low, high = STORY[wish.language][condition.length]
    blocks: list[Block] = []
    lean = 0
    for attempt in range(TRIES):
        if attempt % REPLAN == 0:
            plan = make(wish, random)
            facts = dict(plan.facts)
            if wish.setting:
                facts["asked place"] = facts["world"]
        templates = Templates(random, facts)
        templates.lean = lean
        if condition.form == "poem":
            return plan, poem(plan, condition.length, verse, templates)
        if condition.form == "lyrics":
            return plan, lyrics(plan, condition.length, templates)
        if condition.form == "outline":
            return plan, story.outline(plan, condition.length, templates)
        if condition.form == "script":
            return plan, story.script(plan, condition.length, templates)
        blocks = story.story(plan, condition.length, templates)
        surface = LANGUAGES[wish.language]
        size = sum(len(surface.words(block.text)) for block in blocks)
        if low <= size < high:
            break
        lean = -1 if size >= high else 1
    return plan, blocks
