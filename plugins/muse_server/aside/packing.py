"""Artifacts as files in a zip: readable names, any format, recipes inside or beside."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from muse.contract.file import File
from muse.errors import MuseError
from muse.library.records import ArtifactRecord
from muse.media import keys
from muse.running import converting, recipe
from muse.running.host import Host
from muse.running.projects.packing import free, put


def pack(
    host: Host,
    ids: Sequence[str],
    target: Path,
    *,
    formats: Sequence[str] = (),
    progress: Callable[[float, float], None],
) -> None:
    """Write the files of artifacts into a new zip; MuseError if there are none.

    `formats` are the suffixes that are wanted; the files that there are if none is named. What
    can't be had is told in a text at the end.
    """
    taken: set[str] = set()
    lacking: list[str] = []
    count = 0
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as packed:
        for done, id in enumerate(ids):
            progress(done, len(ids))
            run, artifact = host.library.find_exactly(id)
            base = free(artifact.title or run.prompt or id, taken)
            found = False
            for key, file in _files(host, artifact, formats, lacking):
                found = True
                _add(packed, keys.at(Path(base), key).as_posix(), file)
            count += found
        if not count:
            raise MuseError("none of their files is there", hint=lacking[0] if lacking else None)
        if lacking:
            put(packed, "not-included.txt", "\n".join((*lacking, "")).encode())
    progress(len(ids), len(ids))


def in_format(host: Host, artifact: ArtifactRecord, suffix: str) -> Iterator[tuple[str, File]]:
    """Yield the files of a format, made now if there is none; MuseError where it can't be."""
    known = host.formats()
    found = False
    for file in artifact.files:
        if keys.ending(file.suffix, known) == suffix:
            path = host.library.path_of(file)
            if path is not None:
                found = True
                yield file.suffix, File(file.media_type, path, _beside(host, artifact, suffix))
    if not found:
        made = converting.made(host, artifact, converting.way(host, artifact, suffix))
        yield suffix, made


def _files(
    host: Host, artifact: ArtifactRecord, formats: Sequence[str], lacking: list[str]
) -> Iterator[tuple[str, File]]:
    known = host.formats()
    wanted = formats or [keys.ending(file.suffix, known) for file in artifact.files]
    for suffix in dict.fromkeys(wanted):
        try:
            yield from in_format(host, artifact, suffix)
        except MuseError as error:
            lacking.append(f"{artifact.id} {suffix}: {error.message}")


def _beside(host: Host, artifact: ArtifactRecord, suffix: str) -> bytes | None:
    fmt = host.formats().get(suffix)
    inside = fmt is not None and (fmt.embed is not None or fmt.embed_file is not None)
    return None if inside else recipe.dumps(artifact.recipe).encode()


def _add(packed: zipfile.ZipFile, name: str, file: File) -> None:
    put(packed, name, file.content)
    if file.beside is not None:
        put(packed, f"{name}.muse.json", file.beside)
