"""The hooks; nothing else of this package is imported while no policy is on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from muse import hookimpl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Generator as Steps

    from muse import Condition, Event, Run

_OFF = ("off", "0", "no", "false")


@hookimpl
def muse_request(
    condition: Condition, run: Run, agree: Callable[[str], bool], surface: str
) -> None:
    """Refuse a run by the rules of the policy, ask about it, or note what it is."""
    if is_on(run.settings):
        from muse_policy import checking

        checking.look(condition, run, agree, surface)


@hookimpl(wrapper=True)
def muse_generate(run: Run) -> Steps[None, Iterator[Event], Iterator[Event]]:
    """Return the events of a run, what it makes looked at where a classifier can."""
    if not is_on(run.settings):
        return (yield)
    from muse_policy import results

    judges = results.judges(run)
    events = yield
    return results.watched(events, run, judges) if judges else events


def is_on(settings: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether runs are looked at: as MUSE_POLICY says, or else `on` in `[plugins.policy]`."""
    said = os.environ.get("MUSE_POLICY", "").strip()
    if said:
        return said.lower() not in _OFF
    return settings.get("policy", {}).get("on", False) is not False
