"""`muse schema image.sketch`: the JSON Schema of a condition."""

import click

from muse.cli.console import out_json
from muse.running.host import Host


@click.command("schema", help="Print the JSON Schema of a generator's condition.")
@click.argument("generator")
def command(generator: str) -> None:
    """Print the JSON Schema of a condition; a medium stands for its default generator."""
    with Host() as host:
        out_json(host.schema(generator))
