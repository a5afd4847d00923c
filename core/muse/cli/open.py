"""`muse open ID`: see or hear an artifact."""

import os
import sys
from pathlib import Path

import click

from muse.cli.console import deliver, out, safe, say
from muse.errors import MuseError
from muse.running.host import Host


@click.command("open", help="Open an artifact with the system's own program.")
@click.argument("id")
@click.option("--print", "only_print", is_flag=True, help="Print the path and open nothing.")
def command(id: str, only_print: bool) -> None:
    """Open the first file of an artifact that is still there: the user's own, or the stored one."""
    with Host() as host:
        _, artifact = host.library.lookup(id)
        own = [Path(file.path) for file in artifact.files if file.path]
        stored = [host.library.path_of(file) for file in artifact.files]
    path = next((each for each in [*own, *stored] if each is not None and each.is_file()), None)
    if path is not None:
        if only_print:
            seen = sys.stdout is not None and sys.stdout.isatty()
            deliver(safe(path).encode() if seen else os.fsencode(path))
            out()
        elif click.launch(str(path)):
            raise MuseError(f"no program opens {path}", hint="open it by hand")
        else:
            say(f"opening {path}")
        return
    gone = next((file.path for file in artifact.files if file.path), None)
    told = f"{gone} is gone" if gone else f"{artifact.id} was never saved to a file"
    raise MuseError(told, hint=f"muse reproduce {artifact.id} makes it again")
