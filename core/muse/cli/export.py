"""`muse export ID`: a copy of an artifact's files, wherever the library keeps them."""

from pathlib import Path

import click

from muse import files, placing
from muse.cli.console import safe, say
from muse.errors import MuseError, RequestError
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.placing import Part
from muse.running import recipe
from muse.running.host import Host


@click.command("export", help="Copy an artifact's files to a place of yours.")
@click.argument("id", metavar="ID|FILE")
@click.option(
    "-o", "--output", default="./", metavar="PATH",
    help="A file (its suffix says which), or a folder for all. Default: the current folder.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace files that are already there.")
def command(id: str, output: str, force: bool) -> None:
    """Copy the files, with the recipe inside or beside them as muse run would."""
    with Host() as host:
        run, artifact = host.library.lookup(id)
        target = files.expanded(output)
        folder = output.endswith(("/", "\\")) or target.is_dir()
        chosen = artifact.files if folder else [_of_suffix(artifact, target)]
        name = files.slug(artifact.title or run.prompt or artifact.id)
        parts = []
        for file in chosen:
            fmt = host.formats().get(file.suffix)
            inside = fmt is not None and fmt.embed is not None
            beside = None if inside else recipe.dumps(artifact.recipe).encode()
            place = target / f"{name}{file.suffix}" if folder else target
            place = place if place.suffix else place.with_name(place.name + file.suffix)
            free = folder and not force
            data = _data(host.library, artifact, file)
            parts.append(Part(place, data, beside, force, free, file.suffix))
        for path in placing.put(parts):
            say(safe(path))


def _of_suffix(artifact: ArtifactRecord, target: Path) -> FileRecord:
    suffix = target.suffix.lower()
    for file in artifact.files:
        if suffix in ("", file.suffix):
            return file
    has = ", ".join(file.suffix for file in artifact.files)
    raise RequestError(f"{artifact.id} has no {suffix} file", hint=f"it has {has}")


def _data(library: Library, artifact: ArtifactRecord, file: FileRecord) -> bytes:
    again = f"muse reproduce {artifact.id} makes it again"
    path = library.path_of(file)
    if path is None and file.path is None:
        raise MuseError(f"{artifact.id} was never saved to a file", hint=again)
    path = path or Path(str(file.path))
    try:
        return path.read_bytes()
    except OSError as error:
        raise MuseError(f"{path} can't be read ({error.strerror})", hint=again) from None
