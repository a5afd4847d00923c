"""A batch: all that a table asks for, checked, made by an executor, and told of."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from muse.batches import results
from muse.batches.elsewhere import Elsewhere
from muse.batches.executor import Done, Executor, Place, Task, Underway
from muse.batches.finding import LOCAL, find, split
from muse.batches.journal import Journal
from muse.batches.plan import Plan, Planned
from muse.batches.work import made_before, options_of, places_of, settle
from muse.contract.events import Progress
from muse.errors import GenerationError, OutputError, RequestError
from muse.running.host import Host
from muse.running.passing import lane

_WINDOW = 256
"""Tasks among which those of one model are made after one another."""

_FIRST = 20
"""Tasks that are shown of what is to be made."""

_OF_PLACE = ("OutputError", "LibraryError")
"""Failures that the next row would meet too."""


@dataclass
class Checked:
    """What there is to do: tasks by how they stand, wrong rows, and what to tell before.

    `first` are some that are to be made, `seconds` the work that all are, as far as their
    generators can guess. `weighs` says that a generator has weights: then one worker is enough, as
    a model takes all of a device, or of the cores.
    """

    total: int = 0
    done: int = 0
    failed: int = 0
    waiting: int = 0
    wrong: list[Planned] = field(default_factory=list)
    weighs: bool = False
    seconds: float | None = 0.0
    first: list[Task] = field(default_factory=list)
    generators: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class Batch:
    """One table on its way into a folder.

    `again` says which tasks are made: those that wait, or (`failed`) those that failed before.
    What is made goes from the folder to `elsewhere`, if that is given.
    """

    def __init__(
        self,
        host: Host,
        plan: Plan,
        folder: Path,
        journal: Journal,
        *,
        again: bool = False,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self.plan = plan
        self.folder = folder
        self._elsewhere = elsewhere
        self._host = host
        self._journal = journal
        self._again = again
        self._wrong: dict[tuple[int, str], str] = {}
        self._waiting = 0

    def check(self, tell: Callable[[int], None] = lambda number: None) -> Checked:
        """Look at every row before the first is made; NotReady where none of them can be.

        `tell` hears how many were looked at.
        """
        found = Checked()
        names: dict[str, str] = {}
        for planned in self.plan:
            found.total += 1
            tell(found.total)
            problem = planned.problem or self._check_name(planned, names)
            task = planned.task
            if task is not None and not problem:
                state = self._state(task)
                found.generators[task.generator] = found.generators.get(task.generator, 0) + 1
                if state == "done":
                    found.done += 1
                    continue
                if state == "failed":
                    found.failed += 1
                problem = self._check(task, found)
            if problem:
                found.wrong.append(Planned(planned.row, planned.point, None, problem))
                if task is not None:
                    self._wrong[planned.row.number, task.key] = problem
            elif task is not None and self._wanted(planned):
                found.waiting += 1
                if len(found.first) < _FIRST:
                    found.first.append(task)
        if not found.total:
            raise RequestError("the table has no rows", hint="each row makes something")
        found.remarks += self._remarks()
        self._waiting = found.waiting
        return found

    def run(self, executor: Executor) -> Iterator[tuple[Task, Done] | Progress]:
        """Make what waits: yield each task that ended, and how far all are together.

        OutputError or LibraryError where nothing can be written any more. Closing it stops; what
        was under way is made again by whoever goes on.
        """
        held: dict[str, Task] = {}
        shares: dict[str, float] = {}
        ended = 0
        total = self._waiting
        for told in executor.run(self._begun(held)):
            if isinstance(told, Underway):
                progress = told.progress
                part = progress.done / progress.total if progress.total > 0 else 0.0
                shares[told.key] = min(max(part, 0.0), 0.99)
            else:
                task = held.pop(told.key)
                shares.pop(told.key, None)
                placed = self._placed(task, told)
                done = self._elsewhere.keep(placed) if self._elsewhere else placed
                if done.failure is not None and done.failure.kind in _OF_PLACE:
                    raise GenerationError(done.failure.message, hint=done.failure.hint)
                if done.failure is not None and done.failure.kind == "Cancelled":
                    continue
                self._journal.end(task, done)
                if self._elsewhere:
                    self._elsewhere.clear(placed)
                ended += 1
                yield task, done
            yield Progress(ended + sum(shares.values()), total, f"{ended} of {total}")

    def executor(
        self, on: str, workers: int | None, checked: Checked, profile: Path | None = None
    ) -> Executor:
        """Return what makes the tasks; `on` is a name or an address.

        `profile` is a folder for the traces of workers, which those of this machine write.
        """
        name, address = split(on)
        if profile is not None and name != LOCAL:
            raise RequestError(
                f"profile: what {name} does isn't profiled", hint="leave out --profile, or --on"
            )
        cls = find(name, self._host.plugins.index)
        wanted = workers or (1 if checked.weighs and name == LOCAL else None)
        if wanted and checked.waiting:
            wanted = min(wanted, checked.waiting) if name == LOCAL else wanted
        place = Place(
            self._host.library.folder, self.folder.absolute(), self._journal.lock, profile
        )
        return cls(place, address=address, workers=wanted)

    def shown(self, path: Path | None = None) -> str:
        """Return where a file of the batch, or all of it, is for the user."""
        if self._elsewhere is None:
            return str(path or self.folder)
        inside = path is not None and path.absolute().is_relative_to(self.folder.absolute())
        return (
            self._elsewhere.address(path) if path and inside else str(path or self._elsewhere.url)
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the results, as they are so far."""
        _, rows = results.listed(self.plan, self._journal, self.folder, self._wrong)
        return list(rows)

    def results(self, path: Path) -> None:
        """Write the table of what was made so far."""
        mark = any("GB18030" in note for note in self.plan.table.notes)
        results.write(path, self.plan, self._journal, self.folder, self._wrong, mark=mark)
        if self._elsewhere and path.absolute().is_relative_to(self.folder.absolute()):
            self._elsewhere.bring(path.absolute())

    # -- checking

    def _check_name(self, planned: Planned, names: dict[str, str]) -> str:
        """Say what is wrong with a name: two that a file system might take for one."""
        if planned.task is None:
            return ""
        name = planned.task.name
        plain = unicodedata.normalize("NFC", name).casefold()
        if plain in names:
            told = f"name: {name!r} is what {names[plain]} is called too"
            return f'{told}; --name "{{row}}-..." tells them apart'
        names[plain] = planned.where
        return ""

    def _check(self, task: Task, found: Checked) -> str:
        """Prepare a run as if it were to be made; return what is wrong with it."""
        try:
            stream = self._host.prepare(task.generator, options_of(task), task.fields)
        except RequestError as error:
            return str(error)
        request = stream.request
        found.weighs = found.weighs or lane(request) == "device"
        guess = request.generator.seconds(request.condition)
        found.seconds = None if guess is None or found.seconds is None else found.seconds + guess
        if self._journal.owns(task.name) or task.replace:
            return ""
        for path in places_of(task, self.folder):
            if path.exists() and made_before(self._host, task, self.folder) is None:
                raise _theirs(path)
            if self._elsewhere and self._elsewhere.has(path):
                raise _theirs(self._elsewhere.address(path))
        return ""

    def _remarks(self) -> list[str]:
        told = list(self.plan.table.notes)
        for column in self.plan.unused:
            near = self.plan.nearest_field(column)
            hint = f"; did you mean {near}?" if near else ""
            told.append(f"nothing uses the column {column!r}{hint}")
        return told

    # -- running

    def _state(self, task: Task) -> str:
        if self._journal.is_made(task.key):
            return "done"
        return "failed" if self._journal.state(task.key) == "failed" else ""

    def _wanted(self, planned: Planned) -> bool:
        task = planned.task
        if task is None or (planned.row.number, task.key) in self._wrong:
            return False
        return self._state(task) == ("failed" if self._again else "")

    def _tasks(self) -> Iterator[Task]:
        for planned in self.plan:
            if planned.task is not None and self._wanted(planned):
                yield planned.task

    def _begun(self, held: dict[str, Task]) -> Iterator[Task]:
        """Yield tasks as they are asked for, those of a model after one another."""
        for task in grouped(self._tasks()):
            own = replace(task, replace=True) if self._journal.owns(task.name) else task
            held[own.key] = own
            self._journal.begin(own)
            yield own

    def _placed(self, task: Task, done: Done) -> Done:
        if done.record is None:
            return done
        return settle(self._host, task, done, self.folder)


def _theirs(place: object) -> OutputError:
    return OutputError(f"{place} is there, and isn't of this batch", hint="--force replaces it")


def grouped(tasks: Iterator[Task]) -> Iterator[Task]:
    """Yield tasks, those of one model after one another among each `_WINDOW` of them."""
    while window := list(islice(tasks, _WINDOW)):
        first = {task.model: place for place, task in reversed(list(enumerate(window)))}
        yield from sorted(window, key=lambda task: first[task.model])


def refused(wrong: list[Planned], total: int) -> RequestError:
    """Return the error for wrong rows: the first of them, each with what is wrong."""
    return RequestError(
        f"{rows_wrong(len(wrong), total)}, and nothing was made",
        hint="mend them, or --skip-wrong leaves them out",
    )


def rows_wrong(count: int, total: int | None = None) -> str:
    """Say that rows are wrong, in words."""
    of = f" of {total:,}" if total is not None else ""
    several = count != 1 or (total is not None and total != 1)
    return f"{count:,}{of} {'rows' if several else 'row'} {'are' if count != 1 else 'is'} wrong"
