"""Doing errands: the work of generators for a process that is elsewhere, with a host of one's own.

No hook is called, and nothing is recorded, encoded or marked: that is for who asked.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Generator as Steps
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Any

from muse.contract.artifact import Artifact
from muse.contract.condition import Condition, build
from muse.contract.events import Event
from muse.contract.fingerprint import fingerprint
from muse.contract.generator import Generator
from muse.contract.item import Item
from muse.contract.order import Order
from muse.contract.report import Report
from muse.contract.run import Leasing, Run
from muse.device.component import DoesNotFit
from muse.errors import Cancelled, MuseError
from muse.plugins import surroundings
from muse.running import again, recipe
from muse.running.errand import Errand, Held, Said, State
from muse.running.host import Host, current
from muse.running.retrying import Retry
from muse.running.watching import steps

Tell = Callable[[Said], None]


class Helping:
    """Does errands one after the other; weights stay loaded between them.

    `machine` is named where it lacks something, since who reads that is elsewhere.
    """

    def __init__(self, host: Host, machine: str = "") -> None:
        self._host = host
        self._machine = machine
        self._made: dict[str, Generator[Any]] = {}
        self._lock = threading.Lock()
        self._at_work: tuple[str, Run] | None = None
        self._stopped = ""

    def stop(self, id: str) -> None:
        """Stop an errand at its next step, or one that is about to be begun; from any thread."""
        with self._lock:
            self._stopped = id
            if self._at_work is not None and self._at_work[0] == id:
                self._at_work[1].cancel()

    def work(self, errand: Errand, inputs: Mapping[str, bytes], tell: Tell) -> None:
        """Do an errand, and tell of it; last comes how it ended. `inputs` are new files of it."""
        for sha256, data in inputs.items():
            self._host.library.keep_input(sha256, data)
        with surroundings.kept():
            tell(copy_context().run(self._work, errand, tell))

    def _work(self, errand: Errand, tell: Tell) -> Said:
        current.set(self._host)
        visit: _Visit | None = None
        try:
            visit = _Visit(self._host, self._generator(errand.generator), errand)
            with self._lock:
                self._at_work = (errand.id, visit.run)
                if self._stopped == errand.id:
                    visit.run.cancel()
            visit.work(tell)
            return Said("done", state=visit.state)
        except _Parts:
            return Said("parts")
        except Cancelled:
            return Said("cancelled")
        except BaseException as problem:  # a plugin may raise anything, SystemExit even
            error = self._told(problem, errand, visit)
            return Said("failed", state=visit.state if visit else None, error=error)
        finally:
            with self._lock:
                self._at_work = None
            if visit is not None:
                for event in visit.run.late:
                    tell(Said("late", event))
                visit.run.close()

    def _generator(self, name: str) -> Generator[Any]:
        if name not in self._made:
            self._made[name] = self._host.ready(name)()
        return self._made[name]

    def _told(
        self, problem: BaseException, errand: Errand, visit: "_Visit | None"
    ) -> dict[str, Any]:
        """Return an error as `raising.again` takes it."""
        if visit is not None and not isinstance(problem, DoesNotFit):
            problem = visit.retry.told(problem, errand.generator, visit.generator.costly)
        if not isinstance(problem, MuseError):
            by = self._host.plugins.brought_by(errand.generator)
            costly = visit.generator.costly if visit is not None else ()
            problem = again.failed(problem, errand.generator, *by, costly)
        kinds = [kind.__name__ for kind in type(problem).__mro__]
        on = f" (on {self._machine})" if self._machine and "NotReady" in kinds else ""
        return {
            "kinds": kinds,
            "message": f"{problem.message}{on}",
            "hint": problem.hint,
            "exit_code": problem.exit_code,
        }


class _Visit:
    """One run of a generator for somebody elsewhere."""

    def __init__(self, host: Host, generator: Generator[Any], errand: Errand) -> None:
        self.generator = generator
        self._items = tuple(Item(index, seed) for index, seed in errand.items)
        leasing = Leasing(
            partial(
                host.devices.lease,
                owner=errand.generator,
                device=errand.device,
                keep_alive=errand.keep_alive,
                cancelled=lambda: self.run.cancelled,
            )
        )
        self.retry = Retry(host.devices, errand.device, leasing)
        self.run: Run = Run(
            id=errand.run,
            generator=errand.generator,
            items=self._items,
            formats=errand.formats,
            components=generator.components,
            leasing=leasing,
            pinned=errand.pinned,
        )
        self.run.report = Report.from_json(errand.report)
        self.run.foreign = errand.foreign
        self.run.drafts = dict(errand.drafts)
        self.run.wanted = errand.wanted
        self.run.settings = host.config.plugins
        self.run.licensing = errand.licensing
        self.run.composer = _Elsewhere()
        self.run.identify = self._fingerprint
        self._condition = build(
            generator.condition, errand.fields, inputs=host.library.input, paths=host.library
        )

    @property
    def state(self) -> State:
        """What the run says of itself by now."""
        run = self.run
        return State(
            run.report.to_json(),
            dict(run.resolved),
            dict(run.pins),
            run.resumes,
            recipe.made_in(self.generator),
        )

    def work(self, tell: Tell) -> None:
        """Have the generator work, and tell what happens."""
        made: set[int] = set()
        self.run.check()
        while True:
            events = self.generator.generate(self._condition, self.run)
            try:
                for event in steps(events, self.run, self._items):
                    if isinstance(event, Artifact):
                        made.add(event.item.index)
                        tell(Said("event", _sent(event), self.state))
                    else:
                        tell(Said("event", event))
                return
            except Exception as problem:
                if not self.retry.can_help(problem):
                    raise
            finally:
                if hasattr(events, "close"):
                    events.close()
            # Outside the except block: the traceback of the problem held what has to go.
            del events
            self.retry.relieve()
            self.run.items = tuple(item for item in self._items if item.index not in made)
            if not self.run.items:
                return
            tell(Said("again"))

    def _fingerprint(self, item: Item) -> str:
        condition: Condition = self._condition.model_copy(update=self.run.resolved)
        name = self.run.generator
        return fingerprint({"generator": name, "condition": recipe.of_item(condition, item)})


class _Parts(BaseException):
    """The generator has others make something. No Exception: it must not be swallowed."""


class _Elsewhere:
    """The composer of a run whose parts aren't made here."""

    shielded = False

    def make_all(self, orders: Sequence[Order]) -> Steps[Event, None, list[Artifact]]:
        """Say that it is for who asked."""
        raise _Parts

    def takes(self, medium: str, field: str, generator: str | None) -> bool:
        """Say that it is for who asked."""
        raise _Parts

    def makers(self, medium: str, fields: Sequence[str], writes: str) -> list[str]:
        """Say that it is for who asked."""
        raise _Parts

    def looked_for(self, order: Order) -> tuple[Any, bool]:
        """Say that it is for who asked."""
        raise _Parts

    def cancel(self) -> None:
        """Stop nothing: there are no parts."""

    def restart(self) -> None:
        """Forget nothing."""


def _sent(artifact: Artifact) -> Artifact:
    """Return an artifact as it travels, its contents as bytes."""
    contents: dict[str, Any] = {
        key: Held(data.read_bytes()) if isinstance(data, Path) else bytes(data)
        for key, data in artifact.contents.items()
    }
    return Artifact(
        contents,
        artifact.item,
        dict(artifact.measured),
        artifact.title,
        unfinished=artifact.unfinished,
    )
