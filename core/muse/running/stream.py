"""One run, from its start to its record: every surface comes through here."""

import secrets
import time
from collections.abc import Callable, Iterator
from collections.abc import Generator as Steps
from contextvars import Context
from functools import partial
from types import TracebackType

from muse import interrupts
from muse.contract.artifact import Artifact, Result
from muse.contract.events import Draft, Event, Text
from muse.contract.item import items
from muse.contract.report import Report
from muse.contract.run import Leasing, Run
from muse.device.devices import Devices
from muse.errors import (
    Cancelled,
    MuseError,
    PluginError,
    described,
)
from muse.library.library import Library
from muse.plugins import surroundings
from muse.plugins.hooking import HookFailed, Hooks
from muse.running import again, finishing
from muse.running.away import Anew
from muse.running.recording import Recording
from muse.running.request import Request
from muse.running.retrying import Retry
from muse.running.unfinished import Unfinished
from muse.running.watching import steps, wrong


class Stream(Iterator[Event]):
    """The events of one run, as they come: Progress, Preview, Text, Draft, artifacts.

    A context manager: leaving it, closing it or dropping it stops the run and releases what it
    holds. `result` has the artifacts once the last event has come.
    """

    def __init__(
        self,
        request: Request,
        hooks: Hooks,
        library: Library,
        devices: Devices,
        context: Context,
    ) -> None:
        self.request = request
        self.status = "ready"
        self._hooks = hooks
        made = library.made(request.job.id) if request.job else frozenset()
        every = items(request.condition.seed or 0, request.condition.count)
        self._items = tuple(item for item in every if item.index not in made)
        leasing = Leasing(
            partial(
                devices.lease,
                owner=request.name,
                device=request.device,
                keep_alive=request.keep_alive,
                cancelled=lambda: self.run.cancelled,
            )
        )
        self._retry = Retry(devices, request.device, leasing)
        self.run: Run = Run(
            id=secrets.token_hex(5),
            generator=request.name,
            items=self._items,
            formats=request.output.produced,
            components=request.generator.components,
            leasing=leasing,
            pinned=request.pinned,
        )
        self.run.report = request.report
        self.run.foreign = request.foreign
        if request.job:
            self.run.drafts = library.drafts.of(request.job.id)
        self.run.wanted = request.output.wanted or self.run.formats
        self.run.settings = request.settings
        self.run.licensing = request.licensing
        self.run.identify = partial(finishing.fingerprint, request, self.run)
        self.recording = Recording(request, library, hooks)
        self._made: dict[int, Artifact] = {}
        self.early = Unfinished(request, self._items)
        self.look: Callable[[Event], None] | None = None
        """Is shown each event, by the thread that iterates: a profile."""
        self._shielded = False
        self._context = context  # what a generator sets there is its own
        self._events = self._work()

    # -- for who watches it

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> Event:
        event: Event = self._context.run(next, self._events)
        if self.look is not None:
            self.look(event)
        return event

    def __enter__(self) -> "Stream":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def report(self) -> Report:
        """The report as far as it goes."""
        return self.run.report

    @property
    def result(self) -> Result:
        """What was made so far, in the order of the items."""
        made = [self._made[index] for index in sorted(self._made)]
        return Result(self.run.id, self.request.name, made)

    @property
    def unfinished(self) -> list[Artifact]:
        """Texts that were kept although the run ended before they did."""
        return self.early.kept

    @property
    def shielded(self) -> bool:
        """Whether something is being written and recorded, of this run or of a part of it."""
        composer = self.run.composer
        return self._shielded or (composer is not None and composer.shielded)

    def cancel(self) -> None:
        """Ask the run to stop at its next step; from any thread."""
        self.run.cancel()

    def interrupt(self) -> None:
        """Stop now: for a signal handler in the thread that iterates.

        While an artifact is written and recorded the stop waits for that to end.
        """
        interrupts.note()
        self.run.cancel()
        if not self.shielded:
            raise KeyboardInterrupt

    def close(self) -> None:
        """Stop the run, if it isn't over, and release what it holds."""
        self._context.run(self._events.close)

    def finish(self) -> Result:
        """Run to the end and return what was made."""
        with surroundings.kept(), self:
            for _ in self:
                pass
        return self.result

    # -- the run

    def _work(self) -> Steps[Event, None, None]:
        start = time.monotonic()
        self.status, error = "running", None
        try:
            self._tell_of_hooks()
            self.recording.begin(self.run)
            self.run.check()
            if self._items:  # else an attempt before this one made them all
                yield from self._generate()
            self._check_complete()
            self.status = "done"
        except (Cancelled, KeyboardInterrupt, GeneratorExit):
            self.status = "cancelled"
            raise
        except BaseException as problem:  # a plugin may raise anything, SystemExit even
            self.status = "failed"
            error = str(problem) if isinstance(problem, MuseError) else described(problem)
            raise self._told(problem) from problem
        finally:
            self._shielded = True
            try:
                if self.status != "done":
                    self.run.cancel()
                    for event in self.run.late:
                        if wrong(event, self._items) is None:
                            self.early.add(event, self.run, self.recording)
                    self.early.keep(self.run, self.recording)
            finally:
                self.run.close()
                self.recording.end(self.run, self.status, time.monotonic() - start, error)
                self._shielded = False

    def _generate(self) -> Steps[Event, None, None]:
        """Pass the generator's events on.

        It is started again when memory ran out and there is a way, and when a hook failed.
        """
        while True:
            if self.run.composer is not None:
                self.run.composer.restart()
            events = self._hooks.generate(
                generator=self.request.generator, condition=self.request.condition, run=self.run
            )
            out_of_memory = False
            try:
                for event in steps(events, self.run, self._items):
                    yield self._handle(event)
                return
            except HookFailed:
                self._tell_of_hooks()  # and start again, without it
            except Anew:  # a generator that works elsewhere begins anew, or here
                pass
            except Exception as problem:
                if not self._retry.can_help(problem):
                    raise
                out_of_memory = True
            finally:
                if hasattr(events, "close"):
                    events.close()
            # Outside the except block: the traceback of the problem held what has to go.
            del events
            if out_of_memory:
                self._retry.relieve()
            self.run.items = tuple(item for item in self._items if item.index not in self._made)
            if not self.run.items:
                return
            self.early.again(self.run, self.run.items)

    def _told(self, problem: BaseException) -> BaseException:
        request = self.request
        told = self._retry.told(problem, request.name, request.generator.costly)
        if isinstance(told, MuseError):
            return told
        by = (request.distribution, request.version)
        return again.failed(problem, request.name, *by, request.generator.costly)

    def _handle(self, event: Event) -> Event:
        if isinstance(event, Text | Draft | Artifact):
            self._shielded = True
            try:
                if isinstance(event, Artifact):
                    self._check_item(event)
                    self._made[event.item.index] = self.recording.finished(event, self.run)
                    self.early.finished(event, self.recording)
                else:
                    self.early.add(event, self.run, self.recording)
            finally:
                self._shielded = False
        self._hooks.event(run=self.run, event=event)
        self._tell_of_hooks(event)
        return event

    def _tell_of_hooks(self, event: Event | None = None) -> None:
        """Note which hooks are switched off, in the report of a finished artifact too."""
        for told in self._hooks.off.values():
            self.run.report.note(f"{told}.")
            if isinstance(event, Artifact):
                event.report.note(f"{told}.")

    def _check_item(self, artifact: Artifact) -> None:
        index = artifact.item.index
        if index in self._made:
            raise PluginError(f"{self.request.name} yielded a second artifact for item {index}")

    def _check_complete(self) -> None:
        if len(self._made) != len(self._items):
            raise PluginError(
                f"{self.request.name} yielded {len(self._made)} artifacts "
                f"for {len(self._items)} items"
            )
