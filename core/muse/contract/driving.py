"""Blocking work in a thread of its own, whose events a run passes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Generator as Steps
from contextvars import copy_context
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from muse.compat import dataclass
from muse.contract.emit import Emit
from muse.contract.events import Draft, Event, Text

T = TypeVar("T")


class Driving(Protocol):
    """What is needed of a run: `late` takes what was told when nobody looked any more."""

    generator: str
    late: list[Text | Draft]

    def check(self) -> None: ...
    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Done:
    value: Any = None
    error: BaseException | None = None


def driven(run: Driving, work: Callable[[Emit], T]) -> Steps[Event, None, T]:
    """Run `work` in one worker thread, yield what it emits, and return what it returns."""
    events: SimpleQueue[Event | _Done | threading.Event] = SimpleQueue()
    emit = Emit(run.check, events)

    def body() -> None:
        try:
            events.put(_Done(value=work(emit)))
        except BaseException as error:
            events.put(_Done(error=error))

    context = copy_context()  # the lease that is held, for one
    worker = threading.Thread(
        target=context.run, args=(body,), name=f"muse {run.generator}", daemon=True
    )
    worker.start()
    try:
        while not isinstance(event := events.get(), _Done):
            if isinstance(event, threading.Event):  # what was told before is handled by now
                event.set()
            else:
                yield event
    except BaseException:
        run.cancel()
        raise
    finally:
        worker.join()
        while not events.empty():  # told, and nobody looked any more
            left = events.get()
            if isinstance(left, (Text, Draft)):
                run.late.append(left)
    if event.error is not None:
        raise event.error
    return event.value  # type: ignore[no-any-return]
