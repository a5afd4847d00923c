"""`muse stop`: put out weights that nobody uses."""

import click

from muse.cli.console import say
from muse.device.devices import ask_to_stop, everywhere
from muse.errors import RequestError


@click.command("stop", help="Unload weights that are idle.")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Ask every process of yours to unload what is idle, or one component of it, within seconds."""
    rows = [row for row in everywhere() if name in (None, row["component"], *row["generators"])]
    if name and not rows:
        raise RequestError(f"{name!r} isn't loaded", hint="muse ps shows what is")
    idle = [row for row in rows if not row["leased"]]
    for pid in sorted({row["pid"] for row in idle}):
        ask_to_stop(pid, [row["component"] for row in idle if row["pid"] == pid])
    busy = len(rows) - len(idle)
    if not rows:
        say("no weights are loaded")
        return
    say(f"{len(idle)} idle to be unloaded" + (f", {busy} in use left alone" if busy else ""))
