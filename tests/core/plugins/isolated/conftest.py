"""Fixtures of isolated plugins: a builder without network, and how to install with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from muse import leftovers
from muse.plugins.isolated import builders, installing, sources
from muse.plugins.isolated.registry import Installed
from wheels import Small


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Small:
    """The builder that every environment is made by."""
    made = Small()
    monkeypatch.setattr(builders, "choose", lambda **_: made)
    return made


@pytest.fixture
def install(small: Small) -> Callable[..., Installed]:
    """Return a function that installs what is named, and gives the record."""

    def put(what: Path | str, **options: object) -> Installed:
        work = leftovers.new_scratch()
        source = sources.parse(str(what), **options)  # type: ignore[arg-type]
        plan = installing.prepare(source, work, lambda question: None, lambda note: None)
        return installing.install(plan, work, lambda note: None)

    return put
