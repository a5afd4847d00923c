"""`muse gc`: find what killed runs left behind, and remove it."""

import click

from muse import leftovers
from muse.cli.console import out_json, safe, say, size, table, when
from muse.errors import MuseError


@click.command("gc", help="List what stopped runs left behind; --yes removes it.")
@click.option("-y", "--yes", is_flag=True, help="Remove it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(yes: bool, as_json: bool) -> int:
    """List checkpoints, scratch folders and parts of files that no process uses, or remove them."""
    found = leftovers.find()
    gone: list[leftovers.Leftover] = []
    problems = []
    if yes:
        for each in found:
            try:
                each.remove()
                gone.append(each)
            except OSError as error:
                problems.append(f"{safe(each.path)} can't be removed ({error.strerror})")
    if as_json:
        out_json(
            [
                {"path": str(each.path), "what": each.what, "size": each.size,
                 "changed": each.changed, "removed": each in gone}
                for each in found
            ]
        )  # fmt: skip
    else:
        table([(size(e.size), when(e.changed), e.what, e.path) for e in found])
    total = size(sum(each.size for each in (gone if yes else found)))
    if not found:
        say("nothing was left behind")
    elif yes:
        say(f"{len(gone)} removed; {total} are free again")
    else:
        say(f"{total} in all; muse gc --yes removes them (a checkpoint can't be resumed then)")
    if problems:
        raise MuseError("; ".join(problems[:3]), hint="check the folder")
    return 0
