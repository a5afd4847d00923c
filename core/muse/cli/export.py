"""`muse export ID`: a copy of an artifact's files, wherever the library keeps them."""

import re
from dataclasses import dataclass
from pathlib import Path

import click

from muse import files, placing, processes
from muse.cli.console import safe, say
from muse.contract import saving
from muse.contract.file import File
from muse.errors import MuseError, RequestError
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import keys
from muse.running import converting, recipe, signing
from muse.running.host import Host
from muse.running.projects import writing


@click.command("export", help="Copy an artifact's files to a place of yours.")
@click.argument("ids", metavar="ID[.NAME]|FILE...", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="./", metavar="PATH",
    help="A file (its suffix says which, or what is to be made of it), or a folder for all."
    " Default: the current folder.",
)  # fmt: skip
@click.option(
    "--project", metavar="FILE", type=click.Path(path_type=Path),
    help="Put them into one zip with all that is known of them: muse library import opens it.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace files that are already there.")
def command(ids: tuple[str, ...], output: str, project: Path | None, force: bool) -> None:
    """Copy the files, with the recipe inside or beside them as muse run would."""
    with Host() as host:
        if project is not None:
            _project(host.library, ids, files.expanded(project), force)
            return
        if len(ids) > 1:
            raise RequestError("export takes one artifact", hint="--project FILE.zip takes several")
        id = ids[0]
        id, key = (id, "") if files.expanded(id).is_file() else _parted(id)
        run, artifact = host.library.lookup(id)
        target = files.expanded(output)
        folder = output.endswith(("/", "\\")) or target.is_dir()
        suffix = target.suffix.lower()
        if key:
            chosen = [_named(artifact, key)]
        elif folder:
            chosen = artifact.files
        else:
            chosen = _of_suffix(artifact, suffix)
        if not chosen:
            _convert(host, artifact, suffix, target, force)
            return
        if folder:
            target = target / files.slug(artifact.title or run.prompt or artifact.id)
        elif not target.suffix:
            target = target.with_name(target.name + keys.ending(chosen[0].suffix))
        parts = [
            saving.part(
                _Exported(host, artifact, file),
                file.suffix,
                _at(target, file, folder),
                force=force,
                free=folder and not force,
                exactly=bool(key) and not folder,
            )
            for file in chosen
        ]
        for path in placing.put(parts):
            say(safe(path))


def _project(library: Library, ids: tuple[str, ...], target: Path, force: bool) -> None:
    """Write a project of artifacts, whole or not at all."""
    if not force and files.exists(target):
        raise files.taken(target)
    found = [library.lookup(id)[1].id for id in ids]
    with files.told(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        hidden = processes.hidden(target)
        try:
            written = writing.write(library, list(dict.fromkeys(found)), hidden)
            hidden.replace(target)
        finally:
            hidden.unlink(missing_ok=True)
    for id in written.missing:
        say(f"{id} is left out: its files are gone")
    say(safe(target))


@dataclass
class _Held:
    files: dict[str, File]


class _Exported:
    """A file of an artifact as it is saved."""

    def __init__(self, host: Host, artifact: ArtifactRecord, file: FileRecord) -> None:
        fmt = host.formats().get(keys.ending(file.suffix, host.formats()))
        inside = fmt is not None and (fmt.embed is not None or fmt.embed_file is not None)
        beside = None if inside else recipe.dumps(artifact.recipe).encode()
        path = _path(host.library, artifact, file)
        kept = File(file.media_type, path, beside, sha256=file.sha256)
        made = signing.of_record(host.hooks, host.library, host.config, artifact, kept, file.suffix)
        self.files = {file.suffix: made}


def _at(target: Path, file: FileRecord, folder: bool) -> Path:
    """Return where a file without a name goes; `target` has no suffix yet in a folder."""
    return target.with_name(target.name + keys.ending(file.suffix)) if folder else target


def _parted(id: str) -> tuple[str, str]:
    """Return an id and the name of a file that follows it: `ID.drums.wav`, `ID/03.png`."""
    found = re.fullmatch(r"(?:muse:)?([0-9A-Za-z-]+)([./].+)?", id)
    return (found[1], (found[2] or "").lower()) if found else (id, "")


def _named(artifact: ArtifactRecord, key: str) -> FileRecord:
    for file in artifact.files:
        if file.suffix == key:
            return file
    raise _lacks(artifact, key)


def _of_suffix(artifact: ArtifactRecord, suffix: str) -> list[FileRecord]:
    """Return the files that end in a suffix, or as the first where there is none."""
    suffix = suffix or keys.ending(artifact.files[0].suffix)
    return [file for file in artifact.files if keys.ending(file.suffix) == suffix]


def _convert(host: Host, artifact: ArtifactRecord, suffix: str, target: Path, force: bool) -> None:
    """Write an artifact in a format that it hasn't yet."""
    made = converting.made(host, artifact, converting.way(host, artifact, suffix))
    part = saving.part(_Held({suffix: made}), suffix, target, force=force)
    for path in placing.put([part]):
        say(safe(path))


def _lacks(artifact: ArtifactRecord, key: str) -> RequestError:
    has = ", ".join(file.suffix for file in artifact.files[:20])
    return RequestError(f"{artifact.id} has no {key} file", hint=f"it has {has}")


def _path(library: Library, artifact: ArtifactRecord, file: FileRecord) -> Path:
    again = f"muse reproduce {artifact.id} makes it again"
    path = library.path_of(file)
    if path is None and file.path is None:
        raise MuseError(f"{artifact.id} was never saved to a file", hint=again)
    path = path or Path(str(file.path))
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise MuseError(f"{path} can't be read ({error.strerror})", hint=again) from None
