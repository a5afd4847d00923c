"""A batch at work, as `muse batch` shows it: rows that are wrong, progress, what came of it."""

import shlex
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from muse.batches.batch import Batch, Checked, refused, rows_wrong
from muse.batches.executor import Done, Executor, Task
from muse.batches.templates import shown
from muse.cli.console import out, out_json, safe, say
from muse.cli.outlook import lasting
from muse.cli.progress import ProgressBar
from muse.contract.events import Progress
from muse.errors import Cancelled
from muse.leftovers import scratch_prefix
from muse.running.profiling import join, place_for

_TOLD = 10
"""Rows of a kind that are told one by one."""

_OFTEN, _SELDOM = 60.0, 20.0
"""Seconds between two writings of the results, and how many times longer than one takes."""


class Work:
    """A batch at work, as it is shown."""

    def __init__(self, ctx: click.Context, batch: Batch, checked: Checked, where: Path) -> None:
        self._batch = batch
        self._checked = checked
        self._where = where
        self._again = ctx.params["again"]
        self._json = ctx.params["as_json"]
        self._command = shlex.join(["muse", "batch", *ctx.meta["muse.args"]])
        self._made = self._failed = self._taken = 0
        self._next = time.monotonic() + _OFTEN
        asked = ctx.params["profile"]
        self._trace = place_for(asked, force=ctx.params["force"]) if asked else None
        self._parts: Path | None = None
        if self._trace is not None:
            self._parts = Path(ctx.with_resource(TemporaryDirectory(prefix=scratch_prefix())))

    def run(self, on: str, workers: int | None) -> int:
        """Make what waits; 1 where rows failed or were left out."""
        checked = self._checked
        if checked.waiting:
            self._begin()
            executor = self._batch.executor(on, workers, checked, self._parts)
            try:
                self._work(executor)
            except (KeyboardInterrupt, Cancelled):
                self._close(executor)
                self._stopped()
                raise
            except BaseException:
                self._close(executor)
                raise
            self._close(executor)
        else:
            self._batch.results(self._where)
        self._tell()
        return 1 if self._left or checked.wrong else 0

    @property
    def _left(self) -> int:
        """How many rows have failed, now or before."""
        return self._failed + (0 if self._again else self._checked.failed)

    def _begin(self) -> None:
        checked = self._checked
        makers = ", ".join(f"{name} {count:,}" for name, count in checked.generators.items())
        before = f", {checked.done:,} are there already" if checked.done else ""
        say(f"{checked.waiting:,} to make{before} ({makers}) in {safe(self._batch.shown())}/")

    def _work(self, executor: Executor) -> None:
        with ProgressBar("batch") as bar:
            for told in self._batch.run(executor):
                if isinstance(told, Progress):
                    bar.show(told)
                    continue
                task, done = told
                self._keep()
                if done.failure is None:
                    self._made += 1
                    self._taken += done.taken
                    continue
                self._failed += 1
                if self._failed <= _TOLD:
                    bar.hide()
                    self._fail(task, done)

    def _keep(self) -> None:
        """Write the results now and then, so that they can be looked at while all goes on."""
        start = time.monotonic()
        if start < self._next:
            return
        self._batch.results(self._where)
        now = time.monotonic()
        self._next = now + max(_OFTEN, _SELDOM * (now - start))

    def _fail(self, task: Task, done: Done) -> None:
        say(f"row {task.row} ({safe(task.name, 60)}) failed: {safe(done.failure, 300)}")
        if self._failed == _TOLD:
            say("more that fail aren't told; the results have them all")

    def _close(self, executor: Executor) -> None:
        executor.close()
        if self._trace is not None and self._parts is not None:
            for line in join(sorted(self._parts.glob("*.json")), self._trace):
                say(f"  time  {safe(line, 160)}")
        self._batch.results(self._where)

    def _stopped(self) -> None:
        left = self._checked.waiting - self._made - self._failed
        say(f"stopped: {self._made:,} were made, {left:,} wait; the same command goes on:")
        say(f"  {safe(self._command)}")

    def _tell(self) -> None:
        checked = self._checked
        if self._json:
            out_json(
                {
                    "folder": self._batch.shown(),
                    "results": self._batch.shown(self._where),
                    "made": self._made,
                    "made_before": checked.done,
                    "failed": self._left,
                    "wrong": len(checked.wrong),
                }
            )
            return
        before = f", {checked.done:,} were there" if checked.done else ""
        wrong = f", {len(checked.wrong):,} wrong left out" if checked.wrong else ""
        failed = f", {self._left:,} failed" if self._left else ""
        listed = safe(self._batch.shown(self._where))
        say(f"{self._made:,} made{before}{failed}{wrong}; {listed} lists them")
        if self._left:
            say("  --again failed tries those that failed again")


def checked(batch: Batch, skip: bool) -> Checked:
    """Look at all rows first; RequestError where some are wrong, unless they are to be skipped."""
    with ProgressBar("looking at the rows") as bar:
        found = batch.check(lambda number: bar.show(Progress(0, 0, f"row {number:,} looked at")))
    _tell_checked(found)
    if found.wrong and not skip:
        raise refused(found.wrong, found.total)
    return found


def _tell_checked(checked: Checked) -> None:
    for remark in checked.remarks:
        say(f"note: {safe(remark, 300)}")
    for planned in checked.wrong[:_TOLD]:
        say(f"{safe(planned.where)}: {safe(planned.problem, 300)}")
    if len(checked.wrong) > _TOLD:
        say(f"and {len(checked.wrong) - _TOLD:,} rows more")


def dry(batch: Batch, as_json: bool) -> int:
    """Say what would be made; 2 where rows are wrong. Nothing is written."""
    checked = batch.check()
    if as_json:
        out_json(
            {
                "makes": checked.waiting,
                "made_before": checked.done,
                "failed_before": checked.failed,
                "seconds": checked.seconds,
                "generators": checked.generators,
                "first": [_shown(each) for each in checked.first],
                "wrong": [{"where": p.where, "problem": p.problem} for p in checked.wrong],
            }
        )
        return 2 if checked.wrong else 0
    for task in checked.first:
        fields = ", ".join(f"{name} {shown(value)}" for name, value in task.fields.items())
        out(f"{task.name}{task.formats[0]}  {task.generator}  {safe(fields, 160)}")
    if checked.waiting > len(checked.first):
        out(f"... {checked.waiting - len(checked.first):,} more")
    _tell_checked(checked)
    known = checked.waiting and checked.seconds is not None
    took = f", about {lasting(checked.seconds or 0.0)} of work" if known else ""
    there = f", {checked.done:,} are there already" if checked.done else ""
    wrong = f", {rows_wrong(len(checked.wrong))}" if checked.wrong else ""
    say(f"{checked.waiting:,} to make{there}{wrong}{took}; nothing is made yet")
    return 2 if checked.wrong else 0


def _shown(task: Task) -> dict[str, Any]:
    return {
        "row": task.row,
        "name": task.name,
        "generator": task.generator,
        "formats": task.formats,
        "fields": task.fields,
    }
