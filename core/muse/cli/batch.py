"""`muse batch FILE`: an artifact for each row of a table, each once, however often it stops."""

import shlex
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from muse.batches import results
from muse.batches.batch import Batch, Checked, refused, rows_wrong
from muse.batches.elsewhere import Elsewhere, is_address
from muse.batches.executor import Done, Executor, Task
from muse.batches.finding import LOCAL
from muse.batches.grid import axes
from muse.batches.journal import Journal
from muse.batches.plan import Asked, Plan
from muse.batches.table import read
from muse.batches.templates import shown
from muse.cli.console import out, out_json, safe, say
from muse.cli.outlook import lasting
from muse.cli.progress import ProgressBar
from muse.contract.condition import RESERVED
from muse.contract.events import Progress
from muse.contract.generator import summary
from muse.contract.rights import NAMES
from muse.errors import Cancelled, RequestError, printable
from muse.files import expanded
from muse.leftovers import scratch_prefix
from muse.options import FieldOption, field_options, find_generator, leftover, values
from muse.running.host import Host
from muse.running.profiling import join, place_for

_TOLD = 10
"""Rows of a kind that are told one by one."""

_OFTEN, _SELDOM = 60.0, 20.0
"""Seconds between two writings of the results, and how many times longer than one takes."""

_TABLES = (
    "FILE is CSV, JSON lines, Parquet, or a folder of texts. Columns are fields of the generator; "
    "fields are options too, the same for all rows, with {column} in them."
)

_EXAMPLES = """\
muse batch rows.csv -g image --prompt "{title} in the style of {artist}" -o out/
muse batch poems.jsonl -g text.grammar --grid form=haiku,sonnet --grid seed=1..4
muse batch rows.csv -g image.sketch --name "{id}-{style}" --grid style=ink,oil --dry-run
"""

_TAKING = frozenset(
    "--prompt -o --output --negative-prompt --grid --name --workers --on --limit --formats "
    "--results --encoding".split()
)


