"""Running the checks: on the command line, and as tests of pytest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from muse.errors import MuseError
from muse.testing.checks import CHECKS, Check
from muse.testing.subject import Fault, Skip, Subject

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: `ok`, `failed` or `skipped`, in words, and how to fix a failure."""

    check: str
    state: Literal["ok", "failed", "skipped"]
    told: str
    fix: str = ""


def look(check: Check, subject: Subject) -> Verdict:
    """Make one check; whatever goes wrong in the generator is a failure of it."""
    try:
        with subject.offline():
            return Verdict(check.name, "ok", check.look(subject))
    except Skip as why:
        return Verdict(check.name, "skipped", str(why))
    except Fault as fault:
        return Verdict(check.name, "failed", fault.message, fault.fix or check.fix)
    except MuseError as error:
        return Verdict(check.name, "failed", f"{type(error).__name__}: {error}", check.fix)


def check(name: str, **options: Any) -> Iterator[Verdict]:
    """Yield a verdict for each check of a generator; `options` are those of Subject."""
    with Subject(name, **options) as subject:
        for each in CHECKS.values():
            yield look(each, subject)


def conformance(
    name: str,
    *,
    small: Fields | Callable[[Any], Fields] | None = None,
    probes: Mapping[str, Fields] | None = None,
    seconds: float = 3.0,
    trials: int | None = None,
    but: Mapping[str, str] | None = None,
) -> Callable[..., None]:
    """Return a test for pytest that makes every check of a generator, one test each.

    `small` are the fields of a cheap run, over those of `Generator.small()`, or a function that
    gets pytest's `tmp_path_factory` and returns them: that is where a small model is made.
    `seconds` and `trials` bound the checks that try many conditions; `but` has check -> why it
    can't be made here.
    """
    import pytest

    unknown = sorted(set(but or {}) - set(CHECKS))
    if unknown:
        raise ValueError(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")

    @pytest.mark.parametrize("check_name", list(CHECKS))
    def test(check_name: str, muse_subjects: Any) -> None:
        if check_name in (but or {}):
            pytest.skip((but or {})[check_name])
        subject = muse_subjects(name, small=small, probes=probes, seconds=seconds, trials=trials)
        verdict = look(CHECKS[check_name], subject)
        if verdict.state == "skipped":
            pytest.skip(verdict.told)
        if verdict.state == "failed":
            pytest.fail(f"{name}: {verdict.told}\nfix: {verdict.fix}", pytrace=False)

    test.__doc__ = f"{name} keeps what it promises."
    made: Callable[..., None] = test
    return made
