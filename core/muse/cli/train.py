"""`muse train GENERATOR`: a generator's weights made anew; a run like any other."""

import click

from muse import index
from muse.cli.run import Media, MediumCommand
from muse.errors import RequestError
from muse.plugins import TRAINER


class Trainers(Media):
    """A command per generator; its trainer says what can be set."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the generators."""
        return list(index.load().generators)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that trains a generator named in full."""
        if "." not in cmd_name:
            raise RequestError(
                f"{cmd_name!r} is no generator's full name", hint="such as muse train music.midi"
            )
        return MediumCommand(cmd_name + TRAINER)


command = Trainers("train", help="Make a generator's weights from data.")
