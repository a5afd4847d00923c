"""`muse run MEDIUM`: the fields of the chosen generator are its options."""

import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from muse import index
from muse.artifact import Artifact
from muse.cli.console import out, out_json, safe, say
from muse.cli.progress import ProgressBar
from muse.cli.reporting import lines, result_json
from muse.errors import InvalidField, OutputError, RequestError
from muse.events import Progress, Text
from muse.generator import summary
from muse.host import Host
from muse.options import FieldOption, Leftover, field_options, find_generator, leftover, values
from muse.streams import Stream


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
        click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON object, no text."),
        click.Option(["--force"], is_flag=True, help="Replace files that are already there."),
        click.Option(["--no-embed"], is_flag=True, help="Leave the recipe out of the files."),
        click.Option(["--allow-ignored"], is_flag=True, help="Run though a field is unknown."),
        click.Option(["--device"], metavar="NAME", help="cuda, cuda:0, mps, cpu or auto."),
        click.Option(
            ["--keep-alive"],
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            help="Keep idle weights loaded so long; 0 unloads at once.",
        ),
        click.Option(["--debug"], is_flag=True, help="Show the traceback of an error."),
    ]


_TAKING = frozenset(["--prompt", "-o", "--output", "--condition", "--negative-prompt"])


class Media(click.Group):
    """A command per medium that has generators."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the media."""
        return index.load().media()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a medium, or of one generator named in full."""
        return MediumCommand(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the media with their generators."""
        entries = index.load()
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

    def __init__(self, medium: str) -> None:
        super().__init__(
            medium,
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
            params=list(_host_options()),
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the generator, take its fields as options, then parse as click does."""
        host = Host()
        ctx.call_on_close(host.close)
        name = host.choose(self.name or "", find_generator(args, _TAKING))
        cls = host.plugins.generator(name)
        ctx.meta.update({"muse.host": host, "muse.name": name, "muse.class": cls})
        self.params = [*field_options(cls.condition), *_host_options()]
        self.help = summary(cls)
        return super().parse_args(ctx, args)

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

    def invoke(self, ctx: click.Context) -> int:
        """Run, and show what comes of it."""
        host, name, cls = (ctx.meta[f"muse.{key}"] for key in ("host", "name", "class"))
        params = ctx.params
        beside = leftover(ctx.args)
        _refuse_words(beside, cls.condition.model_fields)
        given = values(cls.condition, params, ctx)
        fields = {**_from_file(params["condition_file"]), **given, **beside.fields}
        output = list(params["output"]) or ["./"]
        if params["as_json"] and "-" in output:
            raise OutputError("--json and -o - both want standard output", hint="leave one out")
        stream = host.stream(
            name,
            output=output,
            all_formats=params["everything"],
            force=params["force"],
            no_embed=True if params["no_embed"] else None,
            allow_ignored=params["allow_ignored"],
            device=params["device"],
            keep_alive=params["keep_alive"],
            **fields,
        )
        return show(stream, as_json=params["as_json"])


def _refuse_words(beside: Leftover, fields: Any) -> None:
    if not beside.words:
        return
    words = safe(" ".join(beside.words), 60)
    hint = f'a prompt goes with --prompt "{words}"' if "prompt" in fields else "try --help"
    raise RequestError(f"{words!r} belongs to no option", hint=hint)


def _from_file(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        fields = json.loads(text)
    except (OSError, ValueError) as error:
        raise InvalidField(f"condition: {path} can't be read as JSON ({error})") from None
    if not isinstance(fields, dict):
        raise InvalidField(
            f"condition: {path} holds no JSON object", hint='it takes {"field": value, ...}'
        )
    return fields


@contextmanager
def interruptible(stream: Stream) -> Iterator[None]:
    """Let Ctrl-C stop the run, but never in the middle of writing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: stream.interrupt())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def show(stream: Stream, *, as_json: bool = False, report: bool = True) -> int:
    """Run a stream to its end: text to stdout, progress and report to stderr; return 0."""
    raw = stream.request.output.stdout
    printer = None if as_json or raw else TextPrinter()
    try:
        with interruptible(stream), stream, ProgressBar(stream.request.name) as bar:
            for event in stream:
                if isinstance(event, Progress):
                    bar.show(event)
                elif isinstance(event, Text) and printer:
                    bar.retire()
                    printer.piece(event)
                elif isinstance(event, Artifact) and printer:
                    bar.hide()
                    printer.artifact(event)
    finally:
        for kept in stream.unfinished:
            for path in kept.paths:
                say(f"unfinished: {safe(path)}")
    result = stream.result
    if as_json:
        out_json(result_json(result, stream.status))
    elif raw and sys.stdout is not None:
        sys.stdout.buffer.write(result.data)
        sys.stdout.buffer.flush()
    if report and not as_json:
        tell(stream)
    return 0


def tell(stream: Stream) -> None:
    """Print where the artifacts are and the report, to stderr."""
    result = stream.result
    for artifact in result:
        places = ", ".join(safe(path) for path in artifact.paths) or "standard output"
        seed = f"  seed {artifact.seed}" if len(result) > 1 else ""
        say(f"{places}  [{artifact.id}]{seed}")
    for line in lines(result.report):
        say(f"  {line}")
    if result.report.unread:
        name = stream.request.name
        say(f"  hint      {name} doesn't know these words; another generator may: muse generators")


class TextPrinter:
    """Prints the text of one item as it is written; what other items write meanwhile waits."""

    def __init__(self) -> None:
        self._current = 0
        self._waiting: dict[int, list[str]] = {}
        self._streamed: set[int] = set()

    def piece(self, event: Text) -> None:
        """Print a piece, or keep it until its item's turn."""
        self._streamed.add(event.item)
        if event.item == self._current:
            out(safe_text(event.piece), end="")
            _flush()
        else:
            self._waiting.setdefault(event.item, []).append(event.piece)

    def artifact(self, artifact: Artifact) -> None:
        """Print a text that wasn't streamed, and go on to the next item."""
        if not artifact.media_type.startswith("text/"):
            return
        index = artifact.item.index
        if index not in self._streamed:
            self._waiting.setdefault(index, []).append(artifact.data.decode(errors="replace"))
        if index != self._current:
            return
        out("".join(map(safe_text, self._waiting.pop(index, []))))
        self._current += 1
        if self._current in self._waiting:
            out("".join(map(safe_text, self._waiting.pop(self._current))), end="")


def safe_text(text: str) -> str:
    """Return a text without control characters that could change the terminal."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


command = Media("run", help="Make something: a picture, a song, a text.")
