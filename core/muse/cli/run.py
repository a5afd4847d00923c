"""`muse run MEDIUM`: the fields of the chosen generator are its options."""

import json
import sys
from dataclasses import asdict
from functools import partial
from typing import Any

import click

from muse import entry_points, files
from muse.cli import host_options
from muse.cli.console import out_json, safe, say
from muse.cli.describing import describe
from muse.cli.showing import show
from muse.contract.condition import RESERVED
from muse.contract.generator import summary
from muse.contract.rights import NAMES
from muse.errors import InvalidField, OutputError, RequestError, printable
from muse.options import FieldOption, Leftover, field_options, find_generator, leftover, values
from muse.running.host import Host
from muse.running.stream import Stream
from muse.running.submitting import Origin, submit

_LONGEST = 2**26
"""Bytes that a file of fields may have: pictures can be in it, as data URIs."""


def _host_options() -> list[click.Option]:
    """Return the options of the host, the same for every generator."""
    return [
        click.Option(["-g", "--generator"], metavar="NAME", help="The generator to use."),
        click.Option(
            ["-o", "--output"],
            multiple=True,
            metavar="PATH",
            help="A file (its suffix says the format), a folder, or - for standard output. "
            "May be given several times. Default: the current folder.",
        ),
        click.Option(["--all", "everything"], is_flag=True, help="Write every format it has."),
        click.Option(
            ["--condition", "condition_file"],
            metavar="FILE",
            help="Take the fields from a JSON file, or - for standard input.",
        ),
        *host_options.files(),
        click.Option(["--allow-ignored"], is_flag=True, help="Run even if a field is unknown."),
        *host_options.models(),
        *host_options.rights(),
        host_options.agreement(),
        click.Option(
            ["--describe"], is_flag=True, help="Only say what would be made, and how long."
        ),
        host_options.profile(),
        click.Option(["--later"], is_flag=True, help="Only queue it; muse work makes it."),
        host_options.debug(),
    ]


_TAKING = frozenset(["--prompt", "-o", "--output", "--condition", "--negative-prompt"])


class Media(click.Group):
    """A command per medium that has generators."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the media."""
        return entry_points.load().media()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a medium, or of one generator named in full."""
        return MediumCommand(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the media with their generators."""
        entries = entry_points.load()
        with formatter.section("Media"):
            formatter.write_dl(
                [
                    (
                        medium,
                        ", ".join(n for n, e in entries.generators.items() if e.medium == medium),
                    )
                    for medium in entries.media()
                ]
            )


