"""`muse ps`: the weights that are loaded, in any process of yours."""

import time

import click

from muse.cli.console import out_json, say, size, table
from muse.device.devices import everywhere


@click.command("ps", help="Show the weights that are loaded, and who uses them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """List components: generators, size, where, loaded since, idle for, process.

    Workers of isolated plugins are processes of the process that started them: `host > worker`.
    """
    rows = everywhere()
    if as_json:
        out_json(rows)
        return
    if not rows:
        say("no weights are loaded")
        return
    now = time.time()
    head = ["component", "generators", "size", "where", "loaded for", "idle for", "process"]
    table(
        [
            head,
            *(
                [
                    row["component"],
                    ", ".join(row["generators"]),
                    size(row["size"]),
                    row["where"],
                    _minutes(now - row["since"]),
                    "in use" if row["leased"] else _minutes(now - row["idle_since"]),
                    f"{row['pid']} > {row['worker']}" if "worker" in row else row["pid"],
                ]
                for row in rows
            ),
        ],
        limits=(50, 40),
    )


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
