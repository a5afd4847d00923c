"""`muse use image.sketch`: the generator that a medium uses when none is named."""

import click

from muse.cli.console import say
from muse.running.host import Host


@click.command("use", help="Set the default generator of a medium.")
@click.argument("generator")
@click.option("--model", help="The model that it uses where none is named.")
def command(generator: str, model: str | None) -> None:
    """Make a generator, given as medium.name, the default of its medium."""
    with Host() as host:
        medium, full = host.use(generator, model)
        using = f" with {model}" if model else ""
        say(f"{medium} now uses {full}{using} ({host.config.path})")
        lack = host.lacking(full)
        if lack is not None:
            say(f"it isn't ready yet: {lack}")
