"""`muse rate ID 1-5`: keep what you think of an artifact."""

import click

from muse.cli.console import say
from muse.running.host import Host


@click.command("rate", help="Rate an artifact from 1 to 5.")
@click.argument("id")
@click.argument("rating", type=int, metavar="1-5")
@click.option("--note", help="A short note on the rating.")
def command(id: str, rating: int, note: str | None) -> None:
    """Keep a rating, and a note, with an artifact."""
    with Host() as host:
        _, artifact = host.library.lookup(id)
        host.library.rate(artifact.id, rating, note)
    say(f"{artifact.id} rated {rating}/5")
