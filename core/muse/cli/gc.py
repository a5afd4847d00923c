"""`muse gc`: find what killed runs left behind, and the trash, and remove it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from muse import leftovers
from muse.cli.console import out_json, safe, say, size, table, when
from muse.errors import LibraryError, MuseError
from muse.folders import data_folder
from muse.library.gallery import TRASH_DAYS, size_of
from muse.library.library import Library
from muse.plugins.isolated import environments
from muse.processes import DAY


@click.command("gc", help="List what stopped runs left behind, and the trash; --yes removes it.")
@click.option("-y", "--yes", is_flag=True, help="Remove it: of the trash what is old enough.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(yes: bool, as_json: bool) -> int:
    """List checkpoints, scratch folders, parts of files and stored files that nobody uses.

    With them the trash is listed; of that only what has been there for 30 days is removed.
    """
    library = Library(data_folder())
    try:
        rows = list(_left())
        try:
            rows += [*_stray(library), *_trash(library)]
        except LibraryError as error:  # of a newer Muse, say
            say(str(error))
        problems = _remove(library, rows) if yes else []
    finally:
        library.close()
    shown = [
        {key: row[key] for key in ("path", "what", "size", "changed", "removed")} for row in rows
    ]
    if as_json:
        out_json(shown)
    else:
        table([(size(e["size"]), when(e["changed"]), e["what"], e["path"]) for e in shown])
    able = [row for row in rows if row["of"] is not None]
    gone = [row for row in rows if row["removed"]]
    if not rows:
        say("nothing was left behind")
    elif yes:
        say(f"{len(gone)} removed; {size(sum(row['size'] for row in gone))} are free again")
    elif able:
        total = size(sum(row["size"] for row in able))
        say(f"{total} in all; muse gc --yes removes them (a checkpoint can't be resumed then)")
    if any(row["of"] is None for row in rows):
        say("muse trash lists what is in the trash; --empty forgets it now")
    if problems:
        raise MuseError("; ".join(problems[:3]), hint="check the folder")
    return 0


def _row(path: Path, what: str, size: int, changed: float, of: object) -> dict[str, Any]:
    """Return what is told of something; `of` is what is to be removed, None: it stays."""
    told = {"path": str(path), "what": what, "size": size, "changed": changed}
    return {**told, "of": of, "removed": False}


def _left() -> Iterator[dict[str, Any]]:
    for each in (*leftovers.find(), *environments.strays()):
        yield _row(each.path, each.what, each.size, each.changed, each)


def _stray(library: Library) -> Iterator[dict[str, Any]]:
    for path in library.gallery.stray():
        try:
            changed = path.stat().st_mtime
        except OSError:  # it goes while we look
            continue
        yield _row(path, "stored file that no artifact has", size_of(path), changed, path)
    rows = library.database.rows("SELECT id FROM jobs")
    for path in library.drafts.stray({row[0] for row in rows}):
        left = leftovers.of_file(path, "text begun by a job that isn't there any more")
        yield _row(path, left.what, left.size, left.changed, left)


def _trash(library: Library) -> Iterator[dict[str, Any]]:
    """Yield the trash, what is old enough apart from what will be."""
    now = time.time()
    since = [since for _, since in library.gallery.in_trash()]
    old = [each for each in since if each <= now - TRASH_DAYS * DAY]
    young = [each for each in since if each not in old]
    freed, all_freed = (library.gallery.trashed(days=d)[1] for d in (TRASH_DAYS, 0.0))
    folder = library.folder / "files"
    if old:
        told = f"{len(old)} artifacts in the trash for over {TRASH_DAYS:.0f} days"
        yield _row(folder, told, freed, old[0], library.gallery)
    if young:
        until = when(young[0] + TRASH_DAYS * DAY)
        told = f"{len(young)} artifacts in the trash, the first until {until}"
        yield _row(folder, told, max(0, all_freed - freed), young[0], None)


def _remove(library: Library, rows: list[dict[str, Any]]) -> list[str]:
    """Remove what can be; return why something couldn't."""
    problems = []
    stray = {row["of"].name[:64] for row in rows if isinstance(row["of"], Path)}
    swept = library.gallery.remove_unused(stray)
    for row in rows:
        each = row["of"]
        try:
            if isinstance(each, leftovers.Leftover):
                each.remove()
            elif each is library.gallery:
                library.gallery.empty(days=TRASH_DAYS)
            row["removed"] = each is not None and (not isinstance(each, Path) or each in swept)
        except OSError as error:
            problems.append(f"{safe(row['path'])} can't be removed ({error.strerror})")
    return problems