def _options() -> list[click.Parameter]:
    return [
        click.Argument(["table"], metavar="FILE", required=True),
        click.Option(
            ["-g", "--generator"],
            metavar="NAME",
            help="A medium or a generator; a column generator (or medium) says it for each row.",
        ),
        click.Option(
            ["-o", "--output"],
            metavar="FOLDER",
            help="Where the files go, and results.csv: a folder, or s3://bucket/out and the like"
            " (fsspec). Default: the table's name.",
        ),
        click.Option(
            ["--grid"],
            multiple=True,
            metavar="FIELD=VALUES",
            help="Each row with each of these values: style=ink,oil or seed=1..4. "
            "May be given several times.",
        ),
        click.Option(
            ["--name"],
            metavar="TEMPLATE",
            help='What files are called: "{id}-{style}". Default: a column name or id, '
            "or number and prompt.",
        ),
        click.Option(
            ["--formats"],
            metavar="SUFFIXES",
            help="Formats to write, with commas: png,webp. Default: the generator's first.",
        ),
        click.Option(
            ["--workers"],
            type=click.IntRange(1, 1000),
            metavar="N",
            help="How many rows at a time. Default: one for each core, one for a model.",
        ),
        click.Option(
            ["--on"],
            metavar="WHERE",
            default=LOCAL,
            help="What makes the rows: local, or an executor of a plugin (ray, ray://host).",
        ),
        click.Option(
            ["--again"],
            type=click.Choice(["failed"]),
            help="Make the rows that failed before, and only those.",
        ),
        click.Option(
            ["--limit"],
            type=click.IntRange(1),
            metavar="N",
            help="Make the first N artifacts only; without it the same command makes the rest.",
        ),
        click.Option(["--dry-run"], is_flag=True, help="Only say what would be made."),
        click.Option(["--skip-wrong"], is_flag=True, help="Leave out rows that are wrong."),
        click.Option(
            ["--results"],
            metavar="FILE",
            help="The table of what was made: .csv, .jsonl or .parquet. Default: results.csv.",
        ),
        click.Option(["--encoding"], metavar="NAME", help="How the table is encoded: cp1252..."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON object, no text."),
        click.Option(["--force"], is_flag=True, help="Replace files that are already there."),
        click.Option(["--no-embed"], is_flag=True, help="Leave the recipe out of the files."),
        click.Option(
            ["--commercial"],
            is_flag=True,
            help="Refuse models whose licence doesn't allow commercial use.",
        ),
        click.Option(["--device"], metavar="NAME", help="cuda, cuda:0, mps, cpu or auto."),
        click.Option(
            ["--keep-alive"],
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            help="How long idle weights stay loaded; 0 unloads them at once.",
        ),
        click.Option(["--author"], metavar="NAME", help="Who made it, written into the files."),
        click.Option(["--rights"], metavar="TEXT", help="A statement of rights in the files."),
        click.Option(["--licence"], metavar="ID", help="What others may do with it: CC-BY-4.0..."),
        click.Option(
            ["--profile"],
            metavar="FILE",
            help="Write a trace of where the time goes (ui.perfetto.dev opens it), and say it.",
        ),
        click.Option(["--yes"], is_flag=True, help="Agree to what plugins ask."),
        click.Option(["--debug"], is_flag=True, help="Show the traceback of an error."),
    ]


class BatchCommand(click.Command):
    """`muse batch`: fields are options too, the same for all rows, with `{column}` in them."""

    def __init__(self) -> None:
        super().__init__(
            "batch",
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
            params=_options(),
            help="Make something of each row of a table; stopped, it goes on.",
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the fields of the generator that `-g` names as options, then parse as click does."""
        ctx.meta["muse.args"] = list(args)
        self.params = _options()
        named = find_generator(args, _TAKING)
        if named is not None:
            host = Host()
            ctx.call_on_close(host.close)
            cls = host.plugins.generator(host.choose(named))
            fields = cls.condition.model_fields
            ctx.meta.update({"muse.host": host, "muse.class": cls})
            own = [o for o in _options() if o.name not in fields or o.name not in NAMES]
            taken = {o.name for o in own}
            options = [o for o in field_options(cls.condition) if o.name not in taken]
            self.params = [*own, *options]
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does, and what a table is."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_TABLES)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then the fields of the generator that is named."""
        records: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record:
                records[isinstance(param, FieldOption)].append(record)
        with formatter.section("Options"):
            formatter.write_dl(records[False])
        cls = ctx.meta.get("muse.class")
        if cls is not None:
            with formatter.section(f"Fields: {printable(summary(cls))}"):
                formatter.write_dl(records[True])
        else:
            with formatter.section("Fields"):
                formatter.write_text("-g NAME --help shows those of a generator.")
        with formatter.section("Examples"):
            for line in _EXAMPLES.splitlines():
                formatter.write_text(line)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help; descriptions are a plugin's words."""
        return printable(super().get_help(ctx))

    def invoke(self, ctx: click.Context) -> int:
        """Check the whole table, make what waits, and say what comes of it."""
        host = ctx.meta.get("muse.host")
        if host is None:
            host = Host()
            ctx.call_on_close(host.close)
        params = ctx.params
        table = read(params["table"], params["encoding"])
        elsewhere = Elsewhere(params["output"]) if is_address(params["output"]) else None
        folder = elsewhere.folder if elsewhere else _folder(params["output"], params["table"])
        where = _results(params["results"], folder)
        plan = Plan(host, table, _asked(ctx), folder)
        dry, again = params["dry_run"], params["again"] == "failed"
        size = {"size": elsewhere.size} if elsewhere else {}
        with Journal(folder, read=dry, **size) as journal:
            batch = Batch(host, plan, folder, journal, again=again, elsewhere=elsewhere)
            if dry:
                return _dry(batch, params["as_json"])
            checked = _check(batch, params["skip_wrong"])
            return _Run(ctx, batch, checked, where).run(params["on"], params["workers"])


class _Run:
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


def _asked(ctx: click.Context) -> Asked:
    params = ctx.params
    cls = ctx.meta.get("muse.class")
    beside = leftover(ctx.args)
    if beside.words:
        words = safe(" ".join(beside.words), 60)
        raise RequestError(f"{words!r} is an unexpected argument", hint="one table at a time")
    for name in beside.fields.keys() & RESERVED:
        raise RequestError(f"--{name.replace('_', '-')} isn't for muse batch", hint="try --help")
    given = values(cls.condition, params, ctx) if cls else {}
    rights = {name: params[name] for name in NAMES if params.get(name) is not None}
    options = {
        "device": params["device"],
        "keep_alive": params["keep_alive"],
        "no_embed": True if params["no_embed"] else None,
        "commercial": params["commercial"] or None,
        "rights": rights or None,
        "consent": params["yes"] or None,
    }
    formats = [f.strip().lower().lstrip(".") for f in (params["formats"] or "").split(",")]
    return Asked(
        generator=params["generator"],
        fields={**given, **beside.fields},
        grid=axes(params["grid"]),
        name=params["name"],
        formats=tuple(f".{each}" for each in formats if each),
        options={name: value for name, value in options.items() if value is not None},
        force=params["force"],
        limit=params["limit"],
    )


def _folder(asked: str | None, table: str) -> Path:
    """Return where the files go: where it was said, or a folder called as the table."""
    if asked is not None:
        folder = expanded(asked)
        if folder.exists() and not folder.is_dir():
            raise RequestError(f"output: {folder} is no folder", hint="-o out/")
        return folder
    path = expanded(table)
    return Path(f"{path.name}-made" if path.is_dir() else path.stem)


def _results(asked: str | None, folder: Path) -> Path:
    path = expanded(asked) if asked else folder / "results.csv"
    results.check(path)
    return path


def _check(batch: Batch, skip: bool) -> Checked:
    with ProgressBar("looking at the rows") as bar:
        checked = batch.check(lambda number: bar.show(Progress(0, 0, f"row {number:,} looked at")))
    _tell_checked(checked)
    if checked.wrong and not skip:
        raise refused(checked.wrong, checked.total)
    return checked


def _tell_checked(checked: Checked) -> None:
    for remark in checked.remarks:
        say(f"note: {safe(remark, 300)}")
    for planned in checked.wrong[:_TOLD]:
        say(f"{safe(planned.where)}: {safe(planned.problem, 300)}")
    if len(checked.wrong) > _TOLD:
        say(f"and {len(checked.wrong) - _TOLD:,} rows more")


def _dry(batch: Batch, as_json: bool) -> int:
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


command = BatchCommand()
