"""What verse can't honour of a request: told in the report, never passed over in silence."""

from dataclasses import replace

from muse import Report

from .brief import Brief
from .condition import GrammarCondition
from .verse.writing import FIXED, KINDS

_LINED = {"quatrains": 4, "free": 1, "wuyan": 4, "couplets": 2}
"""Kinds of verse of any number of lines, and what it is a multiple of."""
_STANZAS = ("quatrains", "limerick", "free", "wuyan")


def settled(brief: Brief, condition: GrammarCondition, report: Report) -> Brief:
    """Return the brief with its kind of verse settled; the report says what isn't honoured."""
    brief = _verse(brief, condition, report)
    asked = condition.model_fields_set | report.read.keys()
    for name, why in _unused(brief).items():
        value = getattr(condition, name)
        if name in asked and value not in (
            None,
            "",
            [],
            type(condition).model_fields[name].default,
        ):
            report.ignore(name, why)
    return _lines(brief, condition, report)


def _verse(brief: Brief, condition: GrammarCondition, report: Report) -> Brief:
    if brief.form != "poem":
        if condition.verse:
            what = "lyrics are" if brief.form == "lyrics" else f"a {brief.form} is"
            report.ignore("verse", f"{what} not a poem")
        return replace(brief, verse="")
    kinds = tuple(KINDS[brief.language])
    used = brief.verse if brief.verse in kinds else kinds[0]
    if condition.verse is None:
        report.choose("verse", used)
    elif used != condition.verse:
        why = f"{condition.verse} is in another language; this one supports {', '.join(kinds)}"
        report.adjust("verse", condition.verse, used, why)
    if used in FIXED and "length" in condition.model_fields_set:
        report.ignore("length", FIXED[used])
    return replace(brief, verse=used)


def _unused(brief: Brief) -> dict[str, str]:
    """Return the fields that a kind of verse has no use for, and why."""
    if brief.form not in ("poem", "lyrics"):
        return {}
    what = "a song" if brief.form == "lyrics" else "a poem"
    found = {"ending": f"{what} has no plot to end", "period": f"{what} has no plot to place"}
    if brief.form == "poem" and brief.verse not in _STANZAS:
        found["stanzas"] = f"{brief.verse} has one number of stanzas"
    if brief.form == "poem" and brief.verse not in _LINED:
        found["lines"] = FIXED.get(brief.verse, f"{brief.verse} has one number of lines")
    return found


def _lines(brief: Brief, condition: GrammarCondition, report: Report) -> Brief:
    """Bring the lines that were asked for to what the kind of verse can have."""
    if brief.form != "poem" or not brief.lines or brief.verse not in _LINED:
        return replace(brief, lines=None)
    unit = _LINED[brief.verse]
    used = max(unit, round(brief.lines / unit) * unit)
    if used != brief.lines:
        why = f"{brief.verse} has a multiple of {unit} lines"
        report.adjust("lines", brief.lines, used, why)
    return replace(brief, lines=used)
