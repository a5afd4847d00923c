"""The hooks; nothing else of this package is imported while no policy is on."""

from collections.abc import Callable, Iterator
from collections.abc import Generator as Steps
from typing import TYPE_CHECKING, Any

from muse import hookimpl
from muse_policy import settings

if TYPE_CHECKING:
    from muse import Condition, Event, Run


@hookimpl
def muse_request(
    condition: "Condition", run: "Run", agree: Callable[[str], bool], surface: str
) -> None:
    """Refuse a run by the rules of the policy, ask about it, or note what it is."""
    if settings.is_on(run.settings):
        from muse_policy import checking

        checking.look(condition, run, agree, surface)


@hookimpl(wrapper=True)
def muse_generate(run: "Run") -> "Steps[None, Iterator[Event], Iterator[Event]]":
    """Return the events of a run, what it makes looked at where a classifier can."""
    if not settings.is_on(run.settings):
        return (yield)
    from muse_policy import results

    judges = results.judges(run)
    events = yield
    return results.watched(events, run, judges) if judges else events


__all__: list[Any] = ["muse_generate", "muse_request"]
