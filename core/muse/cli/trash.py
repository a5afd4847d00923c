"""`muse trash ID...`: artifacts that are no longer wanted, until they are forgotten for good."""

from collections.abc import Sequence

import click

from muse.cli.console import out_json, say, size, table, when
from muse.errors import RequestError
from muse.library.gallery import TRASH_DAYS
from muse.library.library import Library
from muse.library.records import ArtifactRecord, RunRecord
from muse.processes import DAY
from muse.running.host import Host


@click.command("trash", help="Put artifacts into the trash, take them out, or list what is in it.")
@click.argument("ids", nargs=-1, metavar="[ID|FILE]...")
@click.option("--restore", is_flag=True, help="Take the artifacts out of the trash.")
@click.option(
    "--empty", is_flag=True, help="Forget all that is in it, and remove what the library stores."
)
@click.option("-y", "--yes", is_flag=True, help="Don't ask before it is emptied.")
@click.option("--json", "as_json", is_flag=True, help="Print what is in it as JSON.")
def command(ids: tuple[str, ...], restore: bool, empty: bool, yes: bool, as_json: bool) -> None:
    """Change or list the trash; files outside the library stay where they are."""
    if empty and (ids or restore):
        raise RequestError("--empty takes no artifacts", hint="it forgets all that is in the trash")
    if restore and not ids:
        raise RequestError("--restore takes artifacts", hint="muse trash lists their ids")
    with Host() as host:
        library = host.library
        if empty:
            _empty(library, yes)
        elif ids:
            _move(library, ids, restore)
        if as_json or not (ids or empty):
            _list(library, as_json)


def _move(library: Library, ids: Sequence[str], restore: bool) -> None:
    found = [library.lookup(id)[1] for id in ids]  # all of them are there, or nothing is moved
    for artifact in found:
        if restore:
            library.gallery.restore(artifact.id)
            say(f"{artifact.id} is out of the trash")
        else:
            library.gallery.trash(artifact.id)
            say(f"{artifact.id} is in the trash; muse trash --restore {artifact.id} takes it out")


def _empty(library: Library, yes: bool) -> None:
    from muse.cli.pull import confirm

    count, freed = library.gallery.trashed()
    if not count:
        say("the trash is empty")
        return
    confirm(f"forget {count} artifacts and free {size(freed)}?", yes, "muse trash --empty --yes")
    say(f"{library.gallery.empty()} artifacts are forgotten; {size(freed)} are free again")


def _list(library: Library, as_json: bool) -> None:
    found = [(*library.find_exactly(id), since) for id, since in library.gallery.in_trash()]
    if as_json:
        out_json({"trash": [_told(*each) for each in found]})
        return
    if not found:
        say("the trash is empty")
        return
    table(
        [
            (made.id, when(since), run.generator, run.prompt or made.title)
            for run, made, since in found
        ],
        limits=(None, None, None, 80),
    )
    _, freed = library.gallery.trashed()
    say(f"muse trash --empty forgets them and frees {size(freed)}; --restore ID takes one out")


def _told(run: RunRecord, made: ArtifactRecord, since: float) -> dict[str, object]:
    return {
        "id": made.id,
        "title": made.title,
        "generator": run.generator,
        "trashed": since,
        "until": since + TRASH_DAYS * DAY,
    }
