"""Checks that try many conditions: each field, the ends of each range, and by chance."""

import random
from collections.abc import Iterator
from typing import Any

from muse.contract.artifact import Result
from muse.contract.events import Preview
from muse.contract.fields import default_of
from muse.errors import MuseError, NotReady, RequestError
from muse.testing import chance
from muse.testing.made import truthful
from muse.testing.subject import Fault, Skip, Subject


def fields(subject: Subject) -> str:
    """Change one field after the other: each changes the artifact, or it is told why not."""
    if subject.cls.repeatable == "no":
        raise Skip("it is declared not to repeat")
    idle, untried, seen = [], [], 0
    for name in chance.own(subject.cls.condition):
        if name in subject.cls.inert:
            continue
        verdict = _acts(subject, name)
        seen += verdict == "acts"
        idle += [name] if verdict == "idle" else []
        untried += [name] if verdict == "untried" else []
    if untried:
        raise Fault(
            f"{', '.join(untried)}: no value is known to try",
            f'give one: probes() returns {{"{untried[0]}": {{"{untried[0]}": ...}}}}',
        )
    if idle:
        raise Fault(
            f"{', '.join(idle)}: nothing that was tried changes the artifact",
            f"use it; or say run.report.ignore({idle[0]!r}, why); or declare "
            f"inert = {{{idle[0]!r}: why}}; or let probes() give the company in which it shows",
        )
    declared = f", {len(subject.cls.inert)} declared inert" if subject.cls.inert else ""
    return f"{seen} fields act{declared}"


def _acts(subject: Subject, name: str) -> str:
    info = subject.cls.condition.model_fields[name]
    kind = chance.kind(info)
    if name in subject.probes:
        company = dict(subject.probes[name])
        tries = [company]
        base = {key: value for key, value in company.items() if key != name}
    else:
        now = subject.small.get(name, default_of(info))
        tries = [{name: v} for v in chance.others(info, now, subject.small.get(name)) if v != now]
        base = {}
        if kind == "model":
            tries = [{name: "nobody/has-this-model"}]
        if kind in ("file", "json"):
            return "untried"
    without: Result | None = None
    for trial in tries:
        if without is None:
            without = subject.run(**base)
        try:
            made = subject.run(**trial)
        except (RequestError, NotReady) as error:
            if name in str(error) or kind == "model":
                return "acts"  # refused by its name
            continue
        report = made.report
        if subject.changes(without, made) or name in report.ignored or name in report.adjusted:
            return "acts"
        previews = [
            sum(isinstance(event, Preview) for event in subject.events(**f)) for f in (base, trial)
        ]
        if previews[0] != previews[1]:
            return "acts"
    return "idle"


def edges(subject: Subject) -> str:
    """Run the ends of each field's range, as far as the cheap condition allows."""
    names = chance.own(subject.cls.condition)
    asked = [
        {**subject.small, "seed": 1, name: value}
        for name in names
        for value in chance.edges(subject.cls.condition.model_fields[name], subject.small.get(name))
        if chance.kind(subject.cls.condition.model_fields[name]) == "value"
    ]
    random.Random(1).shuffle(asked)
    made, refused, _ = _tally(subject, iter(asked), len(asked))
    return _counted(made, refused, len(asked))


def random_conditions(subject: Subject) -> str:
    """Run conditions by chance: each gives an artifact, or is refused in one clear line."""
    dice, files = random.Random(7), subject.files()
    asked = (
        _known(subject, chance.drawn(subject.cls.condition, dice, subject.small, files), dice)
        for _ in range(subject.trials)
    )
    made, refused, why = _tally(subject, asked, subject.trials)
    if refused > 3 * max(made, 1):  # one alone shows nothing
        raise Fault(
            f"{refused} of {made + refused} random conditions are refused, such as: {why}",
            "validate in the condition (InvalidField), or put what belongs together into small()",
        )
    return _counted(made, refused, subject.trials)


def _known(subject: Subject, fields: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """Return fields with values that a model or an engine knows, where only those are taken."""
    if not subject.cls.quick_choices:
        return fields
    for name, known in subject.generator.choices(subject.build(subject.small)).items():
        if fields.get(name) and known:
            each = dice.choice(list(known))
            fields[name] = [each] if isinstance(fields[name], list) else each
    return fields


def _tally(subject: Subject, asked: Iterator[Any], count: int) -> tuple[int, int, str]:
    """Run conditions while there is time; return how many were made and refused, and a reason."""
    made, refused, why = 0, 0, ""
    for _ in subject.trial(count):
        fields = next(asked)
        found = subject.attempt(fields)
        if isinstance(found, MuseError):
            refused, why = refused + 1, str(found)
            if not found.message or "\n" in why:
                raise Fault(f"{subject.shown(fields)} is refused in more than one line: {why}")
        elif found is not None:
            made += 1
            truthful(subject, fields, found)
    return made, refused, why


def _counted(made: int, refused: int, most: int) -> str:
    told = f"{made} made" + (f", {refused} refused in one line" if refused else "")
    return told if made + refused == most else f"{told}; {most - made - refused} left for time"
