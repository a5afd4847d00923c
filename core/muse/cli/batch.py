"""`muse batch FILE`: an artifact for each row of a table, each once, however often it stops."""

from pathlib import Path

import click

from muse.batches import results
from muse.batches.batch import Batch
from muse.batches.elsewhere import Elsewhere, is_address
from muse.batches.finding import LOCAL
from muse.batches.grid import axes
from muse.batches.journal import Journal
from muse.batches.plan import Asked, Plan
from muse.batches.table import read
from muse.cli import batch_work, host_options
from muse.cli.console import safe
from muse.contract.condition import RESERVED
from muse.contract.generator import summary
from muse.contract.rights import NAMES
from muse.errors import RequestError, printable
from muse.files import expanded
from muse.options import FieldOption, field_options, find_generator, leftover, values
from muse.running.host import Host

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
        *host_options.files(),
        *host_options.models(),
        *host_options.rights(),
        host_options.profile(),
        host_options.agreement(),
        host_options.debug(),
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
        again = params["again"] == "failed"
        size = {"size": elsewhere.size} if elsewhere else {}
        with Journal(folder, read=params["dry_run"], **size) as journal:
            batch = Batch(host, plan, folder, journal, again=again, elsewhere=elsewhere)
            if params["dry_run"]:
                return batch_work.dry(batch, params["as_json"])
            checked = batch_work.checked(batch, params["skip_wrong"])
            work = batch_work.Work(ctx, batch, checked, where)
            return work.run(params["on"], params["workers"])


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


command = BatchCommand()
