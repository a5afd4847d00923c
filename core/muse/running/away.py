"""Having generators work elsewhere, what they make finished and recorded here as if they didn't."""

from collections import deque
from collections.abc import Generator as Steps
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Any, Protocol

from muse import files
from muse.contract.artifact import Artifact
from muse.contract.events import Draft, Event, Text
from muse.contract.generator import Generator
from muse.contract.report import Report
from muse.contract.run import Run
from muse.errors import Cancelled, NotReady
from muse.media import keys
from muse.plugins.isolated import raising
from muse.running import passing
from muse.running.errand import OVER, Errand, Held, Said, State, errand

_PATIENCE = {"light": 1.0, "device": 3.0}
"""Seconds that a worker has for its next step, once it is told to stop; then it is ended.

Steps of a network are longer, and its weights go with the worker.
"""


class Anew(Exception):
    """A generator begins anew, with the items of its run that aren't made."""


class HelperLost(Cancelled):
    """The worker that a generator works in has ended, or can't be reached: none of its doing."""


class Helper(Protocol):
    """A worker elsewhere that this process alone has work, one errand at a time."""

    def is_up(self) -> bool:
        """Whether it can be given an errand; one that ended is replaced meanwhile.

        It waits for a moment. NotReady where there can't be one.
        """
        ...

    def lacks(self, generator: str) -> NotReady | None:
        """Return why it can't do the work of a generator; None where it can."""
        ...

    def begin(self, errand: Errand, inputs: Mapping[str, bytes]) -> None:
        """Give it an errand, and the files of that by their SHA-256; HelperLost."""
        ...

    def heard(self, id: str, *, stop: bool = False) -> Sequence[Said]:
        """Return what it has said of an errand since, after a moment at most; HelperLost.

        `stop` has it stop at the next step.
        """
        ...

    def end(self) -> None:
        """End the worker, whatever it is at: another takes its place."""
        ...

    def close(self) -> None:
        """Let it go for good."""
        ...


class Away:
    """Has a helper do the work of generators.

    Works stay here: what they have others make is made elsewhere, each part for itself.
    """

    def __init__(self, helper: Helper) -> None:
        self.helper = helper
        self._works = set[str]()

    def of(
        self, name: str, generator: Generator[Any], device: str | None, keep_alive: float | None
    ) -> Generator[Any]:
        """Return a generator for one run that works elsewhere, and is the same in all else."""
        if type(generator).orders is not Generator.orders or name in self._works:
            return generator
        made = copy(generator)
        visit = _Visit(self, name, generator, made, (device, keep_alive))
        vars(made)["generate"] = visit.events
        return made

    def is_work(self, name: str) -> None:
        """Take note that a generator has others make something."""
        self._works.add(name)


class _Visit:
    """One run of a generator elsewhere; `here` is the generator as it works in this process."""

    def __init__(
        self,
        away: Away,
        name: str,
        here: Generator[Any],
        made: Generator[Any],
        options: tuple[str | None, float | None],
    ) -> None:
        self._away = away
        self._helper = away.helper
        self._name = name
        self._here = here
        self._made = made
        self._options = options
        self._is_here = False
        self._is_begun = False
        self._errand = ""
        self._notes: list[str] = []
        self._patience = 0.0
        self._stopping: float | None = None
        self._said = deque[Said]()

    def events(self, condition: Any, run: Run) -> Steps[Event, None, None]:
        """Have it made, and yield what happens; what the generator raised is raised here.

        Anew has to be answered by calling this once more: memory ran out there, or the generator
        has others make something, and works here then.
        """
        if self._is_here:
            yield from self._here.generate(condition, run)
            return
        if not self._is_begun:
            lacking = self._helper.lacks(self._name)
            if lacking is not None:
                raise lacking
            told, inputs = errand(self._name, condition, run, *self._options)
            self._helper.begin(told, inputs)
            self._errand, self._is_begun = told.id, True
            self._stopping = None
            self._notes = list(run.report.notes)
            self._patience = _PATIENCE[passing.lane_of(self._here, condition)]
            self._said.clear()
        going = False
        try:
            while True:
                for said in self._next(stop=run.cancelled):
                    if said.state is not None:
                        self._take(said.state, run)
                    if said.kind == "late":
                        self._late(said, run)
                    elif said.kind == "event" and said.event is not None:
                        yield _here(said.event, run)
                    elif said.kind == "again":
                        going = True
                        raise Anew
                    if said.kind in OVER:
                        going = True
                        self._end(said)
                        return
        except KeyboardInterrupt:  # whoever interrupts has waited
            self._is_begun = False
            self._helper.end()
            raise
        finally:
            if not going:
                self._stop(run)

    def _next(self, *, stop: bool) -> Iterator[Said]:
        """Yield what was said, one by one: who stops in between finds the rest the next time.

        Cancelled where it is to `stop`, and doesn't in time: the worker is ended then.
        """
        if not self._said:
            try:
                self._said.extend(self._helper.heard(self._errand, stop=stop))
            except HelperLost:
                self._is_begun = False
                raise
        if stop and not self._said:
            self._stopping = self._stopping or monotonic()
            if monotonic() - self._stopping > self._patience:
                self._is_begun = False
                self._helper.end()
                raise Cancelled
        while self._said:
            yield self._said.popleft()

    def _end(self, said: Said) -> None:
        self._is_begun = False
        if said.kind == "cancelled":
            raise Cancelled
        if said.kind == "parts":
            self._is_here = True
            self._away.is_work(self._name)
            raise Anew
        if said.kind == "failed":
            raise raising.again(said.error or {})

    def _stop(self, run: Run) -> None:
        """Have it stop, and keep the words that it had on its way."""
        try:
            while self._is_begun:
                for said in self._next(stop=True):
                    self._late(said, run)
                    self._is_begun = said.kind not in OVER
        except Cancelled:  # it was ended, or has ended
            return
        except BaseException:
            self._is_begun = False
            self._helper.end()
            raise

    def _late(self, said: Said, run: Run) -> None:
        if isinstance(said.event, Text | Draft):
            run.late.append(said.event)

    def _take(self, state: State, run: Run) -> None:
        """Take over what the run says of itself; what was noted here meanwhile stays."""
        told, report = Report.from_json(state.report), run.report
        own = [note for note in report.notes if note not in self._notes]
        self._notes = list(told.notes)
        told.notes += [note for note in own if note not in told.notes]
        told.licences = {**report.licences, **told.licences}
        for name in Report.__slots__:
            setattr(report, name, getattr(told, name))
        run.resolved.update(state.resolved)
        run.pins.update({name: dict(pin) for name, pin in state.pins.items()})
        run._resumes_elsewhere = state.resumes
        vars(self._made)["locked"] = state.environment  # of its recipes: it was made there


def _here(event: Event, run: Run) -> Event:
    """Return an event as the host takes it: files on the disk are in the run's scratch folder."""
    if not isinstance(event, Artifact):
        return event
    event.item = next((item for item in run.items if item == event.item), event.item)
    event.contents = {
        key: _file(key, data.data, run) if isinstance(data, Held) else data
        for key, data in event.contents.items()
    }
    return event


def _file(key: str, data: bytes, run: Run) -> Path:
    path = run.scratch / f"away-{token_hex(4)}{keys.ending(key)}"
    files.fill(path, data)
    return path