class MediumCommand(click.Command):
    """`muse run image`: its options depend on the generator that `-g` names."""

    later = True
    """Whether it can be queued, and described."""

    def __init__(self, medium: str) -> None:
        super().__init__(
            medium,
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
            params=list(_host_options()),
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the generator, take its fields as options, then parse as click does."""
        host = self.host(ctx)
        ctx.call_on_close(host.close)
        named = find_generator(args, _TAKING)
        name = host.choose(self.name or "", named)
        cls = host.plugins.generator(name)
        ctx.meta.update({"muse.host": host, "muse.name": name, "muse.class": cls})
        ctx.meta["muse.asked"] = name if named else self.name
        fields = cls.condition.model_fields  # a book has an author on its cover already
        own = [
            o
            for o in self.options()
            if (self.later or o.name not in ("later", "describe", *NAMES)) and o.name not in fields
        ]
        asks = cls.quick_choices and "--help" in args
        self.params = [*field_options(cls.condition, host.choices(name) if asks else {}), *own]
        self.help = summary(cls)
        return super().parse_args(ctx, args)

    def options(self) -> list[click.Option]:
        """Return the options that aren't fields."""
        return _host_options()

    def host(self, ctx: click.Context) -> Host:
        """Return the host that the command uses."""
        return Host()

    def get_help(self, ctx: click.Context) -> str:
        """Return the help; descriptions are a plugin's words."""
        return printable(super().get_help(ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the fields first, then the options of the host."""
        records: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record:
                records[isinstance(param, FieldOption)].append(record)
        with formatter.section(f"Fields of {ctx.meta['muse.name']}"):
            formatter.write_dl(records[True])
        with formatter.section("Options"):
            formatter.write_dl(records[False])
        host, name, cls = (ctx.meta[f"muse.{key}"] for key in ("host", "name", "class"))
        others = [n for n in host.plugins.names(name.partition(".")[0]) if n != name]
        if others:
            with formatter.section("Other generators"):
                formatter.write_text(f"{', '.join(others)}: -g NAME --help shows their fields.")
        if cls.example:
            with formatter.section("Example"):
                formatter.write_text(cls.example)

    def show(self, stream: Stream, as_json: bool) -> int:
        """Run to the end, show what comes of it, and return the exit code."""
        return show(stream, as_json=as_json)

    def output(self, asked: list[str]) -> list[str]:
        """Return where to write, given what was asked for."""
        return asked

    def invoke(self, ctx: click.Context) -> int:
        """Run, and show what comes of it."""
        host, asked, cls = (ctx.meta[f"muse.{key}"] for key in ("host", "asked", "class"))
        params = ctx.params
        beside = leftover(ctx.args)
        _refuse_words(beside, cls.condition.model_fields)
        given = values(cls.condition, params, ctx)
        fields = {**_from_file(params["condition_file"]), **given, **beside.fields}
        if params.get("later"):
            return _queue(host, asked, params, fields)
        output = self.output(list(params["output"]) or ["./"])
        if params["as_json"] and "-" in output:
            raise OutputError("--json and -o - both want standard output", hint="leave one out")
        stream = host.stream(
            asked,
            output=output,
            all_formats=params["everything"],
            force=params["force"] or bool(params.get("describe")),  # that writes nothing
            no_embed=True if params["no_embed"] else None,
            allow_ignored=params["allow_ignored"],
            device=params["device"],
            keep_alive=params["keep_alive"],
            rights=_rights(params, fields),
            commercial=params["commercial"] or None,
            agree=partial(_agreed, params["yes"]),
            **fields,
        )
        if params.get("describe"):
            return describe(stream, params["as_json"])
        if params["profile"] is None:
            return self.show(stream, as_json=params["as_json"])
        return self._profile(stream, params)

    def _profile(self, stream: Stream, params: dict[str, Any]) -> int:
        """Run to the end, and say where the time went."""
        from muse.running.profiling import profiled

        told: list[str] = []
        try:
            with profiled(stream, params["profile"], force=params["force"]) as told:
                return self.show(stream, as_json=params["as_json"])
        finally:
            for line in told:
                say(f"  time            {safe(line, 160)}")


def _rights(params: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any] | None:
    """Return the rights that were asked for; the author of a book is its field's.

    That alone asks for none.
    """
    given = {name: params.get(name) for name in NAMES if name not in fields}
    asked = {name: value for name, value in given.items() if value is not None}
    if asked and fields.get("author"):
        asked["author"] = fields["author"]
    return asked or None


def _queue(host: Host, asked: str, params: dict[str, Any], fields: dict[str, Any]) -> int:
    """Queue a run; the library keeps what comes of it."""
    for name in (
        "output",
        "everything",
        "force",
        "no_embed",
        "allow_ignored",
        "device",
        "keep_alive",
        "describe",
    ):
        if params[name]:
            option = {"everything": "all"}.get(name, name.replace("_", "-"))
            raise RequestError(
                f"--{option} and --later don't go together",
                hint="the library keeps what is made later; muse export ID copies it",
            )
    job = submit(
        host,
        asked,
        fields,
        origin=Origin(agree=partial(_agreed, params["yes"])),
        commercial=params["commercial"] or None,
        rights=_rights(params, fields),
    )
    if params["as_json"]:
        out_json({"job": asdict(job)})
    else:
        say(f"{job.id} is queued for {job.generator}; muse work makes it, muse jobs lists it")
    return 0


def _agreed(yes: bool, question: str) -> bool:
    """Put a question of a plugin to the user; nobody agrees where there is no terminal."""
    if yes or sys.stdin is None or not sys.stdin.isatty():
        return yes
    return click.confirm(f"{safe(question)}; go on?", err=True)


def _refuse_words(beside: Leftover, fields: Any) -> None:
    for name in beside.fields.keys() & RESERVED:  # it is one of muse run, and this is muse train
        raise RequestError(f"--{name.replace('_', '-')} isn't for this", hint="try --help")
    if not beside.words:
        return
    words = safe(" ".join(beside.words), 60)
    hint = f'a prompt goes with --prompt "{words}"' if "prompt" in fields else "try --help"
    raise RequestError(f"{words!r} is an unexpected argument", hint=hint)


def _from_file(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        if path == "-":
            data = sys.stdin.buffer.read(_LONGEST + 1)
        else:
            with files.expanded(path).open("rb") as file:
                data = file.read(_LONGEST + 1)
        # Of bytes json reads UTF-8, UTF-16 (PowerShell's) and UTF-32, with a mark or without.
        fields = json.loads(data) if len(data) <= _LONGEST else None
    except OSError as error:
        raise InvalidField(f"condition: {path} can't be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        why = "it is nested too deep" if isinstance(error, RecursionError) else error
        raise InvalidField(
            f"condition: {path} is no JSON ({why})", hint="save it as JSON in UTF-8"
        ) from None
    if len(data) > _LONGEST:
        raise InvalidField(f"condition: {path} has more than {_LONGEST // 2**20} MiB")
    if not isinstance(fields, dict):
        raise InvalidField(
            f"condition: {path} holds no JSON object", hint='expected {"field": value, ...}'
        )
    for name in fields.keys() & RESERVED:
        raise InvalidField(
            f"condition: {path} sets {name}, which is no field but an option of muse run",
            hint=f"give --{name.replace('_', '-')} beside it",
        )
    return fields


command = Media("run", help="Make something: a picture, a song, a text.")
