"""`muse train GENERATOR`: a generator's weights made anew; a run like any other."""

import os
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

    def host(self, ctx: click.Context) -> Host:
        """Return the host; a helping process has a library that goes with it."""
        if _first():
            return super().host(ctx)
        return Host(library=ctx.with_resource(TemporaryDirectory(prefix=scratch_prefix())))

    def show(self, stream: Stream, as_json: bool) -> int:
        """Run to the end; a helping process says nothing."""
        if _first():
            try:
                return super().show(stream, as_json)
            except (KeyboardInterrupt, Cancelled):
                if stream.run.resumes:
                    say("the checkpoint is kept; run the same command to resume")
                raise
        stream.finish()
        return 0

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


def _first() -> bool:
    return os.environ.get("RANK", "0") == "0"


command = Trainers("train", help="Make a generator's weights from data.")
