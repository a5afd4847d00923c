"""What is done with a text that is there: as fields ask for it, with what the report says of it."""

from random import Random

from muse import InputFile, Report, RequestError

from .condition import GrammarCondition
from .onward import Onward, anew, go_on
from .rules import NoFrame
from .verse.composing import NoVerse

LARGEST = 2**20
"""Bytes of a text that is gone on with."""
USED = frozenset("extend passage wording words ending language seed count prompt".split())
"""Fields that a text which is there doesn't settle itself."""


def further(condition: GrammarCondition, text: str, random: Random, report: Report) -> Onward:
    """Return a text with its next passage, or with one of its passages in other words."""
    where = "passage" if condition.passage else "extend"
    try:
        if condition.passage:
            drawn = Random(f"{random.random()} passage {condition.passage} {condition.wording}")
            return anew(text, condition.passage, drawn, condition.language or "")
        ending = condition.ending is not None
        return go_on(text, random, condition.words, ending, condition.language or "")
    except IndexError:
        raise RequestError(
            f"passage: the text has fewer than {condition.passage}", hint="count below its title"
        ) from None
    except (NoFrame, NoVerse):
        raise RequestError(
            f"{where}: no passage of the rules fits this text",
            hint="take another seed, or a language model: muse run text -g llm --task continue",
        ) from None


def text_of(file: InputFile) -> str:
    """Return a text that was handed in; RequestError for what is none."""
    if len(file.data) > LARGEST:
        raise RequestError(
            f"extend: {file.name} has more than {LARGEST >> 20} MiB", hint="hand in a chapter of it"
        )
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or "\x00" in text:
        raise RequestError(
            f"extend: {file.name} is no text in UTF-8, or empty", hint="save it as UTF-8 text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tell(condition: GrammarCondition, made: Onward, report: Report) -> None:
    """Tell what the text was read as, and which fields it settles itself."""
    known = made.known
    fields = type(condition).model_fields
    for name in sorted((condition.model_fields_set | report.read.keys()) - USED):
        if name in fields and getattr(condition, name) not in (None, "", [], fields[name].default):
            report.ignore(name, "the text that is there settles it")
    if condition.passage is None and condition.ending and known.form != "story":
        report.ignore("ending", f"a {known.form} has no plot to end")
    names = ", ".join(person.name for person in known.people[:4])
    who = f" about {names}" if names else ""
    report.note(f"Read as a {known.form} in {known.language}{who}.")
    if made.new:
        report.note(f"New in it: {', '.join(made.new)}.")
