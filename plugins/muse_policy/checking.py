"""Looking at a run before it starts: refusing it, asking about it, or noting what it is."""

import time
from collections.abc import Callable, Iterator

from muse import Condition, MuseError, RequestError, Run
from muse_policy import classifiers, reading, record, texts
from muse_policy.rules import BUDGET, Looked, Policy, Rule

HINTS = {"network": "ask for something else"}
HINT = "ask for something else; muse policy show lists the rules"
ASKED_HINTS = {"network": "ask for something else, or whoever runs this Muse"}
ASKED = "muse run asks on a terminal, and --yes agrees"


def look(condition: Condition, run: Run, agree: Callable[[str], bool], surface: str) -> None:
    """Raise RequestError for what the policy refuses, and for what nobody agreed to.

    What goes wrong in here stops the run: a policy that can't be applied lets nothing through.
    """
    try:
        _look(condition, run, agree, surface)
    except MuseError:
        raise
    except Exception as error:
        raise MuseError(
            f"the policy can't be applied ({type(error).__name__}: {error})",
            hint="MUSE_POLICY=off turns it off for one run",
        ) from error


def _look(condition: Condition, run: Run, agree: Callable[[str], bool], surface: str) -> None:
    policy = reading.of(run.settings)
    found = list(_found(policy, condition, run))
    for rule, field, text in found:
        if rule.do == "refuse":
            record.refused(rule.name, rule.do, run.generator, field, surface, text)
            raise RequestError(
                f"{field}: not made here: {rule.about} ({rule.name})",
                hint=HINTS.get(surface, HINT),
            )
    for rule, field, text in found:
        # Of a part nobody is asked: whoever wanted the work was asked about that.
        if rule.do == "ask" and surface != "part":
            if not agree(f"{field}: the policy asks about {rule.about} ({rule.name})"):
                record.refused(rule.name, rule.do, run.generator, field, surface, text)
                raise RequestError(
                    f"{field}: not made unless somebody agrees: {rule.about} ({rule.name})",
                    hint=ASKED_HINTS.get(surface, ASKED),
                )
            run.report.note(f"The policy asked about {rule.about} ({rule.name}), and was agreed.")
        elif rule.do != "refuse":
            run.report.note(f"The policy marks this as {rule.about} ({rule.name}).")


def _found(policy: Policy, condition: Condition, run: Run) -> Iterator[tuple[Rule, str, str]]:
    """Yield the rules that hold, with the field and its text; each rule once."""
    until = time.monotonic() + BUDGET
    seen: set[str] = set()
    for field, text in texts.of(condition):
        looked = Looked(text, until)
        for rule in policy.every(run.generator, field, looked):
            if rule.name not in seen:
                seen.add(rule.name)
                yield rule, field, text
        for rule in policy.rules:
            if not (rule.classifier and rule.of == "text" and rule.name not in seen):
                continue
            if rule.is_for(run.generator) and rule.is_about(field):
                if classifiers.over(rule, classifiers.named(rule.classifier)(text)):
                    seen.add(rule.name)
                    yield rule, field, text
