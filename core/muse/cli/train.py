"""`muse train GENERATOR`: a generator's weights made anew; a run like any other."""

import os
import sys
from tempfile import TemporaryDirectory

import click

from muse import entry_points
from muse.cli.console import say
from muse.cli.run import Media, MediumCommand
from muse.errors import Cancelled, RequestError
from muse.leftovers import scratch_prefix
from muse.plugins.loading import TRAINER
from muse.running.host import Host
from muse.running.stream import Stream


class TrainCommand(MediumCommand):
    """A training. Of several processes of `accelerate launch` or torchrun one records and writes.

    The others (RANK above 0) do the same work on their part of each batch, and leave nothing.
    """

    later = False
    """A training is run by whoever asked for it: it takes hours, and a checkpoint of their own."""

    def options(self) -> list[click.Option]:
        """Return the options that aren't fields."""
        return [
            *super().options(),
            click.Option(
                ["--on"],
                metavar="NAME",
                help="Where: ray, or ray://host:10001; here by itself otherwise.",
            ),
            click.Option(
                ["--processes"],
                type=click.IntRange(min=1),
                metavar="N",
                help="Processes that share each batch, with --on. Default: one a GPU, or two.",
            ),
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and keep what was given, for the processes that do it."""
        ctx.meta["muse.args"] = list(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> int:
        """Run, or have processes elsewhere do it."""
        if ctx.params["processes"] and not ctx.params["on"]:
            raise RequestError(
                "--processes goes with --on", hint="here accelerate launch starts several"
            )
        return super().invoke(ctx)

    def host(self, ctx: click.Context) -> Host:
        """Return the host; a helping process has a library that goes with it."""
        if _first():
            return super().host(ctx)
        return Host(library=ctx.with_resource(TemporaryDirectory(prefix=scratch_prefix())))

    def show(self, stream: Stream, as_json: bool) -> int:
        """Run to the end; a helping process says nothing."""
        ctx = click.get_current_context()
        if ctx.params["on"]:
            return self._launch(ctx, stream)
        if _first():
            try:
                return super().show(stream, as_json)
            except (KeyboardInterrupt, Cancelled):
                if stream.run.resumes:
                    say("the checkpoint is kept; run the same command to resume")
                raise
        stream.finish()
        return 0

    def _launch(self, ctx: click.Context, stream: Stream) -> int:
        """Have the processes do what was asked, which was looked at here."""
        from muse.batches.finding import launcher, split

        name, address = split(ctx.params["on"])
        there = launcher(name, ctx.meta["muse.host"].plugins.index)
        given = _without(ctx.meta["muse.args"], ("--on", "--processes"))
        seed = [] if ctx.params.get("seed") is not None else [str(stream.request.condition.seed)]
        stream.close()
        arguments = ["train", (self.name or "").removesuffix(TRAINER), *given]
        arguments += ["--seed", *seed] if seed else []
        if not ctx.params["yes"]:  # who was asked here has agreed
            arguments.append("--yes")
        return there.launch(
            arguments, address=address, processes=ctx.params["processes"], say=_passed_on
        )

    def output(self, asked: list[str]) -> list[str]:
        """Return where to write; a helping process writes nowhere."""
        return asked if _first() else []


class Trainers(Media):
    """A command per generator; its trainer says what can be set."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the generators."""
        return list(entry_points.load().generators)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that trains a generator named in full."""
        if "." not in cmd_name:
            raise RequestError(
                f"{cmd_name!r} is no generator's full name", hint="such as muse train music.midi"
            )
        return TrainCommand(cmd_name + TRAINER)


def _without(args: list[str], options: tuple[str, ...]) -> list[str]:
    """Return arguments without some options and their values."""
    kept = []
    rest = iter(args)
    for arg in rest:
        if arg in options:
            next(rest, None)
        elif not arg.startswith(tuple(f"{option}=" for option in options)):
            kept.append(arg)
    return kept


def _passed_on(line: bytes, is_error: bool) -> None:
    stream = sys.stderr if is_error else sys.stdout
    stream.write(line.decode("utf-8", "replace"))
    stream.flush()


def _first() -> bool:
    return os.environ.get("RANK", "0") == "0"


command = Trainers("train", help="Make a generator's weights from data.")
