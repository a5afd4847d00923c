"""`muse library`: check the record of runs, save what can be read of a damaged one, copy it."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from muse import files
from muse.cli.console import out, out_json, safe, say, size
from muse.errors import LibraryError, RequestError
from muse.folders import data_folder
from muse.library import opening, schema
from muse.library import repair as repairing
from muse.library.library import Library


@click.group("library", help="Check the library, repair or back it up, or open a project.")
def command() -> None:
    """Group what keeps the record of runs sound."""


def _place() -> Path:
    """Return the library's file; RequestError when there is none."""
    path = Library(data_folder()).database.path
    if not files.exists(path):
        raise RequestError(f"there is no library at {path} yet", hint="muse run begins one")
    return path


@command.command("check", help="Look at the whole library; exit code 1 when it is damaged.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(as_json: bool) -> int:
    """Print what is wrong, or how much there is."""
    path = _place()
    found = repairing.check(path)
    if not found.faults:
        library = Library(path.parent)
        found = replace(found, lost=tuple(sorted({id for id, _ in library.gallery.lost()})))
        library.close()
    if as_json:
        out_json({"path": str(path), **asdict(found)})
        return 1 if found.faults or found.lost else 0
    if not found.faults:
        out(f"{safe(path)} is sound: {found.runs} runs, {found.artifacts} artifacts")
        if found.lost:
            told = " ".join(found.lost[:10]) + (" ..." if len(found.lost) > 10 else "")
            out(f"stored files of {len(found.lost)} artifacts are gone or damaged: {told}")
            say(f"muse reproduce {found.lost[0]} makes one again")
        return 1 if found.lost else 0
    out(f"{safe(path)} is damaged:")
    for fault in found.faults:
        out(f"  {safe(fault, 200)}")
    say("muse library repair makes a new one of all that can be read, and keeps this one")
    return 1


@command.command("repair", help="Save all that can be read of a damaged library into a new one.")
@click.option("--force", is_flag=True, help="Do it even if the library is sound.")
def repair(force: bool) -> None:
    """Make a new library of every row that can be read; the damaged one is kept beside it."""
    path = _place()
    if not force and not repairing.check(path).faults:
        say("the library is sound: there is nothing to repair")
        return
    saved, old = repairing.repair(path)
    lost = f"; {saved.lost} runs are lost" if saved.lost > 0 else ""
    say(f"saved {saved.runs} runs, {saved.artifacts} artifacts and {saved.files} files{lost}")
    say(f"the damaged library is {safe(old)}")


@command.command("backup", help="Copy the library to a file that isn't there yet.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the library as it is now, whoever uses it."""
    import sqlite3

    path, target = _place(), files.expanded(file)
    opening.check_is_file(path)
    try:
        schema.backup(path, target)
    except sqlite3.Error as error:
        full = files.is_full(target.parent)
        hint = "free some space" if full else "muse library check says whether it is sound"
        raise LibraryError(f"{path} can't be copied ({error})", hint=hint) from None
    say(f"{safe(target)}  {size(target.stat().st_size)}")


@command.command("import", help="Take up the artifacts of a project (muse export --project).")
@click.argument("file", type=click.Path(path_type=Path))
def bring(file: Path) -> int:
    """Take up what the library lacks of a project; exit code 1 when something was refused."""
    from muse.running.projects import reading

    library = Library(data_folder())
    try:
        found = reading.read(library, files.expanded(file))
    finally:
        library.close()
    say(f"{len(found.added)} are new, {len(found.known)} were here already")
    for id, why in found.refused.items():
        say(f"  {safe(id)} was refused: {safe(why)}")
    return 1 if found.refused else 0
